/*
 * certificate_math_test.c
 *		Cubes that are certified by boxes, against every set of people there is.
 *
 * What is certified may hide too much, but never too little: no set of few people may
 * come to light by the rows that were admitted, which is a matter of ranks.  How much
 * too much is counted.
 */
#define MAX_ROWS 27
#include "admit/box_math.h"

#include "check.h"
#include "sample.h"

#define SAMPLES 1500
#define PLACES 4096
#define TABLE 64

static uint64_t random_state = 11;

/* labels of each dimension of a table, and the cells that have people */
static const int shapes[][3] = {{2, 2, 2}, {3, 3, 1}, {2, 4, 1}};

/* do the rows say anything of few people? */
static bool
Betrays(const Sample *sample)
{
	int			rank = Rank(sample, sample->nrows, 0);

	for (unsigned set = 1; set < 1u << sample->ncolumns; set++)
	{
		if (IsFew(sample, set) && rank > Rank(sample, sample->nrows, set))
			return true;
	}
	return false;
}

typedef struct Form
{
	int			label[MAX_COLUMNS * 3];
	int64_t		point_start[MAX_COLUMNS + 1];
	ProofCoordinates at;
	int64_t		row_start[MAX_ROWS + 1];
	int			row_column[MAX_ROWS * MAX_COLUMNS];
	int64_t		column_start[MAX_COLUMNS + 1];
	int			column_row[MAX_ROWS * MAX_COLUMNS];
	int64_t		start[2][MAX_COLUMNS + 1];
	int			element[2][MAX_COLUMNS * PEOPLE];
	ProofMeasure measure[2];
	ProofSystem system;
	bool		safe[MAX_COLUMNS];
	int			rank[MAX_COLUMNS];
	uint64_t	key[MAX_ROWS];
	bool		refused[MAX_ROWS];
	uint64_t	sum[MAX_COLUMNS];
	int			alone[MAX_COLUMNS];
	int			first[MAX_COLUMNS];
	int			use[MAX_COLUMNS];
	Certificate place[PLACES];
	int			times[2][2][PEOPLE];
	int			broken[PLACES];
	int			fresh[PLACES];
	Certificates all;
	int			column[MAX_COLUMNS];
	uint64_t	hash[MAX_COLUMNS];
	int			head[TABLE];
	int			line[3 * TABLE];
	int			next[MAX_COLUMNS];
	int			next_on_line[3 * MAX_COLUMNS];
	Boxes		boxes;
} Form;

/* cells with a few people each; most of them */
static void
DrawCells(Sample *sample, Form *form, const int *shape)
{
	for (int cell = 0; cell < shape[0] * shape[1] * shape[2]; cell++)
	{
		int			n = 1 + RandomBelow(&random_state, RandomBelow(&random_state, 2) == 0 ? sample->k - 1 : 2 * sample->k);
		int		   *label = &form->label[3 * sample->ncolumns];

		if (RandomBelow(&random_state, 10) == 0)
			continue;
		label[0] = cell % shape[0];
		label[1] = cell / shape[0] % shape[1];
		label[2] = cell / shape[0] / shape[1];
		for (int i = 0; i < n; i++)
			sample->person[sample->ncolumns][RandomBelow(&random_state, PEOPLE)] = true;
		sample->ncolumns++;
	}
}

/* all margins; the rows with few people are not asked for */
static void
DrawRows(Sample *sample, const Form *form, const int *shape)
{
	int			n = (shape[0] + 1) * (shape[1] + 1) * (shape[2] + (shape[2] > 1));

	for (int row = 0; row < n; row++)
	{
		int			at[3] = {row % (shape[0] + 1), row / (shape[0] + 1) % (shape[1] + 1), row / (shape[0] + 1) / (shape[1] + 1)};
		unsigned	set = 0;

		for (int c = 0; c < sample->ncolumns; c++)
		{
			bool		in = true;

			for (int d = 0; d < 3; d++)
				in &= at[d] == shape[d] || at[d] == form->label[3 * c + d];
			set |= (unsigned) in << c;
		}
		if (set == 0 || IsFew(sample, set))
			continue;
		/* in any order: it is the order of the one who asks */
		for (int c = 0; c < sample->ncolumns; c++)
			sample->in[sample->nrows][c] = set >> c & 1;
		sample->nrows++;
	}
	for (int r = sample->nrows - 1; r > 0; r--)
	{
		int			other = RandomBelow(&random_state, r + 1);
		bool		swapped[MAX_COLUMNS];

		memcpy(swapped, sample->in[r], sizeof(swapped));
		memcpy(sample->in[r], sample->in[other], sizeof(swapped));
		memcpy(sample->in[other], swapped, sizeof(swapped));
	}
}

