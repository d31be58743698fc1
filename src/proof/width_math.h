/*
 * width_math.h
 *		How far a number that is not shown is from being known.
 *
 * A counter-table is a change of the columns, in reports, that no shown number
 * notices and after which no column has fewer than none, nor a hidden number
 * fewer than it is known to have.  It says that the number may be another, by
 * as much as the change adds up to there: one upwards and one downwards are the
 * ends of an interval in which whoever knows all shown numbers cannot tell
 * tables apart.  Whatever proposes a change, it counts once it was added up
 * again, row by row, in whole numbers.
 *
 * Nothing is said about whether the interval is wider still.  Combinations
 * without reports are taken to be known to be empty.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PROOF_WIDTH_MATH_H
#define PROOF_WIDTH_MATH_H

#include "proof/tableau_math.h"
#include "proof/window_math.h"

/* other hidden numbers that are listed */
#define WIDTH_MOST_LEANING 8

typedef struct ProofWidth
{
	int64_t		up;				/* the number may be so much larger, */
	int64_t		down;			/* or so much smaller */
	int64_t		step;			/* all changes found are multiples of this; 0: none was */
	int			nleaning;		/* hidden numbers that change with it and must stay hidden */
	int			leaning[WIDTH_MOST_LEANING];	/* the first of these rows */
	uint64_t	kept;			/* origins of the shown numbers that might have noticed */
} ProofWidth;

/* what is asked */
typedef struct WidthAsk
{
	const int64_t *reports;		/* of each column */
	const int64_t *least;		/* of each row: what it is known to have while it is hidden */
	const int64_t *wanted;		/* of each row: how wide its interval has to be then; or 0 */
} WidthAsk;

