/*
 * joint_share.c
 *		What contributors have in sums of amounts, and which sums a rule hides.
 */
#include "base/compat.h"

#include "joint/joint_layers.h"
#include "joint/joint_share.h"
#include "weigh/weigh.h"

#include "miscadmin.h"
#include "utils/memutils.h"

typedef struct Sharing
{
	const History *history;
	JointSystem *system;
	int			amount;			/* whose sums they are */
	int			contributor;	/* column of the history */
	ShareRule	rule;
	int		   *nrows;			/* of each column, not hidden */
	int64	   *start;			/* of each column's holdings */
	Holding    *held;
} Sharing;

static int
CompareNumbers(const void *a, const void *b)
{
	uint64		ta = *(const uint64 *) a;
	uint64		tb = *(const uint64 *) b;

	return (ta > tb) - (ta < tb);
}

/* what everybody has in a column, by tags, ascending: nobody's counts for nothing */
static TaggedHolding *
HoldingsOf(const Sharing *sharing, int column, int *n)
{
	const JointSystem *system = sharing->system;
	int64		first = system->unit_start[column];
	int64		end = system->unit_start[column + 1];
	TaggedHolding *held = palloc_extended(Max(end - first, 1) * sizeof(TaggedHolding),
										  MCXT_ALLOC_HUGE);
	int			all = 0;

	for (int64 i = first; i < end; i++)
	{
		const PastLeaf *leaf = &sharing->history->leaf[system->unit_leaf[i]];
		const uint64 *unit = LeafUnit(sharing->history, leaf, system->unit[i]);
		uint64		tag = unit[2 + sharing->contributor];

		if (tag != 0 && AmountAt(UnitAmount(sharing->history, unit, sharing->amount)) != 0)
			held[all++] = HoldingOf(sharing->history, unit, sharing->amount, tag);
	}
	*n = MergeTagged(held, all);
	return held;
}

