/*
 * diagnostics_math.h
 *		How well an X-11 adjustment can be trusted: F tests, M1 to M11 and Q.
 *
 * The statistics of J. Lothian and M. Morry (A Set of Quality Control Statistics
 * for the X-11-ARIMA Seasonal Adjustment Method, 1978), from 0 to 3 and good
 * below 1; the tests for seasonality in table D8 of Lothian and Morry (A Test for
 * the Presence of Identifiable Seasonality, 1978); all as in D. Ladiray and
 * B. Quenneville (2001), chapter 4, and, where that leaves a choice, as
 * JDemetra+ 3 has them.  What cannot be told is NaN.
 *
 * Pure: needs nothing of the server.
 */
#ifndef SEASONAL_DIAGNOSTICS_MATH_H
#define SEASONAL_DIAGNOSTICS_MATH_H

#include <stdlib.h>

#include "seasonal/tail_math.h"
#include "seasonal/x11_math.h"

#define NUM_M 11

typedef enum IdentifiableSeasonality
{
	SEASONALITY_ABSENT,
	SEASONALITY_DOUBTFUL,
	SEASONALITY_PRESENT
} IdentifiableSeasonality;

/* a statistic and how probable as much of it is by chance */
typedef struct Test
{
	double		value;
	double		p;
} Test;

typedef struct X11Diagnostics
{
	bool		is_still;		/* nothing moves but by rounding: no more is known */
	Test		stable;			/* F of the periods of the year in D8 */
	Test		moving;			/* F of the years in what D8 departs by */
	Test		kruskal_wallis; /* of the periods, by ranks */
	IdentifiableSeasonality seasonality;
	double		m[NUM_M];
	double		q;
	int			mcd;			/* periods until the trend outruns the irregular */
} X11Diagnostics;

static inline double
FRatio(double explained, int explained_df, double rest, int rest_df)
{
	return explained / explained_df * rest_df / (rest < 0 ? 0 : rest);
}

/* one-way analysis of variance by period of the year */
static inline Test
StableTest(const double *si, int n, int period)
{
	double		mean = MeanOf(si, n, 1);
	double		all = 0;
	double		between = 0;
	Test		test;

	for (int i = 0; i < n; i++)
		all += (si[i] - mean) * (si[i] - mean);
	for (int j = 0; j < period; j++)
	{
		int			years = (n - j + period - 1) / period;
		double		away = MeanOf(si + j, years, period) - mean;

		between += away * away * years;
	}
	test.value = FRatio(between, period - 1, all - between, n - period);
	test.p = UpperTailOfF(test.value, period - 1, n - period);
	return test;
}

/*
 * Two-way analysis of variance by period and year of how far the full years
 * depart from the mean; the F of the years.  spare has room for n.
 */
static inline Test
MovingTest(const double *si, int n, const Cycle *cycle, double mean, double *spare)
{
	int			period = cycle->period;
	int			skip = cycle->phase == 0 ? 0 : period - cycle->phase;
	int			years = (n - skip) / period;
	double		all = 0;
	double		by_year = 0;
	double		by_period = 0;
	double		level;
	Test		test;

	for (int i = 0; i < years * period; i++)
		spare[i] = fabs(si[skip + i] - mean);
	level = MeanOf(spare, years * period, 1);
	for (int i = 0; i < years * period; i++)
		all += (spare[i] - level) * (spare[i] - level);
	for (int y = 0; y < years; y++)
	{
		double		away = MeanOf(spare + y * period, period, 1) - level;

		by_year += away * away * period;
	}
	for (int j = 0; j < period; j++)
	{
		double		away = MeanOf(spare + j, years, period) - level;

		by_period += away * away * years;
	}
	test.value = FRatio(by_year, years - 1, all - by_year - by_period,
						(years - 1) * (period - 1));
	test.p = UpperTailOfF(test.value, years - 1, (years - 1) * (period - 1));
	return test;
}

typedef struct Ranked
{
	double		value;
	int			place;
} Ranked;

static inline int
CompareRanked(const void *a, const void *b)
{
	double		left = ((const Ranked *) a)->value;
	double		right = ((const Ranked *) b)->value;

	return (left > right) - (left < right);
}

/* ranked has room for n; ties share their mean rank */
static inline Test
KruskalWallisTest(const double *si, int n, int period, Ranked *ranked)
{
	double		sum[12] = {0};
	double		h = 0;
	Test		test;

	for (int i = 0; i < n; i++)
		ranked[i] = (Ranked) {si[i], i % period};
	qsort(ranked, n, sizeof(Ranked), CompareRanked);
	for (int i = 0, next; i < n; i = next)
	{
		for (next = i + 1; next < n && ranked[next].value == ranked[i].value;)
			next++;
		for (int j = i; j < next; j++)
			sum[ranked[j].place] += (i + 1 + next) / 2.0;
	}
	for (int j = 0; j < period; j++)
		h += sum[j] * sum[j] / ((n - j + period - 1) / period);
	test.value = 12 * h / ((double) n * (n + 1)) - 3 * (n + 1);
	test.p = UpperTailOfChi2(test.value, period - 1);
	return test;
}

