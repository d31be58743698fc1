/*
 * ranking_equal.c
 *		Equality and order of rankings, for DISTINCT, GROUP BY and UNION.
 *
 * Equal members and values are equal bytes, so these are the server's own
 * functions of bytea.  Counts of rows do not tell rankings apart: who reads the
 * values sees none.
 */
#include "ranking/ranking.h"

#include "utils/fmgrprotos.h"

PG_FUNCTION_INFO_V1(member_ranking_eq);
PG_FUNCTION_INFO_V1(member_ranking_ne);
PG_FUNCTION_INFO_V1(member_ranking_lt);
PG_FUNCTION_INFO_V1(member_ranking_le);
PG_FUNCTION_INFO_V1(member_ranking_ge);
PG_FUNCTION_INFO_V1(member_ranking_gt);
PG_FUNCTION_INFO_V1(member_ranking_cmp);
PG_FUNCTION_INFO_V1(member_ranking_hash);
PG_FUNCTION_INFO_V1(member_ranking_hash_extended);

/*
 * Argument argno without counts.
 */
static Datum
ValuesOfArg(FunctionCallInfo fcinfo, int argno)
{
	MemberRanking *given = RankingForRead(fcinfo, argno);
	MemberRanking *values = UncountedRanking(given);

	if (values != given)
		PG_FREE_IF_COPY(given, argno);
	return PointerGetDatum(values);
}

/*
 * Sorts call this in one context all the while, so nothing is left behind.
 */
static Datum
CompareValues(FunctionCallInfo fcinfo, PGFunction compare)
{
	Datum		a = ValuesOfArg(fcinfo, 0);
	Datum		b = ValuesOfArg(fcinfo, 1);
	Datum		result = DirectFunctionCall2(compare, a, b);

	PG_FREE_IF_COPY(DatumGetPointer(a), 0);
	PG_FREE_IF_COPY(DatumGetPointer(b), 1);
	return result;
}

Datum
member_ranking_eq(PG_FUNCTION_ARGS)
{
	return CompareValues(fcinfo, byteaeq);
}

Datum
member_ranking_ne(PG_FUNCTION_ARGS)
{
	return CompareValues(fcinfo, byteane);
}

Datum
member_ranking_lt(PG_FUNCTION_ARGS)
{
	return CompareValues(fcinfo, bytealt);
}

Datum
member_ranking_le(PG_FUNCTION_ARGS)
{
	return CompareValues(fcinfo, byteale);
}

Datum
member_ranking_ge(PG_FUNCTION_ARGS)
{
	return CompareValues(fcinfo, byteage);
}

Datum
member_ranking_gt(PG_FUNCTION_ARGS)
{
	return CompareValues(fcinfo, byteagt);
}

Datum
member_ranking_cmp(PG_FUNCTION_ARGS)
{
	return CompareValues(fcinfo, byteacmp);
}

Datum
member_ranking_hash(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(hashvarlena, ValuesOfArg(fcinfo, 0));
}

Datum
member_ranking_hash_extended(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall2(hashvarlenaextended, ValuesOfArg(fcinfo, 0),
							   PG_GETARG_DATUM(1));
}
