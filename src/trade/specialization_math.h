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
 * No share is rounded on the way.  The sums are those of min(a B, b A) and of
 * |a B - b A|, whose products are kept with their errors and added exactly, and
 * are divided by A B once.  A and B are no doubles in general, and are taken as
 * two each.  So equal vectors are at a distance of 0 and have 1 in common,
 * disjoint ones 2 and 0, and the order of rows is of no account.
 *
 * Pure: needs nothing of the server.
 */
#ifndef TRADE_SPECIALIZATION_MATH_H
#define TRADE_SPECIALIZATION_MATH_H

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
	ShareTotal	total_a;		/* scaled to 0.5 to 1, or less if tiny */
	ShareTotal	total_b;
	double		scale_a;		/* powers of two */
	double		scale_b;
} ShareVectors;

/*
 * The power of two that brings total to 1 and below, so that no product
 * overflows.  Shares of less than 2^-1000 may be lost.
 */
static inline double
ScaleToOne(double total)
{
	int			exponent;

	frexp(total, &exponent);
	return ldexp(1, exponent < -1000 ? 1000 : -exponent);
}

/*
 * Returns the scale; 0 for a total of 0.
 */
static inline double
ScaledTotal(const double *value, long n, ShareTotal *total)
{
	ExactSum	sum;
	double		scale;

	sum.nlanes = 0;
	for (long i = 0; i < n; i++)
		ExactSumAdd(&sum, value[i * 2]);
	total->rounded = ExactSumRound(&sum);
	if (total->rounded == 0)
		return 0;
	scale = ScaleToOne(total->rounded);
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

/*
 * Adds sign * value * total.
 */
static inline void
AddShareProduct(ExactSum *sum, double sign, double value, const ShareTotal *total)
{
	double		error;

	ExactSumAdd(sum, sign * TwoProduct(value, total->rounded, &error));
	ExactSumAdd(sum, sign * error);
	if (total->rest != 0)
	{
		ExactSumAdd(sum, sign * TwoProduct(value, total->rest, &error));
		ExactSumAdd(sum, sign * error);
	}
}

/* A B, rounded as the sums above it are */
static inline double
ProductOfTotals(const ShareVectors *v)
{
	ExactSum	product;

	product.nlanes = 0;
	AddShareProduct(&product, 1, v->total_a.rounded, &v->total_b);
	AddShareProduct(&product, 1, v->total_a.rest, &v->total_b);
	return ExactSumRound(&product);
}

/*
 * Is a B less than b A?  By their rounded values, which do: where these do not
 * tell, both are the same but for what is beyond the last bit of the answer.
 */
static inline bool
FirstIsLess(const ShareVectors *v, double a, double b)
{
	return a * v->total_b.rounded < b * v->total_a.rounded;
}

/*
 * sum min(s, t), 0 to 1.
 */
static inline double
SharesInCommon(const ShareVectors *v)
{
	ExactSum	sum;
	double		common;

	sum.nlanes = 0;
	for (long i = 0; i < v->n; i++)
	{
		double		a = v->pair[2 * i] * v->scale_a;
		double		b = v->pair[2 * i + 1] * v->scale_b;

		if (FirstIsLess(v, a, b))
			AddShareProduct(&sum, 1, a, &v->total_b);
		else
			AddShareProduct(&sum, 1, b, &v->total_a);
	}
	common = ExactSumRound(&sum) / ProductOfTotals(v);
	return common < 1 ? common : 1;
}

/*
 * sum |s - t|, 0 to 2.
 */
static inline double
ShareDistance(const ShareVectors *v)
{
	ExactSum	sum;
	double		distance;

	sum.nlanes = 0;
	for (long i = 0; i < v->n; i++)
	{
		double		a = v->pair[2 * i] * v->scale_a;
		double		b = v->pair[2 * i + 1] * v->scale_b;
		double		sign = FirstIsLess(v, a, b) ? -1 : 1;

		AddShareProduct(&sum, sign, a, &v->total_b);
		AddShareProduct(&sum, -sign, b, &v->total_a);
	}
	distance = ExactSumRound(&sum) / ProductOfTotals(v);
	if (distance < 0)
		return 0;				/* by the tie-break of FirstIsLess() */
	return distance < 2 ? distance : 2;
}

#endif							/* TRADE_SPECIALIZATION_MATH_H */
