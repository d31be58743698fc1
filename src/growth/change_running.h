/*
 * change_running.h
 *		Sums of periods that come and go.
 *
 * A sum of doubles is exact and is rounded when it is asked for, so that
 * adding the newest period and taking off the oldest gives, bit for bit, what
 * adding up the whole window anew would give.  Numerics are exact by nature.
 * Internal to the chapter.
 */
#ifndef GROWTH_CHANGE_RUNNING_H
#define GROWTH_CHANGE_RUNNING_H

#include "growth/change_rows.h"

#include "base/exact.h"

/*
 * A sum of values of one kind that come and go.
 *
 * The display scale of a numeric sum is the largest of its terms, and must
 * shrink again when the term that had it leaves.
 */
typedef struct RunningSum
{
	ValueKind	kind;
	const char *function;
	MemoryContext context;		/* of the partition */
	ExactSum	exact;
	Numeric		numeric;		/* NULL: nothing added yet */
	int			scale;			/* the largest of the terms */
	int			nscale;			/* how many of them have it */
} RunningSum;

/*
 * A sum without terms, in the memory that "owner", an object of the partition's
 * memory, lives in; "function" is named in messages.
 */
extern void SumInit(RunningSum *sum, ValueKind kind, const char *function, void *owner);

/* takes all terms out */
extern void SumReset(RunningSum *sum);

/* adds a value, which is copied where it must be; 22003 where no sum takes it */
extern void SumAdd(RunningSum *sum, Datum value);

/*
 * Takes the oldest value of the queue out of the sum of all values in it, and
 * out of the queue.
 */
extern void SumPop(RunningSum *sum, PeriodQueue *queue);

/* the sum, of which there must be a term, as an SQL result */
extern Datum SumDatum(const RunningSum *sum);

#endif							/* GROWTH_CHANGE_RUNNING_H */
