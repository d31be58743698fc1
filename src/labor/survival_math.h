/*
 * survival_math.h
 *		The product-limit estimate of Kaplan and Meier, step by step.
 *
 * A quantile is the first time at which the estimate has fallen far enough, and
 * with few cases it falls exactly that far quite often: of ten closed cases the
 * fifth is the median.  A product of rounded ratios misses such ties.  So the
 * estimate is kept as the unevaluated sum of two doubles, some 100 bits, and
 * compared after one rounding with the fraction that was asked for, which is
 * itself a ratio such as 9/10 rounded once.
 *
 * Sources: E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete
 * observations", Journal of the American Statistical Association 53 (1958),
 * 457-481; M. Greenwood, The Natural Duration of Cancer, 1926 (variance).
 *
 * Pure: needs nothing of the server.
 */
#ifndef LABOR_SURVIVAL_MATH_H
#define LABOR_SURVIVAL_MATH_H

#include "base/exact_math.h"

#include <stdint.h>

typedef struct KmEstimate
{
	double		survival;		/* rounded */
	double		rest;			/* what the rounding left out */
	double		greenwood;		/* sum of d / (n (n - d)); infinite once S is 0 */
} KmEstimate;

static inline void
KmStart(KmEstimate *km)
{
	km->survival = 1;
	km->rest = 0;
	km->greenwood = 0;
}

/*
 * One time at which events of the at_risk cases, which is no less, came to
 * their end.  Nothing happens where there were none.
 */
static inline void
KmStep(KmEstimate *km, int64_t at_risk, int64_t events)
{
	double		n = (double) at_risk;
	double		staying = (double) (at_risk - events);
	double		product;
	double		rest;
	double		quotient;

	if (events == 0)
		return;
	product = km->survival * staying;
	rest = fma(km->survival, staying, -product) + km->rest * staying;
	quotient = product / n;
	rest = (fma(-quotient, n, product) + rest) / n;
	km->survival = TwoSum(quotient, rest, &km->rest);
	km->greenwood += (double) events / (n * staying);
}

/* the share that has come to its end, 1 - S, rounded once */
static inline double
KmFailed(const KmEstimate *km)
{
	double		error;
	double		failed = TwoSum(1, -km->survival, &error);

	return failed + (error - km->rest);
}

/* Greenwood's standard error of S; false where S is 0 and has none */
static inline bool
KmStandardError(const KmEstimate *km, double *result)
{
	*result = km->survival * sqrt(km->greenwood);
	return km->survival > 0;
}

/*
 * Pointwise limits z standard errors away, cut at 0 and 1; false where S is 0.
 */
static inline bool
KmPlainLimits(const KmEstimate *km, double z, double *lower, double *upper)
{
	double		error;

	if (!KmStandardError(km, &error))
		return false;
	*lower = fmax(0, km->survival - z * error);
	*upper = fmin(1, km->survival + z * error);
	return true;
}

/*
 * The same of log(-log S), which stay between 0 and 1: S to the power of
 * exp(+-z s / log S), s^2 being Greenwood's sum (J. D. Kalbfleisch and R. L.
 * Prentice, The Statistical Analysis of Failure Time Data, 1980, 1.3).  False
 * where S is 0 or 1.
 */
static inline bool
KmLogLogLimits(const KmEstimate *km, double z, double *lower, double *upper)
{
	double		spread;

	if (km->survival <= 0 || km->survival >= 1)
		return false;
	spread = exp(z * sqrt(km->greenwood) / -log(km->survival));
	*lower = pow(km->survival, spread);
	*upper = pow(km->survival, 1 / spread);
	return true;
}

#endif							/* LABOR_SURVIVAL_MATH_H */
