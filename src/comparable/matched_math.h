/*
 * matched_math.h
 *		A total of members, and that of another time, member by member.
 *
 * The change of the total is that of the members present in both, plus what
 * those bring who entered, less what those take who left.  Each of the four is
 * an exact sum of the same terms, so the identity holds exactly; every figure
 * is rounded once, when it is asked for.
 *
 * Pure: needs nothing of the server.
 */
#ifndef COMPARABLE_MATCHED_MATH_H
#define COMPARABLE_MATCHED_MATH_H

#include "base/exact_math.h"

/* one side: the total, the part of it that is matched, and the signs in it */
typedef struct MatchedSide
{
	ExactSum	total;
	ExactSum	matched;
	bool		positive;
	bool		negative;
} MatchedSide;

typedef struct MatchedTotals
{
	MatchedSide base;
	MatchedSide now;
	ExactSum	change;
	ExactSum	matched_change;
	ExactSum	entered;
	ExactSum	left;
	int			nmatched;
	int			nentered;
	int			nleft;
} MatchedTotals;

/* adds sign * the value in these lanes */
static inline void
AddLanes(ExactSum *sum, const double *lane, int nlanes, double sign)
{
	for (int k = 0; k < nlanes; k++)
		ExactSumAdd(sum, sign * lane[k]);
}

/*
 * A member's value on one side; "matched", where it has one on the other too.
 */
static inline void
AddToSide(MatchedSide *side, const double *lane, int nlanes, bool matched)
{
	AddLanes(&side->total, lane, nlanes, 1);
	if (matched)
		AddLanes(&side->matched, lane, nlanes, 1);
	side->positive |= lane[0] > 0;
	side->negative |= lane[0] < 0;
}

/*
 * The share of the total that the matched members have.  False where it is
 * none: the values are of both signs, or add up to 0.
 */
static inline bool
SideCoverage(const MatchedSide *side, double *coverage)
{
	double		total = ExactSumRound(&side->total);

	if (total == 0 || (side->positive && side->negative))
		return false;
	*coverage = ExactSumRound(&side->matched) / total + 0.0;
	return true;
}

#endif							/* COMPARABLE_MATCHED_MATH_H */
