/*
 * change_window.c
 *		Window functions that set a row beside an earlier (or later) period:
 *		lag_at, change, pct_change, yoy.
 *
 * "n periods ago" is a statement about the calendar.  The rows seen so far are
 * kept in a queue by period; the one looked for is at its head or is absent,
 * since both the rows and what they look for only move forward.  Looking
 * ahead (a negative n), a cursor of the same kind runs ahead of the current
 * row instead.
 */
#include "base/number.h"
#include "base/window.h"
#include "growth/change.h"
#include "growth/change_rows.h"

#include "catalog/pg_type.h"

PG_FUNCTION_INFO_V1(lag_at);
PG_FUNCTION_INFO_V1(change_float8);
PG_FUNCTION_INFO_V1(change_numeric);
PG_FUNCTION_INFO_V1(pct_change_float8_window);
PG_FUNCTION_INFO_V1(pct_change_numeric_window);
PG_FUNCTION_INFO_V1(yoy_float8);
PG_FUNCTION_INFO_V1(yoy_numeric);

#define NO_ARG (-1)

/* what distinguishes the functions */
typedef struct LagSpec
{
	const char *function;
	ValueKind	kind;
	int			arg_n;			/* NO_ARG: a year ago */
	int			arg_policy;
} LagSpec;

static const LagSpec lag_at_spec = {"lag_at", VALUE_ANY, 2, NO_ARG};
static const LagSpec change_float8_spec = {"change", VALUE_FLOAT8, 2, NO_ARG};
static const LagSpec change_numeric_spec = {"change", VALUE_NUMERIC, 2, NO_ARG};
static const LagSpec pct_float8_spec = {"pct_change", VALUE_FLOAT8, 2, 3};
static const LagSpec pct_numeric_spec = {"pct_change", VALUE_NUMERIC, 2, 3};
static const LagSpec yoy_float8_spec = {"yoy", VALUE_FLOAT8, NO_ARG, 2};
static const LagSpec yoy_numeric_spec = {"yoy", VALUE_NUMERIC, NO_ARG, 2};

/* of a partition */
typedef struct LagState
{
	PeriodGate	gate;
	SteadyArg	n;
	SteadyArg	policy;
	PeriodQueue past;

	/* the row ahead at which the cursor stands, when n is negative */
	int64		ahead_row;
	bool		ahead_read;		/* has its period been read? */
	TimePeriod	ahead;
} LagState;

/* a row's answer */
typedef struct LagPair
{
	Datum		now;
	Datum		then;
	bool		has_now;
	bool		has_then;
	BasePolicy	policy;
} LagPair;

static LagState *
GetLagState(FunctionCallInfo fcinfo, const LagSpec *spec)
{
	LagState   *state = WinGetPartitionLocalMemory(WindowOfCall(fcinfo), sizeof(LagState));

	if (state->gate.function == NULL)
	{
		Oid			valtype = spec->kind == VALUE_FLOAT8 ? FLOAT8OID :
			spec->kind == VALUE_NUMERIC ? NUMERICOID :
			get_fn_expr_argtype(fcinfo->flinfo, ARG_VALUE);

		state->gate.function = spec->function;
		/* a year before the first of a month is one, too */
		state->gate.nfirsts = spec->arg_n == NO_ARG ? -1 : 0;
		QueueInit(&state->past, state, valtype);
	}
	if (spec->arg_n != NO_ARG)
		ReadSteadyArg(fcinfo, spec->arg_n, "n", &state->n);
	if (spec->arg_policy != NO_ARG)
		ReadSteadyArg(fcinfo, spec->arg_policy, "policy", &state->policy);
	return state;
}

/*
 * The ordinal to look at from p.  False where the calendar has none.
 */
static bool
LagTarget(const LagSpec *spec, const LagState *state, TimePeriod p,
		  int ordinal, int64 *target)
{
	TimePeriod	year_ago;

	if (spec->arg_n != NO_ARG)
		*target = (int64) ordinal - state->n.value;
	else if (PeriodGetFreq(p) <= PERIOD_M)
		*target = ordinal - PeriodsPerYear(PeriodGetFreq(p));
	else if (YearAgo(p, &year_ago))
		*target = PeriodOrdinal(year_ago);
	else
		return false;
	return true;
}

/*
 * The value of the period behind, which nobody will look behind of again.
 */
static bool
LookBack(PeriodQueue *past, int64 target, Datum *value)
{
	PeriodValue *head;

	while ((head = QueueHead(past)) != NULL && head->ordinal < target)
		QueuePop(past);
	if (head == NULL || head->ordinal != target)
		return false;
	*value = head->value;
	return true;
}

/*
 * Moves the cursor to the first row ahead whose period is not before the
 * target.  What it runs past is checked when it becomes the current row.
 */
