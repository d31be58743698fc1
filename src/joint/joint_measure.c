/*
 * joint_measure.c
 *		What the rules of all releases ask of whoever a combination speaks of.
 *
 * Least numbers of people, establishments and values are measures: what passes
 * them goes on passing when more is added.  The p % rule is not: a person with
 * many reports can dominate what was safe before.  It follows from a measure,
 * though: beside the largest contributor and as many helpers as the policy
 * counts on, so many people that one report of each is p % of his.  So those who
 * filed that many reports are looked after by themselves, see joint_frequent.c.
 *
 * Establishments and values count only in reports that somebody filed.
 */
#include "base/compat.h"

#include "joint/joint_layers.h"
#include "joint/joint_measure.h"

#include "miscadmin.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"
#include "utils/memutils.h"

/* a measure before its elements are known */
typedef struct Asked
{
	int			least;
	int			contributor;	/* column of the history; -1 where it has none */
	int			column;			/* whose tags are counted */
	bool		nobody_is_one;	/* all anonymous reports together are one person */
	BucketRule	rule;
} Asked;

int
HistoryColumn(const History *history, const char *name)
{
	for (int c = 0; name != NULL && c < history->ncolumns; c++)
	{
		if (strcmp(history->column[c], name) == 0)
			return c;
	}
	return -1;
}

/* one more, or a higher number of one that is there */
static void
Ask(Asked *asked, int *n, Asked more)
{
	for (int i = 0; i < *n; i++)
	{
		if (asked[i].contributor == more.contributor && asked[i].column == more.column &&
			(asked[i].nobody_is_one == more.nobody_is_one || *n == PROOF_MAX_MEASURES))
		{
			asked[i].least = Max(asked[i].least, more.least);
			return;
		}
	}
	if (*n == PROOF_MAX_MEASURES)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("releases of this source have too many different rules"),
				 errhint("Use the same columns for people, establishments and values.")));
	asked[(*n)++] = more;
}

BucketPolicy *
PastPolicy(const PastRelease *release)
{
	Datum		json = DirectFunctionCall1(jsonb_in, CStringGetDatum(release->policy));

	return BucketPolicyFromJsonb(DatumGetJsonbP(json));
}

static void
AskForPolicy(const History *history, const PastRelease *release, Asked *asked, int *n)
{
	BucketPolicy *policy = PastPolicy(release);
	int			contributor = HistoryColumn(history, release->contributor);
	bool		one = policy->anonymous == ANONYMOUS_ONE;

	for (BucketRule rule = BUCKET_RULE_NONE + 1; rule < NUM_BUCKET_RULES; rule++)
	{
		const char *column;
		int			least;

		switch (bucket_rules[rule].together)
		{
			case TOGETHER_LEAST:
				least = PolicyLeast(policy, rule, &column);
				if (least > 0)
					Ask(asked, n, (Asked) {least, contributor,
						column == NULL ? contributor : HistoryColumn(history, column),
						column == NULL && one, rule});
				break;
			case TOGETHER_FREQUENT: /* joint_frequent.c */
			case TOGETHER_POPULATION:	/* joint_place.c */
			case TOGETHER_AMOUNTS:	/* joint_sums.c */
			case TOGETHER_NOTHING:
				break;
		}
	}
}

static int
CompareTags(const void *a, const void *b)
{
	uint64		ta = *(const uint64 *) a;
	uint64		tb = *(const uint64 *) b;

	return (ta > tb) - (ta < tb);
}

/* the tag by which a unit counts; 0 where it does not.  Nobody's is 1 */
static uint64
CountedTag(const uint64 *unit, const Asked *asked)
{
	if (asked->contributor < 0 || asked->column < 0)
		return 0;
	if (unit[2 + asked->contributor] == 0)
		return asked->nobody_is_one ? 1 : 0;
	return unit[2 + asked->column];
}

