/*
 * history_settle.c
 *		Which reports of a group went on.  See history_absorb.c for the rules.
 *
 * Amounts are no names of reports either.  Where the same reports are there and
 * the amount is another one, the difference is a unit of no reports with an
 * amount of its own, which came.  What that means for sums is settled when they are
 * asked for, see joint_layers.c.
 */
#include "base/compat.h"

#include "history/history_names.h"
#include "history/history_settle.h"
#include "history/history_units.h"

#include "utils/memutils.h"

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
		const Presence *now, const uint64 *before, const Amount *amount)
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
	for (int m = 0; m < history->namounts; m++)
		PutAmount(UnitAmount(history, unit, m), amount[m]);
}

uint64 *
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
BeginUnit(Absorbing *absorbing, const Presence *now, int64 reports, bool doubtful,
		  const Amount *amount)
{
	UnitStretch stretch = {absorbing->history->nscans, 0, doubtful};

	AddUnit(absorbing, LeafFor(absorbing, -1, now->leaf), reports, stretch, now, NULL, amount);
}

/* the amounts of an entry of the scan; 0 of a column that was not read */
static void
AmountsNow(const Absorbing *absorbing, const Presence *now, Amount *amount)
{
	const SourceScan *scan = absorbing->scan;
	const uint64 *entry = ScanEntry(scan, &scan->leaf[now->leaf], now->index);

	for (int m = 0; m < absorbing->history->namounts; m++)
		amount[m] = absorbing->amount[m] < 0 ? 0 :
			AmountAt(entry + ScanAmount(scan->ncolumns, absorbing->amount[m]));
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
 * So many reports of the unit go on as what is there now, with these amounts: in
 * another leaf, or with more tags, where more is known of them.  False where
 * the unit stays as it is.
 */
static bool
ContinueUnit(Absorbing *absorbing, const Presence *past, const Presence *now, int64 reports,
			 const Amount *amount)
{
	History    *history = absorbing->history;
	int			leaf = LeafFor(absorbing, past->leaf, now->leaf);
	uint64	   *unit = PresentUnit(absorbing, past);
	bool		same = leaf == past->leaf && unit[0] == (uint64) reports &&
		SameTags(absorbing, past, now);

	for (int m = 0; m < history->namounts; m++)
		same &= AmountAt(UnitAmount(history, unit, m)) == amount[m];
	if (same)
		return false;
	memcpy(absorbing->before, unit, UnitStride(history) * sizeof(uint64));
	unit[0] -= (uint64) reports;
	for (int m = 0; m < history->namounts; m++)
		PutAmount(UnitAmount(history, unit, m),
				  AmountAt(UnitAmount(history, unit, m)) - amount[m]);
	AddUnit(absorbing, leaf, reports, UnitStretchOf(absorbing->before), now,
			absorbing->before + 2, amount);
	return true;
}

/*
 * The amounts of reports that go on: where all of the unit do and nothing else
 * can be meant, those that it had, so that what changed is an amount of its
 * own; else those that are there now.  Takes them from what is left of now.  Of
 * a column that is read for the first time the unit had what is there now.
 */
static void
AmountsThatGoOn(Absorbing *absorbing, const Presence *past, bool whole, Amount *left,
				Amount *amount)
{
	History    *history = absorbing->history;
	uint64	   *unit = PresentUnit(absorbing, past);

	for (int m = 0; m < history->namounts; m++)
	{
		uint64	   *had = UnitAmount(history, unit, m);

		if (!absorbing->amount_before[m])
			PutAmount(had, left[m]);
		if (absorbing->amount[m] < 0)
			amount[m] = whole ? AmountAt(had) : 0;
		else
		{
			amount[m] = whole ? AmountAt(had) : left[m];
			left[m] -= amount[m];
		}
	}
}

static bool
AnyAmount(const Absorbing *absorbing, const Amount *amount)
{
	for (int m = 0; m < absorbing->history->namounts; m++)
	{
		if (amount[m] != 0)
			return true;
	}
	return false;
}

/* past ones first, oldest first; by leaf, so that those of one stand together */
int
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
	Amount		left[MOST_AMOUNTS];
	Amount		amount[MOST_AMOUNTS];

	for (int n = 0; n < nnow; n++)
	{
		int64		left_now = PresentReports(absorbing, &now[n]);

		AmountsNow(absorbing, &now[n], left);
		/* a unit of no reports is a change of amounts, and goes on with the others */
		while (p < npast && (left_now > 0 || left_past == 0))
		{
			int64		reports = Min(left_now, left_past);
			bool		ends = reports == left_past;

			AmountsThatGoOn(absorbing, &past[p], ends && nnow == 1, left, amount);
			if (ContinueUnit(absorbing, &past[p], &now[n], reports, amount) && ends)
				EndUnit(absorbing, &past[p], false);
			left_now -= reports;
			left_past -= reports;
			if (left_past == 0 && ++p < npast)
				left_past = PresentReports(absorbing, &past[p]);
		}
		if (left_now > 0 || AnyAmount(absorbing, left))
			BeginUnit(absorbing, &now[n], left_now, false, left);
	}
	/* emptied units go when the leaf is tidied */
	for (; p < npast; p++)
		EndUnit(absorbing, &past[p], false);
}

void
SettleGroup(Absorbing *absorbing, const Presence *past, int npast,
			const Presence *now, int nnow)
{
	int64		reports_past = 0;
	int64		reports_now = 0;
	bool		certain;
	Amount		amount[MOST_AMOUNTS];

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
	{
		AmountsNow(absorbing, &now[i], amount);
		BeginUnit(absorbing, &now[i], PresentReports(absorbing, &now[i]), true, amount);
	}
}
