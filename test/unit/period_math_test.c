/*
 * period_math_test.c
 *		Every day of the years 1 to 9999 and every period of every frequency,
 *		against a calendar that only ever counts one day on.
 */
#include "calendar/period_math.h"

#include "check.h"

/* a day as a wall calendar knows it; 0001-01-01 was a Monday */
typedef struct WallDay
{
	int			day;			/* from 2000-01-01 */
	int			year;
	int			month;
	int			day_of_month;
	int			day_of_year;
	int			weekday;		/* 1 Monday to 7 Sunday */
	int			iso_year;
	int			iso_week;
} WallDay;

static const int month_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

static bool
WallLeapYear(int year)
{
	if (year % 400 == 0)
		return true;
	return year % 4 == 0 && year % 100 != 0;
}

static WallDay
FirstDay(void)
{
	WallDay		first = {PERIOD_MIN_DAY, 1, 1, 1, 1, 1, 1, 1};

	return first;
}

static void
NextDay(WallDay *w)
{
	int			days = month_days[w->month - 1];

	if (w->month == 2 && WallLeapYear(w->year))
		days = 29;
	w->day++;
	w->day_of_year++;
	w->weekday = w->weekday % 7 + 1;
	if (++w->day_of_month > days)
	{
		w->day_of_month = 1;
		if (++w->month > 12)
		{
			w->month = 1;
			w->year++;
			w->day_of_year = 1;
		}
	}
	if (w->weekday != 1)
		return;

	/* week 1 is the week that holds the 4th of January */
	w->iso_week++;
	if ((w->month == 12 && w->day_of_month >= 29) ||
		(w->month == 1 && w->day_of_month <= 4))
	{
		w->iso_week = 1;
		w->iso_year++;
	}
}

/* what the wall calendar says that PeriodSubperiod() must be */
static int
WallNumber(const WallDay *w, PeriodFreq freq)
{
	static const int months[] = {12, 6, 4, 3, 1};

	if (freq <= PERIOD_M)
		return (w->month - 1) / months[freq] + 1;
	return freq == PERIOD_W ? w->iso_week : w->day_of_year;
}

/*
 * Walks through all days and holds every period against them: it holds its
 * first and last day and those between, and the next follows at once.
 */
static void
CheckEveryDay(void)
{
	int			ordinal[PERIOD_NFREQS];
	int			number[PERIOD_NFREQS] = {0};
	long		nperiods[PERIOD_NFREQS] = {0};
	WallDay		w = FirstDay();

	for (; w.day <= PERIOD_MAX_DAY; NextDay(&w))
	{
		CivilDate	civil = DayToCivil(w.day);

		CHECK(civil.year == w.year && civil.month == w.month && civil.day == w.day_of_month);
		CHECK(CivilToDay(w.year, w.month, w.day_of_month) == w.day);
		for (int i = 0; i < PERIOD_NFREQS; i++)
		{
			PeriodFreq	freq = (PeriodFreq) i;
			TimePeriod	p = PeriodOfDay(freq, w.day);

			if (WallNumber(&w, freq) != number[i])
			{
				number[i] = WallNumber(&w, freq);
				CHECK(PeriodStartDay(p) == w.day);
				CHECK(nperiods[i] == 0 || PeriodOrdinal(p) == ordinal[i] + 1);
				CHECK(nperiods[i] > 0 || !PeriodOrdinalInRange(freq, PeriodOrdinal(p) - 1));
				ordinal[i] = PeriodOrdinal(p);
				nperiods[i]++;
				CHECK(PeriodOrdinalInRange(freq, ordinal[i]));
				CHECK(PeriodFromOrdinal(freq, ordinal[i]) == p);
				CHECK(PeriodGetFreq(p) == freq && PeriodIsValid(p));
				CHECK(PeriodYear(p) == (freq == PERIOD_W ? w.iso_year : w.year));
				CHECK(PeriodSubperiod(p) == number[i]);
				CHECK(PeriodFromNumber(freq, PeriodYear(p), number[i]) == p);
				CHECK(number[i] <= PeriodsInYear(freq, PeriodYear(p)));
			}
			else
			{
				/* a year has the number 1 as the one before it had */
				if (freq == PERIOD_A && w.day_of_year == 1)
				{
					CHECK(PeriodStartDay(p) == w.day && PeriodOrdinal(p) == ordinal[i] + 1);
					CHECK(PeriodYear(p) == w.year && PeriodSubperiod(p) == 1);
					CHECK(PeriodFromNumber(freq, w.year, 1) == p && PeriodIsValid(p));
					ordinal[i]++;
					nperiods[i]++;
				}
				CHECK(PeriodOrdinal(p) == ordinal[i]);
				CHECK(PeriodStartDay(p) <= w.day && PeriodEndDay(p) >= w.day);
			}
		}
	}
	CHECK(w.year == 10000 && w.month == 1 && w.day_of_month == 1);
	for (int i = 0; i < PERIOD_NFREQS; i++)
		CHECK(!PeriodOrdinalInRange((PeriodFreq) i, (int64_t) ordinal[i] + 1));
	CHECK(nperiods[PERIOD_A] == 9999 && nperiods[PERIOD_M] == 12 * 9999L);
	CHECK(nperiods[PERIOD_D] == 3652059 && nperiods[PERIOD_W] == 521723);
}

