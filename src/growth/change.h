/*
 * change.h
 *		Change over time: what the functions of this chapter, of series and of
 *		others mean by the same names.
 *
 * The rules, which the window functions over rows and the functions over a
 * time_series share.  An absent value is a period without a row, or with NULL.
 *
 *	lag_at, change, pct_change	look n periods back by the calendar, never n
 *		rows.  Absent there: NULL.
 *	yoy		looks back to the same period of the year before: for a week, the
 *		week of the same number of the ISO year before (NULL for W53 after a
 *		year of 52); for a day, the same date (NULL for 29 February).
 *	ytd		sums the periods of the (ISO) year up to and with this one.  NULL
 *		unless each of them has a value: nothing is filled, so a series that
 *		starts in mid-year has no year to date before the next one.
 *	to_date_sum		the same over another longer period: the month of days, the
 *		quarter of months.  A week lies where its Thursday lies.
 *	rolling_sum		sums the last n periods with this one.  NULL unless
 *		min_periods of them (n, where not given) have a value.
 *	rebase	is 100 * value / mean over the base period, which may be longer
 *		than the series' own, such as the year of months.  NULL unless each
 *		period in the base has a value, and NULL for a mean of 0.
 *
 * All rates are in percent.
 */
#ifndef GROWTH_CHANGE_H
#define GROWTH_CHANGE_H

#include "base/compat.h"
#include "growth/change_math.h"

#include "utils/numeric.h"

/*
 * The policy that a value of the SQL type base_policy stands for.  Raises
 * 22023 for a label that somebody added to the type.
 */
extern BasePolicy BasePolicyFromEnum(Oid label);

/*
 * The same for argument argno of a plain function, which is not NULL.  A
 * window function gets its arguments otherwise.
 */
static inline BasePolicy
BasePolicyArg(FunctionCallInfo fcinfo, int argno)
{
	return BasePolicyFromEnum(PG_GETARG_OID(argno));
}

/*
 * PercentChange() of change_math.h for finite numerics.
 */
extern bool NumericPercentChange(Numeric newval, Numeric base,
								 BasePolicy policy, Numeric *result);

#endif							/* GROWTH_CHANGE_H */
