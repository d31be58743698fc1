/*
 * series_fill.c
 *		fill(): a row for every period, and what was not there is told apart.
 *
 * Nothing else in the extension fills anything.
 */
#include "series/series.h"

#include "base/interrupt.h"
#include "catalog/pg_type_d.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/tuplestore.h"

PG_FUNCTION_INFO_V1(fill_series);
PG_FUNCTION_INFO_V1(fill_rows);

/* the arguments of both after the data */
enum
{
	FILL_METHOD,
	FILL_FIRST,
	FILL_LAST
};

/* the values that are there, by ordinal */
typedef struct Known
{
	int			ordinal;
	Datum		value;
} Known;

typedef struct Filling
{
	PeriodFreq	freq;
	bool		has_freq;		/* false while nothing tells it */
	Known	   *known;
	int			nknown;
	bool		carry;			/* the value before stands in */
	int			first;
	int			last;
} Filling;

static bool
CarryArg(FunctionCallInfo fcinfo, int argno)
{
	char	   *method = text_to_cstring(PG_GETARG_TEXT_PP(argno));

	if (strcmp(method, "null") != 0 && strcmp(method, "previous") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unrecognized method of filling \"%s\"", method),
				 errhint("The methods are null, and previous for the value before; a zero is coalesce(value, 0).")));
	return strcmp(method, "previous") == 0;
}

static void
TakeFreq(Filling *f, TimePeriod p)
{
	if (f->has_freq && f->freq != PeriodGetFreq(p))
		RaiseMixedFrequencies(f->freq, PeriodGetFreq(p));
	f->freq = PeriodGetFreq(p);
	f->has_freq = true;
}

/*
 * The end that an argument tells, or the one that the data has.
 */
static int
EndArg(FunctionCallInfo fcinfo, int argno, Filling *f, int otherwise)
{
	if (PG_ARGISNULL(argno))
		return otherwise;
	TakeFreq(f, PG_GETARG_TIMEPERIOD(argno));
	return PeriodOrdinal(PG_GETARG_TIMEPERIOD(argno));
}

/*
 * Reads the arguments from argno on and puts out the rows, (period, value,
 * filled); from and to are where the data begins and ends.
 */
static Datum
PutFilled(FunctionCallInfo fcinfo, int argno, Filling *f, int from, int to)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int			next = 0;

	f->carry = CarryArg(fcinfo, argno + FILL_METHOD);
	f->first = EndArg(fcinfo, argno + FILL_FIRST, f, from);
	f->last = EndArg(fcinfo, argno + FILL_LAST, f, to);
	if (!f->has_freq)
		return (Datum) 0;
	for (int ordinal = f->first; ordinal <= f->last; ordinal++)
	{
		Datum		values[3] = {TimePeriodGetDatum(PeriodFromOrdinal(f->freq, ordinal))};
		bool		nulls[3] = {false, true, false};
		bool		known;

		AllowCancel(ordinal);
		while (next < f->nknown && f->known[next].ordinal <= ordinal)
			next++;
		known = next > 0 && f->known[next - 1].ordinal == ordinal;
		if (known || (f->carry && next > 0))
		{
			values[1] = f->known[next - 1].value;
			nulls[1] = false;
		}
		values[2] = BoolGetDatum(!known);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

/*
 * fill(s, method, first, last)
 */
Datum
fill_series(PG_FUNCTION_ARGS)
{
	Filling		f = {0};
	const TimeSeries *s;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return (Datum) 0;
	s = PG_GETARG_SERIES(0);
	f.freq = SeriesFreq(s);
	f.has_freq = true;
	f.known = MemoryContextAllocHuge(CurrentMemoryContext, Max(s->nslots, 1) * sizeof(Known));
	for (int slot = 0; slot < s->nslots; slot++)
	{
		AllowCancel(slot);
		if (!IsAbsent(s->lane[slot]))
		{
			f.known[f.nknown].ordinal = s->first + slot;
			f.known[f.nknown++].value = Float8GetDatum(s->lane[slot]);
		}
	}
	/* a series without values has no end, and all that was asked for or nothing */
	if (s->nslots == 0 && (PG_ARGISNULL(2) || PG_ARGISNULL(3)))
		return (Datum) 0;
	return PutFilled(fcinfo, 1, &f, SeriesFirst(s), SeriesLast(s));
}

static int
CompareKnown(const void *a, const void *b)
{
	int			x = ((const Known *) a)->ordinal;
	int			y = ((const Known *) b)->ordinal;

	return (x > y) - (x < y);
}

/*
 * Takes the rows whose period is not NULL; those whose value is tell only how
 * far the data goes.
 */
static void
TakeRows(Filling *f, ArrayType *periods, ArrayType *values, int *from, int *to)
{
	Datum	   *period;
	Datum	   *value;
	bool	   *no_period;
	bool	   *no_value;
	int			count;
	int			nvalues;
	int16		typlen;
	bool		typbyval;
	char		typalign;

	deconstruct_array(periods, ARR_ELEMTYPE(periods), sizeof(TimePeriod), true, TYPALIGN_INT,
					  &period, &no_period, &count);
	get_typlenbyvalalign(ARR_ELEMTYPE(values), &typlen, &typbyval, &typalign);
	deconstruct_array(values, ARR_ELEMTYPE(values), typlen, typbyval, typalign,
					  &value, &no_value, &nvalues);
	if (count != nvalues)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("%d periods and %d values", count, nvalues),
				 errhint("Gather both with array_agg() over the same rows.")));
	f->known = MemoryContextAllocHuge(CurrentMemoryContext, Max(count, 1) * sizeof(Known));
	for (int i = 0; i < count; i++)
	{
		int			ordinal;

		AllowCancel(i);
		if (no_period[i])
			continue;
		ordinal = PeriodOrdinal(DatumGetTimePeriod(period[i]));
		*from = f->has_freq ? Min(*from, ordinal) : ordinal;
		*to = f->has_freq ? Max(*to, ordinal) : ordinal;
		TakeFreq(f, DatumGetTimePeriod(period[i]));
		if (no_value[i])
			continue;
		f->known[f->nknown].ordinal = ordinal;
		f->known[f->nknown++].value = value[i];
	}
}

/*
 * fill(periods, values, method, first, last)
 */
Datum
fill_rows(PG_FUNCTION_ARGS)
{
	Filling		f = {0};
	int			from = 0;
	int			to = 0;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return (Datum) 0;
	TakeRows(&f, PG_GETARG_ARRAYTYPE_P(0), PG_GETARG_ARRAYTYPE_P(1), &from, &to);
	qsort(f.known, f.nknown, sizeof(Known), CompareKnown);
	for (int i = 1; i < f.nknown; i++)
	{
		AllowCancel(i);
		if (f.known[i].ordinal == f.known[i - 1].ordinal)
			ereport(ERROR,
					(errcode(ERRCODE_CARDINALITY_VIOLATION),
					 errmsg("more than one value of period \"%s\"",
							PeriodToCString(PeriodFromOrdinal(f.freq, f.known[i].ordinal))),
					 errhint("GROUP BY period and whatever else tells the rows apart first.")));
	}
	if (!f.has_freq && (PG_ARGISNULL(3) || PG_ARGISNULL(4)))
		return (Datum) 0;
	return PutFilled(fcinfo, 2, &f, from, to);
}
