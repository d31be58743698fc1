/*
 * concentration_math_test.c
 *		Indices of concentration against their textbook formulas.
 *
 * The formulas are taken as they stand in long double, over members in
 * ascending order, so that neither the order nor the form of a sum is shared
 * with the code under test.
 */
#include "ranking/concentration_math.h"

#include "check.h"

#define MOST_MEMBERS 400

static const ConcentrationIndex all_indices[] = {
	HhiIndex, HhiPointsIndex, HhiNormalizedIndex, HhiUnctadIndex,
	EffectiveNumberIndex, ConcentrationRatioIndex, EntropyIndex, TheilIndex,
	TheilLIndex, GiniIndex
};

#define NUM_INDICES ((int) (sizeof(all_indices) / sizeof(all_indices[0])))

static int
CompareDescending(const void *left, const void *right)
{
	double		a = *(const double *) left;
	double		b = *(const double *) right;

	return (a < b) - (a > b);
}

/*
 * Is the answer, which there must be, the expected one to 13 digits, of which
 * an index near 0 counts those of 1?
 */
static void
CheckIndex(ConcentrationIndex index, const Distribution *d, long parameter,
		   long double expected)
{
	double		result = -1;

	CHECK(index(d, parameter, &result));
	CHECK(fabsl(result - expected) <= 1e-13L * (1 + fabsl(expected)),
		  "n %ld: %.17g for %.17Lg", d->n, result, expected);
}

static void
CheckDistribution(double *value, long n)
{
	Distribution d;
	long double total = 0;
	long double hhi = 0;
	long double entropy = 0;
	long double theil = 0;
	long double logs = 0;
	long double ranks = 0;
	long double greatest = 0;
	long		active = 0;

	qsort(value, n, sizeof(double), CompareDescending);
	DescribeDistribution(&d, value, n);
	for (long i = n - 1; i >= 0; i--)
	{
		total += value[i];
		active += value[i] > 0;
	}
	CHECK(d.active == active && fabsl(d.total - total) <= 1e-15L * total);
	for (long i = n - 1; i >= 0; i--)
	{
		long double share = value[i] / total;
		long double relative = share * n;

		hhi += share * share;
		if (share > 0)
		{
			entropy -= share * logl(share);
			theil += relative * logl(relative) / n;
			logs += logl(1 / relative) / n;
		}
		ranks += (n - i) * share;
		if (i < 3)
			greatest += share;
	}

	CheckIndex(HhiIndex, &d, INDEX_UNTOLD, hhi);
	CheckIndex(HhiPointsIndex, &d, INDEX_UNTOLD, 10000 * hhi);
	CheckIndex(EffectiveNumberIndex, &d, INDEX_UNTOLD, 1 / hhi);
	CheckIndex(ConcentrationRatioIndex, &d, 3, greatest);
	CheckIndex(ConcentrationRatioIndex, &d, n + 1, 1);
	CheckIndex(EntropyIndex, &d, INDEX_UNTOLD, entropy);
	CheckIndex(TheilIndex, &d, INDEX_UNTOLD, theil);
	CheckIndex(TheilIndex, &d, INDEX_UNTOLD, logl(n) - entropy);
	CheckIndex(GiniIndex, &d, INDEX_UNTOLD, 2 * ranks / n - (n + 1.0L) / n);
	if (active == n)
		CheckIndex(TheilLIndex, &d, INDEX_UNTOLD, logs);
	else
		CHECK(!TheilLIndex(&d, INDEX_UNTOLD, &(double) {0}));
	for (long told = active > 2 ? active : 2; told < active + 100; told += 33)
	{
		CheckIndex(HhiNormalizedIndex, &d, told,
				   (hhi - 1.0L / told) / (1 - 1.0L / told));
		CheckIndex(HhiUnctadIndex, &d, told,
				   (sqrtl(hhi) - sqrtl(1.0L / told)) / (1 - sqrtl(1.0L / told)));
	}
}

static void
CheckRandomDistributions(void)
{
	uint64_t	seed = 20261122;
	double		value[MOST_MEMBERS];

	for (int trial = 0; trial < 2000; trial++)
	{
		long		n = 1 + RandomBelow(&seed, trial < 1000 ? 8 : MOST_MEMBERS);
		int			spread = RandomBelow(&seed, 40);

		for (long i = 0; i < n; i++)
			value[i] = RandomBelow(&seed, 5) == 0 ? 0 :
				ldexp(1 + RandomBelow(&seed, 1000000), RandomBelow(&seed, spread + 1) - 60);
		value[0] = 1;
		CheckDistribution(value, n);
	}
}

static void
CheckNoAnswers(void)
{
	double		none[3] = {0, 0, 0};
	double		one[1] = {7};
	double		result;
	Distribution d;

	for (long n = 0; n <= 3; n++)
	{
		DescribeDistribution(&d, none, n);
		for (int i = 0; i < NUM_INDICES; i++)
			CHECK(!all_indices[i](&d, 5, &result), "index %d of nothing", i);
	}

	DescribeDistribution(&d, one, 1);
	CHECK(!HhiNormalizedIndex(&d, INDEX_UNTOLD, &result));
	CHECK(!HhiUnctadIndex(&d, INDEX_UNTOLD, &result));
	CHECK(!HhiUnctadIndex(&d, 1, &result));
	CHECK(HhiUnctadIndex(&d, 2, &result) && result == 1);
	CHECK(EntropyIndex(&d, INDEX_UNTOLD, &result) && result == 0 && !signbit(result));
}

/*
 * Values at both ends of what may come in: no overflow, no NaN.
 */
static void
CheckExtremes(void)
{
	double		value[5] = {EXACT_LIMIT / 2, EXACT_LIMIT / 2, 1, 0x1p-1074, 0};
	double		result;
	Distribution d;

	for (long n = 1; n <= 5; n++)
	{
		DescribeDistribution(&d, value, n);
		for (int i = 0; i < NUM_INDICES; i++)
			if (all_indices[i](&d, 5, &result))
				CHECK(isfinite(result), "index %d of %ld", i, n);
	}
	DescribeDistribution(&d, value + 3, 1);
	CHECK(HhiIndex(&d, INDEX_UNTOLD, &result) && result == 1);
	CHECK(GiniIndex(&d, INDEX_UNTOLD, &result) && result == 0);
}

int
main(void)
{
	CheckRandomDistributions();
	CheckNoAnswers();
	CheckExtremes();
	return ChecksDone();
}
