/*
 * agg.c
 *		What states of aggregates, and rows beside each other, are refused with,
 *		and of which type an argument is.
 */
#include "base/agg.h"

#include "catalog/pg_type.h"
#include "utils/lsyscache.h"

Oid
ArgumentType(FmgrInfo *flinfo, int argno)
{
	Oid			type = get_fn_expr_argtype(flinfo, argno);
	Oid		   *declared;
	int			nargs;

	if (OidIsValid(type))
		return type;
	get_func_signature(flinfo->fn_oid, &declared, &nargs);
	return argno < nargs && !IsPolymorphicType(declared[argno]) ? declared[argno] : InvalidOid;
}

void
RaiseDamaged(const char *typname, const char *sentence)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary form of type %s", typname),
			 sentence != NULL ? errdetail_internal("%s", sentence) : 0));
}

void
RaiseParameterDiffers(const char *parameter)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s must be the same for all rows of a group", parameter)));
}

/* whichever row came first, the message is the same */
void
CheckSameParameter(const char *parameter, double one, double other)
{
	if (one != other)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be the same for all rows of a group", parameter),
				 errdetail("It is %g in one row and %g in another.",
						   Min(one, other), Max(one, other))));
}
