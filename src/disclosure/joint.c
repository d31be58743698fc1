/*
 * joint.c
 *		The joint audit of all live releases of a source.
 *
 * The source is read by the dimensions of all releases at once.  Combinations
 * that lie in the same bucket of every release cannot be told apart by anybody
 * who reads them: together they are an atom.  Then these sums of atoms, each
 * of them tested only if fewer than k people are behind it, must not be
 * derivable:
 *
 *	- each atom;
 *	- of each bucket, what the other release's buckets inside it leave;
 *	- the edge of each cluster: buckets that hang together by atoms of k people
 *	  and more differ, between two releases, by thin atoms only.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "disclosure/joint.h"
#include "disclosure/paths.h"
#include "disclosure/proof.h"
#include "disclosure/restrict.h"

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/* one release among them */
typedef struct JointRelease
{
	char	   *name;
	int			nbuckets;
	const LiveBucket *bucket;
	char	  **frontier;
	int		   *dim;			/* of each of its dimensions: the joint one */
	Rollup		rollup;			/* its dimensions alone */
	RegionIndex *regions;
	int			first_cell;		/* its buckets among all cells */
} JointRelease;

typedef struct Atom
{
	const int  *region;			/* in each release */
	uint32		hash;
	char		status;
	int			number;
	int			nleaves;
	RollupCell **leaf;
	int			people;
} Atom;

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

typedef struct Joint
{
	int			nreleases;
	JointRelease *release;
	ReleaseSpec spec;			/* all dimensions */
	Rollup		rollup;
	int			natoms;
	Atom	  **atom;
	int			ncells;
	int64	   *cell_start;
	int		   *cell_atom;
	Proof		proof;
	int			k;
} Joint;

/* do the two climb the same labels in the same way? */
static bool
SameDimension(const Dimension *a, const Dimension *b)
{
	if (a->kind != b->kind || a->table != b->table || a->nlevels != b->nlevels ||
		strcmp(a->expression, b->expression) != 0)
		return false;
	for (int level = 0; level < a->nlevels; level++)
	{
		if (strcmp(a->level_name[level], b->level_name[level]) != 0)
			return false;
	}
	return true;
}

static int
JointDimension(Joint *joint, const Dimension *dimension)
{
	for (int d = 0; d < joint->spec.ndims; d++)
	{
		if (SameDimension(&joint->spec.dimension[d], dimension))
			return d;
	}
	joint->spec.dimension = repalloc(joint->spec.dimension,
									 (joint->spec.ndims + 1) * sizeof(Dimension));
	joint->spec.dimension[joint->spec.ndims] = *dimension;
	return joint->spec.ndims++;
}

static void
AddRelease(Joint *joint, const char *name, const ReleaseSpec *spec, int nbuckets,
		   const LiveBucket *bucket, char **frontier)
{
	JointRelease *release = &joint->release[joint->nreleases++];

	release->name = pstrdup(name);
	release->nbuckets = nbuckets;
	release->bucket = bucket;
	release->frontier = frontier;
	release->rollup.ndims = spec->ndims;
	release->rollup.policy = spec->policy;
	joint->k = Max(joint->k, spec->policy->k + spec->policy->coalition);
	release->dim = palloc(spec->ndims * sizeof(int));
	for (int d = 0; d < spec->ndims; d++)
		release->dim[d] = JointDimension(joint, &spec->dimension[d]);
}

/* the buckets about to be published, as later vintages will read them */
static void
AddNewRelease(Joint *joint, const ReleaseLine *line, const ReleaseSpec *spec,
			  const Rollup *rollup, int nbuckets, const Bucket *bucket)
{
	LiveBucket *live = BucketsToLive(nbuckets, bucket);
	char	  **frontier = palloc((line->vintage + 1) * sizeof(char *));

	for (int i = 0; i < line->vintage; i++)
		frontier[i] = line->frontier[i];
	frontier[line->vintage] = Frontier(rollup);
	AddRelease(joint, line->name, spec, nbuckets, live, frontier);
}

static void
AddOtherRelease(Joint *joint, const char *name)
{
	ReleaseLine line = {0};
	ReleaseSpec *spec;
	LiveBucket *bucket;
	int			nbuckets;

	line.name = pstrdup(name);
	if (!LineLoad(name, &line))
		return;
	spec = ReleaseSpecFromArguments(line.source, line.dims, line.contributor, line.policy);
	CheckPaths(&line, spec);
	bucket = LineBuckets(&line, &nbuckets);
	AddRelease(joint, name, spec, nbuckets, bucket, line.frontier);
}

/* every release sees the joint leaves through its own dimensions */
static void
IndexReleases(Joint *joint)
{
	joint->ncells = 0;
	for (int r = 0; r < joint->nreleases; r++)
	{
		JointRelease *release = &joint->release[r];

		release->rollup.dim = palloc(release->rollup.ndims * sizeof(RollupDim));
		for (int d = 0; d < release->rollup.ndims; d++)
			release->rollup.dim[d] = joint->rollup.dim[release->dim[d]];
		release->regions = RegionIndexCreate(&release->rollup, release->nbuckets,
											 release->bucket, release->frontier);
		release->first_cell = joint->ncells;
		joint->ncells += release->nbuckets;
	}
}

