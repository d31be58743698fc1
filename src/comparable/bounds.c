/*
 * bounds.c
 *		Values of an old edition of a classification in the codes of the new
 *		one: the interval that is known, and a split only where one is asked for.
 *
 * A row of the state is one of the table.  Rows are brought together by their
 * old codes and then by their new ones without sorting more than the answer:
 * each sum is exact, and so the same in whatever order.
 */
#include "comparable/bounds_known.h"

#include "base/agg.h"
#include "catalog/pg_type.h"
#include "comparable/bounds_math.h"
#include "miscadmin.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(code_bounds_accum);
PG_FUNCTION_INFO_V1(code_bounds_final);

enum
{
	VALUE_HAS, VALUE_VALUE, VALUE_WEIGHT, VALUE_KNOWN, MOST_VALUES
};

/* 1 for "equal"; raises 22023 for anything else */
static double
WeightOfSplit(const text *split)
{
	char	   *word = text_to_cstring(split);

	if (pg_strcasecmp(word, "equal") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown split \"%s\"", word),
				 errhint("Use \"equal\", or give the weight of each row.")));
	return 1;
}

/*
 * code_bounds_accum(state, old, new, value [, split or weight [, known]])
 */
Datum
code_bounds_accum(PG_FUNCTION_ARGS)
{
	double		value[MOST_VALUES] = {0};
	int			has = 0;

	if (!PG_ARGISNULL(3))
	{
		value[VALUE_VALUE] = CheckAmount(PG_GETARG_FLOAT8(3), "code_bounds");
		has |= HAS_VALUE;
	}
	if (PG_NARGS() > 4 && !PG_ARGISNULL(4))
	{
		value[VALUE_WEIGHT] = get_fn_expr_argtype(fcinfo->flinfo, 4) == TEXTOID ?
			WeightOfSplit(PG_GETARG_TEXT_PP(4)) :
			CheckAmount(PG_GETARG_FLOAT8(4), "code_bounds");
		has |= HAS_WEIGHT;
	}
	if (PG_NARGS() > 5 && !PG_ARGISNULL(5) && !PG_ARGISNULL(2))
	{
		value[VALUE_KNOWN] = CheckAmount(PG_GETARG_FLOAT8(5), "code_bounds");
		has |= HAS_KNOWN;
	}
	value[VALUE_HAS] = has;
	return AddCodes(fcinfo, PG_NARGS() > 5 ? MOST_VALUES : VALUE_KNOWN, value);
}

static void
ReadCorrelations(const GatheredRows *rows, Correlations *table)
{
	bool		may_know = rows->nvalues == MOST_VALUES;
	int			all = HAS_OLD | HAS_NEW | HAS_VALUE | HAS_WEIGHT | (may_know ? HAS_KNOWN : 0);
	const char *at = rows->data;

	table->nrows = rows->nrows;
	table->rows = (Correlation *)
		MemoryContextAllocHuge(CurrentMemoryContext, Max(rows->nrows, 1) * sizeof(Correlation));
	InitCodes(&table->old, rows->nrows);
	InitCodes(&table->new, rows->nrows);
	for (int32 i = 0; i < rows->nrows; i++)
	{
		GatheredRow given;
		Correlation *row = &table->rows[i];

		CHECK_FOR_INTERRUPTS();
		UnpackRow(rows, &at, &given);
		*row = (Correlation) {.has = CodesOfRow(&given, all), .old = -1, .new = -1, .share = -1,
			.value = given.value[VALUE_VALUE], .weight = given.value[VALUE_WEIGHT]};
		if (row->has & HAS_OLD)
			row->old = CodeNumber(&table->old, &given, 0, 0);
		if (row->has & HAS_NEW)
			row->new = CodeNumber(&table->new, &given, 1, 0);
		if (row->new < 0)
			row->has &= ~HAS_KNOWN;
		else if (may_know)
			row->known = given.value[VALUE_KNOWN];
	}
}

static inline int
CodeOfSide(const Correlation *row, int side)
{
	return side == HAS_OLD ? row->old : row->new;
}

/*
 * The rows of each code of one side, in the order of the table.
 */
static void
GroupRows(const Correlations *table, int side, int ncodes, RowsByCode *groups)
{
	int		   *next;

	groups->first = (int *)
		MemoryContextAllocExtended(CurrentMemoryContext, (ncodes + 2) * sizeof(int),
								   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	groups->at = (int *) MemoryContextAllocHuge(CurrentMemoryContext,
												Max(table->nrows, 1) * sizeof(int));
	/* counted two places on, and moved one back as the rows are put down */
	next = groups->first + 1;
	for (int i = 0; i < table->nrows; i++)
		if (CodeOfSide(&table->rows[i], side) >= 0)
			next[CodeOfSide(&table->rows[i], side) + 1]++;
	for (int i = 1; i <= ncodes; i++)
		next[i] += next[i - 1];
	for (int i = 0; i < table->nrows; i++)
		if (CodeOfSide(&table->rows[i], side) >= 0)
			groups->at[next[CodeOfSide(&table->rows[i], side)]++] = i;
}

/*
 * Is a new code known, and as one value only?
 */
static bool
CheckKnown(const Correlations *table, const RowsByCode *by_new)
{
	bool		any = false;

	for (int i = 0; i < table->new.ncodes; i++)
	{
		const Correlation *first = &table->rows[by_new->at[by_new->first[i]]];
		MemberName	name = table->new.codes[i].name;

		for (int k = by_new->first[i]; k < by_new->first[i + 1]; k++)
		{
			const Correlation *row = &table->rows[by_new->at[k]];

			if ((row->has & HAS_KNOWN) != (first->has & HAS_KNOWN) || row->known != first->known)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("code \"%.*s\" is known as several values", name.length, name.bytes),
						 errhint("Give what the new code is worth in each of its rows, or NULL in all.")));
		}
		any |= (first->has & HAS_KNOWN) != 0;
	}
	return any;
}

