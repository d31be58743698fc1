/*
 * rollup.c
 *		The antichain of safe buckets.  See rollup.h for what and why.
 *
 * All cells that are not safe yet stand at the same step, so two of them share
 * a parent exactly when their nodes are equal after the step.  Their tags are
 * few (an unsafe cell has fewer than k people), so pooling is cheap; only safe
 * cells are large, and those are touched when a pool needs one of them.
 */
#include "base/compat.h"

#include "cells/rollup.h"

#include "miscadmin.h"
#include "utils/memutils.h"

/* the dimension that a step generalises, and the level that it leaves */
typedef struct RollupStep
{
	int			dim;
	int			level;
} RollupStep;

/* a standing cell, with its ancestor at the step under work */
typedef struct Neighbour
{
	RollupCell *cell;
	int		   *ancestor;
	bool		taken;
} Neighbour;

typedef struct RollupWork
{
	Rollup	   *rollup;
	int			nsteps;
	RollupStep *step;
	int			npending;
	RollupCell **pending;
	int			nstanding;
	RollupCell **standing;
	int			nneighbours;	/* -1: not gathered for this step */
	Neighbour  *neighbour;
} RollupWork;

static int
CompareCellKeys(const void *a, const void *b, void *rollup)
{
	return RollupCompareKeys(rollup, *(RollupCell *const *) a,
							 *(RollupCell *const *) b);
}

/* by ancestor; below one ancestor the smallest first */
static int
CompareNeighbours(const void *va, const void *vb, void *arg)
{
	const Rollup *rollup = arg;
	const Neighbour *a = va;
	const Neighbour *b = vb;
	int			cmp = RollupCompareNodes(a->ancestor, b->ancestor, rollup->ndims);

	if (cmp != 0)
		return cmp;
	if (a->cell->ncontributors != b->cell->ncontributors)
		return a->cell->ncontributors < b->cell->ncontributors ? -1 : 1;
	return RollupCompareKeys(rollup, a->cell, b->cell);
}

/* the cell passes every rule, and stands unless a pool takes it in */
static void
LetStand(RollupWork *work, RollupCell *cell)
{
	work->standing[work->nstanding++] = cell;
}

/* the nodes of the cell's ancestor after the step */
static int *
AncestorAfter(const RollupWork *work, const RollupCell *cell, int step)
{
	int			ndims = work->rollup->ndims;
	int		   *node = palloc(ndims * sizeof(int));

	memcpy(node, cell->node, ndims * sizeof(int));
	for (int s = cell->step; s <= step; s++)
	{
		const RollupStep *by = &work->step[s];

		node[by->dim] = work->rollup->dim[by->dim].level[by->level].parent[node[by->dim]];
	}
	return node;
}

/*
 * All standing cells, sorted so that those below one ancestor stand together.
 */
static void
GatherNeighbours(RollupWork *work, int step)
{
	work->neighbour = palloc_extended(Max(work->nstanding, 1) * sizeof(Neighbour),
									  MCXT_ALLOC_HUGE);
	for (int i = 0; i < work->nstanding; i++)
	{
		work->neighbour[i].cell = work->standing[i];
		work->neighbour[i].ancestor = AncestorAfter(work, work->standing[i], step);
		work->neighbour[i].taken = false;
	}
	work->nneighbours = work->nstanding;
	qsort_arg(work->neighbour, work->nneighbours, sizeof(Neighbour),
			  CompareNeighbours, work->rollup);
}

