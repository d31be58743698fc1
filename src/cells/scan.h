/*
 * scan.h
 *		From the rows of a source to the leaves of a release, in one scan.
 *
 * The only place that sees contributors.  It sees them one row at a time and
 * keeps keyed tags; nothing that it returns names anybody, and it is gone with
 * the memory context of the call.
 */
#ifndef CELLS_SCAN_H
#define CELLS_SCAN_H

#include "base/compat.h"
#include "cells/hierarchy.h"

typedef struct ReleaseSpec
{
	Oid			source;
	Oid			steward;		/* with whose rights the source is read */
	int			ndims;
	Dimension  *dimension;
	char	   *contributor;	/* column */
	BucketPolicy *policy;
	bool		known;			/* its dimensions were found to identify nobody */
} ReleaseSpec;

/*
 * What to read: the dimensions of one release, or of several at once, and the
 * columns of people, establishments and values that any of their rules asks
 * for, and the amounts that any of them adds up.  The first nown dimensions must
 * not identify people.
 */
typedef struct ScanSpec
{
	Oid			source;
	Oid			steward;		/* with whose rights it is read */
	const BucketPolicy *policy; /* what a rest is called */
	int			ndims;
	int			nown;
	Dimension  *dimension;
	int			ncolumns;
	char	  **column;
	int			namounts;
	char	  **amount;			/* columns of which sums are wanted */
} ScanSpec;

/*
 * A combination of the finest labels.  An entry stands for the reports that
 * have the same tags in all columns: first how many they are, then the tags, 0
 * where a column names nobody, then the sums of their amounts, in two numbers
 * each (see amount.h).  Entries ascend by their tags.
 */
typedef struct ScanLeaf
{
	int		   *node;			/* of each dimension, or NODE_UNPLACED */
	char	  **label;			/* as it stands in the source */
	int			nentries;
	uint64	   *entry;
} ScanLeaf;

typedef struct SourceScan
{
	int			ndims;
	RollupDim  *dim;
	int			ncolumns;
	int			namounts;
	int64	   *unusable;		/* amounts of each that count as none */
	int			nleaves;
	ScanLeaf   *leaf;			/* in the order of their nodes */
} SourceScan;

/* numbers in an entry */
static inline int
ScanStride(int ncolumns, int namounts)
{
	return 1 + ncolumns + 2 * namounts;
}

/* where an entry has an amount */
static inline int
ScanAmount(int ncolumns, int m)
{
	return 1 + ncolumns + 2 * m;
}

static inline const uint64 *
ScanEntry(const SourceScan *scan, const ScanLeaf *leaf, int i)
{
	return leaf->entry + (Size) i * ScanStride(scan->ncolumns, scan->namounts);
}

/*
 * Reads the source with the steward's rights, in the current memory context.
 * Leaves that a dimension cannot place are among the others.  Raises 22023 for a
 * dimension of the first nown that would identify people by itself; one that was
 * looked at when its release was first published need not be among them: labels
 * that somebody files since stop nothing.
 */
extern void ScanSource(const ScanSpec *spec, SourceScan *scan);

/*
 * The dimensions and leaves of one release of those that were read, in the
 * current memory context, leaves in the order of their nodes; dim[] says which
 * of the scan's dimensions are its own, the others which of the columns, -1
 * for none.  Establishments and values of reports without a contributor count
 * for nothing: else whoever can file a report could open a bucket.
 */
typedef struct ScanView
{
	int			ndims;
	int		   *dim;
	int			contributor;
	int			establishment;
	int			sensitive;
} ScanView;

extern void ScanToRollup(const SourceScan *scan, const ScanView *view,
						 const BucketPolicy *policy, Rollup *rollup);

#endif							/* CELLS_SCAN_H */
