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
#include "comparable/fields.h"

#include "access/htup_details.h"
#include "comparable/families_math.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

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

/* what a row of the table has */
#define HAS_OLD 1
#define HAS_NEW 2

/* a code where it stands in a row of the table: twice the row's number, and 1
 * more for the new code */
typedef struct CodePlace
{
	MemberName	code;
	int			edition;		/* its number */
	int			place;
} CodePlace;

typedef struct CodeTable
{
	bool		named;			/* do the editions have names? */
	int			neditions;
	int32	   *editions;		/* of new codes, ascending, each once */
	int			nplaces;
	CodePlace  *places;
	int			nnodes;
	int		   *node;			/* of each place, or -1 */
	int		   *first_place;	/* of each node, its number in places */
} CodeTable;

/*
 * code_families_accum(state, old, new [, edition])
 */
Datum
code_families_accum(PG_FUNCTION_ARGS)
{
	bool		named = PG_NARGS() > 3;
	int			has = (PG_ARGISNULL(1) ? 0 : HAS_OLD) | (PG_ARGISNULL(2) ? 0 : HAS_NEW);
	FieldCache *cache;

	if (named && PG_ARGISNULL(3))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("edition of a correlation is null"),
				 errhint("It is the edition of the new code, such as its year.")));
	if (has == 0)
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	cache = BeginFields(fcinfo);
	AppendInt(&cache->fields, has);
	if (named)
		AppendInt(&cache->fields, PG_GETARG_INT32(3));
	else
		AppendField(&cache->fields, "", 0);
	for (int argno = 1; argno <= 2; argno++)
		if (!PG_ARGISNULL(argno))
			AppendMemberArg(fcinfo, cache, argno);
	return ReturnFieldState(fcinfo, AddFields(StateForUpdate(fcinfo), &cache->fields, 0));
}

static int
CompareEditions(const void *a, const void *b)
{
	int32		x = *(const int32 *) a;
	int32		y = *(const int32 *) b;

	return (x > y) - (x < y);
}

static int
ComparePlaces(const void *a, const void *b)
{
	const CodePlace *x = (const CodePlace *) a;
	const CodePlace *y = (const CodePlace *) b;

	return x->edition != y->edition ? x->edition - y->edition :
		CompareMembers(x->code, y->code);
}

/*
 * Takes apart what stands before the codes of a row.
 */
static int
TakeHead(MemberName *rest, bool *named, int32 *edition)
{
	int			has = TakeInt(rest);

	if (has < 1 || has > (HAS_OLD | HAS_NEW))
		RaiseNotFields();
	*named = rest->length < 2 || memcmp(rest->bytes, "0:", 2) != 0;
	if (*named)
		*edition = TakeInt(rest);
	else
	{
		TakeField(rest);
		*edition = 2;
	}
	return has;
}

static void
ReadEditions(const MemberRanking *r, CodeTable *table)
{
	int32	   *all = (int32 *) MemoryContextAllocHuge(CurrentMemoryContext,
													   Max(r->nmembers, 1) * sizeof(int32));

	for (uint32 i = 0; i < r->nmembers; i++)
	{
		MemberName	rest = RankingMember(r, i);
		bool		named;

		TakeHead(&rest, &named, &all[i]);
		if (i > 0 && named != table->named)
			RaiseNotFields();
		table->named = named;
	}
	qsort(all, r->nmembers, sizeof(int32), CompareEditions);
	for (uint32 i = 0; i < r->nmembers; i++)
		if (table->neditions == 0 || all[table->neditions - 1] != all[i])
			all[table->neditions++] = all[i];
	table->editions = all;
}

/* the number of an edition, from 1 */
static int
EditionNumber(const CodeTable *table, int32 edition)
{
	const int32 *found = bsearch(&edition, table->editions, table->neditions,
								 sizeof(int32), CompareEditions);

	return (int) (found - table->editions) + 1;
}

static void
ReadPlaces(const MemberRanking *r, CodeTable *table)
{
	table->places = (CodePlace *)
		MemoryContextAllocHuge(CurrentMemoryContext,
							   Max(r->nmembers, 1) * 2 * sizeof(CodePlace));
	for (uint32 i = 0; i < r->nmembers; i++)
	{
		MemberName	rest = RankingMember(r, i);
		bool		named;
		int32		edition;
		int			has = TakeHead(&rest, &named, &edition);
		int			number = EditionNumber(table, edition);

		for (int side = 0; side < 2; side++)
			if (has & (side == 0 ? HAS_OLD : HAS_NEW))
			{
				CodePlace	place = {TakeField(&rest), number - 1 + side, (int) i * 2 + side};

				table->places[table->nplaces++] = place;
			}
	}
	qsort(table->places, table->nplaces, sizeof(CodePlace), ComparePlaces);
}

