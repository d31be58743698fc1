/*
 * joint_sums.c
 *		Which sums of amounts a new vintage may show beside its counts.
 *
 * The sums of a column that were ever shown are rows over columns of reports
 * that they do not tell apart, as counts are, and what they say of few people
 * is found in the same way.  What is asked of amounts is more: a firm with a
 * large one is known too well when the rest of a sum is small, and a factor in
 * front of a part shifts what is large.  So each rule is written as a surplus of
 * a column: 100 times what the others have, less p times the largest amount.  A
 * combination keeps the rule when the surpluses of its columns, each times the
 * size of its factor, are not negative together: his part of it is at most that
 * of the largest of each column, and the others' at least that of the others.
 * Columns that lack something are covered by exchanges (surplus_math.h), or a
 * sum is hidden.
 *
 * Sums are shown with counts only, so what amounts that are all alike tell of
 * numbers of people follows from the counts already.
 */
#include "base/compat.h"

#include "history/history_names.h"
#include "history/joint_measure.h"
#include "history/joint_place.h"
#include "history/joint_share.h"
#include "history/joint_sums.h"

#include "miscadmin.h"
#include "utils/memutils.h"

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
		if (HistoryColumn(history, history->release[r].contributor) < 0)
			elog(ERROR, "the contributors of a release are not in what is kept of its source");
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

/* which columns break one of the rules of one release, in combinations */
static void
JudgeByRule(SumWork *work, const AskedOfSum *asked, BucketRule rule)
{
	int			ncolumns = work->system.proof.ncolumns;
	Surplus    *surplus = SurplusesOf(work->vintage->history, &work->system, work->of.amount,
									  asked, rule);
	bool		lacking = false;

	for (int c = 0; c < ncolumns && !lacking; c++)
		lacking = surplus[c] < 0;
	if (lacking)
		ProofSurplus(&work->system.proof, surplus);
	for (int c = 0; c < ncolumns; c++)
	{
		if (surplus[c] < 0 && work->broken[c] == BUCKET_RULE_NONE)
			work->broken[c] = rule;
	}
	pfree(surplus);
}

static void
JudgeColumns(SumWork *work)
{
	work->broken = palloc_extended(Max(work->system.proof.ncolumns, 1) * sizeof(BucketRule),
								   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (int i = 0; i < work->nasked; i++)
	{
		JudgeByRule(work, &work->asked[i], BUCKET_RULE_DOMINANCE);
		if (work->asked[i].rule->n > 0)
			JudgeByRule(work, &work->asked[i], BUCKET_RULE_LARGEST);
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
 * Hides a new sum for each column that lacks something: one that has the column
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

/* marks all rows that hang together with the column */
static void
MarkTogether(const SumWork *work, int column, bool *with_row, bool *with_column, int *queue)
{
	const ProofSystem *proof = &work->system.proof;
	int			n = 0;

	with_column[column] = true;
	queue[n++] = column;
	for (int i = 0; i < n; i++)
	{
		for (int64 j = work->start[queue[i]]; j < work->start[queue[i] + 1]; j++)
		{
			int			row = work->row[j];

			if (with_row[row])
				continue;
			with_row[row] = true;
			for (int64 k = proof->row_start[row]; k < proof->row_start[row + 1]; k++)
			{
				int			other = proof->row_column[k];

				if (!with_column[other])
					queue[n++] = other;
				with_column[other] = true;
			}
		}
	}
}

/*
 * A column of old sums only can come to lack something through new sums of other
 * columns, by detours.  Hides the new sum with fewest reports of all that hang
 * together with one that the old sums left covered; says whether there was one.
 */
static bool
HideDetour(SumWork *work)
{
	ProofSystem *proof = &work->system.proof;
	BucketRule *broken = work->broken;
	int			nrows = proof->nrows;
	int			cheapest = -1;

	/* old rows come first: what do they say alone? */
	proof->nrows = work->system.npast;
	JudgeColumns(work);
	proof->nrows = nrows;
	for (int c = 0; c < proof->ncolumns && cheapest < 0; c++)
	{
		bool	   *with_row;

		if (broken[c] == BUCKET_RULE_NONE || work->broken[c] != BUCKET_RULE_NONE)
			continue;
		with_row = palloc0(Max(nrows, 1) * sizeof(bool));
		MarkTogether(work, c, with_row, palloc0(Max(proof->ncolumns, 1) * sizeof(bool)),
					 palloc(Max(proof->ncolumns, 1) * sizeof(int)));
		for (int row = work->system.npast; row < nrows; row++)
		{
			const Bucket *candidate = &work->bucket[work->system.bucket[row]];

			if (with_row[row] && !candidate->frozen &&
				(cheapest < 0 || candidate->cell->reports <
				 work->bucket[work->system.bucket[cheapest]].cell->reports))
				cheapest = row;
		}
		if (cheapest >= 0)
			HideSum(work, cheapest, broken[c]);
	}
	return cheapest >= 0;
}

/* by the reports in their buckets; -1 for old ones, which stay */
static int *
CostRows(const SumWork *work)
{
	int			nrows = work->system.proof.nrows;
	int		   *cost = palloc_extended(Max(nrows, 1) * sizeof(int), MCXT_ALLOC_HUGE);

	for (int row = 0; row < nrows; row++)
		cost[row] = row < work->system.npast ? -1 :
			(int) Min(work->bucket[work->system.bucket[row]].cell->reports, PG_INT32_MAX);
	return cost;
}

static bool
HideRows(SumWork *work, const bool *hidden, BucketRule broken)
{
	bool		any = false;

	for (int row = 0; row < work->system.proof.nrows; row++)
	{
		int			measure = work->system.proof.reason[row].measure;

		if (hidden[row])
			HideSum(work, row, broken != BUCKET_RULE_NONE ? broken :
					work->system.measure_rule[Max(measure, 0)]);
		any |= hidden[row];
	}
	return any;
}

/*
 * Sums from which anything follows about too few people, counting those with an
 * amount, or too few establishments or values; says whether any was hidden.
 */
static bool
HideFew(SumWork *work)
{
	JointVintage asking = *work->vintage;
	ProofSystem *proof = &work->system.proof;
	bool	   *free = palloc_extended(Max(proof->ncolumns, 1) * sizeof(bool), MCXT_ALLOC_HUGE);
	bool	   *hidden = palloc0(Max(proof->nrows, 1) * sizeof(bool));
	ProofFigures figures = {0};
	int			nunsafe;
	int		   *unsafe;

	/* all releases ask, whether they show the sum or not */
	asking.amount = work->of.amount;
	unsafe = FormMeasures(&asking, &work->system, free, &nunsafe);
	if (nunsafe == 0)
		return false;
	ProofHide(proof, CostRows(work), free, unsafe, nunsafe, hidden, &figures);
	return HideRows(work, hidden, BUCKET_RULE_NONE);
}

/* sums about places of which too much is known; says whether any was hidden */
static bool
HideInPlaces(SumWork *work)
{
	int			nplaces;
	Place	   *place = SaturatedPlaces(work->vintage, &nplaces);
	bool	   *hidden = palloc0(Max(work->system.proof.nrows, 1) * sizeof(bool));

	for (int i = 0; i < nplaces; i++)
		HideInPlace(work->vintage, &work->system, &place[i], CostRows(work), hidden);
	return HideRows(work, hidden, BUCKET_RULE_SATURATION);
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
		again = HideFew(&work);
		if (!again)
		{
			ListRows(&work);
			JudgeColumns(&work);
			again = HideUnsafe(&work) || HideDetour(&work) || HideInPlaces(&work);
		}
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
