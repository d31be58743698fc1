/*
 * ranking_top.c
 *		Questions to one ranking: its first or last rows, and single members.
 *
 * A rank is the competition rank: members of equal value share it, and the one
 * after them has theirs plus their number.  The order of rows is another thing:
 * always by value, and by the bytes of the member where values are equal, so
 * top(r, 10) has ten rows, the same ones on every machine and in every locale.
 */
#include "ranking/ranking.h"
#include "base/interrupt.h"

#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

PG_FUNCTION_INFO_V1(ranking_top);
PG_FUNCTION_INFO_V1(ranking_bottom);
PG_FUNCTION_INFO_V1(ranking_unnest);
PG_FUNCTION_INFO_V1(rank_of);
PG_FUNCTION_INFO_V1(value_of);
PG_FUNCTION_INFO_V1(share_of);
PG_FUNCTION_INFO_V1(ranking_total);
PG_FUNCTION_INFO_V1(num_members);

#define TOP_COLUMNS 5

/* the rows of top() and bottom() in the making */
typedef struct TopRows
{
	ReturnSetInfo *rsinfo;
	MemberRanking *ranking;
	uint32		limit;			/* rows wanted, the one of others not counted */
	uint32		nrows;			/* written */
	double		total;
	bool		has_shares;
	ExactSum	running;		/* the values written so far */
} TopRows;

static Datum
MemberDatum(MemberName name)
{
	return PointerGetDatum(cstring_to_text_with_len(name.bytes, name.length));
}

/*
 * Writes a row; rank 0 is the row of others.
 */
static void
PutRow(TopRows *rows, uint32 rank, Datum member, double value)
{
	Datum		values[TOP_COLUMNS];
	bool		nulls[TOP_COLUMNS] = {false};

	nulls[0] = rank == 0;
	values[0] = Int32GetDatum((int32) rank);
	values[1] = member;
	values[2] = Float8GetDatum(value);
	nulls[3] = nulls[4] = !rows->has_shares;
	values[3] = values[4] = (Datum) 0;
	if (rows->has_shares)
	{
		values[3] = Float8GetDatum(ShareOf(value, rows->total));
		values[4] = Float8GetDatum(ShareOf(ExactSumRound(&rows->running),
										   rows->total));
	}
	tuplestore_putvalues(rows->rsinfo->setResult, rows->rsinfo->setDesc,
						 values, nulls);
}

static void
AddEntry(ExactSum *sum, const MemberRanking *r, uint32 entry)
{
	for (uint32 k = 0; k < r->nlanes; k++)
		ExactSumAdd(sum, RankingLanes(r, entry)[k]);
}

/*
 * Writes the entries from first to before end, which have one rank, unless
 * there are enough rows already.
 */
static void
PutTied(TopRows *rows, uint32 rank, uint32 first, uint32 end)
{
	MemberRanking *r = rows->ranking;

	for (uint32 i = first; i < end && rows->nrows < rows->limit; i++)
	{
		AllowCancel(i);
		AddEntry(&rows->running, r, i);
		PutRow(rows, rank, MemberDatum(RankingMember(r, i)), RankingValue(r, i));
		rows->nrows++;
	}
}

static void
PutFromTop(TopRows *rows)
{
	MemberRanking *r = rows->ranking;
	uint32		first = 0;

	while (first < r->nmembers && rows->nrows < rows->limit)
	{
		uint32		end = first + 1;

		while (end < r->nmembers && RankingValue(r, end) == RankingValue(r, first))
			end++;
		PutTied(rows, first + 1, first, end);
		first = end;
	}
}

static void
PutFromBottom(TopRows *rows)
{
	MemberRanking *r = rows->ranking;
	uint32		end = r->nmembers;

	while (end > 0 && rows->nrows < rows->limit)
	{
		uint32		first = RankOfEntry(r, end - 1) - 1;

		PutTied(rows, r->nmembers - end + 1, first, end);
		end = first;
	}
}

/*
 * One row for everybody who got none.  No row where there is nobody.
 */
