/*
 * weigh_math_test.c
 *		Small tables of sums with their totals, against combinations of them.
 *
 * Of the sums that were admitted no combination may tell of anybody: tried with what
 * elimination leaves, in several orders, and with random factors.  Whoever admits each
 * sum that keeps the rule by itself is caught by the same.
 */
#include "weigh/weigh_keep_math.h"

#include "check.h"

#define MAX_COLUMNS 36
#define MAX_ROWS 64
#define PEOPLE 40
#define MAX_HELD 4
#define SAMPLES 100
#define MEMORY (64 << 20)

typedef struct Sample
{
	int			ncolumns;
	int			nrows;
	int			nold;
	bool		in[MAX_ROWS][MAX_COLUMNS];
	int64_t		row_start[MAX_ROWS + 1];
	int			row_column[MAX_ROWS * MAX_COLUMNS];
	int64_t		held_start[MAX_COLUMNS + 1];
	Holding		held[MAX_COLUMNS * MAX_HELD];
	ShareRule	rule;
	bool		shown[MAX_ROWS];
} Sample;

static uint64_t random_state = 5;

/* memory that is given back all at once */
static char *memory;
static size_t memory_used;

static void *
Resize(void *old, size_t size)
{
	size_t		before = old ? ((size_t *) old)[-2] : 0;
	char	   *new;

	if (size == 0)
		return NULL;
	CHECK(memory_used + size + 32 < MEMORY);
	new = memory + memory_used + 16;
	((size_t *) new)[-2] = size;
	memory_used += (size + 31) & ~(size_t) 15;
	if (before > 0)
		memcpy(new, old, before < size ? before : size);
	return new;
}

static void
DrawHeld(Sample *sample)
{
	int64_t		n = 0;
	int			sparse = RandomBelow(&random_state, 3);

	for (int c = 0; c < sample->ncolumns; c++)
	{
		int			held = RandomBelow(&random_state, MAX_HELD + 1 - sparse);

		sample->held_start[c] = n;
		for (int i = 0; i < held; i++)
		{
			bool		great = RandomBelow(&random_state, 5) == 0;
			int			amount = great ? 50 + RandomBelow(&random_state, 200) :
				1 + RandomBelow(&random_state, 20);

			sample->held[n] = (Holding) {RandomBelow(&random_state, PEOPLE), amount, 0, 0};
			if (RandomBelow(&random_state, 20) == 0)
				sample->held[n].certain = -amount;
			if (RandomBelow(&random_state, 20) == 0)
				sample->held[n] = (Holding) {sample->held[n].person, 0, amount, 0};
			else if (RandomBelow(&random_state, 20) == 0)
				sample->held[n] = (Holding) {sample->held[n].person, 0, 0, amount};
			n++;
		}
		n = sample->held_start[c] + MergeHoldings(sample->held + sample->held_start[c],
												  (int) (n - sample->held_start[c]));
	}
	sample->held_start[sample->ncolumns] = n;
}

