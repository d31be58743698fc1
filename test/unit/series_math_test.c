/*
 * series_math_test.c
 *		Slots of series: bounds at both ends of the range of ordinals, canonical
 *		slots, and where spare room goes.
 */
#include "series/series_math.h"

#include "check.h"

#include <limits.h>

#define MOST_SLOTS 40
#define MOST_LANES 4

static TimeSeries *
MakeState(int first, int nslots, int nlanes)
{
	size_t		n = (size_t) nslots * (size_t) nlanes;
	TimeSeries *s = calloc(1, SERIES_HEADER_SIZE + n * sizeof(double));

	s->version = SERIES_VERSION;
	s->first = first;
	s->nslots = nslots;
	s->nlanes = (uint8_t) nlanes;
	FillDoubles(s->lane, nslots, AbsentValue());
	return s;
}

/* a slot is inside exactly where first <= ordinal < first + nslots */
static void
TestBounds(void)
{
	static const int firsts[] = {-730119, -1, 0, 1, 2921939, INT_MIN, INT_MAX - 10};

	for (size_t i = 0; i < sizeof(firsts) / sizeof(firsts[0]); i++)
	{
		TimeSeries *s = MakeState(firsts[i], 5, 1);
		static const int others[] = {-730119, -6, -1, 0, 4, 5, 2921939, INT_MIN, INT_MAX};

		for (size_t j = 0; j < sizeof(others) / sizeof(others[0]); j++)
		{
			int64_t		distance = (int64_t) others[j] - firsts[i];

			CHECK(SeriesHasSlot(s, SeriesSlot(s, others[j])) == (distance >= 0 && distance < 5),
				  "first %d, ordinal %d", firsts[i], others[j]);
			CHECK(IsAbsent(SeriesValueAt(s, others[j])));
		}
		CHECK(SeriesBegin(s) == 5 && SeriesEnd(s) == -1);
		free(s);
	}
}

static void
TestAbsent(void)
{
	double		other = -AbsentValue();

	CHECK(IsAbsent(AbsentValue()) && IsAbsentExactly(AbsentValue()));
	CHECK(IsAbsent(other) && !IsAbsentExactly(other));
	CHECK(!IsAbsent(0) && !IsAbsent(INFINITY) && !IsAbsentExactly(0));
}

/*
 * Random sums in one slot of random lanes: the canonical form stands for the
 * sum of the lanes, and is its own canonical form.
 */
static void
TestSettled(void)
{
	uint64_t	state = 1;

	for (int run = 0; run < 20000; run++)
	{
		int			nlanes = 1 + RandomBelow(&state, MOST_LANES);
		int			slot = RandomBelow(&state, MOST_SLOTS);
		TimeSeries *s = MakeState(-7, MOST_SLOTS, nlanes);
		double		lanes[EXACT_MAX_LANES];
		double		again[EXACT_MAX_LANES];
		double		rest = 0;
		int			n;

		for (int i = 0; i < 5 && rest == 0; i++)
			rest = SeriesAddToSlot(s, (uint32_t) slot,
								   ldexp((double) RandomBelow(&state, 1 << 30), RandomBelow(&state, 60 * nlanes) - 90));
		if (rest == 0)
		{
			ExactSum	difference = {0};

			n = SeriesSettled(s, slot, lanes);
			CHECK(n >= 1 && n <= nlanes);
			for (int k = 0; k < nlanes; k++)
				ExactSumAdd(&difference, s->lane[k * MOST_SLOTS + slot]);
			for (int k = 0; k < n; k++)
				ExactSumAdd(&difference, -lanes[k]);
			CHECK(ExactSumRound(&difference) == 0);

			SeriesSetSlot(s, slot, lanes, n);
			CHECK(SeriesSettled(s, slot, again) == n);
			CHECK(memcmp(lanes, again, (size_t) n * sizeof(double)) == 0);
			CHECK(SeriesBegin(s) == slot && SeriesEnd(s) == slot);
		}
		free(s);
	}
}

/* counts lie behind the sums; without them a value is of one row */
static void
TestCounts(void)
{
	for (int nlanes = 1; nlanes <= MOST_LANES; nlanes++)
	{
		TimeSeries *s = MakeState(3, 5, nlanes);

		CHECK(!SeriesIsCounted(s) && SeriesWidth(s) == nlanes);
		CHECK(SeriesAddToSlot(s, 2, 0) == 0);
		CHECK(SeriesCountAt(s, 2) == 1 && SeriesCountAt(s, 1) == 0);
		free(s);

		s = MakeState(3, 5, nlanes + 1);
		s->nlanes = (uint8_t) nlanes;
		s->version = SERIES_COUNTED;
		CHECK(SeriesIsCounted(s) && SeriesWidth(s) == nlanes + 1);
		CHECK((char *) SeriesCounts(s) == (char *) (s->lane + 5 * nlanes));
		for (int slot = 0; slot < 5; slot++)
			SeriesCounts(s)[slot] = INT64_MAX - slot;
		CHECK(SeriesAddToSlot(s, 4, 1) == 0 && s->lane[4] == 1);
		for (int slot = 0; slot < 5; slot++)
			CHECK(SeriesCountAt(s, slot) == INT64_MAX - slot);
		free(s);
	}
}

/* the range holds what it must, and an end that does not grow gets nothing */
static void
TestSpare(void)
{
	uint64_t	state = 2;

	for (int run = 0; run < 100000; run++)
	{
		int			old_from = RandomBelow(&state, 100) - 50;
		int			old_to = old_from + RandomBelow(&state, 50);
		int			from = old_from - RandomBelow(&state, 2) * RandomBelow(&state, 20);
		int			to = old_to + RandomBelow(&state, 2) * RandomBelow(&state, 20);
		int			nslots = to - from + 1 + RandomBelow(&state, 30);
		bool		even = RandomBelow(&state, 2) != 0;
		SlotRange	range = SeriesPlaceSpare(from, to, old_from, old_to, nslots, even);

		CHECK(range.nslots == nslots);
		CHECK(range.first <= from && to < range.first + nslots);
		if (!even && from == old_from)
			CHECK(range.first == from);
		if (!even && from < old_from && to == old_to)
			CHECK(range.first + nslots - 1 == to);
	}
}

int
main(void)
{
	CHECK(SERIES_HEADER_SIZE == 16);
	TestBounds();
	TestAbsent();
	TestSettled();
	TestCounts();
	TestSpare();
	return ChecksDone();
}
