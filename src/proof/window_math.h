/*
 * window_math.h
 *		The neighbourhood of a column, with its rows reduced.
 *
 * An exchange of columns that lie in a window is one of the whole system, if
 * only the rows are cut to the window and not left out.  So what is shown in
 * a window holds everywhere.  The converse does not: a betrayal in a window
 * is one of the system where the window is all that hangs together.
 *
 * Columns that are free are eliminated first: what rows say of them alone
 * need not be feared, and what is left speaks of the others.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PROOF_WINDOW_MATH_H
#define PROOF_WINDOW_MATH_H

#include "proof/choice_math.h"
#include "proof/dense_math.h"
#include "proof/search_math.h"

/* what is known of the system so far */
typedef struct ProofState
{
	const ProofSystem *system;
	uint64_t	prime;
	bool	   *free;			/* of each column: it is in no combination to fear */
	bool	   *known;			/* of each column: what old numbers alone betray */
	bool	   *hidden;			/* of each row: it is not published after all */
	ProofCover	cover;			/* both empty between two searches */
	ProofCover	packed;
	ProofArena *arena;			/* of windows */
	int		   *local;			/* of each column, in the window at work; or -1 */
	int		   *local_row;		/* of each row */
	float	   *score;			/* of each column while a window grows; or 0 */
	int64_t		grown;			/* steps that windows took to grow */
} ProofState;

typedef struct Window
{
	int			ncolumns;
	int		   *column;			/* in the order in which they came in */
	bool		whole;			/* nothing that hangs together was left out */
	int			nrows;
	int		   *row;
	Exchanges	exchanges;
	int		   *place;			/* of each column in exchanges */
} Window;

/* rows longer than this are followed in wide windows only */
#define LONG_ROW(size) ((size) * 4)

/* takes the column in; its neighbours become candidates, or better ones */
static inline void
WindowEnter(ProofState *state, Window *window, int column, int size,
			WindowChoice *candidate, int *ncandidates)
{
	const ProofSystem *system = state->system;

	state->local[column] = window->ncolumns;
	window->column[window->ncolumns++] = column;
	for (int64_t i = system->column_start[column]; i < system->column_start[column + 1]; i++)
	{
		int			row = system->column_row[i];
		int64_t		n = system->row_start[row + 1] - system->row_start[row];
		float		gain = 1 / (float) n;

		if (state->hidden[row])
			continue;
		if (n > LONG_ROW(size))
			continue;
		state->grown += n;
		for (int64_t j = system->row_start[row]; j < system->row_start[row + 1]; j++)
		{
			int			other = system->row_column[j];

			if (state->local[other] >= 0 || state->known[other])
				continue;
			if (state->score[other] == 0)
				candidate[(*ncandidates)++].column = other;
			state->score[other] += state->free[other] ? 2 * gain : gain;
		}
	}
}

/*
 * The columns near some, which come in first, at most size of them.
 */
static inline bool
WindowGrowFrom(ProofState *state, Window *window, const int *column, int n, int size)
{
	size_t		most = (size_t) state->system->ncolumns * sizeof(WindowChoice);
	WindowChoice *candidate = (WindowChoice *) ArenaTake(state->arena, most);
	int			ncandidates = 0;

	window->column = (int *) ArenaTake(state->arena, (size_t) size * sizeof(int));
	window->ncolumns = 0;
	if (candidate == NULL || window->column == NULL)
		return false;
	for (int i = 0; i < n && i < size; i++)
		state->local[column[i]] = 0;
	for (int i = 0; i < n && i < size; i++)
		WindowEnter(state, window, column[i], size, candidate, &ncandidates);
	while (ncandidates > 0 && window->ncolumns < size)
	{
		int			batch = window->ncolumns / 3 + 1;
		int			near = ncandidates;

		for (int i = 0; i < near; i++)
			candidate[i].score = state->score[candidate[i].column];
		if (batch > near)
			batch = near;
		if (batch > size - window->ncolumns)
			batch = size - window->ncolumns;
		SelectChoices(candidate, near, batch);
		/* entering adds behind these; then the gap is closed */
		for (int i = 0; i < batch; i++)
			state->score[candidate[i].column] = 0;
		for (int i = 0; i < batch; i++)
			state->local[candidate[i].column] = 0;
		for (int i = 0; i < batch; i++)
			WindowEnter(state, window, candidate[i].column, size, candidate, &ncandidates);
		ncandidates -= batch;
		memmove(candidate, candidate + batch, (size_t) ncandidates * sizeof(WindowChoice));
	}
	for (int i = 0; i < ncandidates; i++)
		state->score[candidate[i].column] = 0;
	return true;
}

/* the columns near one */
static inline bool
WindowGrow(ProofState *state, Window *window, int column, int size)
{
	return WindowGrowFrom(state, window, &column, 1, size);
}

