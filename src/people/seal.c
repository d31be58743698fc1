/*
 * seal.c
 *		Sealing of what leaves the backend.  See seal.h for how and why.
 */
#include "people/seal.h"

#include "people/chacha_math.h"

static void
ForgetSealer(void *sealer)
{
	ForgetKey(&((Sealer *) sealer)->key, sizeof(SecretKey));
}

Sealer *
SealerCreate(MemoryContext context, const char *purpose)
{
	Sealer	   *sealer = MemoryContextAllocZero(context, sizeof(Sealer));

	sealer->forget.func = ForgetSealer;
	sealer->forget.arg = sealer;
	MemoryContextRegisterResetCallback(context, &sealer->forget);
	DeriveKey(purpose, "", &sealer->key);
	sealer->key_id = RootKeyId();
	return sealer;
}

/*
 * A digest serves as vector or as key, told apart by its first byte.
 */
static void
ComputeVector(const Sealer *sealer, const void *head, Size head_size,
			  const unsigned char *body, Size size, unsigned char vector[SEAL_VECTOR_SIZE])
{
	uint8		digest[KEYED_DIGEST_SIZE];
	DigestPart	part[] = {{"V", 1}, {head, head_size}, {body, size}};

	KeyedDigest(&sealer->key, part, lengthof(part), digest);
	memcpy(vector, digest, SEAL_VECTOR_SIZE);
}

static void
CryptBody(const Sealer *sealer, const unsigned char vector[SEAL_VECTOR_SIZE],
		  unsigned char *body, Size size)
{
	static const unsigned char nonce[CHACHA_NONCE_SIZE] = {0};
	uint8		message_key[KEYED_DIGEST_SIZE];
	DigestPart	part[] = {{"K", 1}, {vector, SEAL_VECTOR_SIZE}};

	StaticAssertStmt(KEYED_DIGEST_SIZE == CHACHA_KEY_SIZE,
					 "a keyed digest is a key of ChaCha20");
	KeyedDigest(&sealer->key, part, lengthof(part), message_key);
	ChaChaXor(message_key, nonce, 0, body, size);
	ForgetKey(message_key, sizeof(message_key));
}

void
SealBody(const Sealer *sealer, const void *head, Size head_size,
		 unsigned char vector[SEAL_VECTOR_SIZE], unsigned char *body, Size size)
{
	ComputeVector(sealer, head, head_size, body, size, vector);
	CryptBody(sealer, vector, body, size);
}

bool
UnsealBody(const Sealer *sealer, const void *head, Size head_size,
		   const unsigned char vector[SEAL_VECTOR_SIZE], unsigned char *body, Size size)
{
	unsigned char expected[SEAL_VECTOR_SIZE];

	CryptBody(sealer, vector, body, size);
	ComputeVector(sealer, head, head_size, body, size, expected);
	return SameDigest(expected, vector, SEAL_VECTOR_SIZE);
}
