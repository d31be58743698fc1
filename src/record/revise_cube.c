/*
 * revise_cube.c
 *		The buckets of a cube's next vintage.
 *
 * Margin by margin the leaves are sorted into the rows of its labels; a leaf with
 * a label that does not stand in the cube is in none.  Rows without a report are
 * hidden like those of few, and nothing tells one from the other.
 */
#include "base/compat.h"

#include "cells/cube.h"
#include "cells/labels.h"
#include "record/revise_labels.h"
#include "record/revise_bucket.h"
#include "record/revise_cube.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/memutils.h"

typedef struct CubeRevision
{
	BucketRevision of;			/* of each bucket */
	const LiveBucket *old;
	Placement  *placement;		/* of the old ones */
	CubeLevel **labels;
	int			nmargins;
	int		   *margin;			/* steps */
	int		   *levels;			/* of the margin at work */
	int			nrows;			/* of it */
	int		   *start;			/* of each row's leaves; nrows + 1 */
	RollupCell **member;
} CubeRevision;

/* as many as there are combinations of labels */
static int64
RowsOfMargin(const CubeRevision *revision, int step)
{
	const Rollup *rollup = revision->of.rollup;
	int64		n = 1;

	RollupLevelsAt(rollup, step, revision->levels);
	for (int d = 0; d < rollup->ndims && n <= CUBE_MOST_ROWS; d++)
		n *= revision->labels[d][revision->levels[d]].n;
	return n;
}

static int
CountRows(const CubeRevision *revision)
{
	int64		n = 0;

	for (int i = 0; i < revision->nmargins && n <= CUBE_MOST_ROWS; i++)
		n += RowsOfMargin(revision, revision->margin[i]);
	if (n > CUBE_MOST_ROWS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a cube of so many labels would have more than %d rows", CUBE_MOST_ROWS),
				 errhint("List fewer \"margins\", begin dimensions at coarser levels, or publish several cubes.")));
	return (int) n;
}

/* the row of the margin at work that the leaf lies in; -1: in none */
static int
RowOfLeaf(const CubeRevision *revision, const RollupCell *leaf)
{
	const Rollup *rollup = revision->of.rollup;
	int			row = 0;

	if (!LeafIsPlaced(rollup, leaf))
		return -1;
	for (int d = 0; d < rollup->ndims; d++)
	{
		const CubeLevel *level = &revision->labels[d][revision->levels[d]];
		int			node = leaf->node[d];

		for (int l = 0; l < revision->levels[d]; l++)
			node = rollup->dim[d].level[l].parent[node];
		if (level->of_node[node] < 0)
			return -1;
		row = row * level->n + level->of_node[node];
	}
	return row;
}

