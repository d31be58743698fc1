/*
 * surplus_math.h
 *		May what one has in a column be made up for by others elsewhere?
 *
 * Some rules weigh: in every combination of rows, with any factors, the sum of a
 * surplus over its columns, each times the size of its factor, must not be
 * negative.  A column may lack something, and still be in no combination that
 * does: where an exchange of columns that no row notices has it, the factors of
 * the others together are at least as large as its own, so what it lacks may be
 * taken from each of them.  What was taken is gone, so that all columns are
 * covered at once.
 *
 * Exchanges are of four columns, two that gain and two that lose, or of fewer
 * where one stands in no row.  They are found by sums of random numbers of the
 * rows, and count once their rows were compared one by one.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PROOF_SURPLUS_MATH_H
#define PROOF_SURPLUS_MATH_H

#include <stdlib.h>

#include "proof/system_math.h"

/* as the server's memory is aligned */
typedef __int128 Surplus __attribute__((aligned(8)));

/* columns by the sums of their rows' numbers */
typedef struct SummedColumn
{
	uint64_t	sum;
	int			column;
} SummedColumn;

typedef struct SurplusSearch
{
	const ProofSystem *system;	/* with its transpose */
	Surplus    *surplus;		/* of each column */
	uint64_t   *sum;			/* of each column */
	SummedColumn *sorted;		/* by sums; room for ncolumns */
	int		   *near;			/* room for MOST_NEAR */
	bool	   *is_near;		/* of each column; all false between two searches */
	int64_t		work;
	int64_t		most_work;
} SurplusSearch;

#define MOST_NEAR 512

static inline uint64_t
MixNumber(uint64_t seed, int row)
{
	uint64_t	x = seed + (uint64_t) row * UINT64_C(0x9e3779b97f4a7c15);

	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

static inline int
CompareSummed(const void *va, const void *vb)
{
	const SummedColumn *a = (const SummedColumn *) va;
	const SummedColumn *b = (const SummedColumn *) vb;

	if (a->sum != b->sum)
		return a->sum < b->sum ? -1 : 1;
	return (a->column > b->column) - (a->column < b->column);
}

static inline void
SumColumns(SurplusSearch *search, uint64_t seed)
{
	const ProofSystem *system = search->system;

	for (int c = 0; c < system->ncolumns; c++)
	{
		search->sum[c] = 0;
		for (int64_t i = system->column_start[c]; i < system->column_start[c + 1]; i++)
			search->sum[c] += MixNumber(seed, system->column_row[i] + 1);
		search->sorted[c] = (SummedColumn) {search->sum[c], c};
	}
	qsort(search->sorted, (size_t) system->ncolumns, sizeof(SummedColumn), CompareSummed);
}

/* the first column of this sum; -1 where there is none */
static inline int
ColumnOfSum(SurplusSearch *search, uint64_t sum)
{
	int			low = 0;
	int			high = search->system->ncolumns;

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (search->sorted[middle].sum < sum)
			low = middle + 1;
		else
			high = middle;
	}
	search->work += 16;
	return low < search->system->ncolumns && search->sorted[low].sum == sum ?
		search->sorted[low].column : -1;
}

/* is the row among those of the column, or of none at -1? */
static inline int
HasRow(const ProofSystem *system, int row, int column)
{
	if (column < 0)
		return 0;
	for (int64_t i = system->column_start[column]; i < system->column_start[column + 1]; i++)
	{
		if (system->column_row[i] == row)
			return 1;
	}
	return 0;
}

/* no row notices when a and c gain what b and d lose */
static inline bool
IsExchange(SurplusSearch *search, int a, int b, int c, int d)
{
	const ProofSystem *system = search->system;
	const int	column[] = {a, b, c, d};

	for (int i = 0; i < 4; i++)
	{
		for (int64_t j = column[i] < 0 ? 0 : system->column_start[column[i]];
			 column[i] >= 0 && j < system->column_start[column[i] + 1]; j++)
		{
			int			row = system->column_row[j];

			search->work++;
			if (HasRow(system, row, a) + HasRow(system, row, c) !=
				HasRow(system, row, b) + HasRow(system, row, d))
				return false;
		}
	}
	return true;
}

/* columns that share a row with this one and can spare so much */
static inline int
FindNear(SurplusSearch *search, int column, Surplus lack)
{
	const ProofSystem *system = search->system;
	int			n = 0;

	for (int64_t i = system->column_start[column]; i < system->column_start[column + 1]; i++)
	{
		int			row = system->column_row[i];
		int64_t		end = system->row_start[row + 1];

		for (int64_t j = system->row_start[row]; j < end && n < MOST_NEAR; j++)
		{
			int			other = system->row_column[j];

			search->work++;
			if (other == column || search->is_near[other] || search->surplus[other] < lack)
				continue;
			search->is_near[other] = true;
			search->near[n++] = other;
		}
	}
	for (int i = 0; i < n; i++)
		search->is_near[search->near[i]] = false;
	return n;
}

/* takes what the column lacks from those that lose with it, where that is possible */
static inline bool
TryExchange(SurplusSearch *search, int column, int b, int d, Surplus lack)
{
	uint64_t	sum = search->sum[b] - search->sum[column] + (d < 0 ? 0 : search->sum[d]);
	int			c = sum == 0 ? -1 : ColumnOfSum(search, sum);
	const int	taken[] = {b, c, d};

	if (sum != 0 && (c < 0 || c == column || c == b || c == d || search->surplus[c] < lack))
		return false;
	if (!IsExchange(search, column, b, c, d))
		return false;
	for (int i = 0; i < 3; i++)
	{
		if (taken[i] >= 0)
			search->surplus[taken[i]] -= lack;
	}
	search->surplus[column] = 0;
	return true;
}

/*
 * Covers what the column lacks; false where no exchange was found.
 */
static inline bool
CoverColumn(SurplusSearch *search, int column)
{
	Surplus		lack = -search->surplus[column];
	int			n = FindNear(search, column, lack);

	for (int i = 0; i < n; i++)
	{
		if (TryExchange(search, column, search->near[i], -1, lack))
			return true;
		for (int j = i + 1; j < n; j++)
		{
			if (TryExchange(search, column, search->near[i], search->near[j], lack))
				return true;
			if (search->work > search->most_work)
				return false;
		}
		if (search->system->pause != NULL)
			search->system->pause();
	}
	return false;
}

#endif							/* PROOF_SURPLUS_MATH_H */
