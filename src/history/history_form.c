/*
 * history_form.c
 *		The plain form of what is kept, before it is sealed.
 *
 * Integers are written seven bits a byte, tags in eight bytes, strings behind
 * their lengths.  What is read was sealed by us and authenticated; the checks
 * are for a key that fell into other hands.
 */
#include "base/compat.h"

#include "history/history_form.h"

#include "utils/memutils.h"

#define HISTORY_VERSION 4

/* without the scans of vintages; before that, without cubes */
#define HISTORY_WITH_CUBES 3
#define OLD_HISTORY_VERSION 2

/* a chunk is full when it has this many bytes */
#define CHUNK_SIZE (64 * 1024 * 1024)

typedef struct Reader
{
	const char *at;
	const char *end;
} Reader;

static void
PutNumber(StringInfo to, uint64 value)
{
	for (; value >= 0x80; value >>= 7)
		appendStringInfoCharMacro(to, (char) (value | 0x80));
	appendStringInfoCharMacro(to, (char) value);
}

/* NULL is told from the empty string */
static void
PutString(StringInfo to, const char *string)
{
	Size		len = string ? strlen(string) : 0;

	PutNumber(to, string ? len + 1 : 0);
	appendBinaryStringInfo(to, string ? string : "", (int) len);
}

static void
RaiseForm(void)
{
	elog(ERROR, "what is kept of earlier releases has a form that is not ours");
}

static uint64
GetNumber(Reader *from)
{
	uint64		value = 0;

	for (int shift = 0; shift < 64; shift += 7)
	{
		uint64		byte;

		if (from->at >= from->end)
			RaiseForm();
		byte = (unsigned char) *from->at++;
		value |= (byte & 0x7f) << shift;
		if (byte < 0x80)
			return value;
	}
	RaiseForm();
	return 0;
}

/* how many things follow, each of at least one byte */
static int
GetCount(Reader *from)
{
	uint64		n = GetNumber(from);

	if (n > (uint64) (from->end - from->at))
		RaiseForm();
	return (int) n;
}

static char *
GetString(Reader *from)
{
	uint64		n = GetNumber(from);
	char	   *string;

	if (n == 0)
		return NULL;
	if (n - 1 > (uint64) (from->end - from->at))
		RaiseForm();
	string = pnstrdup(from->at, n - 1);
	from->at += n - 1;
	return string;
}

static void
PutStrings(StringInfo to, char *const *string, int n)
{
	PutNumber(to, n);
	for (int i = 0; i < n; i++)
		PutString(to, string[i]);
}

static char **
GetStrings(Reader *from, int *n)
{
	char	  **string;

	*n = GetCount(from);
	string = palloc(Max(*n, 1) * sizeof(char *));
	for (int i = 0; i < *n; i++)
		string[i] = GetString(from);
	return string;
}

static void
PutFlags(StringInfo to, const bool *flag, int n)
{
	for (int i = 0; i < n; i++)
		PutNumber(to, flag[i]);
}

static bool *
GetFlags(Reader *from, int n)
{
	bool	   *flag = palloc(Max(n, 1) * sizeof(bool));

	for (int i = 0; i < n; i++)
		flag[i] = GetNumber(from) != 0;
	return flag;
}

static void
PutRelease(StringInfo to, const PastRelease *release)
{
	PutNumber(to, release->id);
	PutString(to, release->name);
	PutNumber(to, release->retracted);
	PutString(to, release->contributor);
	PutString(to, release->policy);
	PutStrings(to, release->region, release->nregions);
	PutNumber(to, release->nnumbers);
	for (int i = 0; i < release->nnumbers; i++)
	{
		PutNumber(to, release->number[i].region);
		PutNumber(to, release->number[i].scan);
		PutNumber(to, release->number[i].sums);
	}
	PutNumber(to, release->nvintages);
	for (int v = 0; v < release->nvintages; v++)
		PutNumber(to, release->scan[v]);
	PutNumber(to, release->nmargins);
	PutNumber(to, release->nplaces);
	for (Size i = 0; i < (Size) release->nplaces * release->nmargins; i++)
		PutNumber(to, release->place[i] + 1);
}

