/*
 * chacha_math.h
 *		The ChaCha20 stream cipher.
 *
 * The server brings no cipher without OpenSSL, and HMAC in counter mode costs
 * a microsecond for 32 bytes, which is too slow for thousands of states.
 *
 * Source: RFC 8439, "ChaCha20 and Poly1305 for IETF Protocols", 2.1 to 2.4.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PEOPLE_CHACHA_MATH_H
#define PEOPLE_CHACHA_MATH_H

#include <stddef.h>
#include <stdint.h>

#define CHACHA_KEY_SIZE 32
#define CHACHA_NONCE_SIZE 12
#define CHACHA_BLOCK_SIZE 64

/*
 * Zeros that no compiler leaves out.  Words, for this runs once a block.
 */
static inline void
ChaChaForget(uint32_t words[16])
{
	volatile uint32_t *word = words;

	for (int i = 0; i < 16; i++)
		word[i] = 0;
}

static inline uint32_t
ChaChaLoad(const unsigned char *p)
{
	return (uint32_t) p[0] | (uint32_t) p[1] << 8 |
		(uint32_t) p[2] << 16 | (uint32_t) p[3] << 24;
}

static inline uint32_t
ChaChaRotate(uint32_t x, int bits)
{
	return x << bits | x >> (32 - bits);
}

static inline void
ChaChaQuarterRound(uint32_t *x, int a, int b, int c, int d)
{
	x[a] += x[b];
	x[d] = ChaChaRotate(x[d] ^ x[a], 16);
	x[c] += x[d];
	x[b] = ChaChaRotate(x[b] ^ x[c], 12);
	x[a] += x[b];
	x[d] = ChaChaRotate(x[d] ^ x[a], 8);
	x[c] += x[d];
	x[b] = ChaChaRotate(x[b] ^ x[c], 7);
}

static inline void
ChaChaBlock(const uint32_t input[16], unsigned char block[CHACHA_BLOCK_SIZE])
{
	uint32_t	x[16];

	for (int i = 0; i < 16; i++)
		x[i] = input[i];
	for (int round = 0; round < 20; round += 2)
	{
		for (int i = 0; i < 4; i++)
			ChaChaQuarterRound(x, i, i + 4, i + 8, i + 12);
		for (int i = 0; i < 4; i++)
			ChaChaQuarterRound(x, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4,
							   12 + (i + 3) % 4);
	}
	for (int i = 0; i < 16; i++)
	{
		x[i] += input[i];
		for (int k = 0; k < 4; k++)
			block[4 * i + k] = (unsigned char) (x[i] >> (8 * k));
	}
	ChaChaForget(x);
}

/*
 * Encrypts or decrypts data in place.  A key and a nonce must never serve two
 * different messages; at most 2^32 blocks from the counter on.  Leaves neither
 * key nor stream on the stack.
 */
static inline void
ChaChaXor(const unsigned char key[CHACHA_KEY_SIZE],
		  const unsigned char nonce[CHACHA_NONCE_SIZE], uint32_t counter,
		  unsigned char *data, size_t len)
{
	uint32_t	input[16] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
	union
	{
		unsigned char byte[CHACHA_BLOCK_SIZE];
		uint32_t	word[16];
	}			block;

	for (int i = 0; i < 8; i++)
		input[4 + i] = ChaChaLoad(key + 4 * i);
	input[12] = counter;
	for (int i = 0; i < 3; i++)
		input[13 + i] = ChaChaLoad(nonce + 4 * i);

	for (size_t done = 0; done < len; done++)
	{
		if (done % CHACHA_BLOCK_SIZE == 0)
		{
			ChaChaBlock(input, block.byte);
			input[12]++;
		}
		data[done] ^= block.byte[done % CHACHA_BLOCK_SIZE];
	}
	ChaChaForget(input);
	ChaChaForget(block.word);
}

#endif							/* PEOPLE_CHACHA_MATH_H */
