/*
 * partner_names.c
 *		All names of partners.
 *
 * All names are in one hash table by their keys (partner_key.c).  It is made
 * once per backend, when the first name is asked for, as a child of the
 * caller's memory context, and becomes the backend's only when it is complete:
 * a cancelled or failed build goes with the statement that began it.
 */
#include "codes/partner_names.h"

#include "base/text.h"
#include "base/text_locale.h"
#include "codes/partner_table.h"
#include "common/hashfn.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/memutils.h"

typedef struct NameEntry
{
	uint32		hash;
	int			key;			/* offset into the keys; -1: free */
	int			len;
	NameValue	value;
} NameEntry;

typedef struct NameTable
{
	MemoryContext context;
	NameEntry  *entries;
	uint32		size;			/* a power of two */
	uint32		used;
	StringInfoData keys;
} NameTable;

/* tables of one locale each, for the second argument */
#define NUM_LOCALE_TABLES 4

typedef struct LocaleTable
{
	LocaleName	locale;
	NameTable  *table;
} LocaleTable;

static NameTable *all_names = NULL;
static LocaleTable locale_tables[NUM_LOCALE_TABLES];
static int	next_locale_table = 0;

/* those of the trade of North America first: they win where names collide */
static const char *const name_locales[] = {
	"en", "es", "fr", "pt", "pt_PT", "de", "it", "nl", "ru", "zh", "ar"
};

/* the name of a group is worth less than that of a country */
#define NUM_GROUP_LOCALES 3

/*
 * CLDR's short forms of two letters are codes of others in other languages
 * (RU, R.-U., É.-U.); the few good ones are aliases.
 */
#define MIN_BRIEF_KEY 4

static NameTable *
NewTable(uint32 size)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext,
												  "trade_labor partner names",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	NameTable  *table = palloc0(sizeof(NameTable));

	table->context = context;
	table->size = size;
	table->entries = palloc(sizeof(NameEntry) * size);
	for (uint32 i = 0; i < size; i++)
		table->entries[i].key = -1;
	initStringInfo(&table->keys);
	MemoryContextSwitchTo(old);
	return table;
}

/*
 * The entry of the key, or the free one where it belongs.
 */
static NameEntry *
FindEntry(const NameTable *table, const PartnerKey *key, uint32 hash)
{
	uint32		i = hash & (table->size - 1);

	for (;; i = (i + 1) & (table->size - 1))
	{
		NameEntry  *entry = &table->entries[i];

		if (entry->key < 0 ||
			(entry->hash == hash && entry->len == key->len &&
			 memcmp(table->keys.data + entry->key, key->text, key->len) == 0))
			return entry;
	}
}

static uint32
HashKey(const PartnerKey *key)
{
	return hash_bytes((const unsigned char *) key->text, key->len);
}

static void
GrowTable(NameTable *table)
{
	NameEntry  *old = table->entries;
	uint32		old_size = table->size;

	table->size *= 2;
	table->entries = MemoryContextAlloc(table->context,
										sizeof(NameEntry) * table->size);
	for (uint32 i = 0; i < table->size; i++)
		table->entries[i].key = -1;
	for (uint32 i = 0; i < old_size; i++)
	{
		uint32		place = old[i].hash & (table->size - 1);

		if (old[i].key < 0)
			continue;
		while (table->entries[place].key >= 0)
			place = (place + 1) & (table->size - 1);
		table->entries[place] = old[i];
	}
	pfree(old);
}

/*
 * The first to come keeps a key, unless it has fewer bytes than min_key.
 */
static void
AddName(NameTable *table, const char *name, size_t len, NameValue value,
		int min_key)
{
	PartnerKey	key;
	size_t		folded_len;
	char	   *folded = FoldUtf8(name, len, TEXT_FOLD_ACCENTS, &folded_len);
	NameEntry  *entry;
	uint32		hash;

	if (MakePartnerKey(folded, folded_len, false, &key) && key.len >= min_key)
	{
		hash = HashKey(&key);
		entry = FindEntry(table, &key, hash);
		if (entry->key < 0)
		{
			entry->hash = hash;
			entry->key = table->keys.len;
			entry->len = key.len;
			entry->value = value;
			appendBinaryStringInfo(&table->keys, key.text, key.len);
			if (++table->used > table->size / 2)
				GrowTable(table);
		}
	}
	pfree(folded);
}

