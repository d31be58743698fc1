/*
 * admit_math.h
 *		Numbers that come one after the other, each admitted if nothing follows.
 *
 * Rows are kept eliminated: those of safe columns stand by themselves, as what they
 * say of others is hidden behind a column that may be known; what is left speaks of
 * unsafe columns alone and is kept reduced, so that each pivot stands in one row.  A
 * new row either follows from those before, or has a safe column that they do not
 * have: then nothing new is said of unsafe columns alone.  Or it says something:
 * then any combination in which it takes part has its pivot, and one search for
 * that column decides.
 *
 * Pure: needs nothing of the server.
 */
#ifndef ADMIT_ADMIT_MATH_H
#define ADMIT_ADMIT_MATH_H

#include "proof/window_math.h"

/* with room for more terms than it has */
typedef struct AdmitRow
{
	int			pivot;			/* its factor is 1 */
	int			n;
	int			size;
	ExchangeTerm *term;			/* in no order */
} AdmitRow;

typedef enum AdmitKind
{
	ADMIT_FOLLOWS,				/* from rows before */
	ADMIT_SAFE,					/* it has a safe column of its own */
	ADMIT_SPEAKS,				/* of unsafe columns alone */
	ADMIT_NO_ROOM
} AdmitKind;

typedef struct Admission
{
	ProofState *state;			/* rows that are not admitted are hidden there */
	int			ncolumns;		/* without the marks, which come behind */
	const bool *safe;			/* of each column */
	uint64_t   *factor;			/* of each column, of the row at work; else 0 */
	bool	   *touched;
	int			ntouched;
	int		   *column;			/* that are touched */
	int			nsafe;			/* rows with a safe pivot, in the order in which they came */
	AdmitRow   *by_safe;
	int		   *safe_of;		/* of each safe column the row with that pivot; or -1 */
	bool	   *waiting;		/* of each such row: it is to be subtracted */
	int			nwaiting;
	int		   *heap;			/* which ones, the first on top */
	int			nrest;
	AdmitRow   *rest;			/* reduced: of unsafe columns alone */
	int		   *rest_of;		/* of each unsafe column; or -1 */
	int		   *block;			/* of each column: another of those that hang together */
	int		   *local;			/* of each column, while a block is at work; or -1 */
	int64_t		work;
	int64_t		most_work;
} Admission;

static inline int
BlockOf(Admission *a, int column)
{
	int		   *block = a->block;

	while (block[column] != column)
		column = block[column] = block[block[column]];
	return column;
}

static inline void
PushWaiting(Admission *a, int row)
{
	int			i = a->nwaiting++;

	a->waiting[row] = true;
	for (; i > 0 && a->heap[(i - 1) / 2] > row; i = (i - 1) / 2)
		a->heap[i] = a->heap[(i - 1) / 2];
	a->heap[i] = row;
}

static inline int
PopWaiting(Admission *a)
{
	int			top = a->heap[0];
	int			moved = a->heap[--a->nwaiting];
	int			i = 0;

	for (;;)
	{
		int			child = 2 * i + 1;

		if (child + 1 < a->nwaiting && a->heap[child + 1] < a->heap[child])
			child++;
		if (child >= a->nwaiting || a->heap[child] >= moved)
			break;
		a->heap[i] = a->heap[child];
		i = child;
	}
	a->heap[i] = moved;
	a->waiting[top] = false;
	return top;
}

static inline void
AddFactor(Admission *a, int column, uint64_t factor)
{
	if (!a->touched[column])
	{
		a->touched[column] = true;
		a->column[a->ntouched++] = column;
	}
	a->factor[column] = ModAdd(a->factor[column], factor, a->state->prime);
	if (a->safe[column] && a->safe_of[column] >= 0 && !a->waiting[a->safe_of[column]])
		PushWaiting(a, a->safe_of[column]);
}

/* takes the row, times the factor of its pivot, from the row at work */
static inline void
TakeAway(Admission *a, const AdmitRow *row)
{
	uint64_t	factor = a->factor[row->pivot];

	if (factor == 0)
		return;
	factor = ModSub(0, factor, a->state->prime);
	for (int i = 0; i < row->n; i++)
		AddFactor(a, row->term[i].column, ModMul(factor, row->term[i].factor, a->state->prime));
	a->work += row->n;
}

/* forgets the row at work */
static inline void
ClearRow(Admission *a)
{
	for (int i = 0; i < a->ntouched; i++)
	{
		a->factor[a->column[i]] = 0;
		a->touched[a->column[i]] = false;
	}
	a->ntouched = 0;
}

