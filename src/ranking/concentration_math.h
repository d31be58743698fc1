/*
 * concentration_math.h
 *		Indices of concentration and inequality over the values of members.
 *
 * Each takes the values sorted in descending order, none negative, so that its
 * sums are taken in one order and come out in the same bits every time.  An
 * index without an answer (a total of 0, too few members) returns false, which
 * the callers turn into NULL.
 *
 * Whom the indices count: active members are those of a value above 0.  Shares,
 * and so the Herfindahl index and what derives from it, are theirs alone, and
 * the n of the normalised forms is their number unless the caller tells it.
 * The measures of inequality are statements about everybody: a member of value
 * 0 counts.
 *
 * Sources: A. O. Hirschman, "The paternity of an index", American Economic
 * Review 54 (1964), 761; UNCTAD Handbook of Statistics, annex 6.3
 * (concentration index); M. A. Adelman, "Comment on the H concentration measure
 * as a numbers-equivalent", Review of Economics and Statistics 51 (1969),
 * 99-101; H. Theil, Economics and Information Theory, 1967, chapter 4; A. Sen,
 * On Economic Inequality, 1973, 2.8 (Gini from ranks).
 *
 * Pure: needs nothing of the server.
 */
#ifndef RANKING_CONCENTRATION_MATH_H
#define RANKING_CONCENTRATION_MATH_H

#include "base/exact_math.h"

typedef struct Distribution
{
	const double *value;		/* descending */
	long		n;
	long		active;
	double		total;			/* exact sum, rounded once */
} Distribution;

/* parameter where the caller tells none */
#define INDEX_UNTOLD 0

/*
 * An index; parameter is the k of a concentration ratio, the number of members
 * of the universe for the normalised forms, or INDEX_UNTOLD.
 */
typedef bool (*ConcentrationIndex) (const Distribution *d, long parameter,
									double *result);

static inline void
DescribeDistribution(Distribution *d, const double *value, long n)
{
	ExactSum	total;

	total.nlanes = 0;
	d->value = value;
	d->n = n;
	d->active = 0;
	for (long i = 0; i < n; i++)
	{
		ExactSumAdd(&total, value[i]);
		if (value[i] > 0)
			d->active++;
	}
	d->total = ExactSumRound(&total);
}

/*
 * Adds term to *sum, and what the rounding leaves out to *error.
 */
static inline void
AddWithError(double *sum, double *error, double term)
{
	double		rest;

	*sum = TwoSum(*sum, term, &rest);
	*error += rest;
}

/*
 * Herfindahl-Hirschman: the sum of squared shares, 1/n to 1.
 */
static inline bool
HhiIndex(const Distribution *d, long parameter, double *result)
{
	double		sum = 0;
	double		error = 0;

	(void) parameter;
	if (d->active == 0)
		return false;
	for (long i = 0; i < d->active; i++)
	{
		double		share = d->value[i] / d->total;

		AddWithError(&sum, &error, share * share);
	}
	*result = sum + error;
	return true;
}

/*
 * The same with shares in percent, 0 to 10000.
 */
static inline bool
HhiPointsIndex(const Distribution *d, long parameter, double *result)
{
	if (!HhiIndex(d, parameter, result))
		return false;
	*result *= 10000;
	return true;
}

/*
 * Rescaled so that equal shares give 0: (H - 1/n) / (1 - 1/n).
 */
static inline bool
HhiNormalizedIndex(const Distribution *d, long parameter, double *result)
{
	double		n = parameter != INDEX_UNTOLD ? parameter : d->active;
	double		hhi;

	if (n < 2 || !HhiIndex(d, parameter, &hhi))
		return false;
	*result = (hhi - 1 / n) / (1 - 1 / n);
	return true;
}

/*
 * UNCTAD's concentration index: the same of the square root of H.
 */
static inline bool
HhiUnctadIndex(const Distribution *d, long parameter, double *result)
{
	double		n = parameter != INDEX_UNTOLD ? parameter : d->active;
	double		hhi;

	if (n < 2 || !HhiIndex(d, parameter, &hhi))
		return false;
	*result = (sqrt(hhi) - sqrt(1 / n)) / (1 - sqrt(1 / n));
	return true;
}

/*
 * Adelman's numbers equivalent: how many equal members would be as concentrated.
 */
static inline bool
EffectiveNumberIndex(const Distribution *d, long parameter, double *result)
{
	double		hhi;

	if (!HhiIndex(d, parameter, &hhi))
		return false;
	*result = 1 / hhi;
	return true;
}

/*
 * The share of the k greatest.
 */
static inline bool
ConcentrationRatioIndex(const Distribution *d, long parameter, double *result)
{
	ExactSum	greatest;

	if (d->active == 0)
		return false;
	greatest.nlanes = 0;
	for (long i = 0; i < d->active && i < parameter; i++)
		ExactSumAdd(&greatest, d->value[i]);
	*result = ExactSumRound(&greatest) / d->total;
	return true;
}

/*
 * The sum of s ln(s * scale) over the shares s; 0 ln 0 is 0.
 */
static inline double
SumOfShareLogs(const Distribution *d, double scale)
{
	double		sum = 0;
	double		error = 0;

	for (long i = 0; i < d->active; i++)
	{
		double		share = d->value[i] / d->total;

		if (share > 0)
			AddWithError(&sum, &error, share * log(share * scale));
	}
	return sum + error;
}

/*
 * Shannon's entropy of the shares, in nats: 0 for one member, ln n for n equal.
 */
static inline bool
EntropyIndex(const Distribution *d, long parameter, double *result)
{
	(void) parameter;
	if (d->active == 0)
		return false;
	/* from 0, because the negative of a sum of 0 would be -0 */
	*result = 0 - SumOfShareLogs(d, 1);
	return true;
}

/*
 * Theil's T: the mean of x/mean ln(x/mean), which is ln n less the entropy.
 */
static inline bool
TheilIndex(const Distribution *d, long parameter, double *result)
{
	(void) parameter;
	if (d->active == 0)
		return false;
	*result = SumOfShareLogs(d, d->n);
	return true;
}

/*
 * Theil's L, the mean log deviation: the mean of ln(mean/x).  A member of value
 * 0 makes it infinite, and so no answer.
 */
static inline bool
TheilLIndex(const Distribution *d, long parameter, double *result)
{
	double		mean = d->total / d->n;
	double		sum = 0;
	double		error = 0;

	(void) parameter;
	if (d->active == 0 || d->active < d->n)
		return false;
	for (long i = 0; i < d->n; i++)
	{
		double		ratio = mean / d->value[i];

		AddWithError(&sum, &error,
					 isinf(ratio) ? log(mean) - log(d->value[i]) : log(ratio));
	}
	*result = (sum + error) / d->n;
	return true;
}

/*
 * Gini: the sum over ascending ranks r of (2r - n - 1) x / (n total), 0 for
 * equal values and 1 - 1/n where one member has all.  Not corrected for small
 * n; multiply by n / (n - 1) for that.
 */
static inline bool
GiniIndex(const Distribution *d, long parameter, double *result)
{
	double		sum = 0;
	double		error = 0;

	(void) parameter;
	if (d->active == 0)
		return false;
	for (long i = 0; i < d->active; i++)
		AddWithError(&sum, &error,
					 (double) (d->n - 1 - 2 * i) * (d->value[i] / d->total));
	*result = (sum + error) / d->n;
	return true;
}

#endif							/* RANKING_CONCENTRATION_MATH_H */
