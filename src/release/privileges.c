/*
 * privileges.c
 *		Refuses to publish to those who can read the source.
 *
 * What is a risk is decided in privileges.sql and exposures.sql, from the
 * catalogs; the same answer is given to publications and to audit_privileges().
 * What is certain stops a publication, what is possible is a warning in it.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "base/run_as.h"
#include "base/stored.h"
#include "release/privileges.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

PG_FUNCTION_INFO_V1(audit_privileges);

/*
 * All findings about a release, by its columns source, contributor, dims,
 * readers, steward and view.  %1$s is the schema.
 */
#define FINDINGS \
	"LATERAL (SELECT %1$s.bucket_readers(view, readers) AS names) n, LATERAL (" \
	"SELECT * FROM %1$s.bucket_risks(source, contributor, dims, n.names) UNION " \
	"SELECT * FROM %1$s.bucket_exposures(source, contributor, dims, n.names, steward)) r"

typedef struct Finding
{
	char	   *severity;
	char	   *object;
	char	   *role;
	char	   *problem;
	char	   *remedy;
} Finding;

/* the findings of the query, the errors first */
static Finding *
ReadFindings(int *n)
{
	Finding    *finding = SPI_palloc(Max(SPI_processed, 1) * sizeof(Finding));

	*n = (int) SPI_processed;
	for (int i = 0; i < *n; i++)
	{
		finding[i].severity = StoredText("bucket_risks", i, 1);
		finding[i].object = StoredText("bucket_risks", i, 2);
		finding[i].role = StoredText("bucket_risks", i, 3);
		finding[i].problem = StoredText("bucket_risks", i, 4);
		finding[i].remedy = StoredText("bucket_risks", i, 5);
	}
	return finding;
}

void
CheckReaders(const ReleaseRecord *record)
{
	Oid			types[6] = {
		REGCLASSOID, TEXTOID, TEXTARRAYOID, REGROLEARRAYOID, REGROLEOID, REGCLASSOID
	};
	Datum		values[6];
	Finding    *finding;
	int			n;
	RestrictedCall call;

	values[0] = ObjectIdGetDatum(record->source);
	values[1] = CStringGetTextDatum(record->contributor);
	values[2] = PointerGetDatum(record->dims);
	values[3] = PointerGetDatum(record->readers);
	values[4] = ObjectIdGetDatum(record->steward);
	values[5] = ObjectIdGetDatum(record->view);
	BeginAsOwner(&call);
	RunQueryWith(psprintf("SELECT r.* FROM (SELECT $1 AS source, $2 AS contributor, $3 AS dims, $4 AS readers, $5 AS steward, $6 AS view) l, "
						  FINDINGS " WHERE r.severity <> 'notice' "
						  "UNION SELECT * FROM %1$s.bucket_replacements() ORDER BY 1, 2, 3, 4", ExtensionSchema()),
				 lengthof(types), types, values, NULL,
				 true, 0);
	finding = ReadFindings(&n);
	EndRestricted(&call);
	for (int i = 0; i < n; i++)
	{
		if (strcmp(finding[i].severity, "error") == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
					 errmsg("release %s could be gone around", record->name),
					 errdetail("\"%s\" %s: %s.", finding[i].role, finding[i].problem, finding[i].object),
					 errhint("What is needed: %s.", finding[i].remedy)));
		ereport(WARNING,
				(errmsg("release %s may be gone around", record->name),
				 errdetail("\"%s\" %s: %s.", finding[i].role, finding[i].problem, finding[i].object),
				 errhint("What would help: %s.", finding[i].remedy)));
	}
}

/*
 * audit_privileges()
 *
 * The risks of all live releases, those who read all tables, and what of the
 * extension is not as it was installed.
 */
Datum
audit_privileges(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	RestrictedCall call;

	InitMaterializedSRF(fcinfo, 0);
	BeginAsOwner(&call);
	RunQuery(psprintf("SELECT r.* FROM %1$s.bucket_lines l, " FINDINGS " WHERE NOT l.retracted "
					  "UNION SELECT * FROM %1$s.bucket_custodians() "
					  "UNION SELECT * FROM %1$s.bucket_replacements() ORDER BY 1, 2, 3, 4",
					  ExtensionSchema()), true, 0);
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
