/*
 * ranking_count.c
 *		Rankings that count their rows, so that rows can be taken back.
 *
 * A member leaves when its last row goes, which no sum tells.  As the sums are
 * exact and what is returned is canonical, the bytes are those of the rows that
 * are left, whatever was added and taken away.
 *
 * The same functions move the frames of ranking() as a window function.
 */
#include "ranking/ranking.h"
#include "base/interrupt.h"

#include "base/agg.h"

PG_FUNCTION_INFO_V1(ranking_insert_float8);
PG_FUNCTION_INFO_V1(ranking_insert_numeric);
PG_FUNCTION_INFO_V1(ranking_insert_int8);
PG_FUNCTION_INFO_V1(ranking_remove_float8);
PG_FUNCTION_INFO_V1(ranking_remove_numeric);
PG_FUNCTION_INFO_V1(ranking_remove_int8);
PG_FUNCTION_INFO_V1(ranking_counted_final);
PG_FUNCTION_INFO_V1(ranking_merge);
PG_FUNCTION_INFO_V1(ranking_subtract);
PG_FUNCTION_INFO_V1(ranking_change);
PG_FUNCTION_INFO_V1(ranking_num_rows);
PG_FUNCTION_INFO_V1(ranking_without_counts);

static void
RaiseNeverAdded(MemberName name, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("what is taken away of member \"%.*s\" was not added before",
					name.length, name.bytes),
			 errdetail("%s", detail),
			 errhint("Take away what was added, by counted_ranking() or ranking_merge(); ranking() and rollup() do not count, and their members have one row each. A maintained summary that is not as its source any more needs refresh_maintained(name, anew => true), and mode 'deferred' where a trigger changes the rows that fired it.")));
}

/*
 * Takes values and rows of a member away; raises 22023 where they are not there.
 */
static MemberRanking *
TakeMember(MemberRanking *r, MemberName name, const double *values, int nvalues,
		   int64 nrows)
{
	int64		entry = RankingFind(r, name);
	int64		there = entry < 0 ? 0 : *RankingCount(r, entry);

	if (there < nrows)
		RaiseNeverAdded(name, psprintf("It has %lld rows, and %lld would go.",
									   (long long) there, (long long) nrows));
	for (int i = 0; i < nvalues; i++)
		r = RankingAddTo(r, entry, -values[i]);
	*RankingCount(r, entry) = there - nrows;
	if (there > nrows)
		return r;
	if (ExactRound(RankingLanes(r, entry), 1, r->nlanes) != 0)
		RaiseNeverAdded(name, "Its last row would go and leave a value behind.");
	RankingRemove(r, entry);
	return r;
}

/*
 * A row that does not count.
 */
static Datum
UnchangedRanking(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0) && IsWindowCall(fcinfo))
		PG_RETURN_POINTER(NewCountedRanking());
	return UnchangedState(fcinfo);
}

static MemberRanking *
CountedState(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		return NewCountedRanking();
	return OpenCountedRanking((MemberRanking *) SummaryForUpdate(fcinfo));
}

static Datum
ReturnCounted(FunctionCallInfo fcinfo, MemberRanking *r)
{
	PG_RETURN_POINTER(IsAggregateCall(fcinfo) ? r : SettleRanking(r));
}

/*
 * Adds or takes away a row whose value is the sum of two doubles.
 */
static Datum
ChangeByRow(FunctionCallInfo fcinfo, double high, double low, bool insert)
{
	double		values[2] = {high, low};
	char		digits[MEMBER_DIGITS_SIZE];
	MemberRanking *r;
	MemberName	name;
	uint32		entry;

	if (PG_ARGISNULL(1))
		RaiseNullMember();
	name = GetMemberArg(fcinfo, 1, digits);
	r = CountedState(fcinfo);
	if (!insert)
		return ReturnCounted(fcinfo, TakeMember(r, name, values, 2, 1));
	r = RankingAdd(r, name, high, &entry);
	if (low != 0)
		r = RankingAddTo(r, entry, low);
	++*RankingCount(r, entry);
	return ReturnCounted(fcinfo, r);
}

