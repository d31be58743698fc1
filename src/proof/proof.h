/*
 * proof.h
 *		What follows from published numbers about few people, and which new
 *		numbers must give way so that nothing does.
 *
 * The mathematics stands in headers that need nothing of the server:
 * system_math.h says what is asked, exchange_math.h, search_math.h and
 * window_math.h how it is answered, hide_math.h what is done about it;
 * certificate_math.h and box_math.h answer without elimination where there is much.
 * How far what is hidden is from being known is asked in width_window_math.h, swap_math.h,
 * width_math.h and widen_math.h.
 */
#ifndef PROOF_PROOF_H
#define PROOF_PROOF_H

#include "base/compat.h"
#include "proof/rank_math.h"
#include "proof/widen_math.h"
#include "proof/within_math.h"

/*
 * Sets hidden[] for rows of those with a cost of 0 or more, cheap ones first,
 * until no combination of the others is about a set of columns that some
 * measure does not let be known.  Rows that are hidden already stay so.  Free
 * columns (free[], which is changed) may be known by themselves; of the others
 * those in column[] are asked for, those with most people first.
 *
 * The system's transpose and pause need not be set; origin[] and reason[] must
 * be: what is hidden is given its reason.  In the current memory
 * context; lets interrupts through.  Where the proof needs more work than it
 * may take, numbers are hidden: what was not proved is not published.
 */
extern void ProofHide(ProofSystem *system, const int *cost, bool *free,
					  const int *column, int ncolumns, bool *hidden,
					  ProofFigures *figures);

/*
 * Hides rows likewise until no more than most elements, by the first measure,
 * follow about the columns that are not free.
 */
extern void ProofHideWithin(ProofSystem *system, int most, const int *cost,
							bool *free, bool *hidden);

/*
 * Certifies, for each hidden row of which a width is wanted, by how much its number
 * may be another: width[] of each row, zeroed where none is wanted or it is
 * shown.  Rows of those with a cost of 0 or more are hidden until all are as
 * wide as wanted (IsWide()), or hiding more helps none; with a cost of NULL
 * nothing is hidden.  A number counts reports; what is known of a hidden one
 * beforehand, as that it is not 0, is ask->least[].
 *
 * A row that is hidden beforehand need not be one that was about to be shown: any
 * sum of columns can be asked for.  reports[] has at least 0 for each.
 */
extern void ProofWiden(ProofSystem *system, const WidthAsk *ask, const int *cost,
					   bool *hidden, ProofWidth *width);

/*
 * The state of a proof of the system, which gets its transpose and pause, in the
 * current memory context, to be thrown away afterwards.
 */
extern void ProofStart(ProofState *state, ProofArena *arena, ProofSystem *system, bool *free,
					   bool *hidden);

/*
 * Lets interrupts through.
 */
extern void ProofPause(void);

/*
 * The rank of the rows that are not hidden, over the columns that are not left
 * out; -1 where that would take long.
 */
extern int	ProofRank(ProofSystem *system, const bool *hidden, const bool *left_out);

#endif							/* PROOF_PROOF_H */
