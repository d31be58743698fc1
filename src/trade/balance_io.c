/*
 * balance_io.c
 *		Text and binary forms of trade_legs.  Both carry every bit.
 *
 * Text:	float8 {1.5|-2.7755575615628914e-17,NULL}
 *			numeric {100.50,99}
 *
 * Exports, then imports.  What a rounded sum leaves over follows it, split off
 * by "|".  NULL is a leg whose total (X, M) has not come by; parts of it that
 * are to be subtracted may have: NULL|-3.
 */
#include "base/agg.h"
#include "base/number.h"
#include "base/reader.h"
#include "trade/balance.h"

PG_FUNCTION_INFO_V1(trade_legs_in);
PG_FUNCTION_INFO_V1(trade_legs_out);
PG_FUNCTION_INFO_V1(trade_legs_recv);
PG_FUNCTION_INFO_V1(trade_legs_send);

#define WIRE_VERSION 1

/* Adds a part to a leg; false for what no sum can be. */
static bool
TakeFloat8(LegSum *sum, double value)
{
	if (!(fabs(value) < LEG_LIMIT))
		return false;			/* NaN, too */
	ExactSumAdd(&sum->exact, value + 0.0);
	if (sum->exact.nlanes == 0)
		sum->exact.nlanes = 1;	/* a zero is a value, too */
	sum->empty = false;
	return fabs(ExactSumRound(&sum->exact)) < LEG_LIMIT;
}

static bool
TakeNumeric(LegSum *sum, Numeric value)
{
	if (!sum->empty || numeric_is_nan(value) || numeric_is_inf(value))
		return false;
	sum->numeric = value;
	sum->empty = false;
	return true;
}

static void
AppendLeg(StringInfo buf, const LegSums *sums, int leg)
{
	const LegSum *sum = &sums->leg[leg];
	int			nparts = sum->empty ? 0 : 1;

	if (!sum->present)
		appendStringInfoString(buf, "NULL");
	if (sums->kind == LEGS_FLOAT8)
		nparts = sum->exact.nlanes;
	for (int k = 0; k < nparts; k++)
	{
		if (k > 0 || !sum->present)
			appendStringInfoChar(buf, '|');
		if (sums->kind == LEGS_FLOAT8)
			AppendFloat8(buf, sum->exact.lane[k]);
		else
			appendStringInfoString(buf, DatumGetCString(DirectFunctionCall1(numeric_out,
																			NumericGetDatum(sum->numeric))));
	}
}

/* the state's canonical form, unpacked */
static void
CanonicalSums(TradeLegs *given, LegSums *sums)
{
	LegSums		raw;

	UnpackTradeLegs(given, &raw);
	UnpackTradeLegs(PackTradeLegs(&raw), sums);
}

Datum
trade_legs_out(PG_FUNCTION_ARGS)
{
	LegSums		sums;
	StringInfoData buf;

	CanonicalSums(PG_GETARG_TRADE_LEGS(0), &sums);
	initStringInfo(&buf);
	appendStringInfoString(&buf, sums.kind == LEGS_FLOAT8 ? "float8 {" : "numeric {");
	AppendLeg(&buf, &sums, LEG_EXPORTS);
	appendStringInfoChar(&buf, ',');
	AppendLeg(&buf, &sums, LEG_IMPORTS);
	appendStringInfoChar(&buf, '}');
	PG_RETURN_CSTRING(buf.data);
}

static bool
ReadPart(TextReader *reader, LegsKind kind, LegSum *sum)
{
	double		value;
	Numeric		numeric;

	if (kind == LEGS_FLOAT8)
		return ReadFloat8(reader, &value) &&
			(TakeFloat8(sum, value) || ReportSyntax(reader));
	return ReadNumeric(reader, &numeric) &&
		(TakeNumeric(sum, numeric) || ReportSyntax(reader));
}

static bool
ReadLeg(TextReader *reader, LegsKind kind, LegSum *sum)
{
	sum->empty = true;
	sum->present = !ReadWord(reader, "NULL");
	if (sum->present && !ReadPart(reader, kind, sum))
		return false;
	while (ReadSymbol(reader, '|'))
	{
		if (!ReadPart(reader, kind, sum))
			return false;
	}
	return true;
}

