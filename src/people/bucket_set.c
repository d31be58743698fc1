/*
 * bucket_set.c
 *		Arithmetic of bucket states: sets of tags with their reports.
 */
#include "people/bucket_set.h"

#include "base/agg.h"
#include "base/settings.h"

/*
 * A state takes a whole chunk of its memory context: a power of two or, above
 * MOST_CHUNK, a piece of its own.  It grows in long steps, since the chunks that
 * it leaves behind are of use only to states that grow later.
 */
#define LEAST_CHUNK 128
#define MOST_CHUNK 8192

#define ST_SORT SortEntries
#define ST_ELEMENT_TYPE BucketEntry
#define ST_COMPARE(a, b) ((a)->tag < (b)->tag ? -1 : (a)->tag > (b)->tag)
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

void
CheckThreshold(int64 k)
{
	if (k < SettingMinContributors)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("threshold k must be at least %d",
						SettingMinContributors),
				 errdetail("Setting trade_labor.min_contributors forbids a lower one.")));
	if (k > BUCKET_MAX_CAP)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("threshold k must be at most %d", BUCKET_MAX_CAP)));
}

static inline Size
StateSize(int room)
{
	return offsetof(BucketState, entry) + sizeof(BucketEntry) * (Size) room;
}

static inline int
StateRoom(const BucketState *state)
{
	return (int) ((VARSIZE(state) - offsetof(BucketState, entry)) /
				  sizeof(BucketEntry));
}

/*
 * The room of the least chunk that has this one; factor is that of the steps.
 */
static int
ChunkRoom(int room, int factor)
{
	Size		size = LEAST_CHUNK;

	while (size < StateSize(room))
		size *= size < MOST_CHUNK ? factor : 2;
	return (int) ((size - offsetof(BucketState, entry)) / sizeof(BucketEntry));
}

/*
 * A fuller state is settled and not grown.  A threshold's is so often full then
 * that little more than the cap will do.
 */
static int
MostRoom(const BucketState *state)
{
	int			most = state->threshold ? state->cap + state->cap / 4 :
		2 * state->cap - state->cap / 64;

	return StateSize(most) <= MOST_CHUNK ? ChunkRoom(most, 2) : most;
}

void
AssertCheckBucket(const BucketState *state PG_USED_FOR_ASSERTS_ONLY)
{
	Assert(state->form == BUCKET_FORM_WORKING && state->cap >= 1);
	Assert(state->nsorted >= 0 && state->nsorted <= state->nentries);
	Assert(state->nentries <= StateRoom(state));
	Assert(state->nameless >= 0 && state->nameless <= state->reports);
	Assert(!state->full || (state->threshold && state->nentries == 0));
}

static BucketState *
CreateState(int cap, bool threshold, int room)
{
	BucketState *state = palloc0(StateSize(room));

	SET_VARSIZE(state, StateSize(room));
	state->form = BUCKET_FORM_WORKING;
	state->threshold = threshold;
	state->cap = cap;
	return state;
}

BucketState *
BucketStateCreate(int cap)
{
	if (cap < 1 || cap > BUCKET_MAX_CAP)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cap of a bucket state must be between 1 and %d",
						BUCKET_MAX_CAP)));
	return CreateState(cap, false, ChunkRoom(1, 2));
}

BucketState *
BucketThresholdCreate(int k)
{
	return CreateState(k, true, ChunkRoom(1, 2));
}

BucketState *
BucketStateOfPeople(const BucketEntry *people, int npeople)
{
	int			kept = Min(npeople, BUCKET_MAX_CAP);
	BucketState *state = CreateState(BUCKET_MAX_CAP, false, kept);

	for (int i = 0; i < kept; i++)
		state->entry[i] = (BucketEntry) {people[i].tag, 1};
	state->nentries = state->nsorted = kept;
	state->reports = npeople;
	return state;
}

static void
ForgetEntries(BucketState *state)
{
	ForgetKey(state->entry, sizeof(BucketEntry) * state->nentries);
	state->nentries = state->nsorted = 0;
}

/*
 * Idempotent, and changes nothing that a question could tell, so it may run on
 * a state that others read.
 */
