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

/* tags with their reports; the first nsettled ascend without repetition */
typedef struct TagBag
{
	int			n;
	int			size;
	int			nsettled;
	BucketEntry *entry;
} TagBag;

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
	int64		reports;
	int64		anonymous_reports;
	TagBag		contributors;
	TagBag		establishments;
	TagBag		sensitive;
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
	const ReleaseSpec *spec;
	MemoryContext context;		/* of all that is kept */
	int			ndims;
	LabelList  *labels;			/* one a dimension */
	leaf_hash  *leaves;
	ContributorTagger *contributor;
	ContributorTagger *establishment;
	ContributorTagger *sensitive;
	int64		nreports;
} Gathering;

static int
CompareEntries(const void *a, const void *b)
{
	uint64		ta = ((const BucketEntry *) a)->tag;
	uint64		tb = ((const BucketEntry *) b)->tag;

	return (ta > tb) - (ta < tb);
}

static void
BagSettle(TagBag *bag)
{
	int			n = 0;

	if (bag->nsettled == bag->n)
		return;
	qsort(bag->entry, bag->n, sizeof(BucketEntry), CompareEntries);
	for (int i = 0; i < bag->n; i++)
	{
		if (n > 0 && bag->entry[n - 1].tag == bag->entry[i].tag)
			bag->entry[n - 1].reports += bag->entry[i].reports;
		else
			bag->entry[n++] = bag->entry[i];
	}
	bag->n = bag->nsettled = n;
}

static void
BagAdd(MemoryContext context, TagBag *bag, uint64 tag)
{
	if (bag->n == bag->size)
	{
		BagSettle(bag);
		if (bag->entry == NULL)
		{
			bag->size = FIRST_BAG_SIZE;
			bag->entry = MemoryContextAlloc(context, bag->size * sizeof(BucketEntry));
		}
		else if (bag->n > bag->size / 2)
		{
			bag->size *= 2;
			bag->entry = repalloc_huge(bag->entry, (Size) bag->size * sizeof(BucketEntry));
		}
	}
	bag->entry[bag->n++] = (BucketEntry) {tag, 1};
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

/* one more row of a bag; false where the column names nobody */
static bool
AddTag(Gathering *gathering, TagBag *bag, ContributorTagger *tagger,
	   HeapTuple row, TupleDesc desc, int column)
{
	bool		isnull;
	Datum		value = heap_getattr(row, column, desc, &isnull);
	uint64		tag;

	if (isnull || !ContributorTag(tagger, value, &tag))
		return false;
	BagAdd(gathering->context, bag, tag);
	return true;
}

static void
GatherRow(Gathering *gathering, HeapTuple row, TupleDesc desc, int *number)
{
	int			ndims = gathering->ndims;
	int			column = ndims + 1;
	Leaf	   *leaf;

	for (int d = 0; d < ndims; d++)
		number[d] = ColumnNumber(gathering, &gathering->labels[d], row, desc, d + 1);
	leaf = FindLeaf(gathering, number);
	leaf->reports++;
	if (!AddTag(gathering, &leaf->contributors, gathering->contributor, row, desc, column++))
		leaf->anonymous_reports++;
	if (gathering->establishment)
		AddTag(gathering, &leaf->establishments, gathering->establishment, row, desc, column++);
	if (gathering->sensitive)
		AddTag(gathering, &leaf->sensitive, gathering->sensitive, row, desc, column++);
	gathering->nreports++;
}

static char *
SourceQuery(const ReleaseSpec *spec)
{
	StringInfoData query;

	initStringInfo(&query);
	appendStringInfoString(&query, "SELECT ");
	for (int d = 0; d < spec->ndims; d++)
		appendStringInfo(&query, "%s, ", spec->dimension[d].expression);
	appendStringInfoString(&query, quote_identifier(spec->contributor));
	if (spec->policy->establishment_column)
		appendStringInfo(&query, ", %s", quote_identifier(spec->policy->establishment_column));
	if (spec->policy->sensitive_column)
		appendStringInfo(&query, ", %s", quote_identifier(spec->policy->sensitive_column));
	appendStringInfo(&query, " FROM %s", QualifiedRelation(spec->source));
	return query.data;
}

static ContributorTagger *
TaggerFor(const ReleaseSpec *spec, const char *column)
{
	AttrNumber	attnum;

	if (column == NULL)
		return NULL;
	attnum = get_attnum(spec->source, column);
	if (attnum <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("column \"%s\" of relation \"%s\" does not exist",
						column, get_rel_name(spec->source))));
	return ContributorTaggerCreate(CurrentMemoryContext,
								   get_atttype(spec->source, attnum));
}

