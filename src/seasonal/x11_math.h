/*
 * x11_math.h
 *		The X-11 method: a series taken apart into trend, seasonal and irregular.
 *
 * Three passes over the same steps.  B finds extremes roughly, C again in a
 * series without those of B, and D takes the series without those of C apart
 * for good.  In each, a centred year gives a first trend, what is left of the
 * series a first seasonal, the series without that a Henderson trend, and that
 * the seasonal of the pass.  Tables are named as in the Census Bureau's
 * documents: D10 seasonal, D11 adjusted, D12 trend, D13 irregular.
 *
 * J. Shiskin, A. Young and J. Musgrave, The X-11 Variant of the Census Method II
 * (Technical Paper 15, 1967); D. Findley and others (JBES 16, 1998); D. Ladiray
 * and B. Quenneville, Seasonal Adjustment with the X-11 Method (2001).  Where
 * those leave a choice, it is that of JDemetra+ 3 without pre-treatment and
 * without forecasts.
 *
 * A log-additive adjustment is an additive one of logarithms, whose seasonal
 * is then brought to a mean of one over whole years, as is the irregular, and
 * the trend raised by as much.
 *
 * Pure: needs nothing of the server.
 */
#ifndef SEASONAL_X11_MATH_H
#define SEASONAL_X11_MATH_H

#include "seasonal/average_math.h"
#include "seasonal/extreme_math.h"
#include "seasonal/msr_math.h"

typedef enum X11Mode
{
	X11_MULTIPLICATIVE,
	X11_ADDITIVE,
	X11_LOG_ADDITIVE
} X11Mode;

/* the average over the years of one period; above zero, terms of 3xterms */
typedef enum X11Seasonal
{
	X11_SEASONAL_MSR = -3,		/* as the moving seasonality ratio says */
	X11_SEASONAL_DEFAULT = -2,	/* 3x3, then 3x5 */
	X11_SEASONAL_STABLE = 0		/* one mean for all years */
} X11Seasonal;

typedef struct X11Options
{
	X11Mode		mode;
	int			seasonal;		/* an X11Seasonal, or terms */
	int			trend;			/* terms of the Henderson average; 0 as I/C says */
	double		lower;			/* sigma limits */
	double		upper;
} X11Options;

/* everything there is to know of one adjustment; arrays of n */
typedef struct X11
{
	X11Options	options;
	Cycle		cycle;
	int			n;
	const double *value;

	double	   *si;				/* D8: what the trend of D leaves */
	double	   *seasonal;		/* D10 */
	double	   *adjusted;		/* D11 */
	double	   *trend;			/* D12 */
	double	   *irregular;		/* D13 */
	double	   *weight;			/* C17: 1 for a value that is no extreme */

	int			seasonal_terms; /* what was chosen for D10; 0 stable */
	int			trend_terms;	/* and for D12 */
	double		ic_ratio;		/* of D11, as it chose them */
	double		seasonality_ratio;	/* of D9, over all years */

	/* in between */
	SigmaLimits limits;
	double	   *work;			/* the series, or its logarithms */
	double	   *corrected;		/* without the extremes found last */
	double	   *ratio;
	double	   *factor;
	double	   *spare;
	double	   *spare2;
	double	   *deviation;
} X11;

/* how many doubles an adjustment of n values needs, the values aside */
#define X11_ARRAYS 13

static inline size_t
X11Room(int n)
{
	return (size_t) n * X11_ARRAYS;
}

/* lays out the arrays; options, cycle, n and value are set */
static inline void
PlaceX11(X11 *x, double *room)
{
	double	  **array[X11_ARRAYS] = {
		&x->si, &x->seasonal, &x->adjusted, &x->trend, &x->irregular, &x->weight, &x->work,
		&x->corrected, &x->ratio, &x->factor, &x->spare, &x->spare2, &x->deviation
	};

	for (int i = 0; i < X11_ARRAYS; i++)
		*array[i] = room + (size_t) i * x->n;
}

