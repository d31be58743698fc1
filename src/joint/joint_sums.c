/*
 * joint_sums.c
 *		Which sums of amounts a new vintage may show beside its counts.
 *
 * The sums of a column that were ever shown are rows over columns of what people have,
 * layer by layer (joint_layers.c), that they do not tell apart, as counts are, and what
 * they say of few people is found in the same way.  What is asked of amounts is more: a firm with a
 * large one is known too well when the rest of a sum is small, and a factor in
 * front of a part shifts what is large.  That is weighed for each firm, number by
 * number (src/weigh).
 *
 * Each rule takes from what those before it left.  What keeps a rule goes on keeping
 * it when others hide more, as fewer combinations are left; unless amounts of one firm
 * cancel out where groups of reports become one.  Where they may, all is asked again of
 * what is left, until nothing more is hidden.
 *
 * Sums are shown with counts only, so what amounts that are all alike tell of
 * numbers of people follows from the counts already.
 */
#include "base/compat.h"

#include "history/history_names.h"
#include "joint/joint_layers.h"
#include "joint/joint_measure.h"
#include "joint/joint_place.h"
#include "joint/joint_prove.h"
#include "joint/joint_reason.h"
#include "joint/joint_share.h"
#include "joint/joint_sums.h"

#include "miscadmin.h"
#include "utils/memutils.h"

typedef struct SumWork
{
	const JointVintage *vintage;	/* of counts */
	JointVintage asking;		/* with the units of this sum; all releases ask */
	JointVintage of;			/* with its numbers only, too, ... */
	Bucket	   *bucket;			/* ... of buckets that are frozen once its sum is hidden */
	JointSystem system;
	int			s;				/* in the policy of the release */
	int			nasked;
	AskedOfSum *asked;
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

/* one more, unless the same is asked already */
static void
AskOnce(SumWork *work, AskedOfSum more)
{
	for (int i = 0; i < work->nasked; i++)
	{
		const AskedOfSum *asked = &work->asked[i];

		if (asked->contributor == more.contributor && asked->helpers == more.helpers &&
			asked->rule->p_percent == more.rule->p_percent && asked->rule->n == more.rule->n &&
			asked->rule->k_percent == more.rule->k_percent)
			return;
	}
	work->asked[work->nasked++] = more;
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
				AskOnce(work, (AskedOfSum) {
					HistoryColumn(history, history->release[r].contributor),
					Max(policy->coalition, 1), &policy->sum[s]});
		}
	}
}

static void
HideSums(SumWork *work, const bool *hidden, const bool *before, BucketRule broken)
{
	for (int row = 0; row < work->system.proof.nrows; row++)
	{
		int			b = work->system.bucket[row];

		if (!hidden[row] || before[row])
			continue;
		work->bucket[b].frozen = true;
		work->vintage->bucket[b].sum_because[work->s] = ReasonOfSum(&work->system, row, broken);
	}
}

/*
 * Sums from which anything follows about too few people, counting those with an
 * amount, or too few establishments or values.
 */
static void
HideFew(SumWork *work, const int *cost, bool *hidden)
{
	bool	   *free = palloc_extended(Max(work->system.proof.ncolumns, 1) * sizeof(bool),
									   MCXT_ALLOC_HUGE);
	ProofFigures figures = {0};
	int			nunsafe;
	int		   *unsafe;

	unsafe = FormMeasures(&work->asking, &work->system, free, &nunsafe);
	if (nunsafe > 0)
		HideBetraying(&work->asking, &work->system, cost, free, unsafe, nunsafe, hidden, &figures);
}

/* sums about places of which too much is known */
static void
HideInPlaces(SumWork *work, const int *cost, bool *hidden)
{
	int			nplaces;
	Place	   *place = SaturatedPlaces(work->vintage, &nplaces);

	for (int i = 0; i < nplaces; i++)
		HideInPlace(&work->asking, &work->system, &place[i], cost, hidden);
}

/* may amounts of one contributor cancel out, in a group of reports? */
static bool
AmountsCancel(const SumWork *work)
{
	const History *history = work->asking.history;
	const JointSystem *system = &work->system;

	for (int64 i = 0; i < system->unit_start[system->proof.ncolumns]; i++)
	{
		const PastLeaf *leaf = &history->leaf[system->unit_leaf[i]];

		if (AmountAt(UnitAmount(history, LeafUnit(history, leaf, system->unit[i]),
								work->of.amount)) < 0)
			return true;
	}
	return false;
}

/* one rule after the other; says whether it has to be asked again of what is left */
static bool
HideByRules(SumWork *work)
{
	int			nrows = Max(work->system.proof.nrows, 1);
	int		   *cost = CostRows(&work->of, &work->system);
	bool	   *hidden = palloc_extended(nrows * sizeof(bool), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	bool	   *before = palloc_extended(nrows * sizeof(bool), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	const BucketRule rule[] = {BUCKET_RULE_DOMINANCE, BUCKET_RULE_LARGEST};

	HideFew(work, cost, hidden);
	HideSums(work, hidden, before, BUCKET_RULE_NONE);
	for (int i = 0; i < work->nasked * (int) lengthof(rule); i++)
	{
		const AskedOfSum *asked = &work->asked[i / lengthof(rule)];

		if (rule[i % lengthof(rule)] == BUCKET_RULE_LARGEST && asked->rule->n == 0)
			continue;
		memcpy(before, hidden, nrows * sizeof(bool));
		HideEstimated(work->asking.history, &work->system, work->of.amount, asked,
					  rule[i % lengthof(rule)], cost, hidden);
		HideSums(work, hidden, before, rule[i % lengthof(rule)]);
	}
	memcpy(before, hidden, nrows * sizeof(bool));
	HideInPlaces(work, cost, hidden);
	HideSums(work, hidden, before, BUCKET_RULE_SATURATION);
	for (int row = 0; row < work->system.proof.nrows; row++)
	{
		if (hidden[row])
			return AmountsCancel(work);
	}
	return false;
}

/* the sums of the rows that are left, in the context of the buckets */
static void
AddUp(const SumWork *work, MemoryContext kept)
{
	const History *history = work->asking.history;
	const ProofSystem *proof = &work->system.proof;

	for (int row = work->system.npast; row < proof->nrows; row++)
	{
		Amount		sum = 0;
		MemoryContext old;

		if (work->bucket[work->system.bucket[row]].frozen)
			continue;
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
	SumWork		work = {.vintage = vintage,.asking = *vintage,.s = s};
	MemoryContext round = AllocSetContextCreate(CurrentMemoryContext, "round of sums",
												ALLOCSET_DEFAULT_SIZES);
	bool		again = true;

	work.asking.amount = HistoryAmount(vintage->history, column);
	work.asking.history = HistoryOfLayers(vintage->history, work.asking.amount);
	work.of = work.asking;
	work.of.history = NumbersWithSum(work.asking.history, work.asking.amount);
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
		again = HideByRules(&work);
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
		bucket->sum_because = palloc0(Max(nsums, 1) * sizeof(char *));
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
