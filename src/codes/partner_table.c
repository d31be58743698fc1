/*
 * partner_table.c
 *		All partners by number and by code: ICU's regions and our own rows.
 *
 * The index is made once per backend, when the first code is read or printed,
 * which takes well under a millisecond, and published when it is complete.
 * Its answers may grow with ICU, as countries are born, and never change: the
 * input and output of partner_code are IMMUTABLE on that ground.
 */
#include "codes/partner_table.h"

#include "base/text_locale.h"
#include "mb/pg_wchar.h"
#include "utils/memutils.h"

/* numbers from here on are CLDR's own and stand for nothing elsewhere */
#define CLDR_PRIVATE_NUMBER 900

/* more regions than ICU has, about 290, with room to grow */
#define MAX_REGIONS 600
#define CODE_SIZE PARTNER_TEXT_SIZE

typedef struct CodeEntry
{
	char		code[CODE_SIZE];
	PartnerCode partner;
} CodeEntry;

typedef struct PartnerIndex
{
	char		region[PARTNER_UN_LIMIT][4];	/* ICU's name; "": none */
	char		alpha3[PARTNER_UN_LIMIT][4];
	bool		is_group[PARTNER_UN_LIMIT];
	const PartnerRow *row[PARTNER_UN_LIMIT];
	int			ncodes;
	int			maxcodes;
	CodeEntry  *codes;			/* ordered by code, then partner */
} PartnerIndex;

static PartnerIndex *the_index = NULL;

static int
CompareCodes(const void *a, const void *b)
{
	const CodeEntry *x = a;
	const CodeEntry *y = b;
	int			order = strcmp(x->code, y->code);

	return order != 0 ? order : x->partner - y->partner;
}

static void
AddCode(PartnerIndex *index, const char *code, size_t len, PartnerCode partner)
{
	CodeEntry  *entry;

	if (index->ncodes == index->maxcodes)
	{
		index->maxcodes *= 2;
		index->codes = repalloc(index->codes,
								sizeof(CodeEntry) * index->maxcodes);
	}
	entry = &index->codes[index->ncodes++];
	Assert(len < CODE_SIZE);
	memcpy(entry->code, code, len);
	entry->code[len] = '\0';
	entry->partner = partner;
}

static void
AddCountries(PartnerIndex *index, RegionCode *region, int nregions)
{
	for (int i = 0; i < nregions; i++, region++)
	{
		if (region->number <= 0 || region->number >= CLDR_PRIVATE_NUMBER ||
			region->alpha3[0] == '\0')
			continue;
		strcpy(index->region[region->number], region->alpha2);
		strcpy(index->alpha3[region->number], region->alpha3);
		AddCode(index, region->alpha2, strlen(region->alpha2), region->number);
		AddCode(index, region->alpha3, strlen(region->alpha3), region->number);
	}
}

/*
 * Parts of the world are named by three digits.
 */
static void
AddGroups(PartnerIndex *index, RegionCode *region, int nregions)
{
	for (int i = 0; i < nregions; i++, region++)
	{
		if (region->alpha2[0] < '0' || region->alpha2[0] > '9' ||
			region->number <= 1 || region->number >= CLDR_PRIVATE_NUMBER)
			continue;
		strcpy(index->region[region->number], region->alpha2);
		index->is_group[region->number] = true;
	}
}

static void
AddRows(PartnerIndex *index)
{
	for (int i = 0; i < num_partner_rows; i++)
	{
		const PartnerRow *row = &partner_rows[i];
		const char *other = row->other_codes;

		if (PartnerNumber(row->partner) < PARTNER_UN_LIMIT)
		{
			index->row[PartnerNumber(row->partner)] = row;
			index->is_group[PartnerNumber(row->partner)] =
				PartnerIsAggregate(row->partner);
		}
		if (row->code)
			AddCode(index, row->code, strlen(row->code), row->partner);
		while (other && *other)
		{
			size_t		len = strcspn(other, " ");

			AddCode(index, other, len, row->partner);
			other += len;
			other += strspn(other, " ");
		}
	}
	strcpy(index->region[PartnerNumber(PARTNER_WORLD)], "001");
	strcpy(index->region[PartnerNumber(PARTNER_EUROPEAN_UNION)], "EU");
	strcpy(index->region[412], "XK");
}

