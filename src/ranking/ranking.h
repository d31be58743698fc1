/*
 * ranking.h
 *		member_ranking: the members of a group and what each adds up to.
 *
 * One flat varlena in one of two forms.
 *
 *		working		a hash table that an aggregate adds rows to, in place, with
 *					room to spare; only aggregate states are of this form
 *		canonical	no index, no room, members by value descending, ties by the
 *					bytes of the member ascending; everything stored, sent or
 *					asked is of this form, and equal contents have equal bytes
 *
 * Behind the header stand the slots of the index (none in canonical form), the
 * entries and the heap, which holds the members' bytes.  An entry is nlanes
 * doubles, whose exact sum is the member's value (base/exact_math.h), the number
 * of its rows where the ranking counts them, and a MemberSpan.  A canonical
 * ranking has counts only where one of them is not 1.  A member is the text form
 * of whatever the user ranks, in the server's encoding; two are the same when
 * their bytes are.
 */
#ifndef RANKING_RANKING_H
#define RANKING_RANKING_H

#include "base/compat.h"
#include "base/exact.h"

typedef struct MemberRanking
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	uint32		nlanes;			/* doubles per entry */
	uint32		nmembers;
	uint32		capacity;		/* entries there is room for */
	uint32		heap_used;		/* bytes */
	uint32		heap_size;
	uint32		nslots;			/* a power of two; 0 in canonical form */
	uint32		counted;		/* 1 where entries have counts of rows, else 0 */
} MemberRanking;

typedef struct RankingSlot
{
	uint32		hash;
	uint32		entry;			/* number of the entry plus 1; 0 is free */
} RankingSlot;

typedef struct MemberSpan
{
	uint32		start;			/* in the heap */
	uint32		length;
} MemberSpan;

/* a member's bytes, no end mark, in somebody else's memory */
typedef struct MemberName
{
	const char *bytes;
	int			length;
} MemberName;

/* room for any bigint, see GetMemberArg() */
#define MEMBER_DIGITS_SIZE 24

static inline RankingSlot *
RankingSlots(const MemberRanking *r)
{
	return (RankingSlot *) (r + 1);
}

static inline Size
RankingEntrySize(const MemberRanking *r)
{
	return (r->nlanes + r->counted) * sizeof(double) + sizeof(MemberSpan);
}

static inline char *
RankingEntries(const MemberRanking *r)
{
	return (char *) (RankingSlots(r) + r->nslots);
}

static inline char *
RankingHeap(const MemberRanking *r)
{
	return RankingEntries(r) + r->capacity * RankingEntrySize(r);
}

static inline double *
RankingLanes(const MemberRanking *r, uint32 entry)
{
	return (double *) (RankingEntries(r) + entry * RankingEntrySize(r));
}

static inline MemberSpan *
RankingSpan(const MemberRanking *r, uint32 entry)
{
	return (MemberSpan *) (RankingLanes(r, entry) + r->nlanes + r->counted);
}

/*
 * The count of rows of an entry of a counted ranking.
 */
static inline int64 *
RankingCount(const MemberRanking *r, uint32 entry)
{
	return (int64 *) (RankingLanes(r, entry) + r->nlanes);
}

/*
 * Of how many rows the value of an entry is the sum.
 */
static inline int64
RankingRows(const MemberRanking *r, uint32 entry)
{
	return r->counted ? *RankingCount(r, entry) : 1;
}

static inline MemberName
RankingMember(const MemberRanking *r, uint32 entry)
{
	MemberSpan *span = RankingSpan(r, entry);
	MemberName	name = {RankingHeap(r) + span->start, (int) span->length};

	return name;
}

/*
 * The value of an entry of a canonical ranking, rounded to nearest.
 */
static inline double
RankingValue(const MemberRanking *r, uint32 entry)
{
	return RankingLanes(r, entry)[0];
}

/*
 * How many lanes an entry of a canonical ranking fills.
 */
static inline uint32
RankingUsedLanes(const MemberRanking *r, uint32 entry)
{
	uint32		n = r->nlanes;

	while (n > 1 && RankingLanes(r, entry)[n - 1] == 0)
		n--;
	return n;
}

/*
 * Order by bytes, the shorter first where one begins the other.
 */
static inline int
CompareMembers(MemberName a, MemberName b)
{
	int			order = memcmp(a.bytes, b.bytes, Min(a.length, b.length));

	return order != 0 ? order : a.length - b.length;
}

