/*
 * admit_search_math.h
 *		Does a number that is about to be admitted betray, with those before it?
 *
 * The search is for one column, the mark of the number: of all that hangs together
 * with it where that is little, and there it is exact; else in windows around it, in
 * which nothing to fear is nothing to fear anywhere, and the rest is not known.
 *
 * Pure: needs nothing of the server.
 */
#ifndef ADMIT_ADMIT_SEARCH_MATH_H
#define ADMIT_ADMIT_SEARCH_MATH_H

#include "admit/admit_math.h"
#include "proof/guess_math.h"
#include "proof/hide_math.h"

/* the columns of all rows in the blocks of the row at work, ascending; how many */
static inline int
ListBlock(Admission *a, int *name)
{
	int			ncolumns = 0;

	for (int i = 0; i < a->ntouched; i++)
	{
		if (a->factor[a->column[i]] != 0)
			a->local[BlockOf(a, a->column[i])] = 0;
	}
	for (int c = 0; c < a->ncolumns; c++)
	{
		if (!a->safe[c] && a->local[BlockOf(a, c)] >= 0)
			name[ncolumns++] = c;
	}
	for (int i = 0; i < a->ntouched; i++)
		a->local[BlockOf(a, a->column[i])] = -1;
	return ncolumns;
}

static inline int
CompareTerms(const void *va, const void *vb)
{
	const ExchangeTerm *a = (const ExchangeTerm *) va;
	const ExchangeTerm *b = (const ExchangeTerm *) vb;

	return (a->column > b->column) - (a->column < b->column);
}

/* a row of the rest with the block's numbers, and without the pivot of the new one */
static inline bool
CopyRest(Admission *a, Exchanges *x, const AdmitRow *row, const ExchangeRow *less)
{
	ExchangeRow *copy = &x->row[x->nrows];
	uint64_t	factor;

	copy->n = row->n;
	copy->pivot = a->local[row->pivot];
	copy->term = (ExchangeTerm *) ArenaTake(x->arena, (size_t) row->n * sizeof(ExchangeTerm));
	if (copy->term == NULL)
		return false;
	for (int i = 0; i < row->n; i++)
		copy->term[i] = (ExchangeTerm) {a->local[row->term[i].column], row->term[i].factor};
	qsort(copy->term, (size_t) copy->n, sizeof(ExchangeTerm), CompareTerms);
	factor = less ? RowFactor(copy, less->pivot) : 0;
	if (factor != 0 && !RowSubtract(x, copy, factor, less, copy))
		return false;
	x->row_of[copy->pivot] = x->nrows++;
	return true;
}

/* the row at work, with its mark, and the rows of the block */
static inline bool
CopyBlock(Admission *a, Exchanges *x, int pivot, int mark)
{
	AdmitRow	now = {pivot, 0, 0, NULL};
	uint64_t	inverse = ModInverse(a->factor[pivot], x->prime);
	ExchangeRow first;

	now.term = (ExchangeTerm *) ArenaTake(x->arena,
										  (size_t) (a->ntouched + 1) * sizeof(ExchangeTerm));
	if (now.term == NULL)
		return false;
	for (int i = 0; i < a->ntouched; i++)
	{
		int			c = a->column[i];

		if (a->factor[c] != 0)
			now.term[now.n++] = (ExchangeTerm) {c, ModMul(a->factor[c], inverse, x->prime)};
	}
	now.term[now.n++] = (ExchangeTerm) {mark, inverse};
	if (!CopyRest(a, x, &now, NULL))
		return false;
	first = x->row[0];
	for (int r = 0; r < a->nrest; r++)
	{
		if (a->local[a->rest[r].pivot] >= 0 && !CopyRest(a, x, &a->rest[r], &first))
			return false;
	}
	return true;
}

static inline bool
StartBlock(Admission *a, Exchanges *x, int ncolumns, int nrows, int *name)
{
	ProofArena *arena = a->state->arena;
	size_t		n = (size_t) ncolumns;

	memset(x, 0, sizeof(Exchanges));
	x->prime = a->state->prime;
	x->ncolumns = ncolumns;
	x->cover = &a->state->cover;
	x->packed = &a->state->packed;
	x->arena = arena;
	x->most_work = INT64_MAX;
	x->max_undo = MOST_UNDO;
	x->name = name;
	x->undo = (ExchangeUndo *) ArenaTake(arena, MOST_UNDO * sizeof(ExchangeUndo));
	x->row = (ExchangeRow *) ArenaTake(arena, (size_t) nrows * sizeof(ExchangeRow));
	x->row_of = (int *) ArenaTake(arena, n * sizeof(int));
	x->having = (int *) ArenaTake(arena, n * sizeof(int));
	x->free = (bool *) ArenaTake(arena, n);
	x->excluded = (bool *) ArenaTake(arena, n);
	x->dropped = (bool *) ArenaTake(arena, n);
	if (x->dropped == NULL || x->undo == NULL || x->row == NULL || x->row_of == NULL ||
		x->having == NULL || x->free == NULL || x->excluded == NULL)
		return false;
	memset(x->free, 0, n);
	memset(x->excluded, 0, n);
	memset(x->dropped, 0, n);
	for (int c = 0; c < ncolumns; c++)
		x->row_of[c] = -1;
	return true;
}

