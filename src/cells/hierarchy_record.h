/*
 * hierarchy_record.h
 *		Hierarchies as they were declared, in the extension's own table.
 *
 * A row carries a keyed digest of itself: whose rights a table is read with must
 * not be changed by hand.
 */
#ifndef CELLS_HIERARCHY_RECORD_H
#define CELLS_HIERARCHY_RECORD_H

#include "base/compat.h"

typedef struct Hierarchy
{
	Oid			table;
	int			nlevels;		/* at least 1 */
	char	  **level;			/* columns, the finest first */
	char	   *population;		/* column; NULL where there is none */
	Oid			steward;		/* who declared it, and as whom it is read */
	bool		fits;			/* its seal */
} Hierarchy;

/*
 * The hierarchy of this name, in the current memory context; false where none
 * is declared.  Raises XX001 for a row of another shape than any declared one.
 */
extern bool HierarchyLoad(const char *name, Hierarchy *hierarchy);

/*
 * Declares it, in place of one of the same name.
 */
extern void HierarchyStore(const char *name, const Hierarchy *hierarchy);

#endif							/* CELLS_HIERARCHY_RECORD_H */
