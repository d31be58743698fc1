/*
 * joint_system.c
 *		All numbers ever shown, and those that are about to be, as rows.
 *
 * A unit of the history is counted by the numbers of its leaf's regions whose
 * scans fall into its stretch.  Units that the same numbers count are one
 * column: nobody who has all of these numbers can tell them apart.
 */
#include "base/compat.h"

#include "joint/joint_empty.h"
#include "joint/joint_system.h"

#include "common/hashfn.h"
#include "miscadmin.h"
#include "utils/memutils.h"

/* the rows of a column: how many, then which, ascending */
typedef struct ColumnEntry
{
	const int  *rows;
	uint32		hash;
	char		status;
	int			column;
} ColumnEntry;

#define ROWS_SIZE(rows) (((rows)[0] + 1) * sizeof(int))

#define SH_PREFIX column
#define SH_ELEMENT_TYPE ColumnEntry
#define SH_KEY_TYPE const int *
#define SH_KEY rows
#define SH_HASH_KEY(tb, key) hash_bytes((const unsigned char *) (key), ROWS_SIZE(key))
#define SH_EQUAL(tb, a, b) ((a)[0] == (b)[0] && memcmp((a), (b), ROWS_SIZE(a)) == 0)
#define SH_SCOPE static inline
#define SH_STORE_HASH
#define SH_GET_HASH(tb, a) (a)->hash
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* the rows of one release, by regions; one more start is there while they are sorted */
typedef struct RegionRows
{
	int		   *start;			/* of each region's; nregions + 1 */
	int		   *row;
} RegionRows;

/* a stretch of the leaf at work and its column */
typedef struct StretchColumn
{
	int			from;
	int			until;
	int			column;
} StretchColumn;

typedef struct Forming
{
	const JointVintage *vintage;
	JointSystem *system;
	bool		whole;			/* rows that have no number either, these among them: */
	const HiddenNumber *other;
	int			nothers;
	int		   *region;			/* of each row, in its release */
	int		   *scan;			/* of each row */
	RegionRows *regions;		/* of each release */
	column_hash *columns;
	int			ncolumns;
	int			max_columns;
	const int **rows;			/* of each column */
	int64		nunits;
	int		   *column_of;		/* of each unit, leaf by leaf; -1 in no number */
	int			nstretches;
	int			max_stretches;
	StretchColumn *stretch;
	int		   *leaf_rows;		/* of the leaf at work */
	int			nleaf_rows;
} Forming;

static int *
PallocInts(Size n)
{
	return palloc_extended(Max(n, 1) * sizeof(int), MCXT_ALLOC_HUGE);
}

/* a row behind those there are */
static void
AddRow(Forming *forming, int release, int region, int scan, int bucket)
{
	JointSystem *system = forming->system;
	int			row = system->proof.nrows++;

	system->release[row] = release;
	system->bucket[row] = bucket;
	forming->region[row] = region;
	forming->scan[row] = scan;
}

