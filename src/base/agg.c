/*
 * agg.c
 *		What states of aggregates, and rows beside each other, are refused with.
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
