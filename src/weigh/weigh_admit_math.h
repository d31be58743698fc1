/*
 * weigh_admit_math.h
 *		Each sum admitted if all that is lacking then is covered.
 *
 * A sum that comes splits groups, in whose parts somebody may lack something, and
 * notices exchanges that covered something before.  Where all of that is covered anew
 * it stays, else it goes again, and everything is as it was.
 *
 * Pure.
 */
#ifndef WEIGH_WEIGH_ADMIT_MATH_H
#define WEIGH_WEIGH_ADMIT_MATH_H

#include "weigh/parts_math.h"

static inline int *
WeighInts(const Weighing *w, int n, int with)
{
	int		   *number = (int *) w->resize(NULL, (size_t) (n + 1) * sizeof(int));

	for (int i = 0; i <= n; i++)
		number[i] = with;
	return number;
}

static inline void *
WeighZeroes(const Weighing *w, size_t size)
{
	void	   *memory = w->resize(NULL, size);

	memset(memory, 0, size);
	return memory;
}

/* everything in no sum; what the caller gives is set already */
static inline void
StartWeighing(Weighing *w)
{
	const ProofSystem *system = w->system;
	size_t		most = (size_t) system->ncolumns + 1;
	int			npeople = 0;
	int			nlargest = w->rule->n > w->rule->helpers ? w->rule->n : w->rule->helpers;

	w->group = (WeighGroup *) WeighZeroes(w, (most + 1) * sizeof(WeighGroup));
	w->group_of = WeighInts(w, system->ncolumns, IN_NO_SUM);
	w->row = (IntList *) WeighZeroes(w, ((size_t) system->nrows + 1) * sizeof(IntList));
	w->inside = WeighInts(w, (int) most, 0);
	w->made_of = WeighInts(w, (int) most, -1);
	w->in_row = (bool *) WeighZeroes(w, most);
	w->split = (WeighSplit *) WeighZeroes(w, most * sizeof(WeighSplit));
	w->component = WeighInts(w, (int) most, IN_NO_SUM);
	w->bad = (bool *) WeighZeroes(w, most + 1);
	w->largest = (Surplus *) WeighZeroes(w, ((size_t) nlargest + 1) * sizeof(Surplus));
	w->walk.left = WeighInts(w, system->nrows, 0);
	w->walk.factor = WeighInts(w, (int) most, 0);
	w->walk.spare = (Surplus *) WeighZeroes(w, (most + 1) * sizeof(Surplus));
	w->walk.spare_of = (unsigned *) WeighZeroes(w, (most + 1) * sizeof(unsigned));
	for (int64_t i = 0; i < w->held_start[system->ncolumns]; i++)
		npeople = w->held[i].person < npeople ? npeople : w->held[i].person + 1;
	w->walk.avoided = (unsigned *) WeighZeroes(w, ((size_t) npeople + 1) * sizeof(unsigned));
	w->cover_of = (IntList *) WeighZeroes(w, ((size_t) npeople + 2) * sizeof(IntList));
	w->steps.place = WeighInts(w, (int) most, -1);
	w->walks = COVER_WALKS;
	w->ngroups = 1;
	for (int c = 0; c < system->ncolumns; c++)
		ListAppend(w, &w->group[IN_NO_SUM].column, c);
}

static inline bool
Touches(const Cover *cover, int group)
{
	if (cover->of.group == group)
		return true;
	for (int i = 0; i < cover->n; i++)
	{
		if (cover->term[i].group == group)
			return true;
	}
	return false;
}

static inline bool
WasSplit(const Weighing *w, int group)
{
	return w->made_of[group] >= 0;
}

/* what a part of a cover is to the sum at work */
typedef struct PartNotice
{
	int			balance;		/* of the groups that were not split */
	int			nsplit;			/* of the others */
	int			term;			/* the last of those */
} PartNotice;

static inline PartNotice
NoticePart(const Weighing *w, const Cover *cover, int part, int row)
{
	PartNotice	notice = {0, 0, -1};

	if (LastRowIs(&w->group[cover->of.group], row))
		notice.balance = cover->times.at[part];
	for (int i = 0; i < cover->n; i++)
	{
		int			group = cover->term[i].group;

		if (cover->term[i].part != part)
			continue;
		if (WasSplit(w, group))
		{
			notice.nsplit++;
			notice.term = i;
		}
		else if (LastRowIs(&w->group[group], row))
			notice.balance += cover->term[i].factor;
	}
	return notice;
}

