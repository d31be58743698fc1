/*
 * record_rows.h
 *		The record of a release: what stays the same from vintage to vintage, and
 *		the buckets of the last one.
 */
#ifndef RECORD_RECORD_ROWS_H
#define RECORD_RECORD_ROWS_H

#include "base/compat.h"

#include "utils/array.h"
#include "utils/jsonb.h"

typedef struct ReleaseRecord
{
	int			id;				/* 0: not published yet */
	char	   *name;			/* of the view: schema-qualified and quoted */
	char	   *kept_name;		/* the same when it was last published */
	char	   *schema;
	char	   *relname;
	Oid			view;			/* may be gone: see ViewOfRecord() */
	Oid			cells;			/* the table behind it, likewise */
	Oid			source;
	Oid			steward;		/* who declared it */
	ArrayType  *dims;
	char	   *contributor;
	Jsonb	   *policy;
	ArrayType  *readers;		/* regrole[], as declared */
	int			vintage;		/* 0: not published yet */
	int64		nbuckets;		/* in the last vintage */
	int64		reports;
	char	  **frontier;		/* of each vintage: its last period, or NULL */
	int			ncolumns;
	char	  **column;			/* of labels, see record_paths.h */
	int			npaths;
	char	  **path;			/* of labels that had a report, sorted */
	Jsonb	   *proof;			/* figures of the last vintage's proof */
	int64		entry;			/* of the ledger, about the last vintage */
	bytea	   *seal;			/* of any length */
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
								 * number that was shown, the last one last;
								 * empty where none was: it is hidden */
	int			nsums;
	char	  **sum;			/* as published, as text; NULL: hidden */
} LiveBucket;

#endif							/* RECORD_RECORD_ROWS_H */
