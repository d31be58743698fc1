/*
 * exact_math_test.c
 *		Exact sums against a plain fixed-point sum of the same terms: the
 *		rounded value, every lane of the settled form, and that neither
 *		depends on the order or the grouping of the terms.
 */
#include "base/exact_math.h"

#include "check.h"
#include "fixed_point.h"

#define MAX_TERMS 400
#define STRIDE 3

static uint64_t seed = 20261122;

static double
RandomSign(double value)
{
	return Random(&seed) & 1 ? -value : value;
}

/* terms of one kind, or of all of them mixed */
static double
RandomTerm(int kind)
{
	double		integer = (double) (Random(&seed) >> 12);

	switch (kind)
	{
		case 0:					/* money */
			return RandomSign((double) (Random(&seed) % 1000000000) / 100);
		case 1:					/* large with cents */
			return RandomSign(1e15 + (double) RandomBelow(&seed, 100) / 100);
		case 2:
			return RandomSign(1e-9 * RandomBelow(&seed, 1000));
		case 3:					/* subnormal */
			return RandomSign(ldexp(integer, -1074));
		case 4:					/* anything */
			return RandomSign(ldexp(integer, RandomBelow(&seed, 1960) - 1074 + 20));
		case 5:					/* powers of two: ties */
			return RandomSign(ldexp(1, RandomBelow(&seed, 120) - 60));
		case 6:					/* ties at the end of the mantissa */
			return RandomSign(ldexp(1, 53 * RandomBelow(&seed, 6) + RandomBelow(&seed, 2)));
		case 7:					/* close to the limit */
			return RandomSign(nextafter(EXACT_LIMIT, 0));
		default:
			return RandomTerm(RandomBelow(&seed, 8));
	}
}

static void
Shuffle(double *term, int n)
{
	for (int i = n - 1; i > 0; i--)
	{
		int			j = RandomBelow(&seed, i + 1);
		double		other = term[i];

		term[i] = term[j];
		term[j] = other;
	}
}

static bool
SameBits(double a, double b)
{
	return memcmp(&a, &b, sizeof(a)) == 0;
}

/* the settled form, by definition; returns the number of lanes */
static int
SettledByDefinition(FixedPoint sum, double *out)
{
	int			n = 0;

	do
	{
		out[n] = FixedRound(&sum);
		FixedAdd(&sum, -out[n]);
		n++;
	} while (!FixedIsZero(&sum));
	return n;
}

/* adds into lanes that lie apart from each other, as those of a series do */
static int
SumWithStride(const double *term, int nterms, double *settled)
{
	double		slot[EXACT_MAX_LANES * STRIDE] = {0};
	int			nlanes = 1;

	for (int i = 0; i < nterms; i++)
	{
		double		rest = ExactAdd(slot, STRIDE, nlanes, term[i]);

		if (rest != 0)
		{
			double		out[EXACT_MAX_LANES];

			nlanes = ExactSettle(slot, STRIDE, nlanes, rest, out);
			for (int k = 0; k < nlanes; k++)
				slot[k * STRIDE] = out[k];
		}
	}
	return ExactSettle(slot, STRIDE, nlanes, 0, settled);
}

/* sums parts of the terms apart, settles each, and adds up the lanes */
static int
SumByParts(const double *term, int nterms, double *settled)
{
	ExactSum	total = {0};
	int			done = 0;

	while (done < nterms)
	{
		int			n = 1 + RandomBelow(&seed, nterms - done);
		double		lane[EXACT_MAX_LANES];
		int			nlanes = SumWithStride(term + done, n, lane);

		for (int k = 0; k < nlanes; k++)
			ExactSumAdd(&total, lane[k]);
		done += n;
	}
	return ExactSettle(total.lane, 1, total.nlanes, 0, settled);
}

