/*
 * concentration_math_test.c
 *		Indices of concentration against their textbook formulas, and those
 *		with weights against integers.
 *
 * The formulas are taken as they stand in long double, over members in
 * ascending order, so that neither the order nor the form of a sum is shared
 * with the code under test.
 */
#include "ranking/concentration_math.h"
#include "rows/weighted_math.h"

#include "check.h"

#define MOST_MEMBERS 400

static const ConcentrationIndex all_indices[] = {
	HhiIndex, HhiPointsIndex, HhiNormalizedIndex, HhiUnctadIndex,
	EffectiveNumberIndex, ConcentrationRatioIndex, EntropyIndex, TheilIndex,
	TheilLIndex, GiniIndex, GiniCorrectedIndex, RosenbluthIndex, HooverIndex, AtkinsonIndex
};

#define NUM_INDICES ((int) (sizeof(all_indices) / sizeof(all_indices[0])))

static int
CompareAscending(const void *left, const void *right)
{
	double		a = *(const double *) left;
	double		b = *(const double *) right;

	return (a > b) - (a < b);
}

/*
 * Is the answer, which there must be, the expected one to 13 digits, of which
 * an index near 0 counts those of 1?
 */
static void
CheckIndex(ConcentrationIndex index, const Distribution *d, double parameter,
		   long double expected)
{
	double		result = -1;

	CHECK(index(d, parameter, &result));
	CHECK(fabsl(result - expected) <= 1e-13L * (1 + fabsl(expected)),
		  "n %ld: %.17g for %.17Lg", d->n, result, expected);
}

/*
 * As it is defined: the generalised mean over the mean.
 */
static void
CheckAtkinson(const Distribution *d, const double *value, long n, long double total)
{
	static const double aversion[] = {0.25, 0.5, 1, 1.5, 2, 7};

	for (int k = 0; k < 6; k++)
	{
		long double sum = 0;

		for (long i = 0; i < n; i++)
			sum += aversion[k] == 1 ? logl(value[i]) : powl(value[i], 1 - aversion[k]);
		sum = aversion[k] == 1 ? expl(sum / n) : powl(sum / n, 1 / (1 - (long double) aversion[k]));
		CheckIndex(AtkinsonIndex, d, aversion[k], 1 - sum / (total / n));
	}
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
	long double descending = 0;
	long double moved = 0;
	long		active = 0;

	qsort(value, n, sizeof(double), CompareAscending);
	DescribeDistribution(&d, value, 1, n);
	for (long i = 0; i < n; i++)
	{
		total += value[i];
		active += value[i] > 0;
	}
	CHECK(d.active == active && fabsl(d.total - total) <= 1e-15L * total);
	for (long i = 0; i < n; i++)
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
		ranks += (i + 1) * share;
		descending += (n - i) * share;
		moved += fabsl(share - 1.0L / n) / 2;
		if (i >= n - 3)
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
	CheckIndex(RosenbluthIndex, &d, INDEX_UNTOLD, 1 / (2 * descending - 1));
	CheckIndex(HooverIndex, &d, INDEX_UNTOLD, moved);
	if (n > 1)
		CheckIndex(GiniCorrectedIndex, &d, INDEX_UNTOLD, (2 * ranks / n - (n + 1.0L) / n) * n / (n - 1));
	CheckAtkinson(&d, value, n, total);
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
		DescribeDistribution(&d, none, 1, n);
		for (int i = 0; i < NUM_INDICES; i++)
			CHECK(!all_indices[i](&d, 5, &result), "index %d of nothing", i);
	}

	DescribeDistribution(&d, one, 1, 1);
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
	double		value[5] = {0, 0x1p-1074, 1, EXACT_LIMIT / 2, EXACT_LIMIT / 2};
	double		result;
	Distribution d;

	for (long n = 1; n <= 5; n++)
	{
		DescribeDistribution(&d, value + 5 - n, 1, n);
		for (int i = 0; i < NUM_INDICES; i++)
			if (all_indices[i](&d, 5, &result))
				CHECK(isfinite(result), "index %d of %ld", i, n);
	}
	DescribeDistribution(&d, value + 1, 1, 1);
	CHECK(HhiIndex(&d, INDEX_UNTOLD, &result) && result == 1);
	CHECK(GiniIndex(&d, INDEX_UNTOLD, &result) && result == 0);
}

#define MAX_ITEMS 40

static int
CompareValues(const void *a, const void *b)
{
	const WeightedValue *x = a;
	const WeightedValue *y = b;

	return (x->value > y->value) - (x->value < y->value);
}

/* so many values, repeated now and then, in order */
static void
MakeItems(uint64_t *state, WeightedValue *item, int n)
{
	for (int i = 0; i < n; i++)
	{
		item[i].value = RandomBelow(state, 30);
		item[i].weight = 1 + RandomBelow(state, 9);
	}
	qsort(item, n, sizeof(WeightedValue), CompareValues);
}

