/*
 * maintained_change.c
 *		Brings states to where they are kept.
 *
 * A key that is there is found in the index and its row updated as UPDATE does
 * it; where most rows of the table change, the index is gone through beside the
 * keys, which are in its order.  Keys that are not to be seen there are new, or
 * others are just making them: INSERT ... ON CONFLICT takes them, run by run, so
 * that all keys are locked in their order.  It takes all where the table has come
 * to have triggers or anything else that only a statement looks at.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "maintain/maintained_change.h"
#include "maintain/maintained_index.h"
#include "maintain/maintained_order.h"
#include "maintain/maintained_waiting.h"

#include "access/genam.h"
#include "access/stratnum.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/pg_am.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "optimizer/plancat.h"
#include "parser/parse_func.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

/* of so few each is looked for */
#define FEW_CHANGES 8

/* a summary that is being changed */
typedef struct Changing
{
	const Maintained *m;
	int			nkeys;
	Waiting		waiting;
	MemoryContext context;		/* of all; else one is of a key */
	EState	   *estate;
	ResultRelInfo *target;

	/* where rows are updated in place */
	Relation	kept;
	IndexScanDesc scan;			/* NULL where a statement takes all */
	KeyOrder   *order;
	bool		in_order;		/* does the scan go through all rows? */
	bool		more;			/* ... and is at one? */
	ScanKeyData key[INDEX_MAX_KEYS];
	TupleTableSlot *there;		/* found in the index */
	TupleTableSlot *latest;		/* ... where others have changed that */
	TupleTableSlot *changed;
	CommandId	command;
	FmgrInfo	merge;
	FmgrInfo	change;
	FmgrInfo	count;
} Changing;

static bool
HasOrderOfKeys(Relation index, int nkeys)
{
	for (int i = 0; i < nkeys; i++)
	{
		if (index->rd_index->indkey.values[i] != i + 1)
			return false;
	}
	return true;
}

/* NULL where there is one only that has the keys in another order */
static Relation
IndexOfKeys(const ResultRelInfo *target, int nkeys)
{
	for (int i = 0; i < target->ri_NumIndices; i++)
	{
		Relation	index = target->ri_IndexRelationDescs[i];

		if (IsKeyIndex(index, nkeys) && HasOrderOfKeys(index, nkeys))
			return index;
	}
	return NULL;
}

/*
 * Are there so many changes that going through the table costs less than finding
 * each?  At SERIALIZABLE it would have read rows that it does not need.
 */
static bool
ChangesMost(const Changing *c)
{
	BlockNumber pages;
	double		rows;
	double		visible;

	if (IsolationIsSerializable() || c->waiting.changes->n < FEW_CHANGES)
		return false;
	estimate_rel_size(c->kept, NULL, &pages, &rows, &visible);
	return rows <= 2.0 * c->waiting.changes->n;
}

/* a user may have made an index of the keys in another order */
static bool
IsInOrder(const RowReader *reader, Relation index)
{
	for (int i = 0; i < reader->nkeys; i++)
	{
		Oid			type = index->rd_opcintype[i];
		Oid			less = get_opfamily_member(index->rd_opfamily[i], type, type,
											   BTLessStrategyNumber);

		if (index->rd_indoption[i] != 0 || less != reader->key[i].type->lt_opr ||
			index->rd_indcollation[i] != reader->key[i].collation)
			return false;
	}
	return true;
}

static void
PrepareKeys(Changing *c, Relation index)
{
	for (int i = 0; i < c->nkeys; i++)
	{
		Oid			type = index->rd_opcintype[i];
		Oid			equal = get_opfamily_member(index->rd_opfamily[i], type, type,
												BTEqualStrategyNumber);

		ScanKeyEntryInitialize(&c->key[i], 0, i + 1, BTEqualStrategyNumber, type,
							   index->rd_indcollation[i], get_opcode(equal), (Datum) 0);
	}
}

static void
FindFunction(FmgrInfo *info, Oid type, const char *name, int nargs)
{
	Oid			types[] = {type, type, type};
	List	   *names = list_make2(makeString(get_namespace_name(ExtensionSchemaOid())),
								   makeString(pstrdup(name)));

	fmgr_info(LookupFuncName(names, nargs, types, false), info);
}

