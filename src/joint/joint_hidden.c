/*
 * joint_hidden.c
 *		What other vintages of the source hide.
 *
 * A number that was shown nowhere stays to be asked for: what is published
 * afterwards says more of it.  That is the one of its release's last vintage; and
 * readers know that its bucket had enough people when it was opened.
 */
#include "base/compat.h"

#include "record/placement.h"
#include "joint/joint_hidden.h"
#include "joint/joint_measure.h"

/*
 * As of which scan a vintage was, from 1; of one before that was kept, the last in which
 * a number came.
 */
static int
ScanOfVintage(const PastRelease *release, int v)
{
	int			scan = 0;

	if (v <= release->nvintages && release->scan[v - 1] > 0)
		return release->scan[v - 1];
	for (int i = 0; i < release->nnumbers; i++)
		scan = Max(scan, release->number[i].scan);
	return scan;
}

/* the path of a bucket of this region, see RegionName() */
static const char *
RegionKey(const char *region)
{
	for (int i = 0; i < 3; i++)
		region = strchr(region, ';') + 1;
	return region;
}

int
LeastOfHidden(const BucketPolicy *policy, const char *key)
{
	if (policy->cube && KeyLabels(key) > 1)
		return 0;
	return policy->k + policy->coalition;
}

typedef struct Listing
{
	HiddenNumber *number;
	int			n;
} Listing;

/* the region in the last vintage, and in the one that opened it */
static void
AddRegion(Listing *listing, const PastRelease *release, HiddenNumber number)
{
	int			last = ScanOfVintage(release, Max(release->nvintages, 1));
	int			opened = ScanOfVintage(release, atoi(release->region[number.region]));

	number.scan = last;
	if (number.least > 0 || number.wanted > 0)
		listing->number[listing->n++] = number;
	number.scan = opened;
	number.wanted = 0;
	if (number.least > 0 && opened < last)
		listing->number[listing->n++] = number;
}

static void
AddRelease(const JointVintage *vintage, int r, Listing *listing)
{
	const PastRelease *release = &vintage->history->release[r];
	const BucketPolicy *policy = PastPolicy(release);
	bool	   *shown = palloc0(Max(release->nregions, 1) * sizeof(bool));
	Size		most = (Size) listing->n + 2 * (Size) release->nregions + 1;

	for (int i = 0; i < release->nnumbers; i++)
		shown[release->number[i].region] = true;
	/* those that are about to be opened were not hidden before */
	for (int b = 0; r == vintage->release && b < vintage->nbuckets; b++)
	{
		if (vintage->bucket[b].old == NULL)
			shown[vintage->bucket[b].region] = true;
	}
	listing->number = repalloc_huge(listing->number, most * sizeof(HiddenNumber));
	for (int g = 0; g < release->nregions; g++)
	{
		/* nobody reads what was retracted, but that it was there is known */
		if (!shown[g])
			AddRegion(listing, release, (HiddenNumber)
			{
				.release = r,.region = g,
				.least = LeastOfHidden(policy, RegionKey(release->region[g])),
				.wanted = release->retracted ? 0 : policy->width,.of_cube = policy->cube
			});
	}
	pfree(shown);
}

HiddenNumber *
HiddenOthers(const JointVintage *vintage, int *n)
{
	Listing		listing = {palloc(sizeof(HiddenNumber)), 0};

	for (int r = 0; r < vintage->history->nreleases; r++)
		AddRelease(vintage, r, &listing);
	*n = listing.n;
	return listing.number;
}
