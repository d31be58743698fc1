/*
 * joint_cube.h
 *		Where reports lie in a cube: in many regions at once.
 */
#ifndef JOINT_JOINT_CUBE_H
#define JOINT_JOINT_CUBE_H

#include "base/compat.h"
#include "joint/joint_system.h"

/*
 * Places what is there now: in the region of each margin that has a bucket for it.
 */
extern void PlaceInCube(JointVintage *vintage);

#endif							/* JOINT_JOINT_CUBE_H */