static inline bool
IsMultiplied(const X11 *x)
{
	return x->options.mode == X11_MULTIPLICATIVE;
}

/* a without b, n times; out may be either */
static inline void
Without(const X11 *x, const double *a, const double *b, int n, double *out)
{
	if (IsMultiplied(x))
	{
		for (int i = 0; i < n; i++)
			out[i] = a[i] / b[i];
	}
	else
	{
		for (int i = 0; i < n; i++)
			out[i] = a[i] - b[i];
	}
}

/*
 * Replaces what is not above zero by the mean of the nearest two that are, or
 * by the nearest one at an end.  False if nothing is.
 */
static inline bool
MakePositive(double *x, int n)
{
	int			before = -1;

	for (int i = 0; i < n; i++)
	{
		int			after = i + 1;

		if (x[i] <= 0)
		{
			while (after < n && x[after] <= 0)
				after++;
			if (before < 0 && after >= n)
				return false;
			if (before < 0)
				x[i] = x[after];
			else if (after >= n)
				x[i] = x[before];
			else
				x[i] = (x[before] + x[after]) / 2;
		}
		before = i;
	}
	return true;
}

/*
 * Is the average over years one mean?  3x15 needs twenty years, begun ones
 * included, and every other one five.
 */
static inline bool
IsStable(int terms, int n, int period)
{
	return terms == X11_SEASONAL_STABLE || n / period < 5 ||
		(terms == 15 && (n + period - 1) / period < 20);
}

/* each period's values averaged over the years */
static inline void
AverageYears(const double *ratio, int n, int period, int terms, double *out)
{
	MovingAverage average;
	bool		stable = IsStable(terms, n, period);

	if (!stable)
		SeasonalAverage(&average, terms);
	for (int j = 0; j < period; j++)
	{
		int			years = (n - j + period - 1) / period;

		if (stable)
		{
			double		mean = MeanOf(ratio + j, years, period);

			for (int i = j; i < n; i += period)
				out[i] = mean;
		}
		else
			ApplyAverage(&average, ratio + j, years, period, out + j);
	}
}

/*
 * The seasonal of n ratios or differences, with a mean of about one or zero
 * over any year.  Where half a year is missing at either end (extend), the
 * next year's stand in: out has then a year more than n.  Uses spare2.
 */
static inline void
SeasonalOf(X11 *x, const double *ratio, int n, int terms, bool extend, double *out)
{
	int			period = x->cycle.period;
	int			half = period / 2;
	bool		stable = IsStable(terms, n, period);
	double	   *level = x->spare2;
	double	   *middle = extend ? out + half : out;

	AverageYears(ratio, n, period, terms, middle);
	CentredYear(middle, n, period, level + half);
	for (int i = half - 1; i >= 0; i--)
	{
		level[i] = stable ? level[i + period] : level[half];
		level[n - 1 - i] = stable ? level[n - 1 - i - period] : level[n - 1 - half];
	}
	Without(x, middle, level, n, middle);
	if (!extend)
		return;
	for (int i = half - 1; i >= 0; i--)
	{
		out[i] = out[i + period];
		out[n + period - 1 - i] = out[n - 1 - i];
	}
}

/*
 * The ratio of the mean changes of irregular and trend, as a Henderson average
 * of about a year tells them apart; threefold for quarters.  Uses spare2.
 */
static inline double
RatioOfChanges(X11 *x, const double *series)
{
	MovingAverage average;
	int			period = x->cycle.period;
	int			half = period / 2;
	double	   *trend = x->spare2;
	double		changes[2] = {0, 0};
	double		before[2] = {0, 0};

	HendersonAverage(&average, period + 1, period);
	ApplyAverage(&average, series, x->n, 1, trend);
	for (int i = half; i < x->n - half; i++)
	{
		double		now[2] = {trend[i]};

		Without(x, series + i, trend + i, 1, &now[1]);
		for (int k = 0; k < 2 && i > half; k++)
		{
			double		change = fabs(now[k] - before[k]);

			changes[k] += IsMultiplied(x) ? change / before[k] : change;
		}
		memcpy(before, now, sizeof(before));
	}
	return changes[1] / changes[0] * (period == 4 ? 3 : 1);
}

