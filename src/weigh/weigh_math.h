/*
 * weigh_math.h
 *		Sums that come one after the other, and the groups of reports that they tell
 *		apart.
 *
 * Columns that the sums so far have in common are one group, so that the first sums,
 * of much, make few groups of many people.  Each sum that comes splits some of them,
 * and can be taken back as long as no other came.
 *
 * Pure: its memory is had from whoever uses it, who gives all of it back at once.
 */
#ifndef WEIGH_WEIGH_MATH_H
#define WEIGH_WEIGH_MATH_H

#include "weigh/share_math.h"
#include "proof/tableau_math.h"

/* numbers at the end of which one more may come */
typedef struct IntList
{
	int			n;
	int			size;
	int		   *at;
} IntList;

typedef struct WeighGroup
{
	IntList		row;			/* sums that have it */
	IntList		column;
	Share		share;
	bool		known;			/* older sums alone say what it has: it protects nobody */
	IntList		touching;		/* covers that may have it, see cover_math.h */
} WeighGroup;

/* a group that the last sum split in two */
typedef struct WeighSplit
{
	int			kept;			/* one part has the number of the whole */
	int			made;			/* what the sum has */
	bool		was_known;
	Share		before;			/* of the whole; what is held is not kept twice */
} WeighSplit;

/* somebody who lacks something in a group */
typedef struct Lack
{
	int			group;
	int			person;
	Surplus		lack;			/* above 0 */
} Lack;

/* what covers of a person take in a group */
typedef struct UsedSurplus
{
	bool		taken;
	int			group;
	int			person;
	Surplus		used;			/* in all, ... */
	Surplus		firm;			/* ... and whoever helps him */
} UsedSurplus;

typedef struct CoverTerm
{
	int			part;			/* of the cover */
	int			group;
	int			factor;
	bool		firm;			/* whoever helps him */
	Surplus		used;			/* of the person's surplus there */
} CoverTerm;

/* exchanges that cover a lack; see cover_math.h */
typedef struct Cover
{
	bool		attached;
	bool		fresh;			/* made for the sum at work */
	Lack		of;
	int			nparts;
	IntList		times;			/* of each part: the factor of the group that lacks */
	int			n;
	int			size;
	CoverTerm  *term;			/* the others, part by part */
	unsigned	seen;			/* in which round */
	unsigned	listed;			/* in which list */
} Cover;

/* an exchange in the making */
typedef struct CoverWalk
{
	int		   *left;			/* of each row: what is not balanced */
	int		   *factor;			/* of each group */
	IntList		changed;		/* groups whose factor was changed */
	IntList		open;			/* rows that were out of balance */
	bool		firm;			/* only what he has whoever helps him */
	Surplus    *spare;			/* of each group, for the person of this search */
	unsigned   *spare_of;		/* of which search */
	unsigned	search;
	unsigned   *avoided;		/* of each person: in which search for a cover */
	unsigned	avoiding;
	uint64_t	spread;			/* not 0: by this half of what is not firm is left to others */
} CoverWalk;

/* a linear programme for the same */
typedef struct WeighSteps
{
	IntList		group;			/* the first is the one that lacks */
	int		   *place;			/* of each group: which of these; or -1 */
	Tableau		tableau;
	int64_t		work;
} WeighSteps;

typedef struct Weighing
{
	const ProofSystem *system;
	const ShareRule *rule;
	const int64_t *held_start;	/* of each column */
	const Holding *held;
	void	   *(*resize) (void *memory, size_t size);	/* as realloc(); to 0: free() */
	uint64_t	random;			/* of this search */
	uint64_t	seed;
	int			nsums;			/* that are there */
	int			ngroups;		/* the first are reports in no sum */
	WeighGroup *group;			/* as many as columns and one */
	int		   *group_of;		/* of each column */
	IntList    *row;			/* of each sum: its groups */
	int		   *inside;			/* of each group: columns of the row at work */
	int		   *made_of;		/* of each group that the last sum split: the other part */
	bool	   *in_row;			/* of each column */
	IntList		touched;
	int			nsplits;
	WeighSplit *split;
	int		   *component;		/* of each group: another that sums connect it to */
	bool	   *bad;			/* of each component: older sums alone lack something */
	Surplus    *largest;		/* room for a rule */
	int			ncovers;
	int			max_covers;
	Cover	   *cover;
	IntList		unused;			/* of them */
	IntList    *cover_of;		/* of each person, EVERYBODY first: covers that may be his */
	int			walks;			/* for one lack */
	int			nused;
	int			max_used;		/* a power of 2 */
	UsedSurplus *used;
	int			nlacks;
	int			max_lacks;
	Lack	   *lack;
	IntList		detached;		/* covers that the sum at work undid, ... */
	IntList		attached;		/* ... and those that it made */
	unsigned	round;
	unsigned	nlists;			/* that were gone through */
	CoverWalk	walk;
	WeighSteps	steps;
	int64_t		work;
	int64_t		most_work;
} Weighing;

