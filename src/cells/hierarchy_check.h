/*
 * hierarchy_check.h
 *		Whether the rows of a table are a hierarchy.
 */
#ifndef CELLS_HIERARCHY_CHECK_H
#define CELLS_HIERARCHY_CHECK_H

#include "base/compat.h"
#include "cells/hierarchy.h"

#include "executor/spi.h"

/*
 * Raises where some of the rows, which hold the dimension's levels as text,
 * finest first, in the order of the finest, and perhaps a population, cannot be
 * paths: 22004 for a NULL level, 21000 for a finest label that stands in two
 * rows, which would put one report in two places, 22023 for a negative
 * population.  The error names up to three.
 */
extern void CheckHierarchyRows(SPITupleTable *rows, const Dimension *dimension);

#endif							/* CELLS_HIERARCHY_CHECK_H */
