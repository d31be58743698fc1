/*
 * history_names.h
 *		The dimensions and columns by which a source was ever read.
 */
#ifndef HISTORY_HISTORY_NAMES_H
#define HISTORY_HISTORY_NAMES_H

#include "base/compat.h"
#include "history/history_types.h"

#include "lib/stringinfo.h"

/*
 * Adds to a scan what has to be read to know everything that was shown apart:
 * the dimensions, columns and amounts of the history that the source still has.  The
 * arrays of spec were palloc'd.
 */
extern void HistoryWiden(const History *history, ScanSpec *spec);

/*
 * Makes the scan's dimensions, columns and amounts known; says of each of the history's
 * which of the scan's it is, or -1.
 */
extern void HistoryNote(History *history, const ScanSpec *spec, int **dim, int **column,
						int **amount);

/*
 * The history's number of a column of amounts; -1 where it has none.
 */
extern int	HistoryAmount(const History *history, const char *column);

/*
 * Labels as one string, told apart whatever is in them: one after the other, or
 * all of a leaf, palloc'd.
 */
extern void AppendLabel(StringInfo key, const char *label);
extern char *AllLabels(const History *history, char *const *label);

#endif							/* HISTORY_HISTORY_NAMES_H */
