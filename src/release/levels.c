/*
 * levels.c
 *		The rows that publish_buckets() and its dry run return.
 */
#include "base/compat.h"

#include "cells/labels.h"
#include "release/levels.h"
#include "release/publish_columns.h"

#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

void
RaiseNothingSafe(BucketRule broken)
{
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("no bucket of this release would be safe"),
			 broken == BUCKET_RULE_NONE ?
			 errdetail("No row of its margins keeps all rules.") :
			 errdetail("The total of all reports breaks the rule \"%s\".",
					   bucket_rules[broken].name),
			 errhint("Wait for more reports, or publish none.")));
}

/* reports that there are, in buckets or not */
static int64
AllReports(const Rollup *rollup)
{
	int64		all = 0;

	for (int i = 0; i < rollup->nleaves; i++)
		all += rollup->leaf[i]->reports;
	return all;
}

/*
 * Of those the ones that the bucket shows: not what has come since, nor what it still
 * counts and is gone.
 */
static int64
ShownOfAll(const Bucket *bucket)
{
	return Min(bucket->reports, bucket->cell->reports);
}

/* so_far: reports there are of which the row tells the share; below 0 for NULL */
static void
PutRow(ReturnSetInfo *result, const char *level, int64 nbuckets, int64 reports,
	   int64 so_far, int64 all)
{
	Datum		values[4];
	bool		nulls[4] = {false};

	values[0] = CStringGetTextDatum(level);
	values[1] = Int64GetDatum(nbuckets);
	values[2] = Int64GetDatum(reports);
	values[3] = Float8GetDatum(all > 0 ? (double) so_far / (double) all : 0);
	nulls[3] = so_far < 0;
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* buckets that show their count and not this sum, and the reports in them */
static void
PutHiddenSums(const Rollup *rollup, int nbuckets, const Bucket *bucket, int s,
			  ReturnSetInfo *result)
{
	int64		n = 0;
	int64		reports = 0;

	for (int i = 0; i < nbuckets; i++)
	{
		if (BucketIsHidden(&bucket[i]) || bucket[i].sum[s] != NULL)
			continue;
		n++;
		reports += bucket[i].reports;
	}
	if (n > 0)
		PutRow(result, psprintf("(hidden %s)", SumColumnName(rollup->policy, s)), n, reports, -1, 0);
}

/*
 * A cube shows the reports once more in each margin, so each has a share by itself; what
 * waits is what the coarsest does not show yet.
 */
static void
PutMargins(const Rollup *rollup, int nbuckets, const Bucket *bucket, int64 unplaced,
		   ReturnSetInfo *result)
{
	int64		all = AllReports(rollup);
	int64		nhidden = 0;
	int64		nprotecting = 0;
	int64		protecting = 0;
	int64		waiting = unplaced;
	int64		gone = 0;

	for (int first = 0, end; first < nbuckets; first = end)
	{
		int64		shown = 0;
		int64		reports = 0;
		int64		of_all = 0;
		bool		last;

		for (end = first; end < nbuckets &&
			 bucket[end].cell->step == bucket[first].cell->step; end++)
		{
			shown += !BucketIsHidden(&bucket[end]);
			reports += bucket[end].reports;
			of_all += ShownOfAll(&bucket[end]);
		}
		last = end == nbuckets;
		PutRow(result, LabelStep(rollup, bucket[first].cell->step), shown, reports, of_all, all);
		for (int i = first; i < end; i++)
		{
			if (BucketIsHidden(&bucket[i]))
			{
				bool		by_rule = bucket[i].broken != BUCKET_RULE_NONE;

				nhidden++;
				nprotecting += !by_rule;
				protecting += by_rule ? 0 : bucket[i].cell->reports;
			}
			else if (last && bucket[i].frozen)
			{
				waiting += Max(bucket[i].cell->reports - bucket[i].reports, 0);
				gone += Max(bucket[i].reports - bucket[i].cell->reports, 0);
			}
		}
	}
	if (nhidden > nprotecting)
		PutRow(result, "(hidden)", nhidden - nprotecting, 0, -1, 0);
	if (nprotecting > 0)
		PutRow(result, "(protecting)", nprotecting, protecting, -1, 0);
	for (int s = 0; s < rollup->policy->nsums; s++)
		PutHiddenSums(rollup, nbuckets, bucket, s, result);
	if (waiting > 0)
		PutRow(result, "(waiting)", 0, waiting, -1, 0);
	if (gone > 0)
		PutRow(result, "(gone)", 0, gone, -1, 0);
}

static void
PutSteps(const Rollup *rollup, int nbuckets, const Bucket *bucket, int64 unplaced,
		 ReturnSetInfo *result)
{
	int			nsteps = RollupSteps(rollup);
	int64	   *count = palloc0((nsteps + 1) * sizeof(int64));
	int64	   *reports = palloc0((nsteps + 1) * sizeof(int64));
	int64	   *of_all = palloc0((nsteps + 1) * sizeof(int64));
	int64		all = AllReports(rollup);
	int64		so_far = 0;
	int64		waiting = unplaced;
	int64		gone = 0;
	int64		nhidden = 0;
	int64		hidden = 0;

	for (int i = 0; i < nbuckets; i++)
	{
		if (BucketIsHidden(&bucket[i]))
		{
			nhidden++;
			hidden += bucket[i].cell->reports;
			continue;
		}
		count[bucket[i].cell->step]++;
		reports[bucket[i].cell->step] += bucket[i].reports;
		of_all[bucket[i].cell->step] += ShownOfAll(&bucket[i]);
		if (bucket[i].frozen)
		{
			waiting += Max(bucket[i].cell->reports - bucket[i].reports, 0);
			gone += Max(bucket[i].reports - bucket[i].cell->reports, 0);
		}
	}
	for (int step = 0; step <= nsteps; step++)
	{
		if (count[step] == 0)
			continue;
		so_far += of_all[step];
		PutRow(result, LabelStep(rollup, step), count[step], reports[step], so_far, all);
	}
	if (nhidden > 0)
		PutRow(result, "(hidden)", nhidden, hidden, -1, 0);
	for (int s = 0; s < rollup->policy->nsums; s++)
		PutHiddenSums(rollup, nbuckets, bucket, s, result);
	if (waiting > 0)
		PutRow(result, "(waiting)", 0, waiting, -1, 0);
	if (gone > 0)
		PutRow(result, "(gone)", 0, gone, -1, 0);
}

void
PutLevels(const Rollup *rollup, int nbuckets, const Bucket *bucket,
		  int64 unplaced, ReturnSetInfo *result)
{
	(rollup->policy->cube ? PutMargins : PutSteps) (rollup, nbuckets, bucket, unplaced, result);
}
