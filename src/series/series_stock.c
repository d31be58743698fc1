/*
 * series_stock.c
 *		Series of flows and of stocks, by the rules of the window functions.
 */
#include "series/series_growth.h"

#include "base/interrupt.h"

PG_FUNCTION_INFO_V1(flow_to_stock_series);
PG_FUNCTION_INFO_V1(stock_to_flow_series);

/*
 * flow_to_stock(s, opening): sums from the first period on, as long as none is
 * absent, of all that is in the lanes.
 */
Datum
flow_to_stock_series(PG_FUNCTION_ARGS)
{
	const TimeSeries *s = PG_GETARG_SERIES(0);
	ExactSum	sum = {0};
	TimeSeries *result = MakeSeries(SeriesFreq(s), s->first, s->nslots, 1);

	ExactSumAdd(&sum, CheckExact(PG_GETARG_FLOAT8(1), SERIES_NAME));
	for (int slot = 0; slot < s->nslots && !IsAbsent(s->lane[slot]); slot++)
	{
		AllowCancel(slot);
		for (int k = 0; k < s->nlanes; k++)
			ExactSumAdd(&sum, s->lane[(size_t) k * s->nslots + slot]);
		result->lane[slot] = ExactSumRound(&sum);
	}
	PG_RETURN_SERIES(SeriesResult(result));
}

/*
 * stock_to_flow(s [, opening]): not strict, since no opening stock is known
 * where it is NULL.
 */
Datum
stock_to_flow_series(PG_FUNCTION_ARGS)
{
	const TimeSeries *s;
	TimeSeries *result;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	s = PG_GETARG_SERIES(0);
	result = MakeSeries(SeriesFreq(s), s->first, s->nslots, 1);
	for (int slot = 1; slot < s->nslots; slot++)
	{
		AllowCancel(slot);
		if (!IsAbsent(s->lane[slot]) && !IsAbsent(s->lane[slot - 1]))
			result->lane[slot] = s->lane[slot] - s->lane[slot - 1];
	}
	if (!PG_ARGISNULL(1) && s->nslots > 0)
		result->lane[0] = s->lane[0] - CheckExact(PG_GETARG_FLOAT8(1), SERIES_NAME);
	PG_RETURN_SERIES(SeriesResult(result));
}
