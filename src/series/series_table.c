/*
 * series_table.c
 *		The table of a statistical release, one row a period, and a sparkline.
 */
#include "series/series_growth.h"
#include "base/interrupt.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(growth_table);
PG_FUNCTION_INFO_V1(sparkline);

/* the columns of growth_table after the period, in order */
enum
{
	COLUMN_VALUE,
	COLUMN_CHANGE,
	COLUMN_PCT_CHANGE,
	COLUMN_CHANGE_YEAR_AGO,
	COLUMN_YOY,
	COLUMN_YTD,
	COLUMN_YTD_YOY,
	COLUMN_ROLLING_YEAR,
	COLUMN_ROLLING_YEAR_YOY,
	NUM_COLUMNS
};

typedef struct GrowthTable
{
	const TimeSeries *column[NUM_COLUMNS];
	int			next;			/* slot of the next row */
} GrowthTable;

static const TimeSeries *
Measured(const TimeSeries *s, Measure measure, int lag, BasePolicy policy)
{
	MeasureOptions options = {.measure = measure, .lag = lag, .policy = policy};

	return MeasuredSeries(s, &options);
}

static GrowthTable *
MakeGrowthTable(const TimeSeries *s, BasePolicy policy)
{
	GrowthTable *table = (GrowthTable *) palloc0(sizeof(GrowthTable));
	const TimeSeries **column = table->column;
	int			year = PeriodsPerYear(SeriesFreq(s));

	column[COLUMN_VALUE] = s;
	column[COLUMN_CHANGE] = Measured(s, MEASURE_CHANGE, 1, policy);
	column[COLUMN_PCT_CHANGE] = Measured(s, MEASURE_PERCENT, 1, policy);
	column[COLUMN_CHANGE_YEAR_AGO] = Measured(s, MEASURE_CHANGE, A_YEAR_AGO, policy);
	column[COLUMN_YOY] = Measured(s, MEASURE_PERCENT, A_YEAR_AGO, policy);
	column[COLUMN_YTD] = YearToDateSeries(s);
	column[COLUMN_YTD_YOY] = Measured(column[COLUMN_YTD], MEASURE_PERCENT, A_YEAR_AGO, policy);
	column[COLUMN_ROLLING_YEAR] = RollingSumSeries(s, year, year);
	column[COLUMN_ROLLING_YEAR_YOY] = Measured(column[COLUMN_ROLLING_YEAR], MEASURE_PERCENT,
											   A_YEAR_AGO, policy);
	return table;
}

static GrowthTable *
StartGrowthTable(FunctionCallInfo fcinfo)
{
	FuncCallContext *context = SRF_FIRSTCALL_INIT();
	MemoryContext old = MemoryContextSwitchTo(context->multi_call_memory_ctx);
	const TimeSeries *s = PG_GETARG_SERIES(0);

	if (get_call_result_type(fcinfo, NULL, &context->tuple_desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "growth_table must return rows");
	context->tuple_desc = BlessTupleDesc(context->tuple_desc);
	context->user_fctx = MakeGrowthTable(s, BasePolicyArg(fcinfo, 1));
	MemoryContextSwitchTo(old);
	return (GrowthTable *) context->user_fctx;
}

Datum
growth_table(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	GrowthTable *table;
	const TimeSeries *s;
	Datum		row[1 + NUM_COLUMNS];
	bool		isnull[1 + NUM_COLUMNS] = {false};

	if (SRF_IS_FIRSTCALL())
		(void) StartGrowthTable(fcinfo);
	context = SRF_PERCALL_SETUP();
	table = (GrowthTable *) context->user_fctx;
	s = table->column[COLUMN_VALUE];
	if (table->next >= s->nslots)
		SRF_RETURN_DONE(context);

	row[0] = TimePeriodGetDatum(SeriesPeriod(s, table->next));
	for (int i = 0; i < NUM_COLUMNS; i++)
	{
		double		value = SeriesValueAt(table->column[i], s->first + table->next);

		row[1 + i] = Float8GetDatum(value);
		isnull[1 + i] = IsAbsent(value);
	}
	table->next++;
	SRF_RETURN_NEXT(context, HeapTupleGetDatum(heap_form_tuple(context->tuple_desc, row, isnull)));
}

/*
 * The mean of the slots from from to before to that have a value; absent if
 * none has.
 */
static double
MeanOfSlots(const TimeSeries *s, int from, int to)
{
	double		sum = 0;
	int			count = 0;

	for (int slot = from; slot < to; slot++)
	{
		AllowCancel(slot);
		if (!IsAbsent(s->lane[slot]))
		{
			sum += s->lane[slot];
			count++;
		}
	}
	return count == 0 ? AbsentValue() : sum / count;
}

/*
 * The height, 0 to 7, of a value between the lowest and the highest; the
 * middle where they are one.
 */
static int
BlockHeight(double value, double low, double high)
{
	if (low == high)
		return 3;
	return Min((int) (8 * ((value - low) / (high - low))), 7);
}

/*
 * One character a period, or width characters where that is less: each then
 * shows a mean.
 */
Datum
sparkline(PG_FUNCTION_ARGS)
{
	const TimeSeries *s = PG_GETARG_SERIES(0);
	int			width = PG_GETARG_INT32(1);
	double	   *height;
	double		low = EXACT_LIMIT;
	double		high = -EXACT_LIMIT;
	StringInfoData line;

	if (width < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("width must not be negative")));
	if (width == 0 || width > s->nslots)
		width = s->nslots;

	height = (double *) palloc(Max(width, 1) * sizeof(double));
	for (int i = 0; i < width; i++)
	{
		height[i] = MeanOfSlots(s, (int) ((int64) i * s->nslots / width),
								(int) ((int64) (i + 1) * s->nslots / width));
		low = height[i] < low ? height[i] : low;
		high = height[i] > high ? height[i] : high;
	}

	initStringInfo(&line);
	for (int i = 0; i < width; i++)
	{
		AllowCancel(i);
		/* U+2581 to U+2588, lower one eighth block to full block */
		if (IsAbsent(height[i]))
			appendStringInfoChar(&line, ' ');
		else
			appendStringInfo(&line, "\xE2\x96%c", 0x81 + BlockHeight(height[i], low, high));
	}
	PG_RETURN_TEXT_P(cstring_to_text(pg_any_to_server(line.data, line.len, PG_UTF8)));
}
