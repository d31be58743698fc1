/*
 * single.c
 *		single(): the one value that all rows share, or an error.
 *
 * A sum over two currencies, two units or two vintages is the sum of nothing.
 * Put beside it, over the same rows, this aggregate lets it through only where
 * there is one.  single_vintage() is the same with a hint of its own.
 */
#include "base/compat.h"

#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

PG_FUNCTION_INFO_V1(single_add);
PG_FUNCTION_INFO_V1(single_vintage_add);

static char *
ValueToCString(Datum value, Oid type)
{
	Oid			output;
	bool		is_varlena;

	getTypeOutputInfo(type, &output, &is_varlena);
	return OidOutputFunctionCall(output, value);
}

/*
 * Compares the state with the value of a row.  Equal bytes, which is what
 * nearly all rows have, need no comparison.
 */
static int
CompareWithState(FunctionCallInfo fcinfo, Oid *type_id)
{
	TypeCacheEntry *type = fcinfo->flinfo->fn_extra;
	Datum		state = PG_GETARG_DATUM(0);
	Datum		value = PG_GETARG_DATUM(1);

	if (type == NULL)
	{
		type = lookup_type_cache(get_fn_expr_argtype(fcinfo->flinfo, 1),
								 TYPECACHE_CMP_PROC_FINFO);
		if (!OidIsValid(type->cmp_proc_finfo.fn_oid))
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_FUNCTION),
					 errmsg("values of type %s cannot be compared", format_type_be(type->type_id)),
					 errdetail("Values of that type have no order."),
					 errhint("Use text, a date, a time_period or a running number.")));
		fcinfo->flinfo->fn_extra = type;
	}
	*type_id = type->type_id;
	if (datum_image_eq(state, value, type->typbyval, type->typlen))
		return 0;
	return DatumGetInt32(FunctionCall2Coll(&type->cmp_proc_finfo, PG_GET_COLLATION(),
										   state, value));
}

/*
 * Transition and combine functions: strict, so that NULLs are passed over and
 * the first value is the state.
 */
Datum
single_add(PG_FUNCTION_ARGS)
{
	Oid			type;
	int			order = CompareWithState(fcinfo, &type);

	if (order != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("values of \"%s\" and \"%s\" do not mix",
						ValueToCString(PG_GETARG_DATUM(order < 0 ? 0 : 1), type),
						ValueToCString(PG_GETARG_DATUM(order < 0 ? 1 : 0), type)),
				 errhint("Convert them to one, or put the column into GROUP BY.")));
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

Datum
single_vintage_add(PG_FUNCTION_ARGS)
{
	Oid			type;
	int			order = CompareWithState(fcinfo, &type);

	if (order != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("values of vintages \"%s\" and \"%s\" do not mix",
						ValueToCString(PG_GETARG_DATUM(order < 0 ? 0 : 1), type),
						ValueToCString(PG_GETARG_DATUM(order < 0 ? 1 : 0), type)),
				 errhint("Select one vintage, or take every figure as of one time with as_of().")));
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}
