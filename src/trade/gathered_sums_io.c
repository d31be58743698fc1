/*
 * gathered_sums_io.c
 *		Text and binary forms of gathered_sums.  Both carry every bit.
 *
 * Text:	unit_value: rows 3, partial 0 {1.5|-2.7755575615628914e-17,0,7}
 *
 * What a rounded sum leaves over follows it, split off by "|".
 */
#include "trade/gathered_sums.h"

#include "base/agg.h"
#include "base/reader.h"

PG_FUNCTION_INFO_V1(gathered_sums_in);
PG_FUNCTION_INFO_V1(gathered_sums_out);
PG_FUNCTION_INFO_V1(gathered_sums_recv);
PG_FUNCTION_INFO_V1(gathered_sums_send);

#define WIRE_VERSION 2

/* see gathered_sums.c */
#define PART_LIMIT 0x1p1022

/* the sums while they are read */
typedef struct ReadSums
{
	SumsKind	kind;
	int64		nrows;
	int64		npartial;
	int			nsums;
	ExactSum	sum[MAX_SUMS];
} ReadSums;

/* Adds a part to a sum; false for what no sum can be. */
static bool
TakePart(ExactSum *sum, double value)
{
	if (!(fabs(value) < PART_LIMIT))
		return false;			/* NaN, too */
	ExactSumAdd(sum, value + 0.0);
	return fabs(ExactSumRound(sum)) < PART_LIMIT;
}

static GatheredSums *
SumsOfRead(const ReadSums *given)
{
	double		lanes[MAX_SUMS][EXACT_MAX_LANES];
	int			nlanes[MAX_SUMS];
	int			room = 2;
	GatheredSums *sums;

	for (int i = 0; i < given->nsums; i++)
	{
		nlanes[i] = ExactSettle(given->sum[i].lane, 1, given->sum[i].nlanes, 0,
								lanes[i]);
		room = Max(room, nlanes[i]);
	}
	sums = NewSums(given->kind, room);
	sums->nrows = given->nrows;
	sums->npartial = given->npartial;
	for (int i = 0; i < given->nsums; i++)
	{
		sums->nlanes[i] = nlanes[i];
		memcpy(sums->lane + i * room, lanes[i], nlanes[i] * sizeof(double));
	}
	return sums;
}

static bool
ReadSum(TextReader *reader, ExactSum *sum)
{
	double		value;
	int			nparts = 0;

	do
	{
		if (!ReadFloat8(reader, &value))
			return false;
		if (nparts++ == EXACT_MAX_LANES || !TakePart(sum, value))
			return ReportSyntax(reader);
	} while (ReadSymbol(reader, '|'));
	return true;
}

static bool
ReadCount(TextReader *reader, const char *word, int64 *count)
{
	if (!ReadWord(reader, word))
		return ReportSyntax(reader);
	if (!ReadInt64(reader, count))
		return false;
	return IsRowCount(*count) || ReportSyntax(reader);
}

static bool
ReadKind(TextReader *reader, SumsKind *kind)
{
	for (*kind = 1; *kind <= LAST_SUMS_KIND; (*kind)++)
	{
		if (ReadWord(reader, sums_kinds[*kind].name))
			return ReadSymbol(reader, ':') || ReportSyntax(reader);
	}
	return ReportSyntax(reader);
}

static bool
ReadAllSums(TextReader *reader, ReadSums *given)
{
	memset(given, 0, sizeof(ReadSums));
	if (!ReadKind(reader, &given->kind) || !ReadCount(reader, "rows", &given->nrows))
		return false;
	if (!ReadSymbol(reader, ','))
		return ReportSyntax(reader);
	if (!ReadCount(reader, "partial", &given->npartial))
		return false;
	if (!ReadSymbol(reader, '{'))
		return ReportSyntax(reader);
	do
	{
		if (given->nsums == sums_kinds[given->kind].nsums)
			return ReportSyntax(reader);
		if (!ReadSum(reader, &given->sum[given->nsums++]))
			return false;
	} while (ReadSymbol(reader, ','));
	if (given->nsums < sums_kinds[given->kind].nsums || !ReadSymbol(reader, '}') ||
		!ReadEnd(reader))
		return ReportSyntax(reader);
	return true;
}

Datum
gathered_sums_in(PG_FUNCTION_ARGS)
{
	char	   *whole = PG_GETARG_CSTRING(0);
	TextReader	reader = {"gathered_sums", whole, whole, fcinfo->context};
	ReadSums	given;

	if (!ReadAllSums(&reader, &given))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(SumsOfRead(&given));
}

/* the canonical lanes of sum i; returns their number */
static int
SettledSum(const GatheredSums *sums, int i, double *lanes)
{
	return ExactSettle(sums->lane + i * sums->room, 1, sums->nlanes[i], 0, lanes);
}

Datum
gathered_sums_out(PG_FUNCTION_ARGS)
{
	GatheredSums *sums = PG_GETARG_GATHERED_SUMS(0);
	double		lanes[EXACT_MAX_LANES];
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfo(&buf, "%s: rows " INT64_FORMAT ", partial " INT64_FORMAT " {",
					 sums_kinds[sums->kind].name, sums->nrows, sums->npartial);
	for (int i = 0; i < sums->nsums; i++)
	{
		int			n = SettledSum(sums, i, lanes);

		for (int k = 0; k < n; k++)
		{
			if (k > 0 || i > 0)
				appendStringInfoChar(&buf, k > 0 ? '|' : ',');
			AppendFloat8(&buf, lanes[k]);
		}
	}
	appendStringInfoChar(&buf, '}');
	PG_RETURN_CSTRING(buf.data);
}

Datum
gathered_sums_send(PG_FUNCTION_ARGS)
{
	GatheredSums *sums = PG_GETARG_GATHERED_SUMS(0);
	double		lanes[EXACT_MAX_LANES];
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, WIRE_VERSION);
	pq_sendbyte(&buf, sums->kind);
	pq_sendint64(&buf, sums->nrows);
	pq_sendint64(&buf, sums->npartial);
	for (int i = 0; i < sums->nsums; i++)
	{
		int			n = SettledSum(sums, i, lanes);

		pq_sendbyte(&buf, n);
		for (int k = 0; k < n; k++)
			pq_sendfloat8(&buf, lanes[k]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
gathered_sums_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	ReadSums	given;

	memset(&given, 0, sizeof(given));
	CheckWireVersion(buf, WIRE_VERSION, "gathered_sums");
	given.kind = pq_getmsgbyte(buf);
	given.nrows = pq_getmsgint64(buf);
	given.npartial = pq_getmsgint64(buf);
	if (given.kind < 1 || given.kind > LAST_SUMS_KIND ||
		!IsRowCount(given.nrows) || !IsRowCount(given.npartial))
		RaiseDamaged("gathered_sums", "A kind or a number of rows is out of range.");
	given.nsums = sums_kinds[given.kind].nsums;
	for (int i = 0; i < given.nsums; i++)
	{
		int			n = pq_getmsgbyte(buf);

		if (n < 1 || n > EXACT_MAX_LANES)
			RaiseDamaged("gathered_sums", "A number of parts is out of range.");
		for (int k = 0; k < n; k++)
		{
			if (!TakePart(&given.sum[i], pq_getmsgfloat8(buf)))
				RaiseDamaged("gathered_sums", "A part of a sum is out of range.");
		}
	}
	pq_getmsgend(buf);
	PG_RETURN_POINTER(SumsOfRead(&given));
}