static void
AddSynonyms(PartnerIndex *index)
{
	for (int i = 0; i < num_partner_synonyms; i++)
	{
		const PartnerSynonym *synonym = &partner_synonyms[i];
		PartnerCode partner = synonym->number;

		if (index->is_group[synonym->number])
			partner |= PARTNER_GROUP_BIT;
		AddCode(index, synonym->code, strlen(synonym->code), partner);
	}
}

/*
 * Complete, or raised: an error leaves the context to the caller's.
 */
static PartnerIndex *
GetIndex(void)
{
	MemoryContext context;
	MemoryContext old;
	PartnerIndex *index;
	RegionCode *regions;

	if (likely(the_index != NULL))
		return the_index;

	context = AllocSetContextCreate(CurrentMemoryContext,
									"trade_labor partner codes",
									ALLOCSET_SMALL_SIZES);
	old = MemoryContextSwitchTo(context);
	index = palloc0(sizeof(PartnerIndex));
	index->maxcodes = 1024;
	index->codes = palloc(sizeof(CodeEntry) * index->maxcodes);
	regions = palloc(sizeof(RegionCode) * MAX_REGIONS);
	AddCountries(index, regions, ListRegions(true, regions, MAX_REGIONS));
	AddGroups(index, regions, ListRegions(false, regions, MAX_REGIONS));
	AddRows(index);
	AddSynonyms(index);
	qsort(index->codes, index->ncodes, sizeof(CodeEntry), CompareCodes);
	pfree(regions);
	MemoryContextSwitchTo(old);
	MemoryContextSetParent(context, TopMemoryContext);
	the_index = index;
	return index;
}

const PartnerRow *
PartnerRowOf(PartnerCode partner)
{
	int			number = PartnerNumber(partner);

	if (number >= 0 && number < PARTNER_UN_LIMIT)
	{
		const PartnerRow *row = GetIndex()->row[number];

		return row && row->partner == partner ? row : NULL;
	}
	for (int i = 0; i < num_partner_rows; i++)
		if (partner_rows[i].partner == partner)
			return &partner_rows[i];
	return NULL;
}

const char *
PartnerRegion(PartnerCode partner)
{
	int			number = PartnerNumber(partner);
	PartnerIndex *index = GetIndex();

	if (partner == (PARTNER_EURO_AREA | PARTNER_GROUP_BIT))
		return "EZ";
	if (number < 0 || number >= PARTNER_UN_LIMIT ||
		index->is_group[number] != PartnerIsAggregate(partner) ||
		index->region[number][0] == '\0')
		return NULL;
	return index->region[number];
}

bool
PartnerIsKnown(PartnerCode partner)
{
	return PartnerRegion(partner) != NULL || PartnerRowOf(partner) != NULL;
}

int
PartnerToText(PartnerCode partner, char text[PARTNER_TEXT_SIZE])
{
	const PartnerRow *row = PartnerRowOf(partner);
	int			number = PartnerNumber(partner);

	if (row && row->code)
		return (int) strlcpy(text, row->code, PARTNER_TEXT_SIZE);
	if (number >= 0 && number < PARTNER_UN_LIMIT &&
		GetIndex()->alpha3[number][0] != '\0')
		return (int) strlcpy(text, GetIndex()->alpha3[number], PARTNER_TEXT_SIZE);
	return Min(snprintf(text, PARTNER_TEXT_SIZE, "%03d", number),
			   PARTNER_TEXT_SIZE - 1);
}

