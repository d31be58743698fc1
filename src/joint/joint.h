/*
 * joint.h
 *		A new vintage, held against everything that was ever published.
 *
 * Numbers that are safe each by itself can betray together what none of them
 * shows: a bucket of one release without the buckets of another that lie in it
 * is a number too, so is what a number shows more than it did a month ago, and
 * few people may be behind it.  All numbers of all releases of a source are
 * rows of one linear system over what no number tells apart (see history.h
 * and proof.h).  No combination of rows may speak of people who by themselves
 * break a rule: that of any release that the source ever had.
 */
#ifndef JOINT_JOINT_H
#define JOINT_JOINT_H

#include "base/compat.h"
#include "joint/joint_system.h"

/*
 * Freezes buckets whose new numbers would betray somebody: they keep the number
 * that they show, or stay hidden where they have none.  Notes the others in
 * the history.
 */
extern void HideJointly(JointVintage *vintage, ProofFigures *figures);

/*
 * Raises where another live release reads the same tables through another
 * source, or is not in the history, as in a restored database.
 */
extern void CheckComparable(const History *history, const ReleaseRecord *record);

/*
 * Raises 42501 and names the other releases, no value, where all buckets are
 * hidden.
 */
extern void CheckAnyShown(const JointVintage *vintage);

#endif							/* JOINT_JOINT_H */