static void
BeginInPlace(Changing *c, Relation index)
{
	const KindWords *words = &kind_words[c->m->kind];
	Relation	kept = c->kept;
	Oid			type = TupleDescAttr(RelationGetDescr(kept), c->nkeys)->atttypid;

	FindFunction(&c->merge, type, words->merge, 2);
	FindFunction(&c->change, type, words->change, 3);
	FindFunction(&c->count, type, words->count, 1);
	CheckCmdReplicaIdentity(kept, CMD_UPDATE);
	c->there = table_slot_create(kept, NULL);
	c->latest = table_slot_create(kept, NULL);
	c->changed = MakeSingleTupleTableSlot(RelationGetDescr(kept), &TTSOpsVirtual);
	c->in_order = ChangesMost(c) && IsInOrder(c->waiting.changes->reader, index);
	if (!c->in_order)
		PrepareKeys(c, index);
	c->scan = BeginIndexScan(kept, index, GetActiveSnapshot(), c->in_order ? 0 : c->nkeys);
	if (c->in_order)
	{
		index_rescan(c->scan, NULL, 0, NULL, 0);
		c->more = index_getnext_slot(c->scan, ForwardScanDirection, c->there);
	}
	c->command = GetCurrentCommandId(true);
}

static void
EndInPlace(Changing *c)
{
	index_endscan(c->scan);
	ExecDropSingleTupleTableSlot(c->changed);
	ExecDropSingleTupleTableSlot(c->latest);
	ExecDropSingleTupleTableSlot(c->there);
}

/* goes on from the row that it is at */
static bool
FindNextRow(Changing *c, const KeyChange *change)
{
	while (c->more)
	{
		MemoryContext old;
		int			difference;

		CHECK_FOR_INTERRUPTS();
		slot_getsomeattrs(c->there, c->nkeys);
		difference = CompareKeys(c->order, c->there->tts_values, c->there->tts_isnull, change);
		if (difference >= 0)
			return difference == 0;
		old = MemoryContextSwitchTo(c->context);
		c->more = index_getnext_slot(c->scan, ForwardScanDirection, c->there);
		MemoryContextSwitchTo(old);
	}
	return false;
}

static bool
FindRow(Changing *c, const KeyChange *change)
{
	MemoryContext old;
	bool		found;

	if (c->in_order)
		return FindNextRow(c, change);
	/* the index remembers where it has been */
	old = MemoryContextSwitchTo(c->context);
	for (int i = 0; i < c->nkeys; i++)
	{
		c->key[i].sk_argument = change->key[i];
		c->key[i].sk_flags = change->isnull[i] ? SK_ISNULL | SK_SEARCHNULL : 0;
	}
	index_rescan(c->scan, c->key, c->nkeys, NULL, 0);
	found = index_getnext_slot(c->scan, ForwardScanDirection, c->there);
	MemoryContextSwitchTo(old);
	return found;
}

/*
 * The state that a row has then; 0 where no row of the source is left in it.
 */
static Datum
ChangedState(Changing *c, const KeyChange *change, TupleTableSlot *row)
{
	LOCAL_FCINFO(fcinfo, NSTATES + 1);
	bool		isnull;
	Datum		state = slot_getattr(row, c->nkeys + 1, &isnull);

	if (change->state[ROWS_GO] == (Datum) 0)
		return FunctionCall2(&c->merge, state, change->state[ROWS_COME]);
	InitFunctionCallInfoData(*fcinfo, &c->change, NSTATES + 1, InvalidOid, NULL, NULL);
	fcinfo->args[0].value = state;
	fcinfo->args[0].isnull = isnull;
	for (int i = 0; i < NSTATES; i++)
	{
		fcinfo->args[i + 1].value = change->state[i];
		fcinfo->args[i + 1].isnull = change->state[i] == (Datum) 0;
	}
	state = FunctionCallInvoke(fcinfo);
	return DatumGetInt64(FunctionCall1(&c->count, state)) == 0 ? (Datum) 0 : state;
}

