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
#include "ranking/ranking.h"

#include "base/number.h"
#include "base/window.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(share_float8);
PG_FUNCTION_INFO_V1(share_numeric);
PG_FUNCTION_INFO_V1(cumulative_share_float8);
PG_FUNCTION_INFO_V1(cumulative_share_numeric);

/* a row's value, and the sum of all that are at least as great */
typedef struct SharedRow
{
	Datum		value;
	Datum		running;
	int64		position;		/* in the partition */
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
	SharedRow  *rows;			/* not NULL, by value descending */
	int64	   *row_at;			/* by position; NO_ROW for a value of NULL */
} SharePartition;

#define NO_ROW (-1)

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
 * Adds up the values of n rows, and makes row_at.  Rows of one value have one
 * sum, which is that of the last of them.
 */
static void
AddUpRows(SharePartition *partition, const ShareKind *kind, int64 n)
{
	SharedRow  *rows = partition->rows;
	int			greatest;
	int			least;

	qsort(rows, n, sizeof(SharedRow), kind->compare);
	kind->accumulate(rows, n);
	for (int64 i = n - 1; i >= 0; i--)
	{
		if (i < n - 1 && kind->compare(&rows[i], &rows[i + 1]) == 0)
			rows[i].running = rows[i + 1].running;
		partition->row_at[rows[i].position] = i;
	}
	if (n == 0)
		return;
	greatest = kind->sign(rows[0].value);
	least = kind->sign(rows[n - 1].value);
	partition->total = rows[n - 1].running;
	/* two of opposite signs, and two of 0, have none */
	partition->has_shares = greatest + least != 0;
}

/*
 * Reads the partition into memory of its own life.  Each value is read once:
 * the argument may be volatile.
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
	partition->row_at = (int64 *)
		MemoryContextAllocHuge(ours, nrows * sizeof(int64));
	for (int64 i = 0; i < nrows; i++)
	{
		bool		isnull;
		bool		isout;
		Datum		value = WinGetFuncArgInPartition(winobj, 0, i,
													 WINDOW_SEEK_HEAD, false,
													 &isnull, &isout);

		partition->row_at[i] = NO_ROW;
		if (isnull)
			continue;
		MemoryContextSwitchTo(ours);
		partition->rows[n].value = kind->check(value);
		MemoryContextSwitchTo(old);
		partition->rows[n++].position = i;
	}
	MemoryContextSwitchTo(ours);
	AddUpRows(partition, kind, n);
	MemoryContextSwitchTo(old);
	partition->ready = true;
}

static Datum
Share(FunctionCallInfo fcinfo, const ShareKind *kind, bool cumulative)
{
	WindowObject winobj = WindowOfCall(fcinfo);
	SharePartition *partition = (SharePartition *)
		WinGetPartitionLocalMemory(winobj, sizeof(SharePartition));
	const SharedRow *row;
	int64		i;

	if (!partition->ready)
		ReadPartition(winobj, partition, kind);
	i = partition->row_at[WinGetCurrentPosition(winobj)];
	if (i == NO_ROW || !partition->has_shares)
		PG_RETURN_NULL();
	row = &partition->rows[i];
	PG_RETURN_DATUM(kind->divide(cumulative ? row->running : row->value,
								 partition->total));
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
