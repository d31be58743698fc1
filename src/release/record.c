/*
 * record.c
 *		The records of releases, in the extension's own tables.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "release/record.h"
#include "base/run_as.h"

#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/varlena.h"

static Datum
ColumnDatum(int row, int column)
{
	bool		isnull;
	Datum		value = SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc,
									  column, &isnull);

	return isnull ? (Datum) 0 : value;
}

static char *
ColumnString(int row, int column)
{
	char	   *value = SPI_getvalue(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column);

	if (value == NULL)
		return NULL;
	return strcpy(SPI_palloc(strlen(value) + 1), value);
}

/* the elements of a text[] in the caller's memory; NULLs stay NULL */
static char **
ColumnStrings(int row, int column, int *n)
{
	ArrayType  *array = DatumGetArrayTypeP(ColumnDatum(row, column));
	Datum	   *element;
	bool	   *isnull;
	char	  **string;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &element, &isnull, n);
	string = SPI_palloc(Max(*n, 1) * sizeof(char *));
	for (int i = 0; i < *n; i++)
	{
		char	   *value = isnull[i] ? NULL : TextDatumGetCString(element[i]);

		string[i] = value ? strcpy(SPI_palloc(strlen(value) + 1), value) : NULL;
	}
	return string;
}

static struct varlena *
CopyVarlena(Datum value)
{
	struct varlena *plain = pg_detoast_datum((struct varlena *) DatumGetPointer(value));

	return memcpy(SPI_palloc(VARSIZE(plain)), plain, VARSIZE(plain));
}

void
RecordSetName(const text *name, ReleaseRecord *record)
{
	RangeVar   *range = makeRangeVarFromNameList(textToQualifiedNameList(unconstify(text *, name)));
	Oid			schema = RangeVarGetCreationNamespace(range);

	record->schema = get_namespace_name(schema);
	record->relname = pstrdup(range->relname);
	record->name = quote_qualified_identifier(record->schema, record->relname);
}

/* the caller must be the steward, or a member of that role */
static void
CheckSteward(const ReleaseRecord *record)
{
	Oid			role = get_role_oid(record->steward, true);

	if (!OidIsValid(role) ? !superuser() : !has_privs_of_role(GetUserId(), role))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied for release %s", record->name),
				 errhint("Its steward is \"%s\".", record->steward)));
}

bool
RecordLoad(const char *name, ReleaseRecord *record)
{
	RestrictedCall call;
	Oid			type = TEXTOID;
	Datum		value = CStringGetTextDatum(name);
	int			n;
	bool		found;

	BeginAsOwner(&call);
	if (SPI_execute_with_args(psprintf("SELECT source::pg_catalog.oid, dims, contributor, policy, readers, vintage, frontier, steward, buckets, columns, paths "
									   "FROM %s.bucket_lines WHERE name = $1 AND NOT retracted", ExtensionSchema()),
							  1, &type, &value, NULL, false, 1) != SPI_OK_SELECT)
		elog(ERROR, "SPI_execute_with_args failed");
	found = SPI_processed > 0;
	if (found)
	{
		record->source = DatumGetObjectId(ColumnDatum(0, 1));
		record->dims = (ArrayType *) CopyVarlena(ColumnDatum(0, 2));
		record->contributor = ColumnString(0, 3);
		record->policy = (Jsonb *) CopyVarlena(ColumnDatum(0, 4));
		record->readers = (ArrayType *) CopyVarlena(ColumnDatum(0, 5));
		record->vintage = DatumGetInt32(ColumnDatum(0, 6));
		record->frontier = ColumnStrings(0, 7, &n);
		record->steward = ColumnString(0, 8);
		record->nbuckets = DatumGetInt64(ColumnDatum(0, 9));
		record->column = ColumnStrings(0, 10, &record->ncolumns);
		record->path = ColumnStrings(0, 11, &record->npaths);
		if (n != record->vintage)
			elog(ERROR, "release %s has %d vintages but %d frontiers", name, record->vintage, n);
	}
	EndRestricted(&call);
	return found;
}

void
RecordLoadOrRaise(const text *name, ReleaseRecord *record)
{
	memset(record, 0, sizeof(ReleaseRecord));
	RecordSetName(name, record);
	if (!RecordLoad(record->name, record))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("release %s is not published", record->name),
				 errhint("The view bucket_releases lists the releases.")));
	CheckSteward(record);
}

