/*
 * series_growth.c
 *		Change, growth, year to date, rolling sums and rebasing of a series.
 */
#include "series/series_growth.h"
#include "base/interrupt.h"

#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(change_series);
PG_FUNCTION_INFO_V1(pct_change_series);
PG_FUNCTION_INFO_V1(yoy_series);
PG_FUNCTION_INFO_V1(ytd_series);
PG_FUNCTION_INFO_V1(rolling_sum_series);
PG_FUNCTION_INFO_V1(rebase_series);
PG_FUNCTION_INFO_V1(fred_units);

/*
 * The value that the one in this slot is compared with, absent where there is
 * none.
 */
static inline double
ValueBefore(const TimeSeries *s, int slot, int lag)
{
	int			ordinal = s->first + slot;
	TimePeriod	year_ago;

	if (likely(lag != A_YEAR_AGO))
	{
		int64		before = (int64) slot - lag;

		return before >= 0 && before < s->nslots ? s->lane[before] : AbsentValue();
	}
	if (likely(SeriesFreq(s) <= PERIOD_M))
		return SeriesValueAt(s, ordinal - PeriodsPerYear(SeriesFreq(s)));
	if (!YearAgo(SeriesPeriod(s, slot), &year_ago))
		return AbsentValue();
	return SeriesValueAt(s, PeriodOrdinal(year_ago));
}

/*
 * Both values are there.
 */
static inline double
MeasuredValue(double newval, double base, const MeasureOptions *options)
{
	double		result;

	switch (options->measure)
	{
		case MEASURE_CHANGE:
			return newval - base;
		case MEASURE_PERCENT:
			if (PercentChange(newval, base, options->policy, &result))
				return result;
			break;
		case MEASURE_RATIO:
			if (base != 0)
				return Percent(newval - base, base);
			break;
		case MEASURE_ANNUAL:
			if (base != 0)
				return (pow(newval / base, options->per_year) - 1) * 100;
			break;
		case MEASURE_LOG:
			if (LogChange(newval, base, &result))
				return result;
			break;
		case MEASURE_ANNUAL_LOG:
			if (LogChange(newval, base, &result))
				return result * options->per_year;
			break;
	}
	return AbsentValue();
}

/*
 * Percent change on the slot "lag" before, at least one, where that is above
 * zero: what most ask for, of many series, so the loop does not branch.  100
 * times a difference of values is finite, and what is too large for a series
 * afterwards is refused there.
 */
static TimeSeries *
StrictGrowth(const TimeSeries *s, int lag)
{
	int			n = Max(s->nslots - lag, 0);
	TimeSeries *result = MakeSeriesUnfilled(SeriesFreq(s), s->first + lag, n);

	/* a billion a second: no call */
	for (int slot = 0; slot < n; slot++)
	{
		double		newval = s->lane[slot + lag];
		double		base = s->lane[slot];

		result->lane[slot] = ValueOrAbsent((base > 0) & !IsAbsent(newval),
										   100 * (newval - base) / base + 0.0);
	}
	return TrimSeries(result);
}

TimeSeries *
MeasuredSeries(const TimeSeries *s, const MeasureOptions *options)
{
	int			lag = options->lag == A_YEAR_AGO && SeriesFreq(s) <= PERIOD_M ?
		PeriodsPerYear(SeriesFreq(s)) : options->lag;
	TimeSeries *result;

	if (options->measure == MEASURE_PERCENT && options->policy == POLICY_STRICT && lag > 0)
		return StrictGrowth(s, Min(lag, s->nslots));
	result = MakeSeries(SeriesFreq(s), s->first, s->nslots, 1);
	for (int slot = 0; slot < s->nslots; slot++)
	{
		double		newval = s->lane[slot];
		double		base;

		AllowCancel(slot);
		if (IsAbsent(newval))
			continue;
		base = ValueBefore(s, slot, options->lag);
		if (!IsAbsent(base))
			result->lane[slot] = MeasuredValue(newval, base, options);
	}
	return SeriesResult(result);
}

