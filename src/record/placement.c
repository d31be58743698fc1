/*
 * placement.c
 *		Which bucket a combination of values belongs to.
 */
#include "base/compat.h"

#include "cells/hierarchy.h"
#include "cells/labels.h"
#include "record/placement.h"

#include "common/hashfn.h"
#include "lib/stringinfo.h"
#include "utils/memutils.h"

/* old buckets of one step and key, one a vintage at most, oldest first */
typedef struct RegionEntry
{
	const char *key;			/* step and path */
	uint32		hash;
	char		status;
	int			first;			/* of the buckets; linked by Revision.next */
} RegionEntry;

#define SH_PREFIX region
#define SH_ELEMENT_TYPE RegionEntry
#define SH_KEY_TYPE const char *
#define SH_KEY key
#define SH_HASH_KEY(tb, key) hash_bytes((const unsigned char *) (key), strlen(key))
#define SH_EQUAL(tb, a, b) (strcmp((a), (b)) == 0)
#define SH_SCOPE static inline
#define SH_STORE_HASH
#define SH_GET_HASH(tb, a) (a)->hash
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

struct Placement
{
	const Rollup *rollup;
	const LiveBucket *bucket;
	char	  *const *frontier; /* of each vintage */
	int		   *next;			/* next bucket of the same key; -1 at the end */
	region_hash *regions;
	int			period_dim;		/* -1: none */
	StringInfo	key;			/* that is being looked for */
	RollupCell	ancestor;		/* of the leaf that is being looked for */
};

static void
AppendPath(StringInfo key, const Rollup *rollup, const RollupCell *cell)
{
	int		   *levels = palloc(rollup->ndims * sizeof(int));

	RollupLevelsAt(rollup, cell->step, levels);
	for (int d = 0; d < rollup->ndims; d++)
	{
		const RollupDim *dim = &rollup->dim[d];
		int			node = cell->node[d];

		for (int level = levels[d]; level < dim->nlevels - 1; level++)
		{
			AppendPathLabel(key, dim->level[level].label[node]);
			node = dim->level[level].parent[node];
		}
		appendStringInfoChar(key, ';');
	}
	pfree(levels);
}

char *
BucketKey(const Rollup *rollup, const RollupCell *cell)
{
	StringInfoData key;
	char	   *kept;

	initStringInfo(&key);
	AppendPath(&key, rollup, cell);
	kept = pstrdup(key.data);
	pfree(key.data);
	return kept;
}

int
KeyLabels(const char *key)
{
	int			n = 0;

	while (*key != '\0')
	{
		n += *key != ';';
		while (*key != ';')
		{
			char	   *label;
			unsigned long length = strtoul(key, &label, 10);

			key = label + 1 + length + 1;
		}
		key++;
	}
	return n;
}

static int
PeriodDimension(const Rollup *rollup)
{
	for (int d = 0; d < rollup->ndims; d++)
	{
		if (rollup->dim[d].is_period)
			return d;
	}
	return -1;
}

bool
LeafIsPlaced(const Rollup *rollup, const RollupCell *leaf)
{
	for (int d = 0; d < rollup->ndims; d++)
	{
		if (leaf->node[d] == NODE_UNPLACED)
			return false;
	}
	return true;
}

/* the label of a leaf in the period dimension; NULL for an unknown one */
static const char *
LeafPeriod(const Rollup *rollup, const RollupCell *leaf, int d)
{
	const char *label = rollup->dim[d].level[0].label[leaf->node[d]];

	return strcmp(label, LABEL_UNKNOWN) == 0 ? NULL : label;
}

char *
Frontier(const Rollup *rollup)
{
	int			d = PeriodDimension(rollup);
	const char *last = NULL;

	for (int i = 0; d >= 0 && i < rollup->nleaves; i++)
	{
		const char *label = LeafIsPlaced(rollup, rollup->leaf[i]) ?
			LeafPeriod(rollup, rollup->leaf[i], d) : NULL;

		/* the text of periods of one frequency sorts as they do */
		if (label != NULL && (last == NULL || strcmp(label, last) > 0))
			last = label;
	}
	return last == NULL ? NULL : pstrdup(last);
}

