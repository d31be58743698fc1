/*
 * planted.c
 *		A fault to be found: test/valgrind/run calls it to see that it hears of
 *		what it is there to hear of.  No part of the extension.
 */
#include "base/compat.h"

PG_MODULE_MAGIC;

/* branches on a chunk that the server has used before and nobody has written */
PG_FUNCTION_INFO_V1(planted);

Datum
planted(PG_FUNCTION_ARGS)
{
	volatile int *chunk = palloc(sizeof(int));

	if (*chunk == 42)
		PG_RETURN_NULL();
	PG_RETURN_VOID();
}
