/*
 * series.c
 *		The aggregates series(period, value) and rollup(series).
 *
 * The state is a time_series itself (see base/agg.h for the rule on writing
 * into it, and series_math.h for its form).  The transition function runs once
 * a row, so everything that it does for an ordinary row is inline: one
 * multiplication for the ordinal, one bound, one sum.
 */
#include "series/series.h"

#include "miscadmin.h"

PG_FUNCTION_INFO_V1(series_add_float8);
PG_FUNCTION_INFO_V1(series_add_numeric);
PG_FUNCTION_INFO_V1(series_add_bigint);
PG_FUNCTION_INFO_V1(series_combine);
PG_FUNCTION_INFO_V1(series_final);
PG_FUNCTION_INFO_V1(series_single_add_float8);
PG_FUNCTION_INFO_V1(series_single_add_numeric);
PG_FUNCTION_INFO_V1(series_single_add_bigint);
PG_FUNCTION_INFO_V1(series_single_combine);

const TimeSeries *
DatumGetSeries(Datum value)
{
	const TimeSeries *s = (const TimeSeries *) PG_DETOAST_DATUM(value);

	if (s->version != SERIES_VERSION && s->version != SERIES_COUNTED)
		elog(ERROR, "unsupported version %d of type time_series", s->version);
	return s->is_final ? s : FinishSeries(s);
}

/*
 * A row without a period or a value changes nothing.
 */
static inline bool
IsIgnoredRow(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(1) || PG_ARGISNULL(2);
}

/*
 * The slot 0 of the state that was last written to.  Only a guess at that of
 * the next one, see below.
 */
static int	usual_first = 0;

/*
 * Rows that come month by month touch another state each time, and two lines
 * of it that are far from the processor: its header, and the slot, whose
 * place the header tells.  The states of one query mostly start at the same
 * period, so we ask for both lines at once.  A wrong guess costs next to
 * nothing; prefetching an address that does not exist is harmless.
 */
static inline void
PrefetchSlot(FunctionCallInfo fcinfo, int ordinal)
{
	uintptr_t	state = (uintptr_t) PG_GETARG_POINTER(0);
	intptr_t	slot = (intptr_t) ordinal - usual_first;

	__builtin_prefetch((const void *) (state + SERIES_HEADER_SIZE +
									   slot * (intptr_t) sizeof(double)), 1);
}

/*
 * The state that the row's value is to be added to.  Only what comes from
 * elsewhere is final or has counts, which it loses.
 */
static inline TimeSeries *
StateForRow(FunctionCallInfo fcinfo, PeriodFreq freq, int ordinal)
{
	TimeSeries *s;

	if (unlikely(PG_ARGISNULL(0)))
		return StartSeries(freq, ordinal);
	PrefetchSlot(fcinfo, ordinal);
	s = (TimeSeries *) SummaryForUpdate(fcinfo);
	CheckSeriesFreq(s, freq);
	/* not written to without need, so that the line need not go back */
	if (unlikely(s->is_final))
	{
		s->is_final = false;
		s->version = SERIES_VERSION;
	}
	usual_first = s->first;
	return s;
}

/*
 * Only an aggregate may hand on a state that is not final.
 */
static inline Datum
ReturnState(FunctionCallInfo fcinfo, TimeSeries *s)
{
	if (likely(IsAggregateCall(fcinfo)))
		PG_RETURN_SERIES(s);
	PG_RETURN_SERIES(FinishSeries(s));
}

static inline Datum
AddRow(FunctionCallInfo fcinfo, double value)
{
	TimePeriod	p = PG_GETARG_TIMEPERIOD(1);
	int			ordinal = PeriodOrdinal(p);
	TimeSeries *s = StateForRow(fcinfo, PeriodGetFreq(p), ordinal);

	return ReturnState(fcinfo, AddToSeries(s, ordinal, CheckExact(value, SERIES_NAME)));
}

Datum
series_add_float8(PG_FUNCTION_ARGS)
{
	if (unlikely(IsIgnoredRow(fcinfo)))
		return UnchangedState(fcinfo);
	return AddRow(fcinfo, PG_GETARG_FLOAT8(2));
}