/*
 * The terms of the Henderson average for a ratio of changes.  The first pass
 * knows no more than 13 or 5.
 */
static inline int
TrendTerms(double ratio, int period, bool first_pass)
{
	if (ratio < 1)
		return period == 12 ? 9 : 5;
	if (ratio < 3.5 || (first_pass && ratio >= 1))
		return period + 1;
	return period == 12 ? 23 : 7;
}

/*
 * The Henderson trend of a series.  Returns its terms, or 0 where a trend that
 * ought to be positive is so nowhere.
 */
static inline int
TrendOf(X11 *x, const double *series, bool first_pass, double *out)
{
	MovingAverage average;
	int			terms = x->options.trend;

	if (terms == 0)
		terms = TrendTerms(RatioOfChanges(x, series), x->cycle.period, first_pass);
	HendersonAverage(&average, terms, x->cycle.period);
	ApplyAverage(&average, series, x->n, 1, out);
	return !IsMultiplied(x) || MakePositive(out, x->n) ? terms : 0;
}

static inline void
ReplaceInRatio(X11 *x, double *ratio, int n, int phase, int terms)
{
	Cycle		cycle = {x->cycle.period, phase};
	double	   *replaced = x->spare;

	SeasonalOf(x, ratio, n, terms, false, x->seasonal);
	Without(x, ratio, x->seasonal, n, x->irregular);
	WeighIrregular(x->irregular, n, &cycle, &x->limits, x->deviation, x->weight);
	ReplaceExtremes(ratio, x->weight, n, cycle.period, replaced);
	memcpy(ratio, replaced, sizeof(double) * n);
}

/*
 * The trend of a pass: tables 2 to 7.
 */
static inline bool
PreliminaryTrend(X11 *x, const double *series, bool first_pass)
{
	int			period = x->cycle.period;
	int			half = period / 2;
	int			n = x->n - period;
	int			terms = x->options.seasonal < 0 ? 3 : x->options.seasonal;

	CentredYear(series, x->n, period, x->trend);
	Without(x, series + half, x->trend, n, x->ratio);
	if (first_pass)
		ReplaceInRatio(x, x->ratio, n, (x->cycle.phase + half) % period, terms);
	SeasonalOf(x, x->ratio, n, terms, true, x->seasonal);
	Without(x, series, x->seasonal, x->n, x->adjusted);
	x->trend_terms = TrendOf(x, x->adjusted, first_pass, x->trend);
	return x->trend_terms > 0;
}

/*
 * The weights of what trend and seasonal leave of the series, and the series
 * without what they take away: tables 11 to 20, and 1 of the next pass.
 */
static inline void
CorrectExtremes(X11 *x)
{
	Without(x, x->work, x->seasonal, x->n, x->adjusted);
	Without(x, x->adjusted, x->trend, x->n, x->irregular);
	WeighIrregular(x->irregular, x->n, &x->cycle, &x->limits, x->deviation, x->weight);
	for (int i = 0; i < x->n; i++)
		x->factor[i] = ExtremePart(x->irregular[i], x->weight[i], IsMultiplied(x));
	Without(x, x->work, x->factor, x->n, x->corrected);
}

/*
 * The last pass: the seasonal of what C corrected, and the rest by it.
 */
