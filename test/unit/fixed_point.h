/*
 * fixed_point.h
 *		Exact sums of doubles by the plainest means, to test base/exact_math.h
 *		against: one two's complement integer, wide enough for every bit that a
 *		double can have.
 *
 * Bit 0 is worth 2^-1074.  The sum of 2^62 doubles below 2^960 needs bit 2096;
 * 2304 bits leave room for sums of doubles of any size.
 */
#ifndef UNIT_FIXED_POINT_H
#define UNIT_FIXED_POINT_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define FIXED_LIMBS 36

typedef struct FixedPoint
{
	uint64_t	limb[FIXED_LIMBS];	/* the lowest first */
} FixedPoint;

static inline void
FixedNegate(FixedPoint *f)
{
	unsigned	carry = 1;

	for (int i = 0; i < FIXED_LIMBS; i++)
	{
		f->limb[i] = ~f->limb[i] + carry;
		carry = carry && f->limb[i] == 0;
	}
}

static inline bool
FixedIsNegative(const FixedPoint *f)
{
	return f->limb[FIXED_LIMBS - 1] >> 63;
}

static inline void
FixedAdd(FixedPoint *f, double value)
{
	FixedPoint	term = {{0}};
	int			exponent;
	uint64_t	mantissa;
	int			shift;
	unsigned	carry = 0;

	if (value == 0)
		return;
	mantissa = (uint64_t) ldexp(frexp(fabs(value), &exponent), 53);
	shift = exponent - 53 + 1074;
	if (shift < 0)
	{
		/* subnormal: its low bits are zeros */
		mantissa >>= -shift;
		shift = 0;
	}
	term.limb[shift / 64] = mantissa << (shift % 64);
	if (shift % 64 > 0)
		term.limb[shift / 64 + 1] = mantissa >> (64 - shift % 64);
	if (value < 0)
		FixedNegate(&term);
	for (int i = 0; i < FIXED_LIMBS; i++)
	{
		uint64_t	sum = f->limb[i] + term.limb[i];
		unsigned	over = sum < f->limb[i];

		f->limb[i] = sum + carry;
		carry = over || (carry && f->limb[i] == 0);
	}
}

static inline bool
FixedBit(const FixedPoint *f, int bit)
{
	return bit >= 0 && (f->limb[bit / 64] >> (bit % 64) & 1);
}

/*
 * The nearest double, of two that are equally near the one whose last bit is 0.
 */
static inline double
FixedRound(const FixedPoint *f)
{
	FixedPoint	magnitude = *f;
	int			top = FIXED_LIMBS * 64 - 1;
	uint64_t	mantissa = 0;
	bool		below = false;
	double		result;

	if (FixedIsNegative(f))
		FixedNegate(&magnitude);
	while (top >= 0 && !FixedBit(&magnitude, top))
		top--;
	if (top < 0)
		return 0;
	if (top < 53)
		result = ldexp((double) magnitude.limb[0], -1074);
	else
	{
		for (int bit = top; bit > top - 53; bit--)
			mantissa = mantissa << 1 | FixedBit(&magnitude, bit);
		for (int bit = top - 54; bit >= 0 && !below; bit--)
			below = FixedBit(&magnitude, bit);
		if (FixedBit(&magnitude, top - 53) && (below || (mantissa & 1)))
			mantissa++;
		result = ldexp((double) mantissa, top - 52 - 1074);
	}
	return FixedIsNegative(f) ? -result : result;
}

static inline bool
FixedIsZero(const FixedPoint *f)
{
	static const FixedPoint zero;

	return memcmp(f, &zero, sizeof(zero)) == 0;
}

#endif							/* UNIT_FIXED_POINT_H */
