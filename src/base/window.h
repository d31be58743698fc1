/*
 * window.h
 *		The window of a call.
 */
#ifndef BASE_WINDOW_H
#define BASE_WINDOW_H

#include "base/compat.h"

#include "windowapi.h"

/*
 * For every window function, in place of PG_WINDOW_OBJECT().  Raises 0A000 for
 * IGNORE NULLS and RESPECT NULLS, which a function that does not ask would pass over in
 * silence: a period without a value stays what it is.
 */
static inline WindowObject
WindowOfCall(FunctionCallInfo fcinfo)
{
	WindowObject winobj = PG_WINDOW_OBJECT();

#if HAVE_NULL_TREATMENT
	WinCheckAndInitializeNullTreatment(winobj, false, fcinfo);
#endif
	return winobj;
}

#endif							/* BASE_WINDOW_H */
