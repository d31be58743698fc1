/*
 * proof.c
 *		The proof with the server's memory and interrupts.
 */
#include "base/compat.h"

#include "proof/proof.h"

#include "miscadmin.h"
#include "utils/memutils.h"

/* for windows and searches; a proof that needs more is none */
#define ARENA_SIZE ((Size) 256 * 1024 * 1024)

/* terms for a figure that nothing depends on: about a second */
#define RANK_WORK 100000000

void
ProofPause(void)
{
	CHECK_FOR_INTERRUPTS();
}

static uint64
RandomBits(void)
{
	uint64		bits;

	if (!pg_strong_random(&bits, sizeof(bits)))
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("could not generate random values")));
	return bits;
}

/* the rows of each column */
static void
Transpose(ProofSystem *system)
{
	int64		nterms = system->row_start[system->nrows];
	int64_t    *start = palloc_extended(((Size) system->ncolumns + 2) * sizeof(int64_t),
										MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	int		   *row = palloc_extended(Max(nterms, 1) * sizeof(int), MCXT_ALLOC_HUGE);

	/* one place ahead, so that filling leaves the starts where they belong */
	for (int64 i = 0; i < nterms; i++)
		start[system->row_column[i] + 2]++;
	for (int c = 0; c < system->ncolumns; c++)
		start[c + 2] += start[c + 1];
	for (int r = 0; r < system->nrows; r++)
	{
		for (int64 i = system->row_start[r]; i < system->row_start[r + 1]; i++)
			row[start[system->row_column[i] + 1]++] = r;
	}
	system->column_start = start;
	system->column_row = row;
}

static void
EmptyCover(ProofCover *cover, const ProofSystem *system)
{
	cover->system = system;
	for (int m = 0; m < system->nmeasures; m++)
	{
		cover->n[m] = 0;
		cover->times[m] = palloc_extended(Max(system->measure[m].nelements, 1) * sizeof(int),
										  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	}
}

static int *
EmptyPlaces(int n)
{
	int		   *place = palloc_extended((Size) Max(n, 1) * sizeof(int), MCXT_ALLOC_HUGE);

	for (int i = 0; i < n; i++)
		place[i] = -1;
	return place;
}

void
ProofStart(ProofState *state, ProofArena *arena, ProofSystem *system, bool *free, bool *hidden)
{
	memset(state, 0, sizeof(ProofState));
	Transpose(system);
	system->pause = ProofPause;
	state->system = system;
	state->free = free;
	state->hidden = hidden;
	state->prime = PrimeFrom(RandomBits());
	state->known = palloc0(Max(system->ncolumns, 1) * sizeof(bool));
	EmptyCover(&state->cover, system);
	EmptyCover(&state->packed, system);
	arena->base = palloc_extended(ARENA_SIZE, MCXT_ALLOC_HUGE);
	arena->size = ARENA_SIZE;
	arena->used = 0;
	state->arena = arena;
	state->local = EmptyPlaces(system->ncolumns);
	state->local_row = EmptyPlaces(system->nrows);
	state->score = palloc_extended((Size) Max(system->ncolumns, 1) * sizeof(float),
								   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

void
ProofHide(ProofSystem *system, const int *cost, bool *free,
		  const int *column, int ncolumns, bool *hidden, ProofFigures *figures)
{
	MemoryContext work = AllocSetContextCreate(CurrentMemoryContext, "proof",
											   ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(work);
	ProofState	state;
	ProofArena	arena;

	ProofStart(&state, &arena, system, free, hidden);
	HideBetrayals(&state, column, ncolumns, cost, figures);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(work);
}

void
ProofHideWithin(ProofSystem *system, int most, const int *cost, bool *free, bool *hidden)
{
	MemoryContext work = AllocSetContextCreate(CurrentMemoryContext, "proof",
											   ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(work);
	ProofState	state;
	ProofArena	arena;

	ProofStart(&state, &arena, system, free, hidden);
	HideWithin(&state, most, cost);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(work);
}

/* room for swaps; what has to be 0 at first is */
static void
StartSwaps(const ProofSystem *system, const int64_t *reports, Swaps *swaps)
{
	Size		nrows = Max(system->nrows, 1);
	Size		ncolumns = Max(system->ncolumns, 1);
	int64_t    *sum = palloc_extended(nrows * sizeof(int64_t), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);

	for (int row = 0; row < system->nrows; row++)
	{
		for (int64 i = system->row_start[row]; i < system->row_start[row + 1]; i++)
			sum[row] += reports[system->row_column[i]];
	}
	swaps->row_reports = sum;
	swaps->change = palloc_extended(ncolumns * sizeof(int64_t), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	swaps->row_change = palloc_extended(nrows * sizeof(int64_t), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	swaps->touched = palloc_extended(ncolumns * sizeof(int), MCXT_ALLOC_HUGE);
	swaps->seen = palloc_extended(2 * nrows * sizeof(int), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	swaps->via = palloc_extended(2 * nrows * sizeof(int), MCXT_ALLOC_HUGE);
	swaps->from = palloc_extended(2 * nrows * sizeof(int), MCXT_ALLOC_HUGE);
	swaps->queue = palloc_extended(2 * nrows * sizeof(int), MCXT_ALLOC_HUGE);
}

void
ProofWiden(ProofSystem *system, const WidthAsk *ask, const int *cost, bool *hidden,
		   ProofWidth *width)
{
	MemoryContext work = AllocSetContextCreate(CurrentMemoryContext, "widths",
											   ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(work);
	Size		nrows = Max(system->nrows, 1);
	bool	   *free = palloc0(Max(system->ncolumns, 1) * sizeof(bool));
	ProofState	state;
	ProofArena	arena;
	Widening	widening = {.cost = cost};

	ProofStart(&state, &arena, system, free, hidden);
	widening.search.state = &state;
	widening.search.ask = ask;
	StartSwaps(system, ask->reports, &widening.search.swaps);
	widening.search.most_windows = WindowsFor(ask);
	widening.search.leaning = palloc(nrows * sizeof(int));
	widening.search.leant = palloc0(nrows * sizeof(bool));
	widening.search.changed = palloc(nrows * sizeof(int));
	widening.search.width = width;
	widening.relaxed = palloc0(nrows * sizeof(bool));
	widening.open = palloc(nrows * sizeof(int));
	widening.before = palloc_extended(nrows * sizeof(ProofWidth), MCXT_ALLOC_HUGE);
	widening.hopeless = palloc0(nrows * sizeof(bool));
	HideUntilWide(&widening, width);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(work);
}

int
ProofRank(ProofSystem *system, const bool *hidden, const bool *left_out)
{
	MemoryContext work = AllocSetContextCreate(CurrentMemoryContext, "rank",
											   ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(work);
	ProofArena	arena = {palloc_extended(ARENA_SIZE, MCXT_ALLOC_HUGE), ARENA_SIZE, 0};
	int			rank;

	Transpose(system);
	system->pause = ProofPause;
	rank = SystemRank(system, hidden, left_out, PrimeFrom(RandomBits()), &arena, RANK_WORK);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(work);
	return rank;
}
