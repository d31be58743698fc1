/*
 * record_paths.h
 *		Dimensions and hierarchies of a release, held still while it lives.
 *
 * Its buckets are known by the paths of their labels.  Were a place that has
 * reports put below another parent, its reports would be sought in another
 * bucket: they would be counted twice, and what the old bucket shows less what
 * the new one does would be a number about anybody.  So a record keeps the
 * columns of its view and the path of every label that had a report.
 */
#ifndef RECORD_RECORD_PATHS_H
#define RECORD_RECORD_PATHS_H

#include "base/compat.h"
#include "cells/scan.h"
#include "record/record.h"

/*
 * Raises 55000, without naming a label, where the dimensions as they are
 * declared now have other columns than the record, or put a label that had a
 * report in another place.
 */
extern void CheckPaths(const ReleaseRecord *record, const ReleaseSpec *spec);

/*
 * Sets the columns of the record and adds the paths of all leaves to those
 * that it has, in the current memory context.
 */
extern void KeepPaths(ReleaseRecord *record, const ReleaseSpec *spec,
					  const Rollup *rollup);

#endif							/* RECORD_RECORD_PATHS_H */
