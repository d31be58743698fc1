/*
 * maintained_gather.c
 *		Adds up the rows of a statement by key.
 *
 * Columns are taken from the row as they are and expressions are evaluated by the
 * server's executor; the aggregate's own functions add them up: they are told
 * that an aggregate calls them, as they keep their state in place then.  Only
 * the grouping is ours.
 */
#include "base/compat.h"

#include "maintain/maintained_gather.h"

#include "common/hashfn.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "utils/datum.h"
#include "utils/memutils.h"

typedef struct ChangeEntry
{
	uint32		status;
	uint32		hash;
	KeyChange  *change;
} ChangeEntry;

/*
 * Keys in no order are all over the memory, so a batch of rows is read at once
 * and what they need is asked for before it is used.
 */
#define BATCH 64

/* of the processors that we know; only speed depends on it */
#define CACHE_LINE 64

/* so many rows of one key pay for finishing its state */
#define LONG_RUN 8

/* a column of the rows, or what is made of them */
typedef struct RowTarget
{
	AttrNumber	column;			/* 0 where it is an expression */
	ExprState  *expression;
} RowTarget;

typedef struct ReadRow
{
	Datum	   *value;			/* keys, arguments */
	bool	   *isnull;
	uint32		hash;
	bool		again;			/* the key of the row before? */
	KeyChange  *change;
} ReadRow;

typedef struct Gathering
{
	const RowReader *reader;
	MemoryContext context;		/* of changes and their states */
	Size		limit;
	struct changes_hash *table;
	KeyChange  *first;			/* of the changes, as they came */
	KeyChange **next;			/* where the next one goes */
	FunctionCallInfo call;
	FunctionCallInfo final;
	EState	   *estate;
	ExprContext *econtext;		/* its memory is of a batch */
	ExprState  *condition;
	RowTarget  *target;			/* keys, arguments */
	AttrNumber	last_column;	/* of those that are targets */
	TupleTableSlot *row[BATCH];
	ReadRow		batch[BATCH];
	const ReadRow *probe;		/* what a look-up is for */
	KeyChange  *last;			/* of the row before */
	int			run;			/* how many rows it had in a row */
} Gathering;

static inline bool SameKey(const Gathering *g, const KeyChange *change);

/* a NULL key is the one that was just read */
#define SH_PREFIX changes
#define SH_ELEMENT_TYPE ChangeEntry
#define SH_KEY_TYPE KeyChange *
#define SH_KEY change
#define SH_HASH_KEY(table, key) 0
#define SH_EQUAL(table, a, b) SameKey((const Gathering *) (table)->private_data, a)
#define SH_STORE_HASH
#define SH_GET_HASH(table, entry) (entry)->hash
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

static inline void
Prefetch(const void *address)
{
#ifdef __GNUC__
	__builtin_prefetch(address);
#endif
}

/*
 * Bytes that are the same mean the same; others may, as 1.0 and 1.00.
 */
static inline bool
SameBytes(const KeyType *key, Datum a, Datum b)
{
	return key->type->typbyval ? a == b : datumIsEqual(a, b, false, key->type->typlen);
}

static inline bool
SameKey(const Gathering *g, const KeyChange *change)
{
	for (int i = 0; i < g->reader->nkeys; i++)
	{
		const KeyType *key = &g->reader->key[i];
		Datum		value = g->probe->value[i];

		if (change->isnull[i] != g->probe->isnull[i])
			return false;
		if (!change->isnull[i] && !SameBytes(key, change->key[i], value) &&
			!DatumGetBool(FunctionCall2Coll(&key->type->eq_opr_finfo, key->collation,
											change->key[i], value)))
			return false;
	}
	return true;
}

static inline bool
PlainlySame(const Gathering *g, const ReadRow *row, const Datum *value, const bool *isnull)
{
	for (int i = 0; i < g->reader->nkeys; i++)
	{
		if (row->isnull[i] != isnull[i] ||
			(!isnull[i] && !SameBytes(&g->reader->key[i], row->value[i], value[i])))
			return false;
	}
	return true;
}