/* sorts all leaves into the rows of the margin at work */
static void
SortLeaves(CubeRevision *revision)
{
	const Rollup *rollup = revision->of.rollup;
	int		   *row = palloc_extended(Max(rollup->nleaves, 1) * sizeof(int), MCXT_ALLOC_HUGE);
	int		   *fill;

	revision->start = palloc_extended((Size) (revision->nrows + 1) * sizeof(int),
									  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	revision->member = palloc_extended(Max(rollup->nleaves, 1) * sizeof(RollupCell *),
									   MCXT_ALLOC_HUGE);
	for (int i = 0; i < rollup->nleaves; i++)
	{
		row[i] = RowOfLeaf(revision, rollup->leaf[i]);
		if (row[i] >= 0)
			revision->start[row[i] + 1]++;
	}
	for (int r = 0; r < revision->nrows; r++)
		revision->start[r + 1] += revision->start[r];
	fill = palloc_extended((Size) (revision->nrows + 1) * sizeof(int), MCXT_ALLOC_HUGE);
	memcpy(fill, revision->start, (Size) (revision->nrows + 1) * sizeof(int));
	for (int i = 0; i < rollup->nleaves; i++)
	{
		if (row[i] >= 0)
			revision->member[fill[row[i]]++] = rollup->leaf[i];
	}
	pfree(fill);
	pfree(row);
}

/* what readers see of a row of the margin at work, and what it is known by */
static char *
NameRow(const CubeRevision *revision, int row, BucketName *name)
{
	const Rollup *rollup = revision->of.rollup;
	int		   *which = palloc(rollup->ndims * sizeof(int));
	const char **column;
	StringInfoData key;

	for (int d = rollup->ndims - 1; d >= 0; d--)
	{
		int			n = revision->labels[d][revision->levels[d]].n;

		which[d] = row % n;
		row /= n;
	}
	initStringInfo(&key);
	name->label = column = palloc(LabelColumns(rollup) * sizeof(char *));
	for (int d = 0; d < rollup->ndims; d++)
	{
		const CubeLabel *label = &revision->labels[d][revision->levels[d]].label[which[d]];

		memcpy(column, label->column, (rollup->dim[d].nlevels - 1) * sizeof(char *));
		column += rollup->dim[d].nlevels - 1;
		appendStringInfoString(&key, label->path);
	}
	pfree(which);
	return key.data;
}

/* the reports of a row of the margin at work; NULL where there are none */
static RollupCell *
CellOfRow(const CubeRevision *revision, int step, int row)
{
	int			first = revision->start[row];
	int			n = revision->start[row + 1] - first;
	RollupCell *cell;

	if (n == 0)
		return NULL;
	cell = RollupPoolCells(revision->of.rollup, revision->member + first, n);
	RollupLiftLeaf(revision->of.rollup, cell, step);
	return cell;
}

/* the people are kept with the bucket, and not once more in each margin */
static void
ForgetPeople(RollupCell *cell)
{
	if (cell == NULL)
		return;
	pfree(cell->contributor);
	cell->contributor = NULL;
	cell->ncontributors = 0;
	cell->establishments = cell->sensitive = (TagSet) {0, NULL};
}

/* a cell that nothing is in, of a row that was not there before */
static RollupCell *
NoReports(int step)
{
	RollupCell *cell = palloc0(sizeof(RollupCell));

	cell->step = step;
	cell->rest_dim = -1;
	return cell;
}

/* the buckets of the margin at work; says how many of them there were before */
static int
ReviseMargin(CubeRevision *revision, int step, Bucket *bucket)
{
	Rollup	   *rollup = revision->of.rollup;
	const char *level = LabelStep(rollup, step);
	int			nold = 0;

	SortLeaves(revision);
	for (int row = 0; row < revision->nrows; row++)
	{
		RollupCell *cell = CellOfRow(revision, step, row);
		BucketName	name;
		char	   *key = NameRow(revision, row, &name);
		int			old = BucketWithKey(revision->placement, step, key);

		CHECK_FOR_INTERRUPTS();
		name.level = level;
		if (old >= 0)
			ReviseBucket(&revision->of, cell, &revision->old[old], &bucket[row]);
		else if (cell == NULL)
			OpenBucket(&revision->of, NoReports(step), key, name, BUCKET_RULE_CONTRIBUTORS,
					   &bucket[row]);
		else
			OpenBucket(&revision->of, cell, key, name, RollupCheckCell(rollup, cell), &bucket[row]);
		ForgetPeople(cell);
		nold += old >= 0;
	}
	pfree(revision->start);
	pfree(revision->member);
	return nold;
}

/* is any number shown?  If not, the rule that all reports together break */
static bool
AnyShown(const Rollup *rollup, int nbuckets, const Bucket *bucket, BucketRule *broken)
{
	*broken = BUCKET_RULE_NONE;
	for (int i = 0; i < nbuckets; i++)
	{
		if (!BucketIsHidden(&bucket[i]))
			return true;
		if (bucket[i].cell->step == RollupLastStep(rollup))
			*broken = bucket[i].broken;
	}
	return false;
}

bool
ReviseCube(Rollup *rollup, const ReleaseRecord *record, int nold, const LiveBucket *old,
		   int *nbuckets, Bucket **bucket, int64 *unplaced, BucketRule *broken)
{
	CubeRevision revision = {.old = old};
	int			n = 0;
	int			nfound = 0;

	StartRevision(&revision.of, rollup, record);
	revision.levels = palloc(rollup->ndims * sizeof(int));
	revision.margin = CubeMargins(rollup, &revision.nmargins);
	revision.placement = PlacementCreate(rollup, nold, old, record->frontier);
	revision.labels = CubeLabels(rollup, nold, old);
	*unplaced = 0;
	for (int i = 0; i < rollup->nleaves; i++)
	{
		if (!LeafIsPlaced(rollup, rollup->leaf[i]))
			*unplaced += rollup->leaf[i]->reports;
	}
	*broken = BUCKET_RULE_NONE;
	*nbuckets = 0;
	if (nold == 0 && rollup->nleaves == 0)
		return true;
	*nbuckets = CountRows(&revision);
	*bucket = palloc_extended(Max(*nbuckets, 1) * sizeof(Bucket),
							  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (int i = 0; i < revision.nmargins; i++)
	{
		revision.nrows = (int) RowsOfMargin(&revision, revision.margin[i]);
		nfound += ReviseMargin(&revision, revision.margin[i], *bucket + n);
		n += revision.nrows;
	}
	if (nfound != nold)
		elog(ERROR, "rows of a cube are gone");
	return nold > 0 || AnyShown(rollup, n, *bucket, broken);
}
