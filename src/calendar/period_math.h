/*
 * period_math.h
 *		Time periods as numbers: what a period is, and its arithmetic.
 *
 * A period is a frequency and a start day in one 32-bit integer,
 *
 *		(days from 2000-01-01 to the first day) * 8 + frequency
 *
 * with the frequencies numbered from the longest (year, 0) to the shortest
 * (day, 6).  Equality and hashing are the server's own int4 code.
 *
 * The order is by start day.  Of the periods that start on one day the day
 * itself comes first, and then the longer before the shorter; see
 * PeriodOrder().  So a day is a bound that cuts between what began before it
 * and what begins on it, as a date column has it: in months, >= 2024-01-01 has
 * January, and < 2025-01-01 has not.
 *
 * Arithmetic is done on ordinals, the count of periods of one frequency from
 * the one that holds 2000-01-01 (weeks: from the ISO week of 1999-12-27 + 7,
 * that is 2000-W01, which starts on 2000-01-03).
 *
 * Years run from 1 to 9999 in the proleptic Gregorian calendar.  Weeks are ISO
 * 8601 weeks and belong to the year of their Thursday.
 *
 * Pure: needs nothing of the server.  Callers check ranges with
 * PeriodOrdinalInRange() before they build a period from an ordinal.
 */
#ifndef CALENDAR_PERIOD_MATH_H
#define CALENDAR_PERIOD_MATH_H

#include <stdbool.h>
#include <stdint.h>

typedef int32_t TimePeriod;

/* SDMX frequency codes, the longest first */
typedef enum PeriodFreq
{
	PERIOD_A,					/* year */
	PERIOD_S,					/* half-year */
	PERIOD_T,					/* four months */
	PERIOD_Q,					/* quarter */
	PERIOD_M,					/* month */
	PERIOD_W,					/* ISO week */
	PERIOD_D					/* day */
} PeriodFreq;

#define PERIOD_NFREQS 7
#define PERIOD_MIN_YEAR 1
#define PERIOD_MAX_YEAR 9999

/* days from 2000-01-01 of 0001-01-01 and of 9999-12-31 */
#define PERIOD_MIN_DAY (-730119)
#define PERIOD_MAX_DAY 2921939

/* the Monday on which 2000-W01 starts, in days from 2000-01-01 */
#define PERIOD_WEEK_ZERO 2

/* the Gregorian calendar repeats after 400 years */
#define PERIOD_CYCLE_DAYS 146097

typedef struct CivilDate
{
	int			year;
	int			month;			/* 1 to 12 */
	int			day;			/* 1 to 31 */
} CivilDate;

static inline PeriodFreq
PeriodGetFreq(TimePeriod p)
{
	return (PeriodFreq) (p & 7);
}

/* days from 2000-01-01 to the first day */
static inline int
PeriodStartDay(TimePeriod p)
{
	return p >> 3;
}

static inline TimePeriod
PeriodMake(PeriodFreq freq, int start_day)
{
	return (TimePeriod) ((uint32_t) start_day << 3 | (uint32_t) freq);
}

/*
 * Periods compare as these numbers do.  A day takes the place that no period
 * of the day before can have, (start_day - 1) * 8 + 7.
 */
static inline int32_t
PeriodOrder(TimePeriod p)
{
	return p - (PeriodGetFreq(p) == PERIOD_D ? 7 : 0);
}

/* less than, equal to, or greater than 0, as p sorts before q, is q, or after */
static inline int
PeriodCompare(TimePeriod p, TimePeriod q)
{
	int32_t		a = p;
	int32_t		b = q;

	/* periods that begin on different days sort as their numbers do */
	if (((p ^ q) & ~7) == 0)
	{
		a = PeriodOrder(p);
		b = PeriodOrder(q);
	}
	return (a > b) - (a < b);
}

/*
 * Observations a year, as statistical offices count them for annual rates:
 * 52 weeks.  Days are 365; who counts business days says so (see fred_units).
 */
static inline int
PeriodsPerYear(PeriodFreq freq)
{
	static const int per_year[PERIOD_NFREQS] = {1, 2, 3, 4, 12, 52, 365};

	return per_year[freq];
}

