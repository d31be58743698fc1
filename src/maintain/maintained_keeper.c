/*
 * maintained_keeper.c
 *		Brings rows that come and go to a summary.
 */
#include "base/compat.h"

#include "base/run_as.h"
#include "maintain/maintained_expression.h"
#include "maintain/maintained_index.h"
#include "maintain/maintained_keeper.h"
#include "maintain/maintained_query.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#define TIDARRAYOID 1010

/* runs a query about the rows at some places */
static void
RunAtPlaces(const char *query, Datum places)
{
	Oid			type = TIDARRAYOID;

	RunQueryWith(query, 1, &type, &places, NULL, false, 0);
}

static void
DeleteKeys(const Maintained *m, Datum places)
{
	RunAtPlaces(psprintf("DELETE FROM %s k WHERE k.ctid OPERATOR(pg_catalog.=) ANY ($1)",
						 QualifiedRelation(m->kept)), places);
}

/* the places in a column of the only row; false for none */
static bool
GetPlaces(int column, Datum *places)
{
	bool		isnull;

	*places = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, column, &isnull);
	return !isnull;
}

static void
FinishApply(const Maintained *m)
{
	Datum		gone;
	Datum		unsettled;
	bool		some_gone = GetPlaces(1, &gone);
	bool		some_unsettled = GetPlaces(2, &unsettled);

	if (some_gone)
		DeleteKeys(m, gone);
	if (!some_unsettled)
		return;
	RunAtPlaces(SettleQuery(m), unsettled);
	if (GetPlaces(1, &gone))
		DeleteKeys(m, gone);
}

void
ApplyPlan(const Maintained *m, SPIPlanPtr plan)
{
	RunPlan(plan, NULL, NULL);
	FinishApply(m);
}

void
ApplyText(const Maintained *m, const char *query)
{
	CheckKeyIndex(m);
	RunQuery(query, false, 0);
	FinishApply(m);
}

void
CheckSeesAll(const Maintained *m)
{
	if (IsolationUsesXactSnapshot())
		ereport(ERROR,
				(errcode(ERRCODE_ACTIVE_SQL_TRANSACTION),
				 errmsg("a transaction of this isolation level may not see all rows of \"%s\"",
						get_rel_name(m->source)),
				 errhint("Do this in a transaction of READ COMMITTED.")));
}

void
ApplyRelation(const Maintained *m, Oid relation, bool added)
{
	char	   *place = psprintf("ONLY %s", QualifiedRelation(relation));
	char	   *delta = DeltaQuery(m, added ? place : NULL, added ? NULL : place);

	CheckSeesAll(m);
	if (m->deferred)
		RunStatement(EnqueueQuery(m, delta));
	else
		ApplyText(m, ApplyQuery(m, NULL, delta));
}

Oid
KeepingRole(const Maintained *m)
{
	Oid			role = OwnerOfTable(m->kept);

	if (role != OwnerOfTable(m->source) || (m->deferred && role != OwnerOfTable(m->delta)))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("\"%s\" and its source \"%s\" have different owners",
						get_rel_name(m->kept), get_rel_name(m->source)),
				 errhint("Give both to one role with ALTER TABLE ... OWNER TO, or drop the summary.")));
	CheckRoleExists(role);
	return role;
}

void
CheckColumnStays(const Maintained *m, int column, bool replaced)
{
	char	   *type = ColumnType(m->source, m->column[column]);

	if (replaced || type == NULL || strcmp(type, m->column_type[column]) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("column \"%s\" of \"%s\" is used by the maintained summary \"%s\"",
						m->column[column], get_rel_name(m->source), get_rel_name(m->summary)),
				 errdetail("It can neither be dropped, nor renamed, nor get another type or, by ALTER TABLE, other values."),
				 errhint("SELECT drop_maintained('%s') first, and declare the summary anew.",
						 QualifiedRelation(m->summary))));
}

void
CheckColumnsStay(const Maintained *m)
{
	for (int i = 0; i < m->ncolumns; i++)
		CheckColumnStays(m, i, false);
}

void
CheckMeaning(const Maintained *m, Oid role)
{
	List	   *nodes = NIL;
	char	  **function;
	int			n;
	bool		same;

	CheckColumnsStay(m);
	for (int i = 0; i < m->nkeys; i++)
		nodes = lappend(nodes, ReadExpression(m->source, RunnableText(m->key[i]), "a key").node);
	for (int i = 0; i < NARGUMENTS; i++)
		nodes = lappend(nodes, ReadExpression(m->source, RunnableText(m->argument[i]),
											  "an argument").node);
	if (m->condition != NULL)
		nodes = lappend(nodes, ReadCondition(m->source, RunnableText(m->condition)));
	CheckFunctionsReach(nodes, role);
	function = FunctionTexts(nodes, &n);
	same = n == m->nfunctions;
	for (int i = 0; same && i < n; i++)
		same = strcmp(function[i], m->function[i]) == 0;
	if (!same)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("the expressions of \"%s\" have come to call another function",
						get_rel_name(m->summary)),
				 errhint("Drop the overload that was made since, or drop_maintained('%s') and declare the summary anew.",
						 QualifiedRelation(m->summary))));
}
