/*
 * width_math_test.c
 *		Intervals of hidden numbers in small systems, against all tables that fit.
 *
 * Tables are gone through one by one: what is certified must lie within the
 * interval that they leave, and mostly is all of it.  Then the traps of a proof
 * that knows equality only, each as it is and as it is seen here.
 */
#include "proof/widen_math.h"

#include "check.h"

#define MAX_COLUMNS 5
#define MAX_ROWS 7
#define SAMPLES 500
#define ARENA (1 << 25)

typedef struct Sample
{
	int			ncolumns;
	int			nrows;
	bool		in[MAX_ROWS][MAX_COLUMNS];
	bool		hidden[MAX_ROWS];
	int64_t		least[MAX_ROWS];
	int64_t		reports[MAX_COLUMNS];
} Sample;

typedef struct Form
{
	int64_t		row_start[MAX_ROWS + 1];
	int			row_column[MAX_ROWS * MAX_COLUMNS];
	int64_t		column_start[MAX_COLUMNS + 1];
	int			column_row[MAX_ROWS * MAX_COLUMNS];
	bool		free[MAX_COLUMNS];
	bool		known[MAX_COLUMNS];
	int			local[MAX_COLUMNS];
	int			local_row[MAX_ROWS];
	float		score[MAX_COLUMNS];
	int			origin[MAX_ROWS];
	ProofReason reason[MAX_ROWS];
	ProofSystem system;
	ProofState	state;
	WidthAsk	ask;
	WidthSearch search;
	int			leaning[MAX_ROWS];
	bool		leant[MAX_ROWS];
	int			changed[MAX_ROWS];
	int64_t		row_reports[MAX_ROWS];
	int64_t		change[MAX_COLUMNS];
	int64_t		row_change[MAX_ROWS];
	int			touched[MAX_COLUMNS];
	int			place[4][2 * MAX_ROWS];
} Form;

static uint64_t random_state = 5;

static ProofArena arena;

static void
FormSample(const Sample *sample, Form *form)
{
	memset(form, 0, sizeof(Form));
	for (int r = 0; r < sample->nrows; r++)
	{
		form->row_start[r + 1] = form->row_start[r];
		for (int c = 0; c < sample->ncolumns; c++)
		{
			if (sample->in[r][c])
				form->row_column[form->row_start[r + 1]++] = c;
		}
		form->local_row[r] = -1;
		form->origin[r] = r;
	}
	for (int c = 0; c < sample->ncolumns; c++)
	{
		form->column_start[c + 1] = form->column_start[c];
		for (int r = 0; r < sample->nrows; r++)
		{
			if (sample->in[r][c])
				form->column_row[form->column_start[c + 1]++] = r;
		}
		form->local[c] = -1;
	}
	form->system = (ProofSystem) {.ncolumns = sample->ncolumns,.nrows = sample->nrows,
		.row_start = form->row_start,.row_column = form->row_column,
		.column_start = form->column_start,.column_row = form->column_row,
		.origin = form->origin,.reason = form->reason};
	form->state = (ProofState) {.system = &form->system,.free = form->free,
		.known = form->known,.hidden = (bool *) sample->hidden,.arena = &arena,
		.local = form->local,.local_row = form->local_row,.score = form->score};
	form->search.state = &form->state;
	form->ask = (WidthAsk) {.reports = sample->reports,.least = sample->least,
		.nchanging = sample->nrows};
	form->search.ask = &form->ask;
	form->search.most_windows = NWIDTHWINDOWS;
	form->search.leaning = form->leaning;
	form->search.leant = form->leant;
	form->search.changed = form->changed;
	for (int r = 0; r < sample->nrows; r++)
	{
		for (int c = 0; c < sample->ncolumns; c++)
			form->row_reports[r] += sample->in[r][c] ? sample->reports[c] : 0;
	}
	form->search.swaps = (Swaps) {.row_reports = form->row_reports,.change = form->change,
		.row_change = form->row_change,.touched = form->touched,.seen = form->place[0],
		.via = form->place[1],.from = form->place[2],.queue = form->place[3]};
	arena.used = 0;
}

