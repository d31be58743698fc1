/*
 * publish_view.c
 *		What readers meet: a plain view over a plain table of safe buckets.
 *
 * Both belong to the steward, who alone may read the table.  It is of the type
 * bucket_cell, so that DROP EXTENSION knows of it, in the restored database too.
 * A vintage replaces the rows of the one before and nothing else: whoever has
 * made a view, a column or a temporary table of the release, holds a lock on it,
 * or has taken the name that its next table would bear, cannot keep a refresh or
 * a retraction from being done, and readers see one vintage or the other.
 *
 * Must never: ask for a lock on view or table that conflicts with reading, and
 * wait for it.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "base/run_as.h"
#include "base/stored.h"
#include "cells/labels.h"
#include "cells/reach.h"
#include "release/publish_columns.h"
#include "release/publish_view.h"

#include "access/htup_details.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "commands/defrem.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

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

void
CheckView(const Rollup *rollup, int nbuckets, const Bucket *bucket)
{
	CheckColumnNames(rollup);
	CheckLabels(rollup, nbuckets, bucket);
}

/* of relation and type: a table needs both names */
static bool
NameIsTaken(const char *name, Oid schema)
{
	return OidIsValid(get_relname_relid(name, schema)) ||
		SearchSysCacheExists2(TYPENAMENSP, CStringGetDatum(name), ObjectIdGetDatum(schema));
}

/*
 * Takes from everybody but its owner what somebody's default privileges gave on
 * a new table or view.
 */
static void
RevokeDefaults(Oid relation)
{
	Oid			type = OIDOID;
	Datum		value = ObjectIdGetDatum(relation);
	char	   *grantees;

	RunQueryWith("SELECT pg_catalog.string_agg(DISTINCT CASE a.grantee WHEN 0::pg_catalog.oid THEN 'PUBLIC' "
				 "ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) END, ', ') "
				 "FROM pg_catalog.pg_class c, pg_catalog.aclexplode(c.relacl) a "
				 "WHERE c.oid OPERATOR(pg_catalog.=) $1 AND a.grantee OPERATOR(pg_catalog.<>) c.relowner",
				 1, &type, &value, NULL, false, 1);
	grantees = StoredTextOrNull("pg_class", 0, 1);
	if (grantees != NULL)
		RunStatement(psprintf("REVOKE ALL ON %s FROM %s", QualifiedRelation(relation), grantees));
}

/*
 * A name for the table behind the view that nobody has taken.  A long one is cut
 * to make room for what tells it from others.
 */
static char *
NameCells(const ReleaseRecord *record, Oid schema)
{
	char	   *name = makeObjectName(record->relname, "cells", NULL);

	for (int i = 2; NameIsTaken(name, schema); i++)
		name = makeObjectName(record->relname, "cells", psprintf("%d", i));
	return name;
}

/* the table behind the view, empty; as the steward */
static Oid
CreateCells(const ReleaseRecord *record)
{
	Oid			schema = get_namespace_oid(record->schema, false);
	char	   *name = NameCells(record, schema);
	Oid			cells;

	RunStatement(psprintf("CREATE TABLE %s OF %s.bucket_cell",
						  quote_qualified_identifier(record->schema, name), ExtensionSchema()));
	cells = get_relname_relid(name, schema);
	RevokeDefaults(cells);
	return cells;
}