static bool
LookAhead(WindowObject winobj, const LagSpec *spec, LagState *state,
		  int64 target, Datum *value)
{
	bool		isnull;
	bool		isout;

	while (!state->ahead_read || PeriodOrdinal(state->ahead) < target)
	{
		Datum		p;

		if (state->ahead_read)
			state->ahead_row++;
		state->ahead_read = true;
		p = WinGetFuncArgInPartition(winobj, ARG_PERIOD, state->ahead_row,
									 WINDOW_SEEK_HEAD, false, &isnull, &isout);
		if (isout)
		{
			state->ahead_read = false;
			return false;
		}
		if (isnull)
			state->ahead = state->gate.last;	/* go on */
		else
		{
			CheckSameFreq(state->gate.last, DatumGetTimePeriod(p));
			state->ahead = DatumGetTimePeriod(p);
		}
	}
	if (PeriodOrdinal(state->ahead) != target)
		return false;
	*value = WinGetFuncArgInPartition(winobj, ARG_VALUE, state->ahead_row,
									  WINDOW_SEEK_HEAD, false, &isnull, &isout);
	if (isnull)
		return false;
	*value = CheckValue(*value, spec->kind, spec->function);
	return true;
}

/*
 * Reads the current row and finds the one to set beside it.
 */
static LagPair
NextLagPair(FunctionCallInfo fcinfo, const LagSpec *spec)
{
	WindowObject winobj = WindowOfCall(fcinfo);
	LagState   *state = GetLagState(fcinfo, spec);
	LagPair		pair = {0};
	TimePeriod	p;
	int			ordinal;
	int64		target;

	if (!ReadPeriod(winobj, &state->gate, &p))
		return pair;
	pair.has_now = ReadValue(winobj, spec->kind, spec->function, &pair.now);
	if (state->n.isnull || state->policy.isnull)
	{
		pair.has_now = false;
		return pair;
	}

	ordinal = PeriodOrdinal(p);
	if (pair.has_now && state->n.value >= 0)
		QueuePush(&state->past, ordinal, pair.now);
	if (!LagTarget(spec, state, p, ordinal, &target))
		return pair;
	if (state->n.value >= 0)
		pair.has_then = LookBack(&state->past, target, &pair.then);
	else
		pair.has_then = LookAhead(winobj, spec, state, target, &pair.then);
	if (spec->arg_policy != NO_ARG && pair.has_then)
		pair.policy = BasePolicyFromEnum((Oid) state->policy.value);
	return pair;
}

Datum
lag_at(PG_FUNCTION_ARGS)
{
	LagPair		pair = NextLagPair(fcinfo, &lag_at_spec);

	if (!pair.has_then)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(pair.then);
}

Datum
change_float8(PG_FUNCTION_ARGS)
{
	LagPair		pair = NextLagPair(fcinfo, &change_float8_spec);

	if (!pair.has_now || !pair.has_then)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(DatumGetFloat8(pair.now) - DatumGetFloat8(pair.then)));
}

Datum
change_numeric(PG_FUNCTION_ARGS)
{
	LagPair		pair = NextLagPair(fcinfo, &change_numeric_spec);

	if (!pair.has_now || !pair.has_then)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(NumericMinus(DatumGetNumeric(pair.now), DatumGetNumeric(pair.then)));
}

static Datum
RateFloat8(FunctionCallInfo fcinfo, const LagSpec *spec)
{
	LagPair		pair = NextLagPair(fcinfo, spec);
	double		rate;

	if (!pair.has_now || !pair.has_then ||
		!PercentChange(DatumGetFloat8(pair.now), DatumGetFloat8(pair.then),
					   pair.policy, &rate))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(rate));
}

static Datum
RateNumeric(FunctionCallInfo fcinfo, const LagSpec *spec)
{
	LagPair		pair = NextLagPair(fcinfo, spec);
	Numeric		rate;

	if (!pair.has_now || !pair.has_then ||
		!NumericPercentChange(DatumGetNumeric(pair.now), DatumGetNumeric(pair.then),
							  pair.policy, &rate))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(rate);
}

Datum
pct_change_float8_window(PG_FUNCTION_ARGS)
{
	return RateFloat8(fcinfo, &pct_float8_spec);
}

Datum
pct_change_numeric_window(PG_FUNCTION_ARGS)
{
	return RateNumeric(fcinfo, &pct_numeric_spec);
}

Datum
yoy_float8(PG_FUNCTION_ARGS)
{
	return RateFloat8(fcinfo, &yoy_float8_spec);
}

Datum
yoy_numeric(PG_FUNCTION_ARGS)
{
	return RateNumeric(fcinfo, &yoy_numeric_spec);
}
