/*
 * series_state.c
 *		Series that grow: room for more periods and more lanes, exact addition,
 *		and the final form.
 *
 * Rows come in any order, so room is made at the end that grows.  Nothing here
 * may depend on the order in what comes out: FinishSeries() sees to that.
 */
#include "series/series_state.h"

#include "base/grow.h"
#include "base/interrupt.h"
#include "miscadmin.h"
#include "utils/memutils.h"

/*
 * States of up to this size are moved within their slots as often as need be;
 * a larger one must have an eighth of them to spare, or it grows, so that the
 * work of moving is paid for by the rows that fill the room.
 */
#define CHEAP_TO_MOVE 4096

static void
CheckSize(uint64 needed)
{
	if (needed > MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("time series is too long"),
				 errdetail("It would need %llu bytes, and a value can have at most %llu.",
						   (unsigned long long) needed,
						   (unsigned long long) MaxAllocSize)));
}

/*
 * The size for a state that needs this many bytes.
 *
 * Memory contexts hand out chunks of powers of two, so we ask for exactly
 * that.  The first steps are long, because what a state leaves behind when it
 * grows is used again only by states that are as small as it was: where the
 * rows of all groups come month by month, by none.  64, 256 and 1024 bytes
 * hold 6, 30 and 126 values.
 */
static Size
StateSize(uint64 needed)
{
	Size		size = 64;

	CheckSize(needed);
	while (size < needed && size < 1024)
		size *= 4;
	return GrownSize(needed, size);
}

/*
 * The width is that of SeriesWidth().
 */
static uint64
BytesNeeded(int nslots, int width)
{
	return SERIES_HEADER_SIZE + (uint64) nslots * width * sizeof(double);
}

static void
AssertCheckSeries(const TimeSeries *s PG_USED_FOR_ASSERTS_ONLY)
{
	Assert(s->version == SERIES_VERSION || s->version == SERIES_COUNTED);
	Assert(s->freq < PERIOD_NFREQS);
	Assert(s->nlanes >= 1 && s->nlanes <= EXACT_MAX_LANES);
	Assert(s->nslots >= 0 && VARSIZE(s) >= BytesNeeded(s->nslots, SeriesWidth(s)));
}

/*
 * Slots are the caller's to fill.
 */
static TimeSeries *
MakeHeader(PeriodFreq freq, SlotRange range, int nlanes, Size size)
{
	TimeSeries *s = (TimeSeries *) palloc(size);

	SET_VARSIZE(s, size);
	s->version = SERIES_VERSION;
	s->freq = freq;
	s->nlanes = nlanes;
	s->is_final = false;
	s->first = range.first;
	s->nslots = range.nslots;
	return s;
}

/*
 * No value in any slot.
 */
static TimeSeries *
MakeState(PeriodFreq freq, SlotRange range, int nlanes, Size size)
{
	TimeSeries *s = MakeHeader(freq, range, nlanes, size);

	FillDoubles(s->lane, range.nslots, AbsentValue());
	memset(s->lane + range.nslots, 0,
		   size - SERIES_HEADER_SIZE - range.nslots * sizeof(double));
	return s;
}

TimeSeries *
MakeSeries(PeriodFreq freq, int first, int nslots, int nlanes)
{
	SlotRange	range = {first, nslots};
	uint64		needed = BytesNeeded(nslots, nlanes);

	CheckSize(needed);
	return MakeState(freq, range, nlanes, needed);
}

TimeSeries *
MakeSeriesUnfilled(PeriodFreq freq, int first, int nslots)
{
	SlotRange	range = {first, nslots};
	uint64		needed = BytesNeeded(nslots, 1);

	CheckSize(needed);
	return MakeHeader(freq, range, 1, needed);
}

/*
 * The same with counts of 0.
 */
static TimeSeries *
MakeCounted(PeriodFreq freq, SlotRange range, int nlanes)
{
	uint64		needed = BytesNeeded(range.nslots, nlanes + 1);
	TimeSeries *s;

	CheckSize(needed);
	s = MakeState(freq, range, nlanes, needed);
	s->version = SERIES_COUNTED;
	return s;
}

