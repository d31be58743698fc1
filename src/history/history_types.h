/*
 * history_types.h
 *		What is kept of a source, in memory.  See history.h for why.
 */
#ifndef HISTORY_HISTORY_TYPES_H
#define HISTORY_HISTORY_TYPES_H

#include "base/compat.h"
#include "cells/amount.h"
#include "cells/scan.h"

/* a number that was shown: of which region of its release, as of which scan */
typedef struct ShownNumber
{
	int			region;
	int			scan;
	uint64		sums;			/* of which amounts the sum was shown with it, a bit each */
} ShownNumber;

typedef struct PastRelease
{
	int			id;				/* of its record; 0 in a dry run */
	char	   *name;			/* when it was first published */
	bool		retracted;
	char	   *contributor;
	char	   *policy;			/* JSON */
	int			nregions;
	char	  **region;			/* what its buckets are known by, see RegionName() */
	int			nnumbers;
	ShownNumber *number;		/* in the order in which they were shown */
	int			nvintages;
	int		   *scan;			/* of each vintage; 0: not known */
	int			nmargins;		/* of a cube; 0: reports lie in one region each */
	int			nplaces;		/* else they lie in a place, ... */
	int		   *place;			/* ... which has a region in each margin, or -1 */
} PastRelease;

/*
 * Reports that were there over the same scans and have the same tags.  A unit
 * is as many numbers as UnitStride() says: the reports, the stretch, the tags,
 * the amounts, which are two numbers each.
 */
typedef struct UnitStretch
{
	int			from;			/* the first scan, from 1 */
	int			until;			/* the first in which they are gone; 0: still there */
	bool		doubtful;		/* whose they are must not be counted */
} UnitStretch;

/* of a unit that was there over more than one: in sums only, see joint_layers.c */
typedef struct FurtherStretch
{
	int			unit;
	UnitStretch stretch;
} FurtherStretch;

/* a combination of labels, and what was ever there */
typedef struct PastLeaf
{
	char	  **label;			/* of each dimension; NULL where not known */
	int		   *region;			/* in each release, of a cube the place; -1 where in none */
	int			nunits;
	int			size;
	uint64	   *unit;
	int			nfurther;
	FurtherStretch *further;	/* by units */
	int			seen;			/* the leaf of the last scan; -1 where it had none */
} PastLeaf;

typedef struct History
{
	Oid			source;
	int			nscans;
	int			nreleases;
	PastRelease *release;
	int			ndims;
	char	  **expression;		/* of the finest label, in SQL */
	char	  **dim_column;		/* that it is made of */
	bool	   *dim_known;		/* by leaves that are there now */
	int			ncolumns;
	char	  **column;
	bool	   *column_known;
	int			namounts;
	char	  **amount;			/* columns of amounts */
	int			nleaves;
	int			max_leaves;
	PastLeaf   *leaf;
	int			nchunks;		/* as stored */
} History;

/* the regions of a release that the leaf lies in: as many as this says, some may be -1 */
static inline int
RegionsOfLeaf(const PastRelease *release, const int *in_release, const int **region)
{
	if (release->nmargins == 0)
	{
		*region = in_release;
		return 1;
	}
	*region = *in_release < 0 ? NULL : release->place + (Size) *in_release * release->nmargins;
	return *in_release < 0 ? 0 : release->nmargins;
}

static inline int
UnitStride(const History *history)
{
	return 2 + history->ncolumns + 2 * history->namounts;
}

/* where a unit has an amount, for AmountAt() and PutAmount() */
static inline uint64 *
UnitAmount(const History *history, const uint64 *unit, int m)
{
	return unconstify(uint64 *, unit) + 2 + history->ncolumns + 2 * m;
}

static inline uint64 *
LeafUnit(const History *history, const PastLeaf *leaf, int i)
{
	return leaf->unit + (Size) i * UnitStride(history);
}

static inline UnitStretch
UnitStretchOf(const uint64 *unit)
{
	return (UnitStretch) {(int) (unit[1] & 0x3fffffff), (int) (unit[1] >> 30 & 0x3fffffff),
		(unit[1] >> 60) != 0};
}

static inline uint64
PackStretch(UnitStretch stretch)
{
	return (uint64) stretch.from | (uint64) stretch.until << 30 |
		(uint64) stretch.doubtful << 60;
}

#endif							/* HISTORY_HISTORY_TYPES_H */
