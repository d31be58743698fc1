/*
 * weighted_values.c
 *		Gathering values, with weights or without, in plain aggregates and in
 *		moving frames.
 */
#include "rows/weighted_values.h"

#include "base/agg.h"
#include "base/grow.h"
#include "miscadmin.h"

/* a power of two: 11 values, or 5 with weights */
#define MIN_WEIGHTED_SIZE 128

PG_FUNCTION_INFO_V1(weighted_combine);

static inline int
CompareItems(const WeightedValue *a, const WeightedValue *b)
{
	if (a->value != b->value)
		return a->value < b->value ? -1 : 1;
	return (a->weight > b->weight) - (a->weight < b->weight);
}

#define ST_SORT SortPairs
#define ST_ELEMENT_TYPE WeightedValue
#define ST_COMPARE(a, b) CompareItems(a, b)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

#define ST_SORT SortDoubles
#define ST_ELEMENT_TYPE double
#define ST_COMPARE(a, b) ((*(a) > *(b)) - (*(a) < *(b)))
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

WeightedValues *
NewWeighted(bool weighted, double parameter, int64 capacity)
{
	Size		item_size = (weighted ? 2 : 1) * sizeof(double);
	int64		most = (MaxAllocSize - offsetof(WeightedValues, data)) / item_size;
	WeightedValues *state;
	Size		size;

	if (capacity > most)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many values for an aggregate that must see all of them"),
				 errdetail("At most %lld can be gathered.", (long long) most)));
	size = GrownSize(offsetof(WeightedValues, data) + capacity * item_size, MIN_WEIGHTED_SIZE);
	state = (WeightedValues *) palloc0(size);
	SET_VARSIZE(state, size);
	state->weighted = weighted;
	state->parameter = parameter;
	state->capacity = (int32) ((size - offsetof(WeightedValues, data)) / item_size);
	return state;
}

static void
CopyItems(WeightedValues *to, int32 at, const WeightedValues *from)
{
	Size		stride = WeightedStride(from);

	memcpy(to->data + at * stride, from->data, from->nitems * stride * sizeof(double));
}

/*
 * Room for n more: the state itself, or a new one.
 */
static WeightedValues *
MakeRoomFor(WeightedValues *state, int32 n)
{
	WeightedValues *grown;

	if (state->capacity - state->nitems >= n)
		return state;
	grown = NewWeighted(state->weighted, state->parameter, (int64) state->nitems + n);
	CopyItems(grown, 0, state);
	grown->nitems = state->nitems;
	grown->nsorted = state->nsorted;
	return grown;
}

static void
PutItem(WeightedValues *state, int32 i, WeightedValue item)
{
	double	   *at = state->data + (Size) i * WeightedStride(state);

	at[0] = item.value;
	if (state->weighted)
		at[1] = item.weight;
}

/* items from one place to another, with all that follow */
static void
MoveItems(WeightedValues *state, int32 from, int32 to)
{
	Size		stride = WeightedStride(state);

	memmove(state->data + to * stride, state->data + from * stride,
			(state->nitems - from) * stride * sizeof(double));
}

WeightedValues *
AppendWeighted(WeightedValues *state, WeightedValue item)
{
	state = MakeRoomFor(state, 1);
	PutItem(state, state->nitems++, item);
	return state;
}

static void
SortWeighted(WeightedValues *state)
{
	if (state->nsorted < state->nitems && state->weighted)
		SortPairs((WeightedValue *) state->data, state->nitems);
	else if (state->nsorted < state->nitems)
		SortDoubles(state->data, state->nitems);
	state->nsorted = state->nitems;
}

/* sorted items are looked at only where that is not the cost of a row */
static void
AssertCheckWeighted(const WeightedValues *state, bool items)
{
	Assert(state->nsorted >= 0 && state->nsorted <= state->nitems);
	Assert(state->nitems <= state->capacity);
	Assert(VARSIZE(state) >= offsetof(WeightedValues, data) +
		   (Size) state->capacity * WeightedStride(state) * sizeof(double));
	for (int32 i = 1; items && i < state->nsorted; i++)
	{
		WeightedValue before PG_USED_FOR_ASSERTS_ONLY = WeightedItem(state, i - 1);
		WeightedValue item PG_USED_FOR_ASSERTS_ONLY = WeightedItem(state, i);

		Assert(CompareItems(&before, &item) <= 0);
	}
}

