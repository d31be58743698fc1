/*
 * wages_io.c
 *		Text and binary forms of weighted_values.
 *
 * Text is "0.5 {10*2,20.5*1}", the first number being the fraction where a
 * percentile is asked for.  Binary is version, fraction, number of pairs, and
 * the pairs.  Both write them sorted, and read them in any order.
 */
#include "labor/wages.h"

#include "base/agg.h"
#include "base/exact.h"
#include "base/reader.h"

#define WEIGHTED_WIRE_VERSION 1

PG_FUNCTION_INFO_V1(weighted_values_in);
PG_FUNCTION_INFO_V1(weighted_values_out);
PG_FUNCTION_INFO_V1(weighted_values_recv);
PG_FUNCTION_INFO_V1(weighted_values_send);

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
		state = AppendWeighted(state, item);
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
