/*
 * revise_bucket.c
 *		One bucket from vintage to vintage.  See revise.h for what and why.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "record/revise_bucket.h"

#include "catalog/pg_type.h"
#include "utils/memutils.h"

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
SealPeople(const BucketRevision *revision, const RollupCell *cell, ArrayType *earlier)
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
 * another value, or about others; the rule that its reports break is known.
 */
static bool
MayChange(const Rollup *rollup, const RollupCell *cell, BucketRule broken,
		  const LiveBucket *old, bool *moved)
{
	int			k = rollup->policy->k + rollup->policy->coalition;
	bool		may = broken == BUCKET_RULE_NONE;
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

void
StartRevision(BucketRevision *revision, Rollup *rollup, const ReleaseRecord *record)
{
	revision->rollup = rollup;
	revision->vintage = record->vintage + 1;
	revision->sealer = BucketSealerCreate(CurrentMemoryContext);
	revision->state_type = ExtensionType("bucket_state");
}

void
ReviseBucket(const BucketRevision *revision, RollupCell *cell, const LiveBucket *old,
			 Bucket *bucket)
{
	if (cell == NULL)
		cell = EmptyCell();
	cell->step = old->step;
	cell->rest_dim = old->rest_dim;
	bucket->cell = cell;
	bucket->broken = RollupCheckCell(revision->rollup, cell);
	bucket->opened = old->opened;
	bucket->key = old->key;
	bucket->name = old->name;
	bucket->frozen = !MayChange(revision->rollup, cell, bucket->broken, old, &bucket->moved);
	bucket->old = old;
	if (bucket->frozen)
		BucketFreeze(bucket);
	else
	{
		bucket->reports = cell->reports;
		bucket->people = SealPeople(revision, cell, old->people);
	}
}

void
OpenBucket(const BucketRevision *revision, const RollupCell *cell, const char *key,
		   BucketName name, BucketRule broken, Bucket *bucket)
{
	memset(bucket, 0, sizeof(Bucket));
	bucket->cell = cell;
	bucket->broken = broken;
	bucket->opened = revision->vintage;
	bucket->key = key;
	bucket->name = name;
	if (broken != BUCKET_RULE_NONE)
	{
		BucketFreeze(bucket);
		return;
	}
	bucket->reports = cell->reports;
	bucket->people = SealPeople(revision, cell, NULL);
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
