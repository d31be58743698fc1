/*
 * record.h
 *		A release line: what stays the same from vintage to vintage.
 *
 * A line has a name, which is that of its view, and keeps the declaration with
 * which it was published.  Its buckets are kept too, each with the people in
 * it (sealed), so that a later vintage can tell how many came and went.
 */
#ifndef RELEASE_RECORD_H
#define RELEASE_RECORD_H

#include "base/compat.h"
#include "release/declare.h"

typedef struct ReleaseLine
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
} ReleaseLine;

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
	int64		rows;			/* as published */
	ArrayType  *people;			/* bucket_state[], sealed: those behind each
								 * number that was shown, the last one last */
} LiveBucket;

/*
 * The line of this name, in the current memory context; false where there is
 * none.
 */
extern bool LineLoad(const char *name, ReleaseLine *line);

/*
 * Sets the names of a line from what the user calls it.  Raises where there is
 * no schema to put it in.
 */
extern void LineSetName(const text *name, ReleaseLine *line);

/*
 * The line that the user calls so.  Raises 42704 where there is none, and
 * 42501 where another role published it and the caller is not a member of that
 * role.
 */
extern void LineLoadOrRaise(const text *name, ReleaseLine *line);

/*
 * The names of the other live lines of a source, or of those that were
 * retracted, which may have had the same name.
 */
extern char **LinesOfSource(Oid source, const char *name, bool retracted, int *n);

/*
 * Its buckets, in the order in which the vintages opened them.  Raises 55000
 * where they are not all there, as in a restored database: without the people
 * nobody can tell what the next vintage would give away.
 */
extern LiveBucket *LineBuckets(const ReleaseLine *line, int *nbuckets);

/*
 * Writes the line in place of what was there, one vintage on, with the last
 * period of that vintage (or NULL) and a summary for the catalogue.
 */
extern void LineStore(const ReleaseLine *line, const char *frontier,
					  int64 nbuckets, int64 reports);

/*
 * Writes the buckets of a line in place of those that were there.
 */
extern void LineStoreBuckets(const ReleaseLine *line, int ncolumns,
							 int nbuckets, const LiveBucket *bucket);

/*
 * Marks the line as retracted and forgets the people in its buckets.
 */
extern void LineRetract(const char *name);

#endif							/* RELEASE_RECORD_H */
