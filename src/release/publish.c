/*
 * publish.c
 *		Publishes, refreshes and retracts releases, or only tries.
 *
 * All happens in the caller's transaction: the lock, the scan, the proof, the
 * table, the view and the ledger entry stand or fall together, and nobody sees
 * anything before the commit.  Readers meet a plain view over a plain table of
 * buckets that are safe; nothing that they can run ever touches the source.
 */
#include "base/compat.h"
#include "base/interrupt.h"

#include "cells/labels.h"
#include "record/declare.h"
#include "record/ledger.h"
#include "record/record.h"
#include "record/record_paths.h"
#include "history/history.h"
#include "history/history_absorb.h"
#include "history/history_names.h"
#include "history/joint.h"
#include "release/levels.h"
#include "release/levels_frequent.h"
#include "release/privileges.h"
#include "release/publish_view.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "nodes/pg_list.h"
#include "utils/builtins.h"
#include "utils/snapmgr.h"

PG_FUNCTION_INFO_V1(protect_buckets);
PG_FUNCTION_INFO_V1(publish_buckets);
PG_FUNCTION_INFO_V1(refresh_buckets);
PG_FUNCTION_INFO_V1(retract_buckets);

static char *
PolicyText(const ReleaseRecord *record)
{
	return JsonbToCString(NULL, &record->policy->root, VARSIZE(record->policy));
}

/* the ledger's entry about a release: its policy and what it shows */
static LedgerMark
EnterLedger(const char *action, const ReleaseRecord *record, const Rollup *rollup,
			int nbuckets, const Bucket *bucket)
{
	uint8		policy[LEDGER_DIGEST_SIZE];
	uint8		cells[LEDGER_DIGEST_SIZE];
	char	   *text = PolicyText(record);

	LedgerDigest(text, strlen(text), policy);
	DigestBuckets(rollup, nbuckets, bucket, cells);
	return LedgerAppend(action, record->id, record->name, policy, cells);
}

/* the record as of the vintage that was written */
static void
AdvanceRecord(ReleaseRecord *record, const ReleaseSpec *spec, const Rollup *rollup,
			  int nbuckets, const Bucket *bucket)
{
	char	  **frontier = palloc((record->vintage + 1) * sizeof(char *));

	for (int i = 0; i < record->vintage; i++)
		frontier[i] = record->frontier[i];
	frontier[record->vintage++] = Frontier(rollup);
	record->frontier = frontier;
	record->nbuckets = nbuckets;
	record->reports = 0;
	for (int i = 0; i < nbuckets; i++)
		record->reports += bucket[i].reports;
	KeepPaths(record, spec, rollup);
}

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

/* a vintage before it is written */
typedef struct Vintage
{
	ReleaseSpec *spec;
	Rollup		rollup;
	History    *history;
	int			nbuckets;
	Bucket	   *bucket;
	int64		unplaced;		/* reports that no bucket can take */
	ProofFigures figures;
} Vintage;

/* reads the source for this release, and for all that was shown of it before */
static void
ReadVintage(const ReleaseRecord *record, Vintage *vintage, JointVintage *joint)
{
	ScanSpec   *scan_spec = palloc(sizeof(ScanSpec));
	ScanView   *view = palloc(sizeof(ScanView));
	SourceScan *scan = palloc(sizeof(SourceScan));

	ReleaseScan(vintage->spec, scan_spec, view);
	AddPlaces(record, scan_spec);
	HistoryWiden(vintage->history, scan_spec);
	ScanSource(scan_spec, scan);
	ScanToRollup(scan, view, vintage->spec->policy, &vintage->rollup);
	joint->scan = scan;
	joint->scan_spec = scan_spec;
	joint->view = view;
	if (record->id == 0)
		NoteFrequentContributors(&vintage->rollup);
	else
		ereport(NOTICE, (errmsg("source read: %d combinations of values", vintage->rollup.nleaves)));
	TellOfUnplaced(&vintage->rollup);
}