/* months in a period of a year or its parts; 0 for weeks and days */
static inline int
PeriodMonths(PeriodFreq freq)
{
	static const int months[PERIOD_NFREQS] = {12, 6, 4, 3, 1, 0, 0};

	return months[freq];
}

static inline int
FloorDiv(int a, int b)
{
	int			q = a / b;

	return q - (a % b < 0);
}

/*
 * Days from 2000-01-01.  The year starts in March here, so that the leap day
 * is its last and the months before it have a regular pattern of lengths.
 */
static inline int
CivilToDay(int year, int month, int day)
{
	int			y = month <= 2 ? year - 1 : year;
	int			cycle = FloorDiv(y, 400);
	int			year_of_cycle = y - cycle * 400;
	int			day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int			day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 -
		year_of_cycle / 100 + day_of_year;

	/* 730425 days from 0000-03-01 to 2000-01-01 */
	return cycle * PERIOD_CYCLE_DAYS + day_of_cycle - 730425;
}

static inline CivilDate
DayToCivil(int day)
{
	int			shifted = day + 730425;
	int			cycle = FloorDiv(shifted, PERIOD_CYCLE_DAYS);
	int			doc = shifted - cycle * PERIOD_CYCLE_DAYS;
	int			yoc = (doc - doc / 1460 + doc / 36524 - doc / 146096) / 365;
	int			doy = doc - (365 * yoc + yoc / 4 - yoc / 100);
	int			mp = (5 * doy + 2) / 153;
	CivilDate	civil;

	civil.day = doy - (153 * mp + 2) / 5 + 1;
	civil.month = mp < 10 ? mp + 3 : mp - 9;
	civil.year = yoc + cycle * 400 + (civil.month <= 2);
	return civil;
}

