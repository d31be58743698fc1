/*
 * history_names.c
 *		The dimensions and columns by which a source was ever read.
 *
 * They only become more: what was shown of a dimension that no release has any
 * more is still known to whoever kept it.  A dimension is its finest label, and
 * two hierarchies above the same labels are one.
 */
#include "base/compat.h"

#include "history/history_names.h"
#include "history/history_units.h"

#include "lib/stringinfo.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

/* the history knows this dimension from now on; returns its number */
static int
NoteDimension(History *history, const Dimension *dimension)
{
	int			d = 0;

	while (d < history->ndims && strcmp(history->expression[d], dimension->expression) != 0)
		d++;
	if (d < history->ndims)
		return d;
	history->ndims++;
	history->expression = repalloc(history->expression, (d + 1) * sizeof(char *));
	history->dim_column = repalloc(history->dim_column, (d + 1) * sizeof(char *));
	history->dim_known = repalloc(history->dim_known, (d + 1) * sizeof(bool));
	history->expression[d] = pstrdup(dimension->expression);
	history->dim_column[d] = pstrdup(dimension->column);
	history->dim_known[d] = false;
	for (int i = 0; i < history->nleaves; i++)
	{
		PastLeaf   *leaf = &history->leaf[i];

		leaf->label = repalloc(leaf->label, (d + 1) * sizeof(char *));
		leaf->label[d] = NULL;
	}
	return d;
}

static int
NoteColumn(History *history, const char *column)
{
	int			c = 0;

	while (c < history->ncolumns && strcmp(history->column[c], column) != 0)
		c++;
	if (c < history->ncolumns)
		return c;
	history->ncolumns++;
	history->column = repalloc(history->column, (c + 1) * sizeof(char *));
	history->column_known = repalloc(history->column_known, (c + 1) * sizeof(bool));
	history->column[c] = pstrdup(column);
	history->column_known[c] = false;
	for (int i = 0; i < history->nleaves; i++)
		WidenUnits(history, &history->leaf[i]);
	return c;
}

void
HistoryNote(History *history, const ScanSpec *spec, int **dim, int **column)
{
	for (int d = 0; d < spec->ndims; d++)
		(void) NoteDimension(history, &spec->dimension[d]);
	for (int c = 0; c < spec->ncolumns; c++)
		(void) NoteColumn(history, spec->column[c]);
	*dim = palloc(Max(history->ndims, 1) * sizeof(int));
	*column = palloc(Max(history->ncolumns, 1) * sizeof(int));
	for (int d = 0; d < history->ndims; d++)
		(*dim)[d] = -1;
	for (int c = 0; c < history->ncolumns; c++)
		(*column)[c] = -1;
	/* of two that show the same finest labels either will do */
	for (int d = 0; d < spec->ndims; d++)
		(*dim)[NoteDimension(history, &spec->dimension[d])] = d;
	for (int c = 0; c < spec->ncolumns; c++)
		(*column)[NoteColumn(history, spec->column[c])] = c;
}

/* does the source still have the column? */
static bool
HasColumn(Oid source, const char *column)
{
	return get_attnum(source, column) > 0;
}

void
HistoryWiden(const History *history, ScanSpec *spec)
{
	spec->dimension = repalloc(spec->dimension,
							   (spec->ndims + history->ndims + 1) * sizeof(Dimension));
	spec->column = repalloc(spec->column,
							(spec->ncolumns + history->ncolumns + 1) * sizeof(char *));
	for (int d = 0; d < history->ndims; d++)
	{
		Dimension	dimension = {DIMENSION_PLAIN};
		bool		there = !HasColumn(spec->source, history->dim_column[d]);

		for (int i = 0; i < spec->ndims && !there; i++)
			there = strcmp(spec->dimension[i].expression, history->expression[d]) == 0;
		if (there)
			continue;
		dimension.column = history->dim_column[d];
		dimension.expression = history->expression[d];
		dimension.nlevels = 1;
		dimension.level_name = palloc(sizeof(char *));
		dimension.level_name[0] = history->dim_column[d];
		spec->dimension[spec->ndims++] = dimension;
	}
	for (int c = 0; c < history->ncolumns; c++)
	{
		bool		there = !HasColumn(spec->source, history->column[c]);

		for (int i = 0; i < spec->ncolumns && !there; i++)
			there = strcmp(spec->column[i], history->column[c]) == 0;
		if (!there)
			spec->column[spec->ncolumns++] = history->column[c];
	}
}

void
AppendLabel(StringInfo key, const char *label)
{
	if (label != NULL)
		appendStringInfo(key, "%zu:%s", strlen(label), label);
	appendStringInfoChar(key, ';');
}

char *
AllLabels(const History *history, char *const *label)
{
	StringInfoData key;

	initStringInfo(&key);
	for (int d = 0; d < history->ndims; d++)
		AppendLabel(&key, label[d]);
	return key.data;
}