/* the rows of a table of three dimensions, the last of which may have one label */
static void
DrawTable(Sample *sample)
{
	int			size[3];
	int			row = 0;

	memset(sample, 0, sizeof(*sample));
	do
	{
		size[0] = 2 + RandomBelow(&random_state, 4);
		size[1] = 2 + RandomBelow(&random_state, 4);
		size[2] = 1 + RandomBelow(&random_state, 3);
		sample->nrows = (size[0] + 1) * (size[1] + 1) * (size[2] == 1 ? 1 : size[2] + 1);
	} while (sample->nrows > MAX_ROWS || size[0] * size[1] * size[2] > MAX_COLUMNS);
	sample->ncolumns = size[0] * size[1] * size[2];
	/* totals first */
	for (int totals = 3; totals >= 0; totals--)
	{
		for (int cell = 0; cell < (size[0] + 1) * (size[1] + 1) * (size[2] + 1); cell++)
		{
			int			at[3] = {cell % (size[0] + 1), cell / (size[0] + 1) % (size[1] + 1),
			cell / (size[0] + 1) / (size[1] + 1)};
			int			n = 0;

			for (int d = 0; d < 3; d++)
				n += at[d] == size[d];
			if (n != totals || (size[2] == 1 && at[2] == 0))
				continue;
			for (int c = 0; c < sample->ncolumns; c++)
			{
				int			of[3] = {c % size[0], c / size[0] % size[1], c / size[0] / size[1]};

				sample->in[row][c] = true;
				for (int d = 0; d < 3; d++)
					sample->in[row][c] &= at[d] == size[d] || at[d] == of[d];
			}
			row++;
		}
	}
	sample->nrows = row;
	for (int r = 0; r < row; r++)
	{
		sample->row_start[r + 1] = sample->row_start[r];
		for (int c = 0; c < sample->ncolumns; c++)
		{
			if (sample->in[r][c])
				sample->row_column[sample->row_start[r + 1]++] = c;
		}
	}
}

static void
DrawRule(Sample *sample)
{
	sample->rule = (ShareRule) {1 + RandomBelow(&random_state, 2), 5 + RandomBelow(&random_state, 40), 0, 0};
	if (RandomBelow(&random_state, 3) == 0)
	{
		sample->rule.n = 1 + RandomBelow(&random_state, 3);
		sample->rule.most_percent = 50 + RandomBelow(&random_state, 45);
	}
}

/* what a combination tells, by groups of columns: shares as the rule has them */
static bool
Tells(const Sample *sample, const int *group, const double *value)
{
	double		certain[PEOPLE] = {0};
	double		most[PEOPLE] = {0};
	double		all = 0;
	double		score[PEOPLE];
	bool		used[PEOPLE] = {false};
	int			largest = 0;
	double		worst;

	for (int g = 0; g < sample->ncolumns; g++)
	{
		Surplus		low[PEOPLE] = {0};
		Surplus		high[PEOPLE] = {0};

		if (group[g] != g)
			continue;
		for (int c = 0; c < sample->ncolumns; c++)
		{
			for (int64_t i = sample->held_start[c]; group[c] == g && i < sample->held_start[c + 1]; i++)
			{
				low[sample->held[i].person] += sample->held[i].certain - sample->held[i].less;
				high[sample->held[i].person] += sample->held[i].certain + sample->held[i].more;
			}
		}
		for (int x = 0; x < PEOPLE; x++)
		{
			double		size = value[g] < 0 ? -value[g] : value[g];
			double		ends[] = {size * (double) SizeOf(low[x]), size * (double) SizeOf(high[x])};
			bool		cancels = low[x] <= 0 && high[x] >= 0;
			double		least = cancels ? 0 : ends[ends[1] < ends[0]];

			certain[x] += least;
			most[x] += ends[ends[1] > ends[0]];
			all += least;
		}
	}
	if (sample->rule.n > 0)
	{
		worst = sample->rule.most_percent * all;
		for (int x = 0; x < PEOPLE; x++)
			score[x] = sample->rule.most_percent * certain[x] + (100 - sample->rule.most_percent) * most[x];
		for (int i = 0; i < sample->rule.n; i++)
		{
			int			best = -1;

			for (int x = 0; x < PEOPLE; x++)
			{
				if (!used[x] && (best < 0 || score[x] > score[best]))
					best = x;
			}
			used[best] = true;
			worst -= score[best];
		}
		return worst < -1e-6 * (1 + all);
	}
	for (int x = 0; x < PEOPLE; x++)
	{
		if (most[x] > most[largest])
			largest = x;
	}
	worst = all - certain[largest];
	used[largest] = true;
	for (int i = 0; i < sample->rule.helpers; i++)
	{
		int			best = -1;

		for (int x = 0; x < PEOPLE; x++)
		{
			if (!used[x] && (best < 0 || certain[x] > certain[best]))
				best = x;
		}
		used[best] = true;
		worst -= certain[best];
	}
	return worst * 100 < sample->rule.percent * most[largest] - 1e-6 * (1 + all);
}

