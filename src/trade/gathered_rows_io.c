/*
 * gathered_rows_io.c
 *		Text and binary forms of gathered_rows, rows sorted.
 *
 * Text:	partial 0 {1.5 2,3 0}
 *			partial 0, option 1 {"0406" "MEX" 1 2 3 4}
 *
 * In labels a quote and a backslash have a backslash before them.  All rows
 * have as many values; those of an empty state are not told, and need not be.
 */
#include "trade/gathered_rows.h"

#include "base/agg.h"
#include "base/reader.h"
#include "mb/pg_wchar.h"

PG_FUNCTION_INFO_V1(gathered_rows_in);
PG_FUNCTION_INFO_V1(gathered_rows_out);
PG_FUNCTION_INFO_V1(gathered_rows_recv);
PG_FUNCTION_INFO_V1(gathered_rows_send);

#define WIRE_VERSION 1

static RowKind
KindByLabels(bool labelled, int option)
{
	RowKind		kind = {labelled ? MAX_ROW_VALUES : 2, labelled, option};

	return kind;
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
		if (!ExactAccepts(row.value[i]) || row.value[i] < 0)
			return ReportSyntax(reader);
	}
	*rows = AddRow(*rows, &row);
	return true;
}

static bool
ReadRows(TextReader *reader, GatheredRows **rows)
{
	StringInfoData labels[ROW_LABELS];
	int64		npartial;
	int64		option = 0;
	bool		labelled;

	if (!ReadWord(reader, "partial"))
		return ReportSyntax(reader);
	if (!ReadInt64(reader, &npartial))
		return false;
	labelled = ReadSymbol(reader, ',');
	if (labelled && !ReadWord(reader, "option"))
		return ReportSyntax(reader);
	if (labelled && !ReadInt64(reader, &option))
		return false;
	if (!IsRowCount(npartial) || option < 0 || option > PG_UINT8_MAX || !ReadSymbol(reader, '{'))
		return ReportSyntax(reader);
	*rows = NewRows(KindByLabels(labelled, option), 0);
	(*rows)->npartial = npartial;
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

		if (!ExactAccepts(value) || value < 0)
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
	int			labelled;
	int			option;
	int64		npartial;
	int			nrows;

	CheckWireVersion(buf, WIRE_VERSION, "gathered_rows");
	labelled = pq_getmsgbyte(buf);
	option = pq_getmsgbyte(buf);
	npartial = pq_getmsgint64(buf);
	nrows = pq_getmsgint(buf, 4);
	if (labelled > 1 || (!labelled && option > 0) || !IsRowCount(npartial) || nrows < 0)
		RaiseDamaged("gathered_rows", NULL);
	rows = NewRows(KindByLabels(labelled, option), 0);
	rows->npartial = npartial;
	for (int n = 0; n < nrows; n++)
		rows = ReceiveRow(buf, rows);
	pq_getmsgend(buf);
	PG_RETURN_POINTER(rows);
}
