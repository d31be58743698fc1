/*
 * change.c
 *		Change between two values: percent, logarithmic, midpoint, annual.
 *
 * Each function comes for double precision, whose arithmetic is in
 * change_math.h, and for numeric, where the same formulas are spelled out
 * here.  What the base policies mean is decided in change_math.h for both.
 */
#include "base/number.h"
#include "growth/change.h"

#include "access/htup_details.h"
#include "catalog/pg_enum.h"
#include "utils/inval.h"
#include "utils/syscache.h"

PG_FUNCTION_INFO_V1(pct_change_float8);
PG_FUNCTION_INFO_V1(pct_change_numeric);
PG_FUNCTION_INFO_V1(log_change_float8);
PG_FUNCTION_INFO_V1(log_change_numeric);
PG_FUNCTION_INFO_V1(midpoint_change_float8);
PG_FUNCTION_INFO_V1(midpoint_change_numeric);
PG_FUNCTION_INFO_V1(annualize_float8);
PG_FUNCTION_INFO_V1(annualize_numeric);
PG_FUNCTION_INFO_V1(cagr_float8);
PG_FUNCTION_INFO_V1(cagr_numeric);
PG_FUNCTION_INFO_V1(contribution_float8);
PG_FUNCTION_INFO_V1(contribution_numeric);

static const char *const policy_name[NUM_BASE_POLICIES] = {
	"strict", "signed", "magnitude", "abs_base"
};

/*
 * The enum labels met so far, by policy, so that a query of a million rows
 * asks the catalog once.  Forgotten whenever pg_enum changes, since the
 * extension may be dropped and made again.
 */
static struct
{
	bool		registered;
	Oid			label[NUM_BASE_POLICIES];
}			policy_cache;

static void
ForgetPolicyLabels(Datum arg, int cacheid, uint32 hashvalue)
{
	(void) arg;
	(void) cacheid;
	(void) hashvalue;
	memset(policy_cache.label, 0, sizeof(policy_cache.label));
}

static BasePolicy
LookUpPolicy(Oid label)
{
	HeapTuple	tuple;
	NameData	name;

	if (!policy_cache.registered)
	{
		CacheRegisterSyscacheCallback(ENUMOID, ForgetPolicyLabels, (Datum) 0);
		policy_cache.registered = true;
	}

	tuple = SearchSysCache1(ENUMOID, ObjectIdGetDatum(label));
	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for enum value %u", label);
	name = ((Form_pg_enum) GETSTRUCT(tuple))->enumlabel;
	ReleaseSysCache(tuple);

	for (int i = 0; i < NUM_BASE_POLICIES; i++)
	{
		if (strcmp(NameStr(name), policy_name[i]) == 0)
		{
			policy_cache.label[i] = label;
			return (BasePolicy) i;
		}
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown base policy \"%s\"", NameStr(name)),
			 errhint("The policies are strict, signed, magnitude and abs_base.")));
}

BasePolicy
BasePolicyFromEnum(Oid label)
{
	for (int i = 0; i < NUM_BASE_POLICIES; i++)
	{
		if (policy_cache.label[i] == label)
			return (BasePolicy) i;
	}
	return LookUpPolicy(label);
}

bool
NumericPercentChange(Numeric newval, Numeric base, BasePolicy policy,
					 Numeric *result)
{
	if (!PolicyAccepts(policy, NumericSign(newval), NumericSign(base)))
		return false;
	*result = NumericPercent(NumericMinus(newval, base),
							 policy == POLICY_ABS_BASE ? NumericAbs(base) : base);
	return true;
}

static double
GetFinite(FunctionCallInfo fcinfo, int argno, const char *what)
{
	return CheckFinite(PG_GETARG_FLOAT8(argno), what);
}

static Numeric
GetFiniteNumeric(FunctionCallInfo fcinfo, int argno, const char *what)
{
	return CheckFiniteNumeric(PG_GETARG_NUMERIC(argno), what);
}

/* the answer of a function of change_math.h as an SQL result */
static Datum
ReturnRate(FunctionCallInfo fcinfo, bool answered, double rate)
{
	if (!answered)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(rate));
}

Datum
pct_change_float8(PG_FUNCTION_ARGS)
{
	double		newval = GetFinite(fcinfo, 0, "pct_change");
	double		base = GetFinite(fcinfo, 1, "pct_change");
	double		rate = 0;
	bool		answered = PercentChange(newval, base, BasePolicyArg(fcinfo, 2), &rate);

	return ReturnRate(fcinfo, answered, rate);
}

Datum
pct_change_numeric(PG_FUNCTION_ARGS)
{
	Numeric		newval = GetFiniteNumeric(fcinfo, 0, "pct_change");
	Numeric		base = GetFiniteNumeric(fcinfo, 1, "pct_change");
	Numeric		rate;

	if (!NumericPercentChange(newval, base, BasePolicyArg(fcinfo, 2), &rate))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(rate);
}

Datum
log_change_float8(PG_FUNCTION_ARGS)
{
	double		newval = GetFinite(fcinfo, 0, "log_change");
	double		base = GetFinite(fcinfo, 1, "log_change");
	double		rate = 0;
	bool		answered = LogChange(newval, base, &rate);

	return ReturnRate(fcinfo, answered, rate);
}

static Numeric
NumericLn(Numeric value)
{
	return DatumGetNumeric(DirectFunctionCall1(numeric_ln, NumericGetDatum(value)));
}

