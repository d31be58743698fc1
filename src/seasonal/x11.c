/*
 * x11.c
 *		Seasonal adjustment of monthly and quarterly series by X-11.
 *
 * What is refused here would otherwise be guessed: a gap, a year too few, a
 * logarithm of nothing.
 */
#include "seasonal/x11.h"
#include "base/interrupt.h"

#include "base/number.h"
#include "access/htup_details.h"
#include "funcapi.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(x11);
PG_FUNCTION_INFO_V1(x11_table);
PG_FUNCTION_INFO_V1(seasonally_adjusted);

/* the columns of x11_table after the period, in order */
#define TABLE_COLUMNS 7

#define LEAST_YEARS 5

static int
ChoiceFromText(const text *given, const char *const names[], int nnames)
{
	for (int i = 0; i < nnames; i++)
	{
		if (strlen(names[i]) == VARSIZE_ANY_EXHDR(given) &&
			memcmp(names[i], VARDATA_ANY(given), VARSIZE_ANY_EXHDR(given)) == 0)
			return i;
	}
	return -1;
}

static X11Mode
ModeFromText(const text *given)
{
	static const char *const names[] = {"multiplicative", "additive", "log-additive"};
	int			choice = ChoiceFromText(given, names, lengthof(names));

	if (choice < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unrecognized mode of adjustment \"%s\"", text_to_cstring(given)),
				 errhint("The modes are multiplicative, additive and log-additive.")));
	return (X11Mode) choice;
}

static int
SeasonalFromText(const text *given)
{
	static const char *const names[] =
	{"msr", "x11", "stable", "3x1", "3x3", "3x5", "3x9", "3x15"};
	static const int terms[] =
	{X11_SEASONAL_MSR, X11_SEASONAL_DEFAULT, X11_SEASONAL_STABLE, 1, 3, 5, 9, 15};
	int			choice = ChoiceFromText(given, names, lengthof(names));

	if (choice < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unrecognized seasonal filter \"%s\"", text_to_cstring(given)),
				 errhint("The filters are msr (the moving seasonality ratio chooses), x11 (3x3, then 3x5), stable, 3x1, 3x3, 3x5, 3x9 and 3x15.")));
	return terms[choice];
}

X11Options
X11OptionsArgs(FunctionCallInfo fcinfo, int argno)
{
	X11Options	options;

	options.mode = ModeFromText(PG_GETARG_TEXT_PP(argno));
	options.seasonal = SeasonalFromText(PG_GETARG_TEXT_PP(argno + 1));
	options.trend = PG_GETARG_INT32(argno + 2);
	options.lower = PG_GETARG_FLOAT8(argno + 3);
	options.upper = PG_GETARG_FLOAT8(argno + 4);

	if (options.trend != 0 &&
		(options.trend < 5 || options.trend > 23 || options.trend % 2 == 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a trend filter cannot have %d terms", options.trend),
				 errhint("Henderson filters have an odd number of terms from 5 to 23; 0 lets the I/C ratio choose.")));
	if (!(options.lower > 0.5 && options.upper > options.lower) || isinf(options.upper))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("sigma limits must be finite, the lower above 0.5 and the upper above the lower"),
				 errhint("The usual limits are 1.5 and 2.5; 9.8 and 9.9 find no extremes.")));
	return options;
}

static void
CheckFrequencyAndLength(const TimeSeries *s)
{
	PeriodFreq	freq = SeriesFreq(s);
	int			least = LEAST_YEARS * PeriodsPerYear(freq);

	if (freq != PERIOD_M && freq != PERIOD_Q)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a series of frequency %s cannot be adjusted by X-11",
						PeriodFreqName(freq)),
				 errhint("Months and quarters can; stl() takes other frequencies.")));
	if (s->nslots < least)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a series of less than five years cannot be adjusted by X-11"),
				 errdetail("It has %d periods, and %d are needed.", s->nslots, least),
				 errhint("stl() needs no more than two years and a period.")));
}

static void
CheckX11Values(const TimeSeries *s, X11Mode mode)
{
	for (int slot = 0; slot < s->nslots; slot++)
	{
		AllowCancel(slot);
		if (IsAbsent(s->lane[slot]))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a series with gaps cannot be adjusted by X-11"),
					 errdetail("There is no value in %s.",
							   PeriodToCString(SeriesPeriod(s, slot))),
					 errhint("Take the years after the last gap, or stl(), which leaves gaps out.")));
		if (mode != X11_ADDITIVE && s->lane[slot] <= 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a series that is not positive throughout cannot be adjusted as a product"),
					 errdetail("The value in %s is not above zero.",
							   PeriodToCString(SeriesPeriod(s, slot))),
					 errhint("Use mode => 'additive'.")));
	}
}

