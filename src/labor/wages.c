/*
 * wages.c
 *		Gathers values with weights, for percentiles and indices, and answers.
 *
 * Numerics are gathered as the doubles nearest to them, so that a decimal of up
 * to 15 digits comes back as it came.
 */
#include "labor/wages.h"

#include "base/agg.h"
#include "base/exact.h"
#include "base/number.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#define MAX_WEIGHTED \
	((int64) ((MaxAllocSize - offsetof(WeightedValues, item)) / sizeof(WeightedValue)))

PG_FUNCTION_INFO_V1(weighted_accum);
PG_FUNCTION_INFO_V1(weighted_insert);
PG_FUNCTION_INFO_V1(weighted_remove);
PG_FUNCTION_INFO_V1(weighted_percentile_accum);
PG_FUNCTION_INFO_V1(weighted_percentile_accum_numeric);
PG_FUNCTION_INFO_V1(weighted_percentile_insert);
PG_FUNCTION_INFO_V1(weighted_percentile_insert_numeric);
PG_FUNCTION_INFO_V1(weighted_percentile_remove);
PG_FUNCTION_INFO_V1(weighted_percentile_remove_numeric);
PG_FUNCTION_INFO_V1(weighted_combine);
PG_FUNCTION_INFO_V1(weighted_percentile_final);
PG_FUNCTION_INFO_V1(weighted_percentile_numeric_final);
PG_FUNCTION_INFO_V1(weighted_gini_final);
PG_FUNCTION_INFO_V1(weighted_theil_final);

static inline int
CompareItems(const WeightedValue *a, const WeightedValue *b)
{
	if (a->value != b->value)
		return a->value < b->value ? -1 : 1;
	return (a->weight > b->weight) - (a->weight < b->weight);
}

#define ST_SORT SortItems
#define ST_ELEMENT_TYPE WeightedValue
#define ST_COMPARE(a, b) CompareItems(a, b)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

WeightedValues *
NewWeighted(double fraction, int64 capacity)
{
	WeightedValues *state;
	Size		size;

	if (capacity > MAX_WEIGHTED)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many weighted values"),
				 errdetail("At most %lld can be gathered.", (long long) MAX_WEIGHTED)));
	size = offsetof(WeightedValues, item) + capacity * sizeof(WeightedValue);
	state = (WeightedValues *) palloc0(size);
	SET_VARSIZE(state, size);
	state->fraction = fraction;
	state->capacity = (int32) capacity;
	return state;
}

/*
 * Room for n more: the state itself, or a new one.
 */
static WeightedValues *
MakeRoomFor(WeightedValues *state, int32 n)
{
	int64		needed = (int64) state->nitems + n;
	WeightedValues *grown;

	if (needed <= state->capacity)
		return state;
	grown = NewWeighted(state->fraction, Max(Min(2 * needed, MAX_WEIGHTED), needed));
	memcpy(grown->item, state->item, state->nitems * sizeof(WeightedValue));
	grown->nitems = state->nitems;
	grown->nsorted = state->nsorted;
	return grown;
}

WeightedValues *
AppendWeighted(WeightedValues *state, WeightedValue item)
{
	state = MakeRoomFor(state, 1);
	state->item[state->nitems++] = item;
	return state;
}

static void
SortWeighted(WeightedValues *state)
{
	if (state->nsorted < state->nitems)
		SortItems(state->item, state->nitems);
	state->nsorted = state->nitems;
}

WeightedValues *
SortedWeighted(FunctionCallInfo fcinfo)
{
	WeightedValues *given = (WeightedValues *) SummaryForRead(fcinfo, 0);
	WeightedValues *sorted;

	if (given->nsorted == given->nitems)
		return given;
	sorted = NewWeighted(given->fraction, given->nitems);
	sorted->nitems = given->nitems;
	memcpy(sorted->item, given->item, given->nitems * sizeof(WeightedValue));
	SortWeighted(sorted);
	return sorted;
}

/*
 * Where the first of the sorted pairs is that does not come before this one.
 */
