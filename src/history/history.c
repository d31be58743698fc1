/*
 * history.c
 *		What is kept of a source, in a table of the extension's own.
 *
 * A chunk is a row: version, key id, vector, and a body that is sealed together
 * with the source and the number of the chunk, so that none can stand in for
 * another.  The body is padded to a power of two, and all is written each time, so
 * that size and statistics of the table tell little.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "base/run_as.h"
#include "people/seal.h"
#include "history/history.h"
#include "history/history_form.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#define CHUNK_VERSION 1
#define LEAST_BODY 8192

/* before the body of a chunk */
typedef struct ChunkHead
{
	uint64		version;
	uint64		key_id;
	unsigned char vector[SEAL_VECTOR_SIZE];
	uint64		size;			/* of the body without its padding; encrypted */
} ChunkHead;

/* what is authenticated with it */
typedef struct ChunkPlace
{
	uint64		version;
	uint64		key_id;
	uint64		source;
	uint64		chunk;
} ChunkPlace;

#define BODY_AT offsetof(ChunkHead, size)

static void
RaiseHistory(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("what was published of this source before is not known"),
			 errdetail("Its record is damaged, or was sealed with another root key."),
			 errhint("Releases stay as they are.  Restore the key, or publish from a view of the source after you compared by hand.")));
}

static Size
PaddedSize(Size size)
{
	Size		padded = LEAST_BODY;

	while (padded < size)
		padded *= 2;
	return padded;
}