static void
PutOthers(TopRows *rows, Datum label)
{
	MemberRanking *r = rows->ranking;
	ExactSum	rest;

	if (rows->nrows == r->nmembers)
		return;
	rest.nlanes = 0;
	for (uint32 i = 0; i < r->nmembers; i++)
	{
		AllowCancel(i);
		AddEntry(&rest, r, i);
	}
	for (int k = 0; k < rows->running.nlanes; k++)
		ExactSumAdd(&rest, -rows->running.lane[k]);
	for (int k = 0; k < rest.nlanes; k++)
		ExactSumAdd(&rows->running, rest.lane[k]);
	PutRow(rows, 0, label, ExactSumRound(&rest));
}

/*
 * The rows of top() or bottom(): arguments ranking, n, label of others.  A NULL
 * ranking or n has no rows, a NULL label no row of others.
 */
static void
PutTop(FunctionCallInfo fcinfo, void (*put) (TopRows *rows))
{
	TopRows		rows;
	int32		limit;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return;
	limit = PG_GETARG_INT32(1);
	if (limit < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of rows \"%d\" is negative", limit),
				 errhint("Use bottom() for the members of the smallest values.")));

	rows.rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	rows.ranking = RankingForRead(fcinfo, 0);
	rows.limit = limit;
	rows.nrows = 0;
	rows.running.nlanes = 0;
	rows.has_shares = RankingHasShares(rows.ranking, &rows.total);
	put(&rows);
	if (!PG_ARGISNULL(2))
		PutOthers(&rows, PG_GETARG_DATUM(2));
}

Datum
ranking_top(PG_FUNCTION_ARGS)
{
	PutTop(fcinfo, PutFromTop);
	PG_RETURN_NULL();
}

Datum
ranking_bottom(PG_FUNCTION_ARGS)
{
	PutTop(fcinfo, PutFromBottom);
	PG_RETURN_NULL();
}

Datum
ranking_unnest(PG_FUNCTION_ARGS)
{
	MemberRanking *r = RankingForRead(fcinfo, 0);
	ReturnSetInfo *rsinfo;

	InitMaterializedSRF(fcinfo, 0);
	rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	for (uint32 i = 0; i < r->nmembers; i++)
	{
		Datum		values[2];
		bool		nulls[2] = {false, false};

		AllowCancel(i);
		values[0] = MemberDatum(RankingMember(r, i));
		values[1] = Float8GetDatum(RankingValue(r, i));
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	PG_RETURN_NULL();
}

/*
 * The entry of the member in argument 1, or -1.
 */
static int64
EntryOfArg(FunctionCallInfo fcinfo, const MemberRanking *r)
{
	char		digits[MEMBER_DIGITS_SIZE];

	return RankingEntryOf(r, GetMemberArg(fcinfo, 1, digits));
}

Datum
rank_of(PG_FUNCTION_ARGS)
{
	MemberRanking *r = RankingForRead(fcinfo, 0);
	int64		entry = EntryOfArg(fcinfo, r);

	if (entry < 0)
		PG_RETURN_NULL();
	PG_RETURN_INT32((int32) RankOfEntry(r, entry));
}

Datum
value_of(PG_FUNCTION_ARGS)
{
	MemberRanking *r = RankingForRead(fcinfo, 0);
	int64		entry = EntryOfArg(fcinfo, r);

	if (entry < 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(RankingValue(r, entry));
}

Datum
share_of(PG_FUNCTION_ARGS)
{
	MemberRanking *r = RankingForRead(fcinfo, 0);
	int64		entry = EntryOfArg(fcinfo, r);
	double		total;

	if (entry < 0 || !RankingHasShares(r, &total))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(ShareOf(RankingValue(r, entry), total));
}

/*
 * NULL for a ranking of nobody: the sum over nothing is not 0.
 */
Datum
ranking_total(PG_FUNCTION_ARGS)
{
	MemberRanking *r = RankingForRead(fcinfo, 0);

	if (r->nmembers == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(RankingTotal(r));
}

Datum
num_members(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32((int32) RankingForRead(fcinfo, 0)->nmembers);
}
