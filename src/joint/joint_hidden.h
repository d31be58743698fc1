/*
 * joint_hidden.h
 *		What other vintages of the source hide.
 */
#ifndef JOINT_JOINT_HIDDEN_H
#define JOINT_JOINT_HIDDEN_H

#include "base/compat.h"
#include "joint/joint_system.h"

/*
 * The hidden numbers of other releases' last vintages, and of this one's so far; and
 * of those that opened the buckets, as far as something is known of them.  In the
 * current memory context.
 */
extern HiddenNumber *HiddenOthers(const JointVintage *vintage, int *n);

/*
 * What a hidden bucket of this path is known to have: of a roll-up as many as it must to
 * be one, of a cube nothing, unless it is all reports of a label, which stands there only
 * with so many.
 */
extern int	LeastOfHidden(const BucketPolicy *policy, const char *key);

#endif							/* JOINT_JOINT_HIDDEN_H */
