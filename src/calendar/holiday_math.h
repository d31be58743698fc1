/*
 * holiday_math.h
 *		The day of Easter.
 *
 * Pure: needs nothing of the server.
 */
#ifndef CALENDAR_HOLIDAY_MATH_H
#define CALENDAR_HOLIDAY_MATH_H

/*
 * Easter Sunday of a Gregorian year, counted from the last day of February:
 * 22 to 31 are in March, 32 to 56 in April.  After the algorithm that J. Meeus,
 * Astronomical Algorithms, 1991, chapter 8, takes from Butcher's Ecclesiastical
 * Calendar, 1876.
 */
static inline int
EasterDay(int year)
{
	int			golden = year % 19;
	int			century = year / 100;
	int			years = year % 100;
	int			moon_shift = (century - (century + 8) / 25 + 1) / 3;
	int			epact = (19 * golden + century - century / 4 - moon_shift + 15) % 30;
	int			weekday = (32 + 2 * (century % 4) + 2 * (years / 4) - epact - years % 4) % 7;
	int			late = (golden + 11 * epact + 22 * weekday) / 451;

	return 22 + epact + weekday - 7 * late;
}

#endif							/* CALENDAR_HOLIDAY_MATH_H */
