/*
 * revise_labels.c
 *		The labels that stand in a cube.
 */
#include "base/compat.h"

#include "cells/hierarchy.h"
#include "cells/labels.h"
#include "record/revise_labels.h"

#include "common/hashfn.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/memutils.h"

/* a path of the level at work */
typedef struct PathEntry
{
	const char *path;
	uint32		hash;
	char		status;
	int			node;
	bool		listed;
} PathEntry;

#define SH_PREFIX path
#define SH_ELEMENT_TYPE PathEntry
#define SH_KEY_TYPE const char *
#define SH_KEY path
#define SH_HASH_KEY(tb, key) hash_bytes((const unsigned char *) (key), strlen(key))
#define SH_EQUAL(tb, a, b) (strcmp((a), (b)) == 0)
#define SH_SCOPE static inline
#define SH_STORE_HASH
#define SH_GET_HASH(tb, a) (a)->hash
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* a dimension, of which the labels are listed */
typedef struct Listing
{
	Rollup	   *rollup;
	int			d;
	int			first_column;	/* of labels */
	int			nold;
	const LiveBucket *old;
	int		   *levels;			/* of the bucket at work */
	CubeLevel  *level;
} Listing;

/* a column for each level but the total, the coarsest first */
static int
ColumnOfLevel(const RollupDim *dim, int level)
{
	return dim->nlevels - 2 - level;
}

/* what a row of this level has in the columns; of a node, or of an old bucket */
static const char **
ColumnsAt(const RollupDim *dim, int level, int node, const char *const *old)
{
	const char **column = palloc(dim->nlevels * sizeof(char *));

	for (int l = 0; l < dim->nlevels - 1; l++)
	{
		if (l < level)
			column[ColumnOfLevel(dim, l)] = LABEL_TOTAL;
		else if (node < 0)
			column[ColumnOfLevel(dim, l)] = old[ColumnOfLevel(dim, l)];
		else
		{
			column[ColumnOfLevel(dim, l)] = dim->level[l].label[node];
			node = dim->level[l].parent[node];
		}
	}
	return column;
}

/* as BucketKey() has it */
static char *
PathOf(const RollupDim *dim, int level, const char *const *column)
{
	StringInfoData path;
	char	   *kept;

	initStringInfo(&path);
	for (int l = level; l < dim->nlevels - 1; l++)
		AppendPathLabel(&path, column[ColumnOfLevel(dim, l)]);
	appendStringInfoChar(&path, ';');
	kept = pstrdup(path.data);
	pfree(path.data);
	return kept;
}

static void
ListLabel(const Listing *listing, int l, int node, const char **column, const char *path)
{
	CubeLevel  *level = &listing->level[l];

	if (level->n >= 16 && (level->n & (level->n - 1)) == 0)
		level->label = repalloc_huge(level->label, 2 * (Size) level->n * sizeof(CubeLabel));
	if (node >= 0)
		level->of_node[node] = level->n;
	level->label[level->n++] = (CubeLabel) {node, path, column};
}

typedef struct NodeLeaf
{
	int			node;
	int			leaf;
} NodeLeaf;

static int
CompareNodeLeaves(const void *va, const void *vb)
{
	const NodeLeaf *a = va;
	const NodeLeaf *b = vb;

	if (a->node != b->node)
		return a->node < b->node ? -1 : 1;
	return (a->leaf > b->leaf) - (a->leaf < b->leaf);
}

