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
 * without reports are taken to be known to be empty, unless they are columns.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PROOF_WIDTH_MATH_H
#define PROOF_WIDTH_MATH_H

#include "proof/swap_math.h"

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

	search->nchanged = 0;
	for (int r = 0; r < window->nrows; r++)
	{
		int			row = window->row[r];
		bool		moved;
		int64_t		sum = RowChange(search, row, &moved);

		if (!IsOpen(search, row) && moved)
			width->kept |= OriginBit(search->state->system->origin[row]);
		if (sum == 0)
			continue;
		search->changed[search->nchanged++] = row;
		if (row == search->target_row || search->leant[row])
			continue;
		search->leant[row] = true;
		search->leaning[search->nleaning++] = row;
	}
}

/* adds the rows changed to those that a row leans on; more than are listed are not counted */
static inline void
AddLeaning(const WidthSearch *search, int row, ProofWidth *width)
{
	for (int i = 0; i < search->nchanged && width->nleaning <= WIDTH_MOST_LEANING; i++)
	{
		int			j = 0;

		if (search->changed[i] == row || search->changed[i] >= search->ask->nchanging)
			continue;
		while (j < width->nleaning && width->leaning[j] != search->changed[i])
			j++;
		if (j == WIDTH_MOST_LEANING)
			width->nleaning++;
		else if (j == width->nleaning)
			width->leaning[width->nleaning++] = search->changed[i];
	}
}

/* says of other hidden rows too what the counter-table says of them */
static inline void
ShareChange(const WidthSearch *search, uint64_t kept)
{
	for (int i = 0; i < search->nchanged; i++)
	{
		int			row = search->changed[i];
		ProofWidth *width = &search->width[row];
		int64_t		wanted = WantedWidth(search, row);
		int64_t		change;
		bool		moved;

		if (row == search->target_row || wanted == 0 || IsWide(width, wanted))
			continue;
		change = RowChange(search, row, &moved);
		width->up = change > width->up ? change : width->up;
		width->down = -change > width->down ? -change : width->down;
		width->step = GreatestCommon(width->step, change);
		width->kept |= kept;
		AddLeaning(search, row, width);
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
	if (search->width != NULL && search->relaxed == NULL)
		ShareChange(search, width->kept);
	change = search->target_row >= 0 ? RowChange(search, search->target_row, &moved) :
		search->tableau.change[search->state->local[search->target_column]];
	width->up = change > width->up ? change : width->up;
	width->down = -change > width->down ? -change : width->down;
	width->step = GreatestCommon(width->step, change);
	return true;
}

/* the changes of the swaps so far, as a window of their columns, into the tableau */
static inline bool
TakeSwaps(WidthSearch *search, ProofWidth *width)
{
	ProofState *state = search->state;
	const Swaps *swaps = &search->swaps;
	size_t		used = state->arena->used;
	size_t		n = (size_t) swaps->ntouched;
	bool		taken = false;

	search->window.ncolumns = search->window.nrows = 0;
	search->window.column = (int *) ArenaTake(state->arena, n * sizeof(int));
	search->tableau.change = (int64_t *) ArenaTake(state->arena, n * sizeof(int64_t));
	if (search->window.column != NULL && search->tableau.change != NULL)
	{
		for (int i = 0; i < swaps->ntouched; i++)
		{
			state->local[swaps->touched[i]] = i;
			search->window.column[search->window.ncolumns++] = swaps->touched[i];
			search->tableau.change[i] = swaps->change[swaps->touched[i]];
		}
		taken = WidthRows(search) >= 0 && TakeChange(search, width);
	}
	WindowClose(state, &search->window);
	state->arena->used = used;
	return taken;
}

/* moves the target into a direction by swaps, until it has gone so far */
static inline void
SwapTarget(WidthSearch *search, const int *column, int ncolumns, int direction, int64_t wanted,
		   ProofWidth *width)
{
	Swaps	   *swaps = &search->swaps;

	swaps->work = 0;
	for (int64_t moved = 0; moved < wanted && swaps->ntouched < MOST_TOUCHED; moved++)
	{
		if (!SwapOnce(search, column, ncolumns, direction))
			break;
		if (!TakeSwaps(search, width))
		{
			swaps->network = false;
			break;
		}
	}
	/* what was not gone through says nothing */
	swaps->network &= swaps->work < MOST_SWAP_WORK && swaps->ntouched < MOST_TOUCHED;
	search->work += swaps->work;
	ForgetSwaps(search);
}

/*
 * How far the target may move by swaps; says if there is no more to be found out.
 */
static inline bool
SwapWidth(WidthSearch *search, const int *column, int ncolumns, int64_t wanted,
		  ProofWidth *width)
{
	search->last_window = 0;
	search->swaps.network = true;
	SwapTarget(search, column, ncolumns, 1, wanted, width);
	if (!IsWide(width, wanted))
		SwapTarget(search, column, ncolumns, -1, wanted - width->up, width);
	return IsWide(width, wanted) || search->swaps.network;
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

/* for each column of a window, that it grows */
#define WORK_TO_GROW 300

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
	if (!all)
		ncolumns = LoosestColumns(search, size, &column, ncolumns);
	if (WindowGrowFrom(state, &search->window, column, ncolumns, size) &&
		FillTableau(search, width_work[i]))
	{
		MoveTarget(search, 1, wanted, width);
		if (!IsWide(width, wanted))
			MoveTarget(search, -1, wanted - width->up, width);
	}
	search->work += search->tableau.work + (int64_t) search->window.ncolumns * WORK_TO_GROW;
	WindowClose(state, &search->window);
	state->arena->used = used;
	return all;
}

/* the hidden rows that the counter-tables change, of those that could be shown */
static inline void
ListLeaning(const WidthSearch *search, ProofWidth *width)
{
	for (int i = 0; i < search->nleaning; i++)
	{
		if (search->leaning[i] >= search->ask->nchanging)
			continue;
		if (width->nleaning < WIDTH_MOST_LEANING)
			width->leaning[width->nleaning] = search->leaning[i];
		width->nleaning++;
	}
}

/*
 * How far the target may move, up and down together, by swaps and then in wider and
 * wider windows until that is what was wanted and not by steps of more than one.
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
	/* of many the shortest way to a shown number hides more than the simplex does */
	if ((search->relaxed == NULL || !search->ask->many) &&
		SwapWidth(search, column, ncolumns, wanted, width))
	{
		ListLeaning(search, width);
		return;
	}
	for (int i = search->first_window; i < search->most_windows; i++)
	{
		if (WidthInWindow(search, i, column, ncolumns, wanted, width) || IsWide(width, wanted))
			break;
	}
	ListLeaning(search, width);
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