/*
 * Computes the next vintage of a release, or the first, with everything that
 * is asked of it.  Writes nothing.
 */
static void
FormVintage(const ReleaseRecord *record, Vintage *vintage)
{
	JointVintage joint = {.record = record,.rollup = &vintage->rollup};
	LiveBucket *old = NULL;
	int			nold = 0;
	BucketRule	broken;

	if (record->vintage > 0)
		old = RecordBuckets(record, &nold);
	vintage->spec = ReleaseSpecFromArguments(record->source, record->steward, record->dims,
											 record->contributor, record->policy);
	vintage->spec->known = record->vintage > 0;
	if (record->vintage > 0)
		CheckPaths(record, vintage->spec);
	joint.history = vintage->history = HistoryLoad(record->source);
	CheckComparable(joint.history, record);
	ReadVintage(record, vintage, &joint);
	if (!ReviseBuckets(&vintage->rollup, record, nold, old, &vintage->nbuckets,
					   &vintage->bucket, &vintage->unplaced, &broken))
		RaiseNothingSafe(broken);
	if (record->id != 0)
		ereport(NOTICE, (errmsg("buckets formed: %d", vintage->nbuckets)));

	HistoryAbsorb(joint.history, joint.scan_spec, joint.scan);
	joint.release = record->vintage > 0 ? HistoryFind(joint.history, record->id) :
		HistoryAddRelease(joint.history, record->id, record->name ? record->name : "",
						  record->contributor, PolicyText(record));
	joint.nbuckets = vintage->nbuckets;
	joint.bucket = vintage->bucket;
	HideJointly(&joint, &vintage->figures);
	CheckAnyShown(&joint);
}

/*
 * One publication, of a new release or of the next vintage of one.
 */
static void
PublishVintage(ReleaseRecord *record, const char *action, ReturnSetInfo *result)
{
	Vintage		vintage = {0};
	LedgerMark	mark;

	CheckReaders(record);
	FormVintage(record, &vintage);
	WriteVintage(record, &vintage.rollup, vintage.nbuckets, vintage.bucket);
	AdvanceRecord(record, vintage.spec, &vintage.rollup, vintage.nbuckets, vintage.bucket);
	mark = EnterLedger(action, record, &vintage.rollup, vintage.nbuckets, vintage.bucket);
	RecordStore(record, &mark, vintage.nbuckets, BucketsToLive(vintage.nbuckets, vintage.bucket));
	HistoryStore(vintage.history);
	PutLevels(&vintage.rollup, vintage.nbuckets, vintage.bucket, vintage.unplaced, result);
}

/*
 * Releases are published one after the other, and each sees what the one
 * before it did: so the snapshot is taken when the lock is held.
 */
static void
BeginPublication(void)
{
	PreventCommandIfReadOnly("publishing a release");
	if (IsolationUsesXactSnapshot())
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TRANSACTION_STATE),
				 errmsg("releases are published in transactions of isolation level read committed only"),
				 errhint("In any other the releases of other sessions would not be seen.")));
	LedgerLock();
	PushActiveSnapshot(GetTransactionSnapshot());
	DropLeftovers();
}

/* each of them must exist; the array has each once */
static ArrayType *
CheckRoles(ArrayType *roles)
{
	Datum	   *role;
	bool	   *isnull;
	int			n;
	List	   *unique = NIL;
	ListCell   *cell;

	deconstruct_array(roles, REGROLEOID, sizeof(Oid), true, TYPALIGN_INT, &role, &isnull, &n);
	for (int i = 0; i < n; i++)
	{
		AllowCancel(i);
		if (isnull[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("a reader must not be NULL")));
		unique = lappend_oid(unique, DatumGetObjectId(role[i]));
	}
	list_sort(unique, list_oid_cmp);
	list_deduplicate_oid(unique);
	n = 0;
	foreach(cell, unique)
	{
		(void) GetUserNameFromId(lfirst_oid(cell), false);
		role[n++] = ObjectIdGetDatum(lfirst_oid(cell));
	}
	return construct_array(role, n, REGROLEOID, sizeof(Oid), true, TYPALIGN_INT);
}

