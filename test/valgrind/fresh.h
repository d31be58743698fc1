/*
 * fresh.h
 *		Tells valgrind that what palloc() hands us holds nothing yet.
 *
 * The server cuts its chunks from large blocks, and only one built with
 * USE_VALGRIND, which packaged ones are not, says so.  Without this, a chunk
 * that was used before counts as written, and reading it as sound.  Put before
 * every source of ours by the compiler's -include (see test/valgrind/run);
 * what the server allocates for itself is seen by the block only.
 */
#ifndef VALGRIND_FRESH_H
#define VALGRIND_FRESH_H

#include "postgres.h"

#include "utils/memutils.h"

#include <valgrind/memcheck.h>

static inline void *
Fresh(void *chunk, Size size)
{
	if (chunk != NULL)
		(void) VALGRIND_MAKE_MEM_UNDEFINED(chunk, size);
	return chunk;
}

static inline void *
FreshUnlessZeroed(void *chunk, Size size, int flags)
{
	return (flags & MCXT_ALLOC_ZERO) ? chunk : Fresh(chunk, size);
}

/*
 * Each is the server's function of the same name still: a macro does not
 * expand within itself.  Larger memory from repalloc() is beyond us, since
 * nobody says how large it was.
 */
#define palloc(size) \
	Fresh(palloc(size), size)
#define palloc_extended(size, flags) \
	FreshUnlessZeroed(palloc_extended(size, flags), size, flags)
#define MemoryContextAlloc(context, size) \
	Fresh(MemoryContextAlloc(context, size), size)
#define MemoryContextAllocHuge(context, size) \
	Fresh(MemoryContextAllocHuge(context, size), size)
#define MemoryContextAllocExtended(context, size, flags) \
	FreshUnlessZeroed(MemoryContextAllocExtended(context, size, flags), size, flags)

#endif							/* VALGRIND_FRESH_H */
