/*
 * msr_math.h
 *		The moving seasonality ratio, and the seasonal average that it chooses.
 *
 * The ratio of the year-on-year changes of the irregular to those of the
 * seasonal, period by period, as an average of seven years tells them apart:
 * table D9A.  The more the irregular moves, the longer the average that keeps
 * it out of the seasonal (J. Lothian, The Identification and Treatment of
 * Moving Seasonality in the X-11 Seasonal Adjustment Method, 1984).
 *
 * Pure: needs nothing of the server.
 */
#ifndef SEASONAL_MSR_MATH_H
#define SEASONAL_MSR_MATH_H

#include <math.h>
#include <stdbool.h>

/* places beyond an end at which the mean of the nearest three stands */
#define MSR_HALF 3

/*
 * The seven-year average of one period's values, which are period apart.
 */
static inline void
AverageSevenYears(const double *ratio, int years, int period, double *out)
{
	double		first = 0;
	double		last = 0;

	for (int i = 0; i < MSR_HALF; i++)
	{
		first += ratio[i * period] / MSR_HALF;
		last += ratio[(years - 1 - i) * period] / MSR_HALF;
	}
	for (int i = 0; i < years; i++)
	{
		double		sum = 0;

		for (int j = i - MSR_HALF; j <= i + MSR_HALF; j++)
			sum += j < 0 ? first : j >= years ? last : ratio[j * period];
		out[i * period] = sum / (2 * MSR_HALF + 1);
	}
}

static inline double
MovedBy(double now, double before, bool multiplied)
{
	return fabs(multiplied ? (now - before) / before : now - before);
}

/*
 * How much a mean over so many changes overstates, for what is left by the
 * average and for the average itself; from four changes on.
 */
static inline double
IrregularBias(int changes)
{
	if (changes < 6)
		return changes == 4 ? 1.01779 : 1.01383;
	return changes * 12.247449 / (73.239334 + (changes - 6) * 12.247449);
}

static inline double
SeasonalBias(int changes)
{
	if (changes < 6)
		return changes == 4 ? 1.55291 : 1.30095;
	return changes * 1.732051 / (8.485281 + (changes - 6) * 1.732051);
}

/*
 * The ratio over all periods, each weighted by its years.  There are at least
 * five years; spare has room for n.
 */
static inline double
SeasonalityRatio(const double *ratio, int n, int period, bool multiplied, double *spare)
{
	double		irregular = 0;
	double		seasonal = 0;

	for (int j = 0; j < period; j++)
	{
		int			years = (n - j + period - 1) / period;
		double		moved[2] = {0, 0};

		AverageSevenYears(ratio + j, years, period, spare + j);
		for (int i = j + period; i < n; i += period)
		{
			double		now = multiplied ? ratio[i] / spare[i] : ratio[i] - spare[i];
			double		before = multiplied ? ratio[i - period] / spare[i - period]
				: ratio[i - period] - spare[i - period];

			moved[0] += MovedBy(now, before, multiplied);
			moved[1] += MovedBy(spare[i], spare[i - period], multiplied);
		}
		irregular += moved[0] * IrregularBias(years - 1);
		seasonal += moved[1] * SeasonalBias(years - 1);
	}
	return irregular / seasonal;
}

/*
 * The terms of the seasonal average by the ratio over the full years of n
 * ratios.  In the zones between two averages it is asked again without the
 * last year, and where five years do not settle it, it is 3x5.
 */
static inline int
TermsByRatio(const double *values, int n, int period, bool multiplied, double *spare)
{
	for (; n / period >= 5; n -= period)
	{
		double		msr = SeasonalityRatio(values, n, period, multiplied, spare);

		if (msr < 2.5)
			return 3;
		if (msr >= 3.5 && msr < 5.5)
			return 5;
		if (!(msr < 6.5))
			return 9;
	}
	return 5;
}

#endif							/* SEASONAL_MSR_MATH_H */
