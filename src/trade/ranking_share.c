/*
 * ranking_share.c
 *		Window functions share and cumulative_share.
 *
 * Both look at the whole partition, whatever the frame and the order of the
 * window.  A row's cumulative share is the share of all rows whose value is at
 * least its own: ties have one answer, and no order of rows is needed for it.
 *
 * No row has a share when the total is 0 or when some values are positive and
 * others negative.  Rows of NULL are not counted and have none.
 */
#include "trade/ranking.h"

#include "base/number.h"
#include "utils/memutils.h"
#include "windowapi.h"

PG_FUNCTION_INFO_V1(share_float8);
PG_FUNCTION_INFO_V1(share_numeric);
PG_FUNCTION_INFO_V1(cumulative_share_float8);
PG_FUNCTION_INFO_V1(cumulative_share_numeric);

/* a row's value, and the sum of all that are at least as great */
typedef struct SharedRow
{
	Datum		value;
	Datum		running;
} SharedRow;

/*
 * What a kind of number must do.  Additions never lose anything: a double is
 * added to an ExactSum, a numeric to a numeric.
 */
typedef struct ShareKind
{
	Datum		(*check) (Datum value);
	int			(*sign) (Datum value);
	int			(*compare) (const void *left, const void *right);
	/* replaces each running, in the order of the rows, by the sum up to it */
	void		(*accumulate) (SharedRow *rows, int64 nrows);
	Datum		(*divide) (Datum part, Datum whole);
} ShareKind;

typedef struct SharePartition
{
	bool		ready;
	bool		has_shares;
	Datum		total;
	int64		nvalues;
	SharedRow  *rows;			/* not NULL, by value descending */
} SharePartition;

static Datum
CheckFloat8(Datum value)
{
	return Float8GetDatum(CheckExact(DatumGetFloat8(value), "share"));
}

static int
SignOfFloat8(Datum value)
{
	double		v = DatumGetFloat8(value);

	return (v > 0) - (v < 0);
}

static int
CompareFloat8(const void *left, const void *right)
{
	double		a = DatumGetFloat8(((const SharedRow *) left)->value);
	double		b = DatumGetFloat8(((const SharedRow *) right)->value);

	return (a < b) - (a > b);
}

static void
AccumulateFloat8(SharedRow *rows, int64 nrows)
{
	ExactSum	sum;

	sum.nlanes = 0;
	for (int64 i = 0; i < nrows; i++)
	{
		ExactSumAdd(&sum, DatumGetFloat8(rows[i].value));
		rows[i].running = Float8GetDatum(ExactSumRound(&sum));
	}
}

static Datum
DivideFloat8(Datum part, Datum whole)
{
	return Float8GetDatum(ShareOf(DatumGetFloat8(part), DatumGetFloat8(whole)));
}

static Datum
CheckNumeric(Datum value)
{
	return NumericGetDatum(CheckFiniteNumeric(DatumGetNumericCopy(value), "share"));
}

static int
SignOfNumeric(Datum value)
{
	return NumericSign(DatumGetNumeric(value));
}

static int
CompareNumeric(const void *left, const void *right)
{
	return NumericCompare(DatumGetNumeric(((const SharedRow *) right)->value),
						  DatumGetNumeric(((const SharedRow *) left)->value));
}

static void
AccumulateNumeric(SharedRow *rows, int64 nrows)
{
	Numeric		sum = int64_to_numeric(0);

	for (int64 i = 0; i < nrows; i++)
	{
		sum = NumericPlus(sum, DatumGetNumeric(rows[i].value));
		rows[i].running = NumericGetDatum(sum);
	}
}

static Datum
DivideNumeric(Datum part, Datum whole)
{
	return NumericGetDatum(NumericOver(DatumGetNumeric(part),
									   DatumGetNumeric(whole)));
}

static const ShareKind float8_kind = {
	CheckFloat8, SignOfFloat8, CompareFloat8, AccumulateFloat8, DivideFloat8
};

static const ShareKind numeric_kind = {
	CheckNumeric, SignOfNumeric, CompareNumeric, AccumulateNumeric, DivideNumeric
};

/*
 * Reads the partition into memory of its own life.
 */
static void
ReadPartition(WindowObject winobj, SharePartition *partition,
			  const ShareKind *kind)
{
	MemoryContext ours = GetMemoryChunkContext(partition);
	MemoryContext old = CurrentMemoryContext;
	int64		nrows = WinGetPartitionRowCount(winobj);
	int64		n = 0;

	partition->rows = (SharedRow *)
		MemoryContextAllocHuge(ours, nrows * sizeof(SharedRow));
	for (int64 i = 0; i < nrows; i++)
	{
		bool		isnull;
		bool		isout;
		Datum		value = WinGetFuncArgInPartition(winobj, 0, i,
													 WINDOW_SEEK_HEAD, false,
													 &isnull, &isout);

		if (isnull)
			continue;
		MemoryContextSwitchTo(ours);
		partition->rows[n++].value = kind->check(value);
		MemoryContextSwitchTo(old);
	}
	qsort(partition->rows, n, sizeof(SharedRow), kind->compare);
	MemoryContextSwitchTo(ours);
	kind->accumulate(partition->rows, n);
	MemoryContextSwitchTo(old);

	partition->nvalues = n;
	if (n > 0)
	{
		int			greatest = kind->sign(partition->rows[0].value);
		int			least = kind->sign(partition->rows[n - 1].value);

		partition->total = partition->rows[n - 1].running;
		partition->has_shares = greatest * least >= 0 && greatest + least != 0;
	}
	partition->ready = true;
}

/*
 * The sum of all values that are at least as great as this one.
 */
static Datum
RunningSum(const SharePartition *partition, const ShareKind *kind, Datum value)
{
	SharedRow	wanted = {value, (Datum) 0};
	int64		low = 0;
	int64		high = partition->nvalues;

	/* the first row of a lesser value */
	while (low < high)
	{
		int64		middle = low + (high - low) / 2;

		if (kind->compare(&partition->rows[middle], &wanted) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return partition->rows[low - 1].running;
}

static Datum
Share(FunctionCallInfo fcinfo, const ShareKind *kind, bool cumulative)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	SharePartition *partition = (SharePartition *)
		WinGetPartitionLocalMemory(winobj, sizeof(SharePartition));
	bool		isnull;
	Datum		value;

	if (!partition->ready)
		ReadPartition(winobj, partition, kind);
	value = WinGetFuncArgCurrent(winobj, 0, &isnull);
	if (isnull || !partition->has_shares)
		PG_RETURN_NULL();
	if (cumulative)
		value = RunningSum(partition, kind, value);
	PG_RETURN_DATUM(kind->divide(value, partition->total));
}

Datum
share_float8(PG_FUNCTION_ARGS)
{
	return Share(fcinfo, &float8_kind, false);
}

Datum
share_numeric(PG_FUNCTION_ARGS)
{
	return Share(fcinfo, &numeric_kind, false);
}

Datum
cumulative_share_float8(PG_FUNCTION_ARGS)
{
	return Share(fcinfo, &float8_kind, true);
}

Datum
cumulative_share_numeric(PG_FUNCTION_ARGS)
{
	return Share(fcinfo, &numeric_kind, true);
}
