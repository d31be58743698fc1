/*
 * guess_math.h
 *		A combination of rows that must not be known, if one is easily met.
 *
 * One that speaks of few people has few columns, so among all the pivots that
 * rows may have, those of many choices have none of its columns but the target,
 * or one more: then the row of the target is the combination, or is but for one
 * other row (Lee and Brickell, "An observation on the security of McEliece's
 * public-key cryptosystem", EUROCRYPT 1988).  Pivots are changed one by one, and
 * each time the target's row is looked at, by itself and with each other.
 *
 * What is found is a combination of the rows.  Where nothing is found, nothing is
 * known: that is what the search is for.  It takes long over what betrays, which
 * it goes through all that comes before to find.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PROOF_GUESS_MATH_H
#define PROOF_GUESS_MATH_H

#include "proof/search_math.h"

/* of the target's row and another one */
typedef struct Guess
{
	Exchanges  *x;
	int			target;
	int			row;			/* that has the target as pivot */
	int			ntaken;			/* columns that are in the set for now */
	int		   *taken;
	uint32_t	draw;			/* as good as random, and always the same */
} Guess;

/* has the set enough by the measure at work? */
static inline bool
GuessPasses(const Exchanges *x)
{
	return x->cover->n[x->measure] >= x->cover->system->measure[x->measure].least;
}

static inline void
GuessTake(Guess *guess, int column)
{
	if (column == guess->target || column >= guess->x->ncolumns)
		return;
	CoverAdd(guess->x->cover, guess->x->name[column]);
	guess->taken[guess->ntaken++] = column;
}

static inline void
GuessGiveBack(Guess *guess, int ntaken)
{
	while (guess->ntaken > ntaken)
		CoverRemove(guess->x->cover, guess->x->name[guess->taken[--guess->ntaken]]);
}

/* may all columns of the target's row be known together? */
static inline bool
RowPasses(Guess *guess)
{
	Exchanges  *x = guess->x;
	const ExchangeRow *row = &x->row[guess->row];
	bool		passes = false;

	for (int i = 0; i < row->n && !passes; i++)
	{
		GuessTake(guess, row->term[i].column);
		passes = GuessPasses(x);
		x->work++;
	}
	GuessGiveBack(guess, 0);
	return passes;
}

/* takes the columns that one of two rows has; false where they may be known already */
static inline bool
TakeSingle(Guess *guess, const ExchangeRow *a, const ExchangeRow *b)
{
	int			i = 0;
	int			j = 0;

	while (i < a->n || j < b->n)
	{
		guess->x->work++;
		if (i < a->n && j < b->n && a->term[i].column == b->term[j].column)
		{
			i++;
			j++;
			continue;
		}
		if (j == b->n || (i < a->n && a->term[i].column < b->term[j].column))
			GuessTake(guess, a->term[i++].column);
		else
			GuessTake(guess, b->term[j++].column);
		if (GuessPasses(guess->x))
			return false;
	}
	return true;
}

/*
 * With these, may those be known that stay when one row takes the column, of which
 * both have some, from the other?
 */
static inline bool
StayingPasses(Guess *guess, const ExchangeRow *a, const ExchangeRow *b, int column)
{
	Exchanges  *x = guess->x;
	ModFactor	by_a = ModFactorOf(RowFactor(a, column), x->prime);
	ModFactor	by_b = ModFactorOf(RowFactor(b, column), x->prime);
	int			ntaken = guess->ntaken;
	bool		passes = false;

	for (int i = 0; i < a->n && !passes; i++)
	{
		uint64_t	other = RowFactor(b, a->term[i].column);

		x->work++;
		if (other == 0 || ModMulBy(&by_a, other) == ModMulBy(&by_b, a->term[i].factor))
			continue;
		GuessTake(guess, a->term[i].column);
		passes = GuessPasses(x);
	}
	GuessGiveBack(guess, ntaken);
	return passes;
}

/* a column of both rows that leaves, when it is taken from one, too little; -1: none */
static inline int
PairBetrays(Guess *guess, int other)
{
	Exchanges  *x = guess->x;
	const ExchangeRow *a = &x->row[guess->row];
	const ExchangeRow *b = &x->row[other];
	int			found = -1;

	if (TakeSingle(guess, a, b))
	{
		for (int i = 0; i < a->n && found < 0; i++)
		{
			if (a->term[i].column < x->ncolumns && RowFactor(b, a->term[i].column) != 0 &&
				!StayingPasses(guess, a, b, a->term[i].column))
				found = a->term[i].column;
		}
	}
	GuessGiveBack(guess, 0);
	return found;
}

