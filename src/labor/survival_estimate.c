/*
 * survival_estimate.c
 *		What survival curves answer: the table of Kaplan and Meier, quantiles,
 *		and the share that lasts longer.
 */
#include "labor/survival.h"

#include "base/agg.h"
#include "base/number.h"
#include "access/htup_details.h"
#include "datatype/timestamp.h"
#include "funcapi.h"
#include "labor/rates.h"
#include "labor/rates_math.h"
#include "labor/survival_math.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

PG_FUNCTION_INFO_V1(survival_curve_unnest);
PG_FUNCTION_INFO_V1(km_quantile_days_final);
PG_FUNCTION_INFO_V1(km_quantile_interval_final);
PG_FUNCTION_INFO_V1(km_quantile_curve);
PG_FUNCTION_INFO_V1(survival_at);
PG_FUNCTION_INFO_V1(num_cases);
PG_FUNCTION_INFO_V1(km_limits);

/* goes through the times of a canonical curve */
typedef struct SurvivalWalk
{
	const SurvivalCurve *curve;
	int32		next;			/* tally */
	/* about the time that WalkStep() came to */
	int64		duration;
	int64		at_risk;
	int64		events;
	int64		censored;
	KmEstimate	km;
	/* for limits */
	double		z;
	bool		plain;
} SurvivalWalk;

static int64
CountCases(const SurvivalCurve *curve)
{
	int64		cases = 0;

	for (int32 i = 0; i < curve->ntallies; i++)
		cases = AddCounts(cases, curve->tally[i].count);
	return cases;
}

static void
StartWalk(SurvivalWalk *walk, const SurvivalCurve *curve)
{
	memset(walk, 0, sizeof(SurvivalWalk));
	walk->curve = curve;
	walk->at_risk = CountCases(curve);
	KmStart(&walk->km);
}

/*
 * Comes to the next time; false at the end.
 */
static bool
WalkStep(SurvivalWalk *walk)
{
	const SurvivalTally *tally = &walk->curve->tally[walk->next];
	const SurvivalTally *end = &walk->curve->tally[walk->curve->ntallies];

	if (tally == end)
		return false;
	walk->at_risk -= walk->events + walk->censored;
	walk->duration = SurvivalDuration(tally);
	walk->events = SurvivalIsEvent(tally) ? (tally++)->count : 0;
	walk->censored = tally < end && SurvivalDuration(tally) == walk->duration ?
		(tally++)->count : 0;
	walk->next = tally - walk->curve->tally;
	KmStep(&walk->km, walk->at_risk, walk->events);
	return true;
}

static double
DaysOf(const SurvivalCurve *curve, int64 duration)
{
	return curve->unit == SURVIVAL_DAYS ? (double) duration :
		(double) duration / USECS_PER_DAY;
}

static Interval *
IntervalOf(const SurvivalCurve *curve, int64 duration)
{
	Interval   *span = (Interval *) palloc0(sizeof(Interval));

	if (curve->unit == SURVIVAL_DAYS)
		span->day = (int32) duration;
	else
	{
		span->day = (int32) (duration / USECS_PER_DAY);
		span->time = duration % USECS_PER_DAY;
	}
	return span;
}

/*
 * The first duration by which the fraction has ended; false where it never has.
 */
static bool
FindQuantile(const SurvivalCurve *given, double fraction, int64 *duration)
{
	SurvivalCurve *curve = CanonicalSurvival(given);
	SurvivalWalk walk;
	bool		found = false;

	StartWalk(&walk, curve);
	while (!found && WalkStep(&walk))
		found = walk.events > 0 && KmFailed(&walk.km) >= fraction;
	*duration = walk.duration;
	pfree(curve);
	return found;
}

/*
 * The same, by the fraction that came with the cases; without any there is none.
 */
static bool
FindAskedQuantile(const SurvivalCurve *curve, int64 *duration)
{
	return curve->ntallies > 0 &&
		FindQuantile(curve, CheckFraction(curve->fraction), duration);
}

Datum
km_quantile_days_final(PG_FUNCTION_ARGS)
{
	SurvivalCurve *curve = (SurvivalCurve *) SummaryForRead(fcinfo, 0);
	int64		duration;

	/* microseconds would not fit; days do as intervals */
	if (curve->unit != SURVIVAL_DAYS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("survival curve of intervals in place of one of days")));
	if (!FindAskedQuantile(curve, &duration))
		PG_RETURN_NULL();
	PG_RETURN_INT32((int32) duration);
}

Datum
km_quantile_interval_final(PG_FUNCTION_ARGS)
{
	SurvivalCurve *curve = (SurvivalCurve *) SummaryForRead(fcinfo, 0);
	int64		duration;

	if (!FindAskedQuantile(curve, &duration))
		PG_RETURN_NULL();
	PG_RETURN_INTERVAL_P(IntervalOf(curve, duration));
}

