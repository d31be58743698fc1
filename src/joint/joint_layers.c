/*
 * joint_layers.c
 *		The units of sums: what people have by layers, see layer_math.h.
 *
 * What is kept of a source has an amount as reports came with it, and what it was
 * corrected by as a change that came later.  All of one person's in a leaf is one amount
 * here, whatever made it up.  Where it is open which reports of his went on, they may be
 * the same as others of his elsewhere, and nothing of the group protects anybody.
 */
#include "base/compat.h"

#include "history/history_units.h"
#include "joint/joint_layers.h"
#include "joint/layer_math.h"

#include "miscadmin.h"

/* the leaf whose groups are made of layers, and its units as they were */
typedef struct Layering
{
	const History *history;
	int			amount;
	const PastLeaf *from;
	PastLeaf   *to;
	const uint64 *group;		/* a unit of the group at work */
	Standing   *standing;
	LayerPoint *point;
	LayerSpan  *span;
} Layering;

static bool
SameGroup(const History *history, const uint64 *a, const uint64 *b)
{
	return memcmp(a + 2, b + 2, history->ncolumns * sizeof(uint64)) == 0;
}

static void
AddFurther(PastLeaf *leaf, FurtherStretch further)
{
	int			n = leaf->nfurther++;

	if (n == 0)
		leaf->further = palloc(sizeof(FurtherStretch));
	else if ((n & (n - 1)) == 0)
		leaf->further = repalloc_huge(leaf->further, 2 * (Size) n * sizeof(FurtherStretch));
	leaf->further[n] = further;
}

/* a layer becomes a unit of no reports */
static void
TakeLayer(void *arg, Amount amount, const LayerSpan *span, int nspans)
{
	Layering   *layering = arg;
	const History *history = layering->history;
	PastLeaf   *leaf = layering->to;
	uint64	   *unit = AppendUnit(history, leaf);

	memset(unit, 0, UnitStride(history) * sizeof(uint64));
	memcpy(unit + 2, layering->group + 2, history->ncolumns * sizeof(uint64));
	unit[1] = PackStretch((UnitStretch) {span[0].from, span[0].until, false});
	PutAmount(UnitAmount(history, unit, layering->amount), amount);
	for (int i = 1; i < nspans; i++)
		AddFurther(leaf, (FurtherStretch) {leaf->nunits - 1, {span[i].from, span[i].until, false}});
}

/* units from first until end are of one group; they stay, without their amounts */
static void
LayGroup(Layering *layering, int first, int end)
{
	const History *history = layering->history;
	bool		doubtful = false;
	int			n = 0;

	for (int u = first; u < end; u++)
	{
		const uint64 *unit = LeafUnit(history, layering->from, u);
		UnitStretch stretch = UnitStretchOf(unit);
		Amount		amount = AmountAt(UnitAmount(history, unit, layering->amount));

		if (amount == 0)
			continue;
		doubtful |= stretch.doubtful;
		layering->standing[n++] = (Standing) {{stretch.from, stretch.until}, amount};
	}
	for (int u = first; u < end && n > 1; u++)
	{
		uint64	   *unit = LeafUnit(history, layering->to, u);
		UnitStretch stretch = UnitStretchOf(unit);

		if (!doubtful)
			PutAmount(UnitAmount(history, unit, layering->amount), 0);
		stretch.doubtful |= doubtful;
		unit[1] = PackStretch(stretch);
	}
	layering->group = LeafUnit(history, layering->from, first);
	if (n > 1 && !doubtful)
		FormLayers(layering->standing, n, layering->point, layering->span, TakeLayer, layering);
}

/* is there more than one unit of a group? */
static bool
AnyGroup(const History *history, const PastLeaf *leaf)
{
	for (int u = 1; u < leaf->nunits; u++)
	{
		if (SameGroup(history, LeafUnit(history, leaf, u - 1), LeafUnit(history, leaf, u)))
			return true;
	}
	return false;
}

static void
LayLeaf(Layering *layering)
{
	const History *history = layering->history;
	const PastLeaf *from = layering->from;
	PastLeaf   *to = layering->to;
	Size		size = (Size) from->nunits * UnitStride(history) * sizeof(uint64);
	Size		n = from->nunits;
	int			first = 0;

	to->size = to->nunits;
	to->unit = palloc_extended(size, MCXT_ALLOC_HUGE);
	memcpy(to->unit, from->unit, size);
	layering->standing = palloc_extended(n * sizeof(Standing), MCXT_ALLOC_HUGE);
	layering->point = palloc_extended(2 * n * sizeof(LayerPoint), MCXT_ALLOC_HUGE);
	layering->span = palloc_extended(2 * n * sizeof(LayerSpan), MCXT_ALLOC_HUGE);
	/* those of the same tags stand together, see TidyUnits() */
	for (int u = 1; u <= from->nunits; u++)
	{
		if (u < from->nunits && SameGroup(history, LeafUnit(history, from, first),
										  LeafUnit(history, from, u)))
			continue;
		LayGroup(layering, first, u);
		first = u;
	}
	pfree(layering->standing);
	pfree(layering->point);
	pfree(layering->span);
}

History *
HistoryOfLayers(const History *history, int amount)
{
	History    *with = palloc(sizeof(History));

	*with = *history;
	with->leaf = palloc_extended(Max(history->nleaves, 1) * sizeof(PastLeaf), MCXT_ALLOC_HUGE);
	for (int i = 0; i < history->nleaves; i++)
	{
		Layering	layering = {.history = history,.amount = amount,.from = &history->leaf[i],
		.to = &with->leaf[i]};

		CHECK_FOR_INTERRUPTS();
		with->leaf[i] = history->leaf[i];
		if (AnyGroup(history, &history->leaf[i]))
			LayLeaf(&layering);
	}
	return with;
}

TaggedHolding
HoldingOf(const History *history, const uint64 *unit, int amount, uint64 tag)
{
	Amount		of = AmountAt(UnitAmount(history, unit, amount));
	TaggedHolding held = {tag, {0}};

	if (!UnitStretchOf(unit).doubtful)
		held.holding.certain = of;
	else if (of > 0)
		held.holding.more = of;
	else
		held.holding.less = -of;
	return held;
}

static int
CompareTagged(const void *a, const void *b)
{
	uint64		ta = ((const TaggedHolding *) a)->tag;
	uint64		tb = ((const TaggedHolding *) b)->tag;

	return (ta > tb) - (ta < tb);
}

int
MergeTagged(TaggedHolding *held, int n)
{
	int			different = 0;

	qsort(held, n, sizeof(TaggedHolding), CompareTagged);
	for (int i = 0; i < n; i++)
	{
		if (different > 0 && held[different - 1].tag == held[i].tag)
			AddHolding(&held[different - 1].holding, &held[i].holding, 1);
		else
			held[different++] = held[i];
	}
	return different;
}