WeightedValues *
SortedWeighted(FunctionCallInfo fcinfo)
{
	WeightedValues *given = (WeightedValues *) SummaryForRead(fcinfo, 0);
	WeightedValues *sorted;

	AssertCheckWeighted(given, true);
	if (given->nsorted == given->nitems)
		return given;
	sorted = NewWeighted(given->weighted, given->parameter, given->nitems);
	sorted->nitems = given->nitems;
	CopyItems(sorted, 0, given);
	SortWeighted(sorted);
	return sorted;
}

/*
 * Where the first of the sorted items is that does not come before this one.
 */
static int32
FindWeighted(const WeightedValues *state, const WeightedValue *item)
{
	int32		low = 0;
	int32		high = state->nsorted;

	while (low < high)
	{
		int32		middle = low + (high - low) / 2;
		WeightedValue there = WeightedItem(state, middle);

		if (CompareItems(&there, item) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
CheckKind(const WeightedValues *state, const WeightedKind *kind)
{
	if (state->weighted != kind->weighted)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("state of values with weights in place of one without, or the reverse"),
				 errdetail("It comes from an aggregate of another kind.")));
	CheckSameParameter(kind->parameter_name, state->parameter, kind->parameter);
}

/*
 * The state that a row goes into, or comes from; a new one before the first.
 */
static WeightedValues *
StateOfRow(FunctionCallInfo fcinfo, const WeightedKind *kind, WeightedValue item)
{
	WeightedValues *state;

	if (item.weight < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("negative weight \"%.17g\"", item.weight)));
	if (PG_ARGISNULL(0))
		return NewWeighted(kind->weighted, kind->parameter, 0);
	state = (WeightedValues *) SummaryForUpdate(fcinfo);
	AssertCheckWeighted(state, false);
	if (state->nitems == 0)
		state->parameter = kind->parameter;
	CheckKind(state, kind);
	return state;
}

Datum
WeightedUnchanged(FunctionCallInfo fcinfo, bool weighted)
{
	if (PG_ARGISNULL(0) && IsWindowCall(fcinfo))
		PG_RETURN_POINTER(NewWeighted(weighted, NO_PARAMETER, 0));
	return UnchangedState(fcinfo);
}

Datum
WeightedAppend(FunctionCallInfo fcinfo, const WeightedKind *kind, WeightedValue item)
{
	WeightedValues *state = StateOfRow(fcinfo, kind, item);

	if (item.weight > 0)
		state = AppendWeighted(state, item);
	PG_RETURN_POINTER(state);
}

Datum
WeightedInsert(FunctionCallInfo fcinfo, const WeightedKind *kind, WeightedValue item)
{
	WeightedValues *state = StateOfRow(fcinfo, kind, item);
	int32		at;

	if (item.weight == 0)
		PG_RETURN_POINTER(state);
	SortWeighted(state);
	state = MakeRoomFor(state, 1);
	at = FindWeighted(state, &item);
	MoveItems(state, at, at + 1);
	PutItem(state, at, item);
	state->nsorted = ++state->nitems;
	PG_RETURN_POINTER(state);
}

Datum
WeightedRemove(FunctionCallInfo fcinfo, const WeightedKind *kind, WeightedValue item)
{
	WeightedValues *state = StateOfRow(fcinfo, kind, item);
	WeightedValue there;
	int32		at;

	if (item.weight == 0)
		PG_RETURN_POINTER(state);
	SortWeighted(state);
	at = FindWeighted(state, &item);
	if (at == state->nitems)
		PG_RETURN_NULL();
	there = WeightedItem(state, at);
	if (CompareItems(&there, &item) != 0)
		PG_RETURN_NULL();
	MoveItems(state, at + 1, at);
	state->nsorted = --state->nitems;
	PG_RETURN_POINTER(state);
}

Datum
weighted_combine(PG_FUNCTION_ARGS)
{
	WeightedValues *state = (WeightedValues *) SummaryForUpdate(fcinfo);
	WeightedValues *other = (WeightedValues *) SummaryForRead(fcinfo, 1);
	WeightedKind kind = {other->weighted, other->parameter, "parameter of an aggregate"};

	AssertCheckWeighted(state, true);
	AssertCheckWeighted(other, true);
	CheckKind(state, &kind);
	state = MakeRoomFor(state, other->nitems);
	CopyItems(state, state->nitems, other);
	state->nitems += other->nitems;
	PG_RETURN_POINTER(state);
}
