/*
 * ledger.c
 *		The chained ledger of releases.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "base/run_as.h"
#include "base/stored.h"
#include "people/hex_math.h"
#include "people/key.h"
#include "record/ledger.h"

#include "catalog/pg_type.h"
#include "common/cryptohash.h"
#include "common/sha2.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "storage/lock.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#define LEDGER "bucket_ledger_entries"

/* the columns of an entry, in this order */
#define LEDGER_COLUMNS "seq, at, steward, action, release, policy_digest, cells_digest, mac, id"

PG_FUNCTION_INFO_V1(bucket_ledger_check);
PG_FUNCTION_INFO_V1(bucket_ledger_head);

typedef struct LedgerEntry
{
	int64		seq;
	int64		at;				/* microseconds, as a timestamptz has them */
	char	   *steward;
	char	   *action;
	char	   *release;
	bytea	   *policy_digest;
	bytea	   *cells_digest;
	bytea	   *mac;
	int			id;				/* of the release; 0 before 0.2.0 */
} LedgerEntry;

/*
 * Not a lock on a table of ours: whoever may name a table can take one on it,
 * as PREPARE p AS DELETE FROM ... does before any right is asked for, and keep
 * all publications waiting.  It is one of the advisory kind in a class that
 * pg_advisory_lock() and its kin do not reach.
 */
void
LedgerLock(void)
{
	LOCKTAG		tag;

	SET_LOCKTAG_ADVISORY(tag, MyDatabaseId, ExtensionTable(LEDGER), 0, 3);
	(void) LockAcquire(&tag, ExclusiveLock, false, false);
}

void
LedgerDigest(const char *data, size_t len, uint8 digest[LEDGER_DIGEST_SIZE])
{
	pg_cryptohash_ctx *sha = pg_cryptohash_create(PG_SHA256);

	if (sha == NULL || pg_cryptohash_init(sha) < 0 ||
		pg_cryptohash_update(sha, (const uint8 *) data, len) < 0 ||
		pg_cryptohash_final(sha, digest, LEDGER_DIGEST_SIZE) < 0)
		elog(ERROR, "could not compute a SHA-256 digest");
	pg_cryptohash_free(sha);
}

char *
DigestHex(const uint8 digest[LEDGER_DIGEST_SIZE])
{
	char	   *hex = palloc0(2 * LEDGER_DIGEST_SIZE + 1);

	HexWrite(digest, LEDGER_DIGEST_SIZE, hex);
	return hex;
}

static bytea *
BytesToBytea(const uint8 *bytes, size_t len)
{
	bytea	   *result = palloc(VARHDRSZ + len);

	SET_VARSIZE(result, VARHDRSZ + len);
	memcpy(VARDATA(result), bytes, len);
	return result;
}

/*
 * The digest that an entry should carry after the one with digest "previous"
 * (empty for the first).  Lengths stand before all strings.
 */
static void
EntryDigest(const LedgerEntry *entry, const bytea *previous,
			uint8 digest[KEYED_DIGEST_SIZE])
{
	StringInfoData body;
	SecretKey	key;
	DigestPart	part;
	const char *string[] = {entry->steward, entry->action, entry->release};
	const bytea *bytes[] = {entry->policy_digest, entry->cells_digest, previous};

	initStringInfo(&body);
	appendStringInfo(&body, INT64_FORMAT " " INT64_FORMAT, entry->seq, entry->at);
	for (size_t i = 0; i < lengthof(string); i++)
		appendStringInfo(&body, " %zu:%s", strlen(string[i]), string[i]);
	for (size_t i = 0; i < lengthof(bytes); i++)
	{
		appendStringInfo(&body, " %zu:", (size_t) VARSIZE_ANY_EXHDR(bytes[i]));
		appendBinaryStringInfo(&body, VARDATA_ANY(bytes[i]), VARSIZE_ANY_EXHDR(bytes[i]));
	}
	if (entry->id != 0)
		appendStringInfo(&body, " %d", entry->id);
	part.data = body.data;
	part.len = body.len;
	DeriveKey(KEY_FOR_LEDGER, "", &key);
	KeyedDigest(&key, &part, 1, digest);
	ForgetKey(&key, sizeof(key));
	pfree(body.data);
}

/* the last entry's seq and digest; 0 and an empty one where there is none */
static bytea *
LastEntry(int64 *seq)
{
	RunQuery(psprintf("SELECT seq, mac FROM %s." LEDGER " ORDER BY seq DESC LIMIT 1",
					  ExtensionSchema()), false, 1);
	*seq = 0;
	if (SPI_processed == 0)
		return BytesToBytea((const uint8 *) "", 0);
	*seq = StoredInt8(LEDGER, 0, 1);
	return StoredBytes(LEDGER, 0, 2, KEYED_DIGEST_SIZE);
}

