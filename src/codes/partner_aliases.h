/*
 * partner_aliases.h
 *		Names that people write and CLDR does not have.
 */
#ifndef CODES_PARTNER_ALIASES_H
#define CODES_PARTNER_ALIASES_H

#include "base/compat.h"

/*
 * Other names than CLDR has, UTF-8, separated by "|".  More than one code:
 * the name is ambiguous between them.  They go before CLDR's.
 */
typedef struct PartnerAlias
{
	const char *codes;			/* separated by blanks */
	const char *names;
} PartnerAlias;

extern const PartnerAlias partner_aliases[];
extern const int num_partner_aliases;
extern const PartnerAlias partner_aliases_script[];
extern const int num_partner_aliases_script;

#endif							/* CODES_PARTNER_ALIASES_H */
