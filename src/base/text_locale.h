/*
 * text_locale.h
 *		Numbers, dates and regions in the words of a locale.
 *
 * Everything here follows CLDR as the linked ICU carries it: what depends on
 * it is STABLE.  All texts come back palloc'd in the current context, in UTF-8;
 * ServerText() makes them fit to be returned.
 */
#ifndef BASE_TEXT_LOCALE_H
#define BASE_TEXT_LOCALE_H

#include "base/compat.h"

/* a checked locale name; ICU's own limit is 157 */
#define LOCALE_SIZE 160

typedef struct LocaleName
{
	char		name[LOCALE_SIZE];
} LocaleName;

/*
 * The locale that a user names (es, es-MX, es_MX, fr-CA), in ICU's spelling.
 * Raises 22023 unless ICU has data of its own for the language.
 */
extern void CheckLocale(const text *given, LocaleName *locale);

/*
 * UTF-8 to a text in the server encoding.  Where that is not UTF-8, the fine
 * spaces, apostrophes and dashes of CLDR become plain ones.  Raises 22P05 for
 * other characters that the encoding does not have.
 */
extern text *ServerText(const char *utf8);

/*
 * Is it a currency of ISO 4217, of today or of the past?  Three ASCII capitals
 * and an end mark.
 */
extern bool CurrencyIsKnown(const char *code);

/*
 * A decimal number, as digits with an optional sign, point and exponent, in
 * short compact form, with the code of a known currency unless that is NULL.
 * Raises 22003 for more digits than anybody would read.
 */
extern char *CompactNumber(const char *decimal, const char *locale,
						   const char *currency);

/*
 * The day that is days after 1970-01-01 in the proleptic Gregorian calendar,
 * with the fields of a CLDR skeleton ("yMMMM") in the order of the locale.
 */
extern char *DateInWords(int days, const char *locale, const char *skeleton);

/*
 * From the month that starts on first_day to the one that ends on last_day,
 * days after 1970-01-01.
 */
extern char *MonthsInWords(int first_day, int last_day, const char *locale);

/*
 * The name of a region ("MX", "419"), in full or the short form where CLDR has
 * one; NULL where the locale has no name for it.
 */
extern char *RegionName(const char *region, const char *locale, bool brief);

/* what ICU knows of one region */
typedef struct RegionCode
{
	int			number;			/* UN M49, -1: none */
	char		alpha2[4];		/* ISO 3166 alpha-2, or three digits */
	char		alpha3[4];		/* ISO 3166 alpha-3, or empty */
} RegionCode;

/*
 * Lists the territories (countries and dependencies), or else the groupings
 * and parts of the world, into codes, and returns their number, at most size.
 */
extern int	ListRegions(bool territories, RegionCode *codes, int size);

/*
 * Does the group ("EU", "019") contain the region ("MX", "021")?  False where
 * ICU does not know either.
 */
extern bool RegionContains(const char *group, const char *region);

#endif							/* BASE_TEXT_LOCALE_H */
