/*
 * partner.h
 *		Trade partners as numbers: countries, groups of countries, residues.
 *
 * A partner is its UN M49 number (ISO 3166 numeric), or UN Comtrade's where
 * that one stands for something else than a country of today, or one of the
 * two ranges below.  Groups carry PARTNER_GROUP_BIT as well, so that a total
 * is told from its parts without a look-up.  The numbers are stored in users'
 * tables: none may ever change its meaning.
 */
#ifndef CODES_PARTNER_H
#define CODES_PARTNER_H

#include "base/compat.h"

typedef int32 PartnerCode;

#define DatumGetPartnerCode(X) ((PartnerCode) DatumGetInt32(X))
#define PartnerCodeGetDatum(X) Int32GetDatum(X)
#define PG_GETARG_PARTNERCODE(n) DatumGetPartnerCode(PG_GETARG_DATUM(n))
#define PG_RETURN_PARTNERCODE(x) return PartnerCodeGetDatum(x)

#define PARTNER_GROUP_BIT (1 << 16)
#define PARTNER_WORLD PARTNER_GROUP_BIT
#define PARTNER_EUROPEAN_UNION (97 | PARTNER_GROUP_BIT)

/* below: M49 and Comtrade; then numbers of our own; then Schedule C + this */
#define PARTNER_UN_LIMIT 1000
#define PARTNER_EURO_AREA 2000
#define PARTNER_CENSUS_BASE 10000

/* a code as printed ("MEX", "058", "C0010") and its end */
#define PARTNER_TEXT_SIZE 8

static inline int
PartnerNumber(PartnerCode partner)
{
	return partner & ~PARTNER_GROUP_BIT;
}

/*
 * A group of countries, a total of others, or a part of a country's trade that
 * is inside the country's own row: whatever must not be added to countries.
 */
static inline bool
PartnerIsAggregate(PartnerCode partner)
{
	return (partner & PARTNER_GROUP_BIT) != 0;
}

/*
 * Is there such a partner?  False for any integer that no input can give.
 */
extern bool PartnerIsKnown(PartnerCode partner);

/*
 * Writes the code as partner_code prints it, which reads back as the same
 * value, and returns its length.  Any integer is printed.
 */
extern int	PartnerToText(PartnerCode partner, char text[PARTNER_TEXT_SIZE]);

/*
 * Reads a code, len bytes that need no end mark: alpha-2, alpha-3, a number of
 * at most three digits, Comtrade's own.  On a fault reports 22P02 into
 * escontext (raises, where that is NULL) and returns false.
 */
extern bool PartnerFromText(const char *text, int len, PartnerCode *result,
							struct Node *escontext);

/*
 * The same in silence.
 */
extern bool PartnerScan(const char *text, int len, PartnerCode *result);

/*
 * The partner with a number of M49 or Comtrade; false where there is none.
 * Numbers that Comtrade keeps for other extents of the same country (842, 757,
 * 251, ...) give the country.
 */
extern bool PartnerFromNumber(int number, PartnerCode *result);

/*
 * The partner with a number of Schedule C; false where there is none.
 */
extern bool PartnerFromCensus(int code, PartnerCode *result);

/*
 * The name in the locale, palloc'd UTF-8; the label in English where the
 * locale has none.  NULL for no known partner.
 */
extern char *PartnerName(PartnerCode partner, const char *locale);

#endif							/* CODES_PARTNER_H */
