/*
 * record.c
 *		Reads the records of releases from the extension's own tables.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "base/run_as.h"
#include "base/stored.h"
#include "people/key.h"
#include "record/record.h"
#include "record/record_seal.h"

#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/varlena.h"

#define RECORDS "bucket_lines"
#define BUCKETS "bucket_line_buckets"

static RangeVar *
RangeOf(const text *name)
{
	return makeRangeVarFromNameList(textToQualifiedNameList(unconstify(text *, name)));
}

/* asked before the source is read, which may take long */
static void
CheckMayCreate(Oid schema)
{
	char	   *name = get_namespace_name(schema);

	if (!DatumGetBool(DirectFunctionCall2(has_schema_privilege_id, ObjectIdGetDatum(schema),
										  CStringGetTextDatum("CREATE"))))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied for schema %s", name),
				 errhint("The view is the steward's own: let its owner GRANT CREATE ON SCHEMA %s, or name another schema, as in releases.inbox.",
						 quote_identifier(name))));
}

void
RecordSetName(const text *name, ReleaseRecord *record)
{
	RangeVar   *range = RangeOf(name);
	Oid			schema = RangeVarGetCreationNamespace(range);

	if (isTempOrTempToastNamespace(schema))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TABLE_DEFINITION),
				 errmsg("release \"%s\" would be temporary", range->relname),
				 errhint("Name a permanent schema.")));
	CheckMayCreate(schema);
	record->schema = get_namespace_name(schema);
	record->relname = pstrdup(range->relname);
	record->name = quote_qualified_identifier(record->schema, record->relname);
}

/*
 * The name of the view as it is now; as it was kept, where the view is gone.
 */
static void
NameRecord(ReleaseRecord *record)
{
	char	   *relname = get_rel_name(record->view);
	RangeVar   *range;

	if (relname != NULL)
	{
		record->relname = relname;
		record->schema = get_namespace_name(get_rel_namespace(record->view));
	}
	else
	{
		range = RangeOf(cstring_to_text(record->kept_name));
		record->relname = pstrdup(range->relname);
		record->schema = pstrdup(range->schemaname ? range->schemaname : "");
	}
	record->name = quote_qualified_identifier(record->schema, record->relname);
}

bool
RecordLoad(int id, ReleaseRecord *record)
{
	RestrictedCall call;
	Oid			type = INT4OID;
	Datum		value = Int32GetDatum(id);
	int			n;
	bool		found;

	memset(record, 0, sizeof(ReleaseRecord));
	BeginAsOwner(&call);
	RunQueryWith(psprintf("SELECT name, view, cells, source, steward, dims, contributor, policy, readers, "
						  "vintage, buckets, reports, frontier, columns, paths, entry, seal, proof "
						  "FROM %s." RECORDS " WHERE id OPERATOR(pg_catalog.=) $1 AND NOT retracted", ExtensionSchema()),
				 1, &type, &value, NULL, false, 1);
	found = SPI_processed > 0;
	if (found)
	{
		record->id = id;
		record->kept_name = StoredText(RECORDS, 0, 1);
		record->view = StoredOid(RECORDS, 0, 2);
		record->cells = StoredOid(RECORDS, 0, 3);
		record->source = StoredOid(RECORDS, 0, 4);
		record->steward = StoredOid(RECORDS, 0, 5);
		record->dims = StoredArray(RECORDS, 0, 6, TEXTOID, false);
		record->contributor = StoredText(RECORDS, 0, 7);
		record->policy = StoredJsonb(RECORDS, 0, 8);
		record->readers = StoredArray(RECORDS, 0, 9, REGROLEOID, false);
		record->vintage = StoredInt4(RECORDS, 0, 10);
		record->nbuckets = StoredInt8(RECORDS, 0, 11);
		record->reports = StoredInt8(RECORDS, 0, 12);
		record->frontier = StoredTexts(RECORDS, 0, 13, true, &n);
		record->column = StoredTexts(RECORDS, 0, 14, false, &record->ncolumns);
		record->path = StoredTexts(RECORDS, 0, 15, false, &record->npaths);
		record->entry = StoredInt8(RECORDS, 0, 16);
		record->seal = StoredBytes(RECORDS, 0, 17, -1);
		record->proof = StoredJsonb(RECORDS, 0, 18);
		if (n != record->vintage)
			RaiseStored(RECORDS, 0, 13, "does not have one element for each vintage");
	}
	EndRestricted(&call);
	if (found)
		NameRecord(record);
	return found;
}

