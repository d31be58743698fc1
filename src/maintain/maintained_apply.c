/*
 * maintained_apply.c
 *		The trigger of a source.
 *
 * It runs after each statement that has changed rows, on all of them at once,
 * with the rights of the owner of the summary and nobody's settings.  They are
 * added up by key in memory; where a key cannot be hashed, or there are more of
 * them than there is room for, by a query, of which the plan is kept per session,
 * summary, relation and kind of statement, and made anew for many rows, which it
 * then knows.  Where a subscription writes, the server fires triggers for rows
 * only: such a row makes a statement of its own.
 */
#include "base/compat.h"

#include "base/run_as.h"
#include "maintain/maintained.h"
#include "maintain/maintained_change.h"
#include "maintain/maintained_index.h"
#include "maintain/maintained_keeper.h"
#include "maintain/maintained_query.h"
#include "maintain/maintained_triggers.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/syscache.h"
#include "utils/tuplestore.h"

PG_FUNCTION_INFO_V1(maintain_apply);

/* from so many rows on a plan is made for them */
#define MANY_ROWS 1000

/* of work_mem, for many rows */
#define MOST_KILOBYTES (256 * 1024)

typedef struct KeptPlan
{
	Oid			relation;
	bool		adds;
	bool		removes;
	SPIPlanPtr	plan;
} KeptPlan;

typedef struct KeptReader
{
	Oid			relation;
	RowReader  *reader;		/* NULL where only a query can do it */
} KeptReader;

typedef struct Keeper
{
	int			id;				/* key of the table below */
	bool		valid;			/* nothing has changed since it was read */
	bool		checked;		/* its expressions mean what they did, and keys are found */
	int			busy;			/* firings that run it now */
	MemoryContext context;		/* of what follows; NULL before it is read */
	Maintained *m;
	List	   *plans;			/* of KeptPlan */
	List	   *readers;		/* of KeptReader */
	ChangePlans change_plans;
} Keeper;

/* what a firing of the trigger brings */
typedef struct Rows
{
	Tuplestorestate *added;
	Tuplestorestate *removed;
	int64		count;
} Rows;

static HTAB *keepers = NULL;

static void
ForgetRelation(Datum unused pg_attribute_unused(), Oid relation)
{
	HASH_SEQ_STATUS scan;
	Keeper	   *keeper;

	hash_seq_init(&scan, keepers);
	while ((keeper = hash_seq_search(&scan)) != NULL)
	{
		if (relation == InvalidOid || keeper->m == NULL || relation == keeper->m->kept ||
			relation == keeper->m->delta || relation == keeper->m->summary ||
			IsPart(keeper->m, relation))
			keeper->valid = false;
	}
}

/* a name may mean another function, operator or schema by now */
static void
ForgetNames(Datum unused, int cache pg_attribute_unused(), uint32 hash pg_attribute_unused())
{
	ForgetRelation(unused, InvalidOid);
}

/* after an error nobody has come to say that he is done */
static void
NobodyIsBusy(XactEvent event, void *unused pg_attribute_unused())
{
	HASH_SEQ_STATUS scan;
	Keeper	   *keeper;

	if (event != XACT_EVENT_COMMIT && event != XACT_EVENT_ABORT && event != XACT_EVENT_PREPARE)
		return;
	hash_seq_init(&scan, keepers);
	while ((keeper = hash_seq_search(&scan)) != NULL)
		keeper->busy = 0;
}

static void
MakeKeepers(void)
{
	HASHCTL		control = {.keysize = sizeof(int), .entrysize = sizeof(Keeper)};

	keepers = hash_create("maintained summaries", 16, &control, HASH_ELEM | HASH_BLOBS);
	CacheRegisterRelcacheCallback(ForgetRelation, (Datum) 0);
	CacheRegisterSyscacheCallback(PROCOID, ForgetNames, (Datum) 0);
	CacheRegisterSyscacheCallback(OPEROID, ForgetNames, (Datum) 0);
	CacheRegisterSyscacheCallback(NAMESPACEOID, ForgetNames, (Datum) 0);
	RegisterXactCallback(NobodyIsBusy, NULL);
}

