/*
 * hierarchy_build.c
 *		Nodes and levels of a dimension from the paths of its labels.
 *
 * All three kinds of dimension come down to the same thing: for each finest
 * label the labels above it.  Sorted from the top down, the nodes of every
 * level are runs of equal paths.
 */
#include "base/compat.h"

#include "calendar/period.h"
#include "cells/hierarchy.h"

#include "common/int.h"

/* the frequencies above each one: weeks and days of a year as SDMX has them */
static const PeriodFreq longer_freq[PERIOD_NFREQS] = {
	PERIOD_A, PERIOD_A, PERIOD_A, PERIOD_A, PERIOD_Q, PERIOD_A, PERIOD_M
};

typedef struct PathOrder
{
	const LabelPath *path;
	int			nlevels;
} PathOrder;

static int
ComparePathsFrom(const LabelPath *a, const LabelPath *b, int nlevels, int lowest)
{
	for (int level = nlevels - 1; level >= lowest; level--)
	{
		int			cmp = strcmp(a->label[level], b->label[level]);

		if (cmp != 0)
			return cmp;
	}
	return 0;
}

static int
ComparePathIndexes(const void *a, const void *b, void *arg)
{
	const PathOrder *order = arg;

	return ComparePathsFrom(&order->path[*(const int *) a],
							&order->path[*(const int *) b], order->nlevels, 0);
}

/*
 * One level of nodes out of the sorted paths, and for each path its node.
 */
static void
BuildLevel(RollupLevel *level, const LabelPath *path, int npaths,
		   const int *sorted, int nlevels, int depth, int *node)
{
	level->nnodes = 0;
	level->label = palloc(Max(npaths, 1) * sizeof(char *));
	level->population = palloc0(Max(npaths, 1) * sizeof(int64));
	level->parent = NULL;
	for (int i = 0; i < npaths; i++)
	{
		const LabelPath *this = &path[sorted[i]];

		if (i == 0 ||
			ComparePathsFrom(&path[sorted[i - 1]], this, nlevels, depth) != 0)
		{
			level->label[level->nnodes] = depth < nlevels ? this->label[depth] : LABEL_TOTAL;
			level->nnodes++;
		}
		node[sorted[i]] = level->nnodes - 1;
		/* more people than there can be, where the sum would not fit */
		if (pg_add_s64_overflow(level->population[level->nnodes - 1],
								Max(this->population, 0),
								&level->population[level->nnodes - 1]))
			level->population[level->nnodes - 1] = PG_INT64_MAX;
	}
}

/*
 * All levels, the total as the last.  node_of_path gets the nodes at level 0.
 */
static void
BuildLevels(const Dimension *dimension, const LabelPath *path, int npaths,
			RollupDim *dim, int *node_of_path)
{
	int			nlevels = dimension->nlevels;
	int		   *sorted = palloc(Max(npaths, 1) * sizeof(int));
	int		   *node = palloc(Max(npaths, 1) * sizeof(int));
	int		   *below = palloc(Max(npaths, 1) * sizeof(int));
	PathOrder	order = {path, nlevels};

	for (int i = 0; i < npaths; i++)
		sorted[i] = i;
	qsort_arg(sorted, npaths, sizeof(int), ComparePathIndexes, &order);

	dim->name = dimension->column;
	dim->is_period = dimension->kind == DIMENSION_PERIOD;
	dim->nlevels = nlevels + 1;
	dim->level = palloc0(dim->nlevels * sizeof(RollupLevel));
	for (int depth = 0; depth <= nlevels; depth++)
	{
		RollupLevel *level = &dim->level[depth];

		BuildLevel(level, path, npaths, sorted, nlevels, depth, node);
		level->name = depth < nlevels ? dimension->level_name[depth] : NULL;
		if (!dimension->has_population)
			level->population = NULL;
		if (depth == 0)
			memcpy(node_of_path, node, npaths * sizeof(int));
		else
		{
			dim->level[depth - 1].parent = palloc(Max(npaths, 1) * sizeof(int));
			for (int i = 0; i < npaths; i++)
				dim->level[depth - 1].parent[below[i]] = node[i];
		}
		memcpy(below, node, npaths * sizeof(int));
	}
}

/*
 * The labels of a period and of the longer ones that hold it.  False where it
 * is none of the dimension's frequency.
 */
static bool
PeriodPath(const Dimension *dimension, const char *label, LabelPath *path)
{
	int			nlevels = dimension->nlevels;
	bool		known = strcmp(label, LABEL_UNKNOWN) != 0;
	TimePeriod	period = 0;

	if (strcmp(label, LABEL_TOTAL) == 0)
		return false;
	if (known)
	{
		PeriodFromText(label, strlen(label), &period, NULL);
		if (dimension->freq != (int) PeriodGetFreq(period))
			return false;
	}
	path->population = -1;
	path->label = palloc(nlevels * sizeof(char *));
	for (int level = 0; level < nlevels; level++)
	{
		if (!known)
			path->label[level] = LABEL_UNKNOWN;
		else
		{
			path->label[level] = PeriodToCString(period);
			period = PeriodOfDay(longer_freq[PeriodGetFreq(period)],
								 PeriodStartDay(period) +
								 (PeriodGetFreq(period) == PERIOD_W ? 3 : 0));
		}
	}
	return true;
}