static inline double
AtMost(double x, double most)
{
	return x > most ? most : x;
}

/* the two parts of M7, each at most nine */
static inline double
MovingAgainstStable(const X11Diagnostics *d)
{
	return d->stable.value == 0 ? 9 : AtMost(3 * d->moving.value / d->stable.value, 9);
}

static inline IdentifiableSeasonality
JudgeSeasonality(const X11Diagnostics *d)
{
	double		weak = AtMost(7 / d->stable.value, 9);
	double		moving = MovingAgainstStable(d);

	if (!(d->stable.p < 0.001))
		return SEASONALITY_ABSENT;
	if (d->moving.p < 0.05 && sqrt((weak + moving) / 2) >= 1)
		return SEASONALITY_ABSENT;
	if (weak >= 1 || moving >= 1 || d->kruskal_wallis.p >= 0.001)
		return SEASONALITY_DOUBTFUL;
	return SEASONALITY_PRESENT;
}

/* the mean size of the changes over a number of periods */
static inline double
MeanChange(const X11 *x, const double *table, int lag)
{
	double		sum = 0;

	for (int i = lag; i < x->n; i++)
		sum += MovedBy(table[i], table[i - lag], x->options.mode != X11_ADDITIVE);
	return sum / (x->n - lag);
}

/* how long a rise or a fall of the irregular lasts on the average */
static inline double
DurationOfRun(const double *x, int n)
{
	int			runs = 0;
	int			before = 0;

	for (int i = 1; i < n; i++)
	{
		int			now = (x[i] > x[i - 1]) - (x[i] < x[i - 1]);

		if (now != 0 && now != before)
		{
			before = now;
			runs++;
		}
	}
	return (double) (n - 1) / runs;
}

/*
 * M1 and M2: what the irregular, its extremes put aside, has in the changes over
 * a quarter, and in the variance of the series around a straight line.  modified
 * is the irregular without extremes, and spare has room for n.
 */
static inline void
IrregularShares(const X11 *x, const double *modified, double *spare, double *m)
{
	bool		ratios = x->options.mode != X11_ADDITIVE;
	int			n = x->n;
	int			lag = x->cycle.period == 12 ? 3 : 1;
	double		trend = MeanChange(x, x->trend, lag);
	double		seasonal = MeanChange(x, x->seasonal, lag);
	double		irregular = MeanChange(x, modified, lag);
	double		middle = (n - 1) / 2.0;
	double		slope = 0;
	double		level;
	double		all = 0;
	double		rest = 0;

	m[0] = 10 * irregular * irregular /
		(trend * trend + seasonal * seasonal + irregular * irregular);

	for (int i = 0; i < n; i++)
		spare[i] = ratios ? log(x->trend[i]) : x->trend[i];
	for (int i = 0; i < n; i++)
		slope += (i - middle) * spare[i] * 12 / ((double) n * ((double) n * n - 1));
	for (int i = 0; i < n; i++)
	{
		double		product = x->trend[i] * x->seasonal[i];
		double		sum = x->trend[i] + x->seasonal[i];
		double		value = x->weight[i] != 0 ? x->value[i] : ratios ? product : sum;
		double		part = ratios ? log(modified[i]) : modified[i];

		spare[i] = (ratios ? log(value) : value) - slope * i;
		rest += part * part;
	}
	level = MeanOf(spare, n, 1);
	for (int i = 0; i < n; i++)
		all += (spare[i] - level) * (spare[i] - level);
	m[1] = 10 * rest / all;
}

/*
 * M5 and the months (or quarters) for cyclical dominance: how many periods it
 * takes until the changes of the trend are larger than those of the irregular.
 */
static inline double
CyclicalDominance(const X11 *x, int *mcd)
{
	int			period = x->cycle.period;
	double		ratio[13] = {0};
	int			at = period;
	double		exact;

	for (int lag = 1; lag <= period; lag++)
		ratio[lag] = MeanChange(x, x->irregular, lag) / MeanChange(x, x->trend, lag);
	while (at > 0 && ratio[at] < 1)
		at--;
	if (at < period)
		at++;
	*mcd = at;
	if (at == 1)
	{
		exact = 1 + (ratio[1] - 1) / (ratio[1] - ratio[2]);
		exact = exact < 0.5 ? 0.5 : AtMost(exact, 1);
	}
	else if (ratio[at - 1] <= ratio[at] && at == period)
		exact = 15.5;
	else
		exact = at + (ratio[at] - 1) / (ratio[at - 1] - ratio[at]);
	return (exact * (12 / period) - 0.5) / 5;
}

