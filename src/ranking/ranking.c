/*
 * ranking.c
 *		The hash table inside a member_ranking.
 *
 * An aggregate adds millions of rows to thousands of rankings, so the table is
 * one flat piece that is written in place and grown by doubling.  Its size is
 * always a power of two: that is what the server's allocator would round it up
 * to, and the members' mean length decides how the room is shared out between
 * index, entries and heap.
 *
 * Members may leave again: an entry is taken from the index and its place filled
 * with the last one, while its bytes stay in the heap until that is full.
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
	Size		entry_size = RankingEntrySize(r);
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
MakeRoom(uint32 nlanes, bool counted, Size nmembers, Size heap)
{
	Size		mean_length = nmembers > 0 ? heap / nmembers + 1 : 4;
	MemberRanking layout = {.nlanes = nlanes, .counted = counted};
	Size		need = sizeof(MemberRanking) + heap +
		nmembers * (RankingEntrySize(&layout) + sizeof(RankingSlot));
	Size		size = MIN_RANKING_SIZE;
	MemberRanking *r;

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
	return MakeRoom(FIRST_LANES, false, 0, 0);
}

MemberRanking *
NewCountedRanking(void)
{
	return MakeRoom(FIRST_LANES, true, 0, 0);
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
	memset(RankingLanes(r, entry), 0, (r->nlanes + r->counted) * sizeof(double));
	return entry;
}

Size
RankingHeapNeeded(const MemberRanking *r)
{
	Size		needed = 0;

	for (uint32 i = 0; i < r->nmembers; i++)
	{
		AllowCancel(i);
		needed += RankingSpan(r, i)->length;
	}
	return needed;
}

/*
 * A working copy of r, in the current context, with the same numbers of
 * entries, at least nlanes lanes and room for one more member of extra bytes.
 */
static MemberRanking *
CopyRanking(const MemberRanking *r, uint32 nlanes, bool counted, Size extra)
{
	Size		heap = RankingHeapNeeded(r);
	MemberRanking *grown;

	/* where members come and go, room for as many bytes to come */
	if (heap < r->heap_used)
		extra += heap;
	grown = MakeRoom(nlanes, counted, (Size) r->nmembers + 1, heap + extra);
	for (uint32 i = 0; i < r->nmembers; i++)
	{
		MemberName	name = RankingMember(r, i);
		uint32		hash = HashMember(name);

		AllowCancel(i);
		InsertMember(grown, FindSlot(grown, name, hash), name, hash);
		memcpy(RankingLanes(grown, i), RankingLanes(r, i),
			   r->nlanes * sizeof(double));
		if (counted)
			*RankingCount(grown, i) = RankingRows(r, i);
	}
	return grown;
}

static MemberRanking *
GrowRanking(const MemberRanking *r, uint32 nlanes, Size extra)
{
	return CopyRanking(r, nlanes, r->counted != 0, extra);
}

MemberRanking *
OpenRanking(MemberRanking *r)
{
	if (r->nslots != 0 && !r->counted)
		return r;
	return CopyRanking(r, Max(r->nlanes, FIRST_LANES), false, 0);
}

MemberRanking *
OpenCountedRanking(MemberRanking *r)
{
	if (r->nslots != 0 && r->counted)
		return r;
	return CopyRanking(r, Max(r->nlanes, FIRST_LANES), true, 0);
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
RankingAddTo(MemberRanking *r, uint32 entry, double value)
{
	double		rest = ExactAdd(RankingLanes(r, entry), 1, r->nlanes, value);

	return unlikely(rest != 0) ? AddRest(r, entry, rest) : r;
}

/*
 * Frees a slot of the index, and moves those behind it up that would not be
 * found any more.
 */
static void
FreeSlot(MemberRanking *r, RankingSlot *slot)
{
	RankingSlot *slots = RankingSlots(r);
	uint32		mask = r->nslots - 1;
	uint32		hole = slot - slots;

	for (uint32 i = (hole + 1) & mask; slots[i].entry != 0; i = (i + 1) & mask)
	{
		uint32		home = slots[i].hash & mask;

		/* stays where its home lies behind the hole */
		if (((i - home) & mask) < ((i - hole) & mask))
			continue;
		slots[hole] = slots[i];
		hole = i;
	}
	slots[hole].entry = 0;
	slots[hole].hash = 0;
}

void
RankingRemove(MemberRanking *r, uint32 entry)
{
	MemberName	name = RankingMember(r, entry);
	uint32		last = r->nmembers - 1;

	FreeSlot(r, FindSlot(r, name, HashMember(name)));
	if (entry != last)
	{
		name = RankingMember(r, last);
		FindSlot(r, name, HashMember(name))->entry = entry + 1;
		memcpy(RankingLanes(r, entry), RankingLanes(r, last), RankingEntrySize(r));
	}
	r->nmembers--;
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
			r = RankingAddTo(r, entry, lanes[k]);
		if (r->counted)
			*RankingCount(r, entry) = MergeRowCounts(*RankingCount(r, entry),
													 RankingRows(other, i));
	}
	return r;
}

int64
RankingFind(const MemberRanking *r, MemberName name)
{
	return (int64) FindSlot(r, name, HashMember(name))->entry - 1;
}
