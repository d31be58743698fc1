/*
 * disjoint.c
 *		disjoint(): does no row count what another row counts?
 *
 * A total beside its parts doubles every sum and share, and nothing in the rows
 * shows it.  Put beside the sum, over the same rows, this aggregate lets it
 * through only where no code holds another.
 *
 * The state is the set of the codes as 64-bit keys, which sort as the codes do:
 * a hash table in one bytea, grown by doubling and written to in place.  Anybody
 * may call the support functions with bytes of his own, so the header is checked
 * each time, and no loop trusts what it says.
 */
#include "base/agg.h"
#include "calendar/period.h"
#include "codes/hs.h"
#include "codes/partner_table.h"
#include "common/hashfn.h"
#include "groups/group.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(disjoint_add_hs);
PG_FUNCTION_INFO_V1(disjoint_add_partner);
PG_FUNCTION_INFO_V1(disjoint_add_period);
PG_FUNCTION_INFO_V1(disjoint_add_text);
PG_FUNCTION_INFO_V1(disjoint_combine);
PG_FUNCTION_INFO_V1(disjoint_hs_final);
PG_FUNCTION_INFO_V1(disjoint_partner_final);
PG_FUNCTION_INFO_V1(disjoint_period_final);
PG_FUNCTION_INFO_V1(disjoint_text_final);

typedef struct CodeSet
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	uint32		nkeys;
	int64		last;			/* the key that came last */
	int64		slot[FLEXIBLE_ARRAY_MEMBER];	/* a power of two */
} CodeSet;

/* no code of any kind has this key */
#define NO_KEY PG_INT64_MIN

#define FIRST_SLOTS 16

static uint32
NumSlots(const CodeSet *set)
{
	return (VARSIZE(set) - offsetof(CodeSet, slot)) / sizeof(int64);
}

static CodeSet *
NewSet(uint32 nslots)
{
	Size		size = offsetof(CodeSet, slot) + nslots * sizeof(int64);
	CodeSet    *set;

	if (!AllocSizeIsValid(size))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many different codes")));
	set = palloc(size);
	SET_VARSIZE(set, size);
	set->nkeys = 0;
	set->last = NO_KEY;
	for (uint32 i = 0; i < nslots; i++)
		set->slot[i] = NO_KEY;
	return set;
}

static void
RaiseNoState(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("these bytes are no state of disjoint()")));
}

/*
 * The set itself, where it may be read as one; raises 22023 otherwise.
 */
static CodeSet *
CheckSet(struct varlena *given)
{
	CodeSet    *set = (CodeSet *) given;
	Size		size = VARSIZE(given);
	uint32		nslots;

	if (size >= offsetof(CodeSet, slot) + FIRST_SLOTS * sizeof(int64) &&
		(size - offsetof(CodeSet, slot)) % sizeof(int64) == 0)
	{
		nslots = NumSlots(set);
		if ((nslots & (nslots - 1)) == 0 && set->nkeys < nslots)
			return set;
	}
	RaiseNoState();
	return NULL;
}

/*
 * Argument argno for reading only.
 */
static CodeSet *
GetSet(FunctionCallInfo fcinfo, int argno)
{
	struct varlena *set = SummaryForRead(fcinfo, argno);

	if (((uintptr_t) set) % sizeof(int64) != 0)
		set = pg_detoast_datum_copy(set);
	return CheckSet(set);
}

/*
 * Puts a key into a set that has room; false where it is there already.
 */
static bool
PutKey(CodeSet *set, int64 key)
{
	uint32		nslots = NumSlots(set);
	uint32		i = murmurhash32((uint32) key ^ (uint32) (key >> 32)) & (nslots - 1);

	for (uint32 probes = 0; probes < nslots; probes++)
	{
		if (set->slot[i] == key)
			return false;
		if (set->slot[i] == NO_KEY)
		{
			set->slot[i] = key;
			set->nkeys++;
			return true;
		}
		i = (i + 1) & (nslots - 1);
	}
	return false;
}

static CodeSet *
GrowSet(const CodeSet *set)
{
	CodeSet    *larger = NewSet(NumSlots(set) * 2);

	for (uint32 i = 0; i < NumSlots(set); i++)
		if (set->slot[i] != NO_KEY)
			PutKey(larger, set->slot[i]);
	return larger;
}

static CodeSet *
AddKey(CodeSet *set, int64 key)
{
	if (set->last == key)
		return set;
	set->last = key;
	if (PutKey(set, key) && set->nkeys >= NumSlots(set) / 4 * 3)
		set = GrowSet(set);
	return set;
}

/*
 * The state with the key of a row; argument 1 is not NULL.
 */
