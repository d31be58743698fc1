/*
 * terms.c
 *		A figure with the terms it is made of, as a row.
 */
#include "base/terms.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "utils/float.h"

Datum
TermsGetDatum(FunctionCallInfo fcinfo, const double *term, int n)
{
	TupleDesc	desc;
	Datum		value[MAX_TERMS];
	bool		isnull[MAX_TERMS];

	if (get_func_result_type(fcinfo->flinfo->fn_oid, NULL, &desc) != TYPEFUNC_COMPOSITE ||
		desc->natts != n || n > MAX_TERMS)
		elog(ERROR, "return type is not a row of %d columns", n);
	for (int i = 0; i < n; i++)
	{
		isnull[i] = isnan(term[i]);
		if (isinf(term[i]))
			float_overflow_error();
		value[i] = Float8GetDatum(term[i]);
	}
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), value, isnull));
}
