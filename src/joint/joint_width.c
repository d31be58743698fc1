/*
 * joint_width.c
 *		How far the hidden numbers of a vintage are from being known.
 *
 * That a number does not follow by adding and subtracting does not make it
 * uncertain: none is below zero, and one that a release hides is known to have
 * as many reports as the release has people in each.  So each hidden number has
 * tables that fit all that was ever shown, and give it other values.  Widths are
 * in reports, as numbers are: what a reader could count is reports, and how many
 * of them are one person's no number says.
 */
#include "base/compat.h"

#include "cells/labels.h"
#include "joint/joint_hidden.h"
#include "joint/joint_width.h"

#include "lib/stringinfo.h"
#include "utils/memutils.h"

/* how many reports of each column the numbers count */
static int64_t *
CountReports(const JointVintage *vintage, const JointSystem *system)
{
	int64_t    *reports = palloc_extended(Max(system->proof.ncolumns, 1) * sizeof(int64_t),
										  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);

	for (int c = 0; c < system->proof.ncolumns; c++)
	{
		for (int64 i = system->unit_start[c]; i < system->unit_start[c + 1]; i++)
		{
			const PastLeaf *leaf = &vintage->history->leaf[system->unit_leaf[i]];

			reports[c] += (int64_t) LeafUnit(vintage->history, leaf, system->unit[i])[0];
		}
	}
	return reports;
}

/* of a bucket that shows an old number nobody knows that there is another */
static bool
HasNoNumber(const JointVintage *vintage, const JointSystem *system, int row)
{
	const Bucket *bucket;

	if (system->bucket[row] < 0)
		return false;
	bucket = &vintage->bucket[system->bucket[row]];
	return bucket->old == NULL || NumbersShown(bucket->old) == 0;
}

/* the labels that readers see, joined */
static void
AppendLabels(StringInfo text, const JointVintage *vintage, const JointSystem *system, int row)
{
	const BucketName *name = &vintage->bucket[system->bucket[row]].name;

	for (int i = 0; i < LabelColumns(vintage->rollup); i++)
		appendStringInfo(text, "%s%s", i > 0 ? " / " : "", name->label[i]);
}

/* whose numbers the tables keep */
static void
AppendKept(StringInfo text, const JointVintage *vintage, uint64 kept)
{
	const History *history = vintage->history;
	const char *before = "; keeps numbers of ";

	for (int r = 0; r < history->nreleases; r++)
	{
		if ((kept & OriginBit(r)) == 0)
			continue;
		appendStringInfo(text, "%s%s", before,
						 r == vintage->release ? "this release" : history->release[r].name);
		before = ", ";
	}
}

static char *
WidthText(const JointVintage *vintage, const JointSystem *system, const ProofWidth *width,
		  int64 wanted)
{
	StringInfoData text;
	int			listed = Min(width->nleaning, WIDTH_MOST_LEANING);

	initStringInfo(&text);
	if (IsWide(width, wanted))
		appendStringInfo(&text, "certified: " INT64_FORMAT " or more", wanted);
	else if (width->step > 1)
		appendStringInfo(&text, "not certified: by steps of " INT64_FORMAT, width->step);
	else
		appendStringInfo(&text, "not certified: " INT64_FORMAT " of " INT64_FORMAT,
						 Min(width->up + width->down, wanted), wanted);
	for (int i = 0; i < listed; i++)
	{
		appendStringInfoString(&text, i == 0 ? "; rests on hidden " : ", ");
		AppendLabels(&text, vintage, system, width->leaning[i]);
	}
	if (width->nleaning > listed && vintage->rollup->policy->cube)
		appendStringInfoString(&text, " and others");
	else if (width->nleaning > listed)
		appendStringInfo(&text, " and %d more", width->nleaning - listed);
	AppendKept(&text, vintage, width->kept);
	return text.data;
}

