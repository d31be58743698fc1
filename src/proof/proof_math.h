/*
 * proof_math.h
 *		Arithmetic modulo a prime of 61 bits.
 *
 * A linear combination of published numbers that gives a hidden one gives it
 * modulo any prime too.  The prime is drawn at random for each proof, so that
 * nobody can prepare data for which a proof goes wrong; then the chance that a
 * combination is missed or made up is below the number of cells in 2^60.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PROOF_PROOF_MATH_H
#define PROOF_PROOF_MATH_H

#include <stdbool.h>
#include <stdint.h>

static inline uint64_t
ModAdd(uint64_t a, uint64_t b, uint64_t p)
{
	uint64_t	sum = a + b;

	return sum >= p ? sum - p : sum;
}

static inline uint64_t
ModSub(uint64_t a, uint64_t b, uint64_t p)
{
	return a >= b ? a - b : a + p - b;
}

static inline uint64_t
ModMul(uint64_t a, uint64_t b, uint64_t p)
{
	return (uint64_t) ((unsigned __int128) a * b % p);
}

/*
 * Many products with one factor: factor * 2^64 / p, rounded down, is worked out
 * once, and no product needs a division (Shoup).  The quotient that it gives is at
 * most one too small, as b is below 2^64, so what is left is below 2 p: p must be
 * below 2^63, and the factor below p.
 */
typedef struct ModFactor
{
	uint64_t	factor;
	uint64_t	ratio;
	uint64_t	p;
} ModFactor;

static inline ModFactor
ModFactorOf(uint64_t factor, uint64_t p)
{
	return (ModFactor) {factor, (uint64_t) (((unsigned __int128) factor << 64) / p), p};
}

static inline uint64_t
ModMulBy(const ModFactor *by, uint64_t b)
{
	uint64_t	quotient = (uint64_t) ((unsigned __int128) by->ratio * b >> 64);
	uint64_t	left = by->factor * b - quotient * by->p;

	return left >= by->p ? left - by->p : left;
}

static inline uint64_t
ModPow(uint64_t base, uint64_t exponent, uint64_t p)
{
	uint64_t	result = 1;

	for (; exponent > 0; exponent >>= 1)
	{
		if (exponent & 1)
			result = ModMul(result, base, p);
		base = ModMul(base, base, p);
	}
	return result;
}

/* of a number that is not 0 modulo the prime p, by Fermat's little theorem */
static inline uint64_t
ModInverse(uint64_t a, uint64_t p)
{
	return ModPow(a, p - 2, p);
}

/*
 * Miller and Rabin's test with the first twelve primes as bases, which decides
 * for every number below 3.3e24 (Sorenson and Webster, "Strong pseudoprimes to
 * twelve prime bases", Mathematics of Computation 86, 2017).
 */
static inline bool
IsPrime(uint64_t n)
{
	static const uint64_t bases[] = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};
	uint64_t	odd = n - 1;
	int			twos = 0;

	if (n < 2)
		return false;
	for (int i = 0; i < 12; i++)
	{
		if (n % bases[i] == 0)
			return n == bases[i];
	}
	for (; (odd & 1) == 0; odd >>= 1)
		twos++;
	for (int i = 0; i < 12; i++)
	{
		uint64_t	x = ModPow(bases[i], odd, n);
		int			squarings = 1;

		if (x == 1 || x == n - 1)
			continue;
		for (; squarings < twos && x != n - 1; squarings++)
			x = ModMul(x, x, n);
		if (x != n - 1)
			return false;
	}
	return true;
}

/* the first prime of 61 bits at or above a random number */
static inline uint64_t
PrimeFrom(uint64_t random)
{
	uint64_t	candidate = (random & ((UINT64_C(1) << 60) - 1)) | (UINT64_C(1) << 60) | 1;

	/* primes are at most 1,500 apart here, so this stays within 61 bits, or
	 * one step above, which does no harm */
	while (!IsPrime(candidate))
		candidate += 2;
	return candidate;
}

#endif							/* PROOF_PROOF_MATH_H */