/* the row at work, divided by the factor of the pivot; it is forgotten */
static inline bool
KeepRow(Admission *a, int pivot, AdmitRow *row)
{
	uint64_t	inverse = ModInverse(a->factor[pivot], a->state->prime);
	int			n = 0;

	for (int i = 0; i < a->ntouched; i++)
		n += a->factor[a->column[i]] != 0;
	if (row->size < n)
	{
		row->size = n + n / 2;
		row->term = (ExchangeTerm *) ArenaTake(a->state->arena,
											   (size_t) row->size * sizeof(ExchangeTerm));
	}
	row->pivot = pivot;
	row->n = 0;
	for (int i = 0; i < a->ntouched && row->term != NULL; i++)
	{
		int			c = a->column[i];

		if (a->factor[c] != 0)
			row->term[row->n++] = (ExchangeTerm)
		{
			c, ModMul(a->factor[c], inverse, a->state->prime)
		};
	}
	ClearRow(a);
	if (row->term == NULL)
		row->size = 0;
	return row->term != NULL;
}

/* a safe column of the row at work in as few rows as any; -1: it has none */
static inline int
SafePivot(const Admission *a)
{
	const int64_t *start = a->state->system->column_start;
	int			best = -1;

	for (int i = 0; i < a->ntouched; i++)
	{
		int			c = a->column[i];

		if (a->safe[c] && a->factor[c] != 0 &&
			(best < 0 || start[c + 1] - start[c] < start[best + 1] - start[best]))
			best = c;
	}
	return best;
}

/* the unsafe column of the row at work with most people; -1: nothing is left */
static inline int
UnsafePivot(const Admission *a)
{
	const ProofMeasure *measure = &a->state->system->measure[0];
	int			best = -1;
	int64_t		most = -1;

	for (int i = 0; i < a->ntouched; i++)
	{
		int			c = a->column[i];
		int64_t		n = measure->start[c + 1] - measure->start[c];

		if (a->factor[c] != 0 && n > most)
		{
			most = n;
			best = c;
		}
	}
	return best;
}

/*
 * Reduces a row of the system by those that were admitted.  One that speaks stays at
 * work, with the pivot that it would have.
 */
static inline AdmitKind
ReduceRow(Admission *a, int row, int *pivot)
{
	const ProofSystem *system = a->state->system;
	int			n;

	for (int64_t i = system->row_start[row]; i < system->row_start[row + 1]; i++)
	{
		if (system->row_column[i] < a->ncolumns)
			AddFactor(a, system->row_column[i], 1);
	}
	while (a->nwaiting > 0)
		TakeAway(a, &a->by_safe[PopWaiting(a)]);
	*pivot = SafePivot(a);
	if (*pivot >= 0)
	{
		a->by_safe[a->nsafe] = (AdmitRow) {0};
		if (!KeepRow(a, *pivot, &a->by_safe[a->nsafe]))
			return ADMIT_NO_ROOM;
		a->waiting[a->nsafe] = false;
		a->safe_of[*pivot] = a->nsafe++;
		return ADMIT_SAFE;
	}
	/* no other pivot comes in with these */
	n = a->ntouched;
	for (int i = 0; i < n; i++)
	{
		if (a->rest_of[a->column[i]] >= 0)
			TakeAway(a, &a->rest[a->rest_of[a->column[i]]]);
	}
	*pivot = UnsafePivot(a);
	if (*pivot >= 0)
		return ADMIT_SPEAKS;
	ClearRow(a);
	return ADMIT_FOLLOWS;
}

static inline uint64_t
TermFactor(const AdmitRow *row, int column)
{
	for (int i = 0; i < row->n; i++)
	{
		if (row->term[i].column == column)
			return row->term[i].factor;
	}
	return 0;
}

/*
 * Admits the row at work: one more of the rest, whose pivot goes out of all others.
 */
static inline bool
AddRest(Admission *a, int pivot)
{
	AdmitRow   *row = &a->rest[a->nrest];
	int			block = BlockOf(a, pivot);

	for (int i = 0; i < a->ntouched; i++)
	{
		if (a->factor[a->column[i]] != 0)
			a->block[BlockOf(a, a->column[i])] = block;
	}
	*row = (AdmitRow) {0};
	if (!KeepRow(a, pivot, row))
		return false;
	for (int r = 0; r < a->nrest; r++)
	{
		AdmitRow   *other = &a->rest[r];
		uint64_t	factor;

		a->work += other->n;
		if (BlockOf(a, other->pivot) != block || (factor = TermFactor(other, pivot)) == 0)
			continue;
		for (int i = 0; i < other->n; i++)
			AddFactor(a, other->term[i].column, other->term[i].factor);
		TakeAway(a, row);
		if (!KeepRow(a, other->pivot, other))
			return false;
	}
	a->rest_of[pivot] = a->nrest++;
	return true;
}

#endif							/* ADMIT_ADMIT_MATH_H */
