/*
 * ledger.h
 *		What was published, by whom, under which policy: a chain that cannot be
 *		shortened or rewritten without the key.
 *
 * Each entry carries a keyed digest of itself and of the entry before.  The
 * entries hold digests and names, never values.
 */
#ifndef RELEASE_LEDGER_H
#define RELEASE_LEDGER_H

#include "base/compat.h"

#define LEDGER_DIGEST_SIZE 32

/*
 * Takes the lock under which releases are published, one at a time in a
 * database, until the end of the transaction.
 */
extern void LedgerLock(void);

/*
 * Appends an entry.  The lock must be held.  The policy and the cells enter by
 * their SHA-256 digests.
 */
extern void LedgerAppend(const char *action, const char *release,
						 const uint8 policy[LEDGER_DIGEST_SIZE],
						 const uint8 cells[LEDGER_DIGEST_SIZE]);

/*
 * The digest of the cells in the last entry about a release; false where there
 * is none.
 */
extern bool LedgerLastCells(const char *release, uint8 cells[LEDGER_DIGEST_SIZE]);

/*
 * SHA-256 of a string.
 */
extern void LedgerDigest(const char *data, size_t len,
						 uint8 digest[LEDGER_DIGEST_SIZE]);

#endif							/* RELEASE_LEDGER_H */
