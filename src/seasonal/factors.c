/*
 * factors.c
 *		Factors from elsewhere, and what calendar factors are made of.
 *
 * Nothing is estimated here: trading-day and Easter effects are the user's, or
 * an office's that publishes them.
 */
#include "series/series.h"
#include "base/interrupt.h"

#include "base/number.h"
#include "access/htup_details.h"
#include "funcapi.h"
#include "seasonal/easter_math.h"
#include "utils/builtins.h"
#include "utils/date.h"

PG_FUNCTION_INFO_V1(apply_factors);
PG_FUNCTION_INFO_V1(easter);
PG_FUNCTION_INFO_V1(trading_days);

static bool
IsMultiplicativeText(const text *mode)
{
	char	   *given = text_to_cstring(mode);

	if (strcmp(given, "multiplicative") == 0)
		return true;
	if (strcmp(given, "additive") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unrecognized mode of factors \"%s\"", given),
				 errhint("Factors are multiplicative or additive.")));
	return false;
}

static double
CheckFactor(TimePeriod p, double factor)
{
	if (factor <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a multiplicative factor is not above zero"),
				 errdetail("The factor of %s is %g.", PeriodToCString(p), factor),
				 errhint("Use mode => 'additive' for factors in units of the series.")));
	return factor;
}

Datum
apply_factors(PG_FUNCTION_ARGS)
{
	const TimeSeries *s = PG_GETARG_SERIES(0);
	const TimeSeries *factors = PG_GETARG_SERIES(1);
	bool		multiplicative = IsMultiplicativeText(PG_GETARG_TEXT_PP(2));
	double		base = CheckFinite(PG_GETARG_FLOAT8(3), "apply_factors");
	TimeSeries *result = MakeSeries(SeriesFreq(s), s->first, s->nslots, 1);

	CheckSeriesFreq(s, SeriesFreq(factors));
	if (base <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the base of factors must be above zero"),
				 errhint("It is 1 for ratios and 100 for percentages.")));
	for (int slot = 0; slot < s->nslots; slot++)
	{
		double		value = s->lane[slot];
		double		factor = SeriesValueAt(factors, s->first + slot);

		AllowCancel(slot);
		if (IsAbsent(value) || IsAbsent(factor))
			continue;
		if (multiplicative)
			value /= CheckFactor(SeriesPeriod(s, slot), factor) / base;
		else
			value -= factor;
		result->lane[slot] = CheckResult(value);
	}
	PG_RETURN_SERIES(SeriesResult(result));
}

Datum
easter(PG_FUNCTION_ARGS)
{
	int32		year = PG_GETARG_INT32(0);

	if (year < EASTER_FIRST_YEAR || year > PERIOD_MAX_YEAR)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("Easter of year %d is not known", year),
				 errhint("The years are %d to %d.", EASTER_FIRST_YEAR, PERIOD_MAX_YEAR)));
	PG_RETURN_DATEADT(EasterDay(year));
}

Datum
trading_days(PG_FUNCTION_ARGS)
{
	TimePeriod	p = PG_GETARG_TIMEPERIOD(0);
	TupleDesc	row_type;
	int			count[7];
	Datum		row[7];
	bool		isnull[7] = {false};

	if (get_call_result_type(fcinfo, NULL, &row_type) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "trading_days must return a row");
	CountWeekdays(PeriodStartDay(p), PeriodEndDay(p), count);
	for (int i = 0; i < 7; i++)
		row[i] = Int32GetDatum(count[i]);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(row_type), row, isnull)));
}
