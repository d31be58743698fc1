/*
 * admit_math_test.c
 *		Numbers admitted one by one, against every set of people there is.
 *
 * A row is refused if and only if some set of few people comes to light by it: if
 * the rows say something of their columns alone, which is a matter of ranks.  The
 * sets are gone through one by one.
 */
#include "admit/admit_search_math.h"

#include "check.h"
#include "sample.h"

#define SAMPLES 1500
#define ARENA (1 << 25)

static uint64_t random_state = 7;
static char arena_memory[ARENA];

/* do the rows say anything of people who are too few? */
static bool
Betrays(const Sample *sample)
{
	for (unsigned set = 1; set < 1u << sample->ncolumns; set++)
	{
		if (IsFew(sample, set) && Rank(sample, sample->nrows, 0) > Rank(sample, sample->nrows, set))
			return true;
	}
	return false;
}

static void
Draw(Sample *sample)
{
	memset(sample, 0, sizeof(*sample));
	sample->least_even = RandomBelow(&random_state, 2) ? 0 : 1 + RandomBelow(&random_state, 3);
	sample->k = 3 + RandomBelow(&random_state, 3);
	sample->ncolumns = 4 + RandomBelow(&random_state, MAX_COLUMNS - 3);
	sample->nrows = 2 + RandomBelow(&random_state, MAX_ROWS - 1);
	for (int c = 0; c < sample->ncolumns; c++)
	{
		int			n = 1 + RandomBelow(&random_state, RandomBelow(&random_state, 3) == 0 ? 2 * sample->k : sample->k - 1);

		for (int i = 0; i < n; i++)
			sample->person[c][RandomBelow(&random_state, PEOPLE)] = true;
	}
	for (int r = 0; r < sample->nrows; r++)
	{
		sample->hidden[r] = true;
		for (int c = 0; c < sample->ncolumns; c++)
			sample->in[r][c] = RandomBelow(&random_state, 3) == 0;
	}
}

/* the sample in the form that is asked for: a mark for each row behind the columns */
typedef struct Form
{
	int64_t		row_start[MAX_ROWS + 1];
	int			row_column[MAX_ROWS * (MAX_COLUMNS + 1)];
	int64_t		column_start[MAX_COLUMNS + MAX_ROWS + 1];
	int			column_row[MAX_ROWS * (MAX_COLUMNS + 1)];
	int64_t		start[2][MAX_COLUMNS + MAX_ROWS + 1];
	int			element[2][MAX_COLUMNS * PEOPLE];
	int			origin[MAX_ROWS];
	ProofReason reason[MAX_ROWS];
	ProofMeasure measure[2];
	ProofSystem system;
	ProofArena	arena;
	ProofState	state;
	int			times[4][PEOPLE];
	bool		free[MAX_COLUMNS + MAX_ROWS];
	bool		known[MAX_COLUMNS + MAX_ROWS];
	int			local[MAX_COLUMNS + MAX_ROWS];
	int			local_row[MAX_ROWS];
	float		score[MAX_COLUMNS + MAX_ROWS];
	Admission	admission;
	uint64_t	factor[MAX_COLUMNS];
	bool		touched[MAX_COLUMNS];
	int			column[MAX_COLUMNS];
	AdmitRow	by_safe[MAX_ROWS];
	int			safe_of[MAX_COLUMNS];
	bool		waiting[MAX_ROWS];
	int			heap[MAX_ROWS];
	AdmitRow	rest[MAX_ROWS];
	int			rest_of[MAX_COLUMNS];
	int			block[MAX_COLUMNS];
	int			block_local[MAX_COLUMNS + MAX_ROWS];
} Form;

static void
FormRows(const Sample *sample, Form *form)
{
	int64_t		n = 0;

	for (int r = 0; r < sample->nrows; r++)
	{
		form->row_start[r] = n;
		for (int c = 0; c < sample->ncolumns; c++)
		{
			if (sample->in[r][c])
				form->row_column[n++] = c;
		}
		form->row_column[n++] = sample->ncolumns + r;
	}
	form->row_start[sample->nrows] = n;
	n = 0;
	for (int c = 0; c < sample->ncolumns + sample->nrows; c++)
	{
		form->column_start[c] = n;
		for (int r = 0; r < sample->nrows; r++)
		{
			if (c < sample->ncolumns ? sample->in[r][c] : c - sample->ncolumns == r)
				form->column_row[n++] = r;
		}
	}
	form->column_start[sample->ncolumns + sample->nrows] = n;
}

