/*
 * prepare.h
 *		The next vintage of a release, before it is written.
 */
#ifndef RELEASE_PREPARE_H
#define RELEASE_PREPARE_H

#include "base/compat.h"
#include "joint/joint.h"
#include "record/declare.h"

typedef struct Vintage
{
	ReleaseSpec *spec;
	Rollup		rollup;
	JointVintage joint;			/* the same beside all that was ever published */
	int			nold;
	LiveBucket *old;			/* the buckets of the last vintage */
	int			nbuckets;
	Bucket	   *bucket;
	int64		unplaced;		/* reports that no bucket can take */
	ProofFigures figures;
} Vintage;

/*
 * Computes the next vintage of a release, or the first; of a release whose
 * number is 0, a dry run.  Writes nothing.  False, with the rule, where nothing
 * can be published at all; that every bucket is hidden is for the caller to
 * look at.  Notices go to the steward where tell is set.
 */
extern bool PrepareVintage(const ReleaseRecord *record, bool tell, Vintage *vintage,
						   BucketRule *broken);

#endif							/* RELEASE_PREPARE_H */
