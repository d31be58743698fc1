/*
 * levels_frequent.c
 *		The shares of the most frequent contributors, for a dry run.
 *
 * A word that stands for nobody ("ver oficio") looks like one very busy person.
 * Only the steward can know it for what it is, and only if it shows.
 *
 * Must never: tell a contributor's identifier or tag.
 */
#include "release/levels_frequent.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#define MOST_SHOWN 10

#define ST_SORT SortByTag
#define ST_ELEMENT_TYPE BucketEntry
#define ST_COMPARE(a, b) ((a)->tag < (b)->tag ? -1 : (a)->tag > (b)->tag)
#define ST_SCOPE static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

/* everybody of every leaf, by tag */
static BucketEntry *
CollectContributors(const Rollup *rollup, Size *n, int64 *reports)
{
	BucketEntry *all;
	Size		total = 0;

	*reports = 0;
	for (int i = 0; i < rollup->nleaves; i++)
	{
		total += rollup->leaf[i]->ncontributors;
		*reports += rollup->leaf[i]->reports;
	}
	all = palloc_extended(Max(total, 1) * sizeof(BucketEntry), MCXT_ALLOC_HUGE);
	*n = 0;
	for (int i = 0; i < rollup->nleaves; i++)
	{
		CHECK_FOR_INTERRUPTS();
		memcpy(all + *n, rollup->leaf[i]->contributor,
			   rollup->leaf[i]->ncontributors * sizeof(BucketEntry));
		*n += rollup->leaf[i]->ncontributors;
	}
	SortByTag(all, *n);
	return all;
}

/* keeps the numbers of the most frequent, descending; returns how many */
static int
Insert(int64 top[MOST_SHOWN], int ntop, int64 reports)
{
	int			at = ntop;

	if (ntop == MOST_SHOWN && reports <= top[MOST_SHOWN - 1])
		return ntop;
	at = Min(ntop, MOST_SHOWN - 1);
	for (; at > 0 && top[at - 1] < reports; at--)
		top[at] = top[at - 1];
	top[at] = reports;
	return Min(ntop + 1, MOST_SHOWN);
}

void
NoteFrequentContributors(const Rollup *rollup)
{
	int64		top[MOST_SHOWN];
	int			ntop = 0;
	int64		reports;
	Size		n;
	BucketEntry *all = CollectContributors(rollup, &n, &reports);
	StringInfoData shares;

	for (Size i = 0; i < n;)
	{
		int64		sum = 0;
		uint64		tag = all[i].tag;

		for (; i < n && all[i].tag == tag; i++)
		{
			if (i % 1024 == 0)
				CHECK_FOR_INTERRUPTS();
			sum += all[i].reports;
		}
		ntop = Insert(top, ntop, sum);
	}
	explicit_bzero(all, n * sizeof(BucketEntry));
	pfree(all);
	if (ntop == 0)
		return;
	initStringInfo(&shares);
	for (int i = 0; i < ntop; i++)
		appendStringInfo(&shares, "%s%.2f", i > 0 ? ", " : "",
						 100.0 * (double) top[i] / (double) reports);
	ereport(NOTICE,
			(errmsg("shares of the most frequent contributors in all reports, in percent: %s",
					shares.data),
			 errhint("A share that no person can have is what people write in place of a name: add it to the setting trade_labor.non_answers.")));
	pfree(shares.data);
}
