/*
 * json.h
 *		Putting a jsonb together from strings and doubles.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/compat.h"

#include "utils/jsonb.h"

/*
 * Push one part.  The bytes of a string are not copied; a double is the numeric
 * of the fewest digits from which it is read back.
 */
extern void PushJsonString(JsonbParseState **state, JsonbIteratorToken part,
						   const char *bytes, int length);
extern void PushJsonDouble(JsonbParseState **state, JsonbIteratorToken part,
						   double value);

#endif							/* BASE_JSON_H */
