/*
 * bounds_flow_math_test.c
 *		Bounds of transport problems against all ways that there are.
 */
#include "comparable/bounds_flow_math.h"

#include "check.h"

#define ROWS 3
#define COLUMNS 4

typedef struct Problem
{
	Transport	t;
	int64_t		supply[ROWS];
	int64_t		demand[COLUMNS];
	int64_t		sum[COLUMNS];
	FlowCell	cell[ROWS * COLUMNS];
	int			row_first[ROWS + 1];
	int			column_first[COLUMNS + 1];
	int			by_column[ROWS * COLUMNS];
	int			more[COLUMNS];
	int			less[COLUMNS];
	bool		row_seen[ROWS];
	int			queue[COLUMNS];
} Problem;

static void
MakeProblem(Problem *p, uint64_t *seed)
{
	int			ncells = 0;

	p->t = (Transport) {ROWS, COLUMNS, p->supply, p->demand, p->sum, p->cell, p->row_first,
		p->column_first, p->by_column, p->more, p->less, p->row_seen, p->queue};
	for (int r = 0; r < ROWS; r++)
	{
		p->supply[r] = RandomBelow(seed, 8) == 0 ? FLOW_OPEN : (int64_t) RandomBelow(seed, 5);
		p->row_first[r] = ncells;
		for (int c = 0; c < COLUMNS; c++)
			if (RandomBelow(seed, 2) == 0 || (c == COLUMNS - 1 && ncells == p->row_first[r]))
				p->cell[ncells++] = (FlowCell) {r, c, 0};
	}
	p->row_first[ROWS] = ncells;
	for (int c = 0, n = 0; c < COLUMNS; c++)
	{
		p->demand[c] = RandomBelow(seed, 2) == 0 ? FLOW_OPEN : (int64_t) RandomBelow(seed, 6);
		p->column_first[c] = n;
		for (int i = 0; i < ncells; i++)
			if (p->cell[i].column == c)
				p->by_column[n++] = i;
		p->column_first[c + 1] = n;
	}
}

static bool
MeetAll(Transport *t)
{
	StartFlow(t);
	for (int up = 0; up < 2; up++)
		for (int c = 0; c < t->ncolumns; c++)
			while (t->demand[c] != FLOW_OPEN && RoomOfColumn(t, c, up) > 0)
				if (ChangeColumn(t, c, up, RoomOfColumn(t, c, up)) == 0)
					return false;
	return true;
}

/* what a way gives to each column */
typedef struct Ways
{
	const Problem *p;
	int64_t		flow[ROWS * COLUMNS];
	int64_t		least[COLUMNS];
	int64_t		most[COLUMNS];
	long		n;
} Ways;

/* an open row gives any whole numbers up to this, more than all demands */
#define MOST_OPEN 11

static void
CountWay(Ways *ways)
{
	int64_t		sum[COLUMNS] = {0};

	for (int i = 0; i < ways->p->row_first[ROWS]; i++)
		sum[ways->p->cell[i].column] += ways->flow[i];
	for (int c = 0; c < COLUMNS; c++)
		if (ways->p->demand[c] != FLOW_OPEN && ways->p->demand[c] != sum[c])
			return;
	for (int c = 0; c < COLUMNS; c++)
	{
		if (ways->n == 0 || sum[c] < ways->least[c])
			ways->least[c] = sum[c];
		if (ways->n == 0 || sum[c] > ways->most[c])
			ways->most[c] = sum[c];
	}
	ways->n++;
}

static void
TryCells(Ways *ways, int i, int64_t rest)
{
	const Problem *p = ways->p;
	int			row;
	bool		open;

	if (i == p->row_first[ROWS])
	{
		CountWay(ways);
		return;
	}
	row = p->cell[i].row;
	open = p->supply[row] == FLOW_OPEN;
	if (i == p->row_first[row])
		rest = open ? MOST_OPEN : p->supply[row];
	for (int64_t x = 0; x <= rest; x++)
	{
		bool		last = i + 1 == p->row_first[row + 1];

		/* to a free column an open row gives nothing or without end */
		if (open && p->demand[p->cell[i].column] == FLOW_OPEN && x > 0 && x < MOST_OPEN)
			continue;
		if (open && p->demand[p->cell[i].column] != FLOW_OPEN && x > p->demand[p->cell[i].column])
			break;
		ways->flow[i] = x;
		if (open || !last || x == rest)
			TryCells(ways, i + 1, open ? MOST_OPEN : rest - x);
	}
}

static bool
IsUnlimited(const Problem *p, int column)
{
	for (int i = 0; i < p->row_first[ROWS]; i++)
		if (p->cell[i].column == column && p->supply[p->cell[i].row] == FLOW_OPEN)
			return true;
	return false;
}

static void
CheckProblem(Problem *p)
{
	Ways		ways = {.p = p};
	bool		met = MeetAll(&p->t);

	TryCells(&ways, 0, 0);
	CHECK(met == (ways.n > 0), "%ld ways", ways.n);
	for (int c = 0; met && c < COLUMNS; c++)
	{
		int64_t		amount;

		if (p->demand[c] != FLOW_OPEN)
			continue;
		do
			amount = ChangeColumn(&p->t, c, true, FLOW_UNLIMITED);
		while (amount != 0 && amount != FLOW_UNLIMITED);
		CHECK((amount == FLOW_UNLIMITED) == IsUnlimited(p, c));
		CHECK(amount == FLOW_UNLIMITED || p->sum[c] == ways.most[c], "most of %d", c);
		while (ChangeColumn(&p->t, c, false, FLOW_UNLIMITED) != 0)
			;
		CHECK(p->sum[c] == ways.least[c], "least of %d", c);
		for (int k = 0; k < COLUMNS; k++)
			CHECK(p->demand[k] == FLOW_OPEN || p->demand[k] == p->sum[k], "column %d is met", k);
	}
}

int
main(void)
{
	uint64_t	seed = 20261129;
	Problem		p;

	for (int trial = 0; trial < 3000; trial++)
	{
		MakeProblem(&p, &seed);
		CheckProblem(&p);
	}
	return ChecksDone();
}
