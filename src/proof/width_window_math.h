/*
 * width_window_math.h
 *		What is asked of a number that is not shown, and the rows and columns near it
 *		in a tableau.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PROOF_WIDTH_WINDOW_MATH_H
#define PROOF_WIDTH_WINDOW_MATH_H

#include "proof/tableau_math.h"
#include "proof/window_math.h"

/* other hidden numbers that are listed */
#define WIDTH_MOST_LEANING 8

typedef struct ProofWidth
{
	int64_t		up;				/* the number may be so much larger, */
	int64_t		down;			/* or so much smaller */
	int64_t		step;			/* all changes found are multiples of this; 0: none was */
	int			nleaning;		/* hidden numbers that change with it and have to stay hidden */
	int			leaning[WIDTH_MOST_LEANING];	/* the first of these rows */
	uint64_t	kept;			/* origins of the shown numbers that might have noticed */
} ProofWidth;

/* what is asked */
typedef struct WidthAsk
{
	const int64_t *reports;		/* of each column */
	const int64_t *least;		/* of each row: what it is known to have while it is hidden */
	const int64_t *wanted;		/* of each row: how wide its interval has to be then; or 0 */
	const int  *only_while;		/* of each row: another that must be hidden as well; or -1 */
	int			nchanging;		/* rows that may be shown one day; those behind stay hidden */
	bool		many;			/* numbers are asked for, and each in narrow windows only */
} WidthAsk;

/* swaps of the number at work, see swap_math.h; all room is the caller's */
typedef struct Swaps
{
	const int64_t *row_reports; /* of each row */
	int64_t    *change;			/* of each column, and */
	int64_t    *row_change;		/* of each row; 0 between two searches */
	int			ntouched;
	int		   *touched;		/* columns that were changed; room for all */
	int			round;
	int		   *seen;			/* of each place, two a row: in which round; 0 at first */
	int		   *via;			/* the column by which it was reached, or -1 */
	int		   *from;			/* the place before, or -1 */
	int			nqueued;
	int		   *queue;			/* room for all places */
	bool		network;		/* no column that was met has more than two rows that limit it */
	int64_t		work;
} Swaps;

typedef struct WidthSearch
{
	ProofState *state;			/* nothing free, nothing known */
	const WidthAsk *ask;
	const bool *relaxed;		/* of each row: as if it were hidden; or NULL */
	Swaps		swaps;
	Window		window;			/* its rows are the hidden ones too */
	int		   *slack;			/* of each of these rows: its column in the tableau; or -1 */
	int		   *first;			/* and its first column in the window; nrows + 1 */
	int		   *inside;			/* by rows, the columns that lie in the window */
	Tableau		tableau;
	int			target;			/* the tableau's column that is to move */
	int			target_row;		/* in the system, or -1 */
	int			target_column;
	int			first_window;	/* to be opened, and up to which */
	int			most_windows;
	int64_t		work;			/* of all searches so far */
	int			last_window;	/* that was opened */
	int			nleaning;		/* rows that changed in any counter-table of this number */
	int		   *leaning;		/* room for all rows */
	bool	   *leant;			/* of each row: it is among them */
	ProofWidth *width;			/* of each row, for all of which a counter-table counts; or NULL */
	int			nchanged;		/* rows that the last counter-table changed */
	int		   *changed;		/* room for all rows */
} WidthSearch;

/* as wide as wanted, and not known by what its remainder is */
static inline bool
IsWide(const ProofWidth *width, int64_t wanted)
{
	return width->up + width->down >= wanted && width->step == 1;
}

static const int width_window[] = {40, 160, 640, 1600};
static const int64_t width_work[] = {1000000, 8000000, 40000000, 100000000};

#define NWIDTHWINDOWS 4

static inline bool
IsOpen(const WidthSearch *search, int row)
{
	return search->state->hidden[row] || (search->relaxed != NULL && search->relaxed[row]);
}

/* how wide the row's interval has to be now; 0 where it is shown or not asked for */
static inline int64_t
WantedWidth(const WidthSearch *search, int row)
{
	const WidthAsk *ask = search->ask;

	if (!search->state->hidden[row] ||
		(ask->only_while != NULL && ask->only_while[row] >= 0 &&
		 !search->state->hidden[ask->only_while[row]]))
		return 0;
	return ask->wanted[row];
}

