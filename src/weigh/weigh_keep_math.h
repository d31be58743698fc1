/*
 * weigh_keep_math.h
 *		Sums that were shown before, which stay whatever they tell.
 *
 * What older sums leave uncovered, under rules that came later or where it is not
 * certain whose reports went on, cannot be taken back.  A group whose sum is one of
 * theirs, or the difference of two, is known, and as it is it protects nobody.  Of
 * anything else nothing may follow from it: no new sum is admitted that hangs together
 * with it.
 *
 * Pure.
 */
#ifndef WEIGH_WEIGH_KEEP_MATH_H
#define WEIGH_WEIGH_KEEP_MATH_H

#include "weigh/weigh_admit_math.h"

static inline bool
HasGroup(const Weighing *w, int row, int group)
{
	const IntList *list = &w->group[group].row;

	for (int i = 0; i < list->n; i++)
	{
		if (list->at[i] == row)
			return true;
	}
	return false;
}

/* is the group all that the sum has more than another? */
static inline bool
IsDifference(const Weighing *w, int row, int group)
{
	const IntList *whole = &w->row[row];
	int			some = whole->at[0] == group ? 1 : 0;
	const IntList *other = &w->group[whole->at[some]].row;

	for (int i = 0; i < other->n; i++)
	{
		const IntList *less = &w->row[other->at[i]];
		bool		all = less->n == whole->n - 1;

		for (int j = 0; j < less->n && all; j++)
			all = less->at[j] != group && HasGroup(w, row, less->at[j]);
		if (all)
			return true;
	}
	return false;
}

/* do the sums that are there say what the group has, without much ado? */
static inline bool
IsTold(const Weighing *w, int group)
{
	const IntList *row = &w->group[group].row;

	for (int i = 0; i < row->n; i++)
	{
		if (w->row[row->at[i]].n == 1 || IsDifference(w, row->at[i], group))
			return true;
	}
	return false;
}

/* searches for a way to cover what one more sum leaves */
#define KEEP_TRIES 5

/*
 * Sums in an order in which each leaves nothing uncovered, as when they were shown: large
 * ones first.  False at the first that does, though it need not.
 */
static inline bool
KeepInOrder(Weighing *w, const int *row, int n)
{
	bool		covered = true;

	for (int i = 0; i < n && covered; i++)
	{
		covered = AdmitSum(w, row[i], 0);
		w->walks = COVER_MANY_WALKS;
		for (int attempt = 1; attempt < KEEP_TRIES && !covered; attempt++)
			covered = AdmitSum(w, row[i], attempt);
		w->walks = COVER_WALKS;
	}
	return covered;
}

/* the sums that are not there yet, and no cover */
static inline void
PutAll(Weighing *w, const int *row, int n)
{
	for (int i = 0; i < w->ncovers; i++)
	{
		if (!w->cover[i].attached)
			continue;
		UseCover(w, i, -1);
		ForgetCover(w, i);
	}
	for (int i = 0; i < n; i++)
	{
		if (w->row[row[i]].n == 0)
			PutSum(w, row[i]);
	}
	for (int i = 0; i < n; i++)
		ConnectRow(w, row[i]);
}

/*
 * All sums, whatever they leave uncovered.  Those that tell of a group outright do not make
 * others bad.
 */
static inline void
KeepAnyhow(Weighing *w, const int *row, int n)
{
	bool		again = true;

	w->walks = COVER_MANY_WALKS;
	StartSearches(w, KEEP_TRIES);
	PutAll(w, row, n);
	while (again)
	{
		again = false;
		w->round++;
		ForgetCovers(w, &w->attached, true);
		w->nlacks = 0;
		for (int g = 1; g < w->ngroups; g++)
		{
			w->bad[g] = false;
			if (!w->group[g].known)
				AddLacks(w, g);
		}
		SortLacks(w);
		for (int i = 0; i < w->nlacks; i++)
		{
			int			group = w->lack[i].group;
			int			number = w->group[group].known ? -1 : FindCover(w, &w->lack[i]);

			if (number >= 0)
				ListAppend(w, &w->attached, number);
			else if (!w->group[group].known && !CoverAnew(w, &w->lack[i], true) &&
					 IsTold(w, group))
				again = w->group[group].known = true;
		}
	}
	ForgetCovers(w, &w->attached, false);
	w->walks = COVER_WALKS;
}

#endif							/* WEIGH_WEIGH_KEEP_MATH_H */
