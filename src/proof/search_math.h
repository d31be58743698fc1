/*
 * search_math.h
 *		Is a column in any combination of rows that must not be known?
 *
 * A combination of rows is orthogonal to every exchange.  So one that has the
 * column has at least one of the pivots that its exchange changes, the
 * blockers, and there are three cases:
 *
 *	- with any of the blockers added, the set may be known: nothing to fear;
 *	- several exchanges have no blocker in common: one of each must be in the
 *	  combination, and so many columns together may be known;
 *	- else each blocker is tried: it is taken into the set, and an exchange
 *	  is sought that does without it.  Where there is none, the row itself is
 *	  a combination that has no column outside the set: it betrays it.
 *
 * Two things need no trying.  A blocker that brings no new element is taken into
 * the set at once: with it the set may be known as little as before.  And where
 * nothing is to fear with the elements of one blocker in the set, nothing is with
 * any column that has all of these, whichever of them the combination has.  Both
 * hold as only the target must be in the combination: the other columns of the
 * set may be.  Of several measures each is asked by itself, as what is to be
 * feared is to be feared by one of them.
 *
 * The search is exact.  Where it needs more work than allowed it says so.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PROOF_SEARCH_MATH_H
#define PROOF_SEARCH_MATH_H

#include "proof/exchange_math.h"

typedef enum ProofAnswer
{
	PROOF_HOLDS,				/* no such combination */
	PROOF_BETRAYS,				/* there is one */
	PROOF_UNKNOWN				/* too much work */
} ProofAnswer;

static inline bool
IsFree(const Exchanges *x, int column)
{
	return x->free[column] || x->excluded[column] ||
		CoverPassesWith(x->cover, x->measure, x->name[column]);
}

/*
 * Another pivot for the row, which is not the target: a free one where there
 * is any, and of those one that few rows have.  -1: none, or none that is free.
 */
static inline int
FindPivot(Exchanges *x, int r, int target, bool only_free)
{
	const ExchangeRow *row = &x->row[r];
	int			best = -1;
	int			best_rows = 0;
	bool		best_free = false;

	for (int i = 0; i < row->n && row->term[i].column < x->ncolumns; i++)
	{
		int			column = row->term[i].column;
		bool		is_free;
		int			nrows;

		if (column == target || column == row->pivot || x->dropped[column])
			continue;
		is_free = IsFree(x, column);
		if ((only_free || best_free) && !is_free)
			continue;
		nrows = x->having[column];
		x->work += x->nrows;
		if (best < 0 || is_free != best_free || nrows < best_rows)
		{
			best = column;
			best_rows = nrows;
			best_free = is_free;
		}
		if (is_free && nrows == 1)
			break;
	}
	x->work += row->n;
	return best;
}

/*
 * Gives the rows of the target free pivots where they have any, and lists the
 * other blockers.  NULL: too much work.
 */
static inline int *
FindBlockers(Exchanges *x, int target, int *nblockers)
{
	int		   *blocker;

	*nblockers = 0;
	for (int r = 0; r < x->nrows; r++)
	{
		int			pivot;

		if (RowFactor(&x->row[r], target) == 0 || IsFree(x, x->row[r].pivot))
			continue;
		pivot = FindPivot(x, r, target, true);
		if (pivot >= 0 && !ChangePivot(x, r, pivot))
			return NULL;
		if (TooMuchWork(x, x->nrows))
			return NULL;
	}
	blocker = ArenaTake(x->arena, (size_t) (x->nrows + 1) * sizeof(int));
	for (int r = 0; r < x->nrows && blocker != NULL; r++)
	{
		if (RowFactor(&x->row[r], target) != 0 && !IsFree(x, x->row[r].pivot))
			blocker[(*nblockers)++] = x->row[r].pivot;
	}
	return blocker;
}

/* do these columns have elements that are put aside already, or in the set? */
static inline bool
MeetsPacked(const Exchanges *x, const int *column, int n)
{
	const ProofMeasure *measure = &x->cover->system->measure[x->measure];

	for (int i = 0; i < n; i++)
	{
		int			name = x->name[column[i]];

		for (int64_t e = measure->start[name]; e < measure->start[name + 1]; e++)
		{
			if (x->packed->times[x->measure][measure->element[e]] > 0)
				return true;
		}
	}
	return false;
}

/* elements that the column would bring into the set */
static inline int
NewElements(const Exchanges *x, int column)
{
	return CoverNew(x->cover, x->measure, x->name[column]);
}

/* the fewest new elements that one of these columns brings */
static inline int
LeastNew(const Exchanges *x, const int *column, int n)
{
	int			least = NewElements(x, column[0]);

	for (int i = 1; i < n; i++)
	{
		int			new_elements = NewElements(x, column[i]);

		if (new_elements < least)
			least = new_elements;
	}
	return least;
}

/*
 * Counts one more exchange that has no blocker in common with those put aside;
 * true where it takes no more of them.
 */