#define IN_NO_SUM 0

static inline void
ListAppend(const Weighing *w, IntList *list, int number)
{
	if (list->n == list->size)
	{
		list->size = list->size < 4 ? 4 : 2 * list->size;
		list->at = (int *) w->resize(list->at, (size_t) list->size * sizeof(int));
	}
	list->at[list->n++] = number;
}

static inline int
ComponentOf(Weighing *w, int group)
{
	int		   *component = w->component;

	while (component[group] != group)
		group = component[group] = component[component[group]];
	return group;
}

/* was the sum the last that came to the group? */
static inline bool
LastRowIs(const WeighGroup *group, int row)
{
	return group->row.n > 0 && group->row.at[group->row.n - 1] == row;
}

static inline void
JoinRow(Weighing *w, int group, int row)
{
	ListAppend(w, &w->group[group].row, row);
	ListAppend(w, &w->row[row], group);
}

/* what is held in the columns of a group */
static inline void
FormShare(const Weighing *w, WeighGroup *group)
{
	Share	   *share = &group->share;
	int64_t		n = 0;

	for (int i = 0; i < group->column.n; i++)
	{
		int			c = group->column.at[i];

		n += w->held_start[c + 1] - w->held_start[c];
	}
	memset(share, 0, sizeof(Share));
	share->held = (Holding *) w->resize(NULL, (size_t) (n + 1) * sizeof(Holding));
	for (int i = 0; i < group->column.n; i++)
	{
		const int64_t *start = &w->held_start[group->column.at[i]];
		int64_t		some = start[1] - start[0];

		if (some > 0)
			memcpy(share->held + share->n, w->held + start[0], (size_t) some * sizeof(Holding));
		share->n += (int) some;
	}
	share->n = MergeHoldings(share->held, share->n);
}

/* takes the columns that the row at work has into a new group */
static inline void
MoveColumns(Weighing *w, int from, int to)
{
	IntList    *list = &w->group[from].column;
	int			n = 0;

	for (int i = 0; i < list->n; i++)
	{
		int			c = list->at[i];

		if (!w->in_row[c])
		{
			list->at[n++] = c;
			continue;
		}
		ListAppend(w, &w->group[to].column, c);
		w->group_of[c] = to;
	}
	list->n = n;
}

/* what the sum has is the new group; what is in no sum is not weighed */
static inline void
SplitGroup(Weighing *w, int kept, int row)
{
	int			made = w->ngroups++;
	WeighGroup *of = &w->group[kept];
	WeighGroup *part = &w->group[made];

	w->split[w->nsplits++] = (WeighSplit) {kept, made, of->known, of->share};
	memset(part, 0, sizeof(WeighGroup));
	MoveColumns(w, kept, made);
	FormShare(w, part);
	WeighShare(w->rule, &part->share, w->largest);
	w->component[made] = made;
	w->bad[made] = false;
	w->made_of[made] = -1;
	w->made_of[kept] = made;
	if (kept != IN_NO_SUM)
	{
		of->known = false;
		ChangeHoldings(&of->share, &part->share, -1);
		WeighShare(w->rule, &of->share, w->largest);
		w->component[made] = kept;
		for (int i = 0; i < of->row.n; i++)
			JoinRow(w, made, of->row.at[i]);
	}
	JoinRow(w, made, row);
	w->work += of->share.n + part->share.n;
}

