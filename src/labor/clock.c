/*
 * clock.c
 *		What case_clock(), an SQL function, cannot do itself: raise.
 */
#include "base/compat.h"

#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(case_clock_require);

/*
 * Arguments: a procedure, and whether it has stages.
 */
Datum
case_clock_require(PG_FUNCTION_ARGS)
{
	if (!PG_GETARG_BOOL(1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown procedure \"%s\"", text_to_cstring(PG_GETARG_TEXT_PP(0))),
				 errhint("The procedures are those of table case_clock_stages, to which you can add.")));
	PG_RETURN_BOOL(true);
}
