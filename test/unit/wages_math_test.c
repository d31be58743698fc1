/*
 * wages_math_test.c
 *		Weighted percentiles against integers: a weight is so many rows.
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
	}
	return ChecksDone();
}