char **
RecordsOfSource(Oid source, const char *name, bool retracted, int *n)
{
	RestrictedCall call;
	Oid			types[3] = {OIDOID, TEXTOID, BOOLOID};
	Datum		values[3] = {ObjectIdGetDatum(source), CStringGetTextDatum(name),
	BoolGetDatum(retracted)};
	char	  **other;

	BeginAsOwner(&call);
	if (SPI_execute_with_args(psprintf("SELECT name FROM %s.bucket_lines WHERE source::pg_catalog.oid = $1 AND (name <> $2 OR $3) AND retracted = $3 ORDER BY name",
									   ExtensionSchema()),
							  3, types, values, NULL, false, 0) != SPI_OK_SELECT)
		elog(ERROR, "SPI_execute_with_args failed");
	*n = (int) SPI_processed;
	other = SPI_palloc(Max(*n, 1) * sizeof(char *));
	for (int i = 0; i < *n; i++)
		other[i] = ColumnString(i, 1);
	EndRestricted(&call);
	return other;
}

LiveBucket *
RecordBuckets(const ReleaseRecord *record, int *nbuckets)
{
	RestrictedCall call;
	Oid			type = TEXTOID;
	Datum		value = CStringGetTextDatum(record->name);
	LiveBucket *bucket;

	BeginAsOwner(&call);
	if (SPI_execute_with_args(psprintf("SELECT opened, step, rest_dim, key, labels, level, n, people "
									   "FROM %s.bucket_line_buckets WHERE line = $1 ORDER BY opened, ordinal",
									   ExtensionSchema()),
							  1, &type, &value, NULL, false, 0) != SPI_OK_SELECT)
		elog(ERROR, "SPI_execute_with_args failed");
	*nbuckets = (int) SPI_processed;
	bucket = SPI_palloc(Max(SPI_processed, 1) * sizeof(LiveBucket));
	for (int i = 0; i < *nbuckets; i++)
	{
		int			n;

		bucket[i].opened = DatumGetInt32(ColumnDatum(i, 1));
		bucket[i].step = DatumGetInt32(ColumnDatum(i, 2));
		bucket[i].rest_dim = DatumGetInt32(ColumnDatum(i, 3));
		bucket[i].key = ColumnString(i, 4);
		bucket[i].name.label = (const char **) ColumnStrings(i, 5, &n);
		bucket[i].name.level = ColumnString(i, 6);
		bucket[i].reports = DatumGetInt64(ColumnDatum(i, 7));
		bucket[i].people = (ArrayType *) CopyVarlena(ColumnDatum(i, 8));
	}
	EndRestricted(&call);
	if (*nbuckets != record->nbuckets)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("the people behind release %s are not known", record->name),
				 errdetail("Dumps leave them out."),
				 errhint("The release stays as it is.  Retract it and publish it under a new name; compare the two before you do, since their difference will be public.")));
	return bucket;
}

/* a text[] of strings, of which any may be NULL */
static Datum
StringsDatum(const char *const *string, int n)
{
	Datum	   *element = palloc(Max(n, 1) * sizeof(Datum));
	bool	   *isnull = palloc(Max(n, 1) * sizeof(bool));
	int			dims[1] = {n};
	int			lbs[1] = {1};

	for (int i = 0; i < n; i++)
	{
		isnull[i] = string[i] == NULL;
		element[i] = isnull[i] ? (Datum) 0 : CStringGetTextDatum(string[i]);
	}
	if (n == 0)
		return PointerGetDatum(construct_empty_array(TEXTOID));
	return PointerGetDatum(construct_md_array(element, isnull, 1, dims, lbs,
											  TEXTOID, -1, false, TYPALIGN_INT));
}

