/*
 * revise_rows.h
 *		Buckets as readers see them, and as a record keeps them.
 */
#ifndef RECORD_REVISE_ROWS_H
#define RECORD_REVISE_ROWS_H

#include "base/compat.h"
#include "record/ledger.h"
#include "record/revise_types.h"

/*
 * What readers see of a bucket as a line: each label behind its length and a
 * colon, the number or "hidden", the vintage that opened it, each sum or
 * "hidden".  Palloc'd.  CompareRows() sorts an array of them by their bytes.
 */
extern char *BucketRow(const char *const *label, int ncolumns, const char *reports, int opened,
					   char *const *sum, int nsums);
extern char *LiveBucketRow(const LiveBucket *bucket, int ncolumns);
extern int	CompareRows(const void *a, const void *b);

/*
 * The SHA-256 digest of all these lines, sorted.
 */
extern void DigestBuckets(int ncolumns, int nbuckets, const LiveBucket *bucket,
						  uint8 digest[LEDGER_DIGEST_SIZE]);

/*
 * One bucket in the form in which a record keeps it; all of them, in the order
 * in which vintages opened them.
 */
extern void BucketToLive(const Bucket *bucket, LiveBucket *live);
extern LiveBucket *BucketsToLive(int nbuckets, const Bucket *bucket);

#endif							/* RECORD_REVISE_ROWS_H */
