/*
 * wages.c
 *		weighted_values: the state of aggregates over values with weights, and
 *		what they answer.
 *
 * It gathers pairs in any order and sorts them, by value and then by weight,
 * whenever it is looked at: in text, "0.5 {10*2,20.5*1}", the first number
 * being the fraction where a percentile is asked for; in binary, version,
 * fraction, number of pairs, and the pairs.
 */
#include "base/compat.h"

#include "base/agg.h"
#include "base/exact.h"
#include "base/number.h"
#include "base/reader.h"
#include "labor/wages_math.h"
#include "utils/memutils.h"

#define WEIGHTED_WIRE_VERSION 1

/* of indices, which ask for none */
#define NO_FRACTION (-1.0)

typedef struct WeightedValues
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	int32		nitems;
	double		fraction;
	int32		capacity;
	int32		unused;			/* 0 */
	WeightedValue item[FLEXIBLE_ARRAY_MEMBER];
} WeightedValues;

#define MAX_WEIGHTED \
	((int64) ((MaxAllocSize - offsetof(WeightedValues, item)) / sizeof(WeightedValue)))

/* a power of two with the header, less 8 bytes */
#define MIN_WEIGHTED 6

PG_FUNCTION_INFO_V1(weighted_values_in);
PG_FUNCTION_INFO_V1(weighted_values_out);
PG_FUNCTION_INFO_V1(weighted_values_recv);
PG_FUNCTION_INFO_V1(weighted_values_send);
PG_FUNCTION_INFO_V1(weighted_accum);
PG_FUNCTION_INFO_V1(weighted_percentile_accum);
PG_FUNCTION_INFO_V1(weighted_combine);
PG_FUNCTION_INFO_V1(weighted_percentile_final);
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
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

static WeightedValues *
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
	return grown;
}

static WeightedValues *
SortedWeighted(FunctionCallInfo fcinfo)
{
	WeightedValues *given = (WeightedValues *) SummaryForRead(fcinfo, 0);
	WeightedValues *sorted = NewWeighted(given->fraction, given->nitems);

	sorted->nitems = given->nitems;
	memcpy(sorted->item, given->item, given->nitems * sizeof(WeightedValue));
	SortItems(sorted->item, sorted->nitems);
	return sorted;
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

static WeightedValues *
AddWeighted(FunctionCallInfo fcinfo, double fraction, double value, double weight)
{
	WeightedValues *state;

	CheckExact(weight, "a weighted aggregate");
	if (weight < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("negative weight \"%.17g\"", weight)));
	if (PG_ARGISNULL(0))
		state = NewWeighted(fraction, MIN_WEIGHTED);
	else
	{
		state = (WeightedValues *) SummaryForUpdate(fcinfo);
		CheckSameFraction(state->fraction, fraction);
	}
	if (weight == 0)
		return state;
	state = MakeRoomFor(state, 1);
	state->item[state->nitems].value = CheckExact(value, "a weighted aggregate");
	state->item[state->nitems++].weight = weight;
	return state;
}

static Datum
UnchangedState(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

/*
 * For indices: state, value, weight.
 */
Datum
weighted_accum(PG_FUNCTION_ARGS)
{
	double		value;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return UnchangedState(fcinfo);
	value = PG_GETARG_FLOAT8(1);
	if (value < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("inequality of negative values is not defined")));
	PG_RETURN_POINTER(AddWeighted(fcinfo, NO_FRACTION, value, PG_GETARG_FLOAT8(2)));
}

/*
 * State, fraction, value, weight.
 */
