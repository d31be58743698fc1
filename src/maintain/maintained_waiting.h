/*
 * maintained_waiting.h
 *		States that wait for a statement.
 */
#ifndef MAINTAIN_MAINTAINED_WAITING_H
#define MAINTAIN_MAINTAINED_WAITING_H

#include "base/compat.h"

#include "executor/spi.h"
#include "maintain/maintained_gather.h"
#include "utils/relcache.h"

/* plans of a session, made when they are first needed; all NULL at first */
typedef struct ChangePlans
{
	SPIPlanPtr	add;
	SPIPlanPtr	apply;
	SPIPlanPtr	enqueue;
} ChangePlans;

extern void FreeChangePlans(ChangePlans *plans);

typedef struct Waiting
{
	const Maintained *m;
	KeyChanges *changes;
	ChangePlans *plans;
	MemoryContext context;		/* where it began, until it ends */
	Tuplestorestate *store;
	bool		any;
	bool		any_go;			/* ... with rows that go */
} Waiting;

/*
 * Between BeginAs() the owner of the summary and EndRestricted().  In between
 * the active snapshot sees what this transaction has done, and, at READ
 * COMMITTED, what others have.  Flush runs the statement for what waits, if
 * anything does, and so does End.
 */
extern void BeginWaiting(Waiting *w, const Maintained *m, KeyChanges *changes, ChangePlans *plans);
extern void Wait(Waiting *w, const KeyChange *change);
extern void FlushWaiting(Waiting *w);
extern void EndWaiting(Waiting *w);

/*
 * A change as a row of the reader's columns, which has the change's own memory.
 */
extern void FillChange(const KeyChanges *changes, const KeyChange *change, Datum *values,
					   bool *nulls);

/*
 * Is a table other than it was made, whatever indexes it has come to have
 * besides, so that only the executor knows all that is to be done when it is
 * written to?
 */
extern bool NeedsStatement(Relation table, const RowReader *reader);

#endif							/* MAINTAIN_MAINTAINED_WAITING_H */