static int
FindRegion(const JointRelease *release, const RollupCell *leaf, MemoryContext scratch)
{
	MemoryContext old = MemoryContextSwitchTo(scratch);
	RollupCell	seen = {0};
	int			region;

	seen.node = palloc(release->rollup.ndims * sizeof(int));
	for (int d = 0; d < release->rollup.ndims; d++)
		seen.node[d] = leaf->node[release->dim[d]];
	region = RegionOfLeaf(release->regions, &seen);
	MemoryContextSwitchTo(old);
	MemoryContextReset(scratch);
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

static void
FormAtoms(Joint *joint)
{
	atom_hash  *atoms = atom_create(CurrentMemoryContext, 1024, &joint->nreleases);
	atom_iterator iterator;
	Atom	   *atom;
	int		   *region = palloc(joint->nreleases * sizeof(int));
	MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext, "joint audit",
												  ALLOCSET_DEFAULT_SIZES);

	for (int i = 0; i < joint->rollup.nleaves; i++)
	{
		CHECK_FOR_INTERRUPTS();
		for (int r = 0; r < joint->nreleases; r++)
			region[r] = FindRegion(&joint->release[r], joint->rollup.leaf[i], scratch);
		atom = FindAtom(atoms, region, joint->nreleases);
		if (atom->nleaves > 0 && (atom->nleaves & (atom->nleaves - 1)) == 0)
			atom->leaf = repalloc_huge(atom->leaf, 2 * atom->nleaves * sizeof(RollupCell *));
		atom->leaf[atom->nleaves++] = joint->rollup.leaf[i];
	}
	MemoryContextDelete(scratch);

	joint->natoms = 0;
	joint->atom = palloc_extended(Max(atoms->members, 1) * sizeof(Atom *), MCXT_ALLOC_HUGE);
	atom_start_iterate(atoms, &iterator);
	while ((atom = atom_iterate(atoms, &iterator)) != NULL)
	{
		atom->number = joint->natoms;
		atom->people = RollupPoolCells(&joint->rollup, atom->leaf, atom->nleaves)->ncontributors;
		joint->atom[joint->natoms++] = atom;
	}
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

static int
PeopleBehind(Joint *joint, const int *atom, int n)
{
	RollupCell **cell;
	int			ncells = 0;
	int			k = 0;

	for (int i = 0; i < n; i++)
		ncells += joint->atom[atom[i]]->nleaves;
	cell = palloc_extended(Max(ncells, 1) * sizeof(RollupCell *), MCXT_ALLOC_HUGE);
	for (int i = 0; i < n; i++)
	{
		memcpy(cell + k, joint->atom[atom[i]]->leaf,
			   joint->atom[atom[i]]->nleaves * sizeof(RollupCell *));
		k += joint->atom[atom[i]]->nleaves;
	}
	return ncells == 0 ? 0 : RollupPoolCells(&joint->rollup, cell, ncells)->ncontributors;
}

/*
 * Raises where the sum of these atoms can be derived and few people are behind
 * it.  One atom of k people or more clears the sum.
 */
static void
CheckSum(Joint *joint, const int *atom, int n)
{
	StringInfoData names;
	int			people;

	if (n == 0 || !ProofDerives(&joint->proof, atom, n))
		return;
	people = PeopleBehind(joint, atom, n);
	if (people == 0 || people >= joint->k)
		return;
	initStringInfo(&names);
	for (int r = 1; r < joint->nreleases; r++)
		appendStringInfo(&names, "%s%s", r > 1 ? ", " : "", joint->release[r].name);
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("release %s would betray small groups together with others",
					joint->release[0].name),
			 errdetail("The rule \"joint audit\" is broken with: %s.", names.data),
			 errhint("Use the same dimensions in the same order, coarser ones, or retract the others first.")));
}

/*
 * What remains of each bucket of release a without the buckets of release b
 * that lie wholly inside it.
 */
static void
CheckRemainders(Joint *joint, int a, int b)
{
	int		   *owner = palloc(joint->ncells * sizeof(int));
	int		   *remainder = palloc(Max(joint->natoms, 1) * sizeof(int));

	/* of each cell of b: the only bucket of a that it meets; -2 if several */
	for (int c = 0; c < joint->ncells; c++)
		owner[c] = -1;
	for (int i = 0; i < joint->natoms; i++)
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
	for (int c = 0; c < joint->release[a].nbuckets; c++)
	{
		int			cell = joint->release[a].first_cell + c;
		int			n = 0;

		for (int64 i = joint->cell_start[cell]; i < joint->cell_start[cell + 1]; i++)
		{
			int			other = joint->atom[joint->cell_atom[i]]->region[b];

			if (other < 0 || owner[joint->release[b].first_cell + other] != c)
				remainder[n++] = joint->cell_atom[i];
		}
		CheckSum(joint, remainder, n);
	}
}

