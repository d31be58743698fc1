/*
 * balance.h
 *		The sums of exports and of imports, gathered from rows by flow.
 *
 * A TradeLegs is the state of the aggregates of this chapter: a value of the
 * SQL type trade_legs, for double precision (sums without error, see
 * base/exact_math.h) or for numeric.  It is flat, so that it can be passed,
 * stored and combined as it is.
 */
#ifndef TRADE_BALANCE_H
#define TRADE_BALANCE_H

#include "base/compat.h"
#include "base/exact.h"
#include "trade/balance_math.h"

#include "utils/numeric.h"

/*
 * The answers in numeric, palloc'd; false where there is none.
 */
typedef bool (*NumericLegsFunction) (Numeric exports, Numeric imports,
									 Numeric *result);
extern bool NumericTradeBalance(Numeric exports, Numeric imports,
								Numeric *result);
extern bool NumericTradeTotal(Numeric exports, Numeric imports,
							  Numeric *result);
extern bool NumericCoverageRatio(Numeric exports, Numeric imports,
								 Numeric *result);
extern bool NumericNormalizedBalance(Numeric exports, Numeric imports,
									 Numeric *result);

typedef enum LegsKind
{
	LEGS_FLOAT8,
	LEGS_NUMERIC
} LegsKind;

/*
 * Float8: data is lane[NUM_LEGS][room] of doubles, num_parts of each in use.
 * Numeric: room is 0; data is the sum of each leg that has num_parts 1, with
 * its header and aligned for an int; the second follows the first.
 */
typedef struct TradeLegs
{
	int32		vl_len_;
	uint8		kind;			/* LegsKind */
	uint8		room;
	bool		present[NUM_LEGS];	/* has the total (X, M) come by? */
	uint8		num_parts[NUM_LEGS];
	uint8		padding[6];		/* zero */
	char		data[FLEXIBLE_ARRAY_MEMBER];
} TradeLegs;

#define TRADE_LEGS_HEADER offsetof(TradeLegs, data)
StaticAssertDecl(TRADE_LEGS_HEADER == MAXALIGN(TRADE_LEGS_HEADER),
				 "lanes must be aligned");

/*
 * Sums of 2^62 terms below EXACT_LIMIT stay below, so none comes about that is
 * larger; one from outside would overflow when added to others.
 */
#define LEG_LIMIT 0x1p1022

/* the same, unpacked */
typedef struct LegSum
{
	bool		present;
	bool		empty;			/* nothing added yet */
	ExactSum	exact;
	Numeric		numeric;		/* NULL while empty */
} LegSum;

typedef struct LegSums
{
	LegsKind	kind;
	LegSum		leg[NUM_LEGS];
} LegSums;

/*
 * Argument argno as a plain state, for reading.
 */
#define PG_GETARG_TRADE_LEGS(n) ((TradeLegs *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n)))

/* lanes that a new state has room for; money rarely needs more than two */
#define LEGS_FIRST_ROOM 4

static inline double *
LegLanes(TradeLegs *legs, int leg)
{
	return (double *) legs->data + (size_t) leg * legs->room;
}

/*
 * A new state of doubles in the current context, with room for so many lanes.
 */
extern TradeLegs *NewFloat8Legs(int room);

extern void AssertCheckLegs(const TradeLegs *legs);

/*
 * Numerics of the unpacked form point into the state.
 */
extern void UnpackTradeLegs(TradeLegs *legs, LegSums *sums);

/*
 * A new state in the current context, canonical: equal sums, equal bytes.
 */
extern TradeLegs *PackTradeLegs(const LegSums *sums);

#endif							/* TRADE_BALANCE_H */
