/*
 * terms.h
 *		A figure with the terms it is made of: a row of doubles.
 */
#ifndef BASE_TERMS_H
#define BASE_TERMS_H

#include "base/compat.h"

/* of a row */
#define MAX_TERMS 16

/*
 * A row of the composite type that the function is declared to return, of n
 * columns of double precision; term[i] is NULL where it is NaN.  Raises 22003
 * for an infinite term.
 */
extern Datum TermsGetDatum(FunctionCallInfo fcinfo, const double *term, int n);

#endif							/* BASE_TERMS_H */