Datum
series_add_numeric(PG_FUNCTION_ARGS)
{
	if (unlikely(IsIgnoredRow(fcinfo)))
		return UnchangedState(fcinfo);
	return AddRow(fcinfo, NumericToDouble(PG_GETARG_NUMERIC(2)));
}

/*
 * An integer of more than 53 bits is two doubles: its upper half, which is a
 * multiple of 2^32, and its lower half.
 */
Datum
series_add_bigint(PG_FUNCTION_ARGS)
{
	TimePeriod	p;
	int64		value;
	int64		low = 0;
	int			ordinal;
	TimeSeries *s;

	if (unlikely(IsIgnoredRow(fcinfo)))
		return UnchangedState(fcinfo);
	p = PG_GETARG_TIMEPERIOD(1);
	value = PG_GETARG_INT64(2);
	ordinal = PeriodOrdinal(p);
	if (unlikely(value > INT64CONST(1) << 53 || value < -(INT64CONST(1) << 53)))
		low = value & INT64CONST(0xFFFFFFFF);

	s = StateForRow(fcinfo, PeriodGetFreq(p), ordinal);
	s = AddToSeries(s, ordinal, (double) (value - low));
	if (low != 0)
		s = AddToSeries(s, ordinal, (double) low);
	return ReturnState(fcinfo, s);
}

Datum
series_combine(PG_FUNCTION_ARGS)
{
	TimeSeries *s = (TimeSeries *) SummaryForUpdate(fcinfo);
	const TimeSeries *other = (const TimeSeries *) SummaryForRead(fcinfo, 1);

	CheckSeriesFreq(s, SeriesFreq(other));
	s->is_final = false;
	s->version = SERIES_VERSION;
	return ReturnState(fcinfo, AddSeries(s, other));
}

/*
 * A copy always: the state is used again by a window, and by another
 * aggregate that shares it.
 */
Datum
series_final(PG_FUNCTION_ARGS)
{
	PG_RETURN_SERIES(FinishUncounted((const TimeSeries *) SummaryForRead(fcinfo, 0)));
}

/*
 * Raises 21000 where the state has a value for the period already.
 */
static void
CheckNewPeriod(const TimeSeries *state, PeriodFreq freq, int ordinal)
{
	uint32		slot = SeriesSlot(state, ordinal);

	if (SeriesFreq(state) == freq && SeriesHasSlot(state, slot) &&
		!IsAbsent(state->lane[slot]))
		ereport(ERROR,
				(errcode(ERRCODE_CARDINALITY_VIOLATION),
				 errmsg("more than one value for period \"%s\"",
						PeriodToCString(PeriodFromOrdinal(freq, ordinal))),
				 errhint("GROUP BY whatever tells the series apart. Amounts are added up by series(); of an index take avg() by period first.")));
}

static void
CheckNewRow(FunctionCallInfo fcinfo)
{
	TimePeriod	p;

	if (PG_ARGISNULL(0) || IsIgnoredRow(fcinfo))
		return;
	p = PG_GETARG_TIMEPERIOD(1);
	CheckNewPeriod((const TimeSeries *) SummaryForRead(fcinfo, 0), PeriodGetFreq(p),
				   PeriodOrdinal(p));
}

Datum
series_single_add_float8(PG_FUNCTION_ARGS)
{
	CheckNewRow(fcinfo);
	return series_add_float8(fcinfo);
}

Datum
series_single_add_numeric(PG_FUNCTION_ARGS)
{
	CheckNewRow(fcinfo);
	return series_add_numeric(fcinfo);
}

Datum
series_single_add_bigint(PG_FUNCTION_ARGS)
{
	CheckNewRow(fcinfo);
	return series_add_bigint(fcinfo);
}

Datum
series_single_combine(PG_FUNCTION_ARGS)
{
	const TimeSeries *state = (const TimeSeries *) SummaryForRead(fcinfo, 0);
	const TimeSeries *other = (const TimeSeries *) SummaryForRead(fcinfo, 1);

	for (int slot = 0; slot < other->nslots; slot++)
	{
		if (slot % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
		if (!IsAbsent(other->lane[slot]))
			CheckNewPeriod(state, SeriesFreq(other), other->first + slot);
	}
	return series_combine(fcinfo);
}
