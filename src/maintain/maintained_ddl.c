/*
 * maintained_ddl.c
 *		Event triggers: what statements that define tables do to summaries.
 *
 * Rows of a partition that is attached are added and those of one that is
 * detached are taken back; it may not be dropped where it is, because then
 * nobody knows its rows any more, nor may a source become part of another table.
 * Columns that are used stay as they are, and so do the summary's own tables.
 * Whoever drops the source, or the summary, ends the keeping.
 *
 * Must never: raise where there is no summary, or no extension any more.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "base/run_as.h"
#include "base/stored.h"
#include "maintain/maintained_expression.h"
#include "maintain/maintained_keeper.h"
#include "maintain/maintained_places.h"
#include "maintain/maintained_triggers.h"

#include "catalog/namespace.h"
#include "catalog/partition.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "commands/event_trigger.h"
#include "commands/extension.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

PG_FUNCTION_INFO_V1(maintained_table_altered);
PG_FUNCTION_INFO_V1(maintained_object_dropped);

/* NIL while the extension comes or goes, too */
static List *
Summaries(FunctionCallInfo fcinfo)
{
	if (!CALLED_AS_EVENT_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_EVENT_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("this function is an event trigger of the extension")));
	if (!OidIsValid(get_extension_oid("trade_labor", true)) ||
		!OidIsValid(get_relname_relid("maintained_summaries", ExtensionSchemaOid())) ||
		!OidIsValid(get_relname_relid("bucket_ledger_entries", ExtensionSchemaOid())))
		return NIL;
	return AllMaintained();
}

/* ------------------------------------------------------------ partitions */

static void
CheckKindOfPart(const Maintained *m, Oid part)
{
	char		kind = get_rel_relkind(part);

	if (kind != RELKIND_RELATION && kind != RELKIND_PARTITIONED_TABLE)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("\"%s\" cannot become part of \"%s\"", get_rel_name(part), get_rel_name(m->source)),
				 errdetail("Rows of a foreign table come and go without a trigger, and the summary \"%s\" is kept by triggers.",
						   get_rel_name(m->summary))));
	if (get_rel_relkind(m->source) != RELKIND_PARTITIONED_TABLE)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("\"%s\" cannot inherit from \"%s\"", get_rel_name(part), get_rel_name(m->source)),
				 errdetail("The maintained summary \"%s\" is of this one table.", get_rel_name(m->summary))));
	if (get_rel_persistence(part) != RELPERSISTENCE_PERMANENT)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("unlogged partition \"%s\" of a maintained summary", get_rel_name(part)),
				 errhint("After a crash its rows would be gone and those of the summary not.")));
}

static void
TakeIn(const Maintained *m, Oid part)
{
	CheckKindOfPart(m, part);
	MakeTriggers(m, part);
	if (get_rel_relkind(part) == RELKIND_RELATION)
		ApplyRelation(m, part, true);
}

static void
LetGo(const Maintained *m, Oid part)
{
	DropTriggers(m, part);
	if (get_rel_relkind(part) == RELKIND_RELATION)
		ApplyRelation(m, part, false);
}

/* does what is to be done about the partitions that there are now */
static void
FollowParts(const Maintained *before, const Maintained *now)
{
	RestrictedCall call;
	Oid			role = KeepingRole(now);

	BeginAs(&call, role);
	CheckMeaning(now, role);
	for (int i = 0; i < before->nparts; i++)
	{
		if (!IsPart(now, before->part[i]))
			LetGo(now, before->part[i]);
	}
	for (int i = 0; i < now->nparts; i++)
	{
		if (!IsPart(before, now->part[i]))
			TakeIn(now, now->part[i]);
	}
	EndRestricted(&call);
}

static void
KeepUp(const Maintained *before)
{
	Maintained	now = *before;
	List	   *parts = find_all_inheritors(before->source, NoLock, NULL);
	ListCell   *lc;
	bool		same = list_length(parts) == before->nparts;

	now.part = palloc(list_length(parts) * sizeof(Oid));
	now.nparts = 0;
	foreach(lc, parts)
	{
		now.part[now.nparts++] = lfirst_oid(lc);
		same = same && IsPart(before, lfirst_oid(lc));
	}
	if (same)
		return;
	/* first, or the triggers of what was detached could not be dropped */
	StoreParts(&now);
	FollowParts(before, &now);
}