LedgerMark
LedgerAppend(const char *action, int id, const char *release,
			 const uint8 policy[LEDGER_DIGEST_SIZE],
			 const uint8 cells[LEDGER_DIGEST_SIZE])
{
	LedgerMark	mark;
	LedgerEntry entry;
	Oid			types[9] = {INT8OID, TIMESTAMPTZOID, TEXTOID, TEXTOID, TEXTOID,
	BYTEAOID, BYTEAOID, BYTEAOID, INT4OID};
	Datum		values[9];
	char	   *steward = GetUserNameFromId(GetUserId(), false);
	RestrictedCall call;
	bytea	   *previous;

	BeginAsOwner(&call);
	previous = LastEntry(&entry.seq);
	entry.seq++;
	entry.at = GetCurrentTransactionStartTimestamp();
	entry.steward = steward;
	entry.id = id;
	entry.action = unconstify(char *, action);
	entry.release = unconstify(char *, release);
	entry.policy_digest = BytesToBytea(policy, LEDGER_DIGEST_SIZE);
	entry.cells_digest = BytesToBytea(cells, LEDGER_DIGEST_SIZE);
	EntryDigest(&entry, previous, mark.mac);
	mark.seq = entry.seq;

	values[0] = Int64GetDatum(entry.seq);
	values[1] = TimestampTzGetDatum(entry.at);
	values[2] = CStringGetTextDatum(steward);
	values[3] = CStringGetTextDatum(action);
	values[4] = CStringGetTextDatum(release);
	values[5] = PointerGetDatum(entry.policy_digest);
	values[6] = PointerGetDatum(entry.cells_digest);
	values[7] = PointerGetDatum(BytesToBytea(mark.mac, KEYED_DIGEST_SIZE));
	values[8] = Int32GetDatum(id);
	RunQueryWith(psprintf("INSERT INTO %s." LEDGER " (" LEDGER_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
						  ExtensionSchema()),
				 lengthof(types), types, values, NULL, false, 0);
	EndRestricted(&call);
	return mark;
}

bool
LedgerLast(int id, LedgerMark *mark, uint8 cells[LEDGER_DIGEST_SIZE])
{
	RestrictedCall call;
	Oid			type = INT4OID;
	Datum		value = Int32GetDatum(id);
	bool		found;

	BeginAsOwner(&call);
	RunQueryWith(psprintf("SELECT cells_digest, mac, seq FROM %s." LEDGER
						  " WHERE id OPERATOR(pg_catalog.=) $1 ORDER BY seq DESC LIMIT 1", ExtensionSchema()),
				 1, &type, &value, NULL, false, 1);
	found = SPI_processed > 0;
	if (found)
	{
		memcpy(cells, VARDATA(StoredBytes(LEDGER, 0, 1, LEDGER_DIGEST_SIZE)), LEDGER_DIGEST_SIZE);
		memcpy(mark->mac, VARDATA(StoredBytes(LEDGER, 0, 2, LEDGER_DIGEST_SIZE)),
			   LEDGER_DIGEST_SIZE);
		mark->seq = StoredInt8(LEDGER, 0, 3);
	}
	EndRestricted(&call);
	return found;
}

static void
ReadEntry(uint64 row, LedgerEntry *entry)
{
	entry->seq = StoredInt8(LEDGER, row, 1);
	entry->at = StoredTimestampTz(LEDGER, row, 2);
	entry->steward = StoredText(LEDGER, row, 3);
	entry->action = StoredText(LEDGER, row, 4);
	entry->release = StoredText(LEDGER, row, 5);
	entry->policy_digest = StoredBytes(LEDGER, row, 6, LEDGER_DIGEST_SIZE);
	entry->cells_digest = StoredBytes(LEDGER, row, 7, LEDGER_DIGEST_SIZE);
	entry->mac = StoredBytes(LEDGER, row, 8, LEDGER_DIGEST_SIZE);
	entry->id = StoredInt4(LEDGER, row, 9);
}

/* the last entry that the record of a release speaks of */
static int64
LastRecorded(void)
{
	RunQuery(psprintf("SELECT coalesce(pg_catalog.max(entry), 0) FROM %s.bucket_lines",
					  ExtensionSchema()), true, 1);
	return StoredInt8("bucket_lines", 0, 1);
}

/*
 * The entry and its digest that a head names.
 */
