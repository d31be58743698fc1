/*
 * maintained_declare.c
 *		Declares summaries that keep themselves.
 *
 * The source is locked against writers while its triggers are made and the
 * summary is filled, so nothing comes between.  Everything is made with the
 * rights of the owner of the source, and is his.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "base/run_as.h"
#include "maintain/maintained_expression.h"
#include "maintain/maintained_index.h"
#include "maintain/maintained_keeper.h"
#include "maintain/maintained_query.h"
#include "maintain/maintained_triggers.h"

#include "catalog/catalog.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_type.h"
#include "commands/defrem.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/varlena.h"

PG_FUNCTION_INFO_V1(maintain_series);
PG_FUNCTION_INFO_V1(maintain_ranking);
PG_FUNCTION_INFO_V1(maintain_survival);

#define MAX_KEYS 16

/* what a declaration is made of, besides what is kept of it */
typedef struct Declaration
{
	Maintained	m;
	Oid			role;			/* owner of the source */
	Oid			schema;
	char	   *name;
	char	  **key_name;
	List	   *nodes;			/* keys, arguments, condition */
} Declaration;

static void
CheckSource(Oid source)
{
	char		kind = get_rel_relkind(source);
	char	   *name = get_rel_name(source);

	if (name == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("the source of the summary does not exist")));
	if (kind != RELKIND_RELATION && kind != RELKIND_PARTITIONED_TABLE)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a table", name),
				 errhint("Rows that come and go are seen by triggers, which views and foreign tables do not have. Declare the summary of the tables behind them.")));
	if (get_rel_relispartition(source))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is a partition", name),
				 errhint("Declare the summary of the partitioned table.")));
	if (get_rel_persistence(source) != RELPERSISTENCE_PERMANENT)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is temporary or unlogged", name),
				 errhint("After a crash its rows would be gone and those of the summary not.")));
	if (IsCatalogRelationOid(source))
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_TABLE, name);
}

/* the source and its partitions, locked against writers */
static void
LockParts(Maintained *m)
{
	List	   *part;
	ListCell   *lc;

	LockRelationOid(m->source, ShareRowExclusiveLock);
	CheckSource(m->source);
	part = find_all_inheritors(m->source, ShareRowExclusiveLock, NULL);
	m->part = palloc(list_length(part) * sizeof(Oid));
	foreach(lc, part)
		m->part[m->nparts++] = lfirst_oid(lc);
	if (get_rel_relkind(m->source) == RELKIND_RELATION &&
		(m->nparts > 1 || has_superclass(m->source)))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("\"%s\" inherits or is inherited from", get_rel_name(m->source)),
				 errhint("Use declarative partitions, PARTITION BY.")));
	for (int i = 0; i < m->nparts; i++)
	{
		if (get_rel_relkind(m->part[i]) == RELKIND_FOREIGN_TABLE)
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("partition \"%s\" is a foreign table", get_rel_name(m->part[i])),
					 errhint("What others write there is not seen here. Detach it.")));
	}
}

static void
CheckOwner(Oid source)
{
	if (OwnerOfTable(source) == InvalidOid)
		CheckSource(source);
	if (!has_privs_of_role(GetUserId(), OwnerOfTable(source)))
		aclcheck_error(ACLCHECK_NOT_OWNER, OBJECT_TABLE, get_rel_name(source));
}

static void
CheckKeyName(const Declaration *d, int i)
{
	const char *name = d->key_name[i];

	if (strcmp(name, kind_words[d->m.kind].kind) == 0 || strcmp(name, "taken") == 0 ||
		strcmp(name, "added") == 0 || strcmp(name, "removed") == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a key cannot be called \"%s\"", name),
				 errhint("The summary has a column of this name. Give the key another with AS, as in: left(hs, 2) AS chapter.")));
	for (int other = 0; other < i; other++)
	{
		if (strcmp(name, d->key_name[other]) == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("two keys are called \"%s\"", name),
					 errhint("Give one another name with AS, as in: left(hs, 2) AS chapter.")));
	}
}

