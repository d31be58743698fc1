/*
 * average_math.h
 *		The moving averages of X-11 and what replaces them near the ends.
 *
 * A moving average here is symmetric, with weights of its own for each of the
 * places near an end where it would reach too far: there it uses what there is
 * on that side and as much as ever on the other.  The first place from the end
 * has the weights of the last, mirrored.
 *
 * Trends: the averages of R. Henderson (1916), by the formula for their weights
 * of P. B. Kenny and J. Durbin (1982), with the ends of J. Musgrave (1964),
 * which revise least for a straight line in noise of a given I/C ratio.
 * Seasonal factors: 3x1 to 3x15, with the weights for their ends that the
 * Census Bureau published with X-11 (J. Shiskin, A. Young and J. Musgrave,
 * Technical Paper 15, 1967; D. Ladiray and B. Quenneville, Seasonal Adjustment
 * with the X-11 Method, 2001, chapter 3).
 *
 * Pure: needs nothing of the server.
 */
#ifndef SEASONAL_AVERAGE_MATH_H
#define SEASONAL_AVERAGE_MATH_H

#include <stdbool.h>
#include <string.h>

#define AVERAGE_PI 3.14159265358979323846

/* terms on either side of the longest, the Henderson average of 23 */
#define AVERAGE_MOST_HALF 11

typedef struct MovingAverage
{
	int			half;			/* terms on either side */
	double		weight[AVERAGE_MOST_HALF + 1];	/* by distance */

	/*
	 * For half - 1, ..., 0 places left on the short side: the weights from the
	 * far side to the near one, row after row.
	 */
	double		end[AVERAGE_MOST_HALF * (3 * AVERAGE_MOST_HALF + 1) / 2];
} MovingAverage;

/* where the weights for a number of places left begin */
static inline int
AverageEndRow(int half, int places)
{
	int			k = half - 1 - places;

	return k * 2 * half - k * (k - 1) / 2;
}

static inline double
MeanOf(const double *x, int n, int stride)
{
	double		sum = 0;

	for (int i = 0; i < n; i++)
		sum += x[i * stride];
	return sum / n;
}

/*
 * One place near an end: near is the last value on the short side, and away
 * the step from there to the others.
 */
static inline double
AverageAtEnd(const MovingAverage *average, const double *near, int away, int places)
{
	const double *weight = average->end + AverageEndRow(average->half, places);
	int			n = average->half + 1 + places;
	double		sum = 0;

	for (int i = 0; i < n; i++)
		sum += weight[i] * near[(n - 1 - i) * away];
	return sum;
}

/*
 * Averages n values that stand stride apart, to places that do as well.  Where
 * neither side reaches far enough stands the mean of all.
 */
static inline void
ApplyAverage(const MovingAverage *average, const double *x, int n, int stride, double *out)
{
	int			half = average->half;
	const double *last = x + (n - 1) * stride;

	for (int i = 0; i < n; i++)
	{
		const double *at = x + i * stride;
		double		sum;

		if (i >= half && i < n - half)
		{
			sum = average->weight[0] * at[0];
			for (int j = 1; j <= half; j++)
				sum += average->weight[j] * (at[-j * stride] + at[j * stride]);
		}
		else if (i < half && i + half < n)
			sum = AverageAtEnd(average, x, stride, i);
		else if (i >= half)
			sum = AverageAtEnd(average, last, -stride, n - 1 - i);
		else
			sum = MeanOf(x, n, stride);
		out[i * stride] = sum;
	}
}

/*
 * The centred average over a year, 2x12 or 2x4: out has period values less,
 * and its first is of the place period / 2.
 */
static inline void
CentredYear(const double *x, int n, int period, double *out)
{
	for (int i = 0; i < n - period; i++)
	{
		double		sum = (x[i] + x[i + period]) / 2;

		for (int j = 1; j < period; j++)
			sum += x[i + j];
		out[i] = sum / period;
	}
}

/*
 * The I/C ratio that the ends of a Henderson average suppose, by its length
 * and the periods in a year, as X-11 has it.
 */
static inline double
SupposedRatio(int length, int period)
{
	if (period == 4)
		return length <= 5 ? 0.001 : 4.5;
	return length <= 9 ? 1 : length <= 13 ? 3.5 : 4.5;
}

/* Musgrave's weights for the places near the ends of a symmetric average */
static inline void
MusgraveEnds(MovingAverage *average, double ratio)
{
	int			half = average->half;
	double		d = 4 / (AVERAGE_PI * ratio * ratio);

	for (int places = half - 1; places >= 0; places--)
	{
		double	   *end = average->end + AverageEndRow(half, places);
		int			n = half + 1 + places;
		double		middle = (n - 1) / 2.0;
		double		cut = 0;
		double		moment = 0;

		for (int j = n; j <= 2 * half; j++)
		{
			cut += average->weight[j - half];
			moment += average->weight[j - half] * (j - middle);
		}
		moment *= d / (1 + d * n * (n - 1.0) * (n + 1.0) / 12);
		for (int i = 0; i < n; i++)
		{
			int			distance = i < half ? half - i : i - half;

			end[i] = average->weight[distance] + cut / n + (i - middle) * moment;
		}
	}
}

