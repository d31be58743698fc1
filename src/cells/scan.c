/*
 * scan.c
 *		One scan of the source, hashed into leaves.
 *
 * Labels get numbers as they appear; a leaf is a tuple of numbers.  Tags are
 * appended to the bags of their leaf, and a bag that is full is first sorted
 * and rid of repetitions, so that memory follows distinct people, not rows.
 * The numbers depend on row order; they are mapped to nodes, which do not, at
 * the end.
 */
#include "base/compat.h"

#include "cells/amount.h"
#include "people/contributor.h"
#include "cells/scan.h"
#include "base/run_as.h"

#include "common/hashfn.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#define ROWS_PER_FETCH 10000
#define FIRST_BAG_SIZE 8

/*
 * A plain dimension with more labels than a fifth of the rows (and more than
 * these) tells rows apart, and so people.
 */
#define IDENTIFYING_SHARE 5
#define IDENTIFYING_LABELS 20

/* entries; the first nsettled ascend without repetition */
typedef struct EntryBag
{
	int			n;
	int			size;
	int			nsettled;
	uint64	   *entry;			/* each of ScanStride() numbers */
} EntryBag;

/* the bytes of a label as it stands in a row: not terminated */
typedef struct LabelKey
{
	const char *text;
	size_t		len;
} LabelKey;

typedef struct LabelEntry
{
	LabelKey	key;
	uint32		hash;
	int			number;
	char		status;
} LabelEntry;

#define SH_PREFIX label
#define SH_ELEMENT_TYPE LabelEntry
#define SH_KEY_TYPE LabelKey
#define SH_KEY key
#define SH_HASH_KEY(tb, key) hash_bytes((const unsigned char *) (key).text, (int) (key).len)
#define SH_EQUAL(tb, a, b) ((a).len == (b).len && memcmp((a).text, (b).text, (a).len) == 0)
#define SH_SCOPE static inline
#define SH_STORE_HASH
#define SH_GET_HASH(tb, a) (a)->hash
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

typedef struct Leaf
{
	const int  *number;			/* one a dimension */
	uint32		hash;
	char		status;
	EntryBag	bag;
} Leaf;

/* the tuple length of the table that is at work; simplehash has private_data */
#define SH_PREFIX leaf
#define SH_ELEMENT_TYPE Leaf
#define SH_KEY_TYPE const int *
#define SH_KEY number
#define SH_HASH_KEY(tb, key) \
	hash_bytes((const unsigned char *) (key), *(const int *) (tb)->private_data * sizeof(int))
#define SH_EQUAL(tb, a, b) \
	(memcmp((a), (b), *(const int *) (tb)->private_data * sizeof(int)) == 0)
#define SH_SCOPE static inline
#define SH_STORE_HASH
#define SH_GET_HASH(tb, a) (a)->hash
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

typedef struct LabelList
{
	label_hash *hash;
	int			n;
	int			size;
	char	  **label;
} LabelList;

typedef struct Gathering
{
	const ScanSpec *spec;
	MemoryContext context;		/* of all that is kept */
	MemoryContext passing;		/* of what is not, reset now and then */
	int			ndims;
	int			stride;			/* of entries */
	int			ntags;			/* in an entry, behind the reports */
	LabelList  *labels;			/* one a dimension */
	leaf_hash  *leaves;
	ContributorTagger **tagger; /* one a column */
	uint64	   *entry;			/* of the row at work */
	int64	   *unusable;
	int64		nreports;
} Gathering;

static int
CompareEntries(const void *va, const void *vb, void *ntags)
{
	const uint64 *a = va;
	const uint64 *b = vb;

	/* the reports come first, amounts last, and do not matter */
	for (int i = 1; i <= *(const int *) ntags; i++)
	{
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	}
	return 0;
}

/* reports and amounts of an entry with the same tags */
static void
AddEntry(const Gathering *gathering, uint64 *to, const uint64 *entry)
{
	to[0] += entry[0];
	for (int i = 1 + gathering->ntags; i < gathering->stride; i += 2)
		PutAmount(to + i, AmountAt(to + i) + AmountAt(entry + i));
}