/* the sums of a bucket as a numeric[] */
static Datum
SumsDatum(const Bucket *bucket)
{
	Datum		sum[POLICY_MOST_SUMS];
	bool		isnull[POLICY_MOST_SUMS];
	int			lower = 1;
	int			nsums = bucket->nsums;

	if (nsums == 0)
		return PointerGetDatum(construct_empty_array(NUMERICOID));
	for (int s = 0; s < nsums; s++)
	{
		isnull[s] = bucket->sum[s] == NULL;
		sum[s] = isnull[s] ? (Datum) 0 :
			DirectFunctionCall3(numeric_in, CStringGetDatum(bucket->sum[s]),
								ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
	}
	return PointerGetDatum(construct_md_array(sum, isnull, 1, &nsums, &lower, NUMERICOID,
											  -1, false, TYPALIGN_INT));
}

/* inserts the buckets in canonical order */
static void
FillCells(const Rollup *rollup, const char *table, int nbuckets, const Bucket *bucket)
{
	Oid			types[6] = {TEXTARRAYOID, INT8OID, INT4OID, TEXTOID, INT4OID, NUMERICARRAYOID};
	Datum		values[6];
	char		nulls[6] = {' ', ' ', ' ', ' ', ' ', ' '};
	int			ncolumns = LabelColumns(rollup);
	Datum	   *label = palloc(ncolumns * sizeof(Datum));
	MemoryContext row_context = AllocSetContextCreate(CurrentMemoryContext, "bucket rows",
													  ALLOCSET_DEFAULT_SIZES);
	SPIPlanPtr	plan = SPI_prepare(psprintf("INSERT INTO %s (labels, n, contributors_at_least, level, opened, sums) "
											"VALUES ($1, $2, $3, $4, $5, $6)", table), lengthof(types), types);

	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed");
	for (int i = 0; i < nbuckets; i++)
	{
		MemoryContext old = MemoryContextSwitchTo(row_context);

		CHECK_FOR_INTERRUPTS();
		for (int c = 0; c < ncolumns; c++)
			label[c] = CStringGetTextDatum(bucket[i].name.label[c]);
		values[0] = PointerGetDatum(construct_array(label, ncolumns, TEXTOID, -1, false,
													TYPALIGN_INT));
		nulls[1] = nulls[2] = BucketIsHidden(&bucket[i]) ? 'n' : ' ';
		values[1] = Int64GetDatum(bucket[i].reports);
		values[2] = Int32GetDatum(rollup->policy->k);
		values[3] = CStringGetTextDatum(bucket[i].name.level);
		values[4] = Int32GetDatum(bucket[i].opened);
		values[5] = SumsDatum(&bucket[i]);
		MemoryContextSwitchTo(old);
		RunPlan(plan, values, nulls);
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
	int			n;

	deconstruct_array(record->readers, REGROLEOID, sizeof(Oid), true, TYPALIGN_INT,
					  &reader, NULL, &n);
	initStringInfo(&list);
	for (int i = 0; i < n; i++)
	{
		char	   *name = GetUserNameFromId(DatumGetObjectId(reader[i]), true);

		if (name != NULL)
			appendStringInfo(&list, "%s%s", list.len > 0 ? ", " : "", quote_identifier(name));
	}
	return list.len > 0 ? list.data : NULL;
}

Oid
OwnerOf(Oid relation)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relation));
	Oid			owner;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for relation %u", relation);
	owner = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
	ReleaseSysCache(tuple);
	return owner;
}

bool
ViewExists(const ReleaseRecord *record)
{
	return get_rel_relkind(record->view) == RELKIND_VIEW;
}

/* the view reads the table with the rights of its owner */
static void
GrantCells(const char *table, Oid role)
{
	RunStatement(psprintf("GRANT SELECT ON %s TO %s", table,
						  quote_identifier(GetUserNameFromId(role, false))));
}

static bool
CellsExist(const ReleaseRecord *record)
{
	return get_rel_relkind(record->cells) == RELKIND_RELATION;
}

/*
 * Begins to write to the table as its owner.  It may have come to a superuser
 * since, with a trigger that runs what somebody else wrote.
 */
static void
BeginAsOwnerOf(RestrictedCall *call, Oid cells)
{
	CheckReach(OwnerOf(cells), cells);
	BeginAs(call, OwnerOf(cells));
}

/* the rows of the vintage in place of those of the one before */
static void
WriteCells(ReleaseRecord *record, const Rollup *rollup, int nbuckets, const Bucket *bucket)
{
	RestrictedCall call;
	char	   *table;

	if (!CellsExist(record))
	{
		BeginAs(&call, record->steward);
		record->cells = CreateCells(record);
		EndRestricted(&call);
	}
	BeginAsOwnerOf(&call, record->cells);
	table = QualifiedRelation(record->cells);
	RunStatement(psprintf("DELETE FROM %s", table));
	FillCells(rollup, table, nbuckets, bucket);
	if (ViewExists(record) && OwnerOf(record->view) != OwnerOf(record->cells))
		GrantCells(table, OwnerOf(record->view));
	EndRestricted(&call);
}

void
WriteVintage(ReleaseRecord *record, const Rollup *rollup, int nbuckets,
			 const Bucket *bucket)
{
	RestrictedCall call;
	char	   *readers = ReaderList(record);
	Oid			cells = record->cells;
	bool		exists = ViewExists(record);

	CheckView(rollup, nbuckets, bucket);
	WriteCells(record, rollup, nbuckets, bucket);
	if (exists && record->cells == cells)
		return;
	BeginAs(&call, exists ? OwnerOf(record->view) : record->steward);
	RunStatement(psprintf("CREATE %sVIEW %s AS SELECT %s FROM %s", exists ? "OR REPLACE " : "",
						  record->name, SelectList(rollup), QualifiedRelation(record->cells)));
	if (!exists)
	{
		record->view = get_relname_relid(record->relname, get_namespace_oid(record->schema, false));
		RevokeDefaults(record->view);
		CommentColumns(rollup, record->name);
		if (readers != NULL)
			RunStatement(psprintf("GRANT SELECT ON %s TO %s", record->name, readers));
	}
	EndRestricted(&call);
}