/* the first neighbour below the parent, or the place where it would stand */
static int
FirstNeighbour(const RollupWork *work, const int *parent)
{
	int			low = 0;
	int			high = work->nneighbours;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (RollupCompareNodes(work->neighbour[middle].ancestor, parent,
						 work->rollup->ndims) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* does any cell below the parent stand alone (and is not taken in)? */
static bool
HasNeighbour(const RollupWork *work, const int *parent)
{
	for (int i = FirstNeighbour(work, parent);
		 i < work->nneighbours &&
		 RollupCompareNodes(work->neighbour[i].ancestor, parent, work->rollup->ndims) == 0;
		 i++)
	{
		if (!work->neighbour[i].taken)
			return true;
	}
	return false;
}

/*
 * May the pool stand?  One that is not all of its parent is a rest, and
 * needs enough children, so that it is not one child by another name.
 */
static BucketRule
CheckPool(const RollupWork *work, RollupCell *pool)
{
	BucketRule	rule;

	pool->rest_dim = -1;
	if (HasNeighbour(work, pool->node))
		pool->rest_dim = work->step[pool->step - 1].dim;
	rule = RollupCheckCell(work->rollup, pool);
	if (rule == BUCKET_RULE_NONE && pool->rest_dim >= 0 &&
		pool->nchildren < work->rollup->policy->min_children)
		rule = BUCKET_RULE_CHILDREN;
	return rule;
}

/*
 * Does another cell stand between the neighbour and the parent, such as
 * the rest of one of its ancestors?  Readers would count the neighbour's
 * leaves to that one if it vanished, and so would later vintages.
 */
static bool
IsCovered(const RollupWork *work, int neighbour)
{
	const Neighbour *inner = &work->neighbour[neighbour];
	int			ndims = work->rollup->ndims;

	for (int i = FirstNeighbour(work, inner->ancestor);
		 i < work->nneighbours &&
		 RollupCompareNodes(work->neighbour[i].ancestor, inner->ancestor, ndims) == 0;
		 i++)
	{
		const Neighbour *outer = &work->neighbour[i];
		int		   *lifted;
		bool		covers;

		if (outer->taken || outer->cell->step <= inner->cell->step)
			continue;
		lifted = AncestorAfter(work, inner->cell, outer->cell->step - 1);
		covers = RollupCompareNodes(lifted, outer->cell->node, ndims) == 0;
		pfree(lifted);
		if (covers)
			return true;
	}
	return false;
}

/*
 * Takes safe neighbours into the pool, the smallest first, until it is safe:
 * one at most, unless this is the last step, where nothing else is left to do.
 * Returns the pool, changed only if that made it safe or on the last step.
 */
static RollupCell *
TakeNeighbours(RollupWork *work, RollupCell *pool, bool last_step)
{
	Rollup	   *rollup = work->rollup;

	for (int i = FirstNeighbour(work, pool->node);
		 i < work->nneighbours &&
		 RollupCompareNodes(work->neighbour[i].ancestor, pool->node, rollup->ndims) == 0;
		 i++)
	{
		RollupCell *pair[2] = {pool, work->neighbour[i].cell};
		int			end_of_pool = pool->last_leaf;
		int			nchildren = pool->nchildren;
		RollupCell *larger;

		if (IsCovered(work, i))
			continue;
		larger = RollupPoolCells(rollup, pair, 2);
		larger->nchildren = nchildren + 1;
		work->neighbour[i].taken = true;
		if (last_step || CheckPool(work, larger) == BUCKET_RULE_NONE)
		{
			pool = larger;
			if (CheckPool(work, pool) == BUCKET_RULE_NONE)
				return pool;
		}
		else
		{
			/* as it was */
			work->neighbour[i].taken = false;
			rollup->next_leaf[end_of_pool] = -1;
			return pool;
		}
	}
	return pool;
}

/*
 * One pool of pending cells with equal nodes, all generalised by the step:
 * it stands, or is pending still.
 */
static void
SettlePool(RollupWork *work, RollupCell *pool, int step)
{
	bool		last_step = step == work->nsteps - 1;

	if (work->nneighbours < 0)
		GatherNeighbours(work, step);
	if (CheckPool(work, pool) != BUCKET_RULE_NONE)
		pool = TakeNeighbours(work, pool, last_step);
	if (CheckPool(work, pool) == BUCKET_RULE_NONE)
		LetStand(work, pool);
	else
	{
		pool->rest_dim = -1;
		work->pending[work->npending++] = pool;
	}
}

/*
 * The standing cells without those that a pool of this step has taken in.
 */
static void
DropTaken(RollupWork *work)
{
	int			kept = 0;

	for (int i = 0; i < work->nneighbours; i++)
		work->neighbour[i].cell->pooled = work->neighbour[i].taken;
	for (int i = 0; i < work->nstanding; i++)
	{
		if (!work->standing[i]->pooled)
			work->standing[kept++] = work->standing[i];
	}
	work->nstanding = kept;
}

/*
 * Generalises all pending cells by one step and settles their pools.
 */
static void
RollupOneStep(RollupWork *work, int step)
{
	Rollup	   *rollup = work->rollup;
	const RollupStep *by = &work->step[step];
	const int  *parent = rollup->dim[by->dim].level[by->level].parent;
	int			npending = work->npending;
	RollupCell **pending = work->pending;

	for (int i = 0; i < npending; i++)
	{
		pending[i]->node[by->dim] = parent[pending[i]->node[by->dim]];
		pending[i]->step = step + 1;
	}
	qsort_arg(pending, npending, sizeof(RollupCell *), CompareCellKeys, rollup);

	/* what stays pending is written over what has been read */
	work->npending = 0;
	work->nneighbours = -1;
	for (int i = 0, n; i < npending; i += n)
	{
		CHECK_FOR_INTERRUPTS();
		for (n = 1; i + n < npending; n++)
		{
			if (RollupCompareNodes(pending[i]->node, pending[i + n]->node, rollup->ndims) != 0)
				break;
		}
		SettlePool(work, RollupPoolCells(rollup, pending + i, n), step);
	}
	DropTaken(work);
}

static void
StartWork(RollupWork *work, Rollup *rollup)
{
	int			step = 0;

	work->rollup = rollup;
	work->nsteps = RollupSteps(rollup);
	work->step = palloc(work->nsteps * sizeof(RollupStep));
	for (int d = rollup->ndims - 1; d >= 0; d--)
	{
		for (int level = 0; level < rollup->dim[d].nlevels - 1; level++)
			work->step[step++] = (RollupStep) {d, level};
	}
	work->npending = 0;
	work->nstanding = 0;
	work->pending = palloc_extended(Max(rollup->nleaves, 1) * sizeof(RollupCell *),
									MCXT_ALLOC_HUGE);
	work->standing = palloc_extended(Max(rollup->nleaves, 1) * sizeof(RollupCell *),
									  MCXT_ALLOC_HUGE);
}

bool
RollupRun(Rollup *rollup, BucketRule *broken)
{
	RollupWork	work;

	StartWork(&work, rollup);
	for (int i = 0; i < rollup->nleaves; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (RollupCheckCell(rollup, rollup->leaf[i]) == BUCKET_RULE_NONE)
			LetStand(&work, rollup->leaf[i]);
		else
			work.pending[work.npending++] = RollupPoolCells(rollup, &rollup->leaf[i], 1);
	}
	for (int step = 0; step < work.nsteps && work.npending > 0; step++)
		RollupOneStep(&work, step);

	if (work.npending > 0)
	{
		*broken = RollupCheckCell(rollup, work.pending[0]);
		return false;
	}
	*broken = BUCKET_RULE_NONE;
	rollup->ncells = work.nstanding;
	rollup->cell = work.standing;
	qsort_arg(rollup->cell, rollup->ncells, sizeof(RollupCell *),
			  CompareCellKeys, rollup);
	return true;
}
