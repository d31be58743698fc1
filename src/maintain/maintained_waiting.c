/*
 * maintained_waiting.c
 *		Hands states to a statement.
 *
 * It gets them as a table of its own, maintained_changes, of which the server
 * knows as it knows of a trigger's transition tables.
 */
#include "base/compat.h"

#include "base/run_as.h"
#include "maintain/maintained_keeper.h"
#include "maintain/maintained_query.h"
#include "maintain/maintained_waiting.h"

#include "access/xact.h"
#include "catalog/pg_am.h"
#include "catalog/pg_class.h"
#include "miscadmin.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#define CHANGES "maintained_changes"

void
FreeChangePlans(ChangePlans *plans)
{
	SPIPlanPtr	plan[] = {plans->add, plans->apply, plans->enqueue};

	for (size_t i = 0; i < lengthof(plan); i++)
	{
		if (plan[i] != NULL)
			SPI_freeplan(plan[i]);
	}
	memset(plans, 0, sizeof(ChangePlans));
}

static char *
ChangesQuery(const Maintained *m)
{
	StringInfoData query;

	initStringInfo(&query);
	appendStringInfoString(&query, "SELECT ");
	for (int i = 0; i < m->nkeys; i++)
		appendStringInfo(&query, "c.k%d, ", i + 1);
	appendStringInfoString(&query, "c.added, c.removed FROM " CHANGES " c");
	return query.data;
}

static SPIPlanPtr
PreparedOnce(SPIPlanPtr *plan, const char *query)
{
	if (*plan == NULL)
	{
		SPIPlanPtr	made = SPI_prepare(query, 0, NULL);

		if (made == NULL || SPI_keepplan(made) != 0)
			elog(ERROR, "no plan: %s", SPI_result_code_string(SPI_result));
		*plan = made;
	}
	return *plan;
}

static void
RunWaiting(Waiting *w)
{
	const Maintained *m = w->m;
	char	   *query = ChangesQuery(m);

	if (m->deferred)
		RunPlan(PreparedOnce(&w->plans->enqueue, EnqueueQuery(m, query)), NULL, NULL);
	else if (w->any_go)
		ApplyPlan(m, PreparedOnce(&w->plans->apply, ApplyQuery(m, NULL, query)));
	else
		RunPlan(PreparedOnce(&w->plans->add, AddQuery(m, query)), NULL, NULL);
}

void
FlushWaiting(Waiting *w)
{
	EphemeralNamedRelation enr;
	MemoryContext old;

	if (!w->any)
		return;
	/* SPI remembers it where we are */
	old = MemoryContextSwitchTo(w->context);
	enr = palloc0(sizeof(EphemeralNamedRelationData));
	enr->md.name = pstrdup(CHANGES);
	enr->md.tupdesc = w->changes->reader->changes;
	enr->md.enrtype = ENR_NAMED_TUPLESTORE;
	enr->md.enrtuples = tuplestore_tuple_count(w->store);
	enr->reldata = w->store;
	if (SPI_register_relation(enr) != SPI_OK_REL_REGISTER)
		elog(ERROR, "SPI_register_relation failed");
	RunWaiting(w);
	if (SPI_unregister_relation(CHANGES) != SPI_OK_REL_UNREGISTER)
		elog(ERROR, "SPI_unregister_relation failed");
	MemoryContextSwitchTo(old);
	tuplestore_clear(w->store);
	w->any = false;
	w->any_go = false;
}

void
FillChange(const KeyChanges *changes, const KeyChange *change, Datum *values, bool *nulls)
{
	int			nkeys = changes->reader->nkeys;

	memcpy(values, change->key, nkeys * sizeof(Datum));
	memcpy(nulls, change->isnull, nkeys * sizeof(bool));
	for (int i = 0; i < NSTATES; i++)
	{
		values[nkeys + i] = change->state[i];
		nulls[nkeys + i] = change->state[i] == (Datum) 0;
	}
}

void
Wait(Waiting *w, const KeyChange *change)
{
	Datum		values[INDEX_MAX_KEYS + NSTATES];
	bool		nulls[INDEX_MAX_KEYS + NSTATES];

	FillChange(w->changes, change, values, nulls);
	tuplestore_putvalues(w->store, w->changes->reader->changes, values, nulls);
	w->any = true;
	w->any_go |= change->state[ROWS_GO] != (Datum) 0;
}

bool
NeedsStatement(Relation table, const RowReader *reader)
{
	TupleDesc	desc = RelationGetDescr(table);
	const TupleConstr *rules = desc->constr;

	if (table->rd_rel->relkind != RELKIND_RELATION || table->rd_rel->relam != HEAP_TABLE_AM_OID ||
		table->trigdesc != NULL || table->rd_rules != NULL || table->rd_rel->relrowsecurity ||
		table->rd_rel->relispartition || desc->natts != reader->changes->natts ||
		(rules != NULL && (rules->num_check > 0 || rules->has_generated_stored)))
		return true;
	for (int i = 0; i < desc->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(desc, i);

		if (column->attisdropped || column->attnotnull ||
			column->atttypid != TupleDescAttr(reader->changes, i)->atttypid)
			return true;
	}
	return false;
}

void
BeginWaiting(Waiting *w, const Maintained *m, KeyChanges *changes, ChangePlans *plans)
{
	memset(w, 0, sizeof(Waiting));
	w->m = m;
	w->changes = changes;
	w->plans = plans;
	w->context = CurrentMemoryContext;
	w->store = tuplestore_begin_heap(false, false, work_mem);
	CommandCounterIncrement();
	PushCopiedSnapshot(GetTransactionSnapshot());
	UpdateActiveSnapshotCommandId();
}

void
EndWaiting(Waiting *w)
{
	FlushWaiting(w);
	PopActiveSnapshot();
	tuplestore_end(w->store);
	CommandCounterIncrement();
}
