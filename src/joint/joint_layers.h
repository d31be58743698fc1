/*
 * joint_layers.h
 *		The units of sums: what people have by layers, see layer_math.h.
 */
#ifndef JOINT_JOINT_LAYERS_H
#define JOINT_JOINT_LAYERS_H

#include "base/compat.h"
#include "history/history_types.h"
#include "weigh/share_math.h"

/* what somebody or something has, by its tag */
typedef struct TaggedHolding
{
	uint64		tag;
	Holding		holding;
} TaggedHolding;

/*
 * The history with other units, in the current memory context: where the amount of the
 * same tags in a leaf came in parts or changed, its layers in place of it.  Nothing else
 * may be asked of them than who they are and what they have of the amount.
 */
extern History *HistoryOfLayers(const History *history, int amount);

/*
 * What a unit of sums has, under a tag: where it is open which reports went on, only what
 * may be there.
 */
extern TaggedHolding HoldingOf(const History *history, const uint64 *unit, int amount,
							   uint64 tag);

/*
 * Adds up what is of one tag; returns how many there are, ascending.
 */
extern int	MergeTagged(TaggedHolding *held, int n);

#endif							/* JOINT_JOINT_LAYERS_H */
