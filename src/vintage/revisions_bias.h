/*
 * revisions_bias.h
 *		Are revisions off to one side, more than chance would have them?
 */
#ifndef VINTAGE_REVISIONS_BIAS_H
#define VINTAGE_REVISIONS_BIAS_H

#include "base/compat.h"

typedef struct LongRun
{
	double		std_error;		/* of the mean */
	double		bandwidth;
} LongRun;

/*
 * The standard error of the mean of n values, by ascending ordinal at[] of
 * their periods; deviation[] is what each has beyond the mean.  False where
 * there are fewer than three, or no answer.
 */
extern bool LongRunError(const int *at, const double *deviation, int n, LongRun *result);

#endif							/* VINTAGE_REVISIONS_BIAS_H */
