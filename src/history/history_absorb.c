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

/* a unit that is still there, or an entry of the scan */
typedef struct Presence
{
	bool		now;
	int			leaf;			/* of the history, or of the scan */
	int			index;
	const uint64 *tag;			/* of each column of the history, or of the scan */
} Presence;

typedef struct Absorbing
{
	History    *history;
	const SourceScan *scan;
	int		   *dim;			/* of each of the history's: the scan's, or -1 */
	int		   *column;
	bool	   *known_before;	/* dimensions */
	bool	   *column_before;
	stringindex_hash *places;	/* of leaves, by all their labels */
	int			last_past;		/* the leaves that were asked for last, ... */
	int			last_now;
	int			last_leaf;		/* ... and the answer */
	uint64	   *before;			/* room for a unit */
} Absorbing;

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

static int
AddLeaf(Absorbing *absorbing, char **label)
{
	History    *history = absorbing->history;
	PastLeaf   *leaf;

	if (history->nleaves == history->max_leaves)
	{
		history->max_leaves *= 2;
		history->leaf = repalloc_huge(history->leaf,
									  (Size) history->max_leaves * sizeof(PastLeaf));
	}
	leaf = &history->leaf[history->nleaves];
	memset(leaf, 0, sizeof(PastLeaf));
	leaf->label = label;
	leaf->region = palloc(Max(history->nreleases, 1) * sizeof(int));
	for (int r = 0; r < history->nreleases; r++)
		leaf->region[r] = -1;
	leaf->size = 4;
	leaf->unit = palloc(leaf->size * UnitStride(history) * sizeof(uint64));
	leaf->seen = -1;
	return history->nleaves++;
}

/*
 * The leaf for what stands in one of the scan's and, where past is not -1, was
 * in one of the past's before: with all labels that are known of it, and in the
 * same regions, whoever came there first.
 */
static int
LeafFor(Absorbing *absorbing, int past, int now)
{
	History    *history = absorbing->history;
	const ScanLeaf *seen = &absorbing->scan->leaf[now];
	char	  **label = palloc(Max(history->ndims, 1) * sizeof(char *));
	char	   *key;
	bool		found;
	StringIndexEntry *place;

	if (past == absorbing->last_past && now == absorbing->last_now)
		return absorbing->last_leaf;
	for (int d = 0; d < history->ndims; d++)
	{
		label[d] = past >= 0 ? history->leaf[past].label[d] : NULL;
		if (absorbing->dim[d] >= 0)
			label[d] = seen->label[absorbing->dim[d]];
	}
	key = AllLabels(history, label);
	place = stringindex_insert(absorbing->places, key, &found);
	if (found)
	{
		pfree(key);
		pfree(label);
	}
	else
		place->number = AddLeaf(absorbing, label);
	for (int r = 0; past >= 0 && r < history->nreleases; r++)
	{
		if (history->leaf[place->number].region[r] < 0)
			history->leaf[place->number].region[r] = history->leaf[past].region[r];
	}
	history->leaf[place->number].seen = now;
	absorbing->last_past = past;
	absorbing->last_now = now;
	return absorbing->last_leaf = place->number;
}

static void
AddUnit(Absorbing *absorbing, int leaf, int64 reports, UnitStretch stretch,
		const Presence *now, const uint64 *before)
{
	History    *history = absorbing->history;
	uint64	   *unit = AppendUnit(history, &history->leaf[leaf]);

	unit[0] = (uint64) reports;
	unit[1] = PackStretch(stretch);
	for (int c = 0; c < history->ncolumns; c++)
	{
		unit[2 + c] = before ? before[c] : 0;
		if (absorbing->column[c] >= 0)
			unit[2 + c] = now->tag[absorbing->column[c]];
	}
}

static uint64 *
PresentUnit(const Absorbing *absorbing, const Presence *past)
{
	return LeafUnit(absorbing->history, &absorbing->history->leaf[past->leaf], past->index);
}

static int64
PresentReports(const Absorbing *absorbing, const Presence *presence)
{
	const ScanLeaf *now = &absorbing->scan->leaf[presence->leaf];

	return (int64) (presence->now ? ScanEntry(absorbing->scan, now, presence->index)[0] :
					PresentUnit(absorbing, presence)[0]);
}

static void
EndUnit(Absorbing *absorbing, const Presence *past, bool doubtful)
{
	uint64	   *unit = PresentUnit(absorbing, past);
	UnitStretch stretch = UnitStretchOf(unit);

	stretch.until = absorbing->history->nscans;
	stretch.doubtful |= doubtful;
	unit[1] = PackStretch(stretch);
}

