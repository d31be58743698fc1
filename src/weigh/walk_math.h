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
#define COVER_WALKS 24
#define COVER_MANY_WALKS 240

/* groups of a sum that one looks at; steps, for each time that the lack is walked */
#define COVER_CANDIDATES 96
#define COVER_STEPS 48

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

	if (w->walk.firm || share->n > COVER_MOST_AVOIDED)
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

/* takes from the group what it can spare; false where it cannot */
static inline bool
TakeTerm(Weighing *w, int person, CoverTerm *term)
{
	term->firm = SpareOf(w, term->group, person, true) >= term->used;
	if (!term->firm && SpareOf(w, term->group, person, false) < term->used)
		return false;
	UseTerm(w, person, term, 1);
	return true;
}

/* whoever has something there helps nobody in what the next part takes */
static inline void
AvoidPeople(Weighing *w, int group, int person)
{
	const Share *share = &w->group[group].share;

	for (int i = 0; i < share->n; i++)
	{
		if (share->held[i].person != person)
			w->walk.avoided[share->held[i].person] = w->walk.avoiding;
	}
}

/* do the sums not notice the part?  Each is added up anew */
static inline bool
IsBalanced(Weighing *w, const Cover *cover, int part)
{
	CoverWalk  *walk = &w->walk;
	bool		balanced = true;

	WalkClear(w);
	WalkStep(w, cover->of.group, cover->times.at[part]);
	for (int i = 0; i < cover->n; i++)
	{
		if (cover->term[i].part == part)
			WalkStep(w, cover->term[i].group, cover->term[i].factor);
	}
	for (int i = 0; i < walk->open.n; i++)
		balanced &= walk->left[walk->open.at[i]] == 0;
	WalkClear(w);
	return balanced;
}

/* one more part, as it was walked; false where it is none after all */
static inline bool
AddPart(Weighing *w, int number, int times)
{
	CoverWalk  *walk = &w->walk;
	Cover	   *cover = &w->cover[number];
	int			part = cover->nparts++;
	int			first = cover->n;
	bool		spared = true;

	ListAppend(w, &cover->times, times);
	for (int i = 0; i < walk->changed.n && spared; i++)
	{
		int			group = walk->changed.at[i];
		int			factor = walk->factor[group];
		Surplus		all = cover->of.lack * (factor < 0 ? -factor : factor);
		CoverTerm	term = {part, group, factor, false, (all + times - 1) / times};

		walk->factor[group] = 0;
		if (group == cover->of.group || factor == 0)
			continue;
		spared = TakeTerm(w, cover->of.person, &term);
		if (spared)
			AppendTerm(w, cover, term);
	}
	spared &= IsBalanced(w, cover, part);
	for (int i = first; i < cover->n; i++)
	{
		if (spared && !cover->term[i].firm)
			AvoidPeople(w, cover->term[i].group, cover->of.person);
		if (!spared)
			UseTerm(w, cover->of.person, &cover->term[i], -1);
	}
	if (!spared)
	{
		cover->n = first;
		cover->times.n = --cover->nparts;
	}
	return spared;
}

static inline bool
IsFirm(const Cover *cover)
{
	for (int i = 0; i < cover->n; i++)
	{
		if (!cover->term[i].firm)
			return false;
	}
	return true;
}

/* looks for one more part */
static inline bool
FindPart(Weighing *w, int number, bool firm)
{
	bool		found = false;

	w->walk.search++;
	w->walk.firm = firm;
	for (int i = 0; i < w->walks && !found && w->work < w->most_work; i++)
	{
		/* what none has to spare may be taken from several */
		int			times = i < w->walks / 2 ? 1 : i < w->walks * 3 / 4 ? 2 : 4;
		Lack		of = w->cover[number].of;

		if (Walk(w, &of, times, i % 6 * 2))
			found = AddPart(w, number, times);
		WalkClear(w);
	}
	if (w->system->pause != NULL)
		w->system->pause();
	return found;
}

/* exchanges of which no two take what is not firm of the same person; false: not enough */
static inline bool
FindParts(Weighing *w, int number)
{
	Lack		of = w->cover[number].of;
	int			nparts = w->rule->helpers + 1;

	w->walk.avoiding++;
	if (SurplusWithout(w->rule, &w->group[of.group].share, of.person) >= 0)
	{
		AvoidPeople(w, of.group, of.person);
		nparts--;
	}
	do
	{
		if (!FindPart(w, number, false))
			return false;
	} while (!IsFirm(&w->cover[number]) && w->cover[number].nparts < nparts);
	return true;
}

/*
 * Covers what somebody lacks in a group; the number of the cover, or -1 where none was
 * found.
 */
static inline int
FindCover(Weighing *w, const Lack *of)
{
	int			number = NewCover(w, *of);

	if (FindPart(w, number, true) || (w->rule->n == 0 && FindParts(w, number)))
	{
		w->cover[number].attached = true;
		NameCover(w, number);
		return number;
	}
	UseCover(w, number, -1);
	ForgetCover(w, number);
	return -1;
}

#endif							/* WEIGH_WALK_MATH_H */
