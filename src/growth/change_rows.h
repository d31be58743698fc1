/*
 * change_rows.h
 *		The rows that the window functions of this chapter have seen: one for
 *		each period, in order.
 *
 * Each window function keeps the rows that it may still need in a queue of its
 * own, and does not go back to the server's tuplestore for them, which is what
 * makes them as fast as lag().  Everything lives in the partition's memory and
 * goes with it.  Internal to the chapter.
 */
#ifndef GROWTH_CHANGE_ROWS_H
#define GROWTH_CHANGE_ROWS_H

#include "base/compat.h"
#include "calendar/period.h"

#include "windowapi.h"

/* the arguments that all of these functions begin with */
#define ARG_VALUE 0
#define ARG_PERIOD 1

/* the kinds of value, by what is checked at the door */
typedef enum ValueKind
{
	VALUE_ANY,					/* moved, never computed with */
	VALUE_FLOAT8,
	VALUE_NUMERIC
} ValueKind;

/*
 * Sees to it that the rows of a partition come in ascending order of period,
 * each period once, all of one frequency.
 */
typedef struct PeriodGate
{
	const char *function;		/* for messages */
	bool		started;		/* has a row with a period come by? */
	bool		order_known;	/* have two rows been found to differ in order? */
	TimePeriod	last;
	int64		last_row;
	int			nfirsts;		/* days so far, if each is the first of a month; else -1 */
} PeriodGate;

/* the rows with a value, by ordinal of the period, oldest first */
typedef struct PeriodValue
{
	int			ordinal;
	Datum		value;
} PeriodValue;

#define QUEUE_INLINE 16

/*
 * A ring.  By-reference values are copies that the queue owns: they are freed
 * when they leave it.
 */
typedef struct PeriodQueue
{
	MemoryContext context;		/* of the partition */
	int16		typlen;
	bool		typbyval;
	int			head;
	int			count;
	int			capacity;		/* a power of 2 */
	PeriodValue *ring;			/* own[], until more is needed */
	PeriodValue own[QUEUE_INLINE];
} PeriodQueue;

/*
 * Reads the current row's period.  False for NULL: such a row stands outside
 * the series.  Raises 42P20 when the rows are not in ascending order of
 * period, 21000 for two rows of one period, 22023 for mixed frequencies.
 */
extern bool ReadPeriod(WindowObject winobj, PeriodGate *gate, TimePeriod *p);

/*
 * Reads the current row's value.  False for NULL.  Raises 22003 for NaN and
 * infinity, unless the kind is VALUE_ANY.  Numerics come out detoasted.
 */
extern bool ReadValue(WindowObject winobj, ValueKind kind,
					  const char *function, Datum *value);

/*
 * The same check for a value that was read otherwise.
 */
extern Datum CheckValue(Datum value, ValueKind kind, const char *function);

/* an integer or OID argument that must be the same in all rows of a partition */
typedef struct SteadyArg
{
	bool		known;
	bool		isconst;		/* cannot change, need not be looked at again */
	bool		isnull;
	int32		value;
} SteadyArg;

/*
 * Reads such an argument, into zeroed memory of the partition at its first row
 * and compared with that at the others.  Raises 22023 when it changes; "name"
 * is the argument's.
 */
extern void ReadSteadyArg(FunctionCallInfo fcinfo, int argno, const char *name,
						  SteadyArg *arg);

/*
 * The same for an argument that the caller has read, of another type, and has
 * made an integer of.
 */
extern void CheckSteadyArg(FunctionCallInfo fcinfo, int argno, const char *name,
						   bool isnull, int32 value, SteadyArg *arg);

/*
 * An empty queue for values of this type, in the memory that "owner", an
 * object of the partition's memory, lives in.
 */
extern void QueueInit(PeriodQueue *queue, void *owner, Oid valtype);

extern void QueuePush(PeriodQueue *queue, int ordinal, Datum value);

static inline PeriodValue *
QueueHead(PeriodQueue *queue)
{
	return queue->count > 0 ? &queue->ring[queue->head] : NULL;
}

/* the i-th oldest */
static inline PeriodValue *
QueueItem(PeriodQueue *queue, int i)
{
	return &queue->ring[(queue->head + i) & (queue->capacity - 1)];
}

extern void QueuePop(PeriodQueue *queue);

#endif							/* GROWTH_CHANGE_ROWS_H */
