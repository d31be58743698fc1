/*
 * gathered_rows.c
 *		Gathering, merging and sorting rows.
 */
#include "rows/gathered_rows.h"

#include "base/agg.h"
#include "base/grow.h"
#include "miscadmin.h"

PG_FUNCTION_INFO_V1(gathered_rows_combine);

/* a power of two, so that the server's own rounding up of sizes wastes none */
#define MIN_ROWS_SIZE 256

#define MAX_ROWS_SIZE ((int64) MaxAllocSize)

GatheredRows *
NewRows(RowKind kind, int64 room)
{
	GatheredRows *rows;
	Size		size;

	if (room > MAX_ROWS_SIZE - (int64) offsetof(GatheredRows, data))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many rows for one group of an aggregate that must see all of them"),
				 errdetail("They may take up 1 GB.")));
	size = GrownSize(offsetof(GatheredRows, data) + room, MIN_ROWS_SIZE);
	rows = (GatheredRows *) palloc(size);
	memset(rows, 0, offsetof(GatheredRows, data));
	SET_VARSIZE(rows, size);
	rows->nvalues = kind.nvalues;
	rows->labelled = kind.labelled;
	rows->option = kind.option;
	return rows;
}

static RowKind
KindOfRows(const GatheredRows *rows)
{
	RowKind		kind = {rows->nvalues, rows->labelled, rows->option};

	return kind;
}

static void
CheckKindOfRows(const GatheredRows *rows, RowKind kind)
{
	if (rows->nvalues != kind.nvalues || rows->labelled != kind.labelled)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("state of rows of another aggregate")));
}

static void
CheckSameOption(const GatheredRows *rows, RowKind kind)
{
	CheckKindOfRows(rows, kind);
	if (rows->option != kind.option)
		RaiseParameterDiffers("option of an aggregate");
}

static void
AssertCheckRows(const GatheredRows *rows PG_USED_FOR_ASSERTS_ONLY)
{
	Assert(rows->nvalues >= 1 && rows->nvalues <= MAX_ROW_VALUES);
	Assert(rows->labelled || rows->option == 0);
	Assert(rows->used >= 0 && rows->nrows >= 0 && IsRowCount(rows->npartial));
	Assert(VARSIZE(rows) >= offsetof(GatheredRows, data) + rows->used);
	Assert(rows->used >= rows->nrows * rows->nvalues * (int64) sizeof(double));
}

GatheredRows *
RowsForUpdate(FunctionCallInfo fcinfo, RowKind kind)
{
	GatheredRows *rows;

	if (PG_ARGISNULL(0))
		return NewRows(kind, 0);
	rows = (GatheredRows *) SummaryForUpdate(fcinfo);
	AssertCheckRows(rows);
	CheckSameOption(rows, kind);
	return rows;
}

GatheredRows *
RowsForRead(FunctionCallInfo fcinfo, RowKind kind)
{
	GatheredRows *rows = PG_GETARG_GATHERED_ROWS(0);

	AssertCheckRows(rows);
	CheckKindOfRows(rows, kind);
	return rows;
}

static int64
SizeOfRow(const GatheredRows *rows, const GatheredRow *row)
{
	int64		size = rows->nvalues * sizeof(double);

	if (rows->labelled)
	{
		size += ROW_LABELS * sizeof(int32);
		for (int i = 0; i < ROW_LABELS; i++)
			size += row->length[i];
	}
	return MAXALIGN(size);
}

/*
 * Room for some bytes more: rows itself, or a new one.
 */
static GatheredRows *
MakeRoomFor(GatheredRows *rows, int64 bytes)
{
	GatheredRows *grown;

	if ((int64) VARSIZE(rows) - (int64) offsetof(GatheredRows, data) - rows->used >= bytes)
		return rows;
	grown = NewRows(KindOfRows(rows), rows->used + bytes);
	grown->used = rows->used;
	grown->nrows = rows->nrows;
	grown->npartial = rows->npartial;
	memcpy(grown->data, rows->data, rows->used);
	return grown;
}

GatheredRows *
AddRow(GatheredRows *rows, const GatheredRow *row)
{
	int64		size = SizeOfRow(rows, row);
	char	   *at;

	rows = MakeRoomFor(rows, size);
	at = rows->data + rows->used;
	memcpy(at, row->value, rows->nvalues * sizeof(double));
	if (rows->labelled)
	{
		char	   *end = at + size;

		at += rows->nvalues * sizeof(double);
		memcpy(at, row->length, ROW_LABELS * sizeof(int32));
		at += ROW_LABELS * sizeof(int32);
		for (int i = 0; i < ROW_LABELS; i++)
		{
			memcpy(at, row->label[i], row->length[i]);
			at += row->length[i];
		}
		memset(at, 0, end - at);
	}
	rows->used += size;
	rows->nrows++;
	return rows;
}

GatheredRow *
UnpackRows(const GatheredRows *rows)
{
	Size		size = Max(rows->nrows, 1) * sizeof(GatheredRow);
	GatheredRow *row = (GatheredRow *)
		MemoryContextAllocExtended(CurrentMemoryContext, size,
								   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	const char *at = rows->data;

	for (int32 n = 0; n < rows->nrows; n++)
		UnpackRow(rows, &at, &row[n]);
	return row;
}

int
CompareLabels(const GatheredRow *a, const GatheredRow *b, int nlabels)
{
	for (int i = 0; i < nlabels; i++)
	{
		int			order = a->label[i] == NULL ? 0 :
			memcmp(a->label[i], b->label[i], Min(a->length[i], b->length[i]));

		if (order == 0)
			order = (a->length[i] > b->length[i]) - (a->length[i] < b->length[i]);
		if (order != 0)
			return order;
	}
	return 0;
}

static int
CompareRows(const GatheredRow *a, const GatheredRow *b)
{
	int			order = CompareLabels(a, b, ROW_LABELS);

	for (int i = 0; i < MAX_ROW_VALUES && order == 0; i++)
		order = (a->value[i] > b->value[i]) - (a->value[i] < b->value[i]);
	return order;
}

#define ST_SORT SortUnpackedRows
#define ST_ELEMENT_TYPE GatheredRow
#define ST_COMPARE(a, b) CompareRows(a, b)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

GatheredRow *
SortRows(const GatheredRows *rows)
{
	GatheredRow *row = UnpackRows(rows);

	SortUnpackedRows(row, rows->nrows);
	return row;
}

Datum
gathered_rows_combine(PG_FUNCTION_ARGS)
{
	GatheredRows *rows = (GatheredRows *) SummaryForUpdate(fcinfo);
	GatheredRows *other = PG_GETARG_GATHERED_ROWS(1);

	AssertCheckRows(rows);
	AssertCheckRows(other);
	CheckSameOption(other, KindOfRows(rows));
	rows = MakeRoomFor(rows, other->used);
	memcpy(rows->data + rows->used, other->data, other->used);
	rows->used += other->used;
	rows->nrows += other->nrows;
	rows->npartial = MergeRowCounts(rows->npartial, other->npartial);
	PG_RETURN_POINTER(rows);
}
