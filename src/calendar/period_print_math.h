/*
 * period_print_math.h
 *		Time periods as text: the canonical spelling.
 *
 * Pure: needs nothing of the server.
 */
#ifndef CALENDAR_PERIOD_PRINT_MATH_H
#define CALENDAR_PERIOD_PRINT_MATH_H

#include "calendar/period_math.h"

/* the longest text form, "2025-07-31" (or "10000-01-01"), and its end */
#define PERIOD_TEXT_SIZE 12

/* writes a number with leading zeros and returns the place after it */
static inline char *
PrintDigits(char *text, int value, int width)
{
	for (int i = width - 1; i >= 0; i--)
	{
		text[i] = (char) ('0' + value % 10);
		value /= 10;
	}
	return text + width;
}

/*
 * Writes the canonical text, ended by a zero byte, and returns its length.
 */
static inline int
PeriodToText(TimePeriod p, char text[PERIOD_TEXT_SIZE])
{
	static const char letter[PERIOD_NFREQS] = {0, 'S', 'T', 'Q', 0, 'W', 0};
	PeriodFreq	freq = PeriodGetFreq(p);
	int			year = PeriodYear(p);

	/* the day after all periods is printed where it is a bound */
	char	   *end = PrintDigits(text, year, year > PERIOD_MAX_YEAR ? 5 : 4);

	if (freq != PERIOD_A)
		*end++ = '-';
	if (freq == PERIOD_D)
	{
		CivilDate	civil = DayToCivil(PeriodStartDay(p));

		end = PrintDigits(end, civil.month, 2);
		*end++ = '-';
		end = PrintDigits(end, civil.day, 2);
	}
	else if (freq != PERIOD_A)
	{
		if (letter[freq])
			*end++ = letter[freq];
		end = PrintDigits(end, PeriodSubperiod(p),
						  freq == PERIOD_M || freq == PERIOD_W ? 2 : 1);
	}
	*end = '\0';
	return (int) (end - text);
}

#endif							/* CALENDAR_PERIOD_PRINT_MATH_H */
