/*
 * hide_math_test.c
 *		Small systems of numbers, against every set of people there is.
 *
 * A set of few people is betrayed if the rows that are left say more about
 * their columns than the old ones did: that is a matter of ranks, and the sets
 * are gone through one by one.  Graphs are tried by themselves: no column that
 * cuts show to be safe is betrayed.
 */
#include "proof/guess_math.h"
#include "proof/hide_math.h"

#include "check.h"
#include "sample.h"

#define SAMPLES 200
#define SEARCHES 600
#define GRAPHS 5000
#define ARENA (1 << 25)

static uint64_t random_state = 12;

/* do the rows say anything of people who are too few that the old ones do not? */
static bool
Betrays(const Sample *sample)
{
	int			all = Rank(sample, sample->nrows, 0);
	int			old = Rank(sample, sample->nold, 0);

	for (unsigned set = 1; set < 1u << sample->ncolumns; set++)
	{
		if (IsFew(sample, set) &&
			all - Rank(sample, sample->nrows, set) > old - Rank(sample, sample->nold, set))
			return true;
	}
	return false;
}

static void
Draw(Sample *sample)
{
	/* of fewer people, columns share more */
	int			people = RandomBelow(&random_state, 2) ? PEOPLE : 5 + RandomBelow(&random_state, 4);

	memset(sample, 0, sizeof(*sample));
	sample->k = 3 + RandomBelow(&random_state, 3);
	sample->least_even = RandomBelow(&random_state, 2) ? 0 : 1 + RandomBelow(&random_state, 3);
	sample->ncolumns = 4 + RandomBelow(&random_state, MAX_COLUMNS - 3);
	sample->nold = RandomBelow(&random_state, 5);
	sample->nrows = sample->nold + 1 + RandomBelow(&random_state, MAX_ROWS - sample->nold);
	for (int c = 0; c < sample->ncolumns; c++)
	{
		int			n = 1 + RandomBelow(&random_state, RandomBelow(&random_state, 3) == 0 ? 2 * sample->k : sample->k - 1);

		for (int i = 0; i < n; i++)
			sample->person[c][RandomBelow(&random_state, people)] = true;
	}
	for (int r = 0; r < sample->nrows; r++)
	{
		for (int c = 0; c < sample->ncolumns; c++)
			sample->in[r][c] = RandomBelow(&random_state, 2) == 0;
	}
}

/* the sample in the form that is asked for */
typedef struct Form
{
	int64_t		row_start[MAX_ROWS + 1];
	int			row_column[MAX_ROWS * MAX_COLUMNS];
	int64_t		column_start[MAX_COLUMNS + 1];
	int			column_row[MAX_ROWS * MAX_COLUMNS];
	int64_t		start[2][MAX_COLUMNS + 1];
	int			element[2][MAX_COLUMNS * PEOPLE];
	int			cost[MAX_ROWS];
	int			nunsafe;
	int			unsafe[MAX_COLUMNS];
	bool		free[MAX_COLUMNS];
	bool		known[MAX_COLUMNS];
	int			local[MAX_COLUMNS];
	int			local_row[MAX_ROWS];
	float		score[MAX_COLUMNS];
	int			covered[2][PEOPLE];
	int			packed[2][PEOPLE];
	int			origin[MAX_ROWS];
	ProofReason reason[MAX_ROWS];
} Form;

static void
FormRows(const Sample *sample, Form *form)
{
	for (int r = 0; r < sample->nrows; r++)
	{
		form->row_start[r + 1] = form->row_start[r];
		for (int c = 0; c < sample->ncolumns; c++)
		{
			if (sample->in[r][c])
				form->row_column[form->row_start[r + 1]++] = c;
		}
		form->origin[r] = r < sample->nold ? 70 : 1;
		form->cost[r] = r < sample->nold ? -1 : RandomBelow(&random_state, 100);
		form->local_row[r] = -1;
	}
}

static void
FormColumns(const Sample *sample, Form *form)
{
	for (int c = 0; c < sample->ncolumns; c++)
	{
		form->column_start[c + 1] = form->column_start[c];
		for (int r = 0; r < sample->nrows; r++)
		{
			if (sample->in[r][c])
				form->column_row[form->column_start[c + 1]++] = r;
		}
		form->local[c] = -1;
		form->free[c] = !IsFew(sample, 1u << c);
		if (!form->free[c])
			form->unsafe[form->nunsafe++] = c;
	}
}

