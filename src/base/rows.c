/*
 * rows.c
 *		Answers that are arrays of rows: see rows.h.
 */
#include "base/rows.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

TupleDesc
ElementRowType(FunctionCallInfo fcinfo)
{
	Oid			element = get_element_type(get_fn_expr_rettype(fcinfo->flinfo));

	if (!OidIsValid(element))
		elog(ERROR, "could not determine the type of the rows");
	return BlessTupleDesc(lookup_rowtype_tupdesc_copy(element, -1));
}

Datum
RowsToArray(Datum *datums, int ndatums, Oid rowtype)
{
	return PointerGetDatum(construct_array(datums, ndatums, rowtype, -1, false,
										   TYPALIGN_DOUBLE));
}