/* columns that the same rows have: the first stands for all */
static void
Group(const Sample *sample, const bool *shown, int *group)
{
	for (int c = 0; c < sample->ncolumns; c++)
	{
		group[c] = c;
		for (int d = 0; d < c && group[c] == c; d++)
		{
			bool		same = true;

			for (int r = 0; r < sample->nrows; r++)
				same &= !shown[r] || sample->in[r][c] == sample->in[r][d];
			if (same)
				group[c] = d;
		}
	}
}

static double
RandomFactor(void)
{
	return RandomBelow(&random_state, 3) == 0 ? RandomBelow(&random_state, 5) - 2 : 0;
}

/* rows by a random order of the columns, reduced */
static int
Eliminate(const Sample *sample, const bool *shown, double left[MAX_ROWS][MAX_COLUMNS])
{
	int			order[MAX_COLUMNS];
	int			n = 0;
	int			rank = 0;

	for (int r = 0; r < sample->nrows; r++)
	{
		for (int c = 0; c < sample->ncolumns && shown[r]; c++)
			left[n][c] = sample->in[r][c];
		n += shown[r];
	}
	for (int c = 0; c < sample->ncolumns; c++)
	{
		int			other = RandomBelow(&random_state, c + 1);

		order[c] = order[other];
		order[other] = c;
	}
	for (int i = 0; i < sample->ncolumns && rank < n; i++)
	{
		int			c = order[i];
		int			p = rank;

		while (p < n && left[p][c] * left[p][c] < 1e-12)
			p++;
		if (p == n)
			continue;
		for (int j = 0; j < sample->ncolumns; j++)
		{
			double		swapped = left[p][j];

			left[p][j] = left[rank][j];
			left[rank][j] = swapped;
		}
		for (int j = sample->ncolumns - 1; j >= 0; j--)
			left[rank][j] = j == c ? left[rank][j] : left[rank][j] / left[rank][c];
		left[rank][c] = 1;
		for (int r = 0; r < n; r++)
		{
			double		factor = left[r][c];

			for (int j = 0; j < sample->ncolumns && r != rank; j++)
				left[r][j] -= factor * left[rank][j];
		}
		rank++;
	}
	return rank;
}

/* does anything that was tried tell of somebody? */
static bool
Attack(const Sample *sample, const bool *shown)
{
	static double left[MAX_ROWS][MAX_COLUMNS];
	int			group[MAX_COLUMNS];

	Group(sample, shown, group);
	for (int i = 0; i < 6; i++)
	{
		int			n = Eliminate(sample, shown, left);

		for (int r = 0; r < n; r++)
		{
			for (int c = 0; c < sample->ncolumns; c++)
				left[r][c] = left[r][c] * left[r][c] < 1e-12 ? 0 : left[r][c];
			if (Tells(sample, group, left[r]))
				return true;
		}
	}
	for (int i = 0; i < 600; i++)
	{
		double		value[MAX_COLUMNS] = {0};

		for (int r = 0; r < sample->nrows; r++)
		{
			double		factor = i < sample->nrows ? i == r : RandomFactor();

			for (int c = 0; c < sample->ncolumns && shown[r]; c++)
				value[c] += factor * sample->in[r][c];
		}
		if (Tells(sample, group, value))
			return true;
	}
	return false;
}

/* one sum without the others */
static bool
KeepsRule(const Sample *sample, int row)
{
	int			group[MAX_COLUMNS];
	bool		shown[MAX_ROWS] = {false};
	double		value[MAX_COLUMNS];

	shown[row] = true;
	Group(sample, shown, group);
	for (int c = 0; c < sample->ncolumns; c++)
		value[c] = sample->in[row][c];
	return !Tells(sample, group, value);
}