char *
RecordPolicyText(const ReleaseRecord *record)
{
	return JsonbToCString(NULL, &record->policy->root, VARSIZE(record->policy));
}

/* the number in the first row of the answer; 0 where there is none */
static int
FindId(const char *condition, int nargs, Oid *types, Datum *values, const char *nulls)
{
	RestrictedCall call;
	int			id;

	BeginAsOwner(&call);
	RunQueryWith(psprintf("SELECT id FROM %s." RECORDS " WHERE NOT retracted AND %s",
						  ExtensionSchema(), condition),
				 nargs, types, values, nulls, false, 1);
	id = SPI_processed > 0 ? StoredInt4(RECORDS, 0, 1) : 0;
	EndRestricted(&call);
	return id;
}

int
RecordFind(const text *name)
{
	RangeVar   *range = RangeOf(name);
	Oid			view = range->schemaname == NULL ? RelnameGetRelid(range->relname) :
		get_relname_relid(range->relname, get_namespace_oid(range->schemaname, true));
	Oid			types[2] = {OIDOID, TEXTOID};
	Datum		values[2] = {ObjectIdGetDatum(view), (Datum) 0};
	char		nulls[] = "  ";
	int			id = 0;

	if (OidIsValid(view))
		id = FindId("view::pg_catalog.oid OPERATOR(pg_catalog.=) $1", 1, types, values, NULL);
	if (id != 0)
		return id;
	types[0] = TEXTOID;
	values[0] = CStringGetTextDatum(range->relname);
	nulls[1] = range->schemaname == NULL ? 'n' : ' ';
	if (range->schemaname != NULL)
		values[1] = CStringGetTextDatum(range->schemaname);
	return FindId("(pg_catalog.parse_ident(name))[2] OPERATOR(pg_catalog.=) $1 "
				  "AND ($2 IS NULL OR (pg_catalog.parse_ident(name))[1] OPERATOR(pg_catalog.=) $2) "
				  "AND NOT EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid OPERATOR(pg_catalog.=) view::pg_catalog.oid) "
				  "ORDER BY id DESC", 2, types, values, nulls);
}

/* the caller must be the steward, or a member of that role */
static void
CheckSteward(const ReleaseRecord *record)
{
	bool		exists = SearchSysCacheExists1(AUTHOID, ObjectIdGetDatum(record->steward));

	if (!exists ? !superuser() : !has_privs_of_role(GetUserId(), record->steward))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied for release %s", record->name),
				 exists ?
				 errhint("Its steward is \"%s\".", GetUserNameFromId(record->steward, false)) :
				 errhint("Its steward does not exist any more; a superuser may retract it.")));
}

void
RecordLoadOrRaise(const text *name, ReleaseRecord *record)
{
	int			id = RecordFind(name);

	if (id == 0 || !RecordLoad(id, record))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("release \"%s\" is not published", text_to_cstring(name)),
				 errhint("The view bucket_releases lists the releases.")));
	CheckSteward(record);
}

int *
OtherReleasesOf(const ReleaseRecord *record, int *n)
{
	RestrictedCall call;
	Oid			types[2] = {OIDOID, INT4OID};
	Datum		values[2] = {ObjectIdGetDatum(record->source), Int32GetDatum(record->id)};
	int		   *id;

	BeginAsOwner(&call);
	RunQueryWith(psprintf("SELECT id FROM %s." RECORDS " WHERE source::pg_catalog.oid OPERATOR(pg_catalog.=) $1 "
						  "AND id OPERATOR(pg_catalog.<>) $2 AND NOT retracted ORDER BY name",
						  ExtensionSchema()),
				 2, types, values, NULL, false, 0);
	*n = (int) SPI_processed;
	id = SPI_palloc(Max(*n, 1) * sizeof(int));
	for (int i = 0; i < *n; i++)
		id[i] = StoredInt4(RECORDS, i, 1);
	EndRestricted(&call);
	return id;
}

