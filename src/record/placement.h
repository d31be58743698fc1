/*
 * placement.h
 *		Which bucket a combination of values belongs to.
 *
 * The regions of a release's buckets follow from what everybody can read: the
 * key of each bucket and the vintage that opened it.  A combination lies in
 * the oldest bucket that is an ancestor of it, and among those of one vintage
 * in the finest, since a rest is what the finer ones leave.
 *
 * A region covers only periods up to the last one that the vintage which
 * opened it knew (its frontier), so that the rest of everything does not
 * swallow the months to come.
 */
#ifndef RECORD_PLACEMENT_H
#define RECORD_PLACEMENT_H

#include "base/compat.h"
#include "cells/rollup.h"
#include "record/record.h"

typedef struct Placement Placement;

/*
 * The placement of leaves among buckets, these in the order in which vintages
 * opened them, and behind the frontiers of the vintages.  All arguments are
 * kept, not copied.
 */
extern Placement *PlacementCreate(const Rollup *rollup, int nbuckets,
								  const LiveBucket *bucket,
								  char *const *frontier);

/*
 * The number of the bucket whose region holds the leaf; -1 where none does.
 */
extern int	BucketOfLeaf(Placement *placement, const RollupCell *leaf);

/*
 * The number of the oldest bucket with this step and key; -1 where there is none.
 * And, of a cube, of the one of this margin that the leaf lies in.
 */
extern int	BucketWithKey(const Placement *placement, int step, const char *key);
extern int	BucketOfMargin(Placement *placement, const RollupCell *leaf, int step);

/*
 * Does every dimension have a node for the leaf?  One of which it is not so
 * lies in no region: its reports wait.
 */
extern bool LeafIsPlaced(const Rollup *rollup, const RollupCell *leaf);

/*
 * The last period among the leaves; NULL where no dimension is a period.
 */
extern char *Frontier(const Rollup *rollup);

/*
 * The path of a cell's nodes: unique among cells of one step.
 */
extern char *BucketKey(const Rollup *rollup, const RollupCell *cell);

/*
 * In how many dimensions a bucket of this path shows a label.
 */
extern int	KeyLabels(const char *key);

#endif							/* RECORD_PLACEMENT_H */
