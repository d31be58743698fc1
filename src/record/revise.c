/*
 * revise.c
 *		The revision rule.  See revise.h for what and why.
 */
#include "base/compat.h"

#include "cells/labels.h"
#include "record/revise.h"
#include "record/revise_bucket.h"
#include "record/revise_cube.h"

#include "miscadmin.h"
#include "utils/memutils.h"

typedef struct Revision
{
	BucketRevision of;			/* of each bucket */
	int			nold;
	const LiveBucket *old;
	Placement  *placement;
	int		   *nmembers;		/* leaves found in each old bucket */
	RollupCell ***member;
} Revision;

/*
 * Sorts the leaves into the old regions; returns the others, and the reports of
 * those that no bucket can take whatever else is there.
 */
static RollupCell **
AssignLeaves(Revision *revision, int *nothers, int64 *unplaced)
{
	Rollup	   *rollup = revision->of.rollup;
	RollupCell **other = palloc_extended(Max(rollup->nleaves, 1) * sizeof(RollupCell *),
										 MCXT_ALLOC_HUGE);

	*nothers = 0;
	*unplaced = 0;
	for (int i = 0; i < rollup->nleaves; i++)
	{
		int			region = -1;

		if (!LeafIsPlaced(rollup, rollup->leaf[i]))
		{
			*unplaced += rollup->leaf[i]->reports;
			continue;
		}
		if (revision->nold > 0)
			region = BucketOfLeaf(revision->placement, rollup->leaf[i]);
		CHECK_FOR_INTERRUPTS();
		if (region < 0)
			other[(*nothers)++] = rollup->leaf[i];
		else
		{
			int			n = revision->nmembers[region]++;

			if (n == 0)
				revision->member[region] = palloc(8 * sizeof(RollupCell *));
			else if (n >= 8 && (n & (n - 1)) == 0)
				revision->member[region] = repalloc_huge(revision->member[region],
														 2 * n * sizeof(RollupCell *));
			revision->member[region][n] = rollup->leaf[i];
		}
	}
	return other;
}

static void
ReviseOne(const Revision *revision, int i, Bucket *bucket)
{
	Rollup	   *rollup = revision->of.rollup;
	const LiveBucket *old = &revision->old[i];
	RollupCell *cell = NULL;

	if (revision->nmembers[i] > 0)
	{
		cell = RollupPoolCells(rollup, revision->member[i], revision->nmembers[i]);
		/* a leaf's nodes still; the rules ask for those of the bucket */
		while (cell->step < old->step)
			RollupLift(rollup, cell);
	}
	ReviseBucket(&revision->of, cell, old, bucket);
}

/*
 * Rolls up the leaves that no old region holds.  False where they are not safe
 * even together.
 */
static bool
RollupOthers(const Rollup *rollup, RollupCell **other, int nothers,
			 Rollup *result, BucketRule *broken)
{
	*result = *rollup;
	result->nleaves = nothers;
	result->leaf = other;
	result->next_leaf = palloc_extended(Max(nothers, 1) * sizeof(int), MCXT_ALLOC_HUGE);
	for (int i = 0; i < nothers; i++)
	{
		result->next_leaf[i] = -1;
		other[i]->first_leaf = other[i]->last_leaf = i;
	}
	return RollupRun(result, broken);
}

/*
 * The canonical order: by what readers see, and of buckets that read alike the
 * older first.
 */
static int
CompareBuckets(const void *va, const void *vb, void *rollup)
{
	const Bucket *a = va;
	const Bucket *b = vb;

	if (a->cell->step != b->cell->step)
		return a->cell->step < b->cell->step ? -1 : 1;
	for (int i = 0; i < LabelColumns(rollup); i++)
	{
		int			cmp = strcmp(a->name.label[i], b->name.label[i]);

		if (cmp != 0)
			return cmp;
	}
	return (a->opened > b->opened) - (a->opened < b->opened);
}

/* the names of all levels, each shared by the buckets that stand at it */
static const char **
NameLevels(const Rollup *rollup)
{
	int			nsteps = RollupSteps(rollup);
	const char **level = palloc((nsteps + 1) * sizeof(char *));

	for (int step = 0; step <= nsteps; step++)
		level[step] = LabelStep(rollup, step);
	return level;
}

