/*
 * survival.h
 *		survival_curve: how many cases ended, or were last seen open, after how
 *		long.
 *
 * A count for each duration and outcome is all that the estimates need, so
 * that is what is gathered and stored, and curves of parts add up to the curve
 * of the whole.  A flat varlena: sorted tallies, each key once, and behind them
 * a tail of new ones in any order, which is sorted in when room runs out.  What
 * is stored, sent or printed is canonical: everything sorted, no count of 0, no
 * spare room.
 */
#ifndef LABOR_SURVIVAL_H
#define LABOR_SURVIVAL_H

#include "base/compat.h"

typedef enum SurvivalUnit
{
	SURVIVAL_DAYS,				/* integers */
	SURVIVAL_MICROSECONDS		/* intervals */
} SurvivalUnit;

/* 2 * duration, and 1 more where the case was still open: events go first */
typedef int64 SurvivalKey;

typedef struct SurvivalTally
{
	SurvivalKey key;
	int64		count;
} SurvivalTally;

typedef struct SurvivalCurve
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	int32		unit;			/* SurvivalUnit */
	double		fraction;		/* of km_quantile; 0 where none was asked for */
	int32		nsorted;
	int32		ntallies;
	int32		capacity;
	int32		unused;			/* 0 */
	SurvivalTally tally[FLEXIBLE_ARRAY_MEMBER];
} SurvivalCurve;

/* durations are smaller */
#define SURVIVAL_LIMIT (INT64CONST(1) << 62)

static inline int64
SurvivalDuration(const SurvivalTally *tally)
{
	return tally->key >> 1;
}

static inline bool
SurvivalIsEvent(const SurvivalTally *tally)
{
	return (tally->key & 1) == 0;
}

static inline SurvivalKey
MakeSurvivalKey(int64 duration, bool event)
{
	return duration * 2 + !event;
}

/*
 * An empty curve in the current context with room for so many tallies.  Raises
 * 54000 where that is more than a value can hold.
 */
extern SurvivalCurve *NewSurvivalCurve(SurvivalUnit unit, double fraction, int64 capacity);

/*
 * Counts so many cases; returns the curve, or a larger one in its place.
 * Raises 22003 when a count overflows.
 */
extern SurvivalCurve *SurvivalAdd(SurvivalCurve *curve, SurvivalKey key, int64 count);

/*
 * a + b, in any case; raises 22003 on overflow.
 */
extern int64 AddCounts(int64 a, int64 b);

/*
 * The canonical form, in the current context.
 */
extern SurvivalCurve *CanonicalSurvival(const SurvivalCurve *curve);

/*
 * Raises 22023 unless the curve is of that unit and fraction.
 */
extern void CheckSameCurves(const SurvivalCurve *curve, SurvivalUnit unit, double fraction);

/*
 * Returns fraction.  Raises 22023 unless it is above 0 and at most 1.
 */
extern double CheckFraction(double fraction);

#endif							/* LABOR_SURVIVAL_H */
