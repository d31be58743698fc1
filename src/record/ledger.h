/*
 * ledger.h
 *		What was published, by whom, under which policy: a chain that cannot be
 *		shortened or rewritten without the key.
 *
 * Each entry carries a keyed digest of itself and of the entry before.  The
 * entries hold digests and names, never values.
 */
#ifndef RECORD_LEDGER_H
#define RECORD_LEDGER_H

#include "base/compat.h"

#include "datatype/timestamp.h"

#define LEDGER_DIGEST_SIZE 32

/* an entry, as the record of a release refers to it */
typedef struct LedgerMark
{
	int64		seq;
	uint8		mac[LEDGER_DIGEST_SIZE];
} LedgerMark;

/*
 * Takes the lock under which releases are published, one at a time in a
 * database, until the end of the transaction.  No statement of SQL can take
 * it, or one that conflicts with it.
 */
extern void LedgerLock(void);

/*
 * Appends an entry about the release with this number, and marks it.  The lock
 * must be held.  The policy and the
 * cells enter by their SHA-256 digests.
 */
extern LedgerMark LedgerAppend(const char *action, int id, const char *release,
							   const uint8 policy[LEDGER_DIGEST_SIZE],
							   const uint8 cells[LEDGER_DIGEST_SIZE]);

/*
 * The last entry about the release with this number, and its digest of the
 * cells; false where there is none.
 */
extern bool LedgerLast(int id, LedgerMark *mark, uint8 cells[LEDGER_DIGEST_SIZE]);

/*
 * What a steward writes down elsewhere, so that bucket_ledger_check() misses
 * entries that were cut off: number and digest of the last one, as text.  NULL
 * where there is none.
 */
extern char *LedgerHead(void);

/* an entry about a vintage of a release: its digests of policy and rows */
typedef struct LedgerVintage
{
	int64		seq;
	TimestampTz at;
	uint8		policy[LEDGER_DIGEST_SIZE];
	uint8		cells[LEDGER_DIGEST_SIZE];
} LedgerVintage;

/*
 * Those of the release with this number, in order.
 */
extern LedgerVintage *LedgerVintages(int id, int *n);

/*
 * SHA-256 of a string; and a digest in hexadecimal digits, palloc'd.
 */
extern void LedgerDigest(const char *data, size_t len,
						 uint8 digest[LEDGER_DIGEST_SIZE]);
extern char *DigestHex(const uint8 digest[LEDGER_DIGEST_SIZE]);

#endif							/* RECORD_LEDGER_H */
