/*
 * maintained_reader.c
 *		What is read of a row, and what it is added to.
 *
 * Expressions and the aggregate are those of DeltaQuery(), read by the server's
 * parser, so that the executor runs for a row what it would run in a query.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "maintain/maintained_expression.h"
#include "maintain/maintained_reader.h"

#include "access/htup_details.h"
#include "catalog/pg_aggregate.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "parser/parse_agg.h"
#include "utils/builtins.h"
#include "utils/syscache.h"

/* read again and planned, as each relation has columns of its own */
static Expr *
PlannedKey(const Maintained *m, Oid relation, int n)
{
	Expression	key = ReadExpression(relation, RunnableText(m->key[n]), "a key");

	return expression_planner((Expr *) key.node);
}

static List *
PlannedCondition(const Maintained *m, Oid relation)
{
	Node	   *condition = ReadCondition(relation, RunnableText(m->condition));

	return make_ands_implicit(expression_planner((Expr *) condition));
}

static Aggref *
AggregateOf(const Maintained *m, Oid relation)
{
	return ReadAggregate(relation,
						 psprintf("%s.%s((%s), (%s))", ExtensionSchema(),
								  kind_words[m->kind].aggregate, RunnableText(m->argument[0]),
								  RunnableText(m->argument[1])));
}

static void
AddTarget(RowReader *reader, Expr *expression)
{
	int			place = list_length(reader->targets) + 1;

	reader->targets = lappend(reader->targets, makeTargetEntry(expression, place, NULL, false));
}

/* false where there is no hashing it */
static bool
ReadKey(RowReader *reader, const Maintained *m, Oid relation, int n)
{
	Expr	   *key = PlannedKey(m, relation, n);
	KeyType    *type = &reader->key[n];

	type->type = lookup_type_cache(exprType((Node *) key), TYPECACHE_HASH_PROC_FINFO |
								   TYPECACHE_EQ_OPR_FINFO | TYPECACHE_LT_OPR);
	type->collation = exprCollation((Node *) key);
	AddTarget(reader, key);
	TupleDescInitEntry(reader->changes, n + 1, psprintf("k%d", n + 1), exprType((Node *) key),
					   exprTypmod((Node *) key), 0);
	TupleDescInitEntryCollation(reader->changes, n + 1, type->collation);
	return OidIsValid(type->type->hash_proc) && OidIsValid(type->type->eq_opr) &&
		OidIsValid(type->type->lt_opr);
}

static void
ReadCallOf(RowReader *reader, const Aggref *aggregate)
{
	HeapTuple	tuple = SearchSysCache1(AGGFNOID, ObjectIdGetDatum(aggregate->aggfnoid));
	Form_pg_aggregate form;
	Oid			type[NARGUMENTS];
	ListCell   *lc;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for aggregate %u", aggregate->aggfnoid);
	form = (Form_pg_aggregate) GETSTRUCT(tuple);
	reader->transition = form->aggtransfn;
	reader->final = form->aggfinalfn;
	reader->collation = aggregate->inputcollid;
	foreach(lc, aggregate->args)
	{
		TargetEntry *argument = lfirst_node(TargetEntry, lc);

		type[foreach_current_index(lc)] = exprType((Node *) argument->expr);
		AddTarget(reader, expression_planner(argument->expr));
	}
	build_aggregate_transfn_expr(type, NARGUMENTS, 0, false, form->aggtranstype, reader->collation,
								 reader->transition, InvalidOid, &reader->call, NULL);
	ReleaseSysCache(tuple);
}

RowReader *
MakeRowReader(const Maintained *m, Oid relation)
{
	RowReader  *reader = palloc0(sizeof(RowReader));
	Oid			state = ExtensionType(kind_words[m->kind].type);

	reader->nkeys = m->nkeys;
	reader->key = palloc0(m->nkeys * sizeof(KeyType));
	reader->changes = CreateTemplateTupleDesc(m->nkeys + NSTATES);
	for (int i = 0; i < m->nkeys; i++)
	{
		if (!ReadKey(reader, m, relation, i))
			return NULL;
	}
	TupleDescInitEntry(reader->changes, m->nkeys + 1, "added", state, -1, 0);
	TupleDescInitEntry(reader->changes, m->nkeys + 2, "removed", state, -1, 0);
	ReadCallOf(reader, AggregateOf(m, relation));
	if (m->condition != NULL)
		reader->condition = PlannedCondition(m, relation);
	return reader;
}