/*
 * The ratio of a part to a whole that is not 0; a part of 0 has 0, never -0.
 */
static inline double
ShareOf(double part, double whole)
{
	return part / whole + 0.0;
}

/*
 * An empty working ranking in the current context.
 */
extern MemberRanking *NewRanking(void);
extern MemberRanking *NewCountedRanking(void);

/*
 * r in working form and without counts, or with them: r itself where it is so,
 * else a copy in the current context, with the entries under the same numbers.
 * Counts that r has not are 1.
 */
extern MemberRanking *OpenRanking(MemberRanking *r);
extern MemberRanking *OpenCountedRanking(MemberRanking *r);

/*
 * Adds value, which CheckExact() has seen, to a member.  r is in working form
 * and is written to; returns r or, where it had to grow, a new one in the
 * current context (r is left to the caller).  *entry, unless entry is NULL,
 * becomes the number of the member's entry, which stays the same until one is
 * removed.  Counts are left alone: those of new members are 0.  Raises 54000
 * where the ranking would exceed 1 GB.
 */
extern MemberRanking *RankingAdd(MemberRanking *r, MemberName name,
								 double value, uint32 *entry);

/*
 * Adds to the value of an entry, as RankingAdd() does.
 */
extern MemberRanking *RankingAddTo(MemberRanking *r, uint32 entry, double value);

/*
 * Takes the member out of a working ranking; the last entry becomes this one.
 */
extern void RankingRemove(MemberRanking *r, uint32 entry);

/*
 * The bytes that the members of a ranking take, without those of members that
 * were removed.
 */
extern Size RankingHeapNeeded(const MemberRanking *r);

/*
 * Adds every member of other, of either form, to r, as RankingAdd() does, and
 * their rows where r counts them.
 */
extern MemberRanking *RankingMerge(MemberRanking *r, const MemberRanking *other);

/*
 * The number of a member's entry in a working ranking, or -1.
 */
extern int64 RankingFind(const MemberRanking *r, MemberName name);

/*
 * r in canonical form: r itself where it is, else a new one in the current
 * context; r is never written to.  It has counts where r has and one of them is
 * not 1.  Raises 22003 where a sum has a magnitude of
 * 2^960 and more, so that canonical rankings can always be merged.
 */
extern MemberRanking *SettleRanking(MemberRanking *r);

/*
 * A canonical ranking without counts: r itself where it has none.
 */
extern MemberRanking *UncountedRanking(MemberRanking *r);

/*
 * Argument argno, not NULL, detoasted and in canonical form, to read only.
 */
extern MemberRanking *RankingForRead(FunctionCallInfo fcinfo, int argno);

/*
 * Argument argno, not NULL and of any type, as a member.  The bytes live in
 * digits, in the argument or in the current context.  What was found out about
 * the type stays in flinfo->fn_extra.
 */
extern MemberName GetMemberArg(FunctionCallInfo fcinfo, int argno,
							   char digits[MEMBER_DIGITS_SIZE]);

/*
 * The same for a value of that argument that was fetched otherwise, as window
 * functions do.
 */
extern MemberName MemberFromDatum(FmgrInfo *flinfo, int argno, Datum value,
								  char digits[MEMBER_DIGITS_SIZE]);

/*
 * Raises 22004: a value that belongs to nobody.
 */
extern void RaiseNullMember(void) pg_attribute_noreturn();

/*
 * The number of the member's entry in a canonical ranking, or -1.
 */
extern int64 RankingEntryOf(const MemberRanking *r, MemberName name);

/*
 * The competition rank ("1224") of an entry of a canonical ranking: one more
 * than the number of members with a greater value.
 */
extern uint32 RankOfEntry(const MemberRanking *r, uint32 entry);

/*
 * The sum of all values of a canonical ranking, exact and then rounded once.
 */
extern double RankingTotal(const MemberRanking *r);

/*
 * Writes the total and tells whether the members have shares of it: not when
 * it is 0, and not when some values are positive and others negative, because
 * they are then no parts of a whole.
 */
extern bool RankingHasShares(const MemberRanking *r, double *total);

/*
 * The input function, for the cast from jsonb.
 */
extern PGDLLEXPORT Datum member_ranking_in(PG_FUNCTION_ARGS);

/*
 * Raises 22023 where the members are partners, and one is an aggregate that
 * counts another.
 */
extern void CheckDisjointPartners(const MemberRanking *r);

#endif							/* RANKING_RANKING_H */
