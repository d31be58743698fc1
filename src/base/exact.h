/*
 * exact.h
 *		Doubles at the door of an exact sum: checked, and read from numeric.
 *
 * The sums themselves are in exact_math.h.
 */
#ifndef BASE_EXACT_H
#define BASE_EXACT_H

#include "base/compat.h"
#include "base/exact_math.h"

#include "utils/numeric.h"

/*
 * Raises 22003; "what" names the summary that cannot hold the value.
 */
extern void RaiseNotExact(double value, const char *what) pg_attribute_noreturn();

/*
 * Returns the value, a negative zero made positive.  Raises 22003 unless it may
 * enter an exact sum: not for NaN, infinity, or a magnitude of 2^960, about
 * 9.7e288, and more.
 */
static inline double
CheckExact(double value, const char *what)
{
	if (unlikely(!ExactAccepts(value)))
		RaiseNotExact(value, what);
	return value + 0.0;
}

/*
 * An amount, such as exports, a price or hours: raises 22023 for a negative
 * one, and otherwise as CheckExact() does.
 */
extern void RaiseNegative(const char *what) pg_attribute_noreturn();

static inline double
CheckAmount(double value, const char *what)
{
	if (unlikely(value < 0))
		RaiseNegative(what);
	return CheckExact(value, what);
}

/*
 * The double nearest to a numeric, which may have a short header but must not
 * be toasted (PG_GETARG_NUMERIC sees to that).  NaN and infinity come out as
 * such.  Raises 22003 for a magnitude that no double can hold.
 */
extern double NumericToDouble(Numeric num);

#endif							/* BASE_EXACT_H */