/* length is odd, from 3 to 23 */
static inline void
HendersonAverage(MovingAverage *average, int length, int period)
{
	double		n = length / 2 + 2;
	double		n2 = n * n;

	average->half = length / 2;
	for (int j = 0; j <= average->half; j++)
	{
		double		j2 = (double) j * j;

		average->weight[j] = 315 * ((n - 1) * (n - 1) - j2) * (n2 - j2) * ((n + 1) * (n + 1) - j2)
			* (3 * n2 - 16 - 11 * j2)
			/ (8 * n * (n2 - 1) * (4 * n2 - 1) * (4 * n2 - 9) * (4 * n2 - 25));
	}
	MusgraveEnds(average, SupposedRatio(length, period));
}

/* the weights for the ends of 3xterms, from the most places left to none */
static inline const double *
SeasonalEnds(int terms)
{
	static const double ends_1[] = {0.39, 0.61};
	static const double ends_3[] = {
		3 / 27.0, 7 / 27.0, 10 / 27.0, 7 / 27.0,
		5 / 27.0, 11 / 27.0, 11 / 27.0};
	static const double ends_5[] = {
		4 / 60.0, 8 / 60.0, 13 / 60.0, 13 / 60.0, 13 / 60.0, 9 / 60.0,
		4 / 60.0, 11 / 60.0, 15 / 60.0, 15 / 60.0, 15 / 60.0,
		9 / 60.0, 17 / 60.0, 17 / 60.0, 17 / 60.0};
	static const double ends_9[] = {
		0.034, 0.073, 0.111, 0.113, 0.114, 0.116, 0.117, 0.118, 0.120, 0.084,
		0.034, 0.075, 0.113, 0.117, 0.123, 0.128, 0.132, 0.137, 0.141,
		0.032, 0.079, 0.123, 0.133, 0.143, 0.154, 0.163, 0.173,
		0.028, 0.092, 0.144, 0.160, 0.176, 0.192, 0.208,
		0.051, 0.112, 0.173, 0.197, 0.221, 0.246};
	static const double ends_15[] = {
		0.02220, 0.04444, 0.06667, 0.06667, 0.06667, 0.06667, 0.06667, 0.06667,
		0.06667, 0.06667, 0.06667, 0.07111, 0.07111, 0.07111, 0.07111, 0.04889,
		0.02220, 0.04444, 0.06667, 0.06667, 0.06667, 0.06667, 0.06667, 0.06667,
		0.06667, 0.06667, 0.08000, 0.08000, 0.08000, 0.08000, 0.08000,
		0.02222, 0.04444, 0.06667, 0.06667, 0.06667, 0.06667, 0.06667, 0.06667,
		0.06667, 0.09333, 0.09333, 0.09333, 0.09333, 0.09333,
		0.02219, 0.04444, 0.06667, 0.06667, 0.06667, 0.06667, 0.06667, 0.06667,
		0.10667, 0.10667, 0.10667, 0.10667, 0.10667,
		0.02221, 0.04444, 0.06667, 0.06667, 0.06667, 0.06667, 0.06667, 0.12000,
		0.12000, 0.12000, 0.12000, 0.12000,
		0.02223, 0.04444, 0.06667, 0.06667, 0.06667, 0.06667, 0.13333, 0.13333,
		0.13333, 0.13333, 0.13333,
		0.02220, 0.04444, 0.06667, 0.06667, 0.06667, 0.14667, 0.14667, 0.14667,
		0.14667, 0.14667,
		0.02222, 0.04444, 0.06667, 0.06667, 0.16000, 0.16000, 0.16000, 0.16000,
		0.16000};

	switch (terms)
	{
		case 1:
			return ends_1;
		case 3:
			return ends_3;
		case 5:
			return ends_5;
		case 9:
			return ends_9;
		default:
			return ends_15;
	}
}

/* 3xterms; terms is 1, 3, 5, 9 or 15 */
static inline void
SeasonalAverage(MovingAverage *average, int terms)
{
	int			half = (terms + 1) / 2;
	int			most = terms < 3 ? terms : 3;

	average->half = half;
	for (int j = 0; j <= half; j++)
		average->weight[j] = (half + 1 - j < most ? half + 1 - j : most) / (3.0 * terms);
	memcpy(average->end, SeasonalEnds(terms), sizeof(double) * half * (3 * half + 1) / 2);
}

#endif							/* SEASONAL_AVERAGE_MATH_H */
