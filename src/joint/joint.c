/*
 * joint.c
 *		A new vintage, held against everything that was ever published.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "base/progress.h"
#include "base/run_as.h"
#include "base/stored.h"
#include "record/record.h"
#include "history/history.h"
#include "joint/joint.h"
#include "joint/joint_cube.h"
#include "joint/joint_frequent.h"
#include "joint/joint_measure.h"
#include "joint/joint_place.h"
#include "joint/joint_prove.h"
#include "joint/joint_reason.h"
#include "joint/joint_sums.h"
#include "joint/joint_width.h"
#include "history/string_index.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/* what a bucket is known by as long as its release lives */
static char *
RegionName(int opened, int step, int rest_dim, const char *key)
{
	return psprintf("%d;%d;%d;%s", opened, step, rest_dim, key);
}

static stringindex_hash *
IndexRegions(const PastRelease *release)
{
	stringindex_hash *index = stringindex_create(CurrentMemoryContext,
												 Max(release->nregions, 64), NULL);
	bool		found;

	for (int g = 0; g < release->nregions; g++)
		stringindex_insert(index, release->region[g], &found)->number = g;
	return index;
}

/* the region of each bucket; new ones are added to the history */
static void
NumberRegions(JointVintage *vintage, stringindex_hash *index)
{
	PastRelease *release = &vintage->history->release[vintage->release];

	for (int b = 0; b < vintage->nbuckets; b++)
	{
		Bucket	   *bucket = &vintage->bucket[b];
		char	   *name = RegionName(bucket->opened, bucket->cell->step,
									  bucket->cell->rest_dim, bucket->key);
		StringIndexEntry *entry = stringindex_lookup(index, name);
		bool		found;

		if (entry == NULL)
		{
			int			number = HistoryAddRegion(release, name);

			entry = stringindex_insert(index, release->region[number], &found);
			entry->number = number;
		}
		bucket->region = entry->number;
		pfree(name);
	}
}

/*
 * Places what is there now in the regions of the release.
 */
static void
PlaceLeaves(const JointVintage *vintage, stringindex_hash *index)
{
	const ScanView *view = vintage->view;
	const ReleaseRecord *record = vintage->record;
	LiveBucket *live = BucketsToLive(vintage->nbuckets, vintage->bucket);
	char	  **frontier = palloc((record->vintage + 1) * sizeof(char *));
	int		   *region = palloc(Max(vintage->nbuckets, 1) * sizeof(int));
	RollupCell	seen = {.node = palloc(view->ndims * sizeof(int))};
	Placement  *placement;

	for (int i = 0; i < record->vintage; i++)
		frontier[i] = record->frontier[i];
	frontier[record->vintage] = Frontier(vintage->rollup);
	for (int b = 0; b < vintage->nbuckets; b++)
		region[b] = stringindex_lookup(index, RegionName(live[b].opened, live[b].step,
														 live[b].rest_dim, live[b].key))->number;
	placement = PlacementCreate(vintage->rollup, vintage->nbuckets, live, frontier);
	for (int i = 0; i < vintage->history->nleaves; i++)
	{
		PastLeaf   *leaf = &vintage->history->leaf[i];
		int			b;

		if (leaf->seen < 0)
			continue;
		CHECK_FOR_INTERRUPTS();
		for (int d = 0; d < view->ndims; d++)
			seen.node[d] = vintage->scan->leaf[leaf->seen].node[view->dim[d]];
		b = BucketOfLeaf(placement, &seen);
		if (b < 0)
			continue;
		if (leaf->region[vintage->release] >= 0 && leaf->region[vintage->release] != region[b])
			elog(ERROR, "reports have moved to another region of their release");
		leaf->region[vintage->release] = region[b];
	}
}

/*
 * Is each number alone with its reports?  Then combinations are unions of
 * numbers, and keep all rules but that of saturation.
 */
static bool
NothingMeets(const JointVintage *vintage)
{
	const History *history = vintage->history;

	for (int r = 0; r < history->nreleases; r++)
	{
		if (history->release[r].nnumbers > 0)
			return false;
	}
	return !vintage->rollup->policy->cube;
}

/* as of which scan the vintage is */
static void
NoteScan(JointVintage *vintage)
{
	PastRelease *release = &vintage->history->release[vintage->release];
	int			v = vintage->record->vintage;
	int		   *scan = palloc0((v + 1) * sizeof(int));

	/* of those before, what is known */
	for (int i = 0; i < Min(release->nvintages, v); i++)
		scan[i] = release->scan[i];
	scan[v] = vintage->history->nscans;
	release->nvintages = v + 1;
	release->scan = scan;
}

