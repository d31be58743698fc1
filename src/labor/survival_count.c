/*
 * survival_count.c
 *		Curves whose cases are taken back: a case closes, and moves from the open
 *		ones to those that ended.
 *
 * Tallies are counts, so addition has an inverse as it is.  What is returned is
 * canonical: the bytes of km_curve() over the cases that are left.
 */
#include "labor/survival.h"

#include "base/agg.h"
#include "base/interrupt.h"

PG_FUNCTION_INFO_V1(survival_merge);
PG_FUNCTION_INFO_V1(survival_subtract);
PG_FUNCTION_INFO_V1(survival_change);

static void
RaiseNeverAdded(const SurvivalTally *tally, int64 missing)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("cases that are taken away of a survival curve were not added before"),
			 errdetail("Of those that %s after %lld there are %lld too few.",
					   SurvivalIsEvent(tally) ? "ended" : "were still open",
					   (long long) SurvivalDuration(tally), (long long) missing),
			 errhint("Take away what was added, by km_curve() or survival_merge(). A maintained summary that is not as its source any more needs refresh_maintained(name, anew => true), and mode 'deferred' where a trigger changes the rows that fired it.")));
}

/*
 * Argument argno, NULL or not there: no cases.
 */
static const SurvivalCurve *
CurveArg(FunctionCallInfo fcinfo, int argno)
{
	return argno < 0 || PG_ARGISNULL(argno) ? NULL :
		(const SurvivalCurve *) SummaryForRead(fcinfo, argno);
}

/*
 * Adds the cases of a curve, or takes them away; *result is NULL before the
 * first one.
 */
static void
Gather(SurvivalCurve **result, const SurvivalCurve *curve, int sign)
{
	if (curve == NULL)
		return;
	if (*result == NULL)
		*result = NewSurvivalCurve(curve->unit, curve->fraction, curve->ntallies + 1);
	CheckSameCurves(*result, curve->unit, curve->fraction);
	for (int32 i = 0; i < curve->ntallies; i++)
	{
		AllowCancel(i);
		*result = SurvivalAdd(*result, curve->tally[i].key, sign * curve->tally[i].count);
	}
}

static Datum
Change(FunctionCallInfo fcinfo, int added, int removed)
{
	SurvivalCurve *result = NULL;

	Gather(&result, CurveArg(fcinfo, 0), 1);
	Gather(&result, CurveArg(fcinfo, added), 1);
	Gather(&result, CurveArg(fcinfo, removed), -1);
	if (result == NULL)
		PG_RETURN_NULL();
	result = CanonicalSurvival(result);
	for (int32 i = 0; i < result->ntallies; i++)
	{
		AllowCancel(i);
		if (result->tally[i].count < 0)
			RaiseNeverAdded(&result->tally[i], -result->tally[i].count);
	}
	/* without those of which none is left */
	PG_RETURN_POINTER(CanonicalSurvival(result));
}

Datum
survival_merge(PG_FUNCTION_ARGS)
{
	return Change(fcinfo, 1, -1);
}

Datum
survival_subtract(PG_FUNCTION_ARGS)
{
	return Change(fcinfo, -1, 1);
}

Datum
survival_change(PG_FUNCTION_ARGS)
{
	return Change(fcinfo, 1, 2);
}
