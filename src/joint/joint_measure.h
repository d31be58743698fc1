/*
 * joint_measure.h
 *		What the rules of all releases ask of a set of columns.
 */
#ifndef JOINT_JOINT_MEASURE_H
#define JOINT_JOINT_MEASURE_H

#include "base/compat.h"
#include "joint/joint_system.h"

/*
 * What a release asked for, in the current memory context.
 */
extern BucketPolicy *PastPolicy(const PastRelease *release);

/*
 * The history's column of this name; -1 where it has none, or name is NULL.
 */
extern int	HistoryColumn(const History *history, const char *name);

/*
 * The tags of people, or of what else a column holds, of some columns of the
 * system: all of them, for those with among[] set, as the first measure.
 */
extern void MeasurePeople(const JointVintage *vintage, const JointSystem *system,
						  int contributor, const bool *among, ProofMeasure *measure);

/*
 * At least so many people, as the one measure; clears free[] for columns that
 * have fewer.
 */
extern void MeasureLeast(const JointVintage *vintage, JointSystem *system, int contributor,
						 int least, bool *free, ProofMeasure *measure);

/*
 * Does no release ask for more than the first of all did?  Then the numbers that were
 * shown before were proved by the same rules.
 */
extern bool RulesAreOld(const JointVintage *vintage);

/*
 * Sets the system's measures, and free[] for columns that keep them by
 * themselves; returns the others, those with most people first.
 */
extern int *FormMeasures(const JointVintage *vintage, JointSystem *system, bool *free,
						 int *nunsafe);

#endif							/* JOINT_JOINT_MEASURE_H */
