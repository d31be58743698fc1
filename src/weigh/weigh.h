/*
 * weigh.h
 *		The proof of sums: that nobody's part in what follows from them can be told
 *		too well.
 */
#ifndef WEIGH_WEIGH_H
#define WEIGH_WEIGH_H

#include "base/compat.h"
#include "proof/system_math.h"
#include "weigh/share_math.h"

/*
 * Sets hidden[] for rows of those with a cost of 0 or more, one after the other, the
 * dearest first, each hidden if with those before it something would be lacking, or
 * that were not proved within the bound of work: see weigh_math.h.  held_start[] and
 * held[] are what people have in each column.  Rows that are hidden already stay so, and
 * the others of those with a negative cost are there whatever follows.  Says whether any
 * was hidden.  In the current memory context; lets interrupts through.
 */
extern bool WeighSums(ProofSystem *system, const ShareRule *rule, const int64 *held_start,
					   const Holding *held, const int *cost, bool *hidden);

#endif							/* WEIGH_WEIGH_H */