static int32
FindWeighted(const WeightedValues *state, const WeightedValue *item)
{
	int32		low = 0;
	int32		high = state->nsorted;

	while (low < high)
	{
		int32		middle = low + (high - low) / 2;

		if (CompareItems(&state->item[middle], item) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* what a row says: the pair, and the fraction where a percentile is asked for */
typedef struct WeightedRow
{
	double		fraction;
	WeightedValue item;
} WeightedRow;

static double
NumberArg(FunctionCallInfo fcinfo, int argno, bool numeric)
{
	return CheckExact(numeric ? NumericToDouble(PG_GETARG_NUMERIC(argno)) :
					  PG_GETARG_FLOAT8(argno), "a weighted aggregate");
}

/*
 * Arguments 1 and 2, value and weight; false where one of them is NULL.
 */
static bool
ReadIndexRow(FunctionCallInfo fcinfo, WeightedRow *row)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return false;
	row->fraction = NO_FRACTION;
	row->item.value = NumberArg(fcinfo, 1, false);
	row->item.weight = NumberArg(fcinfo, 2, false);
	if (row->item.value < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("inequality of negative values is not defined")));
	return true;
}

/*
 * Arguments 1 to 3, fraction, value and weight; false where one of them is NULL.
 */
static bool
ReadPercentileRow(FunctionCallInfo fcinfo, bool numeric, WeightedRow *row)
{
	double		fraction;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return false;
	fraction = PG_GETARG_FLOAT8(1);
	if (!(fraction >= 0 && fraction <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("fraction \"%g\" is not from 0 to 1", fraction),
				 errhint("Give it as a ratio, such as 0.5.")));
	row->fraction = fraction + 0.0;
	row->item.value = NumberArg(fcinfo, 2, numeric);
	row->item.weight = NumberArg(fcinfo, 3, numeric);
	return true;
}

static void
CheckSameFraction(double a, double b)
{
	if (a != b)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("fraction must be the same for all rows of a group"),
				 errdetail("It is %g in one row and %g in another.", Min(a, b), Max(a, b))));
}

/*
 * The state that a row goes into, or comes from; a new one before the first.
 */
static WeightedValues *
StateOfRow(FunctionCallInfo fcinfo, const WeightedRow *row)
{
	WeightedValues *state;

	if (row->item.weight < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("negative weight \"%.17g\"", row->item.weight)));
	if (PG_ARGISNULL(0))
		return NewWeighted(row->fraction, MIN_WEIGHTED);
	state = (WeightedValues *) SummaryForUpdate(fcinfo);
	if (state->nitems == 0)
		state->fraction = row->fraction;
	CheckSameFraction(state->fraction, row->fraction);
	return state;
}

/* a row that does not count, and of which the fraction may be unknown */
static Datum
UnchangedState(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0) && IsWindowCall(fcinfo))
		PG_RETURN_POINTER(NewWeighted(NO_FRACTION, MIN_WEIGHTED));
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

/*
 * Transition of a plain aggregate: the row goes to the end.
 */
static Datum
AppendRow(FunctionCallInfo fcinfo, const WeightedRow *row)
{
	WeightedValues *state = StateOfRow(fcinfo, row);

	if (row->item.weight > 0)
		state = AppendWeighted(state, row->item);
	PG_RETURN_POINTER(state);
}

/*
 * Transition in a moving frame: the row goes to its place.
 */
static Datum
InsertRow(FunctionCallInfo fcinfo, const WeightedRow *row)
{
	WeightedValues *state = StateOfRow(fcinfo, row);
	int32		at;

	if (row->item.weight == 0)
		PG_RETURN_POINTER(state);
	SortWeighted(state);
	state = MakeRoomFor(state, 1);
	at = FindWeighted(state, &row->item);
	memmove(&state->item[at + 1], &state->item[at],
			(state->nitems - at) * sizeof(WeightedValue));
	state->item[at] = row->item;
	state->nsorted = ++state->nitems;
	PG_RETURN_POINTER(state);
}

/*
 * And out of it again.  NULL, which makes the server start again, where there
 * is no such row.
 */
static Datum
RemoveRow(FunctionCallInfo fcinfo, const WeightedRow *row)
{
	WeightedValues *state = StateOfRow(fcinfo, row);
	int32		at;

	if (row->item.weight == 0)
		PG_RETURN_POINTER(state);
	SortWeighted(state);
	at = FindWeighted(state, &row->item);
	if (at == state->nitems || CompareItems(&state->item[at], &row->item) != 0)
		PG_RETURN_NULL();
	state->nsorted = --state->nitems;
	memmove(&state->item[at], &state->item[at + 1],
			(state->nitems - at) * sizeof(WeightedValue));
	PG_RETURN_POINTER(state);
}

