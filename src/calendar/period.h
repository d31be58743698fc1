/*
 * period.h
 *		Time periods in the server: the checks and the arithmetic that others
 *		share.
 */
#ifndef CALENDAR_PERIOD_H
#define CALENDAR_PERIOD_H

#include "base/compat.h"
#include "calendar/period_text.h"

static inline void
CheckSameFreq(TimePeriod p, TimePeriod q)
{
	if (unlikely(PeriodGetFreq(p) != PeriodGetFreq(q)))
		RaiseMixedFrequencies(PeriodGetFreq(p), PeriodGetFreq(q));
}

/*
 * The period with this ordinal.  Raises 22008 outside the years 1 to 9999.
 */
extern TimePeriod PeriodFromOrdinalChecked(PeriodFreq freq, int64 ordinal);

/*
 * p moved by n periods.  Raises 22008 outside the years 1 to 9999.
 */
static inline TimePeriod
PeriodAdd(TimePeriod p, int64 n)
{
	return PeriodFromOrdinalChecked(PeriodGetFreq(p), (int64) PeriodOrdinal(p) + n);
}

#endif							/* CALENDAR_PERIOD_H */
