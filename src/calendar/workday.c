/*
 * workday.c
 *		Business days between dates, the holidays being the caller's.
 *
 * Which days a court, a ministry or a port keeps is decided by each of them,
 * every year; holidays() knows those of the law.  The caller gives an array, or
 * ARRAY(SELECT day FROM table), which the server evaluates once for a query.
 */
#include "calendar/workday.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/date.h"

PG_FUNCTION_INFO_V1(add_business_days);
PG_FUNCTION_INFO_V1(business_days_between);

static DateADT
CheckFiniteDate(DateADT day)
{
	if (DATE_NOT_FINITE(day))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("business days from or to an infinite date cannot be counted")));
	return day;
}

static int
CompareDays(const void *left, const void *right)
{
	int32		a = *(const int32 *) left;
	int32		b = *(const int32 *) right;

	return (a > b) - (a < b);
}

/*
 * Reads an array of dates in any order into the context; weekends and
 * repetitions are no matter.
 */
static void
ReadHolidays(ArrayType *array, MemoryContext context, Holidays *holidays)
{
	Datum	   *elements;
	bool	   *nulls;
	int			nelements;
	int			kept = 0;

	deconstruct_array(array, DATEOID, sizeof(DateADT), true, TYPALIGN_INT,
					  &elements, &nulls, &nelements);
	holidays->day = MemoryContextAlloc(context, Max(nelements, 1) * sizeof(int32));
	for (int i = 0; i < nelements; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("holidays contain a NULL"),
					 errhint("Leave out rows without a date: ARRAY(SELECT day FROM holiday WHERE day IS NOT NULL).")));
		holidays->day[i] = CheckFiniteDate(DatumGetDateADT(elements[i]));
	}
	qsort(holidays->day, nelements, sizeof(int32), CompareDays);
	for (int i = 0; i < nelements; i++)
	{
		int32		day = holidays->day[i];

		if (DayOfWeek(day) < 5 && (kept == 0 || holidays->day[kept - 1] != day))
			holidays->day[kept++] = day;
	}
	holidays->nholidays = kept;
}

const Holidays *
ReadHolidaysOnce(HolidayCache *cache, ArrayType *array, MemoryContext context)
{
	Holidays	holidays;

	if (cache->array != NULL && VARSIZE(cache->array) == VARSIZE(array) &&
		memcmp(cache->array, array, VARSIZE(array)) == 0)
		return &cache->holidays;
	ReadHolidays(array, context, &holidays);
	if (cache->array != NULL)
	{
		pfree(cache->array);
		pfree(cache->holidays.day);
	}
	cache->holidays = holidays;
	cache->array = MemoryContextAlloc(context, VARSIZE(array));
	memcpy(cache->array, array, VARSIZE(array));
	return &cache->holidays;
}

/*
 * The holidays in argument argno, remembered from call to call.
 */
static const Holidays *
HolidaysOfCall(FunctionCallInfo fcinfo, int argno)
{
	if (fcinfo->flinfo->fn_extra == NULL)
		fcinfo->flinfo->fn_extra =
			MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(HolidayCache));
	return ReadHolidaysOnce(fcinfo->flinfo->fn_extra, PG_GETARG_ARRAYTYPE_P(argno),
							fcinfo->flinfo->fn_mcxt);
}

DateADT
MoveBusinessDays(const Holidays *holidays, DateADT day, int32 n)
{
	int64		result = AddBusinessDays(holidays, day, n);

	if (!IS_VALID_DATE(result))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("date out of range")));
	return (DateADT) result;
}

Datum
add_business_days(PG_FUNCTION_ARGS)
{
	DateADT		day = CheckFiniteDate(PG_GETARG_DATEADT(0));

	PG_RETURN_DATEADT(MoveBusinessDays(HolidaysOfCall(fcinfo, 2), day, PG_GETARG_INT32(1)));
}

Datum
business_days_between(PG_FUNCTION_ARGS)
{
	DateADT		from = CheckFiniteDate(PG_GETARG_DATEADT(0));
	DateADT		to = CheckFiniteDate(PG_GETARG_DATEADT(1));

	/* fits: there are fewer business days than days */
	PG_RETURN_INT32((int32) BusinessDaysBetween(HolidaysOfCall(fcinfo, 2), from, to));
}