void
BucketStateSettle(BucketState *state)
{
	int			kept = 0;

	if (state->nsorted < state->nentries)
	{
		SortEntries(state->entry, state->nentries);
		for (int i = 1; i < state->nentries; i++)
		{
			if (state->entry[i].tag == state->entry[kept].tag)
				state->entry[kept].reports += state->entry[i].reports;
			else
				state->entry[++kept] = state->entry[i];
		}
		state->nentries = kept + 1;
	}
	state->nentries = Min(state->nentries, state->cap);
	state->nsorted = state->nentries;
	if (state->threshold && state->nentries >= state->cap)
	{
		state->full = true;
		ForgetEntries(state);
	}
}

/*
 * What the state holds, in another one of so much room; nothing stays behind.
 */
static BucketState *
MoveState(BucketState *state, int room)
{
	BucketState *moved = palloc(StateSize(room));

	memcpy(moved, state, StateSize(state->nentries));
	memset(&moved->entry[state->nentries], 0,
		   sizeof(BucketEntry) * (room - state->nentries));
	SET_VARSIZE(moved, StateSize(room));
	ForgetEntries(state);
	return moved;
}

/*
 * Room for one more entry; none where the state is full, so that the many that
 * are keep together in the processor's cache.
 */
static BucketState *
MakeRoom(BucketState *state)
{
	int			room = StateRoom(state);
	int			most = MostRoom(state);

	BucketStateSettle(state);
	if (state->full)
		return MoveState(state, 0);
	if (state->nentries <= room / 2 || room >= most)
		return state;
	return MoveState(state, Min(ChunkRoom(room + 1, 4), most));
}

/*
 * Counts reports of one contributor that reports and nameless already include.
 *
 * A tag larger than the largest of a settled state at its cap cannot be among
 * the smallest, now or later.
 */
static inline BucketState *
AddEntry(BucketState *state, uint64 tag, int64 reports)
{
	if (state->full ||
		(state->nsorted == state->cap && tag > state->entry[state->cap - 1].tag))
		return state;
	if (state->nentries > state->nsorted &&
		state->entry[state->nentries - 1].tag == tag)
	{
		state->entry[state->nentries - 1].reports += reports;
		return state;
	}
	if (state->nentries == StateRoom(state))
	{
		state = MakeRoom(state);
		return AddEntry(state, tag, reports);
	}
	state->entry[state->nentries].tag = tag;
	state->entry[state->nentries].reports = reports;
	state->nentries++;
	return state;
}

BucketState *
BucketStateAddReports(BucketState *state, uint64 tag, int64 reports)
{
	state->reports += reports;
	return AddEntry(state, tag, reports);
}

BucketState *
BucketStateAdd(BucketState *state, uint64 tag)
{
	return BucketStateAddReports(state, tag, 1);
}

void
BucketStateAddNameless(BucketState *state, int64 reports)
{
	state->reports += reports;
	state->nameless += reports;
}

/*
 * b's tail may name a contributor twice; so may a's.
 */
BucketState *
BucketStateMerge(BucketState *a, const BucketState *b)
{
	if (a->threshold != b->threshold)
		elog(ERROR, "bucket states of two kinds cannot be merged");
	if (a->threshold && a->cap != b->cap)
		RaiseParameterDiffers("threshold k");
	if (b->cap < a->cap)
	{
		a->cap = b->cap;
		BucketStateSettle(a);
	}
	a->reports += b->reports;
	a->nameless += b->nameless;
	if (b->full && !a->full)
	{
		a->full = true;
		ForgetEntries(a);
		return MoveState(a, 0);
	}
	for (int i = 0; i < b->nentries; i++)
		a = AddEntry(a, b->entry[i].tag, b->entry[i].reports);
	return a;
}

int64
BucketStateContributors(BucketState *state)
{
	BucketStateSettle(state);
	return state->full ? state->cap : state->nentries;
}

bool
BucketStateIsExact(BucketState *state)
{
	return BucketStateContributors(state) < state->cap;
}

int64
BucketStateRows(const BucketState *state)
{
	return state->reports;
}

int64
BucketStateNamelessRows(const BucketState *state)
{
	return state->nameless;
}

const BucketEntry *
BucketStateEntries(BucketState *state, int *n)
{
	BucketStateSettle(state);
	*n = state->nentries;
	return state->entry;
}
