/*
 * privileges.c
 *		Refuses to publish to those who can read the source.
 *
 * What is a risk is decided in privileges.sql, from the catalogs; the same
 * answer is given to publications and to audit_privileges().
 */
#include "base/compat.h"

#include "base/extension.h"
#include "release/privileges.h"
#include "base/run_as.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

PG_FUNCTION_INFO_V1(audit_privileges);

/* roles that were granted the view %s of a release, besides its owner */
#define GRANTED_READERS \
	"ARRAY(SELECT pg_get_userbyid(a.grantee)::text FROM pg_class c, aclexplode(c.relacl) a " \
	"WHERE c.oid = to_regclass(%s) AND a.grantee NOT IN (0, c.relowner))"

static char *
CopyColumn(int column)
{
	char	   *value = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, column);

	return strcpy(SPI_palloc(strlen(value) + 1), value);
}

void
CheckReaders(const ReleaseRecord *record)
{
	Oid			types[5] = {REGCLASSOID, TEXTOID, TEXTARRAYOID, TEXTARRAYOID, TEXTOID};
	Datum		values[5];
	char	   *query = psprintf("SELECT object, role, problem, remedy FROM %s.bucket_risks($1, $2, $3, $4 || "
								 GRANTED_READERS ") WHERE severity = 'error' LIMIT 1",
								 ExtensionSchema(), "$5");
	char	   *found[4] = {NULL};
	RestrictedCall call;

	values[0] = ObjectIdGetDatum(record->source);
	values[1] = CStringGetTextDatum(record->contributor);
	values[2] = PointerGetDatum(record->dims);
	values[3] = PointerGetDatum(record->readers);
	values[4] = CStringGetTextDatum(record->name);
	BeginAsOwner(&call);
	if (SPI_execute_with_args(query, lengthof(types), types, values, NULL,
							  true, 1) != SPI_OK_SELECT)
		elog(ERROR, "SPI_execute_with_args failed");
	for (int i = 0; i < 4 && SPI_processed > 0; i++)
		found[i] = CopyColumn(i + 1);
	EndRestricted(&call);
	if (found[0] != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("release %s could be gone around", record->name),
				 errdetail("\"%s\" %s: %s.", found[1], found[2], found[0]),
				 errhint("What is needed: %s.", found[3])));
}

/*
 * audit_privileges()
 *
 * The risks of all live releases, and sources that read the same tables.
 */
Datum
audit_privileges(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	char	   *schema = ExtensionSchema();
	RestrictedCall call;

	InitMaterializedSRF(fcinfo, 0);
	BeginAsOwner(&call);
	if (SPI_execute(psprintf("SELECT DISTINCT r.* FROM %s.bucket_lines l, LATERAL %s.bucket_risks("
							 "l.source, l.contributor, l.dims, l.readers || " GRANTED_READERS ") r "
							 "WHERE NOT l.retracted ORDER BY 1, 2, 3, 4",
							 schema, schema, "l.name"), true, 0) != SPI_OK_SELECT)
		elog(ERROR, "SPI_execute failed");
	for (uint64 row = 0; row < SPI_processed; row++)
	{
		Datum		values[5];
		bool		nulls[5];

		for (int i = 0; i < 5; i++)
			values[i] = SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc,
									  i + 1, &nulls[i]);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	EndRestricted(&call);
	return (Datum) 0;
}
