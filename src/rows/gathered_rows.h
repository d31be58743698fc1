/*
 * gathered_rows.h
 *		gathered_rows: rows kept by an aggregate that must see all of them.
 *
 * Shares need the totals first, and a decomposition the totals of products, so
 * such aggregates gather and compute at the end.  A row is some doubles and,
 * for some aggregates, two labels.
 *
 * A GatheredRows is flat, grown by doubling, in the order in which rows came;
 * its text and binary forms have them sorted.  Whoever computes from it takes
 * exact sums, or sorts first, so that no answer depends on that order.
 */
#ifndef ROWS_GATHERED_ROWS_H
#define ROWS_GATHERED_ROWS_H

#include "base/compat.h"
#include "base/exact.h"

/* of values in a row; one for a product, two for shares, four for prices */
#define MAX_ROW_VALUES 4

/* of labels, where there are any */
#define ROW_LABELS 2

/*
 * The first used bytes of data are rows: nvalues doubles and, where labelled,
 * the lengths of the labels (int32) and their bytes, filled up with zeros to a
 * multiple of 8.
 */
typedef struct GatheredRows
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	uint8		nvalues;
	bool		labelled;
	uint8		option;			/* of the aggregate; 0 where it has none */
	uint8		padding;		/* zero */
	int32		used;
	int32		nrows;
	int64		npartial;			/* rows of which only a part was known */
	char		data[FLEXIBLE_ARRAY_MEMBER];
} GatheredRows;

/* one row, unpacked; labels point into the state */
typedef struct GatheredRow
{
	double		value[MAX_ROW_VALUES];
	const char *label[ROW_LABELS];
	int32		length[ROW_LABELS];
} GatheredRow;

#define PG_GETARG_GATHERED_ROWS(n) ((GatheredRows *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n)))

/*
 * What an aggregate's rows are like.
 */
typedef struct RowKind
{
	uint8		nvalues;
	bool		labelled;
	uint8		option;
} RowKind;

/*
 * An empty state with room for some bytes of rows, in the current context.
 * Raises 54000 where that cannot be.
 */
extern GatheredRows *NewRows(RowKind kind, int64 room);

/*
 * The state of a transition function, argument 0, to be written to: a new one
 * where that is NULL.  Raises 22023 for rows of another kind.
 */
extern GatheredRows *RowsForUpdate(FunctionCallInfo fcinfo, RowKind kind);

/*
 * The state of a final function, argument 0, for reading.  The same check, the
 * option apart.
 */
extern GatheredRows *RowsForRead(FunctionCallInfo fcinfo, RowKind kind);

/*
 * Adds a row.  Returns the state, or a larger one in its place.
 */
extern GatheredRows *AddRow(GatheredRows *rows, const GatheredRow *row);

/*
 * Unpacks the row at *at, which is rows->data for the first, and steps over it.
 * What a row of the kind does not have is left as it was.
 */
static inline void
UnpackRow(const GatheredRows *rows, const char **at, GatheredRow *row)
{
	Size		size = rows->nvalues * sizeof(double);

	memcpy(row->value, *at, size);
	if (rows->labelled)
	{
		memcpy(row->length, *at + size, sizeof(row->length));
		size += sizeof(row->length);
		for (int i = 0; i < ROW_LABELS; i++)
		{
			row->label[i] = *at + size;
			size += row->length[i];
		}
	}
	*at += MAXALIGN(size);
}

/*
 * All rows, palloc'd in the current context: in the order in which they came,
 * or by the bytes of their labels and then their values.
 */
extern GatheredRow *UnpackRows(const GatheredRows *rows);
extern GatheredRow *SortRows(const GatheredRows *rows);

/* by their labels alone */
extern int	CompareLabels(const GatheredRow *a, const GatheredRow *b, int nlabels);

#endif							/* ROWS_GATHERED_ROWS_H */
