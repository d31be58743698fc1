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
		CoverPassesWith(x->cover, x->name[column]);
}

/* in how many rows; not more than most are counted */
static inline int
CountRows(Exchanges *x, int column, int most)
{
	int			n = 0;

	for (int r = 0; r < x->nrows && n < most; r++)
		n += RowFactor(&x->row[r], column) != 0;
	x->work += x->nrows;
	return n;
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
		nrows = CountRows(x, column, best_free == is_free && best >= 0 ? best_rows : x->nrows);
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
MeetsPacked(const Exchanges *x, const int *column, int n, int m)
{
	const ProofMeasure *measure = &x->cover->system->measure[m];

	for (int i = 0; i < n; i++)
	{
		int			name = x->name[column[i]];

		for (int64_t e = measure->start[name]; e < measure->start[name + 1]; e++)
		{
			if (x->packed->times[m][measure->element[e]] > 0)
				return true;
		}
	}
	return false;
}

/* the fewest new elements that one of these columns brings */
static inline int
LeastNew(const Exchanges *x, const int *column, int n, int m)
{
	int			least = CoverNew(x->cover, m, x->name[column[0]]);

	for (int i = 1; i < n; i++)
	{
		int			new_elements = CoverNew(x->cover, m, x->name[column[i]]);

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
	bool		enough = true;

	for (int m = 0; m < x->cover->system->nmeasures; m++)
	{
		if (!MeetsPacked(x, blocker, n, m))
			bound[m] += LeastNew(x, blocker, n, m);
		enough &= bound[m] + x->cover->n[m] >= x->cover->system->measure[m].least;
	}
	for (int i = 0; i < n; i++)
	{
		CoverAdd(x->packed, x->name[blocker[i]]);
		x->dropped[blocker[i]] = true;
	}
	return enough;
}

#define MOST_PACKED 512

/*
 * Are there exchanges enough that any combination has to meet?
 */
static inline bool
ExchangesSuffice(Exchanges *x, int target, const int *first, int nfirst)
{
	int			bound[PROOF_MAX_MEASURES] = {0};
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
		suffice = n == 0 || PackExchange(x, blocker, n, bound);
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
		int			size = CoverNew(x->cover, 0, x->name[moved]);
		int			j = i;

		for (; j > 0 && CoverNew(x->cover, 0, x->name[blocker[j - 1]]) < size; j--)
			blocker[j] = blocker[j - 1];
		blocker[j] = moved;
	}
}

static ProofAnswer SearchFrom(Exchanges *x, int target);

/* takes the blocker into the set and goes on without it */
static inline ProofAnswer
SearchWith(Exchanges *x, int target, int blocker)
{
	int			nundo = x->nundo;
	int			r = x->row_of[blocker];
	int			pivot;
	ProofAnswer answer;

	CoverAdd(x->cover, x->name[blocker]);
	x->dropped[blocker] = true;
	pivot = FindPivot(x, r, target, false);
	if (pivot < 0)
	{
		x->betrayal = r;
		answer = PROOF_BETRAYS;
	}
	else if (!ChangePivot(x, r, pivot))
		answer = PROOF_UNKNOWN;
	else
		answer = SearchFrom(x, target);
	/* a betrayal is left as it is, to be read */
	if (answer == PROOF_BETRAYS)
		return answer;
	UndoTo(x, nundo);
	x->dropped[blocker] = false;
	CoverRemove(x->cover, x->name[blocker]);
	return answer;
}

static ProofAnswer
SearchFrom(Exchanges *x, int target)
{
	int			nundo = x->nundo;
	int			nblockers;
	int		   *blocker = FindBlockers(x, target, &nblockers);
	ProofAnswer answer = PROOF_HOLDS;
	int			ntried = 0;

	if (blocker == NULL)
		return PROOF_UNKNOWN;
	if (x->cover->system->pause != NULL)
		x->cover->system->pause();
	if (nblockers > 0 && !ExchangesSuffice(x, target, blocker, nblockers))
	{
		if (x->work > x->most_work)
			return PROOF_UNKNOWN;
		SortBlockers(x, blocker, nblockers);
		for (; ntried < nblockers && answer == PROOF_HOLDS; ntried++)
		{
			answer = SearchWith(x, target, blocker[ntried]);
			x->excluded[blocker[ntried]] = answer == PROOF_HOLDS;
		}
		for (int i = 0; i < ntried; i++)
			x->excluded[blocker[i]] = false;
	}
	if (answer != PROOF_BETRAYS)
		UndoTo(x, nundo);
	return answer;
}

/*
 * Is the column, which is not free, in any combination to fear?  Where it is,
 * x->row[x->betrayal] is one, and the rows are left as the search found it;
 * ExchangesForget() makes them usable again.
 */
static inline ProofAnswer
ExchangeSearch(Exchanges *x, int target)
{
	int			r = x->row_of[target];
	int			pivot;

	CoverAdd(x->cover, x->name[target]);
	if (r >= 0)
	{
		pivot = FindPivot(x, r, target, false);
		if (pivot < 0)
		{
			x->betrayal = r;
			return PROOF_BETRAYS;
		}
		if (!ChangePivot(x, r, pivot))
			return PROOF_UNKNOWN;
	}
	return SearchFrom(x, target);
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