/* ------------------------------------------------------- what stays as it is */

/*
 * Does a part of ALTER TABLE put other values into a column?  They come without
 * triggers, and its name and type may be what they were.
 */
static bool
ReplacesValues(const AlterTableCmd *command)
{
	const ColumnDef *column = (const ColumnDef *) command->def;

	if (command->subtype == AT_AlterColumnType)
		return column->raw_default != NULL || column->collClause != NULL;
	return command->subtype == AT_DropColumn || IsSetExpression(command->subtype);
}

static void
CheckValuesStay(const Maintained *m, const Node *statement)
{
	ListCell   *lc;

	if (!IsA(statement, AlterTableStmt))
		return;
	foreach(lc, ((const AlterTableStmt *) statement)->cmds)
	{
		const AlterTableCmd *command = lfirst_node(AlterTableCmd, lc);

		for (int i = 0; ReplacesValues(command) && i < m->ncolumns; i++)
		{
			if (strcmp(command->name, m->column[i]) == 0)
				CheckColumnStays(m, i, true);
		}
	}
}

/* a statement on the whole fires the triggers of the whole only */
static void
CheckStandsAlone(const Maintained *m)
{
	if (has_superclass(m->source))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("\"%s\" has a maintained summary and cannot become part of another table",
						get_rel_name(m->source)),
				 errdetail("Statements on the whole would change its rows without its triggers."),
				 errhint("SELECT drop_maintained('%s') first, and declare the summary of the whole.",
						 QualifiedRelation(m->summary))));
}

static void
CheckUnchanged(const Maintained *m, const Node *statement)
{
	CheckColumnsStay(m);
	CheckValuesStay(m, statement);
	CheckStandsAlone(m);
	if (get_rel_persistence(m->source) != RELPERSISTENCE_PERMANENT)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("\"%s\" has a maintained summary and must stay logged", get_rel_name(m->source)),
				 errhint("After a crash its rows would be gone and those of the summary not.")));
}

/*
 * The tables that the statement has made or altered, and those that they are
 * parts of.
 */
static List *
ReadAltered(void)
{
	static const char name[] = "pg_event_trigger_ddl_commands";
	List	   *altered = NIL;
	RestrictedCall call;
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext old;

	BeginAsOwner(&call);
	RunQuery("SELECT c.objid, i.inhparent FROM pg_catalog.pg_event_trigger_ddl_commands() c "
			 "LEFT JOIN pg_catalog.pg_inherits i ON i.inhrelid OPERATOR(pg_catalog.=) c.objid "
			 "WHERE c.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid",
			 false, 0);
	old = MemoryContextSwitchTo(caller);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		HeapTuple	row = SPI_tuptable->vals[i];
		bool		isnull;
		Datum		parent = SPI_getbinval(row, SPI_tuptable->tupdesc, 2, &isnull);

		altered = lappend_oid(altered, StoredOid(name, i, 1));
		if (!isnull)
			altered = lappend_oid(altered, DatumGetObjectId(parent));
	}
	MemoryContextSwitchTo(old);
	EndRestricted(&call);
	return altered;
}

/* the whole that a source was attached to is altered, and not the source */
static bool
Concerns(const Maintained *m, const List *altered)
{
	if (get_rel_relispartition(m->source) &&
		list_member_oid(altered, get_partition_parent(m->source, true)))
		return true;
	for (int i = 0; i < m->nparts; i++)
	{
		if (list_member_oid(altered, m->part[i]))
			return true;
	}
	return false;
}

/*
 * At the end of ALTER TABLE, CREATE TABLE and their like.  Other people's
 * statements are not held up by what is wrong with a summary.
 */
Datum
maintained_table_altered(PG_FUNCTION_ARGS)
{
	List	   *all = Summaries(fcinfo);
	const Node *statement;
	List	   *altered;
	ListCell   *lc;

	if (all == NIL)
		PG_RETURN_NULL();
	statement = ((EventTriggerData *) fcinfo->context)->parsetree;
	altered = ReadAltered();
	foreach(lc, all)
	{
		Maintained *m = lfirst(lc);

		if (get_rel_relkind(m->source) == '\0' || get_rel_relkind(m->kept) == '\0')
			continue;
		CheckPlaces(m, altered, statement);
		if (!Concerns(m, altered))
			continue;
		CheckUnchanged(m, statement);
		KeepUp(m);
	}
	PG_RETURN_NULL();
}

