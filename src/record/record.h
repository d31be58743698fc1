/*
 * record.h
 *		The records of releases: read, found and written.
 *
 * A release is known by a number, and its view, source, steward and readers by
 * their OIDs: who renames one of them, or moves it, changes nothing.  The record
 * keeps the declaration with which it was published, and its buckets, each with
 * the people in it (sealed), so that a later vintage can tell how many came and
 * went.  Every row carries a keyed digest of all that is in it, of where it
 * belongs and of the ledger's entry about it, so that none can be changed by
 * hand, put in the place of another, or brought back from an earlier vintage.
 */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include "base/compat.h"
#include "record/ledger.h"
#include "record/record_rows.h"

/*
 * The record of the live release with this number, in the current memory
 * context; false where there is none.
 */
extern bool RecordLoad(int id, ReleaseRecord *record);

/*
 * Its policy as text, palloc'd.
 */
extern char *RecordPolicyText(const ReleaseRecord *record);

/*
 * The number of the live release that the user calls so: whose view has this
 * name or, where the view is gone, had it when last published.  0 where there
 * is none.
 */
extern int	RecordFind(const text *name);

/*
 * Sets the names of a record from what the user calls it.  Raises where there is
 * no schema to put it in, and 42P16 where it would be temporary.
 */
extern void RecordSetName(const text *name, ReleaseRecord *record);

/*
 * The release that the user calls so.  Raises 42704 where there is none, and
 * 42501 where another role declared it and the caller is not a member of that
 * role.
 */
extern void RecordLoadOrRaise(const text *name, ReleaseRecord *record);

/*
 * The numbers of the other live releases of a source.
 */
extern int *OtherReleasesOf(const ReleaseRecord *record, int *n);

/*
 * Its buckets, in the order in which the vintages opened them.  Raises 55000
 * where they are not all there, as in a restored database: without the people
 * nobody can tell what the next vintage would give away.  Raises XX001 where the
 * record or one of them does not fit its seal.  To be called before anything
 * that the record says is relied on.
 */
extern void RaisePeopleUnknown(const char *name) pg_attribute_noreturn();
extern LiveBucket *RecordBuckets(const ReleaseRecord *record, int *nbuckets);

/*
 * record_store.c: writes the record of the vintage that the ledger's entry is
 * about, and its buckets, in place of what was there.  A new release gets a
 * number.
 */
extern void RecordStore(ReleaseRecord *record, const LedgerMark *mark,
						int nbuckets, const LiveBucket *bucket);

/*
 * A number that no release has had.  The ledger's lock must be held.
 */
extern int	NewRecordId(void);

/*
 * Marks the release as retracted and forgets the people in its buckets.
 */
extern void RecordRetract(const ReleaseRecord *record, const LedgerMark *mark);

#endif							/* RECORD_RECORD_H */