static void
CountShown(Sharing *sharing, const bool *hidden)
{
	const ProofSystem *proof = &sharing->system->proof;

	sharing->nrows = palloc_extended(Max(proof->ncolumns, 1) * sizeof(int),
									 MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (int r = 0; r < proof->nrows; r++)
	{
		for (int64 i = proof->row_start[r]; i < proof->row_start[r + 1] && !hidden[r]; i++)
			sharing->nrows[proof->row_column[i]]++;
	}
}

/* nothing can be combined with a sum that is shown of reports that are in no other */
static bool
IsAlone(const Sharing *sharing, int row)
{
	const int64_t *start = &sharing->system->proof.row_start[row];

	return start[1] - start[0] == 1 &&
		sharing->nrows[sharing->system->proof.row_column[start[0]]] == 1;
}

/* does anybody lack something in the column by itself? */
static bool
ColumnLacks(const Sharing *sharing, int column)
{
	int			n;
	TaggedHolding *tagged = HoldingsOf(sharing, column, &n);
	Share		share = {.n = n};
	Surplus    *largest = palloc((Max(sharing->rule.helpers, sharing->rule.n) + 1) *
								 sizeof(Surplus));
	bool		lacks;

	share.held = palloc_extended(Max(n, 1) * sizeof(Holding), MCXT_ALLOC_HUGE);
	for (int i = 0; i < n; i++)
	{
		share.held[i] = tagged[i].holding;
		share.held[i].person = i;
	}
	WeighShare(&sharing->rule, &share, largest);
	lacks = ShareLacks(&sharing->rule, &share);
	pfree(largest);
	pfree(share.held);
	pfree(tagged);
	return lacks;
}

/* sums that are alone are judged alone; says whether any was hidden */
static bool
HideAlone(Sharing *sharing, const int *cost, bool *hidden)
{
	ProofSystem *proof = &sharing->system->proof;
	bool		any = false;

	for (int r = 0; r < proof->nrows; r++)
	{
		CHECK_FOR_INTERRUPTS();
		if (hidden[r] || cost[r] < 0 || !IsAlone(sharing, r) ||
			!ColumnLacks(sharing, proof->row_column[proof->row_start[r]]))
			continue;
		proof->reason[r] = (ProofReason) {0, 0};
		hidden[r] = any = true;
	}
	return any;
}

/* people get numbers instead of tags */
static void
NumberPeople(Sharing *sharing, const uint64 *tag, int64 n)
{
	uint64	   *sorted = palloc_extended(Max(n, 1) * sizeof(uint64), MCXT_ALLOC_HUGE);
	int			different = 0;

	memcpy(sorted, tag, n * sizeof(uint64));
	qsort(sorted, n, sizeof(uint64), CompareNumbers);
	for (int64 i = 0; i < n; i++)
	{
		if (different == 0 || sorted[different - 1] != sorted[i])
			sorted[different++] = sorted[i];
	}
	for (int64 i = 0; i < n; i++)
		sharing->held[i].person = (int) ((uint64 *) bsearch(&tag[i], sorted, different,
															sizeof(uint64), CompareNumbers) - sorted);
	pfree(sorted);
}

/* the holdings of all columns that more than one sum has, or a sum with others */
static void
FormHoldings(Sharing *sharing, const bool *alone)
{
	int			ncolumns = sharing->system->proof.ncolumns;
	int64		size = 1024;
	int64		n = 0;
	uint64	   *tag = palloc_extended(size * sizeof(uint64), MCXT_ALLOC_HUGE);

	sharing->start = palloc_extended(((Size) ncolumns + 1) * sizeof(int64), MCXT_ALLOC_HUGE);
	sharing->held = palloc_extended(size * sizeof(Holding), MCXT_ALLOC_HUGE);
	for (int c = 0; c < ncolumns; c++)
	{
		TaggedHolding *some;
		int			nsome;

		sharing->start[c] = n;
		if (alone[c])
			continue;
		CHECK_FOR_INTERRUPTS();
		some = HoldingsOf(sharing, c, &nsome);
		while (n + nsome > size)
		{
			size *= 2;
			tag = repalloc_huge(tag, size * sizeof(uint64));
			sharing->held = repalloc_huge(sharing->held, size * sizeof(Holding));
		}
		for (int i = 0; i < nsome; i++, n++)
		{
			tag[n] = some[i].tag;
			sharing->held[n] = some[i].holding;
		}
		pfree(some);
	}
	sharing->start[ncolumns] = n;
	NumberPeople(sharing, tag, n);
	pfree(tag);
}

/* as they were shown, scan by scan */
static int
CompareScans(const void *va, const void *vb, void *scan)
{
	int			a = *(const int *) va;
	int			b = *(const int *) vb;
	int			sa = ((const int *) scan)[a];
	int			sb = ((const int *) scan)[b];

	if (sa != sb)
		return sa < sb ? -1 : 1;
	return (a > b) - (a < b);
}

static int
CompareCosts(const void *va, const void *vb, void *cost)
{
	int			ca = ((const int *) cost)[*(const int *) va];
	int			cb = ((const int *) cost)[*(const int *) vb];

	return (ca < cb) - (ca > cb);
}

/* rows that are not hidden: old ones in the order in which they came, then the dearest first */
static int *
OrderRows(const JointSystem *system, const int *cost, const bool *hidden, int *nold, int *n)
{
	int			nrows = system->proof.nrows;
	int		   *order = palloc_extended(Max(nrows, 1) * sizeof(int), MCXT_ALLOC_HUGE);

	*n = *nold = 0;
	for (int row = 0; row < nrows; row++)
	{
		if (!hidden[row])
			order[(*n)++] = row;
		if (!hidden[row] && cost[row] < 0)
			(*nold)++;
	}
	qsort_arg(order, *nold, sizeof(int), CompareScans, system->scan);
	qsort_arg(order + *nold, *n - *nold, sizeof(int), CompareCosts, unconstify(int *, cost));
	return order;
}

bool
HideEstimated(const History *history, JointSystem *system, int amount, const AskedOfSum *asked,
			  BucketRule rule, const int *cost, bool *hidden)
{
	const ProofSystem *proof = &system->proof;
	Sharing		sharing = {.history = history,.system = system,.amount = amount,
	.contributor = asked->contributor};
	bool	   *alone = palloc_extended(Max(proof->ncolumns, 1) * sizeof(bool),
										MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	bool		any;
	bool		all = true;
	int			nold;
	int			n;
	int		   *order;

	sharing.rule = (ShareRule) {asked->helpers, asked->rule->p_percent, 0, 0};
	if (rule == BUCKET_RULE_LARGEST)
	{
		sharing.rule.n = asked->rule->n;
		sharing.rule.most_percent = asked->rule->k_percent;
	}
	CountShown(&sharing, hidden);
	any = HideAlone(&sharing, cost, hidden);
	for (int r = 0; r < proof->nrows; r++)
	{
		/* of a hidden one others may still count the reports */
		if (hidden[r])
			continue;
		if (IsAlone(&sharing, r))
			alone[proof->row_column[proof->row_start[r]]] = true;
		else
			all = false;
	}
	if (all)
		return any;
	order = OrderRows(system, cost, hidden, &nold, &n);
	if (nold == n)
		return any;
	FormHoldings(&sharing, alone);
	return WeighSums(&system->proof, &sharing.rule, sharing.start, sharing.held, order, nold, n,
					 hidden) || any;
}
