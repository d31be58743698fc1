/*
 * joint_prove.c
 *		Which numbers give way where something would follow about few people.
 */
#include "base/compat.h"

#include "joint/joint_coordinates.h"
#include "joint/joint_measure.h"
#include "joint/joint_prove.h"
#include "admit/admit.h"

/* buckets in the order in which they give way: few reports first, fine ones before coarse */
static int
CompareWorth(const JointVintage *vintage, int a, int b)
{
	const RollupCell *ca = vintage->bucket[a].cell;
	const RollupCell *cb = vintage->bucket[b].cell;

	if (ca->reports != cb->reports)
		return ca->reports < cb->reports ? -1 : 1;
	if (ca->step != cb->step)
		return RollupHeight(vintage->rollup, ca->step) - RollupHeight(vintage->rollup, cb->step);
	return (a > b) - (a < b);
}

static int
CompareRowWorth(const void *va, const void *vb, void *arg)
{
	const JointSystem *system = ((void **) arg)[1];

	return CompareWorth(((void **) arg)[0], system->bucket[*(const int *) va],
						system->bucket[*(const int *) vb]);
}

static int
CompareShown(const void *va, const void *vb, void *vintage)
{
	return CompareWorth(vintage, *(const int *) vb, *(const int *) va);
}

int *
ShownByWorth(const JointVintage *vintage, int *n)
{
	int		   *shown = palloc_extended(Max(vintage->nbuckets, 1) * sizeof(int), MCXT_ALLOC_HUGE);

	*n = 0;
	for (int b = 0; b < vintage->nbuckets; b++)
	{
		if (!vintage->bucket[b].frozen)
			shown[(*n)++] = b;
	}
	qsort_arg(shown, *n, sizeof(int), CompareShown, unconstify(JointVintage *, vintage));
	return shown;
}

/* old numbers stay; new ones cost their rank */
int *
CostRows(const JointVintage *vintage, const JointSystem *system)
{
	int			nrows = system->proof.nrows;
	int			nnew = nrows - system->npast;
	int		   *cost = palloc_extended(Max(nrows, 1) * sizeof(int), MCXT_ALLOC_HUGE);
	int		   *sorted = palloc_extended(Max(nnew, 1) * sizeof(int), MCXT_ALLOC_HUGE);
	void	   *arg[2] = {unconstify(JointVintage *, vintage), unconstify(JointSystem *, system)};

	for (int row = 0; row < system->npast; row++)
		cost[row] = -1;
	for (int i = 0; i < nnew; i++)
		sorted[i] = system->npast + i;
	qsort_arg(sorted, nnew, sizeof(int), CompareRowWorth, arg);
	for (int i = 0; i < nnew; i++)
		cost[sorted[i]] = i;
	pfree(sorted);
	return cost;
}

/* do numbers of a cube take part? */
static bool
HasCube(const JointVintage *vintage)
{
	const History *history = vintage->history;
	bool		has = vintage->rollup->policy->cube;

	for (int r = 0; r < history->nreleases; r++)
		has |= history->release[r].nmargins > 0 && history->release[r].nnumbers > 0;
	return has;
}

/* unknowns among which those that old numbers betray are told from others */
#define MOST_COLUMNS_OF_KNOWN 2000

/* what is not proved is not published */
static void
HideNew(JointSystem *system, bool *hidden)
{
	for (int row = system->npast; row < system->proof.nrows; row++)
	{
		hidden[row] = true;
		system->proof.reason[row] = (ProofReason) {PROOF_TOO_MUCH_WORK, 0};
	}
}

void
HideBetraying(const JointVintage *vintage, JointSystem *system, const int *cost, bool *free,
			  const int *unsafe, int nunsafe, bool *hidden, ProofFigures *figures)
{
	ProofSystem *proof = &system->proof;

	if (HasCube(vintage))
		FormCoordinates(vintage, system);
	if (!HasCube(vintage))
		ProofHide(proof, cost, free, unsafe, nunsafe, hidden, figures);
	else if (!ProofAdmit(proof, cost, RulesAreOld(vintage), free, hidden, figures))
	{
		/* stricter rules than old numbers were shown by: few systems, and small ones */
		if (proof->ncolumns <= MOST_COLUMNS_OF_KNOWN)
			ProofHide(proof, cost, free, unsafe, nunsafe, hidden, figures);
		else
			HideNew(system, hidden);
	}
}