static void
StartGathering(Gathering *gathering, const ReleaseSpec *spec)
{
	gathering->spec = spec;
	gathering->context = CurrentMemoryContext;
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
	gathering->contributor = TaggerFor(spec, spec->contributor);
	gathering->establishment = TaggerFor(spec, spec->policy->establishment_column);
	gathering->sensitive = TaggerFor(spec, spec->policy->sensitive_column);
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

static TagSet
BagToSet(TagBag *bag)
{
	TagSet		set;

	BagSettle(bag);
	set.n = bag->n;
	set.tag = palloc_extended(Max(bag->n, 1) * sizeof(uint64), MCXT_ALLOC_HUGE);
	for (int i = 0; i < bag->n; i++)
		set.tag[i] = bag->entry[i].tag;
	return set;
}

static int
CompareCells(const void *a, const void *b, void *rollup)
{
	return RollupCompareKeys(rollup, *(RollupCell *const *) a,
							 *(RollupCell *const *) b);
}

static RollupCell *
LeafToCell(Leaf *leaf, int ndims, int *const *node_of_label)
{
	RollupCell *cell = palloc0(sizeof(RollupCell));

	cell->node = palloc(ndims * sizeof(int));
	for (int d = 0; d < ndims; d++)
		cell->node[d] = node_of_label[d][leaf->number[d]];
	cell->rest_dim = -1;
	cell->reports = leaf->reports;
	cell->anonymous_reports = leaf->anonymous_reports;
	BagSettle(&leaf->contributors);
	cell->ncontributors = leaf->contributors.n;
	cell->contributor = leaf->contributors.entry;
	cell->establishments = BagToSet(&leaf->establishments);
	cell->sensitive = BagToSet(&leaf->sensitive);
	cell->nchildren = 1;
	return cell;
}

static void
LeavesToRollup(Gathering *gathering, int *const *node_of_label, Rollup *rollup)
{
	leaf_iterator iterator;
	Leaf	   *leaf;

	rollup->nleaves = (int) gathering->leaves->members;
	rollup->leaf = palloc_extended(Max(rollup->nleaves, 1) * sizeof(RollupCell *),
								   MCXT_ALLOC_HUGE);
	rollup->next_leaf = palloc_extended(Max(rollup->nleaves, 1) * sizeof(int),
										MCXT_ALLOC_HUGE);
	rollup->nleaves = 0;
	leaf_start_iterate(gathering->leaves, &iterator);
	while ((leaf = leaf_iterate(gathering->leaves, &iterator)) != NULL)
		rollup->leaf[rollup->nleaves++] = LeafToCell(leaf, rollup->ndims, node_of_label);
	qsort_arg(rollup->leaf, rollup->nleaves, sizeof(RollupCell *), CompareCells, rollup);
	for (int i = 0; i < rollup->nleaves; i++)
	{
		rollup->next_leaf[i] = -1;
		rollup->leaf[i]->first_leaf = rollup->leaf[i]->last_leaf = i;
	}
}

void
ScanSource(const ReleaseSpec *spec, Rollup *rollup)
{
	Gathering	gathering;
	int		  **node_of_label = palloc(spec->ndims * sizeof(int *));

	StartGathering(&gathering, spec);
	ReadRows(&gathering);

	memset(rollup, 0, sizeof(Rollup));
	rollup->ndims = spec->ndims;
	rollup->policy = spec->policy;
	rollup->dim = palloc(spec->ndims * sizeof(RollupDim));
	for (int d = 0; d < spec->ndims; d++)
	{
		LabelList  *list = &gathering.labels[d];

		if (!spec->known)
			CheckNotIdentifying(&gathering, d);
		node_of_label[d] = palloc_extended(Max(list->n, 1) * sizeof(int), MCXT_ALLOC_HUGE);
		DimensionBuild(&spec->dimension[d], RestLabel(spec->policy, spec->dimension[d].column),
					   list->label, list->n, &rollup->dim[d], node_of_label[d]);
	}
	LeavesToRollup(&gathering, node_of_label, rollup);
}
