/*
 * change_rows.c
 *		Reading the rows of a window partition by period.
 *
 * A row is read once, when it is the current one.  The order of rows is
 * checked and not made: sorting is the business of OVER (... ORDER BY), and a
 * function that quietly did without would be wrong as quietly.
 */
#include "base/number.h"
#include "base/window.h"
#include "growth/change_rows.h"

#include "access/xact.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

/* how many rows may pass before the tuplestore is told to let go of them */
#define MARK_EVERY 64

/* this many rows, each the first day of another month, are taken for months */
#define NUM_FIRSTS 6

#define ORDER_HINT "Use OVER (PARTITION BY ... ORDER BY <period>)."

static void RaiseDuplicate(TimePeriod p) pg_attribute_noreturn();
static void RaiseOrder(PeriodGate *gate, TimePeriod p) pg_attribute_noreturn();

static void
RaiseDuplicate(TimePeriod p)
{
	ereport(ERROR,
			(errcode(ERRCODE_CARDINALITY_VIOLATION),
			 errmsg("more than one row for period \"%s\"", PeriodToCString(p)),
			 errhint("PARTITION BY whatever tells the series apart, or add up the rows of a period first.")));
}

static void
RaiseOrder(PeriodGate *gate, TimePeriod p)
{
	ereport(ERROR,
			(errcode(ERRCODE_WINDOWING_ERROR),
			 errmsg("%s needs its rows in ascending order of period",
					gate->function),
			 errdetail("Period \"%s\" came after \"%s\" in a window that is not ordered so.",
					   PeriodToCString(p), PeriodToCString(gate->last)),
			 errhint(ORDER_HINT)));
}

/*
 * Months that were loaded as the days of their firsts: of all the functions only
 * yoy() finds what it looks for there.  Said once a statement, and not of days
 * that are days.
 */
static void
NoticeFirsts(PeriodGate *gate, TimePeriod p)
{
	static TimestampTz noticed_in = 0;

	if (gate->nfirsts < 0)
		return;
	if (DayToCivil(PeriodStartDay(p)).day != 1)
		gate->nfirsts = -1;
	else if (++gate->nfirsts == NUM_FIRSTS &&
			 noticed_in != GetCurrentStatementStartTimestamp())
	{
		noticed_in = GetCurrentStatementStartTimestamp();
		ereport(NOTICE,
				(errmsg("%s: the rows look like months that are written as days",
						gate->function),
				 errdetail("Each of them is the first day of another month, and one period before a day is the day before."),
				 errhint("Make months of them, period(day, 'M') or to_freq(period, 'M'), and keep days out with CHECK (monthly(period)).")));
	}
}

/*
 * Without ORDER BY all rows are peers, even if they happen to come in order.
 * One look at two rows of the partition tells.
 */
static void
CheckRowOrder(WindowObject winobj, PeriodGate *gate, TimePeriod p, int64 row)
{
	CheckSameFreq(gate->last, p);
	if (p == gate->last)
		RaiseDuplicate(p);
	if (p < gate->last)
		RaiseOrder(gate, p);
	if (!gate->order_known)
	{
		if (WinRowsArePeers(winobj, gate->last_row, row))
			RaiseOrder(gate, p);
		gate->order_known = true;
	}
	if (row % MARK_EVERY == 0)
		WinSetMarkPosition(winobj, row);
}

bool
ReadPeriod(WindowObject winobj, PeriodGate *gate, TimePeriod *p)
{
	int64		row = WinGetCurrentPosition(winobj);
	bool		isnull;

	*p = DatumGetTimePeriod(WinGetFuncArgCurrent(winobj, ARG_PERIOD, &isnull));
	if (isnull)
		return false;
	if (gate->started)
		CheckRowOrder(winobj, gate, *p, row);
	if (unlikely(PeriodGetFreq(*p) == PERIOD_D))
		NoticeFirsts(gate, *p);
	gate->started = true;
	gate->last = *p;
	gate->last_row = row;
	return true;
}

Datum
CheckValue(Datum value, ValueKind kind, const char *function)
{
	switch (kind)
	{
		case VALUE_ANY:
			break;
		case VALUE_FLOAT8:
			CheckFinite(DatumGetFloat8(value), function);
			break;
		case VALUE_NUMERIC:
			value = NumericGetDatum(DatumGetNumeric(value));
			CheckFiniteNumeric(DatumGetNumeric(value), function);
			break;
	}
	return value;
}

bool
ReadValue(WindowObject winobj, ValueKind kind, const char *function,
		  Datum *value)
{
	bool		isnull;

	*value = WinGetFuncArgCurrent(winobj, ARG_VALUE, &isnull);
	if (isnull)
		return false;
	*value = CheckValue(*value, kind, function);
	return true;
}

void
ReadSteadyArg(FunctionCallInfo fcinfo, int argno, const char *name,
			  SteadyArg *arg)
{
	bool		isnull;
	int32		value;

	if (arg->isconst)
		return;
	value = DatumGetInt32(WinGetFuncArgCurrent(WindowOfCall(fcinfo), argno, &isnull));
	CheckSteadyArg(fcinfo, argno, name, isnull, value, arg);
}

void
CheckSteadyArg(FunctionCallInfo fcinfo, int argno, const char *name,
			   bool isnull, int32 value, SteadyArg *arg)
{
	if (!arg->known)
	{
		arg->known = true;
		arg->isconst = get_fn_expr_arg_stable(fcinfo->flinfo, argno);
		arg->isnull = isnull;
		arg->value = isnull ? 0 : value;
	}
	else if (isnull != arg->isnull || (!isnull && value != arg->value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must be the same in all rows of a partition",
						name)));
}

void
QueueInit(PeriodQueue *queue, void *owner, Oid valtype)
{
	queue->context = GetMemoryChunkContext(owner);
	get_typlenbyval(valtype, &queue->typlen, &queue->typbyval);
	queue->head = 0;
	queue->count = 0;
	queue->capacity = QUEUE_INLINE;
	queue->ring = queue->own;
}

/* twice the room, the oldest row first in it */
static void
QueueGrow(PeriodQueue *queue)
{
	PeriodValue *ring = MemoryContextAlloc(queue->context,
										   sizeof(PeriodValue) * 2 * queue->capacity);

	for (int i = 0; i < queue->count; i++)
		ring[i] = *QueueItem(queue, i);
	if (queue->ring != queue->own)
		pfree(queue->ring);
	queue->ring = ring;
	queue->head = 0;
	queue->capacity *= 2;
}

void
QueuePush(PeriodQueue *queue, int ordinal, Datum value)
{
	PeriodValue *item;

	if (queue->count == queue->capacity)
		QueueGrow(queue);
	item = QueueItem(queue, queue->count++);
	item->ordinal = ordinal;
	if (queue->typbyval)
		item->value = value;
	else
	{
		MemoryContext old = MemoryContextSwitchTo(queue->context);

		item->value = datumCopy(value, false, queue->typlen);
		MemoryContextSwitchTo(old);
	}
}

void
QueuePop(PeriodQueue *queue)
{
	if (!queue->typbyval)
		pfree(DatumGetPointer(queue->ring[queue->head].value));
	queue->head = (queue->head + 1) & (queue->capacity - 1);
	queue->count--;
}
