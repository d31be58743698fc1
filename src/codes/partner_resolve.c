/*
 * partner_resolve.c
 *		resolve_partner(): a partner from its name.
 *
 * In front of the table of all names (partner_names.c) stands a small
 * direct-mapped cache of raw spellings.  A column of names repeats few of them,
 * and most calls end there.
 */
#include "codes/partner_names.h"

#include "base/text.h"
#include "base/text_locale.h"
#include "common/hashfn.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(resolve_partner);
PG_FUNCTION_INFO_V1(try_resolve_partner);

/* bytes of the longest spelling of É.-U., with room to spare */
#define ETATS_UNIS_SIZE 16

#define CACHE_SIZE 1024			/* a power of two */
#define CACHED_BYTES 51

typedef struct CachedName
{
	bool		is_used;
	bool		is_found;
	uint8		len;
	char		name[CACHED_BYTES];
	NameValue	value;
} CachedName;

static CachedName *cache = NULL;

/*
 * Names as they are go before names without "Republic of", because there the
 * Republic of Korea and the Democratic People's Republic of Korea are one.  An
 * ambiguous name stays so in any locale.
 */
static const NameValue *
ResolveFolded(const char *folded, size_t len, const LocaleName *locale)
{
	for (int is_core = 0; is_core <= 1; is_core++)
	{
		PartnerKey	key;
		const NameValue *value;
		const NameValue *local = NULL;

		if (!MakePartnerKey(folded, len, is_core == 1, &key))
			continue;
		value = FindPartnerName(&key);
		if (locale && !(value && value->ambiguous))
			local = FindLocaleName(&key, locale);
		if (local)
			return local;
		if (value)
			return value;
	}
	return NULL;
}

/*
 * Is the partner one of those that an ambiguous name may mean?
 */
static bool
IsCandidate(const PartnerAlias *alias, PartnerCode partner)
{
	const char *codes = alias->codes;

	while (*codes)
	{
		size_t		len = strcspn(codes, " ");
		PartnerCode candidate = 0;

		if (PartnerScan(codes, (int) len, &candidate) && candidate == partner)
			return true;
		codes += len;
		codes += strspn(codes, " ");
	}
	return false;
}

/*
 * "Laos (Lao People's Democratic Republic)", as Schedule C has them: two names
 * that mean the same.  "Congo (DRC)": the second says which.
 */
static const NameValue *
ResolveTwoNames(const char *folded, size_t len, const LocaleName *locale)
{
	const char *open = memchr(folded, '(', len);
	const char *end = folded + len;
	const char *close = open ? memchr(open, ')', end - open) : NULL;
	const NameValue *outside;
	const NameValue *inside;

	if (close == NULL)
		return NULL;
	outside = ResolveFolded(folded, open - folded, locale);
	inside = ResolveFolded(open + 1, close - open - 1, locale);
	if (outside == NULL || inside == NULL || inside->ambiguous)
		return NULL;
	if (outside->ambiguous ? IsCandidate(outside->ambiguous, inside->partner) :
		outside->partner == inside->partner)
		return inside;
	return NULL;
}

/*
 * "É.-U.", the United States in French, from "E.U." and "EU", the European
 * Union: the accent or the hyphen tells, and both are lost in a key.
 */
static bool
IsEtatsUnis(const text *name)
{
	size_t		len;
	const char *rest = FoldText(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name), 0, &len);
	bool		accent = strncmp(rest, "\xC3\xA9", 2) == 0;

	if (!accent && rest[0] != 'e')
		return false;
	rest += accent ? 2 : 1;
	rest += strspn(rest, ".");
	if (!accent && rest[0] != '-')
		return false;
	rest += strspn(rest, "- ");
	return rest[0] == 'u' && rest[1 + strspn(rest + 1, ".")] == '\0';
}

/*
 * Raises 22023 with all that the name can mean.
 */
static void
RaiseAmbiguous(const text *name, const PartnerAlias *alias)
{
	StringInfoData list;
	const char *codes = alias->codes;

	initStringInfo(&list);
	while (*codes)
	{
		size_t		len = strcspn(codes, " ");
		PartnerCode partner = 0;

		PartnerFromText(codes, (int) len, &partner, NULL);
		appendStringInfo(&list, "%s%.*s (%s)", list.len > 0 ? ", " : "",
						 (int) len, codes,
						 text_to_cstring(ServerText(PartnerName(partner, "en"))));
		codes += len;
		codes += strspn(codes, " ");
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("partner name \"%s\" is ambiguous", text_to_cstring(name)),
			 errdetail("It may be %s.", list.data),
			 errhint("Write the name in full.")));
}

/*
 * False for a name that is nobody's.
 */
static bool
ResolveName(const text *name, const LocaleName *locale, NameValue *result)
{
	size_t		folded_len;
	char	   *folded;
	const NameValue *value;

	if (VARSIZE_ANY_EXHDR(name) > 4 * MAX_KEY_SIZE)
		return false;
	if (VARSIZE_ANY_EXHDR(name) <= ETATS_UNIS_SIZE && IsEtatsUnis(name))
	{
		result->partner = 840;
		result->ambiguous = NULL;
		return true;
	}
	folded = FoldText(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name),
					  TEXT_FOLD_ACCENTS, &folded_len);
	value = ResolveFolded(folded, folded_len, locale);
	if (value == NULL || value->ambiguous)
	{
		const NameValue *both = ResolveTwoNames(folded, folded_len, locale);

		if (both)
			value = both;
	}
	pfree(folded);
	if (value)
		*result = *value;
	return value != NULL;
}

/*
 * The same through the cache.
 */
static bool
ResolveCached(const text *name, NameValue *result)
{
	const char *bytes = VARDATA_ANY(name);
	size_t		len = VARSIZE_ANY_EXHDR(name);
	CachedName *slot;
	bool		is_found;

	if (cache == NULL)
		cache = MemoryContextAllocZero(TopMemoryContext,
									   sizeof(CachedName) * CACHE_SIZE);
	slot = &cache[hash_bytes((const unsigned char *) bytes, (int) len) &
				  (CACHE_SIZE - 1)];
	if (slot->is_used && slot->len == len &&
		memcmp(slot->name, bytes, len) == 0)
	{
		*result = slot->value;
		return slot->is_found;
	}
	is_found = ResolveName(name, NULL, result);
	if (len <= CACHED_BYTES)
	{
		memcpy(slot->name, bytes, len);
		slot->len = (uint8) len;
		slot->value = *result;
		slot->is_found = is_found;
		slot->is_used = true;
	}
	return is_found;
}

/*
 * By argument 0 and, if there is one, the locale in argument 1.
 */
static Datum
Resolve(FunctionCallInfo fcinfo, bool quiet)
{
	const text *name = PG_GETARG_TEXT_PP(0);
	NameValue	value = {0, NULL};
	LocaleName	locale;
	bool		is_found;

	if (PG_NARGS() > 1)
	{
		CheckLocale(PG_GETARG_TEXT_PP(1), &locale);
		is_found = ResolveName(name, &locale, &value);
	}
	else
		is_found = ResolveCached(name, &value);
	if (!is_found || (value.ambiguous && quiet))
		PG_RETURN_NULL();
	if (value.ambiguous)
		RaiseAmbiguous(name, value.ambiguous);
	PG_RETURN_PARTNERCODE(value.partner);
}

Datum
resolve_partner(PG_FUNCTION_ARGS)
{
	return Resolve(fcinfo, false);
}

Datum
try_resolve_partner(PG_FUNCTION_ARGS)
{
	return Resolve(fcinfo, true);
}
