/*
 * series_count.c
 *		Series that count their rows, so that rows can be taken back.
 *
 * A sum alone does not tell when its last row goes, and 0 is not absent.  With
 * counts (series_math.h), addition has an inverse: whatever was added and taken
 * away, the bytes are those of the rows that are left, since the sums are exact
 * and what is returned is canonical.
 *
 * The same functions move the frames of series() as a window function.
 */
#include "series/series.h"

#include "base/interrupt.h"

PG_FUNCTION_INFO_V1(series_insert_float8);
PG_FUNCTION_INFO_V1(series_insert_numeric);
PG_FUNCTION_INFO_V1(series_insert_bigint);
PG_FUNCTION_INFO_V1(series_remove_float8);
PG_FUNCTION_INFO_V1(series_remove_numeric);
PG_FUNCTION_INFO_V1(series_remove_bigint);
PG_FUNCTION_INFO_V1(series_window_final);
PG_FUNCTION_INFO_V1(series_counted_final);
PG_FUNCTION_INFO_V1(series_merge);
PG_FUNCTION_INFO_V1(series_subtract);
PG_FUNCTION_INFO_V1(series_change);
PG_FUNCTION_INFO_V1(series_num_rows);
PG_FUNCTION_INFO_V1(series_without_counts);

/*
 * A row's value; a bigint may be the sum of two doubles.
 */
typedef struct RowValue
{
	double		high;
	double		low;
} RowValue;

static RowValue
FloatValue(double value)
{
	RowValue	result = {CheckExact(value, SERIES_NAME), 0};

	return result;
}

static RowValue
BigintValue(int64 value)
{
	int64		low = value & INT64CONST(0xFFFFFFFF);
	RowValue	result = {(double) (value - low), (double) low};

	return result;
}

static void
RaiseNeverAdded(const TimeSeries *s, int ordinal, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("what is taken away of period \"%s\" was not added before",
					PeriodToCString(PeriodFromOrdinal(SeriesFreq(s), ordinal))),
			 errdetail("%s", detail),
			 errhint("Take away what was added, by counted_series() or series_merge(); series() and rollup() do not count, and their periods have one row each. A maintained summary that is not as its source any more needs refresh_maintained(name, anew => true), and mode 'deferred' where a trigger changes the rows that fired it.")));
}

/*
 * Adds to a slot that is there.
 */
static TimeSeries *
AddLanes(TimeSeries *s, int ordinal, double value)
{
	uint32		slot = SeriesSlot(s, ordinal);
	double		rest = SeriesAddToSlot(s, slot, value);

	return unlikely(rest != 0) ? AddSeriesRest(s, slot, rest) : s;
}

static TimeSeries *
InsertRow(TimeSeries *s, int ordinal, RowValue value)
{
	s = AddToSeries(s, ordinal, value.high);
	if (value.low != 0)
		s = AddLanes(s, ordinal, value.low);
	SeriesCounts(s)[SeriesSlot(s, ordinal)]++;
	return s;
}

/*
 * Raises 22023 unless the slot has so many rows.
 */
static void
CheckRowsThere(const TimeSeries *s, int ordinal, int64 nrows)
{
	uint32		slot = SeriesSlot(s, ordinal);
	int64		there = SeriesHasSlot(s, slot) ? SeriesCounts(s)[slot] : 0;

	if (there < nrows)
		RaiseNeverAdded(s, ordinal, psprintf("It has %lld rows, and %lld would go.",
											 (long long) there, (long long) nrows));
}

/*
 * Takes rows off the count of a slot whose values are gone already.  Where none
 * is left, no value may be.
 */
static void
TakeRows(TimeSeries *s, int ordinal, int64 nrows)
{
	uint32		slot = SeriesSlot(s, ordinal);
	double		lanes[EXACT_MAX_LANES];

	SeriesCounts(s)[slot] -= nrows;
	if (SeriesCounts(s)[slot] > 0)
		return;
	(void) SeriesSettled(s, (int) slot, lanes);
	if (lanes[0] != 0)
		RaiseNeverAdded(s, ordinal, "Its last row would go and leave a value behind.");
	SeriesSetSlot(s, (int) slot, lanes, 0);
	s->lane[slot] = AbsentValue();
}