static void
FreeKeeper(Keeper *keeper)
{
	ListCell   *lc;

	foreach(lc, keeper->plans)
		SPI_freeplan(((KeptPlan *) lfirst(lc))->plan);
	FreeChangePlans(&keeper->change_plans);
	MemoryContextDelete(keeper->context);
}

/*
 * What was known of the summary is left to those that still run it, further up,
 * and lost with them.
 */
static void
LoadKeeper(Keeper *keeper)
{
	MemoryContext old;

	if (keeper->context != NULL && keeper->busy == 0)
		FreeKeeper(keeper);
	keeper->context = AllocSetContextCreate(CacheMemoryContext, "maintained summary",
											ALLOCSET_SMALL_SIZES);
	keeper->plans = NIL;
	keeper->readers = NIL;
	memset(&keeper->change_plans, 0, sizeof(ChangePlans));
	keeper->m = NULL;
	keeper->valid = true;
	keeper->checked = false;
	old = MemoryContextSwitchTo(keeper->context);
	keeper->m = FindMaintained(keeper->id);
	MemoryContextSwitchTo(old);
}

static Keeper *
FindKeeper(int id)
{
	Keeper	   *keeper;
	bool		found;

	if (keepers == NULL)
		MakeKeepers();
	keeper = hash_search(keepers, &id, HASH_ENTER, &found);
	if (!found)
	{
		keeper->valid = false;
		keeper->busy = 0;
		keeper->context = NULL;
		keeper->m = NULL;
	}
	if (!keeper->valid || keeper->m == NULL)
		LoadKeeper(keeper);
	return keeper;
}

/*
 * A summary is kept by its own triggers.  Whoever may make triggers could make
 * more of them, on the source or elsewhere.
 */
static Keeper *
KeeperOfTrigger(const TriggerData *trigger)
{
	Keeper	   *keeper = NULL;

	if (trigger->tg_trigger->tgnargs == 1)
		keeper = FindKeeper(pg_strtoint32(trigger->tg_trigger->tgargs[0]));
	if (keeper == NULL || keeper->m == NULL ||
		!IsPart(keeper->m, RelationGetRelid(trigger->tg_relation)) ||
		!IsMaintainedTrigger(keeper->id, trigger->tg_trigger->tgname))
		ereport(ERROR,
				(errcode(ERRCODE_TRIGGERED_DATA_CHANGE_VIOLATION),
				 errmsg("trigger \"%s\" of \"%s\" keeps no summary", trigger->tg_trigger->tgname,
						RelationGetRelationName(trigger->tg_relation)),
				 errhint("Drop it: maintain_series() and its kin make the triggers that they need.")));
	return keeper;
}

static void
BeginKeeping(Keeper *keeper, RestrictedCall *call)
{
	Oid			role = KeepingRole(keeper->m);

	keeper->busy++;
	BeginAs(call, role);
	if (!keeper->checked)
	{
		CheckMeaning(keeper->m, role);
		if (!keeper->m->deferred)
			CheckKeyIndex(keeper->m);
	}
	keeper->checked = true;
}

static void
EndKeeping(Keeper *keeper, RestrictedCall *call)
{
	EndRestricted(call);
	keeper->busy--;
}

static char *
RowsText(const Maintained *m, const Rows *rows)
{
	char	   *delta = DeltaQuery(m, rows->added ? ROWS_ADDED : NULL,
								   rows->removed ? ROWS_REMOVED : NULL);

	if (m->deferred)
		return EnqueueQuery(m, delta);
	return rows->removed ? ApplyQuery(m, NULL, delta) : AddQuery(m, delta);
}

static SPIPlanPtr
MakePlan(const Maintained *m, const Rows *rows)
{
	SPIPlanPtr	plan = SPI_prepare(RowsText(m, rows), 0, NULL);

	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));
	return plan;
}

