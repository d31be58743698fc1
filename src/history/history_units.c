/*
 * history_units.c
 *		The units of one leaf.
 */
#include "base/compat.h"

#include "history/history_units.h"

#include "utils/memutils.h"

static int
CompareUnits(const void *va, const void *vb, void *history)
{
	const uint64 *a = va;
	const uint64 *b = vb;

	/* the reports come first, amounts last, and do not matter */
	for (int i = 1 + ((const History *) history)->ncolumns; i > 0; i--)
	{
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	}
	return 0;
}

static bool
IsEmpty(const History *history, const uint64 *unit)
{
	bool		empty = unit[0] == 0;

	for (int m = 0; m < history->namounts; m++)
		empty &= AmountAt(UnitAmount(history, unit, m)) == 0;
	return empty;
}

static void
AddToUnit(const History *history, uint64 *to, const uint64 *unit)
{
	to[0] += unit[0];
	for (int m = 0; m < history->namounts; m++)
		PutAmount(UnitAmount(history, to, m), AmountAt(UnitAmount(history, to, m)) +
				  AmountAt(UnitAmount(history, unit, m)));
}

void
TidyUnits(const History *history, PastLeaf *leaf)
{
	int			stride = UnitStride(history);
	void	   *arg = unconstify(History *, history);
	int			n = 0;

	qsort_arg(leaf->unit, leaf->nunits, stride * sizeof(uint64), CompareUnits, arg);
	for (int i = 0; i < leaf->nunits; i++)
	{
		uint64	   *unit = LeafUnit(history, leaf, i);

		if (IsEmpty(history, unit))
			continue;
		if (n > 0 && CompareUnits(LeafUnit(history, leaf, n - 1), unit, arg) == 0)
			AddToUnit(history, LeafUnit(history, leaf, n - 1), unit);
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
WidenUnits(const History *history, PastLeaf *leaf, int ncolumns, int namounts)
{
	int			stride = UnitStride(history);
	int			before = 2 + ncolumns + 2 * namounts;
	uint64	   *wide = palloc_extended((Size) Max(leaf->size, 1) * stride * sizeof(uint64),
									   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);

	for (int u = 0; u < leaf->nunits; u++)
	{
		const uint64 *from = leaf->unit + (Size) u * before;
		uint64	   *to = wide + (Size) u * stride;

		memcpy(to, from, (2 + ncolumns) * sizeof(uint64));
		memcpy(UnitAmount(history, to, 0), from + 2 + ncolumns, 2 * namounts * sizeof(uint64));
	}
	leaf->size = Max(leaf->size, 1);
	pfree(leaf->unit);
	leaf->unit = wide;
}