/* what an index says of values with weights; false where it has no answer */
static bool
IndexOfItems(ConcentrationIndex index, const WeightedValue *item, int n, double *result)
{
	Distribution d;

	DescribeDistribution(&d, &item->value, 2, n);
	return index(&d, INDEX_UNTOLD, result);
}

/*
 * G = sum over all pairs of rows of |x - y| / (2 n^2 mean), in integers.
 */
static void
CheckGini(const WeightedValue *item, int n)
{
	int64_t		differences = 0;
	int64_t		total = 0;
	int64_t		nrows = 0;
	double		gini;

	for (int i = 0; i < n; i++)
	{
		for (int j = 0; j < n; j++)
			differences += (int64_t) (item[i].weight * item[j].weight *
									  fabs(item[i].value - item[j].value));
		total += (int64_t) (item[i].weight * item[i].value);
		nrows += (int64_t) item[i].weight;
	}
	CHECK(IndexOfItems(GiniIndex, item, n, &gini) == (total > 0));
	CHECK(total == 0 || fabs(gini - (double) differences / (2.0 * nrows * total)) < 1e-15,
		  "%.17g", gini);
}

/*
 * Two classes, of shares p of the people and s of the income, have
 * T = s ln(s/p) + (1-s) ln((1-s)/(1-p)): here 2^-a and 2^-b of them.
 */
static void
CheckTheilOfTwo(int a, int b)
{
	double		p = ldexp(1, -a);
	double		s = ldexp(1, -b);
	WeightedValue item[2] = {{1, 0}, {1, 0}};
	double		theil;
	double		known;

	item[0].weight = 1024 * p;
	item[0].value = s / p;
	item[1].weight = 1024 * (1 - p);
	item[1].value = (1 - s) / (1 - p);
	known = (a - b) * s * log(2) + (1 - s) * (log1p(-s) - log1p(-p));
	CHECK(IndexOfItems(TheilIndex, item, 2, &theil));
	CHECK(fabs(theil - known) < 1e-15 * fmax(1, known), "%d %d %.17g %.17g", a, b, theil, known);
}

/*
 * All of it in one hand is the most there is: ln n, and 1 - 1/n.
 */
static void
CheckWeightedExtremes(void)
{
	double		gini;
	double		theil;

	for (int n = 1; n <= MAX_ITEMS; n++)
	{
		WeightedValue item[MAX_ITEMS];

		for (int i = 0; i < n; i++)
			item[i] = (WeightedValue) {i == n - 1 ? 7 : 0, 1};
		CHECK(IndexOfItems(GiniIndex, item, n, &gini) && fabs(gini - (1 - 1.0 / n)) < 1e-15, "%d", n);
		CHECK(IndexOfItems(TheilIndex, item, n, &theil) && fabs(theil - log(n)) < 1e-15, "%d", n);

		/* and all alike the least, whatever the weights */
		for (int i = 0; i < n; i++)
			item[i] = (WeightedValue) {7, 0.1 * (i + 1)};
		CHECK(IndexOfItems(GiniIndex, item, n, &gini) && gini < 1e-15, "%d %g", n, gini);
		CHECK(IndexOfItems(TheilIndex, item, n, &theil) && theil < 1e-15, "%d %g", n, theil);

		for (int i = 0; i < n; i++)
			item[i].value = 0;
		CHECK(!IndexOfItems(GiniIndex, item, n, &gini) && !IndexOfItems(TheilIndex, item, n, &theil));
	}
}

/*
 * Weights of 1 are none, to the last bit.
 */
static void
CheckUnitWeights(uint64_t *state)
{
	WeightedValue item[MAX_ITEMS];
	double		value[MAX_ITEMS];
	int			n = 1 + RandomBelow(state, MAX_ITEMS);
	Distribution plain;

	for (int i = 0; i < n; i++)
		item[i] = (WeightedValue) {RandomBelow(state, 1000) / 7.0, 1};
	qsort(item, n, sizeof(WeightedValue), CompareValues);
	for (int i = 0; i < n; i++)
		value[i] = item[i].value;
	DescribeDistribution(&plain, value, 1, n);
	for (int i = 0; i < NUM_INDICES; i++)
	{
		double		with = 0;
		double		without = 0;

		CHECK(IndexOfItems(all_indices[i], item, n, &with) ==
			  all_indices[i](&plain, INDEX_UNTOLD, &without) && with == without, "index %d", i);
	}
}

static void
CheckWeights(void)
{
	uint64_t	state = 20261125;

	for (int round = 0; round < 300; round++)
	{
		WeightedValue item[MAX_ITEMS];
		int			n = 1 + RandomBelow(&state, MAX_ITEMS);

		MakeItems(&state, item, n);
		CheckGini(item, n);
		CheckUnitWeights(&state);
	}
	for (int a = 1; a <= 10; a++)
		for (int b = 1; b <= 10; b++)
			CheckTheilOfTwo(a, b);
	CheckWeightedExtremes();
}

int
main(void)
{
	CheckRandomDistributions();
	CheckNoAnswers();
	CheckExtremes();
	CheckWeights();
	return ChecksDone();
}
