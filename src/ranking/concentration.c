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
#include "ranking/weighted_values.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(concentration_accum);
PG_FUNCTION_INFO_V1(concentration_insert);
PG_FUNCTION_INFO_V1(concentration_remove);
PG_FUNCTION_INFO_V1(weighted_accum);
PG_FUNCTION_INFO_V1(weighted_insert);
PG_FUNCTION_INFO_V1(weighted_remove);

PG_FUNCTION_INFO_V1(hhi);
PG_FUNCTION_INFO_V1(hhi_points);
PG_FUNCTION_INFO_V1(hhi_normalized);
PG_FUNCTION_INFO_V1(hhi_unctad);
PG_FUNCTION_INFO_V1(effective_number);
PG_FUNCTION_INFO_V1(concentration_ratio);
PG_FUNCTION_INFO_V1(entropy);
PG_FUNCTION_INFO_V1(theil);
PG_FUNCTION_INFO_V1(theil_l);
PG_FUNCTION_INFO_V1(gini);
PG_FUNCTION_INFO_V1(hhi_final);
PG_FUNCTION_INFO_V1(hhi_points_final);
PG_FUNCTION_INFO_V1(hhi_normalized_final);
PG_FUNCTION_INFO_V1(hhi_unctad_final);
PG_FUNCTION_INFO_V1(effective_number_final);
PG_FUNCTION_INFO_V1(concentration_ratio_final);
PG_FUNCTION_INFO_V1(entropy_final);
PG_FUNCTION_INFO_V1(theil_final);
PG_FUNCTION_INFO_V1(theil_l_final);
PG_FUNCTION_INFO_V1(gini_final);

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
static int32
CheckIndexParameter(int32 parameter)
{
	if (parameter < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of members \"%d\" is not positive", parameter)));
	return parameter;
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
	item.value = CheckExact(PG_GETARG_FLOAT8(1), "a weighted aggregate");
	item.weight = CheckExact(PG_GETARG_FLOAT8(2), "a weighted aggregate");
	if (item.value < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("inequality of negative values is not defined")));
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
 * A universe cannot be smaller than what is known of it.
 */
static void
CheckUniverse(const Distribution *d, long nmembers)
{
	if (nmembers != INDEX_UNTOLD && nmembers < d->active)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of members \"%ld\" is less than the %ld that have a value above 0",
						nmembers, d->active),
				 errhint("Give the size of the whole universe, such as the number of product lines of the classification, or leave it out.")));
}

static Datum
IndexOfDistribution(FunctionCallInfo fcinfo, const Distribution *d,
					ConcentrationIndex index, long parameter)
{
	double		result;

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
	long		parameter = INDEX_UNTOLD;
	double	   *values;
	Distribution d;

	if (PG_NARGS() > 1)
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
		CheckExact(WeightedItem(state, i).value * WeightedItem(state, i).weight,
				   "a weighted aggregate");
	DescribeDistribution(&d, state->data, WeightedStride(state), state->nitems);
	return IndexOfDistribution(fcinfo, &d, index,
							   state->parameter == NO_PARAMETER ? INDEX_UNTOLD :
							   (long) state->parameter);
}

Datum
hhi(PG_FUNCTION_ARGS)
{
	return IndexOfRanking(fcinfo, HhiIndex);
}

Datum
hhi_points(PG_FUNCTION_ARGS)
{
	return IndexOfRanking(fcinfo, HhiPointsIndex);
}

Datum
hhi_normalized(PG_FUNCTION_ARGS)
{
	return IndexOfRanking(fcinfo, HhiNormalizedIndex);
}

Datum
hhi_unctad(PG_FUNCTION_ARGS)
{
	return IndexOfRanking(fcinfo, HhiUnctadIndex);
}

Datum
effective_number(PG_FUNCTION_ARGS)
{
	return IndexOfRanking(fcinfo, EffectiveNumberIndex);
}

Datum
concentration_ratio(PG_FUNCTION_ARGS)
{
	return IndexOfRanking(fcinfo, ConcentrationRatioIndex);
}

Datum
entropy(PG_FUNCTION_ARGS)
{
	return IndexOfRanking(fcinfo, EntropyIndex);
}

Datum
theil(PG_FUNCTION_ARGS)
{
	return IndexOfRanking(fcinfo, TheilIndex);
}

Datum
theil_l(PG_FUNCTION_ARGS)
{
	return IndexOfRanking(fcinfo, TheilLIndex);
}

Datum
gini(PG_FUNCTION_ARGS)
{
	return IndexOfRanking(fcinfo, GiniIndex);
}

Datum
hhi_final(PG_FUNCTION_ARGS)
{
	return IndexOfState(fcinfo, HhiIndex);
}

Datum
hhi_points_final(PG_FUNCTION_ARGS)
{
	return IndexOfState(fcinfo, HhiPointsIndex);
}

Datum
hhi_normalized_final(PG_FUNCTION_ARGS)
{
	return IndexOfState(fcinfo, HhiNormalizedIndex);
}

Datum
hhi_unctad_final(PG_FUNCTION_ARGS)
{
	return IndexOfState(fcinfo, HhiUnctadIndex);
}

Datum
effective_number_final(PG_FUNCTION_ARGS)
{
	return IndexOfState(fcinfo, EffectiveNumberIndex);
}

Datum
concentration_ratio_final(PG_FUNCTION_ARGS)
{
	return IndexOfState(fcinfo, ConcentrationRatioIndex);
}

Datum
entropy_final(PG_FUNCTION_ARGS)
{
	return IndexOfState(fcinfo, EntropyIndex);
}

Datum
theil_final(PG_FUNCTION_ARGS)
{
	return IndexOfState(fcinfo, TheilIndex);
}

Datum
theil_l_final(PG_FUNCTION_ARGS)
{
	return IndexOfState(fcinfo, TheilLIndex);
}

Datum
gini_final(PG_FUNCTION_ARGS)
{
	return IndexOfState(fcinfo, GiniIndex);
}
