/*
 * joint_check.c
 *		The sums of atoms that must not be betrayed.
 *
 * Each is tested only if what it adds up to breaks a rule, and is betrayed if
 * it can be derived with the new numbers and could not without:
 *
 *	- each atom;
 *	- of each bucket, what the other release's buckets inside it leave;
 *	- the edge of each cluster: buckets that hang together by safe atoms
 *	  differ, between two releases, by unsafe ones and by their drifts only.
 */
#include "base/compat.h"

#include "release/joint_atom.h"

#include "miscadmin.h"

/* an atom of the edge of a cluster; ~atom where it is subtracted */
typedef struct EdgeAtom
{
	int			root;
	int			atom;
} EdgeAtom;

/* how many are in both */
static int
CountCommon(const TagSet *a, const TagSet *b)
{
	int			n = 0;

	for (int i = 0, j = 0; i < a->n && j < b->n;)
	{
		if (a->tag[i] == b->tag[j])
			n++;
		if (a->tag[i] <= b->tag[j])
			i++;
		else
			j++;
	}
	return n;
}

static TagSet
PeopleOf(const RollupCell *cell)
{
	TagSet		people = {cell->ncontributors, NULL};

	people.tag = palloc_extended(Max(people.n, 1) * sizeof(uint64), MCXT_ALLOC_HUGE);
	for (int i = 0; i < people.n; i++)
		people.tag[i] = cell->contributor[i].tag;
	return people;
}

/* the people in the atoms of leaves, and in two more sets */
static int
CountPeople(const Joint *joint, const int *sum, int n, const TagSet *plus, const TagSet *minus)
{
	TagSet	   *people = palloc(n * sizeof(TagSet));
	const TagSet **set = palloc((n + 2) * sizeof(TagSet *));
	int			nsets = 0;

	for (int i = 0; i < n; i++)
	{
		const RollupCell *cell = joint->atom[sum[i] < 0 ? ~sum[i] : sum[i]]->cell;

		if (cell == NULL)
			continue;
		people[nsets] = PeopleOf(cell);
		set[nsets] = &people[nsets];
		nsets++;
	}
	set[nsets++] = plus;
	set[nsets++] = minus;
	return TagSetUnion(set, nsets).n;
}

/*
 * May a sum with drifts in it be known?  Those who came and those who went have
 * to be many, or none, as in the revision rule; who did both only changed the
 * bucket.  Together with people who stayed, all are counted.
 */
static bool
DriftIsSafe(const Joint *joint, const int *sum, int n)
{
	const TagSet **gain = palloc(n * sizeof(TagSet *));
	const TagSet **loss = palloc(n * sizeof(TagSet *));
	TagSet		plus;
	TagSet		minus;
	bool		firm = false;
	int64		reports = 0;
	int			common;

	for (int i = 0; i < n; i++)
	{
		bool		negative = sum[i] < 0;
		const Atom *atom = joint->atom[negative ? ~sum[i] : sum[i]];

		gain[i] = negative ? &atom->came : &atom->went;
		loss[i] = negative ? &atom->went : &atom->came;
		reports += negative ? -atom->drift : atom->drift;
		firm |= atom->cell != NULL;
	}
	plus = TagSetUnion(gain, n);
	minus = TagSetUnion(loss, n);
	if (firm)
		return CountPeople(joint, sum, n, &plus, &minus) >=
			joint->policy.k + joint->policy.coalition;
	common = CountCommon(&plus, &minus);
	plus.n -= common;
	minus.n -= common;
	if (plus.n == 0 && minus.n == 0)
		return reports == 0;
	return MovesAreSafe(joint, plus.n, minus.n);
}

/* does what these atoms add up to keep the rules? */
static bool
SumIsSafe(Joint *joint, const int *sum, int n)
{
	RollupCell **cell = palloc_extended(Max(n, 1) * sizeof(RollupCell *), MCXT_ALLOC_HUGE);
	bool		safe;

	for (int i = 0; i < n; i++)
	{
		if (sum[i] < 0 || sum[i] >= joint->nfirm)
		{
			pfree(cell);
			return DriftIsSafe(joint, sum, n);
		}
		cell[i] = joint->atom[sum[i]]->cell;
	}
	safe = RollupCheckCell(&joint->rollup,
						   RollupPoolCells(&joint->rollup, cell, n)) == BUCKET_RULE_NONE;
	pfree(cell);
	return safe;
}

