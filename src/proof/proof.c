/*
 * proof.c
 *		Sparse Gaussian elimination modulo a random prime.
 *
 * Cells are reduced one by one by those before them, each keeping its smallest
 * atom as pivot.  The cells of one release share no atoms and so never meet;
 * work arises only where releases overlap.
 */
#include "base/compat.h"

#include "proof/proof.h"

#include "miscadmin.h"
#include "utils/memutils.h"

typedef struct Term
{
	int			atom;
	uint64		factor;
} Term;

/* ascending by atom, no factor is 0 */
typedef struct Row
{
	int			n;
	Term	   *term;
} Row;

static uint64
RandomBits(void)
{
	uint64		bits;

	if (!pg_strong_random(&bits, sizeof(bits)))
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("could not generate random values")));
	return bits;
}

/* uniform below the prime, by rejection */
static uint64
RandomBelow(uint64 prime)
{
	uint64		bits;

	do
		bits = RandomBits() & ((UINT64CONST(1) << 61) - 1);
	while (bits >= prime);
	return bits;
}

static Row
RowFromCell(const int *atom, int64 n)
{
	Row			row;

	row.n = (int) n;
	row.term = palloc_extended(Max(n, 1) * sizeof(Term), MCXT_ALLOC_HUGE);
	for (int64 i = 0; i < n; i++)
		row.term[i] = (Term) {atom[i], 1};
	return row;
}

/*
 * row - factor * pivot, in new memory; the old row's is freed.
 */
static Row
SubtractRow(Row row, const Row *pivot, uint64 factor, uint64 p)
{
	Row			result;
	int			i = 0;
	int			j = 0;

	result.n = 0;
	result.term = palloc_extended((Size) (row.n + pivot->n) * sizeof(Term), MCXT_ALLOC_HUGE);
	while (i < row.n || j < pivot->n)
	{
		Term		term;

		if (j == pivot->n || (i < row.n && row.term[i].atom < pivot->term[j].atom))
			term = row.term[i++];
		else
		{
			uint64		part = ModMul(factor, pivot->term[j].factor, p);
			uint64		before = 0;

			term.atom = pivot->term[j].atom;
			if (i < row.n && row.term[i].atom == term.atom)
				before = row.term[i++].factor;
			term.factor = ModSub(before, part, p);
			j++;
		}
		if (term.factor != 0)
			result.term[result.n++] = term;
	}
	pfree(row.term);
	return result;
}

/*
 * Reduces the row by the pivots there are and makes it one itself, with the
 * leading factor 1, unless nothing is left of it.
 */
static void
AddRow(Row row, Row **pivot, uint64 p, int64 *nterms)
{
	while (row.n > 0 && pivot[row.term[0].atom] != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		row = SubtractRow(row, pivot[row.term[0].atom], row.term[0].factor, p);
	}
	if (row.n > 0)
	{
		uint64		inverse = ModInverse(row.term[0].factor, p);
		Row		   *kept = palloc(sizeof(Row));

		for (int i = 0; i < row.n; i++)
			row.term[i].factor = ModMul(row.term[i].factor, inverse, p);
		*kept = row;
		pivot[row.term[0].atom] = kept;
		*nterms += row.n;
	}
	if (*nterms > PROOF_MAX_TERMS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the proof of this release is too large"),
				 errhint("Publish fewer or coarser dimensions, or retract an older release of this source.")));
}

/*
 * Free atoms get random values, pivots what makes their row vanish: from the
 * last atom to the first, because a row's other atoms come after its pivot.
 */
static void
DrawWitness(Proof *proof, Row *const *pivot)
{
	for (int atom = proof->natoms - 1; atom >= 0; atom--)
	{
		uint64		sum = 0;

		if (pivot[atom] == NULL)
		{
			proof->witness[atom] = RandomBelow(proof->prime);
			continue;
		}
		for (int i = 1; i < pivot[atom]->n; i++)
		{
			const Term *term = &pivot[atom]->term[i];

			sum = ModAdd(sum, ModMul(term->factor, proof->witness[term->atom], proof->prime),
						 proof->prime);
		}
		proof->witness[atom] = ModSub(0, sum, proof->prime);
	}
}

void
ProofStart(Proof *proof, int natoms, int ncells, const int64 *cell_start,
		   const int *cell_atom, const bool *left_out)
{
	MemoryContext work = AllocSetContextCreate(CurrentMemoryContext, "proof",
											   ALLOCSET_DEFAULT_SIZES);
	MemoryContext old;
	Row		  **pivot;
	int64		nterms = 0;

	proof->prime = PrimeFrom(RandomBits());
	proof->natoms = natoms;
	proof->witness = palloc_extended(Max(natoms, 1) * sizeof(uint64), MCXT_ALLOC_HUGE);

	old = MemoryContextSwitchTo(work);
	pivot = palloc_extended(Max(natoms, 1) * sizeof(Row *), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (int i = 0; i < ncells; i++)
	{
		if (left_out == NULL || !left_out[i])
			AddRow(RowFromCell(cell_atom + cell_start[i], cell_start[i + 1] - cell_start[i]),
				   pivot, proof->prime, &nterms);
	}
	DrawWitness(proof, pivot);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(work);
}

bool
ProofDerives(const Proof *proof, const int *atom, int n)
{
	uint64		sum = 0;

	for (int i = 0; i < n; i++)
	{
		if (atom[i] >= 0)
			sum = ModAdd(sum, proof->witness[atom[i]], proof->prime);
		else
			sum = ModSub(sum, proof->witness[~atom[i]], proof->prime);
	}
	return sum == 0;
}
