/*
 * hide_math.h
 *		Which new numbers must give way so that nothing is betrayed.
 *
 * Every column that may not be known by itself is shown to be in no
 * combination to fear: in a narrow window first, and where that does not do in
 * wider ones.  Where the widest does not do either, a new number is hidden: one
 * that the betrayal is made of, and of those the one that costs least.  Hiding
 * a number takes nothing from what was shown before, so only the columns that
 * are left are asked again.
 *
 * Numbers that were published before cannot give way.  What they betray alone,
 * by rules that are stricter than theirs, is known, and whoever knows it is
 * taken to know each of its columns: these protect nobody any more, and they
 * count for no people.  Nor may a new number say anything about them that does
 * not follow from the old ones.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PROOF_HIDE_MATH_H
#define PROOF_HIDE_MATH_H

#include "proof/cut_math.h"

/* what it took, for whoever wants to know */
typedef struct ProofFigures
{
	int			unsafe;			/* columns that may not be known by themselves */
	int			shown[4];		/* to be safe, by the width of the window */
	int			betrayed;		/* betrayals found */
	int			unknown;		/* searches given up */
	int			hidden;			/* rows */
	int			wide;			/* hidden numbers certified to be as uncertain as wanted */
	int			narrow;			/* those that are not */
	int			narrow_of_cubes;	/* nor are these, of other releases that are cubes */
	int			numbers;		/* rows that are not hidden */
	int			unknowns;		/* columns */
	int			rank;			/* of these rows; -1: not counted */
	int			remainder;		/* dimension of what they say of unsafe columns alone */
} ProofFigures;

static const int window_size[] = {60, 240, 1200, INT32_MAX};
static const int64_t window_work[] = {200000, 1000000, 4000000, 40000000};

#define NWINDOWS 4

/* a column with all its rows hidden says nothing any more */
static inline bool
IsShown(const ProofState *state, int column)
{
	const ProofSystem *system = state->system;

	for (int64_t i = system->column_start[column]; i < system->column_start[column + 1]; i++)
	{
		if (!state->hidden[system->column_row[i]])
			return true;
	}
	return false;
}

static inline int
WindowSize(const ProofState *state, int width)
{
	int			all = state->system->ncolumns;

	return window_size[width] < all ? window_size[width] : all;
}

/*
 * Asks for the column in a window of the given width, and for others near it
 * while that is open; returns how many were shown to be safe.
 */
static inline int
ProveNear(ProofState *state, int column, int width, ProofFigures *figures)
{
	Window		window;
	size_t		used = state->arena->used;
	int64_t		work = window_work[width];
	int			before = figures->shown[width];

	if (WindowOpen(state, &window, column, WindowSize(state, width), work, false))
	{
		for (int i = 0; i <= window.ncolumns / 4 && (i == 0 || state->free[column]); i++)
		{
			if (state->free[window.column[i]])
				continue;
			if (WindowSearch(state, &window, i, i == 0 ? work : work / 8) == PROOF_HOLDS)
				figures->shown[width]++;
			else
				ExchangesForget(&window.exchanges);
		}
	}
	WindowClose(state, &window);
	state->arena->used = used;
	return figures->shown[width] - before;
}

/*
 * Asks for each column in windows of one width, as long as that is worth while:
 * where one in twenty shows something.
 */
static inline void
ProveInWindows(ProofState *state, const int *column, int ncolumns, int width,
			   ProofFigures *figures)
{
	bool		last = WindowSize(state, width) == state->system->ncolumns;
	int			nopened = 0;
	int			nshown = 0;

	for (int i = 0; i < ncolumns && (last || nopened < 200 || nshown >= nopened / 20); i++)
	{
		if (state->free[column[i]] || state->known[column[i]])
			continue;
		nopened++;
		nshown += ProveNear(state, column[i], width, figures);
	}
}

