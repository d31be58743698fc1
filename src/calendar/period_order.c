/*
 * period_order.c
 *		The order of time periods, and their place beside dates and moments.
 *
 * The order itself is PeriodOrder() in period_math.h.  Beside a moment a period
 * stands where a date column would have its first day, a day at midnight and
 * the longer periods just behind it.  What is compared with a date or a moment
 * is therefore turned into a period that bounds the same ones; the operators in
 * period_time.sql are inlined, so that indexes and partitions see two periods.
 */
#include "calendar/period.h"

#include "utils/date.h"
#include "utils/sortsupport.h"
#include "utils/timestamp.h"

PG_FUNCTION_INFO_V1(time_period_lt);
PG_FUNCTION_INFO_V1(time_period_le);
PG_FUNCTION_INFO_V1(time_period_ge);
PG_FUNCTION_INFO_V1(time_period_gt);
PG_FUNCTION_INFO_V1(time_period_cmp);
PG_FUNCTION_INFO_V1(time_period_sortsupport);
PG_FUNCTION_INFO_V1(time_period_smaller);
PG_FUNCTION_INFO_V1(time_period_larger);
PG_FUNCTION_INFO_V1(time_period_lower_bound);
PG_FUNCTION_INFO_V1(time_period_upper_bound);
PG_FUNCTION_INFO_V1(time_period_bound);
PG_FUNCTION_INFO_V1(time_period_first_from);
PG_FUNCTION_INFO_V1(time_period_last_until);
PG_FUNCTION_INFO_V1(time_period_eq_date);
PG_FUNCTION_INFO_V1(time_period_ne_date);

/* the order of the two arguments */
static inline int
CompareArgs(FunctionCallInfo fcinfo)
{
	return PeriodCompare(PG_GETARG_TIMEPERIOD(0), PG_GETARG_TIMEPERIOD(1));
}

static int
ComparePeriodsFast(Datum x, Datum y, SortSupport ssup)
{
	(void) ssup;
	return PeriodCompare(DatumGetTimePeriod(x), DatumGetTimePeriod(y));
}

Datum
time_period_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(CompareArgs(fcinfo) < 0);
}

Datum
time_period_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(CompareArgs(fcinfo) <= 0);
}

Datum
time_period_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(CompareArgs(fcinfo) >= 0);
}

Datum
time_period_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(CompareArgs(fcinfo) > 0);
}

Datum
time_period_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(CompareArgs(fcinfo));
}

Datum
time_period_sortsupport(PG_FUNCTION_ARGS)
{
	((SortSupport) PG_GETARG_POINTER(0))->comparator = ComparePeriodsFast;
	PG_RETURN_VOID();
}

Datum
time_period_smaller(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(PG_GETARG_DATUM(CompareArgs(fcinfo) <= 0 ? 0 : 1));
}

Datum
time_period_larger(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(PG_GETARG_DATUM(CompareArgs(fcinfo) >= 0 ? 0 : 1));
}

/*
 * The first and the last period, in the order of the type, that lie within p:
 * days.  They make q <@ p a range of q, which an index can answer.
 */
Datum
time_period_lower_bound(PG_FUNCTION_ARGS)
{
	PG_RETURN_TIMEPERIOD(PeriodMake(PERIOD_D, PeriodStartDay(PG_GETARG_TIMEPERIOD(0))));
}

Datum
time_period_upper_bound(PG_FUNCTION_ARGS)
{
	int			last = PeriodEndDay(PG_GETARG_TIMEPERIOD(0));

	/* the last week of 9999 ends in the next year */
	PG_RETURN_TIMEPERIOD(PeriodMake(PERIOD_D, Min(last, PERIOD_MAX_DAY)));
}

/*
 * The day as a bound.  Dates out of the calendar, the infinite ones included,
 * bound on the day before all periods or on the day after: no periods of the
 * type, but good enough to be compared with.
 */
static TimePeriod
DayBound(int64 day)
{
	day = Min(Max(day, PERIOD_MIN_DAY - 1), PERIOD_MAX_DAY + 1);
	return PeriodMake(PERIOD_D, (int) day);
}

/* what starts on the day and comes last of that */
static TimePeriod
LastOfDay(int64 day)
{
	TimePeriod	last = DayBound(day);

	day = PeriodStartDay(last);
	if (FloorDiv((int) day - PERIOD_WEEK_ZERO, 7) * 7 + PERIOD_WEEK_ZERO == day)
		return PeriodMake(PERIOD_W, (int) day);
	if (DayToCivil((int) day).day == 1)
		return PeriodMake(PERIOD_M, (int) day);
	return last;
}

/* days from 2000-01-01, and whether it is midnight; extreme where infinite */
static int64
MomentDay(Timestamp moment, bool *midnight)
{
	int64		day = moment / USECS_PER_DAY;

	*midnight = true;
	if (TIMESTAMP_NOT_FINITE(moment))
		return TIMESTAMP_IS_NOBEGIN(moment) ? PG_INT32_MIN : PG_INT32_MAX;
	day -= moment % USECS_PER_DAY < 0;
	*midnight = day * USECS_PER_DAY == moment;
	return day;
}

Datum
time_period_bound(PG_FUNCTION_ARGS)
{
	PG_RETURN_TIMEPERIOD(DayBound(PG_GETARG_DATEADT(0)));
}

/*
 * The first period, in the order of the type, that does not start before the
 * moment.
 */
Datum
time_period_first_from(PG_FUNCTION_ARGS)
{
	bool		midnight;
	int64		day = MomentDay(PG_GETARG_TIMESTAMP(0), &midnight);

	PG_RETURN_TIMEPERIOD(DayBound(midnight ? day : day + 1));
}

/*
 * The last period, in the order of the type, that starts at the moment (then a
 * day) or before it.
 */
Datum
time_period_last_until(PG_FUNCTION_ARGS)
{
	bool		midnight;
	int64		day = MomentDay(PG_GETARG_TIMESTAMP(0), &midnight);

	PG_RETURN_TIMEPERIOD(midnight ? DayBound(day) : LastOfDay(day));
}

/*
 * A month that was compared with one date would never be equal, and a query
 * come back empty without a word.
 */
static bool
IsDay(TimePeriod p, DateADT day)
{
	PeriodFreq	freq = PeriodGetFreq(p);

	if (freq != PERIOD_D)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a period of frequency %s (%c) is not equal to any date",
						PeriodFreqName(freq), PeriodFreqLetter(freq)),
				 errhint("For the period that holds the day write period @> day, or period = period(day, '%c').",
						 PeriodFreqLetter(freq))));
	return p == DayBound(day);
}

Datum
time_period_eq_date(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(IsDay(PG_GETARG_TIMEPERIOD(0), PG_GETARG_DATEADT(1)));
}

Datum
time_period_ne_date(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!IsDay(PG_GETARG_TIMEPERIOD(0), PG_GETARG_DATEADT(1)));
}
