/*
 * maintained_places.c
 *		What the tables of a summary keep while statements alter them.
 *
 * Without their columns, or the index of keys, whoever writes to the source would fail
 * in words that mean nothing to him.  So it is refused to whoever takes them away.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "base/run_as.h"
#include "maintain/maintained_index.h"
#include "maintain/maintained_places.h"
#include "maintain/maintained_query.h"
#include "maintain/maintained_reader.h"

#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "storage/lock.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

/* keys, which may have come to other names, and two columns of states */
static bool
HasColumns(const Maintained *m, Relation table, const char *first, const char *second)
{
	const char *names[NSTATES] = {first, second};
	Oid			type = ExtensionType(kind_words[m->kind].type);

	for (int i = 0; i < m->nkeys + NSTATES; i++)
	{
		Form_pg_attribute column = TupleDescAttr(RelationGetDescr(table), i);

		if (column->attisdropped)
			return false;
		if (i >= m->nkeys && (column->atttypid != type ||
							  strcmp(NameStr(column->attname), names[i - m->nkeys]) != 0))
			return false;
	}
	return true;
}

/* does the statement give a key another type, which its expression does not have? */
static bool
GivesKeyType(const Maintained *m, Oid relation, const Node *statement)
{
	const AlterTableStmt *alter = (const AlterTableStmt *) statement;
	ListCell   *lc;

	if (statement == NULL || !IsA(statement, AlterTableStmt) ||
		RangeVarGetRelid(alter->relation, NoLock, true) != relation)
		return false;
	foreach(lc, alter->cmds)
	{
		const AlterTableCmd *command = lfirst_node(AlterTableCmd, lc);
		AttrNumber	column;

		if (command->subtype != AT_AlterColumnType)
			continue;
		column = get_attnum(relation, command->name);
		if (column > 0 && column <= m->nkeys)
			return true;
	}
	return false;
}

static void
CheckPlace(const Maintained *m, Oid relation, const char *first, const char *second,
		   const Node *statement)
{
	Relation	table = table_open(relation, AccessShareLock);

	if (!HasColumns(m, table, first, second) || GivesKeyType(m, relation, statement) ||
		table->rd_rel->relpersistence != RELPERSISTENCE_PERMANENT)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("\"%s\" is where the maintained summary of \"%s\" is kept",
						RelationGetRelationName(table), get_rel_name(m->source)),
				 errdetail("It must keep its columns, of which only keys can be renamed, and stay logged."),
				 errhint("Make a view of it, or SELECT drop_maintained('%s').",
						 QualifiedRelation(m->summary))));
	table_close(table, NoLock);
}

static void
CheckKept(const Maintained *m, const Node *statement)
{
	CheckPlace(m, m->kept, kind_words[m->kind].kind, "taken", statement);
}

void
CheckPlaces(const Maintained *m, const List *altered, const Node *statement)
{
	if (list_member_oid(altered, m->kept))
		CheckKept(m, statement);
	if (m->deferred && list_member_oid(altered, m->delta))
		CheckPlace(m, m->delta, "added", "removed", statement);
}

/*
 * Which table an index was of is known no more when it is gone, but whoever drops one has
 * locked its table, CONCURRENTLY less so than others.  To open it to find out would make
 * whoever drops anything wait for whoever has it locked.
 */
static bool
MayHaveLostIndex(Oid relation)
{
	LOCKTAG		tag;

	SET_LOCKTAG_RELATION(tag, MyDatabaseId, relation);
	return HoldsLock(&tag, AccessExclusiveLock) || HoldsLock(&tag, ShareUpdateExclusiveLock);
}

void
CheckIndexStays(const Maintained *m)
{
	if (!MayHaveLostIndex(m->kept) || get_rel_relkind(m->kept) == '\0' || HasKeyIndex(m))
		return;
	/* who drops a key, and its index with it, is told of the key */
	CheckKept(m, NULL);
	ereport(ERROR,
			(errcode(ERRCODE_DEPENDENT_OBJECTS_STILL_EXIST),
			 errmsg("the maintained summary of \"%s\" finds its keys by the unique index of \"%s\"",
					get_rel_name(m->source), get_rel_name(m->kept)),
			 errhint("First make another: CREATE UNIQUE INDEX ON %s (%s) NULLS NOT DISTINCT.",
					 QualifiedRelation(m->kept), KeyNames(m, ""))));
}
