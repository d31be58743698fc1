/*
 * revise.h
 *		From the buckets of the last vintage to those of the next.
 *
 * A bucket is a region of the release's space and stays one: later vintages
 * never cut it anew.  Its value changes only if, against each number that it
 * ever showed, at least k people entered it and none, or at least k, left;
 * otherwise it is published unchanged and the reports wait.  So a bucket's
 * difference between any two vintages is zero or speaks of k people.
 *
 * Leaves outside all regions, such as those of a new month, are rolled up
 * among themselves into new buckets.  Where not even all of them together are
 * safe, they wait.
 */
#ifndef RECORD_REVISE_H
#define RECORD_REVISE_H

#include "base/compat.h"
#include "record/ledger.h"
#include "record/placement.h"

/* a bucket to be published */
typedef struct Bucket
{
	const RollupCell *cell;		/* its key, and its people */
	const char *key;
	BucketName	name;
	int			opened;
	int64		reports;			/* to be shown: the old value where it is frozen */
	bool		frozen;
	bool		moved;			/* has people or reports that it does not show */
	const LiveBucket *old;		/* NULL: new in this vintage */
	int			region;			/* in the history, once it is there */
	const char *because;		/* the joint proof froze it, in words; or NULL */
	const char *width;			/* how uncertain it is while hidden, in words; or NULL */
	ArrayType  *people;			/* bucket_state[], sealed: those behind each
								 * number shown so far, reports the last */
	int			nsums;			/* of the policy; these are set by the joint proof */
	char	  **sum;			/* to be shown, as text; NULL: hidden */
	BucketRule *sum_broken;		/* why a new one is hidden */
} Bucket;

/*
 * The buckets of the next vintage in canonical order, and the number of
 * reports that no bucket can take.  For a first publication there are no old
 * buckets.
 * Returns false, with the rule, where nothing can be published at all.
 */
extern bool ReviseBuckets(Rollup *rollup, const ReleaseRecord *record,
						  int nold, const LiveBucket *old,
						  int *nbuckets, Bucket **bucket,
						  int64 *unplaced, BucketRule *broken);

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

/*
 * What readers see of a bucket as a line: each label behind its length and a
 * colon, the number or "hidden", the vintage that opened it, each sum or
 * "hidden".  Palloc'd.  CompareRows() sorts an array of them by their bytes.
 */
extern char *BucketRow(const char *const *label, int ncolumns, const char *reports, int opened,
					   char *const *sum, int nsums);
extern char *LiveBucketRow(const LiveBucket *bucket, int ncolumns);
extern int	CompareRows(const void *a, const void *b);

/*
 * The SHA-256 digest of all these lines, sorted.
 */
extern void DigestBuckets(int ncolumns, int nbuckets, const LiveBucket *bucket,
						  uint8 digest[LEDGER_DIGEST_SIZE]);

/*
 * One bucket in the form in which a record keeps it; all of them, in the order
 * in which vintages opened them.
 */
extern void BucketToLive(const Bucket *bucket, LiveBucket *live);
extern LiveBucket *BucketsToLive(int nbuckets, const Bucket *bucket);

#endif							/* RECORD_REVISE_H */
