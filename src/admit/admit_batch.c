/*
 * admit_batch.c
 *		Some rows as a system of their own.
 *
 * Columns that the same rows have are one, found by sums of random numbers of the rows.
 */
#include "base/compat.h"

#include "admit/admit_batch.h"

/* which of a row's columns a batch tells apart: those with the same key are one */
typedef struct ColumnKey
{
	uint64		key[2];
	int			column;
} ColumnKey;

static int
CompareKeys(const void *va, const void *vb)
{
	const ColumnKey *a = va;
	const ColumnKey *b = vb;

	for (int i = 0; i < 2; i++)
	{
		if (a->key[i] != b->key[i])
			return a->key[i] < b->key[i] ? -1 : 1;
	}
	return (a->column > b->column) - (a->column < b->column);
}

static bool
SameKey(const ColumnKey *a, const ColumnKey *b)
{
	return a->key[0] == b->key[0] && a->key[1] == b->key[1];
}

/* columns that the same rows of the batch have, as groups in the order of their first */
static void
GroupColumns(const AdmitWork *work, AdmitBatch *batch)
{
	const ProofSystem *system = work->system;
	Size		ncolumns = Max(system->ncolumns, 1);
	ColumnKey  *key = palloc_extended(ncolumns * sizeof(ColumnKey), MCXT_ALLOC_HUGE);
	int		   *fill;
	int			ngroups = 0;

	for (int c = 0; c < system->ncolumns; c++)
		key[c] = (ColumnKey) {{0, 0}, c};
	for (int i = 0; i < batch->nrows; i++)
	{
		int			row = batch->row[i];

		for (int64 j = system->row_start[row]; j < system->row_start[row + 1]; j++)
		{
			key[system->row_column[j]].key[0] ^= work->key[2 * (Size) row];
			key[system->row_column[j]].key[1] ^= work->key[2 * (Size) row + 1];
		}
	}
	qsort(key, system->ncolumns, sizeof(ColumnKey), CompareKeys);
	batch->group = palloc_extended(ncolumns * sizeof(int), MCXT_ALLOC_HUGE);
	batch->member_start = palloc_extended((ncolumns + 1) * sizeof(int),
										  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	batch->member = palloc_extended(ncolumns * sizeof(int), MCXT_ALLOC_HUGE);
	/* the first column of each group stands for it, until groups have numbers */
	for (int i = 0, first = 0; i < system->ncolumns; i++)
	{
		if (!SameKey(&key[first], &key[i]))
			first = i;
		batch->group[key[i].column] = key[i].key[0] == 0 && key[i].key[1] == 0 ? -1 :
			key[first].column;
	}
	for (int c = 0; c < system->ncolumns; c++)
	{
		int			first = batch->group[c];

		if (first < 0)
			continue;
		batch->group[c] = first == c ? ngroups++ : batch->group[first];
		batch->member_start[batch->group[c] + 1]++;
	}
	for (int g = 0; g < ngroups; g++)
		batch->member_start[g + 1] += batch->member_start[g];
	fill = palloc_extended(ncolumns * sizeof(int), MCXT_ALLOC_HUGE);
	memcpy(fill, batch->member_start, ngroups * sizeof(int));
	for (int c = 0; c < system->ncolumns; c++)
	{
		if (batch->group[c] >= 0)
			batch->member[fill[batch->group[c]]++] = c;
	}
	batch->ngroups = ngroups;
	batch->system.ncolumns = ngroups + batch->nrows - work->nadmitted;
	pfree(fill);
	pfree(key);
}

/* rows over groups, ascending as they are numbered by their first columns; then marks */
static void
FormRows(const AdmitWork *work, AdmitBatch *batch)
{
	const ProofSystem *system = work->system;
	int64_t    *start = palloc_extended(((Size) batch->nrows + 1) * sizeof(int64_t),
										MCXT_ALLOC_HUGE);
	int		   *origin = palloc_extended((Size) Max(batch->nrows, 1) * sizeof(int),
										 MCXT_ALLOC_HUGE);
	int		   *column;
	int64		n = 0;

	for (int pass = 0; pass < 2; pass++)
	{
		column = pass == 0 ? NULL : palloc_extended(Max(n, 1) * sizeof(int), MCXT_ALLOC_HUGE);
		n = 0;
		for (int i = 0; i < batch->nrows; i++)
		{
			int			row = batch->row[i];

			start[i] = n;
			for (int64 j = system->row_start[row]; j < system->row_start[row + 1]; j++)
			{
				int			c = system->row_column[j];

				if (batch->member[batch->member_start[batch->group[c]]] != c)
					continue;
				if (pass > 0)
					column[n] = batch->group[c];
				n++;
			}
			if (i < work->nadmitted)
				continue;
			if (pass > 0)
				column[n] = batch->ngroups + i - work->nadmitted;
			n++;
		}
		start[batch->nrows] = n;
	}
	for (int i = 0; i < batch->nrows; i++)
		origin[i] = system->origin[batch->row[i]];
	batch->system.nrows = batch->nrows;
	batch->system.row_start = start;
	batch->system.row_column = column;
	batch->system.origin = origin;
}

/* elements of groups: as many as the measure asks for are enough */
static void
FormGroupMeasure(const AdmitWork *work, AdmitBatch *batch, int m, ProofMeasure *measure)
{
	const ProofMeasure *of = &work->system->measure[m];
	int			ngroups = batch->ngroups;
	int64_t    *start = palloc_extended(((Size) batch->system.ncolumns + 1) * sizeof(int64_t),
										MCXT_ALLOC_HUGE);
	int		   *element = palloc_extended(Max(of->start[work->system->ncolumns], 1) * sizeof(int),
										  MCXT_ALLOC_HUGE);
	int		   *last = palloc_extended(Max(of->nelements, 1) * sizeof(int), MCXT_ALLOC_HUGE);
	int64		n = 0;

	for (int e = 0; e < of->nelements; e++)
		last[e] = -1;
	for (int g = 0; g < ngroups; g++)
	{
		start[g] = n;
		for (int i = batch->member_start[g];
			 i < batch->member_start[g + 1] && n - start[g] < of->least; i++)
		{
			int			c = batch->member[i];

			for (int64 j = of->start[c]; j < of->start[c + 1] && n - start[g] < of->least; j++)
			{
				if (last[of->element[j]] != g)
					element[n++] = of->element[j];
				last[of->element[j]] = g;
			}
		}
		batch->safe[g] &= n - start[g] >= of->least;
	}
	for (int c = ngroups; c <= batch->system.ncolumns; c++)
		start[c] = n;
	*measure = *of;
	measure->start = start;
	measure->element = element;
	pfree(last);
}

void
FormBatch(const AdmitWork *work, AdmitBatch *batch)
{
	ProofMeasure *measure = palloc(PROOF_MAX_MEASURES * sizeof(ProofMeasure));
	Size		ncolumns;

	GroupColumns(work, batch);
	FormRows(work, batch);
	ncolumns = Max(batch->system.ncolumns, 1);
	batch->safe = palloc_extended(ncolumns * sizeof(bool), MCXT_ALLOC_HUGE);
	for (int g = 0; g < batch->system.ncolumns; g++)
		batch->safe[g] = g < batch->ngroups;
	for (int m = 0; m < work->system->nmeasures; m++)
		FormGroupMeasure(work, batch, m, &measure[m]);
	batch->system.nmeasures = work->system->nmeasures;
	batch->system.measure = measure;
	batch->hidden = palloc_extended((Size) Max(batch->nrows, 1) * sizeof(bool), MCXT_ALLOC_HUGE);
	for (int i = 0; i < batch->nrows; i++)
		batch->hidden[i] = i >= work->nadmitted;
}
