/*
 * exact_math.h
 *		Sums of doubles without any error, rounded once, when asked.
 *
 * The same bytes must come out of every plan, so a sum must not depend on the
 * order of its terms.  We therefore never drop the rounding error of an
 * addition: a sum is kept as a slot of several doubles ("lanes") whose exact
 * sum is the exact sum of all terms added so far.  Lane 0 alone suffices while
 * the additions happen to be exact (integers, most money); further lanes are
 * made only when an error appears.
 *
 * Two different lanes can stand for the same real number.  ExactSettle() maps
 * them to the one canonical form: lane 0 is the sum rounded to nearest, ties
 * to even, lane 1 the remainder rounded likewise, and so on until nothing
 * remains.  States are compared, stored and sent in that form only.
 *
 * Every term is smaller than EXACT_LIMIT in magnitude, which the caller checks
 * at the door.  2^62 of them cannot overflow, in whatever order, so whether a
 * sum overflows does not depend on the plan either: it never does.  Gradual
 * underflow is harmless, because the error of an addition is always a double.
 *
 * Sources: Knuth, TAOCP vol. 2, 4.2.2, theorem B (TwoSum); J. R. Shewchuk,
 * "Adaptive precision floating-point arithmetic and fast robust geometric
 * predicates", Discrete & Computational Geometry 18 (1997), 305-363
 * (nonoverlapping expansions, GROW-EXPANSION).
 *
 * Pure: needs nothing of the server.  Must not be compiled with -ffast-math.
 */
#ifndef BASE_EXACT_MATH_H
#define BASE_EXACT_MATH_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/* 2^960; see above */
#define EXACT_LIMIT 0x1p960

/*
 * A canonical form decreases by at least 53 bits a lane, which from 2^1023 down
 * to 2^-1074 makes 40 lanes.  No slot ever has more, because whoever adds a
 * lane takes the number that ExactSettle() returned.
 */
#define EXACT_MAX_LANES 40

/* an expansion while ExactSettle() works on a full slot and a rest */
#define EXACT_MAX_PARTS (EXACT_MAX_LANES + 2)

/* a sum in a place of its own, for code that keeps one running total */
typedef struct ExactSum
{
	int			nlanes;			/* 0: nothing added yet, which sums to 0 */
	double		lane[EXACT_MAX_LANES];
} ExactSum;

/*
 * Returns the rounded a + b, and in *error what the rounding left out, so that
 * a + b = result + *error exactly.
 */
static inline double
TwoSum(double a, double b, double *error)
{
	double		sum = a + b;
	double		b_part = sum - a;
	double		a_part = sum - b_part;

	*error = (a - a_part) + (b - b_part);
	return sum;
}

/*
 * The same for a * b: exact as long as the product stays clear of overflow and
 * of underflow (T. J. Dekker, "A floating-point technique for extending the
 * available precision", Numerische Mathematik 18 (1971), 224-242; by fused
 * multiplication here).
 */
static inline double
TwoProduct(double a, double b, double *error)
{
	double		product = a * b;

	*error = fma(a, b, -product);
	return product;
}

/*
 * May the value enter an exact sum?  False for NaN and infinity too.
 */
static inline bool
ExactAccepts(double value)
{
	return fabs(value) < EXACT_LIMIT;
}

/*
 * Adds value to the slot whose lane k is at slot[k * stride].  Returns what
 * the lanes could not take, which is 0 nearly always; the caller must then
 * settle the slot together with the rest, with room for more lanes.
 */
static inline double
ExactAdd(double *slot, size_t stride, int nlanes, double value)
{
	for (int k = 0; k < nlanes && value != 0; k++)
		slot[k * stride] = TwoSum(slot[k * stride], value, &value);
	return value;
}

/*
 * Adds value to a nonoverlapping expansion of n parts, smallest first, and
 * returns the new number of parts, at most n + 1.  Zero parts are dropped.
 */