static void
RaiseTwoStatements(const Correlations *table, const Correlation *row, bool values)
{
	MemberName	name = table->old.codes[row->old].name;

	if (values)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("code \"%.*s\" has several values", name.length, name.bytes),
				 errhint("Add up its rows before they are joined with the correlation table.")));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("code \"%.*s\" goes into one code with several weights",
					name.length, name.bytes)));
}

/*
 * Marks rows of one old code that say the same.  seen is, by new code and then
 * for none, the last row that was met with it.
 */
static void
CheckStatements(const Correlations *table, const int *at, int n, int *seen)
{
	const Correlation *first = &table->rows[at[0]];

	for (int i = 0; i < n; i++)
	{
		Correlation *row = &table->rows[at[i]];
		int			new = row->new >= 0 ? row->new : table->new.ncodes;
		const Correlation *other = seen[new] > 0 ? &table->rows[seen[new] - 1] : NULL;

		if ((row->has & HAS_VALUE) != (first->has & HAS_VALUE) || row->value != first->value)
			RaiseTwoStatements(table, row, true);
		if (other == NULL || other->old != row->old)
			seen[new] = at[i] + 1;
		else if (other->weight != row->weight || other->has != row->has)
			RaiseTwoStatements(table, row, false);
		else
			row->repeated = true;
	}
}

/*
 * The rows of one old code: who shares its value, and how.
 */
static void
ShareValue(const Correlations *table, const int *at, int n)
{
	ExactSum	weights;
	bool		weighted = true;
	int			nshares = 0;
	double		sum;

	weights.nlanes = 0;
	for (int i = 0; i < n; i++)
	{
		const Correlation *row = &table->rows[at[i]];

		if (row->repeated)
			continue;
		nshares++;
		ExactSumAdd(&weights, row->weight);
		weighted &= (row->has & HAS_WEIGHT) != 0;
	}
	sum = ExactSumRound(&weights);
	for (int i = 0; i < n; i++)
	{
		Correlation *row = &table->rows[at[i]];

		row->shared = nshares > 1;
		if (weighted && sum > 0)
			row->share = row->weight / sum;
	}
}

static void
ShareValues(const Correlations *table, RowsByCode *by_old)
{
	int		   *seen = (int *)
		MemoryContextAllocExtended(CurrentMemoryContext, (table->new.ncodes + 1) * sizeof(int),
								   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);

	GroupRows(table, HAS_OLD, table->old.ncodes, by_old);
	for (int i = 0; i < table->old.ncodes; i++)
	{
		const int  *at = by_old->at + by_old->first[i];
		int			n = by_old->first[i + 1] - by_old->first[i];

		CHECK_FOR_INTERRUPTS();
		CheckStatements(table, at, n, seen);
		ShareValue(table, at, n);
	}
}

/* the row of the answer for the rows of one new code */
static void
AppendBounds(RowArray *answer, const Correlations *table, const Code *code, const int *at, int n)
{
	CodeBounds	bounds;
	Datum		values[4];
	bool		nulls[4] = {false};
	char		name[MAX_SHORT_CODE + 1];
	bool		none = false;

	InitBounds(&bounds);
	for (int i = 0; i < n; i++)
	{
		const Correlation *row = &table->rows[at[i]];

		if (row->coupled && row->interval != NULL)
		{
			none |= row->interval->none;
			AddInterval(&bounds, row->interval->lower, row->interval->upper, row->interval->open);
		}
		else if (row->coupled)
			continue;
		else if ((row->has & (HAS_OLD | HAS_VALUE)) != (HAS_OLD | HAS_VALUE))
			bounds.open = true;
		else if (!row->repeated)
			AddSource(&bounds, row->value, row->shared, row->share);
	}
	values[0] = CodeDatum(code, name);
	values[1] = Float8GetDatum(ExactSumRound(&bounds.lower));
	values[2] = Float8GetDatum(ExactSumRound(&bounds.upper));
	values[3] = Float8GetDatum(ExactSumRound(&bounds.estimate));
	nulls[1] = none;
	nulls[2] = none || bounds.open;
	nulls[3] = none || bounds.open || bounds.unsplit;
	AppendRow(answer, values, nulls);
}

Datum
code_bounds_final(PG_FUNCTION_ARGS)
{
	GatheredRows *rows = PG_GETARG_GATHERED_ROWS(0);
	RowKind		kind = {rows->nvalues == MOST_VALUES ? MOST_VALUES : VALUE_KNOWN, true, 0};
	Correlations table;
	RowsByCode	by_old;
	RowsByCode	by_new;
	RowArray	answer;
	int		   *order;

	rows = RowsForRead(fcinfo, kind);
	if (rows->option != (rows->nvalues == MOST_VALUES ? CODES_OPTION : 0))
		RaiseNotCodes();
	ReadCorrelations(rows, &table);
	ShareValues(&table, &by_old);
	GroupRows(&table, HAS_NEW, table.new.ncodes, &by_new);
	if (CheckKnown(&table, &by_new))
		CoupleRows(&table, &by_old);
	order = SortCodes(&table.new);
	BeginRows(&answer, fcinfo, table.new.ncodes);
	for (int i = 0; i < table.new.ncodes; i++)
	{
		int			first = by_new.first[order[i]];

		CHECK_FOR_INTERRUPTS();
		AppendBounds(&answer, &table, &table.new.codes[order[i]], by_new.at + first,
					 by_new.first[order[i] + 1] - first);
	}
	return FinishRows(&answer);
}
