/*
 * joint_atom.c
 *		Forms the atoms of the joint audit.
 */
#include "base/compat.h"

#include "release/joint_atom.h"

#include "common/hashfn.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#define SH_PREFIX atom
#define SH_ELEMENT_TYPE Atom
#define SH_KEY_TYPE const int *
#define SH_KEY region
#define SH_HASH_KEY(tb, key) \
	hash_bytes((const unsigned char *) (key), *(const int *) (tb)->private_data * sizeof(int))
#define SH_EQUAL(tb, a, b) \
	(memcmp((a), (b), *(const int *) (tb)->private_data * sizeof(int)) == 0)
#define SH_SCOPE static inline
#define SH_STORE_HASH
#define SH_GET_HASH(tb, a) (a)->hash
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

static int
FindRegion(const JointRelease *release, const RollupCell *leaf)
{
	RollupCell	seen = {0};
	int			region;

	seen.node = palloc(release->rollup.ndims * sizeof(int));
	for (int d = 0; d < release->rollup.ndims; d++)
		seen.node[d] = leaf->node[release->dim[d]];
	region = BucketOfLeaf(release->placement, &seen);
	pfree(seen.node);
	return region;
}

static Atom *
FindAtom(atom_hash *atoms, const int *region, int n)
{
	Atom	   *atom = atom_lookup(atoms, region);

	if (atom == NULL)
	{
		int		   *kept = palloc(n * sizeof(int));
		bool		found;

		memcpy(kept, region, n * sizeof(int));
		atom = atom_insert(atoms, kept, &found);
		atom->nleaves = 0;
		atom->leaf = palloc(sizeof(RollupCell *));
	}
	return atom;
}

/* the atoms in an array, each with its people and whether it keeps the rules */
static void
ListAtoms(Joint *joint, atom_hash *atoms)
{
	atom_iterator iterator;
	Atom	   *atom;
	int			ncells = 0;

	for (int r = 0; r < joint->nreleases; r++)
		ncells += joint->release[r].nbuckets;
	joint->natoms = 0;
	joint->atom = palloc_extended(Max(atoms->members + ncells, 1) * sizeof(Atom *),
								  MCXT_ALLOC_HUGE);
	atom_start_iterate(atoms, &iterator);
	while ((atom = atom_iterate(atoms, &iterator)) != NULL)
	{
		atom->number = joint->natoms;
		atom->cell = RollupPoolCells(&joint->rollup, atom->leaf, atom->nleaves);
		atom->safe = RollupCheckCell(&joint->rollup, atom->cell) == BUCKET_RULE_NONE;
		joint->atom[joint->natoms++] = atom;
	}
	joint->nfirm = joint->natoms;
}

void
FormAtoms(Joint *joint)
{
	atom_hash  *atoms = atom_create(CurrentMemoryContext, 1024, &joint->nreleases);
	int		   *region = palloc(joint->nreleases * sizeof(int));

	for (int i = 0; i < joint->rollup.nleaves; i++)
	{
		Atom	   *atom;

		CHECK_FOR_INTERRUPTS();
		for (int r = 0; r < joint->nreleases; r++)
			region[r] = FindRegion(&joint->release[r], joint->rollup.leaf[i]);
		atom = FindAtom(atoms, region, joint->nreleases);
		if (atom->nleaves > 0 && (atom->nleaves & (atom->nleaves - 1)) == 0)
			atom->leaf = repalloc_huge(atom->leaf, 2 * atom->nleaves * sizeof(RollupCell *));
		atom->leaf[atom->nleaves++] = joint->rollup.leaf[i];
	}
	ListAtoms(joint, atoms);
}

/*
 * Who is in one ascending list and not in the other.
 */
static TagSet
TagsBeyond(const BucketEntry *of, int nof, const BucketEntry *without, int nwithout)
{
	TagSet		set = {0, palloc_extended(Max(nof, 1) * sizeof(uint64), MCXT_ALLOC_HUGE)};
	int			j = 0;

	for (int i = 0; i < nof; i++)
	{
		while (j < nwithout && without[j].tag < of[i].tag)
			j++;
		if (j == nwithout || without[j].tag != of[i].tag)
			set.tag[set.n++] = of[i].tag;
	}
	return set;
}

/*
 * Sets who came and went since the last number.  A number before that may be
 * nearer to what there is now, or equal to it but for reports of the same
 * people.
 */
