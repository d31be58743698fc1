/*
 * bounds_known.c
 *		Bounds of new codes where some of them are known: double-reported.
 *
 * Without a known code each old one is split on its own, and bounds add up.  A
 * known code binds those that go into it: they are a block, in which the bounds
 * are those of a transport problem (bounds_flow_math.h).  A free code bounds
 * nobody, so that what it gets from several blocks adds up again.
 */
#include "comparable/bounds_known.h"

#include "common/int.h"
#include "common/shortest_dec.h"
#include "comparable/bounds_flow_math.h"
#include "comparable/families_math.h"
#include "miscadmin.h"
#include "utils/memutils.h"

/* what all supplies, and all demands, of a block stay below together */
#define MAX_UNITS (INT64CONST(1) << 60)

/* of ten, greater than that of any double */
#define MAX_EXPONENT 400

/* digits times a power of ten */
typedef struct Decimal
{
	int64		digits;
	int			exponent;
} Decimal;

typedef struct Block
{
	Transport	t;
	Correlation **of_cell;		/* the row of the table of each cell */
	int			exponent;		/* of ten: its units */
	bool		none;			/* nothing fits */
} Block;

/* how the numbers of nodes go on: old codes, new codes, rows without an old code */
typedef struct Nodes
{
	const Correlations *table;
	int			most;
	int		   *parent;
	bool	   *known;			/* of each root: is a known code in its block? */
	int		   *column;			/* of each new code, and then of none, in a block; or -1 */
} Nodes;

static void *
AllocZero(int64 n, Size size)
{
	return MemoryContextAllocExtended(CurrentMemoryContext, Max(n, 1) * size,
									  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

/* the decimal that a value prints as */
static Decimal
DecimalOf(double value)
{
	char		text[DOUBLE_SHORTEST_DECIMAL_LEN];
	Decimal		decimal = {0, 0};
	bool		fraction = false;
	char	   *at = text;

	double_to_shortest_decimal_buf(value, text);
	for (; *at != '\0' && *at != 'e'; at++)
	{
		if (*at == '.')
			fraction = true;
		else
		{
			decimal.digits = decimal.digits * 10 + (*at - '0');
			decimal.exponent -= fraction;
		}
	}
	if (*at == 'e')
		decimal.exponent += atoi(at + 1);
	return decimal;
}

static void
RaiseTooManyDigits(double value)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("values of codes that hang together need too many digits"),
			 errdetail("At most 18 are counted; one of the values is %.17g.", value),
			 errhint("Round the values, for example to cents.")));
}

/*
 * A value in units of the block, which makes the total of its kind greater.
 */
static int64
UnitsOf(const Block *block, double value, int64 *total)
{
	Decimal		decimal = DecimalOf(value);

	for (; decimal.digits != 0 && decimal.exponent > block->exponent; decimal.exponent--)
		if (pg_mul_s64_overflow(decimal.digits, 10, &decimal.digits))
			RaiseTooManyDigits(value);
	if (pg_add_s64_overflow(*total, decimal.digits, total) || *total >= MAX_UNITS)
		RaiseTooManyDigits(value);
	return decimal.digits;
}

static double
ValueOfUnits(const Block *block, int64 units)
{
	char		text[48];

	snprintf(text, sizeof(text), INT64_FORMAT "e%d", units, units == 0 ? 0 : block->exponent);
	return strtod(text, NULL);
}

static bool
IsKnown(const Correlation *row)
{
	return (row->has & HAS_KNOWN) != 0;
}

static int
NodeOfRow(const Nodes *nodes, const Correlation *row)
{
	if (row->old >= 0)
		return row->old;
	return nodes->table->old.ncodes + nodes->table->new.ncodes +
		(int) (row - nodes->table->rows);
}

static void
JoinBlocks(const Correlations *table, Nodes *nodes)
{
	nodes->table = table;
	nodes->most = table->old.ncodes + table->new.ncodes + table->nrows;
	nodes->parent = (int *) AllocZero(nodes->most, sizeof(int));
	nodes->known = (bool *) AllocZero(nodes->most, sizeof(bool));
	nodes->column = (int *) AllocZero(table->new.ncodes + 1, sizeof(int));
	for (int i = 0; i < nodes->most; i++)
		nodes->parent[i] = i;
	for (int i = 0; i <= table->new.ncodes; i++)
		nodes->column[i] = -1;
	for (int i = 0; i < table->nrows; i++)
		if (IsKnown(&table->rows[i]))
			JoinNodes(nodes->parent, NodeOfRow(nodes, &table->rows[i]),
					  table->old.ncodes + table->rows[i].new);
	for (int i = 0; i < table->nrows; i++)
		if (IsKnown(&table->rows[i]))
			nodes->known[FindRoot(nodes->parent, NodeOfRow(nodes, &table->rows[i]))] = true;
}