/* what was shown first, then what is about to be, then what others hide */
static void
NumberRows(Forming *forming)
{
	const JointVintage *vintage = forming->vintage;
	const History *history = vintage->history;
	JointSystem *system = forming->system;
	Size		most = (Size) vintage->nbuckets + forming->nothers;

	for (int r = 0; r < history->nreleases; r++)
		most += history->release[r].nnumbers;
	system->bucket = PallocInts(most);
	system->release = PallocInts(most);
	forming->region = PallocInts(most);
	forming->scan = PallocInts(most);
	system->scan = forming->scan;
	for (int r = 0; r < history->nreleases; r++)
	{
		const PastRelease *release = &history->release[r];

		for (int i = 0; i < release->nnumbers; i++)
			AddRow(forming, r, release->number[i].region, release->number[i].scan, -1);
	}
	system->npast = system->proof.nrows;
	for (int b = 0; b < vintage->nbuckets; b++)
	{
		const Bucket *bucket = &vintage->bucket[b];

		if (!bucket->frozen || (forming->whole && BucketIsHidden(bucket)))
			AddRow(forming, vintage->release, bucket->region, history->nscans, b);
	}
	system->nown = system->proof.nrows;
	for (int i = 0; i < forming->nothers; i++)
	{
		const HiddenNumber *number = &forming->other[i];

		AddRow(forming, number->release, number->region, number->scan, -1);
	}
	system->proof.origin = system->release;
	system->proof.reason = palloc_extended(Max(system->proof.nrows, 1) * sizeof(ProofReason),
										   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	forming->leaf_rows = PallocInts((Size) system->proof.nrows + 1);
}

/* the rows of each release by their regions */
static void
SortByRegions(Forming *forming)
{
	const History *history = forming->vintage->history;
	const JointSystem *system = forming->system;
	int		   *n = palloc0(Max(history->nreleases, 1) * sizeof(int));

	forming->regions = palloc(Max(history->nreleases, 1) * sizeof(RegionRows));
	for (int row = 0; row < system->proof.nrows; row++)
		n[system->release[row]]++;
	for (int r = 0; r < history->nreleases; r++)
	{
		Size		size = ((Size) history->release[r].nregions + 2) * sizeof(int);

		forming->regions[r].start = palloc_extended(size, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
		forming->regions[r].row = PallocInts(n[r]);
	}
	/* one place ahead, so that filling leaves the starts where they belong */
	for (int row = 0; row < system->proof.nrows; row++)
		forming->regions[system->release[row]].start[forming->region[row] + 2]++;
	for (int r = 0; r < history->nreleases; r++)
	{
		for (int g = 0; g < history->release[r].nregions; g++)
			forming->regions[r].start[g + 2] += forming->regions[r].start[g + 1];
	}
	for (int row = 0; row < system->proof.nrows; row++)
	{
		RegionRows *regions = &forming->regions[system->release[row]];

		regions->row[regions->start[forming->region[row] + 1]++] = row;
	}
	pfree(n);
}

/* all numbers that ever counted something in the leaf */
static void
ListLeafRows(Forming *forming, const PastLeaf *leaf)
{
	forming->nleaf_rows = 0;
	for (int r = 0; r < forming->vintage->history->nreleases; r++)
	{
		const RegionRows *regions = &forming->regions[r];
		const int  *region;
		int			n = RegionsOfLeaf(&forming->vintage->history->release[r], &leaf->region[r],
									  &region);

		for (int g = 0; g < n; g++)
		{
			for (int i = region[g] < 0 ? 0 : regions->start[region[g]];
				 region[g] >= 0 && i < regions->start[region[g] + 1]; i++)
				forming->leaf_rows[forming->nleaf_rows++] = regions->row[i];
		}
	}
}

static int
CompareInts(const void *a, const void *b)
{
	int			ia = *(const int *) a;
	int			ib = *(const int *) b;

	return (ia > ib) - (ia < ib);
}

static bool
IsWithin(int scan, const UnitStretch *stretch)
{
	return scan >= stretch->from && (stretch->until == 0 || scan < stretch->until);
}

/*
 * The column of what was in the leaf over a stretch, and over others; -1 where no number
 * counts it.
 */
static int
FindColumn(Forming *forming, UnitStretch stretch, const FurtherStretch *further, int nfurther)
{
	int		   *rows = PallocInts(forming->nleaf_rows + 1);
	ColumnEntry *entry;
	bool		found;

	rows[0] = 0;
	for (int i = 0; i < forming->nleaf_rows; i++)
	{
		int			scan = forming->scan[forming->leaf_rows[i]];
		bool		within = IsWithin(scan, &stretch);

		for (int s = 0; s < nfurther && !within; s++)
			within = IsWithin(scan, &further[s].stretch);
		if (within)
			rows[++rows[0]] = forming->leaf_rows[i];
	}
	if (rows[0] == 0)
	{
		pfree(rows);
		return -1;
	}
	qsort(rows + 1, rows[0], sizeof(int), CompareInts);
	entry = column_insert(forming->columns, rows, &found);
	if (found)
	{
		pfree(rows);
		return entry->column;
	}
	if (forming->ncolumns == forming->max_columns)
	{
		forming->max_columns *= 2;
		forming->rows = repalloc_huge(forming->rows, (Size) forming->max_columns * sizeof(int *));
	}
	forming->rows[forming->ncolumns] = rows;
	return entry->column = forming->ncolumns++;
}

static int
ColumnOfStretch(Forming *forming, UnitStretch stretch)
{
	for (int i = 0; i < forming->nstretches; i++)
	{
		if (forming->stretch[i].from == stretch.from && forming->stretch[i].until == stretch.until)
			return forming->stretch[i].column;
	}
	if (forming->nstretches == forming->max_stretches)
	{
		forming->max_stretches *= 2;
		forming->stretch = repalloc(forming->stretch,
									forming->max_stretches * sizeof(StretchColumn));
	}
	forming->stretch[forming->nstretches] =
		(StretchColumn) {stretch.from, stretch.until, FindColumn(forming, stretch, NULL, 0)};
	return forming->stretch[forming->nstretches++].column;
}

static void
PlaceUnits(Forming *forming)
{
	const History *history = forming->vintage->history;
	int64		n = 0;

	for (int i = 0; i < history->nleaves; i++)
		forming->nunits += history->leaf[i].nunits;
	forming->column_of = PallocInts(forming->nunits);
	for (int i = 0; i < history->nleaves; i++)
	{
		const PastLeaf *leaf = &history->leaf[i];
		int			done = 0;

		CHECK_FOR_INTERRUPTS();
		ListLeafRows(forming, leaf);
		forming->nstretches = 0;
		for (int u = 0; u < leaf->nunits; u++)
		{
			const uint64 *unit = LeafUnit(history, leaf, u);
			int			first = done;

			while (done < leaf->nfurther && leaf->further[done].unit == u)
				done++;
			/* a change of amounts is in no count */
			forming->column_of[n++] = forming->vintage->amount < 0 && unit[0] == 0 ? -1 :
				done == first ? ColumnOfStretch(forming, UnitStretchOf(unit)) :
				FindColumn(forming, UnitStretchOf(unit), &leaf->further[first], done - first);
		}
	}
}

/* the units of each column */
static void
ListUnits(Forming *forming)
{
	const History *history = forming->vintage->history;
	JointSystem *system = forming->system;
	int64	   *fill;
	int64		n = 0;

	system->unit_start = palloc_extended((forming->ncolumns + 1) * sizeof(int64),
										 MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	system->unit_leaf = PallocInts(forming->nunits);
	system->unit = PallocInts(forming->nunits);
	for (int64 i = 0; i < forming->nunits; i++)
	{
		if (forming->column_of[i] >= 0)
			system->unit_start[forming->column_of[i] + 1]++;
	}
	for (int c = 0; c < forming->ncolumns; c++)
		system->unit_start[c + 1] += system->unit_start[c];
	fill = palloc_extended((forming->ncolumns + 1) * sizeof(int64), MCXT_ALLOC_HUGE);
	memcpy(fill, system->unit_start, (forming->ncolumns + 1) * sizeof(int64));
	for (int i = 0; i < history->nleaves; i++)
	{
		for (int u = 0; u < history->leaf[i].nunits; u++, n++)
		{
			int			column = forming->column_of[n];

			if (column < 0)
				continue;
			system->unit_leaf[fill[column]] = i;
			system->unit[fill[column]++] = u;
		}
	}
	pfree(fill);
}

/* the columns of each row, ascending since they are gone through in order */
static void
ListColumns(Forming *forming)
{
	ProofSystem *proof = &forming->system->proof;
	int64_t    *start = palloc_extended(((Size) proof->nrows + 1) * sizeof(int64_t),
										MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	int64	   *fill = palloc_extended(((Size) proof->nrows + 1) * sizeof(int64), MCXT_ALLOC_HUGE);
	int		   *column;

	for (int c = 0; c < forming->ncolumns; c++)
	{
		for (int i = 1; i <= forming->rows[c][0]; i++)
			start[forming->rows[c][i] + 1]++;
	}
	for (int r = 0; r < proof->nrows; r++)
		start[r + 1] += start[r];
	memcpy(fill, start, ((Size) proof->nrows + 1) * sizeof(int64));
	column = PallocInts(start[proof->nrows]);
	for (int c = 0; c < forming->ncolumns; c++)
	{
		for (int i = 1; i <= forming->rows[c][0]; i++)
			column[fill[forming->rows[c][i]]++] = c;
	}
	proof->ncolumns = forming->ncolumns;
	proof->row_start = start;
	proof->row_column = column;
	pfree(fill);
}

/* has another release shown numbers? */
static bool
OthersShow(const JointVintage *vintage)
{
	for (int r = 0; r < vintage->history->nreleases; r++)
	{
		if (r != vintage->release && vintage->history->release[r].nnumbers > 0)
			return true;
	}
	return false;
}

/* the column of reports that a combination might always have had */
static void
TakeCombination(void *arg, const int *region, int nmargins)
{
	Forming    *forming = arg;
	const RegionRows *regions = &forming->regions[forming->vintage->release];

	forming->nleaf_rows = 0;
	for (int m = 0; m < nmargins; m++)
	{
		for (int i = region[m] < 0 ? 0 : regions->start[region[m]];
			 region[m] >= 0 && i < regions->start[region[m] + 1]; i++)
			forming->leaf_rows[forming->nleaf_rows++] = regions->row[i];
	}
	(void) FindColumn(forming, (UnitStretch) {1, 0, false}, NULL, 0);
}

static void
Form(Forming *forming)
{
	JointSystem *system = forming->system;

	memset(system, 0, sizeof(JointSystem));
	forming->columns = column_create(CurrentMemoryContext, 1024, NULL);
	forming->max_columns = 1024;
	forming->rows = palloc(forming->max_columns * sizeof(int *));
	forming->max_stretches = 16;
	forming->stretch = palloc(forming->max_stretches * sizeof(StretchColumn));
	NumberRows(forming);
	SortByRegions(forming);
	PlaceUnits(forming);
	/* where another release would have counted it is not known */
	if (forming->whole && forming->vintage->rollup->policy->cube && !OthersShow(forming->vintage))
		EachCombination(forming->vintage, TakeCombination, forming);
	ListUnits(forming);
	ListColumns(forming);
}

void
FormSystem(const JointVintage *vintage, JointSystem *system)
{
	Forming		forming = {.vintage = vintage,.system = system};

	Form(&forming);
}

void
FormWholeSystem(const JointVintage *vintage, const HiddenNumber *other, int nothers,
				JointSystem *system)
{
	Forming		forming = {.vintage = vintage,.system = system,.whole = true,
		.other = other,.nothers = nothers};

	Form(&forming);
}
