/*
 * period.c
 *		SQL functions on time periods: their parts, and arithmetic in periods.
 *
 * Comparison, hashing and sorting are the server's own functions on int4; see
 * period.sql.  Functions whose SQL name is one word bear the word "period" in
 * C, because the names of exported functions share one space with those of
 * every other library of the backend.
 */
#include "calendar/period.h"

#include "utils/builtins.h"
#include "utils/date.h"

/* a date counts days from 2000-01-01, as periods do */
StaticAssertDecl(POSTGRES_EPOCH_JDATE == 2451545, "epoch of type date");

PG_FUNCTION_INFO_V1(period_of_date);
PG_FUNCTION_INFO_V1(period_freq);
PG_FUNCTION_INFO_V1(period_year);
PG_FUNCTION_INFO_V1(period_subperiod);
PG_FUNCTION_INFO_V1(period_start);
PG_FUNCTION_INFO_V1(period_end);
PG_FUNCTION_INFO_V1(periods_per_year);
PG_FUNCTION_INFO_V1(periods_per_year_freq);
PG_FUNCTION_INFO_V1(period_plus);
PG_FUNCTION_INFO_V1(plus_period);
PG_FUNCTION_INFO_V1(period_minus);
PG_FUNCTION_INFO_V1(period_minus_period);

/*
 * The day number of a date of the years 1 to 9999; raises 22008 for others,
 * the infinite ones included.
 */
static int
CheckDay(DateADT date)
{
	if (date < PERIOD_MIN_DAY || date > PERIOD_MAX_DAY)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("date out of range for a time period"),
				 errdetail("Time periods lie in the years 0001 to 9999."),
				 errhint("Turn infinite dates into NULL, or leave their rows out.")));
	return date;
}

TimePeriod
PeriodFromOrdinalChecked(PeriodFreq freq, int64 ordinal)
{
	if (unlikely(!PeriodOrdinalInRange(freq, ordinal)))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("time period out of range"),
				 errdetail("Time periods lie in the years 0001 to 9999.")));
	return PeriodFromOrdinal(freq, (int) ordinal);
}

Datum
period_of_date(PG_FUNCTION_ARGS)
{
	PeriodFreq	freq = PeriodFreqFromText(PG_GETARG_TEXT_PP(1));

	PG_RETURN_TIMEPERIOD(PeriodOfDay(freq, CheckDay(PG_GETARG_DATEADT(0))));
}

Datum
period_freq(PG_FUNCTION_ARGS)
{
	char		letter = PeriodFreqLetter(PeriodGetFreq(PG_GETARG_TIMEPERIOD(0)));

	PG_RETURN_TEXT_P(cstring_to_text_with_len(&letter, 1));
}

Datum
period_year(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(PeriodYear(PG_GETARG_TIMEPERIOD(0)));
}

Datum
period_subperiod(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(PeriodSubperiod(PG_GETARG_TIMEPERIOD(0)));
}

Datum
period_start(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATEADT(PeriodStartDay(PG_GETARG_TIMEPERIOD(0)));
}

Datum
period_end(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATEADT(PeriodEndDay(PG_GETARG_TIMEPERIOD(0)));
}

Datum
periods_per_year(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(PeriodsPerYear(PeriodGetFreq(PG_GETARG_TIMEPERIOD(0))));
}

Datum
periods_per_year_freq(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(PeriodsPerYear(PeriodFreqFromText(PG_GETARG_TEXT_PP(0))));
}

Datum
period_plus(PG_FUNCTION_ARGS)
{
	PG_RETURN_TIMEPERIOD(PeriodAdd(PG_GETARG_TIMEPERIOD(0), PG_GETARG_INT32(1)));
}

Datum
plus_period(PG_FUNCTION_ARGS)
{
	PG_RETURN_TIMEPERIOD(PeriodAdd(PG_GETARG_TIMEPERIOD(1), PG_GETARG_INT32(0)));
}

Datum
period_minus(PG_FUNCTION_ARGS)
{
	PG_RETURN_TIMEPERIOD(PeriodAdd(PG_GETARG_TIMEPERIOD(0),
								   -(int64) PG_GETARG_INT32(1)));
}

Datum
period_minus_period(PG_FUNCTION_ARGS)
{
	TimePeriod	p = PG_GETARG_TIMEPERIOD(0);
	TimePeriod	q = PG_GETARG_TIMEPERIOD(1);

	CheckSameFreq(p, q);
	PG_RETURN_INT32(PeriodOrdinal(p) - PeriodOrdinal(q));
}
