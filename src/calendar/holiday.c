/*
 * holiday.c
 *		What holidays(), an SQL function over a table of rules, cannot do itself:
 *		find Easter, and raise.
 */
#include "base/compat.h"

#include "calendar/holiday_math.h"
#include "datatype/timestamp.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/fmgrprotos.h"

PG_FUNCTION_INFO_V1(holidays_easter);
PG_FUNCTION_INFO_V1(holidays_require);

#define FIRST_GREGORIAN_YEAR 1583
#define LAST_YEAR 9999

Datum
holidays_easter(PG_FUNCTION_ARGS)
{
	int			year = PG_GETARG_INT32(0);
	int			day = EasterDay(year);

	PG_RETURN_DATEADT(date2j(year, day > 31 ? 4 : 3, day > 31 ? day - 31 : day) -
					  POSTGRES_EPOCH_JDATE);
}

/*
 * Arguments: a country, whether it has rules, and the year that is asked about.
 */
Datum
holidays_require(PG_FUNCTION_ARGS)
{
	int			year = PG_GETARG_INT32(2);

	if (!PG_GETARG_BOOL(1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no holidays are known of \"%s\"", text_to_cstring(PG_GETARG_TEXT_PP(0))),
				 errhint("The countries are those of table holiday_rules, to which you can add.")));
	if (year < FIRST_GREGORIAN_YEAR || year > LAST_YEAR)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("year %d is not between %d and %d", year, FIRST_GREGORIAN_YEAR, LAST_YEAR)));
	PG_RETURN_BOOL(true);
}
