/*
 * survival_math_test.c
 *		The product-limit estimate against exact ratios.
 */
#include "labor/survival_math.h"

#include "check.h"

/*
 * Without open cases k of n have failed after k steps, and the estimate is the
 * double nearest to k/n, whatever the steps in between.
 */
static void
CheckWithoutCensoring(uint64_t *state, int n)
{
	KmEstimate	km;
	int			at_risk = n;
	double		error;

	KmStart(&km);
	while (at_risk > 0)
	{
		int			events = 1 + RandomBelow(state, at_risk < 9 ? at_risk : 9);

		KmStep(&km, at_risk, events);
		at_risk -= events;
		CHECK(KmFailed(&km) == (double) (n - at_risk) / n, "%d of %d", n - at_risk, n);
		CHECK(km.survival == (double) at_risk / n, "%d of %d", at_risk, n);

		/* Greenwood's variance is then that of a proportion */
		CHECK(KmStandardError(&km, &error) == (at_risk > 0));
		CHECK(at_risk == 0 ||
			  fabs(error - sqrt((double) at_risk * (n - at_risk) / n) / n) < 1e-13);
	}
}

/*
 * With cases lost on the way: the ratios 2/3, 3/4, ... m/(m+1), each of another
 * group, multiply to 2/(m+1).
 */
static void
CheckWithCensoring(int m)
{
	KmEstimate	km;

	KmStart(&km);
	for (int i = 2; i <= m; i++)
	{
		KmStep(&km, (int64_t) (i + 1) * (m - i + 1), m - i + 1);
		KmStep(&km, 7, 0);
		CHECK(km.survival == 2.0 / (i + 1), "%d of %d", i, m);
		CHECK(KmFailed(&km) == (double) (i - 1) / (i + 1), "%d of %d", i, m);
	}
}

int
main(void)
{
	uint64_t	state = 20261122;

	for (int n = 1; n < 2000; n += 1 + n / 7)
		CheckWithoutCensoring(&state, n);
	CheckWithoutCensoring(&state, 1000000);
	for (int m = 2; m < 3000; m += 1 + m / 2)
		CheckWithCensoring(m);
	return ChecksDone();
}
