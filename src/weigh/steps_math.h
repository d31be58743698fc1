/*
 * steps_math.h
 *		Exchanges that no sum notices, looked for by a bounded simplex.
 *
 * Where sums leave few exchanges, and those of many groups each, a walk hardly finds one.
 * So what walks did not cover is asked of a linear programme in whole numbers: the change
 * of the group that lacks is to grow, while those of the groups around it stay within what
 * they can spare, upwards and downwards.  That is not a proof either way: what it proposes
 * is added up again as a walk is.
 *
 * Pure.
 */
#ifndef WEIGH_STEPS_MATH_H
#define WEIGH_STEPS_MATH_H

#include "proof/tableau_math.h"
#include "weigh/walk_math.h"

/* groups in a tableau, each with its opposite */
#define STEPS_GROUPS 120

/* the change that is looked for; the others are shares of it, and none is larger */
#define STEPS_WANTED 1000
#define STEPS_LARGEST 100000

/* steps without a gain; what one tableau may take, and all of them: minutes */
#define STEPS_IDLE 60
#define STEPS_WORK 20000000
#define STEPS_ALL_WORK INT64_C(6000000000)

/* the group is one of the tableau's, if it can spare anything or is the one that lacks */
static inline void
StepsAdd(Weighing *w, const Lack *of, int group)
{
	WeighSteps *steps = &w->steps;

	if (steps->place[group] >= 0 || steps->group.n == STEPS_GROUPS ||
		(group != of->group && SpareFor(w, group, of->person) <= 0))
		return;
	steps->place[group] = steps->group.n;
	ListAppend(w, &steps->group, group);
}

/* groups around the one that lacks, by short sums first */
static inline void
StepsGather(Weighing *w, const Lack *of)
{
	WeighSteps *steps = &w->steps;

	StepsAdd(w, of, of->group);
	for (int most = 16; steps->group.n < STEPS_GROUPS && most <= 1 << 20; most *= 8)
	{
		for (int i = 0; i < steps->group.n; i++)
		{
			const IntList *row = &w->group[steps->group.at[i]].row;

			for (int r = 0; r < row->n && steps->group.n < STEPS_GROUPS; r++)
			{
				const IntList *list = &w->row[row->at[r]];

				steps->tableau.work += list->n <= most ? list->n : 1;
				for (int j = 0; list->n <= most && j < list->n; j++)
					StepsAdd(w, of, list->at[j]);
			}
		}
	}
}

/* room for as many groups as there may be, once */
static inline void
StepsRoom(Weighing *w)
{
	Tableau    *tableau = &w->steps.tableau;
	size_t		n = (2 * STEPS_GROUPS + TABLEAU_LANES - 1) / TABLEAU_LANES * TABLEAU_LANES;

	if (tableau->factor == NULL)
	{
		tableau->factor = (int32_t *) w->resize(NULL, (n + 1) * n * sizeof(int32_t));
		tableau->basic = (int *) w->resize(NULL, n * sizeof(int));
		tableau->row_of = (int *) w->resize(NULL, n * sizeof(int));
		tableau->change = (int64_t *) w->resize(NULL, n * sizeof(int64_t));
		tableau->below = (int64_t *) w->resize(NULL, n * sizeof(int64_t));
		tableau->dense = (int64_t *) w->resize(NULL, n * sizeof(int64_t));
	}
	tableau->nrows = 0;
	tableau->stride = (int) n;
	tableau->ncolumns = 2 * w->steps.group.n;
	tableau->most_work = STEPS_WORK;
	memset(tableau->change, 0, n * sizeof(int64_t));
	for (size_t i = 0; i < n; i++)
		tableau->row_of[i] = -1;
}

/* a change and its opposite may fall as far as there is to spare; no less than 0 for the first */
static inline void
StepsBounds(Weighing *w, const Lack *of)
{
	WeighSteps *steps = &w->steps;

	for (int i = 0; i < steps->group.n; i++)
	{
		Surplus		most = STEPS_LARGEST;

		if (i > 0)
			most = SpareFor(w, steps->group.at[i], of->person) * STEPS_WANTED / of->lack;
		if (most > STEPS_LARGEST)
			most = STEPS_LARGEST;
		steps->tableau.below[i] = i == 0 ? 0 : (int64_t) most;
		steps->tableau.below[steps->group.n + i] = (int64_t) most;
	}
}