static void
FormSystem(const Sample *sample, Form *form)
{
	int64_t		n = 0;

	for (int r = 0; r < sample->nrows; r++)
	{
		for (int c = 0; c < sample->ncolumns; c++)
		{
			if (sample->in[r][c])
				form->row_column[n++] = c;
		}
		form->row_start[r + 1] = n;
		form->key[r] = Random(&random_state);
	}
	n = 0;
	for (int c = 0; c < sample->ncolumns; c++)
	{
		form->column_start[c] = n;
		for (int r = 0; r < sample->nrows; r++)
		{
			if (sample->in[r][c])
				form->column_row[n++] = r;
		}
	}
	form->column_start[sample->ncolumns] = n;
	/* people, and the even ones of them */
	for (int m = 0; m < 2; m++)
	{
		n = 0;
		for (int c = 0; c < sample->ncolumns; c++)
		{
			for (int p = 0; p < PEOPLE; p += 1 + m)
			{
				if (sample->person[c][p])
					form->element[m][n++] = p;
			}
			form->start[m][c + 1] = n;
		}
		form->measure[m] = (ProofMeasure) {m == 0 ? sample->k : sample->least_even, PEOPLE, form->start[m], form->element[m]};
	}
	form->system = (ProofSystem)
	{
		.ncolumns = sample->ncolumns,.nrows = sample->nrows,.row_start = form->row_start,
			.row_column = form->row_column,.column_start = form->column_start,
			.column_row = form->column_row,.nmeasures = sample->least_even > 0 ? 2 : 1,.measure = form->measure,
			.coordinates = &form->at
	};
}

static void
StartBoxes(const Sample *sample, Form *form)
{
	for (int c = 0; c < sample->ncolumns; c++)
	{
		form->point_start[c + 1] = c + 1;
		form->column[c] = c;
	}
	form->at = (ProofCoordinates) {3, form->point_start, form->label};
	for (int c = 0; c < sample->ncolumns; c++)
		form->hash[c] = PointHash(&form->at, c);
	memset(form->head, 0xff, sizeof(form->head));
	memset(form->line, 0xff, sizeof(form->line));
	form->boxes = (Boxes)
	{
		.at = &form->at,.npoints = sample->ncolumns,.column = form->column,.hash = form->hash,
			.size = TABLE,.head = form->head,.line = form->line,.next = form->next,
			.next_on_line = form->next_on_line
	};
	FillBoxes(&form->boxes);
}

static void
StartCertificates(const Sample *sample, Form *form)
{
	for (int c = 0; c < sample->ncolumns; c++)
	{
		form->safe[c] = !IsFew(sample, 1u << c);
		form->rank[c] = c;
		form->first[c] = form->use[c] = -1;
		form->alone[c] = NO_ROW;
	}
	for (int r = sample->nrows - 1; r >= 0; r--)
	{
		if (form->row_start[r + 1] - form->row_start[r] == 1)
			form->alone[form->row_column[form->row_start[r]]] = r;
	}
	form->all = (Certificates)
	{
		.system = &form->system,.safe = form->safe,.rank = form->rank,.key = form->key,
			.refused = form->refused,.now = -1,.sum = form->sum,.alone = form->alone,
			.first = form->first,.use = form->use,.max_places = PLACES,.free_place = -1,
			.place = form->place,.broken = form->broken,.fresh = form->fresh,
			.most_work = INT64_MAX
	};
	form->all.cover.system = form->all.packed.system = &form->system;
	for (int m = 0; m < 2; m++)
	{
		form->all.cover.times[m] = form->times[0][m];
		form->all.packed.times[m] = form->times[1][m];
	}
}

/* all certificates hold in the end; and none that was tampered with does */
static void
CheckCertificates(const Sample *sample, Form *form)
{
	for (int c = 0; c < sample->ncolumns; c++)
	{
		Certificate *certificate;

		if (form->safe[c])
			continue;
		CHECK(CertificateHolds(&form->all, c));
		certificate = &form->place[form->first[c]];
		for (int i = 0; i < certificate->n; i++)
		{
			int			column = certificate->term[i].column;
			bool		shown = false;

			for (int64_t j = form->column_start[column]; j < form->column_start[column + 1]; j++)
				shown |= !form->refused[form->column_row[j]];
			certificate->term[i].factor++;
			CHECK(!shown || !CertificateHolds(&form->all, c));
			certificate->term[i].factor--;
		}
		CHECK(CertificateHolds(&form->all, c));
	}
}

int
main(void)
{
	int			admitted = 0;
	int			refused = 0;
	int			too_many = 0;

	for (int i = 0; i < SAMPLES; i++)
	{
		static Form form;
		static Sample sample;
		const int  *shape = shapes[RandomBelow(&random_state, 3)];
		bool		valid = true;

		memset(&sample, 0, sizeof(sample));
		memset(&form, 0, sizeof(form));
		sample.least_even = RandomBelow(&random_state, 3);
		sample.k = 2 + RandomBelow(&random_state, 4);
		DrawCells(&sample, &form, shape);
		DrawRows(&sample, &form, shape);
		FormSystem(&sample, &form);
		StartBoxes(&sample, &form);
		StartCertificates(&sample, &form);
		for (int c = 0; c < sample.ncolumns; c++)
			valid &= form.safe[c] || Certify(&form.all, c, FindBox, &form.boxes);
		CHECK(valid);
		for (int r = 0; r < sample.nrows; r++)
		{
			form.all.now = r;
			sample.hidden[r] = !AdmitCertified(&form.all, FindBox, &form.boxes);
			admitted += !sample.hidden[r];
			refused += sample.hidden[r];
		}
		CHECK(!Betrays(&sample));
		CheckCertificates(&sample, &form);
		for (int r = 0; r < sample.nrows; r++)
		{
			if (!sample.hidden[r])
				continue;
			sample.hidden[r] = false;
			too_many += !Betrays(&sample);
			sample.hidden[r] = true;
		}
	}

	CHECK(admitted > 4 * SAMPLES && refused > SAMPLES && too_many < refused / 2);
	return ChecksDone();
}
