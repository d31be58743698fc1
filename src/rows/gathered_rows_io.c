/*
 * gathered_rows_io.c
 *		Text and binary forms of gathered_rows, rows sorted.
 *
 * Text:	partial 0 {1.5 2,3 0}
 *			partial 0, option 1 {"0406" "MEX" 1 2 3 4}
 *			partial 0, values 1 {1.05,0.98}
 *
 * In labels a quote and a backslash have a backslash before them.  All rows
 * have as many values, two, or four with labels, where "values" says nothing
 * else.  Alone in its row, a value may be negative.
 */
#include "rows/gathered_rows.h"

#include "base/agg.h"
#include "base/reader.h"
#include "mb/pg_wchar.h"

PG_FUNCTION_INFO_V1(gathered_rows_in);
PG_FUNCTION_INFO_V1(gathered_rows_out);
PG_FUNCTION_INFO_V1(gathered_rows_recv);
PG_FUNCTION_INFO_V1(gathered_rows_send);

#define WIRE_VERSION 2

static int
UsualValues(bool labelled)
{
	return labelled ? MAX_ROW_VALUES : 2;
}

static bool
IsRowValue(const GatheredRows *rows, double value)
{
	return ExactAccepts(value) && (value >= 0 || (rows->nvalues == 1 && !rows->labelled));
}

static void
AppendLabel(StringInfo buf, const char *label, int32 length)
{
	appendStringInfoChar(buf, '"');
	for (int32 i = 0; i < length; i++)
	{
		if (label[i] == '"' || label[i] == '\\')
			appendStringInfoChar(buf, '\\');
		appendStringInfoChar(buf, label[i]);
	}
	appendStringInfoString(buf, "\" ");
}

Datum
gathered_rows_out(PG_FUNCTION_ARGS)
{
	GatheredRows *rows = PG_GETARG_GATHERED_ROWS(0);
	GatheredRow *row = SortRows(rows);
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfo(&buf, "partial " INT64_FORMAT, rows->npartial);
	if (rows->labelled)
		appendStringInfo(&buf, ", option %d", rows->option);
	if (rows->nvalues != UsualValues(rows->labelled))
		appendStringInfo(&buf, ", values %d", rows->nvalues);
	appendStringInfoString(&buf, " {");
	for (int32 n = 0; n < rows->nrows; n++)
	{
		if (n > 0)
			appendStringInfoChar(&buf, ',');
		for (int i = 0; i < ROW_LABELS && rows->labelled; i++)
			AppendLabel(&buf, row[n].label[i], row[n].length[i]);
		for (int i = 0; i < rows->nvalues; i++)
		{
			if (i > 0)
				appendStringInfoChar(&buf, ' ');
			AppendFloat8(&buf, row[n].value[i]);
		}
	}
	appendStringInfoChar(&buf, '}');
	PG_RETURN_CSTRING(buf.data);
}

/*
 * Reads a label into buf, which may not be changed while the label is in use.
 */
static bool
ReadLabel(TextReader *reader, StringInfo buf)
{
	resetStringInfo(buf);
	if (!ReadSymbol(reader, '"'))
		return ReportSyntax(reader);
	while (*reader->at != '"')
	{
		if (*reader->at == '\\')
			reader->at++;
		if (*reader->at == '\0')
			return ReportSyntax(reader);
		appendStringInfoChar(buf, *reader->at++);
	}
	reader->at++;
	return true;
}

static bool
ReadRow(TextReader *reader, StringInfo labels, GatheredRows **rows)
{
	GatheredRow row;

	memset(&row, 0, sizeof(row));
	for (int i = 0; i < ROW_LABELS && (*rows)->labelled; i++)
	{
		if (!ReadLabel(reader, &labels[i]))
			return false;
		row.label[i] = labels[i].data;
		row.length[i] = labels[i].len;
	}
	for (int i = 0; i < (*rows)->nvalues; i++)
	{
		if (!ReadFloat8(reader, &row.value[i]))
			return false;
		if (!IsRowValue(*rows, row.value[i]))
			return ReportSyntax(reader);
	}
	*rows = AddRow(*rows, &row);
	return true;
}

/* partial n [, option n] [, values n] */
static bool
ReadHead(TextReader *reader, GatheredRows **rows)
{
	int64		npartial;
	int64		option = 0;
	int64		nvalues;
	RowKind		kind = {0};

	if (!ReadWord(reader, "partial"))
		return ReportSyntax(reader);
	if (!ReadInt64(reader, &npartial))
		return false;
	nvalues = UsualValues(false);
	for (bool told = false; !told && ReadSymbol(reader, ',');)
	{
		bool		is_option = !kind.labelled && ReadWord(reader, "option");

		told = !is_option;
		if (told && !ReadWord(reader, "values"))
			return ReportSyntax(reader);
		if (!ReadInt64(reader, is_option ? &option : &nvalues))
			return false;
		if (is_option)
		{
			kind.labelled = true;
			nvalues = UsualValues(true);
		}
	}
	if (!IsRowCount(npartial) || option < 0 || option > PG_UINT8_MAX ||
		nvalues < 1 || nvalues > MAX_ROW_VALUES)
		return ReportSyntax(reader);
	kind.option = (uint8) option;
	kind.nvalues = (uint8) nvalues;
	*rows = NewRows(kind, 0);
	(*rows)->npartial = npartial;
	return true;
}

