/*
 * joint_share.h
 *		What contributors have in sums of amounts, and which sums a rule hides.
 */
#ifndef JOINT_JOINT_SHARE_H
#define JOINT_JOINT_SHARE_H

#include "base/compat.h"
#include "joint/joint_system.h"

/* what a release asks of the amounts of a column */
typedef struct AskedOfSum
{
	int			contributor;	/* column of the history */
	int			helpers;		/* that the largest contributor may have */
	const SumRule *rule;
} AskedOfSum;

/*
 * Hides rows of the system of sums of an amount, of those with a cost of 0 or more, until
 * nobody's part in any combination can be told too well by the p % rule
 * (BUCKET_RULE_DOMINANCE) or that of the n largest (BUCKET_RULE_LARGEST).  Says whether
 * any was hidden.
 */
extern bool HideEstimated(const History *history, JointSystem *system, int amount,
						  const AskedOfSum *asked, BucketRule rule, const int *cost,
						  bool *hidden);

#endif							/* JOINT_JOINT_SHARE_H */
