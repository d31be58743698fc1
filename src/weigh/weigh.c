/*
 * weigh.c
 *		What people have in sums, weighed with the server's memory and interrupts.
 */
#include "base/compat.h"

#include "proof/proof.h"
#include "weigh/weigh.h"
#include "weigh/weigh_keep_math.h"

#include "miscadmin.h"
#include "utils/memutils.h"

/* for all sums of a column by one rule: minutes */
#define WEIGH_WORK INT64CONST(20000000000)

/* searches for a way in which nothing is left uncovered by older sums */
#define KEEP_ATTEMPTS 8
#define KEEP_WORK (WEIGH_WORK / 10)

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

/* the sums that were shown before; in the current memory context, which may be reset */
static void
KeepOldSums(Weighing *w, const int *row, int n)
{
	Weighing	fresh = *w;
	bool		kept = false;

	for (int attempt = 0; attempt < KEEP_ATTEMPTS && w->work < KEEP_WORK && !kept; attempt++)
	{
		MemoryContextReset(CurrentMemoryContext);
		fresh.work = w->work;
		fresh.steps.work = w->steps.work;
		*w = fresh;
		w->seed = (uint64) attempt << 32;
		StartWeighing(w);
		kept = KeepInOrder(w, row, n);
	}
	if (!kept)
		KeepAnyhow(w, row, n);
	/* new ones by the first, as they will be gone through again */
	w->seed = 0;
}

bool
WeighSums(ProofSystem *system, const ShareRule *rule, const int64 *held_start,
		  const Holding *held, const int *order, int nold, int n, bool *hidden)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "sums weighed",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	Weighing	w = {.system = system,.rule = rule,.held_start = held_start,.held = held,
	.resize = Resize,.most_work = WEIGH_WORK};
	bool		any = false;

	system->pause = ProofPause;
	KeepOldSums(&w, order, nold);
	for (int i = nold; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (AdmitSum(&w, order[i], 0))
			continue;
		/* a search that the bound cut short has shown nothing */
		system->reason[order[i]] = (ProofReason)
		{
			w.work < w.most_work ? 0 : PROOF_TOO_MUCH_WORK, 0
		};
		hidden[order[i]] = true;
		any = true;
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	return any;
}
