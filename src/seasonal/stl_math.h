/*
 * stl_math.h
 *		STL: a series taken apart by local regressions.
 *
 * R. B. Cleveland, W. S. Cleveland, J. E. McRae and I. Terpenning, STL: A
 * Seasonal-Trend Decomposition Procedure Based on Loess (Journal of Official
 * Statistics 6, 1990).  Each inner pass smooths the values of each period over
 * the years, takes what of that is trend away by a low-pass filter, and smooths
 * the rest for the trend; each outer pass gives values with a large remainder
 * less weight.  Smoothing at every jump-th place and straight lines between
 * are part of the method as its authors programmed it and R has it.
 *
 * A place without a value, which is NaN, has weight zero throughout, so that
 * gaps are left out rather than filled.  Where there are none, nothing is
 * different.
 *
 * Pure: needs nothing of the server.
 */
#ifndef SEASONAL_STL_MATH_H
#define SEASONAL_STL_MATH_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* one local regression: how many places, of which degree, every how many */
typedef struct Loess
{
	int			window;			/* odd, at least 3 */
	int			degree;			/* 0 or 1 */
	int			jump;			/* at least 1 */
} Loess;

typedef struct StlOptions
{
	int			period;			/* places in a cycle, at least 2 */
	bool		periodic;		/* the seasonal is one mean a place */
	Loess		seasonal;
	Loess		trend;
	Loess		low_pass;
	int			inner;			/* at least 1 */
	int			outer;			/* passes that weigh again; 0 not robust */
} StlOptions;

typedef struct Stl
{
	StlOptions	options;
	int			n;
	const double *value;

	double	   *seasonal;
	double	   *trend;
	double	   *weight;			/* of robustness; 0 where there is no value */

	double	   *work[5];		/* n and two periods each */
} Stl;

static inline size_t
StlRoom(int n, int period)
{
	return 3 * (size_t) n + 5 * ((size_t) n + 2 * period);
}

/* options, n and value are set */
static inline void
PlaceStl(Stl *stl, double *room)
{
	size_t		n = (size_t) stl->n;

	stl->seasonal = room;
	stl->trend = room + n;
	stl->weight = room + 2 * n;
	for (int i = 0; i < 5; i++)
		stl->work[i] = room + 3 * n + i * (n + 2 * stl->options.period);
}

/* a run of places from 0 to n - 1, with weights or all alike */
typedef struct Places
{
	const double *y;
	const double *weight;		/* may be NULL */
	int			n;
} Places;

/*
 * The regression at a place, which may lie a little outside, on those from left
 * to right; scratch has room for n.  False where none of them counts.
 */
static inline bool
FitAt(const Places *on, const Loess *loess, double at, int left, int right, double *scratch,
	  double *fit)
{
	double		reach = fmax(at - left, right - at);
	double		sum = 0;

	if (loess->window > on->n)
		reach += (loess->window - on->n) / 2;
	for (int j = left; j <= right; j++)
	{
		double		distance = fabs(j - at);
		double		weight = 0;

		if (distance <= 0.999 * reach)
		{
			double		part = distance / reach;
			double		rest = 1 - part * part * part;

			weight = distance <= 0.001 * reach ? 1 : rest * rest * rest;
			if (on->weight != NULL)
				weight *= on->weight[j];
			sum += weight;
		}
		scratch[j] = weight;
	}
	if (sum <= 0)
		return false;

	if (reach > 0 && loess->degree > 0)
	{
		double		mean = 0;
		double		spread = 0;

		for (int j = left; j <= right; j++)
			mean += scratch[j] / sum * j;
		for (int j = left; j <= right; j++)
			spread += scratch[j] / sum * (j - mean) * (j - mean);
		if (sqrt(spread) > 0.001 * (on->n - 1))
		{
			double		slope = (at - mean) / spread;

			for (int j = left; j <= right; j++)
				scratch[j] *= slope * (j - mean) + 1;
		}
	}
	*fit = 0;
	for (int j = left; j <= right; j++)
	{
		if (scratch[j] != 0)
			*fit += scratch[j] / sum * on->y[j];
	}
	return true;
}

/* the window around a place: as many on either side, or shifted at the ends */
static inline void
WindowAt(int n, int window, int at, int *left, int *right)
{
	int			half = window / 2 + 1;

	*left = 0;
	*right = n - 1;
	if (window >= n)
		return;
	if (at >= n - half)
		*left = n - window;
	else if (at >= half)
		*left = at - half + 1;
	*right = *left + window - 1;
}

/*
 * The fit at a place, or its own value where nothing around it counts.  False
 * where it has none.
 */
static inline bool
FitWithin(const Places *on, const Loess *loess, int at, double *scratch, double *fit)
{
	int			left;
	int			right;

	WindowAt(on->n, loess->window, at, &left, &right);
	if (!FitAt(on, loess, at, left, right, scratch, fit))
		*fit = on->y[at];
	return !isnan(*fit);
}

/* a straight line between two places that have been smoothed */
static inline void
DrawBetween(double *out, int from, int to)
{
	double		slope = (out[to] - out[from]) / (to - from);

	for (int i = from + 1; i < to; i++)
		out[i] = out[from] + slope * (i - from);
}

/*
 * Smooths all places.  False where a window has nothing in it.
 */
