/*
 * weigh.c
 *		What people have in sums, weighed with the server's memory and interrupts.
 */
#include "base/compat.h"

#include "weigh/weigh.h"
#include "weigh/weigh_keep_math.h"

#include "miscadmin.h"
#include "utils/memutils.h"

/* for all sums of a column by one rule: minutes */
#define WEIGH_WORK INT64CONST(20000000000)

static void *
Resize(void *memory, size_t size)
{
	if (memory == NULL)
		return size > 0 ? palloc_extended(size, MCXT_ALLOC_HUGE) : NULL;
	if (size > 0)
		return repalloc_huge(memory, size);
	pfree(memory);
	return NULL;
}

static void
LetInterruptsThrough(void)
{
	CHECK_FOR_INTERRUPTS();
}

static int
CompareCosts(const void *va, const void *vb, void *cost)
{
	int			a = *(const int *) va;
	int			b = *(const int *) vb;
	int			ca = ((const int *) cost)[a];
	int			cb = ((const int *) cost)[b];

	if (ca != cb)
		return ca > cb ? -1 : 1;
	return (a > b) - (a < b);
}

/* rows that are not hidden: the old ones, then the dearest first */
static int *
OrderRows(const ProofSystem *system, const int *cost, const bool *hidden, int *nold, int *n)
{
	int		   *order = palloc_extended((Size) Max(system->nrows, 1) * sizeof(int),
										MCXT_ALLOC_HUGE);

	*n = *nold = 0;
	for (int pass = 0; pass < 2; pass++)
	{
		for (int r = 0; r < system->nrows; r++)
		{
			if (!hidden[r] && (cost[r] < 0) == (pass == 0))
				order[(*n)++] = r;
		}
		if (pass == 0)
			*nold = *n;
	}
	qsort_arg(order + *nold, *n - *nold, sizeof(int), CompareCosts, unconstify(int *, cost));
	return order;
}

bool
WeighSums(ProofSystem *system, const ShareRule *rule, const int64 *held_start,
		   const Holding *held, const int *cost, bool *hidden)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "sums weighed",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	Weighing	w = {.system = system,.rule = rule,.held_start = held_start,.held = held,
	.resize = Resize,.most_work = WEIGH_WORK};
	int			nold;
	int			n;
	int		   *order = OrderRows(system, cost, hidden, &nold, &n);
	bool		any = false;

	system->pause = LetInterruptsThrough;
	if (!pg_strong_random(&w.random, sizeof(w.random)))
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("could not generate random values")));
	w.random |= 1;
	StartWeighing(&w);
	KeepSums(&w, order, nold);
	for (int i = nold; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (AdmitSum(&w, order[i]))
			continue;
		hidden[order[i]] = true;
		any = true;
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	return any;
}
