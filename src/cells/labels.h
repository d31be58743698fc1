/*
 * labels.h
 *		What a published cell is called.
 *
 * A release has a column for each level of each dimension, the coarsest first.
 * Above and at its own level a cell bears the labels of its node and its
 * ancestors; below it says "_T", the SDMX code of a total; where it is a rest,
 * it says so in the finer columns of that dimension.
 */
#ifndef CELLS_LABELS_H
#define CELLS_LABELS_H

#include "base/compat.h"
#include "cells/rollup.h"

#include "lib/stringinfo.h"

extern int	LabelColumns(const Rollup *rollup);

/* the name of a column, as it stands in the source or the hierarchy */
extern const char *LabelColumnName(const Rollup *rollup, int column);

/* does it bear periods? */
extern bool LabelColumnIsPeriod(const Rollup *rollup, int column);

/*
 * Writes the labels, one a column, palloc'd or shared with the rollup.
 */
extern void LabelCell(const Rollup *rollup, const RollupCell *cell,
					  const char **label);

/*
 * The names of the columns that cells of a step show in full, joined:
 * "municipio x tipo"; "_T" where there are none.
 */
extern char *LabelStep(const Rollup *rollup, int step);

/*
 * Appends the label to a path.  It may hold any character, so it stands behind
 * its length: "7:Jalisco/".
 */
extern void AppendPathLabel(StringInfo path, const char *label);

#endif							/* CELLS_LABELS_H */