static void
BagSettle(const Gathering *gathering, EntryBag *bag)
{
	int			stride = gathering->stride;
	int			ntags = gathering->ntags;
	int			n = 0;

	if (bag->nsettled == bag->n)
		return;
	qsort_arg(bag->entry, bag->n, stride * sizeof(uint64), CompareEntries, &ntags);
	for (int i = 0; i < bag->n; i++)
	{
		uint64	   *entry = bag->entry + (Size) i * stride;
		uint64	   *last = bag->entry + (Size) (n - 1) * stride;

		if (n > 0 && CompareEntries(last, entry, &ntags) == 0)
			AddEntry(gathering, last, entry);
		else
			memmove(bag->entry + (Size) n++ * stride, entry, stride * sizeof(uint64));
	}
	bag->n = bag->nsettled = n;
}

static void
BagAdd(const Gathering *gathering, EntryBag *bag)
{
	int			stride = gathering->stride;

	if (bag->n == bag->size)
	{
		BagSettle(gathering, bag);
		if (bag->entry == NULL)
		{
			bag->size = FIRST_BAG_SIZE;
			bag->entry = MemoryContextAlloc(gathering->context,
											bag->size * stride * sizeof(uint64));
		}
		else if (bag->n > bag->size / 2)
		{
			bag->size *= 2;
			bag->entry = repalloc_huge(bag->entry,
									   (Size) bag->size * stride * sizeof(uint64));
		}
	}
	memcpy(bag->entry + (Size) bag->n++ * stride, gathering->entry, stride * sizeof(uint64));
}

/* the number of a label, which is new if it has not been seen */
static int
LabelNumber(Gathering *gathering, LabelList *list, LabelKey key)
{
	LabelEntry *entry = label_lookup(list->hash, key);
	char	   *kept;
	bool		found;

	if (entry != NULL)
		return entry->number;
	kept = MemoryContextAlloc(gathering->context, key.len + 1);
	memcpy(kept, key.text, key.len);
	kept[key.len] = '\0';
	key.text = kept;
	entry = label_insert(list->hash, key, &found);
	entry->number = list->n;
	if (list->n == list->size)
	{
		list->size *= 2;
		list->label = repalloc_huge(list->label, (Size) list->size * sizeof(char *));
	}
	list->label[list->n] = kept;
	return list->n++;
}

/* the number of the label in a column of the row */
static int
ColumnNumber(Gathering *gathering, LabelList *list, HeapTuple row, TupleDesc desc, int column)
{
	bool		isnull;
	Datum		value = heap_getattr(row, column, desc, &isnull);
	text	   *label;
	int			number;

	if (isnull)
		return LabelNumber(gathering, list, (LabelKey) {LABEL_UNKNOWN, strlen(LABEL_UNKNOWN)});
	label = DatumGetTextPP(value);
	number = LabelNumber(gathering, list,
						 (LabelKey) {VARDATA_ANY(label), VARSIZE_ANY_EXHDR(label)});
	if ((Pointer) label != DatumGetPointer(value))
		pfree(label);
	return number;
}

static Leaf *
FindLeaf(Gathering *gathering, const int *number)
{
	Leaf	   *leaf = leaf_lookup(gathering->leaves, number);
	bool		found;

	if (leaf == NULL)
	{
		int		   *kept = MemoryContextAlloc(gathering->context,
											  gathering->ndims * sizeof(int));
		uint32		hash;
		char		status;

		memcpy(kept, number, gathering->ndims * sizeof(int));
		leaf = leaf_insert(gathering->leaves, kept, &found);
		hash = leaf->hash;
		status = leaf->status;
		memset(leaf, 0, sizeof(Leaf));
		leaf->number = kept;
		leaf->hash = hash;
		leaf->status = status;
	}
	return leaf;
}

/* the tag in a column of the row; 0 where that names nobody */
static uint64
ColumnTag(ContributorTagger *tagger, HeapTuple row, TupleDesc desc, int column)
{
	bool		isnull;
	Datum		value = heap_getattr(row, column, desc, &isnull);
	uint64		tag;

	return !isnull && ContributorTag(tagger, value, &tag) ? tag : 0;
}