/* the same for a sum, where whoever has no amount for certain counts for nothing */
static int
DifferentHolders(const JointVintage *vintage, const JointSystem *system, int column,
				 const Asked *asked, uint64 *tag)
{
	const History *history = vintage->history;
	int64		first = system->unit_start[column];
	int64		nunits = system->unit_start[column + 1] - first;
	TaggedHolding *held = palloc_extended(Max(nunits, 1) * sizeof(TaggedHolding),
										  MCXT_ALLOC_HUGE);
	int			nheld = 0;
	int			n = 0;

	for (int64 i = first; i < first + nunits; i++)
	{
		const uint64 *unit = LeafUnit(history, &history->leaf[system->unit_leaf[i]],
									  system->unit[i]);
		uint64		counted = CountedTag(unit, asked);

		if (counted != 0 && AmountAt(UnitAmount(history, unit, vintage->amount)) != 0)
			held[nheld++] = HoldingOf(history, unit, vintage->amount, counted);
	}
	nheld = MergeTagged(held, nheld);
	for (int i = 0; i < nheld && n < asked->least; i++)
	{
		if (CertainOf(&held[i].holding) != 0)
			tag[n++] = held[i].tag;
	}
	pfree(held);
	return n;
}

/*
 * Different tags of a column's units, as many as are asked for, ascending: it does not
 * matter which where there are more.
 */
static int
DifferentTags(const JointVintage *vintage, const JointSystem *system, int column,
			  const Asked *asked, uint64 *tag)
{
	const History *history = vintage->history;
	int64		first = system->unit_start[column];
	int64		nunits = system->unit_start[column + 1] - first;
	int64		taken = 0;
	int			n = 0;

	while (taken < nunits && n < asked->least)
	{
		int64		end = Min(nunits, taken + asked->least);
		int			different = 0;

		/* room for twice the least number */
		for (; taken < end; taken++)
		{
			const PastLeaf *leaf = &history->leaf[system->unit_leaf[first + taken]];
			const uint64 *unit = LeafUnit(history, leaf, system->unit[first + taken]);
			uint64		counted = CountedTag(unit, asked);

			if (counted != 0 && !UnitStretchOf(unit).doubtful)
				tag[n++] = counted;
		}
		qsort(tag, n, sizeof(uint64), CompareTags);
		for (int i = 0; i < n; i++)
		{
			if (different == 0 || tag[different - 1] != tag[i])
				tag[different++] = tag[i];
		}
		n = different;
	}
	return Min(n, asked->least);
}

typedef struct TagList
{
	int64		n;
	int64		size;
	uint64	   *tag;
} TagList;

static void
AppendTags(TagList *list, const uint64 *tag, int n)
{
	while (list->n + n > list->size)
	{
		list->size *= 2;
		list->tag = repalloc_huge(list->tag, list->size * sizeof(uint64));
	}
	memcpy(list->tag + list->n, tag, n * sizeof(uint64));
	list->n += n;
}

/* numbers for tags, the same for the same */
static void
NumberElements(const TagList *list, ProofMeasure *measure)
{
	int		   *element = palloc_extended(Max(list->n, 1) * sizeof(int), MCXT_ALLOC_HUGE);
	uint64	   *sorted = palloc_extended(Max(list->n, 1) * sizeof(uint64), MCXT_ALLOC_HUGE);
	int			different = 0;

	memcpy(sorted, list->tag, list->n * sizeof(uint64));
	qsort(sorted, list->n, sizeof(uint64), CompareTags);
	for (int64 i = 0; i < list->n; i++)
	{
		if (different == 0 || sorted[different - 1] != sorted[i])
			sorted[different++] = sorted[i];
	}
	for (int64 i = 0; i < list->n; i++)
		element[i] = (int) ((uint64 *) bsearch(&list->tag[i], sorted, different, sizeof(uint64),
											   CompareTags) - sorted);
	measure->nelements = different;
	measure->element = element;
	pfree(sorted);
}

/* the elements of all columns by one measure; clears free[] where they are too few */
static void
FormMeasure(const JointVintage *vintage, JointSystem *system, const Asked *asked, bool *free,
			ProofMeasure *measure)
{
	int			ncolumns = system->proof.ncolumns;
	int64_t    *start = palloc_extended(((Size) ncolumns + 1) * sizeof(int64_t), MCXT_ALLOC_HUGE);
	Size		room = 2 * (Size) Max(asked->least, 1);
	uint64	   *tag = palloc_extended(room * sizeof(uint64), MCXT_ALLOC_HUGE);
	TagList		list = {0, 1024, palloc(1024 * sizeof(uint64))};

	start[0] = 0;
	for (int c = 0; c < ncolumns; c++)
	{
		int			n = vintage->amount >= 0 ?
			DifferentHolders(vintage, system, c, asked, tag) :
			DifferentTags(vintage, system, c, asked, tag);

		CHECK_FOR_INTERRUPTS();
		AppendTags(&list, tag, n);
		start[c + 1] = list.n;
		free[c] &= n >= asked->least;
	}
	measure->least = asked->least;
	measure->start = start;
	NumberElements(&list, measure);
	pfree(list.tag);
	pfree(tag);
}

