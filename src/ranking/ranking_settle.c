/*
 * ranking_settle.c
 *		The canonical form of rankings, and what is asked of it.
 *
 * Nothing here depends on the order in which rows came: the sums are exact, and
 * SettleRanking() sorts.  Nothing here may look at a locale or a collation.
 */
#include "ranking/ranking.h"
#include "base/interrupt.h"

#include "base/agg.h"

/* a member of a canonical form in the making */
typedef struct SettledMember
{
	double		value;
	MemberName	name;
	uint32		entry;
} SettledMember;

static int
CompareSettled(const void *left, const void *right)
{
	const SettledMember *a = (const SettledMember *) left;
	const SettledMember *b = (const SettledMember *) right;

	CHECK_FOR_INTERRUPTS();
	if (a->value != b->value)
		return a->value > b->value ? -1 : 1;
	return CompareMembers(a->name, b->name);
}

/*
 * Writes every member with its rounded value to members, in canonical order,
 * and returns the greatest number of lanes that one of them needs.
 */
static uint32
SortMembers(const MemberRanking *r, SettledMember *members)
{
	uint32		nlanes = 1;

	for (uint32 i = 0; i < r->nmembers; i++)
	{
		double		settled[EXACT_MAX_LANES];
		uint32		n = ExactSettle(RankingLanes(r, i), 1, r->nlanes, 0, settled);

		AllowCancel(i);
		members[i].value = CheckExact(settled[0], "a ranking");
		members[i].name = RankingMember(r, i);
		members[i].entry = i;
		nlanes = Max(nlanes, n);
	}
	qsort(members, r->nmembers, sizeof(SettledMember), CompareSettled);
	return nlanes;
}

/*
 * Is there a count that is not 1?
 */
static bool
CountsNeeded(const MemberRanking *r)
{
	for (uint32 i = 0; i < r->nmembers; i++)
	{
		AllowCancel(i);
		if (RankingRows(r, i) != 1)
			return true;
	}
	return false;
}

static void
AssertCheckRanking(const MemberRanking *r PG_USED_FOR_ASSERTS_ONLY)
{
	Assert(r->nlanes >= 1 && r->nlanes <= EXACT_MAX_LANES);
	Assert(r->nmembers <= r->capacity && r->heap_used <= r->heap_size);
	Assert((r->nslots & (r->nslots - 1)) == 0);
	Assert(r->nslots == 0 || r->nslots > r->nmembers);
}

MemberRanking *
SettleRanking(MemberRanking *r)
{
	SettledMember *members;
	MemberRanking *result;
	MemberRanking layout = {0};
	Size		size;

	AssertCheckRanking(r);
	if (r->nslots == 0)
		return r;

	members = (SettledMember *) MemoryContextAllocHuge(CurrentMemoryContext,
													   Max(r->nmembers, 1) * sizeof(SettledMember));
	layout.nlanes = SortMembers(r, members);
	layout.counted = CountsNeeded(r);
	layout.capacity = r->nmembers;
	layout.heap_size = RankingHeapNeeded(r);
	size = sizeof(MemberRanking) + layout.heap_size +
		r->nmembers * RankingEntrySize(&layout);
	result = (MemberRanking *) palloc0(size);
	*result = layout;
	SET_VARSIZE(result, size);

	for (uint32 i = 0; i < r->nmembers; i++)
	{
		double		settled[EXACT_MAX_LANES];
		uint32		n = ExactSettle(RankingLanes(r, members[i].entry), 1,
									r->nlanes, 0, settled);
		MemberSpan *span = RankingSpan(result, i);

		AllowCancel(i);
		memcpy(RankingLanes(result, i), settled, n * sizeof(double));
		if (result->counted)
			*RankingCount(result, i) = *RankingCount(r, members[i].entry);
		span->start = result->heap_used;
		span->length = members[i].name.length;
		memcpy(RankingHeap(result) + span->start, members[i].name.bytes,
			   span->length);
		result->heap_used += span->length;
	}
	result->nmembers = r->nmembers;
	pfree(members);
	return result;
}

MemberRanking *
UncountedRanking(MemberRanking *r)
{
	MemberRanking layout = *r;
	MemberRanking *result;
	Size		size;

	if (!r->counted)
		return r;
	layout.counted = false;
	size = sizeof(MemberRanking) + r->heap_used + r->nmembers * RankingEntrySize(&layout);
	result = (MemberRanking *) palloc0(size);
	*result = layout;
	SET_VARSIZE(result, size);
	for (uint32 i = 0; i < r->nmembers; i++)
	{
		AllowCancel(i);
		memcpy(RankingLanes(result, i), RankingLanes(r, i), r->nlanes * sizeof(double));
		*RankingSpan(result, i) = *RankingSpan(r, i);
	}
	memcpy(RankingHeap(result), RankingHeap(r), r->heap_used);
	return result;
}

MemberRanking *
RankingForRead(FunctionCallInfo fcinfo, int argno)
{
	return SettleRanking((MemberRanking *) SummaryForRead(fcinfo, argno));
}

int64
RankingEntryOf(const MemberRanking *r, MemberName name)
{
	for (uint32 i = 0; i < r->nmembers; i++)
	{
		MemberSpan *span = RankingSpan(r, i);

		AllowCancel(i);
		if (span->length == (uint32) name.length &&
			memcmp(RankingHeap(r) + span->start, name.bytes, name.length) == 0)
			return i;
	}
	return -1;
}

uint32
RankOfEntry(const MemberRanking *r, uint32 entry)
{
	double		value = RankingValue(r, entry);
	uint32		low = 0;

	/* the first entry of this value */
	while (low < entry)
	{
		uint32		middle = low + (entry - low) / 2;

		if (RankingValue(r, middle) > value)
			low = middle + 1;
		else
			entry = middle;
	}
	return low + 1;
}

double
RankingTotal(const MemberRanking *r)
{
	ExactSum	total;

	total.nlanes = 0;
	for (uint32 i = 0; i < r->nmembers; i++)
	{
		AllowCancel(i);
		for (uint32 k = 0; k < r->nlanes; k++)
			ExactSumAdd(&total, RankingLanes(r, i)[k]);
	}
	return ExactSumRound(&total);
}

bool
RankingHasShares(const MemberRanking *r, double *total)
{
	*total = RankingTotal(r);
	return *total != 0 &&
		(RankingValue(r, 0) <= 0 || RankingValue(r, r->nmembers - 1) >= 0);
}