static bool
ReadLegs(TextReader *reader, LegSums *sums)
{
	memset(sums, 0, sizeof(LegSums));
	if (ReadWord(reader, "float8"))
		sums->kind = LEGS_FLOAT8;
	else if (ReadWord(reader, "numeric"))
		sums->kind = LEGS_NUMERIC;
	else
		return ReportSyntax(reader);
	if (!ReadSymbol(reader, '{'))
		return ReportSyntax(reader);
	if (!ReadLeg(reader, sums->kind, &sums->leg[LEG_EXPORTS]))
		return false;
	if (!ReadSymbol(reader, ','))
		return ReportSyntax(reader);
	if (!ReadLeg(reader, sums->kind, &sums->leg[LEG_IMPORTS]))
		return false;
	if (!ReadSymbol(reader, '}') || !ReadEnd(reader))
		return ReportSyntax(reader);
	return true;
}

Datum
trade_legs_in(PG_FUNCTION_ARGS)
{
	char	   *whole = PG_GETARG_CSTRING(0);
	TextReader	reader = {"trade_legs", whole, whole, fcinfo->context};
	LegSums		sums;

	if (!ReadLegs(&reader, &sums))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(PackTradeLegs(&sums));
}

Datum
trade_legs_send(PG_FUNCTION_ARGS)
{
	LegSums		sums;
	StringInfoData buf;

	CanonicalSums(PG_GETARG_TRADE_LEGS(0), &sums);
	pq_begintypsend(&buf);
	pq_sendbyte(&buf, WIRE_VERSION);
	pq_sendbyte(&buf, sums.kind);
	for (int leg = 0; leg < NUM_LEGS; leg++)
	{
		const LegSum *sum = &sums.leg[leg];

		pq_sendbyte(&buf, sum->present);
		if (sums.kind == LEGS_FLOAT8)
		{
			pq_sendbyte(&buf, sum->exact.nlanes);
			for (int k = 0; k < sum->exact.nlanes; k++)
				pq_sendfloat8(&buf, sum->exact.lane[k]);
			continue;
		}
		pq_sendbyte(&buf, !sum->empty);
		if (!sum->empty)
		{
			bytea	   *wire = DatumGetByteaPP(DirectFunctionCall1(numeric_send,
																   NumericGetDatum(sum->numeric)));

			pq_sendbytes(&buf, VARDATA_ANY(wire), VARSIZE_ANY_EXHDR(wire));
		}
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

static void
ReceiveLeg(StringInfo buf, LegsKind kind, LegSum *sum)
{
	int			present = pq_getmsgbyte(buf);
	int			nparts = pq_getmsgbyte(buf);

	sum->present = present;
	sum->empty = true;
	if (present > 1 || nparts > (kind == LEGS_FLOAT8 ? EXACT_MAX_LANES : 1) ||
		(present && nparts == 0))
		RaiseDamaged("trade_legs", NULL);
	for (int k = 0; k < nparts; k++)
	{
		bool		taken;

		if (kind == LEGS_FLOAT8)
			taken = TakeFloat8(sum, pq_getmsgfloat8(buf));
		else
			taken = TakeNumeric(sum, DatumGetNumeric(DirectFunctionCall3(numeric_recv,
																		 PointerGetDatum(buf),
																		 ObjectIdGetDatum(InvalidOid),
																		 Int32GetDatum(-1))));
		if (!taken)
			RaiseDamaged("trade_legs", NULL);
	}
}

Datum
trade_legs_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	LegSums		sums;
	int			kind;

	memset(&sums, 0, sizeof(sums));
	CheckWireVersion(buf, WIRE_VERSION, "trade_legs");
	kind = pq_getmsgbyte(buf);
	if (kind != LEGS_FLOAT8 && kind != LEGS_NUMERIC)
		RaiseDamaged("trade_legs", NULL);
	sums.kind = (LegsKind) kind;
	for (int leg = 0; leg < NUM_LEGS; leg++)
		ReceiveLeg(buf, sums.kind, &sums.leg[leg]);
	pq_getmsgend(buf);
	PG_RETURN_POINTER(PackTradeLegs(&sums));
}
