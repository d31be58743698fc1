/*
 * admit_certify.h
 *		The proof of large cubes by certificates.
 */
#ifndef ADMIT_ADMIT_CERTIFY_H
#define ADMIT_ADMIT_CERTIFY_H

#include "base/compat.h"
#include "proof/proof.h"

/*
 * Sets hidden[] of the rows in order[], old ones with a negative cost first: each is
 * admitted only if all columns that are not safe can be certified with it, by exchanges
 * that are looked up by the system's coordinates.  That is quick, and hides some that
 * need not be.
 *
 * False where that would hide an old one, the certificates cannot be verified, or the
 * system has no coordinates, or of too many dimensions: then hidden[] is as it was.
 * In the current memory context; lets interrupts through.
 */
extern bool ProofCertify(const ProofSystem *system, const int *order, int norder,
						 const int *cost, const bool *safe, bool *hidden);

#endif							/* ADMIT_ADMIT_CERTIFY_H */