static char *
RegionKey(int step, const char *path)
{
	return psprintf("%d;%s", step, path);
}

Placement *
PlacementCreate(const Rollup *rollup, int nbuckets, const LiveBucket *bucket,
				char *const *frontier)
{
	Placement *placement = palloc0(sizeof(Placement));

	placement->rollup = rollup;
	placement->bucket = bucket;
	placement->frontier = frontier;
	placement->period_dim = PeriodDimension(rollup);
	placement->key = makeStringInfo();
	placement->ancestor.node = palloc(rollup->ndims * sizeof(int));
	placement->regions = region_create(CurrentMemoryContext, Max(nbuckets, 16), NULL);
	placement->next = palloc_extended(Max(nbuckets, 1) * sizeof(int), MCXT_ALLOC_HUGE);
	/* from the last to the first, so that the lists start with the oldest */
	for (int i = nbuckets - 1; i >= 0; i--)
	{
		bool		found;
		RegionEntry *entry = region_insert(placement->regions,
										   RegionKey(bucket[i].step, bucket[i].key),
										   &found);

		placement->next[i] = found ? entry->first : -1;
		entry->first = i;
	}
	return placement;
}

/* does the region reach as far as the leaf's period? */
static bool
ReachesPeriod(const Placement *placement, const LiveBucket *bucket, const char *period)
{
	const char *frontier = placement->frontier[bucket->opened - 1];

	return period == NULL || frontier == NULL || strcmp(period, frontier) <= 0;
}

/* the entry of a cell's key; NULL where no bucket has it */
static RegionEntry *
FindRegion(Placement *placement, const RollupCell *cell)
{
	resetStringInfo(placement->key);
	appendStringInfo(placement->key, "%d;", cell->step);
	AppendPath(placement->key, placement->rollup, cell);
	return region_lookup(placement->regions, placement->key->data);
}

/*
 * The old bucket in whose region the leaf lies, or -1.  The oldest vintage
 * comes first, as its regions were there before the others; within it the
 * finest region, since a rest is what the finer ones leave.
 */
int
BucketOfLeaf(Placement *placement, const RollupCell *leaf)
{
	const Rollup *rollup = placement->rollup;
	int			nsteps = RollupSteps(rollup);
	const char *period = NULL;
	RollupCell *ancestor = &placement->ancestor;
	int			found = -1;

	if (!LeafIsPlaced(rollup, leaf))
		return -1;
	if (placement->period_dim >= 0)
		period = LeafPeriod(rollup, leaf, placement->period_dim);
	memcpy(ancestor->node, leaf->node, rollup->ndims * sizeof(int));
	for (ancestor->step = 0;; RollupLift(rollup, ancestor))
	{
		RegionEntry *entry = FindRegion(placement, ancestor);

		for (int i = entry ? entry->first : -1; i >= 0; i = placement->next[i])
		{
			if (ReachesPeriod(placement, &placement->bucket[i], period) &&
				(found < 0 || placement->bucket[i].opened < placement->bucket[found].opened))
				found = i;
		}
		/* what the first vintage opened, no coarser one can be before */
		if (ancestor->step == nsteps ||
			(found >= 0 && placement->bucket[found].opened == 1))
			break;
	}
	return found;
}

int
BucketWithKey(const Placement *placement, int step, const char *key)
{
	char	   *region = RegionKey(step, key);
	RegionEntry *entry = region_lookup(placement->regions, region);

	pfree(region);
	return entry ? entry->first : -1;
}

int
BucketOfMargin(Placement *placement, const RollupCell *leaf, int step)
{
	RollupCell *ancestor = &placement->ancestor;
	RegionEntry *entry;

	if (!LeafIsPlaced(placement->rollup, leaf))
		return -1;
	memcpy(ancestor->node, leaf->node, placement->rollup->ndims * sizeof(int));
	RollupLiftLeaf(placement->rollup, ancestor, step);
	entry = FindRegion(placement, ancestor);
	return entry ? entry->first : -1;
}