X11 *
AdjustSeries(const TimeSeries *s, const X11Options *options)
{
	X11		   *adjustment = (X11 *) palloc0(sizeof(X11));

	CheckFrequencyAndLength(s);
	CheckX11Values(s, options->mode);
	if (options->trend > s->nslots)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a trend filter of %d terms is longer than the series", options->trend),
				 errhint("Give fewer terms, or 0.")));
	adjustment->options = *options;
	adjustment->n = s->nslots;
	adjustment->value = s->lane;
	adjustment->cycle.period = PeriodsPerYear(SeriesFreq(s));
	adjustment->cycle.phase = PeriodSubperiod(SeriesPeriod(s, 0)) - 1;
	PlaceX11(adjustment, (double *) MemoryContextAllocHuge(CurrentMemoryContext,
														   X11Room(s->nslots) * sizeof(double)));
	if (!DecomposeX11(adjustment))
		elog(ERROR, "a positive series has no positive trend");
	return adjustment;
}

TimeSeries *
SeriesOfTable(const TimeSeries *s, const double *table)
{
	TimeSeries *result = MakeSeries(SeriesFreq(s), s->first, s->nslots, 1);

	for (int slot = 0; slot < s->nslots; slot++)
	{
		AllowCancel(slot);
		result->lane[slot] = CheckResult(table[slot]);
	}
	return SeriesResult(result);
}

TupleDesc
RowTypeOfCall(FunctionCallInfo fcinfo)
{
	if (fcinfo->flinfo->fn_extra == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
		TupleDesc	row;

		if (get_call_result_type(fcinfo, NULL, &row) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "function must return a row");
		fcinfo->flinfo->fn_extra = BlessTupleDesc(row);
		MemoryContextSwitchTo(old);
	}
	return (TupleDesc) fcinfo->flinfo->fn_extra;
}

Datum
x11(PG_FUNCTION_ARGS)
{
	const TimeSeries *s = PG_GETARG_SERIES(0);
	X11Options	options = X11OptionsArgs(fcinfo, 1);
	X11		   *adjustment = AdjustSeries(s, &options);
	Datum		row[4];
	bool		isnull[4] = {false};

	row[0] = PointerGetDatum(SeriesOfTable(s, adjustment->adjusted));
	row[1] = PointerGetDatum(SeriesOfTable(s, adjustment->seasonal));
	row[2] = PointerGetDatum(SeriesOfTable(s, adjustment->trend));
	row[3] = PointerGetDatum(SeriesOfTable(s, adjustment->irregular));
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(RowTypeOfCall(fcinfo), row, isnull)));
}

Datum
seasonally_adjusted(PG_FUNCTION_ARGS)
{
	const TimeSeries *s = PG_GETARG_SERIES(0);
	X11Options	options = X11OptionsArgs(fcinfo, 1);

	PG_RETURN_SERIES(SeriesOfTable(s, AdjustSeries(s, &options)->adjusted));
}

typedef struct X11Table
{
	const TimeSeries *s;
	const X11  *x;
} X11Table;

static void
StartX11Table(FunctionCallInfo fcinfo)
{
	FuncCallContext *context = SRF_FIRSTCALL_INIT();
	MemoryContext old = MemoryContextSwitchTo(context->multi_call_memory_ctx);
	X11Options	options = X11OptionsArgs(fcinfo, 1);
	const TimeSeries *s = PG_GETARG_SERIES(0);
	X11Table   *table = (X11Table *) palloc(sizeof(X11Table));

	if (get_call_result_type(fcinfo, NULL, &context->tuple_desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "x11_table must return rows");
	context->tuple_desc = BlessTupleDesc(context->tuple_desc);
	table->s = s;
	table->x = AdjustSeries(s, &options);
	context->user_fctx = table;
	context->max_calls = s->nslots;
	MemoryContextSwitchTo(old);
}

Datum
x11_table(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	const X11Table *table;
	const X11  *x;
	Datum		row[1 + TABLE_COLUMNS];
	bool		isnull[1 + TABLE_COLUMNS] = {false};
	int			slot;

	if (SRF_IS_FIRSTCALL())
		StartX11Table(fcinfo);
	context = SRF_PERCALL_SETUP();
	if (context->call_cntr >= context->max_calls)
		SRF_RETURN_DONE(context);

	table = (const X11Table *) context->user_fctx;
	x = table->x;
	slot = (int) context->call_cntr;
	row[0] = TimePeriodGetDatum(SeriesPeriod(table->s, slot));
	row[1] = Float8GetDatum(x->value[slot]);
	row[2] = Float8GetDatum(CheckResult(x->adjusted[slot]));
	row[3] = Float8GetDatum(CheckResult(x->seasonal[slot]));
	row[4] = Float8GetDatum(CheckResult(x->trend[slot]));
	row[5] = Float8GetDatum(CheckResult(x->irregular[slot]));
	row[6] = Float8GetDatum(CheckResult(x->si[slot]));
	row[7] = Float8GetDatum(x->weight[slot]);
	SRF_RETURN_NEXT(context, HeapTupleGetDatum(heap_form_tuple(context->tuple_desc, row, isnull)));
}
