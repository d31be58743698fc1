/*
 * concentration.c
 *		Indices of concentration and inequality: of a ranking, and as plain
 *		aggregates.
 *
 * A plain aggregate takes one value a member, or one with a weight, which says
 * how many members have it.  An index needs them sorted, so its state
 * (weighted_values.h) only gathers, and the final functions here sort.  All of
 * them share one transition function, and the server gathers once for any
 * number of indices of the same columns.
 */
#include "ranking/ranking.h"
#include "base/interrupt.h"

#include "base/exact.h"
#include "base/number.h"
#include "ranking/concentration_math.h"
#include "rows/weighted_values.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(concentration_accum);
PG_FUNCTION_INFO_V1(concentration_insert);
PG_FUNCTION_INFO_V1(concentration_remove);
PG_FUNCTION_INFO_V1(weighted_accum);
PG_FUNCTION_INFO_V1(weighted_insert);
PG_FUNCTION_INFO_V1(weighted_remove);

PG_FUNCTION_INFO_V1(atkinson_accum);
PG_FUNCTION_INFO_V1(atkinson_insert);
PG_FUNCTION_INFO_V1(atkinson_remove);

static double
CheckNotNegative(double value)
{
	if (value < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("concentration of negative values is not defined"),
				 errhint("Take exports or imports in place of their balance, or surpluses and deficits apart.")));
	return value;
}

/* the k of a concentration ratio, or the size of a universe */
static double
CheckIndexParameter(double parameter)
{
	if (!(parameter >= 1) || parameter != floor(parameter))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of members \"%g\" is not a positive integer", parameter)));
	return parameter;
}

static double
CheckAversion(double aversion)
{
	if (!(aversion > 0) || isinf(aversion))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("aversion to inequality \"%g\" is not above 0", aversion),
				 errhint("Usual ones are 0.5, 1 and 2.")));
	return aversion;
}

/*
 * Arguments state, value and, for some indices, the parameter.  A row without
 * a value, or without a parameter where there should be one, does not count.
 */
static Datum
PlainRow(FunctionCallInfo fcinfo, WeightedStep step)
{
	WeightedKind kind = {false, NO_PARAMETER, "number of members"};
	WeightedValue item = {0, 1};

	if (PG_ARGISNULL(1) || (PG_NARGS() > 2 && PG_ARGISNULL(2)))
		return WeightedUnchanged(fcinfo, false);
	item.value = CheckNotNegative(CheckExact(PG_GETARG_FLOAT8(1), "an index of concentration"));
	if (PG_NARGS() > 2)
		kind.parameter = CheckIndexParameter(PG_GETARG_INT32(2));
	return step(fcinfo, &kind, item);
}

Datum
concentration_accum(PG_FUNCTION_ARGS)
{
	return PlainRow(fcinfo, WeightedAppend);
}

Datum
concentration_insert(PG_FUNCTION_ARGS)
{
	return PlainRow(fcinfo, WeightedInsert);
}

Datum
concentration_remove(PG_FUNCTION_ARGS)
{
	return PlainRow(fcinfo, WeightedRemove);
}

static double
CheckUnequal(double value)
{
	if (value < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("inequality of negative values is not defined")));
	return CheckExact(value, "a weighted aggregate");
}

/*
 * Arguments state, value and weight.  A row without one of them does not count.
 */
static Datum
WeightedRow(FunctionCallInfo fcinfo, WeightedStep step)
{
	WeightedKind kind = {true, NO_PARAMETER, "fraction"};
	WeightedValue item;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return WeightedUnchanged(fcinfo, true);
	item.value = CheckUnequal(PG_GETARG_FLOAT8(1));
	item.weight = CheckExact(PG_GETARG_FLOAT8(2), "a weighted aggregate");
	return step(fcinfo, &kind, item);
}

Datum
weighted_accum(PG_FUNCTION_ARGS)
{
	return WeightedRow(fcinfo, WeightedAppend);
}

Datum
weighted_insert(PG_FUNCTION_ARGS)
{
	return WeightedRow(fcinfo, WeightedInsert);
}

Datum
weighted_remove(PG_FUNCTION_ARGS)
{
	return WeightedRow(fcinfo, WeightedRemove);
}

/*
 * Arguments state, value, a weight where there is one, and the aversion.
 */
