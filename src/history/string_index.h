/*
 * string_index.h
 *		A number for each string.
 */
#ifndef HISTORY_STRING_INDEX_H
#define HISTORY_STRING_INDEX_H

#include "base/compat.h"

#include "common/hashfn.h"
#include "utils/palloc.h"

typedef struct StringIndexEntry
{
	const char *string;			/* kept, not copied */
	uint32		hash;
	char		status;
	int			number;
} StringIndexEntry;

#define SH_PREFIX stringindex
#define SH_ELEMENT_TYPE StringIndexEntry
#define SH_KEY_TYPE const char *
#define SH_KEY string
#define SH_HASH_KEY(tb, key) hash_bytes((const unsigned char *) (key), strlen(key))
#define SH_EQUAL(tb, a, b) (strcmp((a), (b)) == 0)
#define SH_SCOPE static inline
#define SH_STORE_HASH
#define SH_GET_HASH(tb, a) (a)->hash
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

#endif							/* HISTORY_STRING_INDEX_H */