static LedgerMark
ParseHead(const char *head)
{
	LedgerMark	mark = {0};
	const char *colon = strchr(head, ':');
	bool		good = colon != NULL && colon - head > 0 && colon - head <= 18 &&
		strspn(head, "0123456789") == (size_t) (colon - head) &&
		strlen(colon + 1) == 2 * LEDGER_DIGEST_SIZE &&
		HexRead(colon + 1, mark.mac, LEDGER_DIGEST_SIZE);

	if (!good)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid ledger head \"%s\"", head),
				 errhint("A head is what bucket_ledger_head() returned: a number, a colon and 64 hexadecimal digits.")));
	mark.seq = strtoll(head, NULL, 10);
	return mark;
}

/*
 * The seq of the first entry that does not fit the chain, or not the head where
 * that is not NULL; 0 where all do.
 */
static int64
FirstMisfit(const LedgerMark *head)
{
	bytea	   *previous = BytesToBytea((const uint8 *) "", 0);
	int64		expected = 1;

	RunQuery(psprintf("SELECT " LEDGER_COLUMNS " FROM %s." LEDGER " ORDER BY seq",
					  ExtensionSchema()), true, 0);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		LedgerEntry entry;
		uint8		mac[KEYED_DIGEST_SIZE];

		CHECK_FOR_INTERRUPTS();
		ReadEntry(i, &entry);
		EntryDigest(&entry, previous, mac);
		if (entry.seq != expected ||
			!SameDigest(VARDATA(entry.mac), mac, KEYED_DIGEST_SIZE))
			return entry.seq;
		if (head != NULL && head->seq == entry.seq &&
			!SameDigest(VARDATA(entry.mac), head->mac, KEYED_DIGEST_SIZE))
			return entry.seq;
		previous = entry.mac;
		expected++;
	}
	if (LastRecorded() >= expected || (head != NULL && head->seq >= expected))
		return expected;
	return 0;
}

/*
 * bucket_ledger_check([head])
 *
 * The seq of the first entry that does not fit the chain, NULL where all do.
 * One that was cut off at its end is missed by the records of releases, where
 * these were not cut with it, and by the head in any case.
 */
Datum
bucket_ledger_check(PG_FUNCTION_ARGS)
{
	RestrictedCall call;
	bool		has_head = PG_NARGS() > 0 && !PG_ARGISNULL(0);
	LedgerMark	head;
	int64		broken;

	if (has_head)
		head = ParseHead(text_to_cstring(PG_GETARG_TEXT_PP(0)));
	BeginAsOwner(&call);
	broken = FirstMisfit(has_head ? &head : NULL);
	EndRestricted(&call);
	if (broken == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT64(broken);
}

char *
LedgerHead(void)
{
	RestrictedCall call;
	int64		seq;
	bytea	   *mac;
	char	   *head = NULL;

	BeginAsOwner(&call);
	mac = LastEntry(&seq);
	if (seq > 0)
	{
		char	   *text = psprintf(INT64_FORMAT ":%s", seq, DigestHex((const uint8 *) VARDATA(mac)));

		head = strcpy(SPI_palloc(strlen(text) + 1), text);
	}
	EndRestricted(&call);
	return head;
}

/*
 * bucket_ledger_head()
 */
Datum
bucket_ledger_head(PG_FUNCTION_ARGS)
{
	char	   *head = LedgerHead();

	if (head == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(head));
}

LedgerVintage *
LedgerVintages(int id, int *n)
{
	RestrictedCall call;
	Oid			type = INT4OID;
	Datum		value = Int32GetDatum(id);
	LedgerVintage *vintage;

	BeginAsOwner(&call);
	RunQueryWith(psprintf("SELECT " LEDGER_COLUMNS " FROM %s." LEDGER
						  " WHERE id OPERATOR(pg_catalog.=) $1 AND action OPERATOR(pg_catalog.<>) 'retract' ORDER BY seq",
						  ExtensionSchema()), 1, &type, &value, NULL, true, 0);
	*n = (int) SPI_processed;
	vintage = SPI_palloc(Max(*n, 1) * sizeof(LedgerVintage));
	for (int i = 0; i < *n; i++)
	{
		LedgerEntry entry;

		ReadEntry(i, &entry);
		vintage[i].seq = entry.seq;
		vintage[i].at = entry.at;
		memcpy(vintage[i].policy, VARDATA(entry.policy_digest), LEDGER_DIGEST_SIZE);
		memcpy(vintage[i].cells, VARDATA(entry.cells_digest), LEDGER_DIGEST_SIZE);
	}
	EndRestricted(&call);
	return vintage;
}
