/*
 * revise_cube.h
 *		The buckets of a cube's next vintage: every combination of its labels.
 */
#ifndef RECORD_REVISE_CUBE_H
#define RECORD_REVISE_CUBE_H

#include "base/compat.h"
#include "cells/rollup.h"
#include "record/revise_types.h"

/*
 * As ReviseBuckets() in revise.h, in any order.  Raises 54000 where there would be
 * more than CUBE_MOST_ROWS of them.
 */
extern bool ReviseCube(Rollup *rollup, const ReleaseRecord *record, int nold,
					   const LiveBucket *old, int *nbuckets, Bucket **bucket,
					   int64 *unplaced, BucketRule *broken);

#endif							/* RECORD_REVISE_CUBE_H */
