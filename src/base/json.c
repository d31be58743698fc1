/*
 * json.c
 *		Putting a jsonb together from strings and doubles.
 */
#include "base/json.h"

#include "common/shortest_dec.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

void
PushJsonString(JsonBuild *build, JsonbIteratorToken part,
			   const char *bytes, int length)
{
	JsonbValue	string = {.type = jbvString};

	string.val.string.val = unconstify(char *, bytes);
	string.val.string.len = length;
	PushJson(build, part, &string);
}

void
PushJsonDouble(JsonBuild *build, JsonbIteratorToken part, double value)
{
	JsonbValue	number = {.type = jbvNumeric};
	char		digits[DOUBLE_SHORTEST_DECIMAL_LEN];

	double_to_shortest_decimal_buf(value, digits);
	number.val.numeric = DatumGetNumeric(DirectFunctionCall3(numeric_in,
															 CStringGetDatum(digits),
															 ObjectIdGetDatum(InvalidOid),
															 Int32GetDatum(-1)));
	PushJson(build, part, &number);
}
