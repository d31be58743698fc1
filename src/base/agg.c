/*
 * agg.c
 *		What aggregate states that come from outside are refused with.
 */
#include "base/agg.h"

void
RaiseDamaged(const char *typname, const char *sentence)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary form of type %s", typname),
			 sentence != NULL ? errdetail_internal("%s", sentence) : 0));
}