static uint32
HashOfRow(const Gathering *g, const ReadRow *row)
{
	uint32		hash = 0;

	for (int i = 0; i < g->reader->nkeys; i++)
	{
		const KeyType *key = &g->reader->key[i];

		hash = pg_rotate_left32(hash, 1);
		if (!row->isnull[i])
			hash ^= DatumGetUInt32(FunctionCall1Coll(&key->type->hash_proc_finfo, key->collation,
													 row->value[i]));
	}
	return murmurhash32(hash);
}

static KeyChange *
NewChange(Gathering *g, const ReadRow *row)
{
	int			nkeys = g->reader->nkeys;
	MemoryContext old = MemoryContextSwitchTo(g->context);
	KeyChange  *change = palloc0(offsetof(KeyChange, key) + nkeys * (sizeof(Datum) + sizeof(bool)));

	change->isnull = (bool *) &change->key[nkeys];
	for (int i = 0; i < nkeys; i++)
	{
		const TypeCacheEntry *type = g->reader->key[i].type;
		Datum		value = row->value[i];

		change->isnull[i] = row->isnull[i];
		if (change->isnull[i])
			continue;
		if (type->typlen == -1)
			value = PointerGetDatum(PG_DETOAST_DATUM_PACKED(value));
		change->key[i] = datumCopy(value, type->typbyval, type->typlen);
	}
	MemoryContextSwitchTo(old);
	*g->next = change;
	g->next = &change->next;
	return change;
}

static KeyChange *
FindChange(Gathering *g, const ReadRow *row)
{
	ChangeEntry *entry;
	bool		found;

	g->probe = row;
	entry = changes_insert_hash(g->table, NULL, row->hash, &found);
	if (!found)
		entry->change = NewChange(g, row);
	return entry->change;
}

/* as the executor does: a state that grows comes in the memory of the row */
static Datum
KeepState(Gathering *g, Datum old, Datum state)
{
	MemoryContext caller;

	if (state == old)
		return state;
	if (state == (Datum) 0)
	{
		pfree(DatumGetPointer(old));
		return state;
	}
	caller = MemoryContextSwitchTo(g->context);
	state = datumCopy(state, false, -1);
	MemoryContextSwitchTo(caller);
	if (old != (Datum) 0)
		pfree(DatumGetPointer(old));
	return state;
}

/* a call as an aggregate makes it */
static FunctionCallInfo
AggregateCall(Oid function, Expr *expression, int nargs, Oid collation)
{
	FmgrInfo   *info = palloc0(sizeof(FmgrInfo));
	FunctionCallInfo call = palloc0(SizeForFunctionCallInfo(nargs));

	fmgr_info(function, info);
	fmgr_info_set_expr((Node *) expression, info);
	InitFunctionCallInfoData(*call, info, nargs, collation, (Node *) makeNode(AggState), NULL);
	return call;
}

/* a state that is kept is finished in the memory of the row, and copied */
static Datum
FinishState(FunctionCallInfo final, Datum state)
{
	Datum		result;

	final->args[0].value = state;
	final->args[0].isnull = false;
	final->isnull = false;
	result = FunctionCallInvoke(final);
	return final->isnull ? (Datum) 0 : result;
}

/*
 * Rows by key: the state of one is finished while it is at hand, and the room
 * that it had to grow is for the next one.  It may be taken up again.
 */
static void
EndRun(Gathering *g, int side)
{
	KeyChange  *change = g->last;

	if (g->run >= LONG_RUN && change->state[side] != (Datum) 0)
	{
		change->state[side] = KeepState(g, change->state[side],
										FinishState(g->final, change->state[side]));
		change->finished[side] = true;
	}
	g->run = 0;
}