/*
 * On every day of two cycles of weeks and leap years: all that start on it
 * lie after those of the day before, the day first, then the longer first.
 */
static void
CheckOrder(void)
{
	TimePeriod	before = PeriodMake(PERIOD_W, -20001);

	for (int day = -20000; day < 20000; day++)
	{
		TimePeriod	p = PeriodMake(PERIOD_D, day);

		CHECK(PeriodCompare(before, p) < 0 && PeriodCompare(p, before) > 0);
		for (int freq = PERIOD_A; freq < PERIOD_D; freq++)
		{
			CHECK(PeriodCompare(p, PeriodMake((PeriodFreq) freq, day)) < 0);
			p = PeriodMake((PeriodFreq) freq, day);
			CHECK(PeriodCompare(p, p) == 0);
		}
		before = p;
	}
}

/*
 * Of all integers around those that can be, as many are valid as there are
 * periods, and each period follows the one before it in order and in days.
 */
static void
CheckEveryInteger(void)
{
	const long	expected = 9999L * (1 + 2 + 3 + 4 + 12) + 521723 + 3652059;
	TimePeriod	last[PERIOD_NFREQS];
	bool		seen[PERIOD_NFREQS] = {false};
	long		nvalid = 0;

	for (TimePeriod p = (PERIOD_MIN_DAY - 400) * 8; p < (PERIOD_MAX_DAY + 400) * 8; p++)
	{
		int			i = p & 7;

		if (!PeriodIsValid(p))
			continue;
		nvalid++;
		if (seen[i])
		{
			CHECK(PeriodEndDay(last[i]) + 1 == PeriodStartDay(p) && last[i] < p);
			CHECK(PeriodOrdinal(last[i]) + 1 == PeriodOrdinal(p));
		}
		seen[i] = true;
		last[i] = p;
	}
	CHECK(nvalid == expected, "%ld", nvalid);
	for (int64_t p = INT32_MIN; p <= INT32_MAX; p += 99991)
		CHECK(!PeriodIsValid((TimePeriod) p) ||
			  (p >= PERIOD_MIN_DAY * 8 && p < (PERIOD_MAX_DAY + 1) * 8));
	CHECK(!PeriodIsValid(INT32_MIN) && !PeriodIsValid(INT32_MAX));
	for (int i = 0; i < PERIOD_NFREQS; i++)
	{
		CHECK(!PeriodOrdinalInRange((PeriodFreq) i, INT64_MIN));
		CHECK(!PeriodOrdinalInRange((PeriodFreq) i, INT64_MAX));
	}
}

/* does each day of p count as lying in q?  of a week only its Thursday counts */
static bool
Holds(TimePeriod q, TimePeriod p)
{
	int			first = PeriodStartDay(p);
	int			last = PeriodEndDay(p);

	if (PeriodGetFreq(p) == PERIOD_W && PeriodGetFreq(q) < PERIOD_W)
		first = last = PeriodStartDay(p) + 3;
	return PeriodStartDay(q) <= first && last <= PeriodEndDay(q);
}

/*
 * Conversion of every period of 800 years into every frequency: what holds p
 * does, what p holds it does, the neighbour does not, and all comes back.
 */