static void
GetPlaces(Reader *from, PastRelease *release)
{
	uint64		nmargins = GetNumber(from);
	Size		n;

	/* a cube of nothing has margins, and no place that would take bytes */
	release->nplaces = GetCount(from);
	if (nmargins > PG_INT32_MAX)
		RaiseForm();
	release->nmargins = (int) nmargins;
	n = (Size) release->nplaces * release->nmargins;
	if (n > (Size) (from->end - from->at))
		RaiseForm();
	release->place = palloc_extended(Max(n, 1) * sizeof(int), MCXT_ALLOC_HUGE);
	for (Size i = 0; i < n; i++)
	{
		release->place[i] = (int) GetNumber(from) - 1;
		if (release->place[i] >= release->nregions)
			RaiseForm();
	}
}

static void
GetScans(Reader *from, PastRelease *release)
{
	release->nvintages = GetCount(from);
	release->scan = palloc(Max(release->nvintages, 1) * sizeof(int));
	for (int v = 0; v < release->nvintages; v++)
		release->scan[v] = (int) GetNumber(from);
}

static void
GetRelease(Reader *from, uint64 version, PastRelease *release)
{
	release->id = (int) GetNumber(from);
	release->name = GetString(from);
	release->retracted = GetNumber(from) != 0;
	release->contributor = GetString(from);
	release->policy = GetString(from);
	release->region = GetStrings(from, &release->nregions);
	release->nnumbers = GetCount(from);
	release->number = palloc_extended(Max(release->nnumbers, 1) * sizeof(ShownNumber),
									  MCXT_ALLOC_HUGE);
	for (int i = 0; i < release->nnumbers; i++)
	{
		release->number[i].region = (int) GetNumber(from);
		release->number[i].scan = (int) GetNumber(from);
		release->number[i].sums = GetNumber(from);
		if (release->number[i].region >= release->nregions)
			RaiseForm();
	}
	if (version > HISTORY_WITH_CUBES)
		GetScans(from, release);
	if (version >= HISTORY_WITH_CUBES)
		GetPlaces(from, release);
}

void
WriteHead(StringInfo to, const History *history)
{
	PutNumber(to, HISTORY_VERSION);
	PutNumber(to, history->nscans);
	PutStrings(to, history->expression, history->ndims);
	PutStrings(to, history->dim_column, history->ndims);
	PutFlags(to, history->dim_known, history->ndims);
	PutStrings(to, history->column, history->ncolumns);
	PutFlags(to, history->column_known, history->ncolumns);
	PutStrings(to, history->amount, history->namounts);
	PutNumber(to, history->nreleases);
	for (int i = 0; i < history->nreleases; i++)
		PutRelease(to, &history->release[i]);
	PutNumber(to, history->nleaves);
}

void
ReadHead(const char *data, Size size, History *history)
{
	Reader		from = {data, data + size};
	uint64		version = GetNumber(&from);
	int			n;

	if (version < OLD_HISTORY_VERSION || version > HISTORY_VERSION)
		RaiseForm();
	history->nscans = (int) GetNumber(&from);
	history->expression = GetStrings(&from, &history->ndims);
	history->dim_column = GetStrings(&from, &n);
	if (n != history->ndims)
		RaiseForm();
	history->dim_known = GetFlags(&from, history->ndims);
	history->column = GetStrings(&from, &history->ncolumns);
	history->column_known = GetFlags(&from, history->ncolumns);
	history->amount = GetStrings(&from, &history->namounts);
	if (history->namounts > MOST_AMOUNTS)
		RaiseForm();
	history->nreleases = GetCount(&from);
	history->release = palloc0(Max(history->nreleases, 1) * sizeof(PastRelease));
	for (int i = 0; i < history->nreleases; i++)
		GetRelease(&from, version, &history->release[i]);
	history->nleaves = (int) GetNumber(&from);
	history->max_leaves = Max(history->nleaves, 1);
	history->leaf = palloc_extended((Size) history->max_leaves * sizeof(PastLeaf), MCXT_ALLOC_HUGE);
}

static void
PutTag(StringInfo to, uint64 tag)
{
	appendBinaryStringInfo(to, (const char *) &tag, sizeof(tag));
}

