/*
 * joint_prove.c
 *		Which numbers give way where something would follow about few people.
 */
#include "base/compat.h"

#include "history/joint_measure.h"
#include "history/joint_prove.h"
#include "proof/proof_admit.h"

/* rows in the order in which they give way: few reports first, fine ones before coarse */
static int
CompareValues(const void *va, const void *vb, void *arg)
{
	const JointVintage *vintage = ((void **) arg)[0];
	const JointSystem *system = ((void **) arg)[1];
	const RollupCell *a = vintage->bucket[system->bucket[*(const int *) va]].cell;
	const RollupCell *b = vintage->bucket[system->bucket[*(const int *) vb]].cell;

	if (a->reports != b->reports)
		return a->reports < b->reports ? -1 : 1;
	if (a->step != b->step)
		return RollupHeight(vintage->rollup, a->step) - RollupHeight(vintage->rollup, b->step);
	return (*(const int *) va > *(const int *) vb) - (*(const int *) va < *(const int *) vb);
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
	qsort_arg(sorted, nnew, sizeof(int), CompareValues, arg);
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
