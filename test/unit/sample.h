/*
 * sample.h
 *		Small systems of numbers, whose ranks tell what they say of whom.
 */
#ifndef SAMPLE_H
#define SAMPLE_H

#include "proof/rank_math.h"

#define MAX_COLUMNS 9
#ifndef MAX_ROWS
#define MAX_ROWS 12
#endif
#define PEOPLE 14
#define PRIME UINT64_C(2305843009213693951)

typedef struct Sample
{
	int			ncolumns;
	int			nrows;
	int			nold;
	int			k;				/* people that may be known together */
	int			least_even;		/* as many of them have an even number, by a rule of its own */
	bool		in[MAX_ROWS][MAX_COLUMNS];
	bool		person[MAX_COLUMNS][PEOPLE];
	bool		hidden[MAX_ROWS];
} Sample;

/* of the first nrows rows that are not hidden, in columns that are not left out */
static int
Rank(const Sample *sample, int nrows, unsigned left_out)
{
	uint64_t	m[MAX_ROWS][MAX_COLUMNS];
	int			n = 0;
	int			rank = 0;

	for (int r = 0; r < nrows; r++)
	{
		if (sample->hidden[r])
			continue;
		for (int c = 0; c < sample->ncolumns; c++)
			m[n][c] = sample->in[r][c] && !(left_out >> c & 1);
		n++;
	}
	for (int c = 0; c < sample->ncolumns; c++)
	{
		int			pivot = rank;

		while (pivot < n && m[pivot][c] == 0)
			pivot++;
		if (pivot == n)
			continue;
		for (int i = 0; i < sample->ncolumns; i++)
		{
			uint64_t	swapped = m[pivot][i];

			m[pivot][i] = m[rank][i];
			m[rank][i] = swapped;
		}
		for (int r = rank + 1; r < n; r++)
		{
			uint64_t	factor = ModMul(m[r][c], ModInverse(m[rank][c], PRIME), PRIME);

			for (int i = 0; i < sample->ncolumns; i++)
				m[r][i] = ModSub(m[r][i], ModMul(factor, m[rank][i], PRIME), PRIME);
		}
		rank++;
	}
	return rank;
}

/* different people of the columns; where step is 2, those with an even number */
static int
CountEvery(const Sample *sample, unsigned columns, int step)
{
	int			n = 0;

	for (int p = 0; p < PEOPLE; p += step)
	{
		bool		there = false;

		for (int c = 0; c < sample->ncolumns; c++)
			there |= (columns >> c & 1) && sample->person[c][p];
		n += there;
	}
	return n;
}

/* are these people too few to be known, by either rule? */
static bool
IsFew(const Sample *sample, unsigned columns)
{
	return CountEvery(sample, columns, 1) < sample->k ||
		CountEvery(sample, columns, 2) < sample->least_even;
}

#endif							/* SAMPLE_H */
