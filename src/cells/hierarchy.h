/*
 * hierarchy.h
 *		Dimensions of a release, and the hierarchies that they climb.
 *
 * A dimension is declared as "column" or as "hierarchy:column".
 *
 *	column				a plain one: its values, then the total.  A column of
 *						type time_period climbs the calendar by itself.
 *	month:column		a date or timestamp, by a frequency (a word or an SDMX
 *						letter), which then climbs the calendar
 *	geo:column			one whose values stand in the first level of a table
 *						declared with bucket_hierarchy('geo', ...)
 */
#ifndef CELLS_HIERARCHY_H
#define CELLS_HIERARCHY_H

#include "base/compat.h"
#include "cells/rollup.h"

/* SDMX codes of a total and of an unknown value (CL_GEO and others) */
#define LABEL_TOTAL "_T"
#define LABEL_UNKNOWN "_U"

/*
 * The node of a report that a dimension cannot place: one with a label that
 * stands for a total or a rest, that the hierarchy does not have, or that is no
 * period of the dimension's frequency.  Whoever may file could file such a one;
 * it waits, and nothing else does.
 */
#define NODE_UNPLACED (-1)

typedef enum DimensionKind
{
	DIMENSION_PLAIN,
	DIMENSION_PERIOD,
	DIMENSION_TABLE
} DimensionKind;

/* the labels from the finest level to the last below the total */
typedef struct LabelPath
{
	char	  **label;
	int64		population;		/* of the finest; -1 where unknown */
} LabelPath;

typedef struct Dimension
{
	DimensionKind kind;
	char	   *column;
	char	   *expression;		/* the finest label as text, in SQL */
	int			freq;			/* of periods, a PeriodFreq */
	int			nlevels;		/* without the total */
	char	  **level_name;		/* columns of the release; NULL until known */
	Oid			table;			/* of a declared hierarchy, with all its rows: */
	bool		has_population;
	int			npaths;			/* ascending by the finest label */
	LabelPath  *path;
} Dimension;

/*
 * Reads one declaration of the steward's, in the current memory context: the
 * source with the rights of the steward, a hierarchy, which he must be allowed
 * to read, with those of the role that declared it.  Raises 42703 for a column
 * that the source does not have, 42704 for an unknown hierarchy, 42501 for one
 * that the steward may not read, 22023 for what cannot be a dimension.
 */
extern void DimensionDeclare(const char *declaration, Oid source, Oid steward,
							 Dimension *dimension);

/*
 * The dimension with all its nodes, given the finest labels that the source
 * has, and what a rest of a plain dimension is called.  Writes the node of each
 * label at level 0, or NODE_UNPLACED, to node_of_label.  Raises 22023 where a
 * label of the hierarchy is that of a total.
 */
extern void DimensionBuild(const Dimension *dimension, const char *rest,
						   char **label, int nlabels, RollupDim *dim,
						   int *node_of_label);

#endif							/* CELLS_HIERARCHY_H */
