/*
 * record_store.c
 *		Writes the records of releases into the extension's own tables.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "base/run_as.h"
#include "base/stored.h"
#include "record/record.h"
#include "record/record_seal.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#define RECORDS "bucket_lines"
#define BUCKETS "bucket_line_buckets"

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

int
NewRecordId(void)
{
	RestrictedCall call;
	int			id;

	BeginAsOwner(&call);
	RunQuery(psprintf("SELECT coalesce(pg_catalog.max(id), 0) FROM %s." RECORDS, ExtensionSchema()),
			 false, 1);
	id = StoredInt4(RECORDS, 0, 1) + 1;
	EndRestricted(&call);
	return id;
}

static void
StoreRecord(const RecordSealer *sealer, const ReleaseRecord *record)
{
	Oid			types[19] = {
		INT4OID, TEXTOID, OIDOID, OIDOID, OIDOID, OIDOID, TEXTARRAYOID, TEXTOID, JSONBOID,
		REGROLEARRAYOID, INT4OID, INT8OID, INT8OID, TEXTARRAYOID, TEXTARRAYOID, TEXTARRAYOID,
		INT8OID, BYTEAOID, JSONBOID
	};
	Datum		values[] = {
		Int32GetDatum(record->id),
		CStringGetTextDatum(record->kept_name),
		ObjectIdGetDatum(record->view),
		ObjectIdGetDatum(record->cells),
		ObjectIdGetDatum(record->source),
		ObjectIdGetDatum(record->steward),
		PointerGetDatum(record->dims),
		CStringGetTextDatum(record->contributor),
		JsonbPGetDatum(record->policy),
		PointerGetDatum(record->readers),
		Int32GetDatum(record->vintage),
		Int64GetDatum(record->nbuckets),
		Int64GetDatum(record->reports),
		StringsDatum((const char *const *) record->frontier, record->vintage),
		StringsDatum((const char *const *) record->column, record->ncolumns),
		StringsDatum((const char *const *) record->path, record->npaths),
		Int64GetDatum(record->entry),
		PointerGetDatum(SealRecord(sealer, record)),
		JsonbPGetDatum(record->proof)
	};

	StaticAssertStmt(lengthof(types) == lengthof(values), "a type for each value");
	RunQueryWith(psprintf("INSERT INTO %s." RECORDS " (id, name, view, cells, source, steward, dims, contributor, policy, readers, "
						  "vintage, buckets, reports, frontier, columns, paths, entry, seal, proof, published_at, retracted) "
						  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, pg_catalog.now(), false) "
						  "ON CONFLICT (id) DO UPDATE SET name = $2, view = $3, cells = $4, vintage = $11, buckets = $12, reports = $13, "
						  "frontier = $14, columns = $15, paths = $16, entry = $17, seal = $18, proof = $19, published_at = pg_catalog.now()",
						  ExtensionSchema()),
				 lengthof(types), types, values, NULL, false, 0);
}

static void
ForgetBuckets(const ReleaseRecord *record)
{
	Oid			type = INT4OID;
	Datum		value = Int32GetDatum(record->id);

	RunQueryWith(psprintf("DELETE FROM %s." BUCKETS " WHERE line OPERATOR(pg_catalog.=) $1", ExtensionSchema()),
				 1, &type, &value, NULL, false, 0);
}

static void
StoreBuckets(const RecordSealer *sealer, const ReleaseRecord *record, int nbuckets,
			 const LiveBucket *bucket)
{
	Oid			types[12] = {INT4OID, INT4OID, INT4OID, INT4OID, INT4OID, TEXTOID,
		TEXTARRAYOID, TEXTOID, INT8OID, get_array_type(ExtensionType("bucket_state")), BYTEAOID,
	TEXTARRAYOID};
	Datum		values[12];
	SPIPlanPtr	plan;
	MemoryContext row_context;

	plan = SPI_prepare(psprintf("INSERT INTO %s." BUCKETS " (line, ordinal, opened, step, rest_dim, key, labels, level, n, people, seal, sums) "
								"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
								ExtensionSchema()), lengthof(types), types);
	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed");
	row_context = AllocSetContextCreate(CurrentMemoryContext, "bucket rows", ALLOCSET_DEFAULT_SIZES);
	values[0] = Int32GetDatum(record->id);
	for (int i = 0; i < nbuckets; i++)
	{
		MemoryContext old = MemoryContextSwitchTo(row_context);

		CHECK_FOR_INTERRUPTS();
		values[1] = Int32GetDatum(i);
		values[2] = Int32GetDatum(bucket[i].opened);
		values[3] = Int32GetDatum(bucket[i].step);
		values[4] = Int32GetDatum(bucket[i].rest_dim);
		values[5] = CStringGetTextDatum(bucket[i].key);
		values[6] = StringsDatum(bucket[i].name.label, record->ncolumns);
		values[7] = CStringGetTextDatum(bucket[i].name.level);
		values[8] = Int64GetDatum(bucket[i].reports);
		values[9] = PointerGetDatum(bucket[i].people);
		values[10] = PointerGetDatum(SealBucket(sealer, record, i, &bucket[i]));
		values[11] = StringsDatum((const char *const *) bucket[i].sum, bucket[i].nsums);
		MemoryContextSwitchTo(old);
		RunPlan(plan, values, NULL);
		MemoryContextReset(row_context);
	}
}

void
RecordStore(ReleaseRecord *record, const LedgerMark *mark, int nbuckets, const LiveBucket *bucket)
{
	RestrictedCall call;
	RecordSealer *sealer = RecordSealerCreate(mark);

	record->entry = mark->seq;
	BeginAsOwner(&call);
	record->kept_name = quote_qualified_identifier(record->schema, record->relname);
	ForgetBuckets(record);
	StoreRecord(sealer, record);
	StoreBuckets(sealer, record, nbuckets, bucket);
	EndRestricted(&call);
}

void
RecordRetract(const ReleaseRecord *record, const LedgerMark *mark)
{
	RestrictedCall call;
	Oid			types[3] = {INT4OID, INT8OID, TEXTOID};
	Datum		values[3] = {
		Int32GetDatum(record->id), Int64GetDatum(mark->seq), CStringGetTextDatum(record->name)
	};

	BeginAsOwner(&call);
	ForgetBuckets(record);
	RunQueryWith(psprintf("UPDATE %s." RECORDS " SET retracted = true, entry = $2, name = $3 WHERE id OPERATOR(pg_catalog.=) $1",
						  ExtensionSchema()),
				 3, types, values, NULL, false, 0);
	EndRestricted(&call);
}
