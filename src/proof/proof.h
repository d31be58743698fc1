/*
 * proof.h
 *		What can be computed from published numbers by adding and subtracting.
 *
 * The unknowns are atoms, parts of the data that no published cell cuts.  Each
 * published cell says what its atoms add up to.  A sum of atoms can be derived
 * from the cells exactly when it is a linear combination of theirs, and that
 * is so exactly when it is orthogonal to every vector that all cells are
 * orthogonal to.  One random such vector stands for all of them: a sum that
 * cannot be derived is orthogonal to it with a chance of one in 2^60.
 */
#ifndef PROOF_PROOF_H
#define PROOF_PROOF_H

#include "base/compat.h"
#include "proof/proof_math.h"

typedef struct Proof
{
	uint64		prime;
	int			natoms;
	uint64	   *witness;		/* of each atom; the random vector */
} Proof;

/*
 * Draws a prime and a vector orthogonal to all cells but those that left_out
 * (which may be NULL) says.  A cell is a list of atoms (cell_atom from
 * cell_start[i] to before cell_start[i + 1]), ascending and without
 * repetition.  In the current memory context; lets interrupts through.  Raises
 * 54000 where the elimination would need more than PROOF_MAX_TERMS terms: no
 * proof, no publication.
 */
#define PROOF_MAX_TERMS INT64CONST(200000000)

extern void ProofStart(Proof *proof, int natoms, int ncells,
					   const int64 *cell_start, const int *cell_atom,
					   const bool *left_out);

/*
 * Can the sum of these atoms be derived, where ~i stands for atom i subtracted?
 * An empty sum always can.
 */
extern bool ProofDerives(const Proof *proof, const int *atom, int n);

#endif							/* PROOF_PROOF_H */
