/*
 * families.c
 *		Codes that were reclassified, in families that keep their totals.
 *
 * A correlation table says which codes of one edition a code of the edition
 * before went into.  Codes that hang together over any detour are a family: the
 * finest grouping whose sums can be compared at every edition (J. R. Pierce,
 * P. K. Schott, "A concordance between ten-digit U.S. Harmonized System codes
 * and SIC/NAICS product classes and industries", NBER Working Paper 15548,
 * 2009).  Nothing is split.
 *
 * A row's edition is that of its new code; the old one is of the greatest
 * edition below it in the table, number 0 where there is none.
 */
#include "comparable/codes.h"

#include "comparable/families_math.h"
#include "miscadmin.h"

PG_FUNCTION_INFO_V1(code_families_accum);
PG_FUNCTION_INFO_V1(code_families_final);

enum
{
	ROW_CODE,
	ROW_EDITION,
	ROW_FAMILY,
	ROW_KIND,
	ROW_SIZE,
	ROW_EDITIONS,
	ROW_COLUMNS
};

/* values of a row of the state: what it has, and an edition above the least */
enum
{
	VALUE_HAS, VALUE_EDITION, MOST_VALUES
};

typedef struct CodeTable
{
	bool		named;			/* do the editions have names? */
	int			neditions;
	int32	   *editions;		/* of new codes, ascending, each once */
	CodeIndex	index;			/* with the numbers of editions, 0 before all */
	int		   *parent;			/* of each code */
	bool	   *went;			/* stands it as an old code? */
} CodeTable;

/*
 * code_families_accum(state, old, new [, edition])
 */
Datum
code_families_accum(PG_FUNCTION_ARGS)
{
	bool		named = PG_NARGS() > 3;
	double		value[MOST_VALUES] = {0};

	if (named && PG_ARGISNULL(3))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("edition of a correlation is null"),
				 errhint("It is the edition of the new code, such as its year.")));
	if (named)
		value[VALUE_EDITION] = (double) PG_GETARG_INT32(3) - PG_INT32_MIN;
	return AddCodes(fcinfo, named ? 2 : 1, value);
}

static int
CompareEditions(const void *a, const void *b)
{
	int32		x = *(const int32 *) a;
	int32		y = *(const int32 *) b;

	return (x > y) - (x < y);
}

static int32
EditionOfRow(const GatheredRow *row)
{
	double		edition = row->value[VALUE_EDITION] + PG_INT32_MIN;

	/* what no row has is of a state that somebody wrote */
	return edition <= PG_INT32_MAX ? (int32) edition : PG_INT32_MAX;
}

/*
 * The editions of the rows, each once.  A table has few, and rows in their
 * order, so that most are the one before.
 */
static void
ReadEditions(const GatheredRows *rows, CodeTable *table)
{
	const char *at = rows->data;
	GatheredRow row;
	int32		before = 0;
	int			n = 0;

	table->editions = (int32 *) MemoryContextAllocHuge(CurrentMemoryContext,
													   Max(rows->nrows, 1) * sizeof(int32));
	for (int32 i = 0; i < rows->nrows; i++)
	{
		int32		edition;

		UnpackRow(rows, &at, &row);
		edition = EditionOfRow(&row);
		if (n == 0 || edition != before)
			table->editions[n++] = edition;
		before = edition;
	}
	qsort(table->editions, n, sizeof(int32), CompareEditions);
	for (int i = 0; i < n; i++)
		if (table->neditions == 0 || table->editions[table->neditions - 1] != table->editions[i])
			table->editions[table->neditions++] = table->editions[i];
}

/* the number of an edition, from 1 */
static int
EditionNumber(const CodeTable *table, int32 edition)
{
	const int32 *found = bsearch(&edition, table->editions, table->neditions,
								 sizeof(int32), CompareEditions);

	return (int) (found - table->editions) + 1;
}

/* the number of an edition, as it would be for rows that have none */
static int
EditionOfNew(const CodeTable *table, const GatheredRow *row)
{
	return table->named ? EditionNumber(table, EditionOfRow(row)) : 1;
}

