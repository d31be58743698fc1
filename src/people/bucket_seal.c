/*
 * bucket_seal.c
 *		The form in which a bucket state is seen, stored and sent.
 *
 *		version		1 byte
 *		key id		8 bytes, names the root key
 *		iv			16 bytes, HMAC-SHA256 of the above and the padded body
 *		body		encrypted, padded with zeros to 1024 bytes times a power of 2
 *
 * See seal.h for how.  The same state gives the same bytes whatever the plan,
 * and equal states look equal to whoever may read the column, so states are
 * for the steward's tables.
 *
 * The padding keeps the size of the value from telling how many people a
 * bucket has: up to about 110 take the same 1049 bytes.
 *
 * Must never: say in an error what was wrong with a value.
 */
#include "people/bucket_set.h"

#define IV_OFFSET (1 + sizeof(uint64))
#define BODY_OFFSET (IV_OFFSET + SEAL_VECTOR_SIZE)
#define LEAST_BODY 1024

/* threshold and full, cap, entries, reports and nameless reports */
#define BODY_HEADER (1 + 4 + 4 + 8 + 8)

/* a tag, and its reports seven bits a byte */
#define MOST_ENTRY (8 + 9)

Sealer *
BucketSealerCreate(MemoryContext context)
{
	return SealerCreate(context, KEY_FOR_STATES);
}

void
RaiseSeal(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("value of type bucket_state cannot be opened"),
			 errdetail("It was not sealed by trade_labor, was changed since, or was sealed with another root key."),
			 errhint("All servers that exchange states need the same file in trade_labor.key_file.")));
}

static unsigned char *
PutInteger(unsigned char *to, uint64 value, int size)
{
	for (int i = 0; i < size; i++)
		*to++ = (unsigned char) (value >> (8 * i));
	return to;
}

static uint64
GetInteger(const unsigned char **from, int size)
{
	uint64		value = 0;

	for (int i = 0; i < size; i++)
		value |= (uint64) *(*from)++ << (8 * i);
	return value;
}

static unsigned char *
PutEntry(unsigned char *to, const BucketEntry *entry)
{
	uint64		reports = (uint64) entry->reports;

	to = PutInteger(to, entry->tag, 8);
	for (; reports >= 0x80; reports >>= 7)
		*to++ = (unsigned char) (reports | 0x80);
	*to++ = (unsigned char) reports;
	return to;
}

static BucketEntry
GetEntry(const unsigned char **from)
{
	BucketEntry entry;
	uint64		reports = 0;
	int			shift = 0;

	entry.tag = GetInteger(from, 8);
	for (; **from & 0x80 && shift < 56; shift += 7)
		reports |= (uint64) (*(*from)++ & 0x7f) << shift;
	reports |= (uint64) (*(*from)++ & 0x7f) << shift;
	entry.reports = (int64) reports;
	return entry;
}

static Size
EntrySize(const BucketEntry *entry)
{
	Size		size = 8 + 1;

	for (uint64 reports = (uint64) entry->reports >> 7; reports > 0; reports >>= 7)
		size++;
	return size;
}

static Size
PaddedSize(const BucketState *state)
{
	Size		size = BODY_HEADER;
	Size		padded = LEAST_BODY;

	for (int i = 0; i < state->nentries; i++)
		size += EntrySize(&state->entry[i]);
	while (padded < size)
		padded *= 2;
	return padded;
}

static void
WriteBody(const BucketState *state, unsigned char *to)
{
	*to++ = state->threshold | state->full << 1;
	to = PutInteger(to, (uint64) state->cap, 4);
	to = PutInteger(to, (uint64) state->nentries, 4);
	to = PutInteger(to, (uint64) state->reports, 8);
	to = PutInteger(to, (uint64) state->nameless, 8);
	for (int i = 0; i < state->nentries; i++)
		to = PutEntry(to, &state->entry[i]);
}

