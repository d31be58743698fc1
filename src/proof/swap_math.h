/*
 * swap_math.h
 *		How far a hidden number can be moved by swaps: one report more here, one less
 *		there, until no shown number notices.
 *
 * A row needs mending while a swap is under way: a shown one by what it has too
 * much or too little, a hidden one where it would have less than it is known to
 * have.  A column that only one other row notices hands what is to be mended on to
 * that row, so the shortest way to a column that no other row notices, or back to
 * where the swap began, is found by going through the rows in breadth.
 *
 * Where no column met on the way has more than two rows that are shown, known to
 * have something, or the target, and no row is met both with too much and with too little, rows and
 * columns are the nodes and edges of a network and a swap is an augmenting path.
 * Where there is none, the rows that were reached are a cut: each column between two
 * of them takes from one what it gives to the other, and no other can change so that
 * the target goes on.  Then the number can be moved no further (Ford and Fulkerson).
 * Elsewhere a swap that is not found says nothing.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PROOF_SWAP_MATH_H
#define PROOF_SWAP_MATH_H

#include "proof/width_window_math.h"

/* reports of a row, as swapped so far */
static inline bool
RowIsTight(const WidthSearch *search, int row)
{
	const Swaps *swaps = &search->swaps;
	int64_t		least = search->ask->least[row];

	return least > 0 && swaps->row_reports[row] + swaps->row_change[row] <= least;
}

/* must a change of this sign be mended in the row? */
static inline bool
RowNeeds(const WidthSearch *search, int row, int sign)
{
	return !IsOpen(search, row) || (sign < 0 && RowIsTight(search, row));
}

/* may the column change so, while the target goes into the direction? */
static inline bool
ColumnMay(const WidthSearch *search, int column, int sign, int direction)
{
	const ProofSystem *system = search->state->system;

	if (sign < 0 && search->ask->reports[column] + search->swaps.change[column] < 1)
		return false;
	if (sign == direction)
		return true;
	for (int64_t i = system->column_start[column]; i < system->column_start[column + 1]; i++)
	{
		if (system->column_row[i] == search->target_row)
			return false;
	}
	return column != search->target_column;
}

/*
 * The rows that need mending when the column changes so, but for one that it mends; how
 * many, and which are the first two.
 */
static inline int
ListNeeds(WidthSearch *search, int column, int sign, int mended, int *need)
{
	const ProofSystem *system = search->state->system;
	int			limiting = 0;
	int			n = 0;

	for (int64_t i = system->column_start[column]; i < system->column_start[column + 1]; i++)
	{
		int			row = system->column_row[i];

		limiting += !IsOpen(search, row) || search->ask->least[row] > 0 ||
			row == search->target_row;
		if (row == mended || row == search->target_row || !RowNeeds(search, row, sign))
			continue;
		if (n < 2)
			need[n] = row;
		n++;
	}
	search->swaps.network &= limiting + (column == search->target_column) <= 2;
	search->swaps.work += system->column_start[column + 1] - system->column_start[column];
	return n;
}

/* a row and whether it has too much */
static inline int
SwapPlace(int row, int sign)
{
	return 2 * row + (sign > 0);
}

static inline void
EnterPlace(Swaps *swaps, int place, int column, int from)
{
	if (swaps->seen[place] == swaps->round)
		return;
	/* an odd way around: rows cannot be told in two kinds, each column in one of each */
	swaps->network &= swaps->seen[place ^ 1] != swaps->round;
	swaps->seen[place] = swaps->round;
	swaps->via[place] = column;
	swaps->from[place] = from;
	swaps->queue[swaps->nqueued++] = place;
}

static inline void
ChangeColumn(WidthSearch *search, int column, int sign)
{
	const ProofSystem *system = search->state->system;
	Swaps	   *swaps = &search->swaps;
	int			i = 0;

	while (i < swaps->ntouched && swaps->touched[i] != column)
		i++;
	if (i == swaps->ntouched)
		swaps->touched[swaps->ntouched++] = column;
	swaps->change[column] += sign;
	for (int64_t j = system->column_start[column]; j < system->column_start[column + 1]; j++)
		swaps->row_change[system->column_row[j]] += sign;
}

/* columns, after which those that were touched are not searched for any more */
#define MOST_TOUCHED 400

