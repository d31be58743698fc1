/*
 * maintained_gather.h
 *		The states of the rows that a statement brings, by key.
 *
 * What GROUP BY would make of them, without a query: the rows are in memory
 * already, and what is read of them is known beforehand.
 */
#ifndef MAINTAIN_MAINTAINED_GATHER_H
#define MAINTAIN_MAINTAINED_GATHER_H

#include "base/compat.h"

#include "maintain/maintained_reader.h"
#include "utils/tuplestore.h"

typedef struct KeyChange
{
	Datum		state[NSTATES]; /* 0 where no row counts */
	bool		finished[NSTATES];
	struct KeyChange *next;		/* that came after it */
	bool	   *isnull;
	Datum		key[FLEXIBLE_ARRAY_MEMBER];
} KeyChange;

typedef struct KeyChanges
{
	const RowReader *reader;
	FunctionCallInfo final;
	int			n;
	KeyChange **change;			/* as they came: in the order of memory, too */
} KeyChanges;

/*
 * Adds up what is in two tuplestores, which may be NULL, of rows of this form.
 * False where that would take more memory than so many bytes.  As the owner of
 * the summary.  Raises what the expressions and the aggregate raise.
 */
extern bool GatherRows(const RowReader *reader, TupleDesc rows, Tuplestorestate *added,
					   Tuplestorestate *removed, Size limit, KeyChanges *result);

/*
 * Finishes the states of a change, once, in the current memory.  Where no row
 * counts, or rows come and go as they were, nothing changes: false.
 */
extern bool FinishChange(const KeyChanges *changes, KeyChange *change);

#endif							/* MAINTAIN_MAINTAINED_GATHER_H */