/*
 * Adds a slot, or takes it away, residuals included.
 */
static inline void
AddSlot(ExactSum *sum, const TimeSeries *s, int slot, int sign)
{
	for (int k = 0; k < s->nlanes; k++)
		ExactSumAdd(sum, sign * s->lane[(size_t) k * s->nslots + slot]);
}

/*
 * Is it the first period of its year?
 */
static inline bool
StartsYear(PeriodFreq freq, int ordinal)
{
	if (freq <= PERIOD_M)
		return ordinal % PeriodsPerYear(freq) == 0;
	return PeriodSubperiod(PeriodFromOrdinal(freq, ordinal)) == 1;
}

TimeSeries *
YearToDateSeries(const TimeSeries *s)
{
	TimeSeries *result = MakeSeries(SeriesFreq(s), s->first, s->nslots, 1);
	ExactSum	sum = {0};
	bool		complete = false;

	for (int slot = 0; slot < s->nslots; slot++)
	{
		AllowCancel(slot);
		if (StartsYear(SeriesFreq(s), s->first + slot))
		{
			sum.nlanes = 0;
			complete = true;
		}
		if (IsAbsent(s->lane[slot]))
			complete = false;
		if (!complete)
			continue;
		AddSlot(&sum, s, slot, 1);
		result->lane[slot] = ExactSumRound(&sum);
	}
	return SeriesResult(result);
}

TimeSeries *
RollingSumSeries(const TimeSeries *s, int n, int min_periods)
{
	TimeSeries *result = MakeSeries(SeriesFreq(s), s->first, s->nslots, 1);
	ExactSum	sum = {0};
	int			count = 0;

	for (int slot = 0; slot < s->nslots; slot++)
	{
		int			left = slot - n;

		AllowCancel(slot);
		if (left >= 0 && !IsAbsent(s->lane[left]))
		{
			AddSlot(&sum, s, left, -1);
			count--;
		}
		if (!IsAbsent(s->lane[slot]))
		{
			AddSlot(&sum, s, slot, 1);
			count++;
		}
		if (count >= min_periods)
			result->lane[slot] = ExactSumRound(&sum);
	}
	return SeriesResult(result);
}

static int
CheckPositive(int n, const char *what)
{
	if (n < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be at least 1, not %d", what, n)));
	return n;
}

/*
 * A number of periods to look back; forward, where it is negative.  No series
 * is long enough for the one number that stands for a year.
 */
static int
LagArg(FunctionCallInfo fcinfo, int argno)
{
	return Max(PG_GETARG_INT32(argno), A_YEAR_AGO + 1);
}

Datum
change_series(PG_FUNCTION_ARGS)
{
	MeasureOptions options = {.measure = MEASURE_CHANGE};

	options.lag = LagArg(fcinfo, 1);
	PG_RETURN_SERIES(MeasuredSeries(PG_GETARG_SERIES(0), &options));
}

Datum
pct_change_series(PG_FUNCTION_ARGS)
{
	MeasureOptions options = {.measure = MEASURE_PERCENT};

	options.lag = LagArg(fcinfo, 1);
	options.policy = BasePolicyArg(fcinfo, 2);
	PG_RETURN_SERIES(MeasuredSeries(PG_GETARG_SERIES(0), &options));
}

Datum
yoy_series(PG_FUNCTION_ARGS)
{
	MeasureOptions options = {.measure = MEASURE_PERCENT, .lag = A_YEAR_AGO};

	options.policy = BasePolicyArg(fcinfo, 1);
	PG_RETURN_SERIES(MeasuredSeries(PG_GETARG_SERIES(0), &options));
}

Datum
ytd_series(PG_FUNCTION_ARGS)
{
	PG_RETURN_SERIES(YearToDateSeries(PG_GETARG_SERIES(0)));
}

/*
 * Not strict: min_periods is n where it is NULL.
 */
Datum
rolling_sum_series(PG_FUNCTION_ARGS)
{
	int			n;
	int			min_periods;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	n = CheckPositive(PG_GETARG_INT32(1), "number of periods");
	min_periods = PG_ARGISNULL(2) ? n :
		CheckPositive(PG_GETARG_INT32(2), "min_periods");
	if (min_periods > n)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("min_periods %d is more than the number of periods %d",
						min_periods, n)));
	PG_RETURN_SERIES(RollingSumSeries(PG_GETARG_SERIES(0), n, min_periods));
}