/* everybody is counted by one of the measures, and those with an even number by another */
static void
FormMeasures(const Sample *sample, Form *form, ProofMeasure *measure)
{
	for (int m = 0; m < 2; m++)
	{
		int64_t		n = 0;

		for (int c = 0; c < sample->ncolumns; c++)
		{
			for (int p = 0; p < PEOPLE; p += 1 + m)
			{
				if (sample->person[c][p])
					form->element[m][n++] = p;
			}
			form->start[m][c + 1] = n;
		}
		measure[m] = (ProofMeasure) {m == 0 ? sample->k : sample->least_even, PEOPLE,
			form->start[m], form->element[m]};
	}
}

/* with every set of columns left out */
static void
CheckRanks(const Sample *sample, const ProofSystem *system, ProofArena *arena)
{
	for (unsigned set = 0; set < 1u << sample->ncolumns; set += 7)
	{
		bool		left_out[MAX_COLUMNS];

		for (int c = 0; c < sample->ncolumns; c++)
			left_out[c] = set >> c & 1;
		CHECK(SystemRank(system, sample->hidden, left_out, PRIME, arena, 100000) ==
			  Rank(sample, sample->nrows, set));
	}
	CHECK(SystemRank(system, sample->hidden, (bool[MAX_COLUMNS]) {false}, PRIME, arena, 0) <= 0);
}

/* what is asked of a sample */
typedef struct Asked
{
	Form		form;
	ProofMeasure measure[2];
	ProofSystem system;
	ProofState	proof;
} Asked;

static void
Ask(Sample *sample, ProofArena *arena, Asked *asked)
{
	Form	   *form = &asked->form;

	memset(form, 0, sizeof(Form));
	FormRows(sample, form);
	FormColumns(sample, form);
	FormMeasures(sample, form, asked->measure);
	asked->system = (ProofSystem) {sample->ncolumns, sample->nrows, form->row_start,
		form->row_column, form->column_start, form->column_row, 2, asked->measure, form->origin,
		form->reason, NULL, NULL};
	asked->proof = (ProofState) {.system = &asked->system,.prime = PRIME,.free = form->free,
		.known = form->known,.hidden = sample->hidden,.arena = arena,.local = form->local,
		.local_row = form->local_row,.score = form->score,
		.cover = {.system = &asked->system,.times = {form->covered[0], form->covered[1]}},
		.packed = {.system = &asked->system,.times = {form->packed[0], form->packed[1]}}};
	arena->used = 0;
}

/* are the sets of columns as they were before anything was asked? */
static void
CheckEmpty(const Asked *asked)
{
	for (int m = 0; m < 2; m++)
	{
		CHECK(asked->proof.cover.n[m] == 0 && asked->proof.packed.n[m] == 0);
		for (int p = 0; p < PEOPLE; p++)
			CHECK(asked->form.covered[m][p] == 0 && asked->form.packed[m][p] == 0);
	}
}

static void
Hide(Sample *sample, ProofArena *arena)
{
	Asked		asked;
	const Form *form = &asked.form;
	ProofFigures figures = {0};

	Ask(sample, arena, &asked);
	HideBetrayals(&asked.proof, form->unsafe, form->nunsafe, form->cost, &figures);
	CheckEmpty(&asked);
	for (int r = 0; r < sample->nrows; r++)
	{
		CHECK(!sample->hidden[r] || form->cost[r] >= 0);
		/* made of old numbers (all of which share the last bit), of new ones or of both */
		CHECK(!sample->hidden[r] || form->reason[r].measure == PROOF_OF_THE_KNOWN ||
			  (form->reason[r].measure >= 0 && form->reason[r].measure <= (sample->least_even > 0) &&
			   (form->reason[r].beside & 2) != 0 &&
			   (form->reason[r].beside & ~(UINT64_C(1) << 63 | 2)) == 0));
	}
	CheckRanks(sample, &asked.system, arena);
}

