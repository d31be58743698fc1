/*
 * joint_empty.c
 *		Combinations of a cube's labels that nobody may have.
 *
 * Of each dimension the labels that stand in some bucket are known, and which lies
 * under which.  A label under which there is none is one that a report can have;
 * so is "another under it", where some report has one that does not stand in the
 * cube.
 */
#include "base/compat.h"

#include "cells/cube.h"
#include "cells/labels.h"
#include "joint/joint_empty.h"
#include "history/string_index.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/memutils.h"

/* a label that stands in the cube, with those over it */
typedef struct KnownLabel
{
	int			level;
	int			rank;			/* among those of its level */
	int		   *over;			/* at each level the rank of the one over it, or -1 */
	bool		taken;			/* reports have it, or one under it that does not stand there */
} KnownLabel;

typedef struct KnownDim
{
	int			nlevels;
	int			first_column;
	stringindex_hash *index;	/* by level and path */
	const char **of_bucket;		/* the labels of the one at work, the finest first */
	int			n;
	KnownLabel *label;
	int		   *at_level;		/* how many of each */
	int			ntaken;
	KnownLabel **combined;		/* those that are taken */
} KnownDim;

typedef struct KnownLabels
{
	const JointVintage *vintage;
	int			ndims;
	KnownDim   *dim;
	int			nmargins;
	int		   *levels;			/* of each margin, a level a dimension */
	int		  **bucket;			/* of each margin, by the ranks of its labels; or -1 */
} KnownLabels;

/* of labels from this level up, the finest first */
static char *
PathFrom(int level, int nlevels, const char *const *label)
{
	StringInfoData path;

	initStringInfo(&path);
	appendStringInfo(&path, "%d;", level);
	for (int l = level; l < nlevels - 1; l++)
		AppendPathLabel(&path, label[l]);
	return path.data;
}

/* the number of the label in its dimension; -1 where it does not stand in the cube */
static int
FindLabel(const KnownDim *dim, int level, const char *const *label)
{
	char	   *path = PathFrom(level, dim->nlevels, label);
	StringIndexEntry *entry = stringindex_lookup(dim->index, path);

	pfree(path);
	return entry == NULL ? -1 : entry->number;
}

static const char *const *
LabelsOfBucket(const KnownDim *dim, const Bucket *bucket)
{
	for (int l = 0; l < dim->nlevels - 1; l++)
		dim->of_bucket[l] = bucket->name.label[dim->first_column + dim->nlevels - 2 - l];
	return dim->of_bucket;
}

static void
AddLabel(KnownDim *dim, int level, const char *const *label)
{
	char	   *path = PathFrom(level, dim->nlevels, label);
	StringIndexEntry *entry;
	bool		found;

	entry = stringindex_insert(dim->index, path, &found);
	if (found)
	{
		pfree(path);
		return;
	}
	if (dim->n >= 16 && (dim->n & (dim->n - 1)) == 0)
		dim->label = repalloc_huge(dim->label, 2 * (Size) dim->n * sizeof(KnownLabel));
	entry->number = dim->n;
	dim->label[dim->n++] = (KnownLabel) {.level = level,.rank = dim->at_level[level]++};
}

/* says which labels are over one, those that are seen for the first time */
static void
PlaceLabel(KnownDim *dim, int level, const char *const *label)
{
	KnownLabel *of = &dim->label[FindLabel(dim, level, label)];

	if (of->over != NULL)
		return;
	of->over = palloc(dim->nlevels * sizeof(int));
	for (int l = 0; l < dim->nlevels; l++)
	{
		int			over = l < level ? -1 : FindLabel(dim, l, label);

		of->over[l] = over < 0 ? -1 : dim->label[over].rank;
	}
}

/* labels with one under them are not to be taken for that alone */
static void
TakeFinest(KnownDim *dim)
{
	bool	  **parent = palloc(dim->nlevels * sizeof(bool *));

	for (int l = 0; l < dim->nlevels; l++)
		parent[l] = palloc0(Max(dim->at_level[l], 1) * sizeof(bool));
	for (int i = 0; i < dim->n; i++)
	{
		for (int l = dim->label[i].level + 1; l < dim->nlevels; l++)
		{
			if (dim->label[i].over[l] >= 0)
				parent[l][dim->label[i].over[l]] = true;
		}
	}
	for (int i = 0; i < dim->n; i++)
		dim->label[i].taken = !parent[dim->label[i].level][dim->label[i].rank];
}

/* the finest label of a leaf that stands in the cube is taken */
static void
TakeOfLeaves(const Rollup *rollup, int d, KnownDim *dim)
{
	const RollupDim *of = &rollup->dim[d];
	bool	   *seen = palloc0(Max(of->level[0].nnodes, 1) * sizeof(bool));
	const char **label = palloc(dim->nlevels * sizeof(char *));

	for (int i = 0; i < rollup->nleaves; i++)
	{
		int			node = rollup->leaf[i]->node[d];
		int			found = -1;

		if (node < 0 || seen[node])
			continue;
		seen[node] = true;
		for (int l = 0; l < dim->nlevels - 1; l++)
		{
			label[l] = of->level[l].label[node];
			node = of->level[l].parent[node];
		}
		for (int l = 0; l < dim->nlevels && found < 0; l++)
			found = FindLabel(dim, l, label);
		if (found >= 0)
			dim->label[found].taken = true;
	}
}

