/*
 * maintained.c
 *		The register of summaries that keep themselves.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "base/run_as.h"
#include "base/stored.h"
#include "maintain/maintained.h"

#include "access/htup_details.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "storage/lock.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#define REGISTER "maintained_summaries"

#define REGISTER_COLUMNS "id, kind, deferred, replica, summary, kept, delta, source, parts, keys, arguments, " \
	"condition, columns, column_types, functions"
#define NCOLUMNS 15

const KindWords kind_words[] = {
	{"series", "time_series", "counted_series", "counted_rollup", "series_change", "series_merge",
	"time_series_send", "num_rows"},
	{"ranking", "member_ranking", "counted_ranking", "counted_rollup", "ranking_change",
	"ranking_merge", "member_ranking_send", "num_rows"},
	{"survival", "survival_curve", "km_curve", "rollup", "survival_change", "survival_combine",
	"survival_curve_send", "num_cases"}
};

/* as the ledger's lock: nobody can take it but through our functions */
void
LockMaintained(void)
{
	LOCKTAG		tag;

	SET_LOCKTAG_ADVISORY(tag, MyDatabaseId, ExtensionTable(REGISTER), 0, 3);
	(void) LockAcquire(&tag, ExclusiveLock, false, false);
}

static MaintainedKind
KindFromText(const char *text)
{
	for (size_t i = 0; i < lengthof(kind_words); i++)
	{
		if (strcmp(text, kind_words[i].kind) == 0)
			return (MaintainedKind) i;
	}
	RaiseStored(REGISTER, 0, 2, "It is no kind of summary.");
}

static Oid *
StoredParts(uint64 row, int *n)
{
	ArrayType  *array = StoredArray(REGISTER, row, 9, REGCLASSOID, false);
	Datum	   *element;
	Oid		   *part;

	deconstruct_array(array, REGCLASSOID, sizeof(Oid), true, TYPALIGN_INT, &element, NULL, n);
	part = palloc(Max(*n, 1) * sizeof(Oid));
	for (int i = 0; i < *n; i++)
		part[i] = DatumGetObjectId(element[i]);
	return part;
}

static Maintained *
ReadMaintained(uint64 row)
{
	Maintained *m = palloc0(sizeof(Maintained));
	int			n;

	m->id = StoredInt4(REGISTER, row, 1);
	m->kind = KindFromText(StoredText(REGISTER, row, 2));
	m->deferred = StoredBool(REGISTER, row, 3);
	m->replica = StoredBool(REGISTER, row, 4);
	m->summary = StoredOid(REGISTER, row, 5);
	m->kept = StoredOid(REGISTER, row, 6);
	m->delta = StoredOid(REGISTER, row, 7);
	m->source = StoredOid(REGISTER, row, 8);
	m->part = StoredParts(row, &m->nparts);
	m->key = StoredTexts(REGISTER, row, 10, false, &m->nkeys);
	m->argument = StoredTexts(REGISTER, row, 11, false, &n);
	if (n != NARGUMENTS)
		RaiseStored(REGISTER, row, 11, "There are two of them.");
	m->condition = StoredTextOrNull(REGISTER, row, 12);
	m->column = StoredTexts(REGISTER, row, 13, false, &m->ncolumns);
	m->column_type = StoredTexts(REGISTER, row, 14, false, &n);
	if (n != m->ncolumns)
		RaiseStored(REGISTER, row, 14, "Each column has one.");
	m->function = StoredTexts(REGISTER, row, 15, false, &m->nfunctions);
	return m;
}

/* a List of Maintained in the caller's memory */
static List *
Select(const char *condition)
{
	RestrictedCall call;
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext old;
	List	   *found = NIL;

	BeginAsOwner(&call);
	RunQuery(psprintf("SELECT " REGISTER_COLUMNS " FROM %s." REGISTER "%s ORDER BY id",
					  ExtensionSchema(), condition), false, 0);
	old = MemoryContextSwitchTo(caller);
	for (uint64 i = 0; i < SPI_processed; i++)
		found = lappend(found, ReadMaintained(i));
	MemoryContextSwitchTo(old);
	EndRestricted(&call);
	return found;
}

Maintained *
FindMaintained(int id)
{
	List	   *found = Select(psprintf(" WHERE id OPERATOR(pg_catalog.=) %d", id));

	return found == NIL ? NULL : linitial(found);
}

List *
AllMaintained(void)
{
	return Select("");
}

static char *
RelationText(Oid relation)
{
	return DatumGetCString(DirectFunctionCall1(regclassout, ObjectIdGetDatum(relation)));
}

