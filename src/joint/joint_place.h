/*
 * joint_place.h
 *		Places where too many of those who live there complained.
 */
#ifndef JOINT_JOINT_PLACE_H
#define JOINT_JOINT_PLACE_H

#include "base/compat.h"
#include "joint/joint_system.h"

/* a node of a hierarchy with a population */
typedef struct Place
{
	int			dim;			/* of the scan */
	int			level;
	int			node;
	int			contributor;	/* whose people are too many; column of the history */
	int			most;			/* people who may be known to have complained */
} Place;

/*
 * The places with more people than that, in the current memory context.
 */
extern Place *SaturatedPlaces(const JointVintage *vintage, int *n);

/*
 * Hides rows until no more follow about a place.
 */
extern void HideInPlace(const JointVintage *vintage, JointSystem *system,
						const Place *place, const int *cost, bool *hidden);

#endif							/* JOINT_JOINT_PLACE_H */