static void *
PallocZeros(Size n, Size size)
{
	return palloc_extended(Max(n, 1) * size, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

/* what is asked of each row of a system that has all hidden numbers as rows */
typedef struct Asking
{
	JointSystem whole;
	const HiddenNumber *other;
	int			nothers;
	int		   *cost;
	bool	   *hidden;
	int64_t    *least;
	int64_t    *wanted;
	int		   *only_while;
	ProofWidth *width;
} Asking;

static const HiddenNumber *
OtherOfRow(const Asking *asking, int row)
{
	return row < asking->whole.nown ? NULL : &asking->other[row - asking->whole.nown];
}

/* the row of this vintage for each region of its release; -1 where it has none */
static int *
RowsOfRegions(const JointVintage *vintage, const JointSystem *whole)
{
	int			nregions = vintage->history->release[vintage->release].nregions;
	int		   *of_region = PallocZeros(nregions, sizeof(int));

	for (int g = 0; g < nregions; g++)
		of_region[g] = -1;
	for (int row = whole->npast; row < whole->nown; row++)
		of_region[vintage->bucket[whole->bucket[row]].region] = row;
	return of_region;
}

/* says if anything hidden is to stay uncertain */
static bool
AskRows(const JointVintage *vintage, Asking *asking)
{
	const JointSystem *whole = &asking->whole;
	int		   *of_region = RowsOfRegions(vintage, whole);
	bool		any = false;

	for (int row = 0; row < whole->proof.nrows; row++)
	{
		const HiddenNumber *number = OtherOfRow(asking, row);

		asking->only_while[row] = -1;
		if (number != NULL)
		{
			asking->least[row] = number->least;
			asking->wanted[row] = number->wanted;
			/* once it is shown, what it was before is not asked for */
			if (number->release == vintage->release)
				asking->only_while[row] = of_region[number->region];
		}
		else if (HasNoNumber(vintage, whole, row))
		{
			asking->least[row] = LeastOfHidden(vintage->rollup->policy,
												vintage->bucket[whole->bucket[row]].key);
			asking->wanted[row] = vintage->rollup->policy->width;
		}
		any |= asking->hidden[row] && asking->wanted[row] > 0;
	}
	return any;
}

/* counts what was found, and says it of each bucket of this vintage */
static void
TakeWidths(const JointVintage *vintage, const Asking *asking, MemoryContext kept,
		   JointWords *words, ProofFigures *figures)
{
	const JointSystem *whole = &asking->whole;

	for (int row = 0; row < whole->proof.nrows; row++)
	{
		const HiddenNumber *number = OtherOfRow(asking, row);
		const ProofWidth *width = &asking->width[row];
		int64		wanted = asking->wanted[row];

		if (!asking->hidden[row] || wanted == 0 ||
			(asking->only_while[row] >= 0 && !asking->hidden[asking->only_while[row]]))
			continue;
		/* how many of a cube's are narrow would say how many of them are 0 */
		if (number != NULL && number->of_cube)
			figures->narrow_of_cubes += !IsWide(width, wanted);
		else
		{
			figures->wide += IsWide(width, wanted);
			figures->narrow += !IsWide(width, wanted);
		}
		if (number == NULL)
			words[whole->bucket[row]].width =
				MemoryContextStrdup(kept, WidthText(vintage, whole, width, wanted));
	}
}

/* the row of the system for each bucket; -1 where it has none */
static int *
RowsOfBuckets(const JointVintage *vintage, const JointSystem *system)
{
	int		   *of_bucket = PallocZeros(vintage->nbuckets, sizeof(int));

	for (int b = 0; b < vintage->nbuckets; b++)
		of_bucket[b] = -1;
	for (int row = system->npast; row < system->proof.nrows; row++)
		of_bucket[system->bucket[row]] = row;
	return of_bucket;
}

/* is there a hidden number that can be asked for? */
static bool
AnyHidden(const JointVintage *vintage, const JointSystem *system, const bool *hidden,
		  int nothers)
{
	bool		any = nothers > 0;

	for (int b = 0; b < vintage->nbuckets && !any; b++)
		any = vintage->bucket[b].frozen && BucketIsHidden(&vintage->bucket[b]);
	for (int row = system->npast; row < system->proof.nrows && !any; row++)
		any = hidden[row];
	return any;
}

/* does another cube want its numbers to stay uncertain? */
static bool
AsksOtherCube(const Asking *asking)
{
	for (int i = 0; i < asking->nothers; i++)
	{
		if (asking->other[i].of_cube && asking->other[i].wanted > 0)
			return true;
	}
	return false;
}

/*
 * In a system of all hidden numbers: those that this vintage hides by their own rules,
 * most buckets of a cube among them, are no rows of the one that is proved, nor are
 * those of other releases, and what readers know of them limits the others.
 */
void
WidenHidden(const JointVintage *vintage, JointSystem *system, const int *cost, bool *hidden,
			MemoryContext kept, JointWords *words, ProofFigures *figures)
{
	Asking		asking = {0};
	JointSystem *whole = &asking.whole;
	int		   *of_bucket;
	Size		nrows;

	asking.other = HiddenOthers(vintage, &asking.nothers);
	if (!AnyHidden(vintage, system, hidden, asking.nothers))
		return;
	FormWholeSystem(vintage, asking.other, asking.nothers, whole);
	nrows = whole->proof.nrows;
	asking.cost = PallocZeros(nrows, sizeof(int));
	asking.hidden = PallocZeros(nrows, sizeof(bool));
	asking.least = PallocZeros(nrows, sizeof(int64_t));
	asking.wanted = PallocZeros(nrows, sizeof(int64_t));
	asking.only_while = PallocZeros(nrows, sizeof(int));
	asking.width = PallocZeros(nrows, sizeof(ProofWidth));
	of_bucket = RowsOfBuckets(vintage, system);
	for (int row = 0; row < whole->proof.nrows; row++)
	{
		int			same = whole->bucket[row] < 0 ? -1 : of_bucket[whole->bucket[row]];

		asking.cost[row] = same < 0 ? -1 : cost[same];
		asking.hidden[row] = row >= whole->npast && (same < 0 || hidden[same]);
		if (same >= 0)
			whole->proof.reason[row] = system->proof.reason[same];
	}
	if (AskRows(vintage, &asking))
	{
		WidthAsk	ask = {CountReports(vintage, whole), asking.least, asking.wanted,
		asking.only_while, whole->nown, vintage->rollup->policy->cube || AsksOtherCube(&asking)};

		ProofWiden(&whole->proof, &ask, asking.cost, asking.hidden, asking.width);
		TakeWidths(vintage, &asking, kept, words, figures);
	}
	for (int row = whole->npast; row < whole->nown; row++)
	{
		int			same = of_bucket[whole->bucket[row]];

		if (same < 0)
			continue;
		hidden[same] = asking.hidden[row];
		system->proof.reason[same] = whole->proof.reason[row];
	}
}