/* 0 where there is none */
static Amount
ColumnAmount(Gathering *gathering, int m, HeapTuple row, TupleDesc desc)
{
	MemoryContext old;
	bool		isnull;
	Datum		value = heap_getattr(row, gathering->ndims + gathering->ntags + m + 1, desc,
									 &isnull);
	Amount		amount = 0;

	if (isnull)
		return 0;
	old = MemoryContextSwitchTo(gathering->passing);
	if (!AmountFromNumeric(value, &amount))
		gathering->unusable[m]++;
	MemoryContextSwitchTo(old);
	return amount;
}

static void
GatherRow(Gathering *gathering, HeapTuple row, TupleDesc desc, int *number)
{
	int			ndims = gathering->ndims;

	for (int d = 0; d < ndims; d++)
		number[d] = ColumnNumber(gathering, &gathering->labels[d], row, desc, d + 1);
	gathering->entry[0] = 1;
	for (int i = 1; i <= gathering->ntags; i++)
		gathering->entry[i] = ColumnTag(gathering->tagger[i - 1], row, desc, ndims + i);
	for (int m = 0; m < gathering->spec->namounts; m++)
		PutAmount(gathering->entry + ScanAmount(gathering->ntags, m),
				  ColumnAmount(gathering, m, row, desc));
	BagAdd(gathering, &FindLeaf(gathering, number)->bag);
	gathering->nreports++;
}

static char *
SourceQuery(const ScanSpec *spec)
{
	StringInfoData query;

	initStringInfo(&query);
	appendStringInfoString(&query, "SELECT ");
	for (int d = 0; d < spec->ndims; d++)
		appendStringInfo(&query, "%s, ", spec->dimension[d].expression);
	for (int i = 0; i < spec->ncolumns; i++)
		appendStringInfo(&query, "%s%s", i > 0 ? ", " : "", quote_identifier(spec->column[i]));
	for (int m = 0; m < spec->namounts; m++)
		appendStringInfo(&query, ", %s::pg_catalog.numeric", quote_identifier(spec->amount[m]));
	appendStringInfo(&query, " FROM %s", QualifiedRelation(spec->source));
	return query.data;
}

static ContributorTagger *
TaggerFor(const ScanSpec *spec, const char *column)
{
	AttrNumber	attnum = get_attnum(spec->source, column);

	if (attnum <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("column \"%s\" of relation \"%s\" does not exist",
						column, get_rel_name(spec->source))));
	return ContributorTaggerCreate(CurrentMemoryContext,
								   get_atttype(spec->source, attnum));
}

static void
StartGathering(Gathering *gathering, const ScanSpec *spec)
{
	gathering->spec = spec;
	gathering->context = CurrentMemoryContext;
	gathering->passing = AllocSetContextCreate(CurrentMemoryContext, "amounts of rows",
											   ALLOCSET_DEFAULT_SIZES);
	gathering->ndims = spec->ndims;
	gathering->nreports = 0;
	gathering->labels = palloc(spec->ndims * sizeof(LabelList));
	for (int d = 0; d < spec->ndims; d++)
	{
		gathering->labels[d].hash = label_create(CurrentMemoryContext, 64, NULL);
		gathering->labels[d].n = 0;
		gathering->labels[d].size = 64;
		gathering->labels[d].label = palloc(64 * sizeof(char *));
	}
	gathering->leaves = leaf_create(CurrentMemoryContext, 1024, &gathering->ndims);
	gathering->ntags = spec->ncolumns;
	gathering->stride = ScanStride(spec->ncolumns, spec->namounts);
	gathering->unusable = palloc0(Max(spec->namounts, 1) * sizeof(int64));
	gathering->entry = palloc(gathering->stride * sizeof(uint64));
	gathering->tagger = palloc(spec->ncolumns * sizeof(ContributorTagger *));
	for (int i = 0; i < spec->ncolumns; i++)
		gathering->tagger[i] = TaggerFor(spec, spec->column[i]);
}