static bool
ReadRows(TextReader *reader, GatheredRows **rows)
{
	StringInfoData labels[ROW_LABELS];

	if (!ReadHead(reader, rows))
		return false;
	if (!ReadSymbol(reader, '{'))
		return ReportSyntax(reader);
	for (int i = 0; i < ROW_LABELS; i++)
		initStringInfo(&labels[i]);
	if (!ReadSymbol(reader, '}'))
	{
		do
		{
			if (!ReadRow(reader, labels, rows))
				return false;
		} while (ReadSymbol(reader, ','));
		if (!ReadSymbol(reader, '}'))
			return ReportSyntax(reader);
	}
	return ReadEnd(reader) || ReportSyntax(reader);
}

Datum
gathered_rows_in(PG_FUNCTION_ARGS)
{
	char	   *whole = PG_GETARG_CSTRING(0);
	TextReader	reader = {"gathered_rows", whole, whole, fcinfo->context};
	GatheredRows *rows = NULL;

	if (!ReadRows(&reader, &rows))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(rows);
}

/*
 * In the client's encoding, as any text.
 */
static void
SendLabel(StringInfo buf, const char *label, int32 length)
{
	char	   *sent = pg_server_to_client(label, length);

	if (sent != label)
		length = strlen(sent);
	pq_sendint32(buf, length);
	pq_sendbytes(buf, sent, length);
}

Datum
gathered_rows_send(PG_FUNCTION_ARGS)
{
	GatheredRows *rows = PG_GETARG_GATHERED_ROWS(0);
	GatheredRow *row = SortRows(rows);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, WIRE_VERSION);
	pq_sendbyte(&buf, rows->labelled);
	pq_sendbyte(&buf, rows->option);
	pq_sendbyte(&buf, rows->nvalues);
	pq_sendint64(&buf, rows->npartial);
	pq_sendint32(&buf, rows->nrows);
	for (int32 n = 0; n < rows->nrows; n++)
	{
		for (int i = 0; i < ROW_LABELS && rows->labelled; i++)
			SendLabel(&buf, row[n].label[i], row[n].length[i]);
		for (int i = 0; i < rows->nvalues; i++)
			pq_sendfloat8(&buf, row[n].value[i]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

static GatheredRows *
ReceiveRow(StringInfo buf, GatheredRows *rows)
{
	GatheredRow row;

	memset(&row, 0, sizeof(row));
	for (int i = 0; i < ROW_LABELS && rows->labelled; i++)
	{
		int			rawlen = pq_getmsgint(buf, 4);
		int			length;

		if (rawlen < 0 || rawlen > buf->len - buf->cursor)
			RaiseDamaged("gathered_rows", NULL);
		row.label[i] = pq_getmsgtext(buf, rawlen, &length);
		row.length[i] = length;
	}
	for (int i = 0; i < rows->nvalues; i++)
	{
		double		value = pq_getmsgfloat8(buf);

		if (!IsRowValue(rows, value))
			RaiseDamaged("gathered_rows", NULL);
		row.value[i] = value + 0.0;
	}
	return AddRow(rows, &row);
}

Datum
gathered_rows_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	GatheredRows *rows;
	RowKind		kind;
	int			labelled;
	int64		npartial;
	int			nrows;

	CheckWireVersion(buf, WIRE_VERSION, "gathered_rows");
	labelled = pq_getmsgbyte(buf);
	kind.option = pq_getmsgbyte(buf);
	kind.nvalues = pq_getmsgbyte(buf);
	npartial = pq_getmsgint64(buf);
	nrows = pq_getmsgint(buf, 4);
	kind.labelled = labelled == 1;
	if (labelled > 1 || (!labelled && kind.option > 0) || kind.nvalues < 1 ||
		kind.nvalues > MAX_ROW_VALUES || !IsRowCount(npartial) || nrows < 0)
		RaiseDamaged("gathered_rows", NULL);
	rows = NewRows(kind, 0);
	rows->npartial = npartial;
	for (int n = 0; n < nrows; n++)
		rows = ReceiveRow(buf, rows);
	pq_getmsgend(buf);
	PG_RETURN_POINTER(rows);
}
