/*
 * stl.c
 *		Series of any frequency taken apart by STL, gaps left out.
 */
#include "seasonal/x11.h"
#include <limits.h>

#include "base/interrupt.h"


#include "base/number.h"
#include "access/htup_details.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "seasonal/stl_math.h"

PG_FUNCTION_INFO_V1(stl);

static int
CheckWindow(int window, const char *name)
{
	if (window < 3 || window % 2 == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s cannot be %d", name, window),
				 errhint("It is an odd number of 3 or more, or 0 for its default.")));
	return window;
}

static int
CheckDegree(int degree, const char *name)
{
	if (degree != 0 && degree != 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s cannot be %d", name, degree),
				 errhint("It is 0 for local means or 1 for local lines.")));
	return degree;
}

static int
CheckLoops(int loops, int least, const char *name)
{
	if (loops < least || loops > 1000)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s cannot be %d", name, loops),
				 errhint("It is at most 1000.")));
	return loops;
}

/* the next odd number up */
static int
OddFrom(double x)
{
	int			up = (int) ceil(x);

	return up % 2 == 0 ? up + 1 : up;
}

static Loess
MakeLoess(int window, int degree)
{
	Loess		loess = {window, degree, (window - 1) / 10 + 1};

	return loess;
}

static bool
HasGaps(const TimeSeries *s)
{
	for (int slot = 0; slot < s->nslots; slot++)
	{
		AllowCancel(slot);
		if (IsAbsent(s->lane[slot]))
			return true;
	}
	return false;
}

/*
 * The options from argument 1 on.  Defaults are those of the authors, but for
 * more inner loops where there are gaps: without the trend in its first loop,
 * the seasonal is off by what the gap takes out of it, and each loop halves
 * that or better.
 */
static StlOptions
StlOptionsArgs(FunctionCallInfo fcinfo, int period, const TimeSeries *s)
{
	StlOptions	options = {.period = period};
	int			n = s->nslots;
	int			seasonal = PG_GETARG_INT32(1);
	bool		robust = PG_GETARG_BOOL(2);
	int			trend = PG_GETARG_INT32(3);
	int			low_pass = PG_GETARG_INT32(4);
	int			inner = PG_GETARG_INT32(8);
	int			outer = PG_GETARG_INT32(9);

	options.periodic = seasonal == 0;
	seasonal = options.periodic ? 10 * n + 1 : CheckWindow(seasonal, "seasonal_window");
	trend = trend == 0 ? OddFrom(1.5 * period / (1 - 1.5 / seasonal))
		: CheckWindow(trend, "trend_window");
	low_pass = low_pass == 0 ? OddFrom(period) : CheckWindow(low_pass, "low_pass_window");

	options.seasonal = MakeLoess(seasonal, options.periodic ? 0
								 : CheckDegree(PG_GETARG_INT32(5), "seasonal_degree"));
	options.trend = MakeLoess(trend, CheckDegree(PG_GETARG_INT32(6), "trend_degree"));
	options.low_pass = MakeLoess(low_pass, CheckDegree(PG_GETARG_INT32(7), "low_pass_degree"));
	options.inner = inner != 0 ? CheckLoops(inner, 1, "inner_loops")
		: HasGaps(s) ? 10 : robust ? 1 : 2;
	options.outer = outer < 0 ? (robust ? 15 : 0) : CheckLoops(outer, 0, "outer_loops");
	return options;
}

static void
CheckStlLength(const TimeSeries *s, int period)
{
	if (period < 2 || period > INT_MAX / 4)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a cycle of %d periods cannot be taken out of a series", period),
				 errhint("Give the periods of the cycle, two or more: cycle => 7 for days of the week.")));
	if (s->nslots <= 2 * period)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a series of no more than two cycles cannot be adjusted by STL"),
				 errdetail("It has %d periods, and %d are needed.", s->nslots, 2 * period + 1)));
}

static void
RunStl(Stl *stl)
{
	StartStl(stl);
	for (int pass = 0;; pass++)
	{
		for (int i = 0; i < stl->options.inner; i++)
		{
			CHECK_FOR_INTERRUPTS();
			if (!ImproveStl(stl))
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("a gap in the series is longer than a window of STL"),
						 errhint("Give a longer window, or take the periods after the gap.")));
		}
		if (pass >= stl->options.outer)
			break;
		WeighRemainders(stl);
	}
	if (stl->options.periodic)
		MakePeriodic(stl);
}

/*
 * One part of what STL found, where the series has a value: the value, the
 * seasonal and the trend, each as often as it says.
 */
static TimeSeries *
PartOfStl(const TimeSeries *s, const Stl *stl, int value, int seasonal, int trend)
{
	TimeSeries *result = MakeSeries(SeriesFreq(s), s->first, s->nslots, 1);

	for (int slot = 0; slot < s->nslots; slot++)
	{
		double		part = value * s->lane[slot] + seasonal * stl->seasonal[slot] +
			trend * stl->trend[slot];

		AllowCancel(slot);
		if (!IsAbsent(s->lane[slot]))
			result->lane[slot] = CheckResult(part);
	}
	return SeriesResult(result);
}

Datum
stl(PG_FUNCTION_ARGS)
{
	const TimeSeries *s = PG_GETARG_SERIES(0);
	int			cycle = PG_GETARG_INT32(10);
	int			period = cycle == 0 ? PeriodsPerYear(SeriesFreq(s)) : cycle;
	Stl			found = {.n = s->nslots, .value = s->lane};
	size_t		room;
	Datum		row[4];
	bool		isnull[4] = {false};

	CheckStlLength(s, period);
	found.options = StlOptionsArgs(fcinfo, period, s);
	room = StlRoom(s->nslots, period) * sizeof(double);
	PlaceStl(&found, (double *) MemoryContextAllocHuge(CurrentMemoryContext, room));
	RunStl(&found);
	row[0] = PointerGetDatum(PartOfStl(s, &found, 1, -1, 0));
	row[1] = PointerGetDatum(PartOfStl(s, &found, 0, 1, 0));
	row[2] = PointerGetDatum(PartOfStl(s, &found, 0, 0, 1));
	row[3] = PointerGetDatum(PartOfStl(s, &found, 1, -1, -1));
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(RowTypeOfCall(fcinfo), row, isnull)));
}
