/*
 * gathered_sums.c
 *		Gathering and merging a few exact sums.
 */
#include "trade/gathered_sums.h"

#include "base/agg.h"
#include "utils/float.h"

PG_FUNCTION_INFO_V1(gathered_sums_combine);

/* two lanes hold the sums of most data, and of most products */
#define FIRST_ROOM 2

/* see balance.h: a sum from outside must not overflow when added to others */
#define SUM_LIMIT 0x1p1022

const SumsKindEntry sums_kinds[LAST_SUMS_KIND + 1] = {
	[SUMS_INTRA_INDUSTRY] = {"intra_industry", 3},
	[SUMS_MARGINAL_IIT] = {"marginal_iit", 2},
	[SUMS_PRICE_INDEX] = {"price_index", 6},
	[SUMS_TORNQVIST] = {"tornqvist", 4},
	[SUMS_UNIT_VALUE] = {"unit_value", 3},
	[SUMS_MIRROR_GAP] = {"mirror_gap", 4},
	[SUMS_REROUTE_BOUND] = {"reroute_bound", 2},
	[SUMS_HOURLY_WAGE] = {"hourly_wage", 2},
	[SUMS_WEIGHTED_PRICES] = {"weighted_prices", 4},
	[SUMS_ELEMENTARY] = {"elementary_prices", 4},
};

static Size
SizeOfSums(int nsums, int room)
{
	return offsetof(GatheredSums, lane) + nsums * room * sizeof(double);
}

GatheredSums *
NewSums(SumsKind kind, int room)
{
	int			nsums = sums_kinds[kind].nsums;
	Size		size = SizeOfSums(nsums, room);
	GatheredSums *sums = palloc0(size);

	Assert(nsums <= MAX_SUMS && room >= 1 && room <= EXACT_MAX_LANES);
	SET_VARSIZE(sums, size);
	sums->kind = kind;
	sums->nsums = nsums;
	sums->room = room;
	memset(sums->nlanes, 1, nsums);
	return sums;
}

static void
CheckSumsKind(const GatheredSums *sums, SumsKind kind)
{
	if (sums->kind != kind)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("state of \"%s\" in place of one of \"%s\"",
						sums_kinds[sums->kind].name, sums_kinds[kind].name),
				 errdetail("It comes from an aggregate of another kind.")));
}

static void
AssertCheckSums(const GatheredSums *sums PG_USED_FOR_ASSERTS_ONLY)
{
	Assert(sums->kind >= 1 && sums->kind <= LAST_SUMS_KIND);
	Assert(sums->nsums == sums_kinds[sums->kind].nsums);
	Assert(VARSIZE(sums) == SizeOfSums(sums->nsums, sums->room));
	Assert(IsRowCount(sums->nrows) && IsRowCount(sums->npartial));
	for (int i = 0; i < sums->nsums; i++)
		Assert(sums->nlanes[i] >= 1 && sums->nlanes[i] <= sums->room);
}

GatheredSums *
SumsForUpdate(FunctionCallInfo fcinfo, SumsKind kind)
{
	GatheredSums *sums;

	if (PG_ARGISNULL(0))
		return NewSums(kind, FIRST_ROOM);
	sums = (GatheredSums *) SummaryForUpdate(fcinfo);
	AssertCheckSums(sums);
	CheckSumsKind(sums, kind);
	return sums;
}

bool
SumsForRow(FunctionCallInfo fcinfo, SumsKind kind, GatheredSums **sums)
{
	int			known = 0;

	for (int i = 1; i < PG_NARGS(); i++)
		known += !PG_ARGISNULL(i);
	if (known == 0)
	{
		*sums = PG_ARGISNULL(0) ? NULL : (GatheredSums *) PG_GETARG_POINTER(0);
		return false;
	}
	*sums = SumsForUpdate(fcinfo, kind);
	if (known < PG_NARGS() - 1)
	{
		(*sums)->npartial++;
		return false;
	}
	(*sums)->nrows++;
	return true;
}

GatheredSums *
SumsForRead(FunctionCallInfo fcinfo, SumsKind kind)
{
	GatheredSums *sums = PG_GETARG_GATHERED_SUMS(0);

	AssertCheckSums(sums);
	CheckSumsKind(sums, kind);
	return sums;
}

GatheredSums *
SumsGrow(GatheredSums *sums, int i, double rest)
{
	double		settled[EXACT_MAX_LANES];
	int			n = ExactSettle(sums->lane + i * sums->room, 1, sums->nlanes[i],
								rest, settled);

	if (n > sums->room)
	{
		GatheredSums *grown = NewSums(sums->kind, Min(2 * n, EXACT_MAX_LANES));

		grown->nrows = sums->nrows;
		grown->npartial = sums->npartial;
		memcpy(grown->nlanes, sums->nlanes, sizeof(sums->nlanes));
		for (int k = 0; k < sums->nsums; k++)
			memcpy(grown->lane + k * grown->room, sums->lane + k * sums->room,
				   sums->nlanes[k] * sizeof(double));
		sums = grown;
	}
	sums->nlanes[i] = n;
	memcpy(sums->lane + i * sums->room, settled, n * sizeof(double));
	return sums;
}

Datum
gathered_sums_combine(PG_FUNCTION_ARGS)
{
	GatheredSums *sums = (GatheredSums *) SummaryForUpdate(fcinfo);
	GatheredSums *other = PG_GETARG_GATHERED_SUMS(1);

	AssertCheckSums(sums);
	AssertCheckSums(other);
	CheckSumsKind(other, sums->kind);
	sums->nrows = MergeRowCounts(sums->nrows, other->nrows);
	sums->npartial = MergeRowCounts(sums->npartial, other->npartial);
	for (int i = 0; i < other->nsums; i++)
	{
		for (int k = 0; k < other->nlanes[i]; k++)
			sums = SumsAdd(sums, i, other->lane[i * other->room + k]);
		if (fabs(SumsValue(sums, i)) >= SUM_LIMIT)
			float_overflow_error();
	}
	PG_RETURN_POINTER(sums);
}
