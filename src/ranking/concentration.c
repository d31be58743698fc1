/*
 * concentration.c
 *		Indices of concentration: of a ranking, and as plain aggregates.
 *
 * A plain aggregate takes one value a member.  An index needs them sorted, so
 * its state (concentration_state.c) only gathers, and the final functions here sort.
 * All of them share one transition function, and the server gathers once for
 * any number of indices of the same column.
 */
#include "ranking/ranking.h"

#include "base/agg.h"
#include "ranking/concentration_math.h"
#include "ranking/concentration_state.h"
#include "utils/memutils.h"

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
IndexOfValues(FunctionCallInfo fcinfo, const double *values, long n,
			  ConcentrationIndex index, long parameter)
{
	Distribution d;
	double		result;

	DescribeDistribution(&d, values, n);
	if (index == HhiNormalizedIndex || index == HhiUnctadIndex)
		CheckUniverse(&d, parameter);
	if (!index(&d, parameter, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(result);
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

	if (PG_NARGS() > 1)
		parameter = CheckIndexParameter(PG_GETARG_INT32(1));
	values = (double *) MemoryContextAllocHuge(CurrentMemoryContext,
											   Max(r->nmembers, 1) * sizeof(double));
	for (uint32 i = 0; i < r->nmembers; i++)
		values[i] = CheckNotNegative(RankingValue(r, i));
	return IndexOfValues(fcinfo, values, r->nmembers, index, parameter);
}

/*
 * The index of the values gathered in argument 0.
 */
static Datum
IndexOfState(FunctionCallInfo fcinfo, ConcentrationIndex index)
{
	ConcentrationState *state = (ConcentrationState *) SummaryForRead(fcinfo, 0);

	return IndexOfValues(fcinfo, SortValues(state), state->nvalues,
						 index, state->parameter);
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