static inline bool
PackExchange(Exchanges *x, const int *blocker, int n, int *bound)
{
	if (!MeetsPacked(x, blocker, n))
		*bound += LeastNew(x, blocker, n);
	for (int i = 0; i < n; i++)
	{
		CoverAdd(x->packed, x->name[blocker[i]]);
		x->dropped[blocker[i]] = true;
	}
	return *bound + x->cover->n[x->measure] >= x->cover->system->measure[x->measure].least;
}

#define MOST_PACKED 512

/*
 * Are there exchanges enough that any combination has to meet?
 */
static inline bool
ExchangesSuffice(Exchanges *x, int target, const int *first, int nfirst)
{
	int			bound = 0;
	int			put_aside[MOST_PACKED];
	int			nput = 0;
	int			nundo = x->nundo;
	const int  *blocker = first;
	int			n = nfirst;
	bool		suffice = false;

	while (blocker != NULL && nput + n <= MOST_PACKED)
	{
		bool		stuck = false;

		/* none but free ones */
		suffice = n == 0 || PackExchange(x, blocker, n, &bound);
		for (int i = 0; i < n; i++)
			put_aside[nput++] = blocker[i];
		if (suffice)
			break;
		for (int i = 0; i < n && !stuck; i++)
		{
			int			r = x->row_of[blocker[i]];
			int			pivot = r < 0 ? -1 : FindPivot(x, r, target, false);

			stuck = r >= 0 && (pivot < 0 || !ChangePivot(x, r, pivot));
		}
		if (stuck)
			break;
		blocker = FindBlockers(x, target, &n);
	}
	for (int i = 0; i < nput; i++)
	{
		CoverRemove(x->packed, x->name[put_aside[i]]);
		x->dropped[put_aside[i]] = false;
	}
	UndoTo(x, nundo);
	return suffice;
}

/* those with most people first: they end the search soonest */
static inline void
SortBlockers(const Exchanges *x, int *blocker, int n)
{
	for (int i = 1; i < n; i++)
	{
		int			moved = blocker[i];
		int			size = NewElements(x, moved);
		int			j = i;

		for (; j > 0 && NewElements(x, blocker[j - 1]) < size; j--)
			blocker[j] = blocker[j - 1];
		blocker[j] = moved;
	}
}

static ProofAnswer SearchFrom(Exchanges *x, int target);

/*
 * The row whose pivot is in the set gets another.  Where it has none, it betrays if it
 * has the target; if not, it stays as it is: no other row's pivot is in it, nor can be,
 * so it never has the target again, and no exchange needs its pivot.
 */
static inline ProofAnswer
MovePivot(Exchanges *x, int r, int target)
{
	int			pivot = FindPivot(x, r, target, false);

	if (pivot < 0 && RowFactor(&x->row[r], target) == 0)
		return PROOF_HOLDS;
	if (pivot < 0)
	{
		x->betrayal = r;
		return PROOF_BETRAYS;
	}
	return ChangePivot(x, r, pivot) ? PROOF_HOLDS : PROOF_UNKNOWN;
}

/* takes the blocker into the set and goes on without it */
static inline ProofAnswer
SearchWith(Exchanges *x, int target, int blocker)
{
	int			nundo = x->nundo;
	ProofAnswer answer;

	CoverAdd(x->cover, x->name[blocker]);
	x->dropped[blocker] = true;
	answer = MovePivot(x, x->row_of[blocker], target);
	if (answer == PROOF_HOLDS)
		answer = SearchFrom(x, target);
	/* a betrayal is left as it is, to be read */
	if (answer == PROOF_BETRAYS)
		return answer;
	UndoTo(x, nundo);
	x->dropped[blocker] = false;
	CoverRemove(x->cover, x->name[blocker]);
	return answer;
}

/*
 * Takes those blockers into the set that bring nothing new.  With them it may be known
 * as little as before, so there is nothing to try without them.
 */
static inline ProofAnswer
TakeForNothing(Exchanges *x, int target, const int *blocker, int n, int *taken, int *ntaken)
{
	ProofAnswer answer = PROOF_HOLDS;

	*ntaken = 0;
	for (int i = 0; i < n && answer == PROOF_HOLDS; i++)
	{
		if (NewElements(x, blocker[i]) > 0)
			continue;
		CoverAdd(x->cover, x->name[blocker[i]]);
		x->dropped[blocker[i]] = true;
		taken[(*ntaken)++] = blocker[i];
		/* an earlier one may have been exchanged for it */
		if (x->row_of[blocker[i]] >= 0)
			answer = MovePivot(x, x->row_of[blocker[i]], target);
	}
	return answer;
}

/*
 * There is nothing to fear with the elements of the column in the set: so there is not
 * with any column either that has all of those which are new, and it need not be tried.
 * Lists what was not excluded before; how many.
 */