/* an atom's, or -1 where it lies in no bucket; that of a sum is that of any of its atoms */
static int
ComponentOfAtom(const Joint *joint, int atom)
{
	const int  *region = joint->atom[atom]->region;

	for (int r = 0; r < joint->nreleases; r++)
	{
		if (region[r] >= 0)
			return joint->component[joint->release[r].first_cell + region[r]];
	}
	return -1;
}

static bool
BecomesKnown(const Joint *joint, const int *sum, int n)
{
	return ProofDerives(&joint->after, sum, n) && !ProofDerives(&joint->before, sum, n);
}

/*
 * Marks the component of the sum where that would be betrayed.  One is enough,
 * since the whole component is held.
 */
static void
TestSum(Joint *joint, const int *sum, int n)
{
	int			component = n == 0 ? -1 : ComponentOfAtom(joint, sum[0] < 0 ? ~sum[0] : sum[0]);

	if (component >= 0 && !joint->betrayed[component] &&
		BecomesKnown(joint, sum, n) && !SumIsSafe(joint, sum, n))
		joint->betrayed[component] = true;
}

/*
 * An atom alone.  Who knows by how much a bucket drifted from its last number
 * knows how far it is from the earlier ones.
 */
static void
TestAtom(Joint *joint, int i)
{
	const Atom *atom = joint->atom[i];

	if (atom->safe)
		return;
	TestSum(joint, &i, 1);
	if (atom->strays && BecomesKnown(joint, &i, 1))
		joint->betrayed[ComponentOfAtom(joint, i)] = true;
}

/*
 * Of each cell of b: the only bucket of a that it meets; -2 if several, or
 * none.
 */
static int *
OwnersOf(const Joint *joint, int a, int b)
{
	int		   *owner = palloc(Max(joint->ncells, 1) * sizeof(int));

	for (int c = 0; c < joint->ncells; c++)
		owner[c] = -1;
	for (int i = 0; i < joint->nfirm; i++)
	{
		const int  *region = joint->atom[i]->region;

		if (region[b] >= 0)
		{
			int		   *of = &owner[joint->release[b].first_cell + region[b]];

			*of = *of == -1 || *of == region[a] ? region[a] : -2;
			if (region[a] < 0)
				*of = -2;
		}
	}
	return owner;
}

/*
 * What remains of each bucket of release a without the buckets of release b
 * that lie wholly inside it: with its own drift, and less theirs.
 */
static void
TestRemainders(Joint *joint, int a, int b, int *sum)
{
	int		   *owner = OwnersOf(joint, a, b);
	int		   *next = palloc(Max(joint->natoms, 1) * sizeof(int));
	int		   *drift = palloc(Max(joint->release[a].nbuckets, 1) * sizeof(int));

	/* the drifts of b's buckets inside each of a's */
	for (int c = 0; c < joint->release[a].nbuckets; c++)
		drift[c] = -1;
	for (int i = joint->nfirm; i < joint->natoms; i++)
	{
		int			cell = joint->atom[i]->region[b];
		int			in = cell < 0 ? -2 : owner[joint->release[b].first_cell + cell];

		if (in >= 0)
		{
			next[i] = drift[in];
			drift[in] = i;
		}
	}
	for (int c = 0; c < joint->release[a].nbuckets; c++)
	{
		int			cell = joint->release[a].first_cell + c;
		int			n = 0;

		CHECK_FOR_INTERRUPTS();
		for (int64 i = joint->cell_start[cell]; i < joint->cell_start[cell + 1]; i++)
		{
			int			atom = joint->cell_atom[i];
			int			other = joint->atom[atom]->region[b];

			if (atom >= joint->nfirm || other < 0 ||
				owner[joint->release[b].first_cell + other] != c)
				sum[n++] = atom;
		}
		for (int i = drift[c]; i >= 0; i = next[i])
			sum[n++] = ~i;
		TestSum(joint, sum, n);
	}
	pfree(owner);
	pfree(next);
	pfree(drift);
}

static int
ClusterRoot(int *cluster, int cell)
{
	while (cluster[cell] != cell)
		cell = cluster[cell] = cluster[cluster[cell]];
	return cell;
}

static int *
FormClusters(const Joint *joint, int a, int b)
{
	int		   *cluster = palloc(Max(joint->ncells, 1) * sizeof(int));

	for (int c = 0; c < joint->ncells; c++)
		cluster[c] = c;
	for (int i = 0; i < joint->nfirm; i++)
	{
		const int  *region = joint->atom[i]->region;

		if (joint->atom[i]->safe && region[a] >= 0 && region[b] >= 0)
			cluster[ClusterRoot(cluster, joint->release[a].first_cell + region[a])] =
				ClusterRoot(cluster, joint->release[b].first_cell + region[b]);
	}
	return cluster;
}