/*
 * Is the column in any combination that speaks of too few people?  Of those
 * within a set there is one dimension more with it than without it then.
 */
static bool
IsBetrayed(const Sample *sample, int column)
{
	for (unsigned set = 0; set < 1u << sample->ncolumns; set++)
	{
		if ((set >> column & 1) && IsFew(sample, set) &&
			Rank(sample, sample->nrows, set) < Rank(sample, sample->nrows, set & ~(1u << column)))
			return true;
	}
	return false;
}

/* the row that betrays has the column, and speaks of too few people */
static void
CheckBetrayal(const Sample *sample, const Exchanges *x, int column)
{
	const ExchangeRow *row = &x->row[x->betrayal];
	unsigned	set = 0;

	for (int i = 0; i < row->n && row->term[i].column < x->ncolumns; i++)
		set |= 1u << x->name[row->term[i].column];
	CHECK((set >> column & 1) && IsFew(sample, set));
}

/* what is guessed is so; how much is found */
static int
CheckGuess(const Sample *sample, Asked *asked, Window *window, int i)
{
	Exchanges  *x = &window->exchanges;
	int			column = window->column[i];
	int			nfound = 0;

	for (int m = 0; m < 2; m++)
	{
		SearchStart(x, window->place[i]);
		x->measure = m;
		x->most_work = x->work + RandomBelow(&random_state, 20000);
		if (!GuessPasses(x) && ExchangeGuess(x, window->place[i]))
		{
			CheckBetrayal(sample, x, column);
			nfound++;
		}
		CHECK(nfound > 0 || x->nundo == 0);
		ExchangesForget(x);
		CoverRemove(x->cover, column);
		CheckEmpty(asked);
	}
	return nfound;
}

/* each column of what hangs together, with work enough and with too little */
static void
CheckSearches(ProofArena *arena, int *nfound, int *nguessed)
{
	Sample		sample;
	Asked		asked;
	Window		window;

	Draw(&sample);
	Ask(&sample, arena, &asked);
	CHECK(WindowOpen(&asked.proof, &window, 0, sample.ncolumns, 1000000, false));
	for (int i = 0; i < window.ncolumns; i++)
	{
		int			column = window.column[i];
		ProofAnswer answer;

		if (asked.form.free[column])
			continue;
		*nguessed += CheckGuess(&sample, &asked, &window, i) > 0;
		answer = WindowSearch(&asked.proof, &window, i, RandomBelow(&random_state, 500));
		if (answer == PROOF_UNKNOWN)
			answer = WindowSearch(&asked.proof, &window, i, 1000000);
		CHECK(answer == (IsBetrayed(&sample, column) ? PROOF_BETRAYS : PROOF_HOLDS));
		if (answer == PROOF_BETRAYS)
			CheckBetrayal(&sample, &window.exchanges, column);
		*nfound += answer == PROOF_BETRAYS;
		ExchangesForget(&window.exchanges);
		CheckEmpty(&asked);
	}
	WindowClose(&asked.proof, &window);
}

/* rows of two kinds, and each column in one of each, or in one, or now and then in more */
static void
DrawGraph(Sample *sample)
{
	bool		together = RandomBelow(&random_state, 2) == 0;

	memset(sample, 0, sizeof(*sample));
	sample->k = 2 + RandomBelow(&random_state, 3);
	sample->least_even = RandomBelow(&random_state, 2) ? 0 : 1;
	sample->ncolumns = 3 + RandomBelow(&random_state, MAX_COLUMNS - 2);
	sample->nrows = 2 + RandomBelow(&random_state, 5);
	for (int c = 0; c < sample->ncolumns; c++)
	{
		int			first = RandomBelow(&random_state, (sample->nrows + 1) / 2) * 2;
		int			second = RandomBelow(&random_state, sample->nrows / 2) * 2 + 1;
		int			other = RandomBelow(&random_state, sample->nrows);

		sample->in[first][c] = RandomBelow(&random_state, 8) > 0;
		sample->in[second][c] = RandomBelow(&random_state, 8) > 0;
		sample->in[other][c] |= RandomBelow(&random_state, 10) == 0;
		sample->person[c][c] = true;
		if (together)
			sample->person[c][RandomBelow(&random_state, PEOPLE)] = true;
	}
}

