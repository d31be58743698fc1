/*
 * codes.c
 *		Rows of a correlation table, and the numbers of their codes.
 */
#include "comparable/codes.h"

#include "access/htup_details.h"
#include "base/agg.h"
#include "base/rows.h"
#include "common/hashfn.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "port/pg_bswap.h"
#include "utils/array.h"
#include "utils/memutils.h"

/* what a code is sorted by: most differ within their first eight bytes */
typedef struct CodeKey
{
	int			edition;
	int			number;
	uint64		prefix;			/* the first bytes, the first of them highest */
	const Code *code;
} CodeKey;

static inline int
CompareKeys(const CodeKey *a, const CodeKey *b)
{
	if (a->edition != b->edition)
		return a->edition < b->edition ? -1 : 1;
	if (a->prefix != b->prefix)
		return a->prefix < b->prefix ? -1 : 1;
	return CompareMembers(a->code->name, b->code->name);
}

#define ST_SORT SortKeys
#define ST_ELEMENT_TYPE CodeKey
#define ST_COMPARE(a, b) CompareKeys(a, b)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

Datum
AddCodes(FunctionCallInfo fcinfo, int nvalues, double *value)
{
	RowKind		kind = {(uint8) nvalues, true, nvalues > 3 ? CODES_OPTION : 0};
	char		digits[ROW_LABELS][MEMBER_DIGITS_SIZE];
	GatheredRow row;
	int			has = (int) value[0];

	for (int i = 0; i < ROW_LABELS; i++)
	{
		MemberName	name = {"", 0};

		if (!PG_ARGISNULL(1 + i))
		{
			name = GetMemberArg(fcinfo, 1 + i, digits[i]);
			has |= i == 0 ? HAS_OLD : HAS_NEW;
		}
		row.label[i] = name.bytes;
		row.length[i] = name.length;
	}
	if (!(has & (HAS_OLD | HAS_NEW)))
		return UnchangedState(fcinfo);
	memcpy(row.value, value, nvalues * sizeof(double));
	row.value[0] = has;
	PG_RETURN_POINTER(AddRow(RowsForUpdate(fcinfo, kind), &row));
}

void
RaiseNotCodes(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("state of rows of another aggregate")));
}

int
CodesOfRow(const GatheredRow *row, int all)
{
	int			has = row->value[0] <= all ? (int) row->value[0] : 0;

	if (!(has & (HAS_OLD | HAS_NEW)) || has != row->value[0])
		RaiseNotCodes();
	return has;
}

