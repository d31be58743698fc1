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
 * are divided by A B once.  So equal vectors are at a distance of 0, disjoint
 * ones have exactly nothing in common, and the order of rows is of no account.
 * Only where A or B is no double itself, shares add up to 1 within 2^-53.
 *
 * Pure: needs nothing of the server.
 */
#ifndef TRADE_SPECIALIZATION_MATH_H
#define TRADE_SPECIALIZATION_MATH_H

#include "base/exact_math.h"

typedef struct ShareVectors
{
	const double *pair;			/* (a, b), n times; none negative */
	long		n;
	double		total_a;		/* scaled to [0.5, 1), or less if tiny */
	double		total_b;
	double		scale_a;		/* powers of two */
	double		scale_b;
} ShareVectors;

static inline double
ExactTotal(const double *value, long n, int stride)
{
	ExactSum	total;

	total.nlanes = 0;
	for (long i = 0; i < n; i++)
		ExactSumAdd(&total, value[i * stride]);
	return ExactSumRound(&total);
}

/*
 * The power of two that brings total below 1, so that no product overflows.
 * Shares of less than 2^-1000 may be lost.
 */
static inline double
ScaleBelowOne(double total)
{
	int			exponent;

	frexp(total, &exponent);
	return ldexp(1, exponent < -1000 ? 1000 : -exponent);
}

/*
 * False where one of the totals is 0, and there are no shares.
 */
static inline bool
DescribeShares(ShareVectors *v, const double *pair, long n)
{
	double		total_a = ExactTotal(pair, n, 2);
	double		total_b = ExactTotal(pair + 1, n, 2);

	if (total_a == 0 || total_b == 0)
		return false;
	v->pair = pair;
	v->n = n;
	v->scale_a = ScaleBelowOne(total_a);
	v->scale_b = ScaleBelowOne(total_b);
	v->total_a = total_a * v->scale_a;
	v->total_b = total_b * v->scale_b;
	return true;
}

/* a B and b A of a pair, each with its error */
typedef struct ShareProducts
{
	double		s;
	double		s_error;
	double		t;
	double		t_error;
} ShareProducts;

/*
 * Is s the smaller one?
 */
static inline bool
MultiplyShares(const ShareVectors *v, long i, ShareProducts *p)
{
	p->s = TwoProduct(v->pair[2 * i] * v->scale_a, v->total_b, &p->s_error);
	p->t = TwoProduct(v->pair[2 * i + 1] * v->scale_b, v->total_a, &p->t_error);
	return p->s < p->t || (p->s == p->t && p->s_error < p->t_error);
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
		ShareProducts p;
		bool		s_is_less = MultiplyShares(v, i, &p);

		ExactSumAdd(&sum, s_is_less ? p.s : p.t);
		ExactSumAdd(&sum, s_is_less ? p.s_error : p.t_error);
	}
	common = ExactSumRound(&sum) / (v->total_a * v->total_b);
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
		ShareProducts p;
		double		sign = MultiplyShares(v, i, &p) ? -1 : 1;

		ExactSumAdd(&sum, sign * p.s);
		ExactSumAdd(&sum, sign * p.s_error);
		ExactSumAdd(&sum, -sign * p.t);
		ExactSumAdd(&sum, -sign * p.t_error);
	}
	distance = ExactSumRound(&sum) / (v->total_a * v->total_b);
	return distance < 2 ? distance : 2;
}

#endif							/* TRADE_SPECIALIZATION_MATH_H */
