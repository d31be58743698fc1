/*
 * joint.h
 *		Releases of one source, taken together.
 *
 * Two releases that are safe alone can betray together what neither shows: a
 * bucket of one without the buckets of the other that lie in it is a number
 * too, and few people may be behind it.
 */
#ifndef DISCLOSURE_JOINT_H
#define DISCLOSURE_JOINT_H

#include "base/compat.h"
#include "disclosure/revise.h"

/*
 * Raises 42501, naming the other releases and no value, where another source of
 * a live release reads the same tables, and where buckets about to
 * be published and those of all other live releases of the same source add up
 * to a group of fewer than k people.  Reads the source once more where there
 * are others, with the caller's rights.
 */
extern void CheckJointly(const ReleaseLine *line, const ReleaseSpec *spec,
						 const Rollup *rollup, int nbuckets,
						 const Bucket *bucket);

#endif							/* DISCLOSURE_JOINT_H */
