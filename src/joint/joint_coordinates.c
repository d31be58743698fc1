/*
 * joint_coordinates.c
 *		Where the unknowns of a system lie among the labels of their source.
 *
 * Reports that no number tells apart are one column, wherever they are; so a column
 * may lie at several coordinates, and several, of other stretches, at the same.
 */
#include "base/compat.h"

#include "joint/joint_coordinates.h"
#include "history/string_index.h"

/* numbers for the labels of each dimension, leaf by leaf; -1 for one not known */
static int *
NumberLabels(const History *history)
{
	int			ndims = history->ndims;
	Size		n = (Size) history->nleaves * ndims;
	int		   *number = palloc_extended(Max(n, 1) * sizeof(int), MCXT_ALLOC_HUGE);

	for (int d = 0; d < ndims; d++)
	{
		stringindex_hash *index = stringindex_create(CurrentMemoryContext, 1024, NULL);
		int			nlabels = 0;

		for (int i = 0; i < history->nleaves; i++)
		{
			const char *label = history->leaf[i].label[d];
			int		   *to = &number[(Size) i * ndims + d];
			StringIndexEntry *entry;
			bool		found;

			*to = -1;
			if (label == NULL)
				continue;
			entry = stringindex_insert(index, label, &found);
			if (!found)
				entry->number = nlabels++;
			*to = entry->number;
		}
		stringindex_destroy(index);
	}
	return number;
}

void
FormCoordinates(const JointVintage *vintage, JointSystem *system)
{
	int			ndims = vintage->history->ndims;
	int			ncolumns = system->proof.ncolumns;
	int		   *number = NumberLabels(vintage->history);
	ProofCoordinates *coordinates = palloc(sizeof(ProofCoordinates));
	int64_t    *start = palloc_extended(((Size) ncolumns + 1) * sizeof(int64_t), MCXT_ALLOC_HUGE);
	Size		most = (Size) system->unit_start[ncolumns] * ndims;
	int		   *label = palloc_extended(Max(most, 1) * sizeof(int), MCXT_ALLOC_HUGE);
	int64		n = 0;

	for (int c = 0; c < ncolumns; c++)
	{
		start[c] = n;
		for (int64 i = system->unit_start[c]; i < system->unit_start[c + 1]; i++)
		{
			int			leaf = system->unit_leaf[i];

			/* the units of a leaf stand together */
			if (i > system->unit_start[c] && leaf == system->unit_leaf[i - 1])
				continue;
			memcpy(label + n * ndims, number + (Size) leaf * ndims, ndims * sizeof(int));
			n++;
		}
	}
	start[ncolumns] = n;
	*coordinates = (ProofCoordinates) {ndims, start, label};
	system->proof.coordinates = coordinates;
	pfree(number);
}