TimeSeries *
StartSeries(PeriodFreq freq, int ordinal)
{
	Size		size = StateSize(BytesNeeded(1, 1));
	SlotRange	range = {ordinal, (size - SERIES_HEADER_SIZE) / sizeof(double)};

	return MakeState(freq, range, 1, size);
}

TimeSeries *
StartCounted(PeriodFreq freq, int ordinal)
{
	Size		size = StateSize(BytesNeeded(1, 2));
	SlotRange	range = {ordinal, (size - SERIES_HEADER_SIZE) / (2 * sizeof(double))};
	TimeSeries *s = MakeState(freq, range, 1, size);

	s->version = SERIES_COUNTED;
	return s;
}

/*
 * Moves the slots begin to end, all that have a value, to where they belong
 * when slot 0 is that of the ordinal "first".
 */
static void
MoveSlots(TimeSeries *s, int begin, int end, int first)
{
	int			to = s->first + begin - first;
	int			count = end - begin + 1;

	for (int k = 0; k < SeriesWidth(s); k++)
	{
		double	   *lane = s->lane + (size_t) k * s->nslots;
		double		blank = k == 0 ? AbsentValue() : 0;

		memmove(lane + to, lane + begin, count * sizeof(double));
		FillDoubles(lane, to, blank);
		FillDoubles(lane + to + count, s->nslots - to - count, blank);
	}
	s->first = first;
}

/*
 * Copies n slots, counts with them where both series have some; "to" has at
 * least as many lanes.
 */
static void
CopySlots(TimeSeries *to, int to_slot, const TimeSeries *from, int from_slot, int n)
{
	for (int k = 0; k < from->nlanes; k++)
		memcpy(to->lane + (size_t) k * to->nslots + to_slot,
			   from->lane + (size_t) k * from->nslots + from_slot,
			   n * sizeof(double));
	if (SeriesIsCounted(to) && SeriesIsCounted(from))
		memcpy(SeriesCounts(to) + to_slot, SeriesCounts(from) + from_slot,
			   n * sizeof(int64));
}

/*
 * A state with what s holds and with slots for the ordinals from to to, and at
 * least nlanes lanes: s itself where that is possible.
 */
TimeSeries *
MakeSeriesRoom(TimeSeries *s, int from, int to, int nlanes)
{
	int			begin = SeriesBegin(s);
	int			end = SeriesEnd(s);
	int			old_from = begin <= end ? s->first + begin : from;
	int			old_to = begin <= end ? s->first + end : from;
	int			span;
	int			spare;
	TimeSeries *grown;

	from = Min(from, old_from);
	to = Max(to, old_to);
	span = to - from + 1;
	spare = s->nslots - span;

	if (nlanes <= s->nlanes && spare >= 0 &&
		(VARSIZE(s) <= CHEAP_TO_MOVE || spare >= s->nslots / 8))
	{
		SlotRange	range = SeriesPlaceSpare(from, to, old_from, old_to, s->nslots,
											 VARSIZE(s) > CHEAP_TO_MOVE);

		if (begin <= end)
			MoveSlots(s, begin, end, range.first);
		else
			s->first = range.first;
		return s;
	}
	else
	{
		int			width = Max(nlanes, s->nlanes) + SeriesIsCounted(s);
		Size		size = StateSize(BytesNeeded(span, width));
		int			nslots = (size - SERIES_HEADER_SIZE) / (width * sizeof(double));
		SlotRange	range = SeriesPlaceSpare(from, to, old_from, old_to, nslots, false);

		grown = MakeState(SeriesFreq(s), range, width - SeriesIsCounted(s), size);
		grown->version = s->version;
	}

	if (begin <= end)
		CopySlots(grown, old_from - grown->first, s, begin, end - begin + 1);
	return grown;
}

/*
 * Gives a slot the rest that its lanes could not take.
 */
