/*
 * cube.c
 *		The margins of a cube.
 */
#include "base/compat.h"

#include "cells/cube.h"
#include "cells/labels.h"

#include "lib/stringinfo.h"

/* raises where the steps of a cube would have no numbers */
static void
CheckLevels(const Rollup *rollup)
{
	int64		nsteps = 1;

	for (int d = 0; d < rollup->ndims && nsteps <= CUBE_MOST_ROWS; d++)
		nsteps *= rollup->dim[d].nlevels;
	if (nsteps > CUBE_MOST_ROWS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a cube of so many dimensions would have more than %d rows", CUBE_MOST_ROWS),
				 errhint("Publish several cubes of fewer dimensions each.")));
}

/* all columns of the release, for a hint */
static char *
ListColumns(const Rollup *rollup)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < LabelColumns(rollup); i++)
		appendStringInfo(&list, "%s%s", i > 0 ? ", " : "", LabelColumnName(rollup, i));
	return list.data;
}

/* raises where the release has no such column */
static void
FindColumn(const Rollup *rollup, const char *column, int *dim, int *level)
{
	int			c = 0;

	while (c < LabelColumns(rollup) && strcmp(LabelColumnName(rollup, c), column) != 0)
		c++;
	if (c == LabelColumns(rollup))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the release has no column \"%s\" for a margin", column),
				 errhint("Its columns are %s.", ListColumns(rollup))));
	for (*dim = 0; c >= rollup->dim[*dim].nlevels - 1; (*dim)++)
		c -= rollup->dim[*dim].nlevels - 1;
	*level = rollup->dim[*dim].nlevels - 2 - c;
}

static int
StepOfMargin(const Rollup *rollup, const PolicyMargin *margin)
{
	int		   *levels = palloc(rollup->ndims * sizeof(int));
	int			step;

	for (int d = 0; d < rollup->ndims; d++)
		levels[d] = rollup->dim[d].nlevels - 1;
	for (int i = 0; i < margin->ncolumns; i++)
	{
		int			dim;
		int			level;

		FindColumn(rollup, margin->column[i], &dim, &level);
		if (levels[dim] < rollup->dim[dim].nlevels - 1)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a margin has two columns of dimension \"%s\"", rollup->dim[dim].name),
					 errhint("Name the finest that it shows; the coarser ones stand beside it.")));
		levels[dim] = level;
	}
	step = RollupStepOf(rollup, levels);
	pfree(levels);
	return step;
}

static int
CompareSteps(const void *a, const void *b)
{
	return *(const int *) a - *(const int *) b;
}

int *
CubeMargins(const Rollup *rollup, int *n)
{
	const BucketPolicy *policy = rollup->policy;
	int		   *step;

	CheckLevels(rollup);
	*n = policy->nmargins > 0 ? policy->nmargins : RollupLastStep(rollup) + 1;
	step = palloc(*n * sizeof(int));
	for (int i = 0; i < *n; i++)
		step[i] = policy->nmargins > 0 ? StepOfMargin(rollup, &policy->margin[i]) : i;
	qsort(step, *n, sizeof(int), CompareSteps);
	for (int i = 1; i < *n; i++)
	{
		if (step[i] == step[i - 1])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("margin %s is there twice", LabelStep(rollup, step[i])),
					 errhint("List each margin once.")));
	}
	return step;
}
