/*
 * bounds.c
 *		Values of an old edition of a classification in the codes of the new
 *		one: the interval that is known, and a split only where one is asked for.
 *
 * The state has a member for each row of the table: whether there is an old
 * code, a new code, a value and a weight, and then those.
 */
#include "comparable/fields.h"

#include "access/htup_details.h"
#include "base/agg.h"
#include "catalog/pg_type.h"
#include "comparable/bounds_math.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(code_bounds_accum);
PG_FUNCTION_INFO_V1(code_bounds_final);

#define HAS_OLD 1
#define HAS_NEW 2
#define HAS_VALUE 4
#define HAS_WEIGHT 8
#define HAS_ALL 15

typedef struct Correlation
{
	int			has;
	MemberName	old;
	MemberName	new;
	double		value;
	double		weight;
	bool		shared;			/* goes the old value to other codes as well? */
	double		share;			/* of it, by the weights; -1: none */
} Correlation;

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
 * code_bounds_accum(state, old, new, value [, split or weight])
 */
Datum
code_bounds_accum(PG_FUNCTION_ARGS)
{
	int			has = (PG_ARGISNULL(1) ? 0 : HAS_OLD) | (PG_ARGISNULL(2) ? 0 : HAS_NEW) |
		(PG_ARGISNULL(3) ? 0 : HAS_VALUE) |
		(PG_NARGS() < 5 || PG_ARGISNULL(4) ? 0 : HAS_WEIGHT);
	FieldCache *cache;

	if (!(has & (HAS_OLD | HAS_NEW)))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	cache = BeginFields(fcinfo);
	AppendInt(&cache->fields, has);
	for (int argno = 1; argno <= 2; argno++)
		if (!PG_ARGISNULL(argno))
			AppendMemberArg(fcinfo, cache, argno);
	if (has & HAS_VALUE)
		AppendDouble(&cache->fields, CheckAmount(PG_GETARG_FLOAT8(3), "code_bounds"));
	if (has & HAS_WEIGHT)
		AppendDouble(&cache->fields, get_fn_expr_argtype(fcinfo->flinfo, 4) == TEXTOID ?
					 WeightOfSplit(PG_GETARG_TEXT_PP(4)) :
					 CheckAmount(PG_GETARG_FLOAT8(4), "code_bounds"));
	return ReturnFieldState(fcinfo, AddFields(StateForUpdate(fcinfo), &cache->fields, 0));
}

static void
ReadCorrelation(MemberName rest, Correlation *row)
{
	memset(row, 0, sizeof(Correlation));
	row->has = TakeInt(&rest);
	if (row->has < 1 || row->has > HAS_ALL)
		RaiseNotFields();
	if (row->has & HAS_OLD)
		row->old = TakeField(&rest);
	if (row->has & HAS_NEW)
		row->new = TakeField(&rest);
	if (row->has & HAS_VALUE)
		row->value = CheckAmount(TakeDouble(&rest), "code_bounds");
	if (row->has & HAS_WEIGHT)
		row->weight = CheckAmount(TakeDouble(&rest), "code_bounds");
	row->share = -1;
}

/* rows without an old code, or a new one, stand before the others */
static int
CompareCodes(const Correlation *x, const Correlation *y, int side)
{
	if ((x->has & side) != (y->has & side))
		return (x->has & side) - (y->has & side);
	return side == HAS_OLD ? CompareMembers(x->old, y->old) : CompareMembers(x->new, y->new);
}

static int
CompareByOld(const void *a, const void *b)
{
	int			order = CompareCodes(a, b, HAS_OLD);

	return order != 0 ? order : CompareCodes(a, b, HAS_NEW);
}

static int
CompareByNew(const void *a, const void *b)
{
	int			order = CompareCodes(a, b, HAS_NEW);

	return order != 0 ? order : CompareCodes(a, b, HAS_OLD);
}

/* the number of the row after the last of the code that this one has on a side */
static int
EndOfCode(const Correlation *rows, int nrows, int start, int side)
{
	int			end = start + 1;

	while (end < nrows && CompareCodes(&rows[start], &rows[end], side) == 0)
		end++;
	CHECK_FOR_INTERRUPTS();
	return end;
}

