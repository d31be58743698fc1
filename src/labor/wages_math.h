/*
 * wages_math.h
 *		Weighted percentiles and inequality, over values in ascending order.
 *
 * Sums are exact and rounded once, so that neither the order nor the grouping
 * of rows can move a result.  Sources: C. Gini, 1912, as the area under the
 * Lorenz curve by trapezoids; H. Theil, Economics and Information Theory,
 * 1967, chapter 4.
 *
 * Pure: needs nothing of the server.
 */
#ifndef LABOR_WAGES_MATH_H
#define LABOR_WAGES_MATH_H

#include "base/exact_math.h"

typedef struct WeightedValue
{
	double		value;
	double		weight;			/* above 0 */
} WeightedValue;

static inline void
SumWeights(const WeightedValue *item, int n, ExactSum *sum)
{
	sum->nlanes = 0;
	for (int i = 0; i < n; i++)
		ExactSumAdd(sum, item[i].weight);
}

static inline double
TotalWeight(const WeightedValue *item, int n)
{
	ExactSum	sum;

	SumWeights(item, n, &sum);
	return ExactSumRound(&sum);
}

/* what rounding a sum leaves out */
static inline double
ExactSumRest(const ExactSum *sum)
{
	ExactSum	rest = *sum;

	ExactSumAdd(&rest, -ExactSumRound(sum));
	return ExactSumRound(&rest);
}

/*
 * Is part / total at least p?  The quotient of the sums is rounded once, as p
 * itself was, so that 55 of 100 equal weights are 0.55, whatever the weight.
 */
static inline bool
ShareReaches(const ExactSum *part, const ExactSum *total, double p)
{
	double		a = ExactSumRound(part);
	double		b = ExactSumRound(total);
	double		share = a / b;
	double		rest;

	if (fabs(share - p) > 1e-15)
		return share > p;
	rest = fma(-share, b, a) + (ExactSumRest(part) - share * ExactSumRest(total));
	return share + rest / b >= p;
}

/*
 * The smallest value with a cumulative share of the weight of at least p; n is
 * above 0.
 */
static inline double
WeightedPercentile(const WeightedValue *item, int n, double p)
{
	ExactSum	total;
	ExactSum	sum;

	SumWeights(item, n, &total);
	sum.nlanes = 0;
	for (int i = 0; i < n - 1; i++)
	{
		ExactSumAdd(&sum, item[i].weight);
		if (ShareReaches(&sum, &total, p))
			return item[i].value;
	}
	return item[n - 1].value;
}

/*
 * 1 less twice the area under the Lorenz curve.  False for a total of 0.
 */
static inline bool
WeightedGini(const WeightedValue *item, int n, double *result)
{
	double		weights = TotalWeight(item, n);
	double		before = 0;
	double		total;
	ExactSum	sum;
	ExactSum	area;

	sum.nlanes = area.nlanes = 0;
	for (int i = 0; i < n; i++)
		ExactSumAdd(&sum, item[i].value * item[i].weight);
	total = ExactSumRound(&sum);
	sum.nlanes = 0;
	for (int i = 0; i < n; i++)
	{
		double		through;

		ExactSumAdd(&sum, item[i].value * item[i].weight);
		through = ExactSumRound(&sum) / total;
		ExactSumAdd(&area, item[i].weight / weights * (before + through));
		before = through;
	}
	*result = 1 - ExactSumRound(&area);
	if (*result < 0)
		*result = 0;
	return total > 0;
}

/*
 * Theil's T: the mean of x/mu ln(x/mu), a value of 0 adding nothing.  False for
 * a total of 0.
 */
static inline bool
WeightedTheil(const WeightedValue *item, int n, double *result)
{
	double		weights = TotalWeight(item, n);
	double		mean;
	ExactSum	sum;

	sum.nlanes = 0;
	for (int i = 0; i < n; i++)
		ExactSumAdd(&sum, item[i].value * item[i].weight);
	mean = ExactSumRound(&sum) / weights;
	if (!(mean > 0))
		return false;
	sum.nlanes = 0;
	for (int i = 0; i < n; i++)
	{
		double		relative = item[i].value / mean;

		if (relative > 0)
			ExactSumAdd(&sum, item[i].weight / weights * relative * log(relative));
	}
	*result = ExactSumRound(&sum);
	if (*result < 0)
		*result = 0;
	return true;
}

#endif							/* LABOR_WAGES_MATH_H */