static inline bool
FinalTables(X11 *x)
{
	int			terms = x->options.seasonal < 0 ? 5 : x->options.seasonal;
	int			n = x->n;

	if (!PreliminaryTrend(x, x->corrected, false))
		return false;
	Without(x, x->work, x->trend, n, x->si);
	Without(x, x->corrected, x->trend, n, x->ratio);
	x->seasonality_ratio = SeasonalityRatio(x->ratio, n, x->cycle.period, IsMultiplied(x),
											x->spare);
	if (x->options.seasonal == X11_SEASONAL_MSR)
		terms = TermsByRatio(x->ratio, n - (n + x->cycle.phase) % x->cycle.period,
							 x->cycle.period, IsMultiplied(x), x->spare);
	x->seasonal_terms = IsStable(terms, n, x->cycle.period) ? X11_SEASONAL_STABLE : terms;
	SeasonalOf(x, x->ratio, n, terms, false, x->seasonal);

	Without(x, x->corrected, x->seasonal, n, x->spare);
	x->ic_ratio = RatioOfChanges(x, x->spare);
	x->trend_terms = TrendOf(x, x->spare, false, x->trend);
	if (x->trend_terms == 0)
		return false;
	Without(x, x->work, x->seasonal, n, x->adjusted);
	Without(x, x->adjusted, x->trend, n, x->irregular);
	return true;
}

/* from logarithms to ratios, whose means are one */
static inline bool
RaiseTables(X11 *x)
{
	int			whole = (x->n - x->cycle.phase) / x->cycle.period * x->cycle.period;
	double		seasonal;
	double		irregular;

	for (int i = 0; i < x->n; i++)
	{
		x->si[i] = exp(x->si[i]);
		x->seasonal[i] = exp(x->seasonal[i]);
		x->trend[i] = exp(x->trend[i]);
		x->irregular[i] = exp(x->irregular[i]);
	}
	seasonal = MeanOf(x->seasonal + x->cycle.phase, whole, 1);
	irregular = MeanOf(x->irregular, x->n, 1);
	for (int i = 0; i < x->n; i++)
	{
		x->seasonal[i] /= seasonal;
		x->trend[i] *= seasonal * irregular;
		x->adjusted[i] = x->value[i] / x->seasonal[i];
		x->irregular[i] = x->adjusted[i] / x->trend[i];
	}
	return true;
}

/*
 * The limits for this series.  Ratios and logarithms need no unit; differences
 * are held against the series' own size, so that a series in thousands and the
 * same one in units are adjusted alike.
 */
static inline void
SetLimits(X11 *x)
{
	double		size = 0;

	x->limits.lower = x->options.lower;
	x->limits.upper = x->options.upper;
	x->limits.mean = IsMultiplied(x) ? 1 : 0;
	x->limits.least = 1e-5;
	if (x->options.mode != X11_ADDITIVE)
		return;
	for (int i = 0; i < x->n; i++)
		size += fabs(x->value[i]) / x->n;
	x->limits.least = 1e-13 * size;
}

/*
 * Takes the series apart.  There are at least five years of it, without gaps,
 * and above zero unless the mode is additive.  False where no trend above zero
 * can be had.
 */
static inline bool
DecomposeX11(X11 *x)
{
	int			terms = x->options.seasonal < 0 ? 5 : x->options.seasonal;

	SetLimits(x);
	for (int i = 0; i < x->n; i++)
		x->work[i] = x->options.mode == X11_LOG_ADDITIVE ? log(x->value[i]) : x->value[i];

	if (!PreliminaryTrend(x, x->work, true))
		return false;
	Without(x, x->work, x->trend, x->n, x->ratio);
	ReplaceInRatio(x, x->ratio, x->n, x->cycle.phase, terms);
	SeasonalOf(x, x->ratio, x->n, terms, false, x->seasonal);
	CorrectExtremes(x);

	if (!PreliminaryTrend(x, x->corrected, false))
		return false;
	Without(x, x->corrected, x->trend, x->n, x->ratio);
	SeasonalOf(x, x->ratio, x->n, terms, false, x->seasonal);
	CorrectExtremes(x);

	return FinalTables(x) && (x->options.mode != X11_LOG_ADDITIVE || RaiseTables(x));
}

#endif							/* SEASONAL_X11_MATH_H */