typedef struct WidthSearch
{
	ProofState *state;			/* nothing free, nothing known */
	const WidthAsk *ask;
	const bool *relaxed;		/* of each row: as if it were hidden; or NULL */
	Window		window;			/* its rows are the hidden ones too */
	int		   *slack;			/* of each of these rows: its column in the tableau; or -1 */
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

static inline int64_t
RowReports(const WidthSearch *search, int row)
{
	const ProofSystem *system = search->state->system;
	int64_t		n = 0;

	for (int64_t i = system->row_start[row]; i < system->row_start[row + 1]; i++)
		n += search->ask->reports[system->row_column[i]];
	return n;
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
	return nslack;
}

static inline bool
StartTableau(WidthSearch *search, int nslack, int64_t most_work)
{
	ProofArena *arena = search->state->arena;
	Tableau    *tableau = &search->tableau;
	size_t		ncolumns = (size_t) (search->window.ncolumns + nslack);
	size_t		nrows = (size_t) search->window.nrows + 1;

	memset(tableau, 0, sizeof(Tableau));
	tableau->ncolumns = (int) ncolumns;
	tableau->most_work = most_work;
	tableau->factor = (int32_t *) ArenaTake(arena, nrows * ncolumns * sizeof(int32_t));
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
	const ProofState *state = search->state;
	const ProofSystem *system = state->system;
	Tableau    *tableau = &search->tableau;
	int			row = search->window.row[r];
	int			slack = search->slack[r];

	if (slack < 0 && IsOpen(search, row))
		return true;
	memset(tableau->dense, 0, (size_t) tableau->ncolumns * sizeof(int64_t));
	for (int64_t i = system->row_start[row]; i < system->row_start[row + 1]; i++)
	{
		int			local = state->local[system->row_column[i]];

		if (local >= 0)
			tableau->dense[local] = -1;
	}
	if (slack >= 0)
	{
		int64_t		above = RowReports(search, row) - search->ask->least[row];

		tableau->dense[slack] = 1;
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

/* of a row, added up from the columns; moved says whether there is any in it */
static inline int64_t
RowChange(const WidthSearch *search, int row, bool *moved)
{
	const ProofSystem *system = search->state->system;
	int64_t		sum = 0;

	*moved = false;
	for (int64_t i = system->row_start[row]; i < system->row_start[row + 1]; i++)
	{
		int			local = search->state->local[system->row_column[i]];
		int64_t		change = local < 0 ? 0 : search->tableau.change[local];

		sum += change;
		*moved |= change != 0;
	}
	return sum;
}

/* is the change in the tableau a counter-table? */
static inline bool
VerifyChange(const WidthSearch *search)
{
	const Window *window = &search->window;
	bool		moved;

	for (int i = 0; i < window->ncolumns; i++)
	{
		if (search->tableau.change[i] < -search->ask->reports[window->column[i]])
			return false;
	}
	for (int r = 0; r < window->nrows; r++)
	{
		int			row = window->row[r];
		int64_t		sum = RowChange(search, row, &moved);

		if (!IsOpen(search, row) ? sum != 0 :
			sum < 0 && RowReports(search, row) + sum < search->ask->least[row])
			return false;
	}
	return true;
}

/* which rows a counter-table changes, and whose numbers might have noticed it */
static inline void
NoteChange(WidthSearch *search, ProofWidth *width)
{
	const Window *window = &search->window;

	for (int r = 0; r < window->nrows; r++)
	{
		int			row = window->row[r];
		bool		moved;
		int64_t		sum = RowChange(search, row, &moved);

		if (!IsOpen(search, row) && moved)
			width->kept |= OriginBit(search->state->system->origin[row]);
		if (sum == 0 || row == search->target_row || search->leant[row])
			continue;
		search->leant[row] = true;
		search->leaning[search->nleaning++] = row;
	}
}

/* takes the change as it is now, if it is one */
static inline bool
TakeChange(WidthSearch *search, ProofWidth *width)
{
	int64_t		change;
	bool		moved;

	if (!VerifyChange(search))
		return false;
	NoteChange(search, width);
	change = search->target_row >= 0 ? RowChange(search, search->target_row, &moved) :
		search->tableau.change[search->state->local[search->target_column]];
	width->up = change > width->up ? change : width->up;
	width->down = -change > width->down ? -change : width->down;
	width->step = GreatestCommon(width->step, change);
	return true;
}

/* steps without a gain before another window is tried */
#define MOST_IDLE 60

/*
 * Moves the target into a direction, from no change at all, until it has gone so
 * far or cannot go on.
 */
static inline void
MoveTarget(WidthSearch *search, int direction, int64_t wanted, ProofWidth *width)
{
	Tableau    *tableau = &search->tableau;
	int			nidle = 0;

	memset(tableau->change, 0, (size_t) tableau->ncolumns * sizeof(int64_t));
	while (nidle < MOST_IDLE && !TableauTired(tableau, 1))
	{
		int64_t		left = wanted - direction * tableau->change[search->target];
		TableauStep step;
		int64_t		far;

		/* one step more may show that it is not always by twos */
		if (left <= 0 && width->step == 1)
			return;
		step = BestStep(tableau, search->target, direction);
		if (step.column < 0)
			return;
		if (step.most == 0)
		{
			nidle++;
			if (!TableauPivot(tableau, step.blocking, step.column))
				return;
			continue;
		}
		nidle = left <= 0 ? nidle + 1 : 0;
		if (!TableauMove(tableau, &step, step.unit) || !TakeChange(search, width))
			return;
		far = StepFor(tableau, tableau->row_of[search->target], &step, left > 0 ? left : 1) -
			step.unit;
		if (far > 0 && (!TableauMove(tableau, &step, far) || !TakeChange(search, width)))
			return;
	}
}

/* how far the target may move within one of the windows; says if that is all there is */
static inline bool
WidthInWindow(WidthSearch *search, int i, const int *column, int ncolumns, int64_t wanted,
			  ProofWidth *width)
{
	ProofState *state = search->state;
	size_t		used = state->arena->used;
	bool		all = width_window[i] >= state->system->ncolumns;
	int			size = all ? state->system->ncolumns : width_window[i];

	search->last_window = i;
	search->window.nrows = search->window.ncolumns = 0;
	if (WindowGrowFrom(state, &search->window, column, ncolumns, size) &&
		FillTableau(search, width_work[i]))
	{
		MoveTarget(search, 1, wanted, width);
		if (!IsWide(width, wanted))
			MoveTarget(search, -1, wanted - width->up, width);
	}
	search->work += search->tableau.work;
	WindowClose(state, &search->window);
	state->arena->used = used;
	return all;
}

/*
 * How far the target may move, up and down together, in wider and wider windows
 * until that is what was wanted and not by steps of more than one.
 */
static inline void
FindWidth(WidthSearch *search, const int *column, int ncolumns, int64_t wanted,
		  ProofWidth *width)
{
	memset(width, 0, sizeof(ProofWidth));
	for (int i = 0; i < search->nleaning; i++)
		search->leant[search->leaning[i]] = false;
	search->nleaning = 0;
	if (ncolumns == 0)
		return;
	for (int i = search->first_window; i < search->most_windows; i++)
	{
		if (WidthInWindow(search, i, column, ncolumns, wanted, width) || IsWide(width, wanted))
			break;
	}
	width->nleaning = search->nleaning;
	for (int i = 0; i < width->nleaning && i < WIDTH_MOST_LEANING; i++)
		width->leaning[i] = search->leaning[i];
}

/* of a hidden row */
static inline void
WidthOfRow(WidthSearch *search, int row, int64_t wanted, ProofWidth *width)
{
	const ProofSystem *system = search->state->system;
	int64_t		first = system->row_start[row];

	search->target_row = row;
	search->target_column = -1;
	FindWidth(search, system->row_column + first, (int) (system->row_start[row + 1] - first),
			  wanted, width);
}

/* of a column */
static inline void
WidthOfColumn(WidthSearch *search, int column, int64_t wanted, ProofWidth *width)
{
	search->target_row = -1;
	search->target_column = column;
	FindWidth(search, &column, 1, wanted, width);
}

#endif							/* PROOF_WIDTH_MATH_H */
