/*
 * multilateral_math.h
 *		GEKS: an index of many periods from the bilateral ones of all pairs.
 *
 * Of a window of periods, the level of one is the mean of the logarithms of its
 * bilateral indices on each of them, itself included; the index between two is
 * the difference of their levels.  So it is transitive: a chain over whatever
 * periods comes back to where it began.  The bilateral index has to be its own
 * inverse when time is reversed, as those of Fisher, Walsh and Tornqvist are.
 *
 * A window that moves on by a period gives the new period's index over those
 * before it, and the splice says over which of these it is hung to what has been
 * published.
 *
 * Sources: C. Gini, "On the circular test of index numbers", Metron 9 (1931),
 * 3-24; O. Elteto, P. Koves, 1964, and B. Szulc, 1964; L. Ivancic, W. E.
 * Diewert, K. J. Fox, "Scanner data, time aggregation and the construction of
 * price indexes", Journal of Econometrics 161 (2011), 24-35 (windows, and the
 * movement splice); F. Krsinich, Journal of Official Statistics 32 (2016),
 * 375-404 (window splice); J. de Haan, 2015 (half splice); W. E. Diewert, K. J.
 * Fox, "Substitution bias in multilateral methods for CPI construction", UNSW
 * 2018 (mean splice); A. G. Chessa, 2019 (splicing on published indices).
 *
 * Pure: needs nothing of the server.
 */
#ifndef TRADE_MULTILATERAL_MATH_H
#define TRADE_MULTILATERAL_MATH_H

#include "base/exact_math.h"

typedef enum Splice
{
	SPLICE_MOVEMENT,			/* on the period before */
	SPLICE_WINDOW,				/* on the first of the window */
	SPLICE_HALF,				/* on the one half a window before */
	SPLICE_MEAN					/* on all of them: the geometric mean */
} Splice;

/*
 * Periods by their number from the first, whether there is something of them or
 * not.  of[j * span + k - j - 1] is the logarithm of the index of k on j, for k
 * from j + 1 to j + span; NaN where they share nothing.
 */
typedef struct BilateralLogs
{
	long		nperiods;
	long		span;
	const bool *there;			/* has the period any product? */
	double	   *of;
} BilateralLogs;

static inline double
LogBetween(const BilateralLogs *logs, long j, long k)
{
	if (j == k)
		return 0;
	return j < k ? logs->of[j * logs->span + k - j - 1] :
		-logs->of[k * logs->span + j - k - 1];
}

/*
 * The level of a period in the window from first to last; NaN where it shares
 * no product with one of them.
 */
static inline double
LevelInWindow(const BilateralLogs *logs, long first, long last, long period)
{
	ExactSum	sum;
	long		n = 0;

	sum.nlanes = 0;
	if (!logs->there[period])
		return NAN;
	for (long j = first; j <= last; j++)
	{
		double		one = 0;

		if (!logs->there[j])
			continue;
		one = LogBetween(logs, j, period);
		if (isnan(one))
			return NAN;
		ExactSumAdd(&sum, one);
		n++;
	}
	return ExactSumRound(&sum) / n;
}

/*
 * The logarithms of the index in the first window, that of its first period
 * being 0; NaN where a period has none.
 */
static inline void
FirstWindow(const BilateralLogs *logs, long window, double *published)
{
	double		base = LevelInWindow(logs, 0, window - 1, 0);

	for (long j = 0; j < window; j++)
		published[j] = LevelInWindow(logs, 0, window - 1, j) - base;
}

/*
 * The logarithm of the spliced index of the last period of a window, from those
 * of the periods before; NaN where there is none to hang it to.
 */
static inline double
SpliceWindow(const BilateralLogs *logs, long window, Splice splice, long last,
			 const double *published)
{
	long		first = last - window + 1;
	double		level = LevelInWindow(logs, first, last, last);
	long		from = splice == SPLICE_WINDOW || splice == SPLICE_MEAN ? first :
		splice == SPLICE_HALF ? last - window / 2 : last - 1;
	long		to = splice == SPLICE_MEAN ? last - 1 : from;
	ExactSum	sum;
	long		n = 0;

	sum.nlanes = 0;
	for (long j = from; j <= to; j++)
	{
		double		one = published[j] + (level - LevelInWindow(logs, first, last, j));

		if (isnan(one))
			continue;
		ExactSumAdd(&sum, one);
		n++;
	}
	return n > 0 ? ExactSumRound(&sum) / n : NAN;
}

#endif							/* TRADE_MULTILATERAL_MATH_H */