static TimeSeries *
RemoveRow(TimeSeries *s, int ordinal, RowValue value)
{
	CheckRowsThere(s, ordinal, 1);
	s = AddLanes(s, ordinal, -value.high);
	if (value.low != 0)
		s = AddLanes(s, ordinal, -value.low);
	TakeRows(s, ordinal, 1);
	return s;
}

/*
 * A counted state for a row of this frequency.  Where a frame has moved past
 * its last row, the next one decides on the frequency.
 */
static TimeSeries *
StateForRow(FunctionCallInfo fcinfo, PeriodFreq freq, int ordinal)
{
	TimeSeries *s;

	if (PG_ARGISNULL(0))
		return StartCounted(freq, ordinal);
	s = (TimeSeries *) SummaryForUpdate(fcinfo);
	if (SeriesFreq(s) != freq && IsWindowCall(fcinfo) && SeriesBegin(s) == s->nslots)
		return StartCounted(freq, ordinal);
	CheckSeriesFreq(s, freq);
	if (!SeriesIsCounted(s))
		s = CountSeries(s);
	s->is_final = false;
	return s;
}

/* a row that does not count, of which the frequency may be unknown */
static Datum
UnchangedSeries(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0) && IsWindowCall(fcinfo))
		PG_RETURN_SERIES(MakeSeries(PERIOD_A, 0, 0, 1));
	return UnchangedState(fcinfo);
}

static Datum
ReturnCounted(FunctionCallInfo fcinfo, TimeSeries *s)
{
	PG_RETURN_SERIES(IsAggregateCall(fcinfo) ? s : FinishSeries(s));
}

static Datum
ChangeByRow(FunctionCallInfo fcinfo, RowValue value, bool insert)
{
	TimePeriod	p = PG_GETARG_TIMEPERIOD(1);
	int			ordinal = PeriodOrdinal(p);
	TimeSeries *s = StateForRow(fcinfo, PeriodGetFreq(p), ordinal);

	s = insert ? InsertRow(s, ordinal, value) : RemoveRow(s, ordinal, value);
	return ReturnCounted(fcinfo, s);
}

static bool
IsIgnoredRow(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(1) || PG_ARGISNULL(2);
}

Datum
series_insert_float8(PG_FUNCTION_ARGS)
{
	if (IsIgnoredRow(fcinfo))
		return UnchangedSeries(fcinfo);
	return ChangeByRow(fcinfo, FloatValue(PG_GETARG_FLOAT8(2)), true);
}

Datum
series_insert_numeric(PG_FUNCTION_ARGS)
{
	if (IsIgnoredRow(fcinfo))
		return UnchangedSeries(fcinfo);
	return ChangeByRow(fcinfo, FloatValue(NumericToDouble(PG_GETARG_NUMERIC(2))), true);
}

Datum
series_insert_bigint(PG_FUNCTION_ARGS)
{
	if (IsIgnoredRow(fcinfo))
		return UnchangedSeries(fcinfo);
	return ChangeByRow(fcinfo, BigintValue(PG_GETARG_INT64(2)), true);
}

Datum
series_remove_float8(PG_FUNCTION_ARGS)
{
	if (IsIgnoredRow(fcinfo))
		return UnchangedSeries(fcinfo);
	return ChangeByRow(fcinfo, FloatValue(PG_GETARG_FLOAT8(2)), false);
}

Datum
series_remove_numeric(PG_FUNCTION_ARGS)
{
	if (IsIgnoredRow(fcinfo))
		return UnchangedSeries(fcinfo);
	return ChangeByRow(fcinfo, FloatValue(NumericToDouble(PG_GETARG_NUMERIC(2))), false);
}

Datum
series_remove_bigint(PG_FUNCTION_ARGS)
{
	if (IsIgnoredRow(fcinfo))
		return UnchangedSeries(fcinfo);
	return ChangeByRow(fcinfo, BigintValue(PG_GETARG_INT64(2)), false);
}

/*
 * The answers of windows: a frame that no row is in has no series.
 */
Datum
series_window_final(PG_FUNCTION_ARGS)
{
	const TimeSeries *s = FinishUncounted((const TimeSeries *) SummaryForRead(fcinfo, 0));

	if (s->nslots == 0)
		PG_RETURN_NULL();
	PG_RETURN_SERIES(s);
}