void
EachPartnerRegion(void (*visit) (PartnerCode partner, const char *region,
								 void *arg), void *arg)
{
	PartnerIndex *index = GetIndex();

	for (int groups = 0; groups <= 1; groups++)
		for (int number = 0; number < PARTNER_UN_LIMIT; number++)
			if (index->region[number][0] != '\0' &&
				index->is_group[number] == (groups == 1))
				visit(groups ? number | PARTNER_GROUP_BIT : number,
					  index->region[number], arg);
}

static const CodeEntry *
FindCode(const char *code)
{
	PartnerIndex *index = GetIndex();
	int			low = 0;
	int			high = index->ncodes;

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (strcmp(index->codes[middle].code, code) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < index->ncodes && strcmp(index->codes[low].code, code) == 0)
		return &index->codes[low];
	return NULL;
}

bool
PartnerFromNumber(int number, PartnerCode *result)
{
	char		code[CODE_SIZE];
	const CodeEntry *synonym;

	if (number < 0 || number >= PARTNER_UN_LIMIT)
		return false;
	snprintf(code, sizeof(code), "%03d", number);
	synonym = FindCode(code);
	if (synonym)
		*result = synonym->partner;
	else
		*result = GetIndex()->is_group[number] ?
			number | PARTNER_GROUP_BIT : number;
	return PartnerIsKnown(*result);
}

/*
 * The entry of a code, if two partners have had it; else NULL.
 */
static const CodeEntry *
AmbiguousEntry(const CodeEntry *entry)
{
	const PartnerIndex *index = GetIndex();

	if (entry + 1 < index->codes + index->ncodes &&
		strcmp(entry[1].code, entry->code) == 0 &&
		entry[1].partner != entry->partner)
		return entry;
	return NULL;
}

/*
 * Reads a code without a word; *ambiguous tells a fault of two partners from
 * that of none.
 */
static bool
ReadCode(const char *text, int len, PartnerCode *result,
		 const CodeEntry **ambiguous)
{
	char		code[CODE_SIZE];
	const CodeEntry *entry;

	*ambiguous = NULL;
	while (len > 0 && isspace((unsigned char) text[len - 1]))
		len--;
	while (len > 0 && isspace((unsigned char) *text))
	{
		text++;
		len--;
	}
	if (len <= 0 || len >= CODE_SIZE)
		return false;
	for (int i = 0; i < len; i++)
		code[i] = pg_ascii_toupper((unsigned char) text[i]);
	code[len] = '\0';

	if (len <= 3 && strspn(code, "0123456789") == (size_t) len)
		return PartnerFromNumber(atoi(code), result);
	if ((entry = FindCode(code)) == NULL ||
		(*ambiguous = AmbiguousEntry(entry)) != NULL)
		return false;
	*result = entry->partner;
	return true;
}

bool
PartnerScan(const char *text, int len, PartnerCode *result)
{
	const CodeEntry *ambiguous;

	return ReadCode(text, len, result, &ambiguous);
}

bool
PartnerFromText(const char *text, int len, PartnerCode *result,
				struct Node *escontext)
{
	const CodeEntry *ambiguous;
	char		first[PARTNER_TEXT_SIZE];
	char		second[PARTNER_TEXT_SIZE];

	if (ReadCode(text, len, result, &ambiguous))
		return true;
	if (ambiguous == NULL)
		ereturn(escontext, false,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"",
						"partner_code", pnstrdup(text, pg_mbcliplen(text, len, 64))),
				 errhint("Write an ISO 3166 code (MX, MEX, 484) or one of UN Comtrade (842, W00, S19). Names are read by resolve_partner().")));
	PartnerToText(ambiguous[0].partner, first);
	PartnerToText(ambiguous[1].partner, second);
	ereturn(escontext, false,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("partner code \"%s\" is ambiguous", ambiguous->code),
			 errdetail("It has stood for %s and for %s.", first, second)));
}
