/*
 * text_locale.c
 *		Locales, and the cache of open ICU services.
 *
 * A handle is opened and put into its slot with nothing between that could
 * raise, so an error or a cancel never leaks one.
 */
#include "base/text_locale.h"

#include "base/text_icu.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include <unicode/uloc.h>
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

/*
 * What CLDR writes finer than older encodings can: narrow and thin spaces, the
 * apostrophe, the dash between two dates.
 */
static char *
WithPlainMarks(const char *utf8)
{
	static const char *const marks[][2] = {
		{"\xE2\x80\xAF", "\xC2\xA0"}, {"\xE2\x80\x89", " "},
		{"\xE2\x80\x99", "'"}, {"\xE2\x80\x93", "-"}
	};
	StringInfoData plain;

	initStringInfo(&plain);
	while (*utf8)
	{
		int			i;

		for (i = 0; i < (int) lengthof(marks); i++)
			if (strncmp(utf8, marks[i][0], 3) == 0)
				break;
		if (i < (int) lengthof(marks))
		{
			appendStringInfoString(&plain, marks[i][1]);
			utf8 += 3;
		}
		else
			appendStringInfoChar(&plain, *utf8++);
	}
	return plain.data;
}

text *
ServerText(const char *utf8)
{
	int			encoding = GetDatabaseEncoding();

	if (encoding != PG_UTF8 && encoding != PG_SQL_ASCII)
		utf8 = WithPlainMarks(utf8);
	return cstring_to_text(pg_any_to_server(utf8, (int) strlen(utf8), PG_UTF8));
}