void
InitCodes(CodeIndex *index, int64 most)
{
	uint64		nslots = pg_nextpower2_64(Max(most, 8) * 2);

	index->ncodes = 0;
	index->mask = (uint32) (nslots - 1);
	index->codes = (Code *)
		MemoryContextAllocHuge(CurrentMemoryContext, Max(most, 1) * sizeof(Code));
	index->slots = (CodeSlot *)
		MemoryContextAllocExtended(CurrentMemoryContext, nslots * sizeof(CodeSlot),
								   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

int
CodeNumber(CodeIndex *index, const GatheredRow *row, int label, int edition)
{
	const char *bytes = row->label[label];
	int			length = row->length[label];
	uint32		hash = hash_combine(hash_bytes((const unsigned char *) bytes, length), edition);
	uint32		at = hash & index->mask;

	for (; index->slots[at].number != 0; at = (at + 1) & index->mask)
	{
		const Code *code = &index->codes[index->slots[at].number - 1];

		if (index->slots[at].hash == hash && code->edition == edition &&
			code->name.length == length && memcmp(code->name.bytes, bytes, length) == 0)
			return index->slots[at].number - 1;
	}
	index->codes[index->ncodes] = (Code) {{bytes, length}, edition};
	index->slots[at] = (CodeSlot) {hash, ++index->ncodes};
	return index->ncodes - 1;
}

static uint64
CodePrefix(MemberName name)
{
	uint64		prefix = 0;

	memcpy(&prefix, name.bytes, Min((Size) name.length, sizeof(prefix)));
	return pg_ntoh64(prefix);
}

int *
SortCodes(const CodeIndex *index)
{
	CodeKey    *keys = (CodeKey *)
		MemoryContextAllocHuge(CurrentMemoryContext, Max(index->ncodes, 1) * sizeof(CodeKey));
	int		   *order = (int *)
		MemoryContextAllocHuge(CurrentMemoryContext, Max(index->ncodes, 1) * sizeof(int));

	for (int i = 0; i < index->ncodes; i++)
	{
		const Code *code = &index->codes[i];

		keys[i] = (CodeKey) {code->edition, i, CodePrefix(code->name), code};
	}
	SortKeys(keys, index->ncodes);
	for (int i = 0; i < index->ncodes; i++)
		order[i] = keys[i].number;
	pfree(keys);
	return order;
}

Datum
CodeDatum(const Code *code, char buf[MAX_SHORT_CODE + 1])
{
	char	   *datum = buf;

	if (code->name.length <= MAX_SHORT_CODE)
		SET_VARSIZE_SHORT(datum, code->name.length + VARHDRSZ_SHORT);
	else
	{
		datum = palloc(code->name.length + VARHDRSZ);
		SET_VARSIZE(datum, code->name.length + VARHDRSZ);
	}
	memcpy(VARDATA_ANY(datum), code->name.bytes, code->name.length);
	return PointerGetDatum(datum);
}

void
BeginRows(RowArray *rows, FunctionCallInfo fcinfo, int expected)
{
	rows->rowtype = ElementRowType(fcinfo);
	rows->used = MAXALIGN(ARR_OVERHEAD_NONULLS(1));
	rows->size = Min(rows->used + ((Size) expected + 1) * 96, MaxAllocSize);
	rows->bytes = palloc(rows->size);
	rows->head = NULL;
	rows->nrows = 0;
}

static void
MakeRoomForRow(RowArray *rows, Size bytes)
{
	while (rows->size - rows->used < bytes)
	{
		if (rows->size == MaxAllocSize)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("too many rows for one group of an aggregate that must see all of them"),
					 errdetail("They may take up 1 GB.")));
		rows->size = Min(rows->size * 2, MaxAllocSize);
		rows->bytes = repalloc(rows->bytes, rows->size);
	}
}

/*
 * As heap_form_tuple() makes a row, in its place in the array at once.  What
 * stands at the head of a row besides its length is the server's own affair, so
 * it makes the first one, of which the others have their heads.
 */
void
AppendRow(RowArray *rows, Datum *values, bool *nulls)
{
	int			natts = rows->rowtype->natts;
	bool		has_null = false;
	Size		head = SizeofHeapTupleHeader;
	Size		length;
	HeapTupleHeader row;

	if (rows->head == NULL)
		rows->head = heap_form_tuple(rows->rowtype, values, nulls)->t_data;
	for (int i = 0; i < natts; i++)
		has_null |= nulls[i];
	head = MAXALIGN(head + (has_null ? BITMAPLEN(natts) : 0));
	length = head + heap_compute_data_size(rows->rowtype, values, nulls);
	MakeRoomForRow(rows, MAXALIGN(length));
	row = (HeapTupleHeader) (rows->bytes + rows->used);
	memset(row, 0, MAXALIGN(length));
	memcpy(row, rows->head, SizeofHeapTupleHeader);
	HeapTupleHeaderSetDatumLength(row, length);
	row->t_hoff = (uint8) head;
	heap_fill_tuple(rows->rowtype, values, nulls, (char *) row + head, length - head,
					&row->t_infomask, has_null ? row->t_bits : NULL);
	rows->used += MAXALIGN(length);
	rows->nrows++;
}

Datum
FinishRows(RowArray *rows)
{
	ArrayType  *array = (ArrayType *) rows->bytes;

	if (rows->nrows == 0)
		return PointerGetDatum(construct_empty_array(rows->rowtype->tdtypeid));
	memset(array, 0, MAXALIGN(ARR_OVERHEAD_NONULLS(1)));
	SET_VARSIZE(array, rows->used);
	array->ndim = 1;
	array->elemtype = rows->rowtype->tdtypeid;
	ARR_DIMS(array)[0] = rows->nrows;
	ARR_LBOUND(array)[0] = 1;
	return PointerGetDatum(array);
}
