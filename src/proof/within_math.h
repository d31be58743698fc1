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
 * of; those columns are not free.
 */
static inline int
CountSpoken(ProofState *state, const Window *window)
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
	for (int c = 0; c < x->ncolumns; c++)
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
 * Hides rows until no more than most elements follow from what hangs together
 * with the column; says whether a row was hidden.
 */
static inline bool
HideSpoken(ProofState *state, int column, int most, const int *cost)
{
	Window		window;
	size_t		used = state->arena->used;
	int			row = -1;
	int			n = state->system->ncolumns;

	window.nrows = window.ncolumns = 0;
	if (WindowGrow(state, &window, column, n) && WindowRows(state, &window))
	{
		SortWindowRows(&window, RankByCost, cost);
		if (!WindowReduce(state, &window, INT64_MAX, true, NULL))
			row = CheapestNear(state, &window, cost);
		else if (CountSpoken(state, &window) > most)
			row = CheapestSpoken(state, &window, cost);
	}
	WindowClose(state, &window);
	state->arena->used = used;
	if (row >= 0)
		HideRow(state, row, PROOF_OF_A_PLACE, 0);
	return row >= 0;
}

/*
 * Hides rows, of those whose cost is not negative, until no more than most
 * elements, by the first measure, follow about the columns that are not free.
 */
static inline void
HideWithin(ProofState *state, int most, const int *cost)
{
	for (int c = 0; c < state->system->ncolumns; c++)
	{
		if (state->free[c])
			continue;
		while (HideSpoken(state, c, most, cost))
			;
	}
}

#endif							/* PROOF_WITHIN_MATH_H */
