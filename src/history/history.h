/*
 * history.h
 *		Who stood behind every number that was ever published of a source.
 *
 * What a reader kept cannot be taken back: an older number, or one of a release
 * that was retracted since, can be held against a new one.  So for each source
 * the extension keeps which numbers were shown, and the reports behind them:
 * for each combination of the finest labels, the tags of people (and of the
 * establishments and values that rules ask for), how many reports, and from
 * which scan to which.  Never a name, and all of it sealed.  Dumps leave it out.
 *
 * Each publication reads the source once, by the labels and columns of all
 * releases that ever were, and what it sees is a scan.  Reports have no names
 * either: as many of one person in one combination as were there in the last
 * scan and are in this one are taken for the same.  Where that could be wrong,
 * because a dimension is new and a person has several reports, their people
 * are not counted, which is the safe side.  A report whose labels changed is one
 * that went and one that came.
 */
#ifndef HISTORY_HISTORY_H
#define HISTORY_HISTORY_H

#include "base/compat.h"
#include "history/history_types.h"

/*
 * What is kept of a source, in the current memory context; empty where nothing
 * was published yet.  Raises 55000 where it cannot be read.
 */
extern History *HistoryLoad(Oid source);

/*
 * Writes it, all of it: what would be left out if only changes were written
 * could be told from the statistics of the table.
 */
extern void HistoryStore(History *history);

/*
 * Notes that a release was retracted.  What it showed stays.
 */
extern void HistoryRetract(Oid source, int id);

/*
 * The place of the release with this id; -1 where there is none.
 */
extern int	HistoryFind(const History *history, int id);

/*
 * One more release, or one more region of a release.
 */
extern int	HistoryAddRelease(History *history, int id, const char *name,
							  const char *contributor, const char *policy);
extern int	HistoryAddRegion(PastRelease *release, const char *region);

#endif							/* HISTORY_HISTORY_H */