/*
 * The mean over the ordinals, rounded; absent unless each has a value.
 */
static double
MeanOver(const TimeSeries *s, int first, int last)
{
	ExactSum	sum = {0};

	for (int ordinal = first; ordinal <= last; ordinal++)
	{
		if (IsAbsent(SeriesValueAt(s, ordinal)))
			return AbsentValue();
		AddSlot(&sum, s, ordinal - s->first, 1);
	}
	return ExactSumRound(&sum) / (last - first + 1);
}

Datum
rebase_series(PG_FUNCTION_ARGS)
{
	const TimeSeries *s = PG_GETARG_SERIES(0);
	TimePeriod	base = PG_GETARG_TIMEPERIOD(1);
	TimeSeries *result = MakeSeries(SeriesFreq(s), s->first, s->nslots, 1);
	int			first;
	int			last;
	double		mean;

	if (!PeriodParts(base, SeriesFreq(s), &first, &last))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("base period \"%s\" is not made up of periods of frequency %s",
						PeriodToCString(base), PeriodFreqName(SeriesFreq(s))),
				 errhint("Give a period of the series' own frequency, or a longer one that holds whole periods of it, such as a year of months.")));
	mean = MeanOver(s, first, last);
	for (int slot = 0; slot < s->nslots && mean != 0; slot++)
	{
		AllowCancel(slot);
		result->lane[slot] = Percent(s->lane[slot], mean);
	}
	PG_RETURN_SERIES(SeriesResult(result));
}

static TimeSeries *
LogSeries(const TimeSeries *s)
{
	TimeSeries *result = MakeSeries(SeriesFreq(s), s->first, s->nslots, 1);

	for (int slot = 0; slot < s->nslots; slot++)
	{
		AllowCancel(slot);
		if (s->lane[slot] > 0)
			result->lane[slot] = log(s->lane[slot]);
	}
	return SeriesResult(result);
}

/*
 * FRED's formulas.  Observations a year are counted as FRED does, 260 of daily
 * series; but a year ago is the calendar's, as everywhere here.
 */
Datum
fred_units(PG_FUNCTION_ARGS)
{
	static const struct
	{
		const char *code;
		Measure		measure;
		int			lag;
	}			units[] = {
		{"chg", MEASURE_CHANGE, 1},
		{"ch1", MEASURE_CHANGE, A_YEAR_AGO},
		{"pch", MEASURE_RATIO, 1},
		{"pc1", MEASURE_RATIO, A_YEAR_AGO},
		{"pca", MEASURE_ANNUAL, 1},
		{"cch", MEASURE_LOG, 1},
		{"cca", MEASURE_ANNUAL_LOG, 1}
	};
	const TimeSeries *s = PG_GETARG_SERIES(0);
	char	   *code = text_to_cstring(PG_GETARG_TEXT_PP(1));

	if (strcmp(code, "lin") == 0)
		PG_RETURN_SERIES(UncountedSeries(s));
	if (strcmp(code, "log") == 0)
		PG_RETURN_SERIES(LogSeries(s));
	for (size_t i = 0; i < lengthof(units); i++)
	{
		MeasureOptions options = {.measure = units[i].measure, .lag = units[i].lag};

		if (strcmp(code, units[i].code) != 0)
			continue;
		options.per_year = SeriesFreq(s) == PERIOD_D ? 260 :
			PeriodsPerYear(SeriesFreq(s));
		PG_RETURN_SERIES(MeasuredSeries(s, &options));
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unrecognized unit code \"%s\"", code),
			 errhint("The codes are lin, chg, ch1, pch, pc1, pca, cch, cca and log.")));
}
