/*
 * balance_legs.c
 *		The layout of the state of a balance: lanes of doubles or two numerics.
 */
#include "trade/balance.h"

TradeLegs *
NewFloat8Legs(int room)
{
	Size		size = TRADE_LEGS_HEADER + NUM_LEGS * room * sizeof(double);
	TradeLegs  *legs = palloc0(size);

	SET_VARSIZE(legs, size);
	legs->kind = LEGS_FLOAT8;
	legs->room = room;
	return legs;
}

void
AssertCheckLegs(const TradeLegs *legs PG_USED_FOR_ASSERTS_ONLY)
{
	Assert(legs->kind == LEGS_FLOAT8 || (legs->kind == LEGS_NUMERIC && legs->room == 0));
	Assert(legs->kind == LEGS_NUMERIC ||
		   VARSIZE(legs) == TRADE_LEGS_HEADER + NUM_LEGS * legs->room * sizeof(double));
	for (int leg = 0; leg < NUM_LEGS; leg++)
		Assert(legs->num_parts[leg] <= (legs->kind == LEGS_NUMERIC ? 1 : legs->room));
}

void
UnpackTradeLegs(TradeLegs *legs, LegSums *sums)
{
	char	   *numeric = legs->data;

	AssertCheckLegs(legs);
	memset(sums, 0, sizeof(LegSums));
	sums->kind = (LegsKind) legs->kind;
	for (int leg = 0; leg < NUM_LEGS; leg++)
	{
		LegSum	   *sum = &sums->leg[leg];

		sum->present = legs->present[leg];
		sum->empty = legs->num_parts[leg] == 0;
		if (sum->empty)
			continue;
		if (legs->kind == LEGS_NUMERIC)
		{
			sum->numeric = (Numeric) numeric;
			numeric += INTALIGN(VARSIZE(numeric));
		}
		else
		{
			sum->exact.nlanes = legs->num_parts[leg];
			memcpy(sum->exact.lane, LegLanes(legs, leg),
				   sum->exact.nlanes * sizeof(double));
		}
	}
}

static TradeLegs *
PackNumericLegs(const LegSums *sums)
{
	Size		size = TRADE_LEGS_HEADER;
	TradeLegs  *legs;
	char	   *numeric;

	for (int leg = 0; leg < NUM_LEGS; leg++)
	{
		if (!sums->leg[leg].empty)
			size += INTALIGN(VARSIZE(sums->leg[leg].numeric));
	}
	legs = palloc0(size);
	SET_VARSIZE(legs, size);
	legs->kind = LEGS_NUMERIC;
	numeric = legs->data;
	for (int leg = 0; leg < NUM_LEGS; leg++)
	{
		legs->present[leg] = sums->leg[leg].present;
		if (sums->leg[leg].empty)
			continue;
		legs->num_parts[leg] = 1;
		memcpy(numeric, sums->leg[leg].numeric, VARSIZE(sums->leg[leg].numeric));
		numeric += INTALIGN(VARSIZE(numeric));
	}
	return legs;
}

TradeLegs *
PackTradeLegs(const LegSums *sums)
{
	double		lanes[NUM_LEGS][EXACT_MAX_LANES];
	int			nlanes[NUM_LEGS] = {0};
	TradeLegs  *legs;

	if (sums->kind == LEGS_NUMERIC)
		return PackNumericLegs(sums);

	for (int leg = 0; leg < NUM_LEGS; leg++)
	{
		const ExactSum *exact = &sums->leg[leg].exact;

		if (!sums->leg[leg].empty)
			nlanes[leg] = ExactSettle(exact->lane, 1, exact->nlanes, 0, lanes[leg]);
	}
	legs = NewFloat8Legs(Max(LEGS_FIRST_ROOM, Max(nlanes[0], nlanes[1])));
	for (int leg = 0; leg < NUM_LEGS; leg++)
	{
		legs->present[leg] = sums->leg[leg].present;
		legs->num_parts[leg] = nlanes[leg];
		memcpy(LegLanes(legs, leg), lanes[leg], nlanes[leg] * sizeof(double));
	}
	return legs;
}
