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

#include "joint/joint_frequent.h"
#include "joint/joint_measure.h"

#include "miscadmin.h"
#include "utils/memutils.h"

/* each by himself; those behind, who filed less, as if they were the last of them */
#define MOST_FREQUENT 20

typedef struct Filer
{
	uint64		tag;
	int			component;
	int64		reports;		/* in that component */
} Filer;

static int
CompareTags(const void *a, const void *b)
{
	const Filer *fa = a;
	const Filer *fb = b;

	if (fa->tag != fb->tag)
		return fa->tag < fb->tag ? -1 : 1;
	return (fa->component > fb->component) - (fa->component < fb->component);
}

static int
RootOf(int *component, int column)
{
	while (component[column] != column)
		column = component[column] = component[component[column]];
	return column;
}

/*
 * Of each column a number that it shares with those that rows connect it to;
 * -1 where it stands with one number only, as nothing can be combined there.
 */
static int *
FormComponents(const ProofSystem *proof)
{
	int		   *component = palloc_extended(Max(proof->ncolumns, 1) * sizeof(int), MCXT_ALLOC_HUGE);
	int		   *nrows = palloc_extended(Max(proof->ncolumns, 1) * sizeof(int),
										MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);

	for (int c = 0; c < proof->ncolumns; c++)
		component[c] = c;
	for (int r = 0; r < proof->nrows; r++)
	{
		int64		first = proof->row_start[r];

		for (int64 i = first + 1; i < proof->row_start[r + 1]; i++)
			component[RootOf(component, proof->row_column[i])] =
				RootOf(component, proof->row_column[first]);
	}
	for (int r = 0; r < proof->nrows; r++)
	{
		if (proof->row_start[r + 1] > proof->row_start[r])
			nrows[RootOf(component, proof->row_column[proof->row_start[r]])]++;
	}
	for (int c = 0; c < proof->ncolumns; c++)
		component[c] = RootOf(component, c);
	for (int c = 0; c < proof->ncolumns; c++)
	{
		if (nrows[component[c]] < 2)
			component[c] = -1;
	}
	pfree(nrows);
	return component;
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
			 const BucketPolicy *policy, const int *component, int64 *n)
{
	const History *history = vintage->history;
	int64		nunits = system->unit_start[system->proof.ncolumns];
	Filer	   *filer = palloc_extended(Max(nunits, 1) * sizeof(Filer), MCXT_ALLOC_HUGE);
	int64		different = 0;

	*n = 0;
	for (int c = 0; c < system->proof.ncolumns; c++)
	{
		for (int64 i = system->unit_start[c]; i < system->unit_start[c + 1]; i++)
		{
			const PastLeaf *leaf = &history->leaf[system->unit_leaf[i]];
			const uint64 *unit = LeafUnit(history, leaf, system->unit[i]);

			if (component[c] >= 0 && unit[2 + contributor] != 0)
				filer[(*n)++] = (Filer) {unit[2 + contributor], component[c], (int64) unit[0]};
		}
	}
	qsort(filer, *n, sizeof(Filer), CompareTags);
	for (int64 i = 0; i < *n; i++)
	{
		if (different > 0 && CompareTags(&filer[different - 1], &filer[i]) == 0)
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
IsAmong(const Filer *filer, int64 n, uint64 tag, int component)
{
	for (int64 i = 0; i < n; i++)
	{
		if (filer[i].tag == tag && filer[i].component == component)
			return true;
	}
	return false;
}

/* the columns that have reports of any of them */
static int *
ColumnsOf(const JointVintage *vintage, const JointSystem *system, int contributor,
		  const int *component, const Filer *filer, int64 n, int *ncolumns)
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

			has = IsAmong(filer, n, LeafUnit(history, leaf, system->unit[i])[2 + contributor],
						  component[c]);
		}
		if (has)
			column[(*ncolumns)++] = c;
	}
	return column;
}

static void
HideForFilers(const JointVintage *vintage, JointSystem *system, int contributor,
			  const int *component, const Filer *filer, int64 n, int64 least, const int *cost,
			  bool *hidden, ProofFigures *figures)
{
	ProofSystem beside = system->proof;
	ProofMeasure measure;
	int			ncolumns;
	int		   *column = ColumnsOf(vintage, system, contributor, component, filer, n,
										   &ncolumns);
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
	int		   *component = FormComponents(&system->proof);

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
		filer = FindFrequent(vintage, system, contributor, policy, component, &n);
		for (int64 i = 0; i < Min(n, MOST_FREQUENT); i++)
			HideForFilers(vintage, system, contributor, component, &filer[i],
						  i == MOST_FREQUENT - 1 ? n - i : 1,
						  PeopleBeside(policy, filer[i].reports), cost, hidden, figures);
		pfree(filer);
	}
}
