/*
 * labels.c
 *		Names of cells, and of the columns that they stand in.
 */
#include "base/compat.h"

#include "cells/hierarchy.h"
#include "cells/labels.h"

#include "utils/builtins.h"

int
LabelColumns(const Rollup *rollup)
{
	/* a dimension has a column for each level but the total */
	return RollupSteps(rollup);
}

const char *
LabelColumnName(const Rollup *rollup, int column)
{
	for (int d = 0; d < rollup->ndims; d++)
	{
		int			nlevels = rollup->dim[d].nlevels - 1;

		if (column < nlevels)
			return rollup->dim[d].level[nlevels - 1 - column].name;
		column -= nlevels;
	}
	elog(ERROR, "no such column of a release");
}

bool
LabelColumnIsPeriod(const Rollup *rollup, int column)
{
	int			d = 0;

	for (; column >= rollup->dim[d].nlevels - 1; d++)
		column -= rollup->dim[d].nlevels - 1;
	return rollup->dim[d].is_period;
}

static void
LabelDimension(const Rollup *rollup, const RollupCell *cell, int d, int reached,
			   const char **label)
{
	const RollupDim *dim = &rollup->dim[d];
	int			nlevels = dim->nlevels - 1;
	int			node = cell->node[d];
	const char *below = LABEL_TOTAL;

	/* "resto de Jalisco"; of a total, the name of the dimension stands for it */
	if (cell->rest_dim == d)
		below = RestLabel(rollup->policy, reached == nlevels ? dim->name :
						  dim->level[reached].label[node]);
	for (int level = 0; level < nlevels; level++)
	{
		int			column = nlevels - 1 - level;

		if (level < reached)
			label[column] = below;
		else
		{
			label[column] = dim->level[level].label[node];
			node = dim->level[level].parent[node];
		}
	}
}

void
LabelCell(const Rollup *rollup, const RollupCell *cell, const char **label)
{
	int		   *levels = palloc(rollup->ndims * sizeof(int));

	RollupLevelsAt(rollup, cell->step, levels);
	for (int d = 0; d < rollup->ndims; d++)
	{
		LabelDimension(rollup, cell, d, levels[d], label);
		label += rollup->dim[d].nlevels - 1;
	}
	pfree(levels);
}

char *
LabelStep(const Rollup *rollup, int step)
{
	int		   *levels = palloc(rollup->ndims * sizeof(int));
	StringInfoData name;

	initStringInfo(&name);
	RollupLevelsAt(rollup, step, levels);
	for (int d = 0; d < rollup->ndims; d++)
	{
		const char *level = rollup->dim[d].level[levels[d]].name;

		if (level != NULL)
			appendStringInfo(&name, "%s%s", name.len > 0 ? " x " : "", level);
	}
	if (name.len == 0)
		appendStringInfoString(&name, LABEL_TOTAL);
	pfree(levels);
	return name.data;
}

void
AppendPathLabel(StringInfo path, const char *label)
{
	char		digits[MAXINT8LEN];
	int			length = strlen(label);

	appendBinaryStringInfo(path, digits, pg_ultoa_n(length, digits));
	appendStringInfoChar(path, ':');
	appendBinaryStringInfo(path, label, length);
	appendStringInfoChar(path, '/');
}