/* a sum's balance, of the groups that are there */
static inline bool
StepsBalance(Weighing *w, int row)
{
	WeighSteps *steps = &w->steps;
	Tableau    *tableau = &steps->tableau;
	const IntList *list = &w->row[row];
	int32_t    *next = TableauNextRow(tableau);

	for (int i = 0; i < list->n; i++)
	{
		if (steps->place[list->at[i]] >= 0)
			next[steps->place[list->at[i]]] = 1;
	}
	tableau->work += list->n;
	return TableauAdd(tableau, -1);
}

/* each sum that has one of the groups, once; then what is opposite to each */
static inline bool
StepsFill(Weighing *w)
{
	WeighSteps *steps = &w->steps;
	Tableau    *tableau = &steps->tableau;
	int			n = steps->group.n;
	bool		fits = true;

	for (int i = 0; i < n && fits; i++)
	{
		const IntList *row = &w->group[steps->group.at[i]].row;

		for (int r = 0; r < row->n && fits; r++)
		{
			if (w->walk.left[row->at[r]] != 0)
				continue;
			/* as walks mark what they have to clear */
			w->walk.left[row->at[r]] = 1;
			ListAppend(w, &w->walk.open, row->at[r]);
			fits = StepsBalance(w, row->at[r]);
		}
	}
	WalkClear(w);
	for (int i = 0; i < n && fits; i++)
	{
		int32_t    *next = TableauNextRow(tableau);

		next[i] = next[n + i] = 1;
		fits = TableauAdd(tableau, n + i);
	}
	for (int r = 0; r < tableau->nrows && fits && tableau->row_of[0] < 0; r++)
	{
		if (TableauRow(tableau, r)[0] != 0)
			fits = TableauPivot(tableau, r, 0);
	}
	return fits && tableau->row_of[0] >= 0;
}

/* moves the first group as far as is wanted; says whether it got there */
static inline bool
StepsMove(Weighing *w)
{
	Tableau    *tableau = &w->steps.tableau;
	int			nidle = 0;

	while (tableau->change[0] < STEPS_WANTED && nidle < STEPS_IDLE && !TableauTired(tableau, 1))
	{
		TableauStep step = BestStep(tableau, 0, 1);
		int64_t		far;

		if (step.column < 0)
			return false;
		if (step.most == 0)
		{
			nidle++;
			if (!TableauPivot(tableau, step.blocking, step.column))
				return false;
			continue;
		}
		nidle = 0;
		far = StepFor(tableau, tableau->row_of[0], &step, STEPS_WANTED - tableau->change[0]);
		if (!TableauMove(tableau, &step, far))
			return false;
	}
	return tableau->change[0] >= STEPS_WANTED;
}

/*
 * Looks for an exchange as a walk does, and leaves it as one; how often the group that
 * lacks changes, or 0.
 */
static inline int
WalkBySteps(Weighing *w, const Lack *of)
{
	WeighSteps *steps = &w->steps;
	bool		found;

	if (steps->work > STEPS_ALL_WORK)
		return 0;
	steps->tableau.work = 0;
	StepsGather(w, of);
	StepsRoom(w);
	StepsBounds(w, of);
	found = StepsFill(w) && StepsMove(w);
	for (int i = 0; i < steps->group.n; i++)
	{
		if (found && steps->tableau.change[i] != 0)
			WalkStep(w, steps->group.at[i], (int) steps->tableau.change[i]);
		steps->place[steps->group.at[i]] = -1;
	}
	steps->group.n = 0;
	steps->work += steps->tableau.work;
	w->work += steps->tableau.work / 16;
	return found ? (int) steps->tableau.change[0] : 0;
}

#endif							/* WEIGH_STEPS_MATH_H */