/* all rows that are not repeated, by old code; those without one at the end */
static int
OrderRows(const Correlations *table, const RowsByCode *by_old, Correlation **order)
{
	int			n = 0;

	for (int i = 0; i < by_old->first[table->old.ncodes]; i++)
		if (!table->rows[by_old->at[i]].repeated)
			order[n++] = &table->rows[by_old->at[i]];
	for (int i = 0; i < table->nrows; i++)
		if (table->rows[i].old < 0)
			order[n++] = &table->rows[i];
	return n;
}

/*
 * The rows that are coupled, block by block and in each by old code; end[b] is
 * where block b ends, from 1.  Returns the number of blocks.
 */
static int
SortByBlock(const Correlations *table, const RowsByCode *by_old, Nodes *nodes,
			Correlation **sorted, int *end)
{
	Correlation **order = (Correlation **) AllocZero(table->nrows, sizeof(Correlation *));
	int			nordered = OrderRows(table, by_old, order);
	int		   *block = (int *) AllocZero(nodes->most, sizeof(int));
	int			nblocks = 0;

	/* counted one place on, and moved one back as the rows are put down */
	for (int i = 0; i < nordered; i++)
	{
		int			root = FindRoot(nodes->parent, NodeOfRow(nodes, order[i]));

		if (!nodes->known[root])
			continue;
		if (block[root] == 0)
			block[root] = ++nblocks;
		end[block[root] + 1]++;
	}
	for (int b = 1; b <= nblocks; b++)
		end[b + 1] += end[b];
	for (int i = 0; i < nordered; i++)
	{
		int			root = FindRoot(nodes->parent, NodeOfRow(nodes, order[i]));

		if (nodes->known[root])
			sorted[end[block[root]]++] = order[i];
	}
	return nblocks;
}

/* the column of a row's new code, a new one where the block has none yet */
static int
ColumnOf(Nodes *nodes, Block *block, const Correlation *row, int64 *total)
{
	int		   *column = &nodes->column[row->new >= 0 ? row->new : nodes->table->new.ncodes];

	if (*column < 0)
	{
		*column = block->t.ncolumns++;
		block->t.demand[*column] = IsKnown(row) ? UnitsOf(block, row->known, total) : FLOW_OPEN;
	}
	return *column;
}

static void
SizeBlock(Block *block, int ncells)
{
	Transport  *t = &block->t;

	memset(block, 0, sizeof(Block));
	t->supply = (int64 *) AllocZero(ncells, sizeof(int64));
	t->demand = (int64 *) AllocZero(ncells, sizeof(int64));
	t->sum = (int64 *) AllocZero(ncells, sizeof(int64));
	t->cell = (FlowCell *) AllocZero(ncells, sizeof(FlowCell));
	t->row_first = (int *) AllocZero(ncells + 1, sizeof(int));
	t->column_first = (int *) AllocZero(ncells + 2, sizeof(int));
	t->by_column = (int *) AllocZero(ncells, sizeof(int));
	t->more = (int *) AllocZero(ncells, sizeof(int));
	t->less = (int *) AllocZero(ncells, sizeof(int));
	t->row_seen = (bool *) AllocZero(ncells, sizeof(bool));
	t->queue = (int *) AllocZero(ncells, sizeof(int));
}

/*
 * The transport problem of some rows, which are sorted by old code.
 */
