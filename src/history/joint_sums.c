/*
 * joint_sums.c
 *		Which sums of amounts a new vintage may show beside its counts.
 *
 * The sums of a column that were ever shown are rows over columns of reports
 * that they do not tell apart, as counts are.  What is asked of them is more: a
 * firm with a large amount is known too well when the rest of a sum is small,
 * and a factor in front of a part shifts what is large.  So each column must
 * keep all rules by itself, whether its amount can be computed or not.  Then
 * every combination with any factors keeps them: the largest contributor's
 * share of it is made of his shares of columns, and in each of these the
 * others have enough beside him.
 *
 * That is exact for buckets within buckets and for vintages, where every
 * column is the difference of two sums.  For groupings that cross each other it
 * hides more than it must.
 *
 * Sums are shown with counts only, so what amounts that are all alike tell of
 * numbers of people follows from the counts already.
 */
#include "base/compat.h"

#include "history/history_names.h"
#include "history/joint_measure.h"
#include "history/joint_place.h"
#include "history/joint_sums.h"

#include "miscadmin.h"
#include "utils/memutils.h"

/* somebody's amounts in a column */
typedef struct Share
{
	uint64		tag;
	Amount		amount;
} Share;

/* what a release asks of the amounts of a column */
typedef struct AskedOfSum
{
	int			contributor;	/* column of the history */
	int			helpers;		/* that the largest contributor may have */
	const SumRule *rule;
} AskedOfSum;

typedef struct SumWork
{
	const JointVintage *vintage;	/* of counts */
	JointVintage of;			/* of this sum: with its numbers only, ... */
	Bucket	   *bucket;			/* ... of buckets that are frozen once its sum is hidden */
	JointSystem system;
	int			s;				/* in the policy of the release */
	int			nasked;
	AskedOfSum *asked;
	int64	   *start;			/* of each column's rows, ascending */
	int		   *row;
	BucketRule *broken;			/* by each column */
} SumWork;

/* the history with those numbers only that showed the sum */
static History *
NumbersWithSum(const History *history, int m)
{
	History    *with = palloc(sizeof(History));

	*with = *history;
	with->release = palloc(Max(history->nreleases, 1) * sizeof(PastRelease));
	for (int r = 0; r < history->nreleases; r++)
	{
		const PastRelease *release = &history->release[r];
		int			n = 0;

		with->release[r] = *release;
		with->release[r].number = palloc_extended(Max(release->nnumbers, 1) * sizeof(ShownNumber),
												  MCXT_ALLOC_HUGE);
		for (int i = 0; i < release->nnumbers; i++)
		{
			if ((release->number[i].sums >> m & 1) != 0)
				with->release[r].number[n++] = release->number[i];
		}
		with->release[r].nnumbers = n;
	}
	return with;
}

/* the rules of all releases that ever showed a sum of the column, or are about to */
static void
AskOfSum(SumWork *work, const char *column)
{
	const History *history = work->vintage->history;

	work->nasked = 0;
	work->asked = palloc(Max(history->nreleases, 1) * sizeof(AskedOfSum));
	for (int r = 0; r < history->nreleases; r++)
	{
		BucketPolicy *policy;

		if (!HasRules(work->vintage, r))
			continue;
		policy = PastPolicy(&history->release[r]);
		for (int s = 0; s < policy->nsums; s++)
		{
			if (strcmp(policy->sum[s].column, column) == 0)
				work->asked[work->nasked++] = (AskedOfSum)
			{
				HistoryColumn(history, history->release[r].contributor),
					Max(policy->coalition, 1), &policy->sum[s]
			};
		}
	}
}

static int
CompareTags(const void *a, const void *b)
{
	uint64		ta = ((const Share *) a)->tag;
	uint64		tb = ((const Share *) b)->tag;

	return (ta > tb) - (ta < tb);
}

static int
CompareAmounts(const void *a, const void *b)
{
	Amount		aa = ((const Share *) a)->amount;
	Amount		ab = ((const Share *) b)->amount;

	return (aa < ab) - (aa > ab);
}

/*
 * What everybody has in a column of the system, without signs, largest first.
 * False where it is not certain whose an amount is.
 */
