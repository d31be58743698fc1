/*
 * vintage.c
 *		Figures as they were known at a time: as_of, vintage_of, first_vintage,
 *		latest_vintage, revision.
 *
 * A vintage that states NULL states something: the figure was withdrawn, or is
 * suppressed.  It is not passed over for an older value.  Two different values
 * of one vintage leave no answer, which is an error, but only where that
 * vintage is the one asked for, so that it does not depend on the order of
 * rows whether it is raised.
 */
#include "base/number.h"
#include "calendar/period.h"
#include "vintage/vintage_state.h"

PG_FUNCTION_INFO_V1(vintage_add_float8);
PG_FUNCTION_INFO_V1(vintage_add_numeric);
PG_FUNCTION_INFO_V1(vintage_combine);
PG_FUNCTION_INFO_V1(vintage_first_float8);
PG_FUNCTION_INFO_V1(vintage_first_numeric);
PG_FUNCTION_INFO_V1(vintage_latest_float8);
PG_FUNCTION_INFO_V1(vintage_latest_numeric);
PG_FUNCTION_INFO_V1(vintage_revision_float8);
PG_FUNCTION_INFO_V1(vintage_revision_numeric);
PG_FUNCTION_INFO_V1(vintage_of_add);
PG_FUNCTION_INFO_V1(vintage_of_combine);

#define PG_GETARG_VINTAGE_STATE(n) ((VintageState *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n)))

/*
 * Takes in a row of (value, vintage [, time asked about]), arguments 1 to 3.
 */
static Datum
AddStatement(FunctionCallInfo fcinfo, FigureKind kind, const Statement *stated)
{
	VintageState *state = PG_ARGISNULL(0) ? NULL : PG_GETARG_VINTAGE_STATE(0);
	Vintages	row;
	Vintages	vintages;

	row.figure_kind = kind;
	row.vintage_kind = GetVintageType(fcinfo, 2)->kind;
	row.statement[FIRST_STATEMENT] = *stated;
	row.statement[LATEST_STATEMENT] = *stated;
	if (state == NULL)
		PG_RETURN_POINTER(PackVintages(&row));
	UnpackVintages(state, &vintages);
	if (!MergeVintages(&vintages, &row))
		PG_RETURN_POINTER(state);
	PG_RETURN_POINTER(PackVintages(&vintages));
}

/*
 * Reads the vintage.  False for one that is NULL, or had not been published at
 * the time that another argument tells.
 */
static bool
IsKnown(FunctionCallInfo fcinfo, int arg_vintage, int arg_at, int64 *vintage)
{
	const VintageType *type = GetVintageType(fcinfo, arg_vintage);
	int64		at;

	if (PG_ARGISNULL(arg_vintage))
		return false;
	*vintage = VintageFromDatum(PG_GETARG_DATUM(arg_vintage), type);
	if (PG_NARGS() <= arg_at)
		return true;
	if (PG_ARGISNULL(arg_at))
		return false;
	at = VintageFromDatum(PG_GETARG_DATUM(arg_at), type);
	if (type->kind == VINTAGE_PERIOD)
		CheckSameFreq((TimePeriod) *vintage, (TimePeriod) at);
	return *vintage <= at;
}