static inline bool
SmoothPlaces(const Places *on, const Loess *loess, double *scratch, double *out)
{
	int			n = on->n;
	int			jump = loess->jump < n - 1 ? loess->jump : n - 1;
	int			last = 0;

	if (n < 2)
	{
		out[0] = on->y[0];
		return !isnan(out[0]);
	}
	for (int i = 0; i < n; i += jump)
	{
		if (!FitWithin(on, loess, i, scratch, out + i))
			return false;
		if (i > 0)
			DrawBetween(out, last, i);
		last = i;
	}
	if (last == n - 1)
		return true;
	if (!FitWithin(on, loess, n - 1, scratch, out + n - 1))
		return false;
	DrawBetween(out, last, n - 1);
	return true;
}

/*
 * Smooths the values of each place of the cycle over the cycles, one more at
 * either end: out has two periods more than n.
 */
static inline bool
SmoothCycles(Stl *stl, const double *y, double *out)
{
	int			period = stl->options.period;
	const Loess *loess = &stl->options.seasonal;
	double	   *some = stl->work[2];
	double	   *weight = stl->work[3];
	double	   *scratch = stl->work[4];
	double	   *smooth = stl->trend;

	for (int j = 0; j < period; j++)
	{
		int			k = (stl->n - 1 - j) / period + 1;
		Places		on = {some, weight, k};

		for (int i = 0; i < k; i++)
		{
			some[i] = y[i * period + j];
			weight[i] = stl->weight[i * period + j];
		}
		if (!SmoothPlaces(&on, loess, scratch, smooth))
			return false;
		for (int i = 0; i < k; i++)
			out[(i + 1) * period + j] = smooth[i];
		if (!FitAt(&on, loess, -1, 0, loess->window < k ? loess->window - 1 : k - 1, scratch,
				   out + j))
			out[j] = smooth[0];
		if (!FitAt(&on, loess, k, loess->window < k ? k - loess->window : 0, k - 1, scratch,
				   out + (k + 1) * period + j))
			out[(k + 1) * period + j] = smooth[k - 1];
	}
	return true;
}

/*
 * The mean of each run of length places; out has length - 1 fewer than n.  The
 * sum slides, and is taken anew every length places, so that what it rounds
 * away does not pile up.
 */
static inline void
MeansOfRuns(const double *x, int n, int length, double *out)
{
	double		sum = 0;

	for (int i = 0; i + length <= n; i++)
	{
		if (i % length != 0)
			sum += x[i + length - 1] - x[i - 1];
		else
		{
			sum = 0;
			for (int j = 0; j < length; j++)
				sum += x[i + j];
		}
		out[i] = sum / length;
	}
}

/*
 * One inner pass: a better seasonal for the trend, and a better trend for that.
 * False where a window has nothing in it.
 */
static inline bool
ImproveStl(Stl *stl)
{
	int			n = stl->n;
	int			period = stl->options.period;
	double	   *rest = stl->work[0];
	double	   *cycles = stl->work[1];
	double	   *low = stl->work[2];
	Places		on_low = {low, NULL, n};
	Places		on_rest = {rest, stl->weight, n};

	for (int i = 0; i < n; i++)
		rest[i] = stl->value[i] - stl->trend[i];
	if (!SmoothCycles(stl, rest, cycles))
		return false;
	MeansOfRuns(cycles, n + 2 * period, period, low);
	MeansOfRuns(low, n + period + 1, period, rest);
	MeansOfRuns(rest, n + 2, 3, low);
	if (!SmoothPlaces(&on_low, &stl->options.low_pass, stl->work[4], rest))
		return false;
	for (int i = 0; i < n; i++)
	{
		stl->seasonal[i] = cycles[period + i] - rest[i];
		rest[i] = stl->value[i] - stl->seasonal[i];
	}
	return SmoothPlaces(&on_rest, &stl->options.trend, stl->work[4], stl->trend);
}

static inline void
StartStl(Stl *stl)
{
	for (int i = 0; i < stl->n; i++)
	{
		stl->trend[i] = 0;
		stl->weight[i] = isnan(stl->value[i]) ? 0 : 1;
	}
}

static inline int
CompareDoubles(const void *a, const void *b)
{
	double		left = *(const double *) a;
	double		right = *(const double *) b;

	return (left > right) - (left < right);
}

/*
 * Weighs values by their remainders: the bisquare of six medians of their
 * magnitude.
 */
static inline void
WeighRemainders(Stl *stl)
{
	double	   *away = stl->work[0];
	double	   *sorted = stl->work[1];
	int			count = 0;
	double		most;

	for (int i = 0; i < stl->n; i++)
	{
		away[i] = fabs(stl->value[i] - stl->seasonal[i] - stl->trend[i]);
		if (!isnan(away[i]))
			sorted[count++] = away[i];
	}
	qsort(sorted, count, sizeof(double), CompareDoubles);
	most = 3 * (sorted[count / 2] + sorted[count - 1 - count / 2]);
	for (int i = 0; i < stl->n; i++)
	{
		double		part = away[i] / most;

		if (isnan(away[i]))
			continue;
		if (away[i] <= 0.001 * most)
			stl->weight[i] = 1;
		else if (away[i] <= 0.999 * most)
			stl->weight[i] = (1 - part * part) * (1 - part * part);
		else
			stl->weight[i] = 0;
	}
}

/* where the seasonal is periodic: one mean for each place of the cycle */
static inline void
MakePeriodic(Stl *stl)
{
	int			period = stl->options.period;

	for (int j = 0; j < period && j < stl->n; j++)
	{
		double		sum = 0;
		int			count = 0;

		for (int i = j; i < stl->n; i += period, count++)
			sum += stl->seasonal[i];
		for (int i = j; i < stl->n; i += period)
			stl->seasonal[i] = sum / count;
	}
}

#endif							/* SEASONAL_STL_MATH_H */