static SPIPlanPtr
PlanFor(Keeper *keeper, Oid relation, const Rows *rows)
{
	bool		adds = rows->added != NULL;
	bool		removes = rows->removed != NULL;
	KeptPlan   *kept;
	SPIPlanPtr	plan;
	ListCell   *lc;
	MemoryContext old;

	foreach(lc, keeper->plans)
	{
		kept = lfirst(lc);
		if (kept->relation == relation && kept->adds == adds && kept->removes == removes)
			return kept->plan;
	}
	plan = MakePlan(keeper->m, rows);
	if (SPI_keepplan(plan) != 0)
		elog(ERROR, "SPI_keepplan failed");
	/* only now: SPI leaves its own context behind */
	old = MemoryContextSwitchTo(keeper->context);
	kept = palloc(sizeof(KeptPlan));
	kept->relation = relation;
	kept->adds = adds;
	kept->removes = removes;
	kept->plan = plan;
	keeper->plans = lappend(keeper->plans, kept);
	MemoryContextSwitchTo(old);
	return plan;
}

static void
RegisterRows(const TriggerData *trigger, const char *name, Tuplestorestate *rows)
{
	EphemeralNamedRelation enr;

	if (rows == NULL)
		return;
	enr = palloc0(sizeof(EphemeralNamedRelationData));
	enr->md.name = unconstify(char *, name);
	enr->md.reliddesc = RelationGetRelid(trigger->tg_relation);
	enr->md.enrtype = ENR_NAMED_TUPLESTORE;
	enr->md.enrtuples = tuplestore_tuple_count(rows);
	enr->reldata = rows;
	if (SPI_register_relation(enr) != SPI_OK_REL_REGISTER)
		elog(ERROR, "SPI_register_relation failed");
}

/*
 * Room for the states of many rows, about as large as the rows themselves, which
 * are there already: what does not fit is written to disk and read again, row by
 * row.  Until the end of the restricted call.
 */