static bool
SharesOf(const SumWork *work, int column, int contributor, Share **share, int *n)
{
	const History *history = work->vintage->history;
	const JointSystem *system = &work->system;
	int64		first = system->unit_start[column];
	int64		end = system->unit_start[column + 1];
	int			different = 0;

	*n = 0;
	*share = palloc_extended((end - first) * sizeof(Share), MCXT_ALLOC_HUGE);
	for (int64 i = first; i < end; i++)
	{
		const PastLeaf *leaf = &history->leaf[system->unit_leaf[i]];
		const uint64 *unit = LeafUnit(history, leaf, system->unit[i]);
		Amount		amount = AmountAt(UnitAmount(history, unit, work->of.amount));

		if (amount != 0 && UnitStretchOf(unit).doubtful)
			return false;
		if (amount != 0 && unit[2 + contributor] != 0)
			(*share)[(*n)++] = (Share) {unit[2 + contributor], amount};
	}
	qsort(*share, *n, sizeof(Share), CompareTags);
	for (int i = 0; i < *n; i++)
	{
		if (different > 0 && (*share)[different - 1].tag == (*share)[i].tag)
			(*share)[different - 1].amount += (*share)[i].amount;
		else
			(*share)[different++] = (*share)[i];
	}
	*n = different;
	for (int i = 0; i < different; i++)
		(*share)[i].amount = AbsAmount((*share)[i].amount);
	qsort(*share, *n, sizeof(Share), CompareAmounts);
	return true;
}

/*
 * Hundepool et al., Handbook on Statistical Disclosure Control, 4.2.2: what is
 * left without the largest and his helpers is less than p % of his; n have more
 * than k %.  Where all have nothing, that is known of each.
 */
static BucketRule
BrokenByShares(const AskedOfSum *asked, const Share *share, int n)
{
	Amount		all = 0;
	Amount		rest = 0;
	Amount		largest = 0;

	for (int i = 0; i < n; i++)
	{
		all += share[i].amount;
		if (i > asked->helpers)
			rest += share[i].amount;
		if (i < asked->rule->n)
			largest += share[i].amount;
	}
	if (all == 0 || rest * 100 < share[0].amount * asked->rule->p_percent)
		return BUCKET_RULE_DOMINANCE;
	if (asked->rule->n > 0 && largest * 100 > all * asked->rule->k_percent)
		return BUCKET_RULE_LARGEST;
	return BUCKET_RULE_NONE;
}

static BucketRule
BrokenByColumn(const SumWork *work, int column)
{
	BucketRule	broken = BUCKET_RULE_NONE;

	for (int i = 0; i < work->nasked && broken == BUCKET_RULE_NONE; i++)
	{
		Share	   *share;
		int			n;

		if (work->asked[i].contributor < 0 ||
			!SharesOf(work, column, work->asked[i].contributor, &share, &n))
			return BUCKET_RULE_CONTRIBUTORS;
		broken = BrokenByShares(&work->asked[i], share, n);
		pfree(share);
	}
	return broken;
}

/* which rule each column breaks by itself */
static void
JudgeColumns(SumWork *work)
{
	int			ncolumns = work->system.proof.ncolumns;
	bool	   *free = palloc_extended(Max(ncolumns, 1) * sizeof(bool), MCXT_ALLOC_HUGE);
	int			nunsafe;
	JointVintage asking = *work->vintage;

	/* all releases ask, whether they show the sum or not */
	asking.amount = work->of.amount;
	(void) FormMeasures(&asking, &work->system, free, &nunsafe);
	work->broken = palloc_extended(Max(ncolumns, 1) * sizeof(BucketRule), MCXT_ALLOC_HUGE);
	for (int c = 0; c < ncolumns; c++)
	{
		CHECK_FOR_INTERRUPTS();
		work->broken[c] = free[c] ? BrokenByColumn(work, c) : BUCKET_RULE_CONTRIBUTORS;
	}
}

