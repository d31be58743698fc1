/*
 * joint_empty.h
 *		Combinations of a cube's labels that nobody may have, for all that its
 *		readers know.
 */
#ifndef JOINT_JOINT_EMPTY_H
#define JOINT_JOINT_EMPTY_H

#include "base/compat.h"
#include "joint/joint_system.h"

/*
 * Calls take for each combination of the finest labels that stand in the cube, and
 * of what others some report has, with its region in each margin; -1 where it is in
 * none.  Not at all where there are more than a cube may have rows.
 */
extern void EachCombination(const JointVintage *vintage,
							void (*take) (void *arg, const int *region, int nmargins), void *arg);

#endif							/* JOINT_JOINT_EMPTY_H */
