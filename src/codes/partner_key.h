/*
 * partner_key.h
 *		What all spellings of a name have in common.
 */
#ifndef CODES_PARTNER_KEY_H
#define CODES_PARTNER_KEY_H

#include "base/compat.h"

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

#endif							/* CODES_PARTNER_KEY_H */