Maintained *
NamedMaintained(Oid summary)
{
	List	   *found = Select(psprintf(" WHERE summary::pg_catalog.oid OPERATOR(pg_catalog.=) %u::pg_catalog.oid",
										summary));
	Maintained *m;

	if (found == NIL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("\"%s\" is not a maintained summary", RelationText(summary)),
				 errhint("SELECT name FROM maintained lists those that there are.")));
	m = linitial(found);
	if (!has_privs_of_role(GetUserId(), OwnerOfTable(m->source)))
		aclcheck_error(ACLCHECK_NOT_OWNER, OBJECT_TABLE, get_rel_name(m->source));
	return m;
}

int
NewMaintainedId(void)
{
	RestrictedCall call;
	int			id;

	BeginAsOwner(&call);
	RunQuery(psprintf("SELECT coalesce(pg_catalog.max(id), 0) FROM %s." REGISTER, ExtensionSchema()),
			 false, 1);
	id = StoredInt4(REGISTER, 0, 1) + 1;
	EndRestricted(&call);
	return id;
}

static Datum
TextsDatum(char **string, int n)
{
	Datum	   *element = palloc(Max(n, 1) * sizeof(Datum));

	for (int i = 0; i < n; i++)
		element[i] = CStringGetTextDatum(string[i]);
	return PointerGetDatum(construct_array(element, n, TEXTOID, -1, false, TYPALIGN_INT));
}

static Datum
PartsDatum(const Maintained *m)
{
	Datum	   *element = palloc(Max(m->nparts, 1) * sizeof(Datum));

	for (int i = 0; i < m->nparts; i++)
		element[i] = ObjectIdGetDatum(m->part[i]);
	return PointerGetDatum(construct_array(element, m->nparts, REGCLASSOID, sizeof(Oid), true,
										   TYPALIGN_INT));
}

static void
Write(const char *query, int n, Oid *types, Datum *values, const char *nulls)
{
	RestrictedCall call;

	BeginAsOwner(&call);
	RunQueryWith(query, n, types, values, nulls, false, 0);
	EndRestricted(&call);
}

void
StoreMaintained(const Maintained *m)
{
	Oid			types[NCOLUMNS] = {INT4OID, TEXTOID, BOOLOID, BOOLOID, REGCLASSOID, REGCLASSOID,
		REGCLASSOID, REGCLASSOID, REGCLASSARRAYOID, TEXTARRAYOID, TEXTARRAYOID, TEXTOID,
	TEXTARRAYOID, TEXTARRAYOID, TEXTARRAYOID};
	Datum		values[NCOLUMNS];
	char		nulls[NCOLUMNS + 1];

	memset(nulls, ' ', NCOLUMNS);
	nulls[NCOLUMNS] = '\0';
	values[0] = Int32GetDatum(m->id);
	values[1] = CStringGetTextDatum(kind_words[m->kind].kind);
	values[2] = BoolGetDatum(m->deferred);
	values[3] = BoolGetDatum(m->replica);
	values[4] = ObjectIdGetDatum(m->summary);
	values[5] = ObjectIdGetDatum(m->kept);
	values[6] = ObjectIdGetDatum(m->delta);
	values[7] = ObjectIdGetDatum(m->source);
	values[8] = PartsDatum(m);
	values[9] = TextsDatum(m->key, m->nkeys);
	values[10] = TextsDatum(m->argument, NARGUMENTS);
	values[11] = m->condition == NULL ? (Datum) 0 : CStringGetTextDatum(m->condition);
	nulls[11] = m->condition == NULL ? 'n' : ' ';
	values[12] = TextsDatum(m->column, m->ncolumns);
	values[13] = TextsDatum(m->column_type, m->ncolumns);
	values[14] = TextsDatum(m->function, m->nfunctions);
	Write(psprintf("INSERT INTO %s." REGISTER " (" REGISTER_COLUMNS ") "
				   "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
				   ExtensionSchema()), NCOLUMNS, types, values, nulls);
}

void
StoreParts(const Maintained *m)
{
	Oid			types[2] = {INT4OID, REGCLASSARRAYOID};
	Datum		values[2] = {Int32GetDatum(m->id), PartsDatum(m)};

	Write(psprintf("UPDATE %s." REGISTER " SET parts = $2 WHERE id OPERATOR(pg_catalog.=) $1",
				   ExtensionSchema()), 2, types, values, NULL);
}

void
ForgetMaintained(int id)
{
	Oid			type = INT4OID;
	Datum		value = Int32GetDatum(id);

	Write(psprintf("DELETE FROM %s." REGISTER " WHERE id OPERATOR(pg_catalog.=) $1", ExtensionSchema()),
		  1, &type, &value, NULL);
}

Oid
OwnerOfTable(Oid relation)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relation));
	Oid			owner;

	if (!HeapTupleIsValid(tuple))
		return InvalidOid;
	owner = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
	ReleaseSysCache(tuple);
	return owner;
}

bool
IsPart(const Maintained *m, Oid relation)
{
	for (int i = 0; i < m->nparts; i++)
	{
		if (m->part[i] == relation)
			return true;
	}
	return false;
}
