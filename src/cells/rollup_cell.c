/*
 * rollup_cell.c
 *		Where a cell lies, what it holds and breaks, and how cells are put
 *		together.
 */
#include "base/compat.h"

#include "cells/rollup_cell.h"

#include "common/int.h"
#include "utils/memutils.h"

int
RollupSteps(const Rollup *rollup)
{
	int			nsteps = 0;

	for (int d = 0; d < rollup->ndims; d++)
		nsteps += rollup->dim[d].nlevels - 1;
	return nsteps;
}

int
RollupLastStep(const Rollup *rollup)
{
	int			nsteps = 1;

	if (!rollup->policy->cube)
		return RollupSteps(rollup);
	for (int d = 0; d < rollup->ndims; d++)
		nsteps *= rollup->dim[d].nlevels;
	return nsteps - 1;
}

void
RollupLevelsAt(const Rollup *rollup, int step, int *levels)
{
	for (int d = rollup->ndims - 1; d >= 0; d--)
	{
		int			nlevels = rollup->dim[d].nlevels;

		levels[d] = rollup->policy->cube ? step % nlevels : Min(step, nlevels - 1);
		step = rollup->policy->cube ? step / nlevels : step - levels[d];
	}
}

int
RollupStepOf(const Rollup *rollup, const int *levels)
{
	int			step = 0;

	for (int d = 0; d < rollup->ndims; d++)
		step = step * rollup->dim[d].nlevels + levels[d];
	return step;
}

int
RollupHeight(const Rollup *rollup, int step)
{
	int			height = 0;

	if (!rollup->policy->cube)
		return step;
	for (int d = rollup->ndims - 1; d >= 0; d--)
	{
		height += step % rollup->dim[d].nlevels;
		step /= rollup->dim[d].nlevels;
	}
	return height;
}

void
RollupLift(const Rollup *rollup, RollupCell *cell)
{
	int			step = cell->step++;
	int			d = rollup->ndims - 1;

	while (step >= rollup->dim[d].nlevels - 1)
		step -= rollup->dim[d--].nlevels - 1;
	cell->node[d] = rollup->dim[d].level[step].parent[cell->node[d]];
}

void
RollupLiftLeaf(const Rollup *rollup, RollupCell *cell, int step)
{
	int		   *levels = palloc(rollup->ndims * sizeof(int));

	RollupLevelsAt(rollup, step, levels);
	for (int d = 0; d < rollup->ndims; d++)
	{
		for (int level = 0; level < levels[d]; level++)
			cell->node[d] = rollup->dim[d].level[level].parent[cell->node[d]];
	}
	cell->step = step;
	pfree(levels);
}

int
RollupCompareNodes(const int *a, const int *b, int n)
{
	for (int i = 0; i < n; i++)
	{
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	}
	return 0;
}

int
RollupCompareKeys(const Rollup *rollup, const RollupCell *a,
				  const RollupCell *b)
{
	int			cmp;

	if (a->step != b->step)
		return a->step < b->step ? -1 : 1;
	cmp = RollupCompareNodes(a->node, b->node, rollup->ndims);
	if (cmp != 0)
		return cmp;
	return (a->rest_dim > b->rest_dim) - (a->rest_dim < b->rest_dim);
}

/*
 * People at risk in the cell according to dimension d, or -1 where unknown.
 * Of a rest only the labels that reported count: fewer people make the rule
 * stricter.
 */
static int64
CellPopulation(const Rollup *rollup, const RollupCell *cell, int d)
{
	const RollupDim *dim = &rollup->dim[d];
	int		   *levels = palloc(rollup->ndims * sizeof(int));
	int64		population = 0;

	RollupLevelsAt(rollup, cell->step, levels);
	if (dim->level[0].population == NULL)
		population = -1;
	else if (cell->rest_dim < 0)
	{
		const RollupLevel *level = &dim->level[levels[d]];

		population = level->population ? level->population[cell->node[d]] : -1;
	}
	else
	{
		bool	   *seen = palloc0(dim->level[0].nnodes * sizeof(bool));

		for (int i = cell->first_leaf; i >= 0; i = rollup->next_leaf[i])
			seen[rollup->leaf[i]->node[d]] = true;
		for (int node = 0; node < dim->level[0].nnodes; node++)
		{
			if (seen[node] &&
				pg_add_s64_overflow(population, dim->level[0].population[node], &population))
				population = PG_INT64_MAX;
		}
		pfree(seen);
	}
	pfree(levels);
	return population;
}

static bool
IsSaturated(const Rollup *rollup, const RollupCell *cell)
{
	int64		ppm = rollup->policy->saturation_ppm;

	for (int d = 0; ppm > 0 && d < rollup->ndims; d++)
	{
		int64		population = CellPopulation(rollup, cell, d);

		if (population >= 0 &&
			(int128) cell->ncontributors * 1000000 > (int128) population * ppm)
			return true;
	}
	return false;
}

/*
 * The p % rule on reports: the largest contributor, helped by the next
 * "coalition" ones, must not be able to estimate what the others filed to
 * within p %, nor the others him (Hundepool et al., Handbook on Statistical
 * Disclosure Control, 4.2.2).  Anonymous reports protect nobody: they may all
 * be the largest contributor's own.
 */
