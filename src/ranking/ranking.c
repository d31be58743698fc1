/*
 * ranking.c
 *		The hash table inside a member_ranking, and its canonical form.
 *
 * An aggregate adds millions of rows to thousands of rankings, so the table is
 * one flat piece that is written in place and grown by doubling.  Its size is
 * always a power of two: that is what the server's allocator would round it up
 * to, and the members' mean length decides how the room is shared out between
 * index, entries and heap.
 *
 * Nothing here depends on the order in which rows come: the sums are exact, and
 * SettleRanking() sorts.  Nothing here may look at a locale or a collation.
 */
#include "ranking/ranking.h"
#include "base/interrupt.h"

#include "base/agg.h"
#include "common/hashfn.h"
#include "utils/memutils.h"

/* room for five members of four bytes each */
#define MIN_RANKING_SIZE 256
#define MIN_SLOTS 8

/* what palloc() gives, aligned */
#define MAX_RANKING_SIZE (MaxAllocSize - 7)

/* sums of cents are rarely exact in one double and nearly always in two */
#define FIRST_LANES 2

/* a member of a canonical form in the making */
typedef struct SettledMember
{
	double		value;
	MemberName	name;
	uint32		entry;
} SettledMember;

static uint32
HashMember(MemberName name)
{
	return hash_bytes((const unsigned char *) name.bytes, name.length);
}

/*
 * Shares out size bytes among nslots, capacity and heap_size of a working
 * ranking whose members are mean_length bytes long.  An index is never fuller
 * than three quarters.
 */
static void
ShareOutRoom(MemberRanking *r, Size size, Size mean_length)
{
	Size		entry_size = RankingEntrySize(r->nlanes);
	Size		nslots = MIN_SLOTS / 2;
	Size		capacity;
	Size		room;

	do
	{
		nslots *= 2;
		room = size - sizeof(MemberRanking);
		room = room > nslots * sizeof(RankingSlot) ? room - nslots * sizeof(RankingSlot) : 0;
		capacity = room / (entry_size + mean_length);
	} while (capacity > nslots / 4 * 3);

	r->nslots = nslots;
	r->capacity = capacity;
	r->heap_size = room - capacity * entry_size;
}

/*
 * An empty working ranking with room for at least nmembers of nlanes lanes
 * each, and for heap bytes, both of which may be 0.
 */
static MemberRanking *
MakeRoom(uint32 nlanes, Size nmembers, Size heap)
{
	Size		mean_length = nmembers > 0 ? heap / nmembers + 1 : 4;
	Size		need = sizeof(MemberRanking) + heap +
		nmembers * (RankingEntrySize(nlanes) + sizeof(RankingSlot));
	Size		size = MIN_RANKING_SIZE;
	MemberRanking layout = {0};
	MemberRanking *r;

	layout.nlanes = nlanes;
	while (size < need)
		size *= 2;
	for (;; size *= 2)
	{
		size = Min(size, MAX_RANKING_SIZE);
		ShareOutRoom(&layout, size, mean_length);
		if (layout.capacity >= nmembers && layout.heap_size >= heap)
			break;
		if (size == MAX_RANKING_SIZE)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("ranking exceeds the maximum size of 1 GB")));
	}
	r = (MemberRanking *) palloc0(size);
	*r = layout;
	SET_VARSIZE(r, size);
	return r;
}

MemberRanking *
NewRanking(void)
{
	return MakeRoom(FIRST_LANES, 0, 0);
}

/*
 * The slot of a member, or the free slot where it belongs.
 */
static RankingSlot *
FindSlot(const MemberRanking *r, MemberName name, uint32 hash)
{
	RankingSlot *slots = RankingSlots(r);
	uint32		mask = r->nslots - 1;

	for (uint32 i = hash & mask;; i = (i + 1) & mask)
	{
		RankingSlot *slot = &slots[i];

		if (slot->entry == 0)
			return slot;
		if (slot->hash == hash)
		{
			MemberSpan *span = RankingSpan(r, slot->entry - 1);

			if (span->length == (uint32) name.length &&
				memcmp(RankingHeap(r) + span->start, name.bytes, name.length) == 0)
				return slot;
		}
	}
}

/*
 * Makes an entry of value 0 for a member that is not there; there is room.
 */
static uint32
InsertMember(MemberRanking *r, RankingSlot *slot, MemberName name, uint32 hash)
{
	uint32		entry = r->nmembers++;
	MemberSpan *span = RankingSpan(r, entry);

	slot->hash = hash;
	slot->entry = entry + 1;
	span->start = r->heap_used;
	span->length = name.length;
	memcpy(RankingHeap(r) + r->heap_used, name.bytes, name.length);
	r->heap_used += name.length;
	memset(RankingLanes(r, entry), 0, r->nlanes * sizeof(double));
	return entry;
}

