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
#include "release/declare.h"
#include "release/joint.h"
#include "release/ledger.h"
#include "release/levels.h"
#include "release/levels_frequent.h"
#include "release/privileges.h"
#include "release/publish_view.h"
#include "release/record_paths.h"

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
EnterLedger(const char *action, const ReleaseRecord *record, const Rollup *rollup,
			int nbuckets, const Bucket *bucket)
{
	uint8		policy[LEDGER_DIGEST_SIZE];
	uint8		cells[LEDGER_DIGEST_SIZE];
	char	   *text = JsonbToCString(NULL, &record->policy->root, VARSIZE(record->policy));

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
					 errdetail("Their labels stand for a total or a rest, are no period of its frequency, or are not in its hierarchy."),
					 errhint("Mend them in a view of the source, or add them to the hierarchy.")));
	}
}

/*
 * One publication, of a new release or of the next vintage of one.
 */
static void
PublishVintage(ReleaseRecord *record, const char *action, ReturnSetInfo *result)
{
	ReleaseSpec *spec;
	Rollup		rollup;
	LiveBucket *old = NULL;
	Bucket	   *bucket = NULL;
	int			nold = 0;
	int			nbuckets;
	int64		unplaced;
	BucketRule	broken;
	LedgerMark	mark;

	CheckReaders(record);
	if (record->vintage > 0)
		old = RecordBuckets(record, &nold);
	spec = ReleaseSpecFromArguments(record->source, record->steward, record->dims,
									record->contributor, record->policy);
	spec->known = record->vintage > 0;
	if (record->vintage > 0)
		CheckPaths(record, spec);
	ScanSource(spec, &rollup);
	ereport(NOTICE, (errmsg("source read: %d combinations of values", rollup.nleaves)));
	TellOfUnplaced(&rollup);
	if (!ReviseBuckets(&rollup, record, nold, old, &nbuckets, &bucket, &unplaced, &broken))
		RaiseNothingSafe(broken);
	ereport(NOTICE, (errmsg("buckets formed: %d", nbuckets)));
	CheckJointly(record, spec, nbuckets, bucket, Frontier(&rollup));

	WriteVintage(record, &rollup, nbuckets, bucket);
	AdvanceRecord(record, spec, &rollup, nbuckets, bucket);
	mark = EnterLedger(action, record, &rollup, nbuckets, bucket);
	RecordStore(record, &mark, nbuckets, BucketsToLive(nbuckets, bucket));
	PutLevels(&rollup, nbuckets, bucket, unplaced, result);
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

/*
 * protect_buckets(source, dims, contributor, policy)
 *
 * What a release would keep at each level.  Publishes and stores nothing.
 */
Datum
protect_buckets(PG_FUNCTION_ARGS)
{
	ReleaseSpec *spec;
	ReleaseRecord record = {0};
	Rollup		rollup;
	Bucket	   *bucket = NULL;
	int			nbuckets;
	int64		unplaced;
	BucketRule	broken;

	InitMaterializedSRF(fcinfo, 0);
	spec = ReleaseSpecFromArguments(PG_GETARG_OID(0), GetUserId(), PG_GETARG_ARRAYTYPE_P(1),
									text_to_cstring(PG_GETARG_TEXT_PP(2)),
									PG_GETARG_JSONB_P(3));
	ScanSource(spec, &rollup);
	NoteFrequentContributors(&rollup);
	TellOfUnplaced(&rollup);
	if (!ReviseBuckets(&rollup, &record, 0, NULL, &nbuckets, &bucket, &unplaced, &broken))
		RaiseNothingSafe(broken);
	PutLevels(&rollup, nbuckets, bucket, unplaced, (ReturnSetInfo *) fcinfo->resultinfo);
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
	record.steward = GetUserId();
	record.source = PG_GETARG_OID(1);
	record.dims = PG_GETARG_ARRAYTYPE_P(2);
	record.contributor = text_to_cstring(PG_GETARG_TEXT_PP(3));
	record.policy = PG_GETARG_JSONB_P(4);
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
