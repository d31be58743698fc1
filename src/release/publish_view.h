/*
 * publish_view.h
 *		What readers meet: a plain view over a plain table of safe buckets.
 */
#ifndef RELEASE_PUBLISH_VIEW_H
#define RELEASE_PUBLISH_VIEW_H

#include "base/compat.h"
#include "record/revise.h"

/*
 * Raises what would keep the view from being made of the buckets: 42701 for a
 * column that would stand there twice, and 22023 for two buckets that would read
 * alike.
 */
extern void CheckView(const Rollup *rollup, int nbuckets, const Bucket *bucket);

/*
 * Puts the buckets of the record's next vintage in place of those that readers
 * see.  Makes table and view where they are not there, with the steward's rights,
 * and sets their OIDs in the record.  Rights on the view are
 * given when it is made; whom the steward took them from later does not get them
 * back.  Raises what CheckView() does.
 */
extern void WriteVintage(ReleaseRecord *record, const Rollup *rollup,
						 int nbuckets, const Bucket *bucket);

/*
 * Is the view of the release there?
 */
extern bool ViewExists(const ReleaseRecord *record);

/*
 * The owner of a relation that is there.
 */
extern Oid	OwnerOf(Oid relation);

/*
 * Takes all rows out of the view.
 */
extern void EmptyView(const ReleaseRecord *record);

/*
 * Drops the empty views and tables of retracted releases, those on which nothing
 * depends and which nobody uses at this moment.  The others wait for the next
 * call.
 */
extern void DropLeftovers(void);

#endif							/* RELEASE_PUBLISH_VIEW_H */