static void
ReadKeys(Declaration *d, ArrayType *keys)
{
	Datum	   *element;
	bool	   *isnull;

	deconstruct_array(keys, TEXTOID, -1, false, TYPALIGN_INT, &element, &isnull, &d->m.nkeys);
	if (ARR_NDIM(keys) != 1 || d->m.nkeys > MAX_KEYS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a maintained summary needs a list of 1 to %d keys", MAX_KEYS),
				 errhint("For one summary of all rows give a constant: '{1 AS total}'.")));
	d->key_name = palloc(d->m.nkeys * sizeof(char *));
	for (int i = 0; i < d->m.nkeys; i++)
	{
		Expression	key;

		if (isnull[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("a key must not be NULL")));
		key = ReadExpression(d->m.source, TextDatumGetCString(element[i]), psprintf("key %d", i + 1));
		d->key_name[i] = key.name;
		d->nodes = lappend(d->nodes, key.node);
		CheckKeyName(d, i);
	}
}

/* with the caller's search_path */
static void
ReadDeclaration(Declaration *d, FunctionCallInfo fcinfo)
{
	static const char *const what[][NARGUMENTS] = {
		{"the period", "the value"}, {"the member", "the value"}, {"the duration", "the event"}
	};
	RangeVar   *name = makeRangeVarFromNameList(textToQualifiedNameList(PG_GETARG_TEXT_PP(0)));
	char	   *mode = text_to_cstring(PG_GETARG_TEXT_PP(6));

	d->m.deferred = strcmp(mode, "deferred") == 0;
	if (!d->m.deferred && strcmp(mode, "immediate") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown mode \"%s\"", mode),
				 errhint("Modes are 'immediate' and 'deferred'.")));
	d->m.replica = PG_GETARG_BOOL(7);
	d->schema = RangeVarGetCreationNamespace(name);
	d->name = name->relname;
	ReadKeys(d, PG_GETARG_ARRAYTYPE_P(2));
	for (int i = 0; i < NARGUMENTS; i++)
	{
		Expression	argument = ReadExpression(d->m.source,
											  text_to_cstring(PG_GETARG_TEXT_PP(3 + i)),
											  what[d->m.kind][i]);

		d->nodes = lappend(d->nodes, CoerceArgument(argument.node, d->m.kind, i));
	}
	if (!PG_ARGISNULL(5))
		d->nodes = lappend(d->nodes, ReadCondition(d->m.source,
												   text_to_cstring(PG_GETARG_TEXT_PP(5))));
}

/* with search_path pinned */
static void
WriteExpressions(Declaration *d)
{
	Maintained *m = &d->m;
	int			n = 0;
	ListCell   *lc;
	char	  **text = palloc(list_length(d->nodes) * sizeof(char *));

	foreach(lc, d->nodes)
		text[n++] = ExpressionText(m->source, lfirst(lc));
	m->key = text;
	m->argument = text + m->nkeys;
	m->condition = n > m->nkeys + NARGUMENTS ? text[n - 1] : NULL;
	m->column = ColumnNames(m->source, d->nodes, &m->ncolumns);
	m->column_type = palloc(Max(m->ncolumns, 1) * sizeof(char *));
	for (int i = 0; i < m->ncolumns; i++)
		m->column_type[i] = ColumnType(m->source, m->column[i]);
	m->function = FunctionTexts(d->nodes, &m->nfunctions);
	CheckFunctionsReach(d->nodes, d->role);
}

static char *
NewName(const Declaration *d, const char *label)
{
	char	   *name = label == NULL ? d->name : makeObjectName(d->name, NULL, label);

	return quote_qualified_identifier(get_namespace_name(d->schema), name);
}

static Oid
RelationOfName(const Declaration *d, const char *label)
{
	return get_relname_relid(label == NULL ? d->name : makeObjectName(d->name, NULL, label),
							 d->schema);
}