static void
NoteNumbers(JointVintage *vintage)
{
	PastRelease *release = &vintage->history->release[vintage->release];
	int			n;
	int		   *shown = ShownByWorth(vintage, &n);
	Size		most = (Size) release->nnumbers + n + 1;

	release->number = repalloc_huge(release->number, most * sizeof(ShownNumber));
	/* in the order in which sums are weighed, as they will be again */
	for (int i = 0; i < n; i++)
	{
		const Bucket *bucket = &vintage->bucket[shown[i]];

		release->number[release->nnumbers++] =
			(ShownNumber) {bucket->region, vintage->history->nscans, SumsShown(vintage, bucket)};
	}
	pfree(shown);
}

/* figures of a proof in which there is nothing to combine */
static void
CountAlone(const JointVintage *vintage, ProofFigures *figures)
{
	for (int b = 0; b < vintage->nbuckets; b++)
		figures->numbers += !BucketIsHidden(&vintage->bucket[b]);
	figures->unknowns = figures->rank = figures->numbers;
}

static void
CountRanks(JointSystem *system, const bool *hidden, const bool *safe, ProofFigures *figures)
{
	bool	   *none = palloc0(Max(system->proof.ncolumns, 1) * sizeof(bool));
	bool	   *unsafe = palloc(Max(system->proof.ncolumns, 1) * sizeof(bool));
	int			of_safe;

	figures->hidden = 0;
	for (int row = 0; row < system->proof.nrows; row++)
		figures->hidden += hidden[row];
	figures->numbers = system->proof.nrows - figures->hidden;
	figures->unknowns = system->proof.ncolumns;
	for (int c = 0; c < system->proof.ncolumns; c++)
		unsafe[c] = !safe[c];
	figures->rank = ProofRank(&system->proof, hidden, none);
	of_safe = figures->rank < 0 ? -1 : ProofRank(&system->proof, hidden, unsafe);
	figures->remainder = of_safe < 0 ? -1 : figures->rank - of_safe;
}

/* says in words which buckets must not show their new numbers, in a context of the caller's */
static void
FindBetraying(const JointVintage *vintage, MemoryContext kept, JointWords *words,
			  ProofFigures *figures)
{
	JointSystem system;
	bool	   *free;
	bool	   *safe;
	bool	   *hidden;
	BucketRule *broken;
	int		   *unsafe;
	int			nunsafe;
	int		   *cost;
	ProofFigures beside = {0};
	int			nplaces;
	Place	   *place = SaturatedPlaces(vintage, &nplaces);

	if (nplaces == 0 && NothingMeets(vintage))
	{
		CountAlone(vintage, figures);
		return;
	}
	FormSystem(vintage, &system);
	free = palloc_extended(Max(system.proof.ncolumns, 1) * sizeof(bool), MCXT_ALLOC_HUGE);
	safe = palloc_extended(Max(system.proof.ncolumns, 1) * sizeof(bool), MCXT_ALLOC_HUGE);
	hidden = palloc0(Max(system.proof.nrows, 1) * sizeof(bool));
	broken = palloc0(Max(system.proof.nrows, 1) * sizeof(BucketRule));
	unsafe = FormMeasures(vintage, &system, free, &nunsafe);
	memcpy(safe, free, system.proof.ncolumns * sizeof(bool));
	cost = CostRows(vintage, &system);
	HideBetraying(vintage, &system, cost, free, unsafe, nunsafe, hidden, figures);
	NoteRules(&system, hidden, BUCKET_RULE_NONE, broken);
	HideDominated(vintage, &system, cost, hidden, &beside);
	NoteRules(&system, hidden, BUCKET_RULE_DOMINANCE, broken);
	for (int i = 0; i < nplaces; i++)
		HideInPlace(vintage, &system, &place[i], cost, hidden);
	NoteRules(&system, hidden, BUCKET_RULE_SATURATION, broken);
	WidenHidden(vintage, &system, cost, hidden, kept, words, figures);
	NoteRules(&system, hidden, BUCKET_RULE_CONTRIBUTORS, broken);
	CountRanks(&system, hidden, safe, figures);
	for (int row = 0; row < system.proof.nrows; row++)
	{
		if (hidden[row])
			words[system.bucket[row]].because =
				MemoryContextStrdup(kept, ReasonText(vintage, &system, row, broken[row]));
	}
}

