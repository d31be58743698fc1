/*
 * x11.h
 *		Adjustments of series in the server: options, checks, tables as series.
 *
 * All memory comes from the current context and belongs to the caller.
 */
#ifndef SEASONAL_X11_H
#define SEASONAL_X11_H

#include "series/series.h"
#include "seasonal/x11_math.h"

#include "access/tupdesc.h"

/*
 * The five options of every function, from an argument on: mode, seasonal
 * filter, trend filter, lower and upper sigma limit.  Raises 22023 for what
 * is none.
 */
extern X11Options X11OptionsArgs(FunctionCallInfo fcinfo, int argno);

/*
 * The adjustment of a series, which it points into.  Raises 22023 for other
 * frequencies than months and quarters, gaps, fewer than five years, and values
 * that the mode cannot take.
 */
extern X11 *AdjustSeries(const TimeSeries *s, const X11Options *options);

/* one table of an adjustment of s as a series; raises 22003 for an overflow */
extern TimeSeries *SeriesOfTable(const TimeSeries *s, const double *table);

/*
 * The row type of a function that returns a composite, remembered from call
 * to call.
 */
extern TupleDesc RowTypeOfCall(FunctionCallInfo fcinfo);

#endif							/* SEASONAL_X11_H */
