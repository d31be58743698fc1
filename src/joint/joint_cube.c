/*
 * joint_cube.c
 *		Where reports lie in a cube.
 *
 * A cube is one release whose margins are so many partitions of the same reports:
 * a leaf lies in one region of each.  Leaves that lie in the same ones have a
 * place in common, and of that the history keeps the regions.
 */
#include "base/compat.h"

#include "cells/cube.h"
#include "history/history.h"
#include "joint/joint_cube.h"
#include "history/string_index.h"

#include "miscadmin.h"
#include "utils/memutils.h"

typedef struct CubePlacing
{
	const JointVintage *vintage;
	PastRelease *release;
	const int  *margin;			/* steps */
	Placement  *placement;
	int			max_places;
	stringindex_hash *places;	/* by the finest labels */
} CubePlacing;

static int *
PlaceRegions(const PastRelease *release, int place)
{
	return release->place + (Size) place * release->nmargins;
}

/* one more, in no region so far */
static int
AddPlace(CubePlacing *placing)
{
	PastRelease *release = placing->release;

	if (release->nplaces == placing->max_places)
	{
		placing->max_places = Max(2 * placing->max_places, 1024);
		release->place = repalloc_huge(release->place, (Size) placing->max_places *
									   release->nmargins * sizeof(int));
	}
	for (int m = 0; m < release->nmargins; m++)
		PlaceRegions(release, release->nplaces)[m] = -1;
	return release->nplaces++;
}

/* the place has the regions of the leaf; those of new labels come to it */
static void
FillPlace(const CubePlacing *placing, int place, const RollupCell *leaf)
{
	int		   *region = PlaceRegions(placing->release, place);

	for (int m = 0; m < placing->release->nmargins; m++)
	{
		int			b = BucketOfMargin(placing->placement, leaf, placing->margin[m]);

		if (b >= 0 && region[m] >= 0 && region[m] != placing->vintage->bucket[b].region)
			elog(ERROR, "reports have moved to another region of their release");
		if (b >= 0)
			region[m] = placing->vintage->bucket[b].region;
	}
}

static void
PlaceLeaf(CubePlacing *placing, PastLeaf *leaf, const RollupCell *seen)
{
	int		   *place = &leaf->region[placing->vintage->release];
	char	   *labels = BucketKey(placing->vintage->rollup, seen);
	StringIndexEntry *entry;
	bool		found;

	entry = stringindex_insert(placing->places, labels, &found);
	if (!found)
		entry->number = *place >= 0 ? *place : AddPlace(placing);
	if (*place < 0)
		*place = entry->number;
	if (!found || *place != entry->number)
		FillPlace(placing, *place, seen);
	if (found)
		pfree(labels);
}

/* buckets of a cube in the order in which they are, for looking them up */
static LiveBucket *
ListBuckets(const JointVintage *vintage)
{
	LiveBucket *live = palloc_extended(Max(vintage->nbuckets, 1) * sizeof(LiveBucket),
									   MCXT_ALLOC_HUGE);

	for (int b = 0; b < vintage->nbuckets; b++)
		BucketToLive(&vintage->bucket[b], &live[b]);
	return live;
}

void
PlaceInCube(JointVintage *vintage)
{
	const ScanView *view = vintage->view;
	CubePlacing placing = {.vintage = vintage};
	RollupCell	seen = {.node = palloc(view->ndims * sizeof(int))};
	int			nmargins;

	placing.release = &vintage->history->release[vintage->release];
	placing.margin = CubeMargins(vintage->rollup, &nmargins);
	placing.placement = PlacementCreate(vintage->rollup, vintage->nbuckets, ListBuckets(vintage),
										vintage->record->frontier);
	placing.places = stringindex_create(CurrentMemoryContext, 1024, NULL);
	placing.release->nmargins = nmargins;
	placing.max_places = placing.release->nplaces;
	if (placing.release->place == NULL)
		placing.release->place = palloc(sizeof(int));
	for (int i = 0; i < vintage->history->nleaves; i++)
	{
		PastLeaf   *leaf = &vintage->history->leaf[i];

		if (leaf->seen < 0)
			continue;
		CHECK_FOR_INTERRUPTS();
		for (int d = 0; d < view->ndims; d++)
			seen.node[d] = vintage->scan->leaf[leaf->seen].node[view->dim[d]];
		if (LeafIsPlaced(vintage->rollup, &seen))
			PlaceLeaf(&placing, leaf, &seen);
	}
}