/* may one half of the group that was split stand for it, so that the sum does not notice? */
static inline bool
MayMove(const Cover *cover, PartNotice notice)
{
	return notice.nsplit == 0 ? notice.balance == 0 :
		notice.nsplit == 1 &&
		(notice.balance == 0 || notice.balance == -cover->term[notice.term].factor);
}

/*
 * A cover whose group was not split, with halves in place of what was, if they can spare as
 * much; the number, or -1.  The old one takes nothing any more.
 */
static inline int
MoveCover(Weighing *w, int from, int row)
{
	int			number = NewCover(w, w->cover[from].of);
	Cover	   *cover = &w->cover[number];
	const Cover *old = &w->cover[from];
	bool		spared = true;

	cover->nparts = old->nparts;
	for (int part = 0; part < old->nparts; part++)
		ListAppend(w, &cover->times, old->times.at[part]);
	for (int i = 0; i < old->n && spared; i++)
	{
		CoverTerm	term = old->term[i];

		if (WasSplit(w, term.group))
		{
			/* where the others change the sum, it is in what the sum has */
			if (NoticePart(w, old, term.part, row).balance != 0)
				term.group = w->made_of[term.group];
		}
		spared = SpareOf(w, term.group, cover->of.person, term.firm) >= term.used;
		if (!spared)
			break;
		UseTerm(w, cover->of.person, &term, 1);
		AppendTerm(w, cover, term);
	}
	if (spared)
	{
		cover->attached = true;
		NameCover(w, number);
		return number;
	}
	UseCover(w, number, -1);
	ForgetCover(w, number);
	return -1;
}

/* a cover that has a group of the row at work */
static inline void
ReviseCover(Weighing *w, int number, int row)
{
	const Cover *cover = &w->cover[number];
	bool		noticed = WasSplit(w, cover->of.group);
	bool		movable = !noticed;
	int			moved = -1;

	for (int part = 0; part < cover->nparts && !(noticed && !movable); part++)
	{
		PartNotice	notice = NoticePart(w, cover, part, row);

		noticed |= notice.nsplit > 0 || notice.balance != 0;
		movable &= MayMove(cover, notice);
	}
	if (!noticed)
		return;
	UseCover(w, number, -1);
	ListAppend(w, &w->detached, number);
	/* who lacks what in halves is asked anew */
	if (WasSplit(w, w->cover[number].of.group))
		return;
	if (movable)
		moved = MoveCover(w, number, row);
	if (moved >= 0)
		ListAppend(w, &w->attached, moved);
	else
		AddLack(w, w->cover[number].of.group, w->cover[number].of.person,
				-w->cover[number].of.lack);
}

/*
 * All covers that have the group, each once in a round.  Covers of before, whose numbers
 * may be those of others now, go from its list; those that this round detached stay, as
 * they may come back.
 */
static inline void
ReviseCoversOf(Weighing *w, int group, int row)
{
	IntList    *list = &w->group[group].touching;
	int			n = list->n;
	int			left = 0;
	unsigned	pass = ++w->nlists;

	for (int i = 0; i < n; i++)
	{
		int			number = list->at[i];
		Cover	   *cover = &w->cover[number];

		w->work += 4;
		if ((!cover->attached && cover->seen != w->round) || cover->listed == pass ||
			!Touches(cover, group))
			continue;
		cover->listed = pass;
		list->at[left++] = number;
		if (cover->seen == w->round)
			continue;
		cover->seen = w->round;
		ReviseCover(w, number, row);
	}
	/* what came to the list meanwhile */
	for (int i = n; i < list->n; i++)
		list->at[left++] = list->at[i];
	list->n = left;
}

/* orders in which the lacks of one person are covered anew */
#define COVER_ORDERS 3

/* the covers of a person take nothing any more; what they were for, behind the first lack */
static inline int
DetachPerson(Weighing *w, const Lack *first, Lack **lack)
{
	IntList    *list = &w->cover_of[first->person + 1];
	unsigned	pass = ++w->nlists;
	int			left = 0;
	int			n = 1;

	*lack = (Lack *) w->resize(NULL, ((size_t) list->n + 1) * sizeof(Lack));
	(*lack)[0] = *first;
	for (int i = 0; i < list->n; i++)
	{
		int			number = list->at[i];
		Cover	   *cover = &w->cover[number];

		if (cover->of.person != first->person || cover->listed == pass)
			continue;
		cover->listed = pass;
		list->at[left++] = number;
		if (!cover->attached)
			continue;
		(*lack)[n++] = cover->of;
		UseCover(w, number, -1);
		/* one that was made for this sum is in the list of those already */
		if (!cover->fresh)
			ListAppend(w, &w->detached, number);
	}
	list->n = left;
	return n;
}