void
HideJointly(JointVintage *vintage, ProofFigures *figures)
{
	stringindex_hash *index = IndexRegions(&vintage->history->release[vintage->release]);
	MemoryContext work = AllocSetContextCreate(CurrentMemoryContext, "joint proof",
											   ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = CurrentMemoryContext;
	JointWords *words = palloc0(Max(vintage->nbuckets, 1) * sizeof(JointWords));

	vintage->amount = -1;
	NumberRegions(vintage, index);
	if (vintage->rollup->policy->cube)
		PlaceInCube(vintage);
	else
		PlaceLeaves(vintage, index);
	memset(figures, 0, sizeof(ProofFigures));
	MemoryContextSwitchTo(work);
	ReportPhase("4 of 6, counts are proved");
	FindBetraying(vintage, old, words, figures);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(work);
	for (int b = 0; b < vintage->nbuckets; b++)
	{
		vintage->bucket[b].because = words[b].because;
		vintage->bucket[b].width = words[b].width;
		if (words[b].because != NULL)
			BucketFreeze(&vintage->bucket[b]);
	}
	ReportPhase("5 of 6, sums are proved");
	ShowSums(vintage);
	NoteNumbers(vintage);
	NoteScan(vintage);
}

/*
 * Other releases, live or retracted, of sources that read the same tables, as
 * one text; NULL where there are none.  Tables of hierarchies, unless they have
 * the contributor, and those that everybody may read hold no reports.
 */
static char *
OtherSources(const ReleaseRecord *record, bool retracted)
{
	RestrictedCall call;
	Oid			types[2] = {BOOLOID, REGCLASSOID};
	Datum		values[2] = {BoolGetDatum(retracted), ObjectIdGetDatum(record->source)};
	char	   *schema = ExtensionSchema();
	char	   *names;

	BeginAsOwner(&call);
	RunQueryWith(psprintf("SELECT pg_catalog.string_agg(DISTINCT l.name, ', ' ORDER BY l.name) FROM %s.bucket_lines l WHERE l.retracted OPERATOR(pg_catalog.=) $1 "
						  "AND l.source::pg_catalog.oid OPERATOR(pg_catalog.<>) $2::pg_catalog.oid AND EXISTS ("
						  "SELECT %s.bucket_family(l.source) INTERSECT SELECT f FROM %s.bucket_family($2) f "
						  "WHERE NOT pg_catalog.has_table_privilege(0::pg_catalog.oid, f, 'SELECT') "
						  "AND NOT EXISTS (SELECT FROM %s.bucket_hierarchies h WHERE h.source::pg_catalog.oid OPERATOR(pg_catalog.=) f "
						  "AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid OPERATOR(pg_catalog.=) f "
						  "AND a.attname OPERATOR(pg_catalog.=) l.contributor AND NOT a.attisdropped)))",
						  schema, schema, schema, schema),
				 2, types, values, NULL, false, 1);
	names = StoredTextOrNull("bucket_lines", 0, 1);
	EndRestricted(&call);
	return names;
}

/* what it is called in messages */
static const char *
NameOf(const ReleaseRecord *record)
{
	return record->name ? record->name : "to be tried";
}

/*
 * Releases can be compared only where they count the same rows: one of another
 * source that reads the same tables would go unseen.
 */
static void
CheckOtherSources(const ReleaseRecord *record)
{
	char	   *other = OtherSources(record, false);

	if (other != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("release %s cannot be compared with release %s", NameOf(record), other),
				 errdetail("They read the same tables through different sources."),
				 errhint("Publish both from one view that has all their columns, or retract the other first.")));
	if (record->vintage > 0)
		return;
	other = OtherSources(record, true);
	if (other != NULL)
		ereport(NOTICE,
				(errmsg("release %s is not compared with what was retracted", NameOf(record)),
				 errdetail("It read the same tables through another source, and readers may have kept: %s.", other)));
}

void
CheckComparable(const History *history, const ReleaseRecord *record)
{
	int			n;
	int		   *other = OtherReleasesOf(record, &n);

	CheckOtherSources(record);
	for (int i = 0; i < n; i++)
	{
		ReleaseRecord record_of;

		if (HistoryFind(history, other[i]) < 0 && RecordLoad(other[i], &record_of))
			RaisePeopleUnknown(record_of.name);
	}
	if (record->vintage > 0 && HistoryFind(history, record->id) < 0)
		RaisePeopleUnknown(record->name);
}

void
CheckAnyShown(const JointVintage *vintage)
{
	const History *history = vintage->history;
	StringInfoData names;

	for (int b = 0; b < vintage->nbuckets; b++)
	{
		if (!BucketIsHidden(&vintage->bucket[b]))
			return;
	}
	if (vintage->nbuckets == 0)
		return;
	initStringInfo(&names);
	for (int r = 0; r < history->nreleases; r++)
	{
		if (r != vintage->release)
			appendStringInfo(&names, "%s%s", names.len > 0 ? ", " : "", history->release[r].name);
	}
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("release %s would betray small groups together with others",
					NameOf(vintage->record)),
			 errdetail("The rule \"joint audit\" is broken with: %s.", names.data),
			 errhint("Use the same dimensions in the same order, coarser ones, or wait for more reports.")));
}
