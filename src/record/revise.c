/*
 * revise.c
 *		The revision rule.  See revise.h for what and why.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "people/bucket_set.h"
#include "cells/labels.h"
#include "record/revise.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/memutils.h"

typedef struct Revision
{
	Rollup	   *rollup;
	const ReleaseRecord *record;
	int			nold;
	const LiveBucket *old;
	Placement  *placement;
	int		   *nmembers;		/* leaves found in each old bucket */
	RollupCell ***member;
	Sealer *sealer;
	Oid			state_type;
} Revision;

/*
 * Sorts the leaves into the old regions; returns the others, and the reports of
 * those that no bucket can take whatever else is there.
 */
static RollupCell **
AssignLeaves(Revision *revision, int *nothers, int64 *unplaced)
{
	Rollup	   *rollup = revision->rollup;
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

/* the states of a bucket_state[] */
static Datum *
PeopleStates(ArrayType *people, int *n)
{
	Datum	   *state;

	deconstruct_array(people, ARR_ELEMTYPE(people), -1, false, TYPALIGN_DOUBLE,
					  &state, NULL, n);
	return state;
}

/* the people of the cell, behind those of earlier numbers (or NULL) */
static ArrayType *
SealPeople(const Revision *revision, const RollupCell *cell, ArrayType *earlier)
{
	BucketState *state = BucketStateOfPeople(cell->contributor, cell->ncontributors);
	struct varlena *sealed = BucketSeal(revision->sealer, state);
	int			n = 0;
	Datum	   *old = earlier ? PeopleStates(earlier, &n) : NULL;
	Datum	   *all = palloc((n + 1) * sizeof(Datum));
	ArrayType  *people;

	if (n > 0)
		memcpy(all, old, n * sizeof(Datum));
	all[n] = PointerGetDatum(sealed);
	people = construct_array(all, n + 1, revision->state_type, -1, false, TYPALIGN_DOUBLE);
	pfree(all);
	pfree(sealed);
	pfree(state);
	return people;
}

/* how many people came and went, both lists ascending */
static void
CountMoves(const RollupCell *cell, const BucketEntry *old, int nold,
		   int *entered, int *left)
{
	int			i = 0;
	int			j = 0;

	*entered = *left = 0;
	while (i < cell->ncontributors || j < nold)
	{
		if (j == nold || (i < cell->ncontributors && cell->contributor[i].tag < old[j].tag))
		{
			(*entered)++;
			i++;
		}
		else if (i == cell->ncontributors || cell->contributor[i].tag > old[j].tag)
		{
			(*left)++;
			j++;
		}
		else
		{
			i++;
			j++;
		}
	}
}

/*
 * May the bucket's value follow its people?  Moved tells whether it would be
 * another value, or about others.
 */
static bool
MayChange(const Rollup *rollup, const RollupCell *cell, const LiveBucket *old,
		  bool *moved)
{
	int			k = rollup->policy->k + rollup->policy->coalition;
	bool		may = RollupCheckCell(rollup, cell) == BUCKET_RULE_NONE;
	int			nstates;
	Datum	   *states = PeopleStates(old->people, &nstates);

	*moved = cell->reports != old->reports;

	/* the last first, as it most often says no */
	for (int i = nstates - 1; i >= 0 && (may || i == nstates - 1); i--)
	{
		BucketState *state = BucketStateOpen(states[i]);
		const BucketEntry *entry;
		int			nold;
		int			entered;
		int			left;

		entry = BucketStateEntries(state, &nold);
		CountMoves(cell, entry, nold, &entered, &left);
		pfree(state);
		may &= entered >= k && (left == 0 || left >= k);
		*moved |= entered > 0 || left > 0;
	}
	return may;
}

/* a cell with the bucket's key and no leaves: all its people have gone */
static RollupCell *
EmptyCell(void)
{
	RollupCell *cell = palloc0(sizeof(RollupCell));

	cell->rest_dim = -1;
	cell->first_leaf = cell->last_leaf = -1;
	return cell;
}

void
BucketFreeze(Bucket *bucket)
{
	bucket->frozen = true;
	bucket->reports = bucket->old ? bucket->old->reports : 0;
	bucket->people = bucket->old ? bucket->old->people :
		construct_empty_array(ExtensionType("bucket_state"));
}

bool
BucketIsHidden(const Bucket *bucket)
{
	return ArrayGetNItems(ARR_NDIM(bucket->people), ARR_DIMS(bucket->people)) == 0;
}

static void
ReviseOne(const Revision *revision, int i, Bucket *bucket)
{
	const LiveBucket *old = &revision->old[i];
	RollupCell *cell;

	if (revision->nmembers[i] > 0)
	{
		cell = RollupPoolCells(revision->rollup, revision->member[i], revision->nmembers[i]);
		/* a leaf's nodes still; the rules ask for those of the bucket */
		while (cell->step < old->step)
			RollupLift(revision->rollup, cell);
	}
	else
		cell = EmptyCell();
	cell->step = old->step;
	cell->rest_dim = old->rest_dim;
	bucket->cell = cell;
	bucket->opened = old->opened;
	bucket->key = old->key;
	bucket->name = old->name;
	bucket->frozen = !MayChange(revision->rollup, cell, old, &bucket->moved);
	bucket->old = old;
	if (bucket->frozen)
		BucketFreeze(bucket);
	else
	{
		bucket->reports = cell->reports;
		bucket->people = SealPeople(revision, cell, old->people);
	}
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

bool
ReviseBuckets(Rollup *rollup, const ReleaseRecord *record, int nold,
			  const LiveBucket *old, int *nbuckets, Bucket **bucket,
			  int64 *unplaced, BucketRule *broken)
{
	Revision	revision;
	RollupCell **other;
	Rollup		opened;
	const char **level;
	int			nothers;

	revision.rollup = rollup;
	revision.record = record;
	revision.nold = nold;
	revision.old = old;
	revision.nmembers = palloc0(Max(nold, 1) * sizeof(int));
	revision.member = palloc0(Max(nold, 1) * sizeof(RollupCell **));
	revision.sealer = BucketSealerCreate(CurrentMemoryContext);
	revision.state_type = ExtensionType("bucket_state");
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
	{
		Bucket	   *new_bucket = &(*bucket)[nold + i];

		new_bucket->cell = opened.cell[i];
		new_bucket->opened = record->vintage + 1;
		new_bucket->key = BucketKey(rollup, opened.cell[i]);
		new_bucket->name = NameBucket(rollup, opened.cell[i], level);
		new_bucket->reports = opened.cell[i]->reports;
		new_bucket->frozen = false;
		new_bucket->moved = false;
		new_bucket->old = NULL;
		new_bucket->people = SealPeople(&revision, opened.cell[i], NULL);
	}
	qsort_arg(*bucket, *nbuckets, sizeof(Bucket), CompareBuckets, rollup);
	AssertCheckPlacement(&opened, record, *nbuckets, *bucket);
	return true;
}

int
NumbersShown(const LiveBucket *bucket)
{
	return ArrayGetNItems(ARR_NDIM(bucket->people), ARR_DIMS(bucket->people));
}

BucketState *
PeopleBehindNumber(const LiveBucket *bucket, int i)
{
	int			n;
	Datum	   *state = PeopleStates(bucket->people, &n);
	BucketState *people = BucketStateOpen(state[i]);

	pfree(state);
	return people;
}

char *
BucketRow(const char *const *label, int ncolumns, const char *reports, int opened,
		  char *const *sum, int nsums)
{
	StringInfoData row;

	initStringInfo(&row);
	for (int i = 0; i < ncolumns; i++)
		appendStringInfo(&row, "%zu:%s ", strlen(label[i]), label[i]);
	appendStringInfo(&row, "%s %d", reports ? reports : "hidden", opened);
	for (int s = 0; s < nsums; s++)
		appendStringInfo(&row, " %s", sum[s] ? sum[s] : "hidden");
	appendStringInfoChar(&row, '\n');
	return row.data;
}

char *
LiveBucketRow(const LiveBucket *bucket, int ncolumns)
{
	return BucketRow(bucket->name.label, ncolumns, NumbersShown(bucket) == 0 ? NULL :
					 psprintf(INT64_FORMAT, bucket->reports), bucket->opened,
					 bucket->sum, bucket->nsums);
}

int
CompareRows(const void *a, const void *b)
{
	return strcmp(*(char *const *) a, *(char *const *) b);
}

void
DigestBuckets(int ncolumns, int nbuckets, const LiveBucket *bucket,
			  uint8 digest[LEDGER_DIGEST_SIZE])
{
	StringInfoData rows;
	char	  **row = palloc_extended(Max(nbuckets, 1) * sizeof(char *), MCXT_ALLOC_HUGE);

	for (int i = 0; i < nbuckets; i++)
		row[i] = LiveBucketRow(&bucket[i], ncolumns);
	qsort(row, nbuckets, sizeof(char *), CompareRows);
	initStringInfo(&rows);
	for (int i = 0; i < nbuckets; i++)
	{
		appendStringInfoString(&rows, row[i]);
		pfree(row[i]);
	}
	LedgerDigest(rows.data, rows.len, digest);
	pfree(rows.data);
	pfree(row);
}

static int
CompareOpened(const void *a, const void *b)
{
	int			oa = ((const LiveBucket *) a)->opened;
	int			ob = ((const LiveBucket *) b)->opened;

	return (oa > ob) - (oa < ob);
}

void
BucketToLive(const Bucket *bucket, LiveBucket *live)
{
	live->opened = bucket->opened;
	live->step = bucket->cell->step;
	live->rest_dim = bucket->cell->rest_dim;
	live->key = unconstify(char *, bucket->key);
	live->name = bucket->name;
	live->reports = bucket->reports;
	live->people = bucket->people;
	live->nsums = bucket->nsums;
	live->sum = bucket->sum;
}

LiveBucket *
BucketsToLive(int nbuckets, const Bucket *bucket)
{
	LiveBucket *live = palloc_extended(Max(nbuckets, 1) * sizeof(LiveBucket), MCXT_ALLOC_HUGE);

	for (int i = 0; i < nbuckets; i++)
		BucketToLive(&bucket[i], &live[i]);
	qsort(live, nbuckets, sizeof(LiveBucket), CompareOpened);
	return live;
}
