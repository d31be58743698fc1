/*
 * history_absorb.c
 *		Takes a scan in: which reports went on, which went, which came.
 *
 * What was there and what is there now are compared group by group: the same
 * labels in the dimensions and the same tags in the columns that both know.
 * In a group everything is one person's (or nobody's), so a count decides:
 *
 *	- as many as there were and are go on.  Had one of them gone and another
 *	  come instead, more could be told apart, and people are counted by what
 *	  can be told apart: so this errs on the safe side;
 *	- which of them went on may be open: where the group has several
 *	  combinations now, and more reports than before; or where some went, and
 *	  they had come at different times.  Then all end and begin anew, and whose
 *	  they are is doubtful.
 */
#include "base/compat.h"

#include "history/history_absorb.h"
#include "history/history_names.h"
#include "history/history_settle.h"
#include "history/history_units.h"
#include "history/string_index.h"

#include "common/hashfn.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/memutils.h"

/* leaves of the past and of the scan that have the same known labels */
typedef struct Meeting
{
	const char *labels;
	uint32		hash;
	char		status;
	int			npast;
	int		   *past;
	int			nnow;
	int		   *now;
} Meeting;

#define SH_PREFIX meeting
#define SH_ELEMENT_TYPE Meeting
#define SH_KEY_TYPE const char *
#define SH_KEY labels
#define SH_HASH_KEY(tb, key) hash_bytes((const unsigned char *) (key), strlen(key))
#define SH_EQUAL(tb, a, b) (strcmp((a), (b)) == 0)
#define SH_SCOPE static inline
#define SH_STORE_HASH
#define SH_GET_HASH(tb, a) (a)->hash
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* labels of dimensions that leaves there before and the scan both know */
static char *
CommonLabels(const Absorbing *absorbing, const PastLeaf *past, const ScanLeaf *now)
{
	StringInfoData key;

	initStringInfo(&key);
	for (int d = 0; d < absorbing->history->ndims; d++)
	{
		if (absorbing->known_before[d] && absorbing->dim[d] >= 0)
			AppendLabel(&key, past ? past->label[d] :
						now->label[absorbing->dim[d]]);
	}
	return key.data;
}

/* what is there of leaves that meet, with room for all of it */
static int
ListPresences(Absorbing *absorbing, const Meeting *meeting, Presence **list, int *npast)
{
	History    *history = absorbing->history;
	Size		most = 0;
	int			n = 0;

	for (int i = 0; i < meeting->npast; i++)
		most += history->leaf[meeting->past[i]].nunits;
	for (int i = 0; i < meeting->nnow; i++)
		most += absorbing->scan->leaf[meeting->now[i]].nentries;
	*list = palloc_extended(Max(most, 1) * sizeof(Presence), MCXT_ALLOC_HUGE);
	for (int i = 0; i < meeting->npast; i++)
	{
		const PastLeaf *leaf = &history->leaf[meeting->past[i]];

		for (int u = 0; u < leaf->nunits; u++)
		{
			if (UnitStretchOf(LeafUnit(history, leaf, u)).until == 0)
				(*list)[n++] = (Presence) {false, meeting->past[i], u, NULL};
		}
	}
	*npast = n;
	for (int i = 0; i < meeting->nnow; i++)
	{
		const ScanLeaf *leaf = &absorbing->scan->leaf[meeting->now[i]];

		for (int e = 0; e < leaf->nentries; e++)
			(*list)[n++] = (Presence) {true, meeting->now[i], e,
				ScanEntry(absorbing->scan, leaf, e) + 1};
	}
	return n;
}

/* how many from the first one on are alike */
static int
SameFrom(Absorbing *absorbing, const Presence *list, int first, int end)
{
	int			n = 1;

	while (first + n < end && ComparePresences(&list[first], &list[first + n], absorbing) == 0)
		n++;
	return n;
}

/*
 * Goes through both sorted lists; tags of past units are copied, since units
 * move when others are added.
 */
