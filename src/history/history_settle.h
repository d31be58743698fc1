/*
 * history_settle.h
 *		Which reports of a group went on.
 */
#ifndef HISTORY_HISTORY_SETTLE_H
#define HISTORY_HISTORY_SETTLE_H

#include "base/compat.h"
#include "history/history_types.h"
#include "history/string_index.h"

/* a unit that is still there, or an entry of the scan */
typedef struct Presence
{
	bool		now;
	int			leaf;			/* of the history, or of the scan */
	int			index;
	const uint64 *tag;			/* of each column of the history, or of the scan */
} Presence;

typedef struct Absorbing
{
	History    *history;
	const SourceScan *scan;
	int		   *dim;			/* of each of the history's: the scan's, or -1 */
	int		   *column;
	bool	   *known_before;	/* dimensions */
	bool	   *column_before;
	int		   *amount;			/* of each of the history's: the scan's, or -1 */
	bool	   *amount_before;	/* was there, read or not */
	stringindex_hash *places;	/* of leaves, by all their labels */
	int			last_past;		/* the leaves that were asked for last, ... */
	int			last_now;
	int			last_leaf;		/* ... and the answer */
	uint64	   *before;			/* room for a unit */
} Absorbing;

/* the number of reports, and the numbers of the unit of the history */
extern uint64 *PresentUnit(const Absorbing *absorbing, const Presence *past);

/*
 * Orders presences by the tags that both sides know, for qsort_arg.
 */
extern int	ComparePresences(const void *a, const void *b, void *absorbing);

/*
 * What was there and what is there now of one group, each by leaf and age.
 */
extern void SettleGroup(Absorbing *absorbing, const Presence *past, int npast,
						const Presence *now, int nnow);

#endif							/* HISTORY_HISTORY_SETTLE_H */