static int64_t
Sum(const Sample *sample, int row, const int64_t *table)
{
	int64_t		sum = 0;

	for (int c = 0; c < sample->ncolumns; c++)
		sum += sample->in[row][c] ? table[c] : 0;
	return sum;
}

static bool
Fits(const Sample *sample, const int64_t *table)
{
	for (int r = 0; r < sample->nrows; r++)
	{
		int64_t		sum = Sum(sample, r, table);

		if (sample->hidden[r] ? sum < sample->least[r] : sum != Sum(sample, r, sample->reports))
			return false;
	}
	return true;
}

/* what a row or column may be in the tables that fit */
typedef struct Interval
{
	int64_t		least;
	int64_t		most;
	int64_t		step;
} Interval;

/* most[] limits each column, so that the tables come to an end */
static Interval
TrueInterval(const Sample *sample, int row, int column)
{
	int64_t		table[MAX_COLUMNS] = {0};
	int64_t		most[MAX_COLUMNS];
	int64_t		now = row < 0 ? sample->reports[column] : Sum(sample, row, sample->reports);
	Interval	interval = {now, now, 0};
	int			c = 0;

	for (int i = 0; i < sample->ncolumns; i++)
	{
		most[i] = 100;
		for (int r = 0; r < sample->nrows; r++)
		{
			int64_t		sum = Sum(sample, r, sample->reports);

			if (r % 6 == 0 && sample->in[r][i] && sum < most[i])
				most[i] = sum;
		}
	}
	while (c < sample->ncolumns)
	{
		if (Fits(sample, table))
		{
			int64_t		value = row < 0 ? table[column] : Sum(sample, row, table);

			interval.least = value < interval.least ? value : interval.least;
			interval.most = value > interval.most ? value : interval.most;
			interval.step = GreatestCommon(interval.step, value - now);
		}
		for (c = 0; c < sample->ncolumns && table[c] == most[c]; c++)
			table[c] = 0;
		if (c < sample->ncolumns)
			table[c]++;
	}
	return interval;
}

/* each column is in a row that stays shown, so that no table is out of reach */
static void
Draw(Sample *sample)
{
	memset(sample, 0, sizeof(*sample));
	sample->ncolumns = 2 + RandomBelow(&random_state, MAX_COLUMNS - 1);
	sample->nrows = 2 + RandomBelow(&random_state, MAX_ROWS - 1);
	for (int c = 0; c < sample->ncolumns; c++)
		sample->reports[c] = RandomBelow(&random_state, 4);
	for (int r = 0; r < sample->nrows; r++)
	{
		sample->hidden[r] = r % 2 == 1;
		for (int c = 0; c < sample->ncolumns; c++)
			sample->in[r][c] = RandomBelow(&random_state, 5) < 2;
		if (sample->hidden[r])
			sample->least[r] = RandomBelow(&random_state, (int) Sum(sample, r, sample->reports) + 1);
	}
	for (int c = 0; c < sample->ncolumns; c++)
	{
		bool		shown = false;

		for (int r = 0; r < sample->nrows; r += 6)
			shown |= sample->in[r][c];
		if (!shown)
			sample->in[0][c] = true;
	}
}

/* how often the interval was found to its ends */
typedef struct Counts
{
	int			asked;
	int			whole;
	int			steps;
	int			narrow;
	int			networks;
	int			widened;		/* hidden rows; those that could be wide and are not, ... */
	int			missed;
	int			gave_way;		/* ... and those that were to be shown */
} Counts;

