/*
 * bounds_flow_math.h
 *		What a code can be worth when some of the new codes are known as well.
 *
 * Rows are old codes, columns new ones, and a cell is a way for value to go from
 * one to the other.  A row has a supply that must go somewhere, or is open: it
 * gives as much as one likes.  A column has a demand that must be met, or is
 * free.  Of all ways to do that, the least and the most that a free column gets
 * are its bounds: a transport problem whose extremes are found by augmenting
 * paths from any one solution (L. R. Ford, D. R. Fulkerson, Flows in Networks,
 * 1962), in integers, so that nothing is lost.
 *
 * A path alternates between columns and rows: more of a cell in this column is
 * less of another cell in its row, and so less in that one's column; it ends at
 * a column that may change, or at an open row.
 *
 * Pure: needs nothing of the server.
 */
#ifndef COMPARABLE_BOUNDS_FLOW_MATH_H
#define COMPARABLE_BOUNDS_FLOW_MATH_H

#include <stdbool.h>
#include <stdint.h>

#define FLOW_OPEN (-1)			/* the supply of an open row, the demand of a free column */
#define FLOW_UNLIMITED INT64_MAX

typedef struct FlowCell
{
	int			row;
	int			column;
	int64_t		flow;
} FlowCell;

/*
 * Cells are sorted by row; those of row r are row_first[r] to row_first[r + 1]
 * - 1.  by_column has the numbers of the cells of column c from column_first[c]
 * to column_first[c + 1] - 1.
 */
typedef struct Transport
{
	int			nrows;
	int			ncolumns;
	int64_t    *supply;
	int64_t    *demand;
	int64_t    *sum;			/* of each column */
	FlowCell   *cell;
	int		   *row_first;
	int		   *column_first;
	int		   *by_column;
	/* of the search: where a column was come to from, and which rows were seen */
	int		   *more;			/* the cell of the path in the column before; -1: not seen */
	int		   *less;			/* its cell in this column */
	bool	   *row_seen;
	int		   *queue;
} Transport;

static inline int64_t
FlowLeast(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/*
 * By how much a column may change at the end of a path: up, or down.
 */
static inline int64_t
RoomOfColumn(const Transport *t, int column, bool up)
{
	if (t->demand[column] == FLOW_OPEN)
		return up ? FLOW_UNLIMITED : t->sum[column];
	if (up)
		return t->sum[column] < t->demand[column] ? t->demand[column] - t->sum[column] : 0;
	return t->sum[column] > t->demand[column] ? t->sum[column] - t->demand[column] : 0;
}

/*
 * Changes the cells of the path that ends with a cell of the first column's
 * side (an open row) or in a column, by the amount that they allow, at most
 * limit; returns it.
 */
static inline int64_t
PushAlong(Transport *t, int start, int last_cell, int column, bool up, int64_t limit)
{
	int64_t		amount = limit;

	/* a cell that is to become less has no more than its flow to give */
	if (last_cell >= 0 && !up)
		amount = FlowLeast(amount, t->cell[last_cell].flow);
	for (int c = column; c != start; c = t->cell[t->more[c]].column)
		amount = FlowLeast(amount, t->cell[up ? t->less[c] : t->more[c]].flow);
	if (amount == FLOW_UNLIMITED)
		return amount;
	if (last_cell >= 0)
	{
		t->cell[last_cell].flow += up ? amount : -amount;
		t->sum[t->cell[last_cell].column] += up ? amount : -amount;
	}
	for (int c = column; c != start; c = t->cell[t->more[c]].column)
	{
		FlowCell   *more = &t->cell[t->more[c]];
		FlowCell   *less = &t->cell[t->less[c]];

		more->flow += up ? amount : -amount;
		less->flow -= up ? amount : -amount;
		t->sum[more->column] += up ? amount : -amount;
		t->sum[less->column] -= up ? amount : -amount;
	}
	return amount;
}

/*
 * Finds one path along which a column can get more (up) or less, and goes it for
 * limit at most.  Returns by how much, 0 where there is none, FLOW_UNLIMITED
 * where nothing limits it.
 */
static inline int64_t
ChangeColumn(Transport *t, int start, bool up, int64_t limit)
{
	int			head = 0;
	int			tail = 0;

	for (int c = 0; c < t->ncolumns; c++)
		t->more[c] = -1;
	for (int r = 0; r < t->nrows; r++)
		t->row_seen[r] = false;
	t->queue[tail++] = start;
	while (head < tail)
	{
		int			column = t->queue[head++];

		for (int k = t->column_first[column]; k < t->column_first[column + 1]; k++)
		{
			int			here = t->by_column[k];
			int			row = t->cell[here].row;

			if (t->row_seen[row] || (!up && t->cell[here].flow == 0))
				continue;
			t->row_seen[row] = true;
			if (t->supply[row] == FLOW_OPEN)
				return PushAlong(t, start, here, column, up, limit);
			for (int other = t->row_first[row]; other < t->row_first[row + 1]; other++)
			{
				int			next = t->cell[other].column;
				int64_t		room;

				if (next == start || t->more[next] >= 0 || (up && t->cell[other].flow == 0))
					continue;
				t->more[next] = here;
				t->less[next] = other;
				room = RoomOfColumn(t, next, !up);
				if (room > 0)
					return PushAlong(t, start, -1, next, up, FlowLeast(limit, room));
				if (t->demand[next] != FLOW_OPEN)
					t->queue[tail++] = next;
			}
		}
	}
	return 0;
}

/*
 * All of each supply into one column of its row, a free one where there is one.
 */
static inline void
StartFlow(Transport *t)
{
	for (int c = 0; c < t->ncolumns; c++)
		t->sum[c] = 0;
	for (int r = 0; r < t->nrows; r++)
	{
		int			chosen = t->row_first[r];

		for (int i = t->row_first[r]; i < t->row_first[r + 1]; i++)
		{
			t->cell[i].flow = 0;
			if (t->demand[t->cell[i].column] == FLOW_OPEN)
				chosen = i;
		}
		if (t->supply[r] != FLOW_OPEN)
		{
			t->cell[chosen].flow = t->supply[r];
			t->sum[t->cell[chosen].column] += t->supply[r];
		}
	}
}

#endif							/* COMPARABLE_BOUNDS_FLOW_MATH_H */
