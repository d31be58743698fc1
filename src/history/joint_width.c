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
#include "history/joint_width.h"

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

/*
 * What a hidden bucket is known to have: of a roll-up as many as it must to be one, of
 * a cube nothing, unless it is all reports of a label, which stands there only with so
 * many.
 */
static int64_t
LeastKnown(const JointVintage *vintage, const JointSystem *system, int row)
{
	const Rollup *rollup = vintage->rollup;
	int			step = vintage->bucket[system->bucket[row]].cell->step;
	int		   *levels;
	int			nlabels = 0;

	if (rollup->policy->cube)
	{
		levels = palloc(rollup->ndims * sizeof(int));
		RollupLevelsAt(rollup, step, levels);
		for (int d = 0; d < rollup->ndims; d++)
			nlabels += levels[d] < rollup->dim[d].nlevels - 1;
		pfree(levels);
	}
	return nlabels > 1 ? 0 : rollup->policy->k + rollup->policy->coalition;
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

/* as WidenHidden(), of a system that has all hidden buckets as rows */
static void
WidenRows(const JointVintage *vintage, JointSystem *system, const int *cost, bool *hidden,
		  MemoryContext kept, JointWords *words, ProofFigures *figures)
{
	const BucketPolicy *policy = vintage->rollup->policy;
	Size		nrows = Max(system->proof.nrows, 1);
	int64_t    *least = palloc_extended(nrows * sizeof(int64_t),
										MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	int64_t    *wanted = palloc_extended(nrows * sizeof(int64_t),
										 MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	ProofWidth *width = palloc_extended(nrows * sizeof(ProofWidth), MCXT_ALLOC_HUGE);
	WidthAsk	ask = {CountReports(vintage, system), least, wanted, policy->cube};
	bool		any = false;

	for (int row = 0; row < system->proof.nrows; row++)
	{
		if (!HasNoNumber(vintage, system, row))
			continue;
		least[row] = LeastKnown(vintage, system, row);
		wanted[row] = policy->width;
		any |= hidden[row];
	}
	if (!any)
		return;
	ProofWiden(&system->proof, &ask, cost, hidden, width);
	for (int row = 0; row < system->proof.nrows; row++)
	{
		if (!hidden[row] || wanted[row] == 0)
			continue;
		figures->wide += IsWide(&width[row], wanted[row]);
		figures->narrow += !IsWide(&width[row], wanted[row]);
		words[system->bucket[row]].width =
			MemoryContextStrdup(kept, WidthText(vintage, system, &width[row], wanted[row]));
	}
}

/*
 * Of a cube, most of whose hidden buckets are no rows of the system, and whose readers
 * do not know which combinations of labels nobody has.
 */
static void
WidenCube(const JointVintage *vintage, JointSystem *system, const int *cost, bool *hidden,
		  MemoryContext kept, JointWords *words, ProofFigures *figures)
{
	JointSystem whole;
	int		   *of_bucket = palloc_extended(Max(vintage->nbuckets, 1) * sizeof(int),
											MCXT_ALLOC_HUGE);
	int		   *whole_cost;
	bool	   *whole_hidden;
	Size		nrows;

	FormWholeCube(vintage, &whole);
	nrows = Max(whole.proof.nrows, 1);
	whole_cost = palloc_extended(nrows * sizeof(int), MCXT_ALLOC_HUGE);
	whole_hidden = palloc_extended(nrows * sizeof(bool), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (int b = 0; b < vintage->nbuckets; b++)
		of_bucket[b] = -1;
	for (int row = system->npast; row < system->proof.nrows; row++)
		of_bucket[system->bucket[row]] = row;
	for (int row = 0; row < whole.proof.nrows; row++)
	{
		int			same = row < whole.npast ? -1 : of_bucket[whole.bucket[row]];

		whole_cost[row] = same < 0 ? -1 : cost[same];
		whole_hidden[row] = row >= whole.npast && (same < 0 || hidden[same]);
		if (same >= 0)
			whole.proof.reason[row] = system->proof.reason[same];
	}
	WidenRows(vintage, &whole, whole_cost, whole_hidden, kept, words, figures);
	for (int row = whole.npast; row < whole.proof.nrows; row++)
	{
		int			same = of_bucket[whole.bucket[row]];

		if (same < 0)
			continue;
		hidden[same] = whole_hidden[row];
		system->proof.reason[same] = whole.proof.reason[row];
	}
}

void
WidenHidden(const JointVintage *vintage, JointSystem *system, const int *cost, bool *hidden,
			MemoryContext kept, JointWords *words, ProofFigures *figures)
{
	if (vintage->rollup->policy->width > 0)
		(vintage->rollup->policy->cube ? WidenCube : WidenRows) (vintage, system, cost, hidden,
																 kept, words, figures);
}
