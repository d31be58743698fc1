/*
 * prepare.c
 *		The next vintage of a release, with everything that is asked of it.
 *
 * A publication, a dry run and an audit all look at the same: what the release
 * would show now, beside all that was ever shown of its source.
 */
#include "base/compat.h"

#include "base/progress.h"
#include "cells/labels.h"
#include "history/history.h"
#include "history/history_absorb.h"
#include "history/history_names.h"
#include "joint/joint.h"
#include "record/record.h"
#include "record/record_paths.h"
#include "release/levels_frequent.h"
#include "release/prepare.h"
#include "release/prepare_places.h"

/*
 * Tells of reports that wait until their labels mean something: anybody who may
 * file could file such a one, so they stop nothing.
 */
static void
TellOfUnplaced(const Rollup *rollup)
{
	for (int d = 0; d < rollup->ndims; d++)
	{
		int64		reports = 0;

		for (int i = 0; i < rollup->nleaves; i++)
		{
			if (rollup->leaf[i]->node[d] == NODE_UNPLACED)
				reports += rollup->leaf[i]->reports;
		}
		if (reports > 0)
			ereport(NOTICE,
					(errmsg("reports that dimension \"%s\" cannot place wait: " INT64_FORMAT,
							rollup->dim[d].name, reports),
					 errdetail("Their labels stand for a total or a rest, are no period of its frequency, or are not in its hierarchy: %s.",
							   ExamplesText(&rollup->dim[d].unplaced)),
					 errhint("Mend them in a view of the source, or add them to the hierarchy.")));
	}
}

/*
 * Populations that other live releases hold their numbers against are there
 * for this one too.
 */
static void
AddPlaces(const ReleaseRecord *record, ScanSpec *scan)
{
	int			nothers;
	int		   *other = OtherReleasesOf(record, &nothers);

	for (int i = 0; i < nothers; i++)
	{
		ReleaseRecord record_of;
		ReleaseSpec *spec;
		int			nbuckets;

		if (!RecordLoad(other[i], &record_of))
			continue;
		/* that it is whole, before what it says is relied on */
		(void) RecordBuckets(&record_of, &nbuckets);
		spec = ReleaseSpecFromArguments(record_of.source, record_of.steward, record_of.dims,
										record_of.contributor, record_of.policy);
		scan->dimension = repalloc(scan->dimension,
								   (scan->ndims + spec->ndims + 1) * sizeof(Dimension));
		for (int d = 0; d < spec->ndims; d++)
		{
			if (spec->dimension[d].has_population)
				scan->dimension[scan->ndims++] = spec->dimension[d];
		}
	}
}

/* reads the source for this release, and for all that was shown of it before */
static void
ReadVintage(const ReleaseRecord *record, bool tell, Vintage *vintage, JointVintage *joint)
{
	ScanSpec   *scan_spec = palloc(sizeof(ScanSpec));
	ScanView   *view = palloc(sizeof(ScanView));
	SourceScan *scan = palloc(sizeof(SourceScan));

	ReleaseScan(vintage->spec, scan_spec, view);
	AddPlaces(record, scan_spec);
	AddRetractedPlaces(record, tell, scan_spec);
	HistoryWiden(joint->history, scan_spec);
	ScanSource(scan_spec, scan);
	ScanToRollup(scan, view, vintage->spec->policy, &vintage->rollup);
	joint->scan = scan;
	joint->scan_spec = scan_spec;
	joint->view = view;
}

/* likewise of amounts that cannot be added up */
static void
TellOfUnusable(const ScanSpec *spec, const SourceScan *scan)
{
	for (int m = 0; m < scan->namounts; m++)
	{
		if (scan->unusable[m] > 0)
			ereport(NOTICE,
					(errmsg("amounts in column \"%s\" that count as none: " INT64_FORMAT,
							spec->amount[m], scan->unusable[m]),
					 errdetail("They are not finite, or beyond 900 trillion."),
					 errhint("Mend them in a view of the source.")));
	}
}

/* what the steward is told of while it goes on; nothing in an audit */
static void
TellOfSource(const ReleaseRecord *record, const Rollup *rollup)
{
	if (record->id == 0)
		NoteFrequentContributors(rollup);
	else
		ereport(NOTICE, (errmsg("source read: %d combinations of values", rollup->nleaves)));
	TellOfUnplaced(rollup);
}

bool
PrepareVintage(const ReleaseRecord *record, bool tell, Vintage *vintage, BucketRule *broken)
{
	JointVintage *joint = &vintage->joint;

	ReportPhase("1 of 6, the source is read");
	joint->record = record;
	joint->rollup = &vintage->rollup;
	if (record->vintage > 0)
		vintage->old = RecordBuckets(record, &vintage->nold);
	vintage->spec = ReleaseSpecFromArguments(record->source, record->steward, record->dims,
											 record->contributor, record->policy);
	vintage->spec->known = record->vintage > 0;
	if (record->vintage > 0)
		CheckPaths(record, vintage->spec);
	joint->history = HistoryLoad(record->source);
	CheckComparable(joint->history, record);
	ReadVintage(record, tell, vintage, joint);
	if (tell)
	{
		TellOfSource(record, &vintage->rollup);
		TellOfUnusable(joint->scan_spec, joint->scan);
	}
	ReportPhase("2 of 6, buckets are formed");
	if (!ReviseBuckets(&vintage->rollup, record, vintage->nold, vintage->old,
					   &vintage->nbuckets, &vintage->bucket, &vintage->unplaced, broken))
		return false;
	if (tell && record->id != 0)
		ereport(NOTICE, (errmsg("buckets formed: %d", vintage->nbuckets)));

	ReportPhase("3 of 6, they are placed beside earlier numbers");
	HistoryAbsorb(joint->history, joint->scan_spec, joint->scan);
	joint->release = record->vintage > 0 ? HistoryFind(joint->history, record->id) :
		HistoryAddRelease(joint->history, record->id, record->name ? record->name : "",
						  record->contributor, RecordPolicyText(record));
	joint->nbuckets = vintage->nbuckets;
	joint->bucket = vintage->bucket;
	HideJointly(joint, &vintage->figures);
	if (tell && vintage->figures.narrow + vintage->figures.narrow_of_cubes > 0)
		ereport(NOTICE,
				(errmsg("hidden numbers within closer limits than the policy wants: %d",
						vintage->figures.narrow + vintage->figures.narrow_of_cubes),
				 errdetail("What was published before leaves them no other values, or none was found."),
				 errhint("After publication audit_buckets() says which; a coarser release has fewer.")));
	return true;
}
