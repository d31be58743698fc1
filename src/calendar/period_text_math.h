/*
 * period_text_math.h
 *		Time periods as text: the grammar of what is read.
 *
 * What is read: every SDMX observational time period (SDMX 2.1 and 3.0,
 * SDMXCommon.xsd, ObservationalTimePeriodType) and what else is in use,
 *
 *		2025  2025-07  2025-07-31			year, month, day (ISO 8601)
 *		2025-07-31T23:59:59.9				the day of that moment
 *		2025-07-31 23:59:59.9-06			the same, as drivers and tools send it
 *		2025-A1 -S1 -T1 -Q1 -M01 -W01 -D001	reporting periods
 *		2025-07-01/P1M						a range, if it is one of our periods
 *		...Z  ...+05:30  ...-14:00			an offset, checked and then ignored
 *		202507								UN Comtrade
 *		2025M07 2025M7 2025Q3 2025S1 2025A	Eurostat, IMF, pandas; any case
 *		2025MM07 2025KW03 2025JJ00			Statistics Netherlands
 *		2025/07								INEGI
 *		2025-H1 2025H1						half-years; SDMX itself writes S
 *
 * T is a third of a year, four months, and never a "trimestre".  Eight digits
 * are refused: 20250731 is too easily a slip of 202507.  So are every day and
 * week that its year does not have, 2024-25 (a fiscal, crop or school year; but
 * 2011-12 is a month) and 2025/07/01 (in fortnightly tables the second half of
 * a month is 02).
 *
 * Pure: needs nothing of the server, reads len bytes and not one more, and
 * must never be given the job of wording a message.
 */
#ifndef CALENDAR_PERIOD_TEXT_MATH_H
#define CALENDAR_PERIOD_TEXT_MATH_H

#include "calendar/period_math.h"
#include "calendar/period_print_math.h"

#include <stddef.h>

typedef enum PeriodFault
{
	PERIOD_TEXT_GOOD,

	/* of form */
	PERIOD_BAD_FORM,			/* none of the spellings above */
	PERIOD_BAD_EIGHT_DIGITS,
	PERIOD_BAD_DURATION,		/* a range as long as none of our periods */
	PERIOD_BAD_SPLIT_YEAR,		/* 2024-25, 2024/25, 2024-2025 */
	PERIOD_BAD_SLASHES,			/* 2025/07/01 */
	PERIOD_BAD_RANGE_START,		/* a range that starts within a period */

	/* of a field that is out of its range */
	PERIOD_BAD_YEAR,
	PERIOD_BAD_MONTH,
	PERIOD_BAD_DAY,
	PERIOD_BAD_PART,			/* the 1 of A1, S1, T1, Q1 */
	PERIOD_BAD_WEEK,
	PERIOD_BAD_DAY_OF_YEAR,
	PERIOD_BAD_TIME,
	PERIOD_BAD_OFFSET
} PeriodFault;

#define PERIOD_NFAULTS (PERIOD_BAD_OFFSET + 1)

/* is the form at fault, or else a field? */
static inline bool
PeriodFaultIsForm(PeriodFault fault)
{
	return fault >= PERIOD_BAD_FORM && fault <= PERIOD_BAD_RANGE_START;
}

/* the bytes not read yet */
typedef struct PeriodScan
{
	const char *at;
	const char *end;
} PeriodScan;

/* numbers that are longer than any field of ours end up here */
#define PERIOD_HUGE_NUMBER 100000000

