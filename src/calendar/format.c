/*
 * format.c
 *		Numbers and periods as a brief prints them.
 *
 * For people to read, in their own language.  What is printed here is not read
 * back: a French T3 is a quarter, an SDMX T3 four months.
 */
#include "base/compat.h"

#include <math.h>

#include "base/text_locale.h"
#include "calendar/period.h"
#include "common/shortest_dec.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

PG_FUNCTION_INFO_V1(format_compact_numeric);
PG_FUNCTION_INFO_V1(format_compact_float8);
PG_FUNCTION_INFO_V1(format_period);

/* from 1970-01-01, ICU's day 0, to 2000-01-01, that of periods */
#define ICU_DAY_OF_PERIOD_ZERO 10957

typedef struct CurrencyCode
{
	char		code[4];
} CurrencyCode;

/*
 * Raises 22023 unless it is an ISO 4217 code, in any case.
 */
static void
CheckCurrency(const text *given, CurrencyCode *currency)
{
	int			len = (int) VARSIZE_ANY_EXHDR(given);
	const char *bytes = VARDATA_ANY(given);

	if (len == 3 && isalpha((unsigned char) bytes[0]) &&
		isalpha((unsigned char) bytes[1]) && isalpha((unsigned char) bytes[2]))
	{
		for (int i = 0; i < 3; i++)
			currency->code[i] = pg_ascii_toupper((unsigned char) bytes[i]);
		currency->code[3] = '\0';
		if (CurrencyIsKnown(currency->code))
			return;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("currency \"%.*s\" is not known",
					pg_mbcliplen(bytes, len, 64), bytes),
			 errhint("Write the ISO 4217 code, such as USD, MXN or CAD.")));
}

/*
 * Arguments 1 and, where there is one, 2 are the locale and the currency.
 */
static Datum
FormatCompact(const char *decimal, FunctionCallInfo fcinfo)
{
	LocaleName	locale;
	CurrencyCode currency;
	bool		has_currency = PG_NARGS() > 2;

	CheckLocale(PG_GETARG_TEXT_PP(1), &locale);
	if (has_currency)
		CheckCurrency(PG_GETARG_TEXT_PP(2), &currency);
	PG_RETURN_TEXT_P(ServerText(CompactNumber(decimal, locale.name,
											  has_currency ? currency.code : NULL)));
}

static void
RaiseNotFinite(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("value to be formatted must be finite")));
}

Datum
format_compact_numeric(PG_FUNCTION_ARGS)
{
	Numeric		value = PG_GETARG_NUMERIC(0);

	if (numeric_is_nan(value) || numeric_is_inf(value))
		RaiseNotFinite();
	return FormatCompact(numeric_normalize(value), fcinfo);
}

Datum
format_compact_float8(PG_FUNCTION_ARGS)
{
	float8		value = PG_GETARG_FLOAT8(0);

	if (isnan(value) || isinf(value))
		RaiseNotFinite();
	/* whatever extra_float_digits is; zero has no sign, as in numeric */
	return FormatCompact(double_to_shortest_decimal(value == 0 ? 0 : value),
						 fcinfo);
}

/*
 * Labels of half-years and weeks, which CLDR does not have, in the languages
 * of North America.  NULL for others.
 */
static char *
PeriodLabel(TimePeriod p, const char *locale)
{
	static const char *const labels[3][3] = {
		{"en", "H%d %d", "week %d of %d"},
		{"es", "S%d %d", "semana %d de %d"},
		{"fr", "S%d %d", "semaine %d de %d"},
	};
	int			column = PeriodGetFreq(p) == PERIOD_S ? 1 : 2;

	for (int i = 0; i < (int) lengthof(labels); i++)
		if (strncmp(locale, labels[i][0], 2) == 0 &&
			!isalpha((unsigned char) locale[2]))
			return psprintf(labels[i][column], PeriodSubperiod(p), PeriodYear(p));
	return NULL;
}

/*
 * Four months are named by their first and last: "T2" would be read as the
 * second quarter in half of America.
 */
static char *
PeriodInWords(TimePeriod p, const char *locale)
{
	static const char *const skeletons[PERIOD_NFREQS] = {
		[PERIOD_A] = "y", [PERIOD_Q] = "yQQQ", [PERIOD_M] = "yMMMM",
		[PERIOD_D] = "yMMMMd"
	};
	PeriodFreq	freq = PeriodGetFreq(p);
	int			first_day = PeriodStartDay(p) + ICU_DAY_OF_PERIOD_ZERO;
	char	   *label = NULL;

	if (skeletons[freq])
		return DateInWords(first_day, locale, skeletons[freq]);
	if (freq != PERIOD_T)
		label = PeriodLabel(p, locale);
	if (label)
		return label;
	if (freq == PERIOD_W)
		return PeriodToCString(p);
	return MonthsInWords(first_day, PeriodEndDay(p) + ICU_DAY_OF_PERIOD_ZERO,
						 locale);
}

Datum
format_period(PG_FUNCTION_ARGS)
{
	LocaleName	locale;

	CheckLocale(PG_GETARG_TEXT_PP(1), &locale);
	PG_RETURN_TEXT_P(ServerText(PeriodInWords(PG_GETARG_TIMEPERIOD(0),
											  locale.name)));
}