static inline int64_t
RowReports(const WidthSearch *search, int row)
{
	return search->swaps.row_reports[row];
}

/*
 * The columns of each of the window's rows that lie in it.  Gone through by columns: a
 * total has thousands.
 */
static inline bool
ListInside(WidthSearch *search)
{
	const ProofState *state = search->state;
	const ProofSystem *system = state->system;
	const Window *window = &search->window;
	int64_t		nterms = 0;

	for (int i = 0; i < window->ncolumns; i++)
		nterms += system->column_start[window->column[i] + 1] -
			system->column_start[window->column[i]];
	search->first = (int *) ArenaTake(state->arena, (size_t) (window->nrows + 2) * sizeof(int));
	search->inside = (int *) ArenaTake(state->arena, (size_t) (nterms + 1) * sizeof(int));
	if (search->first == NULL || search->inside == NULL)
		return false;
	memset(search->first, 0, (size_t) (window->nrows + 2) * sizeof(int));
	/* one place ahead, so that filling leaves the starts where they belong */
	for (int i = 0; i < window->ncolumns; i++)
	{
		const int64_t *start = &system->column_start[window->column[i]];

		for (int64_t j = start[0]; j < start[1]; j++)
			search->first[state->local_row[system->column_row[j]] + 2]++;
	}
	for (int r = 0; r < window->nrows; r++)
		search->first[r + 2] += search->first[r + 1];
	for (int i = 0; i < window->ncolumns; i++)
	{
		const int64_t *start = &system->column_start[window->column[i]];

		for (int64_t j = start[0]; j < start[1]; j++)
			search->inside[search->first[state->local_row[system->column_row[j]] + 1]++] = i;
	}
	return true;
}

/* all rows of the window's columns, hidden ones too; returns the slacks that they need */
static inline int
WidthRows(WidthSearch *search)
{
	ProofState *state = search->state;
	const ProofSystem *system = state->system;
	Window	   *window = &search->window;
	size_t		most = (size_t) system->nrows + 1;
	int			nslack = 0;

	window->nrows = 0;
	window->row = (int *) ArenaTake(state->arena, most * sizeof(int));
	search->slack = (int *) ArenaTake(state->arena, most * sizeof(int));
	if (window->row == NULL || search->slack == NULL)
		return -1;
	for (int i = 0; i < window->ncolumns; i++)
	{
		int			column = window->column[i];

		for (int64_t j = system->column_start[column]; j < system->column_start[column + 1]; j++)
		{
			int			row = system->column_row[j];

			if (state->local_row[row] >= 0)
				continue;
			state->local_row[row] = window->nrows;
			search->slack[window->nrows] = -1;
			if (row == search->target_row || (IsOpen(search, row) && search->ask->least[row] > 0))
				search->slack[window->nrows] = window->ncolumns + nslack++;
			window->row[window->nrows++] = row;
		}
	}
	return ListInside(search) ? nslack : -1;
}

static inline bool
StartTableau(WidthSearch *search, int nslack, int64_t most_work)
{
	ProofArena *arena = search->state->arena;
	Tableau    *tableau = &search->tableau;
	size_t		ncolumns = (size_t) (search->window.ncolumns + nslack);
	size_t		nrows = (size_t) search->window.nrows + 1;
	size_t		stride = (ncolumns + TABLEAU_LANES - 1) / TABLEAU_LANES * TABLEAU_LANES;

	memset(tableau, 0, sizeof(Tableau));
	tableau->ncolumns = (int) ncolumns;
	tableau->stride = (int) stride;
	tableau->most_work = most_work;
	tableau->factor = (int32_t *) ArenaTake(arena, nrows * stride * sizeof(int32_t));
	tableau->basic = (int *) ArenaTake(arena, nrows * sizeof(int));
	tableau->row_of = (int *) ArenaTake(arena, ncolumns * sizeof(int));
	tableau->change = (int64_t *) ArenaTake(arena, ncolumns * sizeof(int64_t));
	tableau->below = (int64_t *) ArenaTake(arena, ncolumns * sizeof(int64_t));
	tableau->dense = (int64_t *) ArenaTake(arena, ncolumns * sizeof(int64_t));
	if (tableau->factor == NULL || tableau->basic == NULL || tableau->row_of == NULL ||
		tableau->change == NULL || tableau->below == NULL || tableau->dense == NULL)
		return false;
	memset(tableau->change, 0, ncolumns * sizeof(int64_t));
	for (size_t c = 0; c < ncolumns; c++)
		tableau->row_of[c] = -1;
	for (int i = 0; i < search->window.ncolumns; i++)
		tableau->below[i] = search->ask->reports[search->window.column[i]];
	return true;
}

