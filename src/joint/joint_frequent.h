/*
 * joint_frequent.h
 *		People who filed so much that they would dominate what many others filed.
 */
#ifndef JOINT_JOINT_FREQUENT_H
#define JOINT_JOINT_FREQUENT_H

#include "base/compat.h"
#include "joint/joint_system.h"

/*
 * Hides rows until nothing follows in which anybody dominates, by the p % rule
 * of any release.
 */
extern void HideDominated(const JointVintage *vintage, JointSystem *system,
						  const int *cost, bool *hidden, ProofFigures *figures);

#endif							/* JOINT_JOINT_FREQUENT_H */