/* why the row at work would betray, and beside which origins something is known of it */
static inline ProofReason
ReasonOfBetrayal(const Admission *a, const Exchanges *x)
{
	const ProofSystem *system = a->state->system;
	const ExchangeRow *row = &x->row[x->betrayal];
	ProofReason reason = {BrokenMeasure(&a->state->cover), 0};

	for (int i = 0; i < row->n; i++)
	{
		int			c = x->name[row->term[i].column];

		for (int64_t j = system->column_start[c]; j < system->column_start[c + 1]; j++)
		{
			if (!a->state->hidden[system->column_row[j]])
				reason.beside |= OriginBit(system->origin[system->column_row[j]]);
		}
	}
	return reason;
}

/*
 * Is the mark in a combination to fear?  Asked of all that hangs together with the
 * row at work, n columns, of which there is room for one more.
 */
static inline ProofAnswer
SearchBlock(Admission *a, int pivot, int mark, int *name, int n, int64_t most_work,
			ProofReason *reason)
{
	ProofAnswer answer = PROOF_UNKNOWN;
	Exchanges	x;
	int			nrows = 1;

	name[n++] = mark;
	for (int i = 0; i < n; i++)
		a->local[name[i]] = i;
	for (int r = 0; r < a->nrest; r++)
		nrows += a->local[a->rest[r].pivot] >= 0;
	if (StartBlock(a, &x, n, nrows, name) && CopyBlock(a, &x, pivot, mark))
	{
		answer = GuessOrSearch(&x, n - 1, most_work);
		if (answer == PROOF_BETRAYS)
			*reason = ReasonOfBetrayal(a, &x);
		ExchangesForget(&x);
		a->work += x.work;
	}
	for (int i = 0; i < n; i++)
		a->local[name[i]] = -1;
	return answer;
}

/*
 * The same, asked of a window of all columns, where a betrayal says nothing.
 */
static inline ProofAnswer
SearchNear(Admission *a, int row, int mark, int width)
{
	ProofState *state = a->state;
	Window		window;
	ProofAnswer answer = PROOF_UNKNOWN;
	int64_t		grown = state->grown;

	state->hidden[row] = false;
	if (WindowOpen(state, &window, mark, WindowSize(state, width), window_work[width], false))
	{
		answer = WindowSearch(state, &window, 0, window_work[width]);
		if (answer != PROOF_HOLDS)
			ExchangesForget(&window.exchanges);
		state->free[mark] = false;
		a->work += window.exchanges.work;
	}
	a->work += state->grown - grown;
	WindowClose(state, &window);
	state->hidden[row] = true;
	return answer == PROOF_HOLDS ? PROOF_HOLDS : PROOF_UNKNOWN;
}

/* more columns than this are searched in windows */
#define MOST_IN_BLOCK 600

/*
 * Is the row at work, which would have this pivot, in a combination to fear?  Asked in
 * windows of so many widths where a block is large.  The reason, where it is known to
 * be.
 */
static inline ProofAnswer
SearchMark(Admission *a, int row, int pivot, int nwidths, int64_t most_work,
		   ProofReason *reason)
{
	const ProofSystem *system = a->state->system;
	ProofArena *arena = a->state->arena;
	size_t		used = arena->used;
	int			mark = system->row_column[system->row_start[row + 1] - 1];
	int		   *name = (int *) ArenaTake(arena, (size_t) (a->ncolumns + 1) * sizeof(int));
	int			n = name ? ListBlock(a, name) : INT32_MAX;
	ProofAnswer answer = PROOF_UNKNOWN;

	if (n <= MOST_IN_BLOCK)
		answer = SearchBlock(a, pivot, mark, name, n, most_work, reason);
	for (int width = 0; width < nwidths && n > MOST_IN_BLOCK && answer != PROOF_HOLDS; width++)
	{
		arena->used = used;
		answer = SearchNear(a, row, mark, width);
	}
	arena->used = used;
	return answer;
}

#endif							/* ADMIT_ADMIT_SEARCH_MATH_H */