/*
 * Covers take from each other what one needs: all of the person anew, in several orders.
 * Where that fails, and older sums have to stay, all but the first are covered all the same.
 */
static inline bool
CoverAnew(Weighing *w, const Lack *first, bool stay)
{
	Lack	   *lack;
	int			n = DetachPerson(w, first, &lack);
	bool		found = false;

	for (int order = 0; order < COVER_ORDERS && !found && n > 1; order++)
	{
		int			before = w->attached.n;

		found = true;
		for (int i = 0; i < n && found; i++)
		{
			int			number = FindCover(w, &lack[i]);

			found = number >= 0;
			if (found)
				ListAppend(w, &w->attached, number);
		}
		for (int i = before; i < w->attached.n && !found; i++)
			UseCover(w, w->attached.at[i], -1);
		for (int i = n - 1; i > 0; i--)
		{
			int			other = (int) (NextRandom(w) % (uint64_t) (i + 1));
			Lack		swapped = lack[i];

			lack[i] = lack[other];
			lack[other] = swapped;
		}
	}
	for (int i = 0; i < n && !found && stay; i++)
	{
		int			number = lack[i].group == first->group ? -1 : FindCover(w, &lack[i]);

		if (number >= 0)
			ListAppend(w, &w->attached, number);
		else
			w->bad[ComponentOf(w, lack[i].group)] = true;
	}
	(void) w->resize(lack, 0);
	return found;
}

/* covers all that is listed, great lacks first; false at the first that is not */
static inline bool
CoverLacks(Weighing *w)
{
	SortLacks(w);
	for (int i = 0; i < w->nlacks; i++)
	{
		int			number = FindCover(w, &w->lack[i]);

		if (number >= 0)
			ListAppend(w, &w->attached, number);
		else if (!CoverAnew(w, &w->lack[i], false))
			return false;
	}
	return true;
}

/* those that take nothing, or all; the others are there to stay */
static inline void
ForgetCovers(Weighing *w, IntList *list, bool all)
{
	for (int i = 0; i < list->n; i++)
	{
		Cover	   *cover = &w->cover[list->at[i]];

		cover->fresh = false;
		if (cover->attached && !all)
			continue;
		if (cover->attached)
			UseCover(w, list->at[i], -1);
		ForgetCover(w, list->at[i]);
	}
	list->n = 0;
}

static inline void
ConnectRow(Weighing *w, int row)
{
	const IntList *list = &w->row[row];

	for (int i = 1; i < list->n; i++)
		w->component[ComponentOf(w, list->at[i])] = ComponentOf(w, list->at[0]);
}

/* does the sum have anything that older ones leave uncovered, or that hangs on it? */
static inline bool
MeetsBad(Weighing *w, int row)
{
	const ProofSystem *system = w->system;

	for (int64_t i = system->row_start[row]; i < system->row_start[row + 1]; i++)
	{
		int			group = w->group_of[system->row_column[i]];

		if (group != IN_NO_SUM && w->bad[ComponentOf(w, group)])
			return true;
	}
	return false;
}

/*
 * May the sum be shown beside those before it?  If so, it is there from now on.
 *
 * Searches are by chance, but the same beside the same sums: so they find again what they
 * found when older sums were admitted.
 */
static inline bool
AdmitSum(Weighing *w, int row, int attempt)
{
	bool		may;

	if (w->work >= w->most_work || MeetsBad(w, row))
		return false;
	w->round++;
	StartSearches(w, attempt);
	w->nlacks = w->detached.n = w->attached.n = 0;
	PutSum(w, row);
	for (int i = 0; i < w->row[row].n; i++)
		ReviseCoversOf(w, w->row[row].at[i], row);
	for (int i = 0; i < w->nsplits; i++)
	{
		int			kept = w->split[i].kept;

		AddLacks(w, w->split[i].made);
		if (kept == IN_NO_SUM)
			continue;
		AddLacks(w, kept);
		ReviseCoversOf(w, kept, row);
	}
	may = CoverLacks(w);
	if (may)
	{
		w->nsums++;
		ConnectRow(w, row);
		ForgetCovers(w, &w->detached, true);
		ForgetCovers(w, &w->attached, false);
		return true;
	}
	ForgetCovers(w, &w->attached, true);
	TakeSum(w, row);
	for (int i = 0; i < w->detached.n; i++)
		UseCover(w, w->detached.at[i], 1);
	return false;
}

#endif							/* WEIGH_WEIGH_ADMIT_MATH_H */
