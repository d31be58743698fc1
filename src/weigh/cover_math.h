/*
 * cover_math.h
 *		May what somebody lacks in a group be made up for elsewhere?
 *
 * In every combination of sums, with any factors, the surpluses of one person, each
 * times the size of its group's factor, must not be negative together.  Where he lacks
 * something in a group, an exchange covers it: whole changes z of the groups that no
 * sum notices, so that the factors f of every combination have the sum of z f 0.  Then
 * the size of the group's factor, times its z, is at most the sum of the others' sizes,
 * each times its z; and what is lacking, times the size of the group's factor, at most
 * the sum of the others', each times z and what is lacking over the group's z.  If so
 * much is taken from the surplus of each of the others, and from none more than it has
 * by all covers of the person, nothing is lacking in any combination.
 *
 * Under the p % rule a group has two surpluses: a firm one, less its largest others as
 * helpers, and one without helpers, which a group of one firm has too.  What is lacking is
 * always reckoned with helpers.  A cover is one exchange that takes from the firm ones
 * only; or as many as he may have helpers and one more, of which no two take what is not
 * firm from groups of the same person.  Whoever helps, then, one of them takes it from
 * groups that none of the helpers is in, where both surpluses are one.  Where nothing is
 * lacking but with the help of somebody who is in the group that lacks, exchanges that
 * keep away from everybody there are one less.  So take, for some helpers, of each cover
 * that is needed then that exchange: of a group that one of them is in no more is taken
 * than the firm part of all covers, which is within what they leave; of any other no more
 * than all of them, which is within what is there.
 *
 * Pure.
 */
#ifndef WEIGH_COVER_MATH_H
#define WEIGH_COVER_MATH_H

#include "weigh/weigh_math.h"

static inline UsedSurplus *
FindUsed(UsedSurplus *used, int size, int group, int person)
{
	uint64_t	hash = ((uint64_t) (uint32_t) group << 32 | (uint32_t) person) *
		UINT64_C(0x9e3779b97f4a7c15);
	int			i = (int) ((hash >> 32) & (uint64_t) (size - 1));

	while (used[i].taken && (used[i].group != group || used[i].person != person))
		i = (i + 1) & (size - 1);
	return &used[i];
}

/* twice the room, without what nothing is used of any more */
static inline void
GrowUsed(Weighing *w)
{
	int			size = w->max_used == 0 ? 1024 : 2 * w->max_used;
	UsedSurplus *used = (UsedSurplus *) w->resize(NULL, (size_t) size * sizeof(UsedSurplus));

	memset(used, 0, (size_t) size * sizeof(UsedSurplus));
	w->nused = 0;
	for (int i = 0; i < w->max_used; i++)
	{
		if (!w->used[i].taken || (w->used[i].used == 0 && w->used[i].firm == 0))
			continue;
		*FindUsed(used, size, w->used[i].group, w->used[i].person) = w->used[i];
		w->nused++;
	}
	(void) w->resize(w->used, 0);
	w->used = used;
	w->max_used = size;
}

/* the term takes what it takes, or gives it back */
static inline void
UseTerm(Weighing *w, int person, const CoverTerm *term, int sign)
{
	UsedSurplus *entry;

	if (2 * w->nused >= w->max_used)
		GrowUsed(w);
	entry = FindUsed(w->used, w->max_used, term->group, person);
	if (!entry->taken)
	{
		*entry = (UsedSurplus) {true, term->group, person, 0, 0};
		w->nused++;
	}
	entry->used += sign * term->used;
	if (term->firm)
		entry->firm += sign * term->used;
}

/* what the person's covers may still take there, whoever helps; and if nobody there does */
static inline Surplus
SpareOf(const Weighing *w, int group, int person, bool firm)
{
	const WeighGroup *of = &w->group[group];
	UsedSurplus used = {false, 0, 0, 0, 0};
	Surplus		spare;
	Surplus		alone;

	if (of->known)
		return 0;
	if (w->max_used > 0)
		used = *FindUsed(w->used, w->max_used, group, person);
	if (w->rule->n > 0)
		return SurplusOf(w->rule, &of->share, person) - used.used;
	alone = SurplusWithout(w->rule, &of->share, person) - used.used;
	if (!firm)
		return alone;
	spare = SurplusOf(w->rule, &of->share, person) - used.firm;
	return spare < alone ? spare : alone;
}

static inline void
UseCover(Weighing *w, int number, int sign)
{
	Cover	   *cover = &w->cover[number];

	cover->attached = sign > 0;
	for (int i = 0; i < cover->n; i++)
		UseTerm(w, cover->of.person, &cover->term[i], sign);
}

/* its groups come to name it, and go on doing so until somebody looks */
static inline void
NameCover(Weighing *w, int number)
{
	Cover	   *cover = &w->cover[number];

	ListAppend(w, &w->cover_of[cover->of.person + 1], number);
	ListAppend(w, &w->group[cover->of.group].touching, number);
	for (int i = 0; i < cover->n; i++)
		ListAppend(w, &w->group[cover->term[i].group].touching, number);
}

static inline void
ForgetCover(Weighing *w, int number)
{
	Cover	   *cover = &w->cover[number];

	(void) w->resize(cover->term, 0);
	(void) w->resize(cover->times.at, 0);
	memset(cover, 0, sizeof(Cover));
	ListAppend(w, &w->unused, number);
}

static inline int
NewCover(Weighing *w, Lack of)
{
	int			number;

	if (w->unused.n > 0)
		number = w->unused.at[--w->unused.n];
	else
	{
		if (w->ncovers == w->max_covers)
		{
			w->max_covers = w->max_covers < 64 ? 64 : 2 * w->max_covers;
			w->cover = (Cover *) w->resize(w->cover, (size_t) w->max_covers * sizeof(Cover));
		}
		number = w->ncovers++;
	}
	memset(&w->cover[number], 0, sizeof(Cover));
	w->cover[number].of = of;
	w->cover[number].fresh = true;
	w->cover[number].seen = w->round;
	return number;
}

static inline void
AppendTerm(const Weighing *w, Cover *cover, CoverTerm term)
{
	if (cover->n == cover->size)
	{
		size_t		size;

		cover->size = cover->size < 4 ? 4 : 2 * cover->size;
		size = (size_t) cover->size * sizeof(CoverTerm);
		cover->term = (CoverTerm *) w->resize(cover->term, size);
	}
	cover->term[cover->n++] = term;
}

#endif							/* WEIGH_COVER_MATH_H */
