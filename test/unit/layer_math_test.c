/*
 * layer_math_test.c
 *		Amounts that come, change and go at random, against what they were in each scan.
 *
 * The layers in each scan are together what was there, and those in one of two scans only
 * what it changed by.  Amounts as they came, with their changes, say too much of a scan; amounts
 * of before and after would be too much for what changed.
 */
#include <stdbool.h>

#include "joint/layer_math.h"

#include "check.h"

#define SCANS 8
#define MOST 12
#define SAMPLES 20000

typedef struct Layers
{
	int			n;
	__int128	amount[4 * MOST];
	bool		in[4 * MOST][SCANS + 1];
} Layers;

static uint64_t random_state = 7;
static int	ntoo_much = 0;		/* what naive unknowns say of a scan */

static void
Take(void *arg, __int128 amount, const LayerSpan *span, int nspans)
{
	Layers	   *layers = arg;
	int			last = 0;

	CHECK(amount != 0 && nspans > 0 && layers->n < 4 * MOST);
	for (int scan = 1; scan <= SCANS; scan++)
		layers->in[layers->n][scan] = false;
	for (int i = 0; i < nspans; i++)
	{
		CHECK(span[i].from > last && (i == nspans - 1 || span[i].until > span[i].from));
		last = span[i].until;
		for (int scan = span[i].from; scan <= SCANS && (span[i].until == 0 || scan < span[i].until); scan++)
			layers->in[layers->n][scan] = true;
	}
	layers->amount[layers->n++] = amount;
}

static __int128
Size(__int128 amount)
{
	return amount < 0 ? -amount : amount;
}

/* what is in the one scan and, if there is another, not in that */
static __int128
SizesIn(const Layers *layers, int scan, int other)
{
	__int128	size = 0;

	for (int i = 0; i < layers->n; i++)
	{
		if (layers->in[i][scan] != (other > 0 && layers->in[i][other]))
			size += Size(layers->amount[i]);
	}
	return size;
}

/* of all that came and is there */
static __int128
SizesThen(const Standing *standing, int n, int scan)
{
	__int128	size = 0;

	for (int i = 0; i < n; i++)
	{
		if (standing[i].span.from <= scan && (standing[i].span.until == 0 || scan < standing[i].span.until))
			size += Size(standing[i].amount);
	}
	return size;
}

static void
TryLayers(const Standing *standing, int n)
{
	LayerPoint	point[2 * MOST];
	LayerSpan	span[2 * MOST];
	Layers		layers = {.n = 0};
	__int128	total[SCANS + 1] = {0};

	for (int i = 0; i < n; i++)
	{
		for (int scan = standing[i].span.from; scan <= SCANS && (standing[i].span.until == 0 || scan < standing[i].span.until); scan++)
			total[scan] += standing[i].amount;
	}
	FormLayers(standing, n, point, span, Take, &layers);
	for (int scan = 1; scan <= SCANS; scan++)
	{
		__int128	sum = 0;

		for (int i = 0; i < layers.n; i++)
			sum += layers.in[i][scan] ? layers.amount[i] : 0;
		CHECK(sum == total[scan]);
		CHECK(SizesIn(&layers, scan, 0) == Size(total[scan]));
		ntoo_much += SizesThen(standing, n, scan) > Size(total[scan]);
		for (int other = 1; other < scan; other++)
			CHECK(SizesIn(&layers, scan, other) == Size(total[scan] - total[other]));
	}
}

int
main(void)
{
	/* 100, then 30, then 100 again: 30 throughout and 70 with a gap */
	Standing	again[] = {{{1, 0}, 100}, {{2, 3}, -70}};
	LayerPoint	point[4];
	LayerSpan	span[4];
	Layers		layers = {.n = 0};

	FormLayers(again, 2, point, span, Take, &layers);
	CHECK(layers.n == 2 && layers.amount[0] == 30 && layers.amount[1] == 70);
	CHECK(layers.in[0][1] && layers.in[0][2] && layers.in[0][3]);
	CHECK(layers.in[1][1] && !layers.in[1][2] && layers.in[1][3]);
	TryLayers(again, 0);
	for (int sample = 0; sample < SAMPLES; sample++)
	{
		Standing	standing[MOST];
		int			n = RandomBelow(&random_state, MOST + 1);
		int			range = 1 + RandomBelow(&random_state, 200);

		for (int i = 0; i < n; i++)
		{
			int			from = 1 + RandomBelow(&random_state, SCANS);
			int			until = from + 1 + RandomBelow(&random_state, SCANS);

			standing[i] = (Standing) {{from, until > SCANS ? 0 : until},
				RandomBelow(&random_state, range) - (sample % 3 == 0 ? range / 2 : 0)};
		}
		TryLayers(standing, n);
	}
	CHECK(ntoo_much > SAMPLES, "%d", ntoo_much);
	return ChecksDone();
}