/* a sum comes */
static inline void
PutSum(Weighing *w, int row)
{
	const ProofSystem *system = w->system;

	w->touched.n = 0;
	for (int i = 0; i < w->nsplits; i++)
		w->made_of[w->split[i].kept] = -1;
	w->nsplits = 0;
	for (int64_t i = system->row_start[row]; i < system->row_start[row + 1]; i++)
	{
		int			c = system->row_column[i];

		if (w->inside[w->group_of[c]]++ == 0)
			ListAppend(w, &w->touched, w->group_of[c]);
		w->in_row[c] = true;
	}
	for (int i = 0; i < w->touched.n; i++)
	{
		int			g = w->touched.at[i];

		if (g != IN_NO_SUM && w->inside[g] == w->group[g].column.n)
			JoinRow(w, g, row);
		else
			SplitGroup(w, g, row);
		w->inside[g] = 0;
	}
	for (int64_t i = system->row_start[row]; i < system->row_start[row + 1]; i++)
		w->in_row[system->row_column[i]] = false;
	w->work += system->row_start[row + 1] - system->row_start[row];
}

/* two parts are one again */
static inline void
UniteGroup(Weighing *w, const WeighSplit *split)
{
	WeighGroup *of = &w->group[split->kept];
	WeighGroup *part = &w->group[split->made];
	Holding    *held = of->share.held;
	int			n = of->share.n;

	/* each list ends with the part, as what came later is gone */
	for (int i = 0; i < part->row.n; i++)
		w->row[part->row.at[i]].n--;
	for (int i = 0; i < part->column.n; i++)
	{
		ListAppend(w, &of->column, part->column.at[i]);
		w->group_of[part->column.at[i]] = split->kept;
	}
	if (split->kept != IN_NO_SUM)
		ChangeHoldings(&of->share, &part->share, 1);
	of->share = split->before;
	of->share.held = held;
	of->share.n = n;
	of->known = split->was_known;
	w->made_of[split->kept] = -1;
	(void) w->resize(part->row.at, 0);
	(void) w->resize(part->column.at, 0);
	(void) w->resize(part->share.held, 0);
	(void) w->resize(part->touching.at, 0);
	w->ngroups--;
}

/* the last sum goes again */
static inline void
TakeSum(Weighing *w, int row)
{
	for (int i = 0; i < w->row[row].n; i++)
		w->group[w->row[row].at[i]].row.n--;
	w->row[row].n = 0;
	while (w->nsplits > 0)
		UniteGroup(w, &w->split[--w->nsplits]);
}

static inline void
AddLack(Weighing *w, int group, int person, Surplus surplus)
{
	if (w->nlacks == w->max_lacks)
	{
		w->max_lacks = w->max_lacks < 64 ? 64 : 2 * w->max_lacks;
		w->lack = (Lack *) w->resize(w->lack, (size_t) w->max_lacks * sizeof(Lack));
	}
	w->lack[w->nlacks++] = (Lack) {group, person, -surplus};
}

/* everybody who lacks something in the group */
static inline void
AddLacks(Weighing *w, int group)
{
	const Share *share = &w->group[group].share;

	w->work += share->n;
	if (w->rule->n > 1 && share->together < 0)
		AddLack(w, group, EVERYBODY, share->together);
	for (int i = 0; i < share->n && w->rule->n <= 1; i++)
	{
		const Holding *holding = &share->held[i];
		Surplus		surplus = SurplusWith(w->rule, share, CertainOf(holding), MostOf(holding));

		if (surplus < 0)
			AddLack(w, group, holding->person, surplus);
	}
}

/* great ones first */
static inline int
CompareLacks(const void *va, const void *vb)
{
	const Lack *a = (const Lack *) va;
	const Lack *b = (const Lack *) vb;

	if (a->lack != b->lack)
		return a->lack > b->lack ? -1 : 1;
	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	return (a->person > b->person) - (a->person < b->person);
}

static inline void
SortLacks(Weighing *w)
{
	if (w->nlacks > 1)
		qsort(w->lack, (size_t) w->nlacks, sizeof(Lack), CompareLacks);
}

#endif							/* WEIGH_WEIGH_MATH_H */
