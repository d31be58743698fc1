/*
 * ranking_movers.c
 *		Two rankings side by side: who moved, and who moved the total.
 *
 * The rows stand in the order of the later ranking, and those who left follow
 * in the order of the earlier one.
 *
 * A member that is absent from one ranking has no value and no rank there, and
 * NULL says so.  The total, though, is the sum of those present, so who enters
 * adds his value to it and who leaves takes it away: that is their change, and
 * their contribution, and so the contributions add up to the growth of the
 * total.
 */
#include "ranking/ranking.h"
#include "base/interrupt.h"

#include "base/number.h"
#include "funcapi.h"
#include "growth/change_math.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

PG_FUNCTION_INFO_V1(ranking_movers);

enum
{
	MOVER_MEMBER,
	MOVER_RANK_BEFORE,
	MOVER_RANK_AFTER,
	MOVER_RANK_CHANGE,
	MOVER_VALUE_BEFORE,
	MOVER_VALUE_AFTER,
	MOVER_CHANGE,
	MOVER_PCT_CHANGE,
	MOVER_CONTRIBUTION,
	MOVER_STATUS,
	MOVER_COLUMNS
};

#define NOBODY (-1)

typedef struct MoverRows
{
	ReturnSetInfo *rsinfo;
	MemberRanking *before;
	MemberRanking *after;
	double		total_before;
} MoverRows;

/*
 * The exact difference of two sums, rounded once; NOBODY has none.
 */
static double
ExactChange(const MoverRows *rows, int64 before, int64 after)
{
	ExactSum	sum;

	sum.nlanes = 0;
	for (uint32 k = 0; after != NOBODY && k < rows->after->nlanes; k++)
		ExactSumAdd(&sum, RankingLanes(rows->after, after)[k]);
	for (uint32 k = 0; before != NOBODY && k < rows->before->nlanes; k++)
		ExactSumAdd(&sum, -RankingLanes(rows->before, before)[k]);
	return ExactSumRound(&sum);
}

/*
 * Rank and value of an entry, NULL for NOBODY.
 */
static void
PutSide(const MemberRanking *r, int64 entry, Datum *rank, bool *rank_null,
		Datum *value, bool *value_null)
{
	*rank_null = *value_null = entry == NOBODY;
	if (entry == NOBODY)
		return;
	*rank = Int32GetDatum((int32) RankOfEntry(r, entry));
	*value = Float8GetDatum(RankingValue(r, entry));
}

static void
PutMover(const MoverRows *rows, int64 before, int64 after)
{
	Datum		values[MOVER_COLUMNS] = {0};
	bool		nulls[MOVER_COLUMNS] = {false};
	bool		stayed = before != NOBODY && after != NOBODY;
	double		change = ExactChange(rows, before, after);
	double		percent;
	MemberName	name = after != NOBODY ?
		RankingMember(rows->after, after) : RankingMember(rows->before, before);

	values[MOVER_MEMBER] =
		PointerGetDatum(cstring_to_text_with_len(name.bytes, name.length));
	PutSide(rows->before, before,
			&values[MOVER_RANK_BEFORE], &nulls[MOVER_RANK_BEFORE],
			&values[MOVER_VALUE_BEFORE], &nulls[MOVER_VALUE_BEFORE]);
	PutSide(rows->after, after,
			&values[MOVER_RANK_AFTER], &nulls[MOVER_RANK_AFTER],
			&values[MOVER_VALUE_AFTER], &nulls[MOVER_VALUE_AFTER]);
	nulls[MOVER_RANK_CHANGE] = !stayed;
	values[MOVER_RANK_CHANGE] =
		Int32GetDatum(DatumGetInt32(values[MOVER_RANK_BEFORE]) -
					  DatumGetInt32(values[MOVER_RANK_AFTER]));

	values[MOVER_CHANGE] = Float8GetDatum(change);
	nulls[MOVER_PCT_CHANGE] = !stayed ||
		!PercentChange(RankingValue(rows->after, after),
					   RankingValue(rows->before, before),
					   POLICY_STRICT, &percent);
	if (!nulls[MOVER_PCT_CHANGE])
		values[MOVER_PCT_CHANGE] = Float8GetDatum(CheckResult(percent));
	nulls[MOVER_CONTRIBUTION] = !(rows->total_before > 0);
	if (!nulls[MOVER_CONTRIBUTION])
		values[MOVER_CONTRIBUTION] =
			Float8GetDatum(CheckResult(Percent(change, rows->total_before)));
	values[MOVER_STATUS] =
		CStringGetTextDatum(stayed ? "stayed" : before == NOBODY ? "entered" : "left");
	tuplestore_putvalues(rows->rsinfo->setResult, rows->rsinfo->setDesc,
						 values, nulls);
}

/*
 * For each entry of an opened ranking the number of the same member's entry in
 * the canonical ranking r, or NOBODY.
 */
static int64 *
MatchEntries(const MemberRanking *opened, const MemberRanking *r)
{
	int64	   *match = (int64 *)
		MemoryContextAllocHuge(CurrentMemoryContext,
							   Max(r->nmembers, 1) * sizeof(int64));

	for (uint32 i = 0; i < r->nmembers; i++)
	{
		AllowCancel(i);
		match[i] = RankingFind(opened, RankingMember(r, i));
	}
	return match;
}

Datum
ranking_movers(PG_FUNCTION_ARGS)
{
	MoverRows	rows;
	int64	   *in_before;
	int64	   *in_after;

	InitMaterializedSRF(fcinfo, 0);
	rows.rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	rows.before = RankingForRead(fcinfo, 0);
	rows.after = RankingForRead(fcinfo, 1);
	rows.total_before = RankingTotal(rows.before);

	/* opening keeps the numbers of the entries */
	in_before = MatchEntries(OpenRanking(rows.before), rows.after);
	in_after = MatchEntries(OpenRanking(rows.after), rows.before);
	for (uint32 i = 0; i < rows.after->nmembers; i++)
	{
		AllowCancel(i);
		PutMover(&rows, in_before[i], i);
	}
	for (uint32 i = 0; i < rows.before->nmembers; i++)
	{
		AllowCancel(i);
		if (in_after[i] == NOBODY)
			PutMover(&rows, i, NOBODY);
	}
	PG_RETURN_NULL();
}
