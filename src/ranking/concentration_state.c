/*
 * concentration_state.c
 *		The state of the plain aggregates of concentration.
 *
 * It gathers and does nothing else.  Its text form is the parameter, a colon
 * and the values in descending order, "4:{30,20.5,1}"; its binary form is
 * version, parameter, number of values and the values in that order.
 */
#include "ranking/concentration_state.h"

#include "base/agg.h"
#include "base/exact.h"
#include "common/shortest_dec.h"
#include "utils/memutils.h"

#define WIRE_VERSION 1

/* a power of two, see ranking.c; room for 14 values */
#define MIN_STATE_SIZE 128

#define MAX_VALUES \
	((int32) ((MaxAllocSize - offsetof(ConcentrationState, value)) / sizeof(double)))

PG_FUNCTION_INFO_V1(concentration_accum);
PG_FUNCTION_INFO_V1(concentration_combine);
PG_FUNCTION_INFO_V1(concentration_state_in);
PG_FUNCTION_INFO_V1(concentration_state_out);
PG_FUNCTION_INFO_V1(concentration_state_recv);
PG_FUNCTION_INFO_V1(concentration_state_send);

double
CheckNotNegative(double value)
{
	if (value < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("concentration of negative values is not defined"),
				 errhint("Take exports or imports in place of their balance, or surpluses and deficits apart.")));
	return value;
}

int32
CheckIndexParameter(int32 parameter)
{
	if (parameter < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of members \"%d\" is not positive", parameter)));
	return parameter;
}

static int
CompareDescending(const void *left, const void *right)
{
	double		a = *(const double *) left;
	double		b = *(const double *) right;

	return (a < b) - (a > b);
}

double *
SortValues(const ConcentrationState *state)
{
	Size		size = state->nvalues * sizeof(double);
	double	   *values = (double *) palloc(Max(size, 1));

	memcpy(values, state->value, size);
	qsort(values, state->nvalues, sizeof(double), CompareDescending);
	return values;
}

/*
 * A state in the current context with room for nvalues and at least as many
 * again while there is room to be had.
 */
static ConcentrationState *
NewState(int32 parameter, int64 nvalues)
{
	ConcentrationState *state;
	Size		size = MIN_STATE_SIZE;

	if (nvalues > MAX_VALUES)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many values for an index of concentration"),
				 errdetail("At most %d can be gathered.", MAX_VALUES)));
	while (size < offsetof(ConcentrationState, value) + nvalues * sizeof(double))
		size *= 2;
	size = Min(size, offsetof(ConcentrationState, value) + MAX_VALUES * sizeof(double));
	state = (ConcentrationState *) palloc0(size);
	SET_VARSIZE(state, size);
	state->parameter = parameter;
	state->capacity = (size - offsetof(ConcentrationState, value)) / sizeof(double);
	return state;
}

/*
 * Room for n more values: the state itself, or a new one.
 */
static ConcentrationState *
MakeRoomFor(ConcentrationState *state, int32 n)
{
	ConcentrationState *grown;

	if (state->capacity - state->nvalues >= n)
		return state;
	grown = NewState(state->parameter, (int64) state->nvalues + n);
	memcpy(grown->value, state->value, state->nvalues * sizeof(double));
	grown->nvalues = state->nvalues;
	return grown;
}

static void
CheckSameParameter(int32 a, int32 b)
{
	if (a != b)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of members must be the same for all rows of a group"),
				 errdetail("It is %d in one row and %d in another.",
						   Min(a, b), Max(a, b))));
}

/*
 * Arguments state, value and, for some indices, the parameter.  A row without
 * a value, or without a parameter where there should be one, does not count.
 */
Datum
concentration_accum(PG_FUNCTION_ARGS)
{
	ConcentrationState *state;
	int32		parameter = 0;
	double		value;

	if (PG_ARGISNULL(1) || (PG_NARGS() > 2 && PG_ARGISNULL(2)))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}

	value = CheckNotNegative(CheckExact(PG_GETARG_FLOAT8(1),
										"an index of concentration"));
	if (PG_NARGS() > 2)
		parameter = CheckIndexParameter(PG_GETARG_INT32(2));
	if (PG_ARGISNULL(0))
		state = NewState(parameter, 1);
	else
	{
		state = (ConcentrationState *) SummaryForUpdate(fcinfo);
		CheckSameParameter(state->parameter, parameter);
		state = MakeRoomFor(state, 1);
	}
	state->value[state->nvalues++] = value;
	PG_RETURN_POINTER(state);
}

