/*
 * grow.h
 *		How large a flat state is made.
 */
#ifndef BASE_GROW_H
#define BASE_GROW_H

#include "base/compat.h"

#include "utils/memutils.h"

/*
 * The size of a state that needs so many bytes, of which a power of two is the
 * least: the next power of two, since memory contexts hand out no others, so
 * that a state which grows row by row is copied as often as it doubles.  At
 * most what a value can have; whether that is enough is for the caller to see.
 */
static inline Size
GrownSize(uint64 needed, Size least)
{
	Size		size = least;

	while (size < needed && size < MaxAllocSize)
		size *= 2;
	return Min(size, MaxAllocSize);
}

#endif							/* BASE_GROW_H */
