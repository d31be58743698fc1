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
	if (width->nleaning > listed)
		appendStringInfo(&text, " and %d more", width->nleaning - listed);
	AppendKept(&text, vintage, width->kept);
	return text.data;
}

void
WidenHidden(const JointVintage *vintage, JointSystem *system, const int *cost, bool *hidden,
			MemoryContext kept, JointWords *words, ProofFigures *figures)
{
	const BucketPolicy *policy = vintage->rollup->policy;
	Size		nrows = Max(system->proof.nrows, 1);
	int64_t    *least = palloc_extended(nrows * sizeof(int64_t),
										MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	int64_t    *wanted = palloc_extended(nrows * sizeof(int64_t),
										 MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	ProofWidth *width = palloc_extended(nrows * sizeof(ProofWidth), MCXT_ALLOC_HUGE);
	WidthAsk	ask = {CountReports(vintage, system), least, wanted};
	bool		any = false;

	for (int row = 0; row < system->proof.nrows; row++)
	{
		if (!HasNoNumber(vintage, system, row))
			continue;
		least[row] = policy->k + policy->coalition;
		wanted[row] = policy->width;
		any |= hidden[row];
	}
	if (!any || policy->width == 0)
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
