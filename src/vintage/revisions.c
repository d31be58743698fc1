/*
 * revisions.c
 *		What later vintages made of earlier ones: revisions().
 *
 * Horizons count vintages: of a period that was first stated in one vintage,
 * what the h-th vintage after that says is at horizon h, and where that one
 * does not state the period, nothing is.  A period that already stands in the
 * earliest vintage of all may have been published long before, so its horizons
 * are not known and it is not counted.
 */
#include "vintage/revisions_triangle.h"

#include <math.h>

#include "access/htup_details.h"
#include "base/exact.h"
#include "base/interrupt.h"
#include "base/number.h"
#include "base/rows.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "vintage/revisions_bias.h"

PG_FUNCTION_INFO_V1(revisions_final);

/* what a figure is held against */
typedef enum Against
{
	AGAINST_FIRST,
	AGAINST_PREVIOUS,
	AGAINST_LATEST,
	NUM_AGAINST
} Against;

static const char *const against_name[NUM_AGAINST] = {"first", "previous", "latest"};

enum
{
	ROW_AGAINST,
	ROW_HORIZON,
	ROW_N,
	ROW_MEAN,
	ROW_MEAN_ABSOLUTE,
	ROW_ROOT_MEAN_SQUARE,
	ROW_STD_ERROR,
	ROW_T,
	ROW_BANDWIDTH,
	ROW_SIGN_CHANGES,
	ROW_N_GROWTH,
	ROW_GROWTH_SIGN_CHANGES,
	ROW_COLUMNS
};

#define UNKNOWN_SIGN 2

/* two figures of a period, as numbers in the triangle */
typedef struct Revision
{
	int			horizon;
	int			earlier;
	int			later;
} Revision;

typedef struct RevisionList
{
	Revision   *item;
	int			count;
} RevisionList;

/*
 * The signs of the changes of the figures of period p on those of the period
 * base, each as its own vintage has both.
 */
static void
CompareWithBase(const Triangle *t, int p, int base, int8 *growth)
{
	int			b = t->start[base];

	for (int i = t->start[p]; i < t->start[p + 1]; i++)
	{
		while (b < t->start[base + 1] && t->at[b] < t->at[i])
			b++;
		if (b == t->start[base + 1])
			return;
		if (t->at[b] == t->at[i] && t->figure[b].stated && t->figure[i].stated)
			growth[i] = (t->figure[i].value > t->figure[b].value) -
				(t->figure[i].value < t->figure[b].value);
	}
}

/*
 * The signs of growth of all figures, palloc'd.
 */
static int8 *
CompareWithBases(const Triangle *t)
{
	int8	   *growth = MemoryContextAllocHuge(CurrentMemoryContext, Max(t->nfigures, 1));
	int			base = 0;

	memset(growth, UNKNOWN_SIGN, t->nfigures);
	for (int p = 0; p < t->nperiods; p++)
	{
		int64		ordinal = (int64) Ordinal(t, t->start[p]) - t->lag;

		CHECK_FOR_INTERRUPTS();
		while (Ordinal(t, t->start[base]) < ordinal)
			base++;
		if (Ordinal(t, t->start[base]) == ordinal)
			CompareWithBase(t, p, base, growth);
	}
	return growth;
}

/*
 * Adds the revisions of the figures from start to before end, of one period.
 */
static void
AddRevisions(const Triangle *t, Against against, int start, int end, RevisionList *list)
{
	int			first = start;
	int			last = end - 1;

	while (first < end && !t->figure[first].stated)
		first++;
	if (first == end || t->at[first] == 0)
		return;
	for (int i = first; i < end; i++)
	{
		Revision	revision = {t->at[i] - t->at[first], i, i};
		bool		known = false;

		if (!t->figure[i].stated)
			continue;
		if (against == AGAINST_FIRST)
		{
			revision.earlier = first;
			known = i > first;
		}
		else if (against == AGAINST_PREVIOUS)
		{
			revision.earlier = i - 1;
			known = i > first && t->figure[i - 1].stated && t->at[i - 1] == t->at[i] - 1;
		}
		else
		{
			revision.later = last;
			known = i < last && t->figure[last].stated;
		}
		if (known)
			list->item[list->count++] = revision;
	}
}

/*
 * By horizon, in the order of periods; bucket[h] is where the next of horizon h
 * is to stand, and afterwards where horizon h ends.
 */
static Revision *
SortByHorizon(const RevisionList *list, int nhorizons, int *bucket)
{
	Revision   *sorted = MemoryContextAllocHuge(CurrentMemoryContext,
												Max(list->count, 1) * sizeof(Revision));
	int			sum = 0;

	memset(bucket, 0, nhorizons * sizeof(int));
	for (int i = 0; i < list->count; i++)
		bucket[list->item[i].horizon]++;
	for (int h = 0; h < nhorizons; h++)
	{
		int			count = bucket[h];

		bucket[h] = sum;
		sum += count;
	}
	for (int i = 0; i < list->count; i++)
		sorted[bucket[list->item[i].horizon]++] = list->item[i];
	return sorted;
}

static inline int
SignOf(double x)
{
	return (x > 0) - (x < 0);
}