static inline uint32_t
GuessDraw(Guess *guess, int n)
{
	guess->draw = guess->draw * 1664525 + 1013904223;
	return (uint32_t) (((uint64_t) guess->draw * (uint32_t) n) >> 32);
}

/* another pivot for one of the other rows; false where that cannot be done */
static inline bool
ChangeAny(Guess *guess)
{
	Exchanges  *x = guess->x;
	int			r = (int) GuessDraw(guess, x->nrows);
	int			column = x->row[r].term[GuessDraw(guess, x->row[r].n)].column;

	if (r == guess->row || column == x->row[r].pivot || column >= x->ncolumns)
		return !TooMuchWork(x, 1);
	return ChangePivot(x, r, column);
}

/* the row betrays: its columns are the set */
static inline void
KeepBetrayal(Guess *guess)
{
	Exchanges  *x = guess->x;
	const ExchangeRow *row = &x->row[guess->row];

	x->betrayal = guess->row;
	for (int i = 0; i < row->n && row->term[i].column < x->ncolumns; i++)
	{
		if (row->term[i].column == guess->target)
			continue;
		CoverAdd(x->cover, x->name[row->term[i].column]);
		x->dropped[row->term[i].column] = true;
	}
}

/* looks at what there is with these pivots */
static inline bool
GuessOnce(Guess *guess)
{
	Exchanges  *x = guess->x;

	if (!RowPasses(guess))
	{
		KeepBetrayal(guess);
		return true;
	}
	for (int r = 0; r < x->nrows; r++)
	{
		int			column = r == guess->row ? -1 : PairBetrays(guess, r);

		if (column < 0)
			continue;
		/* the other takes its new pivot from the target's row */
		if (!ChangePivot(x, r, column))
			return false;
		KeepBetrayal(guess);
		return true;
	}
	return false;
}

/*
 * Is there a combination with the target, which brings no elements of its own, that
 * must not be known by the measure at work?  Where there is one, x->row[x->betrayal] is
 * it, as after a search; where none is found, the rows are as they were.
 */
static inline bool
ExchangeGuess(Exchanges *x, int target)
{
	Guess		guess = {.x = x,.target = target,.row = 0};
	int			nundo = x->nundo;
	bool		found = false;

	guess.taken = (int *) ArenaTake(x->arena, (size_t) x->ncolumns * sizeof(int));
	while (guess.row < x->nrows && RowFactor(&x->row[guess.row], target) == 0)
		guess.row++;
	if (guess.taken != NULL && guess.row < x->nrows && ChangePivot(x, guess.row, target))
	{
		do
			found = GuessOnce(&guess);
		while (!found && x->work < x->most_work && ChangeAny(&guess));
	}
	if (!found)
		UndoTo(x, nundo);
	return found;
}

/* all choices of so few elements are soon tried */
#define FEW_ELEMENTS 16

/* before guessing, and to guess */
#define EASY_WORK 20000
#define GUESS_WORK 100000

/*
 * ExchangeSearch() for a target that brings no elements of its own, with so much work
 * for each measure; what is not soon searched may soon be guessed.
 */
static inline ProofAnswer
GuessOrSearch(Exchanges *x, int target, int64_t most_work)
{
	ProofAnswer answer = PROOF_HOLDS;

	SearchStart(x, target);
	for (int m = x->cover->system->nmeasures - 1; m >= 0 && answer == PROOF_HOLDS; m--)
	{
		bool		few = x->cover->system->measure[m].nelements <= FEW_ELEMENTS;
		size_t		used = x->arena->used;

		x->most_work = x->work + (few || most_work < EASY_WORK ? most_work : EASY_WORK);
		answer = SearchByMeasure(x, target, m);
		if (answer != PROOF_UNKNOWN || few)
			continue;
		ExchangesForget(x);
		x->arena->used = used;
		x->most_work = x->work + GUESS_WORK;
		if (ExchangeGuess(x, target))
			return PROOF_BETRAYS;
		x->arena->used = used;
		x->most_work = x->work + most_work;
		answer = SearchByMeasure(x, target, m);
	}
	return answer;
}

#endif							/* PROOF_GUESS_MATH_H */
