/*
 * series_json.c
 *		Time series as jsonb, for programs that read JSON.  Carries every bit.
 *
 *		{"freq": "M", "first": "2024-01", "values": [1.5, null, 4]}
 *
 * "first" is left out where there are no values.  Where sums have residuals,
 * "residuals" is an array of arrays as long as "values", one for each further
 * lane, with numbers only where there is a value; where rows are counted and some
 * value is not of one row, "rows" is an array of how many.  As in the text form,
 * what is read need not be canonical.
 */
#include "series/series.h"
#include "base/interrupt.h"
#include "base/agg.h"
#include "base/json.h"

#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"

PG_FUNCTION_INFO_V1(time_series_to_jsonb);
PG_FUNCTION_INFO_V1(time_series_from_jsonb);

static void
PushLane(JsonBuild *build, const TimeSeries *s, int lane)
{
	const double *value = s->lane + (size_t) lane * s->nslots;
	JsonbValue	absent = {.type = jbvNull};

	PushJson(build, WJB_BEGIN_ARRAY, NULL);
	for (int slot = 0; slot < s->nslots; slot++)
	{
		AllowCancel(slot);
		if (IsAbsent(s->lane[slot]))
			PushJson(build, WJB_ELEM, &absent);
		else
			PushJsonDouble(build, WJB_ELEM, value[slot]);
	}
	PushJson(build, WJB_END_ARRAY, NULL);
}

static void
PushCounts(JsonBuild *build, const TimeSeries *s)
{
	JsonbValue	absent = {.type = jbvNull};
	JsonbValue	count = {.type = jbvNumeric};

	PushJson(build, WJB_BEGIN_ARRAY, NULL);
	for (int slot = 0; slot < s->nslots; slot++)
	{
		AllowCancel(slot);
		if (!IsAbsent(s->lane[slot]))
			count.val.numeric = int64_to_numeric(SeriesCountAt(s, slot));
		PushJson(build, WJB_ELEM, IsAbsent(s->lane[slot]) ? &absent : &count);
	}
	PushJson(build, WJB_END_ARRAY, NULL);
}

static void
PushKey(JsonBuild *build, const char *key)
{
	PushJsonString(build, WJB_KEY, key, strlen(key));
}

/*
 * Put together here, since the server's parser of JSON answers no cancel.
 */
Datum
time_series_to_jsonb(PG_FUNCTION_ARGS)
{
	const TimeSeries *s = PG_GETARG_SERIES(0);
	char		freq = PeriodFreqLetter(SeriesFreq(s));
	JsonBuild	build = {0};

	PushJson(&build, WJB_BEGIN_OBJECT, NULL);
	PushKey(&build, "freq");
	PushJsonString(&build, WJB_VALUE, &freq, 1);
	if (s->nslots > 0)
	{
		const char *first = PeriodToCString(SeriesPeriod(s, 0));

		PushKey(&build, "first");
		PushJsonString(&build, WJB_VALUE, first, strlen(first));
	}
	PushKey(&build, "values");
	PushLane(&build, s, 0);
	if (s->nlanes > 1)
	{
		PushKey(&build, "residuals");
		PushJson(&build, WJB_BEGIN_ARRAY, NULL);
		for (int lane = 1; lane < s->nlanes; lane++)
			PushLane(&build, s, lane);
		PushJson(&build, WJB_END_ARRAY, NULL);
	}
	if (SeriesIsCounted(s))
	{
		PushKey(&build, "rows");
		PushCounts(&build, s);
	}
	PushJson(&build, WJB_END_OBJECT, NULL);
	PG_RETURN_JSONB_P(JsonbValueToJsonb(build.whole));
}

static void
RefuseJson(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid jsonb form of a time_series"),
			 errdetail("%s", detail),
			 errhint("It looks like this: {\"freq\": \"M\", \"first\": \"2024-01\", \"values\": [1.5, null, 4]}.")));
}

static JsonbValue *
JsonKey(JsonbContainer *object, const char *key)
{
	return getKeyJsonValueFromContainer(object, key, strlen(key), NULL);
}

/*
 * Ready to read the elements of an array.
 */
static JsonbIterator *
JsonArray(const JsonbValue *array, const char *complaint)
{
	JsonbIterator *iterator;
	JsonbValue	ignored;

	if (array == NULL || array->type != jbvBinary ||
		!JsonContainerIsArray(array->val.binary.data) ||
		JsonContainerIsScalar(array->val.binary.data))
		RefuseJson(complaint);
	iterator = JsonbIteratorInit(array->val.binary.data);
	(void) JsonbIteratorNext(&iterator, &ignored, true);
	return iterator;
}

/*
 * Adds an array of numbers to the slots of a state, from the ordinal on:
 * values, or what they leave over.
 */
static TimeSeries *
AddJsonLane(TimeSeries *s, const JsonbValue *array, int first, bool residuals)
{
	JsonbIterator *iterator = JsonArray(array, "\"values\" and each of the \"residuals\" must be an array of numbers and nulls.");
	JsonbValue	element;
	int64		ordinal = first;

	while (JsonbIteratorNext(&iterator, &element, true) == WJB_ELEM)
	{
		AllowCancel(ordinal);
		if (!PeriodOrdinalInRange(SeriesFreq(s), ordinal))
			RefuseJson("The values go beyond the year 9999.");
		if (residuals && element.type == jbvNumeric &&
			IsAbsent(SeriesValueAt(s, ordinal)))
			RefuseJson("There is a residual without a value.");
		if (element.type == jbvNumeric)
			s = AddToSeries(s, ordinal,
							CheckExact(NumericToDouble(element.val.numeric), SERIES_NAME));
		else if (element.type != jbvNull)
			RefuseJson("\"values\" and each of the \"residuals\" must be an array of numbers and nulls.");
		ordinal++;
	}
	return s;
}

