/*
 * joint_share.h
 *		What contributors have in a column of sums, and what a rule makes of it.
 */
#ifndef HISTORY_JOINT_SHARE_H
#define HISTORY_JOINT_SHARE_H

#include "base/compat.h"
#include "history/joint_system.h"

/* what a release asks of the amounts of a column */
typedef struct AskedOfSum
{
	int			contributor;	/* column of the history */
	int			helpers;		/* that the largest contributor may have */
	const SumRule *rule;
} AskedOfSum;

/*
 * Of each column of the system of sums of an amount: by how much it keeps the p %
 * rule (BUCKET_RULE_DOMINANCE) or the one of the n largest (BUCKET_RULE_LARGEST);
 * negative where it breaks it by itself.  In the current memory context.
 */
extern Surplus *SurplusesOf(const History *history, const JointSystem *system, int amount,
							const AskedOfSum *asked, BucketRule rule);

#endif							/* HISTORY_JOINT_SHARE_H */
