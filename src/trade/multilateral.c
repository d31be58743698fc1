/*
 * multilateral.c
 *		geks(): one price index of many periods, over whatever products each
 *		two of them share.
 *
 * The state is a gathered_rows whose labels are the product and nothing, and
 * whose values are the period, the price, the quantity and the window; which
 * formula and which splice is its option.
 */
#include "rows/gathered_rows.h"

#include "base/agg.h"
#include "base/number.h"
#include "calendar/period.h"
#include "series/series.h"
#include "miscadmin.h"
#include "ranking/ranking.h"
#include "trade/multilateral_math.h"
#include "trade/price_math.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(geks_add);
PG_FUNCTION_INFO_V1(geks_final);

enum
{
	PRODUCT_ARG = 1, PERIOD_ARG, PRICE_ARG, QUANTITY_ARG, FORMULA_ARG, WINDOW_ARG, SPLICE_ARG
};

enum
{
	VALUE_PERIOD, VALUE_PRICE, VALUE_QUANTITY, VALUE_WINDOW, NUM_VALUES
};

typedef enum Bilateral
{
	BILATERAL_FISHER,
	BILATERAL_TORNQVIST,
	BILATERAL_WALSH
} Bilateral;

static const char *const bilateral_names[] = {"fisher", "tornqvist", "walsh"};
static const char *const splice_names[] = {"movement", "window", "half", "mean"};

/* an option that no other aggregate over such rows has */
#define GEKS_OPTION 64
#define OPTION_OF(bilateral, splice) ((uint8) (GEKS_OPTION + (bilateral) * 4 + (splice)))

/* a product in a period */
typedef struct Quote
{
	int			product;		/* its number, ascending within a period */
	double		p;
	double		q;
} Quote;

typedef struct Quotes
{
	PeriodFreq	freq;
	int			first;			/* the ordinal of the first period */
	long		nperiods;
	long	   *start;			/* of each period, among the quotes; and the end */
	Quote	   *quote;
} Quotes;

static int
GetWord(FunctionCallInfo fcinfo, int argno, const char *const *words, int nwords, const char *what)
{
	char	   *word = text_to_cstring(PG_GETARG_TEXT_PP(argno));
	StringInfoData list;

	for (int i = 0; i < nwords; i++)
		if (strcmp(word, words[i]) == 0)
		{
			pfree(word);
			return i;
		}
	initStringInfo(&list);
	for (int i = 0; i < nwords; i++)
		appendStringInfo(&list, "%s'%s'", i == 0 ? "" : i + 1 < nwords ? ", " : " or ", words[i]);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown %s of a multilateral index \"%s\"", what, word),
			 errhint("Use %s.", list.data)));
}

/* the window of a row, 0 for all periods */
static int32
GetWindow(FunctionCallInfo fcinfo)
{
	int32		window = PG_NARGS() > WINDOW_ARG ? PG_GETARG_INT32(WINDOW_ARG) : 0;

	if (PG_NARGS() > WINDOW_ARG && window < 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("window of %d periods is too short", window),
				 errhint("It takes 2 or more; for months, 13 or 25 are usual.")));
	return window;
}

/*
 * geks_add(state, product, period, price, quantity [, formula [, window, splice]])
 */
Datum
geks_add(PG_FUNCTION_ARGS)
{
	RowKind		kind = {NUM_VALUES, true, 0};
	char		digits[MEMBER_DIGITS_SIZE];
	MemberName	product;
	GatheredRow row = {0};

	for (int i = PRODUCT_ARG; i < PG_NARGS(); i++)
		if (PG_ARGISNULL(i))
			return UnchangedState(fcinfo);
	row.value[VALUE_PRICE] = CheckAmount(PG_GETARG_FLOAT8(PRICE_ARG), "a price index");
	row.value[VALUE_QUANTITY] = CheckAmount(PG_GETARG_FLOAT8(QUANTITY_ARG), "a price index");
	if (row.value[VALUE_PRICE] == 0 || row.value[VALUE_QUANTITY] == 0)
		return UnchangedState(fcinfo);
	kind.option = OPTION_OF(PG_NARGS() <= FORMULA_ARG ? BILATERAL_FISHER :
							GetWord(fcinfo, FORMULA_ARG, bilateral_names,
									lengthof(bilateral_names), "formula"),
							PG_NARGS() <= SPLICE_ARG ? SPLICE_MOVEMENT :
							GetWord(fcinfo, SPLICE_ARG, splice_names,
									lengthof(splice_names), "splice"));
	row.value[VALUE_WINDOW] = GetWindow(fcinfo);
	row.value[VALUE_PERIOD] = (double) PG_GETARG_TIMEPERIOD(PERIOD_ARG) - PG_INT32_MIN;
	product = GetMemberArg(fcinfo, PRODUCT_ARG, digits);
	row.label[0] = product.bytes;
	row.length[0] = product.length;
	row.label[1] = "";
	PG_RETURN_POINTER(AddRow(RowsForUpdate(fcinfo, kind), &row));
}

