/*
 * partner_number.h
 *		Trade partners as numbers: countries, groups of countries, residues.
 *
 * A partner is its UN M49 number (ISO 3166 numeric), or UN Comtrade's where
 * that one stands for something else than a country of today, or one of the
 * two ranges below.  Groups carry PARTNER_GROUP_BIT as well, so that a total
 * is told from its parts without a look-up.  The numbers are stored in users'
 * tables: none may ever change its meaning.
 */
#ifndef CODES_PARTNER_NUMBER_H
#define CODES_PARTNER_NUMBER_H

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

/* a code as printed ("MEX", "058", "EXT_EU27_2020") and its end */
#define PARTNER_TEXT_SIZE 16

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

#endif							/* CODES_PARTNER_NUMBER_H */
