/*
 * interrupt.h
 *		Answers to cancel and to the server's end, from long loops.
 *
 * A value may have millions of members or periods, so a loop over them asks
 * every now and then whether it is still wanted: test/lint looks for it.  Where
 * an element costs more than some microseconds, CHECK_FOR_INTERRUPTS() itself.
 */
#ifndef BASE_INTERRUPT_H
#define BASE_INTERRUPT_H

#include "base/compat.h"

#include "miscadmin.h"

#define ELEMENTS_BETWEEN_INTERRUPTS 4096

/*
 * To be called with the number of each element, or any counter.
 */
static inline void
AllowCancel(uint64 element)
{
	if (unlikely(element % ELEMENTS_BETWEEN_INTERRUPTS == 0))
		CHECK_FOR_INTERRUPTS();
}

#endif							/* BASE_INTERRUPT_H */