/* do the reports with the label, all together, keep every rule? */
static bool
KeepsRules(const Listing *listing, int step, const NodeLeaf *leaf, int n)
{
	Rollup	   *rollup = listing->rollup;
	MemoryContext passing = AllocSetContextCreate(CurrentMemoryContext, "label of a cube",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(passing);
	RollupCell **member = palloc_extended(n * sizeof(RollupCell *), MCXT_ALLOC_HUGE);
	RollupCell *cell;
	bool		keeps;

	for (int i = 0; i < n; i++)
		member[i] = rollup->leaf[leaf[i].leaf];
	cell = RollupPoolCells(rollup, member, n);
	RollupLiftLeaf(rollup, cell, step);
	keeps = RollupCheckCell(rollup, cell) == BUCKET_RULE_NONE;
	MemoryContextSwitchTo(old);
	MemoryContextDelete(passing);
	return keeps;
}

/* the labels of the level whose reports keep the rules, or that stand over such ones */
static void
ListNew(const Listing *listing, int l, path_hash *paths)
{
	Rollup	   *rollup = listing->rollup;
	const RollupDim *dim = &rollup->dim[listing->d];
	NodeLeaf   *leaf = palloc_extended(Max(rollup->nleaves, 1) * sizeof(NodeLeaf), MCXT_ALLOC_HUGE);
	bool	   *above = palloc0(Max(dim->level[l].nnodes, 1) * sizeof(bool));
	int			nleaves = 0;
	bool		found;

	for (int i = 0; i < rollup->nleaves; i++)
	{
		int			node = rollup->leaf[i]->node[listing->d];

		if (!LeafIsPlaced(rollup, rollup->leaf[i]))
			continue;
		for (int below = 0; below < l; below++)
			node = dim->level[below].parent[node];
		leaf[nleaves++] = (NodeLeaf) {node, i};
	}
	qsort(leaf, nleaves, sizeof(NodeLeaf), CompareNodeLeaves);
	for (int i = 0; l > 0 && i < listing->level[l - 1].n; i++)
	{
		if (listing->level[l - 1].label[i].node >= 0)
			above[dim->level[l - 1].parent[listing->level[l - 1].label[i].node]] = true;
	}
	for (int i = 0, n; i < nleaves; i += n)
	{
		int			node = leaf[i].node;
		const char **column = ColumnsAt(dim, l, node, NULL);
		PathEntry  *entry = path_insert(paths, PathOf(dim, l, column), &found);

		CHECK_FOR_INTERRUPTS();
		for (n = 1; i + n < nleaves && leaf[i + n].node == node; n++)
			;
		for (int d = 0; d < rollup->ndims; d++)
			listing->levels[d] = d == listing->d ? l : rollup->dim[d].nlevels - 1;
		entry->node = node;
		entry->listed = above[node] ||
			KeepsRules(listing, RollupStepOf(rollup, listing->levels), leaf + i, n);
		if (entry->listed)
			ListLabel(listing, l, node, column, entry->path);
	}
	pfree(leaf);
	pfree(above);
}

/* the others that a bucket has */
static void
ListOld(const Listing *listing, int l, path_hash *paths)
{
	const RollupDim *dim = &listing->rollup->dim[listing->d];

	for (int b = 0; b < listing->nold; b++)
	{
		const char *const *column = listing->old[b].name.label + listing->first_column;
		PathEntry  *entry;
		char	   *path;
		bool		found;

		RollupLevelsAt(listing->rollup, listing->old[b].step, listing->levels);
		if (listing->levels[listing->d] != l)
			continue;
		path = PathOf(dim, l, column);
		entry = path_insert(paths, path, &found);
		if (!found)
		{
			entry->node = -1;
			entry->listed = false;
		}
		if (!entry->listed)
			ListLabel(listing, l, entry->node, ColumnsAt(dim, l, entry->node, column), entry->path);
		entry->listed = true;
		if (found)
			pfree(path);
	}
}

/* a level of the dimension; finer ones were listed before */
static void
ListLevel(Listing *listing, int l)
{
	const RollupDim *dim = &listing->rollup->dim[listing->d];
	CubeLevel  *level = &listing->level[l];
	path_hash  *paths = path_create(CurrentMemoryContext, 64, NULL);

	level->label = palloc(16 * sizeof(CubeLabel));
	level->of_node = palloc(Max(dim->level[l].nnodes, 1) * sizeof(int));
	for (int node = 0; node < dim->level[l].nnodes; node++)
		level->of_node[node] = -1;
	if (l == dim->nlevels - 1)
		ListLabel(listing, l, 0, ColumnsAt(dim, l, 0, NULL), PathOf(dim, l, NULL));
	else
	{
		ListNew(listing, l, paths);
		ListOld(listing, l, paths);
	}
	path_destroy(paths);
}

CubeLevel **
CubeLabels(Rollup *rollup, int nold, const LiveBucket *old)
{
	CubeLevel **levels = palloc(rollup->ndims * sizeof(CubeLevel *));
	Listing		listing = {.rollup = rollup,.nold = nold,.old = old};

	listing.levels = palloc(rollup->ndims * sizeof(int));
	for (int d = 0; d < rollup->ndims; d++)
	{
		listing.d = d;
		listing.level = levels[d] = palloc0(rollup->dim[d].nlevels * sizeof(CubeLevel));
		for (int l = 0; l < rollup->dim[d].nlevels; l++)
			ListLevel(&listing, l);
		listing.first_column += rollup->dim[d].nlevels - 1;
	}
	return levels;
}