void
MeasureLeast(const JointVintage *vintage, JointSystem *system, int contributor, int least,
			 bool *free, ProofMeasure *measure)
{
	Asked		asked = {least, contributor, contributor, false, BUCKET_RULE_DOMINANCE};

	FormMeasure(vintage, system, &asked, free, measure);
}

void
MeasurePeople(const JointVintage *vintage, const JointSystem *system, int contributor,
			  const bool *among, ProofMeasure *measure)
{
	const History *history = vintage->history;
	int			ncolumns = system->proof.ncolumns;
	int64_t    *start = palloc_extended(((Size) ncolumns + 1) * sizeof(int64_t), MCXT_ALLOC_HUGE);
	TagList		list = {0, 1024, palloc(1024 * sizeof(uint64))};

	start[0] = 0;
	for (int c = 0; c < ncolumns; c++)
	{
		for (int64 i = system->unit_start[c]; among[c] && i < system->unit_start[c + 1]; i++)
		{
			const PastLeaf *leaf = &history->leaf[system->unit_leaf[i]];
			uint64		tag = LeafUnit(history, leaf, system->unit[i])[2 + contributor];

			if (tag != 0)
				AppendTags(&list, &tag, 1);
		}
		start[c + 1] = list.n;
	}
	measure->least = PG_INT32_MAX;
	measure->start = start;
	NumberElements(&list, measure);
	pfree(list.tag);
}

static int
CompareSizes(const void *a, const void *b, void *arg)
{
	const ProofMeasure *measure = arg;
	int			ca = *(const int *) a;
	int			cb = *(const int *) b;
	int64		na = measure->start[ca + 1] - measure->start[ca];
	int64		nb = measure->start[cb + 1] - measure->start[cb];

	if (na != nb)
		return na > nb ? -1 : 1;
	return (ca > cb) - (ca < cb);
}

bool
RulesAreOld(const JointVintage *vintage)
{
	const History *history = vintage->history;
	Asked		first[PROOF_MAX_MEASURES];
	Asked		asked[PROOF_MAX_MEASURES];
	int			nfirst = 0;
	int			nasked = 0;
	bool		same;

	for (int r = 0; r < history->nreleases; r++)
	{
		if (!HasRules(vintage, r))
			continue;
		AskForPolicy(history, &history->release[r], asked, &nasked);
		if (nfirst > 0)
			continue;
		nfirst = nasked;
		memcpy(first, asked, nasked * sizeof(Asked));
	}
	same = nasked == nfirst;
	for (int i = 0; i < nfirst; i++)
		same &= asked[i].least == first[i].least;
	return same;
}

int *
FormMeasures(const JointVintage *vintage, JointSystem *system, bool *free, int *nunsafe)
{
	const History *history = vintage->history;
	ProofMeasure *measure = palloc(PROOF_MAX_MEASURES * sizeof(ProofMeasure));
	Asked		asked[PROOF_MAX_MEASURES];
	int			nasked = 0;
	int		   *unsafe = palloc_extended(Max(system->proof.ncolumns, 1) * sizeof(int),
										 MCXT_ALLOC_HUGE);

	for (int r = 0; r < history->nreleases; r++)
	{
		if (HasRules(vintage, r))
			AskForPolicy(history, &history->release[r], asked, &nasked);
	}
	for (int c = 0; c < system->proof.ncolumns; c++)
		free[c] = true;
	for (int m = 0; m < nasked; m++)
	{
		FormMeasure(vintage, system, &asked[m], free, &measure[m]);
		system->measure_rule[m] = asked[m].rule;
	}
	system->proof.nmeasures = nasked;
	system->proof.measure = measure;
	*nunsafe = 0;
	for (int c = 0; c < system->proof.ncolumns; c++)
	{
		if (!free[c])
			unsafe[(*nunsafe)++] = c;
	}
	qsort_arg(unsafe, *nunsafe, sizeof(int), CompareSizes, &measure[0]);
	return unsafe;
}
