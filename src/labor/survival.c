/*
 * survival.c
 *		Gathers survival curves: transition, inverse, combine and final.
 *
 * Nothing is estimated here.  A case is put behind those that came before, and
 * they are sorted by the bunch, equal ones into one tally.  To look for its
 * tally at once would cost a walk through the caches for every row.
 */
#include "labor/survival.h"

#include "base/agg.h"
#include "base/number.h"
#include "catalog/pg_type.h"
#include "common/int.h"
#include "datatype/timestamp.h"
#include "miscadmin.h"
#include "utils/fmgrprotos.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#define MAX_TALLIES \
	((int64) ((MaxAllocSize - offsetof(SurvivalCurve, tally)) / sizeof(SurvivalTally)))

/* powers of two with the header; many a group has only a few cases */
#define MIN_TALLIES 6
#define NEXT_TALLIES 62

PG_FUNCTION_INFO_V1(survival_accum_days);
PG_FUNCTION_INFO_V1(survival_accum_number);
PG_FUNCTION_INFO_V1(survival_accum_interval);
PG_FUNCTION_INFO_V1(survival_discard_days);
PG_FUNCTION_INFO_V1(survival_discard_number);
PG_FUNCTION_INFO_V1(survival_discard_interval);
PG_FUNCTION_INFO_V1(survival_combine);
PG_FUNCTION_INFO_V1(survival_final);

static inline int
CompareTallies(const SurvivalTally *a, const SurvivalTally *b)
{
	return (a->key > b->key) - (a->key < b->key);
}

#define ST_SORT SortTallies
#define ST_ELEMENT_TYPE SurvivalTally
#define ST_COMPARE(a, b) CompareTallies(a, b)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

int64
AddCounts(int64 a, int64 b)
{
	int64		sum;

	if (pg_add_s64_overflow(a, b, &sum))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("number of cases out of range")));
	return sum;
}

double
CheckFraction(double fraction)
{
	if (!(fraction > 0 && fraction <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("fraction \"%g\" is not above 0 and at most 1", fraction),
				 errhint("Give it as a ratio, such as 0.5.")));
	return fraction;
}

static void
RaiseTooManyTallies(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("too many different durations for a survival curve"),
			 errdetail("At most %lld fit in.", (long long) MAX_TALLIES)));
}

SurvivalCurve *
NewSurvivalCurve(SurvivalUnit unit, double fraction, int64 capacity)
{
	SurvivalCurve *curve;
	Size		size;

	if (capacity > MAX_TALLIES)
		RaiseTooManyTallies();
	size = offsetof(SurvivalCurve, tally) + capacity * sizeof(SurvivalTally);
	curve = (SurvivalCurve *) palloc(size);
	memset(curve, 0, offsetof(SurvivalCurve, tally));
	SET_VARSIZE(curve, size);
	curve->unit = unit;
	curve->fraction = fraction;
	curve->capacity = (int32) capacity;
	return curve;
}

/*
 * Merges two sorted lists into "out", equal keys added up and counts of 0 left
 * out.  Returns the length.  "out" may be the end of the room that a begins.
 */
static int32
MergeTallies(const SurvivalTally *a, int32 na, const SurvivalTally *b, int32 nb,
			 SurvivalTally *out)
{
	int32		n = 0;

	while (na > 0 || nb > 0)
	{
		bool		take_a = na > 0 && (nb == 0 || a->key <= b->key);
		SurvivalTally next = take_a ? *a : *b;

		if (take_a)
			a++, na--;
		else
			b++, nb--;
		if (n > 0 && out[n - 1].key == next.key)
			out[n - 1].count = AddCounts(out[n - 1].count, next.count);
		else if (next.count != 0)
			out[n++] = next;
	}
	return n;
}

/*
 * Two curves that may still have tails as one sorted one, in the current
 * context, with some spare room if asked for.
 */
static SurvivalCurve *
MergeCurves(const SurvivalCurve *curve, const SurvivalTally *more, int32 nmore, bool spare)
{
	int32		ntail = curve->ntallies - curve->nsorted;
	int64		n = (int64) curve->nsorted + ntail + nmore;
	SurvivalTally *tail = (SurvivalTally *) palloc_extended((Size) (ntail + (int64) nmore + 1) *
															sizeof(SurvivalTally), MCXT_ALLOC_HUGE);
	SurvivalCurve *merged;

	memcpy(tail, curve->tally + curve->nsorted, ntail * sizeof(SurvivalTally));
	if (nmore > 0)
		memcpy(tail + ntail, more, nmore * sizeof(SurvivalTally));
	SortTallies(tail, ntail + nmore);
	merged = NewSurvivalCurve(curve->unit, curve->fraction,
							  spare ? Min(Max(2 * n, NEXT_TALLIES), Max(n, MAX_TALLIES)) : n);
	merged->nsorted = merged->ntallies =
		MergeTallies(curve->tally, curve->nsorted, tail, ntail + nmore, merged->tally);
	pfree(tail);
	return merged;
}

