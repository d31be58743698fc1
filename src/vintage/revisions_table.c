/*
 * revisions_table.c
 *		Period by vintage: vintage_table().
 */
#include "vintage/revisions_triangle.h"

#include "access/htup_details.h"
#include "base/interrupt.h"
#include "base/rows.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/json.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

PG_FUNCTION_INFO_V1(vintage_table_final);

/*
 * A vintage as text that no setting but the time zone changes: ISO 8601.
 */
static char *
VintageLabel(int64 vintage, VintageKind kind)
{
	char	   *label = palloc(MAXDATELEN + 1);

	switch (kind)
	{
		case VINTAGE_DATE:
			return JsonEncodeDateTime(label, DateADTGetDatum((DateADT) vintage), DATEOID, NULL);
		case VINTAGE_TIMESTAMP:
			return JsonEncodeDateTime(label, TimestampGetDatum(vintage), TIMESTAMPOID, NULL);
		case VINTAGE_TIMESTAMPTZ:
			return JsonEncodeDateTime(label, TimestampTzGetDatum(vintage), TIMESTAMPTZOID, NULL);
		case VINTAGE_INTEGER:
		case VINTAGE_PERIOD:
			break;
	}
	return VintageToCString(vintage, kind);
}

/*
 * The vintages in order, as text.
 */
static Datum
VintageLabels(const Triangle *t)
{
	Datum	   *label = MemoryContextAllocHuge(CurrentMemoryContext,
											   Max(t->nvintages, 1) * sizeof(Datum));

	for (int i = 0; i < t->nvintages; i++)
	{
		AllowCancel(i);
		label[i] = CStringGetTextDatum(VintageLabel(t->vintage[i], t->kind));
	}
	return PointerGetDatum(construct_array(label, t->nvintages, TEXTOID, -1, false, TYPALIGN_INT));
}

/*
 * Every row has all labels, and a bit for each value.  Raises 54000 where that
 * comes to more than a value can have, before the memory is asked for.
 */
static void
CheckTableSize(const Triangle *t, Datum labels)
{
	double		row = VARSIZE(DatumGetPointer(labels)) + t->nvintages / 8.0;

	if (t->nperiods * row + t->nfigures * (double) sizeof(double) > MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a table of %d periods by %d vintages is too large", t->nperiods,
						t->nvintages),
				 errhint("Select fewer periods or fewer vintages, with FILTER or WHERE.")));
}

/*
 * What each vintage states of one period.
 */
static Datum
ValuesOfPeriod(const Triangle *t, int p, Datum *value, bool *isnull)
{
	int			dims[1] = {t->nvintages};
	int			lbs[1] = {1};

	memset(isnull, true, t->nvintages * sizeof(bool));
	for (int i = t->start[p]; i < t->start[p + 1]; i++)
	{
		value[t->at[i]] = Float8GetDatum(t->figure[i].value);
		isnull[t->at[i]] = !t->figure[i].stated;
	}
	return PointerGetDatum(construct_md_array(value, isnull, 1, dims, lbs, FLOAT8OID,
											  sizeof(double), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

Datum
vintage_table_final(PG_FUNCTION_ARGS)
{
	Triangle   *t = MakeTriangle(FiguresForRead(fcinfo, 0));
	TupleDesc	rowtype = ElementRowType(fcinfo);
	Datum		labels = VintageLabels(t);
	Datum	   *rows = MemoryContextAllocHuge(CurrentMemoryContext,
											  Max(t->nperiods, 1) * sizeof(Datum));
	Datum	   *value = palloc0((t->nvintages + 1) * sizeof(Datum));
	bool	   *isnull = palloc((t->nvintages + 1) * sizeof(bool));

	CheckTableSize(t, labels);
	for (int p = 0; p < t->nperiods; p++)
	{
		Datum		values[3];
		bool		nulls[3] = {false};

		CHECK_FOR_INTERRUPTS();
		values[0] = TimePeriodGetDatum(t->figure[t->start[p]].period);
		values[1] = labels;
		values[2] = ValuesOfPeriod(t, p, value, isnull);
		rows[p] = HeapTupleGetDatum(heap_form_tuple(rowtype, values, nulls));
	}
	return RowsToArray(rows, t->nperiods, rowtype->tdtypeid);
}