TimeSeries *
AddSeriesRest(TimeSeries *s, uint32 slot, double rest)
{
	double		lanes[EXACT_MAX_LANES];
	int			nlanes = ExactSettle(s->lane + slot, s->nslots, s->nlanes, rest,
									 lanes);
	int			ordinal = s->first + (int) slot;

	if (nlanes > s->nlanes)
		s = MakeSeriesRoom(s, ordinal, ordinal, nlanes);
	SeriesSetSlot(s, ordinal - s->first, lanes, nlanes);
	return s;
}

/*
 * Adds a lane to another one, both of series of one lane, if every sum is
 * exact; else does nothing and returns false.  A parallel query spends its
 * time here, so no loop branches: absent values are NaN, which no comparison
 * finds.  Mostly its workers have seen different periods.
 */
static bool
AddLaneExactly(double *to, const double *from, int n)
{
	bool		in_both = false;
	bool		inexact = false;

	for (int i = 0; i < n; i++)
		in_both |= !IsAbsent(to[i]) & !IsAbsent(from[i]);
	for (int i = 0; i < n && !in_both; i++)
		to[i] = ChooseDouble(IsAbsent(to[i]), from[i], to[i]);
	if (!in_both)
		return true;

	for (int i = 0; i < n; i++)
	{
		double		error;

		(void) TwoSum(to[i], from[i], &error);
		inexact |= (error > 0) | (error < 0);
	}
	for (int i = 0; i < n && !inexact; i++)
	{
		double		sum = to[i] + from[i];

		sum = IsAbsent(to[i]) ? from[i] : sum;
		to[i] = IsAbsent(from[i]) ? to[i] : sum;
	}
	return !inexact;
}

