/*
 * number.h
 *		Numbers that functions take and give: finite doubles, and numerics with
 *		their arithmetic.
 *
 * The contract: NaN and infinity are refused where they come in (22003), and a
 * result that no double can hold is an error (22003), never an infinity.
 */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include "base/compat.h"

#include <math.h>

#include "utils/float.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

/*
 * Raises 22003; "what" names the function that was given the number.
 */
extern void RaiseNotFinite(bool is_nan, const char *what) pg_attribute_noreturn();

static inline double
CheckFinite(double value, const char *what)
{
	if (unlikely(!isfinite(value)))
		RaiseNotFinite(isnan(value), what);
	return value;
}

static inline Numeric
CheckFiniteNumeric(Numeric value, const char *what)
{
	if (unlikely(numeric_is_nan(value) || numeric_is_inf(value)))
		RaiseNotFinite(numeric_is_nan(value), what);
	return value;
}

/* a double computed from finite ones, which must not have overflowed */
static inline double
CheckResult(double value)
{
	if (unlikely(!isfinite(value)))
		float_overflow_error();
	return value;
}

/*
 * A finite double as the nearest decimal of 15 significant digits, so that a
 * decimal of at most so many, read as a double, comes back as it was.
 */
static inline Numeric
DoubleToNumeric(double value)
{
	return DatumGetNumeric(DirectFunctionCall1(float8_numeric, Float8GetDatum(value)));
}

/*
 * Arithmetic of numerics.  Results are palloc'd in the current context;
 * overflow of the type raises 22003, a zero divisor 22012.
 */
static inline Numeric
NumericPlus(Numeric a, Numeric b)
{
	return DatumGetNumeric(DirectFunctionCall2(numeric_add, NumericGetDatum(a),
											   NumericGetDatum(b)));
}

static inline Numeric
NumericMinus(Numeric a, Numeric b)
{
	return DatumGetNumeric(DirectFunctionCall2(numeric_sub, NumericGetDatum(a),
											   NumericGetDatum(b)));
}

static inline Numeric
NumericTimes(Numeric a, Numeric b)
{
	return DatumGetNumeric(DirectFunctionCall2(numeric_mul, NumericGetDatum(a),
											   NumericGetDatum(b)));
}

static inline Numeric
NumericOver(Numeric a, Numeric b)
{
	return DatumGetNumeric(DirectFunctionCall2(numeric_div, NumericGetDatum(a),
											   NumericGetDatum(b)));
}

static inline Numeric
NumericAbs(Numeric a)
{
	return DatumGetNumeric(DirectFunctionCall1(numeric_abs, NumericGetDatum(a)));
}

static inline int
NumericCompare(Numeric a, Numeric b)
{
	return DatumGetInt32(DirectFunctionCall2(numeric_cmp, NumericGetDatum(a),
											 NumericGetDatum(b)));
}

/* -1, 0 or 1 */
static inline int
NumericSign(Numeric a)
{
	int			order = NumericCompare(a, int64_to_numeric(0));

	return (order > 0) - (order < 0);
}

/* 100 * part / whole */
static inline Numeric
NumericPercent(Numeric part, Numeric whole)
{
	return NumericOver(NumericTimes(int64_to_numeric(100), part), whole);
}

#endif							/* BASE_NUMBER_H */
