/*
 * extension.c
 *		Looks up the extension's own objects in the catalogs.
 */
#include "base/compat.h"

#include "base/extension.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "catalog/pg_extension.h"
#include "catalog/pg_type.h"
#include "commands/extension.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

Oid
ExtensionSchemaOid(void)
{
	Oid			extension = get_extension_oid("trade_labor", false);
	Relation	catalog = table_open(ExtensionRelationId, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;
	Oid			schema = InvalidOid;

	ScanKeyInit(&key, Anum_pg_extension_oid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(extension));
	scan = systable_beginscan(catalog, ExtensionOidIndexId, true, NULL, 1, &key);
	tuple = systable_getnext(scan);
	if (HeapTupleIsValid(tuple))
		schema = ((Form_pg_extension) GETSTRUCT(tuple))->extnamespace;
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	if (!OidIsValid(schema))
		elog(ERROR, "extension trade_labor has no schema");
	return schema;
}

char *
ExtensionSchema(void)
{
	return pstrdup(quote_identifier(get_namespace_name(ExtensionSchemaOid())));
}

Oid
ExtensionTable(const char *name)
{
	Oid			table = get_relname_relid(name, ExtensionSchemaOid());

	if (!OidIsValid(table))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("table \"%s\" of the extension trade_labor is missing",
						name),
				 errhint("Drop the extension and create it again.")));
	return table;
}

Oid
ExtensionType(const char *name)
{
	Oid			type = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid,
									   CStringGetDatum(name),
									   ObjectIdGetDatum(ExtensionSchemaOid()));

	if (!OidIsValid(type))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("type \"%s\" of the extension trade_labor is missing",
						name),
				 errhint("Drop the extension and create it again.")));
	return type;
}