/* is somebody besides the person in both groups? */
static bool
ShareSomebody(const Weighing *w, int a, int b, int person)
{
	const Share *share = &w->group[a].share;

	for (int i = 0; i < share->n; i++)
	{
		const Holding *other = FindHolding(&w->group[b].share, share->held[i].person);

		if (share->held[i].person != person && other != NULL &&
			MostOf(&share->held[i]) > 0 && MostOf(other) > 0)
			return true;
	}
	return false;
}

/* what is taken of everybody's surplus in each group; and firmly */
static Surplus used[MAX_COLUMNS + 2][PEOPLE + 1][2];

/* no sum notices it, it takes enough, and no helpers meet all parts of it */
static void
CheckCover(const Sample *sample, const Weighing *w, const Cover *cover)
{
	const Share *lacking = &w->group[cover->of.group].share;
	bool		alone = SurplusWithout(w->rule, lacking, cover->of.person) < 0;
	bool		firm = true;

	CHECK(SurplusOf(w->rule, lacking, cover->of.person) == -cover->of.lack);
	for (int part = 0; part < cover->nparts; part++)
	{
		for (int r = 0; r < sample->nrows; r++)
		{
			int			left = cover->times.at[part] * HasGroup(w, r, cover->of.group);

			for (int t = 0; t < cover->n; t++)
				left += cover->term[t].part == part ? cover->term[t].factor * HasGroup(w, r, cover->term[t].group) : 0;
			CHECK(left == 0);
		}
	}
	for (int t = 0; t < cover->n; t++)
	{
		const CoverTerm *term = &cover->term[t];

		CHECK(term->used * cover->times.at[term->part] >=
			  cover->of.lack * (term->factor < 0 ? -term->factor : term->factor));
		used[term->group][cover->of.person + 1][0] += term->used;
		used[term->group][cover->of.person + 1][1] += term->firm ? term->used : 0;
		firm &= term->firm;
		CHECK(term->firm || alone || !ShareSomebody(w, term->group, cover->of.group, cover->of.person));
		for (int u = 0; u < t; u++)
			CHECK(term->firm || cover->term[u].firm || cover->term[u].part == term->part ||
				  !ShareSomebody(w, term->group, cover->term[u].group, cover->of.person));
	}
	CHECK(cover->nparts > 0 && (firm || cover->nparts == w->rule->helpers + alone));
	CHECK(firm || w->rule->n == 0);
}

/* what the state says, against what it should; between two sums */
static void
CheckState(const Sample *sample, Weighing *w)
{
	int			group[MAX_COLUMNS];

	memset(used, 0, sizeof(used));
	Group(sample, sample->shown, group);
	for (int c = 0; c < sample->ncolumns; c++)
		CHECK(w->group_of[c] == w->group_of[group[c]]);
	for (int i = 0; i < w->ncovers; i++)
	{
		if (w->cover[i].attached)
			CheckCover(sample, w, &w->cover[i]);
	}
	for (int g = 1; g < w->ngroups; g++)
	{
		WeighGroup	again = {.column = w->group[g].column};

		FormShare(w, &again);
		WeighShare(w->rule, &again.share, w->largest);
		for (int x = -1; x < PEOPLE; x++)
		{
			CHECK(SurplusOf(w->rule, &w->group[g].share, x) == SurplusOf(w->rule, &again.share, x));
			CHECK(used[g][x + 1][1] == 0 || used[g][x + 1][1] <= SurplusOf(w->rule, &again.share, x));
			CHECK(used[g][x + 1][0] == 0 || used[g][x + 1][0] <=
				  (w->rule->n > 0 ? SurplusOf(w->rule, &again.share, x) : SurplusWithout(w->rule, &again.share, x)));
		}
	}
}

