/*
 * origin.c
 *		Arithmetic of rules of origin: regional value content, labor value
 *		content, and the average wage of a plant.
 *
 * Thresholds, caps and phase-in dates are law, which changes: they come as
 * arguments, from a table of the user's, and none is written here.
 *
 * Sources: USMCA, Article 4.5 (regional value content by transaction value and
 * by net cost); 29 CFR 810.105 (average hourly base wage rate).
 */
#include "base/number.h"
#include "trade/gathered_sums.h"

PG_FUNCTION_INFO_V1(rvc_transaction_value_float8);
PG_FUNCTION_INFO_V1(rvc_transaction_value_numeric);
PG_FUNCTION_INFO_V1(rvc_net_cost_float8);
PG_FUNCTION_INFO_V1(rvc_net_cost_numeric);
PG_FUNCTION_INFO_V1(labor_value_content_float8);
PG_FUNCTION_INFO_V1(labor_value_content_numeric);
PG_FUNCTION_INFO_V1(hourly_wage_add);
PG_FUNCTION_INFO_V1(hourly_wage_final);

/* arguments of labor_value_content() */
enum
{
	HIGH_WAGE, TECHNOLOGY, ASSEMBLY, TECHNOLOGY_CAP, ASSEMBLY_CAP
};

enum
{
	WAGES, HOURS
};

static double
GetFloat8Amount(FunctionCallInfo fcinfo, int argno, const char *what)
{
	double		value = CheckFinite(PG_GETARG_FLOAT8(argno), what);

	if (value < 0)
		RaiseNegative(what);
	return value;
}

static Numeric
GetNumericAmount(FunctionCallInfo fcinfo, int argno, const char *what)
{
	Numeric		value = CheckFiniteNumeric(PG_GETARG_NUMERIC(argno), what);

	if (NumericSign(value) < 0)
		RaiseNegative(what);
	return value;
}

/*
 * 100 (basis - materials) / basis; NULL for a basis of 0.
 */
static Datum
Float8ValueContent(FunctionCallInfo fcinfo, const char *what)
{
	double		basis = GetFloat8Amount(fcinfo, 0, what);
	double		materials = GetFloat8Amount(fcinfo, 1, what);

	if (basis == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(100 * (basis - materials) / basis));
}

static Datum
NumericValueContent(FunctionCallInfo fcinfo, const char *what)
{
	Numeric		basis = GetNumericAmount(fcinfo, 0, what);
	Numeric		materials = GetNumericAmount(fcinfo, 1, what);

	if (NumericSign(basis) == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(NumericPercent(NumericMinus(basis, materials), basis));
}

Datum
rvc_transaction_value_float8(PG_FUNCTION_ARGS)
{
	return Float8ValueContent(fcinfo, "rvc_transaction_value");
}

Datum
rvc_transaction_value_numeric(PG_FUNCTION_ARGS)
{
	return NumericValueContent(fcinfo, "rvc_transaction_value");
}

Datum
rvc_net_cost_float8(PG_FUNCTION_ARGS)
{
	return Float8ValueContent(fcinfo, "rvc_net_cost");
}

Datum
rvc_net_cost_numeric(PG_FUNCTION_ARGS)
{
	return NumericValueContent(fcinfo, "rvc_net_cost");
}

Datum
labor_value_content_float8(PG_FUNCTION_ARGS)
{
	double		arg[ASSEMBLY_CAP + 1];

	for (int i = 0; i <= ASSEMBLY_CAP; i++)
		arg[i] = GetFloat8Amount(fcinfo, i, "labor_value_content");
	PG_RETURN_FLOAT8(CheckResult(arg[HIGH_WAGE] + Min(arg[TECHNOLOGY], arg[TECHNOLOGY_CAP]) +
								 Min(arg[ASSEMBLY], arg[ASSEMBLY_CAP])));
}

static Numeric
NumericLesser(Numeric a, Numeric b)
{
	return NumericCompare(a, b) < 0 ? a : b;
}

Datum
labor_value_content_numeric(PG_FUNCTION_ARGS)
{
	Numeric		arg[ASSEMBLY_CAP + 1];
	Numeric		result;

	for (int i = 0; i <= ASSEMBLY_CAP; i++)
		arg[i] = GetNumericAmount(fcinfo, i, "labor_value_content");
	result = NumericPlus(arg[HIGH_WAGE], NumericLesser(arg[TECHNOLOGY], arg[TECHNOLOGY_CAP]));
	PG_RETURN_NUMERIC(NumericPlus(result, NumericLesser(arg[ASSEMBLY], arg[ASSEMBLY_CAP])));
}

/*
 * A ratio of sums, never a mean of ratios.  Wages without hours, or hours
 * without wages, would tilt it: the answer is NULL then.
 */
Datum
hourly_wage_add(PG_FUNCTION_ARGS)
{
	GatheredSums *sums;

	if (SumsForRow(fcinfo, SUMS_HOURLY_WAGE, &sums))
	{
		sums = SumsAdd(sums, WAGES, CheckAmount(PG_GETARG_FLOAT8(1), "an average wage"));
		sums = SumsAdd(sums, HOURS, CheckAmount(PG_GETARG_FLOAT8(2), "an average wage"));
	}
	if (sums == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(sums);
}

Datum
hourly_wage_final(PG_FUNCTION_ARGS)
{
	GatheredSums *sums = SumsForRead(fcinfo, SUMS_HOURLY_WAGE);

	if (sums->npartial > 0 || SumsValue(sums, HOURS) == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(SumsValue(sums, WAGES) / SumsValue(sums, HOURS)));
}