static void
MakeBlock(Nodes *nodes, Correlation **row, int ncells, Block *block)
{
	Transport  *t = &block->t;
	int64		supplies = 0;
	int64		demands = 0;

	SizeBlock(block, ncells);
	block->of_cell = row;
	block->exponent = MAX_EXPONENT;
	for (int i = 0; i < ncells; i++)
	{
		if (row[i]->value > 0)
			block->exponent = Min(block->exponent, DecimalOf(row[i]->value).exponent);
		if (row[i]->known > 0)
			block->exponent = Min(block->exponent, DecimalOf(row[i]->known).exponent);
	}
	for (int i = 0; i < ncells; i++)
	{
		if (i == 0 || NodeOfRow(nodes, row[i]) != NodeOfRow(nodes, row[i - 1]))
		{
			bool		supplied = row[i]->old >= 0 && (row[i]->has & HAS_VALUE);

			t->supply[t->nrows] = supplied ? UnitsOf(block, row[i]->value, &supplies) : FLOW_OPEN;
			t->row_first[t->nrows++] = i;
		}
		t->cell[i].row = t->nrows - 1;
		t->cell[i].column = ColumnOf(nodes, block, row[i], &demands);
		t->column_first[t->cell[i].column + 1]++;
	}
	t->row_first[t->nrows] = ncells;
	for (int c = 0; c < t->ncolumns; c++)
		t->column_first[c + 1] += t->column_first[c];
	for (int i = ncells - 1; i >= 0; i--)
		t->by_column[--t->column_first[t->cell[i].column + 1]] = i;
	for (int c = 0; c < t->ncolumns; c++)
		t->column_first[c] = t->column_first[c + 1];
	t->column_first[t->ncolumns] = ncells;
	for (int i = 0; i < ncells; i++)
		nodes->column[row[i]->new >= 0 ? row[i]->new : nodes->table->new.ncodes] = -1;
}

/*
 * Brings each known column to what it is; false where that cannot be.
 */
static bool
MeetDemands(Transport *t)
{
	StartFlow(t);
	for (int down = 1; down >= 0; down--)
		for (int c = 0; c < t->ncolumns; c++)
			while (t->demand[c] != FLOW_OPEN && RoomOfColumn(t, c, down == 0) > 0)
			{
				CHECK_FOR_INTERRUPTS();
				if (ChangeColumn(t, c, down == 0, RoomOfColumn(t, c, down == 0)) == 0)
					return false;
			}
	return true;
}

/*
 * The least and the most that a free column gets.
 */
static void
BoundColumn(Block *block, int column, CodeInterval *interval)
{
	Transport  *t = &block->t;
	int64		amount;

	do
	{
		CHECK_FOR_INTERRUPTS();
		amount = ChangeColumn(t, column, true, FLOW_UNLIMITED);
	} while (amount != 0 && amount != FLOW_UNLIMITED);
	interval->open = amount == FLOW_UNLIMITED;
	interval->upper = ValueOfUnits(block, t->sum[column]);
	do
	{
		CHECK_FOR_INTERRUPTS();
		amount = ChangeColumn(t, column, false, FLOW_UNLIMITED);
	} while (amount != 0);
	interval->lower = ValueOfUnits(block, t->sum[column]);
}

static void
SolveBlock(Block *block)
{
	Transport  *t = &block->t;

	block->none = !MeetDemands(t);
	for (int c = 0; c < t->ncolumns; c++)
	{
		Correlation *bearer = block->of_cell[t->by_column[t->column_first[c]]];
		CodeInterval *interval = (CodeInterval *) palloc0(sizeof(CodeInterval));

		interval->none = block->none;
		if (t->demand[c] != FLOW_OPEN)
			interval->lower = interval->upper = bearer->known;
		else if (!block->none && bearer->new >= 0)
			BoundColumn(block, c, interval);
		bearer->interval = interval;
	}
	for (int i = 0; i < t->row_first[t->nrows]; i++)
		block->of_cell[i]->coupled = true;
}

void
CoupleRows(Correlations *table, const RowsByCode *by_old)
{
	MemoryContext old = CurrentMemoryContext;
	MemoryContext scratch = AllocSetContextCreate(old, "block of codes", ALLOCSET_DEFAULT_SIZES);
	Correlation **sorted = (Correlation **) AllocZero(table->nrows, sizeof(Correlation *));
	int		   *end = (int *) AllocZero((int64) table->nrows + 2, sizeof(int));
	Nodes		nodes;
	int			nblocks;

	JoinBlocks(table, &nodes);
	nblocks = SortByBlock(table, by_old, &nodes, sorted, end);
	for (int b = 1, start = 0; b <= nblocks; start = end[b++])
	{
		Block		block;

		MemoryContextSwitchTo(scratch);
		MakeBlock(&nodes, sorted + start, end[b] - start, &block);
		MemoryContextSwitchTo(old);
		SolveBlock(&block);
		MemoryContextReset(scratch);
	}
	MemoryContextDelete(scratch);
}