/* the rows of the window's columns that are not hidden */
static inline bool
WindowRows(ProofState *state, Window *window)
{
	const ProofSystem *system = state->system;
	int64_t		most = 0;

	for (int i = 0; i < window->ncolumns; i++)
	{
		const int64_t *start = &system->column_start[window->column[i]];

		most += start[1] - start[0];
	}
	if (most > system->nrows)
		most = system->nrows;
	window->nrows = 0;
	window->whole = true;
	window->row = (int *) ArenaTake(state->arena, (size_t) (most + 1) * sizeof(int));
	if (window->row == NULL)
		return false;
	for (int i = 0; i < window->ncolumns; i++)
	{
		int			column = window->column[i];

		for (int64_t j = system->column_start[column]; j < system->column_start[column + 1]; j++)
		{
			int			row = system->column_row[j];

			if (state->hidden[row] || state->local_row[row] >= 0)
				continue;
			state->local_row[row] = window->nrows;
			window->row[window->nrows++] = row;
			for (int64_t k = system->row_start[row];
				 k < system->row_start[row + 1] && window->whole; k++)
				window->whole = state->local[system->row_column[k]] >= 0;
		}
	}
	return true;
}

/*
 * Reduces the dense row by those there are, and adds it to them: to those of
 * free columns (by_free), which then have done their duty, or to the others;
 * but not to these where refused is not NULL: that is said instead.
 */
static inline bool
AddReduced(Exchanges *x, DenseRow *dense, int nfree, ExchangeRow *by_free, bool *refused)
{
	ExchangeRow row;
	int			pivot;

	for (int c = DenseNext(dense, 0); c < nfree; c = DenseNext(dense, c + 1))
	{
		if (by_free[c].n == 0)
			return DenseTake(x, dense, c, &by_free[c]);
		DenseSubtract(dense, dense->factor[c], &by_free[c], x->prime);
		if (TooMuchWork(x, by_free[c].n))
			return false;
	}
	for (int c = DenseNext(dense, nfree); c < x->ncolumns; c = DenseNext(dense, c + 1))
	{
		if (x->row_of[c] < 0)
			continue;
		if (TooMuchWork(x, x->row[x->row_of[c]].n))
			return false;
		DenseSubtract(dense, dense->factor[c], &x->row[x->row_of[c]], x->prime);
	}
	pivot = LargestColumn(x, dense, nfree);
	if (pivot < 0 || refused != NULL)
	{
		if (refused != NULL)
			*refused = pivot >= 0;
		DenseClear(dense);
		return true;
	}
	if (!DenseTake(x, dense, pivot, &row))
		return false;
	for (int r = 0; r < x->nrows; r++)
	{
		uint64_t	factor = RowFactor(&x->row[r], pivot);

		if (factor != 0 && !RowSubtract(x, &x->row[r], factor, &row, &x->row[r]))
			return false;
	}
	x->row_of[pivot] = x->nrows;
	x->row[x->nrows++] = row;
	return !TooMuchWork(x, dense->n);
}

/* numbers the window's columns, free ones first; returns how many are */
static inline int
PlaceColumns(ProofState *state, Window *window, int *name)
{
	int			nfree = 0;
	int			next;

	for (int i = 0; i < window->ncolumns; i++)
		nfree += state->free[window->column[i]];
	next = nfree;
	nfree = 0;
	for (int i = 0; i < window->ncolumns; i++)
	{
		int			column = window->column[i];

		window->place[i] = state->free[column] ? nfree++ : next++;
		name[window->place[i]] = column;
	}
	return nfree;
}

#define MOST_UNDO 100000

static inline bool
StartExchanges(ProofState *state, Window *window, int64_t most_work, int **name)
{
	Exchanges  *x = &window->exchanges;
	size_t		n = (size_t) window->ncolumns;

	memset(x, 0, sizeof(Exchanges));
	x->prime = state->prime;
	x->ncolumns = window->ncolumns;
	x->cover = &state->cover;
	x->packed = &state->packed;
	x->arena = state->arena;
	x->most_work = most_work;
	x->max_undo = MOST_UNDO;
	x->undo = (ExchangeUndo *) ArenaTake(x->arena, MOST_UNDO * sizeof(ExchangeUndo));
	x->row = (ExchangeRow *) ArenaTake(x->arena,
									   (size_t) (window->nrows + 1) * sizeof(ExchangeRow));
	x->row_of = (int *) ArenaTake(x->arena, n * sizeof(int));
	x->having = (int *) ArenaTake(x->arena, n * sizeof(int));
	x->free = (bool *) ArenaTake(x->arena, n);
	x->excluded = (bool *) ArenaTake(x->arena, n);
	x->dropped = (bool *) ArenaTake(x->arena, n);
	window->place = (int *) ArenaTake(x->arena, n * sizeof(int));
	x->name = *name = (int *) ArenaTake(x->arena, n * sizeof(int));
	if (*name == NULL)
		return false;
	memset(x->excluded, 0, n);
	memset(x->dropped, 0, n);
	for (size_t c = 0; c < n; c++)
		x->row_of[c] = -1;
	return true;
}

static inline bool
RowCounts(const ProofSystem *system, int row, int column)
{
	int64_t		low = system->row_start[row];
	int64_t		high = system->row_start[row + 1];

	while (low < high)
	{
		int64_t		middle = (low + high) / 2;

		if (system->row_column[middle] < column)
			low = middle + 1;
		else
			high = middle;
	}
	return low < system->row_start[row + 1] && system->row_column[low] == column;
}

