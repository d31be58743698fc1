/*
 * bucket.h
 *		Summaries of a bucket of complaints: who complained how often.
 *
 * A bucket has reports and contributors (people).  Thresholds are about
 * people; a report without a contributor adds a row and nobody.
 *
 * A state keeps the contributors with the smallest tags, at most "cap" of
 * them, each with the number of its reports.  As tags are random, that is a
 * random sample once there are more; until then it is everybody, and all
 * answers are exact.  The state depends on the reports only, never on their
 * order or on how partial states were merged: the smallest tags of a union are
 * the smallest of the parts' smallest.
 *
 * In memory, between two calls of one aggregate, a state is in the clear.  As a
 * value of the SQL type bucket_state that anybody can see, store or send, it
 * is sealed: encrypted, authenticated, and padded so that its size does not
 * tell the number of people.
 */
#ifndef PEOPLE_BUCKET_H
#define PEOPLE_BUCKET_H

#include "base/compat.h"

/* contributors kept unless the caller says otherwise, and the most possible */
#define BUCKET_DEFAULT_CAP 256
#define BUCKET_MAX_CAP (1 << 24)

/* the threshold where none is given */
#define BUCKET_DEFAULT_K 10

typedef struct BucketEntry
{
	uint64		tag;
	int64		reports;
} BucketEntry;

/* a varlena, opaque outside bucket*.c */
typedef struct BucketState BucketState;

/*
 * Raises 22023 for a k below the setting trade_labor.min_contributors, which
 * only a superuser can change, and for a k above BUCKET_MAX_CAP.
 */
extern void CheckThreshold(int64 k);

/*
 * The state in a Datum of type bucket_state, sealed or not, as a private copy
 * in the current context: settled, that is, its entries are in order and each
 * contributor is there once.  Raises 22023, always with the same words, where
 * the seal does not hold.
 */
extern BucketState *BucketStateOpen(Datum value);

/*
 * The sealed form, palloc'd in the current context, of a state that is not
 * changed but for being settled.  Equal states give equal bytes under one key.
 */
extern struct varlena *BucketStateSeal(BucketState *state);

/*
 * An empty state for at most cap contributors, in the current context.
 */
extern BucketState *BucketStateCreate(int cap);

/*
 * A state of these people, who ascend without repetition, one report each,
 * under the greatest cap there is.
 */
extern BucketState *BucketStateOfPeople(const BucketEntry *people, int npeople);

/*
 * Counts one report of the contributor with this tag.  Returns the state,
 * which may have moved to a new place in the current context; the old place is
 * left alone.
 */
extern BucketState *BucketStateAdd(BucketState *state, uint64 tag);

/*
 * Counts reports of nobody.
 */
extern void BucketStateAddNameless(BucketState *state, int64 reports);

/*
 * Adds what b holds to a, under the smaller cap of the two.  Returns a, moved
 * or not as above.
 */
extern BucketState *BucketStateMerge(BucketState *a, const BucketState *b);

/*
 * Questions to a state; those about contributors settle it where it is.
 *
 * Contributors: the number of distinct ones; where it equals the cap there may
 * be more, and BucketStateIsExact() is false.  Rows: all reports, those of
 * nobody included.  Entries: sorted by tag, valid until the state changes.
 */
extern int64 BucketStateContributors(BucketState *state);
extern bool BucketStateIsExact(BucketState *state);
extern int64 BucketStateRows(const BucketState *state);
extern int64 BucketStateNamelessRows(const BucketState *state);
extern const BucketEntry *BucketStateEntries(BucketState *state, int *n);

#endif							/* PEOPLE_BUCKET_H */
