/*
 * scan_rollup.c
 *		The leaves of one release, out of a scan for several.
 */
#include "base/compat.h"

#include "cells/scan.h"

#include "miscadmin.h"
#include "utils/memutils.h"

typedef struct ViewOrder
{
	const SourceScan *scan;
	const ScanView *view;
} ViewOrder;

/* by the nodes that the release sees */
static int
CompareSeen(const void *va, const void *vb, void *arg)
{
	const ViewOrder *order = arg;
	const ScanLeaf *a = *(ScanLeaf *const *) va;
	const ScanLeaf *b = *(ScanLeaf *const *) vb;

	for (int d = 0; d < order->view->ndims; d++)
	{
		int			dim = order->view->dim[d];

		if (a->node[dim] != b->node[dim])
			return a->node[dim] < b->node[dim] ? -1 : 1;
	}
	return 0;
}

static int
CompareByTag(const void *a, const void *b)
{
	uint64		ta = ((const BucketEntry *) a)->tag;
	uint64		tb = ((const BucketEntry *) b)->tag;

	return (ta > tb) - (ta < tb);
}

/* the people of a cell, each once with all reports; the others are nobody's */
static void
CountPeople(const SourceScan *scan, const ScanView *view, ScanLeaf *const *leaf, int nleaves,
			RollupCell *cell)
{
	Size		n = 0;
	BucketEntry *all;

	for (int i = 0; i < nleaves; i++)
		n += leaf[i]->nentries;
	all = palloc_extended(Max(n, 1) * sizeof(BucketEntry), MCXT_ALLOC_HUGE);
	n = 0;
	for (int i = 0; i < nleaves; i++)
	{
		for (int e = 0; e < leaf[i]->nentries; e++)
		{
			const uint64 *entry = ScanEntry(scan, leaf[i], e);
			uint64		tag = entry[1 + view->contributor];

			cell->reports += (int64) entry[0];
			if (tag == 0)
				cell->anonymous_reports += (int64) entry[0];
			else
				all[n++] = (BucketEntry) {tag, (int64) entry[0]};
		}
	}
	/* entries of one leaf ascend by their first column already */
	if (nleaves > 1 || view->contributor > 0)
		qsort(all, n, sizeof(BucketEntry), CompareByTag);
	for (Size i = 0; i < n; i++)
	{
		int			last = cell->ncontributors - 1;

		if (last >= 0 && all[last].tag == all[i].tag)
			all[last].reports += all[i].reports;
		else
			all[cell->ncontributors++] = all[i];
	}
	cell->contributor = all;
}

/* the tags of a column in reports that somebody filed */
static TagSet
TagsOfColumn(const SourceScan *scan, const ScanView *view, ScanLeaf *const *leaf, int nleaves,
			 int column)
{
	TagSet		set = {0, NULL};
	const TagSet *sets[1] = {&set};
	Size		n = 0;

	if (column < 0)
		return set;
	for (int i = 0; i < nleaves; i++)
		n += leaf[i]->nentries;
	set.tag = palloc_extended(Max(n, 1) * sizeof(uint64), MCXT_ALLOC_HUGE);
	for (int i = 0; i < nleaves; i++)
	{
		for (int e = 0; e < leaf[i]->nentries; e++)
		{
			const uint64 *entry = ScanEntry(scan, leaf[i], e);

			if (entry[1 + view->contributor] != 0 && entry[1 + column] != 0)
				set.tag[set.n++] = entry[1 + column];
		}
	}
	return TagSetUnion(sets, 1);
}

static RollupCell *
MakeCell(const SourceScan *scan, const ScanView *view, ScanLeaf *const *leaf, int nleaves)
{
	RollupCell *cell = palloc0(sizeof(RollupCell));

	cell->node = palloc(view->ndims * sizeof(int));
	for (int d = 0; d < view->ndims; d++)
		cell->node[d] = leaf[0]->node[view->dim[d]];
	cell->rest_dim = -1;
	cell->nchildren = 1;
	CountPeople(scan, view, leaf, nleaves, cell);
	cell->establishments = TagsOfColumn(scan, view, leaf, nleaves, view->establishment);
	cell->sensitive = TagsOfColumn(scan, view, leaf, nleaves, view->sensitive);
	return cell;
}

void
ScanToRollup(const SourceScan *scan, const ScanView *view, const BucketPolicy *policy,
			 Rollup *rollup)
{
	ViewOrder	order = {scan, view};
	ScanLeaf  **leaf = palloc_extended(Max(scan->nleaves, 1) * sizeof(ScanLeaf *),
									   MCXT_ALLOC_HUGE);

	for (int i = 0; i < scan->nleaves; i++)
		leaf[i] = &scan->leaf[i];
	qsort_arg(leaf, scan->nleaves, sizeof(ScanLeaf *), CompareSeen, &order);

	memset(rollup, 0, sizeof(Rollup));
	rollup->ndims = view->ndims;
	rollup->policy = policy;
	rollup->dim = palloc(view->ndims * sizeof(RollupDim));
	for (int d = 0; d < view->ndims; d++)
		rollup->dim[d] = scan->dim[view->dim[d]];
	rollup->leaf = palloc_extended(Max(scan->nleaves, 1) * sizeof(RollupCell *),
								   MCXT_ALLOC_HUGE);
	rollup->next_leaf = palloc_extended(Max(scan->nleaves, 1) * sizeof(int), MCXT_ALLOC_HUGE);
	for (int i = 0, n; i < scan->nleaves; i += n)
	{
		int			number = rollup->nleaves++;

		CHECK_FOR_INTERRUPTS();
		for (n = 1; i + n < scan->nleaves && CompareSeen(&leaf[i], &leaf[i + n], &order) == 0; n++)
			;
		rollup->leaf[number] = MakeCell(scan, view, &leaf[i], n);
		rollup->next_leaf[number] = -1;
		rollup->leaf[number]->first_leaf = rollup->leaf[number]->last_leaf = number;
	}
	pfree(leaf);
}
