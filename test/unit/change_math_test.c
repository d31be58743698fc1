/*
 * change_math_test.c
 *		Rates of change against their definitions, and the year before a period
 *		against the calendar.
 */
#include "calendar/period_math.h"
#include "growth/change_math.h"
#include "check.h"

/* no answer, as a number that no rate is */
#define NONE (-12345)

static double
Rate(double newval, double base, BasePolicy policy)
{
	double		result;

	return PercentChange(newval, base, policy, &result) ? result : NONE;
}

/* base, new, and the answers under strict, signed, magnitude, abs_base */
static void
TestPolicies(void)
{
	static const double row[][6] = {
		{100, 120, 20, 20, 20, 20},
		{100, 107, 7, 7, 7, 7},
		{-200, -150, NONE, -25, -25, 25},
		{-200, -250, NONE, 25, 25, -25},
		{-1500, 250, NONE, NONE, NONE, 1750 / 15.0},
		{100, -20, -120, NONE, NONE, -120},
		{0, 5, NONE, NONE, NONE, NONE},
		{0, 0, NONE, NONE, NONE, NONE},
		{100, 0, -100, -100, -100, -100},
		{-100, 0, NONE, -100, -100, 100},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
	{
		for (int policy = 0; policy < NUM_BASE_POLICIES; policy++)
		{
			double		rate = Rate(row[i][1], row[i][0], (BasePolicy) policy);

			CHECK(fabs(rate - row[i][2 + policy]) < 1e-12, "row %zu, policy %d: %g", i, policy, rate);
		}
	}
}

static void
TestRates(void)
{
	double		r;

	CHECK(isinf(Rate(1e308, -1e308, POLICY_ABS_BASE)));
	CHECK(Rate(5e307, 1e307, POLICY_STRICT) == 400);
	CHECK(!LogChange(0, 1, &r) && !LogChange(1, 0, &r) && !LogChange(-1, -1, &r));
	CHECK(LogChange(8, 1, &r) && fabs(r - 300 * log(2)) < 1e-12);
	CHECK(LogChange(1 + 1e-15, 1, &r) && r > 1.1e-13 && r < 1.12e-13);
	CHECK(LogChange(1e308, 1e-308, &r) && fabs(r - 61600 * log(10)) < 1e-8);
	CHECK(!MidpointChange(0, 0, &r) && !MidpointChange(-1, 2, &r) && !MidpointChange(2, -1, &r));
	CHECK(MidpointChange(7, 0, &r) && r == 200);
	CHECK(MidpointChange(0, 7, &r) && r == -200);
	CHECK(MidpointChange(1.5e308, 0.5e308, &r) && fabs(r - 100) < 1e-12);
	CHECK(MidpointChange(5e-324, 0, &r) && r == 200);
	CHECK(MidpointChange(5e-324, 5e-324, &r) && r == 0);
	CHECK(!Annualize(-100.5, 12, 1, &r));
	CHECK(Annualize(-100, 12, 1, &r) && r == -100);
	CHECK(Annualize(21, 1, 2, &r) && fabs(r - 10) < 1e-12);
	CHECK(Annualize(3, 12, 12, &r) && r == 3);
	CHECK(!CompoundGrowth(1, 2, 0, &r) && !CompoundGrowth(0, 2, 1, &r) && !CompoundGrowth(1, 0, 1, &r));
	CHECK(CompoundGrowth(100, 121, 2, &r) && fabs(r - 10) < 1e-12);
	CHECK(CompoundGrowth(100, 107, 1, &r) && r == 7);
}

static void
TestYearAgo(void)
{
	TimePeriod	ago;

	for (int freq = PERIOD_A; freq <= PERIOD_D; freq++)
	{
		int			last = DayToOrdinal((PeriodFreq) freq, CivilToDay(2405, 6, 1));

		for (int ordinal = DayToOrdinal((PeriodFreq) freq, CivilToDay(1995, 6, 1)); ordinal <= last; ordinal++)
		{
			TimePeriod	p = PeriodFromOrdinal((PeriodFreq) freq, ordinal);
			CivilDate	day = DayToCivil(PeriodStartDay(p));

			if (!YearAgo(p, &ago))
			{
				CHECK(freq == PERIOD_D ? day.month == 2 && day.day == 29 :
					  freq == PERIOD_W && PeriodSubperiod(p) == 53);
				continue;
			}
			CHECK(PeriodIsValid(ago) && PeriodYear(ago) == PeriodYear(p) - 1);
			if (freq == PERIOD_D)
				CHECK(DayToCivil(PeriodStartDay(ago)).month == day.month &&
					  DayToCivil(PeriodStartDay(ago)).day == day.day);
			else
				CHECK(PeriodSubperiod(ago) == PeriodSubperiod(p));
		}
	}
	CHECK(!YearAgo(PeriodMake(PERIOD_D, PERIOD_MIN_DAY), &ago));
	CHECK(!YearAgo(PeriodMake(PERIOD_M, PERIOD_MIN_DAY), &ago));
}

/* the parts of a period fill it, from its first day to its last */
static void
TestParts(void)
{
	int			first;
	int			last;

	for (int freq = PERIOD_A; freq <= PERIOD_D; freq++)
	{
		TimePeriod	whole = PeriodOfDay((PeriodFreq) freq, CivilToDay(2024, 2, 5));

		for (int part = PERIOD_A; part <= PERIOD_D; part++)
		{
			if (!PeriodParts(whole, (PeriodFreq) part, &first, &last))
			{
				CHECK(part < freq || part == PERIOD_W ||
					  PeriodMonths((PeriodFreq) freq) % PeriodMonths((PeriodFreq) part) != 0);
				continue;
			}
			if (freq == PERIOD_A && part == PERIOD_W)
				continue;
			CHECK(OrdinalStartDay((PeriodFreq) part, first) == PeriodStartDay(whole));
			CHECK(OrdinalStartDay((PeriodFreq) part, last + 1) - 1 == PeriodEndDay(whole));
		}
	}
	for (int year = 1; year < PERIOD_MAX_YEAR; year++)
	{
		CHECK(PeriodParts(PeriodMake(PERIOD_A, CivilToDay(year, 1, 1)), PERIOD_W, &first, &last));
		CHECK(PeriodYear(PeriodFromOrdinal(PERIOD_W, first)) == year &&
			  PeriodSubperiod(PeriodFromOrdinal(PERIOD_W, first)) == 1);
		CHECK(PeriodYear(PeriodFromOrdinal(PERIOD_W, last)) == year &&
			  PeriodSubperiod(PeriodFromOrdinal(PERIOD_W, last + 1)) == 1);
	}
}

int
main(void)
{
	TestPolicies();
	TestRates();
	TestYearAgo();
	TestParts();
	return ChecksDone();
}
