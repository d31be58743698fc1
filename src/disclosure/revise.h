/*
 * revise.h
 *		From the buckets of the last vintage to those of the next.
 *
 * A bucket is a region of the release's space and stays one: later vintages
 * never cut it anew.  Its value changes only if at least k people entered it
 * since it was last written and none, or at least k, left; otherwise it is
 * published unchanged and the reports wait.  So the difference of two vintages
 * is zero or speaks of k people, whatever combination of buckets is compared.
 *
 * Leaves outside all regions, such as those of a new month, are rolled up
 * among themselves into new buckets.  Where not even all of them together are
 * safe, they wait.
 */
#ifndef DISCLOSURE_REVISE_H
#define DISCLOSURE_REVISE_H

#include "base/compat.h"
#include "disclosure/regions.h"

/* a bucket to be published */
typedef struct Bucket
{
	const RollupCell *cell;		/* its key, and its people */
	const char *key;
	BucketName	name;
	int			opened;
	int64		rows;			/* to be shown: the old value where it is frozen */
	bool		frozen;
	struct varlena *people;		/* bucket_state, sealed: those behind rows */
} Bucket;

/*
 * The buckets of the next vintage in canonical order, and the number of
 * reports that wait.  For a first publication there are no old buckets.
 * Returns false, with the rule, where nothing can be published at all.
 */
extern bool ReviseBuckets(Rollup *rollup, const ReleaseLine *line,
						  int nold, const LiveBucket *old,
						  int *nbuckets, Bucket **bucket,
						  int64 *waiting, BucketRule *broken);

/*
 * The buckets in the form in which a line keeps them, in the order in which
 * vintages opened them.
 */
extern LiveBucket *BucketsToLive(int nbuckets, const Bucket *bucket);

#endif							/* DISCLOSURE_REVISE_H */
