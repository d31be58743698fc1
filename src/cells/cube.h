/*
 * cube.h
 *		The margins of a cube: which totals a release shows beside their parts.
 *
 * A margin is a combination of levels, and in it each report lies in one row.  It
 * is known by its step, see RollupStepOf().
 */
#ifndef CELLS_CUBE_H
#define CELLS_CUBE_H

#include "base/compat.h"
#include "cells/rollup_cell.h"

/* rows of all margins together: what can be written, and proved, in reasonable time */
#define CUBE_MOST_ROWS 1000000

/*
 * The steps of the margins that the policy asks for, ascending, in the current
 * memory context.  Raises 22023 for a column that the release does not have, for
 * two of one dimension and for a margin that is there twice; 54000 for more
 * combinations of levels than there may be rows.
 */
extern int *CubeMargins(const Rollup *rollup, int *n);

#endif							/* CELLS_CUBE_H */
