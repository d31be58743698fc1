/*
 * key.h
 *		Secret keys, one for each purpose.
 *
 * There is one root key of 32 random bytes a database (or a cluster, where
 * trade_labor.key_file names a file).  Nobody works with the root key itself:
 * HMAC-SHA256 derives from it a key for each purpose and epoch, so that what is
 * learnt about one says nothing about another, and purposes never share a key.
 *
 * No key byte may enter a message, a log line, a setting or a value that SQL
 * can see.  A derived key lives as long as the call or the query that needs
 * it and is wiped then; nothing is cached for the life of a backend.
 */
#ifndef PEOPLE_KEY_H
#define PEOPLE_KEY_H

#include "base/compat.h"

#define SECRET_KEY_SIZE 32

typedef struct SecretKey
{
	uint8		byte[SECRET_KEY_SIZE];
} SecretKey;

/*
 * The purposes.  A name stands for a key for ever: stored values depend on it.
 */
#define KEY_FOR_TAGS "tag"		/* contributor tags, see contributor.h */
#define KEY_FOR_STATES "state"	/* sealing of bucket_state */
#define KEY_FOR_PSEUDONYMS "pseudonym"
#define KEY_FOR_HISTORY "history"	/* of what was published, see history.h */
#define KEY_FOR_LEDGER "ledger" /* chaining of the ledger */
#define KEY_FOR_RECORDS "record"	/* seals of the rows of a release's record */
#define KEY_FOR_CUTS "cut"		/* keyed choices of a release */

/*
 * Derives the key for a purpose and an epoch; "" is the epoch of what is never
 * rotated.  Both are any NUL-terminated strings, unambiguously told apart.
 * The caller wipes *key with ForgetKey(), or uses KeepKey() instead.
 *
 * Reads the key file, or the extension's own table without regard to the
 * caller's rights and search_path.  Writes nothing, so it works in parallel
 * workers, read-only transactions and on standbys.  Needs a transaction.
 * Raises 55000 where there is no key and 42501, F0000 and the like where the
 * file cannot be trusted or read.  Takes some tens of microseconds: call it
 * once a query, never once a row.
 */
extern void DeriveKey(const char *purpose, const char *epoch, SecretKey *key);

/*
 * The same in memory of the given context, wiped when the context is reset or
 * deleted, be it by an error.  For keys that a query keeps in fn_mcxt.
 */
extern const SecretKey *KeepKey(MemoryContext context, const char *purpose,
								const char *epoch);

/*
 * Wipes a key (or anything else) so that no compiler leaves it out.
 */
extern void ForgetKey(void *memory, size_t size);

/*
 * HMAC-SHA256 of the parts, one after the other, into digest.  The parts are
 * not told apart: put lengths between them where that matters.
 */
#define KEYED_DIGEST_SIZE 32

typedef struct DigestPart
{
	const void *data;
	size_t		len;
} DigestPart;

extern void KeyedDigest(const SecretKey *key, const DigestPart *part,
						int nparts, uint8 digest[KEYED_DIGEST_SIZE]);

/*
 * Are they the same?  In time that does not depend on where they differ, so
 * that nobody finds a digest byte by byte.  For every comparison of keyed
 * digests.
 */
extern bool SameDigest(const void *a, const void *b, size_t size);

/*
 * Names the root key without telling anything about it.  Sealed values carry
 * it, so that one made under another key is told from a damaged one.
 */
extern uint64 RootKeyId(void);

#endif							/* PEOPLE_KEY_H */
