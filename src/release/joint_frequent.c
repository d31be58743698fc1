/*
 * joint_frequent.c
 *		People who filed so much that they would dominate what many others filed.
 *
 * By the p % rule what is left besides the largest contributor, and besides
 * helpers, must be p % of what he filed.  So many people, each with one report,
 * are enough, and as many as the policy asks for anyhow are mostly more than
 * that.  For whoever filed more the same proof is made again, with as many
 * people as it takes, for all that has his reports in it.  Counting people and
 * not their reports errs on the safe side.
 */
#include "base/compat.h"

#include "release/joint_frequent.h"
#include "release/joint_measure.h"

#include "miscadmin.h"
#include "utils/memutils.h"

/* each by himself; those behind, who filed less, as if they were the last of them */
#define MOST_FREQUENT 20

typedef struct Filer
{
	uint64		tag;
	int64		reports;
} Filer;

static int
CompareTags(const void *a, const void *b)
{
	uint64		ta = ((const Filer *) a)->tag;
	uint64		tb = ((const Filer *) b)->tag;

	return (ta > tb) - (ta < tb);
}

static int
CompareReports(const void *a, const void *b)
{
	int64		ra = ((const Filer *) a)->reports;
	int64		rb = ((const Filer *) b)->reports;

	return (ra < rb) - (ra > rb);
}

/* people whom nobody can estimate within p % when so many others are there */
static int64
PeopleBeside(const BucketPolicy *policy, int64 reports)
{
	return Max(policy->coalition, 1) + 1 + (reports * policy->p_percent + 99) / 100;
}

/* those for whom the least number of people is not enough; most reports first */
static Filer *
FindFrequent(const JointVintage *vintage, const JointSystem *system, int contributor,
			 const BucketPolicy *policy, int64 *n)
{
	const History *history = vintage->history;
	int64		nunits = system->unit_start[system->proof.ncolumns];
	Filer	   *filer = palloc_extended(Max(nunits, 1) * sizeof(Filer), MCXT_ALLOC_HUGE);
	int64		different = 0;

	*n = 0;
	for (int64 i = 0; i < nunits; i++)
	{
		const PastLeaf *leaf = &history->leaf[system->unit_leaf[i]];
		const uint64 *unit = LeafUnit(history, leaf, system->unit[i]);

		if (unit[2 + contributor] != 0)
			filer[(*n)++] = (Filer) {unit[2 + contributor], (int64) unit[0]};
	}
	qsort(filer, *n, sizeof(Filer), CompareTags);
	for (int64 i = 0; i < *n; i++)
	{
		if (different > 0 && filer[different - 1].tag == filer[i].tag)
			filer[different - 1].reports += filer[i].reports;
		else
			filer[different++] = filer[i];
	}
	*n = 0;
	for (int64 i = 0; i < different; i++)
	{
		if (PeopleBeside(policy, filer[i].reports) > policy->k + policy->coalition)
			filer[(*n)++] = filer[i];
	}
	qsort(filer, *n, sizeof(Filer), CompareReports);
	return filer;
}

static bool
IsAmong(const Filer *filer, int64 n, uint64 tag)
{
	for (int64 i = 0; i < n; i++)
	{
		if (filer[i].tag == tag)
			return true;
	}
	return false;
}

/* the columns that have reports of any of them */
static int *
ColumnsOf(const JointVintage *vintage, const JointSystem *system, int contributor,
		  const Filer *filer, int64 n, int *ncolumns)
{
	const History *history = vintage->history;
	int		   *column = palloc_extended(Max(system->proof.ncolumns, 1) * sizeof(int),
										 MCXT_ALLOC_HUGE);

	*ncolumns = 0;
	for (int c = 0; c < system->proof.ncolumns; c++)
	{
		bool		has = false;

		CHECK_FOR_INTERRUPTS();
		for (int64 i = system->unit_start[c]; !has && i < system->unit_start[c + 1]; i++)
		{
			const PastLeaf *leaf = &history->leaf[system->unit_leaf[i]];

			has = IsAmong(filer, n, LeafUnit(history, leaf, system->unit[i])[2 + contributor]);
		}
		if (has)
			column[(*ncolumns)++] = c;
	}
	return column;
}

static void
HideForFilers(const JointVintage *vintage, JointSystem *system, int contributor,
			  const Filer *filer, int64 n, int64 least, const int *cost, bool *hidden,
			  ProofFigures *figures)
{
	ProofSystem beside = system->proof;
	ProofMeasure measure;
	int			ncolumns;
	int		   *column = ColumnsOf(vintage, system, contributor, filer, n, &ncolumns);
	int			nasked = 0;
	bool	   *free = palloc_extended(Max(beside.ncolumns, 1) * sizeof(bool), MCXT_ALLOC_HUGE);

	for (int c = 0; c < beside.ncolumns; c++)
		free[c] = true;
	MeasureLeast(vintage, system, contributor, (int) Min(least, PG_INT32_MAX / 4), free, &measure);
	for (int i = 0; i < ncolumns; i++)
	{
		if (!free[column[i]])
			column[nasked++] = column[i];
	}
	beside.nmeasures = 1;
	beside.measure = &measure;
	ProofHide(&beside, cost, free, column, nasked, hidden, figures);
	pfree(column);
	pfree(free);
}

/* was the same asked for an earlier release? */
static bool
IsRepeated(const JointVintage *vintage, int r, const BucketPolicy *policy)
{
	const PastRelease *release = vintage->history->release;

	for (int i = 0; i < r; i++)
	{
		const BucketPolicy *earlier = PastPolicy(&release[i]);

		if (HasRules(vintage, i) && strcmp(release[i].contributor, release[r].contributor) == 0 &&
			earlier->k == policy->k && earlier->coalition == policy->coalition &&
			earlier->p_percent == policy->p_percent)
			return true;
	}
	return false;
}

void
HideDominated(const JointVintage *vintage, JointSystem *system, const int *cost, bool *hidden,
			  ProofFigures *figures)
{
	const History *history = vintage->history;

	for (int r = 0; r < history->nreleases; r++)
	{
		BucketPolicy *policy;
		int			contributor = HistoryColumn(history, history->release[r].contributor);
		int64		n = 0;
		Filer	   *filer;

		if (!HasRules(vintage, r) || contributor < 0)
			continue;
		policy = PastPolicy(&history->release[r]);
		if (policy->p_percent == 0 || IsRepeated(vintage, r, policy))
			continue;
		filer = FindFrequent(vintage, system, contributor, policy, &n);
		for (int64 i = 0; i < Min(n, MOST_FREQUENT); i++)
			HideForFilers(vintage, system, contributor, &filer[i],
						  i == MOST_FREQUENT - 1 ? n - i : 1,
						  PeopleBeside(policy, filer[i].reports), cost, hidden, figures);
		pfree(filer);
	}
}
