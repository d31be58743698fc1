/*
 * specialization_math_test.c
 *		Shares in common and their distance against the formulas as they stand,
 *		in long double, and the cases where they must be exact.
 */
#include "trade/specialization_math.h"

#include "check.h"

#define MOST_ROWS 300

static void
CheckShares(const double *pair, long n)
{
	ShareVectors v;
	long double a = 0;
	long double b = 0;
	long double common = 0;
	long double distance = 0;

	for (long i = 0; i < n; i++)
	{
		a += pair[2 * i];
		b += pair[2 * i + 1];
	}
	CHECK(DescribeShares(&v, pair, n));
	for (long i = 0; i < n; i++)
	{
		long double s = pair[2 * i] / a;
		long double t = pair[2 * i + 1] / b;

		common += s < t ? s : t;
		distance += fabsl(s - t);
	}
	CHECK(fabsl(SharesInCommon(&v) - common) <= 1e-15L, "%.17g", SharesInCommon(&v));
	CHECK(fabsl(ShareDistance(&v) - distance) <= 2e-15L, "%.17g", ShareDistance(&v));
}

static void
CheckRandomShares(void)
{
	uint64_t	seed = 20261122;
	double		pair[2 * MOST_ROWS];

	for (int trial = 0; trial < 2000; trial++)
	{
		long		n = 1 + RandomBelow(&seed, trial < 1000 ? 6 : MOST_ROWS);
		int			spread = RandomBelow(&seed, 40);

		for (long i = 0; i < 2 * n; i++)
			pair[i] = RandomBelow(&seed, 5) == 0 ? 0 :
				ldexp(1 + RandomBelow(&seed, 1000000), RandomBelow(&seed, spread + 1) - 60);
		pair[0] = pair[1] = 1;
		CheckShares(pair, n);
	}
}

/*
 * Alike and disjoint to the last bit, in whatever units; no product overflows
 * or is lost.
 */
static void
CheckExtremes(void)
{
	static const double unit[] = {1, 1e-300, 3e-301, 1e280, 0x1p959};
	ShareVectors v;

	for (int u = 0; u < 5; u++)
	{
		double		alike[] = {1, unit[u], 1, unit[u], 1, unit[u]};
		double		disjoint[] = {1, 0, 0, unit[u], 3, 0};
		double		none[] = {0, unit[u], 0, 1};

		CHECK(DescribeShares(&v, alike, 3));
		CHECK(SharesInCommon(&v) == 1 && ShareDistance(&v) == 0, "unit %g", unit[u]);
		CHECK(DescribeShares(&v, disjoint, 3));
		CHECK(SharesInCommon(&v) == 0 && ShareDistance(&v) == 2, "unit %g", unit[u]);
		CHECK(!DescribeShares(&v, none, 2));
	}
	CHECK(!DescribeShares(&v, NULL, 0));
	CHECK(!DescribeShares(&v, (double[]) {1, 0x1p-1074}, 1));
}

/*
 * product + error is a b exactly: checked in integers of 106 bits.
 */
static void
CheckTwoProduct(void)
{
	uint64_t	seed = 7;

	for (int trial = 0; trial < 100000; trial++)
	{
		int64_t		a = (int64_t) (Random(&seed) >> 11);
		int64_t		b = (int64_t) (Random(&seed) >> (11 + RandomBelow(&seed, 50)));
		double		error;
		double		product = TwoProduct((double) a, (double) b, &error);

		CHECK((__int128) product + (__int128) error == (__int128) a * b);
	}
}

int
main(void)
{
	CheckRandomShares();
	CheckExtremes();
	CheckTwoProduct();
	return ChecksDone();
}
