/*
 * series_ops.c
 *		Arithmetic of series with series and with numbers.
 *
 * Two series are combined where both have a value; elsewhere the result has
 * none.  So has a quotient where the divisor is 0.  Values are rounded doubles:
 * the residuals of exact sums do not go in, and none come out.  To add up
 * partial series without error there is rollup().
 */
#include "series/series.h"
#include "base/interrupt.h"

#include "base/number.h"

PG_FUNCTION_INFO_V1(series_plus);
PG_FUNCTION_INFO_V1(series_minus);
PG_FUNCTION_INFO_V1(series_times);
PG_FUNCTION_INFO_V1(series_over);
PG_FUNCTION_INFO_V1(series_plus_float8);
PG_FUNCTION_INFO_V1(series_minus_float8);
PG_FUNCTION_INFO_V1(series_times_float8);
PG_FUNCTION_INFO_V1(series_over_float8);
PG_FUNCTION_INFO_V1(float8_plus_series);
PG_FUNCTION_INFO_V1(float8_minus_series);
PG_FUNCTION_INFO_V1(float8_times_series);
PG_FUNCTION_INFO_V1(float8_over_series);
PG_FUNCTION_INFO_V1(series_negate);

typedef enum SeriesOp
{
	OP_PLUS,
	OP_MINUS,
	OP_TIMES,
	OP_OVER
} SeriesOp;

/*
 * An absent operand is a NaN, and makes one.
 */
static inline double
Calculate(SeriesOp op, double a, double b)
{
	switch (op)
	{
		case OP_PLUS:
			return a + b;
		case OP_MINUS:
			return a - b;
		case OP_TIMES:
			return a * b;
		case OP_OVER:
			return b == 0 ? AbsentValue() : a / b;
	}
	return AbsentValue();
}

static Datum
SeriesWithSeries(FunctionCallInfo fcinfo, SeriesOp op)
{
	const TimeSeries *a = PG_GETARG_SERIES(0);
	const TimeSeries *b = PG_GETARG_SERIES(1);
	int			from = Max(SeriesFirst(a), SeriesFirst(b));
	int			to = Min(SeriesLast(a), SeriesLast(b));
	TimeSeries *result;

	CheckSeriesFreq(a, SeriesFreq(b));
	if (a->nslots == 0 || b->nslots == 0 || from > to)
		PG_RETURN_SERIES(FinishSeries(MakeSeries(SeriesFreq(a), 0, 0, 1)));
	result = MakeSeries(SeriesFreq(a), from, to - from + 1, 1);
	for (int i = 0; i < result->nslots; i++)
	{
		AllowCancel(i);
		result->lane[i] = Calculate(op, a->lane[from - a->first + i],
									b->lane[from - b->first + i]);
	}
	PG_RETURN_SERIES(SeriesResult(result));
}

static Datum
SeriesWithNumber(const TimeSeries *s, double number, SeriesOp op,
				 bool number_first)
{
	TimeSeries *result = MakeSeries(SeriesFreq(s), s->first, s->nslots, 1);

	(void) CheckFinite(number, "time series arithmetic");
	for (int i = 0; i < result->nslots; i++)
	{
		AllowCancel(i);
		result->lane[i] = number_first ? Calculate(op, number, s->lane[i]) :
			Calculate(op, s->lane[i], number);
	}
	PG_RETURN_SERIES(SeriesResult(result));
}

Datum
series_plus(PG_FUNCTION_ARGS)
{
	return SeriesWithSeries(fcinfo, OP_PLUS);
}

Datum
series_minus(PG_FUNCTION_ARGS)
{
	return SeriesWithSeries(fcinfo, OP_MINUS);
}

Datum
series_times(PG_FUNCTION_ARGS)
{
	return SeriesWithSeries(fcinfo, OP_TIMES);
}

Datum
series_over(PG_FUNCTION_ARGS)
{
	return SeriesWithSeries(fcinfo, OP_OVER);
}

Datum
series_plus_float8(PG_FUNCTION_ARGS)
{
	return SeriesWithNumber(PG_GETARG_SERIES(0), PG_GETARG_FLOAT8(1), OP_PLUS, false);
}

Datum
series_minus_float8(PG_FUNCTION_ARGS)
{
	return SeriesWithNumber(PG_GETARG_SERIES(0), PG_GETARG_FLOAT8(1), OP_MINUS, false);
}

Datum
series_times_float8(PG_FUNCTION_ARGS)
{
	return SeriesWithNumber(PG_GETARG_SERIES(0), PG_GETARG_FLOAT8(1), OP_TIMES, false);
}

Datum
series_over_float8(PG_FUNCTION_ARGS)
{
	return SeriesWithNumber(PG_GETARG_SERIES(0), PG_GETARG_FLOAT8(1), OP_OVER, false);
}

Datum
float8_plus_series(PG_FUNCTION_ARGS)
{
	return SeriesWithNumber(PG_GETARG_SERIES(1), PG_GETARG_FLOAT8(0), OP_PLUS, true);
}

Datum
float8_minus_series(PG_FUNCTION_ARGS)
{
	return SeriesWithNumber(PG_GETARG_SERIES(1), PG_GETARG_FLOAT8(0), OP_MINUS, true);
}

Datum
float8_times_series(PG_FUNCTION_ARGS)
{
	return SeriesWithNumber(PG_GETARG_SERIES(1), PG_GETARG_FLOAT8(0), OP_TIMES, true);
}

Datum
float8_over_series(PG_FUNCTION_ARGS)
{
	return SeriesWithNumber(PG_GETARG_SERIES(1), PG_GETARG_FLOAT8(0), OP_OVER, true);
}

Datum
series_negate(PG_FUNCTION_ARGS)
{
	return SeriesWithNumber(PG_GETARG_SERIES(0), 0, OP_MINUS, true);
}
