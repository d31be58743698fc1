/*
 * workday_math.h
 *		Business days: Mondays to Fridays that are not holidays.
 *
 * Days are counted from 2000-01-01, a Saturday.  Weekdays are numbered one
 * after another, so that moving by weekdays is a sum; the holidays passed on
 * the way are then made up for, and those passed while doing that, until no
 * more are.  Each step costs a search among the holidays, which are sorted, are
 * weekdays, and are there once.
 *
 * Pure: needs nothing of the server.
 */
#ifndef CALENDAR_WORKDAY_MATH_H
#define CALENDAR_WORKDAY_MATH_H

#include <stdbool.h>
#include <stdint.h>

typedef struct Holidays
{
	int			nholidays;
	int32_t    *day;			/* ascending, weekdays only, no day twice */
} Holidays;

/* the week, Monday to Sunday, that the day is in; week 0 starts on 2000-01-03 */
static inline int64_t
WeekOfDay(int64_t day)
{
	int64_t		shifted = day - 2;

	return shifted >= 0 ? shifted / 7 : -((6 - shifted) / 7);
}

/* 0 Monday to 6 Sunday */
static inline int
DayOfWeek(int64_t day)
{
	return (int) (day - 2 - 7 * WeekOfDay(day));
}

/*
 * How many weekdays there are from 2000-01-03 to the day, both included;
 * negative before that.
 */
static inline int64_t
WeekdaysThrough(int64_t day)
{
	int			past = DayOfWeek(day) + 1;

	return 5 * WeekOfDay(day) + (past < 5 ? past : 5);
}

/* the weekday whose WeekdaysThrough() is count */
static inline int64_t
WeekdayFromCount(int64_t count)
{
	int64_t		before = count - 1;
	int64_t		week = before >= 0 ? before / 5 : -((4 - before) / 5);

	return 2 + 7 * week + (before - 5 * week);
}

/* how many holidays there are up to the day, itself included */
static inline int64_t
HolidaysThrough(const Holidays *holidays, int64_t day)
{
	int			low = 0;
	int			high = holidays->nholidays;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (holidays->day[middle] <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static inline int64_t
BusinessDaysThrough(const Holidays *holidays, int64_t day)
{
	return WeekdaysThrough(day) - HolidaysThrough(holidays, day);
}

/*
 * The n-th business day after the day, or before it where n is negative; the
 * day itself for 0, whatever it is.
 */
static inline int64_t
AddBusinessDays(const Holidays *holidays, int64_t day, int64_t n)
{
	int64_t		wanted;
	int64_t		weekdays;
	int64_t		found;

	if (n == 0)
		return day;

	/* the last day before the one that is sought, where we look back */
	wanted = BusinessDaysThrough(holidays, n > 0 ? day : day - 1) + n + (n < 0);
	weekdays = wanted;
	do
	{
		found = WeekdayFromCount(weekdays);
		weekdays = wanted + HolidaysThrough(holidays, found);
	} while (WeekdayFromCount(weekdays) != found);
	return found;
}

/*
 * How many business days to count from one day to another, so that adding them
 * to the first leads to the second where that is a business day: those after
 * "from" up to "to", or, negative, those from "to" up to the day before "from".
 */
static inline int64_t
BusinessDaysBetween(const Holidays *holidays, int64_t from, int64_t to)
{
	if (to >= from)
		return BusinessDaysThrough(holidays, to) - BusinessDaysThrough(holidays, from);
	return BusinessDaysThrough(holidays, to - 1) - BusinessDaysThrough(holidays, from - 1);
}

#endif							/* CALENDAR_WORKDAY_MATH_H */
