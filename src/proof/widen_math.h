/*
 * widen_math.h
 *		Which new numbers must give way so that what is hidden stays uncertain.
 *
 * A hidden number can be known all the same where it and those beside it are as
 * small as they can be: three numbers of at least ten that add up to thirty.
 * What is missing is a number that can give something.  So a counter-table is
 * sought for which any new number may change; of those that do change the dear
 * ones are held again, one by one, as long as another counter-table does without
 * them; and what is left of them is hidden too.
 *
 * Hiding takes nothing from what was certified before.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PROOF_WIDEN_MATH_H
#define PROOF_WIDEN_MATH_H

#include "proof/width_math.h"

typedef struct Widening
{
	WidthSearch search;
	const int  *cost;			/* of each row; negative: it stays */
	bool	   *relaxed;		/* of each row */
	int		   *open;			/* rows to be hidden for the number at work; room for all */
	ProofWidth *before;			/* of each row */
	bool	   *hopeless;		/* of each row: no other row that is hidden would help it */
} Widening;

/* the shown rows that the last counter-tables changed, cheap ones first */
static inline int
ListOpened(Widening *widening)
{
	const WidthSearch *search = &widening->search;
	int			n = 0;

	for (int i = 0; i < search->nleaning; i++)
	{
		int			row = search->leaning[i];
		int			j = n;

		if (search->state->hidden[row])
			continue;
		for (; j > 0 && widening->cost[widening->open[j - 1]] > widening->cost[row]; j--)
			widening->open[j] = widening->open[j - 1];
		widening->open[j] = row;
		n++;
	}
	return n;
}

/* new rows are tried in parts of them, cheap ones first, so that dear ones stay */
#define NPARTS 4

/* windows are that many in the first round, and in all where many numbers are asked for */
#define NARROW_WINDOWS 2

static inline int
WindowsFor(const WidthAsk *ask)
{
	return ask->many ? NARROW_WINDOWS : NWIDTHWINDOWS;
}

/* a counter-table for which the first parts of the new rows may change */
static inline bool
WidenWith(Widening *widening, int row, int parts, ProofWidth *width)
{
	WidthSearch *search = &widening->search;
	int			nrows = search->state->system->nrows;
	int64_t		wanted = WantedWidth(search, row);
	int			limit = parts == NPARTS ? INT32_MAX : nrows - (nrows >> parts);

	for (int r = 0; r < nrows; r++)
		widening->relaxed[r] = widening->cost[r] >= 0 && widening->cost[r] < limit &&
			!search->state->hidden[r];
	search->relaxed = widening->relaxed;
	WidthOfRow(search, row, wanted, width);
	return IsWide(width, wanted);
}

/*
 * Which shown rows must change so that the hidden one may: a few, of which none
 * can be held; -1 where it does not help to change any.
 */
static inline int
FindOpened(Widening *widening, int row)
{
	WidthSearch *search = &widening->search;
	int			nrows = search->state->system->nrows;
	int64_t		wanted = WantedWidth(search, row);
	int			windows = search->most_windows;
	bool		found = false;
	ProofWidth	width;
	int			n;

	for (int parts = search->ask->many ? 1 : NPARTS; parts <= NPARTS && !found; parts++)
		found = WidenWith(widening, row, parts, &width);
	n = found ? ListOpened(widening) : -1;
	search->first_window = search->last_window;
	search->most_windows = search->last_window < 2 && !search->ask->many ?
		search->last_window + 2 : search->last_window + 1;
	memset(widening->relaxed, 0, (size_t) nrows);
	for (int i = 0; i < n; i++)
		widening->relaxed[widening->open[i]] = true;
	for (int i = n - 1; i >= 0; i--)
	{
		widening->relaxed[widening->open[i]] = false;
		WidthOfRow(search, row, wanted, &width);
		widening->relaxed[widening->open[i]] = !IsWide(&width, wanted);
	}
	search->first_window = 0;
	search->most_windows = windows;
	search->relaxed = NULL;
	return n;
}

/* one hidden row: certified, or made so; says whether others were hidden for it */
static inline bool
WidenRow(Widening *widening, int row, ProofWidth *width)
{
	WidthSearch *search = &widening->search;
	ProofState *state = search->state;
	int64_t		wanted = WantedWidth(search, row);
	bool		any = false;
	int			n;

	WidthOfRow(search, row, wanted, width);
	if (IsWide(width, wanted) || widening->cost == NULL)
		return false;
	n = FindOpened(widening, row);
	widening->hopeless[row] = n < 0;
	for (int i = 0; i < n; i++)
	{
		int			opened = widening->open[i];

		if (!widening->relaxed[opened])
			continue;
		state->hidden[opened] = true;
		state->system->reason[opened] = (ProofReason)
		{
			PROOF_OF_A_WIDTH, OriginBit(state->system->origin[row])
		};
		any = true;
	}
	if (n >= 0)
		WidthOfRow(search, row, wanted, width);
	return any;
}

