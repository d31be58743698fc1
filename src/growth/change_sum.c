/*
 * change_sum.c
 *		Window functions that add up periods: rolling_sum, ytd, rebase.
 *
 * A sum of doubles is exact and is rounded when it is asked for, so that
 * adding the newest period and taking off the oldest gives, bit for bit, what
 * adding up the whole window anew would give.  Numerics are exact by nature.
 */
#include "base/exact.h"
#include "base/number.h"
#include "growth/change_math.h"
#include "growth/change_rows.h"

#include "catalog/pg_type.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(rolling_sum_float8);
PG_FUNCTION_INFO_V1(rolling_sum_numeric);
PG_FUNCTION_INFO_V1(ytd_float8);
PG_FUNCTION_INFO_V1(ytd_numeric);
PG_FUNCTION_INFO_V1(rebase_float8);
PG_FUNCTION_INFO_V1(rebase_numeric);

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

static void
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

static void
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

/*
 * Takes the oldest value of the queue out of the sum of all values in it, and
 * out of the queue.
 */
static void
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

/* the sum, of which there must be a term, as an SQL result */
static Datum
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

static void
SumInit(RunningSum *sum, ValueKind kind, const char *function, void *owner)
{
	sum->kind = kind;
	sum->function = function;
	sum->context = GetMemoryChunkContext(owner);
}

static Oid
KindType(ValueKind kind)
{
	return kind == VALUE_FLOAT8 ? FLOAT8OID : NUMERICOID;
}

/*
 * rolling_sum(v, p, n [, min_periods])
 */

typedef struct RollingState
{
	PeriodGate	gate;
	SteadyArg	n;
	SteadyArg	min_periods;
	PeriodQueue recent;
	RunningSum	sum;			/* of what is in the queue */
} RollingState;

static RollingState *
GetRollingState(FunctionCallInfo fcinfo, ValueKind kind)
{
	RollingState *state = WinGetPartitionLocalMemory(PG_WINDOW_OBJECT(),
													 sizeof(RollingState));

	if (state->gate.function == NULL)
	{
		state->gate.function = "rolling_sum";
		QueueInit(&state->recent, state, KindType(kind));
		SumInit(&state->sum, kind, "rolling_sum", state);
	}
	ReadSteadyArg(fcinfo, 2, "n", &state->n);
	ReadSteadyArg(fcinfo, 3, "min_periods", &state->min_periods);
	return state;
}

/*
 * How many values the answer needs.  Raises 22023 for senseless arguments.
 */
static int
MinPeriods(const RollingState *state)
{
	int			n = state->n.value;
	int			min_periods = state->min_periods.isnull ? n : state->min_periods.value;

	if (n <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("n must be positive"),
				 errdetail("It is %d.", n)));
	if (min_periods < 1 || min_periods > n)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("min_periods must be between 1 and n"),
				 errdetail("It is %d, and n is %d.", min_periods, n)));
	return min_periods;
}

static Datum
RollingSum(FunctionCallInfo fcinfo, ValueKind kind)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	RollingState *state = GetRollingState(fcinfo, kind);
	TimePeriod	p;
	Datum		value;
	int64		oldest;

	if (!ReadPeriod(winobj, &state->gate, &p) || state->n.isnull)
		PG_RETURN_NULL();
	oldest = (int64) PeriodOrdinal(p) - state->n.value + 1;
	while (state->recent.count > 0 && QueueHead(&state->recent)->ordinal < oldest)
		SumPop(&state->sum, &state->recent);
	if (ReadValue(winobj, kind, "rolling_sum", &value))
	{
		SumAdd(&state->sum, value);
		QueuePush(&state->recent, PeriodOrdinal(p), value);
	}
	if (state->recent.count < MinPeriods(state))
		PG_RETURN_NULL();
	return SumDatum(&state->sum);
}

Datum
rolling_sum_float8(PG_FUNCTION_ARGS)
{
	return RollingSum(fcinfo, VALUE_FLOAT8);
}

Datum
rolling_sum_numeric(PG_FUNCTION_ARGS)
{
	return RollingSum(fcinfo, VALUE_NUMERIC);
}

/*
 * ytd(v, p)
 */

typedef struct YearState
{
	PeriodGate	gate;
	int			year;
	int			count;			/* of values in the year so far */
	RunningSum	sum;
} YearState;

