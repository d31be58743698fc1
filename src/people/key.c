/*
 * key.c
 *		The root key, and keys derived from it.
 *
 * The materialized view that has it is written by the functions below only.  It
 * is read with the server's own scan, by its oid: no search_path, no rights of the
 * caller, no user switched.  So nobody but its owner needs, or has, a right on it.
 *
 * Must never: put a key byte, or a character of the key file, into a message;
 * keep a key longer than the caller asked for.
 */
#include "people/key.h"
#include "base/extension.h"
#include "base/settings.h"
#include "people/hex_math.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "access/genam.h"
#include "access/heapam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/dependency.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "commands/extension.h"
#include "commands/matview.h"
#include "common/hmac.h"
#include "common/sha2.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "storage/fd.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#define KEY_TABLE "trade_labor_key"

/* the table that 0.1.0 had, during the update */
#define KEY_TABLE_BEFORE "trade_labor_key_before"

/* goes into every derivation, so that another scheme gives other keys */
#define KEY_SCHEME "trade_labor key 1"

#define KEY_FILE_DIGITS (2 * SECRET_KEY_SIZE)

StaticAssertDecl(KEYED_DIGEST_SIZE == PG_SHA256_DIGEST_LENGTH,
				 "a keyed digest is a SHA-256");
StaticAssertDecl(SECRET_KEY_SIZE == KEYED_DIGEST_SIZE,
				 "a derived key is a keyed digest");

PG_FUNCTION_INFO_V1(trade_labor_make_key);
PG_FUNCTION_INFO_V1(trade_labor_destroy_key);
PG_FUNCTION_INFO_V1(trade_labor_keep_key);

void
ForgetKey(void *memory, size_t size)
{
	explicit_bzero(memory, size);
}

/*
 * The path is for the log only: who may not see the setting may not see it in
 * a message either.
 */
static void
RaiseKeyFile(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_CONFIG_FILE_ERROR),
			 errmsg("the key file cannot be used"),
			 errdetail("%s", detail),
			 errdetail_log("File \"%s\": %s", SettingKeyFile, detail),
			 errhint("Setting trade_labor.key_file names a file with 64 hexadecimal digits that only the server's user can read.")));
}

/*
 * The same demands as on the server's own TLS key: see
 * check_ssl_key_file_permissions() in the server.
 */
static void
CheckKeyFileStatus(int fd)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		RaiseKeyFile("Its status cannot be read.");
	if (!S_ISREG(status.st_mode))
		RaiseKeyFile("It is not a regular file.");
	if (status.st_uid != geteuid() && status.st_uid != 0)
		RaiseKeyFile("It must belong to the server's user or to root.");
	if (status.st_uid == geteuid() &&
		(status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
		RaiseKeyFile("Group or others have rights on it; the mode should be 0600.");
	if (status.st_uid != geteuid() &&
		(status.st_mode & (S_IWGRP | S_IXGRP | S_IRWXO)) != 0)
		RaiseKeyFile("It belongs to root; the mode should be 0640 or less.");
}

/*
 * 64 hexadecimal digits and at most one line end, and nothing else.
 */
static bool
ParseKeyFile(const char *content, ssize_t len, SecretKey *root)
{
	if (len != KEY_FILE_DIGITS &&
		!(len == KEY_FILE_DIGITS + 1 && content[KEY_FILE_DIGITS] == '\n'))
		return false;
	return HexRead(content, root->byte, SECRET_KEY_SIZE);
}

/*
 * O_NONBLOCK, lest a pipe in the file's place hold the backend.
 */
static void
ReadKeyFile(SecretKey *root)
{
	char		content[KEY_FILE_DIGITS + 2];
	ssize_t		len;
	bool		valid;
	int			fd = OpenTransientFile(SettingKeyFile,
									   O_RDONLY | O_NONBLOCK | PG_BINARY);

	if (fd < 0)
		RaiseKeyFile(errno == ENOENT ? "It does not exist." :
					 "It cannot be opened.");
	CheckKeyFileStatus(fd);
	len = read(fd, content, sizeof(content));
	valid = len >= 0 && ParseKeyFile(content, len, root);
	ForgetKey(content, sizeof(content));
	CloseTransientFile(fd);
	if (!valid)
		RaiseKeyFile("It does not hold exactly 64 hexadecimal digits.");
}

/*
 * False where the table is empty.
 */
static bool
ReadKeyRow(Relation rel, Snapshot snapshot, SecretKey *root)
{
	SysScanDesc scan = systable_beginscan(rel, InvalidOid, false, snapshot,
										  0, NULL);
	HeapTuple	tuple = systable_getnext(scan);
	bool		found = HeapTupleIsValid(tuple);
	bool		valid = true;

	if (found)
	{
		bool		isnull;
		Datum		value = heap_getattr(tuple, 1, RelationGetDescr(rel),
										 &isnull);

		valid = !isnull && TupleDescAttr(RelationGetDescr(rel), 0)->atttypid == BYTEAOID;
		if (valid)
		{
			bytea	   *packed = DatumGetByteaPP(value);

			valid = VARSIZE_ANY_EXHDR(packed) == SECRET_KEY_SIZE;
			if (valid)
				memcpy(root->byte, VARDATA_ANY(packed), SECRET_KEY_SIZE);
		}
		valid = valid && !HeapTupleIsValid(systable_getnext(scan));
	}
	systable_endscan(scan);
	if (!valid)
	{
		ForgetKey(root, sizeof(SecretKey));
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("\"%s\" does not hold exactly one key of %d bytes",
						KEY_TABLE, SECRET_KEY_SIZE)));
	}
	return found;
}

