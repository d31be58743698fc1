/*
 * maintained_enqueue.c
 *		Appends states to what a deferred summary has waiting.
 *
 * The table has no index and no order, so many rows are written at once, as COPY
 * does.
 */
#include "base/compat.h"

#include "maintain/maintained_change.h"

#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "utils/memutils.h"
#include "utils/rel.h"

/* rows that are written at once */
#define BATCH 256

/* fills slots, whose states are in the current memory; gives the next change */
static int
FillBatch(KeyChanges *changes, int next, TupleTableSlot **slot, int *n)
{
	*n = 0;
	for (; next < changes->n && *n < BATCH; next++)
	{
		KeyChange  *change = changes->change[next];

		if (!FinishChange(changes, change))
			continue;
		ExecClearTuple(slot[*n]);
		FillChange(changes, change, slot[*n]->tts_values, slot[*n]->tts_isnull);
		ExecStoreVirtualTuple(slot[*n]);
		(*n)++;
	}
	return next;
}

static void
AppendAll(KeyChanges *changes, Relation delta)
{
	MemoryContext of_batch = AllocSetContextCreate(CurrentMemoryContext, "batch",
												   ALLOCSET_DEFAULT_SIZES);
	TupleTableSlot *slot[BATCH];
	int			nslots = Min(changes->n, BATCH);
	int			next = 0;

	for (int i = 0; i < nslots; i++)
		slot[i] = MakeSingleTupleTableSlot(RelationGetDescr(delta), &TTSOpsVirtual);
	while (next < changes->n)
	{
		MemoryContext old = MemoryContextSwitchTo(of_batch);
		int			n;

		CHECK_FOR_INTERRUPTS();
		next = FillBatch(changes, next, slot, &n);
		if (n > 0)
			table_multi_insert(delta, slot, n, GetCurrentCommandId(true), 0, NULL);
		MemoryContextSwitchTo(old);
		MemoryContextReset(of_batch);
	}
	for (int i = 0; i < nslots; i++)
		ExecDropSingleTupleTableSlot(slot[i]);
	MemoryContextDelete(of_batch);
}

static void
AppendByStatement(Waiting *w)
{
	for (int i = 0; i < w->changes->n; i++)
	{
		if (FinishChange(w->changes, w->changes->change[i]))
			Wait(w, w->changes->change[i]);
	}
}

void
EnqueueChanges(const Maintained *m, KeyChanges *changes, ChangePlans *plans)
{
	Waiting		waiting;
	Relation	delta = table_open(m->delta, RowExclusiveLock);

	BeginWaiting(&waiting, m, changes, plans);
	if (NeedsStatement(delta, changes->reader) || delta->rd_rel->relhasindex)
		AppendByStatement(&waiting);
	else
		AppendAll(changes, delta);
	EndWaiting(&waiting);
	table_close(delta, NoLock);
}