static void
RaiseNotGeks(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("state of rows of another aggregate")));
}

/* the period of a row; anybody may hand us a state */
static TimePeriod
PeriodOfRow(const GatheredRow *row)
{
	double		stored = row->value[VALUE_PERIOD] + PG_INT32_MIN;

	if (stored > PG_INT32_MAX || stored != floor(stored) || !PeriodIsValid((int32) stored))
		RaiseNotGeks();
	return (TimePeriod) stored;
}

static void
CheckRow(const GatheredRow *row, const GatheredRow *before, PeriodFreq freq)
{
	TimePeriod	period = PeriodOfRow(row);

	if (PeriodGetFreq(period) != freq)
		RaiseMixedFrequencies(freq, PeriodGetFreq(period));
	if (row->value[VALUE_WINDOW] != before->value[VALUE_WINDOW])
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("option of an aggregate must be the same for all rows of a group")));
	if (!(row->value[VALUE_PRICE] > 0) || !(row->value[VALUE_QUANTITY] > 0))
		RaiseNotGeks();
	if (row != before && CompareLabels(row, before, 1) == 0 && period == PeriodOfRow(before))
		ereport(ERROR,
				(errcode(ERRCODE_CARDINALITY_VIOLATION),
				 errmsg("more than one row for product \"%.*s\" in period \"%s\"",
						row->length[0], row->label[0], PeriodToCString(period)),
				 errhint("Take the unit value and the sum of quantities: GROUP BY product and period first.")));
}

/*
 * The quotes of each period, by product; rows are sorted by product.
 */
static void
ReadQuotes(const GatheredRow *row, int32 nrows, Quotes *quotes)
{
	int			last;
	int			product = 0;
	long	   *next;

	quotes->freq = PeriodGetFreq(PeriodOfRow(&row[0]));
	quotes->first = last = PeriodOrdinal(PeriodOfRow(&row[0]));
	for (int32 i = 0; i < nrows; i++)
	{
		CheckRow(&row[i], &row[Max(i - 1, 0)], quotes->freq);
		quotes->first = Min(quotes->first, PeriodOrdinal(PeriodOfRow(&row[i])));
		last = Max(last, PeriodOrdinal(PeriodOfRow(&row[i])));
	}
	quotes->nperiods = last - quotes->first + 1;
	quotes->start = (long *)
		MemoryContextAllocExtended(CurrentMemoryContext, (quotes->nperiods + 2) * sizeof(long),
								   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	quotes->quote = (Quote *) MemoryContextAllocHuge(CurrentMemoryContext, nrows * sizeof(Quote));
	/* counted two places on, and moved one back as the quotes are put down */
	next = quotes->start + 1;
	for (int32 i = 0; i < nrows; i++)
		next[PeriodOrdinal(PeriodOfRow(&row[i])) - quotes->first + 1]++;
	for (long j = 1; j <= quotes->nperiods; j++)
		next[j] += next[j - 1];
	for (int32 i = 0; i < nrows; i++)
	{
		long		j = PeriodOrdinal(PeriodOfRow(&row[i])) - quotes->first;

		product += i > 0 && CompareLabels(&row[i], &row[i - 1], 1) != 0;
		quotes->quote[next[j]++] = (Quote) {product, row[i].value[VALUE_PRICE],
			row[i].value[VALUE_QUANTITY]};
	}
}

static void
AddToProduct(ExactSum *sum, double p, double q)
{
	double		error;
	double		product = CheckExact(TwoProduct(p, q, &error), "a price index");

	ExactSumAdd(sum, product);
	ExactSumAdd(sum, error);
}

/* what a product in both periods adds to the sums of a formula */
static void
AddMatch(ExactSum *sum, Bilateral bilateral, const Quote *base, const Quote *new)
{
	if (bilateral == BILATERAL_FISHER)
	{
		AddToProduct(&sum[P0Q0], base->p, base->q);
		AddToProduct(&sum[P1Q0], new->p, base->q);
		AddToProduct(&sum[P0Q1], base->p, new->q);
		AddToProduct(&sum[P1Q1], new->p, new->q);
	}
	else if (bilateral == BILATERAL_TORNQVIST)
	{
		double		log_ratio = log(new->p / base->p);

		AddToProduct(&sum[BASE_VALUE], base->p, base->q);
		AddToProduct(&sum[NEW_VALUE], new->p, new->q);
		AddToProduct(&sum[BASE_LOGS], base->p * base->q, log_ratio);
		AddToProduct(&sum[NEW_LOGS], new->p * new->q, log_ratio);
	}
	else
	{
		double		weight = GeometricMean(base->q, new->q);

		AddToProduct(&sum[P0_WEIGHT], base->p, weight);
		AddToProduct(&sum[P1_WEIGHT], new->p, weight);
	}
}

/*
 * The logarithm of the bilateral index of period k on period j; NaN where they
 * share no product.
 */
static double
BilateralLog(const Quotes *quotes, Bilateral bilateral, long j, long k)
{
	static const IndexOfSums index[] = {Fisher, Tornqvist, Basket};
	const Quote *base = quotes->quote + quotes->start[j];
	const Quote *new = quotes->quote + quotes->start[k];
	const Quote *base_end = quotes->quote + quotes->start[j + 1];
	const Quote *new_end = quotes->quote + quotes->start[k + 1];
	ExactSum	sum[4];
	double		rounded[4];
	long		n = 0;

	for (int i = 0; i < 4; i++)
		sum[i].nlanes = 0;
	while (base < base_end && new < new_end)
	{
		if (base->product == new->product)
		{
			AddMatch(sum, bilateral, base++, new++);
			n++;
		}
		else if (base->product < new->product)
			base++;
		else
			new++;
	}
	if (n == 0)
		return NAN;
	for (int i = 0; i < 4; i++)
		rounded[i] = ExactSumRound(&sum[i]);
	return log(CheckResult(index[bilateral] (rounded, n)));
}

/* a turn of the loops over them must not keep a cancel waiting */
#define MAX_LOGS (INT64CONST(1) << 26)

static void
CheckPeriods(int64 nperiods, int64 span)
{
	if (nperiods * Max(span, 1) > MAX_LOGS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many periods for a multilateral index"),
				 errdetail("From the first to the last there are %lld.", (long long) nperiods),
				 errhint("Give a window, or take longer periods.")));
}