/* is each lack covered? */
static void
CheckCovered(Weighing *w)
{
	w->nlacks = 0;
	for (int g = 1; g < w->ngroups; g++)
	{
		if (!w->group[g].known && !w->bad[ComponentOf(w, g)])
			AddLacks(w, g);
	}
	for (int i = 0; i < w->nlacks; i++)
	{
		int			ncovers = 0;

		for (int j = 0; j < w->ncovers; j++)
			ncovers += w->cover[j].attached && w->cover[j].of.group == w->lack[i].group &&
				w->cover[j].of.person == w->lack[i].person;
		CHECK(ncovers == 1);
	}
}

/*
 * Two have 100 each of a sum: enough beside each other.  Of the second's it is open
 * whether 100 were taken back; so the first may be alone.
 */
static void
CheckTakenBack(void)
{
	const ShareRule rule = {1, 20, 0, 0};
	Surplus		largest[2];
	Holding		held[] = {{0, 100, 0, 0}, {1, 100, 0, 0}};
	Share		share = {.n = 2,.held = held};

	WeighShare(&rule, &share, largest);
	CHECK(SurplusWithout(&rule, &share, 0) == 100 * 100 - 100 * 20);
	held[1].less = 100;
	WeighShare(&rule, &share, largest);
	CHECK(SurplusWithout(&rule, &share, 0) == -100 * 20);
	/* and of the second it may be that he has all */
	CHECK(SurplusWithout(&rule, &share, 1) == 100 * 100 - 100 * 20);
	/* what goes beyond it is there again, below 0 */
	held[1].less = 250;
	WeighShare(&rule, &share, largest);
	CHECK(SurplusWithout(&rule, &share, 0) == -100 * 20);
	CHECK(SurplusWithout(&rule, &share, 1) == 100 * 100 - 150 * 20);
}

int
main(void)
{
	int			nadmitted = 0;
	int			nalone = 0;
	int			nbroken = 0;
	int			nexchanges = 0;

	CheckTakenBack();
	memory = malloc(MEMORY);
	for (int i = 0; i < SAMPLES; i++)
	{
		static Sample sample;
		ProofSystem system;
		Weighing	w;
		bool		alone[MAX_ROWS] = {false};
		int			old[MAX_ROWS];

		DrawTable(&sample);
		DrawHeld(&sample);
		DrawRule(&sample);
		system = (ProofSystem) {.ncolumns = sample.ncolumns,.nrows = sample.nrows,
			.row_start = sample.row_start,.row_column = sample.row_column};
		memory_used = 0;
		w = (Weighing) {.system = &system,.rule = &sample.rule,.held_start = sample.held_start,
			.held = sample.held,.resize = Resize,.seed = Random(&random_state),
			.most_work = INT64_MAX};
		StartWeighing(&w);
		/* in every fourth the first three that were shown, whatever they tell */
		sample.nold = i % 4 == 3 ? 3 : 0;
		for (int r = 0; r < sample.nold; r++)
		{
			old[r] = r;
			sample.shown[r] = true;
		}
		KeepAnyhow(&w, old, sample.nold);
		for (int r = 0; r < sample.nrows; r++)
		{
			alone[r] = KeepsRule(&sample, r);
			nalone += alone[r];
			if (r >= sample.nold)
				sample.shown[r] = AdmitSum(&w, r, 0);
			CHECK(r < sample.nold || !sample.shown[r] || alone[r]);
			nadmitted += sample.shown[r];
			CheckState(&sample, &w);
			CheckCovered(&w);
		}
		for (int c = 0; c < w.ncovers; c++)
			nexchanges += w.cover[c].attached;
		CHECK(sample.nold > 0 || !Attack(&sample, sample.shown), "sample %d", i);
		nbroken += Attack(&sample, alone);
	}
	CHECK(nbroken > SAMPLES / 4, "%d", nbroken);
	CHECK(nadmitted > nalone / 3, "%d of %d", nadmitted, nalone);
	CHECK(nexchanges > SAMPLES / 4, "%d", nexchanges);
	free(memory);
	return ChecksDone();
}