static Datum
ChangeByDouble(FunctionCallInfo fcinfo, double value, bool insert)
{
	return ChangeByRow(fcinfo, CheckExact(value, "a ranking"), 0, insert);
}

/*
 * A bigint may need more bits than a double has; its two halves never do.
 */
static Datum
ChangeByBigint(FunctionCallInfo fcinfo, int64 value, bool insert)
{
	int64		low = value & 0xFFFF;

	return ChangeByRow(fcinfo, (double) (value - low), (double) low, insert);
}

Datum
ranking_insert_float8(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(2))
		return UnchangedRanking(fcinfo);
	return ChangeByDouble(fcinfo, PG_GETARG_FLOAT8(2), true);
}

Datum
ranking_insert_numeric(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(2))
		return UnchangedRanking(fcinfo);
	return ChangeByDouble(fcinfo, NumericToDouble(PG_GETARG_NUMERIC(2)), true);
}

Datum
ranking_insert_int8(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(2))
		return UnchangedRanking(fcinfo);
	return ChangeByBigint(fcinfo, PG_GETARG_INT64(2), true);
}

Datum
ranking_remove_float8(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(2))
		return UnchangedRanking(fcinfo);
	return ChangeByDouble(fcinfo, PG_GETARG_FLOAT8(2), false);
}

Datum
ranking_remove_numeric(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(2))
		return UnchangedRanking(fcinfo);
	return ChangeByDouble(fcinfo, NumericToDouble(PG_GETARG_NUMERIC(2)), false);
}

Datum
ranking_remove_int8(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(2))
		return UnchangedRanking(fcinfo);
	return ChangeByBigint(fcinfo, PG_GETARG_INT64(2), false);
}

Datum
ranking_counted_final(PG_FUNCTION_ARGS)
{
	MemberRanking *r = RankingForRead(fcinfo, 0);

	if (r->nmembers == 0)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(r);
}

/*
 * Argument 0, with the rows of argument "added" and without those of argument
 * "removed", either of which may be 0; NULL has no rows.
 */
static Datum
Change(FunctionCallInfo fcinfo, int added, int removed)
{
	bool		adds = added > 0 && !PG_ARGISNULL(added);
	bool		removes = removed > 0 && !PG_ARGISNULL(removed);
	MemberRanking *r;

	if (PG_ARGISNULL(0) && !adds && !removes)
		PG_RETURN_NULL();
	r = CountedState(fcinfo);
	if (adds)
		r = RankingMerge(r, (MemberRanking *) SummaryForRead(fcinfo, added));
	if (removes)
	{
		MemberRanking *other = (MemberRanking *) SummaryForRead(fcinfo, removed);

		for (uint32 i = 0; i < other->nmembers; i++)
		{
			AllowCancel(i);
			r = TakeMember(r, RankingMember(other, i), RankingLanes(other, i),
						   other->nlanes, RankingRows(other, i));
		}
	}
	return ReturnCounted(fcinfo, r);
}

/*
 * Also the combine function of counted_ranking() and the transition function of
 * counted_rollup().
 */
Datum
ranking_merge(PG_FUNCTION_ARGS)
{
	return Change(fcinfo, 1, 0);
}

Datum
ranking_subtract(PG_FUNCTION_ARGS)
{
	return Change(fcinfo, 0, 1);
}

Datum
ranking_change(PG_FUNCTION_ARGS)
{
	return Change(fcinfo, 1, 2);
}

Datum
ranking_num_rows(PG_FUNCTION_ARGS)
{
	MemberRanking *r = RankingForRead(fcinfo, 0);
	int64		nrows = 0;

	for (uint32 i = 0; i < r->nmembers; i++)
	{
		AllowCancel(i);
		nrows = MergeRowCounts(nrows, RankingRows(r, i));
	}
	PG_RETURN_INT64(nrows);
}

Datum
ranking_without_counts(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(UncountedRanking(RankingForRead(fcinfo, 0)));
}
