/*
 * chain_math_test.c
 *		Products rounded once, against expansions: each factor times each lane of
 *		an exact sum gives two doubles without error.
 */
#include "base/exact_math.h"
#include "trade/chain_math.h"

#include "check.h"

#define MOST_FACTORS 12

static double
ProductByWords(const double *factor, int n, int64_t *nwords)
{
	double		result;

	for (;; *nwords *= 2)
	{
		uint32_t   *word = malloc((*nwords + SPARE_PRODUCT_WORDS) * sizeof(uint32_t));
		LongProduct product;
		bool		rounded;

		StartProduct(&product, word, *nwords);
		for (int i = 0; i < n; i++)
			MultiplyBy(&product, factor[i]);
		rounded = RoundProduct(&product, &result);
		free(word);
		if (rounded)
			return result;
	}
}

static double
ProductByLanes(const double *factor, int n)
{
	ExactSum	product = {1, {1}};

	for (int i = 0; i < n; i++)
	{
		ExactSum	next = {0};

		for (int k = 0; k < product.nlanes; k++)
		{
			double		error;
			double		part = TwoProduct(product.lane[k], factor[i], &error);

			ExactSumAdd(&next, part);
			ExactSumAdd(&next, error);
		}
		product = next;
	}
	return ExactSumRound(&product);
}

static void
CheckRandomProducts(void)
{
	uint64_t	seed = 20261129;
	double		factor[MOST_FACTORS];

	for (int trial = 0; trial < 20000; trial++)
	{
		int			n = 1 + RandomBelow(&seed, MOST_FACTORS);
		int			bits = 1 + RandomBelow(&seed, 53);
		int64_t		nwords = FIRST_PRODUCT_WORDS;
		int64_t		few = 2;
		double		expected;

		for (int i = 0; i < n; i++)
		{
			factor[i] = ldexp(1 + (Random(&seed) & ((UINT64_C(1) << bits) - 1)),
							  RandomBelow(&seed, 20) - bits - 10);
			if (RandomBelow(&seed, 3) == 0)
				factor[i] = -factor[i];
		}
		expected = ProductByLanes(factor, n);
		CHECK(ProductByWords(factor, n, &nwords) == expected, "%d factors of %d bits", n, bits);
		CHECK(ProductByWords(factor, n, &few) == expected, "from two words on");
	}
}

/*
 * What needs all of the words: half way between two doubles, or a hair off, by a
 * factor that is far below.
 */
static void
CheckTies(void)
{
	const double down[] = {3, 3002399751580331};
	const double up[] = {5, 1801439850948199};
	const double least[] = {0x1p-53, 0x1p-1021, 0.5, 1};
	int64_t		nwords = 2;

	CHECK(ProductByWords(down, 2, &nwords) == 0x1p53 && nwords == 2);
	CHECK(ProductByWords(up, 2, &nwords) == 0x1p53 + 4 && nwords == 2);
	CHECK(ProductByWords(least, 2, &nwords) == 0x1p-1074);
	CHECK(ProductByWords(least, 3, &nwords) == 0);
	for (int e = 1; e <= 52; e++)
	{
		const double hair[] = {3, 3002399751580331, 1 + ldexp(1, -e)};
		const double under[] = {3, 3002399751580331, 1 - ldexp(1, -e)};

		CHECK(ProductByWords(hair, 3, &nwords) == ProductByLanes(hair, 3), "%d", e);
		CHECK(ProductByWords(under, 3, &nwords) == ProductByLanes(under, 3), "%d", e);
	}
}

static void
CheckEnds(void)
{
	double		factor[300];
	double		plain[150];
	int64_t		nwords = FIRST_PRODUCT_WORDS;

	for (int i = 0; i < 300; i++)
	{
		factor[i] = i % 2 == 0 ? 0x1.8p900 : 0x1p-900;
		plain[i / 2] = 1.5;
	}
	CHECK(ProductByWords(factor, 0, &nwords) == 1);
	/* 1.5^150, of which 238 bits are not all kept */
	CHECK(ProductByWords(factor, 300, &nwords) == ProductByLanes(plain, 150));
	factor[299] = 0;
	CHECK(ProductByWords(factor, 300, &nwords) == 0 && !signbit(ProductByWords(factor, 300, &nwords)));
	factor[299] = factor[298];
	for (int i = 0; i < 300; i++)
		factor[i] = -0x1p900;
	CHECK(ProductByWords(factor, 299, &nwords) == -INFINITY);
	for (int i = 0; i < 300; i++)
		factor[i] = 0x1p-900;
	CHECK(ProductByWords(factor, 300, &nwords) == 0);
}

int
main(void)
{
	CheckRandomProducts();
	CheckTies();
	CheckEnds();
	return ChecksDone();
}
