/*
 * wages.h
 *		weighted_values: values, each with a weight, of which percentiles and
 *		indices are made.
 *
 * A flat varlena of pairs in the order in which they came, the first nsorted of
 * them by value and then by weight.  Plain aggregates append and sort once, at
 * the end; a moving frame keeps all of them sorted, so that a pair is found
 * again when it leaves.
 */
#ifndef LABOR_WAGES_H
#define LABOR_WAGES_H

#include "base/compat.h"

#include "labor/wages_math.h"

typedef struct WeightedValues
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	int32		nitems;
	double		fraction;		/* of a percentile; NO_FRACTION for indices */
	int32		capacity;
	int32		nsorted;
	WeightedValue item[FLEXIBLE_ARRAY_MEMBER];
} WeightedValues;

#define NO_FRACTION (-1.0)

/* for a start: a power of two with the header, less 8 bytes */
#define MIN_WEIGHTED 6

/*
 * An empty state in the current context with room for so many pairs.  Raises
 * 54000 where that is more than a value can hold.
 */
extern WeightedValues *NewWeighted(double fraction, int64 capacity);

/*
 * Appends a pair; returns the state, or a larger one in its place.
 */
extern WeightedValues *AppendWeighted(WeightedValues *state, WeightedValue item);

/*
 * Argument 0 with all its pairs sorted, for reading only.
 */
extern WeightedValues *SortedWeighted(FunctionCallInfo fcinfo);

#endif							/* LABOR_WAGES_H */
