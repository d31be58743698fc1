/*
 * ranking_json.c
 *		Rankings as jsonb, for programs that read JSON.
 *
 * The object is put together here: the server's parser of JSON answers no
 * cancel, and spends seconds on millions of members.  Nor does its sorting of
 * keys, so they come in its own order, by length and then by bytes, in which it
 * finds nothing to do.
 */
#include "ranking/ranking.h"
#include "base/interrupt.h"
#include "base/json.h"

PG_FUNCTION_INFO_V1(member_ranking_to_jsonb);

/* the server's, see lengthCompareJsonbString() */
static int
CompareKeys(const void *left, const void *right, void *ranking)
{
	MemberName	a = RankingMember(ranking, *(const uint32 *) left);
	MemberName	b = RankingMember(ranking, *(const uint32 *) right);

	CHECK_FOR_INTERRUPTS();
	if (a.length != b.length)
		return a.length < b.length ? -1 : 1;
	return memcmp(a.bytes, b.bytes, a.length);
}

static void
PushValue(JsonbParseState **state, const MemberRanking *r, uint32 entry)
{
	double	   *lanes = RankingLanes(r, entry);
	uint32		n = RankingUsedLanes(r, entry);

	if (n == 1)
	{
		PushJsonDouble(state, WJB_VALUE, lanes[0]);
		return;
	}
	(void) pushJsonbValue(state, WJB_BEGIN_ARRAY, NULL);
	for (uint32 k = 0; k < n; k++)
		PushJsonDouble(state, WJB_ELEM, lanes[k]);
	(void) pushJsonbValue(state, WJB_END_ARRAY, NULL);
}

Datum
member_ranking_to_jsonb(PG_FUNCTION_ARGS)
{
	MemberRanking *r = RankingForRead(fcinfo, 0);
	uint32	   *entry = MemoryContextAllocHuge(CurrentMemoryContext,
											   Max(r->nmembers, 1) * sizeof(uint32));
	JsonbParseState *state = NULL;

	for (uint32 i = 0; i < r->nmembers; i++)
	{
		AllowCancel(i);
		entry[i] = i;
	}
	qsort_arg(entry, r->nmembers, sizeof(uint32), CompareKeys, r);
	(void) pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	for (uint32 i = 0; i < r->nmembers; i++)
	{
		MemberName	name = RankingMember(r, entry[i]);

		AllowCancel(i);
		PushJsonString(&state, WJB_KEY, name.bytes, name.length);
		PushValue(&state, r, entry[i]);
	}
	PG_RETURN_JSONB_P(JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_OBJECT, NULL)));
}