/* one bucket out of a row of the answer, checked for its shape */
static void
ReadBucket(const ReleaseRecord *record, int row, Oid state_type, LiveBucket *bucket)
{
	int			n;

	if (StoredInt4(BUCKETS, row, 1) != row)
		RaiseStored(BUCKETS, row, 1, "is not the number of the bucket");
	bucket->opened = StoredInt4(BUCKETS, row, 2);
	bucket->step = StoredInt4(BUCKETS, row, 3);
	bucket->rest_dim = StoredInt4(BUCKETS, row, 4);
	bucket->key = StoredText(BUCKETS, row, 5);
	bucket->name.label = (const char **) StoredTexts(BUCKETS, row, 6, false, &n);
	if (n != record->ncolumns)
		RaiseStored(BUCKETS, row, 6, "does not have one label for each column of the release");
	bucket->name.level = StoredText(BUCKETS, row, 7);
	bucket->reports = StoredInt8(BUCKETS, row, 8);
	bucket->people = StoredArray(BUCKETS, row, 9, state_type, false);
	if (ARR_NDIM(bucket->people) > 1)
		RaiseStored(BUCKETS, row, 9, "is no list");
	bucket->sum = StoredTexts(BUCKETS, row, 11, true, &bucket->nsums);
}

static void
RaiseUnfit(const ReleaseRecord *record, const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("%s of release %s does not fit its seal", what, record->name),
			 errdetail("It was changed by hand, or the root key is not the one under which it was published."),
			 errhint("The release stays as it is.  Restore the row or the key, or retract the release.")));
}

/*
 * Do record and buckets fit their seals, and the ledger's last entry about them?
 */
static void
CheckSeals(const ReleaseRecord *record, int nbuckets, const LiveBucket *bucket,
		   bytea *const *seal)
{
	LedgerMark	mark;
	uint8		cells[LEDGER_DIGEST_SIZE];
	RecordSealer *sealer;

	if (!LedgerLast(record->id, &mark, cells) || mark.seq != record->entry)
		RaiseUnfit(record, "the entry in the ledger");
	sealer = RecordSealerCreate(&mark);
	if (VARSIZE(record->seal) != VARHDRSZ + KEYED_DIGEST_SIZE ||
		!SameDigest(VARDATA(SealRecord(sealer, record)), VARDATA(record->seal), KEYED_DIGEST_SIZE))
		RaiseUnfit(record, "the record");
	for (int i = 0; i < nbuckets; i++)
	{
		bytea	   *fits = SealBucket(sealer, record, i, &bucket[i]);

		CHECK_FOR_INTERRUPTS();
		if (!SameDigest(VARDATA(fits), VARDATA(seal[i]), KEYED_DIGEST_SIZE))
			RaiseUnfit(record, psprintf("bucket %d", i));
		pfree(fits);
	}
}

void
RaisePeopleUnknown(const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("the people behind release %s are not known", name),
			 errdetail("Dumps leave them out, and those of version 0.1.0 were not kept in this form."),
			 errhint("The release stays as it is.  Retract it and publish it under a new name; compare the two before you do, since their difference will be public.")));
}

LiveBucket *
RecordBuckets(const ReleaseRecord *record, int *nbuckets)
{
	RestrictedCall call;
	Oid			type = INT4OID;
	Datum		value = Int32GetDatum(record->id);
	Oid			state_type = ExtensionType("bucket_state");
	LiveBucket *bucket;
	bytea	  **seal;

	BeginAsOwner(&call);
	RunQueryWith(psprintf("SELECT ordinal, opened, step, rest_dim, key, labels, level, n, people, seal, sums "
						  "FROM %s." BUCKETS " WHERE line OPERATOR(pg_catalog.=) $1 ORDER BY ordinal",
						  ExtensionSchema()),
				 1, &type, &value, NULL, false, 0);
	*nbuckets = (int) SPI_processed;
	if (*nbuckets != record->nbuckets)
		RaisePeopleUnknown(record->name);
	bucket = SPI_palloc(Max(SPI_processed, 1) * sizeof(LiveBucket));
	seal = SPI_palloc(Max(SPI_processed, 1) * sizeof(bytea *));
	for (int i = 0; i < *nbuckets; i++)
	{
		CHECK_FOR_INTERRUPTS();
		ReadBucket(record, i, state_type, &bucket[i]);
		seal[i] = StoredBytes(BUCKETS, i, 10, KEYED_DIGEST_SIZE);
	}
	EndRestricted(&call);
	CheckSeals(record, *nbuckets, bucket, seal);
	return bucket;
}
