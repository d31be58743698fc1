/*
 * partner_names.h
 *		From names in many spellings to partners.
 */
#ifndef CODES_PARTNER_NAMES_H
#define CODES_PARTNER_NAMES_H

#include "base/text_locale.h"
#include "codes/partner.h"
#include "codes/partner_aliases.h"
#include "codes/partner_key.h"

/*
 * A name found stands for a partner, or for the row of an ambiguous alias.
 */
typedef struct NameValue
{
	PartnerCode partner;
	const PartnerAlias *ambiguous;
} NameValue;

/*
 * What a name stands for in all the locales that are known, or in one of any
 * kind; NULL where it is nobody's.  Owned by the table of names.
 */
extern const NameValue *FindPartnerName(const PartnerKey *key);
extern const NameValue *FindLocaleName(const PartnerKey *key,
									   const LocaleName *locale);

/*
 * Visits the keys of all names, in no particular order.  The partner means
 * nothing where the alias is not NULL.
 */
extern void EachPartnerName(void (*visit) (const char *key, int len,
										   PartnerCode partner,
										   const PartnerAlias *ambiguous,
										   void *arg),
							void *arg);

#endif							/* CODES_PARTNER_NAMES_H */
