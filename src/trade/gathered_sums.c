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

static Size
SizeOfSums(int nsums, int room)
{
	return offsetof(GatheredSums, lane) + nsums * room * sizeof(double);
}

GatheredSums *
NewSums(int nsums, int room)
{
	Size		size = SizeOfSums(nsums, room);
	GatheredSums *sums = palloc0(size);

	Assert(nsums <= MAX_SUMS && room >= 1 && room <= EXACT_MAX_LANES);
	SET_VARSIZE(sums, size);
	sums->nsums = nsums;
	sums->room = room;
	memset(sums->nlanes, 1, nsums);
	return sums;
}

static void
CheckNumberOfSums(const GatheredSums *sums, int nsums)
{
	if (sums->nsums != nsums)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("state of %d sums in place of one of %d",
						sums->nsums, nsums),
				 errdetail("It comes from an aggregate of another kind.")));
}

GatheredSums *
SumsForUpdate(FunctionCallInfo fcinfo, int nsums)
{
	GatheredSums *sums;

	if (PG_ARGISNULL(0))
		return NewSums(nsums, FIRST_ROOM);
	sums = (GatheredSums *) SummaryForUpdate(fcinfo);
	CheckNumberOfSums(sums, nsums);
	return sums;
}

bool
SumsForRow(FunctionCallInfo fcinfo, int nsums, GatheredSums **sums)
{
	int			known = 0;

	for (int i = 1; i < PG_NARGS(); i++)
		known += !PG_ARGISNULL(i);
	if (known == 0)
	{
		*sums = PG_ARGISNULL(0) ? NULL : (GatheredSums *) PG_GETARG_POINTER(0);
		return false;
	}
	*sums = SumsForUpdate(fcinfo, nsums);
	if (known < PG_NARGS() - 1)
	{
		(*sums)->nhalf++;
		return false;
	}
	(*sums)->nrows++;
	return true;
}

GatheredSums *
SumsForRead(FunctionCallInfo fcinfo, int nsums)
{
	GatheredSums *sums = PG_GETARG_GATHERED_SUMS(0);

	CheckNumberOfSums(sums, nsums);
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
		GatheredSums *grown = NewSums(sums->nsums, Min(2 * n, EXACT_MAX_LANES));

		grown->nrows = sums->nrows;
		grown->nhalf = sums->nhalf;
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

	CheckNumberOfSums(other, sums->nsums);
	sums->nrows = MergeRowCounts(sums->nrows, other->nrows);
	sums->nhalf = MergeRowCounts(sums->nhalf, other->nhalf);
	for (int i = 0; i < other->nsums; i++)
	{
		for (int k = 0; k < other->nlanes[i]; k++)
			sums = SumsAdd(sums, i, other->lane[i * other->room + k]);
		if (fabs(SumsValue(sums, i)) >= SUM_LIMIT)
			float_overflow_error();
	}
	PG_RETURN_POINTER(sums);
}
