/*
 * record.h
 *		The record of a release: what stays the same from vintage to vintage.
 *
 * It has a name, which is that of its view, and keeps the declaration with
 * which it was published.  Its buckets are kept too, each with the people in
 * it (sealed), so that a later vintage can tell how many came and went.
 */
#ifndef RELEASE_RECORD_H
#define RELEASE_RECORD_H

#include "base/compat.h"

#include "utils/array.h"
#include "utils/jsonb.h"

typedef struct ReleaseRecord
{
	char	   *name;			/* schema-qualified and quoted */
	char	   *schema;
	char	   *relname;
	Oid			source;
	ArrayType  *dims;
	char	   *contributor;
	Jsonb	   *policy;
	ArrayType  *readers;		/* names */
	char	   *steward;		/* who published it last; a name */
	int			vintage;		/* 0: not published yet */
	int64		nbuckets;		/* in the last vintage */
	char	  **frontier;		/* of each vintage: its last period, or NULL */
	int			ncolumns;
	char	  **column;			/* of labels, see record_paths.h */
	int			npaths;
	char	  **path;			/* of labels that had a report, sorted */
} ReleaseRecord;

/* what readers see of a bucket beside its number */
typedef struct BucketName
{
	const char **label;			/* one a column of the release */
	const char *level;			/* which columns it shows in full */
} BucketName;

/* a bucket as it was last published */
typedef struct LiveBucket
{
	int			opened;			/* the vintage that made it */
	int			step;
	int			rest_dim;
	char	   *key;			/* path of its nodes, see BucketKey() */
	BucketName	name;
	int64		reports;			/* as published */
	ArrayType  *people;			/* bucket_state[], sealed: those behind each
								 * number that was shown, the last one last */
} LiveBucket;

/*
 * The record of this name, in the current memory context; false where there is
 * none.
 */
extern bool RecordLoad(const char *name, ReleaseRecord *record);

/*
 * Sets the names of a record from what the user calls it.  Raises where there is
 * no schema to put it in.
 */
extern void RecordSetName(const text *name, ReleaseRecord *record);

/*
 * The release that the user calls so.  Raises 42704 where there is none, and
 * 42501 where another role published it and the caller is not a member of that
 * role.
 */
extern void RecordLoadOrRaise(const text *name, ReleaseRecord *record);

/*
 * The names of the other live releases of a source, or of those that were
 * retracted, which may have had the same name.
 */
extern char **RecordsOfSource(Oid source, const char *name, bool retracted, int *n);

/*
 * Its buckets, in the order in which the vintages opened them.  Raises 55000
 * where they are not all there, as in a restored database: without the people
 * nobody can tell what the next vintage would give away.
 */
extern LiveBucket *RecordBuckets(const ReleaseRecord *record, int *nbuckets);

/*
 * Writes the record in place of what was there, one vintage on, with the last
 * period of that vintage (or NULL) and a summary for the catalogue.
 */
extern void RecordStore(const ReleaseRecord *record, const char *frontier,
						int64 nbuckets, int64 reports);

/*
 * Writes the buckets of a release in place of those that were there.
 */
extern void RecordStoreBuckets(const ReleaseRecord *record, int ncolumns,
							   int nbuckets, const LiveBucket *bucket);

/*
 * Marks the release as retracted and forgets the people in its buckets.
 */
extern void RecordRetract(const char *name);

#endif							/* RELEASE_RECORD_H */
