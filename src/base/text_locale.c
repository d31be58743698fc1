/*
 * text_locale.c
 *		Locales and the cache of open ICU services; numbers and dates in words.
 *
 * A handle is opened and put into its slot with nothing between that could
 * raise, so an error or a cancel never leaks one.
 */
#include "base/text_locale.h"

#include "base/text_icu.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/unumberformatter.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>

/*
 * More than one statement needs; the oldest goes when another is opened.
 */
#define NUM_HANDLES 16
#define VARIANT_SIZE 16

/* how much of a faulty text a message repeats */
#define MAX_QUOTED_BYTES 64

typedef struct CachedHandle
{
	const IcuService *service;
	void	   *handle;
	char		locale[LOCALE_SIZE];
	char		variant[VARIANT_SIZE];
} CachedHandle;

static CachedHandle handles[NUM_HANDLES];
static int	next_handle = 0;

void
CheckIcu(UErrorCode status, const char *what)
{
	if (U_FAILURE(status))
		elog(ERROR, "ICU: %s failed: %s", what, u_errorName(status));
}

void *
IcuCached(const IcuService *service, const char *locale, const char *variant)
{
	UErrorCode	status = U_ZERO_ERROR;
	CachedHandle *slot;
	void	   *handle;

	for (int i = 0; i < NUM_HANDLES; i++)
		if (handles[i].service == service &&
			strcmp(handles[i].locale, locale) == 0 &&
			strcmp(handles[i].variant, variant) == 0)
			return handles[i].handle;

	handle = service->open(locale, variant, &status);
	if (U_FAILURE(status) && handle != NULL)
		service->close(handle);
	CheckIcu(status, service->what);

	slot = &handles[next_handle];
	next_handle = (next_handle + 1) % NUM_HANDLES;
	if (slot->service != NULL)
		slot->service->close(slot->handle);
	slot->service = service;
	slot->handle = handle;
	strlcpy(slot->locale, locale, LOCALE_SIZE);
	strlcpy(slot->variant, variant, VARIANT_SIZE);
	return handle;
}

char *
WideToText(const UChar *units, int32_t len)
{
	UErrorCode	status = U_ZERO_ERROR;
	int32_t		size = len * 3 + 1;
	char	   *utf8 = palloc(size);

	u_strToUTF8(utf8, size, NULL, units, len, &status);
	CheckIcu(status, "conversion to UTF-8");
	return utf8;
}

/*
 * ICU answers for any locale, by falling back on the server's or on the root;
 * an answer of that kind is a misspelt locale.
 */
static bool
LocaleIsKnown(const char *given, char *locale)
{
	UErrorCode	status = U_ZERO_ERROR;
	UResourceBundle *bundle;

	if (strspn(given, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
			   "0123456789_-@=;") != strlen(given))
		return false;
	uloc_canonicalize(given, locale, LOCALE_SIZE, &status);
	if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING ||
		locale[0] < 'a' || locale[0] > 'z' || strncmp(locale, "root", 4) == 0)
		return false;
	bundle = ures_open(NULL, locale, &status);
	ures_close(bundle);
	return U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING;
}

void
CheckLocale(const text *given, LocaleName *locale)
{
	static LocaleName last_given;
	static LocaleName last_known;
	char		name[LOCALE_SIZE];
	size_t		len = VARSIZE_ANY_EXHDR(given);

	if (len > 0 && len < LOCALE_SIZE)
	{
		memcpy(name, VARDATA_ANY(given), len);
		name[len] = '\0';
		if (strcmp(name, last_given.name) == 0)
		{
			*locale = last_known;
			return;
		}
		if (LocaleIsKnown(name, locale->name))
		{
			strcpy(last_given.name, name);
			last_known = *locale;
			return;
		}
	}
	len = pg_mbcliplen(VARDATA_ANY(given), (int) len, MAX_QUOTED_BYTES);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("locale \"%.*s\" is not known", (int) len,
					VARDATA_ANY(given)),
			 errhint("Name a language, and a country if need be: en, es, es-MX, fr-CA.")));
}

text *
ServerText(const char *utf8)
{
	char	   *server;

	if (GetDatabaseEncoding() != PG_UTF8)
	{
		StringInfoData plain;

		initStringInfo(&plain);
		for (const char *c = utf8; *c; c++)
		{
			/* U+202F and U+2009 */
			if (strncmp(c, "\xE2\x80\xAF", 3) == 0 ||
				strncmp(c, "\xE2\x80\x89", 3) == 0)
			{
				appendStringInfoString(&plain, "\xC2\xA0");
				c += 2;
			}
			else
				appendStringInfoChar(&plain, *c);
		}
		utf8 = plain.data;
	}
	server = pg_any_to_server(utf8, (int) strlen(utf8), PG_UTF8);
	return cstring_to_text(server);
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
		len = unumf_resultToString(result, wide, lengthof(wide), &status);
	}
	unumf_closeResult(result);
	if (status == U_BUFFER_OVERFLOW_ERROR)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("number is too large for a compact form")));
	CheckIcu(status, "number format");
	return WideToText(wide, len);
}

/*
 * Weeks as in ISO 8601, days of UTC, and the Gregorian calendar at all times.
 */
static void
SetUpCalendar(UDateFormat *format, UErrorCode *status)
{
	UCalendar  *calendar;

	if (U_FAILURE(*status))
		return;
	calendar = ucal_clone(udat_getCalendar(format), status);
	if (U_FAILURE(*status))
		return;
	ucal_setAttribute(calendar, UCAL_FIRST_DAY_OF_WEEK, UCAL_MONDAY);
	ucal_setAttribute(calendar, UCAL_MINIMAL_DAYS_IN_FIRST_WEEK, 4);
	ucal_setGregorianChange(calendar, -1e17, status);
	udat_setCalendar(format, calendar);
	ucal_close(calendar);
}

static void *
OpenDate(const char *locale, const char *variant, UErrorCode *status)
{
	UChar		skeleton[VARIANT_SIZE];
	UChar		pattern[128];
	int32_t		len;
	UDateTimePatternGenerator *generator;
	UDateFormat *format;
	UChar		utc[] = {'U', 'T', 'C', 0};
	char		gregorian[LOCALE_SIZE + 32];

	/* the years of th or fa are others, the periods are not */
	strlcpy(gregorian, locale, sizeof(gregorian));
	uloc_setKeywordValue("calendar", "gregorian", gregorian,
						 sizeof(gregorian), status);
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
	SetUpCalendar(format, status);
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
					  days * 86400000.0, wide, lengthof(wide), NULL, &status);
	CheckIcu(status, "date format");
	return WideToText(wide, len);
}
