/*
 * joint_place.c
 *		Places where too many of those who live there complained.
 *
 * The rule of saturation is about a place and about everything that is known
 * of it together: two numbers of a place can pass, and their sum fail.  It
 * holds for the population of whichever hierarchy has one, whoever declared
 * it, and by the strictest share that any release of the source asks for.
 *
 * A number is about the places that its reports come from, whatever other places
 * its bucket has room for: comparing numbers tells where nobody complained.
 */
#include "base/compat.h"

#include "joint/joint_measure.h"
#include "joint/joint_place.h"
#include "history/string_index.h"

#include "miscadmin.h"
#include "utils/memutils.h"

/* the strictest share; 0 where no release has the rule */
static int
StrictestShare(const JointVintage *vintage)
{
	const History *history = vintage->history;
	int			ppm = 0;

	for (int r = 0; r < history->nreleases; r++)
	{
		int			asked;

		if (!HasRules(vintage, r))
			continue;
		asked = PastPolicy(&history->release[r])->saturation_ppm;
		if (asked > 0 && (ppm == 0 || asked < ppm))
			ppm = asked;
	}
	return ppm;
}

/* of each leaf of the history: the finest node in the dimension; -1 if it has none now */
static int *
NodesOfLeaves(const JointVintage *vintage, int dim)
{
	const History *history = vintage->history;
	const RollupLevel *finest = &vintage->scan->dim[dim].level[0];
	stringindex_hash *labels = stringindex_create(CurrentMemoryContext,
												  Max(finest->nnodes, 64), NULL);
	int		   *node = palloc_extended(Max(history->nleaves, 1) * sizeof(int), MCXT_ALLOC_HUGE);
	int			d = 0;
	bool		found;

	for (int i = 0; i < finest->nnodes; i++)
		stringindex_insert(labels, finest->label[i], &found)->number = i;
	while (strcmp(history->expression[d], vintage->scan_spec->dimension[dim].expression) != 0)
		d++;
	for (int i = 0; i < history->nleaves; i++)
	{
		const char *label = history->leaf[i].label[d];
		StringIndexEntry *entry = label ? stringindex_lookup(labels, label) : NULL;

		node[i] = entry ? entry->number : -1;
	}
	return node;
}

static void
LiftNodes(const RollupLevel *level, int *node, int n)
{
	for (int i = 0; i < n; i++)
	{
		if (node[i] >= 0)
			node[i] = level->parent[node[i]];
	}
}

static int
CompareTags(const void *a, const void *b)
{
	uint64		ta = *(const uint64 *) a;
	uint64		tb = *(const uint64 *) b;

	return (ta > tb) - (ta < tb);
}

/* different people in the leaves of a node */
static int64
PeopleInNode(const History *history, const int *node, int which, int contributor, int64 nunits)
{
	uint64	   *tag = palloc_extended(Max(nunits, 1) * sizeof(uint64), MCXT_ALLOC_HUGE);
	int64		n = 0;
	int64		different = 0;

	for (int i = 0; i < history->nleaves; i++)
	{
		const PastLeaf *leaf = &history->leaf[i];

		for (int u = 0; node[i] == which && u < leaf->nunits; u++)
		{
			uint64		person = LeafUnit(history, leaf, u)[2 + contributor];

			if (person != 0)
				tag[n++] = person;
		}
	}
	qsort(tag, n, sizeof(uint64), CompareTags);
	for (int64 i = 0; i < n; i++)
		different += i == 0 || tag[i] != tag[i - 1];
	pfree(tag);
	return different;
}

/* adds the saturated ones of a level; few nodes have enough reports to be asked */
static void
FindInLevel(const JointVintage *vintage, const int *node, Place like, int ppm,
			Place **place, int *n)
{
	const History *history = vintage->history;
	const RollupLevel *level = &vintage->scan->dim[like.dim].level[like.level];
	int64	   *nunits = palloc0(Max(level->nnodes, 1) * sizeof(int64));

	for (int i = 0; i < history->nleaves; i++)
	{
		if (node[i] >= 0)
			nunits[node[i]] += history->leaf[i].nunits;
	}
	for (int v = 0; v < level->nnodes; v++)
	{
		int64		most;

		if (level->population[v] < 0)
			continue;
		most = (int64) ((int128) level->population[v] * ppm / 1000000);
		CHECK_FOR_INTERRUPTS();
		if (nunits[v] <= most ||
			PeopleInNode(history, node, v, like.contributor, nunits[v]) <= most)
			continue;
		*place = repalloc_huge(*place, (Size) (*n + 1) * sizeof(Place));
		like.node = v;
		like.most = (int) most;
		(*place)[(*n)++] = like;
	}
	pfree(nunits);
}

Place *
SaturatedPlaces(const JointVintage *vintage, int *n)
{
	const History *history = vintage->history;
	int			ppm = StrictestShare(vintage);
	const PastRelease *release = &history->release[vintage->release];
	int			contributor = HistoryColumn(history, release->contributor);
	Place	   *place = palloc(sizeof(Place));

	*n = 0;
	for (int d = 0; ppm > 0 && d < vintage->scan->ndims; d++)
	{
		const RollupDim *dim = &vintage->scan->dim[d];
		int		   *node;

		if (dim->level[0].population == NULL)
			continue;
		node = NodesOfLeaves(vintage, d);
		/* the last level is the total, of which nobody is kept out */
		for (int l = 0; l < dim->nlevels - 1; l++)
		{
			Place		like = {.dim = d,.level = l,.contributor = contributor};

			if (dim->level[l].population != NULL)
				FindInLevel(vintage, node, like, ppm, &place, n);
			LiftNodes(&dim->level[l], node, history->nleaves);
		}
		pfree(node);
	}
	return place;
}

void
HideInPlace(const JointVintage *vintage, JointSystem *system, const Place *place,
			const int *cost, bool *hidden)
{
	int			ncolumns = system->proof.ncolumns;
	int		   *node = NodesOfLeaves(vintage, place->dim);
	bool	   *inside = palloc_extended(Max(ncolumns, 1) * sizeof(bool), MCXT_ALLOC_HUGE);
	bool	   *free = palloc_extended(Max(ncolumns, 1) * sizeof(bool), MCXT_ALLOC_HUGE);
	ProofSystem within = system->proof;
	ProofMeasure people;

	for (int l = 0; l < place->level; l++)
		LiftNodes(&vintage->scan->dim[place->dim].level[l], node, vintage->history->nleaves);
	for (int c = 0; c < ncolumns; c++)
	{
		inside[c] = true;
		for (int64 i = system->unit_start[c]; inside[c] && i < system->unit_start[c + 1]; i++)
			inside[c] = node[system->unit_leaf[i]] == place->node;
		free[c] = !inside[c];
	}
	MeasurePeople(vintage, system, place->contributor, inside, &people);
	within.nmeasures = 1;
	within.measure = &people;
	ProofHideWithin(&within, place->most, cost, free, hidden);
}