Datum
km_quantile_curve(PG_FUNCTION_ARGS)
{
	SurvivalCurve *curve = (SurvivalCurve *) SummaryForRead(fcinfo, 1);
	int64		duration;

	if (!FindQuantile(curve, CheckFraction(PG_GETARG_FLOAT8(0)), &duration))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(DaysOf(curve, duration));
}

/*
 * The estimate does not go on beyond the last case that was seen, unless none
 * was left open.
 */
Datum
survival_at(PG_FUNCTION_ARGS)
{
	SurvivalCurve *curve = CanonicalSurvival((SurvivalCurve *) SummaryForRead(fcinfo, 0));
	double		days = CheckFinite(PG_GETARG_FLOAT8(1), "survival_at");
	double		survival = 1;
	SurvivalWalk walk;

	StartWalk(&walk, curve);
	while (WalkStep(&walk))
	{
		if (DaysOf(curve, walk.duration) > days)
			PG_RETURN_FLOAT8(survival);
		survival = walk.km.survival;
	}
	if (survival > 0 && (curve->ntallies == 0 || DaysOf(curve, walk.duration) < days))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(survival);
}

Datum
num_cases(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(CountCases(CanonicalSurvival((SurvivalCurve *) SummaryForRead(fcinfo, 0))));
}

static SurvivalWalk *
StartUnnest(FunctionCallInfo fcinfo)
{
	FuncCallContext *context = SRF_FIRSTCALL_INIT();
	MemoryContext old = MemoryContextSwitchTo(context->multi_call_memory_ctx);
	SurvivalWalk *walk = (SurvivalWalk *) palloc(sizeof(SurvivalWalk));

	if (get_call_result_type(fcinfo, NULL, &context->tuple_desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "unnest must return rows");
	context->tuple_desc = BlessTupleDesc(context->tuple_desc);
	StartWalk(walk, CanonicalSurvival((SurvivalCurve *) SummaryForRead(fcinfo, 0)));
	context->user_fctx = walk;
	MemoryContextSwitchTo(old);
	return walk;
}

Datum
survival_curve_unnest(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	SurvivalWalk *walk;
	Datum		row[7];
	bool		isnull[7] = {false};
	double		error;

	if (SRF_IS_FIRSTCALL())
		(void) StartUnnest(fcinfo);
	context = SRF_PERCALL_SETUP();
	walk = (SurvivalWalk *) context->user_fctx;
	if (!WalkStep(walk))
		SRF_RETURN_DONE(context);

	row[0] = Float8GetDatum(DaysOf(walk->curve, walk->duration));
	row[1] = IntervalPGetDatum(IntervalOf(walk->curve, walk->duration));
	row[2] = Int64GetDatum(walk->at_risk);
	row[3] = Int64GetDatum(walk->events);
	row[4] = Int64GetDatum(walk->censored);
	row[5] = Float8GetDatum(walk->km.survival);
	isnull[6] = !KmStandardError(&walk->km, &error);
	row[6] = Float8GetDatum(error);
	SRF_RETURN_NEXT(context, HeapTupleGetDatum(heap_form_tuple(context->tuple_desc, row, isnull)));
}

static bool
IsPlainMethod(text *given)
{
	char	   *method = text_to_cstring(given);

	if (strcmp(method, "plain") != 0 && strcmp(method, "log-log") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("limits of a survival curve by \"%s\" are unknown", method),
				 errhint("The methods are log-log and plain.")));
	return method[0] == 'p';
}

/*
 * Arguments: a curve, a confidence, a method.
 */
Datum
km_limits(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	SurvivalWalk *walk;
	Datum		row[5];
	bool		isnull[5] = {false};
	double		lower = 0;
	double		upper = 0;

	if (SRF_IS_FIRSTCALL())
	{
		walk = StartUnnest(fcinfo);
		walk->z = NormalTailQuantile(TailOfConfidence(PG_GETARG_FLOAT8(1)));
		walk->plain = IsPlainMethod(PG_GETARG_TEXT_PP(2));
	}
	context = SRF_PERCALL_SETUP();
	walk = (SurvivalWalk *) context->user_fctx;
	if (!WalkStep(walk))
		SRF_RETURN_DONE(context);

	isnull[3] = walk->plain ? !KmPlainLimits(&walk->km, walk->z, &lower, &upper) :
		!KmLogLogLimits(&walk->km, walk->z, &lower, &upper);
	isnull[4] = isnull[3];
	row[0] = Float8GetDatum(DaysOf(walk->curve, walk->duration));
	row[1] = IntervalPGetDatum(IntervalOf(walk->curve, walk->duration));
	row[2] = Float8GetDatum(walk->km.survival);
	row[3] = Float8GetDatum(lower);
	row[4] = Float8GetDatum(upper);
	SRF_RETURN_NEXT(context, HeapTupleGetDatum(heap_form_tuple(context->tuple_desc, row, isnull)));
}