/* what the bucket is called, for good */
static BucketName
NameBucket(const Rollup *rollup, const RollupCell *cell, const char *const *level)
{
	BucketName	name;

	name.label = palloc(LabelColumns(rollup) * sizeof(char *));
	LabelCell(rollup, cell, name.label);
	name.level = level[cell->step];
	return name;
}

/*
 * Readers and later vintages tell from the keys alone where a leaf belongs.
 * Raises where they would look for one of the new leaves in another bucket
 * than the one that counts it.
 */
static void
AssertCheckPlacement(const Rollup *opened, const ReleaseRecord *record, int nbuckets,
					 const Bucket *bucket)
{
	LiveBucket *live = BucketsToLive(nbuckets, bucket);
	char	  **frontier = palloc((record->vintage + 1) * sizeof(char *));
	Placement  *placement;

	for (int i = 0; i < record->vintage; i++)
		frontier[i] = record->frontier[i];
	frontier[record->vintage] = NULL;
	placement = PlacementCreate(opened, nbuckets, live, frontier);
	for (int i = 0; i < opened->ncells; i++)
	{
		const RollupCell *cell = opened->cell[i];
		char	   *key = BucketKey(opened, cell);

		for (int leaf = cell->first_leaf; leaf >= 0; leaf = opened->next_leaf[leaf])
		{
			int			region = BucketOfLeaf(placement, opened->leaf[leaf]);

			CHECK_FOR_INTERRUPTS();
			if (region < 0 || live[region].opened != record->vintage + 1 ||
				live[region].step != cell->step ||
				strcmp(live[region].key, key) != 0)
				elog(ERROR, "a leaf does not lie in the region of its bucket");
		}
		pfree(key);
	}
	pfree(live);
}

static bool
ReviseRollup(Rollup *rollup, const ReleaseRecord *record, int nold,
			 const LiveBucket *old, int *nbuckets, Bucket **bucket,
			 int64 *unplaced, BucketRule *broken)
{
	Revision	revision;
	RollupCell **other;
	Rollup		opened;
	const char **level;
	int			nothers;

	StartRevision(&revision.of, rollup, record);
	revision.nold = nold;
	revision.old = old;
	revision.nmembers = palloc0(Max(nold, 1) * sizeof(int));
	revision.member = palloc0(Max(nold, 1) * sizeof(RollupCell **));
	revision.placement = PlacementCreate(rollup, nold, old, record->frontier);
	other = AssignLeaves(&revision, &nothers, unplaced);

	*broken = BUCKET_RULE_NONE;
	/* without others it is still asked for its dimensions */
	opened = *rollup;
	opened.nleaves = 0;
	opened.ncells = 0;
	if (nothers > 0 && !RollupOthers(rollup, other, nothers, &opened, broken))
	{
		opened.ncells = 0;
		for (int i = 0; i < nothers; i++)
			*unplaced += other[i]->reports;
	}
	*nbuckets = nold + opened.ncells;
	if (*nbuckets == 0)
		return nothers == 0;

	*bucket = palloc_extended(*nbuckets * sizeof(Bucket), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	level = NameLevels(rollup);
	for (int i = 0; i < nold; i++)
		ReviseOne(&revision, i, &(*bucket)[i]);
	for (int i = 0; i < opened.ncells; i++)
		OpenBucket(&revision.of, opened.cell[i], BucketKey(rollup, opened.cell[i]),
				   NameBucket(rollup, opened.cell[i], level), BUCKET_RULE_NONE,
				   &(*bucket)[nold + i]);
	AssertCheckPlacement(&opened, record, *nbuckets, *bucket);
	return true;
}

bool
ReviseBuckets(Rollup *rollup, const ReleaseRecord *record, int nold,
			  const LiveBucket *old, int *nbuckets, Bucket **bucket,
			  int64 *unplaced, BucketRule *broken)
{
	bool		any = (rollup->policy->cube ? ReviseCube : ReviseRollup)
		(rollup, record, nold, old, nbuckets, bucket, unplaced, broken);

	if (any && *nbuckets > 0)
		qsort_arg(*bucket, *nbuckets, sizeof(Bucket), CompareBuckets, rollup);
	return any;
}
