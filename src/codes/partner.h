/*
 * partner.h
 *		Trade partners: countries, groups of countries, residues.
 */
#ifndef CODES_PARTNER_H
#define CODES_PARTNER_H

#include "base/compat.h"
#include "codes/partner_census.h"
#include "codes/partner_table.h"

/*
 * The name in the locale, palloc'd UTF-8; the label in English where the
 * locale has none.  NULL for no known partner.
 */
extern char *PartnerName(PartnerCode partner, const char *locale);

/*
 * Argument argno, a date, as YYYYMMDD, which compares as dates do.  Raises 22008
 * where it is not finite.
 */
extern int	GetPartnerDay(FunctionCallInfo fcinfo, int argno);

#endif							/* CODES_PARTNER_H */