/* the cheapest row to hide that the betrayal is made of; -1: none is new */
static inline int
CheapestOfBetrayal(const ProofState *state, const Window *window, const int *cost)
{
	const ExchangeRow *row = &window->exchanges.row[window->exchanges.betrayal];
	int			cheapest = -1;

	for (int i = 0; i < row->n; i++)
	{
		int			candidate;

		if (row->term[i].column < window->ncolumns)
			continue;
		candidate = window->row[row->term[i].column - window->ncolumns];
		if (cost[candidate] >= 0 && !state->hidden[candidate] &&
			(cheapest < 0 || cost[candidate] < cost[cheapest]))
			cheapest = candidate;
	}
	return cheapest;
}

/* the cheapest of the column's rows, or of those of the nearest that has one */
static inline int
CheapestNear(const ProofState *state, const Window *window, const int *cost)
{
	const ProofSystem *system = state->system;
	int			cheapest = -1;

	for (int i = 0; i < window->ncolumns && cheapest < 0; i++)
	{
		int			column = window->column[i];

		for (int64_t j = system->column_start[column]; j < system->column_start[column + 1]; j++)
		{
			int			row = system->column_row[j];

			if (cost[row] >= 0 && !state->hidden[row] &&
				(cheapest < 0 || cost[row] < cost[cheapest]))
				cheapest = row;
		}
	}
	return cheapest;
}

/* the origins of the rows that the betrayal is made of */
static inline uint64_t
OriginsOfBetrayal(const ProofState *state, const Window *window)
{
	const ExchangeRow *row = &window->exchanges.row[window->exchanges.betrayal];
	uint64_t	origins = 0;

	for (int i = 0; i < row->n; i++)
	{
		int			term = row->term[i].column;

		if (term >= window->ncolumns)
			origins |= OriginBit(state->system->origin[window->row[term - window->ncolumns]]);
	}
	return origins;
}

/* the first measure that those in the set do not pass */
static inline int
BrokenMeasure(const ProofCover *cover)
{
	int			m = 0;

	while (m < cover->system->nmeasures - 1 &&
		   cover->n[m] >= cover->system->measure[m].least)
		m++;
	return m;
}

static inline void
HideRow(ProofState *state, int row, int measure, uint64_t beside)
{
	state->hidden[row] = true;
	state->system->reason[row] = (ProofReason) {measure, beside};
}

/* what the betrayal is about is known from now on */
static inline void
MarkKnown(ProofState *state, const Window *window)
{
	const Exchanges *x = &window->exchanges;
	const ExchangeRow *row = &x->row[x->betrayal];

	for (int i = 0; i < row->n && row->term[i].column < window->ncolumns; i++)
		state->known[x->name[row->term[i].column]] = true;
}

/*
 * Hides new rows until the column is in no combination to fear, or none is
 * left.
 */
static inline void
HideFor(ProofState *state, int column, const int *cost, ProofFigures *figures)
{
	while (!state->free[column] && !state->known[column])
	{
		Window		window;
		size_t		used = state->arena->used;
		int			width = NWINDOWS - 1;
		ProofAnswer answer = PROOF_UNKNOWN;
		int			row = -1;
		bool		opened;
		ProofReason reason = {PROOF_TOO_MUCH_WORK, 0};

		if (!IsShown(state, column))
		{
			state->free[column] = true;
			return;
		}
		opened = WindowOpen(state, &window, column, WindowSize(state, width),
							window_work[width], true);

		if (opened)
			answer = WindowSearch(state, &window, 0, window_work[width]);
		if (answer == PROOF_BETRAYS)
		{
			figures->betrayed++;
			reason.measure = BrokenMeasure(&state->cover);
			reason.beside = OriginsOfBetrayal(state, &window);
			row = CheapestOfBetrayal(state, &window, cost);
			if (row < 0)
				MarkKnown(state, &window);
		}
		else if (answer == PROOF_UNKNOWN)
		{
			figures->unknown++;
			row = CheapestNear(state, &window, cost);
		}
		else
			figures->shown[width]++;
		if (opened)
			ExchangesForget(&window.exchanges);
		WindowClose(state, &window);
		state->arena->used = used;
		if (row >= 0)
			HideRow(state, row, reason.measure, reason.beside);
		else if (answer == PROOF_UNKNOWN)
			state->known[column] = true;
	}
}