/*
 * A working copy of r, in the current context, with the same numbers of
 * entries, at least nlanes lanes and room for one more member of extra bytes.
 */
static MemberRanking *
GrowRanking(const MemberRanking *r, uint32 nlanes, Size extra)
{
	MemberRanking *grown = MakeRoom(nlanes, (Size) r->nmembers + 1,
									r->heap_used + extra);

	for (uint32 i = 0; i < r->nmembers; i++)
	{
		MemberName	name = RankingMember(r, i);
		uint32		hash = HashMember(name);

		AllowCancel(i);
		InsertMember(grown, FindSlot(grown, name, hash), name, hash);
		memcpy(RankingLanes(grown, i), RankingLanes(r, i),
			   r->nlanes * sizeof(double));
	}
	return grown;
}

MemberRanking *
OpenRanking(MemberRanking *r)
{
	if (r->nslots != 0)
		return r;
	return GrowRanking(r, Max(r->nlanes, FIRST_LANES), 0);
}

/*
 * Settles the lanes of an entry together with a rest that they could not take;
 * makes more lanes, for all entries, where it must.
 */
static MemberRanking *
AddRest(MemberRanking *r, uint32 entry, double rest)
{
	double		lanes[EXACT_MAX_LANES];
	double	   *slot = RankingLanes(r, entry);
	uint32		nlanes = ExactSettle(slot, 1, r->nlanes, rest, lanes);

	if (nlanes > r->nlanes)
	{
		r = GrowRanking(r, nlanes, 0);
		slot = RankingLanes(r, entry);
	}
	memset(slot, 0, r->nlanes * sizeof(double));
	memcpy(slot, lanes, nlanes * sizeof(double));
	return r;
}

MemberRanking *
RankingAdd(MemberRanking *r, MemberName name, double value, uint32 *entry)
{
	uint32		hash = HashMember(name);
	RankingSlot *slot = FindSlot(r, name, hash);
	uint32		number;
	double		rest;

	if (slot->entry != 0)
		number = slot->entry - 1;
	else
	{
		if (r->nmembers == r->capacity ||
			r->heap_size - r->heap_used < (uint32) name.length)
		{
			r = GrowRanking(r, r->nlanes, name.length);
			slot = FindSlot(r, name, hash);
		}
		number = InsertMember(r, slot, name, hash);
	}

	if (entry != NULL)
		*entry = number;
	rest = ExactAdd(RankingLanes(r, number), 1, r->nlanes, value);
	if (unlikely(rest != 0))
		r = AddRest(r, number, rest);
	return r;
}

MemberRanking *
RankingMerge(MemberRanking *r, const MemberRanking *other)
{
	for (uint32 i = 0; i < other->nmembers; i++)
	{
		double	   *lanes = RankingLanes(other, i);
		uint32		entry;

		AllowCancel(i);
		r = RankingAdd(r, RankingMember(other, i), lanes[0], &entry);
		for (uint32 k = 1; k < other->nlanes; k++)
		{
			double		rest = ExactAdd(RankingLanes(r, entry), 1, r->nlanes,
										lanes[k]);

			if (unlikely(rest != 0))
				r = AddRest(r, entry, rest);
		}
	}
	return r;
}

int64
RankingFind(const MemberRanking *r, MemberName name)
{
	return (int64) FindSlot(r, name, HashMember(name))->entry - 1;
}

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
	Size		size;
	uint32		nlanes;

	AssertCheckRanking(r);
	if (r->nslots == 0)
		return r;

	members = (SettledMember *) MemoryContextAllocHuge(CurrentMemoryContext,
													   Max(r->nmembers, 1) * sizeof(SettledMember));
	nlanes = SortMembers(r, members);
	size = sizeof(MemberRanking) + r->heap_used +
		r->nmembers * RankingEntrySize(nlanes);
	result = (MemberRanking *) palloc0(size);
	SET_VARSIZE(result, size);
	result->nlanes = nlanes;
	result->capacity = r->nmembers;
	result->heap_size = r->heap_used;

	for (uint32 i = 0; i < r->nmembers; i++)
	{
		double		settled[EXACT_MAX_LANES];
		uint32		n = ExactSettle(RankingLanes(r, members[i].entry), 1,
									r->nlanes, 0, settled);
		MemberSpan *span = RankingSpan(result, i);

		AllowCancel(i);
		memcpy(RankingLanes(result, i), settled, n * sizeof(double));
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