static void
SettleMeeting(Absorbing *absorbing, const Meeting *meeting)
{
	int			ncolumns = absorbing->history->ncolumns;
	Presence   *list;
	int			npast;
	int			n = ListPresences(absorbing, meeting, &list, &npast);
	uint64	   *tags = palloc_extended((Size) Max(npast, 1) * Max(ncolumns, 1) * sizeof(uint64),
									   MCXT_ALLOC_HUGE);
	int			i = 0;
	int			j = npast;

	for (int p = 0; p < npast; p++)
	{
		list[p].tag = tags + (Size) p * ncolumns;
		memcpy(tags + (Size) p * ncolumns, PresentUnit(absorbing, &list[p]) + 2,
			   ncolumns * sizeof(uint64));
	}
	qsort_arg(list, npast, sizeof(Presence), ComparePresences, absorbing);
	qsort_arg(list + npast, n - npast, sizeof(Presence), ComparePresences, absorbing);
	while (i < npast || j < n)
	{
		int			cmp = i == npast ? 1 : -1;
		int			ni;
		int			nj;

		CHECK_FOR_INTERRUPTS();
		if (i < npast && j < n)
			cmp = ComparePresences(&list[i], &list[j], absorbing);
		ni = cmp > 0 ? 0 : SameFrom(absorbing, list, i, npast);
		nj = cmp < 0 ? 0 : SameFrom(absorbing, list, j, n);
		SettleGroup(absorbing, &list[i], ni, &list[j], nj);
		i += ni;
		j += nj;
	}
	pfree(list);
	pfree(tags);
}

static int *
Meet(meeting_hash *meetings, char *labels, bool now)
{
	bool		found;
	Meeting    *meeting = meeting_insert(meetings, labels, &found);
	int		  **list;
	int		   *n = now ? &meeting->nnow : &meeting->npast;

	if (!found)
	{
		meeting->npast = meeting->nnow = 0;
		meeting->past = palloc(sizeof(int));
		meeting->now = palloc(sizeof(int));
	}
	else
		pfree(labels);
	list = now ? &meeting->now : &meeting->past;
	if (*n > 0 && (*n & (*n - 1)) == 0)
		*list = repalloc_huge(*list, 2 * (Size) *n * sizeof(int));
	return &(*list)[(*n)++];
}

/* which of its leaves meet which of the scan's; and where each leaf is */
static meeting_hash *
ArrangeMeetings(Absorbing *absorbing)
{
	History    *history = absorbing->history;
	meeting_hash *meetings = meeting_create(CurrentMemoryContext, 1024, NULL);

	absorbing->places = stringindex_create(CurrentMemoryContext, Max(history->nleaves, 1024), NULL);
	for (int i = 0; i < history->nleaves; i++)
	{
		PastLeaf   *leaf = &history->leaf[i];
		bool		there = false;
		bool		found;

		for (int u = 0; u < leaf->nunits && !there; u++)
			there = UnitStretchOf(LeafUnit(history, leaf, u)).until == 0;
		if (there)
			*Meet(meetings, CommonLabels(absorbing, leaf, NULL), false) = i;
		stringindex_insert(absorbing->places, AllLabels(history, leaf->label), &found)->number = i;
		leaf->seen = -1;
	}
	for (int i = 0; i < absorbing->scan->nleaves; i++)
		*Meet(meetings, CommonLabels(absorbing, NULL, &absorbing->scan->leaf[i]), true) = i;
	return meetings;
}

static bool *
CopyFlags(const bool *flag, int n)
{
	bool	   *copy = palloc(Max(n, 1) * sizeof(bool));

	for (int i = 0; i < n; i++)
		copy[i] = flag[i];
	return copy;
}

void
HistoryAbsorb(History *history, const ScanSpec *spec, const SourceScan *scan)
{
	Absorbing	absorbing = {.history = history,.scan = scan,.last_past = -2};
	meeting_hash *meetings;
	meeting_iterator iterator;
	Meeting    *meeting;

	int			namounts = history->namounts;

	history->nscans++;
	HistoryNote(history, spec, &absorbing.dim, &absorbing.column, &absorbing.amount);
	absorbing.known_before = CopyFlags(history->dim_known, history->ndims);
	absorbing.column_before = CopyFlags(history->column_known, history->ncolumns);
	absorbing.amount_before = palloc(MOST_AMOUNTS * sizeof(bool));
	for (int m = 0; m < history->namounts; m++)
		absorbing.amount_before[m] = m < namounts;
	absorbing.before = palloc(UnitStride(history) * sizeof(uint64));
	meetings = ArrangeMeetings(&absorbing);
	meeting_start_iterate(meetings, &iterator);
	while ((meeting = meeting_iterate(meetings, &iterator)) != NULL)
		SettleMeeting(&absorbing, meeting);
	for (int i = 0; i < history->nleaves; i++)
		TidyUnits(history, &history->leaf[i]);
	for (int d = 0; d < history->ndims; d++)
		history->dim_known[d] = absorbing.dim[d] >= 0;
	for (int c = 0; c < history->ncolumns; c++)
		history->column_known[c] = absorbing.column[c] >= 0;
}
