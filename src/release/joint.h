/*
 * joint.h
 *		Releases of one source, taken together.
 *
 * Two releases that are safe alone can betray together what neither shows: a
 * bucket of one without the buckets of the other that lie in it is a number
 * too, and few people may be behind it.  So can two that were computed at
 * different times: what one shows more than the other came in between.
 */
#ifndef RELEASE_JOINT_H
#define RELEASE_JOINT_H

#include "base/compat.h"
#include "cells/scan.h"
#include "release/revise.h"

/*
 * Sees to it that buckets about to be published and those of all other live
 * releases of the same source do not add up to a group that breaks the rules of
 * any of them.  Buckets that would are frozen, as by the revision rule: they
 * keep the number that they show.  Where that does not help, as for those that
 * show none yet, raises 42501, naming the other releases and no value; so too
 * where another source of a live release reads the same tables.  Reads the
 * source once more, or for each set of rules, where there are others, with the
 * caller's rights.
 */
extern void CheckJointly(const ReleaseRecord *record, const ReleaseSpec *spec,
						 int nbuckets, Bucket *bucket, const char *frontier);

#endif							/* RELEASE_JOINT_H */