/* changes the columns by which a place was reached, and that which ends the way there */
static inline void
ChangeWay(WidthSearch *search, int place, int last)
{
	Swaps	   *swaps = &search->swaps;

	ChangeColumn(search, last, place % 2 == 1 ? -1 : 1);
	for (; place >= 0; place = swaps->from[place])
	{
		if (swaps->via[place] >= 0)
			ChangeColumn(search, swaps->via[place], place % 2 == 1 ? 1 : -1);
	}
}

/* a bound of work for the swaps of one number */
#define MOST_SWAP_WORK 1000000

/* what is to be mended besides what is in the queue; row -1: nothing */
typedef struct SwapGoal
{
	int			row;
	int			sign;
	bool		reached;
} SwapGoal;

/*
 * Goes on from the places in the queue, and changes the columns of the first way that
 * leaves nothing to be mended, or ends at the goal.  False where there is none.
 */
static inline bool
FindWay(WidthSearch *search, int direction, SwapGoal *goal)
{
	const ProofSystem *system = search->state->system;
	Swaps	   *swaps = &search->swaps;

	for (int next = 0; next < swaps->nqueued && swaps->work < MOST_SWAP_WORK; next++)
	{
		int			place = swaps->queue[next];
		int			row = place / 2;
		int			sign = place % 2 == 1 ? -1 : 1;

		for (int64_t i = system->row_start[row]; i < system->row_start[row + 1]; i++)
		{
			int			column = system->row_column[i];
			int			need[2];
			int			n;

			if (!ColumnMay(search, column, sign, direction))
				continue;
			n = ListNeeds(search, column, sign, row, need);
			goal->reached = n == 1 && need[0] == goal->row && sign == -goal->sign;
			if (n == 0 || goal->reached)
			{
				ChangeWay(search, place, column);
				return true;
			}
			if (n == 1)
				EnterPlace(swaps, SwapPlace(need[0], sign), column, place);
		}
	}
	return false;
}

static inline void
StartWays(Swaps *swaps)
{
	swaps->round++;
	swaps->nqueued = 0;
}

/* by one of the columns that leave two rows to be mended, each at one end of the way */
static inline bool
SwapAround(WidthSearch *search, int column, int direction, const int *need)
{
	Swaps	   *swaps = &search->swaps;
	SwapGoal	goal = {need[1], direction, false};

	StartWays(swaps);
	EnterPlace(swaps, SwapPlace(need[0], direction), column, -1);
	if (!FindWay(search, direction, &goal))
		return false;
	if (goal.reached)
		return true;
	StartWays(swaps);
	EnterPlace(swaps, SwapPlace(need[1], direction), -1, -1);
	goal.row = -1;
	return FindWay(search, direction, &goal);
}

/*
 * Moves the target by one report; false where that was not found, after which the
 * changes are of no use.
 */
static inline bool
SwapOnce(WidthSearch *search, const int *column, int ncolumns, int direction)
{
	Swaps	   *swaps = &search->swaps;
	SwapGoal	none = {-1, 0, false};
	int			need[2];

	if (direction < 0 && search->target_row >= 0 && RowIsTight(search, search->target_row))
		return false;
	StartWays(swaps);
	for (int i = 0; i < ncolumns; i++)
	{
		int			n;

		if (!ColumnMay(search, column[i], direction, direction))
			continue;
		n = ListNeeds(search, column[i], direction, -1, need);
		if (n == 0)
		{
			ChangeColumn(search, column[i], direction);
			return true;
		}
		if (n == 1)
			EnterPlace(swaps, SwapPlace(need[0], direction), column[i], -1);
	}
	if (FindWay(search, direction, &none))
		return true;
	for (int i = 0; i < ncolumns && swaps->work < MOST_SWAP_WORK; i++)
	{
		int			touched = swaps->ntouched;

		if (!ColumnMay(search, column[i], direction, direction) ||
			ListNeeds(search, column[i], direction, -1, need) != 2)
			continue;
		if (SwapAround(search, column[i], direction, need))
			return true;
		/* half a swap was made */
		if (swaps->ntouched > touched)
			return false;
	}
	return false;
}

static inline void
ForgetSwaps(WidthSearch *search)
{
	const ProofSystem *system = search->state->system;
	Swaps	   *swaps = &search->swaps;

	for (int i = 0; i < swaps->ntouched; i++)
	{
		int			column = swaps->touched[i];

		for (int64_t j = system->column_start[column]; j < system->column_start[column + 1]; j++)
			swaps->row_change[system->column_row[j]] = 0;
		swaps->change[column] = 0;
	}
	swaps->ntouched = 0;
}

#endif							/* PROOF_SWAP_MATH_H */