static PeriodFreq
JsonFreq(const JsonbValue *value)
{
	if (value == NULL || value->type != jbvString)
		RefuseJson("\"freq\" must be a string.");
	return PeriodFreqFromText(cstring_to_text_with_len(value->val.string.val,
													   value->val.string.len));
}

/*
 * The ordinal of "first", or of no period that matters where it is left out.
 */
static int
JsonFirst(const JsonbValue *value, PeriodFreq freq)
{
	TimePeriod	first;

	if (value == NULL || value->type != jbvString ||
		!PeriodFromText(value->val.string.val, value->val.string.len, &first, NULL))
		RefuseJson("\"first\" must be a string unless \"values\" is empty.");
	CheckSameFreq(first, PeriodFromOrdinal(freq, 0));
	return PeriodOrdinal(first);
}

static bool
IsEmptyJsonArray(const JsonbValue *value)
{
	return value != NULL && value->type == jbvBinary &&
		JsonContainerIsArray(value->val.binary.data) &&
		JsonContainerSize(value->val.binary.data) == 0;
}

/*
 * Adds the further lanes to the values that were read before.
 */
static TimeSeries *
AddJsonResiduals(TimeSeries *s, const JsonbValue *residuals,
				 const JsonbValue *values, int first)
{
	JsonbIterator *iterator = JsonArray(residuals, "\"residuals\" must be an array of arrays.");
	JsonbValue	lane;

	while (JsonbIteratorNext(&iterator, &lane, true) == WJB_ELEM)
	{
		if (lane.type == jbvBinary && JsonContainerSize(lane.val.binary.data) !=
			JsonContainerSize(values->val.binary.data))
			RefuseJson("Each of the \"residuals\" must be as long as \"values\".");
		s = AddJsonLane(s, &lane, first, true);
	}
	return s;
}

/*
 * Raises unless it is a number of rows.
 */
static int64
JsonCount(const JsonbValue *value)
{
	Datum		given = NumericGetDatum(value->val.numeric);
	Datum		least = NumericGetDatum(int64_to_numeric(1));
	Datum		most = NumericGetDatum(int64_to_numeric(MAX_ROW_COUNT));

	if (value->type == jbvNumeric &&
		DatumGetBool(DirectFunctionCall2(numeric_ge, given, least)) &&
		DatumGetBool(DirectFunctionCall2(numeric_le, given, most)) &&
		DatumGetBool(DirectFunctionCall2(numeric_eq, given,
										 DirectFunctionCall1(numeric_floor, given))))
		return DatumGetInt64(DirectFunctionCall1(numeric_int8, given));
	RefuseJson("\"rows\" must be an array of whole numbers above 0, and of nulls where there is no value.");
	return 0;
}

/*
 * Says how many rows the values that were read before are the sums of.
 */
static TimeSeries *
SetJsonCounts(TimeSeries *s, const JsonbValue *rows, const JsonbValue *values, int first)
{
	JsonbIterator *iterator = JsonArray(rows, "\"rows\" must be an array of numbers and nulls.");
	JsonbValue	element;
	int			ordinal = first;

	if (JsonContainerSize(rows->val.binary.data) != JsonContainerSize(values->val.binary.data))
		RefuseJson("\"rows\" must be as long as \"values\".");
	while (JsonbIteratorNext(&iterator, &element, true) == WJB_ELEM)
	{
		AllowCancel(ordinal);
		if (IsAbsent(SeriesValueAt(s, ordinal)) != (element.type == jbvNull))
			RefuseJson("\"rows\" must have a number where \"values\" has one, and null elsewhere.");
		if (element.type != jbvNull)
			s = SetSeriesCount(s, ordinal, JsonCount(&element));
		ordinal++;
	}
	return s;
}

Datum
time_series_from_jsonb(PG_FUNCTION_ARGS)
{
	JsonbContainer *object = &PG_GETARG_JSONB_P(0)->root;
	JsonbValue *values;
	JsonbValue *residuals;
	JsonbValue *rows;
	TimeSeries *s;
	int			first = 0;

	if (!JsonContainerIsObject(object))
		RefuseJson("It must be an object.");
	s = MakeSeries(JsonFreq(JsonKey(object, "freq")), 0, 0, 1);
	values = JsonKey(object, "values");
	residuals = JsonKey(object, "residuals");
	rows = JsonKey(object, "rows");
	if (!IsEmptyJsonArray(values))
		first = JsonFirst(JsonKey(object, "first"), SeriesFreq(s));
	s = AddJsonLane(s, values, first, false);
	if (residuals != NULL)
		s = AddJsonResiduals(s, residuals, values, first);
	if (rows != NULL)
		s = SetJsonCounts(s, rows, values, first);
	PG_RETURN_SERIES(FinishSeries(s));
}