/* false for a label that readers would take for a total or a rest */
static bool
PlainPath(char *label, const char *rest, LabelPath *path)
{
	if (strcmp(label, LABEL_TOTAL) == 0 || strcmp(label, rest) == 0)
		return false;
	path->label = palloc(sizeof(char *));
	path->label[0] = label;
	path->population = -1;
	return true;
}

static int
CompareFinestLabels(const void *a, const void *b, void *arg)
{
	const LabelPath *path = arg;

	return strcmp(path[*(const int *) a].label[0], path[*(const int *) b].label[0]);
}

/* does the table itself say where the unknown belongs? */
static bool
HasUnknown(const Dimension *dimension)
{
	for (int i = 0; i < dimension->npaths; i++)
	{
		if (strcmp(dimension->path[i].label[0], LABEL_UNKNOWN) == 0)
			return true;
	}
	return false;
}

/*
 * The paths of a table's rows, one more for the unknown where it has none, and
 * for each label of the source the number of its path, or -1.
 */
static LabelPath *
TablePaths(const Dimension *dimension, char **label, int nlabels,
		   int *npaths, int *path_of_label)
{
	LabelPath  *path = palloc((dimension->npaths + 1) * sizeof(LabelPath));
	int		   *sorted = palloc((dimension->npaths + 1) * sizeof(int));
	int			n = dimension->npaths;

	memcpy(path, dimension->path, n * sizeof(LabelPath));
	if (!HasUnknown(dimension))
	{
		path[n].population = -1;
		path[n].label = palloc(dimension->nlevels * sizeof(char *));
		for (int level = 0; level < dimension->nlevels; level++)
			path[n].label[level] = LABEL_UNKNOWN;
		n++;
	}
	for (int i = 0; i < n; i++)
		sorted[i] = i;
	qsort_arg(sorted, n, sizeof(int), CompareFinestLabels, path);

	for (int i = 0; i < nlabels; i++)
	{
		int			low = 0;
		int			high = n;

		while (low < high)
		{
			int			middle = low + (high - low) / 2;

			if (strcmp(path[sorted[middle]].label[0], label[i]) < 0)
				low = middle + 1;
			else
				high = middle;
		}
		path_of_label[i] = low < n && strcmp(path[sorted[low]].label[0], label[i]) == 0 ?
			sorted[low] : -1;
	}
	*npaths = n;
	return path;
}

/* readers would take such a label for the total of the dimension */
static void
CheckNoTotals(const Dimension *dimension, const LabelPath *path, int npaths)
{
	for (int i = 0; i < npaths; i++)
	{
		for (int level = 0; level < dimension->nlevels; level++)
		{
			if (strcmp(path[i].label[level], LABEL_TOTAL) == 0)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("dimension \"%s\" has the label \"%s\", which stands for totals",
								dimension->column, LABEL_TOTAL),
						 errhint("Rename it in a view of the source or in the hierarchy.")));
		}
	}
}

void
DimensionBuild(const Dimension *dimension, const char *rest, char **label, int nlabels,
			   RollupDim *dim, int *node_of_label)
{
	int		   *path_of_label = palloc(Max(nlabels, 1) * sizeof(int));
	int		   *node_of_path;
	LabelPath  *path;
	int			npaths = 0;

	if (dimension->kind == DIMENSION_TABLE)
	{
		path = TablePaths(dimension, label, nlabels, &npaths, path_of_label);
		CheckNoTotals(dimension, path, npaths);
	}
	else
	{
		path = palloc(Max(nlabels, 1) * sizeof(LabelPath));
		for (int i = 0; i < nlabels; i++)
		{
			bool		placed = dimension->kind == DIMENSION_PERIOD ?
				PeriodPath(dimension, label[i], &path[npaths]) :
				PlainPath(label[i], rest, &path[npaths]);

			path_of_label[i] = placed ? npaths++ : -1;
		}
	}
	node_of_path = palloc(Max(npaths, 1) * sizeof(int));
	BuildLevels(dimension, path, npaths, dim, node_of_path);
	dim->unplaced = (Examples) {0};
	for (int i = 0; i < nlabels; i++)
	{
		node_of_label[i] = path_of_label[i] < 0 ? NODE_UNPLACED : node_of_path[path_of_label[i]];
		if (path_of_label[i] < 0)
			ExampleAdd(&dim->unplaced, label[i]);
	}
}