static Datum
YearToDate(FunctionCallInfo fcinfo, ValueKind kind)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	YearState  *state = WinGetPartitionLocalMemory(winobj, sizeof(YearState));
	TimePeriod	p;
	Datum		value;

	if (state->gate.function == NULL)
	{
		state->gate.function = "ytd";
		SumInit(&state->sum, kind, "ytd", state);
	}
	if (!ReadPeriod(winobj, &state->gate, &p))
		PG_RETURN_NULL();
	if (PeriodYear(p) != state->year)
	{
		state->year = PeriodYear(p);
		state->count = 0;
		SumReset(&state->sum);
	}
	if (ReadValue(winobj, kind, "ytd", &value))
	{
		SumAdd(&state->sum, value);
		state->count++;
	}
	if (state->count != PeriodSubperiod(p))
		PG_RETURN_NULL();
	return SumDatum(&state->sum);
}

Datum
ytd_float8(PG_FUNCTION_ARGS)
{
	return YearToDate(fcinfo, VALUE_FLOAT8);
}

Datum
ytd_numeric(PG_FUNCTION_ARGS)
{
	return YearToDate(fcinfo, VALUE_NUMERIC);
}

/*
 * rebase(v, p, base)
 */

typedef struct RebaseState
{
	PeriodGate	gate;
	SteadyArg	base;
	bool		known;			/* has the base been looked for? */
	int			count;			/* periods in the base, 0 where incomplete */
	RunningSum	sum;			/* over the base */
} RebaseState;

static void
ReadBaseSpan(TimePeriod base, TimePeriod p, int *first, int *last)
{
	if (!PeriodParts(base, PeriodGetFreq(p), first, last))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("base period \"%s\" is not made of periods such as \"%s\"",
						PeriodToCString(base), PeriodToCString(p)),
				 errhint("The base is one period of the series, or a longer one that its periods fill exactly, such as the year of months.")));
}

/*
 * Adds up the base.  It may lie behind the current row or ahead of it, so the
 * partition is read from its first row on, once.
 */
static void
SumBase(WindowObject winobj, RebaseState *state, TimePeriod p)
{
	int			count = 0;
	int			first;
	int			last;
	bool		isout = false;

	ReadBaseSpan(state->base.value, p, &first, &last);
	for (int64 row = 0; !isout; row++)
	{
		bool		isnull;
		Datum		datum;
		int			ordinal;

		datum = WinGetFuncArgInPartition(winobj, ARG_PERIOD, row, WINDOW_SEEK_HEAD,
										 false, &isnull, &isout);
		if (isout || isnull)
			continue;
		CheckSameFreq(p, DatumGetTimePeriod(datum));
		ordinal = PeriodOrdinal(DatumGetTimePeriod(datum));
		if (ordinal > last)
			break;
		if (ordinal < first)
			continue;
		datum = WinGetFuncArgInPartition(winobj, ARG_VALUE, row, WINDOW_SEEK_HEAD,
										 false, &isnull, &isout);
		if (!isnull)
		{
			SumAdd(&state->sum, CheckValue(datum, state->sum.kind, "rebase"));
			count++;
		}
	}
	state->count = count == last - first + 1 ? count : 0;
}

/* reads the current row; false where there is no answer */
static bool
NextRebased(FunctionCallInfo fcinfo, ValueKind kind, RebaseState **result,
			Datum *value)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	RebaseState *state = WinGetPartitionLocalMemory(winobj, sizeof(RebaseState));
	TimePeriod	p;
	bool		has_value;

	if (state->gate.function == NULL)
	{
		state->gate.function = "rebase";
		state->gate.nfirsts = -1;
		SumInit(&state->sum, kind, "rebase", state);
	}
	ReadSteadyArg(fcinfo, 2, "base", &state->base);
	*result = state;
	if (!ReadPeriod(winobj, &state->gate, &p) || state->base.isnull)
		return false;
	has_value = ReadValue(winobj, kind, "rebase", value);
	if (!state->known)
	{
		SumBase(winobj, state, p);
		state->known = true;
	}
	return has_value && state->count > 0;
}

Datum
rebase_float8(PG_FUNCTION_ARGS)
{
	RebaseState *state;
	Datum		value;
	double		sum;

	if (!NextRebased(fcinfo, VALUE_FLOAT8, &state, &value))
		PG_RETURN_NULL();
	sum = ExactSumRound(&state->sum.exact);
	if (sum == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(Percent(DatumGetFloat8(value), sum / state->count)));
}

Datum
rebase_numeric(PG_FUNCTION_ARGS)
{
	RebaseState *state;
	Datum		value;
	Numeric		weighted;		/* divide once: 100 * v * count / sum */

	if (!NextRebased(fcinfo, VALUE_NUMERIC, &state, &value) ||
		NumericSign(state->sum.numeric) == 0)
		PG_RETURN_NULL();
	weighted = NumericTimes(DatumGetNumeric(value), int64_to_numeric(state->count));
	PG_RETURN_NUMERIC(NumericPercent(weighted, state->sum.numeric));
}
