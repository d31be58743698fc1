/*
 * vintage_state.c
 *		The state of the vintage aggregates: its forms, and its merging.
 *
 * Text:	numeric date {9575:100.5,9769:NULL}
 *
 * The types of figure and vintage, then the first and the latest vintage, as
 * the number that it is made of, with the value stated: NULL where that was
 * stated, "?" where different values were.  Neither form loses a bit.
 */
#include "base/agg.h"
#include "base/number.h"
#include "base/reader.h"
#include "calendar/period.h"
#include "vintage/vintage_state.h"

PG_FUNCTION_INFO_V1(vintage_state_in);
PG_FUNCTION_INFO_V1(vintage_state_out);
PG_FUNCTION_INFO_V1(vintage_state_recv);
PG_FUNCTION_INFO_V1(vintage_state_send);

#define WIRE_VERSION 1

void
RaiseMixedVintages(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("vintage states of different types do not mix")));
}

static Size
ValueSize(FigureKind kind, const Statement *stated)
{
	if (stated->status != STATED_VALUE)
		return 0;
	return kind == FIGURE_FLOAT8 ? sizeof(double) :
		INTALIGN(VARSIZE(DatumGetPointer(stated->value)));
}

void
UnpackVintages(const VintageState *state, Vintages *vintages)
{
	const char *value = state->data;

	Assert(state->figure_kind <= FIGURE_NUMERIC);
	Assert(state->vintage_kind < NUM_VINTAGE_KINDS);
	vintages->figure_kind = (FigureKind) state->figure_kind;
	vintages->vintage_kind = (VintageKind) state->vintage_kind;
	for (int i = 0; i < NUM_STATEMENTS; i++)
	{
		Statement  *stated = &vintages->statement[i];

		stated->vintage = state->vintage[i];
		stated->status = (StatementStatus) state->status[i];
		stated->value = (Datum) 0;
		Assert(stated->status <= STATED_TWICE);
		if (stated->status != STATED_VALUE)
			continue;
		if (vintages->figure_kind == FIGURE_FLOAT8)
			stated->value = Float8GetDatum(*(const double *) value);
		else
			stated->value = PointerGetDatum(value);
		value += ValueSize(vintages->figure_kind, stated);
	}
}

VintageState *
PackVintages(const Vintages *vintages)
{
	Size		size = offsetof(VintageState, data);
	VintageState *state;
	char	   *value;

	for (int i = 0; i < NUM_STATEMENTS; i++)
		size += ValueSize(vintages->figure_kind, &vintages->statement[i]);
	state = palloc0(size);
	SET_VARSIZE(state, size);
	state->figure_kind = vintages->figure_kind;
	state->vintage_kind = vintages->vintage_kind;
	value = state->data;
	for (int i = 0; i < NUM_STATEMENTS; i++)
	{
		const Statement *stated = &vintages->statement[i];

		state->vintage[i] = stated->vintage;
		state->status[i] = stated->status;
		if (stated->status != STATED_VALUE)
			continue;
		if (vintages->figure_kind == FIGURE_FLOAT8)
			*(double *) value = DatumGetFloat8(stated->value);
		else
			memcpy(value, DatumGetPointer(stated->value),
				   VARSIZE(DatumGetPointer(stated->value)));
		value += ValueSize(vintages->figure_kind, stated);
	}
	return state;
}

/*
 * Two statements of one vintage.  The same value twice does no harm; of
 * numerics that are equal the one with more digits stays.
 */
static bool
MergeSameVintage(FigureKind kind, Statement *mine, const Statement *other)
{
	if (mine->status == STATED_TWICE)
		return false;
	if (mine->status == other->status && mine->status == STATED_NULL)
		return false;
	if (mine->status == other->status && kind == FIGURE_FLOAT8 &&
		DatumGetFloat8(mine->value) == DatumGetFloat8(other->value))
		return false;
	if (mine->status == other->status && kind == FIGURE_NUMERIC &&
		NumericCompare(DatumGetNumeric(mine->value), DatumGetNumeric(other->value)) == 0)
	{
		if (DatumGetInt32(DirectFunctionCall1(numeric_scale, mine->value)) >=
			DatumGetInt32(DirectFunctionCall1(numeric_scale, other->value)))
			return false;
		mine->value = other->value;
		return true;
	}
	mine->status = STATED_TWICE;
	mine->value = (Datum) 0;
	return true;
}

