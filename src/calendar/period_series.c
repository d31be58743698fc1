/*
 * period_series.c
 *		generate_series() over time periods.
 *
 * The planner is told how many rows come, because such a series is what one
 * joins to in order to see which periods are missing.
 */
#include "calendar/period.h"

#include "funcapi.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"

PG_FUNCTION_INFO_V1(generate_series_period);
PG_FUNCTION_INFO_V1(generate_series_period_support);

typedef struct PeriodSeries
{
	PeriodFreq	freq;
	int64		next;			/* an ordinal, as is last */
	int64		last;
	int64		step;
} PeriodSeries;

static int64
NumPeriods(const PeriodSeries *s)
{
	if (s->step > 0 ? s->next > s->last : s->next < s->last)
		return 0;
	return (s->last - s->next) / s->step + 1;
}

static PeriodSeries
MakePeriodSeries(TimePeriod start, TimePeriod stop, int step)
{
	PeriodSeries s;

	CheckSameFreq(start, stop);
	if (step == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("step of a series of time periods cannot be zero")));
	s.freq = PeriodGetFreq(start);
	s.next = PeriodOrdinal(start);
	s.last = PeriodOrdinal(stop);
	s.step = step;
	return s;
}

Datum
generate_series_period(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	PeriodSeries *s;

	if (SRF_IS_FIRSTCALL())
	{
		call = SRF_FIRSTCALL_INIT();
		s = MemoryContextAlloc(call->multi_call_memory_ctx, sizeof(PeriodSeries));
		*s = MakePeriodSeries(PG_GETARG_TIMEPERIOD(0), PG_GETARG_TIMEPERIOD(1),
							  PG_NARGS() > 2 ? PG_GETARG_INT32(2) : 1);
		call->max_calls = NumPeriods(s);
		call->user_fctx = s;
	}

	call = SRF_PERCALL_SETUP();
	s = call->user_fctx;
	if (call->call_cntr < call->max_calls)
	{
		TimePeriod	p = PeriodFromOrdinal(s->freq, (int) s->next);

		s->next += s->step;
		SRF_RETURN_NEXT(call, TimePeriodGetDatum(p));
	}
	SRF_RETURN_DONE(call);
}

/*
 * The constant that a planner's argument comes down to, or NULL if it does not.
 */
static Const *
EstimatedConst(PlannerInfo *root, List *args, int argno)
{
	Node	   *arg = estimate_expression_value(root, list_nth(args, argno));

	return IsA(arg, Const) ? (Const *) arg : NULL;
}

/*
 * How many rows a call returns, as far as its arguments are known and are of
 * use; -1 otherwise.
 */
static double
EstimatedRows(PlannerInfo *root, List *args)
{
	Const	   *start = EstimatedConst(root, args, 0);
	Const	   *stop = EstimatedConst(root, args, 1);
	Const	   *step = list_length(args) > 2 ? EstimatedConst(root, args, 2) : NULL;
	PeriodSeries s;

	if ((start && start->constisnull) || (stop && stop->constisnull) ||
		(step && step->constisnull))
		return 0;
	if (!start || !stop || (!step && list_length(args) > 2))
		return -1;
	s.freq = PeriodGetFreq(DatumGetTimePeriod(start->constvalue));
	if (s.freq != PeriodGetFreq(DatumGetTimePeriod(stop->constvalue)))
		return -1;
	s.next = PeriodOrdinal(DatumGetTimePeriod(start->constvalue));
	s.last = PeriodOrdinal(DatumGetTimePeriod(stop->constvalue));
	s.step = step ? DatumGetInt32(step->constvalue) : 1;
	return s.step == 0 ? -1 : (double) NumPeriods(&s);
}

Datum
generate_series_period_support(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);

	if (IsA(request, SupportRequestRows))
	{
		SupportRequestRows *rows = (SupportRequestRows *) request;

		if (is_funcclause(rows->node))
		{
			double		estimate = EstimatedRows(rows->root,
												 ((FuncExpr *) rows->node)->args);

			if (estimate >= 0)
			{
				rows->rows = estimate;
				PG_RETURN_POINTER(request);
			}
		}
	}
	PG_RETURN_POINTER(NULL);
}