static bool
IsDominated(const BucketPolicy *policy, const RollupCell *cell)
{
	int			ntop = Max(policy->coalition, 1) + 1;
	int64	   *top = palloc0(ntop * sizeof(int64));
	int64		rest = 0;
	bool		dominated;

	for (int i = 0; i < cell->ncontributors; i++)
	{
		int64		reports = cell->contributor[i].reports;

		for (int j = 0; j < ntop && reports > 0; j++)
		{
			if (reports > top[j])
			{
				int64		smaller = top[j];

				top[j] = reports;
				reports = smaller;
			}
		}
		rest += reports;
	}
	dominated = (int128) rest * 100 < (int128) top[0] * policy->p_percent;
	pfree(top);
	return dominated;
}

/* how many different values a cell has of what such a rule counts */
static int
CellCount(const Rollup *rollup, const RollupCell *cell, BucketRule rule)
{
	switch (rule)
	{
		case BUCKET_RULE_ESTABLISHMENTS:
			return cell->establishments.n;
		case BUCKET_RULE_DIVERSITY:
			return cell->sensitive.n;
		default:
			return cell->ncontributors +
				(rollup->policy->anonymous == ANONYMOUS_ONE && cell->anonymous_reports > 0);
	}
}

static bool
Breaks(const Rollup *rollup, const RollupCell *cell, BucketRule rule)
{
	const char *column;

	switch (bucket_rules[rule].together)
	{
		case TOGETHER_LEAST:
			return CellCount(rollup, cell, rule) < PolicyLeast(rollup->policy, rule, &column);
		case TOGETHER_FREQUENT:
			return rollup->policy->p_percent > 0 && IsDominated(rollup->policy, cell);
		case TOGETHER_POPULATION:
			return IsSaturated(rollup, cell);
		case TOGETHER_NOTHING:
			/* of a rest, see rollup.c */
		case TOGETHER_AMOUNTS:
			break;
	}
	return false;
}

BucketRule
RollupCheckCell(const Rollup *rollup, const RollupCell *cell)
{
	for (BucketRule rule = BUCKET_RULE_NONE + 1; rule < NUM_BUCKET_RULES; rule++)
	{
		if (Breaks(rollup, cell, rule))
			return rule;
	}
	return BUCKET_RULE_NONE;
}

static int
CompareEntries(const void *a, const void *b)
{
	uint64		ta = ((const BucketEntry *) a)->tag;
	uint64		tb = ((const BucketEntry *) b)->tag;

	return (ta > tb) - (ta < tb);
}

static int
CompareTags(const void *a, const void *b)
{
	uint64		ta = *(const uint64 *) a;
	uint64		tb = *(const uint64 *) b;

	return (ta > tb) - (ta < tb);
}

TagSet
TagSetUnion(const TagSet **set, int nsets)
{
	TagSet		result = {0, NULL};
	Size		total = 0;

	for (int i = 0; i < nsets; i++)
		total += set[i]->n;
	if (total == 0)
		return result;
	result.tag = palloc_extended(total * sizeof(uint64), MCXT_ALLOC_HUGE);
	total = 0;
	for (int i = 0; i < nsets; i++)
	{
		/* an empty set has no memory */
		if (set[i]->n > 0)
			memcpy(result.tag + total, set[i]->tag, set[i]->n * sizeof(uint64));
		total += set[i]->n;
	}
	qsort(result.tag, total, sizeof(uint64), CompareTags);
	for (Size i = 0; i < total; i++)
	{
		if (result.n == 0 || result.tag[result.n - 1] != result.tag[i])
			result.tag[result.n++] = result.tag[i];
	}
	return result;
}

/* people of several cells, each counted once, with all their reports */
static void
UnionContributors(RollupCell *pool, RollupCell **cell, int ncells)
{
	Size		total = 0;
	BucketEntry *all;

	for (int i = 0; i < ncells; i++)
		total += cell[i]->ncontributors;
	all = palloc_extended(Max(total, 1) * sizeof(BucketEntry), MCXT_ALLOC_HUGE);
	total = 0;
	for (int i = 0; i < ncells; i++)
	{
		if (cell[i]->ncontributors > 0)
			memcpy(all + total, cell[i]->contributor,
				   cell[i]->ncontributors * sizeof(BucketEntry));
		total += cell[i]->ncontributors;
	}
	qsort(all, total, sizeof(BucketEntry), CompareEntries);

	pool->ncontributors = 0;
	pool->contributor = all;
	for (Size i = 0; i < total; i++)
	{
		int			n = pool->ncontributors;

		if (n > 0 && all[n - 1].tag == all[i].tag)
			all[n - 1].reports += all[i].reports;
		else
			all[pool->ncontributors++] = all[i];
	}
}

RollupCell *
RollupPoolCells(Rollup *rollup, RollupCell **cell, int ncells)
{
	RollupCell *pool = palloc(sizeof(RollupCell));
	const TagSet **set = palloc(ncells * sizeof(TagSet *));

	*pool = *cell[0];
	pool->node = palloc(rollup->ndims * sizeof(int));
	memcpy(pool->node, cell[0]->node, rollup->ndims * sizeof(int));
	UnionContributors(pool, cell, ncells);
	for (int i = 0; i < ncells; i++)
		set[i] = &cell[i]->establishments;
	pool->establishments = TagSetUnion(set, ncells);
	for (int i = 0; i < ncells; i++)
		set[i] = &cell[i]->sensitive;
	pool->sensitive = TagSetUnion(set, ncells);
	for (int i = 1; i < ncells; i++)
	{
		pool->reports += cell[i]->reports;
		pool->anonymous_reports += cell[i]->anonymous_reports;
		rollup->next_leaf[pool->last_leaf] = cell[i]->first_leaf;
		pool->last_leaf = cell[i]->last_leaf;
	}
	pool->nchildren = ncells;
	pfree(set);
	return pool;
}