static int
CompareEdges(const void *va, const void *vb)
{
	const EdgeAtom *a = va;
	const EdgeAtom *b = vb;

	if (a->root != b->root)
		return a->root < b->root ? -1 : 1;
	return (a->atom > b->atom) - (a->atom < b->atom);
}

/* the sum of an edge, and of those of its atoms that are not subtracted */
static void
TestEdge(Joint *joint, const EdgeAtom *edge, int nedge, int *sum)
{
	int			n = 0;

	for (int i = 0; i < nedge; i++)
		sum[n++] = edge[i].atom;
	TestSum(joint, sum, n);
	n = 0;
	for (int i = 0; i < nedge; i++)
	{
		if (edge[i].atom >= 0)
			sum[n++] = edge[i].atom;
	}
	if (n < nedge)
		TestSum(joint, sum, n);
}

/*
 * The atoms by which the buckets of release a in a cluster exceed those of b,
 * less those by which they fall short.
 */
static void
TestEdges(Joint *joint, int a, int b, int *sum)
{
	int		   *cluster = FormClusters(joint, a, b);
	EdgeAtom   *edge = palloc_extended(Max(2 * joint->natoms, 1) * sizeof(EdgeAtom),
									   MCXT_ALLOC_HUGE);
	int			nedge = 0;

	for (int i = 0; i < joint->natoms; i++)
	{
		const int  *region = joint->atom[i]->region;
		int			ra = -1;
		int			rb = -1;

		if (region[a] >= 0)
			ra = ClusterRoot(cluster, joint->release[a].first_cell + region[a]);
		if (region[b] >= 0)
			rb = ClusterRoot(cluster, joint->release[b].first_cell + region[b]);
		if (ra == rb)
			continue;
		if (ra >= 0)
			edge[nedge++] = (EdgeAtom) {ra, i};
		if (rb >= 0)
			edge[nedge++] = (EdgeAtom) {rb, ~i};
	}
	qsort(edge, nedge, sizeof(EdgeAtom), CompareEdges);
	for (int i = 0, n; i < nedge; i += n)
	{
		CHECK_FOR_INTERRUPTS();
		for (n = 1; i + n < nedge && edge[i + n].root == edge[i].root; n++)
			;
		TestEdge(joint, &edge[i], n, sum);
	}
	pfree(cluster);
	pfree(edge);
}

/*
 * Cells that share atoms hang together, and what hangs together with these.
 */
static void
FormComponents(Joint *joint)
{
	int		   *component = palloc(Max(joint->ncells, 1) * sizeof(int));

	for (int c = 0; c < joint->ncells; c++)
		component[c] = c;
	for (int i = 0; i < joint->nfirm; i++)
	{
		const int  *region = joint->atom[i]->region;
		int			first = -1;

		for (int r = 0; r < joint->nreleases; r++)
		{
			int			cell = joint->release[r].first_cell + region[r];

			if (region[r] < 0)
				continue;
			if (first < 0)
				first = cell;
			else
				component[ClusterRoot(component, cell)] = ClusterRoot(component, first);
		}
	}
	for (int c = 0; c < joint->ncells; c++)
		component[c] = ClusterRoot(component, c);
	joint->component = component;
}

static void
StartProofs(Joint *joint)
{
	bool	   *is_new = palloc0(Max(joint->ncells, 1) * sizeof(bool));

	for (int i = 0; i < joint->release[0].nbuckets; i++)
		is_new[i] = !joint->own[i].frozen;
	ProofStart(&joint->before, joint->natoms, joint->ncells,
			   joint->cell_start, joint->cell_atom, is_new);
	ProofStart(&joint->after, joint->natoms, joint->ncells,
			   joint->cell_start, joint->cell_atom, NULL);
	pfree(is_new);
}

bool
FindBetrayed(Joint *joint)
{
	int		   *sum = palloc_extended(Max(joint->natoms, 1) * sizeof(int), MCXT_ALLOC_HUGE);
	bool		any = false;

	FormComponents(joint);
	joint->betrayed = palloc0(Max(joint->ncells, 1) * sizeof(bool));
	StartProofs(joint);
	for (int i = 0; i < joint->natoms; i++)
		TestAtom(joint, i);
	for (int a = 0; a < joint->nreleases; a++)
	{
		for (int b = 0; b < joint->nreleases; b++)
		{
			if (a == b)
				continue;
			TestRemainders(joint, a, b, sum);
			TestEdges(joint, a, b, sum);
		}
	}
	for (int c = 0; c < joint->ncells; c++)
		any |= joint->betrayed[c];
	pfree(sum);
	return any;
}
