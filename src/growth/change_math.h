/*
 * change_math.h
 *		The arithmetic of change between two values of one thing.
 *
 * Every rate is in percent.  A function that has no answer (a base that the
 * policy does not accept, a logarithm of a negative) returns false, which the
 * callers turn into NULL; an answer that no double can hold is an infinity,
 * which the callers turn into an error.
 *
 * Pure: needs nothing of the server.  Arguments are finite.
 */
#ifndef GROWTH_CHANGE_MATH_H
#define GROWTH_CHANGE_MATH_H

#include <math.h>
#include <stdbool.h>

/*
 * What a percent change of a base that is not positive means.  The order is
 * that of the SQL type base_policy.
 */
typedef enum BasePolicy
{
	POLICY_STRICT,				/* no answer unless base > 0 */
	POLICY_SIGNED,				/* the ratio as written, FRED's reading; no
								 * answer across a change of sign */
	POLICY_MAGNITUDE,			/* growth of the magnitude, the press's reading
								 * of a deficit; likewise */
	POLICY_ABS_BASE				/* (new - base) / |base|, the spreadsheet
								 * reading */
} BasePolicy;

#define NUM_BASE_POLICIES 4

/*
 * Does the policy answer for values of these signs (-1, 0, 1)?
 *
 * No policy answers for a base of 0.  A new value of 0 agrees in sign with
 * any base: -100 %, the end of a surplus or of a deficit.
 */
static inline bool
PolicyAccepts(BasePolicy policy, int new_sign, int base_sign)
{
	switch (policy)
	{
		case POLICY_STRICT:
			return base_sign > 0;
		case POLICY_SIGNED:
		case POLICY_MAGNITUDE:
			return new_sign * base_sign > 0 || (new_sign == 0 && base_sign != 0);
		case POLICY_ABS_BASE:
			return base_sign != 0;
	}
	return false;
}

static inline int
SignOf(double value)
{
	return (value > 0) - (value < 0);
}

/*
 * 100 * part / whole.  Multiplied first, because 7 per cent of 100 is then 7
 * and not 7.000000000000001; the other way round near the end of the range.
 */
static inline double
Percent(double part, double whole)
{
	double		hundredfold = 100 * part;

	return isinf(hundredfold) ? part / whole * 100 : hundredfold / whole;
}

/*
 * Percent change.  Where the signs agree, growth of the value (signed) and of
 * its magnitude are the same number: (|new| - |base|) / |base| = (new - base) /
 * base.
 */
static inline bool
PercentChange(double newval, double base, BasePolicy policy, double *result)
{
	if (!PolicyAccepts(policy, SignOf(newval), SignOf(base)))
		return false;
	*result = Percent(newval - base,
					  policy == POLICY_ABS_BASE ? fabs(base) : base);
	return true;
}

/*
 * Continuously compounded change, 100 * (ln new - ln base); both must be
 * positive.  Near each other their difference is exact, and ln(1 + x) keeps
 * the digits that subtracting two logarithms loses.
 */
static inline bool
LogChange(double newval, double base, double *result)
{
	if (newval <= 0 || base <= 0)
		return false;
	if (newval >= base / 2 && newval / 2 <= base)
		*result = 100 * log1p((newval - base) / base);
	else
		*result = 100 * (log(newval) - log(base));
	return true;
}

/*
 * Change relative to the mean of both values, from -200 (exit) to 200 (entry);
 * neither may be negative.  S. J. Davis, J. C. Haltiwanger, S. Schuh, "Job
 * Creation and Destruction", MIT Press 1996.
 */
static inline bool
MidpointChange(double newval, double base, double *result)
{
	double		sum = newval + base;

	if (newval < 0 || base < 0 || sum == 0)
		return false;
	/* halves only where they are needed: half of the least double is 0 */
	if (isinf(sum))
		*result = 100 * ((newval - base) / (newval / 2 + base / 2));
	else
		*result = 200 * ((newval - base) / sum);
	return true;
}

/*
 * Growth over nperiods periods as an annual rate, with per_year periods in a
 * year, both positive: ((1 + growth / 100) ^ (per_year / nperiods) - 1) * 100.
 * BEA, Survey of Current Business, December 2004, p. 6.  No answer for a loss
 * of more than everything.
 */
static inline bool
Annualize(double growth, double per_year, double nperiods, double *result)
{
	if (growth < -100)
		return false;
	if (per_year == nperiods || growth == -100)
		*result = growth;
	else
		*result = 100 * expm1(per_year / nperiods * log1p(growth / 100));
	return true;
}

/*
 * Compound annual growth rate, ((last / first) ^ (1 / years) - 1) * 100; all
 * three must be positive.
 */
static inline bool
CompoundGrowth(double first, double last, double years, double *result)
{
	double		log_growth;

	if (years <= 0 || !LogChange(last, first, &log_growth))
		return false;
	if (years == 1)
		return PercentChange(last, first, POLICY_STRICT, result);
	*result = 100 * expm1(log_growth / 100 / years);
	return true;
}

#endif							/* GROWTH_CHANGE_MATH_H */
