/*
 * audit.c
 *		Looks a live release over, bucket by bucket.
 *
 * For stewards and auditors.  Everything is computed anew: the numbers that
 * readers see against those that were recorded, the people behind them, and
 * what the source holds now.  The answer is words; it has no number that was
 * not published.
 */
#include "base/compat.h"

#include "base/run_as.h"
#include "cells/labels.h"
#include "cells/reach.h"
#include "record/declare.h"
#include "record/ledger.h"
#include "record/placement.h"
#include "record/record.h"
#include "record/record_paths.h"
#include "release/publish_view.h"
#include "record/revise.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

PG_FUNCTION_INFO_V1(audit_buckets);

static void
PutVerdict(ReturnSetInfo *result, const char *bucket, const char *check, const char *verdict)
{
	Datum		values[3];
	bool		nulls[3] = {false};

	values[0] = CStringGetTextDatum(bucket);
	values[1] = CStringGetTextDatum(check);
	values[2] = CStringGetTextDatum(verdict);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* the labels that readers see, joined, and the vintage that opened it */
static char *
DescribeBucket(const Bucket *bucket, int ncolumns)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; i < ncolumns; i++)
		appendStringInfo(&text, "%s%s", i > 0 ? " / " : "", bucket->name.label[i]);
	if (bucket->opened > 1)
		appendStringInfo(&text, " (since vintage %d)", bucket->opened);
	return text.data;
}

/* a row of a release as one string, palloc'd */
static char *
RowString(const char *const *label, int ncolumns, const char *reports, int opened)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; i < ncolumns; i++)
		appendStringInfo(&text, "%zu:%s ", strlen(label[i]), label[i]);
	appendStringInfo(&text, "%s %d", reports ? reports : "hidden", opened);
	return text.data;
}

static int
CompareStrings(const void *a, const void *b)
{
	return strcmp(*(char *const *) a, *(char *const *) b);
}

/*
 * The rows that readers see, or so many that there are too many, in the current
 * memory context.
 */
static char **
ViewRows(const ReleaseRecord *record, const Rollup *rollup, int *n)
{
	RestrictedCall call;
	StringInfoData query;
	int			ncolumns = LabelColumns(rollup);
	const char **label = palloc(ncolumns * sizeof(char *));
	char	  **row;

	initStringInfo(&query);
	appendStringInfoString(&query, "SELECT n, opened");
	for (int i = 0; i < ncolumns; i++)
		appendStringInfo(&query, ", %s", quote_identifier(LabelColumnName(rollup, i)));
	appendStringInfo(&query, " FROM %s", record->name);
	/* somebody may have put another view in its place */
	CheckReach(OwnerOf(record->view), record->view);
	BeginAs(&call, OwnerOf(record->view));
	RunQuery(query.data, true, record->nbuckets + 1);
	*n = (int) SPI_processed;
	row = SPI_palloc(Max(SPI_processed, 1) * sizeof(char *));
	for (int i = 0; i < *n; i++)
	{
		HeapTuple	tuple = SPI_tuptable->vals[i];
		TupleDesc	desc = SPI_tuptable->tupdesc;
		bool		isnull;
		char	   *text;

		for (int c = 0; c < ncolumns; c++)
		{
			label[c] = SPI_getvalue(tuple, desc, c + 3);
			if (label[c] == NULL)
				label[c] = "(NULL)";
		}
		text = RowString(label, ncolumns, SPI_getvalue(tuple, desc, 1),
						 DatumGetInt32(SPI_getbinval(tuple, desc, 2, &isnull)));
		row[i] = strcpy(SPI_palloc(strlen(text) + 1), text);
	}
	EndRestricted(&call);
	return row;
}

/*
 * Do readers see each bucket once, with its number, and nothing else?
 */
static const char *
JudgeView(const ReleaseRecord *record, const Rollup *rollup, int nbuckets,
		  const LiveBucket *bucket)
{
	int			nrows;
	char	  **row;
	char	  **recorded;
	bool		same;

	if (!ViewExists(record))
		return "dropped";
	row = ViewRows(record, rollup, &nrows);
	recorded = palloc(Max(nbuckets, 1) * sizeof(char *));
	same = nrows == nbuckets;
	for (int i = 0; i < nbuckets; i++)
	{
		const LiveBucket *b = &bucket[i];

		recorded[i] = RowString(b->name.label, LabelColumns(rollup), NumbersShown(b) == 0 ? NULL :
								psprintf(INT64_FORMAT, b->reports), b->opened);
	}
	qsort(row, nrows, sizeof(char *), CompareStrings);
	qsort(recorded, nbuckets, sizeof(char *), CompareStrings);
	for (int i = 0; i < nbuckets && same; i++)
		same = strcmp(row[i], recorded[i]) == 0;
	return same ? "as recorded" : "differs";
}

