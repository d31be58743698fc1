/*
 * elapsed.c
 *		The part of another period that stands beside a period still filling.
 */
#include "base/compat.h"

#include "calendar/period.h"
#include "calendar/workday.h"
#include "comparable/elapsed_math.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(elapsed_last);

/* true for business days; raises 22023 for anything else than the two words */
static bool
ByBusinessDays(const text *by)
{
	char	   *word = text_to_cstring(by);

	if (pg_strcasecmp(word, "business") == 0)
		return true;
	if (pg_strcasecmp(word, "day") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown way to count elapsed days: \"%s\"", word),
				 errhint("Use \"day\" or \"business\".")));
	return false;
}

/*
 * elapsed_last(as_of, freq, n, by, holidays)
 */
Datum
elapsed_last(PG_FUNCTION_ARGS)
{
	DateADT		as_of = PG_GETARG_DATEADT(0);
	PeriodFreq	freq = PeriodFreqFromText(PG_GETARG_TEXT_PP(1));
	bool		business = ByBusinessDays(PG_GETARG_TEXT_PP(3));
	const Holidays *holidays;
	TimePeriod	now;
	TimePeriod	other;

	if (as_of < PERIOD_MIN_DAY || as_of > PERIOD_MAX_DAY)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("date out of range for a period still filling"),
				 errdetail("Periods lie in the years 1 to 9999.")));
	now = PeriodOfDay(freq, as_of);
	other = PeriodAdd(now, -(int64) PG_GETARG_INT32(2));
	if (!business)
		PG_RETURN_DATEADT((DateADT) ElapsedByDays(SpanOfPeriod(now), as_of,
												  SpanOfPeriod(other)));
	if (fcinfo->flinfo->fn_extra == NULL)
		fcinfo->flinfo->fn_extra =
			MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(HolidayCache));
	holidays = ReadHolidaysOnce(fcinfo->flinfo->fn_extra, PG_GETARG_ARRAYTYPE_P(4),
								fcinfo->flinfo->fn_mcxt);
	PG_RETURN_DATEADT((DateADT) ElapsedByBusinessDays(holidays, SpanOfPeriod(now), as_of,
													  SpanOfPeriod(other)));
}
