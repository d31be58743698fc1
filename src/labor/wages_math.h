/*
 * wages_math.h
 *		Weighted percentiles, over values in ascending order.
 *
 * Sums are exact and rounded once, so that neither the order nor the grouping
 * of rows can move a result.
 *
 * Pure: needs nothing of the server.
 */
#ifndef LABOR_WAGES_MATH_H
#define LABOR_WAGES_MATH_H

#include "base/exact_math.h"
#include "rows/weighted_math.h"

static inline void
SumWeights(const WeightedValue *item, int n, ExactSum *sum)
{
	sum->nlanes = 0;
	for (int i = 0; i < n; i++)
		ExactSumAdd(sum, item[i].weight);
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

#endif							/* LABOR_WAGES_MATH_H */
