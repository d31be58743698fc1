/*
 * joint_prove.h
 *		Which numbers give way where something would follow about few people.
 */
#ifndef JOINT_JOINT_PROVE_H
#define JOINT_JOINT_PROVE_H

#include "base/compat.h"
#include "joint/joint_system.h"

/*
 * What it costs to hide each row of the system: its rank, those of few reports first; -1
 * for old ones, which stay.  In the current memory context.
 */
extern int *CostRows(const JointVintage *vintage, const JointSystem *system);

/*
 * The buckets that show new numbers, those of most reports first; in the current memory
 * context.
 */
extern int *ShownByWorth(const JointVintage *vintage, int *n);

/*
 * Hides new rows until nothing follows that the system's measures do not let be known;
 * free[], and the unsafe columns, are those of FormMeasures().  Where numbers of a cube
 * take part, number by number.
 */
extern void HideBetraying(const JointVintage *vintage, JointSystem *system, const int *cost,
						  bool *free, const int *unsafe, int nunsafe, bool *hidden,
						  ProofFigures *figures);

#endif							/* JOINT_JOINT_PROVE_H */
