/*
 * period.c
 *		SQL functions on time periods: their parts, and arithmetic in periods.
 *
 * Comparison is in period_order.c.  Functions whose SQL name is one word bear the word "period" in
 * C, because the names of exported functions share one space with those of
 * every other library of the backend.
 */
#include "calendar/period.h"

#include "common/int.h"
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
PG_FUNCTION_INFO_V1(in_range_period_smallint);
PG_FUNCTION_INFO_V1(in_range_period_integer);
PG_FUNCTION_INFO_V1(in_range_period_bigint);
PG_FUNCTION_INFO_V1(to_freq_period);
PG_FUNCTION_INFO_V1(fiscal_period);
PG_FUNCTION_INFO_V1(fiscal_start);
PG_FUNCTION_INFO_V1(fiscal_end);

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

/*
 * Reads "start" or "end", in small letters; "what" is the argument's name.
 */
static bool
IsEnd(const text *given, const char *what)
{
	const char *word = VARDATA_ANY(given);
	int			len = VARSIZE_ANY_EXHDR(given);

	if (len == 3 && memcmp(word, "end", 3) == 0)
		return true;
	if (len != 5 || memcmp(word, "start", 5) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be \"start\" or \"end\"", what)));
	return false;
}

/*
 * What btree asks for RANGE frames with an offset: is val at most (less), or at
 * least, base moved by offset periods?  As in the server's own in_range
 * functions an offset that leads out of the calendar, on either side, is no
 * error: a bound beyond all integers is above or below every period.
 */
static bool
InRange(TimePeriod val, TimePeriod base, int64 offset, bool sub, bool less)
{
	int64		bound;

	CheckSameFreq(val, base);
	if (offset < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PRECEDING_OR_FOLLOWING_SIZE),
				 errmsg("invalid preceding or following size in window function"),
				 errhint("Offsets count periods and are never negative.")));
	if (pg_add_s64_overflow(PeriodOrdinal(base), sub ? -offset : offset, &bound))
		return less != sub;
	return less ? PeriodOrdinal(val) <= bound : PeriodOrdinal(val) >= bound;
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

Datum
in_range_period_smallint(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(InRange(PG_GETARG_TIMEPERIOD(0), PG_GETARG_TIMEPERIOD(1),
						   PG_GETARG_INT16(2), PG_GETARG_BOOL(3),
						   PG_GETARG_BOOL(4)));
}

Datum
in_range_period_integer(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(InRange(PG_GETARG_TIMEPERIOD(0), PG_GETARG_TIMEPERIOD(1),
						   PG_GETARG_INT32(2), PG_GETARG_BOOL(3),
						   PG_GETARG_BOOL(4)));
}

Datum
in_range_period_bigint(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(InRange(PG_GETARG_TIMEPERIOD(0), PG_GETARG_TIMEPERIOD(1),
						   PG_GETARG_INT64(2), PG_GETARG_BOOL(3),
						   PG_GETARG_BOOL(4)));
}

Datum
to_freq_period(PG_FUNCTION_ARGS)
{
	TimePeriod	p = PG_GETARG_TIMEPERIOD(0);
	PeriodFreq	freq = PeriodFreqFromText(PG_GETARG_TEXT_PP(1));
	bool		at_end = IsEnd(PG_GETARG_TEXT_PP(2), "side of to_freq()");
	int			ordinal;

	if (!PeriodConvert(p, freq, at_end, &ordinal))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s does not fit into periods of frequency %s (%c)",
						PeriodToCString(p), PeriodFreqName(freq),
						PeriodFreqLetter(freq)),
				 errdetail("Four-month periods lie across half-years and quarters."),
				 errhint("Say which day counts: period(period_start(p), freq) or period(period_end(p), freq).")));
	PG_RETURN_TIMEPERIOD(PeriodFromOrdinalChecked(freq, ordinal));
}

/*
 * Raises 22023 unless fiscal years have such periods, and start in such a month.
 */
static void
CheckFiscal(PeriodFreq freq, int start_month)
{
	if (PeriodMonths(freq) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("fiscal years have no periods of frequency %s (%c)",
						PeriodFreqName(freq), PeriodFreqLetter(freq)),
				 errhint("Use A, S, T, Q or M.")));
	if (start_month < 1 || start_month > 12)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("fiscal years cannot start in month %d", start_month),
				 errhint("Months run from 1 to 12; the federal year of the United States starts in month 10.")));
}

Datum
fiscal_period(PG_FUNCTION_ARGS)
{
	int			day = CheckDay(PG_GETARG_DATEADT(0));
	PeriodFreq	freq = PeriodFreqFromText(PG_GETARG_TEXT_PP(1));
	int			start_month = PG_GETARG_INT32(2);
	bool		named_by_end = IsEnd(PG_GETARG_TEXT_PP(3), "the naming of fiscal years");

	CheckFiscal(freq, start_month);
	PG_RETURN_TIMEPERIOD(PeriodFromOrdinalChecked(freq,
												  FiscalOrdinal(freq, day, start_month,
																named_by_end)));
}

/*
 * The first day of the fiscal period that is n after the one with this label.
 */
static int
FiscalStart(FunctionCallInfo fcinfo, int n)
{
	TimePeriod	label = PG_GETARG_TIMEPERIOD(0);
	PeriodFreq	freq = PeriodGetFreq(label);
	int			start_month = PG_GETARG_INT32(1);
	bool		named_by_end = IsEnd(PG_GETARG_TEXT_PP(2), "the naming of fiscal years");

	CheckFiscal(freq, start_month);
	return PeriodStartDay(PeriodFromOrdinalChecked(PERIOD_M,
												   FiscalFirstMonth(freq, PeriodOrdinal(label) + n,
																	start_month, named_by_end)));
}

Datum
fiscal_start(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATEADT(FiscalStart(fcinfo, 0));
}

Datum
fiscal_end(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATEADT(FiscalStart(fcinfo, 1) - 1);
}