static void
AddRow(Gathering *g, const ReadRow *row, int side)
{
	KeyChange  *change = row->change;
	Datum		state;

	g->call->args[0].value = change->state[side];
	g->call->args[0].isnull = change->state[side] == (Datum) 0;
	for (int i = 0; i < NARGUMENTS; i++)
	{
		g->call->args[i + 1].value = row->value[g->reader->nkeys + i];
		g->call->args[i + 1].isnull = row->isnull[g->reader->nkeys + i];
	}
	g->call->isnull = false;
	state = FunctionCallInvoke(g->call);
	if (!g->call->isnull)
		change->state[side] = KeepState(g, change->state[side], state);
	change->finished[side] = false;
}

/* keys and arguments of a row, and where its key is looked for */
static void
TakeRow(Gathering *g, int n)
{
	ReadRow    *row = &g->batch[n];
	TupleTableSlot *slot = g->row[n];
	int			width = g->reader->nkeys + NARGUMENTS;

	slot_getsomeattrs(slot, g->last_column);
	for (int i = 0; i < width; i++)
	{
		const RowTarget *target = &g->target[i];

		if (target->column == 0)
		{
			row->value[i] = ExecEvalExpr(target->expression, g->econtext, &row->isnull[i]);
			continue;
		}
		row->value[i] = slot->tts_values[target->column - 1];
		row->isnull[i] = slot->tts_isnull[target->column - 1];
	}
	if (n > 0)
		row->again = PlainlySame(g, row, row[-1].value, row[-1].isnull);
	else
		row->again = g->last != NULL && PlainlySame(g, row, g->last->key, g->last->isnull);
	if (row->again)
		return;
	row->hash = HashOfRow(g, row);
	Prefetch(&g->table->data[row->hash & g->table->sizemask]);
}

/* how many rows that count were read: 0 at the end */
static int
ReadBatch(Gathering *g, Tuplestorestate *rows)
{
	int			n = 0;

	ResetExprContext(g->econtext);
	while (n < BATCH && tuplestore_gettupleslot(rows, true, false, g->row[n]))
	{
		MemoryContext old = MemoryContextSwitchTo(g->econtext->ecxt_per_tuple_memory);

		CHECK_FOR_INTERRUPTS();
		g->econtext->ecxt_scantuple = g->row[n];
		if (g->condition == NULL || ExecQual(g->condition, g->econtext))
			TakeRow(g, n++);
		MemoryContextSwitchTo(old);
	}
	return n;
}

static void
AddBatch(Gathering *g, int n, int side)
{
	MemoryContext old = MemoryContextSwitchTo(g->econtext->ecxt_per_tuple_memory);
	KeyChange  *found = g->last;

	for (int i = 0; i < n; i++)
	{
		const ChangeEntry *entry;

		if (g->batch[i].again)
			continue;
		entry = &g->table->data[g->batch[i].hash & g->table->sizemask];
		if (entry->status == changes_SH_IN_USE)
			Prefetch(entry->change);
	}
	for (int i = 0; i < n; i++)
	{
		ReadRow    *row = &g->batch[i];

		row->change = row->again ? found : FindChange(g, row);
		found = row->change;
		Prefetch(DatumGetPointer(found->state[side]));
		Prefetch(DatumGetPointer(found->state[side] + CACHE_LINE));
	}
	for (int i = 0; i < n; i++)
	{
		if (g->last != NULL && g->batch[i].change != g->last)
			EndRun(g, side);
		g->last = g->batch[i].change;
		g->run++;
		AddRow(g, &g->batch[i], side);
	}
	MemoryContextSwitchTo(old);
}

/* false where it takes too much memory */
static bool
GatherSide(Gathering *g, Tuplestorestate *rows, int side)
{
	bool		fits = true;
	int			n;

	/* others read it too, from places of their own */
	tuplestore_select_read_pointer(rows, tuplestore_alloc_read_pointer(rows, EXEC_FLAG_REWIND));
	tuplestore_rescan(rows);
	while (fits && (n = ReadBatch(g, rows)) > 0)
	{
		AddBatch(g, n, side);
		fits = MemoryContextMemAllocated(g->context, false) <= g->limit;
	}
	g->last = NULL;
	g->run = 0;
	for (int i = 0; i < BATCH; i++)
		ExecClearTuple(g->row[i]);
	tuplestore_select_read_pointer(rows, 0);
	return fits;
}

