/*
 * rates_window.c
 *		Window function eb_rate: the rates of many small places, each drawn
 *		towards the rate of all by as much as chance may have moved it.
 *
 * The global empirical Bayes estimate of R. J. Marshall, "Mapping disease and
 * mortality rates using empirical Bayes estimators", Applied Statistics 40
 * (1991), 283-294.  With events n, exposure x and p = n/x of each of m places,
 *
 *		b = sum n / sum x
 *		a = sum x (p - b)^2 / sum x - b / (sum x / m), 0 where that is negative
 *		estimate = b + a (p - b) / (a + b / x)
 *
 * All sums are exact, so that the order of the rows does not matter.  It looks
 * at the whole partition, whatever the frame.
 */
#include "base/compat.h"

#include "base/exact.h"
#include "base/number.h"
#include "windowapi.h"

PG_FUNCTION_INFO_V1(eb_rate);

enum
{
	EB_EVENTS,
	EB_EXPOSURE,
	EB_PER
};

typedef struct EbPartition
{
	bool		ready;
	double		overall;		/* b */
	double		spread;			/* a */
} EbPartition;

typedef struct EbPlace
{
	double		events;
	double		exposure;
} EbPlace;

static double
CheckNotNegativeArg(double value, const char *what)
{
	CheckExact(value, "eb_rate");
	if (value < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("negative %s \"%.17g\"", what, value)));
	return value;
}

/*
 * The place of a row; false where something is NULL or the exposure is 0.
 */
static bool
ReadPlace(WindowObject winobj, int64 row, EbPlace *place)
{
	bool		isnull;
	bool		isout;
	Datum		value;

	value = WinGetFuncArgInPartition(winobj, EB_EVENTS, row, WINDOW_SEEK_HEAD, false,
									 &isnull, &isout);
	if (isnull)
		return false;
	place->events = CheckNotNegativeArg(DatumGetFloat8(value), "number of events");
	value = WinGetFuncArgInPartition(winobj, EB_EXPOSURE, row, WINDOW_SEEK_HEAD, false,
									 &isnull, &isout);
	if (isnull)
		return false;
	place->exposure = CheckNotNegativeArg(DatumGetFloat8(value), "exposure");
	return place->exposure > 0;
}

static void
DescribePartition(WindowObject winobj, EbPartition *partition)
{
	int64		nrows = WinGetPartitionRowCount(winobj);
	int64		nplaces = 0;
	ExactSum	events = {0};
	ExactSum	exposure = {0};
	ExactSum	squares = {0};
	EbPlace		place;

	for (int64 i = 0; i < nrows; i++)
	{
		if (!ReadPlace(winobj, i, &place))
			continue;
		ExactSumAdd(&events, place.events);
		ExactSumAdd(&exposure, place.exposure);
		nplaces++;
	}
	partition->ready = true;
	if (nplaces == 0)
		return;
	partition->overall = CheckResult(ExactSumRound(&events) / ExactSumRound(&exposure));
	for (int64 i = 0; i < nrows; i++)
	{
		double		distance;

		if (!ReadPlace(winobj, i, &place))
			continue;
		distance = place.events / place.exposure - partition->overall;
		ExactSumAdd(&squares, CheckExact(place.exposure * distance * distance, "eb_rate"));
	}
	partition->spread = ExactSumRound(&squares) / ExactSumRound(&exposure) -
		partition->overall / (ExactSumRound(&exposure) / nplaces);
	partition->spread = Max(partition->spread, 0);
}

Datum
eb_rate(PG_FUNCTION_ARGS)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	EbPartition *partition = (EbPartition *)
		WinGetPartitionLocalMemory(winobj, sizeof(EbPartition));
	bool		isnull;
	double		per = DatumGetFloat8(WinGetFuncArgCurrent(winobj, EB_PER, &isnull));
	double		result;
	EbPlace		place;

	if (isnull)
		PG_RETURN_NULL();
	if (CheckFinite(per, "eb_rate") <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("base \"%.17g\" of a rate is not positive", per)));
	if (!partition->ready)
		DescribePartition(winobj, partition);
	if (!ReadPlace(winobj, WinGetCurrentPosition(winobj), &place))
		PG_RETURN_NULL();
	result = partition->overall;
	if (partition->spread > 0)
		result += partition->spread * (place.events / place.exposure - result) /
			(partition->spread + result / place.exposure);
	PG_RETURN_FLOAT8(CheckResult(result * per));
}