/* equal codes of one edition, at however many places, are one node */
static void
NumberNodes(CodeTable *table, int nrows)
{
	table->node = (int *) MemoryContextAllocHuge(CurrentMemoryContext,
												 Max(nrows, 1) * 2 * sizeof(int));
	table->first_place = (int *) MemoryContextAllocHuge(CurrentMemoryContext,
														Max(table->nplaces, 1) * sizeof(int));
	for (int i = 0; i < nrows * 2; i++)
		table->node[i] = -1;
	for (int i = 0; i < table->nplaces; i++)
	{
		if (i == 0 || ComparePlaces(&table->places[i - 1], &table->places[i]) != 0)
			table->first_place[table->nnodes++] = i;
		table->node[table->places[i].place] = table->nnodes - 1;
	}
}

static int *
JoinFamilies(const CodeTable *table, int nrows)
{
	int		   *parent = (int *) MemoryContextAllocHuge(CurrentMemoryContext,
														Max(table->nnodes, 1) * sizeof(int));

	for (int i = 0; i < table->nnodes; i++)
		parent[i] = i;
	for (int i = 0; i < nrows; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (table->node[2 * i] >= 0 && table->node[2 * i + 1] >= 0)
			JoinNodes(parent, table->node[2 * i], table->node[2 * i + 1]);
	}
	return parent;
}

/* the family of each root, counted */
static Family *
CountFamilies(const CodeTable *table, int *parent)
{
	Family	   *families = (Family *)
		MemoryContextAllocExtended(CurrentMemoryContext, Max(table->nnodes, 1) * sizeof(Family),
								   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	int			number = 0;

	for (int i = 0; i < table->nnodes; i++)
	{
		Family	   *family = &families[FindRoot(parent, i)];

		if (family->number == 0)
			family->number = ++number;
		CountNode(family, table->places[table->first_place[i]].edition);
	}
	return families;
}

static Datum
FamilyRow(const CodeTable *table, const CodePlace *place, const Family *family,
		  TupleDesc rowtype)
{
	Datum		values[ROW_COLUMNS];
	bool		nulls[ROW_COLUMNS] = {false};

	values[ROW_CODE] = PointerGetDatum(cstring_to_text_with_len(place->code.bytes,
																place->code.length));
	nulls[ROW_EDITION] = table->named && place->edition == 0;
	values[ROW_EDITION] =
		Int32GetDatum(place->edition > 0 ? table->editions[place->edition - 1] : 1);
	values[ROW_FAMILY] = Int32GetDatum(family->number);
	values[ROW_KIND] = CStringGetTextDatum(FamilyKind(family, place->place & 1));
	values[ROW_SIZE] = Int32GetDatum(family->size);
	values[ROW_EDITIONS] = Int32GetDatum(family->last_edition - family->first_edition + 1);
	return HeapTupleGetDatum(heap_form_tuple(rowtype, values, nulls));
}

Datum
code_families_final(PG_FUNCTION_ARGS)
{
	MemberRanking *r = RankingForRead(fcinfo, 0);
	TupleDesc	rowtype = ElementRowType(fcinfo);
	CodeTable	table = {0};
	int		   *parent;
	Family	   *families;
	Datum	   *rows;

	if (r->nmembers > PG_INT32_MAX / 4)
		RaiseNotFields();
	ReadEditions(r, &table);
	ReadPlaces(r, &table);
	NumberNodes(&table, r->nmembers);
	parent = JoinFamilies(&table, r->nmembers);
	families = CountFamilies(&table, parent);
	rows = (Datum *) MemoryContextAllocHuge(CurrentMemoryContext,
											Max(table.nnodes, 1) * sizeof(Datum));
	for (int i = 0; i < table.nnodes; i++)
	{
		CHECK_FOR_INTERRUPTS();
		rows[i] = FamilyRow(&table, &table.places[table.first_place[i]],
							&families[FindRoot(parent, i)], rowtype);
	}
	return RowsToArray(rows, table.nnodes, rowtype->tdtypeid);
}