static inline int
ExactGrow(double *part, int n, double value)
{
	int			kept = 0;

	for (int i = 0; i < n; i++)
	{
		double		error;

		value = TwoSum(value, part[i], &error);
		if (error != 0)
			part[kept++] = error;
	}
	if (value != 0)
		part[kept++] = value;
	return kept;
}

/*
 * The value of a nonoverlapping expansion, smallest part first, rounded to
 * nearest, ties to even.
 */
static inline double
ExactRoundParts(const double *part, int n)
{
	double		sum = 0;
	double		error = 0;

	while (n > 0 && error == 0)
		sum = TwoSum(sum, part[--n], &error);

	/*
	 * TwoSum has rounded as if the error were all that is left.  Where the
	 * error is exactly half a unit in the last place, the parts below it
	 * decide: if they point away from sum, so must we.
	 */
	if (n > 0 && (error > 0) == (part[n - 1] > 0))
	{
		double		next = sum + 2 * error;

		if (next - sum == 2 * error)
			sum = next;
	}
	return sum;
}

/*
 * The canonical form of a slot plus rest: writes the lanes to out, which has
 * room for EXACT_MAX_LANES and may not overlap the slot, and returns their
 * number.  A sum of zero has one lane, of +0, and so has one that overflowed, of
 * infinity or NaN: no lane can make up for it, and they would never end.
 */
static inline int
ExactSettle(const double *slot, size_t stride, int nlanes, double rest,
			double *out)
{
	double		part[EXACT_MAX_PARTS];
	int			nparts = 0;
	int			nout = 0;

	/* two lanes, as nearly always, are the sum and the error of one addition */
	while (nlanes > 2 && slot[(nlanes - 1) * stride] == 0)
		nlanes--;
	if (nlanes == 2 && rest == 0)
	{
		out[0] = TwoSum(slot[0], slot[stride], &out[1]);
		return isfinite(out[0]) && out[1] != 0 ? 2 : 1;
	}

	for (int k = 0; k < nlanes; k++)
		nparts = ExactGrow(part, nparts, slot[k * stride]);
	nparts = ExactGrow(part, nparts, rest);

	while (nparts > 0)
	{
		out[nout] = ExactRoundParts(part, nparts);
		if (!isfinite(out[nout]))
		{
			out[0] = out[nout];
			return 1;
		}
		nparts = ExactGrow(part, nparts, -out[nout]);
		nout++;
	}
	if (nout == 0)
		out[nout++] = 0;
	return nout;
}

/*
 * The value of a slot, rounded to nearest, ties to even.
 */
static inline double
ExactRound(const double *slot, size_t stride, int nlanes)
{
	double		part[EXACT_MAX_PARTS];
	int			nparts = 0;

	if (nlanes == 1)
		return slot[0];
	if (nlanes == 2)
		return slot[0] + slot[stride];
	for (int k = 0; k < nlanes; k++)
		nparts = ExactGrow(part, nparts, slot[k * stride]);
	return ExactRoundParts(part, nparts);
}

/*
 * Running totals.  An ExactSum starts as {0}; to subtract, add the negative.
 */
static inline void
ExactSumAdd(ExactSum *sum, double value)
{
	double		rest = ExactAdd(sum->lane, 1, sum->nlanes, value);

	if (rest != 0)
	{
		if (sum->nlanes < 4)
			sum->lane[sum->nlanes++] = rest;
		else
		{
			double		lanes[EXACT_MAX_LANES];

			sum->nlanes = ExactSettle(sum->lane, 1, sum->nlanes, rest, lanes);
			for (int k = 0; k < sum->nlanes; k++)
				sum->lane[k] = lanes[k];
		}
	}
}

static inline double
ExactSumRound(const ExactSum *sum)
{
	return sum->nlanes == 0 ? 0 : ExactRound(sum->lane, 1, sum->nlanes);
}

#endif							/* BASE_EXACT_MATH_H */