static void
CheckTerms(double *term, int nterms)
{
	FixedPoint	fixed = {{0}};
	double		expected[EXACT_MAX_LANES + 2];
	int			nexpected;

	for (int i = 0; i < nterms; i++)
		FixedAdd(&fixed, term[i]);
	nexpected = SettledByDefinition(fixed, expected);
	CHECK(nexpected <= EXACT_MAX_LANES);

	for (int round = 0; round < 4; round++)
	{
		ExactSum	sum = {0};
		double		got[EXACT_MAX_LANES];
		int			ngot;

		for (int i = 0; i < nterms; i++)
			ExactSumAdd(&sum, term[i]);
		CHECK(SameBits(ExactSumRound(&sum), expected[0]) ||
			  (expected[0] == 0 && ExactSumRound(&sum) == 0));
		ngot = ExactSettle(sum.lane, 1, sum.nlanes, 0, got);
		CHECK(ngot == nexpected && memcmp(got, expected, ngot * sizeof(double)) == 0);
		CHECK(SameBits(ExactRound(got, 1, ngot), expected[0]));

		ngot = SumWithStride(term, nterms, got);
		CHECK(ngot == nexpected && memcmp(got, expected, ngot * sizeof(double)) == 0);
		ngot = SumByParts(term, nterms, got);
		CHECK(ngot == nexpected && memcmp(got, expected, ngot * sizeof(double)) == 0);
		Shuffle(term, nterms);
	}
}

/*
 * Terms that are added and taken away again, in any order, leave what the others
 * alone come to, to the last bit of every lane.
 */
static void
CheckTakenAway(double *kept, int nkept, const double *gone, int ngone)
{
	double		all[3 * MAX_TERMS];
	double		expected[EXACT_MAX_LANES];
	double		got[EXACT_MAX_LANES];
	int			nexpected = SumWithStride(kept, nkept, expected);
	int			n = 0;

	for (int i = 0; i < nkept; i++)
		all[n++] = kept[i];
	for (int i = 0; i < ngone; i++)
	{
		all[n++] = gone[i];
		all[n++] = -gone[i];
	}
	for (int round = 0; round < 3; round++)
	{
		CHECK(SumWithStride(all, n, got) == nexpected &&
			  memcmp(got, expected, nexpected * sizeof(double)) == 0);
		CHECK(SumByParts(all, n, got) == nexpected &&
			  memcmp(got, expected, nexpected * sizeof(double)) == 0);
		Shuffle(all, n);
	}
}

static void
CheckRandomlyTakenAway(void)
{
	double		kept[MAX_TERMS];
	double		gone[MAX_TERMS];

	for (int round = 0; round < 2000; round++)
	{
		int			nkept = RandomBelow(&seed, 20);
		int			ngone = 1 + RandomBelow(&seed, 60);

		for (int i = 0; i < nkept; i++)
			kept[i] = RandomTerm(round % 9);
		for (int i = 0; i < ngone; i++)
			gone[i] = RandomTerm((round / 9) % 9);
		CheckTakenAway(kept, nkept, gone, ngone);
	}
}

static void
CheckRandomTerms(void)
{
	double		term[MAX_TERMS];

	for (int round = 0; round < 4000; round++)
	{
		int			kind = round % 9;
		int			n = 1 + RandomBelow(&seed, round % 50 ? 40 : MAX_TERMS);

		for (int i = 0; i < n; i++)
		{
			/* every other round takes most of what it added away again */
			if (round % 2 && i > n / 2 && RandomBelow(&seed, 10))
				term[i] = -term[i - n / 2];
			else
				term[i] = RandomTerm(kind);
		}
		CheckTerms(term, n);
	}
}