static int
ClusterRoot(int *cluster, int cell)
{
	while (cluster[cell] != cell)
		cell = cluster[cell] = cluster[cluster[cell]];
	return cell;
}

/*
 * The atoms by which the buckets of release a in a cluster exceed those of b.
 */
static void
CheckClusters(Joint *joint, int a, int b)
{
	int		   *cluster = palloc(Max(joint->ncells, 1) * sizeof(int));
	int		   *sum = palloc(Max(joint->natoms, 1) * sizeof(int));
	int		   *root_of_atom = palloc(Max(joint->natoms, 1) * sizeof(int));

	for (int c = 0; c < joint->ncells; c++)
		cluster[c] = c;
	for (int i = 0; i < joint->natoms; i++)
	{
		const int  *region = joint->atom[i]->region;

		if (joint->atom[i]->people >= joint->k && region[a] >= 0 && region[b] >= 0)
			cluster[ClusterRoot(cluster, joint->release[a].first_cell + region[a])] =
				ClusterRoot(cluster, joint->release[b].first_cell + region[b]);
	}
	for (int i = 0; i < joint->natoms; i++)
	{
		const int  *region = joint->atom[i]->region;
		int			ra = -1;
		int			rb = -1;

		if (region[a] >= 0)
			ra = ClusterRoot(cluster, joint->release[a].first_cell + region[a]);
		if (region[b] >= 0)
			rb = ClusterRoot(cluster, joint->release[b].first_cell + region[b]);

		root_of_atom[i] = ra == rb ? -1 : ra;
	}
	for (int root = 0; root < joint->ncells; root++)
	{
		int			n = 0;

		CHECK_FOR_INTERRUPTS();
		if (cluster[root] != root)
			continue;
		for (int i = 0; i < joint->natoms; i++)
		{
			if (root_of_atom[i] == root)
				sum[n++] = i;
		}
		CheckSum(joint, sum, n);
	}
}

static void
CheckAll(Joint *joint)
{
	ProofStart(&joint->proof, joint->natoms, joint->ncells,
			   joint->cell_start, joint->cell_atom);
	for (int i = 0; i < joint->natoms; i++)
	{
		if (joint->atom[i]->people < joint->k)
			CheckSum(joint, &i, 1);
	}
	for (int a = 0; a < joint->nreleases; a++)
	{
		for (int b = 0; b < joint->nreleases; b++)
		{
			if (a != b)
			{
				CheckRemainders(joint, a, b);
				CheckClusters(joint, a, b);
			}
		}
	}
}

/*
 * Releases can be compared only where they count the same rows: one of another
 * source that reads the same tables would go unseen.  Tables of hierarchies and
 * those that everybody may read hold no reports.
 */
static void
CheckOtherSources(const ReleaseLine *line)
{
	RestrictedCall call;
	Oid			types[2] = {TEXTOID, REGCLASSOID};
	Datum		values[2] = {CStringGetTextDatum(line->name), ObjectIdGetDatum(line->source)};
	char	   *schema = ExtensionSchema();
	char	   *other = NULL;

	BeginAsOwner(&call);
	if (SPI_execute_with_args(psprintf("SELECT name FROM %s.bucket_lines WHERE NOT retracted AND name <> $1 AND source <> $2 AND EXISTS ("
									   "SELECT %s.bucket_family(source) INTERSECT SELECT f FROM %s.bucket_family($2) f "
									   "WHERE NOT has_table_privilege(0, f, 'SELECT') "
									   "AND NOT EXISTS (SELECT FROM %s.bucket_hierarchies h WHERE h.source = f)) ORDER BY name",
									   schema, schema, schema, schema),
							  2, types, values, NULL, false, 1) != SPI_OK_SELECT)
		elog(ERROR, "SPI_execute_with_args failed");
	if (SPI_processed > 0)
		other = strcpy(SPI_palloc(NAMEDATALEN * 5),
					   SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1));
	EndRestricted(&call);
	if (other != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("release %s cannot be compared with release %s", line->name, other),
				 errdetail("They read the same tables through different sources."),
				 errhint("Publish both from one view that has all their columns, or retract the other first.")));
}

void
CheckJointly(const ReleaseLine *line, const ReleaseSpec *spec,
			 const Rollup *rollup, int nbuckets, const Bucket *bucket)
{
	Joint		joint = {0};
	int			nothers;
	char	  **other = LinesOfSource(line->source, line->name, &nothers);

	CheckOtherSources(line);
	if (nothers == 0)
		return;
	joint.spec = *spec;
	joint.spec.ndims = 0;
	joint.spec.dimension = palloc(sizeof(Dimension));
	joint.release = palloc0((nothers + 1) * sizeof(JointRelease));
	AddNewRelease(&joint, line, spec, rollup, nbuckets, bucket);
	for (int i = 0; i < nothers; i++)
		AddOtherRelease(&joint, other[i]);
	LeavesGather(&joint.spec, &joint.rollup);
	IndexReleases(&joint);
	FormAtoms(&joint);
	ListCells(&joint);
	CheckAll(&joint);
}
