/*
 * series_growth.h
 *		Changes, growth rates and running sums of a series as series.
 *
 * The rules are those of trade/change.h.  Each result has the frequency of the
 * series; without any answer it is a series without values.  Its values are
 * rounded doubles, except that sums are exact sums, residuals included, which
 * are rounded once.
 */
#ifndef SERIES_SERIES_GROWTH_H
#define SERIES_SERIES_GROWTH_H

#include "growth/change.h"
#include "series/series.h"

/* a lag of one year by the calendar; any other is a number of periods */
#define A_YEAR_AGO PG_INT32_MIN

/* what is made of a value and the one before it; all in percent but the first */
typedef enum Measure
{
	MEASURE_CHANGE,				/* difference */
	MEASURE_PERCENT,			/* percent change under a base policy */
	MEASURE_RATIO,				/* (x / x0 - 1) * 100, whatever the signs */
	MEASURE_ANNUAL,				/* the same, compounded to a year */
	MEASURE_LOG,				/* difference of natural logarithms */
	MEASURE_ANNUAL_LOG			/* the same, times periods in a year */
} Measure;

/* how to measure; per_year only for annual rates, policy only for percent */
typedef struct MeasureOptions
{
	Measure		measure;
	int			lag;			/* in periods, or A_YEAR_AGO */
	BasePolicy	policy;
	int			per_year;
} MeasureOptions;

extern TimeSeries *MeasuredSeries(const TimeSeries *s,
								  const MeasureOptions *options);
extern TimeSeries *YearToDateSeries(const TimeSeries *s);

/*
 * n and min_periods are at least 1.
 */
extern TimeSeries *RollingSumSeries(const TimeSeries *s, int n,
									int min_periods);

#endif							/* SERIES_SERIES_GROWTH_H */