static TM_Result
WriteRow(Changing *c, TupleTableSlot *row, Datum state, TM_FailureData *failure)
{
	TU_UpdateIndexes indexes;
	LockTupleMode mode;
	TM_Result	result;

	if (state == (Datum) 0)
	{
		CheckCmdReplicaIdentity(c->kept, CMD_DELETE);
		return RemoveVersion(c->kept, &row->tts_tid, c->command, GetActiveSnapshot(), failure);
	}
	slot_getallattrs(row);
	ExecClearTuple(c->changed);
	memcpy(c->changed->tts_values, row->tts_values, row->tts_nvalid * sizeof(Datum));
	memcpy(c->changed->tts_isnull, row->tts_isnull, row->tts_nvalid * sizeof(bool));
	c->changed->tts_values[c->nkeys] = state;
	ExecStoreVirtualTuple(c->changed);
	result = PutNewVersion(c->kept, &row->tts_tid, c->changed, c->command, GetActiveSnapshot(),
						   failure, &mode, &indexes);
	if (result == TM_Ok && indexes != TU_None)
	{
		list_free(EnterNewVersion(c->target, c->changed, c->estate, indexes));
		ResetPerTupleExprContext(c->estate);
	}
	return result;
}

static void
RaiseState(const Changing *c, TM_Result state)
{
	elog(ERROR, "unexpected state %d of a row of \"%s\"", (int) state,
		 RelationGetRelationName(c->kept));
}

/*
 * Others have changed or deleted a row since: its latest version, locked, or
 * false where it is gone.
 */
static bool
LockLatest(Changing *c, const TupleTableSlot *row)
{
	TM_FailureData failure;
	ItemPointerData place = row->tts_tid;
	TM_Result	result;

	if (IsolationUsesXactSnapshot())
		ereport(ERROR,
				(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
				 errmsg("could not serialize access due to concurrent update"),
				 errhint("Repeat the transaction.")));
	result = table_tuple_lock(c->kept, &place, GetActiveSnapshot(), c->latest, c->command,
							  LockTupleNoKeyExclusive, LockWaitBlock,
							  TUPLE_LOCK_FLAG_FIND_LAST_VERSION, &failure);
	if (result != TM_Ok && result != TM_Deleted)
		RaiseState(c, result);
	return result == TM_Ok;
}

/* false where the row is gone */
static bool
ChangeRow(Changing *c, const KeyChange *change)
{
	TupleTableSlot *row = c->there;

	for (;;)
	{
		TM_FailureData failure;
		TM_Result	result = WriteRow(c, row, ChangedState(c, change, row), &failure);

		if (result == TM_Ok)
			return true;
		if (result != TM_Updated && result != TM_Deleted)
			RaiseState(c, result);
		if (!LockLatest(c, row))
			return false;
		row = c->latest;
	}
}

/* in the memory of a key */
static void
ChangeKey(Changing *c, KeyChange *change)
{
	bool		found;

	if (!FinishChange(c->waiting.changes, change))
		return;
	found = c->scan != NULL && FindRow(c, change);
	if (found)
		FlushWaiting(&c->waiting);
	if (!found || !ChangeRow(c, change))
		Wait(&c->waiting, change);
}

static void
BeginChanging(Changing *c, const Maintained *m, const RowReader *reader)
{
	Relation	index = NULL;

	c->m = m;
	c->nkeys = m->nkeys;
	c->context = CurrentMemoryContext;
	c->kept = table_open(m->kept, RowExclusiveLock);
	c->estate = CreateExecutorState();
	c->target = makeNode(ResultRelInfo);
	InitResultRelInfo(c->target, c->kept, 0, NULL, 0);
	ExecOpenIndices(c->target, false);
	if (!NeedsStatement(c->kept, reader))
		index = IndexOfKeys(c->target, m->nkeys);
	if (index != NULL)
		BeginInPlace(c, index);
}

static void
EndChanging(Changing *c)
{
	if (c->scan != NULL)
		EndInPlace(c);
	ExecCloseIndices(c->target);
	FreeExecutorState(c->estate);
	table_close(c->kept, NoLock);
}

void
ChangeKept(const Maintained *m, KeyChanges *changes, ChangePlans *plans)
{
	Changing   *c = palloc0(sizeof(Changing));
	MemoryContext old = CurrentMemoryContext;
	MemoryContext of_key = AllocSetContextCreate(old, "key", ALLOCSET_DEFAULT_SIZES);

	c->order = MakeKeyOrder(changes->reader);
	SortChanges(changes, c->order);
	BeginWaiting(&c->waiting, m, changes, plans);
	BeginChanging(c, m, changes->reader);
	for (int i = 0; i < changes->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		MemoryContextReset(of_key);
		MemoryContextSwitchTo(of_key);
		ChangeKey(c, changes->change[i]);
	}
	MemoryContextSwitchTo(old);
	EndChanging(c);
	EndWaiting(&c->waiting);
	MemoryContextDelete(of_key);
}
