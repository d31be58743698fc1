/*
 * layer_math.h
 *		What an amount that changed from scan to scan is made of.
 *
 * What one has of a combination of labels in one scan and in another is not two amounts,
 * of which both were in the sums, nor one and what it changed by: whoever had much and
 * has little would go on having much in what is compared.  It is made of layers, each
 * of which was there in all scans that it had so much in: 100 that became 30 are 30 that
 * stay and 70 that go, and when it is 100 again, they are the 70 that were there before.
 *
 * So of the sum of one scan the layers that are there are together what he has in it; and
 * of the difference of two sums those that are in one of them only are together what he
 * changed by, and no more.  What is added to the layers later divides old ones, of which
 * both parts were in the same sums until then: what held of these goes on holding.
 * Amounts below 0 have layers of their own.
 *
 * Pure: needs nothing of the server.
 */
#ifndef JOINT_LAYER_MATH_H
#define JOINT_LAYER_MATH_H

#include <stdlib.h>

/* as the server's memory is aligned */
typedef __int128 LayerAmount __attribute__((aligned(8)));

/* over scans from one on until another, which is 0 if it is still there */
typedef struct LayerSpan
{
	int			from;
	int			until;
} LayerSpan;

typedef struct Standing
{
	LayerSpan	span;
	LayerAmount	amount;
} Standing;

/* from a scan on, until the next one */
typedef struct LayerPoint
{
	int			scan;
	LayerAmount	total;
} LayerPoint;

/* a layer, by its spans, ascending, with a gap between two */
typedef void (*LayerTaker) (void *arg, LayerAmount amount, const LayerSpan *span, int nspans);

static inline int
ComparePoints(const void *va, const void *vb)
{
	int			a = ((const LayerPoint *) va)->scan;
	int			b = ((const LayerPoint *) vb)->scan;

	return (a > b) - (a < b);
}

/* where anything changes, and to what; returns how many there are */
static inline int
FormPoints(const Standing *standing, int n, LayerPoint *point)
{
	int			npoints = 0;
	int			different = 0;

	for (int i = 0; i < n; i++)
	{
		point[npoints++].scan = standing[i].span.from;
		if (standing[i].span.until != 0)
			point[npoints++].scan = standing[i].span.until;
	}
	qsort(point, (size_t) npoints, sizeof(LayerPoint), ComparePoints);
	for (int i = 0; i < npoints; i++)
	{
		if (different > 0 && point[different - 1].scan == point[i].scan)
			continue;
		point[different] = point[i];
		point[different].total = 0;
		for (int s = 0; s < n; s++)
		{
			const LayerSpan *span = &standing[s].span;

			if (span->from <= point[i].scan && (span->until == 0 || point[i].scan < span->until))
				point[different].total += standing[s].amount;
		}
		different++;
	}
	return different;
}

/* the spans in which there is so much of a sign */
static inline int
FormSpans(const LayerPoint *point, int npoints, int sign, LayerAmount height, LayerSpan *span)
{
	int			nspans = 0;

	for (int i = 0; i < npoints; i++)
	{
		int			until = i + 1 < npoints ? point[i + 1].scan : 0;

		if (sign * point[i].total < height)
			continue;
		if (nspans > 0 && span[nspans - 1].until == point[i].scan)
			span[nspans - 1].until = until;
		else
			span[nspans++] = (LayerSpan) {point[i].scan, until};
	}
	return nspans;
}

/*
 * There is room for two points of each of them, and for as many spans.
 */
static inline void
FormLayers(const Standing *standing, int n, LayerPoint *point, LayerSpan *span,
		   LayerTaker take, void *arg)
{
	int			npoints = FormPoints(standing, n, point);

	for (int sign = 1; sign >= -1; sign -= 2)
	{
		LayerAmount	floor = 0;

		for (;;)
		{
			LayerAmount	height = 0;

			for (int i = 0; i < npoints; i++)
			{
				LayerAmount	size = sign * point[i].total;

				if (size > floor && (height == 0 || size < height))
					height = size;
			}
			if (height == 0)
				break;
			take(arg, sign * (height - floor), span,
				 FormSpans(point, npoints, sign, height, span));
			floor = height;
		}
	}
}

#endif							/* JOINT_LAYER_MATH_H */
