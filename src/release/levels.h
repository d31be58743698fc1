/*
 * levels.h
 *		What a publication tells its steward.
 */
#ifndef RELEASE_LEVELS_H
#define RELEASE_LEVELS_H

#include "base/compat.h"
#include "record/revise.h"

#include "nodes/execnodes.h"

/*
 * Appends to the result one row for each level that keeps buckets: its name,
 * buckets, reports, and the share of all reports in the source that is shown there or
 * finer, from 0 to 1, as reports that are gone and still count are none of them; then
 * one for the buckets that are hidden, and one for the reports that wait, in frozen
 * buckets or outside of all, where there are some.  Of a cube a row for each margin,
 * and for buckets that are hidden though they keep all rules.
 */
extern void PutLevels(const Rollup *rollup, int nbuckets,
					  const Bucket *bucket, int64 unplaced,
					  ReturnSetInfo *result);

/*
 * Raises 42501 and names the rule that the total of all reports breaks.
 */
extern void RaiseNothingSafe(BucketRule broken) pg_attribute_noreturn();

#endif							/* RELEASE_LEVELS_H */