/* sums whose value is plain to see */
static void
CheckKnownSums(void)
{
	static const struct
	{
		double		term[5];
		double		sum;
	}			known[] = {
		{{0.1, 0.2, -0.3, 0, 0}, 0x1p-55},
		{{1e15, 0.01, -1e15, 0, 0}, 0.01},
		{{1e15, 1e-9, -1e15, 0, 0}, 1e-9},
		{{1e288, 1, -1e288, 1e-300, 0}, 1},
		{{1, 0x1p-53, 0, 0, 0}, 1},		/* a tie goes to even */
		{{1, 0x1p-53, 0x1p-1074, 0, 0}, 1 + 0x1p-52},	/* just above it */
		{{1, 0x1p-53, -0x1p-1074, 0, 0}, 1},	/* just below */
		{{1 + 0x1p-52, 0x1p-53, 0, 0, 0}, 1 + 0x1p-51}, /* a tie, upwards */
		{{1 + 0x1p-52, 0x1p-53, -0x1p-1074, 0, 0}, 1 + 0x1p-52},
		{{0x1p-1074, 0x1p-1074, 0, 0, 0}, 0x1p-1073},
		{{-0.0, 0, 0, 0, 0}, 0}
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
	{
		double		term[5];
		ExactSum	sum = {0};

		memcpy(term, known[i].term, sizeof(term));
		for (int k = 0; k < 5; k++)
			ExactSumAdd(&sum, term[k]);
		CHECK(ExactSumRound(&sum) == known[i].sum, "%zu", i);
		CheckTerms(term, 5);
	}
}

/* as many lanes as there can be, at the largest sums there can be */
static void
CheckExtremes(void)
{
	double		term[MAX_TERMS];
	double		slot[2];
	double		out[EXACT_MAX_LANES];
	int			n = 0;

	for (int exponent = 959; exponent >= -1074; exponent -= 54)
		term[n++] = ldexp(1, exponent);
	CheckTerms(term, n);
	for (int i = 0; i < n; i += 2)
		term[i] = -term[i];
	CheckTerms(term, n);

	for (n = 0; n < MAX_TERMS; n++)
		term[n] = nextafter(EXACT_LIMIT, 0);
	CheckTerms(term, n);

	/* what 2^62 terms at the limit come to */
	slot[0] = 0x1p1022;
	slot[1] = 0x1p968;
	CHECK(ExactSettle(slot, 1, 2, 0x1p-1074, out) == 3);
	CHECK(out[0] == 0x1p1022 && out[1] == 0x1p968 && out[2] == 0x1p-1074);

	CHECK(ExactAccepts(nextafter(EXACT_LIMIT, 0)) && !ExactAccepts(EXACT_LIMIT));
	CHECK(ExactAccepts(-nextafter(EXACT_LIMIT, 0)) && !ExactAccepts(-EXACT_LIMIT));
	CHECK(!ExactAccepts(NAN) && !ExactAccepts(INFINITY) && !ExactAccepts(-INFINITY));
	CHECK(ExactAccepts(0) && ExactAccepts(-0.0) && ExactAccepts(0x1p-1074));
}

/* the sum of nothing is zero; so is that of a number and its negative */
static void
CheckZero(void)
{
	ExactSum	sum = {0};
	double		out[EXACT_MAX_LANES];

	CHECK(SameBits(ExactSumRound(&sum), 0.0));
	CHECK(ExactSettle(sum.lane, 1, 0, 0, out) == 1 && SameBits(out[0], 0.0));
	ExactSumAdd(&sum, 0.1);
	ExactSumAdd(&sum, 1e200);
	ExactSumAdd(&sum, -0.1);
	ExactSumAdd(&sum, -1e200);
	CHECK(ExactSettle(sum.lane, 1, sum.nlanes, 0, out) == 1 && SameBits(out[0], 0.0));
}

/* an overflow is told, and stays within its place however much is added */
static void
CheckOverflow(void)
{
	ExactSum	sum = {0};
	double		out[EXACT_MAX_LANES];

	for (int i = 0; i < 1000; i++)
	{
		ExactSumAdd(&sum, i == 7 ? INFINITY : 0.1 * i);
		CHECK(sum.nlanes <= 4 && isfinite(ExactSumRound(&sum)) == (i < 7));
	}
	CHECK(ExactSettle(sum.lane, 1, sum.nlanes, 0, out) == 1 && !isfinite(out[0]));
	sum.nlanes = 0;
	for (int i = 0; i < 100; i++)
		ExactSumAdd(&sum, 0x1.8p1023 + i * 0x1p900);
	CHECK(!isfinite(ExactSumRound(&sum)));
}

int
main(void)
{
	CheckZero();
	CheckOverflow();
	CheckKnownSums();
	CheckExtremes();
	CheckRandomTerms();
	CheckRandomlyTakenAway();
	return ChecksDone();
}
