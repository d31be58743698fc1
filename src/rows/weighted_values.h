/*
 * weighted_values.h
 *		weighted_values: the values, each perhaps with a weight, that
 *		percentiles and indices are made of.
 *
 * A flat varlena of doubles, one a value or two with its weight, in the order
 * in which they came; the first nsorted items stand by value and then by
 * weight.  Plain aggregates append and sort once, at the end; a moving frame
 * keeps all of them sorted, so that an item is found again when it leaves.
 */
#ifndef ROWS_WEIGHTED_VALUES_H
#define ROWS_WEIGHTED_VALUES_H

#include "base/compat.h"
#include "rows/weighted_math.h"

typedef struct WeightedValues
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	int32		nitems;
	double		parameter;		/* of the aggregate; NO_PARAMETER without one */
	int32		capacity;		/* items that there is room for */
	int32		nsorted;
	bool		weighted;
	char		padding[7];		/* zero */
	double		data[FLEXIBLE_ARRAY_MEMBER];
} WeightedValues;

/* no fraction, number of members, k or aversion is negative */
#define NO_PARAMETER (-1.0)

/* what an aggregate's states are like, and what it is called in messages */
typedef struct WeightedKind
{
	bool		weighted;
	double		parameter;
	const char *parameter_name; /* such as "fraction" */
} WeightedKind;

/* doubles of an item */
static inline int
WeightedStride(const WeightedValues *state)
{
	return state->weighted ? 2 : 1;
}

static inline WeightedValue
WeightedItem(const WeightedValues *state, int32 i)
{
	const double *at = state->data + (Size) i * WeightedStride(state);

	return (WeightedValue) {at[0], state->weighted ? at[1] : 1};
}

/*
 * An empty state in the current context with room for at least so many items.
 * Raises 54000 where that is more than a value can hold.
 */
extern WeightedValues *NewWeighted(bool weighted, double parameter, int64 capacity);

/*
 * Appends an item; returns the state, or a larger one in its place.
 */
extern WeightedValues *AppendWeighted(WeightedValues *state, WeightedValue item);

/*
 * Argument 0 with all its items sorted, for reading only.
 */
extern WeightedValues *SortedWeighted(FunctionCallInfo fcinfo);

/*
 * What a transition function does with a row, and returns: it puts the item
 * behind the others, into its place, or takes it out again.  An item of weight
 * 0 only makes the state, argument 0, where there is none.  Raises 22023 for a
 * state of another kind or parameter, and for a negative weight.  Taking out
 * what is not there gives NULL, which makes the server start again.
 */
typedef Datum (*WeightedStep) (FunctionCallInfo fcinfo, const WeightedKind *kind,
							   WeightedValue item);

extern Datum WeightedAppend(FunctionCallInfo fcinfo, const WeightedKind *kind,
							WeightedValue item);
extern Datum WeightedInsert(FunctionCallInfo fcinfo, const WeightedKind *kind,
							WeightedValue item);
extern Datum WeightedRemove(FunctionCallInfo fcinfo, const WeightedKind *kind,
							WeightedValue item);

/*
 * What a transition function returns for a row that does not count, and of
 * which the parameter may be unknown.
 */
extern Datum WeightedUnchanged(FunctionCallInfo fcinfo, bool weighted);

#endif							/* ROWS_WEIGHTED_VALUES_H */
