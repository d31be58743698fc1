/*
 * seal.h
 *		Secrets that leave the backend: encrypted and authenticated.
 *
 * The initialisation vector is synthetic (P. Rogaway, T. Shrimpton,
 * "Deterministic authenticated encryption", EUROCRYPT 2006): it is the message's
 * own keyed digest, and therefore authenticates it as well.  There is no nonce
 * to be repeated, and the same message gives the same bytes.  The price: equal
 * messages look equal.  The body is encrypted by ChaCha20 under a key that HMAC
 * derives from the vector, so no key stream serves twice.
 */
#ifndef PEOPLE_SEAL_H
#define PEOPLE_SEAL_H

#include "base/compat.h"
#include "people/key.h"

#define SEAL_VECTOR_SIZE 16

typedef struct Sealer
{
	SecretKey	key;
	uint64		key_id;
	MemoryContextCallback forget;
} Sealer;

/*
 * For one of the purposes of key.h, in the given context; the key is wiped when
 * that goes.
 */
extern Sealer *SealerCreate(MemoryContext context, const char *purpose);

/*
 * Encrypts the body where it is and writes its vector; decrypts it, and says
 * whether it is what was sealed, together with the same head.  The head is
 * authenticated and not hidden.
 */
extern void SealBody(const Sealer *sealer, const void *head, Size head_size,
					 unsigned char vector[SEAL_VECTOR_SIZE],
					 unsigned char *body, Size size);
extern bool UnsealBody(const Sealer *sealer, const void *head, Size head_size,
					   const unsigned char vector[SEAL_VECTOR_SIZE],
					   unsigned char *body, Size size);

#endif							/* PEOPLE_SEAL_H */