/*
 * The body was authenticated, so we wrote it; the checks are for a key that
 * fell into other hands.  NULL where they fail.  MOST_ENTRY bytes beyond the
 * end must be readable.
 */
static BucketState *
ReadBody(const unsigned char *from, Size size)
{
	const unsigned char *end = from + size;
	unsigned char kind = *from++;
	uint64		cap = GetInteger(&from, 4);
	uint64		nentries = GetInteger(&from, 4);
	BucketState *state;
	Size		state_size;

	if (kind == 2 || kind > 3 || (kind == 3 && nentries > 0) ||
		cap < 1 || cap > BUCKET_MAX_CAP || nentries > cap || nentries > size / 8)
		return NULL;
	state_size = offsetof(BucketState, entry) + sizeof(BucketEntry) * nentries;
	state = palloc0(state_size);
	SET_VARSIZE(state, state_size);
	state->form = BUCKET_FORM_WORKING;
	state->threshold = kind & 1;
	state->full = kind >> 1;
	state->cap = (int32) cap;
	state->nentries = state->nsorted = (int32) nentries;
	state->reports = (int64) GetInteger(&from, 8);
	state->nameless = (int64) GetInteger(&from, 8);
	for (uint64 i = 0; i < nentries; i++)
	{
		state->entry[i] = GetEntry(&from);
		if (from > end)
			return NULL;
	}
	return state;
}

struct varlena *
BucketSeal(const Sealer *sealer, BucketState *state)
{
	Size		body_size;
	struct varlena *sealed;
	unsigned char *data;

	BucketStateSettle(state);
	body_size = PaddedSize(state);
	sealed = palloc0(VARHDRSZ + BODY_OFFSET + body_size);
	SET_VARSIZE(sealed, VARHDRSZ + BODY_OFFSET + body_size);
	data = (unsigned char *) VARDATA(sealed);
	*data = BUCKET_FORM_SEALED;
	(void) PutInteger(data + 1, sealer->key_id, sizeof(uint64));
	WriteBody(state, data + BODY_OFFSET);
	SealBody(sealer, data, IV_OFFSET, data + IV_OFFSET, data + BODY_OFFSET, body_size);
	return sealed;
}

static bool
SealHasShape(const struct varlena *sealed)
{
	Size		size = VARSIZE_ANY_EXHDR(sealed);
	Size		body = LEAST_BODY;

	if (size < BODY_OFFSET || BucketForm(sealed) != BUCKET_FORM_SEALED)
		return false;
	while (body < size - BODY_OFFSET)
		body *= 2;
	return body == size - BODY_OFFSET;
}

static uint64
SealKeyId(const struct varlena *sealed)
{
	const unsigned char *from = (const unsigned char *) VARDATA_ANY(sealed) + 1;

	return GetInteger(&from, sizeof(uint64));
}

BucketState *
BucketUnseal(const Sealer *sealer, const struct varlena *sealed)
{
	const unsigned char *data = (const unsigned char *) VARDATA_ANY(sealed);
	unsigned char *body;
	Size		size;
	BucketState *state = NULL;

	if (!SealHasShape(sealed) || SealKeyId(sealed) != sealer->key_id)
		return NULL;
	size = VARSIZE_ANY_EXHDR(sealed) - BODY_OFFSET;
	body = palloc0(size + MOST_ENTRY);
	memcpy(body, data + BODY_OFFSET, size);
	if (UnsealBody(sealer, data, IV_OFFSET, data + IV_OFFSET, body, size))
		state = ReadBody(body, size);
	ForgetKey(body, size);
	pfree(body);
	return state;
}

bool
BucketSealIsCredible(const Sealer *sealer, const struct varlena *sealed)
{
	BucketState *state;

	if (!SealHasShape(sealed))
		return false;
	if (SealKeyId(sealed) != sealer->key_id)
		return true;
	state = BucketUnseal(sealer, sealed);
	if (state == NULL)
		return false;
	ForgetKey(state, VARSIZE(state));
	pfree(state);
	return true;
}
