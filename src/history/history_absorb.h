/*
 * history_absorb.h
 *		Takes a scan of the source in as the next one: units go on, end or begin.
 */
#ifndef HISTORY_HISTORY_ABSORB_H
#define HISTORY_HISTORY_ABSORB_H

#include "base/compat.h"
#include "history/history_types.h"

/*
 * In the current memory context, which the history keeps using.
 */
extern void HistoryAbsorb(History *history, const ScanSpec *spec, const SourceScan *scan);

#endif							/* HISTORY_HISTORY_ABSORB_H */