static void
MakeRoomFor(int64 rows)
{
	int64		kilobytes = Min(rows / 20, MOST_KILOBYTES);

	if (kilobytes > work_mem)
		(void) set_config_option("work_mem", psprintf("%d", (int) kilobytes), PGC_USERSET,
								 PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
}

static RowReader *
ReaderFor(Keeper *keeper, Oid relation)
{
	KeptReader *kept;
	ListCell   *lc;
	MemoryContext old;

	foreach(lc, keeper->readers)
	{
		kept = lfirst(lc);
		if (kept->relation == relation)
			return kept->reader;
	}
	old = MemoryContextSwitchTo(keeper->context);
	kept = palloc(sizeof(KeptReader));
	kept->relation = relation;
	kept->reader = MakeRowReader(keeper->m, relation);
	keeper->readers = lappend(keeper->readers, kept);
	MemoryContextSwitchTo(old);
	return kept->reader;
}

/* false where it takes a query */
static bool
ApplyInMemory(Keeper *keeper, const TriggerData *trigger, const Rows *rows)
{
	RowReader  *reader = ReaderFor(keeper, RelationGetRelid(trigger->tg_relation));
	KeyChanges	changes;

	if (reader == NULL ||
		!GatherRows(reader, RelationGetDescr(trigger->tg_relation), rows->added, rows->removed,
					(Size) work_mem * 1024 * 2, &changes))
		return false;
	if (keeper->m->deferred)
		EnqueueChanges(keeper->m, &changes, &keeper->change_plans);
	else
		ChangeKept(keeper->m, &changes, &keeper->change_plans);
	return true;
}

static void
ApplyByQuery(Keeper *keeper, const TriggerData *trigger, const Rows *rows)
{
	bool		many = rows->count >= MANY_ROWS;
	SPIPlanPtr	plan;

	RegisterRows(trigger, ROWS_ADDED, rows->added);
	RegisterRows(trigger, ROWS_REMOVED, rows->removed);
	plan = many ? MakePlan(keeper->m, rows) :
		PlanFor(keeper, RelationGetRelid(trigger->tg_relation), rows);
	if (!keeper->m->deferred && rows->removed != NULL)
		ApplyPlan(keeper->m, plan);
	else
		RunPlan(plan, NULL, NULL);
	if (many)
		SPI_freeplan(plan);
}

static void
ApplyRows(Keeper *keeper, const TriggerData *trigger, const Rows *rows)
{
	RestrictedCall call;

	BeginKeeping(keeper, &call);
	MakeRoomFor(rows->count);
	if (!ApplyInMemory(keeper, trigger, rows))
		ApplyByQuery(keeper, trigger, rows);
	EndKeeping(keeper, &call);
}

/*
 * Before all rows of a table go.  A table that is all of the source leaves
 * nothing; of a partition the rows are taken back.
 */
static void
ApplyTruncate(Keeper *keeper, Oid relation)
{
	const Maintained *m = keeper->m;
	RestrictedCall call;

	if (get_rel_relkind(relation) == RELKIND_PARTITIONED_TABLE)
		return;
	BeginKeeping(keeper, &call);
	if (relation == m->source)
		RunStatement(psprintf("TRUNCATE %s%s%s", QualifiedRelation(m->kept), m->deferred ? ", " : "",
								m->deferred ? QualifiedRelation(m->delta) : ""));
	else
		ApplyRelation(m, relation, false);
	EndKeeping(keeper, &call);
}

static Tuplestorestate *
OneRow(HeapTuple tuple)
{
	Tuplestorestate *rows = tuplestore_begin_heap(false, false, work_mem);

	tuplestore_puttuple(rows, tuple);
	return rows;
}

static Rows
RowsOfTrigger(const TriggerData *trigger)
{
	Rows		rows = {NULL, NULL, 0};
	TriggerEvent event = trigger->tg_event;

	if (TRIGGER_FIRED_FOR_ROW(event))
	{
		if (!TRIGGER_FIRED_BY_INSERT(event))
			rows.removed = OneRow(trigger->tg_trigtuple);
		if (!TRIGGER_FIRED_BY_DELETE(event))
			rows.added = OneRow(TRIGGER_FIRED_BY_INSERT(event) ? trigger->tg_trigtuple :
								trigger->tg_newtuple);
		rows.count = 1;
		return rows;
	}
	rows.added = trigger->tg_newtable;
	rows.removed = trigger->tg_oldtable;
	if (rows.added != NULL)
		rows.count += tuplestore_tuple_count(rows.added);
	if (rows.removed != NULL)
		rows.count += tuplestore_tuple_count(rows.removed);
	return rows;
}

/* whoever writes to the source may not know of the summary */
static void
TellSummary(void *name)
{
	errcontext("maintained summary \"%s\"", (const char *) name);
}

static void
Apply(Keeper *keeper, const TriggerData *trigger)
{
	char	   *name = get_rel_name(keeper->m->summary);
	ErrorContextCallback context = {error_context_stack, TellSummary, name};
	Rows		rows;

	error_context_stack = &context;
	if (TRIGGER_FIRED_BY_TRUNCATE(trigger->tg_event))
		ApplyTruncate(keeper, RelationGetRelid(trigger->tg_relation));
	else
	{
		rows = RowsOfTrigger(trigger);
		if (rows.count > 0)
			ApplyRows(keeper, trigger, &rows);
	}
	error_context_stack = context.previous;
}

Datum
maintain_apply(PG_FUNCTION_ARGS)
{
	const TriggerData *trigger = (const TriggerData *) fcinfo->context;

	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("maintain_apply() is a trigger of maintained summaries"),
				 errhint("Declare one with maintain_series(), maintain_ranking() or maintain_survival().")));
	Apply(KeeperOfTrigger(trigger), trigger);
	return PointerGetDatum(NULL);
}