Datum
series_counted_final(PG_FUNCTION_ARGS)
{
	const TimeSeries *s = FinishSeries((const TimeSeries *) SummaryForRead(fcinfo, 0));

	if (s->nslots == 0)
		PG_RETURN_NULL();
	PG_RETURN_SERIES(s);
}

/*
 * Adds every slot of other, of any form, and its rows, to a counted state.
 */
static TimeSeries *
AddCounted(TimeSeries *s, const TimeSeries *other)
{
	int			end = SeriesEnd(other);

	s = AddSeries(s, other);
	for (int slot = SeriesBegin(other); slot <= end; slot++)
	{
		uint32		mine = SeriesSlot(s, other->first + slot);

		AllowCancel(slot);
		SeriesCounts(s)[mine] = MergeRowCounts(SeriesCounts(s)[mine],
											   SeriesCountAt(other, slot));
	}
	return s;
}

/*
 * The inverse.
 */
static TimeSeries *
TakeCounted(TimeSeries *s, const TimeSeries *other)
{
	for (int slot = 0; slot < other->nslots; slot++)
	{
		int			ordinal = other->first + slot;
		int64		nrows = SeriesCountAt(other, slot);

		AllowCancel(slot);
		if (IsAbsent(other->lane[slot]))
			continue;
		CheckRowsThere(s, ordinal, nrows);
		for (int k = 0; k < other->nlanes; k++)
			s = AddLanes(s, ordinal, -other->lane[(size_t) k * other->nslots + slot]);
		TakeRows(s, ordinal, nrows);
	}
	return s;
}

/*
 * Argument argno for reading, of any form; NULL where it is NULL.
 */
static const TimeSeries *
SeriesArg(FunctionCallInfo fcinfo, int argno)
{
	return PG_ARGISNULL(argno) ? NULL :
		(const TimeSeries *) SummaryForRead(fcinfo, argno);
}

/*
 * Argument 0 as a counted state; where it is NULL, one without values of the
 * frequency.
 */
static TimeSeries *
CountedState(FunctionCallInfo fcinfo, PeriodFreq freq)
{
	TimeSeries *s;

	if (PG_ARGISNULL(0))
		return CountSeries(MakeSeries(freq, 0, 0, 1));
	s = (TimeSeries *) SummaryForUpdate(fcinfo);
	CheckSeriesFreq(s, freq);
	if (!SeriesIsCounted(s))
		s = CountSeries(s);
	s->is_final = false;
	return s;
}

/*
 * Argument 0, with the rows of one series and without those of another; NULL
 * has no rows.
 */
static Datum
Change(FunctionCallInfo fcinfo, const TimeSeries *added, const TimeSeries *removed)
{
	const TimeSeries *any = added != NULL ? added : removed;
	TimeSeries *s;

	if (any == NULL && PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (any == NULL)
		any = SeriesArg(fcinfo, 0);
	s = CountedState(fcinfo, SeriesFreq(any));
	if (added != NULL)
		s = AddCounted(s, added);
	if (removed != NULL)
	{
		CheckSeriesFreq(s, SeriesFreq(removed));
		s = TakeCounted(s, removed);
	}
	return ReturnCounted(fcinfo, s);
}

/*
 * Also the combine function of counted_series() and the transition function of
 * counted_rollup().
 */
Datum
series_merge(PG_FUNCTION_ARGS)
{
	return Change(fcinfo, SeriesArg(fcinfo, 1), NULL);
}

Datum
series_subtract(PG_FUNCTION_ARGS)
{
	return Change(fcinfo, NULL, SeriesArg(fcinfo, 1));
}

Datum
series_change(PG_FUNCTION_ARGS)
{
	return Change(fcinfo, SeriesArg(fcinfo, 1), SeriesArg(fcinfo, 2));
}

Datum
series_num_rows(PG_FUNCTION_ARGS)
{
	const TimeSeries *s = PG_GETARG_SERIES(0);
	int64		nrows = 0;

	for (int slot = 0; slot < s->nslots; slot++)
	{
		AllowCancel(slot);
		nrows = MergeRowCounts(nrows, SeriesCountAt(s, slot));
	}
	PG_RETURN_INT64(nrows);
}

Datum
series_without_counts(PG_FUNCTION_ARGS)
{
	PG_RETURN_SERIES(UncountedSeries(PG_GETARG_SERIES(0)));
}