/* how many columns nothing betrays, and how many of them the cuts show */
static void
CheckCuts(ProofArena *arena, int *nsafe, int *nshown)
{
	Sample		sample;
	Asked		asked;
	int			nproved = 0;

	DrawGraph(&sample);
	Ask(&sample, arena, &asked);
	for (int c = 0; c < sample.ncolumns; c++)
		nproved += asked.form.free[c];
	nproved += ProveByCuts(&asked.proof);
	for (int c = 0; c < sample.ncolumns; c++)
	{
		bool		safe = !IsBetrayed(&sample, c);

		nproved -= asked.form.free[c];
		CHECK(safe || !asked.form.free[c]);
		*nsafe += safe;
		*nshown += asked.form.free[c];
	}
	CHECK(nproved == 0);
	CHECK(arena->used == 0);
}

/* products with one factor are those with any */
static void
CheckFactors(void)
{
	uint64_t	p = PrimeFrom(Random(&random_state));
	ModFactor	by = ModFactorOf(Random(&random_state) % p, p);

	for (int i = 0; i < 8; i++)
	{
		uint64_t	b = i == 0 ? p - 1 : Random(&random_state) % p;

		CHECK(ModMulBy(&by, b) == ModMul(by.factor, b, p));
	}
}

/* the first choices, selected, are those that sorting all of them finds */
static void
CheckSelection(void)
{
	enum {MOST = 60};
	WindowChoice selected[MOST];
	WindowChoice sorted[MOST];
	int			n = 1 + (int) (Random(&random_state) % MOST);
	int			most = (int) (Random(&random_state) % (uint64_t) (n + 1));

	for (int i = 0; i < n; i++)
	{
		selected[i].score = (float) (Random(&random_state) % 7);
		selected[i].column = i;
	}
	for (int i = n - 1; i > 0; i--)
		SwapChoices(&selected[i], &selected[Random(&random_state) % (uint64_t) (i + 1)]);
	memcpy(sorted, selected, (size_t) n * sizeof(WindowChoice));
	qsort(sorted, (size_t) n, sizeof(WindowChoice), CompareChoices);
	SelectChoices(selected, n, most);
	for (int i = 0; i < most; i++)
		CHECK(selected[i].column == sorted[i].column, "%d of %d", most, n);
}

int
main(void)
{
	ProofArena	arena = {malloc(ARENA), ARENA, 0};
	int			nbetraying = 0;
	int			nidle = 0;
	int			nsafe = 0;
	int			nshown = 0;
	int			nfound = 0;
	int			nguessed = 0;

	for (int i = 0; i < SAMPLES; i++)
	{
		Sample		sample;
		bool		betrays;
		int			nhidden = 0;

		Draw(&sample);
		betrays = Betrays(&sample);
		Hide(&sample, &arena);
		CHECK(!Betrays(&sample), "sample %d", i);
		for (int r = 0; r < sample.nrows; r++)
			nhidden += sample.hidden[r];
		CHECK(!betrays || nhidden > 0);
		/* old numbers that betray by themselves make it stricter than it must be */
		CHECK(betrays || nhidden == 0 || sample.nold > 0);
		nbetraying += betrays;
		nidle += !betrays && nhidden > 0;
	}
	for (int i = 0; i < 20000; i++)
	{
		CheckSelection();
		CheckFactors();
	}
	for (int i = 0; i < SEARCHES; i++)
		CheckSearches(&arena, &nfound, &nguessed);
	CHECK(nfound > SEARCHES && nguessed > nfound / 2, "%d of %d", nguessed, nfound);
	for (int i = 0; i < GRAPHS; i++)
		CheckCuts(&arena, &nsafe, &nshown);
	CHECK(nsafe > GRAPHS && nshown > nsafe / 2, "%d of %d", nshown, nsafe);
	/* without hiding, many do; and little is hidden in vain */
	CHECK(nbetraying > SAMPLES / 4, "%d", nbetraying);
	CHECK(nidle < SAMPLES / 20, "%d", nidle);
	free(arena.base);
	return ChecksDone();
}