static void
JoinFamilies(const GatheredRows *rows, CodeTable *table)
{
	int64		most = Max((int64) rows->nrows * 2, 1);
	const char *at = rows->data;
	GatheredRow row;

	InitCodes(&table->index, most);
	table->went = (bool *)
		MemoryContextAllocExtended(CurrentMemoryContext, most * sizeof(bool),
								   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	table->parent = (int *) MemoryContextAllocHuge(CurrentMemoryContext, most * sizeof(int));
	for (int64 i = 0; i < most; i++)
		table->parent[i] = (int) i;
	for (int32 i = 0; i < rows->nrows; i++)
	{
		int			old = -1;
		int			edition;
		int			has;

		CHECK_FOR_INTERRUPTS();
		UnpackRow(rows, &at, &row);
		has = CodesOfRow(&row, HAS_OLD | HAS_NEW);
		edition = EditionOfNew(table, &row);
		if (has & HAS_OLD)
		{
			old = CodeNumber(&table->index, &row, 0, edition - 1);
			table->went[old] = true;
		}
		if (has & HAS_NEW)
		{
			int			new = CodeNumber(&table->index, &row, 1, edition);

			if (old >= 0)
				JoinNodes(table->parent, old, new);
		}
	}
}

/* the family of each root, counted in the order of the codes */
static Family *
CountFamilies(const CodeTable *table, const int *order)
{
	Family	   *families = (Family *)
		MemoryContextAllocExtended(CurrentMemoryContext,
								   Max(table->index.ncodes, 1) * sizeof(Family),
								   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	int			number = 0;

	for (int i = 0; i < table->index.ncodes; i++)
	{
		Family	   *family = &families[FindRoot(table->parent, order[i])];

		if (family->number == 0)
			family->number = ++number;
		CountNode(family, table->index.codes[order[i]].edition);
	}
	return families;
}

static void
AppendFamily(RowArray *rows, const CodeTable *table, int number, const Family *family)
{
	const Code *code = &table->index.codes[number];
	Datum		values[ROW_COLUMNS];
	bool		nulls[ROW_COLUMNS] = {false};
	char		name[MAX_SHORT_CODE + 1];
	char		kind[8];
	const char *word = FamilyKind(family, !table->went[number]);

	SET_VARSIZE_SHORT(kind, VARHDRSZ_SHORT + strlen(word));
	memcpy(VARDATA_SHORT(kind), word, strlen(word));
	values[ROW_CODE] = CodeDatum(code, name);
	nulls[ROW_EDITION] = table->named && code->edition == 0;
	values[ROW_EDITION] = Int32GetDatum(table->named && code->edition > 0 ?
										table->editions[code->edition - 1] : code->edition + 1);
	values[ROW_FAMILY] = Int32GetDatum(family->number);
	values[ROW_KIND] = PointerGetDatum(kind);
	values[ROW_SIZE] = Int32GetDatum(family->size);
	values[ROW_EDITIONS] = Int32GetDatum(family->last_edition - family->first_edition + 1);
	AppendRow(rows, values, nulls);
}

Datum
code_families_final(PG_FUNCTION_ARGS)
{
	RowKind		named = {MOST_VALUES, true, 0};
	RowKind		plain = {1, true, 0};
	GatheredRows *rows = PG_GETARG_GATHERED_ROWS(0);
	CodeTable	table = {.named = rows->nvalues == MOST_VALUES};
	RowArray	answer;
	Family	   *families;
	int		   *order;

	rows = RowsForRead(fcinfo, table.named ? named : plain);
	if (table.named)
		ReadEditions(rows, &table);
	JoinFamilies(rows, &table);
	order = SortCodes(&table.index);
	families = CountFamilies(&table, order);
	BeginRows(&answer, fcinfo, table.index.ncodes);
	for (int i = 0; i < table.index.ncodes; i++)
	{
		CHECK_FOR_INTERRUPTS();
		AppendFamily(&answer, &table, order[i], &families[FindRoot(table.parent, order[i])]);
	}
	return FinishRows(&answer);
}