static Datum
AddRow(FunctionCallInfo fcinfo, int64 key)
{
	CodeSet    *set;

	if (PG_ARGISNULL(0))
		set = NewSet(FIRST_SLOTS);
	else
	{
		struct varlena *given = SummaryForUpdate(fcinfo);

		if (((uintptr_t) given) % sizeof(int64) != 0)
			given = pg_detoast_datum_copy(given);
		set = CheckSet(given);
	}
	PG_RETURN_POINTER(AddKey(set, key));
}

static Datum
SkipRow(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

Datum
disjoint_add_hs(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1))
		return SkipRow(fcinfo);
	return AddRow(fcinfo, PG_GETARG_HSCODE(1));
}

Datum
disjoint_add_partner(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1))
		return SkipRow(fcinfo);
	return AddRow(fcinfo, PG_GETARG_PARTNERCODE(1));
}

Datum
disjoint_add_period(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1))
		return SkipRow(fcinfo);
	return AddRow(fcinfo, PG_GETARG_TIMEPERIOD(1));
}

/*
 * Up to eight characters as a number that sorts as they do; the first bit is
 * free, as they are ASCII.
 */
static int64
CheckTextKey(const text *code)
{
	const char *bytes = VARDATA_ANY(code);
	int			len = VARSIZE_ANY_EXHDR(code);
	bool		valid = true;
	uint64		key = 0;

	while (len > 0 && bytes[len - 1] == ' ')
		len--;
	while (len > 0 && *bytes == ' ')
	{
		bytes++;
		len--;
	}
	for (int i = 0; i < len; i++)
		valid &= bytes[i] > ' ' && (unsigned char) bytes[i] < 0x7F;
	if (len == 0 || len > (int) sizeof(key) || !valid)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("\"%s\" is not a code of a classification", text_to_cstring(code)),
				 errdetail("Such a code has 1 to 8 characters of ASCII."),
				 errhint("HS codes have a type of their own, hs_code, and partners have partner_code.")));
	for (int i = 0; i < (int) sizeof(key); i++)
		key = key << 8 | (i < len ? (unsigned char) bytes[i] : 0);
	return (int64) key;
}

Datum
disjoint_add_text(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1))
		return SkipRow(fcinfo);
	return AddRow(fcinfo, CheckTextKey(PG_GETARG_TEXT_PP(1)));
}

Datum
disjoint_combine(PG_FUNCTION_ARGS)
{
	struct varlena *given = SummaryForUpdate(fcinfo);
	CodeSet    *set;
	const CodeSet *other = GetSet(fcinfo, 1);

	if (((uintptr_t) given) % sizeof(int64) != 0)
		given = pg_detoast_datum_copy(given);
	set = CheckSet(given);
	for (uint32 i = 0; i < NumSlots(other); i++)
		if (other->slot[i] != NO_KEY)
			set = AddKey(set, other->slot[i]);
	PG_RETURN_POINTER(set);
}

static int
CompareKeys(const void *a, const void *b)
{
	int64		x = *(const int64 *) a;
	int64		y = *(const int64 *) b;

	return (x > y) - (x < y);
}

/*
 * The keys of the state in argument 0, ascending, palloc'd.
 */
static int64 *
SortedKeys(FunctionCallInfo fcinfo, int *nkeys)
{
	const CodeSet *set = GetSet(fcinfo, 0);
	int64	   *keys = palloc(NumSlots(set) * sizeof(int64));

	*nkeys = 0;
	for (uint32 i = 0; i < NumSlots(set); i++)
		if (set->slot[i] != NO_KEY)
			keys[(*nkeys)++] = set->slot[i];
	qsort(keys, *nkeys, sizeof(int64), CompareKeys);
	return keys;
}

static void
RaiseOverlap(const char *one, const char *other, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("\"%s\" and \"%s\" count the same twice", one, other),
			 errhint("%s", hint)));
}

Datum
disjoint_hs_final(PG_FUNCTION_ARGS)
{
	int			n;
	int64	   *keys = SortedKeys(fcinfo, &n);

	for (int i = 0; i < n; i++)
		if (!HsIsValid(keys[i]))
			RaiseNoState();
	/* a code stands directly before all that lies below it */
	for (int i = 1; i < n; i++)
		if (HsWithin(keys[i], keys[i - 1]))
			RaiseOverlap(HsToCString(keys[i - 1]), HsToCString(keys[i]),
						 "Add up codes of one level: WHERE hs_level(code) = 6.");
	PG_RETURN_BOOL(true);
}