Datum
weighted_percentile_accum(PG_FUNCTION_ARGS)
{
	double		fraction;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return UnchangedState(fcinfo);
	fraction = PG_GETARG_FLOAT8(1);
	if (!(fraction >= 0 && fraction <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("fraction \"%g\" is not from 0 to 1", fraction)));
	PG_RETURN_POINTER(AddWeighted(fcinfo, fraction + 0.0, PG_GETARG_FLOAT8(2),
								  PG_GETARG_FLOAT8(3)));
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

Datum
weighted_percentile_final(PG_FUNCTION_ARGS)
{
	WeightedValues *state = SortedWeighted(fcinfo);

	if (state->nitems == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(WeightedPercentile(state->item, state->nitems, state->fraction));
}

/*
 * What an index multiplies must not overflow.
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

static bool
IsFraction(double fraction)
{
	return (fraction >= 0 && fraction <= 1) || fraction == NO_FRACTION;
}

/* values below 0 are for percentiles only */
static bool
IsItem(const WeightedValue *item, double fraction)
{
	return ExactAccepts(item->value) && ExactAccepts(item->weight) && item->weight > 0 &&
		(fraction != NO_FRACTION || item->value >= 0);
}

/*
 * NULL after a fault.
 */
static WeightedValues *
ReadWeighted(TextReader *reader)
{
	WeightedValues *state = NewWeighted(NO_FRACTION, MIN_WEIGHTED);

	if (!ReadSymbol(reader, '{'))
	{
		if (!ReadFloat8(reader, &state->fraction))
			return NULL;
		if (!IsFraction(state->fraction) || !ReadSymbol(reader, '{'))
			return ReportSyntax(reader), NULL;
	}
	for (bool more = !ReadSymbol(reader, '}'); more;)
	{
		WeightedValue item;

		if (!ReadFloat8(reader, &item.value))
			return NULL;
		if (!ReadSymbol(reader, '*'))
			return ReportSyntax(reader), NULL;
		if (!ReadFloat8(reader, &item.weight))
			return NULL;
		more = ReadSymbol(reader, ',');
		if (!IsItem(&item, state->fraction) || (!more && !ReadSymbol(reader, '}')))
			return ReportSyntax(reader), NULL;
		state = MakeRoomFor(state, 1);
		state->item[state->nitems++] = item;
	}
	return ReadEnd(reader) ? state : (ReportSyntax(reader), NULL);
}

Datum
weighted_values_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	TextReader	reader = {"weighted_values", text, text, fcinfo->context};
	WeightedValues *state = ReadWeighted(&reader);

	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

Datum
weighted_values_out(PG_FUNCTION_ARGS)
{
	WeightedValues *state = SortedWeighted(fcinfo);
	StringInfoData out;

	initStringInfo(&out);
	if (state->fraction != NO_FRACTION)
	{
		AppendFloat8(&out, state->fraction);
		appendStringInfoChar(&out, ' ');
	}
	appendStringInfoChar(&out, '{');
	for (int32 i = 0; i < state->nitems; i++)
	{
		if (i > 0)
			appendStringInfoChar(&out, ',');
		AppendFloat8(&out, state->item[i].value);
		appendStringInfoChar(&out, '*');
		AppendFloat8(&out, state->item[i].weight);
	}
	appendStringInfoChar(&out, '}');
	PG_RETURN_CSTRING(out.data);
}

Datum
weighted_values_send(PG_FUNCTION_ARGS)
{
	WeightedValues *state = SortedWeighted(fcinfo);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, WEIGHTED_WIRE_VERSION);
	pq_sendfloat8(&buf, state->fraction);
	pq_sendint32(&buf, state->nitems);
	for (int32 i = 0; i < state->nitems; i++)
	{
		pq_sendfloat8(&buf, state->item[i].value);
		pq_sendfloat8(&buf, state->item[i].weight);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
weighted_values_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	WeightedValues *state;
	double		fraction;
	int32		nitems;
	bool		valid;

	CheckWireVersion(buf, WEIGHTED_WIRE_VERSION, "weighted_values");
	fraction = pq_getmsgfloat8(buf) + 0.0;
	nitems = pq_getmsgint(buf, 4);
	valid = IsFraction(fraction) && nitems >= 0 &&
		nitems <= (buf->len - buf->cursor) / (int) sizeof(WeightedValue);
	state = NewWeighted(fraction, valid ? nitems : 0);
	for (int32 i = 0; valid && i < nitems; i++)
	{
		state->item[i].value = pq_getmsgfloat8(buf) + 0.0;
		state->item[i].weight = pq_getmsgfloat8(buf);
		valid = IsItem(&state->item[i], fraction);
	}
	if (!valid)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of type %s", "weighted_values"),
				 errdetail("Its fraction, its length, a value or a weight is out of range.")));
	state->nitems = nitems;
	pq_getmsgend(buf);
	PG_RETURN_POINTER(state);
}