static Datum
ReturnState(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

Datum
vintage_add_float8(PG_FUNCTION_ARGS)
{
	Statement	stated = {0, STATED_NULL, (Datum) 0};

	if (!IsKnown(fcinfo, 2, 3, &stated.vintage))
		return ReturnState(fcinfo);
	if (!PG_ARGISNULL(1))
	{
		stated.status = STATED_VALUE;
		stated.value = Float8GetDatum(CheckFinite(PG_GETARG_FLOAT8(1), "a vintage") + 0.0);
	}
	return AddStatement(fcinfo, FIGURE_FLOAT8, &stated);
}

Datum
vintage_add_numeric(PG_FUNCTION_ARGS)
{
	Statement	stated = {0, STATED_NULL, (Datum) 0};

	if (!IsKnown(fcinfo, 2, 3, &stated.vintage))
		return ReturnState(fcinfo);
	if (!PG_ARGISNULL(1))
	{
		stated.status = STATED_VALUE;
		stated.value = NumericGetDatum(CheckFiniteNumeric(PG_GETARG_NUMERIC(1), "a vintage"));
	}
	return AddStatement(fcinfo, FIGURE_NUMERIC, &stated);
}

Datum
vintage_combine(PG_FUNCTION_ARGS)
{
	Vintages	vintages;
	Vintages	others;

	if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_DATUM(PG_GETARG_DATUM(PG_ARGISNULL(0) ? 1 : 0));
	UnpackVintages(PG_GETARG_VINTAGE_STATE(0), &vintages);
	UnpackVintages(PG_GETARG_VINTAGE_STATE(1), &others);
	if (!MergeVintages(&vintages, &others))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	PG_RETURN_POINTER(PackVintages(&vintages));
}

/*
 * The value of a statement.  False for NULL; raises 21000 where it was stated
 * twice.
 */
static bool
GetStatedValue(const Vintages *vintages, int which, Datum *value)
{
	const Statement *stated = &vintages->statement[which];

	if (stated->status == STATED_TWICE)
		ereport(ERROR,
				(errcode(ERRCODE_CARDINALITY_VIOLATION),
				 errmsg("more than one value of vintage \"%s\"",
						VintageToCString(stated->vintage, vintages->vintage_kind)),
				 errhint("GROUP BY whatever tells the figures apart, such as partner, flow and period.")));
	*value = stated->value;
	return stated->status == STATED_VALUE;
}

/*
 * Argument 0, which must be of this kind: an aggregate's own is, but a call by
 * hand may bring another.
 */
static void
GetVintages(FunctionCallInfo fcinfo, FigureKind kind, Vintages *vintages)
{
	UnpackVintages(PG_GETARG_VINTAGE_STATE(0), vintages);
	if (vintages->figure_kind != kind)
		RaiseMixedVintages();
}

static Datum
ReturnStated(FunctionCallInfo fcinfo, FigureKind kind, int which)
{
	Vintages	vintages;
	Datum		value;

	GetVintages(fcinfo, kind, &vintages);
	if (!GetStatedValue(&vintages, which, &value))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(value);
}

Datum
vintage_first_float8(PG_FUNCTION_ARGS)
{
	return ReturnStated(fcinfo, FIGURE_FLOAT8, FIRST_STATEMENT);
}

Datum
vintage_first_numeric(PG_FUNCTION_ARGS)
{
	return ReturnStated(fcinfo, FIGURE_NUMERIC, FIRST_STATEMENT);
}

Datum
vintage_latest_float8(PG_FUNCTION_ARGS)
{
	return ReturnStated(fcinfo, FIGURE_FLOAT8, LATEST_STATEMENT);
}

Datum
vintage_latest_numeric(PG_FUNCTION_ARGS)
{
	return ReturnStated(fcinfo, FIGURE_NUMERIC, LATEST_STATEMENT);
}

/* both values; false where one is NULL */
static bool
GetRevision(FunctionCallInfo fcinfo, FigureKind kind, Datum *first,
			Datum *latest)
{
	Vintages	vintages;
	bool		has_first;
	bool		has_latest;

	GetVintages(fcinfo, kind, &vintages);
	has_first = GetStatedValue(&vintages, FIRST_STATEMENT, first);
	has_latest = GetStatedValue(&vintages, LATEST_STATEMENT, latest);
	return has_first && has_latest;
}

Datum
vintage_revision_float8(PG_FUNCTION_ARGS)
{
	Datum		first;
	Datum		latest;

	if (!GetRevision(fcinfo, FIGURE_FLOAT8, &first, &latest))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(DatumGetFloat8(latest) - DatumGetFloat8(first)));
}

Datum
vintage_revision_numeric(PG_FUNCTION_ARGS)
{
	Datum		first;
	Datum		latest;

	if (!GetRevision(fcinfo, FIGURE_NUMERIC, &first, &latest))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(NumericMinus(DatumGetNumeric(latest), DatumGetNumeric(first)));
}

/*
 * vintage_of(): the latest vintage itself, whose type is its own state.
 */

static Datum
LaterVintage(FunctionCallInfo fcinfo)
{
	const VintageType *type = GetVintageType(fcinfo, 1);
	int64		vintage = VintageFromDatum(PG_GETARG_DATUM(1), type);

	if (!PG_ARGISNULL(0) && VintageFromDatum(PG_GETARG_DATUM(0), type) >= vintage)
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	PG_RETURN_DATUM(PG_GETARG_DATUM(1));
}

Datum
vintage_of_add(PG_FUNCTION_ARGS)
{
	int64		vintage;

	if (!IsKnown(fcinfo, 1, 2, &vintage))
		return ReturnState(fcinfo);
	return LaterVintage(fcinfo);
}

Datum
vintage_of_combine(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1))
		return ReturnState(fcinfo);
	return LaterVintage(fcinfo);
}
