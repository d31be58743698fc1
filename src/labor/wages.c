/*
 * wages.c
 *		weighted_percentile, over values with weights.
 *
 * Numerics are gathered as the doubles nearest to them, so that a decimal of up
 * to 15 digits comes back as it came.
 */
#include "rows/weighted_values.h"

#include "base/exact.h"
#include "base/number.h"
#include "labor/wages_math.h"

PG_FUNCTION_INFO_V1(weighted_percentile_accum);
PG_FUNCTION_INFO_V1(weighted_percentile_accum_numeric);
PG_FUNCTION_INFO_V1(weighted_percentile_insert);
PG_FUNCTION_INFO_V1(weighted_percentile_insert_numeric);
PG_FUNCTION_INFO_V1(weighted_percentile_remove);
PG_FUNCTION_INFO_V1(weighted_percentile_remove_numeric);
PG_FUNCTION_INFO_V1(weighted_percentile_final);
PG_FUNCTION_INFO_V1(weighted_percentile_numeric_final);

static double
NumberArg(FunctionCallInfo fcinfo, int argno, bool numeric)
{
	return CheckExact(numeric ? NumericToDouble(PG_GETARG_NUMERIC(argno)) :
					  PG_GETARG_FLOAT8(argno), "a weighted aggregate");
}

/*
 * Arguments state, fraction, value and weight.  A row without one of them does
 * not count.
 */
static Datum
PercentileRow(FunctionCallInfo fcinfo, bool numeric, WeightedStep step)
{
	WeightedKind kind = {true, 0, "fraction"};
	WeightedValue item;
	double		fraction;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return WeightedUnchanged(fcinfo, true);
	fraction = PG_GETARG_FLOAT8(1);
	if (!(fraction >= 0 && fraction <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("fraction \"%g\" is not from 0 to 1", fraction),
				 errhint("Give it as a ratio, such as 0.5.")));
	kind.parameter = fraction + 0.0;
	item.value = NumberArg(fcinfo, 2, numeric);
	item.weight = NumberArg(fcinfo, 3, numeric);
	return step(fcinfo, &kind, item);
}

Datum
weighted_percentile_accum(PG_FUNCTION_ARGS)
{
	return PercentileRow(fcinfo, false, WeightedAppend);
}

Datum
weighted_percentile_accum_numeric(PG_FUNCTION_ARGS)
{
	return PercentileRow(fcinfo, true, WeightedAppend);
}

Datum
weighted_percentile_insert(PG_FUNCTION_ARGS)
{
	return PercentileRow(fcinfo, false, WeightedInsert);
}

Datum
weighted_percentile_insert_numeric(PG_FUNCTION_ARGS)
{
	return PercentileRow(fcinfo, true, WeightedInsert);
}

Datum
weighted_percentile_remove(PG_FUNCTION_ARGS)
{
	return PercentileRow(fcinfo, false, WeightedRemove);
}

Datum
weighted_percentile_remove_numeric(PG_FUNCTION_ARGS)
{
	return PercentileRow(fcinfo, true, WeightedRemove);
}

/*
 * False where no row counts.  Raises 22023 for a state that is no percentile's.
 */
static bool
FindPercentile(FunctionCallInfo fcinfo, double *percentile)
{
	WeightedValues *state = SortedWeighted(fcinfo);

	if (state->nitems == 0)
		return false;
	if (!state->weighted || state->parameter == NO_PARAMETER || state->parameter > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("state of values that is not one of weighted_percentile()")));
	*percentile = WeightedPercentile((const WeightedValue *) state->data, state->nitems,
									 state->parameter);
	return true;
}

Datum
weighted_percentile_final(PG_FUNCTION_ARGS)
{
	double		percentile;

	if (!FindPercentile(fcinfo, &percentile))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(percentile);
}

Datum
weighted_percentile_numeric_final(PG_FUNCTION_ARGS)
{
	double		percentile;

	if (!FindPercentile(fcinfo, &percentile))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(DoubleToNumeric(percentile));
}