static void
ReadRows(Gathering *gathering)
{
	RestrictedCall call;
	SPIPlanPtr	plan;
	Portal		portal;
	int		   *number = palloc(gathering->ndims * sizeof(int));
	char	   *query = SourceQuery(gathering->spec);

	BeginAs(&call, gathering->spec->steward);
	plan = SPI_prepare_cursor(query, 0, NULL, CURSOR_OPT_NO_SCROLL);
	if (plan == NULL)
		elog(ERROR, "SPI_prepare_cursor failed: %s", query);
	portal = SPI_cursor_open(NULL, plan, NULL, NULL, true);
	for (;;)
	{
		CHECK_FOR_INTERRUPTS();
		SPI_cursor_fetch(portal, true, ROWS_PER_FETCH);
		if (SPI_processed == 0)
			break;
		for (uint64 i = 0; i < SPI_processed; i++)
			GatherRow(gathering, SPI_tuptable->vals[i], SPI_tuptable->tupdesc, number);
		SPI_freetuptable(SPI_tuptable);
		MemoryContextReset(gathering->passing);
	}
	SPI_cursor_close(portal);
	EndRestricted(&call);
}

static void
CheckNotIdentifying(const Gathering *gathering, int d)
{
	const Dimension *dimension = &gathering->spec->dimension[d];
	int64		nlabels = gathering->labels[d].n;

	if (dimension->kind == DIMENSION_PLAIN && nlabels > IDENTIFYING_LABELS &&
		nlabels * IDENTIFYING_SHARE > gathering->nreports)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("dimension \"%s\" identifies people", dimension->column),
				 errdetail("It has more than one value for every %d reports.", IDENTIFYING_SHARE),
				 errhint("Leave it out, or put its values into classes in a view or a hierarchy.")));
}

static int
CompareLeaves(const void *va, const void *vb, void *ndims)
{
	const ScanLeaf *a = va;
	const ScanLeaf *b = vb;

	for (int d = 0; d < *(const int *) ndims; d++)
	{
		if (a->node[d] != b->node[d])
			return a->node[d] < b->node[d] ? -1 : 1;
	}
	return 0;
}

static void
ListLeaves(Gathering *gathering, int *const *node_of_label, SourceScan *scan)
{
	leaf_iterator iterator;
	Leaf	   *leaf;

	scan->leaf = palloc_extended(Max(gathering->leaves->members, 1) * sizeof(ScanLeaf),
								 MCXT_ALLOC_HUGE);
	leaf_start_iterate(gathering->leaves, &iterator);
	while ((leaf = leaf_iterate(gathering->leaves, &iterator)) != NULL)
	{
		ScanLeaf   *listed = &scan->leaf[scan->nleaves++];

		listed->node = palloc(scan->ndims * sizeof(int));
		listed->label = palloc(scan->ndims * sizeof(char *));
		for (int d = 0; d < scan->ndims; d++)
		{
			listed->node[d] = node_of_label[d][leaf->number[d]];
			listed->label[d] = gathering->labels[d].label[leaf->number[d]];
		}
		BagSettle(gathering, &leaf->bag);
		listed->nentries = leaf->bag.n;
		listed->entry = leaf->bag.entry;
	}
	qsort_arg(scan->leaf, scan->nleaves, sizeof(ScanLeaf), CompareLeaves, &scan->ndims);
}

void
ScanSource(const ScanSpec *spec, SourceScan *scan)
{
	Gathering	gathering;
	int		  **node_of_label = palloc(spec->ndims * sizeof(int *));

	StartGathering(&gathering, spec);
	ReadRows(&gathering);

	memset(scan, 0, sizeof(SourceScan));
	scan->ndims = spec->ndims;
	scan->ncolumns = spec->ncolumns;
	scan->namounts = spec->namounts;
	scan->unusable = gathering.unusable;
	scan->dim = palloc(spec->ndims * sizeof(RollupDim));
	for (int d = 0; d < spec->ndims; d++)
	{
		LabelList  *list = &gathering.labels[d];

		if (d < spec->nown)
			CheckNotIdentifying(&gathering, d);
		node_of_label[d] = palloc_extended(Max(list->n, 1) * sizeof(int), MCXT_ALLOC_HUGE);
		DimensionBuild(&spec->dimension[d], RestLabel(spec->policy, spec->dimension[d].column),
					   list->label, list->n, &scan->dim[d], node_of_label[d]);
	}
	ListLeaves(&gathering, node_of_label, scan);
}