/* what is done with a row */
typedef Datum (*RowFunction) (FunctionCallInfo, const WeightedRow *);

static Datum
IndexRow(FunctionCallInfo fcinfo, RowFunction function)
{
	WeightedRow row;

	return ReadIndexRow(fcinfo, &row) ? function(fcinfo, &row) : UnchangedState(fcinfo);
}

static Datum
PercentileRow(FunctionCallInfo fcinfo, bool numeric, RowFunction function)
{
	WeightedRow row;

	return ReadPercentileRow(fcinfo, numeric, &row) ? function(fcinfo, &row) :
		UnchangedState(fcinfo);
}

Datum
weighted_accum(PG_FUNCTION_ARGS)
{
	return IndexRow(fcinfo, AppendRow);
}

Datum
weighted_insert(PG_FUNCTION_ARGS)
{
	return IndexRow(fcinfo, InsertRow);
}

Datum
weighted_remove(PG_FUNCTION_ARGS)
{
	return IndexRow(fcinfo, RemoveRow);
}

Datum
weighted_percentile_accum(PG_FUNCTION_ARGS)
{
	return PercentileRow(fcinfo, false, AppendRow);
}

Datum
weighted_percentile_accum_numeric(PG_FUNCTION_ARGS)
{
	return PercentileRow(fcinfo, true, AppendRow);
}

Datum
weighted_percentile_insert(PG_FUNCTION_ARGS)
{
	return PercentileRow(fcinfo, false, InsertRow);
}

Datum
weighted_percentile_insert_numeric(PG_FUNCTION_ARGS)
{
	return PercentileRow(fcinfo, true, InsertRow);
}

Datum
weighted_percentile_remove(PG_FUNCTION_ARGS)
{
	return PercentileRow(fcinfo, false, RemoveRow);
}

Datum
weighted_percentile_remove_numeric(PG_FUNCTION_ARGS)
{
	return PercentileRow(fcinfo, true, RemoveRow);
}

Datum
weighted_combine(PG_FUNCTION_ARGS)
{
	WeightedValues *state = (WeightedValues *) SummaryForUpdate(fcinfo);
	WeightedValues *other = (WeightedValues *) SummaryForRead(fcinfo, 1);

	CheckSameFraction(state->fraction, other->fraction);
	state = MakeRoomFor(state, other->nitems);
	memcpy(state->item + state->nitems, other->item, other->nitems * sizeof(WeightedValue));
	state->nitems += other->nitems;
	PG_RETURN_POINTER(state);
}

/*
 * False where no row counts.
 */
static bool
FindPercentile(FunctionCallInfo fcinfo, double *percentile)
{
	WeightedValues *state = SortedWeighted(fcinfo);

	if (state->nitems == 0)
		return false;
	*percentile = WeightedPercentile(state->item, state->nitems, state->fraction);
	return true;
}

Datum
weighted_percentile_final(PG_FUNCTION_ARGS)
{
	double		percentile;

	if (!FindPercentile(fcinfo, &percentile))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(percentile);
}

Datum
weighted_percentile_numeric_final(PG_FUNCTION_ARGS)
{
	double		percentile;

	if (!FindPercentile(fcinfo, &percentile))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(DoubleToNumeric(percentile));
}

/*
 * What an index multiplies must not overflow.  Among equal values there is no
 * inequality, whatever a mean that had to be rounded says.
 */
static Datum
IndexOf(FunctionCallInfo fcinfo, bool (*index) (const WeightedValue *, int, double *))
{
	WeightedValues *state = SortedWeighted(fcinfo);
	double		result;

	for (int32 i = 0; i < state->nitems; i++)
		CheckExact(state->item[i].value * state->item[i].weight, "a weighted aggregate");
	if (state->nitems == 0 || !index(state->item, state->nitems, &result))
		PG_RETURN_NULL();
	if (state->item[0].value == state->item[state->nitems - 1].value)
		result = 0;
	PG_RETURN_FLOAT8(CheckResult(result));
}

Datum
weighted_gini_final(PG_FUNCTION_ARGS)
{
	return IndexOf(fcinfo, WeightedGini);
}

Datum
weighted_theil_final(PG_FUNCTION_ARGS)
{
	return IndexOf(fcinfo, WeightedTheil);
}
