/*
 * admit.h
 *		The proof for many numbers at once that cross each other everywhere, as
 *		those of a cube do.
 */
#ifndef ADMIT_ADMIT_H
#define ADMIT_ADMIT_H

#include "base/compat.h"
#include "proof/proof.h"

/*
 * Sets hidden[] as ProofHide() does for all columns, but number by number: the old
 * ones, those with a negative cost, and then the dearest first, each hidden if the
 * numbers before it and it would betray, or if that cannot be told within the bound
 * of work.  So one that is hidden is the cheapest of what would betray together.
 *
 * Of old numbers that are proved, nothing is asked.  Else false where they alone betray,
 * or that cannot be told: then nothing is said of any, and hidden[] is as it was.
 */
extern bool ProofAdmit(ProofSystem *system, const int *cost, bool proved, const bool *free,
					   bool *hidden, ProofFigures *figures);

#endif							/* ADMIT_ADMIT_H */