static void
MakeKept(Declaration *d, const char *label)
{
	Maintained *m = &d->m;
	const KindWords *words = &kind_words[m->kind];
	char	   *type = psprintf("%s.%s", ExtensionSchema(), words->type);
	StringInfoData keys;

	initStringInfo(&keys);
	for (int i = 0; i < m->nkeys; i++)
		appendStringInfo(&keys, "a.k%d AS %s, ", i + 1, quote_identifier(d->key_name[i]));
	RunStatement(psprintf("CREATE TABLE %s WITH (fillfactor = 45) AS SELECT %sa.state AS %s, NULL::%s AS taken FROM (%s) a",
							NewName(d, label), keys.data, words->kind, type, AllRowsQuery(m)));
	m->kept = RelationOfName(d, label);
	MakeKeyIndex(m);
	RunStatement(psprintf("COMMENT ON COLUMN %s.taken IS 'always NULL: room for what a statement takes back'",
							QualifiedRelation(m->kept)));
}

static void
MakeView(Declaration *d)
{
	Maintained *m = &d->m;
	char	   *type = psprintf("%s.%s", ExtensionSchema(), kind_words[m->kind].type);

	RunStatement(psprintf("CREATE TABLE %s AS SELECT %s, NULL::%s AS added, NULL::%s AS removed FROM %s LIMIT 0",
							NewName(d, "delta"), KeyNames(m, ""), type, type,
							QualifiedRelation(m->kept)));
	m->delta = RelationOfName(d, "delta");
	RunStatement(psprintf("CREATE VIEW %s AS %s", NewName(d, NULL), ViewQuery(m)));
	m->summary = RelationOfName(d, NULL);
}

/* so that the first plans are good, and those of readers */
static void
Analyze(const Maintained *m)
{
	RunStatement(psprintf("ANALYZE %s", QualifiedRelation(m->kept)));
}

static void
Make(Declaration *d)
{
	Maintained *m = &d->m;
	RestrictedCall call;
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext old;

	BeginAs(&call, d->role);
	old = MemoryContextSwitchTo(caller);
	WriteExpressions(d);
	MemoryContextSwitchTo(old);
	MakeKept(d, m->deferred ? "kept" : NULL);
	m->summary = m->kept;
	if (m->deferred)
		MakeView(d);
	for (int i = 0; i < m->nparts; i++)
		MakeTriggers(m, m->part[i]);
	Analyze(m);
	EndRestricted(&call);
}

/* arguments: name, source, keys, two of the aggregate, condition, mode, replica */
static Datum
Declare(FunctionCallInfo fcinfo, MaintainedKind kind)
{
	Declaration d;

	memset(&d, 0, sizeof(d));
	for (int i = 0; i < PG_NARGS(); i++)
	{
		if (PG_ARGISNULL(i) && i != 5)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("an argument of a declaration is NULL"),
					 errhint("Only condition may be NULL, for all rows.")));
	}
	d.m.kind = kind;
	d.m.source = PG_GETARG_OID(1);
	CheckOwner(d.m.source);
	CheckSeesAll(&d.m);
	LockMaintained();
	LockParts(&d.m);
	d.role = OwnerOfTable(d.m.source);
	CheckOwner(d.m.source);
	d.m.id = NewMaintainedId();
	ReadDeclaration(&d, fcinfo);
	Make(&d);
	StoreMaintained(&d.m);
	PG_RETURN_VOID();
}

Datum
maintain_series(PG_FUNCTION_ARGS)
{
	return Declare(fcinfo, MAINTAINED_SERIES);
}

Datum
maintain_ranking(PG_FUNCTION_ARGS)
{
	return Declare(fcinfo, MAINTAINED_RANKING);
}

Datum
maintain_survival(PG_FUNCTION_ARGS)
{
	return Declare(fcinfo, MAINTAINED_SURVIVAL);
}
