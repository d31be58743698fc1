/*
 * partner_names.h
 *		From names in many spellings to partners.
 */
#ifndef CODES_PARTNER_NAMES_H
#define CODES_PARTNER_NAMES_H

#include "codes/partner.h"
#include "codes/partner_aliases.h"
#include "codes/partner_key.h"

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