/* people whose numbers can be divided, counted by one of the measures */
static void
FormMeasure(const Sample *sample, Form *form, int m, int divisor, int least)
{
	int64_t		n = 0;

	for (int c = 0; c < sample->ncolumns + sample->nrows; c++)
	{
		form->start[m][c] = n;
		for (int p = 0; p < PEOPLE && c < sample->ncolumns; p += divisor)
		{
			if (sample->person[c][p])
				form->element[m][n++] = p;
		}
		form->free[c] &= n - form->start[m][c] >= least;
	}
	form->start[m][sample->ncolumns + sample->nrows] = n;
	form->measure[m] = (ProofMeasure) {least, PEOPLE, form->start[m], form->element[m]};
}

static void
FormPeople(const Sample *sample, Form *form)
{
	for (int c = 0; c < sample->ncolumns; c++)
		form->free[c] = true;
	FormMeasure(sample, form, 0, 1, sample->k);
	FormMeasure(sample, form, 1, 2, sample->least_even);
}

static void
Start(Sample *sample, Form *form)
{
	Admission  *a = &form->admission;
	ProofState *state = &form->state;

	memset(form, 0, sizeof(*form));
	FormRows(sample, form);
	FormPeople(sample, form);
	form->system = (ProofSystem)
	{
		.ncolumns = sample->ncolumns + sample->nrows,.nrows = sample->nrows,
			.row_start = form->row_start,.row_column = form->row_column,
			.column_start = form->column_start,.column_row = form->column_row,
			.nmeasures = 2,.measure = form->measure,.origin = form->origin,.reason = form->reason
	};
	form->arena = (ProofArena) {arena_memory, ARENA, 0};
	*state = (ProofState)
	{
		.system = &form->system,.prime = PRIME,.free = form->free,.known = form->known,
			.hidden = sample->hidden,.arena = &form->arena,.local = form->local,
			.local_row = form->local_row,.score = form->score
	};
	state->cover.system = state->packed.system = &form->system;
	for (int m = 0; m < 2; m++)
	{
		state->cover.times[m] = form->times[m];
		state->packed.times[m] = form->times[2 + m];
	}
	*a = (Admission)
	{
		.state = state,.ncolumns = sample->ncolumns,.safe = form->free,.factor = form->factor,
			.touched = form->touched,.column = form->column,.by_safe = form->by_safe,
			.safe_of = form->safe_of,.waiting = form->waiting,.heap = form->heap,
			.rest = form->rest,.rest_of = form->rest_of,.block = form->block,
			.local = form->block_local
	};
	for (int c = 0; c < sample->ncolumns + sample->nrows; c++)
	{
		form->local[c] = form->block_local[c] = -1;
		form->known[c] = c >= sample->ncolumns;
		if (c < sample->ncolumns)
		{
			form->safe_of[c] = form->rest_of[c] = -1;
			form->block[c] = c;
		}
	}
	for (int r = 0; r < sample->nrows; r++)
		form->local_row[r] = -1;
}

/* whether the row is admitted, by all that hangs together with it or in windows */
static bool
Admit(Form *form, int row, bool near)
{
	Admission  *a = &form->admission;
	int			pivot;
	ProofReason reason;
	ProofAnswer answer;

	if (ReduceRow(a, row, &pivot) != ADMIT_SPEAKS)
		return true;
	answer = near ? SearchNear(a, row, a->ncolumns + row, 0) :
		SearchMark(a, row, pivot, 3, 1000000, &reason);
	CHECK(near || answer != PROOF_UNKNOWN);
	if (answer == PROOF_HOLDS)
		return AddRest(a, pivot);
	ClearRow(a);
	return false;
}

int
main(void)
{
	int			refused = 0;
	int			admitted = 0;

	for (int i = 0; i < SAMPLES; i++)
	{
		static Form form;
		Sample		sample;
		bool		near = i % 3 == 0;

		Draw(&sample);
		Start(&sample, &form);
		for (int r = 0; r < sample.nrows; r++)
		{
			bool		may = Admit(&form, r, near);
			bool		betrays;

			sample.hidden[r] = false;
			betrays = Betrays(&sample);
			sample.hidden[r] = !may;
			/* a window that is all there is misses nothing but what follows anyhow */
			CHECK(may == !betrays);
			refused += !may;
			admitted += may;
		}
		CHECK(form.state.cover.n[0] == 0 && form.state.packed.n[0] == 0);
	}
	CHECK(refused > SAMPLES && admitted > SAMPLES);
	return ChecksDone();
}
