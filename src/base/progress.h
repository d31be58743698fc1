/*
 * progress.h
 *		What a long call is at, for other sessions.
 *
 * PostgreSQL's progress views know its own commands only.  A phase is therefore
 * put, as a comment, in front of the statement that pg_stat_activity shows of the
 * session: to its own role, to members of pg_read_all_stats and to nobody else;
 * state_change is then since when.  An error leaves the phase that it happened in
 * until the next statement.
 *
 * A phase must not say anything of the data.
 */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include "base/compat.h"

/*
 * With NULL the statement stands there alone again.  Never raises, but for want
 * of memory.
 */
extern void ReportPhase(const char *phase);

#endif							/* BASE_PROGRESS_H */