Datum
disjoint_partner_final(PG_FUNCTION_ARGS)
{
	int			n;
	int64	   *keys = SortedKeys(fcinfo, &n);
	PartnerCode *partners = palloc(n * sizeof(PartnerCode));
	PartnerCode pair[2];
	char		texts[2][PARTNER_TEXT_SIZE];

	for (int i = 0; i < n; i++)
		partners[i] = (PartnerCode) keys[i];
	if (!FindOverlap(partners, n, pair))
		PG_RETURN_BOOL(true);
	PartnerToText(pair[0], texts[0]);
	PartnerToText(pair[1], texts[1]);
	RaiseOverlap(texts[0], texts[1],
				 "Leave aggregates out: WHERE NOT partner_is_aggregate(partner).");
	PG_RETURN_NULL();
}

static int
ComparePeriodStarts(const void *a, const void *b)
{
	int			x = PeriodStartDay(*(const TimePeriod *) a);
	int			y = PeriodStartDay(*(const TimePeriod *) b);

	return (x > y) - (x < y);
}

/*
 * In the order of their starts, a period that shares days with any before it
 * starts before the latest of their ends.
 */
Datum
disjoint_period_final(PG_FUNCTION_ARGS)
{
	int			n;
	int64	   *keys = SortedKeys(fcinfo, &n);
	TimePeriod *periods = palloc(n * sizeof(TimePeriod));
	TimePeriod	latest = 0;

	for (int i = 0; i < n; i++)
	{
		periods[i] = (TimePeriod) keys[i];
		if (!PeriodIsValid(periods[i]))
			RaiseNoState();
	}
	qsort(periods, n, sizeof(TimePeriod), ComparePeriodStarts);
	for (int i = 0; i < n; i++)
	{
		if (i > 0 && PeriodStartDay(periods[i]) <= PeriodEndDay(latest))
			RaiseOverlap(PeriodToCString(latest), PeriodToCString(periods[i]),
						 "Add up periods of one frequency: WHERE freq(period) = 'M'.");
		if (i == 0 || PeriodEndDay(periods[i]) > PeriodEndDay(latest))
			latest = periods[i];
	}
	PG_RETURN_BOOL(true);
}

/* a code, or one of the numbers of a sector such as 31-33 */
typedef struct TextRoot
{
	uint64		key;
	int64		shown;
} TextRoot;

static int
CompareRoots(const void *a, const void *b)
{
	const TextRoot *x = a;
	const TextRoot *y = b;

	return (x->key > y->key) - (x->key < y->key);
}

static char *
TextOfKey(int64 key)
{
	char	   *code = palloc0(sizeof(key) + 1);

	for (int i = 0; i < (int) sizeof(key); i++)
		code[i] = (char) ((uint64) key >> (56 - 8 * i));
	return code;
}

/*
 * Does the first code begin the second?
 */
static bool
KeyBegins(uint64 prefix, uint64 key)
{
	uint64		mask = ~UINT64CONST(0);

	while (mask != 0 && (prefix & (mask ^ mask << 8)) == 0)
		mask <<= 8;
	return (key & mask) == prefix;
}

/*
 * The codes, a sector of several numbers as those numbers; n is their count and
 * becomes that of the roots.
 */
static TextRoot *
SortedRoots(const int64 *keys, int *n)
{
	TextRoot   *roots = palloc((Size) *n * 10 * sizeof(TextRoot));
	int			nroots = 0;

	for (int i = 0; i < *n; i++)
	{
		char	   *code = TextOfKey(keys[i]);
		bool		is_sector = strlen(code) == 5 && code[2] == '-' &&
			code[0] == code[3] && isdigit((unsigned char) code[1]) &&
			isdigit((unsigned char) code[4]) && code[1] < code[4];

		for (char digit = code[1]; !is_sector || digit <= code[4]; digit++)
		{
			roots[nroots].key = is_sector ?
				(uint64) (unsigned char) code[0] << 56 | (uint64) (unsigned char) digit << 48 :
				(uint64) keys[i];
			roots[nroots++].shown = keys[i];
			if (!is_sector)
				break;
		}
	}
	qsort(roots, nroots, sizeof(TextRoot), CompareRoots);
	*n = nroots;
	return roots;
}

Datum
disjoint_text_final(PG_FUNCTION_ARGS)
{
	int			n;
	int64	   *keys = SortedKeys(fcinfo, &n);
	TextRoot   *roots = SortedRoots(keys, &n);

	for (int i = 1; i < n; i++)
		if (KeyBegins(roots[i - 1].key, roots[i].key))
			RaiseOverlap(TextOfKey(roots[i - 1].shown), TextOfKey(roots[i].shown),
						 "Add up codes of one level: WHERE naics_level(code) = 3.");
	PG_RETURN_BOOL(true);
}
