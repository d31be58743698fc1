/*
 * rollup_cell.h
 *		Cells: combinations of values at some level, and what the rules need to
 *		know of each.
 *
 * The leaves of a release are its cells of the finest level.  A cell that a
 * release shows is a bucket; which of them that are is for rollup.h to say.
 *
 * Nothing here knows a contributor.  People and establishments are keyed tags
 * (see bucket.h).
 */
#ifndef CELLS_ROLLUP_CELL_H
#define CELLS_ROLLUP_CELL_H

#include "base/compat.h"
#include "cells/policy.h"
#include "cells/rollup_examples.h"
#include "people/bucket.h"

/*
 * A dimension: level 0 is the finest, the last level is the total, with the
 * one node 0.  Nodes of a level are numbered in the byte order of their paths.
 */
typedef struct RollupLevel
{
	char	   *name;			/* column of the release */
	int			nnodes;
	char	  **label;			/* of each node */
	int		   *parent;			/* node of the next level; NULL in the last */
	int64	   *population;		/* at risk in each node; NULL where unknown */
} RollupLevel;

typedef struct RollupDim
{
	char	   *name;
	bool		is_period;
	int			nlevels;		/* the total included: at least 2 */
	RollupLevel *level;
	Examples	unplaced;		/* labels of the source that have no node */
} RollupDim;

/* tags of one kind, ascending, without repetition */
typedef struct TagSet
{
	int			n;
	uint64	   *tag;
} TagSet;

typedef struct RollupCell
{
	int		   *node;			/* one a dimension, at this cell's levels */
	int			step;			/* how far generalised: see RollupLevelsAt() */
	int			rest_dim;		/* the dimension of which this is a rest; or -1 */
	int64		reports;			/* reports, anonymous ones included */
	int64		anonymous_reports;
	int			ncontributors;
	BucketEntry *contributor;	/* ascending by tag */
	TagSet		establishments;
	TagSet		sensitive;
	int			first_leaf;		/* leaves of this cell, linked by next_leaf */
	int			last_leaf;
	int			nchildren;		/* cells that were pooled */
	bool		pooled;			/* taken into another cell since */
} RollupCell;

typedef struct Rollup
{
	int			ndims;
	RollupDim  *dim;
	const BucketPolicy *policy;
	int			nleaves;
	RollupCell **leaf;
	int		   *next_leaf;		/* in the cell's list; -1 at its end */
	int			ncells;			/* the answer, in canonical order */
	RollupCell **cell;
} Rollup;

/*
 * How many levels there are to climb, in all dimensions together: as many as a
 * release has columns of labels.
 */
extern int	RollupSteps(const Rollup *rollup);

/*
 * The last step, which is the total of everything, and for a step the level that
 * each dimension has reached (levels[ndims]).  Step 0 are the leaves.  A roll-up
 * takes one level a step, the last dimension first; the steps of a cube are all
 * combinations of levels, numbered with those of the last dimension running
 * fastest, and RollupStepOf() is the number.  The height of a step is how many levels
 * were climbed.
 */
extern int	RollupLastStep(const Rollup *rollup);
extern void RollupLevelsAt(const Rollup *rollup, int step, int *levels);
extern int	RollupStepOf(const Rollup *rollup, const int *levels);
extern int	RollupHeight(const Rollup *rollup, int step);

/*
 * Makes the cell its own ancestor by one step of a roll-up; of the cell of a leaf
 * that at any step.  Writes to its nodes.
 */
extern void RollupLift(const Rollup *rollup, RollupCell *cell);
extern void RollupLiftLeaf(const Rollup *rollup, RollupCell *cell, int step);

/*
 * The first rule that the cell breaks; BUCKET_RULE_NONE for a safe one.
 */
extern BucketRule RollupCheckCell(const Rollup *rollup, const RollupCell *cell);

/*
 * A new cell in the current memory context, of all leaves of these cells and
 * with the key of the first.  People and establishments are counted once.
 * Links the cells' leaves; the cells themselves must not be used again but for
 * their keys and tags.
 */
extern RollupCell *RollupPoolCells(Rollup *rollup, RollupCell **cell,
								   int ncells);

/*
 * All tags of these sets, in the current memory context.
 */
extern TagSet TagSetUnion(const TagSet **set, int nsets);

/*
 * Orders cells by step and nodes, for qsort and for looking cells up; and n
 * nodes by their numbers.
 */
extern int	RollupCompareNodes(const int *a, const int *b, int n);
extern int	RollupCompareKeys(const Rollup *rollup, const RollupCell *a,
							  const RollupCell *b);

#endif							/* CELLS_ROLLUP_CELL_H */
