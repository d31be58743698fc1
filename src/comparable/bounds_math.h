/*
 * bounds_math.h
 *		What a code of the new edition can be worth, when only values of the old
 *		edition are known.
 *
 * Each old value is some non-negative split among its new codes.  A new code
 * has at least what cannot go elsewhere and at most all that can come to it;
 * both are reached, by sending every shared value away from it or to it, so no
 * narrower interval holds without more knowledge (the transport problem with
 * the column sums left free; bounds_flow_math.h has that with some of them known).
 *
 * Pure: needs nothing of the server.
 */
#ifndef COMPARABLE_BOUNDS_MATH_H
#define COMPARABLE_BOUNDS_MATH_H

#include "base/exact_math.h"

typedef struct CodeBounds
{
	ExactSum	lower;
	ExactSum	upper;
	ExactSum	estimate;
	bool		open;			/* has it a source of unknown value? */
	bool		unsplit;		/* one that is shared without weights? */
} CodeBounds;

static inline void
InitBounds(CodeBounds *bounds)
{
	bounds->lower.nlanes = bounds->upper.nlanes = bounds->estimate.nlanes = 0;
	bounds->open = bounds->unsplit = false;
}

/*
 * Adds an old value, shared among several new codes or going to this one alone.
 * The share is the part that the weights give to this code; negative where they
 * give none.
 */
static inline void
AddSource(CodeBounds *bounds, double value, bool shared, double share)
{
	ExactSumAdd(&bounds->upper, value);
	if (!shared)
	{
		ExactSumAdd(&bounds->lower, value);
		ExactSumAdd(&bounds->estimate, value);
	}
	else if (share >= 0)
		ExactSumAdd(&bounds->estimate, value * share);
	else
		bounds->unsplit |= value != 0;
}

/*
 * Adds what comes from old codes of which several are bound together; no upper
 * one where it is open.
 */
static inline void
AddInterval(CodeBounds *bounds, double lower, double upper, bool open)
{
	ExactSumAdd(&bounds->lower, lower);
	ExactSumAdd(&bounds->upper, upper);
	ExactSumAdd(&bounds->estimate, lower);
	bounds->open |= open;
	bounds->unsplit |= lower != upper;
}

#endif							/* COMPARABLE_BOUNDS_MATH_H */
