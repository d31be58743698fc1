/*
 * change_stock.c
 *		Window functions between flows and stocks: flow_to_stock, stock_to_flow.
 *
 * Both begin with the first period that has a value; the stock before that is
 * an argument.  What one flow was is not known where a period is absent, so no
 * stock is known from there on; a flow is known again as soon as two stocks
 * stand side by side.
 */
#include "base/number.h"
#include "base/window.h"
#include "catalog/pg_type.h"
#include "growth/change_running.h"

PG_FUNCTION_INFO_V1(flow_to_stock_float8);
PG_FUNCTION_INFO_V1(flow_to_stock_numeric);
PG_FUNCTION_INFO_V1(stock_to_flow_float8);
PG_FUNCTION_INFO_V1(stock_to_flow_numeric);

#define ARG_OPENING 2

/* of a partition; ordinal is that of the row before */
typedef struct StockState
{
	PeriodGate	gate;
	bool		started;
	bool		broken;
	int			ordinal;
	RunningSum	sum;
} StockState;

typedef struct FlowState
{
	PeriodGate	gate;
	bool		started;
	PeriodQueue before;			/* the latest stock, if there is one */
} FlowState;

/*
 * The stock before the first period, as the current row has it.  False for
 * NULL.
 */
static bool
ReadOpening(WindowObject winobj, ValueKind kind, const char *function, Datum *opening)
{
	bool		isnull;
	Datum		datum = WinGetFuncArgCurrent(winobj, ARG_OPENING, &isnull);

	if (isnull)
		return false;
	*opening = CheckValue(datum, kind, function);
	return true;
}

static Datum
FlowToStock(FunctionCallInfo fcinfo, ValueKind kind)
{
	WindowObject winobj = WindowOfCall(fcinfo);
	StockState *state = WinGetPartitionLocalMemory(winobj, sizeof(StockState));
	TimePeriod	p;
	Datum		value;
	Datum		opening;
	bool		has_value;

	if (state->gate.function == NULL)
	{
		state->gate.function = "flow_to_stock";
		SumInit(&state->sum, kind, "flow_to_stock", state);
	}
	if (!ReadPeriod(winobj, &state->gate, &p))
		PG_RETURN_NULL();
	has_value = ReadValue(winobj, kind, "flow_to_stock", &value);
	if (!state->started)
	{
		if (!has_value)
			PG_RETURN_NULL();
		state->started = true;
		state->ordinal = PeriodOrdinal(p) - 1;
		if (ReadOpening(winobj, kind, "flow_to_stock", &opening))
			SumAdd(&state->sum, opening);
		else
			state->broken = true;
	}
	if (!has_value || PeriodOrdinal(p) != state->ordinal + 1)
		state->broken = true;
	state->ordinal = PeriodOrdinal(p);
	if (state->broken)
		PG_RETURN_NULL();
	SumAdd(&state->sum, value);
	return SumDatum(&state->sum);
}

Datum
flow_to_stock_float8(PG_FUNCTION_ARGS)
{
	return FlowToStock(fcinfo, VALUE_FLOAT8);
}

Datum
flow_to_stock_numeric(PG_FUNCTION_ARGS)
{
	return FlowToStock(fcinfo, VALUE_NUMERIC);
}

static Datum
Difference(ValueKind kind, Datum now, Datum then)
{
	if (kind == VALUE_FLOAT8)
		return Float8GetDatum(CheckResult(DatumGetFloat8(now) - DatumGetFloat8(then)));
	return NumericGetDatum(NumericMinus(DatumGetNumeric(now), DatumGetNumeric(then)));
}

static Datum
StockToFlow(FunctionCallInfo fcinfo, ValueKind kind)
{
	WindowObject winobj = WindowOfCall(fcinfo);
	FlowState  *state = WinGetPartitionLocalMemory(winobj, sizeof(FlowState));
	TimePeriod	p;
	Datum		now;
	Datum		then;
	Datum		flow = (Datum) 0;
	bool		known = false;

	if (state->gate.function == NULL)
	{
		state->gate.function = "stock_to_flow";
		QueueInit(&state->before, state, kind == VALUE_FLOAT8 ? FLOAT8OID : NUMERICOID);
	}
	if (!ReadPeriod(winobj, &state->gate, &p) ||
		!ReadValue(winobj, kind, "stock_to_flow", &now))
		PG_RETURN_NULL();
	if (!state->started)
	{
		state->started = true;
		known = ReadOpening(winobj, kind, "stock_to_flow", &then);
		if (known)
			flow = Difference(kind, now, then);
	}
	else
	{
		PeriodValue *head = QueueHead(&state->before);

		known = head->ordinal == PeriodOrdinal(p) - 1;
		if (known)
			flow = Difference(kind, now, head->value);
		QueuePop(&state->before);
	}
	QueuePush(&state->before, PeriodOrdinal(p), now);
	if (!known)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(flow);
}

Datum
stock_to_flow_float8(PG_FUNCTION_ARGS)
{
	return StockToFlow(fcinfo, VALUE_FLOAT8);
}

Datum
stock_to_flow_numeric(PG_FUNCTION_ARGS)
{
	return StockToFlow(fcinfo, VALUE_NUMERIC);
}