static void
FillLogs(const Quotes *quotes, Bilateral bilateral, BilateralLogs *logs)
{
	bool	   *there = (bool *) MemoryContextAllocHuge(CurrentMemoryContext, logs->nperiods);

	logs->of = (double *)
		MemoryContextAllocHuge(CurrentMemoryContext,
							   Max(logs->nperiods * logs->span, 1) * sizeof(double));
	for (long j = 0; j < logs->nperiods; j++)
	{
		there[j] = quotes->start[j + 1] > quotes->start[j];
		for (long k = j + 1; k <= j + logs->span && k < logs->nperiods; k++)
		{
			CHECK_FOR_INTERRUPTS();
			logs->of[j * logs->span + k - j - 1] = BilateralLog(quotes, bilateral, j, k);
		}
	}
	logs->there = there;
}

Datum
geks_final(PG_FUNCTION_ARGS)
{
	RowKind		kind = {NUM_VALUES, true, 0};
	GatheredRows *rows = RowsForRead(fcinfo, kind);
	GatheredRow *row;
	Quotes		quotes;
	BilateralLogs logs;
	TimeSeries *result;
	double	   *published;
	long		window;

	if (rows->option < GEKS_OPTION || rows->option > OPTION_OF(BILATERAL_WALSH, SPLICE_MEAN))
		RaiseNotGeks();
	if (rows->nrows == 0)
		PG_RETURN_NULL();
	row = SortRows(rows);
	ReadQuotes(row, rows->nrows, &quotes);
	window = row[0].value[VALUE_WINDOW] >= 2 && row[0].value[VALUE_WINDOW] < quotes.nperiods ?
		(long) row[0].value[VALUE_WINDOW] : quotes.nperiods;
	logs.nperiods = quotes.nperiods;
	logs.span = window - 1;
	CheckPeriods(logs.nperiods, logs.span);
	FillLogs(&quotes, (Bilateral) ((rows->option - GEKS_OPTION) / 4), &logs);
	published = (double *)
		MemoryContextAllocHuge(CurrentMemoryContext, quotes.nperiods * sizeof(double));
	FirstWindow(&logs, window, published);
	for (long j = window; j < quotes.nperiods; j++)
	{
		CHECK_FOR_INTERRUPTS();
		published[j] = SpliceWindow(&logs, window, (Splice) ((rows->option - GEKS_OPTION) % 4),
									j, published);
	}
	result = MakeSeries(quotes.freq, quotes.first, (int) quotes.nperiods, 1);
	for (long j = 0; j < quotes.nperiods; j++)
		if (!isnan(published[j]))
			result->lane[j] = CheckResult(exp(published[j]));
	PG_RETURN_SERIES(SeriesResult(result));
}
