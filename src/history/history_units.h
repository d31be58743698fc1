/*
 * history_units.h
 *		The units of one leaf.
 */
#ifndef HISTORY_HISTORY_UNITS_H
#define HISTORY_HISTORY_UNITS_H

#include "base/compat.h"
#include "history/history_types.h"

/*
 * Brings them in order, alike ones as one, and lets empty ones go.
 */
extern void TidyUnits(const History *history, PastLeaf *leaf);

/*
 * Room for one more, in the memory context of the others; its place.
 */
extern uint64 *AppendUnit(const History *history, PastLeaf *leaf);

/*
 * More columns or amounts than the units have so far, of which nothing is known:
 * the history counts them already.
 */
extern void WidenUnits(const History *history, PastLeaf *leaf, int ncolumns, int namounts);

#endif							/* HISTORY_HISTORY_UNITS_H */
