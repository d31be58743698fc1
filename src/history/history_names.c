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
		WidenUnits(history, &history->leaf[i], c, history->namounts);
	return c;
}

int
HistoryAmount(const History *history, const char *column)
{
	for (int m = 0; m < history->namounts; m++)
	{
		if (strcmp(history->amount[m], column) == 0)
			return m;
	}
	return -1;
}

static int
NoteAmount(History *history, const char *column)
{
	int			m = HistoryAmount(history, column);

	if (m >= 0)
		return m;
	m = history->namounts++;
	if (m == MOST_AMOUNTS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("releases of one source can show sums of at most %d columns", MOST_AMOUNTS)));
	history->amount = repalloc(history->amount, (m + 1) * sizeof(char *));
	history->amount[m] = pstrdup(column);
	for (int i = 0; i < history->nleaves; i++)
		WidenUnits(history, &history->leaf[i], history->ncolumns, m);
	return m;
}

static int *
NoneOf(int n)
{
	int		   *of = palloc(Max(n, 1) * sizeof(int));

	for (int i = 0; i < n; i++)
		of[i] = -1;
	return of;
}

void
HistoryNote(History *history, const ScanSpec *spec, int **dim, int **column, int **amount)
{
	for (int d = 0; d < spec->ndims; d++)
		(void) NoteDimension(history, &spec->dimension[d]);
	for (int c = 0; c < spec->ncolumns; c++)
		(void) NoteColumn(history, spec->column[c]);
	for (int m = 0; m < spec->namounts; m++)
		(void) NoteAmount(history, spec->amount[m]);
	*dim = NoneOf(history->ndims);
	*column = NoneOf(history->ncolumns);
	*amount = NoneOf(history->namounts);
	/* of two that show the same finest labels either will do */
	for (int d = 0; d < spec->ndims; d++)
		(*dim)[NoteDimension(history, &spec->dimension[d])] = d;
	for (int c = 0; c < spec->ncolumns; c++)
		(*column)[NoteColumn(history, spec->column[c])] = c;
	for (int m = 0; m < spec->namounts; m++)
		(*amount)[NoteAmount(history, spec->amount[m])] = m;
}

/* does the source still have the column? */
static bool
HasColumn(Oid source, const char *column)
{
	return get_attnum(source, column) > 0;
}

static void
WidenAmounts(const History *history, ScanSpec *spec)
{
	spec->amount = repalloc(spec->amount,
							(spec->namounts + history->namounts + 1) * sizeof(char *));
	for (int m = 0; m < history->namounts; m++)
	{
		AttrNumber	attnum = get_attnum(spec->source, history->amount[m]);
		bool		there = attnum <= 0 || !TypeHasAmounts(get_atttype(spec->source, attnum));

		for (int i = 0; i < spec->namounts && !there; i++)
			there = strcmp(spec->amount[i], history->amount[m]) == 0;
		if (!there)
			spec->amount[spec->namounts++] = history->amount[m];
	}
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
	WidenAmounts(history, spec);
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
