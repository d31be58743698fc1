/*
 * walk_math.h
 *		Exchanges that no sum notices, looked for by walks.
 *
 * Whatever leaves a sum out of balance is answered by a group of it that brings most sums
 * into balance, until all are.  A walk may fail where there is an exchange; so what is not
 * covered is not said to be unsafe, and is hidden all the same.
 *
 * Pure.
 */
#ifndef WEIGH_WALK_MATH_H
#define WEIGH_WALK_MATH_H

#include "weigh/cover_math.h"

/* walks for one lack, and where much depends on it */
#define COVER_WALKS 18
#define COVER_MANY_WALKS 60

/* groups of a sum that one looks at; steps, for each time that the lack is walked */
#define COVER_CANDIDATES 96
#define COVER_STEPS 48

/* where searches begin, by the sums that are there (splitmix64) */
static inline void
StartSearches(Weighing *w, int attempt)
{
	uint64_t	x = w->seed + ((uint64_t) w->nsums << 8) + (uint64_t) attempt;

	x = (x + UINT64_C(0x9e3779b97f4a7c15)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	w->random = (x ^ (x >> 31)) | 1;
}

static inline uint64_t
NextRandom(Weighing *w)
{
	w->random ^= w->random << 13;
	w->random ^= w->random >> 7;
	w->random ^= w->random << 17;
	return w->random;
}

/* larger groups have enough that is firm */
#define COVER_MOST_AVOIDED 64

/* may something be taken from the group that is not firm? */
static inline bool
MayBeFrail(const Weighing *w, int group)
{
	const Share *share = &w->group[group].share;

	if (w->walk.firm || share->n > COVER_MOST_AVOIDED ||
		((w->walk.spread >> (group & 63)) & 1) != 0)
		return false;
	for (int i = 0; i < share->n; i++)
	{
		if (w->walk.avoided[share->held[i].person] == w->walk.avoiding)
			return false;
	}
	return true;
}

/* what this search may take, asked for once */
static inline Surplus
SpareFor(Weighing *w, int group, int person)
{
	CoverWalk  *walk = &w->walk;

	if (walk->spare_of[group] != walk->search)
	{
		walk->spare_of[group] = walk->search;
		walk->spare[group] = SpareOf(w, group, person, !MayBeFrail(w, group));
		w->work += 16;
	}
	return walk->spare[group];
}

/* the group changes by so much more */
static inline void
WalkStep(Weighing *w, int group, int by)
{
	CoverWalk  *walk = &w->walk;
	const IntList *row = &w->group[group].row;

	ListAppend(w, &walk->changed, group);
	walk->factor[group] += by;
	for (int i = 0; i < row->n; i++)
	{
		if (walk->left[row->at[i]] == 0)
			ListAppend(w, &walk->open, row->at[i]);
		walk->left[row->at[i]] += by;
	}
	w->work += row->n;
}

static inline void
WalkClear(Weighing *w)
{
	CoverWalk  *walk = &w->walk;

	for (int i = 0; i < walk->open.n; i++)
		walk->left[walk->open.at[i]] = 0;
	for (int i = 0; i < walk->changed.n; i++)
		walk->factor[walk->changed.at[i]] = 0;
	walk->open.n = walk->changed.n = 0;
}

/* of the sums out of balance the one of fewest groups; -1: there is none */
static inline int
NarrowestOpen(Weighing *w)
{
	CoverWalk  *walk = &w->walk;
	int			best = -1;
	int			n = 0;

	for (int i = 0; i < walk->open.n; i++)
	{
		int			row = walk->open.at[i];

		if (walk->left[row] == 0)
			continue;
		walk->open.at[n++] = row;
		if (best < 0 || w->row[row].n < w->row[best].n)
			best = row;
	}
	walk->open.n = n;
	w->work += n;
	return best;
}

/* by how much sums would be nearer to their balance */
static inline int
WalkGain(Weighing *w, int group, int by)
{
	const IntList *row = &w->group[group].row;
	int			gain = 0;

	for (int i = 0; i < row->n; i++)
	{
		int			left = w->walk.left[row->at[i]];

		gain += (by < 0 && left > 0) || (by > 0 && left < 0) ? 1 : -1;
	}
	w->work += row->n;
	return gain;
}

/* the best answer in a sum that is out of balance, with some noise; -1: none may */
static inline int
BestAnswer(Weighing *w, int row, const Lack *of, int times, int noise)
{
	CoverWalk  *walk = &w->walk;
	const IntList *list = &w->row[row];
	int			by = walk->left[row] > 0 ? -1 : 1;
	int			n = list->n < COVER_CANDIDATES ? list->n : COVER_CANDIDATES;
	int			start = (int) (NextRandom(w) % (uint64_t) list->n);
	int			best = -1;
	int			best_gain = 0;

	for (int i = 0; i < n; i++)
	{
		int			group = list->at[(start + i) % list->n];
		int			factor = walk->factor[group] + by;
		int			gain;

		if (group == of->group || SpareFor(w, group, of->person) * times <
			of->lack * (factor < 0 ? -factor : factor))
			continue;
		gain = WalkGain(w, group, by) * 4 + (int) (NextRandom(w) % (uint64_t) (noise + 1));
		if (best < 0 || gain > best_gain)
		{
			best = group;
			best_gain = gain;
		}
	}
	w->work += n;
	return best;
}

/* one walk; true where all sums are in balance at its end */
static inline bool
Walk(Weighing *w, const Lack *of, int times, int noise)
{
	int			row;

	WalkStep(w, of->group, times);
	for (int step = 0; (row = NarrowestOpen(w)) >= 0; step++)
	{
		int			answer;

		if (step >= COVER_STEPS * times ||
			(answer = BestAnswer(w, row, of, times, noise)) < 0)
			return false;
		WalkStep(w, answer, w->walk.left[row] > 0 ? -1 : 1);
	}
	return true;
}

#endif							/* WEIGH_WALK_MATH_H */
