/*
 * receipt.h
 *		What a steward hands to whoever asks what a release promises.
 */
#ifndef RELEASE_RECEIPT_H
#define RELEASE_RECEIPT_H

#include "base/compat.h"
#include "proof/proof.h"

#include "utils/jsonb.h"

/*
 * The figures of a proof as the record of a release keeps them, palloc'd.
 */
extern Jsonb *ProofToJsonb(const ProofFigures *figures);

#endif							/* RELEASE_RECEIPT_H */