static uint64
GetTag(Reader *from)
{
	uint64		tag;

	if (from->end - from->at < (ptrdiff_t) sizeof(tag))
		RaiseForm();
	memcpy(&tag, from->at, sizeof(tag));
	from->at += sizeof(tag);
	return tag;
}

/* the sign last, so that small ones are short */
static void
PutWide(StringInfo to, Amount amount)
{
	uint128		folded = (uint128) AbsAmount(amount) << 1 | (amount < 0);

	PutNumber(to, (uint64) folded);
	PutNumber(to, (uint64) (folded >> 64));
}

static Amount
GetWide(Reader *from)
{
	uint128		folded = GetNumber(from);

	folded |= (uint128) GetNumber(from) << 64;
	return (folded & 1) != 0 ? -(Amount) (folded >> 1) : (Amount) (folded >> 1);
}

/* a unit that is there since the last one's scan is most frequent by far */
static void
PutLeaf(StringInfo to, const History *history, const PastLeaf *leaf)
{
	for (int d = 0; d < history->ndims; d++)
		PutString(to, leaf->label[d]);
	for (int r = 0; r < history->nreleases; r++)
		PutNumber(to, leaf->region[r] + 1);
	PutNumber(to, leaf->nunits);
	for (int i = 0; i < leaf->nunits; i++)
	{
		const uint64 *unit = LeafUnit(history, leaf, i);
		UnitStretch stretch = UnitStretchOf(unit);

		PutNumber(to, unit[0]);
		PutNumber(to, stretch.from);
		PutNumber(to, (uint64) stretch.until << 1 | stretch.doubtful);
		for (int c = 0; c < history->ncolumns; c++)
			PutTag(to, unit[2 + c]);
		for (int m = 0; m < history->namounts; m++)
			PutWide(to, AmountAt(UnitAmount(history, unit, m)));
	}
}

static void
GetLeaf(Reader *from, const History *history, PastLeaf *leaf)
{
	leaf->label = palloc(Max(history->ndims, 1) * sizeof(char *));
	for (int d = 0; d < history->ndims; d++)
		leaf->label[d] = GetString(from);
	leaf->region = palloc(Max(history->nreleases, 1) * sizeof(int));
	for (int r = 0; r < history->nreleases; r++)
	{
		leaf->region[r] = (int) GetNumber(from) - 1;
		if (leaf->region[r] >= (history->release[r].nmargins > 0 ?
								history->release[r].nplaces : history->release[r].nregions))
			RaiseForm();
	}
	leaf->nunits = leaf->size = GetCount(from);
	leaf->unit = palloc_extended((Size) Max(leaf->size, 1) * UnitStride(history) * sizeof(uint64),
								 MCXT_ALLOC_HUGE);
	leaf->nfurther = 0;
	leaf->further = NULL;
	leaf->seen = -1;
	for (int i = 0; i < leaf->nunits; i++)
	{
		uint64	   *unit = LeafUnit(history, leaf, i);
		UnitStretch stretch;
		uint64		until;

		unit[0] = GetNumber(from);
		stretch.from = (int) GetNumber(from);
		until = GetNumber(from);
		stretch.until = (int) (until >> 1);
		stretch.doubtful = (until & 1) != 0;
		unit[1] = PackStretch(stretch);
		for (int c = 0; c < history->ncolumns; c++)
			unit[2 + c] = GetTag(from);
		for (int m = 0; m < history->namounts; m++)
			PutAmount(UnitAmount(history, unit, m), GetWide(from));
	}
}

int
WriteLeaves(StringInfo to, const History *history, int first)
{
	int			n = 0;

	/* how many, in a place of fixed width */
	appendBinaryStringInfo(to, (const char *) &n, sizeof(n));
	while (first + n < history->nleaves && to->len < CHUNK_SIZE)
		PutLeaf(to, history, &history->leaf[first + n++]);
	memcpy(to->data, &n, sizeof(n));
	return first + n;
}

int
ReadLeaves(const char *data, Size size, History *history, int first)
{
	Reader		from = {data + sizeof(int), data + size};
	int			n;

	if (size < sizeof(n))
		RaiseForm();
	memcpy(&n, data, sizeof(n));
	if (n > history->nleaves - first)
		RaiseForm();
	for (int i = first; i < first + n; i++)
		GetLeaf(&from, history, &history->leaf[i]);
	return first + n;
}