void
RecordStore(const ReleaseRecord *record, const char *frontier, int64 nbuckets,
			int64 reports)
{
	RestrictedCall call;
	const char **frontiers = palloc((record->vintage + 1) * sizeof(char *));
	Oid			types[13] = {TEXTOID, OIDOID, TEXTARRAYOID, TEXTOID, JSONBOID,
		TEXTARRAYOID, TEXTOID, INT4OID, TEXTARRAYOID, INT8OID, INT8OID, TEXTARRAYOID,
	TEXTARRAYOID};
	Datum		values[13];

	for (int i = 0; i < record->vintage; i++)
		frontiers[i] = record->frontier[i];
	frontiers[record->vintage] = frontier;

	values[0] = CStringGetTextDatum(record->name);
	values[1] = ObjectIdGetDatum(record->source);
	values[2] = PointerGetDatum(record->dims);
	values[3] = CStringGetTextDatum(record->contributor);
	values[4] = JsonbPGetDatum(record->policy);
	values[5] = PointerGetDatum(record->readers);
	values[6] = CStringGetTextDatum(GetUserNameFromId(GetUserId(), false));
	values[7] = Int32GetDatum(record->vintage + 1);
	values[8] = StringsDatum(frontiers, record->vintage + 1);
	values[9] = Int64GetDatum(nbuckets);
	values[10] = Int64GetDatum(reports);
	values[11] = StringsDatum((const char *const *) record->column, record->ncolumns);
	values[12] = StringsDatum((const char *const *) record->path, record->npaths);
	BeginAsOwner(&call);
	if (SPI_execute_with_args(psprintf("INSERT INTO %s.bucket_lines (name, source, dims, contributor, policy, readers, steward, vintage, frontier, buckets, reports, columns, paths, published_at, retracted) "
									   "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, pg_catalog.now(), false) "
									   "ON CONFLICT (name) DO UPDATE SET source = $2, dims = $3, contributor = $4, policy = $5, readers = $6, steward = $7, "
									   "vintage = $8, frontier = $9, buckets = $10, reports = $11, columns = $12, paths = $13, published_at = pg_catalog.now(), retracted = false",
									   ExtensionSchema()),
							  lengthof(types), types, values, NULL, false, 0) != SPI_OK_INSERT)
		elog(ERROR, "SPI_execute_with_args failed");
	EndRestricted(&call);
}

void
RecordStoreBuckets(const ReleaseRecord *record, int ncolumns, int nbuckets,
				   const LiveBucket *bucket)
{
	RestrictedCall call;
	Oid			types[10] = {TEXTOID, INT4OID, INT4OID, INT4OID, INT4OID, TEXTOID,
	TEXTARRAYOID, TEXTOID, INT8OID, get_array_type(ExtensionType("bucket_state"))};
	Datum		values[10];
	SPIPlanPtr	plan;
	MemoryContext row_context;

	values[0] = CStringGetTextDatum(record->name);
	BeginAsOwner(&call);
	if (SPI_execute_with_args(psprintf("DELETE FROM %s.bucket_line_buckets WHERE line = $1", ExtensionSchema()),
							  1, types, values, NULL, false, 0) != SPI_OK_DELETE)
		elog(ERROR, "SPI_execute_with_args failed");
	plan = SPI_prepare(psprintf("INSERT INTO %s.bucket_line_buckets VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
								ExtensionSchema()), lengthof(types), types);
	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed");
	row_context = AllocSetContextCreate(CurrentMemoryContext, "bucket rows", ALLOCSET_DEFAULT_SIZES);
	for (int i = 0; i < nbuckets; i++)
	{
		MemoryContext old = MemoryContextSwitchTo(row_context);

		CHECK_FOR_INTERRUPTS();
		values[1] = Int32GetDatum(i);
		values[2] = Int32GetDatum(bucket[i].opened);
		values[3] = Int32GetDatum(bucket[i].step);
		values[4] = Int32GetDatum(bucket[i].rest_dim);
		values[5] = CStringGetTextDatum(bucket[i].key);
		values[6] = StringsDatum(bucket[i].name.label, ncolumns);
		values[7] = CStringGetTextDatum(bucket[i].name.level);
		values[8] = Int64GetDatum(bucket[i].reports);
		values[9] = PointerGetDatum(bucket[i].people);
		MemoryContextSwitchTo(old);
		if (SPI_execute_plan(plan, values, NULL, false, 0) != SPI_OK_INSERT)
			elog(ERROR, "SPI_execute_plan failed");
		MemoryContextReset(row_context);
	}
	EndRestricted(&call);
}

void
RecordRetract(const char *name)
{
	RestrictedCall call;
	Oid			type = TEXTOID;
	Datum		value = CStringGetTextDatum(name);

	BeginAsOwner(&call);
	if (SPI_execute_with_args(psprintf("UPDATE %s.bucket_lines SET retracted = true WHERE name = $1", ExtensionSchema()),
							  1, &type, &value, NULL, false, 0) != SPI_OK_UPDATE ||
		SPI_execute_with_args(psprintf("DELETE FROM %s.bucket_line_buckets WHERE line = $1", ExtensionSchema()),
							  1, &type, &value, NULL, false, 0) != SPI_OK_DELETE)
		elog(ERROR, "SPI_execute_with_args failed");
	EndRestricted(&call);
}