/*
 * Can the relation be dropped at this moment, with nobody's objects behind it
 * and without waiting for anybody?  If so, it is locked.
 */
static bool
CanDrop(Oid relation)
{
	Oid			type = OIDOID;
	Datum		value = ObjectIdGetDatum(relation);

	if (!ConditionalLockRelationOid(relation, AccessExclusiveLock))
		return false;
	RunQueryWith("SELECT FROM pg_catalog.pg_depend d LEFT JOIN pg_catalog.pg_rewrite w "
				 "ON d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_rewrite'::pg_catalog.regclass::pg_catalog.oid AND w.oid OPERATOR(pg_catalog.=) d.objid "
				 "WHERE d.deptype OPERATOR(pg_catalog.=) 'n' AND w.ev_class IS DISTINCT FROM $1 AND ("
				 "d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid AND d.refobjid OPERATOR(pg_catalog.=) $1 "
				 "OR d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_type'::pg_catalog.regclass::pg_catalog.oid AND EXISTS ("
				 "SELECT FROM pg_catalog.pg_type t WHERE t.typrelid OPERATOR(pg_catalog.=) $1 AND d.refobjid IN (t.oid, t.typarray)))",
				 1, &type, &value, NULL, false, 1);
	return SPI_processed == 0;
}

/* drops it as its owner, if that can be done now */
static bool
DropIfIdle(Oid relation, const char *kind)
{
	RestrictedCall call;
	bool		can;

	BeginAs(&call, OwnerOf(relation));
	can = CanDrop(relation);
	if (can)
		RunStatement(psprintf("DROP %s %s", kind, QualifiedRelation(relation)));
	EndRestricted(&call);
	return can;
}

void
EmptyView(const ReleaseRecord *record)
{
	RestrictedCall call;

	if (CellsExist(record))
	{
		BeginAsOwnerOf(&call, record->cells);
		RunStatement(psprintf("DELETE FROM %s", QualifiedRelation(record->cells)));
		EndRestricted(&call);
	}
}

/*
 * A number may have come to another relation since ours was dropped: a table of
 * cells is known by its type, or of version 0.1.0 by its name, and a view by the
 * table of cells that it reads.
 */
void
DropLeftovers(void)
{
	static const char records[] = "bucket_lines";
	RestrictedCall call;
	int			n;
	Oid		   *view;
	Oid		   *cells;

	BeginAsOwner(&call);
	RunQuery(psprintf("SELECT t.oid, coalesce((SELECT w.ev_class FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_rewrite w ON w.oid OPERATOR(pg_catalog.=) d.objid "
					  "WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_rewrite'::pg_catalog.regclass::pg_catalog.oid "
					  "AND d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid "
					  "AND d.refobjid OPERATOR(pg_catalog.=) t.oid AND w.ev_class OPERATOR(pg_catalog.=) l.view::pg_catalog.oid LIMIT 1), 0::pg_catalog.oid) "
					  "FROM %s.bucket_lines l JOIN pg_catalog.pg_class t ON t.oid OPERATOR(pg_catalog.=) l.cells::pg_catalog.oid "
					  "WHERE l.retracted AND (t.reloftype OPERATOR(pg_catalog.=) %u::pg_catalog.oid "
					  "OR l.seal OPERATOR(pg_catalog.=) ''::pg_catalog.bytea AND pg_catalog.right(t.relname::pg_catalog.text, pg_catalog.length(l.vintage::pg_catalog.text) OPERATOR(pg_catalog.+) 2) "
					  "OPERATOR(pg_catalog.=) pg_catalog.concat('_v', l.vintage)) ORDER BY 1",
					  ExtensionSchema(), ExtensionType("bucket_cell")), false, 0);
	n = (int) SPI_processed;
	cells = SPI_palloc(Max(n, 1) * sizeof(Oid));
	view = SPI_palloc(Max(n, 1) * sizeof(Oid));
	for (int i = 0; i < n; i++)
	{
		cells[i] = StoredOid(records, i, 1);
		view[i] = StoredOid(records, i, 2);
	}
	EndRestricted(&call);
	for (int i = 0; i < n; i++)
	{
		if (!OidIsValid(view[i]) || DropIfIdle(view[i], "VIEW"))
			(void) DropIfIdle(cells[i], "TABLE");
	}
}