static inline bool
ScanIsSpace(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline char
ScanUpper(char c)
{
	return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
}

/* the next byte, a letter as a capital; 0 at the end */
static inline char
ScanPeek(const PeriodScan *scan)
{
	return scan->at < scan->end ? ScanUpper(*scan->at) : '\0';
}

static inline bool
ScanAtDigit(const PeriodScan *scan)
{
	return scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9';
}

static inline bool
ScanSkip(PeriodScan *scan, char capital)
{
	if (scan->at >= scan->end || ScanUpper(*scan->at) != capital)
		return false;
	scan->at++;
	return true;
}

/* reads all digits that follow and returns how many there were */
static inline int
ScanNumber(PeriodScan *scan, int *value)
{
	const char *start = scan->at;
	ptrdiff_t	ndigits;

	*value = 0;
	for (; ScanAtDigit(scan); scan->at++)
		if (*value < PERIOD_HUGE_NUMBER)
			*value = *value * 10 + (*scan->at - '0');
	ndigits = scan->at - start;
	return ndigits > 9 ? 10 : (int) ndigits;
}

static inline bool
ScanTwoDigits(PeriodScan *scan, int *value)
{
	return ScanNumber(scan, value) == 2;
}

/* "2025-05:00" is a year with an offset, and "2025-05" a month */
static inline bool
ScanAtOffset(const PeriodScan *scan)
{
	char		c = ScanPeek(scan);

	return c == 'Z' || c == '+' ||
		(c == '-' && scan->end - scan->at > 3 && scan->at[3] == ':');
}

/* reads an offset from UTC, if there is one */
static inline PeriodFault
ScanOffset(PeriodScan *scan)
{
	int			hours;
	int			minutes;

	if (!ScanAtOffset(scan) || ScanSkip(scan, 'Z'))
		return PERIOD_TEXT_GOOD;
	scan->at++;
	if (!ScanTwoDigits(scan, &hours) || !ScanSkip(scan, ':') ||
		!ScanTwoDigits(scan, &minutes))
		return PERIOD_BAD_FORM;
	return minutes <= 59 && hours * 60 + minutes <= 14 * 60 ?
		PERIOD_TEXT_GOOD : PERIOD_BAD_OFFSET;
}

/* reads an offset, if there is one, and wants nothing after it */
static inline PeriodFault
ScanEnd(PeriodScan *scan)
{
	PeriodFault fault = ScanOffset(scan);

	if (fault == PERIOD_TEXT_GOOD && scan->at < scan->end)
		return PERIOD_BAD_FORM;
	return fault;
}

/* reads an offset in whole hours, as a server prints it, if there is one */
static inline PeriodFault
ScanHours(PeriodScan *scan)
{
	int			hours;

	if (scan->end - scan->at != 3 || (*scan->at != '+' && *scan->at != '-'))
		return PERIOD_TEXT_GOOD;
	scan->at++;
	if (!ScanTwoDigits(scan, &hours))
		return PERIOD_BAD_FORM;
	return hours <= 14 ? PERIOD_TEXT_GOOD : PERIOD_BAD_OFFSET;
}

/*
 * Reads a time of day after its T or its blank; seconds may be left out.
 * *midnight is left alone if it is 0:00.
 */
static inline PeriodFault
ScanTime(PeriodScan *scan, bool *midnight)
{
	int			hour;
	int			minute;
	int			second = 0;
	int			fraction = 0;

	if (!ScanTwoDigits(scan, &hour) || !ScanSkip(scan, ':') ||
		!ScanTwoDigits(scan, &minute) ||
		(ScanSkip(scan, ':') && !ScanTwoDigits(scan, &second)))
		return PERIOD_BAD_FORM;
	if (ScanSkip(scan, '.') && ScanNumber(scan, &fraction) == 0)
		return PERIOD_BAD_FORM;
	if (hour > 23 || minute > 59 || second > 59)
		return PERIOD_BAD_TIME;
	if (hour + minute + second + fraction > 0)
		*midnight = false;
	return PERIOD_TEXT_GOOD;
}

/* reads a duration and finds the frequency that it is the length of */
static inline PeriodFault
ScanDuration(PeriodScan *scan, PeriodFreq *freq)
{
	static const char unit[] = {'Y', 'M', 'D'};
	static const int months_of[] = {12, 6, 4, 3, 1};
	int			amount[3] = {0, 0, 0};
	int			nread = 0;

	if (!ScanSkip(scan, 'P'))
		return PERIOD_BAD_FORM;
	for (int i = 0; i < 3; i++)
	{
		PeriodScan	before = *scan;
		int			value;

		if (ScanNumber(scan, &value) == 0)
			break;
		if (ScanSkip(scan, unit[i]))
		{
			amount[i] = value;
			nread++;
		}
		else
			*scan = before;
	}
	if (ScanPeek(scan) == 'T')
		return PERIOD_BAD_DURATION;
	if (nread == 0 || ScanAtDigit(scan))
		return PERIOD_BAD_FORM;

	/* capped, so that neither the product nor the sum overflows */
	if (amount[0] > 1 || amount[1] > 12)
		return PERIOD_BAD_DURATION;
	amount[1] += 12 * amount[0];
	if (amount[1] == 0 && (amount[2] == 7 || amount[2] == 1))
	{
		*freq = amount[2] == 7 ? PERIOD_W : PERIOD_D;
		return PERIOD_TEXT_GOOD;
	}
	for (int i = 0; i < 5; i++)
		if (amount[2] == 0 && amount[1] == months_of[i])
		{
			*freq = (PeriodFreq) i;
			return PERIOD_TEXT_GOOD;
		}
	return PERIOD_BAD_DURATION;
}

/* reads what may follow a day: a time, an offset, the length of a range */
static inline PeriodFault
ScanDayTail(PeriodScan *scan, PeriodFreq *freq, bool *midnight)
{
	PeriodFault fault;

	*freq = PERIOD_D;
	*midnight = true;
	if (ScanSkip(scan, 'T') || (ScanSkip(scan, ' ') && ScanAtDigit(scan)))
	{
		fault = ScanTime(scan, midnight);
		if (fault != PERIOD_TEXT_GOOD)
			return fault;
	}
	fault = ScanHours(scan);
	if (fault != PERIOD_TEXT_GOOD)
		return fault;
	fault = ScanOffset(scan);
	if (fault != PERIOD_TEXT_GOOD)
		return fault;
	if (!ScanSkip(scan, '/'))
	{
		/* a moment names its day */
		*midnight = true;
		return scan->at < scan->end ? PERIOD_BAD_FORM : PERIOD_TEXT_GOOD;
	}
	fault = ScanDuration(scan, freq);
	return fault != PERIOD_TEXT_GOOD ? fault : ScanEnd(scan);
}

/* is it the year that follows, in two digits or four? */
static inline bool
IsNextYear(int year, int number, int ndigits)
{
	return (ndigits == 4 && number == year + 1) ||
		(ndigits == 2 && number > 12 && number == (year + 1) % 100);
}

/* reads what follows "2025/": the month */
static inline PeriodFault
ScanSlash(PeriodScan *scan, int year, TimePeriod *result)
{
	int			month;
	int			ndigits = ScanNumber(scan, &month);

	if (ScanPeek(scan) == '/')
		return PERIOD_BAD_SLASHES;
	if (scan->at < scan->end)
		return PERIOD_BAD_FORM;
	if (IsNextYear(year, month, ndigits))
		return PERIOD_BAD_SPLIT_YEAR;
	if (ndigits != 2)
		return PERIOD_BAD_FORM;
	if (year < PERIOD_MIN_YEAR)
		return PERIOD_BAD_YEAR;
	if (month < 1 || month > 12)
		return PERIOD_BAD_MONTH;
	*result = PeriodFromNumber(PERIOD_M, year, month);
	return PERIOD_TEXT_GOOD;
}

/* reads JJ00, KW01 to KW04 or MM01 to MM12; bad form for anything else */
static inline PeriodFault
ScanStatLine(PeriodScan *scan, int year, TimePeriod *result)
{
	PeriodFreq	freq;
	int			number;

	if (ScanSkip(scan, 'J'))
		freq = ScanSkip(scan, 'J') ? PERIOD_A : PERIOD_D;
	else if (ScanSkip(scan, 'K'))
		freq = ScanSkip(scan, 'W') ? PERIOD_Q : PERIOD_D;
	else
		freq = ScanSkip(scan, 'M') && ScanSkip(scan, 'M') ? PERIOD_M : PERIOD_D;
	if (freq == PERIOD_D || !ScanTwoDigits(scan, &number) || scan->at < scan->end)
		return PERIOD_BAD_FORM;
	if (freq == PERIOD_A)
		number = number == 0 ? 1 : 0;
	if (year < PERIOD_MIN_YEAR)
		return PERIOD_BAD_YEAR;
	if (number < 1 || number > PeriodsPerYear(freq))
		return freq == PERIOD_M ? PERIOD_BAD_MONTH : PERIOD_BAD_PART;
	*result = PeriodFromNumber(freq, year, number);
	return PERIOD_TEXT_GOOD;
}

/* reads what follows "2025-" and is made of digits */
static inline PeriodFault
ScanGregorian(PeriodScan *scan, int year, TimePeriod *result)
{
	int			month;
	int			day = 1;
	PeriodFreq	freq = PERIOD_M;
	bool		midnight = true;
	int			ndigits = ScanNumber(scan, &month);
	PeriodFault fault;

	if (scan->at == scan->end && IsNextYear(year, month, ndigits))
		return PERIOD_BAD_SPLIT_YEAR;
	if (ndigits != 2)
		return PERIOD_BAD_FORM;
	if (!ScanAtOffset(scan) && ScanSkip(scan, '-'))
	{
		if (!ScanTwoDigits(scan, &day))
			return PERIOD_BAD_FORM;
		fault = ScanDayTail(scan, &freq, &midnight);
	}
	else
		fault = ScanEnd(scan);
	if (fault != PERIOD_TEXT_GOOD)
		return fault;
	if (year < PERIOD_MIN_YEAR)
		return PERIOD_BAD_YEAR;
	if (month < 1 || month > 12)
		return PERIOD_BAD_MONTH;
	if (day < 1 || day > DaysInMonth(year, month))
		return PERIOD_BAD_DAY;

	*result = PeriodOfDay(freq, CivilToDay(year, month, day));
	if (!midnight || PeriodStartDay(*result) != CivilToDay(year, month, day))
		return PERIOD_BAD_RANGE_START;
	return PERIOD_TEXT_GOOD;
}

/* reads a letter and a number */
static inline PeriodFault
ScanReporting(PeriodScan *scan, int year, TimePeriod *result)
{
	static const char letter[PERIOD_NFREQS] = {'A', 'S', 'T', 'Q', 'M', 'W', 'D'};
	static const int width[PERIOD_NFREQS] = {1, 1, 1, 1, 2, 2, 3};
	static const PeriodFault of_number[PERIOD_NFREQS] = {
		PERIOD_BAD_PART, PERIOD_BAD_PART, PERIOD_BAD_PART, PERIOD_BAD_PART,
		PERIOD_BAD_MONTH, PERIOD_BAD_WEEK, PERIOD_BAD_DAY_OF_YEAR
	};
	char		given = ScanPeek(scan);
	int			freq = PERIOD_A;
	int			ndigits;
	int			number;
	PeriodFault fault;

	if (given == 'H')
		given = 'S';
	while (freq < PERIOD_NFREQS && letter[freq] != given)
		freq++;
	if (freq == PERIOD_NFREQS)
		return PERIOD_BAD_FORM;
	scan->at++;
	ndigits = ScanNumber(scan, &number);
	if (ndigits == 0)
	{
		if (freq != PERIOD_A)
			return PERIOD_BAD_FORM;
		number = 1;
	}
	fault = ScanEnd(scan);
	if (fault != PERIOD_TEXT_GOOD)
		return fault;
	if (year < PERIOD_MIN_YEAR)
		return PERIOD_BAD_YEAR;
	if (number < 1 || number > PeriodsInYear((PeriodFreq) freq, year))
		return of_number[freq];
	if (ndigits > width[freq])
		return PERIOD_BAD_FORM;
	*result = PeriodFromNumber((PeriodFreq) freq, year, number);
	return PERIOD_TEXT_GOOD;
}

/*
 * Reads any accepted spelling, blanks around it allowed.  *result is set if
 * the text is good, and is of no use otherwise.
 */
static inline PeriodFault
PeriodScanText(const char *text, size_t len, TimePeriod *result)
{
	PeriodScan	scan = {text, text + len};
	int			year;
	int			ndigits;
	PeriodFault fault;

	while (scan.at < scan.end && ScanIsSpace(*scan.at))
		scan.at++;
	while (scan.end > scan.at && ScanIsSpace(scan.end[-1]))
		scan.end--;

	ndigits = ScanNumber(&scan, &year);
	if (scan.at == scan.end && ndigits == 8)
		return PERIOD_BAD_EIGHT_DIGITS;
	if (scan.at == scan.end && ndigits == 6)
	{
		int			month = year % 100;

		if (year < 100 * PERIOD_MIN_YEAR)
			return PERIOD_BAD_YEAR;
		if (month < 1 || month > 12)
			return PERIOD_BAD_MONTH;
		*result = PeriodFromNumber(PERIOD_M, year / 100, month);
		return PERIOD_TEXT_GOOD;
	}
	if (ndigits != 4)
		return PERIOD_BAD_FORM;

	if (scan.at == scan.end || ScanAtOffset(&scan))
	{
		fault = ScanEnd(&scan);
		if (fault != PERIOD_TEXT_GOOD)
			return fault;
		if (year < PERIOD_MIN_YEAR)
			return PERIOD_BAD_YEAR;
		*result = PeriodFromNumber(PERIOD_A, year, 1);
		return PERIOD_TEXT_GOOD;
	}
	if (ScanSkip(&scan, '/'))
		return ScanSlash(&scan, year, result);
	if (ScanPeek(&scan) == 'J' || ScanPeek(&scan) == 'K' ||
		(ScanPeek(&scan) == 'M' && scan.end - scan.at > 1 && ScanUpper(scan.at[1]) == 'M'))
		return ScanStatLine(&scan, year, result);
	if (ScanSkip(&scan, '-') && ScanAtDigit(&scan))
		return ScanGregorian(&scan, year, result);
	return ScanReporting(&scan, year, result);
}

#endif							/* CALENDAR_PERIOD_TEXT_MATH_H */
