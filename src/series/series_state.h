/*
 * series_state.h
 *		Time series in the making: growing states, and the results of them.
 *
 * Only the aggregate functions see states that are not final.
 *
 * All memory comes from the current context and belongs to the caller.
 */
#ifndef SERIES_SERIES_STATE_H
#define SERIES_SERIES_STATE_H

#include "base/agg.h"
#include "base/exact.h"
#include "calendar/period_math.h"
#include "series/series_math.h"

/* how error messages name the type */
#define SERIES_NAME "a time series"

/*
 * A series without any value in it, of nslots periods from the ordinal on:
 * absent in lane 0, zero above it.  Raises 54000 where it would not fit into
 * a gigabyte.
 */
extern TimeSeries *MakeSeries(PeriodFreq freq, int first, int nslots,
							 int nlanes);

/*
 * The same of one lane, whose slots the caller fills.
 */
extern TimeSeries *MakeSeriesUnfilled(PeriodFreq freq, int first, int nslots);

/*
 * The final value of a state, which it does not change; without counts where
 * the state has none, or all are 1.  Raises 22003 for a sum of 2^960 and more in
 * magnitude, so that the values of stored series may enter sums again.
 */
extern TimeSeries *FinishSeries(const TimeSeries *state);

/*
 * The same without counts.
 */
extern TimeSeries *FinishUncounted(const TimeSeries *state);

/*
 * A final value without counts: the one given where it has none, or a copy.
 */
extern const TimeSeries *UncountedSeries(const TimeSeries *s);

/*
 * A counted state with what s holds: a new one, with counts of 1 where s has
 * none.
 */
extern TimeSeries *CountSeries(const TimeSeries *s);

/*
 * Says how many rows, at least one, the value of an ordinal that has one is the
 * sum of; returns the state, or a counted one in its place.
 */
extern TimeSeries *SetSeriesCount(TimeSeries *state, int ordinal, int64 count);

/*
 * The final value of a series that the caller has just made and filled, as
 * FinishSeries() gives it, but without a copy where that is possible.  A
 * negative zero becomes positive.
 */
extern TimeSeries *SeriesResult(TimeSeries *made);

/*
 * The same of one lane, where no zero is negative and each absent value is
 * AbsentValue().
 */
extern TimeSeries *TrimSeries(TimeSeries *made);

/*
 * A state for one more row, with the period's slot in it.
 */
extern TimeSeries *StartSeries(PeriodFreq freq, int ordinal);
extern TimeSeries *StartCounted(PeriodFreq freq, int ordinal);

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

#endif							/* SERIES_SERIES_STATE_H */
