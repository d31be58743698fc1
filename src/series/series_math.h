/*
 * series_math.h
 *		What a time series is in memory, and the arithmetic of its slots.
 *
 * A series is a dense run of slots, one for each period of its frequency,
 * addressed by the period's ordinal.  A slot is a sum without error: nlanes
 * doubles whose exact sum is the slot's value (base/exact_math.h).  Lane k of
 * all slots lies in one piece, so that the values themselves, lane 0, are a
 * plain array and the residuals, which are rare, do not get in their way.
 *
 * A slot without a value has the reserved NaN in lane 0 and zeros above it.
 * NaN is refused at the door, so no NaN means anything else.
 *
 * A counted series (SERIES_COUNTED) has a further lane behind those of the sums:
 * of how many rows each slot is the sum, 0 where it has no value.  A final one
 * has it only where some count is not 1, and is as large as ever otherwise.
 * Whoever does not ask for counts need not know of them.
 *
 * One struct is both things:
 *
 *	the growing state of an aggregate, with room to spare at both ends (absent
 *		slots), lanes in no particular form, and is_final = 0;
 *	the final value, with is_final = 1: the first and the last slot have a
 *		value, every slot is in canonical form, the last lane is not zero
 *		throughout, and VARSIZE is exact.  Equal contents are equal bytes.
 *		Without any value: no slots, one lane, first = 0.
 *
 * Pure: needs nothing of the server.
 */
#ifndef SERIES_SERIES_MATH_H
#define SERIES_SERIES_MATH_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/exact_math.h"

#define SERIES_VERSION 1
#define SERIES_COUNTED 2

/*
 * 16 bytes before the values: where a state is small, header and value share
 * a cache line.
 */
typedef struct TimeSeries
{
	int32_t		vl_len_;		/* varlena header, for SET_VARSIZE() only */
	uint8_t		version;		/* SERIES_VERSION or SERIES_COUNTED */
	uint8_t		freq;			/* a PeriodFreq */
	uint8_t		nlanes;			/* 1 to EXACT_MAX_LANES */
	uint8_t		is_final;		/* 0 or 1, see above */
	int32_t		first;			/* ordinal of slot 0 */
	int32_t		nslots;			/* stride of the lanes */
	double		lane[];
} TimeSeries;

#define SERIES_HEADER_SIZE offsetof(TimeSeries, lane)

/* the bits of the reserved NaN */
#define SERIES_ABSENT_BITS UINT64_C(0x7FF8000000000000)

/* where a new slot 0 goes, and how many slots there are */
typedef struct SlotRange
{
	int			first;
	int			nslots;
} SlotRange;

static inline bool
SeriesIsCounted(const TimeSeries *s)
{
	return s->version == SERIES_COUNTED;
}

/* lanes of sums and of counts; all are as wide as a double */
static inline int
SeriesWidth(const TimeSeries *s)
{
	return s->nlanes + SeriesIsCounted(s);
}

/* the counts of a counted series */
static inline int64_t *
SeriesCounts(const TimeSeries *s)
{
	return (int64_t *) (s->lane + (size_t) s->nlanes * s->nslots);
}

static inline double
AbsentValue(void)
{
	const uint64_t bits = SERIES_ABSENT_BITS;
	double		value;

	memcpy(&value, &bits, sizeof(value));
	return value;
}

static inline bool
IsAbsent(double value)
{
	return value != value;
}

/* is every bit of the double that of an absent value? for values from outside */
static inline bool
IsAbsentExactly(double value)
{
	uint64_t	bits;

	memcpy(&bits, &value, sizeof(bits));
	return bits == SERIES_ABSENT_BITS;
}

/* one of two without a branch: gaps cannot be foreseen */
static inline double
ChooseDouble(bool first, double a, double b)
{
	uint64_t	mask = -(uint64_t) first;
	uint64_t	bits_a;
	uint64_t	bits_b;

	memcpy(&bits_a, &a, sizeof(bits_a));
	memcpy(&bits_b, &b, sizeof(bits_b));
	bits_a = (bits_a & mask) | (bits_b & ~mask);
	memcpy(&a, &bits_a, sizeof(a));
	return a;
}

