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
 * Reads the source with the steward's rights and fills the dimensions and
 * leaves of *rollup, in the current memory context, leaves in the order of
 * their nodes, those that a dimension cannot place among them.  Raises 22023 for
 * a dimension that would identify people by itself, unless that was looked at
 * when the release was first published: labels that somebody files since stop
 * nothing.
 */
extern void ScanSource(const ReleaseSpec *spec, Rollup *rollup);

#endif							/* CELLS_SCAN_H */