static void
PutFloat8(Datum *values, bool *nulls, int column, double value, bool known)
{
	nulls[column] = !known;
	values[column] = known ? Float8GetDatum(CheckResult(value)) : (Datum) 0;
}

/*
 * The share of revisions that turned a sign, and of those that turned the sign
 * of growth.
 */
static void
PutSigns(const Triangle *t, const int8 *growth, const Revision *revision, int n,
		 Datum *values, bool *nulls)
{
	int			nturned = 0;
	int			ngrowth = 0;
	int			ngrowth_turned = 0;

	for (int i = 0; i < n; i++)
	{
		int			earlier = revision[i].earlier;
		int			later = revision[i].later;

		AllowCancel(i);
		nturned += SignOf(t->figure[earlier].value) != SignOf(t->figure[later].value);
		if (growth[earlier] != UNKNOWN_SIGN && growth[later] != UNKNOWN_SIGN)
		{
			ngrowth++;
			ngrowth_turned += growth[earlier] != growth[later];
		}
	}
	PutFloat8(values, nulls, ROW_SIGN_CHANGES, (double) nturned / n, true);
	values[ROW_N_GROWTH] = Int32GetDatum(ngrowth);
	PutFloat8(values, nulls, ROW_GROWTH_SIGN_CHANGES, (double) ngrowth_turned / Max(ngrowth, 1),
			  ngrowth > 0);
}

/*
 * The row of n revisions, in the order of periods.  The mean is that of the
 * exact differences.
 */
static void
PutRevisions(const Triangle *t, const int8 *growth, const Revision *revision, int n,
			 Datum *values, bool *nulls)
{
	int		   *at = palloc(n * sizeof(int));
	double	   *difference = palloc(n * sizeof(double));
	ExactSum	sum = {0};
	ExactSum	absolute = {0};
	double		square = 0;
	double		mean;
	LongRun		bias = {0};
	bool		known;

	for (int i = 0; i < n; i++)
	{
		double		earlier = t->figure[revision[i].earlier].value;
		double		later = t->figure[revision[i].later].value;

		AllowCancel(i);
		at[i] = Ordinal(t, revision[i].later);
		difference[i] = later - earlier;
		ExactSumAdd(&sum, later);
		ExactSumAdd(&sum, -earlier);
		ExactSumAdd(&absolute, fabs(difference[i]));
		square += difference[i] * difference[i];
	}
	mean = ExactSumRound(&sum) / n;
	for (int i = 0; i < n; i++)
		difference[i] -= mean;
	known = LongRunError(at, difference, n, &bias);

	values[ROW_N] = Int32GetDatum(n);
	PutFloat8(values, nulls, ROW_MEAN, mean, true);
	PutFloat8(values, nulls, ROW_MEAN_ABSOLUTE, ExactSumRound(&absolute) / n, true);
	PutFloat8(values, nulls, ROW_ROOT_MEAN_SQUARE, sqrt(square / n), true);
	PutFloat8(values, nulls, ROW_STD_ERROR, bias.std_error, known);
	PutFloat8(values, nulls, ROW_T, mean / bias.std_error, known && bias.std_error > 0);
	nulls[ROW_BANDWIDTH] = !known;
	values[ROW_BANDWIDTH] = Int32GetDatum((int32) Min(bias.bandwidth, PG_INT32_MAX));
	PutSigns(t, growth, revision, n, values, nulls);
	pfree(at);
	pfree(difference);
}

Datum
revisions_final(PG_FUNCTION_ARGS)
{
	Triangle   *t = MakeTriangle(FiguresForRead(fcinfo, 0));
	int8	   *growth = CompareWithBases(t);
	TupleDesc	rowtype = ElementRowType(fcinfo);
	RevisionList list = {MemoryContextAllocHuge(CurrentMemoryContext,
												Max(t->nfigures, 1) * sizeof(Revision)), 0};
	int		   *end = MemoryContextAllocHuge(CurrentMemoryContext,
											 (t->nvintages + 1) * sizeof(int));
	Size		most = NUM_AGAINST * (Size) t->nvintages + 1;
	Datum	   *rows = MemoryContextAllocHuge(CurrentMemoryContext, most * sizeof(Datum));
	int			nrows = 0;

	for (int against = 0; against < NUM_AGAINST; against++)
	{
		Revision   *revision;

		list.count = 0;
		for (int p = 0; p < t->nperiods; p++)
			AddRevisions(t, (Against) against, t->start[p], t->start[p + 1], &list);
		revision = SortByHorizon(&list, t->nvintages, end);
		for (int h = 0, start = 0; h < t->nvintages; start = end[h++])
		{
			Datum		values[ROW_COLUMNS] = {0};
			bool		nulls[ROW_COLUMNS] = {false};

			CHECK_FOR_INTERRUPTS();
			if (end[h] == start)
				continue;
			values[ROW_AGAINST] = CStringGetTextDatum(against_name[against]);
			values[ROW_HORIZON] = Int32GetDatum(h);
			PutRevisions(t, growth, revision + start, end[h] - start, values, nulls);
			rows[nrows++] = HeapTupleGetDatum(heap_form_tuple(rowtype, values, nulls));
		}
		pfree(revision);
	}
	return RowsToArray(rows, nrows, rowtype->tdtypeid);
}
