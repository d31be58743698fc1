/*
 * exact_math_fuzz.c
 *		Any doubles as the terms of an exact sum: forwards, backwards and in
 *		two parts they must settle to the same lanes, and the sum must be that
 *		of plain fixed-point arithmetic.
 */
#include "base/exact_math.h"

#include "fixed_point.h"

#include <stdlib.h>

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MAX_TERMS 64

static void
Must(bool so)
{
	if (!so)
		abort();
}

static int
Settled(const ExactSum *sum, double *out)
{
	return ExactSettle(sum->lane, 1, sum->nlanes, 0, out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	double		term[MAX_TERMS];
	ExactSum	forwards = {0};
	ExactSum	backwards = {0};
	ExactSum	part = {0};
	FixedPoint	fixed = {{0}};
	double		lane[EXACT_MAX_LANES];
	double		other[EXACT_MAX_LANES];
	int			nlanes;
	int			n = 0;

	for (size_t at = 0; at + sizeof(double) <= size && n < MAX_TERMS; at += sizeof(double))
	{
		memcpy(&term[n], data + at, sizeof(double));
		if (ExactAccepts(term[n]))
			n++;
	}
	for (int i = 0; i < n; i++)
	{
		ExactSumAdd(&forwards, term[i]);
		ExactSumAdd(&backwards, term[n - 1 - i]);
		FixedAdd(&fixed, term[i]);
		if (i >= n / 2)
			ExactSumAdd(&part, term[i]);
	}
	nlanes = Settled(&forwards, lane);
	Must(nlanes == Settled(&backwards, other));
	Must(memcmp(lane, other, nlanes * sizeof(double)) == 0);
	Must(ExactSumRound(&forwards) == lane[0] && FixedRound(&fixed) == lane[0]);

	/* the settled second half and the terms of the first make the whole */
	nlanes = Settled(&part, other);
	part.nlanes = nlanes;
	memcpy(part.lane, other, nlanes * sizeof(double));
	for (int i = 0; i < n / 2; i++)
		ExactSumAdd(&part, term[i]);
	nlanes = Settled(&part, other);
	Must(nlanes == Settled(&forwards, lane));
	Must(memcmp(lane, other, nlanes * sizeof(double)) == 0);

	/* lanes are what rounding and taking away leaves, until nothing does */
	for (int k = 0; k < nlanes; k++)
	{
		Must(FixedRound(&fixed) == lane[k]);
		FixedAdd(&fixed, -lane[k]);
	}
	Must(FixedIsZero(&fixed));
	return 0;
}
