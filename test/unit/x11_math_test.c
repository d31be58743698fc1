/*
 * x11_math_test.c
 *		Moving averages, extremes and the passes of X-11 where the answer is
 *		known without another program.
 */
#include "seasonal/x11_math.h"

#include "check.h"

/* the published weights of Henderson averages, to the places they are printed in */
static void
TestHenderson(void)
{
	static const struct
	{
		int			length;
		double		weight[12];
	}			published[] = {
		{5, {0.559, 0.294, -0.073}},
		{7, {0.413, 0.294, 0.059, -0.059}},
		{9, {0.331, 0.267, 0.119, -0.010, -0.041}},
		{13, {0.240, 0.214, 0.147, 0.066, 0.000, -0.028, -0.019}},
		{23, {0.144, 0.138, 0.122, 0.097, 0.068, 0.039, 0.013, -0.005, -0.015, -0.016, -0.011, -0.004}}
	};

	for (size_t k = 0; k < sizeof(published) / sizeof(published[0]); k++)
	{
		MovingAverage average;

		HendersonAverage(&average, published[k].length, 12);
		for (int j = 0; j <= average.half; j++)
			CHECK(fabs(average.weight[j] - published[k].weight[j]) < 6e-4,
				  "%d terms, %d away: %.4f", published[k].length, j, average.weight[j]);
	}
}

/* Every average keeps a constant at every place, and Henderson a cubic inside. */
static void
TestWhatAveragesKeep(void)
{
	double		cubic[40];
	double		constant[40];
	double		out[40];

	for (int i = 0; i < 40; i++)
	{
		constant[i] = 7;
		cubic[i] = 3 + i * (2 + i * (0.5 - 0.01 * i));
	}
	for (int period = 4; period <= 12; period += 8)
	{
		for (int length = 5; length <= 23; length += 2)
		{
			MovingAverage average;

			HendersonAverage(&average, length, period);
			ApplyAverage(&average, constant, 40, 1, out);
			for (int i = 0; i < 40; i++)
				CHECK(fabs(out[i] - 7) < 1e-13, "%d terms, place %d", length, i);
			ApplyAverage(&average, cubic, 40, 1, out);
			for (int i = average.half; i < 40 - average.half; i++)
				CHECK(fabs(out[i] - cubic[i]) < 1e-11, "%d terms, place %d", length, i);
		}
	}
}

/* The published ends add up to one, but for the places they are rounded to. */
static void
TestSeasonalAverages(void)
{
	static const int terms[] = {1, 3, 5, 9, 15};

	for (size_t k = 0; k < sizeof(terms) / sizeof(terms[0]); k++)
	{
		MovingAverage average;
		double		ones[24];
		double		out[24];

		SeasonalAverage(&average, terms[k]);
		for (int i = 0; i < 24; i++)
			ones[i] = 1;
		for (int n = 1; n <= 24; n++)
		{
			ApplyAverage(&average, ones, n, 1, out);
			for (int i = 0; i < n; i++)
				CHECK(fabs(out[i] - 1) < 2.1e-3, "3x%d of %d, place %d: %.6f", terms[k], n, i, out[i]);
		}
	}
}

