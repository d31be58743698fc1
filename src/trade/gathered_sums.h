/*
 * gathered_sums.h
 *		gathered_sums: the state of aggregates that are made of a few sums.
 *
 * Intra-industry indices, price indices, mirror gaps and average wages all
 * gather some exact sums and divide at the end.  They share this state, its
 * combine function and its text and binary forms; what each sum means is known
 * to the aggregate alone, and a state says of which kind of aggregate it is.
 *
 * A row of which only a part is known is counted, so that an aggregate can
 * answer NULL in place of a figure that silently leaves something out.
 *
 * A GatheredSums is flat.  While it gathers, the lanes of a sum are whatever the
 * additions made of them; its text and binary forms are canonical, so that
 * equal sums have equal forms.
 */
#ifndef TRADE_GATHERED_SUMS_H
#define TRADE_GATHERED_SUMS_H

#include "base/compat.h"
#include "base/exact.h"

#define MAX_SUMS 16

/* aggregates whose states are alike; the numbers are sent and stored */
typedef enum SumsKind
{
	SUMS_INTRA_INDUSTRY = 1,
	SUMS_MARGINAL_IIT = 2,
	SUMS_PRICE_INDEX = 3,
	SUMS_TORNQVIST = 4,
	SUMS_UNIT_VALUE = 5,
	SUMS_MIRROR_GAP = 6,
	SUMS_REROUTE_BOUND = 7,
	SUMS_HOURLY_WAGE = 8,
	SUMS_WEIGHTED_PRICES = 9,
	SUMS_ELEMENTARY = 10
} SumsKind;

#define LAST_SUMS_KIND SUMS_ELEMENTARY

/*
 * What the text form calls a kind, and how many sums it has.
 */
typedef struct SumsKindEntry
{
	const char *name;
	int			nsums;
} SumsKindEntry;

extern const SumsKindEntry sums_kinds[LAST_SUMS_KIND + 1];

typedef struct GatheredSums
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	uint8		kind;			/* a SumsKind */
	uint8		nsums;
	uint8		room;			/* lanes that each sum has room for */
	uint8		padding;		/* zero */
	int64		nrows;			/* that count */
	int64		npartial;		/* of which only a part was known */
	uint8		nlanes[MAX_SUMS];	/* of each sum, at least 1 */
	double		lane[FLEXIBLE_ARRAY_MEMBER];	/* [nsums][room] */
} GatheredSums;

#define PG_GETARG_GATHERED_SUMS(n) ((GatheredSums *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n)))

/*
 * Sums of zero in the current context, without rows.
 */
extern GatheredSums *NewSums(SumsKind kind, int room);

/*
 * The state of a transition function, argument 0, to be written to: a new one
 * where that is NULL.  Raises 22023 for a state of another kind.
 */
extern GatheredSums *SumsForUpdate(FunctionCallInfo fcinfo, SumsKind kind);

/*
 * The same for a row of arguments first and those behind it, which is whole or
 * not: true, and counted in nrows, where each of them is known.  False where
 * there is nothing to add: *sums is then what the transition function has to
 * return, NULL for NULL, with npartial counted where only a part is known.
 */
extern bool SumsForRow(FunctionCallInfo fcinfo, SumsKind kind, GatheredSums **sums);

/*
 * Adds what SumsAdd() could not; in the current context.
 */
extern GatheredSums *SumsGrow(GatheredSums *sums, int i, double rest);

/*
 * Adds to sum i.  Returns the state, or, seldom, a larger one in its place.
 * The value must be one that an exact sum accepts.
 */
static inline GatheredSums *
SumsAdd(GatheredSums *sums, int i, double value)
{
	double	   *lane = sums->lane + i * sums->room;
	double		rest = ExactAdd(lane, 1, sums->nlanes[i], value);

	if (likely(rest == 0))
		return sums;
	if (sums->nlanes[i] < sums->room)
	{
		lane[sums->nlanes[i]++] = rest;
		return sums;
	}
	return SumsGrow(sums, i, rest);
}

/*
 * The state of a final function, argument 0, for reading; with its kind
 * checked as above.
 */
extern GatheredSums *SumsForRead(FunctionCallInfo fcinfo, SumsKind kind);

/*
 * Sum i, rounded once.
 */
static inline double
SumsValue(const GatheredSums *sums, int i)
{
	return ExactRound(sums->lane + i * sums->room, 1, sums->nlanes[i]);
}

#endif							/* TRADE_GATHERED_SUMS_H */
