/*
 * maintained_triggers.c
 *		Makes and drops the triggers on the tables of a source.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "base/run_as.h"
#include "maintain/maintained_query.h"
#include "maintain/maintained_triggers.h"

#include "access/table.h"
#include "access/tupconvert.h"
#include "catalog/pg_class.h"
#include "commands/trigger.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#define PREFIX "maintained_"

typedef struct TriggerWords
{
	const char *name;			/* behind the prefix and the number */
	const char *event;
	const char *tables;
} TriggerWords;

static const TriggerWords of_statements[] = {
	{"insert", "AFTER INSERT", "REFERENCING NEW TABLE AS " ROWS_ADDED " "},
	{"update", "AFTER UPDATE", "REFERENCING NEW TABLE AS " ROWS_ADDED " OLD TABLE AS " ROWS_REMOVED " "},
	{"delete", "AFTER DELETE", "REFERENCING OLD TABLE AS " ROWS_REMOVED " "},
	{"truncate", "BEFORE TRUNCATE", ""}
};

#define OF_ROWS "replica"

static char *
TriggerName(int id, const char *name)
{
	return psprintf(PREFIX "%d_%s", id, name);
}

static void
MakeTrigger(const Maintained *m, Oid relation, const TriggerWords *words, bool of_rows)
{
	RunStatement(psprintf("CREATE TRIGGER %s %s ON %s %sFOR EACH %s EXECUTE FUNCTION %s.maintain_apply('%d')",
							TriggerName(m->id, words->name), words->event,
							QualifiedRelation(relation), words->tables, of_rows ? "ROW" : "STATEMENT", ExtensionSchema(), m->id));
}

/* enable: "REPLICA", where a subscription writes, or "ALWAYS" */
static void
Enable(const Maintained *m, Oid relation, const char *when, const char *name)
{
	RunStatement(psprintf("ALTER TABLE %s ENABLE %s TRIGGER %s", QualifiedRelation(relation), when,
							TriggerName(m->id, name)));
}

/*
 * Where the columns of a partition do not lie as those of the whole, the server
 * hands the row of an INSERT to triggers as it was before its generated columns
 * were: NULL would be taken for their value.
 */
static void
CheckGenerated(const Maintained *m, Oid relation)
{
	Relation	source = table_open(m->source, AccessShareLock);
	Relation	part = table_open(relation, AccessShareLock);
	TupleConversionMap *map = convert_tuples_by_name(RelationGetDescr(source),
													 RelationGetDescr(part));

	for (int i = 0; map != NULL && i < m->ncolumns; i++)
	{
		AttrNumber	column = get_attnum(m->source, m->column[i]);

		if (get_attgenerated(m->source, column) != '\0')
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("partition \"%s\" does not have its columns in the order of \"%s\"",
							RelationGetRelationName(part), RelationGetRelationName(source)),
					 errdetail("The maintained summary \"%s\" uses the generated column \"%s\", which triggers do not see then.",
							   get_rel_name(m->summary), m->column[i]),
					 errhint("Use in place of the column what it is generated from; or make the partition by CREATE TABLE ... PARTITION OF, where the whole has dropped no column.")));
	}
	table_close(part, NoLock);
	table_close(source, NoLock);
}

void
MakeTriggers(const Maintained *m, Oid relation)
{
	const TriggerWords rows = {OF_ROWS, "AFTER INSERT OR UPDATE OR DELETE", ""};

	CheckGenerated(m, relation);
	for (size_t i = 0; i < lengthof(of_statements); i++)
		MakeTrigger(m, relation, &of_statements[i], false);
	if (!m->replica)
		return;
	if (relation == m->source)
	{
		MakeTrigger(m, relation, &rows, true);
		Enable(m, relation, "REPLICA", OF_ROWS);
	}
	Enable(m, relation, "ALWAYS", "truncate");
}

void
DropTriggers(const Maintained *m, Oid relation)
{
	char	   *table = QualifiedRelation(relation);

	for (size_t i = 0; i < lengthof(of_statements); i++)
		RunStatement(psprintf("DROP TRIGGER IF EXISTS %s ON %s",
								TriggerName(m->id, of_statements[i].name), table));
	if (m->replica && relation == m->source)
		RunStatement(psprintf("DROP TRIGGER IF EXISTS %s ON %s", TriggerName(m->id, OF_ROWS), table));
}

bool
IsMaintainedTrigger(int id, const char *name)
{
	for (size_t i = 0; i < lengthof(of_statements); i++)
	{
		if (strcmp(name, TriggerName(id, of_statements[i].name)) == 0)
			return true;
	}
	return strcmp(name, TriggerName(id, OF_ROWS)) == 0;
}

int
MaintainedOfTrigger(const char *name)
{
	int			id = strncmp(name, PREFIX, strlen(PREFIX)) == 0 ? atoi(name + strlen(PREFIX)) : 0;

	return id > 0 && IsMaintainedTrigger(id, name) ? id : 0;
}
