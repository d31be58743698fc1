/*
 * mirror_share.c
 *		market_share_decomposition(): an aggregate over (product, market, values)
 *		that returns the terms of constant market shares.
 */
#include "rows/gathered_rows.h"

#include "base/agg.h"
#include "base/number.h"
#include "base/terms.h"
#include "trade/mirror_math.h"
#include "trade/gathered_sums.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(market_share_add);
PG_FUNCTION_INFO_V1(market_share_final);

/* product and market are the labels; x0, x1, w0, w1 the values of a row */
enum
{
	FIRST_VALUE_ARG = 3, NUM_VALUES = 4, BASE_ARG = 7
};

/* options of the state */
typedef enum ShareBase
{
	BASE_INITIAL = 1,
	BASE_FINAL,
	BASE_AVERAGE
} ShareBase;

static ShareBase
GetBase(FunctionCallInfo fcinfo)
{
	char	   *name;

	if (PG_NARGS() <= BASE_ARG)
		return BASE_INITIAL;
	name = text_to_cstring(PG_GETARG_TEXT_PP(BASE_ARG));
	if (strcmp(name, "initial") == 0)
		return BASE_INITIAL;
	if (strcmp(name, "final") == 0)
		return BASE_FINAL;
	if (strcmp(name, "average") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown base of a decomposition \"%s\"", name),
				 errhint("Use 'initial', 'final' or 'average'.")));
	return BASE_AVERAGE;
}

Datum
market_share_add(PG_FUNCTION_ARGS)
{
	RowKind		kind = {NUM_VALUES, true, 0};
	int			known = 0;
	GatheredRow row;
	GatheredRows *rows;

	for (int i = 0; i < NUM_VALUES; i++)
		known += !PG_ARGISNULL(FIRST_VALUE_ARG + i);
	if (known == 0 || (PG_NARGS() > BASE_ARG && PG_ARGISNULL(BASE_ARG)))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	kind.option = GetBase(fcinfo);
	rows = RowsForUpdate(fcinfo, kind);
	if (known < NUM_VALUES || PG_ARGISNULL(1) || PG_ARGISNULL(2))
	{
		rows->npartial++;
		PG_RETURN_POINTER(rows);
	}
	for (int i = 0; i < ROW_LABELS; i++)
	{
		text	   *label = PG_GETARG_TEXT_PP(1 + i);

		row.label[i] = VARDATA_ANY(label);
		row.length[i] = VARSIZE_ANY_EXHDR(label);
	}
	for (int i = 0; i < NUM_VALUES; i++)
		row.value[i] = CheckAmount(PG_GETARG_FLOAT8(FIRST_VALUE_ARG + i),
								   "a decomposition of market shares");
	PG_RETURN_POINTER(AddRow(rows, &row));
}

/*
 * Rows to cells: those of one product and market are added up.  Returns the
 * number of cells.
 */
static long
MakeCells(const GatheredRow *row, int32 nrows, MarketCell *cell)
{
	long		ncells = 0;
	long		product = 0;
	MarketTotals totals;

	ClearTotals(&totals);
	for (int32 i = 0; i < nrows; i++)
	{
		MarketCell	one = {0, {row[i].value[0], row[i].value[1]},
		{row[i].value[2], row[i].value[3]}};

		AddCell(&totals, &one);
		if (i + 1 < nrows && CompareLabels(&row[i], &row[i + 1], ROW_LABELS) == 0)
			continue;
		cell[ncells].product = product;
		for (int date = 0; date < 2; date++)
		{
			cell[ncells].x[date] = ExactSumRound(&totals.x[date]);
			cell[ncells].w[date] = ExactSumRound(&totals.w[date]);
		}
		ncells++;
		ClearTotals(&totals);
		if (i + 1 < nrows && CompareLabels(&row[i], &row[i + 1], 1) != 0)
			product++;
	}
	return ncells;
}

static bool
Decompose(const MarketCell *cell, long n, ShareBase base, MarketTerms *terms)
{
	MarketTerms other;

	if (base != BASE_AVERAGE)
		return DecomposeFrom(cell, n, base == BASE_FINAL, terms);
	if (!DecomposeFrom(cell, n, 0, terms) || !DecomposeFrom(cell, n, 1, &other))
		return false;
	terms->world = (terms->world + other.world) / 2;
	terms->commodity = (terms->commodity + other.commodity) / 2;
	terms->market = (terms->market + other.market) / 2;
	return true;
}

/*
 * World, commodity, market, competitiveness, and the change.  Competitiveness
 * is what the others leave, and the change the sum of the terms as they are
 * returned, from left to right, so that they add up to the last bit.
 */
Datum
market_share_final(PG_FUNCTION_ARGS)
{
	RowKind		kind = {NUM_VALUES, true, 0};
	GatheredRows *rows = RowsForRead(fcinfo, kind);
	MarketCell *cell;
	MarketTerms terms;
	long		ncells;
	double		term[5];
	double		explained;

	if (rows->npartial > 0 || rows->nrows == 0)
		PG_RETURN_NULL();
	cell = (MarketCell *) MemoryContextAllocHuge(CurrentMemoryContext,
												 rows->nrows * sizeof(MarketCell));
	ncells = MakeCells(SortRows(rows), rows->nrows, cell);
	if (!Decompose(cell, ncells, (ShareBase) rows->option, &terms))
		PG_RETURN_NULL();
	term[0] = terms.world;
	term[1] = terms.commodity;
	term[2] = terms.market;
	explained = term[0] + term[1] + term[2];
	term[3] = ChangeOfX(cell, ncells) - explained;
	term[4] = explained + term[3];
	for (size_t i = 0; i < lengthof(term); i++)
		CheckResult(term[i]);
	return TermsGetDatum(fcinfo, term, lengthof(term));
}
