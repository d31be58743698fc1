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
#include "base/window.h"

PG_FUNCTION_INFO_V1(eb_rate_float8);
PG_FUNCTION_INFO_V1(eb_rate_numeric);

enum
{
	EB_EVENTS,
	EB_EXPOSURE,
	EB_PER
};

/* the rows of a window, and of which type their numbers are */
typedef struct EbRows
{
	WindowObject winobj;
	bool		numeric;
} EbRows;

typedef struct EbPartition
{
	bool		ready;
	double		overall;		/* b */
	double		spread;			/* a, negative in place of 0 */
} EbPartition;

typedef struct EbPlace
{
	double		events;
	double		exposure;
} EbPlace;

static double
NumberOf(const EbRows *rows, Datum value)
{
	/* not unpacked: a copy for each row of the partition would be kept */
	if (rows->numeric)
		return CheckExact(NumericToDouble((Numeric) PG_DETOAST_DATUM_PACKED(value)), "eb_rate");
	return CheckExact(DatumGetFloat8(value), "eb_rate");
}

/*
 * An argument of a row; false where it is NULL.
 */
static bool
ReadPlaceArg(const EbRows *rows, int argno, int64 row, const char *what, double *number)
{
	bool		isnull;
	bool		isout;
	Datum		value = WinGetFuncArgInPartition(rows->winobj, argno, row, WINDOW_SEEK_HEAD,
												 false, &isnull, &isout);

	if (isnull)
		return false;
	*number = NumberOf(rows, value);
	if (*number < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("negative %s \"%.17g\"", what, *number)));
	return true;
}

/*
 * The place of a row; false where something is NULL or the exposure is 0.
 */
static bool
ReadPlace(const EbRows *rows, int64 row, EbPlace *place)
{
	return ReadPlaceArg(rows, EB_EVENTS, row, "number of events", &place->events) &&
		ReadPlaceArg(rows, EB_EXPOSURE, row, "exposure", &place->exposure) &&
		place->exposure > 0;
}

static void
DescribePartition(const EbRows *rows, EbPartition *partition)
{
	int64		nrows = WinGetPartitionRowCount(rows->winobj);
	int64		nplaces = 0;
	ExactSum	events = {0};
	ExactSum	exposure = {0};
	ExactSum	squares = {0};
	EbPlace		place;

	for (int64 i = 0; i < nrows; i++)
	{
		if (!ReadPlace(rows, i, &place))
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

		if (!ReadPlace(rows, i, &place))
			continue;
		distance = place.events / place.exposure - partition->overall;
		ExactSumAdd(&squares, CheckExact(place.exposure * distance * distance, "eb_rate"));
	}
	partition->spread = ExactSumRound(&squares) / ExactSumRound(&exposure) -
		partition->overall / (ExactSumRound(&exposure) / nplaces);
}

/*
 * The estimate for the current row; false where it has none.
 */
static bool
EstimateRate(const EbRows *rows, double *result)
{
	EbPartition *partition = (EbPartition *)
		WinGetPartitionLocalMemory(rows->winobj, sizeof(EbPartition));
	bool		isnull;
	Datum		given = WinGetFuncArgCurrent(rows->winobj, EB_PER, &isnull);
	double		per;
	EbPlace		place;

	if (isnull)
		return false;
	per = NumberOf(rows, given);
	if (per <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("base \"%.17g\" of a rate is not positive", per)));
	if (!partition->ready)
		DescribePartition(rows, partition);
	if (!ReadPlace(rows, WinGetCurrentPosition(rows->winobj), &place))
		return false;
	*result = partition->overall;
	if (partition->spread > 0)
		*result += partition->spread * (place.events / place.exposure - *result) /
			(partition->spread + *result / place.exposure);
	*result = CheckResult(*result * per);
	return true;
}

Datum
eb_rate_float8(PG_FUNCTION_ARGS)
{
	EbRows		rows = {WindowOfCall(fcinfo), false};
	double		rate;

	if (!EstimateRate(&rows, &rate))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(rate);
}

Datum
eb_rate_numeric(PG_FUNCTION_ARGS)
{
	EbRows		rows = {WindowOfCall(fcinfo), true};
	double		rate;

	if (!EstimateRate(&rows, &rate))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(DoubleToNumeric(rate));
}
