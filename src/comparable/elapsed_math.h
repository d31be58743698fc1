/*
 * elapsed_math.h
 *		How much of a period has gone by, and where another period stands then.
 *
 * Days are counted from 2000-01-01.
 *
 * Pure: needs nothing of the server.
 */
#ifndef COMPARABLE_ELAPSED_MATH_H
#define COMPARABLE_ELAPSED_MATH_H

#include "calendar/period_math.h"
#include "calendar/workday_math.h"

/* a period by its first and last day */
typedef struct DaySpan
{
	int64_t		first;
	int64_t		last;
} DaySpan;

static inline DaySpan
SpanOfPeriod(TimePeriod p)
{
	DaySpan		span = {PeriodStartDay(p), PeriodEndDay(p)};

	return span;
}

/*
 * The day of "other" on which as much of it has gone by as of "now" on the day
 * as_of, which is in "now".  A period that is over stands beside a whole one,
 * whatever the lengths; else so many days, or the whole where it is shorter.
 */
static inline int64_t
ElapsedByDays(DaySpan now, int64_t as_of, DaySpan other)
{
	int64_t		day = other.first + (as_of - now.first);

	return as_of == now.last || day > other.last ? other.last : day;
}

/*
 * The same by business days.  Where as_of is closed, the closed days that
 * follow the same number of business days have gone by as well; that may be the
 * day before other.first, when no business day has gone by and the other period
 * begins with one.
 */
static inline int64_t
ElapsedByBusinessDays(const Holidays *holidays, DaySpan now, int64_t as_of, DaySpan other)
{
	int64_t		gone = BusinessDaysThrough(holidays, as_of) -
		BusinessDaysThrough(holidays, now.first - 1);
	bool		open = BusinessDaysThrough(holidays, as_of) >
		BusinessDaysThrough(holidays, as_of - 1);
	int64_t		day = open ?
		AddBusinessDays(holidays, other.first - 1, gone) :
		AddBusinessDays(holidays, other.first - 1, gone + 1) - 1;

	return as_of == now.last || day > other.last ? other.last : day;
}

#endif							/* COMPARABLE_ELAPSED_MATH_H */
