/*
 * publish_view.c
 *		What readers meet: a plain view over a plain table of safe buckets.
 *
 * A vintage has a table of its own, so that readers of the one before are not
 * kept waiting and never see a mixture of both.
 */
#include "base/compat.h"

#include "base/run_as.h"
#include "cells/labels.h"
#include "release/publish_view.h"

#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

/* columns of every release behind its labels */
static const char *const fixed_columns[] = {
	"n", "contributors_at_least", "level", "opened"
};

/*
 * The table behind the view in one vintage.  Of 63 bytes at most: a long name
 * is cut and told from others that begin alike by a hash; the number never is.
 */
static char *
VintageTable(const ReleaseRecord *record, int vintage)
{
	char	   *name = pstrdup(record->relname);
	int			len = strlen(name);
	int			kept = NAMEDATALEN - 1 - (int) strlen("_01234567_v2147483647");

	if (len > NAMEDATALEN - 1 - (int) strlen("_v2147483647"))
	{
		uint32		hash = hash_bytes((const unsigned char *) name, len);

		name[pg_mbcliplen(name, len, kept)] = '\0';
		name = psprintf("%s_%08x", name, hash);
	}
	return quote_qualified_identifier(record->schema, psprintf("%s_v%d", name, vintage));
}

static void
ExecuteUtility(const char *query)
{
	if (SPI_execute(query, false, 0) < 0)
		elog(ERROR, "SPI_execute failed: %s", query);
}

static void
CheckColumnNames(const Rollup *rollup)
{
	for (int i = 0; i < LabelColumns(rollup); i++)
	{
		const char *name = LabelColumnName(rollup, i);
		bool		taken = false;

		for (size_t j = 0; j < lengthof(fixed_columns); j++)
			taken |= strcmp(name, fixed_columns[j]) == 0;
		for (int j = 0; j < i; j++)
			taken |= strcmp(name, LabelColumnName(rollup, j)) == 0;
		if (taken)
			ereport(ERROR,
					(errcode(ERRCODE_DUPLICATE_COLUMN),
					 errmsg("column \"%s\" would stand in the release twice", name),
					 errhint("Rename the column in a view of the source or of the hierarchy.")));
	}
}

static int
CompareLabels(const void *a, const void *b, void *rollup)
{
	const Bucket *const *bucket_a = a;
	const Bucket *const *bucket_b = b;

	for (int i = 0; i < LabelColumns(rollup); i++)
	{
		int			cmp = strcmp((*bucket_a)->name.label[i], (*bucket_b)->name.label[i]);

		if (cmp != 0)
			return cmp;
	}
	return 0;
}

/*
 * A label of the source may be that of a rest.  Readers who go by the labels
 * would take one bucket for the other.
 */
static void
CheckLabels(const Rollup *rollup, int nbuckets, const Bucket *bucket)
{
	const Bucket **sorted = palloc_extended(Max(nbuckets, 1) * sizeof(Bucket *), MCXT_ALLOC_HUGE);

	for (int i = 0; i < nbuckets; i++)
		sorted[i] = &bucket[i];
	qsort_arg(sorted, nbuckets, sizeof(Bucket *), CompareLabels, unconstify(Rollup *, rollup));
	for (int i = 1; i < nbuckets; i++)
	{
		const RollupCell *a = sorted[i - 1]->cell;
		const RollupCell *b = sorted[i]->cell;

		if (CompareLabels(&sorted[i - 1], &sorted[i], unconstify(Rollup *, rollup)) == 0 &&
			(a->step != b->step || a->rest_dim != b->rest_dim))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("two buckets of this release would read alike"),
					 errdetail("A label of the source is also that of a rest."),
					 errhint("Choose another \"rest_label\" in the policy, or rename the label in a view of the source.")));
	}
	pfree(sorted);
}

static void
CreateVintageTable(const Rollup *rollup, const char *table)
{
	StringInfoData query;

	initStringInfo(&query);
	appendStringInfo(&query, "CREATE TABLE %s (", table);
	for (int i = 0; i < LabelColumns(rollup); i++)
		appendStringInfo(&query, "%s pg_catalog.text NOT NULL, ",
						 quote_identifier(LabelColumnName(rollup, i)));
	appendStringInfoString(&query, "n pg_catalog.int8 NOT NULL, contributors_at_least pg_catalog.int4 NOT NULL, "
						   "level pg_catalog.text NOT NULL, opened pg_catalog.int4 NOT NULL)");
	ExecuteUtility(query.data);
}