static void
BeginUnit(Absorbing *absorbing, const Presence *now, int64 reports, bool doubtful)
{
	UnitStretch stretch = {absorbing->history->nscans, 0, doubtful};

	AddUnit(absorbing, LeafFor(absorbing, -1, now->leaf), reports, stretch, now, NULL);
}

static bool
SameTags(const Absorbing *absorbing, const Presence *past, const Presence *now)
{
	for (int c = 0; c < absorbing->history->ncolumns; c++)
	{
		if (absorbing->column[c] >= 0 && past->tag[c] != now->tag[absorbing->column[c]])
			return false;
	}
	return true;
}

/*
 * So many reports of the unit go on as what is there now: in another leaf, or
 * with more tags, where more is known of them.
 */
static void
ContinueUnit(Absorbing *absorbing, const Presence *past, const Presence *now, int64 reports)
{
	int			leaf = LeafFor(absorbing, past->leaf, now->leaf);
	uint64	   *unit = PresentUnit(absorbing, past);

	if (leaf == past->leaf && unit[0] == (uint64) reports && SameTags(absorbing, past, now))
		return;
	memcpy(absorbing->before, unit, UnitStride(absorbing->history) * sizeof(uint64));
	unit[0] -= (uint64) reports;
	AddUnit(absorbing, leaf, reports, UnitStretchOf(absorbing->before), now,
			absorbing->before + 2);
}

/* past ones first, oldest first; by leaf, so that those of one stand together */
static int
ComparePresences(const void *va, const void *vb, void *arg)
{
	const Absorbing *absorbing = arg;
	const Presence *a = va;
	const Presence *b = vb;

	for (int c = 0; c < absorbing->history->ncolumns; c++)
	{
		uint64		ta;
		uint64		tb;

		if (!absorbing->column_before[c] || absorbing->column[c] < 0)
			continue;
		ta = a->tag[a->now ? absorbing->column[c] : c];
		tb = b->tag[b->now ? absorbing->column[c] : c];
		if (ta != tb)
			return ta < tb ? -1 : 1;
	}
	return 0;
}

/* one after the other, as many as there are: only where it is certain which */
static void
ContinueGroup(Absorbing *absorbing, const Presence *past, int npast,
			  const Presence *now, int nnow)
{
	int			p = 0;
	int64		left_past = npast > 0 ? PresentReports(absorbing, &past[0]) : 0;

	for (int n = 0; n < nnow; n++)
	{
		int64		left_now = PresentReports(absorbing, &now[n]);

		while (left_now > 0 && p < npast)
		{
			int64		reports = Min(left_now, left_past);

			ContinueUnit(absorbing, &past[p], &now[n], reports);
			left_now -= reports;
			left_past -= reports;
			if (left_past == 0 && ++p < npast)
				left_past = PresentReports(absorbing, &past[p]);
		}
		if (left_now > 0)
			BeginUnit(absorbing, &now[n], left_now, false);
	}
	/* emptied units go when the leaf is tidied */
	for (; p < npast; p++)
		EndUnit(absorbing, &past[p], false);
}

static void
SettleGroup(Absorbing *absorbing, const Presence *past, int npast,
			const Presence *now, int nnow)
{
	int64		reports_past = 0;
	int64		reports_now = 0;
	bool		certain;

	for (int i = 0; i < npast; i++)
		reports_past += PresentReports(absorbing, &past[i]);
	for (int i = 0; i < nnow; i++)
		reports_now += PresentReports(absorbing, &now[i]);
	certain = npast == 0 || nnow == 0 ||
		(npast == 1 && (nnow == 1 || reports_now <= reports_past)) ||
		(nnow == 1 && reports_now >= reports_past);
	if (certain)
	{
		ContinueGroup(absorbing, past, npast, now, nnow);
		return;
	}
	for (int i = 0; i < npast; i++)
		EndUnit(absorbing, &past[i], true);
	for (int i = 0; i < nnow; i++)
		BeginUnit(absorbing, &now[i], PresentReports(absorbing, &now[i]), true);
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

	history->nscans++;
	HistoryNote(history, spec, &absorbing.dim, &absorbing.column);
	absorbing.known_before = CopyFlags(history->dim_known, history->ndims);
	absorbing.column_before = CopyFlags(history->column_known, history->ncolumns);
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