/* a row is gone through, or a long one asked for each column of the window */
#define MUCH_LONGER 16

/* the row's columns in the window */
static inline void
PutRow(const ProofState *state, const Window *window, int row, DenseRow *dense)
{
	const ProofSystem *system = state->system;

	if (system->row_start[row + 1] - system->row_start[row] >
		(int64_t) MUCH_LONGER * window->ncolumns)
	{
		for (int i = 0; i < window->ncolumns; i++)
		{
			if (RowCounts(system, row, window->column[i]))
				DensePut(dense, window->place[i], 1);
		}
		return;
	}
	for (int64_t i = system->row_start[row]; i < system->row_start[row + 1]; i++)
	{
		int			local = state->local[system->row_column[i]];

		if (local >= 0)
			DensePut(dense, window->place[local], 1);
	}
}

/*
 * Cuts the rows to the window and reduces them.  Each names the rows that it
 * was made of where traced.  Where costs are given, rows that have one are
 * hidden if anything follows from them, and from those before, about columns
 * that are not free.
 */
static inline bool
WindowReduce(ProofState *state, Window *window, int64_t most_work, bool traced,
			 const int *cost)
{
	const ProofSystem *system = state->system;
	Exchanges  *x = &window->exchanges;
	DenseRow	dense;
	ExchangeRow *by_free;
	int		   *name;
	int			nfree;

	if (!StartExchanges(state, window, most_work, &name))
		return false;
	nfree = PlaceColumns(state, window, name);
	for (int c = 0; c < window->ncolumns; c++)
		x->free[c] = c < nfree;
	by_free = (ExchangeRow *) ArenaTake(x->arena, (size_t) (nfree + 1) * sizeof(ExchangeRow));
	if (by_free == NULL ||
		!DenseStart(&dense, x->arena, window->ncolumns + (traced ? window->nrows : 0)))
		return false;
	memset(by_free, 0, (size_t) (nfree + 1) * sizeof(ExchangeRow));
	for (int r = 0; r < window->nrows; r++)
	{
		int			row = window->row[r];

		PutRow(state, window, row, &dense);
		if (traced)
			DensePut(&dense, window->ncolumns + r, 1);
		if (!AddReduced(x, &dense, nfree, by_free,
						cost != NULL && cost[row] >= 0 ? &state->hidden[row] : NULL))
			return false;
		if (cost != NULL && state->hidden[row])
			system->reason[row] = (ProofReason) {PROOF_OF_THE_KNOWN, 0};
		if (system->pause != NULL)
			system->pause();
	}
	return true;
}

/* rows of low rank first; qsort would have no argument */
static inline void
SortWindowRows(Window *window, int64_t (*rank) (const void *arg, int row), const void *arg)
{
	for (int gap = window->nrows / 2; gap > 0; gap /= 2)
	{
		for (int i = gap; i < window->nrows; i++)
		{
			int			row = window->row[i];
			int			j = i;

			for (; j >= gap && rank(arg, window->row[j - gap]) > rank(arg, row); j -= gap)
				window->row[j] = window->row[j - gap];
			window->row[j] = row;
		}
	}
}

/* short rows first, which makes fewer new terms */
static inline int64_t
RankByLength(const void *system, int row)
{
	const ProofSystem *of = (const ProofSystem *) system;

	return of->row_start[row + 1] - of->row_start[row];
}

/*
 * Opens a window of at most size columns around one; false where that takes
 * too much work or memory.  To be closed in any case.
 */
static inline bool
WindowOpen(ProofState *state, Window *window, int column, int size,
		   int64_t most_work, bool traced)
{
	window->nrows = window->ncolumns = 0;
	if (!WindowGrow(state, window, column, size) || !WindowRows(state, window))
		return false;
	SortWindowRows(window, RankByLength, state->system);
	return WindowReduce(state, window, most_work, traced, NULL);
}

static inline void
WindowClose(ProofState *state, Window *window)
{
	for (int i = 0; i < window->ncolumns; i++)
		state->local[window->column[i]] = -1;
	for (int i = 0; i < window->nrows; i++)
		state->local_row[window->row[i]] = -1;
}

/*
 * Asks for one of the window's columns, given by when it came in.
 */
static inline ProofAnswer
WindowSearch(ProofState *state, Window *window, int i, int64_t most_work)
{
	Exchanges  *x = &window->exchanges;
	size_t		used = x->arena->used;
	ProofAnswer answer;

	x->work = 0;
	x->most_work = most_work;
	answer = ExchangeSearch(x, window->place[i]);
	CoverRemove(x->cover, window->column[i]);
	if (answer == PROOF_BETRAYS)
		return answer;
	ExchangesForget(x);
	x->arena->used = used;
	if (answer == PROOF_HOLDS)
	{
		x->free[window->place[i]] = true;
		state->free[window->column[i]] = true;
	}
	return answer;
}

#endif							/* PROOF_WINDOW_MATH_H */
