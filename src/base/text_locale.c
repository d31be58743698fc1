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
