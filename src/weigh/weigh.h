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
 * Sets hidden[] for rows in their order[], one after the other, each if with those before it
 * something would be lacking, or that were not proved within the bound of work: see
 * weigh_math.h.  The reason of the latter says so; that of others is measure 0, as no measure
 * was asked.  The first nold of the n rows are there whatever follows; they come in the
 * order in which they were weighed before.  held_start[] and held[] are what people have in
 * each column.  Says whether any was hidden.  In the current memory context; lets
 * interrupts through.
 */
extern bool WeighSums(ProofSystem *system, const ShareRule *rule, const int64 *held_start,
					  const Holding *held, const int *order, int nold, int n, bool *hidden);

#endif							/* WEIGH_WEIGH_H */
