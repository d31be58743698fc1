/*
 * extreme_math.h
 *		Extreme values of an irregular, as X-11 finds and replaces them.
 *
 * A value is judged by the root mean square of the irregular over five years,
 * those around its own: beyond the upper limit it counts for nothing, up to the
 * lower one in full, and in between by a straight line.  The mean square is
 * taken twice, the second time without what then counted for nothing.
 *
 * Pure: needs nothing of the server.
 */
#ifndef SEASONAL_EXTREME_MATH_H
#define SEASONAL_EXTREME_MATH_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/* the years that one mean square is taken over */
#define EXTREME_YEARS 5

/* where the periods of a run of values stand in their years */
typedef struct Cycle
{
	int			period;			/* periods in a year */
	int			phase;			/* of the first value: 0 for the first of a year */
} Cycle;

typedef struct SigmaLimits
{
	double		lower;			/* in root mean squares */
	double		upper;
	double		mean;			/* of the irregular: 1, or 0 where it is added */

	/* a root mean square below this is rounding, and finds no extremes */
	double		least;
} SigmaLimits;

/* how many calendar years n values touch */
static inline int
YearsTouched(const Cycle *cycle, int n)
{
	return 1 + (cycle->phase + n - 1) / cycle->period;
}

/*
 * The root mean square of what has a weight above zero; of all without
 * weights.
 */
static inline double
RootMeanSquare(const double *x, const double *weight, int n, double mean)
{
	double		sum = 0;
	int			count = 0;

	for (int i = 0; i < n; i++)
	{
		if (weight != NULL && weight[i] == 0)
			continue;
		sum += (x[i] - mean) * (x[i] - mean);
		count++;
	}
	return sqrt(sum / count);
}

/*
 * The root mean square for each calendar year: of five full years with it in
 * the middle, or of the first or the last five and what there is of a year
 * before or after them.  Of everything where there are no five full years.
 */
static inline void
DeviationOfYears(const double *x, const double *weight, int n, const Cycle *cycle,
				 double mean, double *deviation)
{
	int			period = cycle->period;
	int			lead = cycle->phase == 0 ? 0 : period - cycle->phase;
	int			full = (n - lead) / period;
	int			before = lead > 0;	/* years before the first full one */
	int			years = YearsTouched(cycle, n);

	for (int y = 0; y < years; y++)
	{
		int			from = 0;
		int			to = n;

		if (n >= lead && full >= EXTREME_YEARS)
		{
			int			year = y - before;
			int			first = 2;
			int			last = full - 3;
			int			middle = year < first ? first : year > last ? last : year;

			if (year >= first || lead == 0)
				from = lead + (middle - 2) * period;
			if (year <= last)
				to = lead + (middle - 2 + EXTREME_YEARS) * period;
		}
		else if (y > 0)
		{
			deviation[y] = deviation[0];
			continue;
		}
		deviation[y] = RootMeanSquare(x + from, weight == NULL ? NULL : weight + from,
									  to - from, mean);
	}
}

static inline double
WeightOfIrregular(double x, double deviation, const SigmaLimits *limits)
{
	double		away = fabs(x - limits->mean);
	double		lower = deviation * limits->lower;
	double		upper = deviation * limits->upper;

	/* 1e-15 as the reference has it: rounding is not beyond a limit */
	if (deviation < limits->least)
		return 1;
	if (away - upper > 1e-15)
		return 0;
	if (away - lower > 1e-15)
		return (upper - away) / (upper - lower);
	return 1;
}

/*
 * The weights of an irregular, 0 to 1.  deviation has room for YearsTouched().
 */
static inline void
WeighIrregular(const double *x, int n, const Cycle *cycle, const SigmaLimits *limits,
			   double *deviation, double *weight)
{
	for (int pass = 0; pass < 2; pass++)
	{
		bool		some = false;

		DeviationOfYears(x, pass == 0 ? NULL : weight, n, cycle, limits->mean, deviation);
		for (int i = 0; i < n; i++)
		{
			weight[i] = WeightOfIrregular(x[i], deviation[(cycle->phase + i) / cycle->period],
										  limits);
			some |= weight[i] < 1;
		}
		if (!some)
			break;
	}
}

/*
 * Sums the nearest values of full weight a number of years away, at most
 * most of them, in steps of step from *at on, which is left where it stopped.
 * Returns how many there were.
 */
static inline int
SumOfNearest(const double *x, const double *weight, int n, int step, int most, int *at,
			 double *sum)
{
	int			found = 0;

	while (found < most && *at + step >= 0 && *at + step < n)
	{
		*at += step;
		if (weight[*at] == 1)
		{
			*sum += x[*at];
			found++;
		}
	}
	return found;
}

/*
 * The ratios or differences x with their extremes replaced: by the mean of the
 * value with its weight and the four nearest of full weight in the same period
 * of other years, two before and two after where there are, else by the mean
 * of that period.
 */
static inline void
ReplaceExtremes(const double *x, const double *weight, int n, int period, double *out)
{
	for (int i = 0; i < n; i++)
	{
		double		sum = weight[i] * x[i];
		int			left = i;
		int			right = i;
		int			before;
		int			after;

		out[i] = x[i];
		if (weight[i] == 1)
			continue;
		before = SumOfNearest(x, weight, n, -period, 2, &left, &sum);
		after = SumOfNearest(x, weight, n, period, 2, &right, &sum);
		if (before < 2)
			after += SumOfNearest(x, weight, n, period, 4 - before - after, &right, &sum);
		else if (after < 2)
			before += SumOfNearest(x, weight, n, -period, 4 - before - after, &left, &sum);
		if (before + after == 4)
			out[i] = sum / (4 + weight[i]);
		else
		{
			int			first = i % period;
			int			count = 0;

			sum = 0;
			for (int j = first; j < n; j += period, count++)
				sum += x[j];
			out[i] = sum / count;
		}
	}
}

/*
 * What of an irregular its weight takes away: to be removed from the series
 * before it is taken apart again.
 */
static inline double
ExtremePart(double irregular, double weight, bool multiplicative)
{
	if (weight == 1)
		return multiplicative ? 1 : 0;
	if (multiplicative)
		return irregular / (1 + weight * (irregular - 1));
	return irregular * (1 - weight);
}

#endif							/* SEASONAL_EXTREME_MATH_H */
