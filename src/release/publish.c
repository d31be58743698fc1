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
#include "base/progress.h"

#include "history/history.h"
#include "record/ledger.h"
#include "record/record.h"
#include "record/record_paths.h"
#include "release/levels.h"
#include "release/prepare.h"
#include "release/privileges.h"
#include "release/publish_view.h"
#include "release/receipt.h"

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

/* the ledger's entry about a release: its policy and what it shows */
static LedgerMark
EnterLedger(const char *action, const ReleaseRecord *record, int nbuckets,
			const LiveBucket *bucket)
{
	uint8		policy[LEDGER_DIGEST_SIZE];
	uint8		cells[LEDGER_DIGEST_SIZE];
	char	   *text = RecordPolicyText(record);

	LedgerDigest(text, strlen(text), policy);
	DigestBuckets(record->ncolumns, nbuckets, bucket, cells);
	return LedgerAppend(action, record->id, record->name, policy, cells);
}

/* reports that are shown, each once: of a cube those of the margin that shows most */
static int64
ReportsShown(const Vintage *vintage)
{
	int64		shown = 0;
	int64		most = 0;

	for (int i = 0; i < vintage->nbuckets; i++)
	{
		const Bucket *bucket = &vintage->bucket[i];

		if (vintage->rollup.policy->cube && i > 0 &&
			bucket->cell->step != vintage->bucket[i - 1].cell->step)
			shown = 0;
		shown += bucket->reports;
		most = Max(most, shown);
	}
	return most;
}

/* the record as of the vintage that was written */
static void
AdvanceRecord(ReleaseRecord *record, const Vintage *vintage)
{
	char	  **frontier = palloc((record->vintage + 1) * sizeof(char *));

	for (int i = 0; i < record->vintage; i++)
		frontier[i] = record->frontier[i];
	frontier[record->vintage++] = Frontier(&vintage->rollup);
	record->frontier = frontier;
	record->nbuckets = vintage->nbuckets;
	record->reports = ReportsShown(vintage);
	record->proof = ProofToJsonb(&vintage->figures);
	KeepPaths(record, vintage->spec, &vintage->rollup);
}

/* what is about to be published; raises where that would be nothing */
static void
FormVintage(const ReleaseRecord *record, Vintage *vintage)
{
	BucketRule	broken;

	if (!PrepareVintage(record, true, vintage, &broken))
		RaiseNothingSafe(broken);
	CheckAnyShown(&vintage->joint);
}

/*
 * One publication, of a new release or of the next vintage of one.
 */
static void
PublishVintage(ReleaseRecord *record, const char *action, ReturnSetInfo *result)
{
	Vintage		vintage = {0};
	LedgerMark	mark;
	LiveBucket *live;

	CheckReaders(record);
	FormVintage(record, &vintage);
	ReportPhase("6 of 6, the vintage is written");
	WriteVintage(record, &vintage.rollup, vintage.nbuckets, vintage.bucket);
	AdvanceRecord(record, &vintage);
	live = BucketsToLive(vintage.nbuckets, vintage.bucket);
	mark = EnterLedger(action, record, vintage.nbuckets, live);
	RecordStore(record, &mark, vintage.nbuckets, live);
	HistoryStore(vintage.joint.history);
	PutLevels(&vintage.rollup, vintage.nbuckets, vintage.bucket, vintage.unplaced, result);
	ReportPhase(NULL);
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
	ReportPhase(NULL);
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
