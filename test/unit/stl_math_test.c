/*
 * stl_math_test.c
 *		Local regressions, STL on what it must keep, and tails of distributions,
 *		where the answer is known without another program.
 */
#include "seasonal/easter_math.h"
#include "seasonal/stl_math.h"
#include "seasonal/tail_math.h"

#include "check.h"

/* a local line keeps a line, at every place, with any jump and around gaps */
static void
TestSmoothing(void)
{
	double		y[60];
	double		weight[60];
	double		scratch[60];
	double		out[60];

	for (int n = 2; n <= 60; n++)
	{
		for (int window = 3; window <= 81; window += 6)
		{
			for (int jump = 1; jump <= 9; jump += 4)
			{
				Loess		loess = {window, 1, jump};
				Places		on = {y, weight, n};

				for (int i = 0; i < n; i++)
				{
					weight[i] = window > 20 && i % 5 == 3 ? 0 : 1;
					y[i] = weight[i] == 0 ? NAN : 3 - 0.5 * i;
				}
				CHECK(SmoothPlaces(&on, &loess, scratch, out), "n %d, window %d", n, window);
				for (int i = 0; i < n && n > 4; i++)
					CHECK(fabs(out[i] - (3 - 0.5 * i)) < 1e-10, "n %d, window %d, jump %d, place %d: %g",
						  n, window, jump, i, out[i]);
			}
		}
	}
}

/* the window around a place has its width, holds the place, and stays inside */
static void
TestWindows(void)
{
	for (int n = 2; n <= 40; n++)
	{
		for (int window = 3; window <= 45; window += 2)
		{
			for (int at = 0; at < n; at++)
			{
				int			left;
				int			right;

				WindowAt(n, window, at, &left, &right);
				CHECK(left >= 0 && right < n && left <= at && at <= right, "n %d, at %d", n, at);
				CHECK(right - left + 1 == (window < n ? window : n), "n %d, window %d, at %d", n, window, at);
			}
		}
	}
}

/* six medians of the remainders, of an even and of an odd number */
static void
TestWeights(void)
{
	static const double remainders[] = {1, -2, 3, -4, 5, 100};

	for (int n = 5; n <= 6; n++)
	{
		double		zero[6] = {0};
		double		weight[6];
		double		work[2][6];
		Stl			stl = {.n = n, .value = remainders, .seasonal = zero, .trend = zero, .weight = weight,
			.work = {work[0], work[1]}};
		double		most = n == 5 ? 18 : 21;

		WeighRemainders(&stl);
		for (int i = 0; i < 5; i++)
		{
			double		part = fabs(remainders[i]) / most;

			CHECK(fabs(weight[i] - (1 - part * part) * (1 - part * part)) < 1e-15, "place %d of %d", i, n);
		}
		CHECK(n == 5 || weight[5] == 0);
	}
}

/* printed tables of the distributions, five and one percent */
static void
TestTails(void)
{
	CHECK(fabs(UpperTailOfF(4.964603, 1, 10) - 0.05) < 1e-7);
	CHECK(fabs(UpperTailOfF(1.0, 7, 7) - 0.5) < 1e-14);
	CHECK(fabs(UpperTailOfF(2.710890, 5, 20) - 0.05) < 1e-6);
	CHECK(UpperTailOfF(0, 3, 9) == 1 && UpperTailOfF(INFINITY, 3, 9) == 0);
	CHECK(fabs(UpperTailOfChi2(7.814728, 3) - 0.05) < 1e-7);
	CHECK(fabs(UpperTailOfChi2(19.675138, 11) - 0.05) < 1e-7);
	CHECK(fabs(UpperTailOfChi2(24.724970, 11) - 0.01) < 1e-7);
	CHECK(UpperTailOfChi2(0, 11) == 1);

	/* F with an even second number has a finite series: 1 - x^a for two */
	for (double f = 0.1; f < 50; f *= 1.7)
		CHECK(fabs(UpperTailOfF(f, 2, 8) - pow(8 / (8 + 2 * f), 4)) < 1e-14, "%g", f);
}

/* five years of the almanac, and a Sunday in every other */
static void
TestEaster(void)
{
	int			year = 1900;
	static const int days[] = {105, 97, 89, 102, 94};	/* 1900 to 1904, day of the year */

	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++)
		CHECK(EasterDay(year + (int) i) == CivilToDay(year + (int) i, 1, 1) + days[i] - 1, "%d", year + (int) i);
	for (year = 1583; year <= 9999; year++)
		CHECK(DayOfWeek(EasterDay(year)) == 6, "%d", year);
}

int
main(void)
{
	TestSmoothing();
	TestWindows();
	TestWeights();
	TestTails();
	TestEaster();
	return ChecksDone();
}