static void
ReadKeyTable(SecretKey *root)
{
	Relation	rel = table_open(ExtensionTable(KEY_TABLE), AccessShareLock);
	Snapshot	snapshot = RegisterSnapshot(ActiveSnapshotSet() ?
											GetActiveSnapshot() :
											GetTransactionSnapshot());
	bool		found = ReadKeyRow(rel, snapshot, root);

	UnregisterSnapshot(snapshot);
	table_close(rel, AccessShareLock);
	if (!found)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("there is no root key"),
				 errhint("Name a key file in trade_labor.key_file, or let the owner of table \"%s\" call trade_labor_make_key().",
						 KEY_TABLE)));
}

static void
ReadRootKey(SecretKey *root)
{
	if (SettingKeyFile != NULL && SettingKeyFile[0] != '\0')
		ReadKeyFile(root);
	else
		ReadKeyTable(root);
}

void
KeyedDigest(const SecretKey *key, const DigestPart *part, int nparts,
			uint8 digest[KEYED_DIGEST_SIZE])
{
	pg_hmac_ctx *context = pg_hmac_create(PG_SHA256);
	bool		done = context != NULL &&
		pg_hmac_init(context, key->byte, SECRET_KEY_SIZE) >= 0;

	for (int i = 0; i < nparts && done; i++)
		done = pg_hmac_update(context, part[i].data, part[i].len) >= 0;
	done = done && pg_hmac_final(context, digest, KEYED_DIGEST_SIZE) >= 0;
	if (!done)
		elog(ERROR, "could not compute an HMAC: %s", pg_hmac_error(context));
	pg_hmac_free(context);			/* zeroed */
}

bool
SameDigest(const void *a, const void *b, size_t size)
{
	const volatile uint8 *x = a;
	const volatile uint8 *y = b;
	uint8		difference = 0;

	for (size_t i = 0; i < size; i++)
		difference |= x[i] ^ y[i];
	return difference == 0;
}

/*
 * The strings go in with their end marks, which no string contains, so that
 * ("a", "bc") and ("ab", "c") differ.
 */
void
DeriveKey(const char *purpose, const char *epoch, SecretKey *key)
{
	SecretKey	root;
	DigestPart	part[] = {
		{KEY_SCHEME, sizeof(KEY_SCHEME)},
		{purpose, strlen(purpose) + 1},
		{epoch, strlen(epoch) + 1}
	};

	ReadRootKey(&root);
	KeyedDigest(&root, part, lengthof(part), key->byte);
	ForgetKey(&root, sizeof(root));
}

static void
ForgetKeptKey(void *key)
{
	ForgetKey(key, sizeof(SecretKey));
}

const SecretKey *
KeepKey(MemoryContext context, const char *purpose, const char *epoch)
{
	SecretKey  *key = MemoryContextAllocZero(context, sizeof(SecretKey));
	MemoryContextCallback *callback =
		MemoryContextAllocZero(context, sizeof(MemoryContextCallback));

	callback->func = ForgetKeptKey;
	callback->arg = key;
	MemoryContextRegisterResetCallback(context, callback);
	DeriveKey(purpose, epoch, key);
	return key;
}

uint64
RootKeyId(void)
{
	SecretKey	name;
	uint64		id;

	DeriveKey("name of the root key", "", &name);
	memcpy(&id, name.byte, sizeof(id));
	ForgetKey(&name, sizeof(name));
	return id;
}

/*
 * The slot's own copy of a row that was inserted.
 */
static void
ForgetTuple(TupleTableSlot *slot)
{
	bool		copied;
	HeapTuple	tuple = ExecFetchSlotHeapTuple(slot, true, &copied);

	ForgetKey((char *) tuple->t_data + tuple->t_data->t_hoff,
			  tuple->t_len - tuple->t_data->t_hoff);
}