/* inserts the buckets in canonical order */
static void
FillVintageTable(const Rollup *rollup, const char *table, int nbuckets,
				 const Bucket *bucket)
{
	int			ncolumns = LabelColumns(rollup);
	int			nargs = ncolumns + lengthof(fixed_columns);
	Oid		   *types = palloc(nargs * sizeof(Oid));
	Datum	   *values = palloc(nargs * sizeof(Datum));
	StringInfoData query;
	SPIPlanPtr	plan;
	MemoryContext row_context = AllocSetContextCreate(CurrentMemoryContext, "bucket rows",
													  ALLOCSET_DEFAULT_SIZES);

	initStringInfo(&query);
	appendStringInfo(&query, "INSERT INTO %s VALUES (", table);
	for (int i = 0; i < nargs; i++)
	{
		types[i] = TEXTOID;
		appendStringInfo(&query, "%s$%d", i > 0 ? ", " : "", i + 1);
	}
	appendStringInfoChar(&query, ')');
	types[ncolumns] = INT8OID;
	types[ncolumns + 1] = INT4OID;
	types[ncolumns + 3] = INT4OID;
	plan = SPI_prepare(query.data, nargs, types);
	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed: %s", query.data);

	for (int i = 0; i < nbuckets; i++)
	{
		MemoryContext old = MemoryContextSwitchTo(row_context);

		CHECK_FOR_INTERRUPTS();
		for (int c = 0; c < ncolumns; c++)
			values[c] = CStringGetTextDatum(bucket[i].name.label[c]);
		values[ncolumns] = Int64GetDatum(bucket[i].reports);
		values[ncolumns + 1] = Int32GetDatum(rollup->policy->k);
		values[ncolumns + 2] = CStringGetTextDatum(bucket[i].name.level);
		values[ncolumns + 3] = Int32GetDatum(bucket[i].opened);
		MemoryContextSwitchTo(old);
		if (SPI_execute_plan(plan, values, NULL, false, 0) != SPI_OK_INSERT)
			elog(ERROR, "SPI_execute_plan failed");
		MemoryContextReset(row_context);
	}
}

/*
 * The readers' names, quoted and joined; NULL where there are none.  A role
 * that is gone since the release was declared is none.
 */
static char *
ReaderList(const ReleaseRecord *record)
{
	StringInfoData list;
	Datum	   *reader;
	bool	   *isnull;
	int			n;

	deconstruct_array(record->readers, TEXTOID, -1, false, TYPALIGN_INT, &reader, &isnull, &n);
	initStringInfo(&list);
	for (int i = 0; i < n; i++)
	{
		char	   *name = TextDatumGetCString(reader[i]);

		if (OidIsValid(get_role_oid(name, true)))
			appendStringInfo(&list, "%s%s", list.len > 0 ? ", " : "", quote_identifier(name));
	}
	return list.len > 0 ? list.data : NULL;
}

/*
 * Takes from everybody but its owner what the steward's default privileges
 * gave on a new table or view.
 */
static void
RevokeDefaults(const char *relation)
{
	Oid			type = TEXTOID;
	Datum		name = CStringGetTextDatum(relation);
	char	   *grantees;

	if (SPI_execute_with_args("SELECT string_agg(DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END, ', ') "
							  "FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = to_regclass($1) AND a.grantee <> c.relowner",
							  1, &type, &name, NULL, false, 1) != SPI_OK_SELECT)
		elog(ERROR, "SPI_execute_with_args failed");
	grantees = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	if (grantees != NULL)
		ExecuteUtility(psprintf("REVOKE ALL ON %s FROM %s", relation, grantees));
}

/* is the view there?  A steward may have dropped it. */
static bool
ViewExists(const ReleaseRecord *record)
{
	return OidIsValid(get_relname_relid(record->relname,
										get_namespace_oid(record->schema, false)));
}

void
WriteVintage(const ReleaseRecord *record, const Rollup *rollup, int nbuckets,
			 const Bucket *bucket)
{
	RestrictedCall call;
	char	   *table = VintageTable(record, record->vintage + 1);
	char	   *readers = ReaderList(record);
	bool		replaced = record->vintage > 0 && ViewExists(record);

	CheckColumnNames(rollup);
	CheckLabels(rollup, nbuckets, bucket);
	BeginAsCaller(&call);
	CreateVintageTable(rollup, table);
	FillVintageTable(rollup, table, nbuckets, bucket);
	RevokeDefaults(table);
	ExecuteUtility(psprintf("CREATE %s VIEW %s AS SELECT * FROM %s",
							replaced ? "OR REPLACE" : "", record->name, table));
	if (!replaced)
	{
		RevokeDefaults(record->name);
		if (readers != NULL)
			ExecuteUtility(psprintf("GRANT SELECT ON %s TO %s", record->name, readers));
	}
	if (record->vintage > 0)
		ExecuteUtility(psprintf("DROP TABLE IF EXISTS %s", VintageTable(record, record->vintage)));
	EndRestricted(&call);
}

void
DropVintage(const ReleaseRecord *record)
{
	RestrictedCall call;

	BeginAsCaller(&call);
	ExecuteUtility(psprintf("DROP VIEW IF EXISTS %s", record->name));
	ExecuteUtility(psprintf("DROP TABLE IF EXISTS %s", VintageTable(record, record->vintage)));
	EndRestricted(&call);
}