static inline double
ValueOrAbsent(bool there, double value)
{
	return ChooseDouble(there, value, AbsentValue());
}

static inline void
FillDoubles(double *at, int n, double value)
{
	for (int i = 0; i < n; i++)
		at[i] = value;
}

/*
 * The slot of an ordinal; at or beyond nslots when it is outside, on either
 * side.
 */
static inline uint32_t
SeriesSlot(const TimeSeries *s, int ordinal)
{
	return (uint32_t) ordinal - (uint32_t) s->first;
}

static inline bool
SeriesHasSlot(const TimeSeries *s, uint32_t slot)
{
	return slot < (uint32_t) s->nslots;
}

/* the value at an ordinal, rounded once; absent outside.  Of final values. */
static inline double
SeriesValueAt(const TimeSeries *s, int ordinal)
{
	uint32_t	slot = SeriesSlot(s, ordinal);

	return SeriesHasSlot(s, slot) ? s->lane[slot] : AbsentValue();
}

/* the first and the last slot with a value; nslots and -1 if there is none */
static inline int
SeriesBegin(const TimeSeries *s)
{
	int			slot = 0;

	while (slot < s->nslots && IsAbsent(s->lane[slot]))
		slot++;
	return slot;
}

static inline int
SeriesEnd(const TimeSeries *s)
{
	int			slot = s->nslots - 1;

	while (slot >= 0 && IsAbsent(s->lane[slot]))
		slot--;
	return slot;
}

/*
 * Adds to a slot of the series and returns what its lanes could not take, as
 * ExactAdd() does.
 */
static inline double
SeriesAddToSlot(TimeSeries *s, uint32_t slot, double value)
{
	double	   *at = s->lane + slot;

	if (IsAbsent(*at))
	{
		*at = value;
		return 0;
	}
	return ExactAdd(at, (size_t) s->nslots, s->nlanes, value);
}

/*
 * How many rows a slot is the sum of.
 */
static inline int64_t
SeriesCountAt(const TimeSeries *s, int slot)
{
	if (SeriesIsCounted(s))
		return SeriesCounts(s)[slot];
	return !IsAbsent(s->lane[slot]);
}

/*
 * The canonical form of a slot that has a value, to lanes, which has room for
 * EXACT_MAX_LANES.  Returns the number of lanes that are not zero, at least 1.
 */
static inline int
SeriesSettled(const TimeSeries *s, int slot, double *lanes)
{
	const double *at = s->lane + slot;

	if (s->nlanes > 2)
		return ExactSettle(at, (size_t) s->nslots, s->nlanes, 0, lanes);
	if (s->nlanes == 1)
	{
		lanes[0] = at[0];
		return 1;
	}
	lanes[0] = TwoSum(at[0], at[s->nslots], &lanes[1]);
	return lanes[1] != 0 ? 2 : 1;
}

/*
 * Writes the lanes of a slot; those from n on become zero.  n is at most
 * nlanes.
 */
static inline void
SeriesSetSlot(TimeSeries *s, int slot, const double *lanes, int n)
{
	for (int k = 0; k < s->nlanes; k++)
		s->lane[(size_t) k * s->nslots + slot] = k < n ? lanes[k] : 0;
}

/*
 * Where to put the spare slots when a state that holds the ordinals old_from
 * to old_to is laid out anew for from to to, in nslots slots.
 *
 * Series grow mostly at one end, so a growing end gets all of them.  Where
 * that would have large states moved back and forth by rows that come at
 * either end in turn, "even" asks for half at each.
 */
static inline SlotRange
SeriesPlaceSpare(int from, int to, int old_from, int old_to, int nslots,
				 bool even)
{
	int			spare = nslots - (to - from + 1);
	bool		at_front = from < old_from;
	bool		at_back = to > old_to || !at_front;
	SlotRange	range;

	range.nslots = nslots;
	range.first = from;
	if (even || (at_front && at_back))
		range.first -= spare / 2;
	else if (at_front)
		range.first -= spare;
	return range;
}

#endif							/* SERIES_SERIES_MATH_H */
