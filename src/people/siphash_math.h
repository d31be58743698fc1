/*
 * siphash_math.h
 *		SipHash-2-4: a keyed hash of short inputs to 64 bits.
 *
 * A pseudorandom function: who does not know the key can neither predict a
 * hash nor find inputs whose hashes collide or cancel, which an unkeyed hash
 * (or a keyed one that is linear) lets anybody do who may add rows.
 *
 * Source: J.-P. Aumasson, D. J. Bernstein, "SipHash: a fast short-input PRF",
 * INDOCRYPT 2012.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PEOPLE_SIPHASH_MATH_H
#define PEOPLE_SIPHASH_MATH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct SipKey
{
	uint64_t	k0;
	uint64_t	k1;
} SipKey;

/*
 * Eight bytes, the first the lowest, on machines of either byte order.
 */
static inline uint64_t
SipLoad(const unsigned char *p)
{
	return (uint64_t) p[0] | (uint64_t) p[1] << 8 |
		(uint64_t) p[2] << 16 | (uint64_t) p[3] << 24 |
		(uint64_t) p[4] << 32 | (uint64_t) p[5] << 40 |
		(uint64_t) p[6] << 48 | (uint64_t) p[7] << 56;
}

static inline uint64_t
SipRotate(uint64_t x, int bits)
{
	return x << bits | x >> (64 - bits);
}

static inline void
SipRounds(uint64_t v[4], int rounds)
{
	while (rounds-- > 0)
	{
		v[0] += v[1];
		v[2] += v[3];
		v[1] = SipRotate(v[1], 13) ^ v[0];
		v[3] = SipRotate(v[3], 16) ^ v[2];
		v[0] = SipRotate(v[0], 32);
		v[2] += v[1];
		v[0] += v[3];
		v[1] = SipRotate(v[1], 17) ^ v[2];
		v[3] = SipRotate(v[3], 21) ^ v[0];
		v[2] = SipRotate(v[2], 32);
	}
}

static inline SipKey
SipKeyFromBytes(const unsigned char bytes[16])
{
	SipKey		key = {SipLoad(bytes), SipLoad(bytes + 8)};

	return key;
}

static inline uint64_t
SipHash(SipKey key, const void *data, size_t len)
{
	const unsigned char *p = data;
	const unsigned char *end = p + (len & ~(size_t) 7);
	unsigned char last[8] = {0};
	uint64_t	v[4] = {
		key.k0 ^ UINT64_C(0x736f6d6570736575),
		key.k1 ^ UINT64_C(0x646f72616e646f6d),
		key.k0 ^ UINT64_C(0x6c7967656e657261),
		key.k1 ^ UINT64_C(0x7465646279746573)
	};

	for (; p < end; p += 8)
	{
		uint64_t	word = SipLoad(p);

		v[3] ^= word;
		SipRounds(v, 2);
		v[0] ^= word;
	}

	/* the last word: what is left, and the length in its highest byte */
	if (len & 7)
		memcpy(last, p, len & 7);
	last[7] = (unsigned char) len;
	v[3] ^= SipLoad(last);
	SipRounds(v, 2);
	v[0] ^= SipLoad(last);

	v[2] ^= 0xff;
	SipRounds(v, 4);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

#endif							/* PEOPLE_SIPHASH_MATH_H */