static void
AssertCheckCurve(const SurvivalCurve *curve PG_USED_FOR_ASSERTS_ONLY)
{
	Assert(curve->nsorted >= 0 && curve->nsorted <= curve->ntallies);
	Assert(curve->ntallies <= curve->capacity);
	Assert(VARSIZE(curve) >= offsetof(SurvivalCurve, tally) +
		   (Size) curve->capacity * sizeof(SurvivalTally));
}

SurvivalCurve *
CanonicalSurvival(const SurvivalCurve *curve)
{
	SurvivalCurve *canonical = MergeCurves(curve, NULL, 0, false);

	AssertCheckCurve(curve);
	canonical->capacity = canonical->ntallies;
	SET_VARSIZE(canonical, offsetof(SurvivalCurve, tally) +
				canonical->ntallies * sizeof(SurvivalTally));
	return canonical;
}

/*
 * Room for one more: sorts the tail in, and keeps the curve where it is unless
 * little is gained.
 */
static SurvivalCurve *
MakeRoom(SurvivalCurve *curve)
{
	SurvivalCurve *merged = MergeCurves(curve, NULL, 0, true);

	if (merged->ntallies >= curve->capacity / 2 || curve->capacity < NEXT_TALLIES)
		return merged;
	memcpy(curve->tally, merged->tally, merged->ntallies * sizeof(SurvivalTally));
	curve->nsorted = curve->ntallies = merged->ntallies;
	pfree(merged);
	return curve;
}

/*
 * The tally of this key among the sorted ones; NULL where there is none.
 */
static SurvivalTally *
FindTally(SurvivalCurve *curve, SurvivalKey key)
{
	SurvivalTally *low = curve->tally;
	int32		n = curve->nsorted;

	while (n > 1)
	{
		int32		half = n / 2;

		low = low[half].key <= key ? low + half : low;
		n -= half;
	}
	return n == 1 && low->key == key ? low : NULL;
}

SurvivalCurve *
SurvivalAdd(SurvivalCurve *curve, SurvivalKey key, int64 count)
{
	SurvivalTally *tally;

	if (curve->ntallies == curve->capacity)
		curve = MakeRoom(curve);
	if (curve->ntallies == curve->capacity)
		RaiseTooManyTallies();
	tally = &curve->tally[curve->ntallies++];
	tally->key = key;
	tally->count = count;
	return curve;
}

static void
RaiseNegativeDuration(const char *duration)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("negative duration \"%s\"", duration),
			 errhint("Correct the dates, or leave such rows out with FILTER (WHERE ...).")));
}

/*
 * An interval in microseconds as intervals are compared: a month is 30 days, a
 * day 24 hours.
 */
static int64
IntervalMicroseconds(const Interval *span)
{
	int64		days = (int64) span->month * DAYS_PER_MONTH + span->day;
	int64		result;

	if (pg_mul_s64_overflow(days, USECS_PER_DAY, &result) ||
		pg_add_s64_overflow(result, span->time, &result) ||
		result >= SURVIVAL_LIMIT || result <= -SURVIVAL_LIMIT)
		ereport(ERROR,
				(errcode(ERRCODE_INTERVAL_FIELD_OVERFLOW),
				 errmsg("interval out of range")));
	return result;
}

/*
 * Days that came as a number of another type.
 */
static int64
WholeDays(double days)
{
	CheckFinite(days, "a survival curve");
	if (days != floor(days) || fabs(days) > PG_INT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("duration \"%.17g\" is not a whole number of days up to 2147483647", days),
				 errhint("For parts of days give an interval, such as duration * interval '1 day'.")));
	return (int64) days;
}

/* durations are of one of these types */
typedef enum DurationType
{
	DURATION_INTEGER,			/* days */
	DURATION_NUMBER,			/* double precision, days */
	DURATION_INTERVAL
} DurationType;

static SurvivalUnit
UnitOfType(DurationType type)
{
	return type == DURATION_INTERVAL ? SURVIVAL_MICROSECONDS : SURVIVAL_DAYS;
}

static int64
DurationArg(FunctionCallInfo fcinfo, int argno, DurationType type)
{
	int64		duration;

	if (type == DURATION_INTEGER)
		duration = PG_GETARG_INT32(argno);
	else if (type == DURATION_NUMBER)
		duration = WholeDays(PG_GETARG_FLOAT8(argno));
	else
		duration = IntervalMicroseconds(PG_GETARG_INTERVAL_P(argno));
	if (duration < 0)
		RaiseNegativeDuration(type == DURATION_INTERVAL ?
							  DatumGetCString(DirectFunctionCall1(interval_out,
																  PG_GETARG_DATUM(argno))) :
							  psprintf("%d", (int) duration));
	return duration;
}

void
CheckSameCurves(const SurvivalCurve *a, SurvivalUnit unit, double fraction)
{
	CheckSameParameter("fraction", a->fraction, fraction);
	if (a->unit != (int32) unit)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("survival curves of days and of intervals do not mix")));
}

/*
 * Did the case end?  A boolean, or 0 or 1 as other programs keep it.
 */