static void
MakeTargets(Gathering *g)
{
	ListCell   *lc;

	g->target = palloc0(list_length(g->reader->targets) * sizeof(RowTarget));
	foreach(lc, g->reader->targets)
	{
		Expr	   *expression = lfirst_node(TargetEntry, lc)->expr;
		RowTarget  *target = &g->target[foreach_current_index(lc)];

		if (IsA(expression, Var))
			target->column = ((Var *) expression)->varattno;
		else
			target->expression = ExecInitExpr(expression, NULL);
		g->last_column = Max(g->last_column, target->column);
	}
}

static void
BeginGathering(Gathering *g, const RowReader *reader, TupleDesc rows, Size limit)
{
	int			width = reader->nkeys + NARGUMENTS;

	memset(g, 0, sizeof(Gathering));
	g->reader = reader;
	g->limit = limit;
	g->context = AllocSetContextCreate(CurrentMemoryContext, "rows by key", ALLOCSET_DEFAULT_SIZES);
	g->table = changes_create(CurrentMemoryContext, 256, g);
	g->call = AggregateCall(reader->transition, reader->call, NARGUMENTS + 1,
							reader->collation);
	g->final = AggregateCall(reader->final, NULL, 1, reader->collation);
	g->estate = CreateExecutorState();
	g->econtext = GetPerTupleExprContext(g->estate);
	MakeTargets(g);
	g->next = &g->first;
	for (int i = 0; i < BATCH; i++)
	{
		g->row[i] = MakeSingleTupleTableSlot(rows, &TTSOpsMinimalTuple);
		g->batch[i].value = palloc(width * sizeof(Datum));
		g->batch[i].isnull = palloc(width * sizeof(bool));
	}
	if (reader->condition != NIL)
		g->condition = ExecInitQual(reader->condition, NULL);
}

static void
EndGathering(Gathering *g)
{
	for (int i = 0; i < BATCH; i++)
		ExecDropSingleTupleTableSlot(g->row[i]);
	FreeExecutorState(g->estate);
}

static void
ListChanges(const Gathering *g, KeyChanges *result)
{
	result->reader = g->reader;
	result->final = g->final;
	result->n = 0;
	result->change = palloc_extended(Max(g->table->members, 1) * sizeof(KeyChange *),
									 MCXT_ALLOC_HUGE);
	for (KeyChange *change = g->first; change != NULL; change = change->next)
		result->change[result->n++] = change;
	changes_destroy(g->table);
}

bool
GatherRows(const RowReader *reader, TupleDesc rows, Tuplestorestate *added,
		   Tuplestorestate *removed, Size limit, KeyChanges *result)
{
	Gathering	g;
	bool		fits;

	BeginGathering(&g, reader, rows, limit);
	fits = added == NULL || GatherSide(&g, added, ROWS_COME);
	fits = fits && (removed == NULL || GatherSide(&g, removed, ROWS_GO));
	EndGathering(&g);
	if (fits)
		ListChanges(&g, result);
	else
	{
		changes_destroy(g.table);
		MemoryContextDelete(g.context);
	}
	return fits;
}

bool
FinishChange(const KeyChanges *changes, KeyChange *change)
{
	Datum		come;
	Datum		go;

	for (int i = 0; i < NSTATES; i++)
	{
		if (change->state[i] != (Datum) 0 && !change->finished[i])
			change->state[i] = FinishState(changes->final, change->state[i]);
	}
	come = change->state[ROWS_COME];
	go = change->state[ROWS_GO];
	if (come == (Datum) 0 || go == (Datum) 0)
		return come != go;
	return !datumIsEqual(come, go, false, -1);
}