/*
 * Without an entry in the logical WAL stream: a subscriber to all tables gets
 * everything but the key.
 */
static void
InsertKeyRow(Relation rel, const SecretKey *root)
{
	TupleTableSlot *slot = table_slot_create(rel, NULL);
	bytea	   *stored = palloc(VARHDRSZ + SECRET_KEY_SIZE);

	SET_VARSIZE(stored, VARHDRSZ + SECRET_KEY_SIZE);
	memcpy(VARDATA(stored), root->byte, SECRET_KEY_SIZE);
	ExecClearTuple(slot);
	slot->tts_values[0] = PointerGetDatum(stored);
	slot->tts_isnull[0] = false;
	ExecStoreVirtualTuple(slot);
	table_tuple_insert(rel, slot, GetCurrentCommandId(true),
					   TABLE_INSERT_NO_LOGICAL, NULL);
	ForgetTuple(slot);
	ExecDropSingleTupleTableSlot(slot);
	ForgetKey(VARDATA(stored), SECRET_KEY_SIZE);
	pfree(stored);
	CommandCounterIncrement();
	if (rel->rd_rel->relkind == RELKIND_MATVIEW && !RelationIsPopulated(rel))
		SetMatViewPopulatedState(rel, true);
}

/*
 * The table that 0.1.0 had.  Somebody else's of that name would give us a key
 * that he knows.
 */
static Oid
TableBefore(void)
{
	Oid			table = get_relname_relid(KEY_TABLE_BEFORE, ExtensionSchemaOid());

	if (!OidIsValid(table) ||
		getExtensionOfObject(RelationRelationId, table) != get_extension_oid("trade_labor", false))
		return InvalidOid;
	return table;
}

/* false where there is none */
static bool
ReadLatestKey(Oid table, LOCKMODE lock, SecretKey *root)
{
	Relation	rel = table_open(table, lock);
	Snapshot	snapshot = RegisterSnapshot(GetLatestSnapshot());
	bool		found = ReadKeyRow(rel, snapshot, root);

	UnregisterSnapshot(snapshot);
	table_close(rel, NoLock);
	return found;
}

/*
 * Makes the root key of this database where there is none, and returns whether
 * it did.  The lock, kept until the end of the transaction, lets one of
 * several callers make it, and the latest snapshot shows it to the others.
 */
Datum
trade_labor_make_key(PG_FUNCTION_ARGS)
{
	Oid			table = ExtensionTable(KEY_TABLE);
	Oid			before = TableBefore();
	SecretKey	root;
	bool		found;

	(void) fcinfo;
	PreventCommandIfReadOnly("trade_labor_make_key()");
	PreventCommandIfParallelMode("trade_labor_make_key()");
	PreventCommandDuringRecovery("trade_labor_make_key()");

	found = ReadLatestKey(table, ShareRowExclusiveLock, &root);
	if (!found)
	{
		Relation	rel = table_open(table, NoLock);

		if (!(OidIsValid(before) && ReadLatestKey(before, AccessShareLock, &root)) &&
			!pg_strong_random(root.byte, SECRET_KEY_SIZE))
			elog(ERROR, "could not generate random bytes");
		InsertKeyRow(rel, &root);
		table_close(rel, NoLock);
	}
	ForgetKey(&root, sizeof(root));
	PG_RETURN_BOOL(!found);
}

/*
 * Destroys the root key of this database, and returns whether there was one.
 */
Datum
trade_labor_destroy_key(PG_FUNCTION_ARGS)
{
	Relation	rel;
	SysScanDesc scan;
	HeapTuple	tuple;
	bool		found = false;

	(void) fcinfo;
	PreventCommandIfReadOnly("trade_labor_destroy_key()");
	PreventCommandIfParallelMode("trade_labor_destroy_key()");
	PreventCommandDuringRecovery("trade_labor_destroy_key()");

	rel = table_open(ExtensionTable(KEY_TABLE), ShareRowExclusiveLock);
	scan = systable_beginscan(rel, InvalidOid, false, NULL, 0, NULL);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		simple_heap_delete(rel, &tuple->t_self);
		found = true;
	}
	systable_endscan(scan);
	table_close(rel, NoLock);
	CommandCounterIncrement();
	PG_RETURN_BOOL(found);
}

/*
 * The query of the materialized view.
 */
Datum
trade_labor_keep_key(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("materialized view \"%s\" is not to be refreshed", KEY_TABLE),
			 errdetail("It holds the root key of this database, which nothing can bring back."),
			 errhint("To destroy the key for good, call trade_labor_destroy_key().")));
	PG_RETURN_NULL();
}