static bool
EventArg(FunctionCallInfo fcinfo, int argno)
{
	int32		event;

	if (get_fn_expr_argtype(fcinfo->flinfo, argno) != INT4OID)
		return PG_GETARG_BOOL(argno);
	event = PG_GETARG_INT32(argno);
	if (event != 0 && event != 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("event %d is neither 0 nor 1", event),
				 errhint("Say when it is one: event = 2 is a boolean.")));
	return event == 1;
}

/*
 * Does the row count?  Arguments state, duration and event, or state, fraction,
 * duration and event; any of them NULL but the state leaves it out.
 */
static bool
ReadCase(FunctionCallInfo fcinfo, DurationType type, double *fraction, SurvivalKey *key)
{
	int			argno = PG_NARGS() - 2;

	*fraction = 0;
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(argno + 1))
		return false;
	if (argno == 2)
		*fraction = CheckFraction(PG_GETARG_FLOAT8(1));
	*key = MakeSurvivalKey(DurationArg(fcinfo, argno, type), EventArg(fcinfo, argno + 1));
	return true;
}

/* a row that does not count, and of which the fraction may be unknown */
static Datum
UnchangedCurve(FunctionCallInfo fcinfo, DurationType type)
{
	if (PG_ARGISNULL(0) && IsWindowCall(fcinfo))
		PG_RETURN_POINTER(NewSurvivalCurve(UnitOfType(type), 0, MIN_TALLIES));
	return UnchangedState(fcinfo);
}

static Datum
AccumCase(FunctionCallInfo fcinfo, DurationType type)
{
	SurvivalCurve *curve;
	double		fraction;
	SurvivalKey key;

	if (!ReadCase(fcinfo, type, &fraction, &key))
		return UnchangedCurve(fcinfo, type);
	if (PG_ARGISNULL(0))
		curve = NewSurvivalCurve(UnitOfType(type), fraction, MIN_TALLIES);
	else
	{
		curve = (SurvivalCurve *) SummaryForUpdate(fcinfo);
		AssertCheckCurve(curve);
		if (curve->ntallies == 0)
			curve->fraction = fraction;
		CheckSameCurves(curve, UnitOfType(type), fraction);
	}
	PG_RETURN_POINTER(SurvivalAdd(curve, key, 1));
}

/*
 * The inverse, for moving frames.  NULL, which makes the server start again,
 * where the case is not there.
 */
static Datum
DiscardCase(FunctionCallInfo fcinfo, DurationType type)
{
	SurvivalCurve *curve;
	SurvivalTally *tally;
	double		fraction;
	SurvivalKey key;

	if (PG_ARGISNULL(0) || !ReadCase(fcinfo, type, &fraction, &key))
		return UnchangedCurve(fcinfo, type);
	curve = (SurvivalCurve *) SummaryForUpdate(fcinfo);
	AssertCheckCurve(curve);
	CheckSameCurves(curve, UnitOfType(type), fraction);
	tally = FindTally(curve, key);
	if (tally == NULL || tally->count == 0)
	{
		curve = MakeRoom(curve);
		tally = FindTally(curve, key);
	}
	if (tally == NULL || tally->count == 0)
		PG_RETURN_NULL();
	tally->count--;
	PG_RETURN_POINTER(curve);
}

Datum
survival_accum_days(PG_FUNCTION_ARGS)
{
	return AccumCase(fcinfo, DURATION_INTEGER);
}

Datum
survival_accum_number(PG_FUNCTION_ARGS)
{
	return AccumCase(fcinfo, DURATION_NUMBER);
}

Datum
survival_accum_interval(PG_FUNCTION_ARGS)
{
	return AccumCase(fcinfo, DURATION_INTERVAL);
}

Datum
survival_discard_days(PG_FUNCTION_ARGS)
{
	return DiscardCase(fcinfo, DURATION_INTEGER);
}

Datum
survival_discard_number(PG_FUNCTION_ARGS)
{
	return DiscardCase(fcinfo, DURATION_NUMBER);
}

Datum
survival_discard_interval(PG_FUNCTION_ARGS)
{
	return DiscardCase(fcinfo, DURATION_INTERVAL);
}

Datum
survival_combine(PG_FUNCTION_ARGS)
{
	SurvivalCurve *a = (SurvivalCurve *) SummaryForRead(fcinfo, 0);
	SurvivalCurve *b = (SurvivalCurve *) SummaryForRead(fcinfo, 1);

	CheckSameCurves(a, b->unit, b->fraction);
	a = MergeCurves(a, b->tally, b->ntallies, true);
	PG_RETURN_POINTER(IsAggregateCall(fcinfo) ? a : CanonicalSurvival(a));
}

/*
 * The curve as it may be kept.  A moving frame that no case is in has none.
 */
Datum
survival_final(PG_FUNCTION_ARGS)
{
	SurvivalCurve *curve = CanonicalSurvival((SurvivalCurve *) SummaryForRead(fcinfo, 0));

	if (curve->ntallies == 0)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(curve);
}
