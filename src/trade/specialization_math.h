/*
 * specialization_math.h
 *		What two vectors of shares have in common, and how far apart they are.
 *
 * The kernel of export similarity, complementarity, diversification and
 * specialisation: with shares s = a / A and t = b / B,
 *
 *		in common		sum min(s, t)
 *		distance		sum |s - t|		= 2 (1 - in common)
 *
 * No share is rounded to a double.  The sum is one of min(a B, b A), divided by
 * A B at the end; A and B are no doubles in general, and are taken as two each.
 * With both scaled to 1 and below, no product is above 1 and no sum of them, so
 * that 100 bits behind the point in two integers hold a sum that is the same in
 * any order.  Equal vectors have 1 in common and a distance of 0, disjoint ones
 * 0 and 2.
 *
 * Pure: needs nothing of the server.
 */
#ifndef TRADE_SPECIALIZATION_MATH_H
#define TRADE_SPECIALIZATION_MATH_H

#include <stdint.h>

#include "base/exact_math.h"

/* a sum as its double and what the rounding left out, as a double too */
typedef struct ShareTotal
{
	double		rounded;
	double		rest;
} ShareTotal;

typedef struct ShareVectors
{
	const double *pair;			/* (a, b), n times; none negative */
	long		n;
	ShareTotal	total_a;		/* scaled, from 0.5 to 1 */
	ShareTotal	total_b;
	double		scale_a;		/* powers of two */
	double		scale_b;
} ShareVectors;

/*
 * The sum of every second value, times a power of two that brings it to 1 and
 * below, and is returned; 0 for a total of 0.  One below 2^-1000, about 1e-301,
 * counts as 0.
 */
static inline double
ScaledTotal(const double *value, long n, ShareTotal *total)
{
	ExactSum	sum;
	double		scale;
	int			exponent;

	sum.nlanes = 0;
	for (long i = 0; i < n; i++)
		ExactSumAdd(&sum, value[i * 2]);
	total->rounded = ExactSumRound(&sum);
	if (total->rounded < 0x1p-1000)
		return 0;
	frexp(total->rounded, &exponent);
	scale = ldexp(1, -exponent);
	ExactSumAdd(&sum, -total->rounded);
	total->rest = ExactSumRound(&sum) * scale;
	total->rounded *= scale;
	return scale;
}

/*
 * False where one of the totals is 0, and there are no shares.
 */
static inline bool
DescribeShares(ShareVectors *v, const double *pair, long n)
{
	if (n == 0)
		return false;
	v->pair = pair;
	v->n = n;
	v->scale_a = ScaledTotal(pair, n, &v->total_a);
	v->scale_b = ScaledTotal(pair + 1, n, &v->total_b);
	return v->scale_a != 0 && v->scale_b != 0;
}

/* a sum of products, from 0 to 1 */
typedef struct ShareSum
{
	int64_t		high;			/* times 2^-60 */
	int64_t		low;			/* times 2^-100, below 2^40 */
} ShareSum;

/*
 * Adds value * total, cut off behind 2^-100.
 */
static inline void
AddShareProduct(ShareSum *sum, double value, const ShareTotal *total)
{
	double		error;
	double		product = 0x1p60 * TwoProduct(value, total->rounded, &error);
	int64_t		whole = (int64_t) product;
	double		rest = (product - (double) whole) + 0x1p60 * (error + value * total->rest);

	sum->low += (int64_t) (0x1p40 * rest);
	sum->high += whole + (sum->low >> 40);
	sum->low &= (INT64_C(1) << 40) - 1;
}

static inline double
ShareSumValue(const ShareSum *sum)
{
	return (double) sum->high * 0x1p-60 + (double) sum->low * 0x1p-100;
}

/*
 * sum min(a B, b A), and A B.  Which one is less is told by rounded values:
 * where these are the same, so are both but for what is beyond the last bit.
 */
static inline void
AddUpShares(const ShareVectors *v, ShareSum *common, ShareSum *whole)
{
	*common = (ShareSum) {0, 0};
	*whole = (ShareSum) {0, 0};
	for (long i = 0; i < v->n; i++)
	{
		double		a = v->pair[2 * i] * v->scale_a;
		double		b = v->pair[2 * i + 1] * v->scale_b;

		if (a * v->total_b.rounded < b * v->total_a.rounded)
			AddShareProduct(common, a, &v->total_b);
		else
			AddShareProduct(common, b, &v->total_a);
	}
	AddShareProduct(whole, v->total_a.rounded, &v->total_b);
	AddShareProduct(whole, v->total_a.rest, &v->total_b);
}

/*
 * sum min(s, t), 0 to 1.
 */
static inline double
SharesInCommon(const ShareVectors *v)
{
	ShareSum	common;
	ShareSum	whole;
	double		result;

	AddUpShares(v, &common, &whole);
	result = ShareSumValue(&common) / ShareSumValue(&whole);
	return result < 1 ? result : 1;
}

/*
 * sum |s - t|, 0 to 2.  What is cut off, at most a unit a row and two, is no
 * distance.
 */
static inline double
ShareDistance(const ShareVectors *v)
{
	ShareSum	common;
	ShareSum	whole;
	ShareSum	rest;
	double		result;

	AddUpShares(v, &common, &whole);
	rest.high = whole.high - common.high;
	rest.low = whole.low - common.low;
	if (ShareSumValue(&rest) <= (double) (v->n + 2) * 0x1p-100)
		return 0;
	result = 2 * (ShareSumValue(&rest) / ShareSumValue(&whole));
	return result < 2 ? result : 2;
}

#endif							/* TRADE_SPECIALIZATION_MATH_H */