/* what is published, from the arguments after the first ones */
static void
SetDeclaration(FunctionCallInfo fcinfo, int first, ReleaseRecord *record)
{
	record->steward = GetUserId();
	record->source = PG_GETARG_OID(first);
	record->dims = PG_GETARG_ARRAYTYPE_P(first + 1);
	record->contributor = text_to_cstring(PG_GETARG_TEXT_PP(first + 2));
	record->policy = PG_GETARG_JSONB_P(first + 3);
}

/*
 * protect_buckets(source, dims, contributor, policy)
 *
 * What a release would keep at each level, beside all that was published of its
 * source.  Publishes and stores nothing.
 */
Datum
protect_buckets(PG_FUNCTION_ARGS)
{
	ReleaseRecord record = {0};
	Vintage		vintage = {0};

	InitMaterializedSRF(fcinfo, 0);
	SetDeclaration(fcinfo, 0, &record);
	FormVintage(&record, &vintage);
	CheckView(&vintage.rollup, vintage.nbuckets, vintage.bucket);
	PutLevels(&vintage.rollup, vintage.nbuckets, vintage.bucket, vintage.unplaced,
			  (ReturnSetInfo *) fcinfo->resultinfo);
	return (Datum) 0;
}

/*
 * publish_buckets(name, source, dims, contributor, policy, readers)
 */
Datum
publish_buckets(PG_FUNCTION_ARGS)
{
	ReleaseRecord record = {0};

	InitMaterializedSRF(fcinfo, 0);
	RecordSetName(PG_GETARG_TEXT_PP(0), &record);
	BeginPublication();
	if (RecordFind(cstring_to_text(record.name)) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_DUPLICATE_OBJECT),
				 errmsg("release %s is published already", record.name),
				 errhint("Use refresh_buckets() for its next vintage, or retract_buckets() first.")));
	record.id = NewRecordId();
	SetDeclaration(fcinfo, 1, &record);
	record.readers = CheckRoles(PG_GETARG_ARRAYTYPE_P(5));
	PublishVintage(&record, "publish", (ReturnSetInfo *) fcinfo->resultinfo);
	PopActiveSnapshot();
	return (Datum) 0;
}

/*
 * refresh_buckets(name)
 */
Datum
refresh_buckets(PG_FUNCTION_ARGS)
{
	ReleaseRecord record;

	InitMaterializedSRF(fcinfo, 0);
	BeginPublication();
	RecordLoadOrRaise(PG_GETARG_TEXT_PP(0), &record);
	PublishVintage(&record, "refresh", (ReturnSetInfo *) fcinfo->resultinfo);
	PopActiveSnapshot();
	return (Datum) 0;
}

/*
 * retract_buckets(name)
 */
Datum
retract_buckets(PG_FUNCTION_ARGS)
{
	ReleaseRecord record;
	LedgerMark	mark;
	uint8		nothing[LEDGER_DIGEST_SIZE];

	BeginPublication();
	RecordLoadOrRaise(PG_GETARG_TEXT_PP(0), &record);
	EmptyView(&record);
	LedgerDigest("", 0, nothing);
	mark = LedgerAppend("retract", record.id, record.name, nothing, nothing);
	RecordRetract(&record, &mark);
	HistoryRetract(record.source, record.id);
	DropLeftovers();
	if (ViewExists(&record))
		ereport(NOTICE,
				(errmsg("release %s is retracted, but its view stays there, empty", record.name),
				 errdetail("Something depends on it, or somebody uses it at this moment."),
				 errhint("It goes with the next publication after that has ended, or now by DROP VIEW %s CASCADE.",
						 record.name)));
	PopActiveSnapshot();
	PG_RETURN_VOID();
}