static void
CompareNumbers(const Joint *joint, const LiveBucket *bucket, const RollupCell *now, Atom *atom)
{
	int			nnumbers = NumbersShown(bucket);

	for (int i = 0; i < nnumbers; i++)
	{
		int			nshown;
		BucketState *people = PeopleBehindNumber(bucket, i);
		const BucketEntry *shown = BucketStateEntries(people, &nshown);

		atom->came = TagsBeyond(now->contributor, now->ncontributors, shown, nshown);
		atom->went = TagsBeyond(shown, nshown, now->contributor, now->ncontributors);
		pfree(people);
		if (i == nnumbers - 1)
			return;
		atom->strays |= (atom->came.n == 0 && atom->went.n == 0) ||
			!MovesAreSafe(joint, atom->came.n, atom->went.n);
		pfree(atom->came.tag);
		pfree(atom->went.tag);
	}
}

/*
 * What the bucket shows against what its atoms hold; NULL where that is the
 * same.  The people of a release that counts others cannot be compared: what
 * then differs in number only is about nobody that we know, which is not safe.
 */
static Atom *
DriftOf(Joint *joint, int r, int region, RollupCell **cell, int ncells)
{
	const JointRelease *release = &joint->release[r];
	const LiveBucket *bucket = &release->bucket[region];
	RollupCell	none = {0};
	RollupCell *now = ncells > 0 ? RollupPoolCells(&joint->rollup, cell, ncells) : &none;
	Atom	   *atom = palloc0(sizeof(Atom));
	int		   *in = palloc(joint->nreleases * sizeof(int));

	if (strcmp(release->spec->contributor, joint->spec.contributor) == 0)
		CompareNumbers(joint, bucket, now, atom);
	atom->drift = bucket->reports - now->reports;
	if (atom->drift == 0 && atom->came.n == 0 && atom->went.n == 0)
		return NULL;
	for (int other = 0; other < joint->nreleases; other++)
		in[other] = other == r ? region : -1;
	atom->region = in;
	return atom;
}

/*
 * The atoms of every cell, in a list for each, ascending.
 */
static void
ListCells(Joint *joint)
{
	int64		n = 0;

	joint->cell_start = palloc0((joint->ncells + 1) * sizeof(int64));
	for (int pass = 0; pass < 2; pass++)
	{
		int64	   *fill = palloc((joint->ncells + 1) * sizeof(int64));

		memcpy(fill, joint->cell_start, (joint->ncells + 1) * sizeof(int64));
		for (int i = 0; i < joint->natoms; i++)
		{
			for (int r = 0; r < joint->nreleases; r++)
			{
				int			cell = joint->release[r].first_cell + joint->atom[i]->region[r];

				if (joint->atom[i]->region[r] < 0)
					continue;
				if (pass == 0)
					joint->cell_start[cell + 1]++;
				else
					joint->cell_atom[fill[cell]++] = i;
			}
		}
		if (pass == 0)
		{
			for (int c = 0; c < joint->ncells; c++)
				joint->cell_start[c + 1] += joint->cell_start[c];
			n = joint->cell_start[joint->ncells];
			joint->cell_atom = palloc_extended(Max(n, 1) * sizeof(int), MCXT_ALLOC_HUGE);
		}
		pfree(fill);
	}
}

/*
 * The drifts of all buckets, behind the other atoms; in place of those that
 * were there.
 */
void
FormDrifts(Joint *joint)
{
	RollupCell **cell = palloc_extended(Max(joint->nfirm, 1) * sizeof(RollupCell *),
										MCXT_ALLOC_HUGE);

	joint->natoms = joint->nfirm;
	ListCells(joint);
	for (int r = 0; r < joint->nreleases; r++)
	{
		for (int region = 0; region < joint->release[r].nbuckets; region++)
		{
			int			c = joint->release[r].first_cell + region;
			int			n = 0;
			Atom	   *drift;

			CHECK_FOR_INTERRUPTS();
			for (int64 i = joint->cell_start[c]; i < joint->cell_start[c + 1]; i++)
				cell[n++] = joint->atom[joint->cell_atom[i]]->cell;
			drift = DriftOf(joint, r, region, cell, n);
			if (drift == NULL)
				continue;
			drift->number = joint->natoms;
			joint->atom[joint->natoms++] = drift;
		}
	}
	ListCells(joint);
}
