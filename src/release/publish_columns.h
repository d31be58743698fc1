/*
 * publish_columns.h
 *		The columns of a release's view: their names, what they show, and what
 *		they say of themselves.
 */
#ifndef RELEASE_PUBLISH_COLUMNS_H
#define RELEASE_PUBLISH_COLUMNS_H

#include "base/compat.h"
#include "cells/rollup.h"

/*
 * What the s-th sum of the policy is called, palloc'd.
 */
extern char *SumColumnName(const BucketPolicy *policy, int s);

/*
 * Raises 42701 for a column that would stand in the view twice.
 */
extern void CheckColumnNames(const Rollup *rollup);

/*
 * The view's columns out of those of the table behind it.
 */
extern char *SelectList(const Rollup *rollup);

/*
 * Comments on the view and its columns, for the tools that show them.  To be
 * called as the view's owner.
 */
extern void CommentColumns(const Rollup *rollup, const char *view);

#endif							/* RELEASE_PUBLISH_COLUMNS_H */
