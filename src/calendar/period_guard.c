/*
 * period_guard.c
 *		Guards against columns of two frequencies, and against groups that lack
 *		some of their periods.
 *
 * The state of complete() is one bit for each period that the whole can have.
 * It is a bytea, so that it goes to parallel workers and other servers as it
 * is; what comes back is checked.
 */
#include "base/agg.h"
#include "calendar/period.h"

PG_FUNCTION_INFO_V1(period_is_annual);
PG_FUNCTION_INFO_V1(period_is_quarterly);
PG_FUNCTION_INFO_V1(period_is_monthly);
PG_FUNCTION_INFO_V1(period_is_weekly);
PG_FUNCTION_INFO_V1(period_is_daily);
PG_FUNCTION_INFO_V1(complete_add);
PG_FUNCTION_INFO_V1(complete_combine);
PG_FUNCTION_INFO_V1(complete_final);

/* the days of a leap year, in bytes */
#define COVERAGE_BYTES ((366 + 7) / 8)

typedef struct Coverage
{
	int32		vl_len_;
	TimePeriod	whole;
	int32		part_freq;
	uint8		seen[COVERAGE_BYTES];
} Coverage;

/* without what the compiler adds at the end */
#define COVERAGE_SIZE (offsetof(Coverage, seen) + COVERAGE_BYTES)

Datum
period_is_annual(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PeriodGetFreq(PG_GETARG_TIMEPERIOD(0)) == PERIOD_A);
}

Datum
period_is_quarterly(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PeriodGetFreq(PG_GETARG_TIMEPERIOD(0)) == PERIOD_Q);
}

Datum
period_is_monthly(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PeriodGetFreq(PG_GETARG_TIMEPERIOD(0)) == PERIOD_M);
}

Datum
period_is_weekly(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PeriodGetFreq(PG_GETARG_TIMEPERIOD(0)) == PERIOD_W);
}

Datum
period_is_daily(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PeriodGetFreq(PG_GETARG_TIMEPERIOD(0)) == PERIOD_D);
}

/*
 * Raises 22023 where the whole is not made up of such periods.
 */
static void
CheckParts(TimePeriod whole, PeriodFreq part_freq, int *first, int *last)
{
	if (!PeriodParts(whole, part_freq, first, last))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("periods of frequency %s (%c) do not make up one of %s (%c)",
						PeriodFreqName(part_freq), PeriodFreqLetter(part_freq),
						PeriodFreqName(PeriodGetFreq(whole)),
						PeriodFreqLetter(PeriodGetFreq(whole))),
				 errhint("Weeks make up ISO years only, and quarters no periods of four months.")));
}

/*
 * A state that may come from anywhere.
 */
static Coverage *
CheckCoverage(struct varlena *given)
{
	Coverage   *state = (Coverage *) given;
	int			first;
	int			last;

	if (VARSIZE(given) != COVERAGE_SIZE || !PeriodIsValid(state->whole) ||
		state->part_freq < 0 || state->part_freq >= PERIOD_NFREQS ||
		!PeriodParts(state->whole, (PeriodFreq) state->part_freq, &first, &last))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("not a state of complete()")));
	return state;
}

static void
CheckSameWhole(const Coverage *state, TimePeriod whole, PeriodFreq part_freq)
{
	if (state->part_freq != (int32) part_freq)
		RaiseMixedFrequencies((PeriodFreq) state->part_freq, part_freq);
	if (state->whole != whole)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("complete() was given periods of both %s and %s",
						PeriodToCString(state->whole), PeriodToCString(whole)),
				 errhint("GROUP BY to_freq(period, '%c').",
						 PeriodFreqLetter(PeriodGetFreq(whole)))));
}

static Coverage *
NewCoverage(TimePeriod whole, PeriodFreq part_freq)
{
	Coverage   *state = palloc0(sizeof(Coverage));

	SET_VARSIZE(state, COVERAGE_SIZE);
	state->whole = whole;
	state->part_freq = part_freq;
	return state;
}

Datum
complete_add(PG_FUNCTION_ARGS)
{
	TimePeriod	p;
	PeriodFreq	freq;
	TimePeriod	whole;
	Coverage   *state;
	int			ordinal;
	int			first;
	int			last;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	p = PG_GETARG_TIMEPERIOD(1);
	freq = PeriodFreqFromText(PG_GETARG_TEXT_PP(2));
	if (!PeriodConvert(p, freq, false, &ordinal) || freq > PeriodGetFreq(p))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s does not lie in one period of frequency %s (%c)",
						PeriodToCString(p), PeriodFreqName(freq), PeriodFreqLetter(freq)),
				 errhint("Name a frequency that is longer than that of the periods.")));
	whole = PeriodFromOrdinalChecked(freq, ordinal);
	CheckParts(whole, PeriodGetFreq(p), &first, &last);
	if (PG_ARGISNULL(0))
		state = NewCoverage(whole, PeriodGetFreq(p));
	else
	{
		state = CheckCoverage(SummaryForUpdate(fcinfo));
		CheckSameWhole(state, whole, PeriodGetFreq(p));
	}
	ordinal = PeriodOrdinal(p) - first;
	state->seen[ordinal / 8] |= 1 << (ordinal % 8);
	PG_RETURN_POINTER(state);
}

Datum
complete_combine(PG_FUNCTION_ARGS)
{
	Coverage   *state = CheckCoverage(SummaryForUpdate(fcinfo));
	const Coverage *other = CheckCoverage(SummaryForRead(fcinfo, 1));

	CheckSameWhole(state, other->whole, (PeriodFreq) other->part_freq);
	for (int i = 0; i < COVERAGE_BYTES; i++)
		state->seen[i] |= other->seen[i];
	PG_RETURN_POINTER(state);
}

Datum
complete_final(PG_FUNCTION_ARGS)
{
	const Coverage *state = CheckCoverage(SummaryForRead(fcinfo, 0));
	int			first;
	int			last;

	CheckParts(state->whole, (PeriodFreq) state->part_freq, &first, &last);
	for (int i = 0; i <= last - first; i++)
		if (!(state->seen[i / 8] & 1 << (i % 8)))
			PG_RETURN_BOOL(false);
	PG_RETURN_BOOL(true);
}
