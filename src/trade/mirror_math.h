/*
 * mirror_math.h
 *		Constant market shares: why exports changed.
 *
 * With x the exports of a country by product k and market j, w those of the
 * world, and r, r_k, r_kj the growth of the world's total, product and cell,
 * from the initial values
 *
 *		world			r X
 *		commodity		sum (r_k - r) x_k
 *		market			sum (r_kj - r_k) x_kj
 *		competitiveness	sum (change of x_kj - r_kj x_kj)
 *
 * and the terms add up to the change of X.  What the first three take for
 * granted are the shares x / w of the initial period.  With those of the final
 * period the same is computed backwards in time, growth rates included, and the
 * signs turned round, so that r_kj x_kj becomes final share times change of w.
 *
 * Sources: M. Tyszynski, Manchester School 19 (1951), 272-304; E. E. Leamer and
 * R. M. Stern, Quantitative International Economics, 1970, chapter 7.
 *
 * Pure: needs nothing of the server.
 */
#ifndef TRADE_MIRROR_MATH_H
#define TRADE_MIRROR_MATH_H

#include "base/exact_math.h"

/* of one product in one market */
typedef struct MarketCell
{
	long		product;		/* equal and adjacent for cells of a product */
	double		x[2];			/* initial and final value */
	double		w[2];			/* and the world's */
} MarketCell;

typedef struct MarketTerms
{
	double		world;
	double		commodity;
	double		market;
} MarketTerms;

/* totals of x and w at both dates, of some cells */
typedef struct MarketTotals
{
	ExactSum	x[2];
	ExactSum	w[2];
} MarketTotals;

static inline void
AddCell(MarketTotals *totals, const MarketCell *cell)
{
	for (int date = 0; date < 2; date++)
	{
		ExactSumAdd(&totals->x[date], cell->x[date]);
		ExactSumAdd(&totals->w[date], cell->w[date]);
	}
}

static inline void
ClearTotals(MarketTotals *totals)
{
	for (int date = 0; date < 2; date++)
		totals->x[date].nlanes = totals->w[date].nlanes = 0;
}

/*
 * Adds x times the growth of w; false where w has no growth rate, and x is not
 * 0.
 */
static inline bool
AddShareTimesGrowth(ExactSum *sum, double x, double w_from, double w_to)
{
	if (x == 0)
		return true;
	if (w_from == 0)
		return false;
	ExactSumAdd(sum, x * ((w_to - w_from) / w_from));
	return true;
}

static inline bool
AddTotalsGrowth(ExactSum *sum, const MarketTotals *totals, int from)
{
	return AddShareTimesGrowth(sum, ExactSumRound(&totals->x[from]),
							   ExactSumRound(&totals->w[from]),
							   ExactSumRound(&totals->w[1 - from]));
}

/*
 * The change of X, rounded once.
 */
static inline double
ChangeOfX(const MarketCell *cell, long n)
{
	ExactSum	change;

	change.nlanes = 0;
	for (long i = 0; i < n; i++)
	{
		ExactSumAdd(&change, cell[i].x[1]);
		ExactSumAdd(&change, -cell[i].x[0]);
	}
	return ExactSumRound(&change);
}

/*
 * The terms that are not the rest, with the shares of date from, 0 or 1.
 * False where they are not defined: somewhere the world had nothing at that
 * date, and the country had.
 */
static inline bool
DecomposeFrom(const MarketCell *cell, long n, int from, MarketTerms *terms)
{
	MarketTotals all;
	MarketTotals product;
	ExactSum	sum[3];			/* at growth of the world, of products, of cells */
	double		sign = from == 0 ? 1 : -1;
	bool		defined = true;

	ClearTotals(&all);
	ClearTotals(&product);
	for (int i = 0; i < 3; i++)
		sum[i].nlanes = 0;
	for (long i = 0; i < n; i++)
	{
		AddCell(&all, &cell[i]);
		AddCell(&product, &cell[i]);
		defined = defined && AddShareTimesGrowth(&sum[2], cell[i].x[from], cell[i].w[from],
												 cell[i].w[1 - from]);
		if (i == n - 1 || cell[i + 1].product != cell[i].product)
		{
			defined = defined && AddTotalsGrowth(&sum[1], &product, from);
			ClearTotals(&product);
		}
	}
	defined = defined && AddTotalsGrowth(&sum[0], &all, from);
	if (!defined)
		return false;

	terms->world = sign * ExactSumRound(&sum[0]) + 0.0;	/* no -0 */
	terms->commodity = sign * (ExactSumRound(&sum[1]) - ExactSumRound(&sum[0])) + 0.0;
	terms->market = sign * (ExactSumRound(&sum[2]) - ExactSumRound(&sum[1])) + 0.0;
	return true;
}

#endif							/* TRADE_MIRROR_MATH_H */