static void
AddAliases(NameTable *table, const PartnerAlias *aliases, int naliases)
{
	for (int i = 0; i < naliases; i++)
	{
		const char *codes = aliases[i].codes;
		const char *name = aliases[i].names;
		NameValue	value = {0, NULL};

		CHECK_FOR_INTERRUPTS();
		if (strchr(codes, ' '))
			value.ambiguous = &aliases[i];
		else
			PartnerFromText(codes, (int) strlen(codes), &value.partner, NULL);
		while (*name)
		{
			size_t		len = strcspn(name, "|");

			AddName(table, name, len, value, 1);
			name += len;
			name += strspn(name, "|");
		}
	}
}

/*
 * Labels of our own rows; where the partner is no more, also without the year
 * in brackets.
 */
static void
AddRowLabels(NameTable *table)
{
	for (int i = 0; i < num_partner_rows; i++)
		for (int j = 0; j < 3; j++)
		{
			NameValue	value = {partner_rows[i].partner, NULL};
			const char *label = partner_rows[i].label[j];
			const char *bracket = strstr(label, " (");

			AddName(table, label, strlen(label), value, 1);
			if (partner_rows[i].last_day != 0 && bracket)
				AddName(table, label, bracket - label, value, 1);
		}
}

typedef struct LocaleNames
{
	NameTable  *table;
	const char *locale;
	bool		want_groups;
} LocaleNames;

static void
AddRegionNames(PartnerCode partner, const char *region, void *arg)
{
	LocaleNames *names = arg;
	NameValue	value = {partner, NULL};

	if (PartnerIsAggregate(partner) != names->want_groups)
		return;
	CHECK_FOR_INTERRUPTS();
	for (int brief = 0; brief <= 1; brief++)
	{
		char	   *name = RegionName(region, names->locale, brief == 1);

		if (name == NULL)
			continue;
		AddName(names->table, name, strlen(name), value,
				brief ? MIN_BRIEF_KEY : 1);
		pfree(name);
	}
}

static void
AddLocale(NameTable *table, const char *locale, bool want_groups)
{
	LocaleNames names = {table, locale, want_groups};

	EachPartnerRegion(AddRegionNames, &names);
}

static NameTable *
GetAllNames(void)
{
	NameTable  *table;

	if (likely(all_names != NULL))
		return all_names;

	table = NewTable(8192);
	AddAliases(table, partner_aliases, num_partner_aliases);
	AddAliases(table, partner_aliases_script, num_partner_aliases_script);
	AddRowLabels(table);
	for (int i = 0; i < (int) lengthof(name_locales); i++)
		AddLocale(table, name_locales[i], false);
	for (int i = 0; i < NUM_GROUP_LOCALES; i++)
		AddLocale(table, name_locales[i], true);
	MemoryContextSetParent(table->context, TopMemoryContext);
	all_names = table;
	return table;
}

/*
 * The names of one locale, whether it is among the common ones or not.
 */
static NameTable *
GetLocaleNames(const LocaleName *locale)
{
	LocaleTable *slot;
	NameTable  *table;

	for (int i = 0; i < NUM_LOCALE_TABLES; i++)
		if (locale_tables[i].table &&
			strcmp(locale_tables[i].locale.name, locale->name) == 0)
			return locale_tables[i].table;

	table = NewTable(1024);
	AddLocale(table, locale->name, false);
	AddLocale(table, locale->name, true);
	MemoryContextSetParent(table->context, TopMemoryContext);

	slot = &locale_tables[next_locale_table];
	next_locale_table = (next_locale_table + 1) % NUM_LOCALE_TABLES;
	if (slot->table)
		MemoryContextDelete(slot->table->context);
	slot->table = table;
	slot->locale = *locale;
	return table;
}

static const NameValue *
LookUp(const NameTable *table, const PartnerKey *key)
{
	NameEntry  *entry = FindEntry(table, key, HashKey(key));

	return entry->key < 0 ? NULL : &entry->value;
}

const NameValue *
FindPartnerName(const PartnerKey *key)
{
	return LookUp(GetAllNames(), key);
}

const NameValue *
FindLocaleName(const PartnerKey *key, const LocaleName *locale)
{
	return LookUp(GetLocaleNames(locale), key);
}

void
EachPartnerName(void (*visit) (const char *key, int len, PartnerCode partner,
							   const PartnerAlias *ambiguous, void *arg),
				void *arg)
{
	NameTable  *table = GetAllNames();

	for (uint32 i = 0; i < table->size; i++)
	{
		NameEntry  *entry = &table->entries[i];

		if (entry->key >= 0)
			visit(table->keys.data + entry->key, entry->len,
				  entry->value.partner, entry->value.ambiguous, arg);
	}
}
