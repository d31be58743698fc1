/*
 * joint.c
 *		The joint audit of all live releases of a source.
 *
 * The source is read by the dimensions of all releases at once, and what they
 * show together is held against the rules of each of them.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "release/declare.h"
#include "release/joint.h"
#include "release/joint_atom.h"
#include "release/record_paths.h"
#include "base/run_as.h"
#include "base/stored.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

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
		   LiveBucket *bucket, char **frontier)
{
	JointRelease *release = &joint->release[joint->nreleases++];

	release->name = pstrdup(name);
	release->spec = spec;
	release->nbuckets = nbuckets;
	release->bucket = bucket;
	release->frontier = frontier;
	release->rollup.ndims = spec->ndims;
	release->rollup.policy = spec->policy;
	release->dim = palloc(spec->ndims * sizeof(int));
	for (int d = 0; d < spec->ndims; d++)
		release->dim[d] = JointDimension(joint, &spec->dimension[d]);
}

/* the buckets about to be published, as later vintages will read them */
static void
AddNewRelease(Joint *joint, const ReleaseRecord *record, const ReleaseSpec *spec,
			  int nbuckets, Bucket *bucket, const char *last)
{
	LiveBucket *live = palloc_extended(Max(nbuckets, 1) * sizeof(LiveBucket), MCXT_ALLOC_HUGE);
	char	  **frontier = palloc((record->vintage + 1) * sizeof(char *));

	for (int i = 0; i < nbuckets; i++)
		BucketToLive(&bucket[i], &live[i]);
	for (int i = 0; i < record->vintage; i++)
		frontier[i] = record->frontier[i];
	frontier[record->vintage] = unconstify(char *, last);
	joint->own = bucket;
	AddRelease(joint, record->name, spec, nbuckets, live, frontier);
}

/* with the rights of its own steward, as always */
static void
AddOtherRelease(Joint *joint, int id)
{
	ReleaseRecord record;
	ReleaseSpec *spec;
	LiveBucket *bucket;
	int			nbuckets;

	if (!RecordLoad(id, &record))
		return;
	bucket = RecordBuckets(&record, &nbuckets);
	spec = ReleaseSpecFromArguments(record.source, record.steward, record.dims,
									record.contributor, record.policy);
	CheckPaths(&record, spec);
	AddRelease(joint, record.name, spec, nbuckets, bucket, record.frontier);
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
		release->placement = PlacementCreate(&release->rollup, release->nbuckets,
											 release->bucket, release->frontier);
		release->first_cell = joint->ncells;
		joint->ncells += release->nbuckets;
	}
}

/*
 * Releases can be compared only where they count the same rows: one of another
 * source that reads the same tables would go unseen.  Tables of hierarchies,
 * unless they have the contributor, and those that everybody may read hold no
 * reports.
 */
static void
CheckOtherSources(const ReleaseRecord *record)
{
	RestrictedCall call;
	Oid			types[2] = {INT4OID, REGCLASSOID};
	Datum		values[2] = {Int32GetDatum(record->id), ObjectIdGetDatum(record->source)};
	char	   *schema = ExtensionSchema();
	char	   *other = NULL;

	BeginAsOwner(&call);
	if (SPI_execute_with_args(psprintf("SELECT l.name FROM %s.bucket_lines l WHERE NOT l.retracted AND l.id OPERATOR(pg_catalog.<>) $1 "
									   "AND l.source::pg_catalog.oid OPERATOR(pg_catalog.<>) $2::pg_catalog.oid AND EXISTS ("
									   "SELECT %s.bucket_family(l.source) INTERSECT SELECT f FROM %s.bucket_family($2) f "
									   "WHERE NOT pg_catalog.has_table_privilege(0::pg_catalog.oid, f, 'SELECT') "
									   "AND NOT EXISTS (SELECT FROM %s.bucket_hierarchies h WHERE h.source::pg_catalog.oid OPERATOR(pg_catalog.=) f "
									   "AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid OPERATOR(pg_catalog.=) f "
									   "AND a.attname OPERATOR(pg_catalog.=) l.contributor AND NOT a.attisdropped))) ORDER BY l.name",
									   schema, schema, schema, schema),
							  2, types, values, NULL, false, 1) != SPI_OK_SELECT)
		elog(ERROR, "SPI_execute_with_args failed");
	if (SPI_processed > 0)
		other = StoredText("bucket_lines", 0, 1);
	EndRestricted(&call);
	if (other != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("release %s cannot be compared with release %s", record->name, other),
				 errdetail("They read the same tables through different sources."),
				 errhint("Publish both from one view that has all their columns, or retract the other first.")));
}

