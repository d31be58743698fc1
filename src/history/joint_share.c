/*
 * joint_share.c
 *		What contributors have in a column of sums, and what a rule makes of it.
 */
#include "base/compat.h"

#include "history/joint_share.h"

#include "miscadmin.h"
#include "utils/memutils.h"

/*
 * Somebody's amounts in a column: what is certainly there, and with that what may
 * be, where it is open which of his reports went on.
 */
typedef struct Share
{
	uint64		tag;
	Amount		certain;
	Amount		most;
} Share;

static int
CompareTags(const void *a, const void *b)
{
	uint64		ta = ((const Share *) a)->tag;
	uint64		tb = ((const Share *) b)->tag;

	return (ta > tb) - (ta < tb);
}

static int
CompareCertain(const void *a, const void *b)
{
	Amount		ca = ((const Share *) a)->certain;
	Amount		cb = ((const Share *) b)->certain;

	return (ca < cb) - (ca > cb);
}

static int
CompareMost(const void *a, const void *b)
{
	Amount		ma = ((const Share *) a)->most;
	Amount		mb = ((const Share *) b)->most;

	return (ma < mb) - (ma > mb);
}

/* what everybody has in a column of the system, without signs */
static Share *
SharesOf(const History *history, const JointSystem *system, int amount_column, int column,
		 int contributor, int *n)
{
	int64		first = system->unit_start[column];
	int64		end = system->unit_start[column + 1];
	Share	   *share = palloc_extended((end - first) * sizeof(Share), MCXT_ALLOC_HUGE);
	int			all = 0;

	for (int64 i = first; i < end; i++)
	{
		const PastLeaf *leaf = &history->leaf[system->unit_leaf[i]];
		const uint64 *unit = LeafUnit(history, leaf, system->unit[i]);
		Amount		amount = AmountAt(UnitAmount(history, unit, amount_column));

		if (amount == 0 || unit[2 + contributor] == 0)
			continue;
		if (UnitStretchOf(unit).doubtful)
			share[all++] = (Share) {unit[2 + contributor], 0, AbsAmount(amount)};
		else
			share[all++] = (Share) {unit[2 + contributor], amount, 0};
	}
	qsort(share, all, sizeof(Share), CompareTags);
	*n = 0;
	for (int i = 0; i < all; i++)
	{
		if (*n > 0 && share[*n - 1].tag == share[i].tag)
		{
			share[*n - 1].certain += share[i].certain;
			share[*n - 1].most += share[i].most;
		}
		else
			share[(*n)++] = share[i];
	}
	for (int i = 0; i < *n; i++)
	{
		share[i].certain = AbsAmount(share[i].certain);
		share[i].most += share[i].certain;
	}
	return share;
}

/*
 * What others than the largest and his helpers have, less p % of his, times 100
 * (Hundepool et al., Handbook on Statistical Disclosure Control, 4.2.2).
 */
static Surplus
PercentSurplus(const AskedOfSum *asked, Share *share, int n)
{
	Amount		rest = 0;
	Amount		largest = 0;

	qsort(share, n, sizeof(Share), CompareCertain);
	for (int i = 0; i < n; i++)
	{
		largest = Max(largest, share[i].most);
		if (i > asked->helpers)
			rest += share[i].certain;
	}
	return rest * 100 - largest * asked->rule->p_percent;
}

/* k % of all, less what the n largest have, times 100 */
static Surplus
LargestSurplus(const AskedOfSum *asked, Share *share, int n)
{
	Amount		all = 0;
	Amount		largest = 0;

	qsort(share, n, sizeof(Share), CompareMost);
	for (int i = 0; i < n; i++)
	{
		all += i < asked->rule->n ? share[i].most : share[i].certain;
		if (i < asked->rule->n)
			largest += share[i].most;
	}
	return all * asked->rule->k_percent - largest * 100;
}

Surplus *
SurplusesOf(const History *history, const JointSystem *system, int amount,
			const AskedOfSum *asked, BucketRule rule)
{
	int			ncolumns = system->proof.ncolumns;
	Surplus    *surplus = palloc_extended(Max(ncolumns, 1) * sizeof(Surplus), MCXT_ALLOC_HUGE);

	for (int c = 0; c < ncolumns; c++)
	{
		int			n;
		Share	   *share = SharesOf(history, system, amount, c, asked->contributor, &n);

		CHECK_FOR_INTERRUPTS();
		surplus[c] = rule == BUCKET_RULE_DOMINANCE ? PercentSurplus(asked, share, n) :
			LargestSurplus(asked, share, n);
		pfree(share);
	}
	return surplus;
}
