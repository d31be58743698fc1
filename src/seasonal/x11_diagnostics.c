/*
 * x11_diagnostics.c
 *		How well a series could be adjusted: tests, M statistics and choices.
 */
#include "seasonal/x11.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "seasonal/diagnostics_math.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(x11_diagnostics);

/* the columns of x11_diagnostics, in order */
enum
{
	COLUMN_IDENTIFIABLE,
	COLUMN_Q,
	COLUMN_M1,
	COLUMN_F_STABLE = COLUMN_M1 + NUM_M,
	COLUMN_P_STABLE,
	COLUMN_F_MOVING,
	COLUMN_P_MOVING,
	COLUMN_KRUSKAL_WALLIS,
	COLUMN_P_KRUSKAL_WALLIS,
	COLUMN_MCD,
	COLUMN_IC_RATIO,
	COLUMN_SEASONALITY_RATIO,
	COLUMN_TREND_TERMS,
	COLUMN_SEASONAL_TERMS,
	COLUMN_EXTREMES,
	NUM_COLUMNS
};

typedef struct Row
{
	Datum		value[NUM_COLUMNS];
	bool		isnull[NUM_COLUMNS];
} Row;

static void
SetValue(Row *row, int column, Datum value)
{
	row->value[column] = value;
	row->isnull[column] = false;
}

/* NULL where it cannot be told */
static void
SetNumber(Row *row, int column, double value)
{
	row->value[column] = Float8GetDatum(value);
	row->isnull[column] = !isfinite(value);
}

static void
SetTest(Row *row, int column, Test test)
{
	SetNumber(row, column, test.value);
	SetNumber(row, column + 1, test.p);
}

static Datum
SeasonalFilterName(int terms)
{
	return CStringGetTextDatum(terms == X11_SEASONAL_STABLE ? "stable" : psprintf("3x%d", terms));
}

static int32
CountExtremes(const X11 *x)
{
	int32		count = 0;

	for (int i = 0; i < x->n; i++)
		count += x->weight[i] < 1;
	return count;
}

static void
SetStatistics(Row *row, const X11 *x, const X11Diagnostics *d)
{
	SetNumber(row, COLUMN_Q, d->q);
	for (int i = 0; i < NUM_M; i++)
		SetNumber(row, COLUMN_M1 + i, d->m[i]);
	SetTest(row, COLUMN_F_STABLE, d->stable);
	SetTest(row, COLUMN_F_MOVING, d->moving);
	SetTest(row, COLUMN_KRUSKAL_WALLIS, d->kruskal_wallis);
	SetValue(row, COLUMN_MCD, Int32GetDatum(d->mcd));
	SetNumber(row, COLUMN_IC_RATIO, x->ic_ratio);
	SetNumber(row, COLUMN_SEASONALITY_RATIO, x->seasonality_ratio);
}

Datum
x11_diagnostics(PG_FUNCTION_ARGS)
{
	static const char *const answers[] = {"no", "probably not", "yes"};
	const TimeSeries *s = PG_GETARG_SERIES(0);
	X11Options	options = X11OptionsArgs(fcinfo, 1);
	X11		   *x = AdjustSeries(s, &options);
	X11Diagnostics d;
	Row			row = {{0}, {false}};

	DiagnoseX11(x, (Ranked *) palloc(sizeof(Ranked) * x->n), &d);
	if (d.is_still)
		memset(row.isnull, true, sizeof(row.isnull));
	else
		SetStatistics(&row, x, &d);
	SetValue(&row, COLUMN_IDENTIFIABLE, CStringGetTextDatum(answers[d.seasonality]));
	SetValue(&row, COLUMN_TREND_TERMS, Int32GetDatum(x->trend_terms));
	SetValue(&row, COLUMN_SEASONAL_TERMS, SeasonalFilterName(x->seasonal_terms));
	SetValue(&row, COLUMN_EXTREMES, Int32GetDatum(CountExtremes(x)));
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(RowTypeOfCall(fcinfo),
													  row.value, row.isnull)));
}