static void
ListTaken(KnownDim *dim)
{
	dim->combined = palloc_extended(Max(dim->n, 1) * sizeof(KnownLabel *), MCXT_ALLOC_HUGE);
	for (int i = 0; i < dim->n; i++)
	{
		if (dim->label[i].taken)
			dim->combined[dim->ntaken++] = &dim->label[i];
	}
}

/* all labels of the dimension that stand in some bucket */
static void
ListDim(KnownLabels *known, int d)
{
	const JointVintage *vintage = known->vintage;
	KnownDim   *dim = &known->dim[d];
	int		   *levels = palloc(known->ndims * sizeof(int));

	dim->of_bucket = palloc(dim->nlevels * sizeof(char *));
	dim->index = stringindex_create(CurrentMemoryContext, 64, NULL);
	dim->label = palloc(16 * sizeof(KnownLabel));
	dim->at_level = palloc0(dim->nlevels * sizeof(int));
	for (int again = 0; again < 2; again++)
	{
		for (int b = 0; b < vintage->nbuckets; b++)
		{
			CHECK_FOR_INTERRUPTS();
			RollupLevelsAt(vintage->rollup, vintage->bucket[b].cell->step, levels);
			(again ? PlaceLabel : AddLabel) (dim, levels[d],
											 LabelsOfBucket(dim, &vintage->bucket[b]));
		}
	}
	TakeFinest(dim);
	TakeOfLeaves(vintage->rollup, d, dim);
	ListTaken(dim);
}

/* where the bucket stands among those of its margin */
static int64
PlaceInMargin(const KnownLabels *known, const Bucket *bucket, const int *levels)
{
	int64		place = 0;

	for (int d = 0; d < known->ndims; d++)
	{
		const KnownDim *dim = &known->dim[d];
		int			label = FindLabel(dim, levels[d], LabelsOfBucket(dim, bucket));

		place = place * dim->at_level[levels[d]] + dim->label[label].rank;
	}
	return place;
}

static void
ListMargins(KnownLabels *known)
{
	const JointVintage *vintage = known->vintage;
	int		   *step = CubeMargins(vintage->rollup, &known->nmargins);
	int		   *margin_of = palloc((RollupLastStep(vintage->rollup) + 1) * sizeof(int));

	known->levels = palloc(known->nmargins * known->ndims * sizeof(int));
	known->bucket = palloc(known->nmargins * sizeof(int *));
	for (int m = 0; m < known->nmargins; m++)
	{
		int		   *levels = known->levels + m * known->ndims;
		int64		n = 1;

		RollupLevelsAt(vintage->rollup, step[m], levels);
		margin_of[step[m]] = m;
		for (int d = 0; d < known->ndims; d++)
			n *= known->dim[d].at_level[levels[d]];
		known->bucket[m] = palloc_extended(Max(n, 1) * sizeof(int), MCXT_ALLOC_HUGE);
		for (int64 i = 0; i < n; i++)
			known->bucket[m][i] = -1;
	}
	for (int b = 0; b < vintage->nbuckets; b++)
	{
		int			m = margin_of[vintage->bucket[b].cell->step];

		CHECK_FOR_INTERRUPTS();
		known->bucket[m][PlaceInMargin(known, &vintage->bucket[b],
									   known->levels + m * known->ndims)] = b;
	}
}

/* the region of a combination in each margin */
static void
RegionsOfCombination(const KnownLabels *known, const int *which, int *region)
{
	for (int m = 0; m < known->nmargins; m++)
	{
		const int  *levels = known->levels + m * known->ndims;
		int64		place = 0;

		for (int d = 0; d < known->ndims && place >= 0; d++)
		{
			int			rank = known->dim[d].combined[which[d]]->over[levels[d]];

			place = rank < 0 ? -1 : place * known->dim[d].at_level[levels[d]] + rank;
		}
		if (place >= 0)
			place = known->bucket[m][place];
		region[m] = place < 0 ? -1 : known->vintage->bucket[place].region;
	}
}

/* terms of rows over combinations: what can be held in memory */
#define MOST_TERMS INT64CONST(50000000)

void
EachCombination(const JointVintage *vintage,
				void (*take) (void *arg, const int *region, int nmargins), void *arg)
{
	const Rollup *rollup = vintage->rollup;
	KnownLabels known = {.vintage = vintage,.ndims = rollup->ndims};
	int64		n = 1;
	int			first_column = 0;
	int		   *which = palloc0(rollup->ndims * sizeof(int));
	int		   *region;

	known.dim = palloc0(known.ndims * sizeof(KnownDim));
	for (int d = 0; d < known.ndims; d++)
	{
		known.dim[d].nlevels = rollup->dim[d].nlevels;
		known.dim[d].first_column = first_column;
		first_column += rollup->dim[d].nlevels - 1;
		ListDim(&known, d);
		n = Min(n * known.dim[d].ntaken, MOST_TERMS);
	}
	ListMargins(&known);
	if (n > CUBE_MOST_ROWS || n * known.nmargins > MOST_TERMS)
		return;
	region = palloc(known.nmargins * sizeof(int));
	for (int64 i = 0; i < n; i++)
	{
		int64		rest = i;

		CHECK_FOR_INTERRUPTS();
		for (int d = known.ndims - 1; d >= 0; d--)
		{
			which[d] = (int) (rest % known.dim[d].ntaken);
			rest /= known.dim[d].ntaken;
		}
		RegionsOfCombination(&known, which, region);
		take(arg, region, known.nmargins);
	}
}
