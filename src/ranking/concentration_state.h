/*
 * concentration_state.h
 *		concentration_state: the values that a plain index aggregate gathers.
 *
 * A flat varlena, grown by doubling, in no particular order while it gathers;
 * its text and binary forms, and the indices, see the values sorted.
 */
#ifndef RANKING_CONCENTRATION_STATE_H
#define RANKING_CONCENTRATION_STATE_H

#include "base/compat.h"

typedef struct ConcentrationState
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	int32		parameter;		/* of the index; 0 where it was not told */
	int32		nvalues;
	int32		capacity;
	double		value[FLEXIBLE_ARRAY_MEMBER];
} ConcentrationState;

/*
 * A copy of the values in descending order, in the current context.
 */
extern double *SortValues(const ConcentrationState *state);

/*
 * Returns value.  Raises 22023 for a negative one, which has no share that an
 * index could be made of.
 */
extern double CheckNotNegative(double value);

/*
 * Returns parameter: the k of a concentration ratio, or the size of a universe.
 * Raises 22023 unless it is positive.
 */
extern int32 CheckIndexParameter(int32 parameter);

#endif							/* RANKING_CONCENTRATION_STATE_H */