/*
 * Does the ledger's last entry of the release speak of these numbers?  Writes
 * the numbers that were shown into the buckets.
 */
static bool
LedgerIsAsRecorded(const ReleaseRecord *record, const Rollup *rollup, int nbuckets,
				   Bucket *bucket)
{
	uint8		recorded[LEDGER_DIGEST_SIZE];
	uint8		digest[LEDGER_DIGEST_SIZE];
	LedgerMark	mark;
	int			n = 0;

	for (int i = 0; i < nbuckets; i++)
	{
		if (bucket[i].old == NULL)
			continue;
		bucket[n] = bucket[i];
		bucket[n].people = bucket[i].old->people;
		bucket[n++].reports = bucket[i].old->reports;
	}
	DigestBuckets(rollup, n, bucket, digest);
	return LedgerLast(record->id, &mark, recorded) &&
		memcmp(recorded, digest, LEDGER_DIGEST_SIZE) == 0;
}

/* what the revision rule says of the bucket at this moment */
static const char *
DescribeChange(const Bucket *bucket)
{
	if (!bucket->frozen)
		return "would change";
	return bucket->moved ? "waits" : "current";
}

static bool
EnoughPeople(const BucketPolicy *policy, const LiveBucket *bucket)
{
	int			least = policy->k + policy->coalition - (policy->anonymous == ANONYMOUS_ONE);

	return BucketStateContributors(PeopleBehindNumber(bucket, NumbersShown(bucket) - 1)) >= least;
}

static void
AuditBucket(const Rollup *rollup, const Bucket *bucket, ReturnSetInfo *result)
{
	char	   *name = DescribeBucket(bucket, LabelColumns(rollup));
	BucketRule	now = RollupCheckCell(rollup, bucket->cell);

	PutVerdict(result, name, "people behind the number",
			   NumbersShown(bucket->old) == 0 ? "hidden" :
			   EnoughPeople(rollup->policy, bucket->old) ? "enough" : "too few");
	PutVerdict(result, name, "next vintage", DescribeChange(bucket));
	PutVerdict(result, name, "rules of its reports now",
			   now == BUCKET_RULE_NONE ? "all hold" : psprintf("broken: %s", BucketRuleName(now)));
}

/*
 * audit_buckets(name)
 */
Datum
audit_buckets(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	ReleaseRecord record;
	ReleaseSpec *spec;
	ScanSpec	scan_spec;
	ScanView	view;
	SourceScan	scan;
	Rollup		rollup;
	LiveBucket *old;
	Bucket	   *bucket = NULL;
	int			nold;
	int			nbuckets;
	int64		unplaced;
	BucketRule	broken;

	InitMaterializedSRF(fcinfo, 0);
	RecordLoadOrRaise(PG_GETARG_TEXT_PP(0), &record);
	old = RecordBuckets(&record, &nold);
	spec = ReleaseSpecFromArguments(record.source, record.steward, record.dims,
									record.contributor, record.policy);
	spec->known = true;
	CheckPaths(&record, spec);
	ReleaseScan(spec, &scan_spec, &view);
	ScanSource(&scan_spec, &scan);
	ScanToRollup(&scan, &view, spec->policy, &rollup);
	/* false where there is no bucket yet, and could be none */
	if (!ReviseBuckets(&rollup, &record, nold, old, &nbuckets, &bucket, &unplaced, &broken))
		nbuckets = 0;

	for (int i = 0; i < nbuckets; i++)
	{
		if (bucket[i].old != NULL)
			AuditBucket(&rollup, &bucket[i], result);
	}
	PutVerdict(result, record.name, "view", JudgeView(&record, &rollup, nold, old));
	PutVerdict(result, record.name, "ledger",
			   LedgerIsAsRecorded(&record, &rollup, nbuckets, bucket) ? "as recorded" : "differs");
	return (Datum) 0;
}
