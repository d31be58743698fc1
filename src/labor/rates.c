/*
 * rates.c
 *		Rates of events over exposure, with limits that hold for small counts.
 */
#include "labor/rates.h"

#include "base/exact.h"
#include "base/number.h"
#include "access/htup_details.h"
#include "funcapi.h"
#include "labor/rates_math.h"

PG_FUNCTION_INFO_V1(incidence_rate_float8);
PG_FUNCTION_INFO_V1(incidence_rate_numeric);
PG_FUNCTION_INFO_V1(funnel_limits);
PG_FUNCTION_INFO_V1(poisson_excess);

static void
RaiseEvents(const char *events)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("number of events \"%s\" is not a whole number from 0 to 999999999",
					events)));
}

/*
 * A number of events: whole, not negative, and not beyond what the limits can
 * be computed for in reasonable time.
 */
static double
CheckEvents(double events, const char *what)
{
	CheckFinite(events, what);
	if (events < 0 || events != floor(events) || events > GAMMA_MAX_SHAPE - 1)
		RaiseEvents(psprintf("%.17g", events));
	return events;
}

/*
 * The same of a numeric, which may be nearer to a whole number than a double
 * can tell.
 */
static double
CheckNumericEvents(Numeric events, const char *what)
{
	double		nearest = NumericToDouble(events);

	if (nearest == floor(nearest) && fabs(nearest) < GAMMA_MAX_SHAPE &&
		NumericCompare(events, int64_to_numeric((int64) nearest)) != 0)
		RaiseEvents(numeric_normalize(events));
	return CheckEvents(nearest, what);
}

static double
CheckExpected(double expected, const char *what)
{
	CheckFinite(expected, what);
	if (expected < 0 || expected > GAMMA_MAX_SHAPE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("expected number of events \"%.17g\" is not from 0 to 1e9",
						expected)));
	return expected;
}

/*
 * What lies beyond each of two limits.
 */
double
TailOfConfidence(double confidence)
{
	if (!(confidence > 0 && confidence < 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("confidence \"%.17g\" is not between 0 and 1", confidence),
				 errhint("Give it as a ratio, such as 0.95.")));
	return (1 - confidence) / 2;
}

static Datum
ResultRow(FunctionCallInfo fcinfo, Datum *values, bool isnull)
{
	TupleDesc	desc;
	bool		nulls[3] = {isnull, isnull, isnull};

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "a row must be returned");
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls));
}

/*
 * Of a rate: what is not negative, and what must be above 0.
 */
static void
CheckRateTerms(double exposure, double per)
{
	if (exposure < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("negative exposure \"%.17g\"", exposure)));
	if (per <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("base \"%.17g\" of a rate is not positive", per)));
}

Datum
incidence_rate_float8(PG_FUNCTION_ARGS)
{
	double		events = CheckEvents(PG_GETARG_FLOAT8(0), "incidence_rate");
	double		exposure = CheckFinite(PG_GETARG_FLOAT8(1), "incidence_rate");
	double		per = CheckFinite(PG_GETARG_FLOAT8(2), "incidence_rate");
	double		tail = TailOfConfidence(PG_GETARG_FLOAT8(3));
	Datum		values[3] = {0};

	CheckRateTerms(exposure, per);
	if (exposure == 0)
		return ResultRow(fcinfo, values, true);
	values[0] = Float8GetDatum(CheckResult(events * per / exposure));
	values[1] = Float8GetDatum(CheckResult(PoissonLowerLimit(events, tail) * per / exposure));
	values[2] = Float8GetDatum(CheckResult(PoissonUpperLimit(events, tail) * per / exposure));
	return ResultRow(fcinfo, values, false);
}

static Datum
NumericRate(Numeric events, Numeric exposure, Numeric per)
{
	return NumericGetDatum(NumericOver(NumericTimes(events, per), exposure));
}

/*
 * The rate is that of the numerics; limits are no ratios, and come from doubles.
 */
Datum
incidence_rate_numeric(PG_FUNCTION_ARGS)
{
	Numeric		given = PG_GETARG_NUMERIC(0);
	Numeric		exposure = CheckFiniteNumeric(PG_GETARG_NUMERIC(1), "incidence_rate");
	Numeric		per = CheckFiniteNumeric(PG_GETARG_NUMERIC(2), "incidence_rate");
	double		events = CheckNumericEvents(given, "incidence_rate");
	double		tail = TailOfConfidence(PG_GETARG_FLOAT8(3));
	Datum		values[3] = {0};

	CheckRateTerms(NumericToDouble(exposure), NumericToDouble(per));
	if (NumericSign(exposure) == 0)
		return ResultRow(fcinfo, values, true);
	values[0] = NumericRate(given, exposure, per);
	values[1] = NumericRate(DoubleToNumeric(PoissonLowerLimit(events, tail)), exposure, per);
	values[2] = NumericRate(DoubleToNumeric(PoissonUpperLimit(events, tail)), exposure, per);
	return ResultRow(fcinfo, values, false);
}

Datum
funnel_limits(PG_FUNCTION_ARGS)
{
	double		expected = CheckExpected(PG_GETARG_FLOAT8(0), "funnel_limits");
	double		tail = TailOfConfidence(PG_GETARG_FLOAT8(1));
	Datum		values[2];

	values[0] = Int64GetDatum((int64) PoissonQuantile(expected, tail, false));
	values[1] = Int64GetDatum((int64) PoissonQuantile(expected, tail, true));
	return ResultRow(fcinfo, values, false);
}

Datum
poisson_excess(PG_FUNCTION_ARGS)
{
	double		observed = CheckEvents(PG_GETARG_FLOAT8(0), "poisson_excess");
	double		expected = CheckExpected(PG_GETARG_FLOAT8(1), "poisson_excess");

	PG_RETURN_FLOAT8(PoissonExcess(observed, expected));
}
