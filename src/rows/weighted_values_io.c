/*
 * weighted_values_io.c
 *		Text and binary forms of weighted_values.
 *
 * Text is "0.5 {10*2,20.5*1}" with weights and "4 {10,20.5}" without, the first
 * number being the aggregate's parameter where it has one; of an empty state
 * without weights it is "{}", and with weights "{*}".  Binary is version,
 * whether there are weights, parameter, number of items, and the items.  Both
 * write them sorted, and read them in any order.
 */
#include "rows/weighted_values.h"

#include "base/agg.h"
#include "base/exact.h"
#include "base/reader.h"

#define WIRE_VERSION 2

PG_FUNCTION_INFO_V1(weighted_values_in);
PG_FUNCTION_INFO_V1(weighted_values_out);
PG_FUNCTION_INFO_V1(weighted_values_recv);
PG_FUNCTION_INFO_V1(weighted_values_send);

/*
 * A fraction, k, a number of members, or an aversion to inequality: which one,
 * and whether it may be that, is for the aggregate to know.
 */
static bool
IsParameter(double parameter, bool weighted)
{
	return parameter == NO_PARAMETER || (isfinite(parameter) &&
										 (weighted ? parameter >= 0 : parameter > 0));
}

/* values below 0 are for percentiles only */
static bool
IsItem(const WeightedValues *state, const WeightedValue *item)
{
	return ExactAccepts(item->value) && ExactAccepts(item->weight) && item->weight > 0 &&
		((state->weighted && state->parameter != NO_PARAMETER) || item->value >= 0);
}

/*
 * Reads one item, and learns from the first whether there are weights.
 */
static bool
ReadItem(TextReader *reader, WeightedValues **state)
{
	WeightedValue item = {0, 1};
	bool		weighted;

	if (!ReadFloat8(reader, &item.value))
		return false;
	weighted = ReadSymbol(reader, '*');
	if (weighted && !ReadFloat8(reader, &item.weight))
		return false;
	if ((*state)->nitems == 0 && weighted)
		*state = NewWeighted(true, (*state)->parameter, 1);
	if (weighted != (*state)->weighted || !IsItem(*state, &item))
		return ReportSyntax(reader);
	*state = AppendWeighted(*state, item);
	return true;
}

/*
 * NULL after a fault.
 */
static WeightedValues *
ReadWeighted(TextReader *reader)
{
	WeightedValues *state = NewWeighted(false, NO_PARAMETER, 0);

	if (!ReadSymbol(reader, '{'))
	{
		if (!ReadFloat8(reader, &state->parameter))
			return NULL;
		if (!ReadSymbol(reader, '{'))
			return ReportSyntax(reader), NULL;
	}
	if (ReadSymbol(reader, '*'))
		state = NewWeighted(true, state->parameter, 0);
	for (bool more = !ReadSymbol(reader, '}'); more;)
	{
		if (state->weighted && state->nitems == 0)
			return ReportSyntax(reader), NULL;
		if (!ReadItem(reader, &state))
			return NULL;
		more = ReadSymbol(reader, ',');
		if (!more && !ReadSymbol(reader, '}'))
			return ReportSyntax(reader), NULL;
	}
	if (!IsParameter(state->parameter, state->weighted) || !ReadEnd(reader))
		return ReportSyntax(reader), NULL;
	return state;
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
	if (state->parameter != NO_PARAMETER)
	{
		AppendFloat8(&out, state->parameter);
		appendStringInfoChar(&out, ' ');
	}
	appendStringInfoString(&out, state->weighted && state->nitems == 0 ? "{*" : "{");
	for (int32 i = 0; i < state->nitems; i++)
	{
		WeightedValue item = WeightedItem(state, i);

		if (i > 0)
			appendStringInfoChar(&out, ',');
		AppendFloat8(&out, item.value);
		if (state->weighted)
		{
			appendStringInfoChar(&out, '*');
			AppendFloat8(&out, item.weight);
		}
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
	pq_sendbyte(&buf, WIRE_VERSION);
	pq_sendbyte(&buf, state->weighted);
	pq_sendfloat8(&buf, state->parameter);
	pq_sendint32(&buf, state->nitems);
	for (int32 i = 0; i < state->nitems * WeightedStride(state); i++)
		pq_sendfloat8(&buf, state->data[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
weighted_values_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	WeightedValues *state;
	int			weighted;
	double		parameter;
	int32		nitems;
	bool		valid;

	CheckWireVersion(buf, WIRE_VERSION, "weighted_values");
	weighted = pq_getmsgbyte(buf);
	parameter = pq_getmsgfloat8(buf) + 0.0;
	nitems = pq_getmsgint(buf, 4);
	valid = weighted <= 1 && IsParameter(parameter, weighted) && nitems >= 0 &&
		nitems <= (buf->len - buf->cursor) / (int) sizeof(double);
	state = NewWeighted(weighted == 1, parameter, valid ? nitems : 0);
	for (int32 i = 0; valid && i < nitems; i++)
	{
		WeightedValue item = {pq_getmsgfloat8(buf) + 0.0, 1};

		if (state->weighted)
			item.weight = pq_getmsgfloat8(buf);
		valid = IsItem(state, &item);
		if (valid)
			state = AppendWeighted(state, item);
	}
	if (!valid)
		RaiseDamaged("weighted_values",
					 "Its parameter, its length, a value or a weight is out of range.");
	pq_getmsgend(buf);
	PG_RETURN_POINTER(state);
}