TimeSeries *
AddSeries(TimeSeries *s, const TimeSeries *other)
{
	int			begin = SeriesBegin(other);
	int			end = SeriesEnd(other);
	int			last = other->first + end;

	AssertCheckSeries(s);
	AssertCheckSeries(other);
	if (begin > end)
		return s;
	if (!SeriesHasSlot(s, SeriesSlot(s, other->first + begin)) ||
		!SeriesHasSlot(s, SeriesSlot(s, last)) || s->nlanes < other->nlanes)
		s = MakeSeriesRoom(s, other->first + begin, last, other->nlanes);

	if (s->nlanes == 1 &&
		AddLaneExactly(s->lane + SeriesSlot(s, other->first + begin),
					   other->lane + begin, end - begin + 1))
		return s;
	for (int slot = begin; slot <= end; slot++)
	{
		uint32		mine = SeriesSlot(s, other->first + slot);

		if (slot % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
		if (IsAbsent(other->lane[slot]))
			continue;
		for (int k = 0; k < other->nlanes; k++)
		{
			double		value = other->lane[(size_t) k * other->nslots + slot];
			double		rest = SeriesAddToSlot(s, mine, value);

			if (unlikely(rest != 0))
			{
				s = AddSeriesRest(s, mine, rest);
				/* a new lane leaves no room but for what has come so far */
				if (!SeriesHasSlot(s, SeriesSlot(s, last)))
					s = MakeSeriesRoom(s, last, last, s->nlanes);
				mine = SeriesSlot(s, other->first + slot);
			}
		}
	}
	return s;
}

static void
CheckSums(const TimeSeries *s)
{
	bool		too_large = false;

	/* a billion a second: no call */
	for (int slot = 0; slot < s->nslots; slot++)
		too_large |= fabs(s->lane[slot]) >= EXACT_LIMIT;
	if (too_large)
		RaiseNotExact(EXACT_LIMIT, SERIES_NAME);
}

/*
 * The greatest number of lanes that a slot needs.
 */
static int
LanesNeeded(const TimeSeries *s, int begin, int end)
{
	double		lanes[EXACT_MAX_LANES];
	int			width = 1;

	for (int slot = begin; slot <= end && s->nlanes > 1; slot++)
	{
		if (!IsAbsent(s->lane[slot]))
			width = Max(width, SeriesSettled(s, slot, lanes));
		if (slot % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
	}
	return width;
}

/*
 * Is there a count that is not 1?  Of counted series.
 */
static bool
CountsNeeded(const TimeSeries *s, int begin, int end)
{
	const int64 *count = SeriesCounts(s);
	bool		needed = false;

	/* a billion a second: no call */
	for (int slot = begin; slot <= end; slot++)
		needed |= (uint64) count[slot] > 1;
	return needed;
}

static TimeSeries *
Finish(const TimeSeries *s, bool counted)
{
	int			begin = SeriesBegin(s);
	int			end = SeriesEnd(s);
	int			nlanes = LanesNeeded(s, begin, end);
	SlotRange	range = {begin <= end ? s->first + begin : 0, Max(end - begin + 1, 0)};
	TimeSeries *result;

	AssertCheckSeries(s);
	if (counted && SeriesIsCounted(s) && CountsNeeded(s, begin, end))
	{
		result = MakeCounted(SeriesFreq(s), range, nlanes);
		memcpy(SeriesCounts(result), SeriesCounts(s) + begin, range.nslots * sizeof(int64));
	}
	else if (s->nlanes == 1)
		result = MakeSeriesUnfilled(SeriesFreq(s), range.first, range.nslots);
	else
		result = MakeSeries(SeriesFreq(s), range.first, range.nslots, nlanes);
	result->is_final = true;

	if (s->nlanes == 1)
		memcpy(result->lane, s->lane + begin, result->nslots * sizeof(double));
	else
	{
		for (int slot = begin; slot <= end; slot++)
		{
			double		lanes[EXACT_MAX_LANES];

			if (!IsAbsent(s->lane[slot]))
				SeriesSetSlot(result, slot - begin, lanes,
							  SeriesSettled(s, slot, lanes));
			if (slot % 65536 == 0)
				CHECK_FOR_INTERRUPTS();
		}
	}
	CheckSums(result);
	return result;
}

TimeSeries *
FinishSeries(const TimeSeries *s)
{
	return Finish(s, true);
}

TimeSeries *
FinishUncounted(const TimeSeries *s)
{
	return Finish(s, false);
}

const TimeSeries *
UncountedSeries(const TimeSeries *s)
{
	return SeriesIsCounted(s) ? Finish(s, false) : s;
}

TimeSeries *
CountSeries(const TimeSeries *s)
{
	SlotRange	range = {s->first, s->nslots};
	TimeSeries *result = MakeCounted(SeriesFreq(s), range, s->nlanes);

	AssertCheckSeries(s);
	CopySlots(result, 0, s, 0, s->nslots);
	for (int slot = 0; slot < s->nslots; slot++)
	{
		AllowCancel(slot);
		SeriesCounts(result)[slot] = SeriesCountAt(s, slot);
	}
	return result;
}

TimeSeries *
SetSeriesCount(TimeSeries *s, int ordinal, int64 count)
{
	if (!SeriesIsCounted(s) && count == 1)
		return s;
	if (!SeriesIsCounted(s))
		s = CountSeries(s);
	SeriesCounts(s)[SeriesSlot(s, ordinal)] = count;
	return s;
}

TimeSeries *
TrimSeries(TimeSeries *s)
{
	int			begin = SeriesBegin(s);
	int			count = Max(SeriesEnd(s) - begin + 1, 0);

	Assert(s->nlanes == 1 && !SeriesIsCounted(s));
	if (begin > 0)
		memmove(s->lane, s->lane + begin, count * sizeof(double));
	s->first = count > 0 ? s->first + begin : 0;
	s->nslots = count;
	SET_VARSIZE(s, BytesNeeded(count, 1));
	CheckSums(s);
	s->is_final = true;
	return s;
}

TimeSeries *
SeriesResult(TimeSeries *s)
{
	size_t		n = (size_t) s->nslots * s->nlanes;

	for (size_t i = 0; i < n; i++)
		s->lane[i] = ValueOrAbsent(!IsAbsent(s->lane[i]), s->lane[i] + 0.0);
	return s->nlanes == 1 ? TrimSeries(s) : FinishSeries(s);
}
