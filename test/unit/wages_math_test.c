/*
 * wages_math_test.c
 *		Weighted percentiles and inequality against integers: with whole values
 *		and weights, all of them have exact rational forms.
 */
#include "labor/wages_math.h"

#include "check.h"

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

/* the k-th of all the rows that the weights stand for, from 1 */
static double
NthRow(const WeightedValue *item, int k)
{
	int			i = 0;

	while ((k -= (int) item[i].weight) > 0)
		i++;
	return item[i].value;
}

/*
 * A weight of w is w rows: the percentile k/n of n rows is the k-th of them,
 * and just above k/n it is the next.
 */
static void
CheckPercentiles(const WeightedValue *item, int n)
{
	int			nrows = 0;

	for (int i = 0; i < n; i++)
		nrows += (int) item[i].weight;
	CHECK(WeightedPercentile(item, n, 0) == item[0].value);
	for (int k = 1; k <= nrows; k++)
	{
		double		p = (double) k / nrows;

		CHECK(WeightedPercentile(item, n, p) == NthRow(item, k), "%d of %d", k, nrows);
		CHECK(k == nrows ||
			  WeightedPercentile(item, n, p + 1e-12) == NthRow(item, k + 1), "%d of %d", k, nrows);
	}
}

/*
 * Nor does it matter in which unit weights are: tenths and thirds are no binary
 * fractions, and their sums round.
 */
static void
CheckScaledPercentiles(const WeightedValue *item, int n, double scale)
{
	WeightedValue scaled[MAX_ITEMS];
	int			nrows = 0;

	for (int i = 0; i < n; i++)
	{
		scaled[i] = item[i];
		scaled[i].weight *= scale;
		nrows += (int) item[i].weight;
	}
	for (int k = 1; k <= nrows; k++)
		CHECK(WeightedPercentile(scaled, n, (k - 0.5) / nrows) == NthRow(item, k),
			  "%d of %d by %g", k, nrows, scale);
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
	CHECK(WeightedGini(item, n, &gini) == (total > 0));
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
	CHECK(WeightedTheil(item, 2, &theil));
	CHECK(fabs(theil - known) < 1e-15 * fmax(1, known), "%d %d %.17g %.17g", a, b, theil, known);
}

/*
 * All of it in one hand is the most there is: ln n, and 1 - 1/n.
 */
static void
CheckExtremes(void)
{
	double		gini;
	double		theil;

	for (int n = 1; n <= MAX_ITEMS; n++)
	{
		WeightedValue item[MAX_ITEMS];

		for (int i = 0; i < n; i++)
			item[i] = (WeightedValue) {i == n - 1 ? 7 : 0, 1};
		CHECK(WeightedGini(item, n, &gini) && fabs(gini - (1 - 1.0 / n)) < 1e-15, "%d", n);
		CHECK(WeightedTheil(item, n, &theil) && fabs(theil - log(n)) < 1e-15, "%d", n);

		/* and all alike the least, whatever the weights */
		for (int i = 0; i < n; i++)
			item[i] = (WeightedValue) {7, 0.1 * (i + 1)};
		CHECK(WeightedGini(item, n, &gini) && gini < 1e-15, "%d %g", n, gini);
		CHECK(WeightedTheil(item, n, &theil) && theil < 1e-15, "%d %g", n, theil);

		for (int i = 0; i < n; i++)
			item[i].value = 0;
		CHECK(!WeightedGini(item, n, &gini) && !WeightedTheil(item, n, &theil));
	}
}

int
main(void)
{
	uint64_t	state = 20261125;

	for (int round = 0; round < 300; round++)
	{
		WeightedValue item[MAX_ITEMS];
		int			n = 1 + RandomBelow(&state, MAX_ITEMS);

		MakeItems(&state, item, n);
		CheckPercentiles(item, n);
		CheckScaledPercentiles(item, n, 0.1);
		CheckScaledPercentiles(item, n, 1e200 / 3);
		CheckGini(item, n);
	}
	for (int a = 1; a <= 10; a++)
		for (int b = 1; b <= 10; b++)
			CheckTheilOfTwo(a, b);
	CheckExtremes();
	return ChecksDone();
}