/* -------------------------------------------------------- what is dropped */

typedef struct Dropped
{
	List	   *relations;
	List	   *triggers;		/* lists of schema, table, trigger */
} Dropped;

static Dropped
ReadDropped(void)
{
	static const char name[] = "pg_event_trigger_dropped_objects";
	Dropped		dropped = {NIL, NIL};
	RestrictedCall call;
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext old;

	BeginAsOwner(&call);
	RunQuery("SELECT o.objid, o.object_type OPERATOR(pg_catalog.=) 'trigger'::pg_catalog.text, o.address_names "
					"FROM pg_catalog.pg_event_trigger_dropped_objects() o "
					"WHERE o.objsubid OPERATOR(pg_catalog.=) 0 AND (o.object_type OPERATOR(pg_catalog.=) 'trigger'::pg_catalog.text "
					"OR o.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid)",
			 true, 0);
	old = MemoryContextSwitchTo(caller);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		int			n;
		char	  **names;

		if (!StoredBool(name, i, 2))
		{
			dropped.relations = lappend_oid(dropped.relations, StoredOid(name, i, 1));
			continue;
		}
		names = StoredTexts(name, i, 3, true, &n);
		if (n == 3)
			dropped.triggers = lappend(dropped.triggers, list_make3(names[0], names[1], names[2]));
	}
	MemoryContextSwitchTo(old);
	EndRestricted(&call);
	return dropped;
}

/* a trigger may go with its table, and not without */
static void
CheckTriggersStay(const Maintained *m, const Dropped *dropped)
{
	ListCell   *lc;

	foreach(lc, dropped->triggers)
	{
		List	   *names = lfirst(lc);
		Oid			schema = get_namespace_oid(linitial(names), true);
		Oid			table = get_relname_relid(lsecond(names), schema);

		if (MaintainedOfTrigger(lthird(names)) == m->id && IsPart(m, table))
			ereport(ERROR,
					(errcode(ERRCODE_DEPENDENT_OBJECTS_STILL_EXIST),
					 errmsg("trigger \"%s\" keeps the summary \"%s\"", (char *) lthird(names),
							get_rel_name(m->summary)),
					 errhint("SELECT drop_maintained('%s').", QualifiedRelation(m->summary))));
	}
}

static void
CheckPartsStay(const Maintained *m, const Dropped *dropped)
{
	for (int i = 0; i < m->nparts; i++)
	{
		if (list_member_oid(dropped->relations, m->part[i]))
			ereport(ERROR,
					(errcode(ERRCODE_DEPENDENT_OBJECTS_STILL_EXIST),
					 errmsg("the maintained summary \"%s\" counts the rows of what is dropped",
							get_rel_name(m->summary)),
					 errhint("Take the partition off its parent first: ALTER TABLE ... DETACH PARTITION ...; then drop it.")));
	}
}

/* what is left when the source or the summary is gone */
static void
EndKeeping(const Maintained *m, const Dropped *dropped)
{
	RestrictedCall call;
	Oid			owner = OwnerOfTable(m->source);

	ForgetMaintained(m->id);
	if (!OidIsValid(owner))
		return;
	BeginAs(&call, owner);
	for (int i = 0; i < m->nparts; i++)
	{
		if (!list_member_oid(dropped->relations, m->part[i]))
			DropTriggers(m, m->part[i]);
	}
	EndRestricted(&call);
}

/*
 * After anything was dropped.
 */
Datum
maintained_object_dropped(PG_FUNCTION_ARGS)
{
	List	   *all = Summaries(fcinfo);
	Dropped		dropped;
	ListCell   *lc;

	if (all == NIL)
		PG_RETURN_NULL();
	dropped = ReadDropped();
	foreach(lc, all)
	{
		Maintained *m = lfirst(lc);

		if (list_member_oid(dropped.relations, m->source) ||
			list_member_oid(dropped.relations, m->kept) ||
			list_member_oid(dropped.relations, m->summary) ||
			(m->deferred && list_member_oid(dropped.relations, m->delta)))
			EndKeeping(m, &dropped);
		else
		{
			CheckTriggersStay(m, &dropped);
			CheckPartsStay(m, &dropped);
			if (dropped.relations != NIL)
				CheckIndexStays(m);
		}
	}
	PG_RETURN_NULL();
}
