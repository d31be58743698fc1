/*
 * exchange_math.h
 *		Rows that are kept reduced, and what may be exchanged without them
 *		noticing.
 *
 * Rows are kept reduced modulo a prime: each has a pivot that no other row has.
 * Then every column that is no pivot has an exchange: it may grow by one if
 * the pivots of the rows that contain it change in turn, and no row notices.
 * Changes are noted and can be undone.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PROOF_EXCHANGE_MATH_H
#define PROOF_EXCHANGE_MATH_H

#include "proof/proof_math.h"
#include "proof/system_math.h"

typedef struct ExchangeTerm
{
	int			column;
	uint64_t	factor;
} ExchangeTerm;

/* ascending by column, no factor is 0; columns from ncolumns on name rows */
typedef struct ExchangeRow
{
	int			pivot;			/* its factor is 1 */
	int			n;
	ExchangeTerm *term;
} ExchangeRow;

typedef struct ExchangeUndo
{
	int			row;
	ExchangeRow before;
} ExchangeUndo;

typedef struct Exchanges
{
	uint64_t	prime;
	int			ncolumns;
	int			nrows;
	ExchangeRow *row;
	int		   *row_of;			/* that has the column as pivot; or -1 */
	int		   *having;			/* how many rows have the column, in a search */
	bool	   *free;			/* of each column: it is in no combination to fear */
	bool	   *excluded;		/* the same, in a branch of the search */
	bool	   *dropped;		/* in the set: no exchange may use it */
	const int  *name;			/* of each column in the system, for its measures */
	int			measure;		/* that is asked for */
	ProofCover *cover;
	ProofCover *packed;			/* elements of exchanges put aside */
	ProofArena *arena;
	int			nundo;
	int			max_undo;
	ExchangeUndo *undo;
	int64_t		work;
	int64_t		most_work;
	int			betrayal;		/* the row that betrays */
} Exchanges;

static inline uint64_t
RowFactor(const ExchangeRow *row, int column)
{
	int			low = 0;
	int			high = row->n;

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (row->term[middle].column < column)
			low = middle + 1;
		else
			high = middle;
	}
	return low < row->n && row->term[low].column == column ? row->term[low].factor : 0;
}

static inline bool
TooMuchWork(Exchanges *x, int64_t more)
{
	x->work += more;
	return x->work > x->most_work;
}

/* row - factor * other in new memory; false where there is none left */
static inline bool
RowSubtract(Exchanges *x, const ExchangeRow *row, uint64_t factor,
			const ExchangeRow *other, ExchangeRow *result)
{
	ModFactor	by = ModFactorOf(factor, x->prime);
	ExchangeTerm *term = ArenaTake(x->arena, (size_t) (row->n + other->n) * sizeof(ExchangeTerm));
	int			i = 0;
	int			j = 0;
	int			n = 0;

	if (term == NULL || TooMuchWork(x, row->n + other->n))
		return false;
	while (i < row->n || j < other->n)
	{
		if (j == other->n || (i < row->n && row->term[i].column < other->term[j].column))
			term[n++] = row->term[i++];
		else
		{
			uint64_t	before = 0;
			uint64_t	after;
			int			column = other->term[j].column;

			if (i < row->n && row->term[i].column == column)
				before = row->term[i++].factor;
			after = ModSub(before, ModMulBy(&by, other->term[j++].factor), x->prime);
			if (after != 0)
				term[n++] = (ExchangeTerm) {column, after};
		}
	}
	/* what was not needed is given back */
	x->arena->used -= ((size_t) (row->n + other->n) * sizeof(ExchangeTerm) + 15) & ~(size_t) 15;
	(void) ArenaTake(x->arena, (size_t) n * sizeof(ExchangeTerm));
	result->pivot = row->pivot;
	result->n = n;
	result->term = term;
	return true;
}

static inline bool
RowNormalize(Exchanges *x, const ExchangeRow *row, int pivot, ExchangeRow *result)
{
	ModFactor	inverse = ModFactorOf(ModInverse(RowFactor(row, pivot), x->prime), x->prime);

	result->term = ArenaTake(x->arena, (size_t) row->n * sizeof(ExchangeTerm));
	if (result->term == NULL || TooMuchWork(x, row->n))
		return false;
	result->pivot = pivot;
	result->n = row->n;
	for (int i = 0; i < row->n; i++)
	{
		result->term[i].column = row->term[i].column;
		result->term[i].factor = ModMulBy(&inverse, row->term[i].factor);
	}
	return true;
}

/* the row's columns are in one row more, or less */
static inline void
CountTerms(Exchanges *x, const ExchangeRow *row, int more)
{
	for (int i = 0; i < row->n && row->term[i].column < x->ncolumns; i++)
		x->having[row->term[i].column] += more;
}

/* before a search, which asks all the time how many rows have a column */
static inline void
CountColumns(Exchanges *x)
{
	memset(x->having, 0, (size_t) x->ncolumns * sizeof(int));
	for (int r = 0; r < x->nrows; r++)
		CountTerms(x, &x->row[r], 1);
}

/* remembers the row as it was, and puts another in its place */
static inline bool
RowReplace(Exchanges *x, int r, const ExchangeRow *by)
{
	if (x->nundo == x->max_undo)
		return false;
	x->undo[x->nundo++] = (ExchangeUndo) {r, x->row[r]};
	if (x->row[r].pivot != by->pivot)
		x->row_of[x->row[r].pivot] = -1;
	CountTerms(x, &x->row[r], -1);
	CountTerms(x, by, 1);
	x->row[r] = *by;
	x->row_of[by->pivot] = r;
	return true;
}

static inline void
UndoTo(Exchanges *x, int nundo)
{
	while (x->nundo > nundo)
	{
		const ExchangeUndo *last = &x->undo[--x->nundo];
		ExchangeRow *row = &x->row[last->row];

		if (x->row_of[row->pivot] == last->row)
			x->row_of[row->pivot] = -1;
		CountTerms(x, row, -1);
		CountTerms(x, &last->before, 1);
		*row = last->before;
		x->row_of[row->pivot] = last->row;
	}
}

/* gives the row another pivot, and takes that from all others */
static inline bool
ChangePivot(Exchanges *x, int r, int pivot)
{
	ExchangeRow row;

	if (!RowNormalize(x, &x->row[r], pivot, &row) || !RowReplace(x, r, &row))
		return false;
	/* the row itself has it */
	for (int other = 0; other < x->nrows && x->having[pivot] > 1; other++)
	{
		uint64_t	factor = other == r ? 0 : RowFactor(&x->row[other], pivot);
		ExchangeRow reduced;

		if (factor != 0 &&
			(!RowSubtract(x, &x->row[other], factor, &x->row[r], &reduced) ||
			 !RowReplace(x, other, &reduced)))
			return false;
	}
	return !TooMuchWork(x, x->nrows);
}

#endif							/* PROOF_EXCHANGE_MATH_H */