/*
 * What was retracted is out of the view and not out of the world.
 */
static void
TellOfRetracted(const ReleaseRecord *record)
{
	StringInfoData names;
	int			n;
	char	  **retracted = RetractedReleasesOf(record->source, &n);

	if (n == 0 || record->vintage > 0)
		return;
	initStringInfo(&names);
	for (int i = 0; i < n; i++)
		appendStringInfo(&names, "%s%s", i > 0 ? ", " : "", retracted[i]);
	ereport(NOTICE,
			(errmsg("release %s is not compared with what was retracted", record->name),
			 errdetail("Readers may have kept: %s.", names.data)));
}

static void
RaiseBetrayed(const Joint *joint)
{
	StringInfoData names;

	initStringInfo(&names);
	for (int r = 1; r < joint->nreleases; r++)
		appendStringInfo(&names, "%s%s", r > 1 ? ", " : "", joint->release[r].name);
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("release %s would betray small groups together with others",
					joint->release[0].name),
			 errdetail("The rule \"joint audit\" is broken with: %s.", names.data),
			 errhint("Use the same dimensions in the same order, coarser ones, refresh the others first, or retract them.")));
}

/*
 * All buckets of the betrayed components keep the number that they show.
 * Raises where a component has none that could, such as one of new buckets.
 */
static void
HoldBetrayed(Joint *joint)
{
	bool	   *held = palloc0(Max(joint->ncells, 1) * sizeof(bool));

	for (int c = 0; c < joint->release[0].nbuckets; c++)
	{
		if (!joint->betrayed[joint->component[c]] || joint->own[c].frozen ||
			joint->own[c].old == NULL)
			continue;
		BucketFreeze(&joint->own[c]);
		BucketToLive(&joint->own[c], &joint->release[0].bucket[c]);
		held[joint->component[c]] = true;
	}
	for (int c = 0; c < joint->ncells; c++)
	{
		if (joint->betrayed[c] && !held[c])
			RaiseBetrayed(joint);
	}
	pfree(held);
}

/* holds all releases against the rules, and the people, of release r */
static void
CheckByRules(Joint *joint, int r)
{
	joint->policy = *joint->release[r].spec->policy;
	/* populations are of places, not of atoms */
	joint->policy.saturation_ppm = 0;
	joint->spec.policy = &joint->policy;
	joint->spec.contributor = joint->release[r].spec->contributor;
	ScanSource(&joint->spec, &joint->rollup);
	IndexReleases(joint);
	FormAtoms(joint);
	FormDrifts(joint);
	while (FindBetrayed(joint))
	{
		HoldBetrayed(joint);
		FormDrifts(joint);
	}
}

static bool
SameColumn(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* would the second look find nothing that the first has not? */
static bool
SameRules(const ReleaseSpec *a, const ReleaseSpec *b)
{
	return strcmp(a->contributor, b->contributor) == 0 &&
		SameColumn(a->policy->establishment_column, b->policy->establishment_column) &&
		SameColumn(a->policy->sensitive_column, b->policy->sensitive_column) &&
		a->policy->k == b->policy->k && a->policy->coalition == b->policy->coalition &&
		a->policy->min_establishments == b->policy->min_establishments &&
		a->policy->p_percent == b->policy->p_percent &&
		a->policy->min_values == b->policy->min_values &&
		a->policy->anonymous == b->policy->anonymous;
}

void
CheckJointly(const ReleaseRecord *record, const ReleaseSpec *spec,
			 int nbuckets, Bucket *bucket, const char *frontier)
{
	Joint		joint = {0};
	int			nothers;
	int		   *other = OtherReleasesOf(record, &nothers);

	CheckOtherSources(record);
	TellOfRetracted(record);
	if (nothers == 0)
		return;
	joint.spec = *spec;
	joint.spec.known = true;
	joint.spec.ndims = 0;
	joint.spec.dimension = palloc(sizeof(Dimension));
	joint.release = palloc0((nothers + 1) * sizeof(JointRelease));
	AddNewRelease(&joint, record, spec, nbuckets, bucket, frontier);
	for (int i = 0; i < nothers; i++)
		AddOtherRelease(&joint, other[i]);
	for (int r = 0; r < joint.nreleases; r++)
	{
		bool		looked = false;

		for (int before = 0; before < r && !looked; before++)
			looked = SameRules(joint.release[before].spec, joint.release[r].spec);
		if (!looked)
			CheckByRules(&joint, r);
	}
}