bool
MergeVintages(Vintages *vintages, const Vintages *others)
{
	bool		changed = false;

	if (vintages->figure_kind != others->figure_kind ||
		vintages->vintage_kind != others->vintage_kind)
		RaiseMixedVintages();
	if (vintages->vintage_kind == VINTAGE_PERIOD)
		CheckSameFreq((TimePeriod) vintages->statement[FIRST_STATEMENT].vintage,
					  (TimePeriod) others->statement[FIRST_STATEMENT].vintage);
	for (int i = 0; i < NUM_STATEMENTS; i++)
	{
		Statement  *mine = &vintages->statement[i];
		const Statement *other = &others->statement[i];
		bool		earlier = other->vintage < mine->vintage;

		if (other->vintage == mine->vintage)
			changed |= MergeSameVintage(vintages->figure_kind, mine, other);
		else if (earlier == (i == FIRST_STATEMENT))
		{
			*mine = *other;
			changed = true;
		}
	}
	return changed;
}

static bool
IsFiniteFigure(FigureKind kind, const Statement *stated)
{
	if (stated->status != STATED_VALUE)
		return true;
	if (kind == FIGURE_FLOAT8)
		return isfinite(DatumGetFloat8(stated->value));
	return !numeric_is_nan(DatumGetNumeric(stated->value)) &&
		!numeric_is_inf(DatumGetNumeric(stated->value));
}

/*
 * Could these statements, from outside, have come about?
 */
static bool
AreVintages(const Vintages *vintages)
{
	const Statement *first = &vintages->statement[FIRST_STATEMENT];
	const Statement *latest = &vintages->statement[LATEST_STATEMENT];
	Statement	one = *first;
	Statement	other = *latest;

	for (int i = 0; i < NUM_STATEMENTS; i++)
	{
		if (!IsVintage(vintages->vintage_kind, vintages->statement[i].vintage) ||
			!IsFiniteFigure(vintages->figure_kind, &vintages->statement[i]))
			return false;
	}
	if (vintages->vintage_kind == VINTAGE_PERIOD &&
		PeriodGetFreq((TimePeriod) first->vintage) != PeriodGetFreq((TimePeriod) latest->vintage))
		return false;
	if (first->vintage != latest->vintage)
		return first->vintage < latest->vintage;
	return first->status == latest->status &&
		!MergeSameVintage(vintages->figure_kind, &one, latest) &&
		!MergeSameVintage(vintages->figure_kind, &other, first);
}

static void
AppendStatement(StringInfo buf, FigureKind kind, const Statement *stated)
{
	appendStringInfo(buf, INT64_FORMAT ":", stated->vintage);
	if (stated->status == STATED_NULL)
		appendStringInfoString(buf, "NULL");
	else if (stated->status == STATED_TWICE)
		appendStringInfoChar(buf, '?');
	else if (kind == FIGURE_FLOAT8)
		AppendFloat8(buf, DatumGetFloat8(stated->value));
	else
		appendStringInfoString(buf, DatumGetCString(DirectFunctionCall1(numeric_out,
																		stated->value)));
}

Datum
vintage_state_out(PG_FUNCTION_ARGS)
{
	Vintages	vintages;
	StringInfoData buf;

	UnpackVintages((VintageState *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0)), &vintages);
	initStringInfo(&buf);
	appendStringInfo(&buf, "%s %s {",
					 vintages.figure_kind == FIGURE_FLOAT8 ? "float8" : "numeric",
					 vintage_kind_names[vintages.vintage_kind]);
	AppendStatement(&buf, vintages.figure_kind, &vintages.statement[FIRST_STATEMENT]);
	appendStringInfoChar(&buf, ',');
	AppendStatement(&buf, vintages.figure_kind, &vintages.statement[LATEST_STATEMENT]);
	appendStringInfoChar(&buf, '}');
	PG_RETURN_CSTRING(buf.data);
}

static bool
ReadStatement(TextReader *reader, FigureKind kind, Statement *stated)
{
	double		value;
	Numeric		numeric;

	if (!ReadInt64(reader, &stated->vintage))
		return false;
	if (!ReadSymbol(reader, ':'))
		return ReportSyntax(reader);
	stated->value = (Datum) 0;
	if (ReadWord(reader, "NULL"))
		stated->status = STATED_NULL;
	else if (ReadSymbol(reader, '?'))
		stated->status = STATED_TWICE;
	else
	{
		stated->status = STATED_VALUE;
		if (kind == FIGURE_FLOAT8)
		{
			if (!ReadFloat8(reader, &value))
				return false;
			stated->value = Float8GetDatum(value);
		}
		else
		{
			if (!ReadNumeric(reader, &numeric))
				return false;
			stated->value = NumericGetDatum(numeric);
		}
	}
	return true;
}

