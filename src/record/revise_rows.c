/*
 * revise_rows.c
 *		Buckets as readers see them, and as a record keeps them.
 */
#include "base/compat.h"

#include "record/revise_bucket.h"
#include "record/revise_rows.h"

#include "lib/stringinfo.h"
#include "utils/memutils.h"

char *
BucketRow(const char *const *label, int ncolumns, const char *reports, int opened,
		  char *const *sum, int nsums)
{
	StringInfoData row;

	initStringInfo(&row);
	for (int i = 0; i < ncolumns; i++)
		appendStringInfo(&row, "%zu:%s ", strlen(label[i]), label[i]);
	appendStringInfo(&row, "%s %d", reports ? reports : "hidden", opened);
	for (int s = 0; s < nsums; s++)
		appendStringInfo(&row, " %s", sum[s] ? sum[s] : "hidden");
	appendStringInfoChar(&row, '\n');
	return row.data;
}

char *
LiveBucketRow(const LiveBucket *bucket, int ncolumns)
{
	return BucketRow(bucket->name.label, ncolumns, NumbersShown(bucket) == 0 ? NULL :
					 psprintf(INT64_FORMAT, bucket->reports), bucket->opened,
					 bucket->sum, bucket->nsums);
}

int
CompareRows(const void *a, const void *b)
{
	return strcmp(*(char *const *) a, *(char *const *) b);
}

void
DigestBuckets(int ncolumns, int nbuckets, const LiveBucket *bucket,
			  uint8 digest[LEDGER_DIGEST_SIZE])
{
	StringInfoData rows;
	char	  **row = palloc_extended(Max(nbuckets, 1) * sizeof(char *), MCXT_ALLOC_HUGE);

	for (int i = 0; i < nbuckets; i++)
		row[i] = LiveBucketRow(&bucket[i], ncolumns);
	qsort(row, nbuckets, sizeof(char *), CompareRows);
	initStringInfo(&rows);
	for (int i = 0; i < nbuckets; i++)
	{
		appendStringInfoString(&rows, row[i]);
		pfree(row[i]);
	}
	LedgerDigest(rows.data, rows.len, digest);
	pfree(rows.data);
	pfree(row);
}

static int
CompareOpened(const void *a, const void *b)
{
	int			oa = ((const LiveBucket *) a)->opened;
	int			ob = ((const LiveBucket *) b)->opened;

	return (oa > ob) - (oa < ob);
}

void
BucketToLive(const Bucket *bucket, LiveBucket *live)
{
	live->opened = bucket->opened;
	live->step = bucket->cell->step;
	live->rest_dim = bucket->cell->rest_dim;
	live->key = unconstify(char *, bucket->key);
	live->name = bucket->name;
	live->reports = bucket->reports;
	live->people = bucket->people;
	live->nsums = bucket->nsums;
	live->sum = bucket->sum;
}

LiveBucket *
BucketsToLive(int nbuckets, const Bucket *bucket)
{
	LiveBucket *live = palloc_extended(Max(nbuckets, 1) * sizeof(LiveBucket), MCXT_ALLOC_HUGE);

	for (int i = 0; i < nbuckets; i++)
		BucketToLive(&bucket[i], &live[i]);
	qsort(live, nbuckets, sizeof(LiveBucket), CompareOpened);
	return live;
}
