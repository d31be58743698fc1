/*
 * surplus_math_test.c
 *		Small systems whose columns lack something, against combinations of rows.
 *
 * Where all that is lacking was covered, no combination may lack anything: tried
 * with every set of small factors.
 */
#include "proof/surplus_math.h"

#include "check.h"

#define MAX_COLUMNS 12
#define MAX_ROWS 6
#define SAMPLES 4000

typedef struct Sample
{
	int			ncolumns;
	int			nrows;
	bool		in[MAX_ROWS][MAX_COLUMNS];
	Surplus		surplus[MAX_COLUMNS];
	int64_t		row_start[MAX_ROWS + 1];
	int			row_column[MAX_ROWS * MAX_COLUMNS];
	int64_t		column_start[MAX_COLUMNS + 1];
	int			column_row[MAX_ROWS * MAX_COLUMNS];
} Sample;

static uint64_t random_state = 5;

/* two groupings of the columns, and now and then more rows */
static void
Draw(Sample *sample)
{
	memset(sample, 0, sizeof(*sample));
	sample->ncolumns = 3 + RandomBelow(&random_state, MAX_COLUMNS - 2);
	sample->nrows = 2 + RandomBelow(&random_state, MAX_ROWS - 1);
	for (int c = 0; c < sample->ncolumns; c++)
	{
		int			half = sample->nrows / 2;

		sample->in[RandomBelow(&random_state, half)][c] = true;
		sample->in[half + RandomBelow(&random_state, sample->nrows - half)][c] = true;
		sample->in[RandomBelow(&random_state, sample->nrows)][c] ^= RandomBelow(&random_state, 4) == 0;
		sample->surplus[c] = RandomBelow(&random_state, 3) == 0 ?
			-(Surplus) RandomBelow(&random_state, 20) : (Surplus) RandomBelow(&random_state, 80);
	}
	for (int r = 0; r < sample->nrows; r++)
	{
		sample->row_start[r + 1] = sample->row_start[r];
		for (int c = 0; c < sample->ncolumns; c++)
		{
			if (sample->in[r][c])
				sample->row_column[sample->row_start[r + 1]++] = c;
		}
	}
	for (int c = 0; c < sample->ncolumns; c++)
	{
		sample->column_start[c + 1] = sample->column_start[c];
		for (int r = 0; r < sample->nrows; r++)
		{
			if (sample->in[r][c])
				sample->column_row[sample->column_start[c + 1]++] = r;
		}
	}
}

/* is there a combination that lacks something? */
static bool
Lacks(const Sample *sample)
{
	int			ncombinations = 1;

	for (int r = 0; r < sample->nrows; r++)
		ncombinations *= 5;
	for (int y = 0; y < ncombinations; y++)
	{
		int			value[MAX_COLUMNS] = {0};
		Surplus		sum = 0;

		for (int r = 0, left = y; r < sample->nrows; r++, left /= 5)
		{
			for (int c = 0; c < sample->ncolumns; c++)
				value[c] += sample->in[r][c] ? left % 5 - 2 : 0;
		}
		for (int c = 0; c < sample->ncolumns; c++)
			sum += sample->surplus[c] * abs(value[c]);
		if (sum < 0)
			return true;
	}
	return false;
}

/* covers a copy; true where nothing is left to be covered */
static bool
Cover(const Sample *sample, int64_t most_work)
{
	uint64_t	sums[MAX_COLUMNS];
	SummedColumn sorted[MAX_COLUMNS];
	int			near[MOST_NEAR];
	bool		is_near[MAX_COLUMNS] = {false};
	Surplus		surplus[MAX_COLUMNS];
	ProofSystem system = {.ncolumns = sample->ncolumns,.nrows = sample->nrows,
		.row_start = sample->row_start,.row_column = sample->row_column,
		.column_start = sample->column_start,.column_row = sample->column_row};
	SurplusSearch search = {.system = &system,.surplus = surplus,.sum = sums,.sorted = sorted,
		.near = near,.is_near = is_near,.most_work = most_work};
	bool		covered = true;

	memcpy(surplus, sample->surplus, sizeof(surplus));
	SumColumns(&search, random_state);
	for (int c = 0; c < sample->ncolumns; c++)
		covered &= surplus[c] >= 0 || CoverColumn(&search, c);
	for (int c = 0; c < sample->ncolumns; c++)
	{
		CHECK(surplus[c] >= 0 || surplus[c] == sample->surplus[c]);
		CHECK(surplus[c] <= sample->surplus[c] || sample->surplus[c] < 0);
	}
	return covered;
}

int
main(void)
{
	int			nlacking = 0;
	int			ncovered = 0;
	int			nmissed = 0;

	for (int i = 0; i < SAMPLES; i++)
	{
		Sample		sample;
		bool		any = false;
		bool		lacks;
		bool		covered;

		Draw(&sample);
		for (int c = 0; c < sample.ncolumns; c++)
			any |= sample.surplus[c] < 0;
		lacks = Lacks(&sample);
		covered = Cover(&sample, INT64_MAX);
		CHECK(!covered || !lacks, "sample %d", i);
		nlacking += lacks;
		ncovered += covered && any;
		nmissed += !covered && !lacks;
	}
	CHECK(nlacking > SAMPLES / 4, "%d", nlacking);
	CHECK(ncovered > SAMPLES / 50, "%d covered, %d missed", ncovered, nmissed);
	return ChecksDone();
}
