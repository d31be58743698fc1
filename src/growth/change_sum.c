/*
 * change_sum.c
 *		Window functions that add up periods: rolling_sum, ytd, to_date_sum, rebase.
 */
#include "growth/change_running.h"

#include "base/number.h"
#include "base/window.h"
#include "catalog/pg_type.h"
#include "growth/change_math.h"

PG_FUNCTION_INFO_V1(rolling_sum_float8);
PG_FUNCTION_INFO_V1(rolling_sum_numeric);
PG_FUNCTION_INFO_V1(ytd_float8);
PG_FUNCTION_INFO_V1(ytd_numeric);
PG_FUNCTION_INFO_V1(to_date_sum_float8);
PG_FUNCTION_INFO_V1(to_date_sum_numeric);
PG_FUNCTION_INFO_V1(rebase_float8);
PG_FUNCTION_INFO_V1(rebase_numeric);

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
	RollingState *state = WinGetPartitionLocalMemory(WindowOfCall(fcinfo),
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
	WindowObject winobj = WindowOfCall(fcinfo);
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
 * ytd(v, p) and to_date_sum(v, p, freq)
 */

typedef struct ToDateState
{
	PeriodGate	gate;
	SteadyArg	freq;			/* of the whole that is filling */
	bool		started;
	int			whole;			/* ordinal of the one that the rows are in */
	int			first;			/* ordinal of its first period */
	int			count;			/* of values in it so far */
	RunningSum	sum;
} ToDateState;

/*
 * Argument 2 as a frequency, read as ReadSteadyArg() reads integers.
 */
static void
ReadSteadyFreq(FunctionCallInfo fcinfo, SteadyArg *arg)
{
	bool		isnull;
	Datum		datum;
	int32		value;

	if (arg->isconst)
		return;
	datum = WinGetFuncArgCurrent(WindowOfCall(fcinfo), 2, &isnull);
	value = isnull ? 0 : PeriodFreqFromText(DatumGetTextPP(datum));
	CheckSteadyArg(fcinfo, 2, "freq", isnull, value, arg);
}

/* the ordinal of the whole that holds p; raises 22023 where there is none */
static int
WholeOf(TimePeriod p, PeriodFreq freq)
{
	int			ordinal;

	if (freq > PeriodGetFreq(p) || !PeriodConvert(p, freq, false, &ordinal))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("period \"%s\" does not lie in one period of frequency %c",
						PeriodToCString(p), PeriodFreqLetter(freq)),
				 errhint("A sum to date runs over a longer period that the periods of the series fill, such as the month of days or the quarter of months.")));
	return ordinal;
}

/*
 * Begins the whole that p is in.  It has at most 366 periods, and p is mostly
 * its first.
 */
static void
StartWhole(ToDateState *state, TimePeriod p, PeriodFreq freq, int whole)
{
	int			first = PeriodOrdinal(p);
	int			before;

	while (PeriodOrdinalInRange(PeriodGetFreq(p), first - 1) &&
		   PeriodConvert(PeriodFromOrdinal(PeriodGetFreq(p), first - 1), freq, false, &before) &&
		   before == whole)
		first--;
	state->started = true;
	state->whole = whole;
	state->first = first;
	state->count = 0;
	SumReset(&state->sum);
}

static ToDateState *
GetToDateState(FunctionCallInfo fcinfo, ValueKind kind, const char *function)
{
	ToDateState *state = WinGetPartitionLocalMemory(WindowOfCall(fcinfo), sizeof(ToDateState));

	if (state->gate.function == NULL)
	{
		state->gate.function = function;
		SumInit(&state->sum, kind, function, state);
	}
	return state;
}

static Datum
SumToDate(FunctionCallInfo fcinfo, ToDateState *state, PeriodFreq freq)
{
	WindowObject winobj = WindowOfCall(fcinfo);
	TimePeriod	p;
	Datum		value;
	int			whole;

	if (!ReadPeriod(winobj, &state->gate, &p))
		PG_RETURN_NULL();
	whole = WholeOf(p, freq);
	if (!state->started || whole != state->whole)
		StartWhole(state, p, freq, whole);
	if (ReadValue(winobj, state->sum.kind, state->sum.function, &value))
	{
		SumAdd(&state->sum, value);
		state->count++;
	}
	if (state->count != PeriodOrdinal(p) - state->first + 1)
		PG_RETURN_NULL();
	return SumDatum(&state->sum);
}

Datum
ytd_float8(PG_FUNCTION_ARGS)
{
	return SumToDate(fcinfo, GetToDateState(fcinfo, VALUE_FLOAT8, "ytd"), PERIOD_A);
}

Datum
ytd_numeric(PG_FUNCTION_ARGS)
{
	return SumToDate(fcinfo, GetToDateState(fcinfo, VALUE_NUMERIC, "ytd"), PERIOD_A);
}

static Datum
SumToDateOfFreq(FunctionCallInfo fcinfo, ValueKind kind)
{
	ToDateState *state = GetToDateState(fcinfo, kind, "to_date_sum");

	ReadSteadyFreq(fcinfo, &state->freq);
	if (state->freq.isnull)
		PG_RETURN_NULL();
	return SumToDate(fcinfo, state, (PeriodFreq) state->freq.value);
}

Datum
to_date_sum_float8(PG_FUNCTION_ARGS)
{
	return SumToDateOfFreq(fcinfo, VALUE_FLOAT8);
}

Datum
to_date_sum_numeric(PG_FUNCTION_ARGS)
{
	return SumToDateOfFreq(fcinfo, VALUE_NUMERIC);
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
	WindowObject winobj = WindowOfCall(fcinfo);
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
