/*
 * within_math.h
 *		What follows about some columns alone, taken together.
 *
 * Some rules set an upper limit to how much may be known: that too many of the
 * people of a place complained.  A set that passes need not go on passing when
 * it grows, so it is no measure.  But all that follows about the place's
 * columns is a space, and whoever knows a space knows the union of it: a
 * combination of everything in it with odd factors leaves no column out.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PROOF_WITHIN_MATH_H
#define PROOF_WITHIN_MATH_H

#include "proof/hide_math.h"

/*
 * Elements, by the first measure, of all columns that the window's rows speak
 * of and of those that the cover has; those columns are not free.  To be kept,
 * they stay in the cover.
 */
static inline int
CountSpoken(ProofState *state, const Window *window, bool keep)
{
	const Exchanges *x = &window->exchanges;
	bool	   *spoken = (bool *) ArenaTake(state->arena, (size_t) x->ncolumns);
	int			n;

	if (spoken == NULL)
		return INT32_MAX;
	memset(spoken, 0, (size_t) x->ncolumns);
	for (int r = 0; r < x->nrows; r++)
	{
		for (int i = 0; i < x->row[r].n && x->row[r].term[i].column < x->ncolumns; i++)
			spoken[x->row[r].term[i].column] = true;
	}
	for (int c = 0; c < x->ncolumns; c++)
	{
		if (spoken[c])
			CoverAdd(&state->cover, x->name[c]);
	}
	n = state->cover.n[0];
	for (int c = 0; c < x->ncolumns && !keep; c++)
	{
		if (spoken[c])
			CoverRemove(&state->cover, x->name[c]);
	}
	return n;
}

/* the cheapest new row that anything in the window was made of; -1: none is new */
static inline int
CheapestSpoken(const ProofState *state, Window *window, const int *cost)
{
	int			cheapest = -1;

	for (int r = 0; r < window->exchanges.nrows; r++)
	{
		int			row;

		window->exchanges.betrayal = r;
		row = CheapestOfBetrayal(state, window, cost);
		if (row >= 0 && (cheapest < 0 || cost[row] < cost[cheapest]))
			cheapest = row;
	}
	return cheapest;
}

/*
 * Hides a row if more than most elements would follow from what hangs together
 * with the column, taken with what the cover has, unless it has them all; says
 * whether it did.  If not, they are covered and the columns visited.
 */
static inline bool
HideSpoken(ProofState *state, int column, int most, const int *cost, bool *visited)
{
	Window		window;
	size_t		used = state->arena->used;
	int			row = -1;
	int			n = state->system->ncolumns;
	int			before = state->cover.n[0];
	bool		reduced = false;

	window.nrows = window.ncolumns = 0;
	if (WindowGrow(state, &window, column, n) && WindowRows(state, &window))
	{
		int			after = INT32_MAX;

		SortWindowRows(&window, RankByCost, cost);
		reduced = WindowReduce(state, &window, INT64_MAX, true, NULL);
		if (!reduced)
			row = CheapestNear(state, &window, cost);
		else if ((after = CountSpoken(state, &window, false)) > most && after > before)
			row = CheapestSpoken(state, &window, cost);
	}
	if (row < 0 && reduced)
		(void) CountSpoken(state, &window, true);
	for (int i = 0; i < window.ncolumns && row < 0; i++)
		visited[window.column[i]] = true;
	WindowClose(state, &window);
	state->arena->used = used;
	if (row >= 0)
		HideRow(state, row, PROOF_OF_A_PLACE, 0);
	return row >= 0;
}

/* one round over all that hangs together, the columns of dear rows first */
static inline void
HideInTurn(ProofState *state, const Window *all, int most, const int *cost, bool *visited)
{
	const ProofSystem *system = state->system;

	memset(visited, 0, (size_t) system->ncolumns);
	for (int r = 0; r < all->nrows; r++)
	{
		const int64_t *start = &system->row_start[all->row[r]];

		for (int64_t i = start[0]; i < start[1]; i++)
		{
			int			column = system->row_column[i];

			if (state->free[column] || visited[column])
				continue;
			while (HideSpoken(state, column, most, cost, visited))
				;
		}
	}
}

/*
 * Hides rows, of those whose cost is not negative, until no more than most
 * elements, by the first measure, follow about the columns that are not free:
 * from all rows together, whether they hang together or not, as sums of what
 * does not are sums too.  What old rows alone say counts, and stays.
 */
static inline void
HideWithin(ProofState *state, int most, const int *cost)
{
	const ProofSystem *system = state->system;
	bool	   *visited = (bool *) ArenaTake(state->arena, (size_t) system->ncolumns);
	bool	   *hidden = (bool *) ArenaTake(state->arena, (size_t) system->nrows);
	Window		all;

	all.row = (int *) ArenaTake(state->arena, (size_t) system->nrows * sizeof(int));
	all.nrows = 0;
	if (visited == NULL || hidden == NULL || all.row == NULL)
	{
		/* no room to ask is no proof */
		for (int r = 0; r < system->nrows; r++)
		{
			if (cost[r] >= 0 && !state->hidden[r])
				HideRow(state, r, PROOF_OF_A_PLACE, 0);
		}
		return;
	}
	memcpy(hidden, state->hidden, (size_t) system->nrows);
	for (int r = 0; r < system->nrows; r++)
	{
		all.row[all.nrows++] = r;
		state->hidden[r] |= cost[r] >= 0;
	}
	SortWindowRows(&all, RankByCost, cost);
	HideInTurn(state, &all, most, cost, visited);
	memcpy(state->hidden, hidden, (size_t) system->nrows);
	HideInTurn(state, &all, most, cost, visited);
}

#endif							/* PROOF_WITHIN_MATH_H */
