/*
 * vintage_type.c
 *		Vintages of several types as numbers, and back.
 */
#include "vintage/vintage_type.h"

#include "base/agg.h"
#include "base/extension.h"
#include "calendar/period.h"
#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/timestamp.h"

const char *const vintage_kind_names[NUM_VINTAGE_KINDS] = {
	"integer", "date", "timestamp", "timestamptz", "period"
};

static VintageKind
FindVintageKind(Oid type)
{
	switch (type)
	{
		case INT2OID:
		case INT4OID:
		case INT8OID:
			return VINTAGE_INTEGER;
		case DATEOID:
			return VINTAGE_DATE;
		case TIMESTAMPOID:
			return VINTAGE_TIMESTAMP;
		case TIMESTAMPTZOID:
			return VINTAGE_TIMESTAMPTZ;
	}
	if (type == ExtensionType("time_period"))
		return VINTAGE_PERIOD;
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("a vintage cannot be of type %s", format_type_be(type)),
			 errhint("Use date, timestamp with time zone, time_period or a running number.")));
}

const VintageType *
GetVintageType(FunctionCallInfo fcinfo, int argno)
{
	VintageType *found = fcinfo->flinfo->fn_extra;

	if (found == NULL)
	{
		found = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(VintageType));
		found->type = ArgumentType(fcinfo->flinfo, argno);
		found->kind = FindVintageKind(found->type);
		fcinfo->flinfo->fn_extra = found;
	}
	return found;
}

int64
VintageFromDatum(Datum datum, const VintageType *type)
{
	if (type->type == INT2OID)
		return DatumGetInt16(datum);
	if (type->type == INT8OID || type->kind == VINTAGE_TIMESTAMP ||
		type->kind == VINTAGE_TIMESTAMPTZ)
		return DatumGetInt64(datum);
	return DatumGetInt32(datum);
}

char *
VintageToCString(int64 vintage, VintageKind kind)
{
	PGFunction	output = NULL;
	Datum		datum = Int64GetDatum(vintage);

	switch (kind)
	{
		case VINTAGE_INTEGER:
			return psprintf(INT64_FORMAT, vintage);
		case VINTAGE_PERIOD:
			return PeriodToCString((TimePeriod) vintage);
		case VINTAGE_DATE:
			output = date_out;
			datum = DateADTGetDatum((DateADT) vintage);
			break;
		case VINTAGE_TIMESTAMP:
			output = timestamp_out;
			break;
		case VINTAGE_TIMESTAMPTZ:
			output = timestamptz_out;
			break;
	}
	return DatumGetCString(DirectFunctionCall1(output, datum));
}

bool
IsVintage(VintageKind kind, int64 vintage)
{
	bool		is_int32 = vintage == (int32) vintage;

	switch (kind)
	{
		case VINTAGE_INTEGER:
			break;
		case VINTAGE_DATE:
			return is_int32 && (IS_VALID_DATE((DateADT) vintage) ||
								DATE_NOT_FINITE((DateADT) vintage));
		case VINTAGE_TIMESTAMP:
		case VINTAGE_TIMESTAMPTZ:
			return IS_VALID_TIMESTAMP(vintage) || TIMESTAMP_NOT_FINITE(vintage);
		case VINTAGE_PERIOD:
			return is_int32 && PeriodIsValid((TimePeriod) vintage);
	}
	return true;
}
