/*
 * revise_labels.h
 *		The labels that stand in a cube.
 *
 * A cube has a row for every combination of its labels, whether there are reports
 * of it or not, so that a hidden number does not say that there are some.  A label
 * comes in when all its reports together keep every rule, and it stays: one that
 * few people used, or a single one made up, is nowhere to be read.
 */
#ifndef RECORD_REVISE_LABELS_H
#define RECORD_REVISE_LABELS_H

#include "base/compat.h"
#include "record/placement.h"

typedef struct CubeLabel
{
	int			node;			/* of its level; -1: no report has the label now */
	const char *path;			/* its part of the keys of buckets */
	const char **column;		/* what stands in the columns of its dimension */
} CubeLabel;

typedef struct CubeLevel
{
	int			n;
	CubeLabel  *label;
	int		   *of_node;		/* the label of each node; -1 where it has none */
} CubeLevel;

/*
 * For each dimension its levels, the total among them, with the labels that some
 * old bucket has or that come in now.  In the current memory context.
 */
extern CubeLevel **CubeLabels(Rollup *rollup, int nold, const LiveBucket *old);

#endif							/* RECORD_REVISE_LABELS_H */
