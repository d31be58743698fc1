/*
 * hierarchy_record.c
 *		Reads and writes the table of declared hierarchies.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "base/run_as.h"
#include "base/stored.h"
#include "cells/hierarchy_record.h"
#include "people/key.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/builtins.h"

#define HIERARCHIES "bucket_hierarchies"

static void
PutString(StringInfo body, const char *string)
{
	if (string == NULL)
		appendStringInfoString(body, " -");
	else
		appendStringInfo(body, " %zu:%s", strlen(string), string);
}

/* the keyed digest of all that was declared; lengths stand before all strings */
static bytea *
SealHierarchy(const char *name, const Hierarchy *hierarchy)
{
	StringInfoData body;
	SecretKey	key;
	DigestPart	part;
	bytea	   *seal = palloc(VARHDRSZ + KEYED_DIGEST_SIZE);

	initStringInfo(&body);
	appendStringInfo(&body, "hierarchy %u %u %d", hierarchy->table, hierarchy->steward,
					 hierarchy->nlevels);
	PutString(&body, name);
	PutString(&body, hierarchy->population);
	for (int level = 0; level < hierarchy->nlevels; level++)
		PutString(&body, hierarchy->level[level]);
	part = (DigestPart) {body.data, body.len};
	DeriveKey(KEY_FOR_RECORDS, "", &key);
	SET_VARSIZE(seal, VARHDRSZ + KEYED_DIGEST_SIZE);
	KeyedDigest(&key, &part, 1, (uint8 *) VARDATA(seal));
	ForgetKey(&key, sizeof(key));
	pfree(body.data);
	return seal;
}

bool
HierarchyLoad(const char *name, Hierarchy *hierarchy)
{
	RestrictedCall call;
	Oid			type = TEXTOID;
	Datum		value = CStringGetTextDatum(name);
	bytea	   *seal = NULL;
	bool		found;

	BeginAsOwner(&call);
	RunQueryWith(psprintf("SELECT source, levels, population, steward, seal FROM %s." HIERARCHIES
						  " WHERE name OPERATOR(pg_catalog.=) $1", ExtensionSchema()),
				 1, &type, &value, NULL, false, 1);
	found = SPI_processed > 0;
	if (found)
	{
		hierarchy->table = StoredOid(HIERARCHIES, 0, 1);
		hierarchy->level = StoredTexts(HIERARCHIES, 0, 2, false, &hierarchy->nlevels);
		if (hierarchy->nlevels == 0)
			RaiseStored(HIERARCHIES, 0, 2, "is empty");
		hierarchy->population = StoredTextOrNull(HIERARCHIES, 0, 3);
		hierarchy->steward = StoredOid(HIERARCHIES, 0, 4);
		seal = StoredBytes(HIERARCHIES, 0, 5, KEYED_DIGEST_SIZE);
	}
	EndRestricted(&call);
	if (found)
		hierarchy->fits = SameDigest(VARDATA(seal), VARDATA(SealHierarchy(name, hierarchy)),
									 KEYED_DIGEST_SIZE);
	return found;
}

void
HierarchyStore(const char *name, const Hierarchy *hierarchy)
{
	RestrictedCall call;
	Oid			types[6] = {TEXTOID, OIDOID, TEXTARRAYOID, TEXTOID, OIDOID, BYTEAOID};
	Datum	   *level = palloc(hierarchy->nlevels * sizeof(Datum));
	Datum		values[6];
	char		nulls[] = "      ";

	for (int i = 0; i < hierarchy->nlevels; i++)
		level[i] = CStringGetTextDatum(hierarchy->level[i]);
	values[0] = CStringGetTextDatum(name);
	values[1] = ObjectIdGetDatum(hierarchy->table);
	values[2] = PointerGetDatum(construct_array(level, hierarchy->nlevels, TEXTOID, -1,
												false, TYPALIGN_INT));
	if (hierarchy->population != NULL)
		values[3] = CStringGetTextDatum(hierarchy->population);
	else
		nulls[3] = 'n';
	values[4] = ObjectIdGetDatum(hierarchy->steward);
	values[5] = PointerGetDatum(SealHierarchy(name, hierarchy));
	BeginAsOwner(&call);
	RunQueryWith(psprintf("INSERT INTO %s." HIERARCHIES " (name, source, levels, population, steward, seal) "
						  "VALUES ($1, $2, $3, $4, $5, $6) "
						  "ON CONFLICT (name) DO UPDATE SET source = $2, levels = $3, population = $4, steward = $5, seal = $6",
						  ExtensionSchema()),
				 lengthof(types), types, values, nulls, false, 0);
	EndRestricted(&call);
}