static bool
ReadKinds(TextReader *reader, Vintages *vintages)
{
	if (ReadWord(reader, "float8 "))
		vintages->figure_kind = FIGURE_FLOAT8;
	else if (ReadWord(reader, "numeric "))
		vintages->figure_kind = FIGURE_NUMERIC;
	else
		return ReportSyntax(reader);
	/* backwards, since one name begins with another */
	for (int kind = NUM_VINTAGE_KINDS - 1; kind >= 0; kind--)
	{
		if (ReadWord(reader, vintage_kind_names[kind]))
		{
			vintages->vintage_kind = (VintageKind) kind;
			return ReadSymbol(reader, '{') || ReportSyntax(reader);
		}
	}
	return ReportSyntax(reader);
}

Datum
vintage_state_in(PG_FUNCTION_ARGS)
{
	char	   *whole = PG_GETARG_CSTRING(0);
	TextReader	reader = {"vintage_state", whole, whole, fcinfo->context};
	Vintages	vintages;
	bool		well;

	if (!ReadKinds(&reader, &vintages) ||
		!ReadStatement(&reader, vintages.figure_kind, &vintages.statement[FIRST_STATEMENT]))
		PG_RETURN_NULL();
	well = ReadSymbol(&reader, ',');
	if (well && !ReadStatement(&reader, vintages.figure_kind,
							   &vintages.statement[LATEST_STATEMENT]))
		PG_RETURN_NULL();
	if (!well || !ReadSymbol(&reader, '}') || !ReadEnd(&reader) ||
		!AreVintages(&vintages))
	{
		ReportSyntax(&reader);
		PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(PackVintages(&vintages));
}

Datum
vintage_state_send(PG_FUNCTION_ARGS)
{
	Vintages	vintages;
	StringInfoData buf;

	UnpackVintages((VintageState *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0)), &vintages);
	pq_begintypsend(&buf);
	pq_sendbyte(&buf, WIRE_VERSION);
	pq_sendbyte(&buf, vintages.figure_kind);
	pq_sendbyte(&buf, vintages.vintage_kind);
	for (int i = 0; i < NUM_STATEMENTS; i++)
	{
		const Statement *stated = &vintages.statement[i];

		pq_sendint64(&buf, stated->vintage);
		pq_sendbyte(&buf, stated->status);
		if (stated->status != STATED_VALUE)
			continue;
		if (vintages.figure_kind == FIGURE_FLOAT8)
			pq_sendfloat8(&buf, DatumGetFloat8(stated->value));
		else
		{
			bytea	   *wire = DatumGetByteaPP(DirectFunctionCall1(numeric_send,
																   stated->value));

			pq_sendbytes(&buf, VARDATA_ANY(wire), VARSIZE_ANY_EXHDR(wire));
		}
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

static void
ReceiveStatement(StringInfo buf, FigureKind kind, Statement *stated)
{
	int			status;

	stated->vintage = pq_getmsgint64(buf);
	status = pq_getmsgbyte(buf);
	if (status > STATED_TWICE)
		RaiseDamaged("vintage_state", NULL);
	stated->status = (StatementStatus) status;
	stated->value = (Datum) 0;
	if (stated->status != STATED_VALUE)
		return;
	if (kind == FIGURE_FLOAT8)
		stated->value = Float8GetDatum(pq_getmsgfloat8(buf) + 0.0);
	else
		stated->value = DirectFunctionCall3(numeric_recv, PointerGetDatum(buf),
											ObjectIdGetDatum(InvalidOid),
											Int32GetDatum(-1));
}

Datum
vintage_state_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	Vintages	vintages;
	int			figure_kind;
	int			vintage_kind;

	CheckWireVersion(buf, WIRE_VERSION, "vintage_state");
	figure_kind = pq_getmsgbyte(buf);
	vintage_kind = pq_getmsgbyte(buf);
	if (figure_kind > FIGURE_NUMERIC || vintage_kind >= NUM_VINTAGE_KINDS)
		RaiseDamaged("vintage_state", NULL);
	vintages.figure_kind = (FigureKind) figure_kind;
	vintages.vintage_kind = (VintageKind) vintage_kind;
	for (int i = 0; i < NUM_STATEMENTS; i++)
		ReceiveStatement(buf, vintages.figure_kind, &vintages.statement[i]);
	pq_getmsgend(buf);
	if (!AreVintages(&vintages))
		RaiseDamaged("vintage_state", NULL);
	PG_RETURN_POINTER(PackVintages(&vintages));
}
