/*
 * json.h
 *		Putting a jsonb together from strings and doubles.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/compat.h"

#include "utils/jsonb.h"

/*
 * A jsonb that is put together, all zero at first.  When its last part is pushed, whole
 * is what JsonbValueToJsonb() takes.
 */
typedef struct JsonBuild
{
	JsonbValue *whole;
#if HAVE_JSONB_IN_STATE
	JsonbInState state;
#else
	JsonbParseState *state;
#endif
} JsonBuild;

static inline void
PushJson(JsonBuild *build, JsonbIteratorToken part, JsonbValue *value)
{
#if HAVE_JSONB_IN_STATE
	pushJsonbValue(&build->state, part, value);
	build->whole = build->state.result;
#else
	build->whole = pushJsonbValue(&build->state, part, value);
#endif
}

/*
 * Push one part.  The bytes of a string are not copied; a double is the numeric
 * of the fewest digits from which it is read back.
 */
extern void PushJsonString(JsonBuild *build, JsonbIteratorToken part,
						   const char *bytes, int length);
extern void PushJsonDouble(JsonBuild *build, JsonbIteratorToken part,
						   double value);

#endif							/* BASE_JSON_H */