static inline bool
LeansOn(const ProofWidth *width, int row)
{
	for (int i = 0; i < width->nleaning && i < WIDTH_MOST_LEANING; i++)
	{
		if (width->leaning[i] == row)
			return true;
	}
	return width->nleaning > WIDTH_MOST_LEANING;
}

/* some seconds, after which what is left is not certified */
#define MOST_WORK_TO_WIDEN INT64_C(2000000000)

/* likewise, before anything gives way: what is found then hides nothing */
#define MOST_WORK_TO_CERTIFY INT64_C(2000000000)

/* about a second */
#define MOST_WORK_TO_SHOW 500000000

/*
 * Shows a row again that was hidden for the width of others, if these do without
 * it.
 */
static inline void
TryToShow(Widening *widening, int shown, ProofWidth *width)
{
	WidthSearch *search = &widening->search;
	ProofState *state = search->state;
	int			nrows = state->system->nrows;
	ProofWidth *before = widening->before;
	bool		wide = true;

	state->hidden[shown] = false;
	memcpy(before, width, (size_t) nrows * sizeof(ProofWidth));
	/* what was found of numbers that are not wide yet may not be added to then */
	for (int row = 0; row < nrows; row++)
	{
		if (!IsWide(&width[row], WantedWidth(search, row)) && LeansOn(&width[row], shown))
			memset(&width[row], 0, sizeof(ProofWidth));
	}
	for (int row = 0; row < nrows && wide; row++)
	{
		int64_t		wanted = WantedWidth(search, row);

		if (wanted == 0 || !IsWide(&width[row], wanted) || !LeansOn(&width[row], shown))
			continue;
		WidthOfRow(search, row, wanted, &width[row]);
		wide = IsWide(&width[row], wanted) && search->work < MOST_WORK_TO_SHOW;
	}
	if (wide)
	{
		memset(&width[shown], 0, sizeof(ProofWidth));
		state->system->reason[shown] = (ProofReason) {0, 0};
		return;
	}
	state->hidden[shown] = true;
	memcpy(width, before, (size_t) nrows * sizeof(ProofWidth));
}

/*
 * What can be found before anything gives way: of all numbers in one window, then of
 * those that are left in the next, so that a few for which nothing is found do not use
 * up the work of many for which something is.
 */
static inline void
CertifyAll(Widening *widening, ProofWidth *width, int windows)
{
	WidthSearch *search = &widening->search;

	for (int i = 0; i < windows; i++)
	{
		search->first_window = i;
		search->most_windows = i + 1;
		for (int row = 0; row < search->state->system->nrows; row++)
		{
			int64_t		wanted = WantedWidth(search, row);

			if (wanted > 0 && !IsWide(&width[row], wanted) && !widening->hopeless[row] &&
				search->work < MOST_WORK_TO_CERTIFY)
				WidthOfRow(search, row, wanted, &width[row]);
		}
	}
	search->first_window = 0;
}

/* what gives way, with so many windows, until that does not help any more */
static inline void
WidenAll(Widening *widening, ProofWidth *width, int windows)
{
	WidthSearch *search = &widening->search;
	int			nrows = search->state->system->nrows;
	bool		more = true;

	search->most_windows = windows;
	memset(widening->hopeless, 0, (size_t) nrows * sizeof(bool));
	while (more)
	{
		more = false;
		for (int row = 0; row < nrows; row++)
		{
			int64_t		wanted = WantedWidth(search, row);

			if (wanted > 0 && !IsWide(&width[row], wanted) &&
				!widening->hopeless[row] && search->work < MOST_WORK_TO_WIDEN)
				more |= WidenRow(widening, row, &width[row]);
		}
	}
}

/*
 * Hides rows, of those whose cost is not negative, until each hidden row is as
 * uncertain as wanted, or hiding more does not help it, or it takes too much work;
 * width[] says of each.
 */
static inline void
HideUntilWide(Widening *widening, ProofWidth *width)
{
	WidthSearch *search = &widening->search;
	const ProofState *state = search->state;
	int			nrows = state->system->nrows;
	int			windows = WindowsFor(search->ask);
	int			n = 0;

	memset(width, 0, (size_t) nrows * sizeof(ProofWidth));
	CertifyAll(widening, width, NWIDTHWINDOWS - 1);
	search->work = 0;
	for (int most = NARROW_WINDOWS; most <= windows; most++)
		WidenAll(widening, width, most);
	for (int row = 0; row < nrows; row++)
	{
		int			j = n;

		if (!state->hidden[row] || state->system->reason[row].measure != PROOF_OF_A_WIDTH)
			continue;
		for (; j > 0 && widening->cost[widening->open[j - 1]] < widening->cost[row]; j--)
			widening->open[j] = widening->open[j - 1];
		widening->open[j] = row;
		n++;
	}
	search->work = 0;
	if (!search->ask->many)
		search->most_windows = NWIDTHWINDOWS - 1;
	for (int i = 0; i < n && search->work < MOST_WORK_TO_SHOW; i++)
		TryToShow(widening, widening->open[i], width);
}

#endif							/* PROOF_WIDEN_MATH_H */
