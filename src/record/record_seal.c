/*
 * record_seal.c
 *		Keyed digests of the rows that the records of releases are made of.
 *
 * A digest covers every column, the number of the release and the place of the
 * bucket in it, and the ledger's entry about the vintage, with the digest that
 * chains it to all entries before.  Lengths stand before all strings.
 */
#include "base/compat.h"

#include "people/key.h"
#include "record/record_seal.h"

#include "lib/stringinfo.h"

struct RecordSealer
{
	const SecretKey *key;
	LedgerMark	mark;
};

RecordSealer *
RecordSealerCreate(const LedgerMark *mark)
{
	RecordSealer *sealer = palloc(sizeof(RecordSealer));

	sealer->key = KeepKey(CurrentMemoryContext, KEY_FOR_RECORDS, "");
	sealer->mark = *mark;
	return sealer;
}

static void
PutBytes(StringInfo body, const void *data, size_t len)
{
	appendStringInfo(body, " %zu:", len);
	appendBinaryStringInfo(body, data, (int) len);
}

static void
PutString(StringInfo body, const char *string)
{
	if (string == NULL)
		appendStringInfoString(body, " -");
	else
		PutBytes(body, string, strlen(string));
}

static void
PutStrings(StringInfo body, const char *const *string, int n)
{
	appendStringInfo(body, " %d", n);
	for (int i = 0; i < n; i++)
		PutString(body, string[i]);
}

static void
StartBody(const RecordSealer *sealer, const ReleaseRecord *record, const char *kind,
		  StringInfo body)
{
	initStringInfo(body);
	appendStringInfo(body, "%s %d " INT64_FORMAT, kind, record->id, sealer->mark.seq);
	PutBytes(body, sealer->mark.mac, LEDGER_DIGEST_SIZE);
}

static bytea *
Digest(const RecordSealer *sealer, const DigestPart *part, int nparts)
{
	bytea	   *seal = palloc(VARHDRSZ + KEYED_DIGEST_SIZE);

	SET_VARSIZE(seal, VARHDRSZ + KEYED_DIGEST_SIZE);
	KeyedDigest(sealer->key, part, nparts, (uint8 *) VARDATA(seal));
	return seal;
}

bytea *
SealRecord(const RecordSealer *sealer, const ReleaseRecord *record)
{
	StringInfoData body;
	DigestPart	part;
	bytea	   *seal;

	StartBody(sealer, record, "release", &body);
	appendStringInfo(&body, " %u %u %u %u %d " INT64_FORMAT " " INT64_FORMAT,
					 record->view, record->cells, record->source, record->steward,
					 record->vintage, record->nbuckets, record->reports);
	PutString(&body, record->kept_name);
	PutBytes(&body, record->dims, VARSIZE(record->dims));
	PutString(&body, record->contributor);
	PutBytes(&body, record->policy, VARSIZE(record->policy));
	PutBytes(&body, record->readers, VARSIZE(record->readers));
	PutStrings(&body, (const char *const *) record->frontier, record->vintage);
	PutStrings(&body, (const char *const *) record->column, record->ncolumns);
	PutStrings(&body, (const char *const *) record->path, record->npaths);
	PutBytes(&body, record->proof, VARSIZE(record->proof));
	part = (DigestPart) {body.data, body.len};
	seal = Digest(sealer, &part, 1);
	pfree(body.data);
	return seal;
}

bytea *
SealBucket(const RecordSealer *sealer, const ReleaseRecord *record, int ordinal,
		   const LiveBucket *bucket)
{
	StringInfoData body;
	DigestPart	part[2];
	bytea	   *seal;

	StartBody(sealer, record, "bucket", &body);
	appendStringInfo(&body, " %d %d %d %d " INT64_FORMAT, ordinal, bucket->opened,
					 bucket->step, bucket->rest_dim, bucket->reports);
	PutString(&body, bucket->key);
	PutStrings(&body, bucket->name.label, record->ncolumns);
	PutString(&body, bucket->name.level);
	PutStrings(&body, (const char *const *) bucket->sum, bucket->nsums);
	part[0] = (DigestPart) {body.data, body.len};
	part[1] = (DigestPart) {bucket->people, VARSIZE(bucket->people)};
	seal = Digest(sealer, part, 2);
	pfree(body.data);
	return seal;
}