static inline bool
IsLeapYear(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static inline int
DaysInMonth(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && IsLeapYear(year) ? 29 : days[month - 1];
}

/*
 * The ordinal of a period among those of its frequency.
 *
 * For a year and its parts no calendar is needed: the first days of months
 * never stray by more than three days from a straight line of 4800 months in
 * 146097 days, so that rounding to the nearest point of the line is exact for
 * every start day there is (the unit test walks through all of them).
 */
static inline int
PeriodOrdinal(TimePeriod p)
{
	static const int per_cycle[] = {400, 800, 1200, 1600, 4800};
	PeriodFreq	freq = PeriodGetFreq(p);
	int			day = PeriodStartDay(p);

	if (freq <= PERIOD_M)
	{
		/* moved by 25 cycles, so that the quotient is never negative */
		int64_t		scaled = (day + INT64_C(25) * PERIOD_CYCLE_DAYS) * per_cycle[freq] +
			PERIOD_CYCLE_DAYS / 2;

		return (int) (scaled / PERIOD_CYCLE_DAYS) - 25 * per_cycle[freq];
	}
	if (freq == PERIOD_W)
		return FloorDiv(day - PERIOD_WEEK_ZERO, 7);
	return day;
}

/* the first day of the period with this ordinal, which must be in range */
static inline int
OrdinalStartDay(PeriodFreq freq, int ordinal)
{
	if (freq <= PERIOD_M)
	{
		int			month = ordinal * PeriodMonths(freq);
		int			year = FloorDiv(month, 12);

		return CivilToDay(2000 + year, month - 12 * year + 1, 1);
	}
	if (freq == PERIOD_W)
		return ordinal * 7 + PERIOD_WEEK_ZERO;
	return ordinal;
}

/* does a period with this ordinal exist, from year 1 to 9999? */
static inline bool
PeriodOrdinalInRange(PeriodFreq freq, int64_t ordinal)
{
	/* 0001-01-01 is a Monday, and the last week of 9999 starts on 12-27 */
	if (freq == PERIOD_D)
		return ordinal >= PERIOD_MIN_DAY && ordinal <= PERIOD_MAX_DAY;
	if (freq == PERIOD_W)
		return ordinal >= (PERIOD_MIN_DAY - PERIOD_WEEK_ZERO) / 7 &&
			ordinal <= (PERIOD_MAX_DAY - 4 - PERIOD_WEEK_ZERO) / 7;
	return ordinal >= (PERIOD_MIN_YEAR - 2000) * PeriodsPerYear(freq) &&
		ordinal < (PERIOD_MAX_YEAR + 1 - 2000) * PeriodsPerYear(freq);
}

/* the period with this ordinal, which must be in range */
static inline TimePeriod
PeriodFromOrdinal(PeriodFreq freq, int ordinal)
{
	return PeriodMake(freq, OrdinalStartDay(freq, ordinal));
}

/* the last day, in days from 2000-01-01 */
static inline int
PeriodEndDay(TimePeriod p)
{
	return OrdinalStartDay(PeriodGetFreq(p), PeriodOrdinal(p) + 1) - 1;
}

/* the ordinal of the period of this frequency that holds the day */
static inline int
DayToOrdinal(PeriodFreq freq, int day)
{
	if (freq <= PERIOD_M)
	{
		CivilDate	civil = DayToCivil(day);

		return (civil.year - 2000) * PeriodsPerYear(freq) +
			(civil.month - 1) / PeriodMonths(freq);
	}
	if (freq == PERIOD_W)
		return FloorDiv(day - PERIOD_WEEK_ZERO, 7);
	return day;
}

/* the period of this frequency that holds the day, which must be in range */
static inline TimePeriod
PeriodOfDay(PeriodFreq freq, int day)
{
	return PeriodFromOrdinal(freq, DayToOrdinal(freq, day));
}

/* the year; of a week, the ISO year, to which its Thursday belongs */
static inline int
PeriodYear(TimePeriod p)
{
	int			day = PeriodStartDay(p);

	return DayToCivil(PeriodGetFreq(p) == PERIOD_W ? day + 3 : day).year;
}

/* the number within the year, from 1; of a year 1; of a day the day of year */
static inline int
PeriodSubperiod(TimePeriod p)
{
	PeriodFreq	freq = PeriodGetFreq(p);
	int			day = PeriodStartDay(p);

	if (freq <= PERIOD_M)
		return (DayToCivil(day).month - 1) / PeriodMonths(freq) + 1;
	if (freq == PERIOD_W)
		return (day + 3 - CivilToDay(PeriodYear(p), 1, 1)) / 7 + 1;
	return day - CivilToDay(PeriodYear(p), 1, 1) + 1;
}

/* how many periods of this frequency the year has; weeks: 52 or 53 */
static inline int
PeriodsInYear(PeriodFreq freq, int year)
{
	if (freq == PERIOD_W)
		/* the 28th of December is in the last week of its year, always */
		return PeriodSubperiod(PeriodOfDay(PERIOD_W, CivilToDay(year, 12, 28)));
	if (freq == PERIOD_D)
		return IsLeapYear(year) ? 366 : 365;
	return PeriodsPerYear(freq);
}

/*
 * The period with this number within the year, from 1 to PeriodsInYear(); what
 * PeriodYear() and PeriodSubperiod() take apart.
 */
static inline TimePeriod
PeriodFromNumber(PeriodFreq freq, int year, int number)
{
	if (freq == PERIOD_W)
		/* the 4th of January is in week 1, always */
		return PeriodMake(freq, PeriodStartDay(PeriodOfDay(freq, CivilToDay(year, 1, 4))) +
						  7 * (number - 1));
	if (freq == PERIOD_D)
		return PeriodMake(freq, CivilToDay(year, 1, 1) + number - 1);
	return PeriodFromOrdinal(freq, (year - 2000) * PeriodsPerYear(freq) + number - 1);
}

/*
 * The same period of the year before; false where the calendar has none: week
 * 53 after a year of 52 weeks, 29 February, and anything in year 1.  A week has
 * the week of the same number of the ISO year before.
 */
static inline bool
YearAgo(TimePeriod p, TimePeriod *result)
{
	PeriodFreq	freq = PeriodGetFreq(p);
	int			year = PeriodYear(p) - 1;
	CivilDate	civil;

	if (year < PERIOD_MIN_YEAR)
		return false;
	if (freq <= PERIOD_M)
	{
		*result = PeriodFromOrdinal(freq, PeriodOrdinal(p) - PeriodsPerYear(freq));
		return true;
	}
	if (freq == PERIOD_W)
	{
		*result = PeriodFromNumber(PERIOD_W, year, PeriodSubperiod(p));
		return PeriodYear(*result) == year;
	}
	civil = DayToCivil(PeriodStartDay(p));
	*result = PeriodMake(PERIOD_D, CivilToDay(year, civil.month, civil.day));
	return civil.month != 2 || civil.day != 29;
}

/*
 * The ordinals of the periods of this frequency that make up the whole, such
 * as the months of a year.  False where they do not tile it: a longer
 * frequency, quarters of a four-month period, weeks of anything but an (ISO)
 * year.
 */
static inline bool
PeriodParts(TimePeriod whole, PeriodFreq freq, int *first, int *last)
{
	PeriodFreq	whole_freq = PeriodGetFreq(whole);

	if (freq == whole_freq)
		*first = *last = PeriodOrdinal(whole);
	else if (freq < whole_freq)
		return false;
	else if (freq == PERIOD_D ||
			 (freq <= PERIOD_M && PeriodMonths(whole_freq) % PeriodMonths(freq) == 0))
	{
		*first = DayToOrdinal(freq, PeriodStartDay(whole));
		*last = DayToOrdinal(freq, PeriodEndDay(whole));
	}
	else if (freq == PERIOD_W && whole_freq == PERIOD_A)
	{
		*first = PeriodOrdinal(PeriodFromNumber(PERIOD_W, PeriodYear(whole), 1));
		*last = *first + PeriodsInYear(PERIOD_W, PeriodYear(whole)) - 1;
	}
	else
		return false;
	return true;
}

/*
 * Moves to another frequency: the period that holds p, or the first or last of
 * the shorter ones that p holds.  False, and *ordinal without meaning, where no
 * such period exists: 2025-Q2 lies in no period of four months, which are
 * January to April and May to August.
 *
 * Only here is a week cut off where a month ends: it counts as lying where its
 * Thursday lies, as ISO 8601 has it for years.  The result can be out of range.
 */
static inline bool
PeriodConvert(TimePeriod p, PeriodFreq freq, bool at_end, int *ordinal)
{
	PeriodFreq	from = PeriodGetFreq(p);
	int			first = PeriodStartDay(p);
	int			last = PeriodEndDay(p);

	if (from == PERIOD_W && freq < PERIOD_W)
		first = last = first + 3;
	if (freq <= from)
	{
		*ordinal = DayToOrdinal(freq, first);
		return *ordinal == DayToOrdinal(freq, last);
	}
	if (freq == PERIOD_W)
	{
		/* the first week with a Thursday in p, or the last */
		*ordinal = DayToOrdinal(freq, at_end ? last - 3 : first + 3);
		return true;
	}
	*ordinal = DayToOrdinal(freq, at_end ? last : first);
	return OrdinalStartDay(freq, *ordinal) >= first &&
		OrdinalStartDay(freq, *ordinal + 1) - 1 <= last;
}

/*
 * The ordinal of the period, year to month, that holds the day when years start
 * in start_month and bear the number of the calendar year in which they start,
 * or end.
 */
static inline int
FiscalOrdinal(PeriodFreq freq, int day, int start_month, bool named_by_end)
{
	CivilDate	civil = DayToCivil(day);
	int			months = (civil.year - 2000) * 12 + civil.month - start_month;

	if (named_by_end && start_month > 1)
		months += 12;
	return FloorDiv(months, PeriodMonths(freq));
}

/*
 * The ordinal of the calendar month with which the fiscal period of this
 * ordinal begins; the inverse of FiscalOrdinal().
 */
static inline int
FiscalFirstMonth(PeriodFreq freq, int ordinal, int start_month, bool named_by_end)
{
	return ordinal * PeriodMonths(freq) + start_month - 1 -
		(named_by_end && start_month > 1 ? 12 : 0);
}

/*
 * Is every bit of this integer that of a period?  For values from outside.
 */
static inline bool
PeriodIsValid(TimePeriod p)
{
	int			freq = p & 7;
	int			day = PeriodStartDay(p);

	if (freq >= PERIOD_NFREQS || day < PERIOD_MIN_DAY || day > PERIOD_MAX_DAY)
		return false;
	return OrdinalStartDay((PeriodFreq) freq, DayToOrdinal((PeriodFreq) freq, day)) == day &&
		PeriodOrdinalInRange((PeriodFreq) freq, DayToOrdinal((PeriodFreq) freq, day));
}

#endif							/* CALENDAR_PERIOD_MATH_H */
