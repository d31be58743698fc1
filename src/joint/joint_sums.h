/*
 * joint_sums.h
 *		Which sums of amounts a new vintage may show beside its counts.
 */
#ifndef JOINT_JOINT_SUMS_H
#define JOINT_JOINT_SUMS_H

#include "base/compat.h"
#include "joint/joint_system.h"

/*
 * Sets sum[] of every bucket, and for hidden ones the reason: of frozen buckets
 * the old ones, of the others those that betray nobody.  To be called when it is
 * settled which counts are shown.
 */
extern void ShowSums(const JointVintage *vintage);

/*
 * The amounts of which the bucket shows a new sum, a bit each.
 */
extern uint64 SumsShown(const JointVintage *vintage, const Bucket *bucket);

#endif							/* JOINT_JOINT_SUMS_H */