/* old rows first, then new ones, the dearest first */
static inline int64_t
RankByCost(const void *cost, int row)
{
	return ((const int *) cost)[row] < 0 ? INT64_MIN : -(int64_t) ((const int *) cost)[row];
}

/*
 * Hides new rows from which anything follows about known columns that the old
 * rows do not say: with all other columns free, that is what is left of them.
 */
static inline void
HideNews(ProofState *state, const int *cost)
{
	int			n = state->system->ncolumns;
	bool	   *known = state->known;
	bool	   *visited = (bool *) ArenaTake(state->arena, (size_t) n);

	state->known = (bool *) ArenaTake(state->arena, (size_t) n);
	memset(state->known, 0, (size_t) n);
	memset(visited, 0, (size_t) n);
	for (int c = 0; c < n; c++)
		state->free[c] = !known[c];
	for (int c = 0; c < n; c++)
	{
		Window		window;
		size_t		used = state->arena->used;
		bool		done;

		if (!known[c] || visited[c])
			continue;
		window.nrows = window.ncolumns = 0;
		done = WindowGrow(state, &window, c, n) && WindowRows(state, &window);
		if (done)
		{
			SortWindowRows(&window, RankByCost, cost);
			done = WindowReduce(state, &window, INT64_MAX, false, cost);
		}
		for (int r = 0; r < window.nrows && !done; r++)
		{
			if (cost[window.row[r]] >= 0)
				HideRow(state, window.row[r], PROOF_TOO_MUCH_WORK, 0);
		}
		for (int i = 0; i < window.ncolumns; i++)
			visited[window.column[i]] = true;
		WindowClose(state, &window);
		state->arena->used = used;
	}
	state->known = known;
}

/* one round; says whether more became known */
static inline bool
HideRound(ProofState *state, const int *column, int ncolumns, const int *cost,
		  ProofFigures *figures)
{
	bool		more = false;

	if (ProveByCuts(state) > 0)
	{
		for (int i = 0; i < ncolumns; i++)
			figures->shown[0] += state->free[column[i]];
	}
	for (int width = 0; width < NWINDOWS; width++)
	{
		ProveInWindows(state, column, ncolumns, width, figures);
		if (window_size[width] >= state->system->ncolumns)
			break;
	}
	for (int i = 0; i < ncolumns; i++)
	{
		bool		before = state->known[column[i]];

		HideFor(state, column[i], cost, figures);
		more |= state->known[column[i]] && !before;
	}
	return more;
}

/*
 * Hides rows, of those whose cost is not negative, until the others betray
 * nothing.  The columns to be asked for stand in column[], in the order in
 * which that is best done: those with most people first.  state->free holds
 * the columns that may be known by themselves.
 */
static inline void
HideBetrayals(ProofState *state, const int *column, int ncolumns, const int *cost,
			  ProofFigures *figures)
{
	size_t		n = (size_t) state->system->ncolumns;
	bool	   *safe = (bool *) ArenaTake(state->arena, n);
	bool		any_known = false;

	memcpy(safe, state->free, n);
	figures->unsafe = ncolumns;
	/* what was shown about the others rested on columns that protect nobody */
	while (HideRound(state, column, ncolumns, cost, figures))
	{
		any_known = true;
		memcpy(state->free, safe, n);
		memset(figures->shown, 0, sizeof(figures->shown));
	}
	for (size_t c = 0; c < n && !any_known; c++)
		any_known = state->known[c];
	if (any_known)
		HideNews(state, cost);
	figures->hidden = 0;
	for (int r = 0; r < state->system->nrows; r++)
		figures->hidden += state->hidden[r];
}

#endif							/* PROOF_HIDE_MATH_H */
