/*
 * wages_border.c
 *		Wages across borders: in international dollars, and the gap between two.
 *
 * A market rate compares what employers pay, a purchasing power parity what
 * workers can buy; which of them is meant is for the caller to choose, and so
 * the parity is an argument.
 */
#include "base/compat.h"

#include "base/number.h"

PG_FUNCTION_INFO_V1(wage_at_ppp_float8);
PG_FUNCTION_INFO_V1(wage_at_ppp_numeric);
PG_FUNCTION_INFO_V1(wage_at_base_ppp_float8);
PG_FUNCTION_INFO_V1(wage_at_base_ppp_numeric);
PG_FUNCTION_INFO_V1(wage_gap_float8);
PG_FUNCTION_INFO_V1(wage_gap_numeric);

#define MAX_WAGE_ARGS 4

/*
 * All arguments, finite; false unless all but the first are above 0.
 */
static bool
GetWageArgs(FunctionCallInfo fcinfo, const char *function, double *arg)
{
	bool		defined = true;

	for (int i = 0; i < PG_NARGS(); i++)
	{
		arg[i] = CheckFinite(PG_GETARG_FLOAT8(i), function);
		defined = defined && (i == 0 || arg[i] > 0);
	}
	return defined;
}

static bool
GetNumericWageArgs(FunctionCallInfo fcinfo, const char *function, Numeric *arg)
{
	bool		defined = true;

	for (int i = 0; i < PG_NARGS(); i++)
	{
		arg[i] = CheckFiniteNumeric(PG_GETARG_NUMERIC(i), function);
		defined = defined && (i == 0 || NumericSign(arg[i]) > 0);
	}
	return defined;
}

/*
 * wage / ppp
 */
Datum
wage_at_ppp_float8(PG_FUNCTION_ARGS)
{
	double		arg[MAX_WAGE_ARGS];

	if (!GetWageArgs(fcinfo, "wage_at_ppp", arg))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(arg[0] / arg[1]));
}

Datum
wage_at_ppp_numeric(PG_FUNCTION_ARGS)
{
	Numeric		arg[MAX_WAGE_ARGS];

	if (!GetNumericWageArgs(fcinfo, "wage_at_ppp", arg))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(NumericOver(arg[0], arg[1]));
}

/*
 * wage * base_price / price / base_ppp: deflated at home first.  The other
 * order, conversion at the parity of each year, is another series.
 */
Datum
wage_at_base_ppp_float8(PG_FUNCTION_ARGS)
{
	double		arg[MAX_WAGE_ARGS];

	if (!GetWageArgs(fcinfo, "wage_at_ppp", arg))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(arg[0] * arg[2] / arg[1] / arg[3]));
}

Datum
wage_at_base_ppp_numeric(PG_FUNCTION_ARGS)
{
	Numeric		arg[MAX_WAGE_ARGS];

	if (!GetNumericWageArgs(fcinfo, "wage_at_ppp", arg))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(NumericOver(NumericTimes(arg[0], arg[2]),
								  NumericTimes(arg[1], arg[3])));
}

/*
 * 1 - home / partner
 */
Datum
wage_gap_float8(PG_FUNCTION_ARGS)
{
	double		arg[MAX_WAGE_ARGS];

	if (!GetWageArgs(fcinfo, "wage_gap", arg))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(1 - arg[0] / arg[1]));
}

Datum
wage_gap_numeric(PG_FUNCTION_ARGS)
{
	Numeric		arg[MAX_WAGE_ARGS];

	if (!GetNumericWageArgs(fcinfo, "wage_gap", arg))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(NumericMinus(int64_to_numeric(1), NumericOver(arg[0], arg[1])));
}