/*
 * M8 to M11: how much the seasonal moves, in all years and in the last, by
 * chance and in one direction.  From six years on.
 */
static inline void
SeasonalMovement(const X11 *x, double *m)
{
	int			period = x->cycle.period;
	int			n = x->n;
	double		mean = x->options.mode == X11_ADDITIVE ? 0 : 1;
	double		unit = 10 / RootMeanSquare(x->seasonal, NULL, n, mean);
	double		sum[4] = {0};

	for (int i = period; i < n; i++)
		sum[0] += fabs(x->seasonal[i] - x->seasonal[i - period]) / (n - period);
	for (int last = n - 1; last >= n - period; last--)
	{
		int			recent = last - 2 * period;

		sum[1] += fabs(x->seasonal[last] - x->seasonal[last % period]) / (last / period);
		for (int i = recent; i > recent - 3 * period; i -= period)
			sum[2] += fabs(x->seasonal[i] - x->seasonal[i - period]);
		sum[3] += fabs(x->seasonal[recent] - x->seasonal[recent - 3 * period]);
	}
	m[7] = unit * sum[0];
	m[8] = unit * sum[1] / period;
	m[9] = unit * sum[2] / (3 * period);
	m[10] = unit * sum[3] / (3 * period);
}

/* the weighted mean of M1 to M11, or of M1 to M7 below six years */
static inline double
QualityOf(const double *m, bool is_short, bool with_m6)
{
	static const double full[NUM_M] = {10, 11, 10, 8, 11, 10, 18, 7, 7, 4, 4};
	static const double few[NUM_M] = {14, 15, 10, 8, 11, 10, 32};
	double		sum = 0;
	double		all = 0;

	for (int i = 0; i < (is_short ? 7 : NUM_M); i++)
	{
		double		weight = is_short ? few[i] : full[i];

		if (i == 5 && !with_m6)
			continue;
		sum += weight * m[i];
		all += weight;
	}
	return sum / all;
}

/*
 * All M statistics and Q.  modified has room for n, as has spare.
 */
static inline void
MStatistics(const X11 *x, double *modified, double *spare, X11Diagnostics *d)
{
	int			n = x->n;
	bool		is_short = n / x->cycle.period < 6;
	double	   *m = d->m;

	for (int i = 0; i < n; i++)
		modified[i] = x->weight[i] != 0 ? x->irregular[i] : x->options.mode == X11_ADDITIVE ? 0 : 1;
	IrregularShares(x, modified, spare, m);
	m[2] = (x->ic_ratio - 1) / 2;
	m[3] = fabs(3 * (n - 1) / DurationOfRun(x->irregular, n) - (2 * n - 1)) /
		(2.577 * sqrt(1.6 * n - 2.9));
	m[4] = CyclicalDominance(x, &d->mcd);
	m[5] = 0.4 * fabs(x->seasonality_ratio - 4);
	m[6] = sqrt((AtMost(7 / d->stable.value, 9) + MovingAgainstStable(d)) / 2);
	for (int i = 7; i < NUM_M; i++)
		m[i] = NAN;
	if (!is_short)
		SeasonalMovement(x, m);
	for (int i = 0; i < NUM_M; i++)
		m[i] = m[i] < 0 ? 0 : AtMost(m[i], 3);
	d->q = QualityOf(m, is_short,
					 x->options.seasonal == X11_SEASONAL_MSR && x->seasonal_terms == 5);
}

/*
 * Of an adjustment that is done, whose arrays in between are used again.
 * ranked has room for n.
 */
static inline void
DiagnoseX11(X11 *x, Ranked *ranked, X11Diagnostics *d)
{
	double	   *si = x->ratio;

	for (int i = 0; i < x->n; i++)
		si[i] = x->options.mode == X11_LOG_ADDITIVE ? log(x->si[i]) : x->si[i];
	d->seasonality = SEASONALITY_ABSENT;
	d->is_still = RootMeanSquare(si, NULL, x->n, x->limits.mean) <=
		(x->options.mode == X11_ADDITIVE ? x->limits.least : 1e-13);
	if (d->is_still)
		return;
	d->stable = StableTest(si, x->n, x->cycle.period);
	d->moving = MovingTest(si, x->n, &x->cycle, x->limits.mean, x->spare);
	d->kruskal_wallis = KruskalWallisTest(si, x->n, x->cycle.period, ranked);
	d->seasonality = JudgeSeasonality(d);
	MStatistics(x, x->corrected, x->spare, d);
}

#endif							/* SEASONAL_DIAGNOSTICS_MATH_H */
