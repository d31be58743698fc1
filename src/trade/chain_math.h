/*
 * chain_math.h
 *		The product of doubles, rounded once.
 *
 * A double is an odd integer times a power of two, and so is a product, whose
 * integer grows by up to 53 bits a factor.  We keep its greatest words and count
 * how often something was cut off below them: the product lies between what is
 * kept and that plus an error which the number of cuts bounds.  Where both ends
 * round to the same double, that is the answer; else the caller comes again with
 * more words (A. Ziv, "Fast evaluation of elementary mathematical functions with
 * correctly rounded last bit", ACM Transactions on Mathematical Software 17
 * (1991), 410-423).  A product that a double holds, or that lies half way
 * between two, has an integer of at most 54 bits, from which nothing is ever cut
 * off, because no part of it has more.
 *
 * Pure: needs nothing of the server.
 */
#ifndef TRADE_CHAIN_MATH_H
#define TRADE_CHAIN_MATH_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define FIRST_PRODUCT_WORDS 6

/* beyond the words that are kept, for the multiplication and for the error */
#define SPARE_PRODUCT_WORDS 2

typedef struct LongProduct
{
	uint32_t   *word;			/* the lowest first; n + SPARE_PRODUCT_WORDS of them */
	int64_t		n;				/* that are kept, 2 at least */
	int64_t		used;			/* 0: the product is 0 */
	int64_t		exponent;		/* of two */
	int64_t		cuts;			/* how often something was cut off */
	bool		negative;
} LongProduct;

/* a product of no factors, 1, in the caller's words */
static inline void
StartProduct(LongProduct *product, uint32_t *word, int64_t n)
{
	*product = (LongProduct) {.word = word, .n = n, .used = 1};
	word[0] = 1;
}

/* cuts off what is more than the words that are kept */
static inline void
CutProduct(LongProduct *product)
{
	int64_t		over = product->used - product->n;
	bool		lost = false;

	if (over <= 0)
		return;
	for (int64_t i = 0; i < over; i++)
		lost |= product->word[i] != 0;
	memmove(product->word, product->word + over, product->n * sizeof(uint32_t));
	product->used = product->n;
	product->exponent += over * 32;
	product->cuts += lost;
}

/* by a finite double */
static inline void
MultiplyBy(LongProduct *product, double factor)
{
	int			exponent;
	uint64_t	odd = (uint64_t) ldexp(frexp(fabs(factor), &exponent), 53);
	uint64_t	carry = 0;

	if (factor == 0 || product->used == 0)
	{
		product->used = 0;
		return;
	}
	for (exponent -= 53; (odd & 1) == 0; exponent++)
		odd >>= 1;
	for (int64_t i = 0; i < product->used; i++)
	{
		uint64_t	low = (uint64_t) product->word[i] * (uint32_t) odd;
		uint64_t	here = (uint32_t) low + (uint64_t) (uint32_t) carry;

		carry = (carry >> 32) + (low >> 32) + (here >> 32) + product->word[i] * (odd >> 32);
		product->word[i] = (uint32_t) here;
	}
	for (; carry != 0; carry >>= 32)
		product->word[product->used++] = (uint32_t) carry;
	product->exponent += exponent;
	product->negative ^= factor < 0;
	CutProduct(product);
}

static inline bool
BitOfWords(const uint32_t *word, int64_t bit)
{
	return bit >= 0 && (word[bit / 32] >> (bit % 32) & 1) != 0;
}

/* is any of the bits below this one set? */
static inline bool
BitsBelow(const uint32_t *word, int64_t bit)
{
	if (bit <= 0)
		return false;
	for (int64_t i = 0; i < bit / 32; i++)
		if (word[i] != 0)
			return true;
	return (word[bit / 32] & ((UINT32_C(1) << bit % 32) - 1)) != 0;
}

/*
 * The double nearest to words of which the last is not 0, times a power of two;
 * ties to even.  Infinity where it is too large.
 */
static inline double
RoundWords(const uint32_t *word, int64_t used, int64_t exponent)
{
	int64_t		top = used * 32 - 1;
	int64_t		bits = 53;
	int64_t		bottom;
	uint64_t	kept = 0;

	while (!BitOfWords(word, top))
		top--;
	if (top + exponent > 1023)
		return INFINITY;
	if (top + exponent < -1022)
		bits -= -1022 - (top + exponent);	/* a subnormal has fewer */
	if (bits < 0)
		return 0;
	bottom = top - bits + 1;
	for (int64_t bit = top; bit >= bottom; bit--)
		kept = kept << 1 | BitOfWords(word, bit);
	if (BitOfWords(word, bottom - 1) && (BitsBelow(word, bottom - 1) || (kept & 1) != 0))
		kept++;
	return ldexp((double) kept, (int) (bottom + exponent));
}

/*
 * The product rounded to nearest; false where the words that were kept do not
 * tell.  May write to the words.
 *
 * What was cut off is each time less than one part in 2^(32 (n - 1)) of the
 * product, and so in all less than twice as many parts as there were cuts, which
 * of n words are fewer than cuts times 2^33 units of the lowest.
 */
static inline bool
RoundProduct(LongProduct *product, double *result)
{
	double		least = 0;
	double		greatest = 0;
	uint64_t	carry;

	if (product->used > 0)
		least = RoundWords(product->word, product->used, product->exponent);
	greatest = least;
	if (product->used > 0 && product->cuts > 0)
	{
		carry = (uint64_t) product->cuts << 1;
		for (int64_t i = 1; carry != 0; i++)
		{
			if (i >= product->used)
				product->word[product->used++] = 0;
			carry += product->word[i];
			product->word[i] = (uint32_t) carry;
			carry >>= 32;
		}
		greatest = RoundWords(product->word, product->used, product->exponent);
	}
	*result = product->negative && least != 0 ? -least : least;
	return least == greatest;
}

#endif							/* TRADE_CHAIN_MATH_H */
