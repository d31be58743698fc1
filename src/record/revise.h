/*
 * revise.h
 *		From the buckets of the last vintage to those of the next.
 *
 * A bucket is a region of the release's space and stays one: later vintages
 * never cut it anew.  Its value changes only if, against each number that it
 * ever showed, at least k people entered it and none, or at least k, left;
 * otherwise it is published unchanged and the reports wait.  So a bucket's
 * difference between any two vintages is zero or speaks of k people.
 *
 * Leaves outside all regions, such as those of a new month, are rolled up
 * among themselves into new buckets.  Where not even all of them together are
 * safe, they wait.
 *
 * In a cube the region of a bucket is its labels, in every margin.  Nothing is
 * rolled up: a bucket that breaks a rule by itself is hidden.
 */
#ifndef RECORD_REVISE_H
#define RECORD_REVISE_H

#include "base/compat.h"
#include "record/placement.h"
#include "record/revise_bucket.h"
#include "record/revise_rows.h"

/*
 * The buckets of the next vintage in canonical order, and the number of
 * reports that no bucket can take.  For a first publication there are no old
 * buckets.
 * Returns false, with the rule, where nothing can be published at all; with
 * BUCKET_RULE_NONE where a cube has no row that keeps all rules, and no total.
 */
extern bool ReviseBuckets(Rollup *rollup, const ReleaseRecord *record,
						  int nold, const LiveBucket *old,
						  int *nbuckets, Bucket **bucket,
						  int64 *unplaced, BucketRule *broken);

#endif							/* RECORD_REVISE_H */