static void
CheckConvert(void)
{
	for (int i = 0; i < PERIOD_NFREQS; i++)
		for (int o = DayToOrdinal((PeriodFreq) i, -146097);
			 o <= DayToOrdinal((PeriodFreq) i, 146097); o++)
			for (int j = 0; j < PERIOD_NFREQS; j++)
			{
				PeriodFreq	from = (PeriodFreq) i;
				PeriodFreq	to = (PeriodFreq) j;
				TimePeriod	p = PeriodFromOrdinal(from, o);
				int			start;
				int			end;
				int			back;
				bool		fits = PeriodConvert(p, to, false, &start);

				if (to <= from)
				{
					/* a straddler: it starts in one and ends in the next */
					TimePeriod	q = PeriodFromOrdinal(to, start);

					CHECK(fits == Holds(q, p));
					CHECK(PeriodConvert(p, to, true, &end) == fits && end == start);
					CHECK(fits || (from <= PERIOD_Q && (from == PERIOD_T || to == PERIOD_T)));
					continue;
				}
				if (fits)
				{
					CHECK(Holds(p, PeriodFromOrdinal(to, start)));
					CHECK(!Holds(p, PeriodFromOrdinal(to, start - 1)));
					CHECK(PeriodConvert(PeriodFromOrdinal(to, start), from, false, &back));
					CHECK(back == o);
				}
				if (PeriodConvert(p, to, true, &end))
				{
					CHECK(Holds(p, PeriodFromOrdinal(to, end)));
					CHECK(!Holds(p, PeriodFromOrdinal(to, end + 1)));
					CHECK(PeriodConvert(PeriodFromOrdinal(to, end), from, false, &back));
					CHECK(back == o);
				}
				else
					CHECK(from == PERIOD_S || from == PERIOD_T);
				CHECK(fits || from == PERIOD_S || from == PERIOD_T);
			}
}

/* the fiscal label by counting: which year, and how many months into it */
static void
CheckFiscal(void)
{
	WallDay		w = FirstDay();

	for (; w.year < 450; NextDay(&w))
	{
		int			start_month = 1 + w.day % 12;
		int			start_year;

		if (start_month < 1)
			start_month += 12;
		start_year = w.month >= start_month ? w.year : w.year - 1;
		for (int i = PERIOD_A; i <= PERIOD_M; i++)
			for (int by_end = 0; by_end <= 1; by_end++)
			{
				int			months = (w.month - start_month + 12) % 12;
				int			label = start_year + (by_end && start_month > 1);
				int			number = months / PeriodMonths((PeriodFreq) i) + 1;

				CHECK(FiscalOrdinal((PeriodFreq) i, w.day, start_month, by_end) ==
					  (label - 2000) * PeriodsPerYear((PeriodFreq) i) + number - 1);
			}
	}
}

/*
 * A year ago: the same number in the year before, of days the same day and
 * month.  And the parts of a period: all that lie in it, none besides.
 */
static void
CheckYearAgoAndParts(void)
{
	for (int i = 0; i < PERIOD_NFREQS; i++)
		for (int o = DayToOrdinal((PeriodFreq) i, -146097);
			 o <= DayToOrdinal((PeriodFreq) i, 146097); o++)
		{
			PeriodFreq	freq = (PeriodFreq) i;
			TimePeriod	p = PeriodFromOrdinal(freq, o);
			TimePeriod	ago = 0;
			int			year = PeriodYear(p) - 1;
			bool		found = YearAgo(p, &ago);

			if (freq == PERIOD_D)
			{
				CivilDate	now = DayToCivil(PeriodStartDay(p));
				bool		leap_day = now.month == 2 && now.day == 29;

				CHECK(found == !leap_day);
				CHECK(!found || PeriodStartDay(ago) == CivilToDay(year, now.month, now.day));
			}
			else
			{
				CHECK(found == (PeriodSubperiod(p) <= PeriodsInYear(freq, year)));
				CHECK(!found || ago == PeriodFromNumber(freq, year, PeriodSubperiod(p)));
			}
			for (int j = 0; j < PERIOD_NFREQS; j++)
			{
				int			first;
				int			last;
				int			start;

				if (!PeriodParts(p, (PeriodFreq) j, &first, &last))
					continue;
				start = OrdinalStartDay((PeriodFreq) j, first);
				if (j == PERIOD_W && freq == PERIOD_A)
				{
					CHECK(PeriodFromNumber(PERIOD_W, PeriodYear(p), 1) ==
						  PeriodFromOrdinal(PERIOD_W, first));
					CHECK(last - first + 1 == PeriodsInYear(PERIOD_W, PeriodYear(p)));
					continue;
				}
				CHECK(start == PeriodStartDay(p));
				CHECK(OrdinalStartDay((PeriodFreq) j, last + 1) == PeriodEndDay(p) + 1);
			}
		}
}

int
main(void)
{
	CheckEveryDay();
	CheckEveryInteger();
	CheckOrder();
	CheckConvert();
	CheckFiscal();
	CheckYearAgoAndParts();
	return ChecksDone();
}
