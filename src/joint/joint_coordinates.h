/*
 * joint_coordinates.h
 *		Where the unknowns of a system lie among the labels of their source.
 */
#ifndef JOINT_JOINT_COORDINATES_H
#define JOINT_JOINT_COORDINATES_H

#include "base/compat.h"
#include "joint/joint_system.h"

/*
 * Gives the system the coordinates of its columns, in the current memory context:
 * numbers for the finest labels of the leaves that they are made of.  They say where
 * to look for exchanges and are part of no proof.
 */
extern void FormCoordinates(const JointVintage *vintage, JointSystem *system);

#endif							/* JOINT_JOINT_COORDINATES_H */
