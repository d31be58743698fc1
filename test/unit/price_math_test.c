/*
 * price_math_test.c
 *		The logarithmic mean from one ulp to the ends of the range, and the index of
 *		Sato and Vartia against its definition in long double.
 */
#include "trade/price_math.h"

#include "check.h"

#define MOST_ROWS 40

static void
CheckMean(double a, double b)
{
	/* the series of log1p near 1, where the quotient of logarithms has no digits */
	long double x = ((long double) b - a) / a;
	long double known = b == a ? a : ((long double) b - a) / (fabsl(x) < 0.5L ? log1pl(x) : logl(b) - logl(a));
	double		mean = LogarithmicMean(a, b);

	CHECK(fabsl(mean - known) <= 4e-16L * known, "%.17g %.17g: %.17g for %.17Lg", a, b, mean, known);
	CHECK(mean >= fmin(a, b) * (1 - 1e-15) && mean <= fmax(a, b) * (1 + 1e-15));
}

static void
CheckSatoVartia(uint64_t *seed)
{
	double		row[MOST_ROWS][PRICE_ROW];
	double		turned[MOST_ROWS][PRICE_ROW];
	int			n = 1 + RandomBelow(seed, MOST_ROWS);
	long double value[2] = {0};
	long double weights = 0;
	long double logs = 0;
	double		index;

	for (int i = 0; i < n; i++)
	{
		for (int k = 0; k < PRICE_ROW; k++)
			row[i][k] = (1 + RandomBelow(seed, 1000)) / 8.0;
		for (int k = 0; k < PRICE_ROW; k++)
			turned[i][k] = row[i][(k + 2) % PRICE_ROW];
		value[0] += (long double) row[i][ROW_P0] * row[i][ROW_Q0];
		value[1] += (long double) row[i][ROW_P1] * row[i][ROW_Q1];
	}
	for (int i = 0; i < n; i++)
	{
		long double s0 = row[i][ROW_P0] * row[i][ROW_Q0] / value[0];
		long double s1 = row[i][ROW_P1] * row[i][ROW_Q1] / value[1];
		long double weight = fabsl(s1 - s0) < 1e-9L * s0 ? (s0 + s1) / 2 : (s1 - s0) / (logl(s1) - logl(s0));

		weights += weight;
		logs += weight * logl((long double) row[i][ROW_P1] / row[i][ROW_P0]);
	}
	index = SatoVartia((const double (*)[PRICE_ROW]) row, n);
	CHECK(fabsl(index / expl(logs / weights) - 1) < 1e-13L, "%d rows: %.17g", n, index);
	/* turned round in time it is its inverse */
	CHECK(fabs(index * SatoVartia((const double (*)[PRICE_ROW]) turned, n) - 1) < 1e-13);
}

int
main(void)
{
	uint64_t	seed = 20261129;

	for (double a = 0x1p-300; a < 0x1p300; a *= 0x1.3p20)
	{
		CheckMean(a, a);
		for (double r = 0x1p-52; r < 0x1p200; r *= 3)
		{
			CheckMean(a, a * (1 + r));
			CheckMean(a * (1 + r), a);
		}
	}
	for (int trial = 0; trial < 2000; trial++)
		CheckSatoVartia(&seed);
	return ChecksDone();
}
