/*
 * maintained_query.h
 *		The SQL that keeps a summary.
 *
 * Every name is qualified and quoted.  All results are palloc'd.
 */
#ifndef MAINTAIN_MAINTAINED_QUERY_H
#define MAINTAIN_MAINTAINED_QUERY_H

#include "base/compat.h"

#include "maintain/maintained.h"

/* what the triggers' transition tables are called */
#define ROWS_ADDED "maintained_rows_added"
#define ROWS_REMOVED "maintained_rows_removed"

/*
 * The states of the rows that come from one place and go from another, by key:
 * columns k1, k2, ..., added, removed.  Either place may be NULL.  A place is
 * what may stand behind FROM.
 */
extern char *DeltaQuery(const Maintained *m, const char *added_from, const char *removed_from);

/*
 * The states of all rows of the source, by key: columns k1, k2, ..., state.
 */
extern char *AllRowsQuery(const Maintained *m);

/*
 * Statements that bring a delta to where it belongs.  Apply gives a row of two
 * columns: places (tid[]) of keys that no row is left of, and of new ones with
 * rows that go as well as come, which Settle has to make up ($1: the places; it
 * gives those that no row is left of).  Enqueue, into the delta table, gives none.
 * "with" goes before: NULL, or a list of common table expressions.
 */
extern char *ApplyQuery(const Maintained *m, const char *with, const char *delta);
extern char *SettleQuery(const Maintained *m);
extern char *EnqueueQuery(const Maintained *m, const char *delta);

/* adds only, and gives nothing */
extern char *AddQuery(const Maintained *m, const char *delta);

/* folds the delta table into the kept one, as Apply */
extern char *FoldQuery(const Maintained *m);

/* the body of the view of a deferred summary */
extern char *ViewQuery(const Maintained *m);

/*
 * Keys that differ: columns key (text[]), kept, computed (text).
 */
extern char *CheckQuery(const Maintained *m);

/* "a", "b" of the kept table, with something before and behind each */
extern char *KeyNames(const Maintained *m, const char *prefix);

#endif							/* MAINTAIN_MAINTAINED_QUERY_H */