Datum
concentration_combine(PG_FUNCTION_ARGS)
{
	ConcentrationState *state = (ConcentrationState *) SummaryForUpdate(fcinfo);
	ConcentrationState *other = (ConcentrationState *) SummaryForRead(fcinfo, 1);

	CheckSameParameter(state->parameter, other->parameter);
	state = MakeRoomFor(state, other->nvalues);
	memcpy(state->value + state->nvalues, other->value,
		   other->nvalues * sizeof(double));
	state->nvalues += other->nvalues;
	PG_RETURN_POINTER(state);
}

/*
 * Reads a number and steps behind it.  False where there is none.
 */
static bool
TakeDouble(char **at, double *value)
{
	size_t		length = strspn(*at, "+-.0123456789eE");
	char	   *end;

	*value = strtod(*at, &end) + 0.0;
	if (length == 0 || end != *at + length)
		return false;
	*at = end;
	return ExactAccepts(*value) && *value >= 0;
}

/*
 * NULL where the text is no state.
 */
static ConcentrationState *
StateFromText(char *at)
{
	ConcentrationState *state;
	double		value;

	if (!TakeDouble(&at, &value) || value > PG_INT32_MAX ||
		value != floor(value) || strncmp(at, ":{", 2) != 0)
		return NULL;
	at += 2;
	state = NewState((int32) value, 1);
	for (bool more = *at != '}'; more; at += more)
	{
		if (!TakeDouble(&at, &value))
			return NULL;
		state = MakeRoomFor(state, 1);
		state->value[state->nvalues++] = value;
		more = *at == ',';
	}
	return strcmp(at, "}") == 0 ? state : NULL;
}

Datum
concentration_state_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	ConcentrationState *state = StateFromText(text);

	if (state == NULL)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"",
						"concentration_state", text)));
	PG_RETURN_POINTER(state);
}

Datum
concentration_state_out(PG_FUNCTION_ARGS)
{
	ConcentrationState *state = (ConcentrationState *) SummaryForRead(fcinfo, 0);
	double	   *values = SortValues(state);
	StringInfoData out;

	initStringInfo(&out);
	appendStringInfo(&out, "%d:{", state->parameter);
	for (int i = 0; i < state->nvalues; i++)
	{
		if (i > 0)
			appendStringInfoChar(&out, ',');
		enlargeStringInfo(&out, DOUBLE_SHORTEST_DECIMAL_LEN);
		out.len += double_to_shortest_decimal_buf(values[i], out.data + out.len);
	}
	appendStringInfoChar(&out, '}');
	PG_RETURN_CSTRING(out.data);
}

Datum
concentration_state_send(PG_FUNCTION_ARGS)
{
	ConcentrationState *state = (ConcentrationState *) SummaryForRead(fcinfo, 0);
	double	   *values = SortValues(state);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, WIRE_VERSION);
	pq_sendint32(&buf, state->parameter);
	pq_sendint32(&buf, state->nvalues);
	for (int i = 0; i < state->nvalues; i++)
		pq_sendfloat8(&buf, values[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
concentration_state_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	ConcentrationState *state;
	int32		parameter;
	int32		nvalues;

	CheckWireVersion(buf, WIRE_VERSION, "concentration_state");
	parameter = pq_getmsgint(buf, 4);
	nvalues = pq_getmsgint(buf, 4);
	if (parameter < 0 || nvalues < 0 ||
		nvalues > (buf->len - buf->cursor) / (int) sizeof(double))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of type %s", "concentration_state"),
				 errdetail("Its parameter or its number of values is out of range.")));
	state = NewState(parameter, nvalues);
	for (int i = 0; i < nvalues; i++)
		state->value[i] =
			CheckNotNegative(CheckExact(pq_getmsgfloat8(buf),
										"an index of concentration"));
	state->nvalues = nvalues;
	pq_getmsgend(buf);
	PG_RETURN_POINTER(state);
}