static void
TestExtremes(void)
{
	double		x[72];
	double		weight[72];
	double		deviation[8];
	double		replaced[72];
	Cycle		cycle = {12, 3};
	SigmaLimits limits = {1.5, 2.5, 0, 1e-13};

	/* one and minus one but for a five, and a quiet run of nothing */
	for (int i = 0; i < 72; i++)
		x[i] = i % 2 == 0 ? 1 : -1;
	x[40] = 5;
	CHECK(YearsTouched(&cycle, 72) == 7);
	WeighIrregular(x, 72, &cycle, &limits, deviation, weight);
	for (int i = 0; i < 72; i++)
		CHECK(weight[i] == (i == 40 ? 0 : 1), "place %d: %g", i, weight[i]);
	for (int y = 0; y < 7; y++)
		CHECK(fabs(deviation[y] - 1) < 1e-15, "year %d: %g", y, deviation[y]);

	/* what replaces it is the mean of the four nearest of its month */
	x[16] = 2, x[28] = 3, x[52] = 4, x[64] = 7, x[4] = 100;
	ReplaceExtremes(x, weight, 72, 12, replaced);
	CHECK(replaced[40] == 4 && replaced[28] == 3);
	/* three before and one after, where there is one year after it */
	x[40] = 1, weight[40] = 1, weight[52] = 0.5;
	ReplaceExtremes(x, weight, 72, 12, replaced);
	CHECK(fabs(replaced[52] - (0.5 * 4 + 7 + 1 + 3 + 2) / 4.5) < 1e-15, "%g", replaced[52]);

	/* between the limits the weight is a straight line */
	CHECK(WeightOfIrregular(2, 1, &limits) == 0.5 && WeightOfIrregular(-2.25, 1, &limits) == 0.25);
	CHECK(WeightOfIrregular(1.5, 1, &limits) == 1 && WeightOfIrregular(2.5, 1, &limits) == 0);
	CHECK(WeightOfIrregular(9, 0, &limits) == 1);
	CHECK(ExtremePart(1.2, 0, true) == 1.2 && ExtremePart(1.2, 1, true) == 1);
	CHECK(ExtremePart(8, 0.25, false) == 6 && ExtremePart(8, 1, false) == 0);
}

static void
TestPositive(void)
{
	double		x[] = {-1, 0, 2, -5, -6, 4, 0};
	double		none[] = {0, -1};

	CHECK(MakePositive(x, 7) && x[0] == 2 && x[1] == 2 && x[2] == 2 && x[3] == 3 && x[4] == 3.5);
	CHECK(x[5] == 4 && x[6] == 4);
	CHECK(!MakePositive(none, 2));
}

/* random series of every length from five years on: parts make up the whole */
static void
TestParts(void)
{
	uint64_t	seed = 18;

	for (int round = 0; round < 600; round++)
	{
		static double value[200];
		X11			x = {0};
		double	   *room;

		x.cycle.period = round % 3 == 0 ? 4 : 12;
		x.cycle.phase = RandomBelow(&seed, x.cycle.period);
		x.n = 5 * x.cycle.period + RandomBelow(&seed, 80);
		x.options.mode = (X11Mode) (round % 5 % 3);
		x.options.seasonal = (const int[]) {-3, -2, 0, 1, 3, 5, 9, 15}[RandomBelow(&seed, 8)];
		x.options.trend = (const int[]) {0, 5, 7, 13, 19}[RandomBelow(&seed, 5)];
		x.options.lower = 1.5;
		x.options.upper = 2.5;
		x.value = value;
		for (int i = 0; i < x.n; i++)
			value[i] = (1 + RandomBelow(&seed, 1000)) * (x.options.mode == X11_ADDITIVE && i % 7 == 0 ? -1 : 1);
		room = malloc(X11Room(x.n) * sizeof(double));
		PlaceX11(&x, room);
		CHECK(DecomposeX11(&x));
		for (int i = 0; i < x.n; i++)
		{
			bool		sum = x.options.mode == X11_ADDITIVE;
			double		again = sum ? x.seasonal[i] + x.trend[i] + x.irregular[i]
				: x.seasonal[i] * x.trend[i] * x.irregular[i];

			CHECK(fabs(again - value[i]) < 1e-9, "round %d, place %d: %g and %g", round, i, again, value[i]);
			CHECK(x.weight[i] >= 0 && x.weight[i] <= 1);
			CHECK(sum || (x.seasonal[i] > 0 && x.trend[i] > 0));
		}
		free(room);
	}
}

int
main(void)
{
	TestHenderson();
	TestWhatAveragesKeep();
	TestSeasonalAverages();
	TestExtremes();
	TestPositive();
	TestParts();
	return ChecksDone();
}
