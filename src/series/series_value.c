/*
 * series_value.c
 *		What is in a series: its values, its periods, its gaps.
 */
#include "series/series.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(value_at);
PG_FUNCTION_INFO_V1(value_at_text);
PG_FUNCTION_INFO_V1(first_period);
PG_FUNCTION_INFO_V1(last_period);
PG_FUNCTION_INFO_V1(num_values);
PG_FUNCTION_INFO_V1(series_freq);
PG_FUNCTION_INFO_V1(shift);
PG_FUNCTION_INFO_V1(gaps);
PG_FUNCTION_INFO_V1(series_unnest);

static Datum
ValueAt(FunctionCallInfo fcinfo, TimePeriod p)
{
	const TimeSeries *s = PG_GETARG_SERIES(0);
	double		value;

	CheckSeriesFreq(s, PeriodGetFreq(p));
	value = SeriesValueAt(s, PeriodOrdinal(p));
	if (IsAbsent(value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(value);
}

Datum
value_at(PG_FUNCTION_ARGS)
{
	return ValueAt(fcinfo, PG_GETARG_TIMEPERIOD(1));
}

Datum
value_at_text(PG_FUNCTION_ARGS)
{
	const text *given = PG_GETARG_TEXT_PP(1);
	TimePeriod	p = 0;

	PeriodFromText(VARDATA_ANY(given), VARSIZE_ANY_EXHDR(given), &p, NULL);
	return ValueAt(fcinfo, p);
}

Datum
first_period(PG_FUNCTION_ARGS)
{
	const TimeSeries *s = PG_GETARG_SERIES(0);

	if (s->nslots == 0)
		PG_RETURN_NULL();
	PG_RETURN_TIMEPERIOD(SeriesPeriod(s, 0));
}

Datum
last_period(PG_FUNCTION_ARGS)
{
	const TimeSeries *s = PG_GETARG_SERIES(0);

	if (s->nslots == 0)
		PG_RETURN_NULL();
	PG_RETURN_TIMEPERIOD(SeriesPeriod(s, s->nslots - 1));
}

Datum
num_values(PG_FUNCTION_ARGS)
{
	const TimeSeries *s = PG_GETARG_SERIES(0);
	int			count = 0;

	/* a billion a second: no call */
	for (int slot = 0; slot < s->nslots; slot++)
		count += !IsAbsent(s->lane[slot]);
	PG_RETURN_INT32(count);
}

Datum
series_freq(PG_FUNCTION_ARGS)
{
	const TimeSeries *s = PG_GETARG_SERIES(0);
	char		letter = PeriodFreqLetter(SeriesFreq(s));

	PG_RETURN_TEXT_P(cstring_to_text_with_len(&letter, 1));
}

/*
 * The value at t is that of s n periods before t.
 */
Datum
shift(PG_FUNCTION_ARGS)
{
	const TimeSeries *s = UncountedSeries(PG_GETARG_SERIES(0));
	int64		n = PG_GETARG_INT32(1);
	TimeSeries *result;

	if (s->nslots == 0)
		PG_RETURN_SERIES(s);
	(void) PeriodFromOrdinalChecked(SeriesFreq(s), SeriesFirst(s) + n);
	(void) PeriodFromOrdinalChecked(SeriesFreq(s), SeriesLast(s) + n);
	result = (TimeSeries *) palloc(VARSIZE(s));
	memcpy(result, s, VARSIZE(s));
	result->first += (int) n;
	PG_RETURN_SERIES(result);
}

/*
 * Walks through the slots of a series, one call a row.
 */
typedef struct SlotWalk
{
	const TimeSeries *series;
	int			next;
} SlotWalk;

static FuncCallContext *
StartWalk(FunctionCallInfo fcinfo)
{
	FuncCallContext *context = SRF_FIRSTCALL_INIT();
	MemoryContext old = MemoryContextSwitchTo(context->multi_call_memory_ctx);
	SlotWalk   *walk = (SlotWalk *) palloc0(sizeof(SlotWalk));

	/* the argument stays until the last row, and so does a copy made here */
	walk->series = PG_GETARG_SERIES(0);
	context->user_fctx = walk;
	if (get_call_result_type(fcinfo, NULL, &context->tuple_desc) == TYPEFUNC_COMPOSITE)
		context->tuple_desc = BlessTupleDesc(context->tuple_desc);
	MemoryContextSwitchTo(old);
	return context;
}

/*
 * The next slot with or without a value; false at the end.
 */
static bool
NextSlot(SlotWalk *walk, bool absent, int *slot)
{
	const TimeSeries *s = walk->series;

	while (walk->next < s->nslots && IsAbsent(s->lane[walk->next]) != absent)
		walk->next++;
	*slot = walk->next++;
	return *slot < s->nslots;
}

Datum
gaps(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	SlotWalk   *walk;
	int			slot;

	if (SRF_IS_FIRSTCALL())
		(void) StartWalk(fcinfo);
	context = SRF_PERCALL_SETUP();
	walk = (SlotWalk *) context->user_fctx;
	if (!NextSlot(walk, true, &slot))
		SRF_RETURN_DONE(context);
	SRF_RETURN_NEXT(context, TimePeriodGetDatum(SeriesPeriod(walk->series, slot)));
}

Datum
series_unnest(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	SlotWalk   *walk;
	int			slot;
	Datum		row[2];
	bool		isnull[2] = {false, false};

	if (SRF_IS_FIRSTCALL())
		(void) StartWalk(fcinfo);
	context = SRF_PERCALL_SETUP();
	walk = (SlotWalk *) context->user_fctx;
	if (!NextSlot(walk, false, &slot))
		SRF_RETURN_DONE(context);
	row[0] = TimePeriodGetDatum(SeriesPeriod(walk->series, slot));
	row[1] = Float8GetDatum(walk->series->lane[slot]);
	SRF_RETURN_NEXT(context, HeapTupleGetDatum(heap_form_tuple(context->tuple_desc, row, isnull)));
}