static void
CheckWidth(const Sample *sample, int row, int column, Counts *counts)
{
	Form		form;
	ProofWidth	width;
	Interval	interval = TrueInterval(sample, row, column);
	int64_t		now = row < 0 ? sample->reports[column] : Sum(sample, row, sample->reports);
	int64_t		all = interval.most - interval.least;
	int64_t		wanted = 1 + RandomBelow(&random_state, 6);

	FormSample(sample, &form);
	if (row >= 0)
		WidthOfRow(&form.search, row, wanted, &width);
	else
		WidthOfColumn(&form.search, column, wanted, &width);
	CHECK(width.up >= 0 && now + width.up <= interval.most);
	CHECK(width.down >= 0 && now - width.down >= interval.least);
	CHECK((width.step == 0) == (width.up == 0 && width.down == 0));
	CHECK(interval.step == 0 ? width.step == 0 : width.step % interval.step == 0);
	counts->asked++;
	counts->narrow += all < wanted;
	counts->whole += width.up + width.down >= (all < wanted ? all : wanted);
	counts->steps += width.step == interval.step;
	/* where swaps are paths in a network there is nothing beyond what they find */
	counts->networks += form.search.swaps.network && all > 0;
	CHECK(!form.search.swaps.network || width.up + width.down >= (all < wanted ? all : wanted));
	for (int c = 0; c < sample->ncolumns; c++)
		CHECK(form.local[c] == -1 && form.score[c] == 0);
	for (int r = 0; r < sample->nrows; r++)
		CHECK(form.local_row[r] == -1);
	/* what it leans on is hidden, and is what would take width if it were shown */
	for (int i = 0; i < width.nleaning && i < WIDTH_MOST_LEANING; i++)
		CHECK(sample->hidden[width.leaning[i]] && width.leaning[i] != row);
}

/*
 * Every third row is new: those give way until the hidden ones are wide enough,
 * or could not be if all did.  In all windows, or as where many are asked for.
 */
static void
CheckWiden(Sample *sample, bool many, Counts *counts)
{
	Form		form;
	int64_t		wanted[MAX_ROWS];
	int			cost[MAX_ROWS];
	bool		relaxed[MAX_ROWS] = {false};
	bool		hopeless[MAX_ROWS] = {false};
	int			open[MAX_ROWS];
	ProofWidth	before[MAX_ROWS];
	ProofWidth	width[MAX_ROWS];
	Widening	widening = {.cost = cost,.relaxed = relaxed,.open = open,
	.hopeless = hopeless,.before = before};
	Sample		all;

	for (int r = 0; r < sample->nrows; r++)
	{
		sample->hidden[r] = r % 3 == 1;
		wanted[r] = 1 + RandomBelow(&random_state, 3);
		cost[r] = r % 3 == 0 ? -1 : RandomBelow(&random_state, 5);
		sample->least[r] = r % 3 == 0 ? 0 :
			RandomBelow(&random_state, (int) Sum(sample, r, sample->reports) + 1);
	}
	all = *sample;
	FormSample(sample, &form);
	form.ask.wanted = wanted;
	form.ask.many = many;
	form.search.width = width;
	form.search.most_windows = WindowsFor(&form.ask);
	widening.search = form.search;
	widening.search.state = &form.state;
	HideUntilWide(&widening, width);
	for (int r = 0; r < sample->nrows; r++)
	{
		all.hidden[r] = r % 3 != 0;
		CHECK(!sample->hidden[r] || r % 3 != 0);
		CHECK(!sample->hidden[r] || r % 3 == 1 || form.reason[r].measure == PROOF_OF_A_WIDTH);
	}
	for (int r = 0; r < sample->nrows; r++)
	{
		Interval	now = TrueInterval(sample, r, -1);
		Interval	most = TrueInterval(&all, r, -1);
		bool		wide = IsWide(&width[r], wanted[r]);

		if (!sample->hidden[r])
			continue;
		CHECK(!wide || (now.step == 1 && now.most - now.least >= wanted[r]));
		counts->widened++;
		counts->missed += !wide && most.step == 1 && most.most - most.least >= wanted[r];
		counts->gave_way += r % 3 == 2;
	}
}

/*
 * {b, a, c}, {a, d}, {c, d}: b cannot be computed, and yet the three numbers
 * give 2 a + b, so that b is known to be even or odd.
 */
