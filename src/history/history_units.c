/*
 * history_units.c
 *		The units of one leaf.
 */
#include "base/compat.h"

#include "history/history_units.h"

#include "utils/memutils.h"

static int
CompareUnits(const void *va, const void *vb, void *stride)
{
	const uint64 *a = va;
	const uint64 *b = vb;

	/* the reports come first and do not matter */
	for (int i = *(const int *) stride - 1; i > 0; i--)
	{
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	}
	return 0;
}

void
TidyUnits(const History *history, PastLeaf *leaf)
{
	int			stride = UnitStride(history);
	int			n = 0;

	qsort_arg(leaf->unit, leaf->nunits, stride * sizeof(uint64), CompareUnits, &stride);
	for (int i = 0; i < leaf->nunits; i++)
	{
		uint64	   *unit = LeafUnit(history, leaf, i);

		if (unit[0] == 0)
			continue;
		if (n > 0 && CompareUnits(LeafUnit(history, leaf, n - 1), unit, &stride) == 0)
			LeafUnit(history, leaf, n - 1)[0] += unit[0];
		else
			memmove(LeafUnit(history, leaf, n++), unit, stride * sizeof(uint64));
	}
	leaf->nunits = n;
}

uint64 *
AppendUnit(const History *history, PastLeaf *leaf)
{
	if (leaf->nunits == leaf->size)
	{
		Size		unit_size = UnitStride(history) * sizeof(uint64);

		leaf->size = Max(2 * leaf->size, 4);
		leaf->unit = repalloc_huge(leaf->unit, leaf->size * unit_size);
	}
	return LeafUnit(history, leaf, leaf->nunits++);
}

void
WidenUnits(const History *history, PastLeaf *leaf)
{
	int			stride = UnitStride(history);
	uint64	   *wide = palloc_extended((Size) Max(leaf->size, 1) * stride * sizeof(uint64),
									   MCXT_ALLOC_HUGE);

	for (int u = 0; u < leaf->nunits; u++)
	{
		memcpy(wide + (Size) u * stride, leaf->unit + (Size) u * (stride - 1),
			   (stride - 1) * sizeof(uint64));
		wide[(Size) (u + 1) * stride - 1] = 0;
	}
	leaf->size = Max(leaf->size, 1);
	pfree(leaf->unit);
	leaf->unit = wide;
}
