/*
 * workday.h
 *		Business days, for functions that count in them.
 */
#ifndef CALENDAR_WORKDAY_H
#define CALENDAR_WORKDAY_H

#include "base/compat.h"

#include "calendar/workday_math.h"
#include "utils/array.h"
#include "utils/date.h"

/* the array of the call before, which nearly always is that of this one */
typedef struct HolidayCache
{
	ArrayType  *array;
	Holidays	holidays;
} HolidayCache;

/*
 * The holidays in an array of dates in any order, kept in the context as long
 * as the same array comes; the cache begins zeroed.  Raises 22004 for a NULL
 * among them, 22008 for an infinite one.
 */
extern const Holidays *ReadHolidaysOnce(HolidayCache *cache, ArrayType *array,
										MemoryContext context);

/*
 * The n-th business day after the day, before it for a negative n.  Raises
 * 22008 out of range.
 */
extern DateADT MoveBusinessDays(const Holidays *holidays, DateADT day, int32 n);

#endif							/* CALENDAR_WORKDAY_H */
