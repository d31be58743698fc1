/*
 * easter_math.h
 *		Dates that move from year to year, and the days of the week in a period.
 *
 * Pure: needs nothing of the server.
 */
#ifndef SEASONAL_EASTER_MATH_H
#define SEASONAL_EASTER_MATH_H

#include "calendar/period_math.h"
#include "calendar/workday_math.h"

/* the first year of the Gregorian calendar with an Easter in it */
#define EASTER_FIRST_YEAR 1583

/*
 * Easter Sunday of the western churches, in days from 2000-01-01: the Sunday
 * after the full moon on or after 21 March, as Clavius and Lilius counted moons
 * (J. Meeus, Astronomical Algorithms, chapter 8).
 */
static inline int
EasterDay(int year)
{
	int			golden = year % 19;
	int			century = year / 100;
	int			skipped = century - century / 4;	/* leap days left out, and one */
	int			corrected = (8 * century + 13) / 25;	/* leaps of the moon */
	int			epact = (19 * golden + skipped - corrected + 15) % 30;
	int			moon;

	/* the moon is never full on 19 April, nor on the 18th twice in a cycle */
	if (epact == 29 || (epact == 28 && golden > 10))
		epact--;
	moon = CivilToDay(year, 3, 21) + epact;
	return moon + 7 - (DayOfWeek(moon) + 1) % 7;
}

/* how many of each day of the week, Monday first, there are from one to another */
static inline void
CountWeekdays(int from, int to, int count[7])
{
	int			days = to - from + 1;

	for (int i = 0; i < 7; i++)
		count[i] = days / 7;
	for (int i = 0; i < days % 7; i++)
		count[DayOfWeek(from + i)]++;
}

#endif							/* SEASONAL_EASTER_MATH_H */
