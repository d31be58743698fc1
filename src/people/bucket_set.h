/*
 * bucket_set.h
 *		The working form of a bucket state, and its seal.  Its members are for
 *		bucket*.c only; others call functions.
 *
 * Entries are a sorted part followed by a tail in order of arrival, in which a
 * contributor may be again.  When the room is full the whole is settled: sorted,
 * each contributor once, the largest tags beyond the cap dropped.  The room
 * grows while that does not free half of it, up to some twice the cap, so a
 * report costs O(log n) on average and memory is bounded by the cap.
 *
 * A threshold state has another question to answer: are there at least cap
 * contributors?  Once there are it is full, holds nobody any more and only
 * counts reports.
 */
#ifndef PEOPLE_BUCKET_SET_H
#define PEOPLE_BUCKET_SET_H

#include "base/compat.h"
#include "people/bucket.h"
#include "people/seal.h"

/*
 * The byte after the length tells the forms apart; that of a sealed state is
 * the version of the seal.
 */
#define BUCKET_FORM_WORKING 0
#define BUCKET_FORM_SEALED 1

struct BucketState
{
	int32		vl_len_;		/* varlena header */
	uint8		form;			/* BUCKET_FORM_WORKING */
	bool		threshold;
	bool		full;			/* a threshold state with cap contributors */
	int32		cap;
	int32		nsorted;
	int32		nentries;		/* the sorted part and the tail */
	int64		reports;
	int64		nameless;		/* of these, reports of nobody */
	BucketEntry entry[FLEXIBLE_ARRAY_MEMBER];
};

static inline uint8
BucketForm(const struct varlena *value)
{
	return VARSIZE_ANY_EXHDR(value) == 0 ? 0xff : (uint8) *VARDATA_ANY(value);
}

extern void AssertCheckBucket(const BucketState *state);
extern BucketState *BucketThresholdCreate(int k);
extern BucketState *BucketStateAddReports(BucketState *state, uint64 tag,
										  int64 reports);
extern void BucketStateSettle(BucketState *state);

/*
 * In the given context; the key is wiped when it goes.
 */
extern Sealer *BucketSealerCreate(MemoryContext context);

/*
 * The sealed form of a state, which is settled.
 */
extern struct varlena *BucketSeal(const Sealer *sealer,
								  BucketState *state);

/*
 * The state in a sealed value, which is plain; NULL where the seal does not
 * hold.
 */
extern BucketState *BucketUnseal(const Sealer *sealer,
								 const struct varlena *sealed);

/*
 * May the value be let in?  False where it is of no length or version that
 * BucketSeal() writes, and where it claims to be sealed with our key and is
 * not.  One sealed with another key passes, so that a dump can be restored
 * before the key is; it is refused wherever it is used.
 */
extern bool BucketSealIsCredible(const Sealer *sealer,
								 const struct varlena *sealed);

extern void RaiseSeal(void) pg_attribute_noreturn();

#endif							/* PEOPLE_BUCKET_SET_H */
