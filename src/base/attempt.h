/*
 * attempt.h
 *		Something that may fail, and whose error is an answer.
 */
#ifndef BASE_ATTEMPT_H
#define BASE_ATTEMPT_H

#include "base/compat.h"

typedef void (*AttemptWork) (void *arg);

/*
 * Does the work in a subtransaction, as an EXCEPTION block of PL/pgSQL would;
 * returns its error, or NULL.  What is not for the caller to answer for is his to
 * raise again.
 */
extern ErrorData *Attempt(AttemptWork work, void *arg);

#endif							/* BASE_ATTEMPT_H */
