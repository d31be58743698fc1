/*
 * revise_types.h
 *		A bucket of the vintage that is being made.
 */
#ifndef RECORD_REVISE_TYPES_H
#define RECORD_REVISE_TYPES_H

#include "base/compat.h"
#include "cells/rollup_cell.h"
#include "record/record_rows.h"

/* a bucket to be published */
typedef struct Bucket
{
	const RollupCell *cell;		/* its key, and its people */
	const char *key;
	BucketName	name;
	int			opened;
	int64		reports;			/* to be shown: the old value where it is frozen */
	bool		frozen;
	bool		moved;			/* has people or reports that it does not show */
	BucketRule	broken;			/* by the reports that are in it now, each rule by itself */
	const LiveBucket *old;		/* NULL: new in this vintage */
	int			region;			/* in the history, once it is there */
	const char *because;		/* the joint proof froze it, in words; or NULL */
	const char *width;			/* how uncertain it is while hidden, in words; or NULL */
	ArrayType  *people;			/* bucket_state[], sealed: those behind each
								 * number shown so far, reports the last */
	int			nsums;			/* of the policy; these are set by the joint proof */
	char	  **sum;			/* to be shown, as text; NULL: hidden */
	const char **sum_because;	/* why a new one is hidden, in words */
} Bucket;

#endif							/* RECORD_REVISE_TYPES_H */
