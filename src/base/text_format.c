/*
 * text_format.c
 *		Numbers and days in the words of a locale.
 *
 * Days are those of UTC and of the Gregorian calendar at all times, whatever
 * calendar and week the locale prefers: the periods of trade data are.
 */
#include "base/text_locale.h"

#include "base/text_icu.h"

#include <unicode/ucal.h>
#include <unicode/uchar.h>
#include <unicode/ucurr.h>
#include <unicode/udat.h>
#include <unicode/udateintervalformat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/unumberformatter.h>
#include <unicode/ustring.h>

#define MS_PER_DAY 86400000.0

static const UChar utc[] = {'U', 'T', 'C', 0};

bool
CurrencyIsKnown(const char *code)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		wide[4];

	u_charsToUChars(code, wide, 4);
	return ucurr_isAvailable(wide, U_DATE_MIN, U_DATE_MAX, &status) &&
		U_SUCCESS(status);
}

static void *
OpenCompact(const char *locale, const char *variant, UErrorCode *status)
{
	char		skeleton[64];
	UChar		wide[64];

	/*
	 * The code and not the symbol: "$" is another currency in Washington,
	 * Ottawa and Mexico City.
	 */
	if (variant[0] == '\0')
		strlcpy(skeleton, "compact-short", sizeof(skeleton));
	else
		snprintf(skeleton, sizeof(skeleton),
				 "compact-short currency/%s unit-width-iso-code", variant);
	u_charsToUChars(skeleton, wide, (int32_t) strlen(skeleton) + 1);
	return unumf_openForSkeletonAndLocale(wide, -1, locale, status);
}

static void
CloseCompact(void *handle)
{
	unumf_close(handle);
}

static const IcuService compact_service = {
	"number formatter", OpenCompact, CloseCompact
};

/*
 * CLDR's patterns are made for symbols and join a code to the word for a
 * million ("1 MUSD"); a no-break space parts them.  The buffer has room.
 */
static int32_t
PartCurrency(UChar *wide, int32_t len, const char *currency)
{
	UChar		code[4];
	UChar	   *found;

	u_charsToUChars(currency, code, 4);
	found = u_strFindFirst(wide, len, code, 3);
	if (found == NULL || found == wide || !u_isalpha(found[-1]))
		return len;
	u_memmove(found + 1, found, len - (int32_t) (found - wide));
	*found = 0x00A0;
	return len + 1;
}

char *
CompactNumber(const char *decimal, const char *locale, const char *currency)
{
	UErrorCode	status = U_ZERO_ERROR;
	UNumberFormatter *formatter;
	UFormattedNumber *result;
	UChar		wide[1024];
	int32_t		len = 0;

	formatter = IcuCached(&compact_service, locale, currency ? currency : "");
	result = unumf_openResult(&status);
	if (U_SUCCESS(status))
	{
		unumf_formatDecimal(formatter, decimal, -1, result, &status);
		len = unumf_resultToString(result, wide, lengthof(wide) - 1, &status);
	}
	unumf_closeResult(result);
	if (status == U_BUFFER_OVERFLOW_ERROR || status == U_UNSUPPORTED_ERROR)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("number has too many digits for a compact form")));
	CheckIcu(status, "number format");
	if (currency)
		len = PartCurrency(wide, len, currency);
	return WideToText(wide, len);
}

/*
 * The years of th or fa are others than those of a period.
 */
static void
ToGregorian(const char *locale, char *gregorian, int32_t size,
			UErrorCode *status)
{
	strlcpy(gregorian, locale, size);
	uloc_setKeywordValue("calendar", "gregorian", gregorian, size, status);
}

/*
 * No days were left out in October 1582.
 */
static void
SetProleptic(UDateFormat *format, UErrorCode *status)
{
	UCalendar  *calendar;

	if (U_FAILURE(*status))
		return;
	calendar = ucal_clone(udat_getCalendar(format), status);
	if (U_FAILURE(*status))
		return;
	ucal_setGregorianChange(calendar, -1e17, status);
	udat_setCalendar(format, calendar);
	ucal_close(calendar);
}

static void *
OpenDate(const char *locale, const char *variant, UErrorCode *status)
{
	char		gregorian[LOCALE_SIZE + 32];
	UChar		skeleton[16];
	UChar		pattern[128];
	int32_t		len;
	UDateTimePatternGenerator *generator;
	UDateFormat *format;

	ToGregorian(locale, gregorian, sizeof(gregorian), status);
	generator = udatpg_open(gregorian, status);
	if (U_FAILURE(*status))
		return NULL;
	u_charsToUChars(variant, skeleton, (int32_t) strlen(variant) + 1);
	len = udatpg_getBestPattern(generator, skeleton, -1, pattern,
								lengthof(pattern), status);
	udatpg_close(generator);
	if (U_FAILURE(*status))
		return NULL;
	format = udat_open(UDAT_PATTERN, UDAT_PATTERN, gregorian, utc, -1,
					   pattern, len, status);
	SetProleptic(format, status);
	return format;
}

static void
CloseDate(void *handle)
{
	udat_close(handle);
}

static const IcuService date_service = {"date format", OpenDate, CloseDate};

char *
DateInWords(int days, const char *locale, const char *skeleton)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		wide[256];
	int32_t		len;

	len = udat_format(IcuCached(&date_service, locale, skeleton),
					  days * MS_PER_DAY, wide, lengthof(wide), NULL, &status);
	CheckIcu(status, "date format");
	return WideToText(wide, len);
}

static void *
OpenMonths(const char *locale, const char *variant, UErrorCode *status)
{
	char		gregorian[LOCALE_SIZE + 32];
	UChar		skeleton[16];

	ToGregorian(locale, gregorian, sizeof(gregorian), status);
	if (U_FAILURE(*status))
		return NULL;
	u_charsToUChars(variant, skeleton, (int32_t) strlen(variant) + 1);
	return udtitvfmt_open(gregorian, skeleton, -1, utc, -1, status);
}

static void
CloseMonths(void *handle)
{
	udtitvfmt_close(handle);
}

static const IcuService months_service = {
	"interval format", OpenMonths, CloseMonths
};

static char *
IntervalInWords(int first_day, int last_day, const char *locale)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		wide[256];
	int32_t		len;

	len = udtitvfmt_format(IcuCached(&months_service, locale, "yMMMM"),
						   first_day * MS_PER_DAY, last_day * MS_PER_DAY,
						   wide, lengthof(wide), NULL, &status);
	CheckIcu(status, "interval format");
	return WideToText(wide, len);
}

/*
 * An interval format cannot be made proleptic.  In the middle of a month both
 * calendars are in the same one, at all times from year 1 on.
 *
 * ICU takes the two ends for one where a locale writes them in different forms
 * of the month (Persian): then another last month changes nothing.
 */
char *
MonthsInWords(int first_day, int last_day, const char *locale)
{
	int			first = first_day + 13;
	int			last = last_day - 13;
	char	   *months = IntervalInWords(first, last, locale);

	if (strcmp(months, IntervalInWords(first, last - 31, locale)) != 0)
		return months;
	return psprintf("%s – %s",
					DateInWords(first_day, locale, "yMMMM"),
					DateInWords(last_day, locale, "yMMMM"));
}
