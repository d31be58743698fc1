/*
 * mirror_math_test.c
 *		Constant market shares against the formulas as they stand, in long
 *		double.
 */
#include "trade/mirror_math.h"

#include "check.h"

#define MOST_CELLS 120

static void
CheckTerm(double got, long double expected, long double scale)
{
	CHECK(fabsl(got - expected) <= 1e-14L * scale, "%.17g for %.17Lg", got, expected);
}

static void
CheckDecomposition(const MarketCell *cell, long n, int from)
{
	int			to = 1 - from;
	long double sign = from == 0 ? 1 : -1;
	long double w[2] = {0, 0};
	long double world = 0;
	long double commodity = 0;
	long double market = 0;
	long double scale = 0;
	MarketTerms terms;

	for (long i = 0; i < n; i++)
	{
		w[0] += cell[i].w[0];
		w[1] += cell[i].w[1];
	}
	for (long i = 0; i < n; i++)
	{
		long double product[2] = {0, 0};
		long double r = w[to] / w[from] - 1;
		long double r_k;
		long double r_kj = (long double) cell[i].w[to] / cell[i].w[from] - 1;

		for (long k = 0; k < n; k++)
		{
			if (cell[k].product != cell[i].product)
				continue;
			product[0] += cell[k].w[0];
			product[1] += cell[k].w[1];
		}
		r_k = product[to] / product[from] - 1;
		world += sign * r * cell[i].x[from];
		commodity += sign * (r_k - r) * cell[i].x[from];
		market += sign * (r_kj - r_k) * cell[i].x[from];
		scale += cell[i].x[from] * (1 + fabsl(r) + fabsl(r_k) + fabsl(r_kj));
	}
	CHECK(DecomposeFrom(cell, n, from, &terms));
	CheckTerm(terms.world, world, scale);
	CheckTerm(terms.commodity, commodity, scale);
	CheckTerm(terms.market, market, scale);
}

static void
CheckRandomCells(void)
{
	uint64_t	seed = 20261122;
	MarketCell	cell[MOST_CELLS];

	for (int trial = 0; trial < 1000; trial++)
	{
		long		n = 1 + RandomBelow(&seed, trial < 500 ? 5 : MOST_CELLS);
		long		product = 0;

		for (long i = 0; i < n; i++)
		{
			product += RandomBelow(&seed, 3) == 0;
			cell[i].product = product;
			for (int date = 0; date < 2; date++)
			{
				cell[i].x[date] = RandomBelow(&seed, 4) * 0.1 * RandomBelow(&seed, 1000);
				cell[i].w[date] = 1 + RandomBelow(&seed, 100000) / 3.0;
			}
		}
		CheckDecomposition(cell, n, 0);
		CheckDecomposition(cell, n, 1);
	}
}

/*
 * Cells that the world did not have at the date of the shares.
 */
static void
CheckEmptyCells(void)
{
	MarketCell	fresh[] = {{0, {1, 2}, {10, 15}}, {1, {0, 2}, {0, 15}}};
	MarketCell	wrong[] = {{0, {1, 2}, {10, 15}}, {1, {1, 2}, {0, 15}}};
	MarketTerms terms;

	CHECK(DecomposeFrom(fresh, 2, 0, &terms));
	CHECK(terms.world == 2 && terms.commodity == -1.5 && terms.market == 0);
	CHECK(ChangeOfX(fresh, 2) == 3);
	CHECK(DecomposeFrom(fresh, 2, 1, &terms));
	CHECK(!DecomposeFrom(wrong, 2, 0, &terms));
	CHECK(DecomposeFrom(wrong, 2, 1, &terms));
	CHECK(DecomposeFrom(NULL, 0, 0, &terms) && terms.world == 0);
}

int
main(void)
{
	CheckRandomCells();
	CheckEmptyCells();
	return ChecksDone();
}