static void
ListRows(SumWork *work)
{
	const ProofSystem *proof = &work->system.proof;
	int64		nterms = proof->row_start[proof->nrows];
	int64	   *fill;

	work->start = palloc_extended(((Size) proof->ncolumns + 1) * sizeof(int64),
								  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	work->row = palloc_extended(Max(nterms, 1) * sizeof(int), MCXT_ALLOC_HUGE);
	for (int64 i = 0; i < nterms; i++)
		work->start[proof->row_column[i] + 1]++;
	for (int c = 0; c < proof->ncolumns; c++)
		work->start[c + 1] += work->start[c];
	fill = palloc_extended(((Size) proof->ncolumns + 1) * sizeof(int64), MCXT_ALLOC_HUGE);
	memcpy(fill, work->start, ((Size) proof->ncolumns + 1) * sizeof(int64));
	for (int r = 0; r < proof->nrows; r++)
	{
		for (int64 i = proof->row_start[r]; i < proof->row_start[r + 1]; i++)
			work->row[fill[proof->row_column[i]]++] = r;
	}
	pfree(fill);
}

/* old rows come first */
static int64
OldRows(const SumWork *work, int column)
{
	int64		n = 0;

	while (work->start[column] + n < work->start[column + 1] &&
		   work->row[work->start[column] + n] < work->system.npast)
		n++;
	return n;
}

static int
CompareOldRows(const void *va, const void *vb, void *arg)
{
	const SumWork *work = arg;
	int			a = *(const int *) va;
	int			b = *(const int *) vb;
	int64		na = OldRows(work, a);
	int64		nb = OldRows(work, b);

	if (na != nb)
		return na < nb ? -1 : 1;
	return memcmp(work->row + work->start[a], work->row + work->start[b], na * sizeof(int));
}

/*
 * The new row of one of these columns whose bucket has fewest reports; -1 where
 * they have none, or one that is to be hidden already.
 */
static int
CheapestRow(const SumWork *work, const int *column, int n)
{
	int			cheapest = -1;

	for (int i = 0; i < n; i++)
	{
		for (int64 j = work->start[column[i]] + OldRows(work, column[i]);
			 j < work->start[column[i] + 1]; j++)
		{
			const Bucket *candidate = &work->bucket[work->system.bucket[work->row[j]]];

			if (candidate->frozen)
				return -1;
			if (cheapest < 0 || candidate->cell->reports <
				work->bucket[work->system.bucket[cheapest]].cell->reports)
				cheapest = work->row[j];
		}
	}
	return cheapest;
}

static void
HideSum(SumWork *work, int row, BucketRule broken)
{
	int			b = work->system.bucket[row];

	work->bucket[b].frozen = true;
	work->vintage->bucket[b].sum_broken[work->s] = broken;
}

/*
 * Hides a new sum for each column that breaks a rule: one that has the column
 * or, where it has old ones only, one that cuts it out of what they told.  What
 * older sums alone tell is known.  Says whether any was hidden.
 */
static bool
HideUnsafe(SumWork *work)
{
	int			ncolumns = work->system.proof.ncolumns;
	int		   *column = palloc_extended(Max(ncolumns, 1) * sizeof(int), MCXT_ALLOC_HUGE);
	bool		any = false;

	for (int c = 0; c < ncolumns; c++)
		column[c] = c;
	qsort_arg(column, ncolumns, sizeof(int), CompareOldRows, work);
	for (int first = 0, end; first < ncolumns; first = end)
	{
		end = first;
		while (end < ncolumns && CompareOldRows(&column[first], &column[end], work) == 0)
			end++;
		CHECK_FOR_INTERRUPTS();
		for (int i = first; i < end; i++)
		{
			bool		has_new = OldRows(work, column[i]) <
				work->start[column[i] + 1] - work->start[column[i]];
			int			row;

			if (work->broken[column[i]] == BUCKET_RULE_NONE)
				continue;
			row = has_new ? CheapestRow(work, &column[i], 1) :
				CheapestRow(work, &column[first], end - first);
			if (row < 0)
				continue;
			HideSum(work, row, work->broken[column[i]]);
			any = true;
		}
	}
	return any;
}

/* sums about places of which too much is known; says whether any was hidden */
static bool
HideInPlaces(SumWork *work)
{
	int			nplaces;
	Place	   *place = SaturatedPlaces(work->vintage, &nplaces);
	int			nrows = work->system.proof.nrows;
	int		   *cost = palloc_extended(Max(nrows, 1) * sizeof(int), MCXT_ALLOC_HUGE);
	bool	   *hidden = palloc0(Max(nrows, 1) * sizeof(bool));
	bool		any = false;

	for (int row = 0; row < nrows; row++)
		cost[row] = row < work->system.npast ? -1 :
			(int) Min(work->bucket[work->system.bucket[row]].cell->reports, PG_INT32_MAX);
	for (int i = 0; i < nplaces; i++)
		HideInPlace(work->vintage, &work->system, &place[i], cost, hidden);
	for (int row = 0; row < nrows; row++)
	{
		if (hidden[row])
			HideSum(work, row, BUCKET_RULE_SATURATION);
		any |= hidden[row];
	}
	return any;
}

/* the sums of the rows that are left, in the context of the buckets */
static void
AddUp(const SumWork *work, MemoryContext kept)
{
	const History *history = work->vintage->history;
	const ProofSystem *proof = &work->system.proof;

	for (int row = work->system.npast; row < proof->nrows; row++)
	{
		Amount		sum = 0;
		MemoryContext old;

		for (int64 i = proof->row_start[row]; i < proof->row_start[row + 1]; i++)
		{
			int			c = proof->row_column[i];

			for (int64 u = work->system.unit_start[c]; u < work->system.unit_start[c + 1]; u++)
			{
				const PastLeaf *leaf = &history->leaf[work->system.unit_leaf[u]];

				sum += AmountAt(UnitAmount(history, LeafUnit(history, leaf, work->system.unit[u]),
										   work->of.amount));
			}
		}
		old = MemoryContextSwitchTo(kept);
		work->vintage->bucket[work->system.bucket[row]].sum[work->s] = AmountText(sum);
		MemoryContextSwitchTo(old);
	}
}

static void
ShowSum(const JointVintage *vintage, int s, MemoryContext kept)
{
	const char *column = vintage->rollup->policy->sum[s].column;
	SumWork		work = {.vintage = vintage,.of = *vintage,.s = s};
	MemoryContext round = AllocSetContextCreate(CurrentMemoryContext, "round of sums",
												ALLOCSET_DEFAULT_SIZES);
	bool		again = true;

	work.of.amount = HistoryAmount(vintage->history, column);
	work.of.history = NumbersWithSum(vintage->history, work.of.amount);
	work.bucket = palloc_extended(Max(vintage->nbuckets, 1) * sizeof(Bucket), MCXT_ALLOC_HUGE);
	memcpy(work.bucket, vintage->bucket, vintage->nbuckets * sizeof(Bucket));
	work.of.bucket = work.bucket;
	AskOfSum(&work, column);
	while (again)
	{
		MemoryContext old;

		MemoryContextReset(round);
		old = MemoryContextSwitchTo(round);
		FormSystem(&work.of, &work.system);
		ListRows(&work);
		JudgeColumns(&work);
		again = HideUnsafe(&work) || HideInPlaces(&work);
		if (!again)
			AddUp(&work, kept);
		MemoryContextSwitchTo(old);
	}
}

void
ShowSums(const JointVintage *vintage)
{
	int			nsums = vintage->rollup->policy->nsums;
	MemoryContext kept = CurrentMemoryContext;
	MemoryContext work;

	for (int b = 0; b < vintage->nbuckets; b++)
	{
		Bucket	   *bucket = &vintage->bucket[b];

		bucket->nsums = nsums;
		bucket->sum = palloc0(Max(nsums, 1) * sizeof(char *));
		bucket->sum_broken = palloc0(Max(nsums, 1) * sizeof(BucketRule));
		for (int s = 0; s < nsums && bucket->frozen && bucket->old != NULL; s++)
			bucket->sum[s] = bucket->old->sum[s];
	}
	work = AllocSetContextCreate(CurrentMemoryContext, "sums", ALLOCSET_DEFAULT_SIZES);
	MemoryContextSwitchTo(work);
	for (int s = 0; s < nsums; s++)
		ShowSum(vintage, s, kept);
	MemoryContextSwitchTo(kept);
	MemoryContextDelete(work);
}

uint64
SumsShown(const JointVintage *vintage, const Bucket *bucket)
{
	uint64		shown = 0;

	for (int s = 0; s < bucket->nsums; s++)
	{
		if (bucket->sum[s] != NULL)
			shown |= UINT64CONST(1) << HistoryAmount(vintage->history,
													 vintage->rollup->policy->sum[s].column);
	}
	return shown;
}
