/*
 * rollup.h
 *		The antichain of safe buckets: what a release publishes, and where.
 *
 * Input are the leaves of a release, the non-empty combinations of the finest
 * labels of its dimensions, each with what the rules need to know of it.
 * Output are cells: every leaf lies in exactly one, every cell passes every
 * rule, and no cell contains another, so that nothing can be subtracted from
 * anything.
 *
 * Dimensions are generalised from the last to the first, each level by level,
 * so the first declared keeps its detail longest.  At each step the cells that
 * are not safe yet and share a parent are pooled.  A pool that is safe is
 * published as "the rest of" its parent, or as the parent itself where nothing
 * below it stands alone.  One that is not takes in the smallest safe cell
 * below the same parent; where there is none, it goes on to the next step.
 *
 * The outcome depends on the leaves as a set, the dimensions and the policy
 * only: every choice is by size and then by key, never by input order.
 *
 * Nothing here knows a contributor.  People and establishments are keyed tags
 * (see bucket.h), and no function reports a number that was not published.
 */
#ifndef CELLS_ROLLUP_H
#define CELLS_ROLLUP_H

#include "base/compat.h"
#include "cells/rollup_cell.h"

/*
 * Fills ncells and cell from the leaves, in the current memory context.  Leaves
 * that are safe become cells as they are; the others are copied and stay.
 *
 * Returns false, and the rule that stands in the way, where not even the total
 * of everything is safe; nothing may be published then.
 */
extern bool RollupRun(Rollup *rollup, BucketRule *broken);

#endif							/* CELLS_ROLLUP_H */
