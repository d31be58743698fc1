/*
 * series.h
 *		Time series in the server: arguments, and what they say.
 *
 * A function that reads takes its arguments with PG_GETARG_SERIES, which are
 * final values that it may not change.  A function that makes a series fills
 * one from MakeSeries() and returns SeriesResult() of it (series_state.h).
 */
#ifndef SERIES_SERIES_H
#define SERIES_SERIES_H

#include "calendar/period.h"
#include "series/series_state.h"

#define PG_RETURN_SERIES(s) PG_RETURN_POINTER(s)
#define PG_GETARG_SERIES(n) DatumGetSeries(PG_GETARG_DATUM(n))

/*
 * A final value for reading: the stored one where it is plain, else a copy.
 */
extern const TimeSeries *DatumGetSeries(Datum value);

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

#endif							/* SERIES_SERIES_H */