static bytea *
SealChunk(const Sealer *sealer, Oid source, int chunk, const StringInfoData *plain)
{
	Size		padded = PaddedSize(sizeof(uint64) + plain->len);
	bytea	   *sealed = palloc_extended(VARHDRSZ + BODY_AT + padded,
										 MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	ChunkHead	head = {.version = CHUNK_VERSION,.key_id = sealer->key_id};
	ChunkPlace	place = {CHUNK_VERSION, sealer->key_id, source, chunk};
	unsigned char *body = (unsigned char *) VARDATA(sealed) + BODY_AT;
	uint64		size = plain->len;

	SET_VARSIZE(sealed, VARHDRSZ + BODY_AT + padded);
	memcpy(body, &size, sizeof(size));
	memcpy(body + sizeof(size), plain->data, plain->len);
	SealBody(sealer, &place, sizeof(place), head.vector, body, padded);
	memcpy(VARDATA(sealed), &head, BODY_AT);
	return sealed;
}

/* the plain form, in the current memory context; raises where it is not ours */
static void
UnsealChunk(const Sealer *sealer, Oid source, int chunk, const bytea *sealed,
			StringInfoData *plain)
{
	Size		padded = VARSIZE_ANY_EXHDR(sealed) - BODY_AT;
	ChunkPlace	place = {CHUNK_VERSION, sealer->key_id, source, chunk};
	ChunkHead	head;
	uint64		size;
	unsigned char *body;

	if (VARSIZE_ANY_EXHDR(sealed) < sizeof(ChunkHead))
		RaiseHistory();
	memcpy(&head, VARDATA_ANY(sealed), BODY_AT);
	body = palloc_extended(padded, MCXT_ALLOC_HUGE);
	memcpy(body, VARDATA_ANY(sealed) + BODY_AT, padded);
	if (head.version != CHUNK_VERSION || head.key_id != sealer->key_id ||
		!UnsealBody(sealer, &place, sizeof(place), head.vector, body, padded))
		RaiseHistory();
	memcpy(&size, body, sizeof(size));
	if (size > padded - sizeof(size))
		RaiseHistory();
	plain->data = (char *) body + sizeof(size);
	plain->len = (int) size;
}

static History *
EmptyHistory(Oid source)
{
	History    *history = palloc0(sizeof(History));

	history->source = source;
	history->release = palloc(sizeof(PastRelease));
	history->expression = palloc(sizeof(char *));
	history->dim_column = palloc(sizeof(char *));
	history->dim_known = palloc(sizeof(bool));
	history->column = palloc(sizeof(char *));
	history->column_known = palloc(sizeof(bool));
	history->amount = palloc(sizeof(char *));
	history->max_leaves = 1024;
	history->leaf = palloc(history->max_leaves * sizeof(PastLeaf));
	return history;
}

/*
 * Takes in chunk i of those that the query found; the first leaf that is still
 * to come.
 */
static int
TakeChunk(const Sealer *sealer, History *history, int i, int first)
{
	HeapTuple	tuple = SPI_tuptable->vals[i];
	TupleDesc	desc = SPI_tuptable->tupdesc;
	bool		isnull;
	int			chunk = DatumGetInt32(SPI_getbinval(tuple, desc, 1, &isnull));
	bytea	   *sealed = DatumGetByteaPP(SPI_getbinval(tuple, desc, 2, &isnull));
	StringInfoData plain;

	CHECK_FOR_INTERRUPTS();
	if (chunk != i)
		RaiseHistory();
	UnsealChunk(sealer, history->source, chunk, sealed, &plain);
	if (chunk == 0)
		ReadHead(plain.data, plain.len, history);
	else
		first = ReadLeaves(plain.data, plain.len, history, first);
	pfree(plain.data - sizeof(uint64));
	return first;
}

History *
HistoryLoad(Oid source)
{
	RestrictedCall call;
	Oid			type = OIDOID;
	Datum		value = ObjectIdGetDatum(source);
	History    *history = EmptyHistory(source);
	MemoryContext kept = CurrentMemoryContext;
	int			nleaves = 0;

	BeginAsOwner(&call);
	RunQueryWith(psprintf("SELECT chunk, body FROM %s.bucket_history WHERE source OPERATOR(pg_catalog.=) $1 ORDER BY chunk",
						  ExtensionSchema()),
				 1, &type, &value, NULL, false, 0);
	history->nchunks = (int) SPI_processed;
	if (history->nchunks > 0)
	{
		MemoryContext old = MemoryContextSwitchTo(kept);
		Sealer	   *sealer = SealerCreate(kept, KEY_FOR_HISTORY);

		for (int i = 0; i < history->nchunks; i++)
			nleaves = TakeChunk(sealer, history, i, nleaves);
		MemoryContextSwitchTo(old);
	}
	EndRestricted(&call);
	if (nleaves != history->nleaves)
		RaiseHistory();
	return history;
}

static void
StoreChunk(Oid source, int chunk, bytea *body)
{
	Oid			types[3] = {OIDOID, INT4OID, BYTEAOID};
	Datum		values[3] = {ObjectIdGetDatum(source), Int32GetDatum(chunk), PointerGetDatum(body)};

	RunQueryWith(psprintf("INSERT INTO %s.bucket_history VALUES ($1, $2, $3) ON CONFLICT (source, chunk) DO UPDATE SET body = $3",
						  ExtensionSchema()),
				 3, types, values, NULL, false, 0);
}

void
HistoryStore(History *history)
{
	RestrictedCall call;
	Sealer	   *sealer = SealerCreate(CurrentMemoryContext, KEY_FOR_HISTORY);
	MemoryContext work = AllocSetContextCreate(CurrentMemoryContext, "chunk of a history",
											   ALLOCSET_DEFAULT_SIZES);
	int			nleaves = 0;

	BeginAsOwner(&call);
	for (int chunk = 0; chunk == 0 || nleaves < history->nleaves; chunk++)
	{
		MemoryContext old = MemoryContextSwitchTo(work);
		StringInfoData plain;

		CHECK_FOR_INTERRUPTS();
		initStringInfo(&plain);
		if (chunk == 0)
			WriteHead(&plain, history);
		else
			nleaves = WriteLeaves(&plain, history, nleaves);
		StoreChunk(history->source, chunk, SealChunk(sealer, history->source, chunk, &plain));
		MemoryContextSwitchTo(old);
		MemoryContextReset(work);
	}
	EndRestricted(&call);
}

int
HistoryFind(const History *history, int id)
{
	for (int r = history->nreleases - 1; r >= 0; r--)
	{
		if (history->release[r].id == id)
			return r;
	}
	return -1;
}

void
HistoryRetract(Oid source, int id)
{
	History    *history = HistoryLoad(source);
	int			r = HistoryFind(history, id);

	if (r < 0)
		return;
	history->release[r].retracted = true;
	HistoryStore(history);
}

int
HistoryAddRelease(History *history, int id, const char *name, const char *contributor,
				  const char *policy)
{
	int			r = history->nreleases++;
	PastRelease *release;

	history->release = repalloc(history->release, history->nreleases * sizeof(PastRelease));
	release = &history->release[r];
	memset(release, 0, sizeof(PastRelease));
	release->id = id;
	release->name = pstrdup(name);
	release->contributor = pstrdup(contributor);
	release->policy = pstrdup(policy);
	release->region = palloc(sizeof(char *));
	release->number = palloc(sizeof(ShownNumber));
	for (int i = 0; i < history->nleaves; i++)
	{
		PastLeaf   *leaf = &history->leaf[i];

		leaf->region = repalloc(leaf->region, history->nreleases * sizeof(int));
		leaf->region[r] = -1;
	}
	return r;
}

int
HistoryAddRegion(PastRelease *release, const char *region)
{
	release->region = repalloc_huge(release->region,
									(Size) (release->nregions + 1) * sizeof(char *));
	release->region[release->nregions] = pstrdup(region);
	return release->nregions++;
}
