/*
 * revisions_io.c
 *		Text and binary forms of vintage_figures, figures sorted.
 *
 * Text:	date 1 {288001 9575 100.5,288001 9769 NULL}
 *
 * The type of the vintages and over how many periods growth is, then a period
 * and a vintage, as the numbers that they are made of, with the value.  Neither
 * form loses a bit.
 */
#include "vintage/revisions_state.h"

#include "base/agg.h"
#include "base/interrupt.h"
#include "base/reader.h"

PG_FUNCTION_INFO_V1(vintage_figures_in);
PG_FUNCTION_INFO_V1(vintage_figures_out);
PG_FUNCTION_INFO_V1(vintage_figures_recv);
PG_FUNCTION_INFO_V1(vintage_figures_send);

#define TYPE_NAME "vintage_figures"
#define WIRE_VERSION 1

Datum
vintage_figures_out(PG_FUNCTION_ARGS)
{
	const VintageFigures *figures = FiguresForRead(fcinfo, 0);
	int			count;
	Figure	   *figure = SortedFigures(figures, &count);
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfo(&buf, "%s %d {", vintage_kind_names[figures->vintage_kind], figures->lag);
	for (int i = 0; i < count; i++)
	{
		AllowCancel(i);
		appendStringInfo(&buf, "%s%d " INT64_FORMAT " ", i > 0 ? "," : "", figure[i].period,
						 figure[i].vintage);
		if (figure[i].stated)
			AppendFloat8(&buf, figure[i].value);
		else
			appendStringInfoString(&buf, "NULL");
	}
	appendStringInfoChar(&buf, '}');
	PG_RETURN_CSTRING(buf.data);
}

static bool
ReadFigure(TextReader *reader, VintageFigures **figures)
{
	Figure		figure = {0};
	int64		period;

	if (!ReadInt64(reader, &period) || !ReadInt64(reader, &figure.vintage))
		return false;
	figure.stated = !ReadWord(reader, "NULL");
	if (figure.stated && !ReadFloat8(reader, &figure.value))
		return false;
	figure.period = (TimePeriod) period;
	if (period != figure.period || !IsFigureOf(*figures, &figure))
		return ReportSyntax(reader);
	*figures = AddFigure(*figures, &figure);
	return true;
}

/* backwards, since one name begins with another */
static bool
ReadKind(TextReader *reader, VintageKind *kind)
{
	for (int i = NUM_VINTAGE_KINDS - 1; i >= 0; i--)
	{
		if (ReadWord(reader, vintage_kind_names[i]))
		{
			*kind = (VintageKind) i;
			return true;
		}
	}
	return ReportSyntax(reader);
}

static bool
ReadFigures(TextReader *reader, VintageFigures **figures)
{
	VintageKind kind = VINTAGE_INTEGER;
	int64		lag;

	if (!ReadKind(reader, &kind) || !ReadInt64(reader, &lag))
		return false;
	if (lag < 1 || lag > PG_INT32_MAX || !ReadSymbol(reader, '{'))
		return ReportSyntax(reader);
	*figures = NewFigures(kind, (int32) lag, 0);
	if (!ReadSymbol(reader, '}'))
	{
		do
		{
			if (!ReadFigure(reader, figures))
				return false;
		} while (ReadSymbol(reader, ','));
		if (!ReadSymbol(reader, '}'))
			return ReportSyntax(reader);
	}
	return ReadEnd(reader) || ReportSyntax(reader);
}

Datum
vintage_figures_in(PG_FUNCTION_ARGS)
{
	char	   *whole = PG_GETARG_CSTRING(0);
	TextReader	reader = {TYPE_NAME, whole, whole, fcinfo->context};
	VintageFigures *figures = NULL;

	if (!ReadFigures(&reader, &figures))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(figures);
}

Datum
vintage_figures_send(PG_FUNCTION_ARGS)
{
	const VintageFigures *figures = FiguresForRead(fcinfo, 0);
	int			count;
	Figure	   *figure = SortedFigures(figures, &count);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, WIRE_VERSION);
	pq_sendbyte(&buf, figures->vintage_kind);
	pq_sendint32(&buf, figures->lag);
	pq_sendint32(&buf, count);
	for (int i = 0; i < count; i++)
	{
		AllowCancel(i);
		pq_sendint32(&buf, figure[i].period);
		pq_sendint64(&buf, figure[i].vintage);
		pq_sendbyte(&buf, figure[i].stated);
		if (figure[i].stated)
			pq_sendfloat8(&buf, figure[i].value);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
vintage_figures_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	VintageFigures *figures;
	int			kind;
	int			lag;
	int			count;

	CheckWireVersion(buf, WIRE_VERSION, TYPE_NAME);
	kind = pq_getmsgbyte(buf);
	lag = pq_getmsgint(buf, 4);
	count = pq_getmsgint(buf, 4);
	if (kind >= NUM_VINTAGE_KINDS || lag < 1 || count < 0)
		RaiseDamaged(TYPE_NAME, NULL);
	figures = NewFigures((VintageKind) kind, lag, 0);
	for (int i = 0; i < count; i++)
	{
		Figure		figure = {0};

		AllowCancel(i);
		figure.period = pq_getmsgint(buf, 4);
		figure.vintage = pq_getmsgint64(buf);
		figure.stated = pq_getmsgbyte(buf);
		if (figure.stated == 1)
			figure.value = pq_getmsgfloat8(buf) + 0.0;
		if (figure.stated > 1 || !IsFigureOf(figures, &figure))
			RaiseDamaged(TYPE_NAME, NULL);
		figures = AddFigure(figures, &figure);
	}
	pq_getmsgend(buf);
	PG_RETURN_POINTER(figures);
}