/* a row of the window, cut to it, into the tableau */
static inline bool
AddWidthRow(WidthSearch *search, int r)
{
	Tableau    *tableau = &search->tableau;
	int			row = search->window.row[r];
	int			slack = search->slack[r];
	int32_t    *next;

	if (slack < 0 && IsOpen(search, row))
		return true;
	next = TableauNextRow(tableau);
	for (int i = search->first[r]; i < search->first[r + 1]; i++)
		next[search->inside[i]] = -1;
	if (slack >= 0)
	{
		int64_t		above = RowReports(search, row) - search->ask->least[row];

		next[slack] = 1;
		tableau->below[slack] = above > 0 ? above : 0;
	}
	return TableauAdd(tableau, slack);
}

/*
 * The window's rows in the tableau, short ones first, with what is to move as a
 * basic column.
 */
static inline bool
FillTableau(WidthSearch *search, int64_t most_work)
{
	Tableau    *tableau = &search->tableau;
	int			nslack = WidthRows(search);
	const ProofState *state = search->state;

	if (nslack < 0 || !StartTableau(search, nslack, most_work))
		return false;
	for (int r = 0; r < search->window.nrows; r++)
	{
		if (!AddWidthRow(search, r))
			return false;
		if (state->system->pause != NULL)
			state->system->pause();
	}
	if (search->target_row >= 0)
	{
		search->target = search->slack[state->local_row[search->target_row]];
		return true;
	}
	search->target = state->local[search->target_column];
	if (tableau->row_of[search->target] >= 0)
		return true;
	/* a column that is in no row may change as it likes */
	for (int r = 0; r < tableau->nrows; r++)
	{
		if (TableauRow(tableau, r)[search->target] != 0)
			return TableauPivot(tableau, r, search->target);
	}
	return false;
}

/* hidden numbers that the column is in */
static inline int
HiddenOver(const WidthSearch *search, int column)
{
	const ProofSystem *system = search->state->system;
	int			n = 0;

	for (int64_t i = system->column_start[column]; i < system->column_start[column + 1]; i++)
		n += search->state->hidden[system->column_row[i]];
	return n;
}

/*
 * Of more columns than a window has room for beside their neighbours, those that
 * fewest shown numbers hold; says how many.
 */
static inline int
LoosestColumns(const WidthSearch *search, int size, const int **column, int ncolumns)
{
	int			most = size / 4;
	int		   *chosen;
	int		   *loose;
	int			n = 0;

	if (!search->ask->many || ncolumns <= most)
		return ncolumns;
	chosen = (int *) ArenaTake(search->state->arena, (size_t) most * sizeof(int));
	loose = (int *) ArenaTake(search->state->arena, (size_t) most * sizeof(int));
	if (chosen == NULL || loose == NULL)
		return ncolumns;
	for (int i = 0; i < ncolumns; i++)
	{
		int			over = HiddenOver(search, (*column)[i]);
		int			j = n < most ? n++ : most;

		if (j == most && loose[most - 1] >= over)
			continue;
		for (j = j == most ? most - 1 : j; j > 0 && loose[j - 1] < over; j--)
		{
			chosen[j] = chosen[j - 1];
			loose[j] = loose[j - 1];
		}
		chosen[j] = (*column)[i];
		loose[j] = over;
	}
	*column = chosen;
	return n;
}

#endif							/* PROOF_WIDTH_WINDOW_MATH_H */
