/*
 * joint_reason.h
 *		Why a number is hidden, for its steward.
 */
#ifndef JOINT_JOINT_REASON_H
#define JOINT_JOINT_REASON_H

#include "base/compat.h"
#include "joint/joint_system.h"

/*
 * For rows that are hidden and have no rule yet: the rule, or where that is
 * NONE the one of the measure that broke.
 */
extern void NoteRules(const JointSystem *system, const bool *hidden, BucketRule rule,
					  BucketRule *broken);

/*
 * In words, palloc'd: the rule and the releases beside which the number would
 * break it.
 */
extern char *ReasonText(const JointVintage *vintage, const JointSystem *system, int row,
						BucketRule broken);

/*
 * Likewise of a sum, by itself: the rule, or where that is NONE the one of the measure
 * that broke; or in the words of counts what else hides it.  Not to be freed.
 */
extern const char *ReasonOfSum(const JointSystem *system, int row, BucketRule broken);

#endif							/* JOINT_JOINT_REASON_H */
