/*
 * maintained_triggers.c
 *		Makes and drops the triggers on the tables of a source.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "base/run_as.h"
#include "maintain/maintained_query.h"
#include "maintain/maintained_triggers.h"

#include "catalog/pg_class.h"
#include "commands/trigger.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

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

void
MakeTriggers(const Maintained *m, Oid relation)
{
	const TriggerWords rows = {OF_ROWS, "AFTER INSERT OR UPDATE OR DELETE", ""};

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
