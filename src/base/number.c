/*
 * number.c
 *		Refusing numbers that are none.
 */
#include "base/number.h"

void
RaiseNotFinite(bool is_nan, const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("%s cannot take %s", what, is_nan ? "NaN" : "infinity"),
			 errhint("Leave such rows out, or turn them into NULL, for example with NULLIF.")));
}
