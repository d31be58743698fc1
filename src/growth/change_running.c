/*
 * change_running.c
 *		Sums of periods that come and go: see change_running.h.
 */
#include "growth/change_running.h"

#include "utils/fmgrprotos.h"
#include "utils/memutils.h"

void
SumReset(RunningSum *sum)
{
	sum->exact.nlanes = 0;
	if (sum->numeric != NULL)
		pfree(sum->numeric);
	sum->numeric = NULL;
	sum->scale = 0;
	sum->nscale = 0;
}

static int
ScaleOf(Datum value)
{
	return DatumGetInt32(DirectFunctionCall1(numeric_scale, value));
}

static void
SumReplaceNumeric(RunningSum *sum, PGFunction operation, Datum value)
{
	MemoryContext old = MemoryContextSwitchTo(sum->context);
	Numeric		before = sum->numeric;

	if (before == NULL)
		sum->numeric = DatumGetNumericCopy(value);
	else
	{
		sum->numeric = DatumGetNumeric(DirectFunctionCall2(operation,
														   NumericGetDatum(before),
														   value));
		pfree(before);
	}
	MemoryContextSwitchTo(old);
}

static void
CountScale(RunningSum *sum, Datum value)
{
	int			scale = ScaleOf(value);

	if (scale > sum->scale)
	{
		sum->scale = scale;
		sum->nscale = 0;
	}
	sum->nscale += scale == sum->scale;
}

void
SumAdd(RunningSum *sum, Datum value)
{
	if (sum->kind == VALUE_FLOAT8)
		ExactSumAdd(&sum->exact, CheckExact(DatumGetFloat8(value), sum->function));
	else
	{
		SumReplaceNumeric(sum, numeric_add, value);
		CountScale(sum, value);
	}
}

void
SumPop(RunningSum *sum, PeriodQueue *queue)
{
	Datum		value = QueueHead(queue)->value;

	if (sum->kind == VALUE_FLOAT8)
	{
		ExactSumAdd(&sum->exact, -DatumGetFloat8(value));
		QueuePop(queue);
		return;
	}

	SumReplaceNumeric(sum, numeric_sub, value);
	sum->nscale -= ScaleOf(value) == sum->scale;
	QueuePop(queue);
	if (sum->nscale == 0)
	{
		sum->scale = 0;
		for (int i = 0; i < queue->count; i++)
			CountScale(sum, QueueItem(queue, i)->value);
	}
}

Datum
SumDatum(const RunningSum *sum)
{
	Datum		value;

	if (sum->kind == VALUE_FLOAT8)
		return Float8GetDatum(ExactSumRound(&sum->exact));
	value = NumericGetDatum(sum->numeric);
	if (ScaleOf(value) == sum->scale)
		return value;
	return DirectFunctionCall2(numeric_round, value, Int32GetDatum(sum->scale));
}

void
SumInit(RunningSum *sum, ValueKind kind, const char *function, void *owner)
{
	sum->kind = kind;
	sum->function = function;
	sum->context = GetMemoryChunkContext(owner);
}
