/*
 * rank_math.h
 *		How many of the published numbers say something of their own.
 *
 * The rank of rows over some of the columns, modulo a prime.  The rank over all
 * columns less the rank over the safe ones is the dimension of what can be
 * computed about the others alone.
 *
 * Columns are eliminated in the order of how few rows have them, since a row
 * whose pivot no other row has changes nothing; what remains is dense, so the
 * work has a bound.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PROOF_RANK_MATH_H
#define PROOF_RANK_MATH_H

#include <stdlib.h>

#include "proof/window_math.h"

/* the rows so far, each by the place of its pivot */
typedef struct Ranking
{
	const ProofSystem *system;
	const bool *hidden;			/* of each row */
	const bool *left_out;		/* of each column */
	uint64_t	prime;
	int			nplaces;
	int		   *place;			/* of each column; -1 where left out */
	ExchangeRow *by_place;		/* n of 0 where there is none */
	uint64_t   *dense;			/* the row at work */
	ProofArena *arena;
	int64_t		work;
} Ranking;

typedef struct RankChoice
{
	int64_t		nrows;
	int			column;
} RankChoice;

static inline int
CompareRankChoices(const void *va, const void *vb)
{
	const RankChoice *a = (const RankChoice *) va;
	const RankChoice *b = (const RankChoice *) vb;

	if (a->nrows != b->nrows)
		return a->nrows < b->nrows ? -1 : 1;
	return (a->column > b->column) - (a->column < b->column);
}

static inline bool
StartRanking(Ranking *ranking)
{
	const ProofSystem *system = ranking->system;
	size_t		n = (size_t) system->ncolumns;
	RankChoice *choice = (RankChoice *) ArenaTake(ranking->arena, n * sizeof(RankChoice));

	ranking->place = (int *) ArenaTake(ranking->arena, n * sizeof(int));
	ranking->by_place = (ExchangeRow *) ArenaTake(ranking->arena, n * sizeof(ExchangeRow));
	ranking->dense = (uint64_t *) ArenaTake(ranking->arena, n * sizeof(uint64_t));
	if (choice == NULL || ranking->place == NULL || ranking->by_place == NULL ||
		ranking->dense == NULL)
		return false;
	ranking->nplaces = 0;
	for (int c = 0; c < system->ncolumns; c++)
	{
		ranking->place[c] = -1;
		if (!ranking->left_out[c])
			choice[ranking->nplaces++] = (RankChoice)
		{
			system->column_start[c + 1] - system->column_start[c], c
		};
	}
	qsort(choice, (size_t) ranking->nplaces, sizeof(RankChoice), CompareRankChoices);
	for (int i = 0; i < ranking->nplaces; i++)
		ranking->place[choice[i].column] = i;
	memset(ranking->by_place, 0, n * sizeof(ExchangeRow));
	memset(ranking->dense, 0, n * sizeof(uint64_t));
	return true;
}

/* the dense row, of which the first factor stands at a place, as one of those to reduce by */
static inline bool
KeepRanked(Ranking *ranking, int first)
{
	uint64_t	inverse = ModInverse(ranking->dense[first], ranking->prime);
	ExchangeRow *row = &ranking->by_place[first];
	int			n = 0;

	for (int i = first; i < ranking->nplaces; i++)
		n += ranking->dense[i] != 0;
	row->term = (ExchangeTerm *) ArenaTake(ranking->arena, (size_t) n * sizeof(ExchangeTerm));
	if (row->term == NULL)
		return false;
	for (int i = first; i < ranking->nplaces; i++)
	{
		if (ranking->dense[i] == 0)
			continue;
		row->term[row->n++] = (ExchangeTerm)
		{
			i, ModMul(ranking->dense[i], inverse, ranking->prime)
		};
		ranking->dense[i] = 0;
	}
	ranking->work += ranking->nplaces - first;
	return true;
}

/* 1 where the row says something new, 0 where not; -1: no memory */
static inline int
RankRow(Ranking *ranking, int row)
{
	const ProofSystem *system = ranking->system;
	int			first = ranking->nplaces;

	for (int64_t i = system->row_start[row]; i < system->row_start[row + 1]; i++)
	{
		int			place = ranking->place[system->row_column[i]];

		if (place < 0)
			continue;
		ranking->dense[place] = 1;
		first = place < first ? place : first;
	}
	for (int i = first; i < ranking->nplaces; i++)
	{
		const ExchangeRow *by = &ranking->by_place[i];
		uint64_t	factor = ranking->dense[i];

		if (factor == 0)
			continue;
		if (by->n == 0)
			return KeepRanked(ranking, i) ? 1 : -1;
		for (int t = 0; t < by->n; t++)
		{
			uint64_t   *to = &ranking->dense[by->term[t].column];

			*to = ModSub(*to, ModMul(factor, by->term[t].factor, ranking->prime), ranking->prime);
		}
		ranking->work += by->n;
	}
	ranking->work += ranking->nplaces - first;
	return 0;
}

/*
 * The rank of the rows that are not hidden over the columns that are not left
 * out; -1 where it would take more work or memory.
 */
static inline int
SystemRank(const ProofSystem *system, const bool *hidden, const bool *left_out,
		   uint64_t prime, ProofArena *arena, int64_t most_work)
{
	Ranking		ranking = {.system = system,.hidden = hidden,.left_out = left_out,
		.prime = prime,.arena = arena};
	size_t		used = arena->used;
	int			rank = 0;

	if (!StartRanking(&ranking))
		rank = -1;
	for (int r = 0; r < system->nrows && rank >= 0; r++)
	{
		int			new_one = hidden[r] ? 0 : RankRow(&ranking, r);

		rank = new_one < 0 || ranking.work > most_work ? -1 : rank + new_one;
		if (system->pause != NULL)
			system->pause();
	}
	arena->used = used;
	return rank;
}

#endif							/* PROOF_RANK_MATH_H */
