/*
 * vintage_single.c
 *		single_vintage(): the one vintage of all rows, or an error.
 *
 * A growth rate between values of two vintages is the growth of nothing.  Put
 * beside the rate, over the same rows, this aggregate lets it through only
 * where both are of one release.
 */
#include "base/compat.h"

#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

PG_FUNCTION_INFO_V1(single_vintage_add);

static TypeCacheEntry *
GetComparableType(FunctionCallInfo fcinfo)
{
	TypeCacheEntry *type = fcinfo->flinfo->fn_extra;

	if (type == NULL)
	{
		type = lookup_type_cache(get_fn_expr_argtype(fcinfo->flinfo, 1),
								 TYPECACHE_CMP_PROC_FINFO);
		if (!OidIsValid(type->cmp_proc_finfo.fn_oid))
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_FUNCTION),
					 errmsg("a vintage cannot be of type %s", format_type_be(type->type_id)),
					 errdetail("Values of that type have no order."),
					 errhint("Use date, timestamp with time zone, time_period or a running number.")));
		fcinfo->flinfo->fn_extra = type;
	}
	return type;
}

static char *
ValueToCString(Datum value, Oid type)
{
	Oid			output;
	bool		is_varlena;

	getTypeOutputInfo(type, &output, &is_varlena);
	return OidOutputFunctionCall(output, value);
}

/*
 * Transition and combine function: strict, so that NULLs are passed over and
 * the first vintage is the state.
 */
Datum
single_vintage_add(PG_FUNCTION_ARGS)
{
	TypeCacheEntry *type = GetComparableType(fcinfo);
	Datum		one = PG_GETARG_DATUM(0);
	Datum		other = PG_GETARG_DATUM(1);
	int			order = DatumGetInt32(FunctionCall2Coll(&type->cmp_proc_finfo,
														PG_GET_COLLATION(), one, other));

	if (order != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("values of vintages \"%s\" and \"%s\" do not mix",
						ValueToCString(order < 0 ? one : other, type->type_id),
						ValueToCString(order < 0 ? other : one, type->type_id)),
				 errhint("Select one vintage, or take every figure as of one time with as_of().")));
	PG_RETURN_DATUM(one);
}
