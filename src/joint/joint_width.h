/*
 * joint_width.h
 *		How far the hidden numbers of a vintage are from being known.
 */
#ifndef JOINT_JOINT_WIDTH_H
#define JOINT_JOINT_WIDTH_H

#include "base/compat.h"
#include "joint/joint_system.h"

/* what is said of a bucket that shows no new number; or NULL */
typedef struct JointWords
{
	char	   *because;
	char	   *width;
} JointWords;

/*
 * Hides further rows until each bucket without a number is as uncertain as the
 * policy wants, or nothing new is left that would help.  Says in words, in a
 * context of the caller's, how wide each is and what that rests on.
 */
extern void WidenHidden(const JointVintage *vintage, JointSystem *system, const int *cost,
						bool *hidden, MemoryContext kept, JointWords *words,
						ProofFigures *figures);

#endif							/* JOINT_JOINT_WIDTH_H */