static void
CheckParity(void)
{
	Sample		sample = {.ncolumns = 4,.nrows = 3,
		.in = {{1, 1, 1, 0}, {0, 1, 0, 1}, {0, 0, 1, 1}},.reports = {3, 2, 2, 2}};
	Form		form;
	ProofWidth	width;

	CHECK(TrueInterval(&sample, -1, 0).step == 2);
	FormSample(&sample, &form);
	WidthOfColumn(&form.search, 0, 2, &width);
	CHECK(width.up + width.down >= 2 && width.step == 2);
	/* with another column beside d it is open */
	sample.ncolumns = 5;
	sample.in[2][4] = true;
	sample.reports[4] = 1;
	FormSample(&sample, &form);
	WidthOfColumn(&form.search, 0, 2, &width);
	CHECK(width.up + width.down >= 2 && width.step == 1);
}

/*
 * Three reports in three hidden parts, none of which is empty: each has one.
 */
static void
CheckPresence(void)
{
	Sample		sample = {.ncolumns = 3,.nrows = 4,
		.in = {{1, 1, 1}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	.hidden = {false, true, true, true},.reports = {1, 1, 1}};
	Form		form;
	ProofWidth	width;

	FormSample(&sample, &form);
	WidthOfRow(&form.search, 1, 2, &width);
	CHECK(width.up + width.down >= 2 && width.nleaning > 0);
	for (int r = 1; r < 4; r++)
		sample.least[r] = 1;
	CHECK(TrueInterval(&sample, 1, -1).most == 1);
	FormSample(&sample, &form);
	WidthOfRow(&form.search, 1, 2, &width);
	CHECK(width.up + width.down == 0 && width.step == 0);
}

/*
 * Two rows and two columns of a table, one of them empty: sums and differences
 * give no cell, and yet each is known.
 */
static void
CheckBounds(void)
{
	Sample		sample = {.ncolumns = 4,.nrows = 4,
		.in = {{1, 1, 0, 0}, {0, 0, 1, 1}, {1, 0, 1, 0}, {0, 1, 0, 1}},.reports = {0, 7, 0, 7}};
	Form		form;
	ProofWidth	width;

	for (int c = 0; c < 4; c++)
	{
		FormSample(&sample, &form);
		WidthOfColumn(&form.search, c, 1, &width);
		CHECK(width.up + width.down == 0);
	}
	sample.reports[2] = 1;
	FormSample(&sample, &form);
	WidthOfColumn(&form.search, 1, 1, &width);
	CHECK(width.up + width.down >= 1 && width.step == 1);
}

int
main(void)
{
	Counts		counts = {0};
	Counts		many = {0};

	arena = (ProofArena) {malloc(ARENA), ARENA, 0};
	for (int i = 0; i < SAMPLES; i++)
	{
		Sample		sample;

		Draw(&sample);
		for (int r = 1; r < sample.nrows; r += 2)
			CheckWidth(&sample, r, -1, &counts);
		CheckWidth(&sample, -1, RandomBelow(&random_state, sample.ncolumns), &counts);
		CheckWiden(&sample, false, &counts);
		CheckWiden(&sample, true, &many);
	}
	CheckParity();
	CheckPresence();
	CheckBounds();
	CHECK(counts.whole > counts.asked - counts.asked / 50, "%d of %d", counts.whole, counts.asked);
	CHECK(counts.steps > counts.asked - counts.asked / 50, "%d of %d", counts.steps, counts.asked);
	CHECK(counts.narrow > counts.asked / 10 && counts.narrow < counts.asked / 10 * 9);
	CHECK(counts.networks > counts.asked / 10, "%d of %d", counts.networks, counts.asked);
	CHECK(counts.missed <= counts.widened / 50, "%d of %d", counts.missed, counts.widened);
	CHECK(counts.gave_way > counts.widened / 20, "%d of %d", counts.gave_way, counts.widened);
	CHECK(many.missed <= many.widened / 50, "%d of %d", many.missed, many.widened);
	CHECK(many.gave_way > many.widened / 20, "%d of %d", many.gave_way, many.widened);
	free(arena.base);
	return ChecksDone();
}
