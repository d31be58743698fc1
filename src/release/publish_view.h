/*
 * publish_view.h
 *		What readers meet: a plain view over a plain table of safe buckets.
 */
#ifndef RELEASE_PUBLISH_VIEW_H
#define RELEASE_PUBLISH_VIEW_H

#include "base/compat.h"
#include "release/revise.h"

/*
 * Makes the table of the record's next vintage with the caller's rights, puts
 * the view on it and drops the table before.  Rights on the view are given when
 * it is made; whom the steward took them from later does not get them back.
 * Raises 42701 for a column that would stand there twice, and 22023 for two
 * buckets that would read alike.
 */
extern void WriteVintage(const ReleaseRecord *record, const Rollup *rollup,
						 int nbuckets, const Bucket *bucket);

/*
 * Drops the view and the table of the last vintage, whatever of them is still
 * there.
 */
extern void DropVintage(const ReleaseRecord *record);

#endif							/* RELEASE_PUBLISH_VIEW_H */
