/*
 * specialization.c
 *		Revealed comparative advantage and trade intensity of four numbers.
 *
 * Both are a share of a share, (part / whole) / (world part / world whole);
 * the part is a product's exports for the one and a partner's for the other.
 * Computed as (part * world whole) / (whole * world part) in numeric, where
 * division rounds and multiplication does not.
 */
#include "base/number.h"
#include "trade/gathered_sums.h"

PG_FUNCTION_INFO_V1(rca_float8);
PG_FUNCTION_INFO_V1(rca_numeric);
PG_FUNCTION_INFO_V1(rsca_float8);
PG_FUNCTION_INFO_V1(rsca_numeric);
PG_FUNCTION_INFO_V1(rsca_of_rca_float8);
PG_FUNCTION_INFO_V1(rsca_of_rca_numeric);
PG_FUNCTION_INFO_V1(trade_intensity_float8);
PG_FUNCTION_INFO_V1(trade_intensity_numeric);

/* the four arguments, in their order */
enum
{
	PART, WHOLE, WORLD_PART, WORLD_WHOLE, NUM_SHARE_ARGS
};

/*
 * Reads nargs arguments, finite and not negative.
 */
static void
GetFloat8Amounts(FunctionCallInfo fcinfo, const char *what, int nargs, double *arg)
{
	for (int i = 0; i < nargs; i++)
	{
		arg[i] = CheckFinite(PG_GETARG_FLOAT8(i), what);
		if (arg[i] < 0)
			RaiseNegative(what);
	}
}

static void
GetNumericAmounts(FunctionCallInfo fcinfo, const char *what, int nargs, Numeric *arg)
{
	for (int i = 0; i < nargs; i++)
	{
		arg[i] = CheckFiniteNumeric(PG_GETARG_NUMERIC(i), what);
		if (NumericSign(arg[i]) < 0)
			RaiseNegative(what);
	}
}

static bool
Float8ShareRatio(FunctionCallInfo fcinfo, const char *what, double *result)
{
	double		arg[NUM_SHARE_ARGS];

	GetFloat8Amounts(fcinfo, what, NUM_SHARE_ARGS, arg);
	if (arg[WHOLE] == 0 || arg[WORLD_PART] == 0 || arg[WORLD_WHOLE] == 0)
		return false;
	*result = CheckResult((arg[PART] / arg[WHOLE]) / (arg[WORLD_PART] / arg[WORLD_WHOLE]));
	return true;
}

/*
 * The ratio as a numerator and a divisor above 0.
 */
static bool
NumericShareRatio(FunctionCallInfo fcinfo, const char *what,
				  Numeric *numerator, Numeric *divisor)
{
	Numeric		arg[NUM_SHARE_ARGS];

	GetNumericAmounts(fcinfo, what, NUM_SHARE_ARGS, arg);
	*numerator = NumericTimes(arg[PART], arg[WORLD_WHOLE]);
	*divisor = NumericTimes(arg[WHOLE], arg[WORLD_PART]);
	return NumericSign(*divisor) > 0 && NumericSign(arg[WORLD_WHOLE]) > 0;
}

Datum
rca_float8(PG_FUNCTION_ARGS)
{
	double		result;

	if (!Float8ShareRatio(fcinfo, "rca", &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(result);
}

Datum
rca_numeric(PG_FUNCTION_ARGS)
{
	Numeric		numerator;
	Numeric		divisor;

	if (!NumericShareRatio(fcinfo, "rca", &numerator, &divisor))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(NumericOver(numerator, divisor));
}

Datum
trade_intensity_float8(PG_FUNCTION_ARGS)
{
	double		result;

	if (!Float8ShareRatio(fcinfo, "trade_intensity", &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(result);
}

Datum
trade_intensity_numeric(PG_FUNCTION_ARGS)
{
	Numeric		numerator;
	Numeric		divisor;

	if (!NumericShareRatio(fcinfo, "trade_intensity", &numerator, &divisor))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(NumericOver(numerator, divisor));
}

Datum
rsca_float8(PG_FUNCTION_ARGS)
{
	double		rca;

	if (!Float8ShareRatio(fcinfo, "rsca", &rca))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((rca - 1) / (rca + 1));
}

Datum
rsca_numeric(PG_FUNCTION_ARGS)
{
	Numeric		numerator;
	Numeric		divisor;

	if (!NumericShareRatio(fcinfo, "rsca", &numerator, &divisor))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(NumericOver(NumericMinus(numerator, divisor),
								  NumericPlus(numerator, divisor)));
}

Datum
rsca_of_rca_float8(PG_FUNCTION_ARGS)
{
	double		rca;

	GetFloat8Amounts(fcinfo, "rsca", 1, &rca);
	PG_RETURN_FLOAT8((rca - 1) / (rca + 1));
}

Datum
rsca_of_rca_numeric(PG_FUNCTION_ARGS)
{
	Numeric		one = int64_to_numeric(1);
	Numeric		rca;

	GetNumericAmounts(fcinfo, "rsca", 1, &rca);
	PG_RETURN_NUMERIC(NumericOver(NumericMinus(rca, one), NumericPlus(rca, one)));
}
