/*
 * record_seal.h
 *		Keyed digests of the rows that the records of releases are made of.
 */
#ifndef RECORD_RECORD_SEAL_H
#define RECORD_RECORD_SEAL_H

#include "base/compat.h"
#include "record/ledger.h"
#include "record/record_rows.h"

typedef struct RecordSealer RecordSealer;

/*
 * Seals the rows of the vintage that the ledger's entry is about.  It is in the
 * current memory context, and its key is wiped with that.
 */
extern RecordSealer *RecordSealerCreate(const LedgerMark *mark);

/*
 * The seals of a record, of its bucket with this number, palloc'd.
 */
extern bytea *SealRecord(const RecordSealer *sealer, const ReleaseRecord *record);
extern bytea *SealBucket(const RecordSealer *sealer, const ReleaseRecord *record,
						 int ordinal, const LiveBucket *bucket);

#endif							/* RECORD_RECORD_SEAL_H */
