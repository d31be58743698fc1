/*
 * partner_names.h
 *		From names in many spellings to partners.
 */
#ifndef CODES_PARTNER_NAMES_H
#define CODES_PARTNER_NAMES_H

#include "codes/partner.h"

/* longer names are nobody's */
#define MAX_KEY_SIZE 240

/*
 * What all spellings of a name have in common: words without case, accents,
 * articles and punctuation, abbreviations written out, in alphabetical order.
 */
typedef struct PartnerKey
{
	int			len;
	char		text[MAX_KEY_SIZE];
} PartnerKey;

/*
 * The key of a name folded by FoldText() with TEXT_FOLD_ACCENTS.  With
 * is_core, words for the form of the state go too ("Republic of", "the
 * Kingdom of").  False, where nothing is left or the name is too long.
 */
extern bool MakePartnerKey(const char *folded, size_t len, bool is_core,
						   PartnerKey *key);

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
