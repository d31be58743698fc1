/*
 * series.h
 *		Time series in the server: arguments, growing states, results.
 *
 * A function that reads takes its arguments with PG_GETARG_SERIES, which are
 * final values that it may not change.  A function that makes a series fills
 * one from MakeSeries() and returns SeriesResult() of it.  Only the aggregate
 * functions see states that are not final.
 *
 * All memory comes from the current context and belongs to the caller.
 */
#ifndef GROWTH_SERIES_H
#define GROWTH_SERIES_H

#include "base/agg.h"
#include "base/exact.h"
#include "calendar/period.h"
#include "growth/series_math.h"

#include "nodes/nodes.h"

#define PG_RETURN_SERIES(s) PG_RETURN_POINTER(s)
#define PG_GETARG_SERIES(n) DatumGetSeries(PG_GETARG_DATUM(n))

/* how error messages name the type */
#define SERIES_NAME "a time series"

/*
 * A final value for reading: the stored one where it is plain, else a copy.
 */
extern const TimeSeries *DatumGetSeries(Datum value);

/*
 * A series without any value in it, of nslots periods from the ordinal on:
 * absent in lane 0, zero above it.  Raises 54000 where it would not fit into
 * a gigabyte.
 */
extern TimeSeries *MakeSeries(PeriodFreq freq, int first, int nslots,
							 int nlanes);

/*
 * The final value of a state, which it does not change.  Raises 22003 for a
 * sum of 2^960 and more in magnitude, so that the values of stored series may
 * enter sums again.
 */
extern TimeSeries *FinishSeries(const TimeSeries *state);

/*
 * The final value of a series that the caller has just made and filled, as
 * FinishSeries() gives it, but without a copy where that is possible.  A
 * negative zero becomes positive.
 */
extern TimeSeries *SeriesResult(TimeSeries *made);

/*
 * A state for one more row, with the period's slot in it.
 */
extern TimeSeries *StartSeries(PeriodFreq freq, int ordinal);

/*
 * Adds exactly, and returns the state: the one given, or a new one where that
 * was too small.
 */
extern TimeSeries *AddSeries(TimeSeries *state, const TimeSeries *other);

/* the parts of AddToSeries() that are seldom needed */
extern TimeSeries *MakeSeriesRoom(TimeSeries *state, int from, int to,
								  int nlanes);
extern TimeSeries *AddSeriesRest(TimeSeries *state, uint32 slot, double rest);

static inline TimeSeries *
AddToSeries(TimeSeries *state, int ordinal, double value)
{
	uint32		slot = SeriesSlot(state, ordinal);
	double		rest;

	if (unlikely(!SeriesHasSlot(state, slot)))
	{
		state = MakeSeriesRoom(state, ordinal, ordinal, 1);
		slot = SeriesSlot(state, ordinal);
	}
	rest = SeriesAddToSlot(state, slot, value);
	if (unlikely(rest != 0))
		state = AddSeriesRest(state, slot, rest);
	return state;
}

static inline PeriodFreq
SeriesFreq(const TimeSeries *s)
{
	return (PeriodFreq) s->freq;
}

/* the ordinals of the first and the last value; of a series that has some */
static inline int
SeriesFirst(const TimeSeries *s)
{
	return s->first;
}

static inline int
SeriesLast(const TimeSeries *s)
{
	return s->first + s->nslots - 1;
}

static inline TimePeriod
SeriesPeriod(const TimeSeries *s, int slot)
{
	return PeriodFromOrdinal(SeriesFreq(s), s->first + slot);
}

static inline void
CheckSeriesFreq(const TimeSeries *s, PeriodFreq freq)
{
	if (unlikely(SeriesFreq(s) != freq))
		RaiseMixedFrequencies(SeriesFreq(s), freq);
}

#endif							/* GROWTH_SERIES_H */
