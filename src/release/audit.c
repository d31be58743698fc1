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

#include "base/progress.h"
#include "base/run_as.h"
#include "cells/labels.h"
#include "cells/reach.h"
#include "record/ledger.h"
#include "record/record.h"
#include "release/prepare.h"
#include "release/publish_columns.h"
#include "release/publish_view.h"

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
	int			nsums = rollup->policy->nsums;
	char	   *sum[POLICY_MOST_SUMS];
	const char **label = palloc(ncolumns * sizeof(char *));
	char	  **row;

	initStringInfo(&query);
	appendStringInfoString(&query, "SELECT n, opened");
	for (int i = 0; i < ncolumns; i++)
		appendStringInfo(&query, ", %s", quote_identifier(LabelColumnName(rollup, i)));
	for (int i = 0; i < nsums; i++)
		appendStringInfo(&query, ", %s", quote_identifier(SumColumnName(rollup->policy, i)));
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
		for (int m = 0; m < nsums; m++)
			sum[m] = SPI_getvalue(tuple, desc, ncolumns + m + 3);
		text = BucketRow(label, ncolumns, SPI_getvalue(tuple, desc, 1),
						 DatumGetInt32(SPI_getbinval(tuple, desc, 2, &isnull)), sum, nsums);
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
		recorded[i] = LiveBucketRow(&bucket[i], LabelColumns(rollup));
	qsort(row, nrows, sizeof(char *), CompareRows);
	qsort(recorded, nbuckets, sizeof(char *), CompareRows);
	for (int i = 0; i < nbuckets && same; i++)
		same = strcmp(row[i], recorded[i]) == 0;
	return same ? "as recorded" : "differs";
}

/*
 * Does the ledger's last entry of the release speak of these rows?
 */
static bool
LedgerIsAsRecorded(const ReleaseRecord *record, int nbuckets, const LiveBucket *bucket)
{
	uint8		recorded[LEDGER_DIGEST_SIZE];
	uint8		digest[LEDGER_DIGEST_SIZE];
	LedgerMark	mark;

	DigestBuckets(record->ncolumns, nbuckets, bucket, digest);
	return LedgerLast(record->id, &mark, recorded) &&
		memcmp(recorded, digest, LEDGER_DIGEST_SIZE) == 0;
}

/* what would become of the bucket at this moment */
static char *
DescribeChange(const Bucket *bucket)
{
	bool		hidden = NumbersShown(bucket->old) == 0;

	if (!bucket->frozen)
		return pstrdup(hidden ? "would be shown" : "would change");
	if (bucket->because != NULL)
		return psprintf("%s: %s", hidden ? "hidden" : "waits", bucket->because);
	if (hidden)
		return pstrdup("hidden: its reports break a rule now");
	return pstrdup(bucket->moved ? "waits" : "current");
}

static bool
EnoughPeople(const BucketPolicy *policy, const LiveBucket *bucket)
{
	int			least = policy->k + policy->coalition - (policy->anonymous == ANONYMOUS_ONE);

	return BucketStateContributors(PeopleBehindNumber(bucket, NumbersShown(bucket) - 1)) >= least;
}

/* the sum that the bucket shows, and what the next vintage would do with it */
static char *
DescribeSum(const Bucket *bucket, int s)
{
	const char *now = bucket->old->sum[s] ? "shown" : "hidden";

	if (bucket->frozen)
		return pstrdup(bucket->old->sum[s] ? now : "hidden until n changes");
	if (bucket->sum[s] == NULL)
		return psprintf("%s, would be hidden: %s", now, bucket->sum_because[s]);
	return psprintf("%s, would be shown", now);
}

static void
AuditBucket(const Rollup *rollup, const Bucket *bucket, ReturnSetInfo *result)
{
	char	   *name = DescribeBucket(bucket, LabelColumns(rollup));

	PutVerdict(result, name, "people behind the number",
			   NumbersShown(bucket->old) == 0 ? "hidden" :
			   EnoughPeople(rollup->policy, bucket->old) ? "enough" : "too few");
	PutVerdict(result, name, "next vintage", DescribeChange(bucket));
	if (bucket->width != NULL)
		PutVerdict(result, name, "hidden number", bucket->width);
	PutVerdict(result, name, "rules of its reports now",
			   bucket->broken == BUCKET_RULE_NONE ? "all hold" :
			   psprintf("broken: %s", bucket_rules[bucket->broken].name));
	for (int s = 0; s < bucket->nsums; s++)
		PutVerdict(result, name, SumColumnName(rollup->policy, s), DescribeSum(bucket, s));
}

/*
 * audit_buckets(name)
 */
Datum
audit_buckets(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	ReleaseRecord record;
	Vintage		vintage = {0};
	BucketRule	broken;

	InitMaterializedSRF(fcinfo, 0);
	RecordLoadOrRaise(PG_GETARG_TEXT_PP(0), &record);
	/* false where there is no bucket yet, and could be none */
	if (!PrepareVintage(&record, false, &vintage, &broken))
		vintage.nbuckets = 0;

	for (int i = 0; i < vintage.nbuckets; i++)
	{
		if (vintage.bucket[i].old != NULL)
			AuditBucket(&vintage.rollup, &vintage.bucket[i], result);
	}
	PutVerdict(result, record.name, "view",
			   JudgeView(&record, &vintage.rollup, vintage.nold, vintage.old));
	PutVerdict(result, record.name, "ledger",
			   LedgerIsAsRecorded(&record, vintage.nold, vintage.old) ? "as recorded" : "differs");
	ReportPhase(NULL);
	return (Datum) 0;
}