static inline int
ExcludeLike(Exchanges *x, int column, int *list, int n)
{
	const ProofMeasure *measure = &x->cover->system->measure[x->measure];
	const int  *in_set = x->cover->times[x->measure];
	const int  *in_column = x->packed->times[x->measure];
	int			all = NewElements(x, column);

	CoverAdd(x->packed, x->name[column]);
	for (int c = 0; c < x->ncolumns; c++)
	{
		int			common = 0;

		for (int64_t i = measure->start[x->name[c]]; i < measure->start[x->name[c] + 1]; i++)
			common += in_set[measure->element[i]] == 0 && in_column[measure->element[i]] > 0;
		if (common < all || x->excluded[c] || x->dropped[c])
			continue;
		x->excluded[c] = true;
		list[n++] = c;
	}
	CoverRemove(x->packed, x->name[column]);
	x->work += x->ncolumns;
	return n;
}

/* tries each of the blockers */
static inline ProofAnswer
SearchEach(Exchanges *x, int target, int *blocker, int nblockers)
{
	ProofAnswer answer = PROOF_HOLDS;
	int		   *excluded = ArenaTake(x->arena, (size_t) x->ncolumns * sizeof(int));
	int			nexcluded = 0;

	if (excluded == NULL || x->work > x->most_work)
		return PROOF_UNKNOWN;
	SortBlockers(x, blocker, nblockers);
	for (int i = 0; i < nblockers && answer == PROOF_HOLDS; i++)
	{
		if (x->excluded[blocker[i]])
			continue;
		answer = SearchWith(x, target, blocker[i]);
		if (answer == PROOF_HOLDS)
			nexcluded = ExcludeLike(x, blocker[i], excluded, nexcluded);
	}
	for (int i = 0; i < nexcluded; i++)
		x->excluded[excluded[i]] = false;
	return answer;
}

static ProofAnswer
SearchFrom(Exchanges *x, int target)
{
	int			nundo = x->nundo;
	int			nblockers;
	int			ntaken;
	int		   *blocker = FindBlockers(x, target, &nblockers);
	int		   *taken = ArenaTake(x->arena, (size_t) (nblockers + 1) * sizeof(int));
	ProofAnswer answer;

	if (blocker == NULL || taken == NULL)
		return PROOF_UNKNOWN;
	if (x->cover->system->pause != NULL)
		x->cover->system->pause();
	answer = TakeForNothing(x, target, blocker, nblockers, taken, &ntaken);
	if (answer == PROOF_HOLDS && ntaken > 0)
		answer = SearchFrom(x, target);
	else if (answer == PROOF_HOLDS && nblockers > 0 &&
			 !ExchangesSuffice(x, target, blocker, nblockers))
		answer = SearchEach(x, target, blocker, nblockers);
	if (answer == PROOF_BETRAYS)
		return answer;
	UndoTo(x, nundo);
	for (int i = 0; i < ntaken; i++)
	{
		CoverRemove(x->cover, x->name[taken[i]]);
		x->dropped[taken[i]] = false;
	}
	return answer;
}

/* begins a search, of one measure or several */
static inline void
SearchStart(Exchanges *x, int target)
{
	CountColumns(x);
	CoverAdd(x->cover, x->name[target]);
}

/* the same as ExchangeSearch(), of what is to be feared by one measure */
static inline ProofAnswer
SearchByMeasure(Exchanges *x, int target, int m)
{
	int			nundo = x->nundo;
	size_t		used = x->arena->used;
	ProofAnswer answer = PROOF_HOLDS;

	x->measure = m;
	/* enough by this one */
	if (x->cover->n[m] >= x->cover->system->measure[m].least)
		return PROOF_HOLDS;
	if (x->row_of[target] >= 0)
		answer = MovePivot(x, x->row_of[target], target);
	if (answer == PROOF_HOLDS)
		answer = SearchFrom(x, target);
	if (answer == PROOF_HOLDS)
	{
		UndoTo(x, nundo);
		x->arena->used = used;
	}
	return answer;
}

/*
 * Is the column, which is not free, in any combination to fear?  Asked of one measure
 * after the other: there is less to try where one counts alone, and least where it has
 * few elements, as those have that come last.  Where it is, x->row[x->betrayal] is one,
 * and the rows are left as the search found it; ExchangesForget() makes them usable
 * again.
 */
static inline ProofAnswer
ExchangeSearch(Exchanges *x, int target)
{
	ProofAnswer answer = PROOF_HOLDS;

	SearchStart(x, target);
	for (int m = x->cover->system->nmeasures - 1; m >= 0 && answer == PROOF_HOLDS; m--)
		answer = SearchByMeasure(x, target, m);
	return answer;
}

static inline void
ExchangesForget(Exchanges *x)
{
	UndoTo(x, 0);
	for (int c = 0; c < x->ncolumns; c++)
	{
		if (x->dropped[c])
			CoverRemove(x->cover, x->name[c]);
		x->dropped[c] = x->excluded[c] = false;
	}
}

#endif							/* PROOF_SEARCH_MATH_H */
