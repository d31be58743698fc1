/*
 * record_paths.c
 *		Keeps the paths of a release's hierarchies, and compares them.
 *
 * A path is kept as one string, "dimension;length:label/length:label/...", the
 * finest label first: two that are equal up to their first slash behind a
 * label are of the same label.
 */
#include "base/compat.h"

#include "cells/labels.h"
#include "record/record_paths.h"

#include "lib/stringinfo.h"

static int
CompareStrings(const void *a, const void *b)
{
	return strcmp(*(char *const *) a, *(char *const *) b);
}

/* the paths of all rows of all hierarchies, sorted */
static char **
DeclaredPaths(const ReleaseSpec *spec, int *n)
{
	char	  **path;
	StringInfoData text;

	*n = 0;
	for (int d = 0; d < spec->ndims; d++)
		*n += spec->dimension[d].npaths;
	path = palloc_extended(Max(*n, 1) * sizeof(char *), MCXT_ALLOC_HUGE);
	*n = 0;
	initStringInfo(&text);
	for (int d = 0; d < spec->ndims; d++)
	{
		const Dimension *dimension = &spec->dimension[d];

		for (int i = 0; i < dimension->npaths; i++)
		{
			resetStringInfo(&text);
			appendStringInfo(&text, "%d;", d);
			for (int level = 0; level < dimension->nlevels; level++)
				AppendPathLabel(&text, dimension->path[i].label[level]);
			path[(*n)++] = pstrdup(text.data);
		}
	}
	qsort(path, *n, sizeof(char *), CompareStrings);
	return path;
}

/* the length of the part that names dimension and finest label */
static size_t
LabelPart(const char *path)
{
	char	   *colon;
	size_t		len = strtoul(strchr(path, ';') + 1, &colon, 10);

	return colon - path + 1 + len + 1;
}

/*
 * The path that these have for the label of this one; NULL where there is
 * none.
 */
static const char *
FindLabel(char *const *path, int n, const char *of)
{
	size_t		len = LabelPart(of);
	int			low = 0;
	int			high = n;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (strncmp(path[middle], of, len) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < n && strncmp(path[low], of, len) == 0 ? path[low] : NULL;
}

/* the label columns of the release, dimension by dimension, finest first */
static char **
ColumnsOf(const ReleaseSpec *spec, int *n)
{
	char	  **column;

	*n = 0;
	for (int d = 0; d < spec->ndims; d++)
		*n += spec->dimension[d].nlevels;
	column = palloc(Max(*n, 1) * sizeof(char *));
	*n = 0;
	for (int d = 0; d < spec->ndims; d++)
	{
		for (int level = 0; level < spec->dimension[d].nlevels; level++)
			column[(*n)++] = spec->dimension[d].level_name[level];
	}
	return column;
}

static void
RaiseMoved(const ReleaseRecord *record, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("the dimensions of release %s have changed", record->name),
			 errdetail("%s", detail),
			 errhint("Put them back.  Or retract the release and publish another; compare the two before you do, since their difference will be public.")));
}

void
CheckPaths(const ReleaseRecord *record, const ReleaseSpec *spec)
{
	int			n;
	char	  **column = ColumnsOf(spec, &n);
	char	  **declared;
	bool		same = n == record->ncolumns;

	for (int i = 0; i < n && same; i++)
		same = strcmp(column[i], record->column[i]) == 0;
	if (!same)
		RaiseMoved(record, "It would have other columns.");

	declared = DeclaredPaths(spec, &n);
	for (int i = 0; i < record->npaths; i++)
	{
		const char *now = FindLabel(declared, n, record->path[i]);

		if (now != NULL && strcmp(now, record->path[i]) != 0)
			RaiseMoved(record, "A label that had reports has other labels above it in its hierarchy.");
	}
}

/* the path of a leaf in dimension d */
static char *
LeafPath(const Rollup *rollup, const RollupCell *leaf, int d)
{
	const RollupDim *dim = &rollup->dim[d];
	int			node = leaf->node[d];
	StringInfoData text;
	char	   *path;

	initStringInfo(&text);
	appendStringInfo(&text, "%d;", d);
	for (int level = 0; level < dim->nlevels - 1; level++)
	{
		AppendPathLabel(&text, dim->level[level].label[node]);
		node = dim->level[level].parent[node];
	}
	path = pstrdup(text.data);
	pfree(text.data);
	return path;
}

void
KeepPaths(ReleaseRecord *record, const ReleaseSpec *spec, const Rollup *rollup)
{
	char	  **path;
	int			n = record->npaths;
	int			most = n;

	record->column = ColumnsOf(spec, &record->ncolumns);
	for (int d = 0; d < rollup->ndims; d++)
		most += spec->dimension[d].kind == DIMENSION_TABLE ? rollup->dim[d].level[0].nnodes : 0;
	path = palloc_extended(Max(most, 1) * sizeof(char *), MCXT_ALLOC_HUGE);
	for (int i = 0; i < n; i++)
		path[i] = record->path[i];
	for (int d = 0; d < rollup->ndims; d++)
	{
		bool	   *seen = palloc0(rollup->dim[d].level[0].nnodes + 1);

		for (int i = 0; i < rollup->nleaves && spec->dimension[d].kind == DIMENSION_TABLE; i++)
		{
			int			node = rollup->leaf[i]->node[d];

			if (node == NODE_UNPLACED)
				continue;
			if (!seen[node])
				path[n++] = LeafPath(rollup, rollup->leaf[i], d);
			seen[node] = true;
		}
		pfree(seen);
	}
	qsort(path, n, sizeof(char *), CompareStrings);
	record->npaths = 0;
	for (int i = 0; i < n; i++)
	{
		if (i == 0 || strcmp(path[i], path[record->npaths - 1]) != 0)
			path[record->npaths++] = path[i];
	}
	record->path = path;
}
