/*
 * dense_math.h
 *		A row while it is being reduced, with all its factors side by side.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PROOF_DENSE_MATH_H
#define PROOF_DENSE_MATH_H

#include "proof/exchange_math.h"

/* few of the factors are not 0, and a bit says where one might be */
typedef struct DenseRow
{
	uint64_t   *factor;			/* of each column, and of each row behind them */
	uint64_t   *maybe;			/* a bit for each */
	int			n;
} DenseRow;

static inline bool
DenseStart(DenseRow *dense, ProofArena *arena, int n)
{
	size_t		words = (size_t) n / 64 + 1;

	dense->n = n;
	dense->factor = (uint64_t *) ArenaTake(arena, (size_t) n * sizeof(uint64_t));
	dense->maybe = (uint64_t *) ArenaTake(arena, words * sizeof(uint64_t));
	if (dense->factor == NULL || dense->maybe == NULL)
		return false;
	memset(dense->factor, 0, (size_t) n * sizeof(uint64_t));
	memset(dense->maybe, 0, words * sizeof(uint64_t));
	return true;
}

static inline void
DensePut(DenseRow *dense, int c, uint64_t factor)
{
	dense->factor[c] = factor;
	dense->maybe[c / 64] |= UINT64_C(1) << (c % 64);
}

/* the first column from one on that has a factor; n where there is none */
static inline int
DenseNext(const DenseRow *dense, int c)
{
	while (c < dense->n)
	{
		uint64_t	word = dense->maybe[c / 64] >> (c % 64);

		if (word == 0)
		{
			c = (c / 64 + 1) * 64;
			continue;
		}
		c += __builtin_ctzll(word);
		if (dense->factor[c] != 0)
			return c;
		c++;
	}
	return dense->n;
}

static inline void
DenseClear(DenseRow *dense)
{
	for (int c = DenseNext(dense, 0); c < dense->n; c = DenseNext(dense, c + 1))
		dense->factor[c] = 0;
	memset(dense->maybe, 0, ((size_t) dense->n / 64 + 1) * sizeof(uint64_t));
}

static inline void
DenseSubtract(DenseRow *dense, uint64_t factor, const ExchangeRow *row, uint64_t prime)
{
	for (int i = 0; i < row->n; i++)
	{
		int			c = row->term[i].column;

		DensePut(dense, c, ModSub(dense->factor[c], ModMul(factor, row->term[i].factor, prime),
								  prime));
	}
}

/* the row out of the dense one, which is zeroed; divided by the pivot's factor */
static inline bool
DenseTake(Exchanges *x, DenseRow *dense, int pivot, ExchangeRow *row)
{
	uint64_t	inverse = ModInverse(dense->factor[pivot], x->prime);
	int			n = 0;

	for (int c = DenseNext(dense, 0); c < dense->n; c = DenseNext(dense, c + 1))
		n++;
	row->pivot = pivot;
	row->n = 0;
	row->term = (ExchangeTerm *) ArenaTake(x->arena, (size_t) n * sizeof(ExchangeTerm));
	if (row->term == NULL)
		return false;
	for (int c = DenseNext(dense, 0); c < dense->n; c = DenseNext(dense, c + 1))
		row->term[row->n++] = (ExchangeTerm) {c, ModMul(dense->factor[c], inverse, x->prime)};
	DenseClear(dense);
	return true;
}

/* the column with most people, which makes the best pivot; -1 where none is left */
static inline int
LargestColumn(const Exchanges *x, const DenseRow *dense, int from)
{
	const ProofMeasure *measure = &x->cover->system->measure[0];
	int64_t		most = -1;
	int			largest = -1;

	for (int c = DenseNext(dense, from); c < x->ncolumns; c = DenseNext(dense, c + 1))
	{
		int64_t		n = measure->start[x->name[c] + 1] - measure->start[x->name[c]];

		if (n > most)
		{
			most = n;
			largest = c;
		}
	}
	return largest;
}

#endif							/* PROOF_DENSE_MATH_H */
