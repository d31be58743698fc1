/*
 * balance.c
 *		Balance, total, coverage and normalized balance of two numbers.
 */
#include "base/number.h"
#include "trade/balance.h"

PG_FUNCTION_INFO_V1(trade_balance_float8);
PG_FUNCTION_INFO_V1(trade_balance_numeric);
PG_FUNCTION_INFO_V1(trade_total_float8);
PG_FUNCTION_INFO_V1(trade_total_numeric);
PG_FUNCTION_INFO_V1(coverage_ratio_float8);
PG_FUNCTION_INFO_V1(coverage_ratio_numeric);
PG_FUNCTION_INFO_V1(normalized_balance_float8);
PG_FUNCTION_INFO_V1(normalized_balance_numeric);

/* arguments 0 and 1, exports and imports, finite */
typedef struct Legs
{
	double		exports;
	double		imports;
} Legs;

static Legs
GetLegs(FunctionCallInfo fcinfo, const char *function)
{
	Legs		legs;

	legs.exports = CheckFinite(PG_GETARG_FLOAT8(0), function);
	legs.imports = CheckFinite(PG_GETARG_FLOAT8(1), function);
	return legs;
}

Datum
trade_balance_float8(PG_FUNCTION_ARGS)
{
	Legs		legs = GetLegs(fcinfo, "trade_balance");

	PG_RETURN_FLOAT8(CheckResult(legs.exports - legs.imports));
}

Datum
trade_total_float8(PG_FUNCTION_ARGS)
{
	Legs		legs = GetLegs(fcinfo, "trade_total");

	PG_RETURN_FLOAT8(CheckResult(legs.exports + legs.imports));
}

Datum
coverage_ratio_float8(PG_FUNCTION_ARGS)
{
	Legs		legs = GetLegs(fcinfo, "coverage_ratio");

	if (legs.imports == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(legs.exports / legs.imports));
}

Datum
normalized_balance_float8(PG_FUNCTION_ARGS)
{
	Legs		legs = GetLegs(fcinfo, "normalized_balance");
	double		result;

	if (!NormalizedBalance(legs.exports, legs.imports, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(result));
}

bool
NumericTradeBalance(Numeric exports, Numeric imports, Numeric *result)
{
	*result = NumericMinus(exports, imports);
	return true;
}

bool
NumericTradeTotal(Numeric exports, Numeric imports, Numeric *result)
{
	*result = NumericPlus(exports, imports);
	return true;
}

bool
NumericCoverageRatio(Numeric exports, Numeric imports, Numeric *result)
{
	if (NumericSign(imports) == 0)
		return false;
	*result = NumericOver(exports, imports);
	return true;
}

bool
NumericNormalizedBalance(Numeric exports, Numeric imports, Numeric *result)
{
	Numeric		total = NumericPlus(exports, imports);

	if (NumericSign(total) == 0)
		return false;
	*result = NumericOver(NumericMinus(exports, imports), total);
	return true;
}

static Datum
NumericAnswer(FunctionCallInfo fcinfo, NumericLegsFunction function,
			  const char *name)
{
	Numeric		exports = CheckFiniteNumeric(PG_GETARG_NUMERIC(0), name);
	Numeric		imports = CheckFiniteNumeric(PG_GETARG_NUMERIC(1), name);
	Numeric		result;

	if (!function(exports, imports, &result))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(result);
}

Datum
trade_balance_numeric(PG_FUNCTION_ARGS)
{
	return NumericAnswer(fcinfo, NumericTradeBalance, "trade_balance");
}

Datum
trade_total_numeric(PG_FUNCTION_ARGS)
{
	return NumericAnswer(fcinfo, NumericTradeTotal, "trade_total");
}

Datum
coverage_ratio_numeric(PG_FUNCTION_ARGS)
{
	return NumericAnswer(fcinfo, NumericCoverageRatio, "coverage_ratio");
}

Datum
normalized_balance_numeric(PG_FUNCTION_ARGS)
{
	return NumericAnswer(fcinfo, NumericNormalizedBalance, "normalized_balance");
}
