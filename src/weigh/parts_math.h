/*
 * parts_math.h
 *		Covers, made of the exchanges that were found.
 *
 * Whatever proposes an exchange, it counts once it was added up again, sum by sum, and
 * once each of its groups was found to have as much to spare.
 *
 * Pure.
 */
#ifndef WEIGH_PARTS_MATH_H
#define WEIGH_PARTS_MATH_H

#include "weigh/steps_math.h"

/* takes from the group what it can spare; false where it cannot */
static inline bool
TakeTerm(Weighing *w, int person, CoverTerm *term)
{
	term->firm = SpareOf(w, term->group, person, true) >= term->used;
	if (!term->firm && (!MayBeFrail(w, term->group) ||
						SpareOf(w, term->group, person, false) < term->used))
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
	if (!found && w->work < w->most_work)
	{
		Lack		of = w->cover[number].of;
		int			times = WalkBySteps(w, &of);

		found = times > 0 && AddPart(w, number, times);
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
		bool		found = FindPart(w, number, false);

		w->walk.spread = 0;
		if (!found)
			return false;
	} while (!IsFirm(&w->cover[number]) && w->cover[number].nparts < nparts);
	return true;
}

/* the parts that were found are none */
static inline void
DropParts(Weighing *w, int number)
{
	Cover	   *cover = &w->cover[number];

	UseCover(w, number, -1);
	cover->n = cover->nparts = cover->times.n = 0;
}

/* times that the first part leaves half of what is not firm to the others */
#define COVER_SPREADS 3

/*
 * Covers what somebody lacks in a group; the number of the cover, or -1 where none was
 * found.
 */
static inline int
FindCover(Weighing *w, const Lack *of)
{
	int			number = NewCover(w, *of);
	bool		found = FindPart(w, number, true);

	for (int i = 0; i <= COVER_SPREADS && !found && w->rule->n == 0; i++)
	{
		int			nparts;

		w->walk.spread = i == 0 ? 0 : NextRandom(w);
		found = FindParts(w, number);
		nparts = w->cover[number].nparts;
		if (!found)
			DropParts(w, number);
		/* where there is not even one, there are no others */
		if (nparts == 0 && i == 0)
			break;
	}
	if (found)
	{
		w->cover[number].attached = true;
		NameCover(w, number);
		return number;
	}
	ForgetCover(w, number);
	return -1;
}

#endif							/* WEIGH_PARTS_MATH_H */