static Datum
AtkinsonRow(FunctionCallInfo fcinfo, WeightedStep step)
{
	WeightedKind kind = {PG_NARGS() > 3, NO_PARAMETER, "aversion to inequality"};
	WeightedValue item = {0, 1};

	for (int i = 1; i < PG_NARGS(); i++)
		if (PG_ARGISNULL(i))
			return WeightedUnchanged(fcinfo, kind.weighted);
	item.value = CheckUnequal(PG_GETARG_FLOAT8(1));
	if (kind.weighted)
		item.weight = CheckExact(PG_GETARG_FLOAT8(2), "a weighted aggregate");
	kind.parameter = CheckAversion(PG_GETARG_FLOAT8(PG_NARGS() - 1));
	return step(fcinfo, &kind, item);
}

Datum
atkinson_accum(PG_FUNCTION_ARGS)
{
	return AtkinsonRow(fcinfo, WeightedAppend);
}

Datum
atkinson_insert(PG_FUNCTION_ARGS)
{
	return AtkinsonRow(fcinfo, WeightedInsert);
}

Datum
atkinson_remove(PG_FUNCTION_ARGS)
{
	return AtkinsonRow(fcinfo, WeightedRemove);
}

/*
 * A universe cannot be smaller than what is known of it.
 */
static void
CheckUniverse(const Distribution *d, double nmembers)
{
	if (nmembers != INDEX_UNTOLD && nmembers < d->active)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of members \"%.0f\" is less than the %ld that have a value above 0",
						nmembers, d->active),
				 errhint("Give the size of the whole universe, such as the number of product lines of the classification, or leave it out.")));
}

static Datum
IndexOfDistribution(FunctionCallInfo fcinfo, const Distribution *d,
					ConcentrationIndex index, double parameter)
{
	double		result;

	if (index == AtkinsonIndex)
		CheckAversion(parameter);
	else if (parameter != INDEX_UNTOLD)
		CheckIndexParameter(parameter);
	if (index == HhiNormalizedIndex || index == HhiUnctadIndex)
		CheckUniverse(d, parameter);
	if (!index(d, parameter, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(result));
}

/*
 * The index of the ranking in argument 0; argument 1, where there is one, is
 * the parameter.
 */
static Datum
IndexOfRanking(FunctionCallInfo fcinfo, ConcentrationIndex index)
{
	MemberRanking *r = RankingForRead(fcinfo, 0);
	double		parameter = INDEX_UNTOLD;
	double	   *values;
	Distribution d;

	if (PG_NARGS() > 1 && index == AtkinsonIndex)
		parameter = CheckAversion(PG_GETARG_FLOAT8(1));
	else if (PG_NARGS() > 1)
		parameter = CheckIndexParameter(PG_GETARG_INT32(1));
	values = (double *) MemoryContextAllocHuge(CurrentMemoryContext,
											   Max(r->nmembers, 1) * sizeof(double));
	/* which has the greatest first */
	for (uint32 i = 0; i < r->nmembers; i++)
	{
		AllowCancel(i);
		values[r->nmembers - 1 - i] = CheckNotNegative(RankingValue(r, i));
	}
	DescribeDistribution(&d, values, 1, r->nmembers);
	return IndexOfDistribution(fcinfo, &d, index, parameter);
}

/*
 * The index of the values gathered in argument 0.  What it multiplies must not
 * overflow.
 */
static Datum
IndexOfState(FunctionCallInfo fcinfo, ConcentrationIndex index)
{
	WeightedValues *state = SortedWeighted(fcinfo);
	Distribution d;

	for (int32 i = 0; state->weighted && i < state->nitems; i++)
		CheckExact(CheckUnequal(WeightedItem(state, i).value) * WeightedItem(state, i).weight,
				   "a weighted aggregate");
	DescribeDistribution(&d, state->data, WeightedStride(state), state->nitems);
	return IndexOfDistribution(fcinfo, &d, index,
							   state->parameter == NO_PARAMETER ? INDEX_UNTOLD :
							   state->parameter);
}

/* of a ranking and of a state, for each row of the table in concentration_math.h */
#define SQL_FUNCTIONS(name, index) \
	PG_FUNCTION_INFO_V1(name); \
	Datum name(PG_FUNCTION_ARGS) { return IndexOfRanking(fcinfo, index); } \
	PG_FUNCTION_INFO_V1(name##_final); \
	Datum name##_final(PG_FUNCTION_ARGS) { return IndexOfState(fcinfo, index); }

CONCENTRATION_INDICES(SQL_FUNCTIONS)
