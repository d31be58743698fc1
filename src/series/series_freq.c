/*
 * series_freq.c
 *		A series in a longer frequency: months made quarters and years.
 */
#include "series/series.h"

#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(series_to_freq);

typedef enum FreqMethod
{
	METHOD_SUM,
	METHOD_MEAN,
	METHOD_LAST
} FreqMethod;

/* the slots of a series that make up one longer period; may lie outside */
typedef struct SlotSpan
{
	int64		from;
	int64		to;
} SlotSpan;

static FreqMethod
FreqMethodFromText(const text *name)
{
	static const char *const names[] = {"sum", "mean", "last"};
	char	   *given = text_to_cstring(name);

	for (size_t i = 0; i < lengthof(names); i++)
	{
		if (strcmp(given, names[i]) == 0)
			return (FreqMethod) i;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unrecognized method \"%s\"", given),
			 errhint("The methods are sum, mean and last.")));
}

/*
 * The longer period that holds the first value.  A week belongs to the ISO
 * year.
 */
static TimePeriod
FirstWhole(const TimeSeries *s, PeriodFreq freq)
{
	TimePeriod	p = SeriesPeriod(s, 0);

	if (SeriesFreq(s) == PERIOD_W && freq == PERIOD_A)
		return PeriodFromNumber(PERIOD_A, PeriodYear(p), 1);
	return PeriodOfDay(freq, PeriodStartDay(p));
}

/*
 * Do periods of one frequency make up those of the other?  Any of them tells.
 */
static void
CheckNested(PeriodFreq freq, PeriodFreq longer)
{
	int			first;
	int			last;

	if (!PeriodParts(PeriodFromOrdinal(longer, 0), freq, &first, &last))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot turn a series of frequency %s into one of frequency %s",
						PeriodFreqName(freq), PeriodFreqName(longer)),
				 errhint("The new frequency must be longer and made up of whole periods of the old one.")));
}

static bool
IsComplete(const TimeSeries *s, SlotSpan span)
{
	if (span.from < 0 || span.to >= s->nslots)
		return false;
	for (int slot = span.from; slot <= span.to; slot++)
	{
		if (IsAbsent(s->lane[slot]))
			return false;
	}
	return true;
}

/*
 * Adds what the slots amount to, if it is known, to the longer period.  Sums
 * keep their residuals: the result is the series that the rows would have made
 * in the longer frequency.
 */
static TimeSeries *
AddWhole(TimeSeries *result, int ordinal, const TimeSeries *s, SlotSpan span,
		 FreqMethod method)
{
	ExactSum	sum = {0};

	if (method == METHOD_LAST)
	{
		if (span.to < s->nslots && !IsAbsent(s->lane[span.to]))
			result = AddToSeries(result, ordinal, s->lane[span.to]);
		return result;
	}
	if (!IsComplete(s, span))
		return result;
	for (int slot = span.from; slot <= span.to; slot++)
	{
		for (int k = 0; k < s->nlanes; k++)
		{
			double		part = s->lane[(size_t) k * s->nslots + slot];

			if (method == METHOD_SUM)
				result = AddToSeries(result, ordinal, part);
			else
				ExactSumAdd(&sum, part);
		}
	}
	if (method == METHOD_MEAN)
		result = AddToSeries(result, ordinal,
							 ExactSumRound(&sum) / (span.to - span.from + 1) + 0.0);
	return result;
}

Datum
series_to_freq(PG_FUNCTION_ARGS)
{
	const TimeSeries *s = PG_GETARG_SERIES(0);
	PeriodFreq	freq = PeriodFreqFromText(PG_GETARG_TEXT_PP(1));
	FreqMethod	method = FreqMethodFromText(PG_GETARG_TEXT_PP(2));
	TimeSeries *result = MakeSeries(freq, 0, 0, 1);
	TimePeriod	whole;
	int			first;
	int			last;

	CheckNested(SeriesFreq(s), freq);
	if (s->nslots == 0)
		PG_RETURN_SERIES(FinishSeries(result));

	whole = FirstWhole(s, freq);
	for (int ordinal = PeriodOrdinal(whole);
		 PeriodParts(PeriodFromOrdinal(freq, ordinal), SeriesFreq(s), &first, &last) &&
		 first <= SeriesLast(s);
		 ordinal++)
	{
		SlotSpan	span = {(int64) first - s->first, (int64) last - s->first};

		result = AddWhole(result, ordinal, s, span, method);
	}
	PG_RETURN_SERIES(FinishSeries(result));
}
