/*
 * workday_math_test.c
 *		Business days against a walk, day by day.
 */
#include "calendar/workday_math.h"

#include "check.h"

#define FIRST_DAY (-4000)
#define NUM_DAYS 8000

static bool
IsBusinessDay(const Holidays *holidays, int64_t day)
{
	/* 2000-01-03 was a Monday */
	int64_t		weekday = ((day - 2) % 7 + 7) % 7;

	for (int i = 0; i < holidays->nholidays; i++)
		if (holidays->day[i] == day)
			return false;
	return weekday < 5;
}

static void
CheckWalk(const Holidays *holidays, int64_t start, int direction)
{
	int64_t		count = 0;

	for (int64_t day = start; count < 300; )
	{
		int64_t		counted = direction > 0 ? day + 1 : day - 1;

		day = counted;
		if (!IsBusinessDay(holidays, day))
			continue;
		count++;
		CHECK(AddBusinessDays(holidays, start, direction * count) == day,
			  "start %ld count %ld", (long) start, (long) count);
		CHECK(BusinessDaysBetween(holidays, start, day) == direction * count,
			  "start %ld count %ld", (long) start, (long) count);
	}
}

int
main(void)
{
	int32_t		day[NUM_DAYS];
	uint64_t	state = 20261122;

	/* from no holidays to nothing but holidays for weeks */
	for (int density = 0; density < 100; density += 9)
	{
		Holidays	holidays = {0, day};

		for (int i = 0; i < NUM_DAYS; i++)
		{
			int			weekday = ((FIRST_DAY + i - 2) % 7 + 7) % 7;

			if (weekday < 5 && RandomBelow(&state, 100) < density)
				day[holidays.nholidays++] = FIRST_DAY + i;
		}
		for (int start = -7; start <= 7; start++)
		{
			CheckWalk(&holidays, start, 1);
			CheckWalk(&holidays, start, -1);
			CHECK(AddBusinessDays(&holidays, start, 0) == start);
			CHECK(BusinessDaysBetween(&holidays, start, start) == 0);
		}
	}
	return ChecksDone();
}