static void
CheckOneStatement(const Correlation *a, const Correlation *b)
{
	if ((a->has & HAS_VALUE) != (b->has & HAS_VALUE) || a->value != b->value)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("code \"%.*s\" has several values", a->old.length, a->old.bytes),
				 errhint("Add up its rows before they are joined with the correlation table.")));
	if (CompareCodes(a, b, HAS_NEW) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("code \"%.*s\" goes into one code with several weights",
						a->old.length, a->old.bytes)));
}

/*
 * The rows of one old code, each new code once: who shares its value, and how.
 */
static void
ShareValue(Correlation *rows, int nrows)
{
	ExactSum	weights = {0};
	bool		weighted = true;
	double		sum;

	for (int i = 0; i < nrows; i++)
	{
		if (i > 0)
			CheckOneStatement(&rows[i - 1], &rows[i]);
		ExactSumAdd(&weights, rows[i].weight);
		weighted &= (rows[i].has & HAS_WEIGHT) != 0;
	}
	sum = ExactSumRound(&weights);
	for (int i = 0; i < nrows; i++)
	{
		rows[i].shared = nrows > 1;
		if (weighted && sum > 0)
			rows[i].share = rows[i].weight / sum;
	}
}

static void
ShareValues(Correlation *rows, int nrows)
{
	for (int start = 0, end; start < nrows; start = end)
	{
		end = EndOfCode(rows, nrows, start, HAS_OLD);
		if (rows[start].has & HAS_OLD)
			ShareValue(rows + start, end - start);
	}
}

/* the row of the answer for the rows of one new code */
static Datum
BoundsRow(const Correlation *rows, int nrows, TupleDesc rowtype)
{
	CodeBounds *bounds = palloc0(sizeof(CodeBounds));
	Datum		values[4];
	bool		nulls[4] = {false};

	for (int i = 0; i < nrows; i++)
	{
		if ((rows[i].has & (HAS_OLD | HAS_VALUE)) != (HAS_OLD | HAS_VALUE))
			bounds->open = true;
		else
			AddSource(bounds, rows[i].value, rows[i].shared, rows[i].share);
	}
	values[0] = PointerGetDatum(cstring_to_text_with_len(rows->new.bytes, rows->new.length));
	values[1] = Float8GetDatum(ExactSumRound(&bounds->lower));
	values[2] = Float8GetDatum(ExactSumRound(&bounds->upper));
	values[3] = Float8GetDatum(ExactSumRound(&bounds->estimate));
	nulls[2] = bounds->open;
	nulls[3] = bounds->open || bounds->unsplit;
	pfree(bounds);
	return HeapTupleGetDatum(heap_form_tuple(rowtype, values, nulls));
}

Datum
code_bounds_final(PG_FUNCTION_ARGS)
{
	MemberRanking *r = RankingForRead(fcinfo, 0);
	TupleDesc	rowtype = ElementRowType(fcinfo);
	int			nrows = (int) r->nmembers;
	Correlation *rows = (Correlation *)
		MemoryContextAllocHuge(CurrentMemoryContext, Max(nrows, 1) * sizeof(Correlation));
	Datum	   *answer = (Datum *)
		MemoryContextAllocHuge(CurrentMemoryContext, Max(nrows, 1) * sizeof(Datum));
	int			nanswer = 0;

	for (int i = 0; i < nrows; i++)
		ReadCorrelation(RankingMember(r, i), &rows[i]);
	qsort(rows, nrows, sizeof(Correlation), CompareByOld);
	ShareValues(rows, nrows);
	qsort(rows, nrows, sizeof(Correlation), CompareByNew);
	for (int start = 0, end; start < nrows; start = end)
	{
		end = EndOfCode(rows, nrows, start, HAS_NEW);
		if (rows[start].has & HAS_NEW)
			answer[nanswer++] = BoundsRow(rows + start, end - start, rowtype);
	}
	return RowsToArray(answer, nanswer, rowtype->tdtypeid);
}