Datum
log_change_numeric(PG_FUNCTION_ARGS)
{
	Numeric		newval = GetFiniteNumeric(fcinfo, 0, "log_change");
	Numeric		base = GetFiniteNumeric(fcinfo, 1, "log_change");
	Numeric		ratio;
	Numeric		log_ratio;

	if (NumericSign(newval) <= 0 || NumericSign(base) <= 0)
		PG_RETURN_NULL();
	ratio = NumericOver(newval, base);
	/* a quotient has at most 1000 digits behind the point */
	if (NumericSign(ratio) == 0)
		log_ratio = NumericMinus(NumericLn(newval), NumericLn(base));
	else
		log_ratio = NumericLn(ratio);
	PG_RETURN_NUMERIC(NumericTimes(int64_to_numeric(100), log_ratio));
}

Datum
midpoint_change_float8(PG_FUNCTION_ARGS)
{
	double		newval = GetFinite(fcinfo, 0, "midpoint_change");
	double		base = GetFinite(fcinfo, 1, "midpoint_change");
	double		rate = 0;
	bool		answered = MidpointChange(newval, base, &rate);

	return ReturnRate(fcinfo, answered, rate);
}

Datum
midpoint_change_numeric(PG_FUNCTION_ARGS)
{
	Numeric		newval = GetFiniteNumeric(fcinfo, 0, "midpoint_change");
	Numeric		base = GetFiniteNumeric(fcinfo, 1, "midpoint_change");
	Numeric		sum = NumericPlus(newval, base);

	if (NumericSign(newval) < 0 || NumericSign(base) < 0 || NumericSign(sum) == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(NumericOver(NumericTimes(int64_to_numeric(200),
											   NumericMinus(newval, base)),
								  sum));
}

static int32
GetPositive(FunctionCallInfo fcinfo, int argno, const char *name)
{
	int32		value = PG_GETARG_INT32(argno);

	if (value <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be positive", name),
				 errdetail("It is %d.", value)));
	return value;
}

Datum
annualize_float8(PG_FUNCTION_ARGS)
{
	double		growth = GetFinite(fcinfo, 0, "annualize");
	int32		per_year = GetPositive(fcinfo, 1, "periods_per_year");
	int32		nperiods = GetPositive(fcinfo, 2, "n");
	double		rate = 0;
	bool		answered = Annualize(growth, per_year, nperiods, &rate);

	return ReturnRate(fcinfo, answered, rate);
}

/* (factor ^ exponent - 1) * 100 for a factor that is not negative */
static Numeric
NumericCompound(Numeric factor, Numeric exponent)
{
	Datum		power = DirectFunctionCall2(numeric_power,
											NumericGetDatum(factor),
											NumericGetDatum(exponent));

	return NumericTimes(int64_to_numeric(100),
						NumericMinus(DatumGetNumeric(power), int64_to_numeric(1)));
}

Datum
annualize_numeric(PG_FUNCTION_ARGS)
{
	Numeric		growth = GetFiniteNumeric(fcinfo, 0, "annualize");
	int32		per_year = GetPositive(fcinfo, 1, "periods_per_year");
	int32		nperiods = GetPositive(fcinfo, 2, "n");
	Numeric		hundred = int64_to_numeric(100);
	Numeric		factor = NumericOver(NumericPlus(growth, hundred), hundred);

	if (NumericSign(factor) < 0)
		PG_RETURN_NULL();
	if (per_year == nperiods)
		PG_RETURN_NUMERIC(growth);
	PG_RETURN_NUMERIC(NumericCompound(factor,
									  NumericOver(int64_to_numeric(per_year),
												  int64_to_numeric(nperiods))));
}

static void
RaiseNegativeYears(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("years must not be negative"),
			 errhint("The order of arguments is first, last, years.")));
}

Datum
cagr_float8(PG_FUNCTION_ARGS)
{
	double		first = GetFinite(fcinfo, 0, "cagr");
	double		last = GetFinite(fcinfo, 1, "cagr");
	double		years = GetFinite(fcinfo, 2, "cagr");
	double		rate = 0;
	bool		answered = CompoundGrowth(first, last, years, &rate);

	if (years < 0)
		RaiseNegativeYears();
	return ReturnRate(fcinfo, answered, rate);
}

Datum
cagr_numeric(PG_FUNCTION_ARGS)
{
	Numeric		first = GetFiniteNumeric(fcinfo, 0, "cagr");
	Numeric		last = GetFiniteNumeric(fcinfo, 1, "cagr");
	Numeric		years = GetFiniteNumeric(fcinfo, 2, "cagr");

	if (NumericSign(years) < 0)
		RaiseNegativeYears();
	if (NumericSign(first) <= 0 || NumericSign(last) <= 0 || NumericSign(years) == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(NumericCompound(NumericOver(last, first),
									  NumericOver(int64_to_numeric(1), years)));
}

Datum
contribution_float8(PG_FUNCTION_ARGS)
{
	double		part_new = GetFinite(fcinfo, 0, "contribution");
	double		part_base = GetFinite(fcinfo, 1, "contribution");
	double		total_base = GetFinite(fcinfo, 2, "contribution");

	if (total_base <= 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(Percent(part_new - part_base, total_base)));
}

Datum
contribution_numeric(PG_FUNCTION_ARGS)
{
	Numeric		part_new = GetFiniteNumeric(fcinfo, 0, "contribution");
	Numeric		part_base = GetFiniteNumeric(fcinfo, 1, "contribution");
	Numeric		total_base = GetFiniteNumeric(fcinfo, 2, "contribution");

	if (NumericSign(total_base) <= 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(NumericPercent(NumericMinus(part_new, part_base),
									 total_base));
}
