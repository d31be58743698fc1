/*
 * revise_bucket.h
 *		One bucket from vintage to vintage.
 */
#ifndef RECORD_REVISE_BUCKET_H
#define RECORD_REVISE_BUCKET_H

#include "base/compat.h"
#include "people/bucket_set.h"
#include "record/revise_types.h"

typedef struct BucketRevision
{
	Rollup	   *rollup;
	int			vintage;		/* that is about to be */
	Sealer	   *sealer;
	Oid			state_type;
} BucketRevision;

/*
 * In the current memory context.
 */
extern void StartRevision(BucketRevision *revision, Rollup *rollup, const ReleaseRecord *record);

/*
 * What becomes of an old bucket, given the cell of what is in its region now,
 * with the nodes of the bucket; NULL: nothing is.
 */
extern void ReviseBucket(const BucketRevision *revision, RollupCell *cell,
						 const LiveBucket *old, Bucket *bucket);

/*
 * A new bucket of the cell, which is kept as the key and the name are; hidden where
 * the cell breaks a rule.
 */
extern void OpenBucket(const BucketRevision *revision, const RollupCell *cell, const char *key,
					   BucketName name, BucketRule broken, Bucket *bucket);

/*
 * The bucket goes on showing its old number, or is hidden where it has none.
 */
extern void BucketFreeze(Bucket *bucket);
extern bool BucketIsHidden(const Bucket *bucket);

/*
 * How many numbers the bucket has shown so far, the one that it shows among
 * them; and the people who stood behind the i-th of them, from 0, in the
 * current memory context.
 */
extern int	NumbersShown(const LiveBucket *bucket);
extern BucketState *PeopleBehindNumber(const LiveBucket *bucket, int i);

#endif							/* RECORD_REVISE_BUCKET_H */
