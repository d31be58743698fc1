/*
 * cipher_math_test.c
 *		SipHash and ChaCha20 against the vectors of their authors, what the cipher
 *		leaves on the stack, hexadecimal digits there and back.
 */
#include "check.h"

#include "people/chacha_math.h"
#include "people/hex_math.h"
#include "people/siphash_math.h"

/*
 * Aumasson and Bernstein's reference implementation, vectors.h: key and message
 * are 00, 01, 02, ...
 */
static void
CheckSipHash(void)
{
	static const struct
	{
		int			len;
		uint64_t	hash;
	}			vector[] = {
		{0, UINT64_C(0x726fdb47dd0e0e31)},
		{1, UINT64_C(0x74f839c593dc67fd)},
		{2, UINT64_C(0x0d6c8009d9a94f5a)},
		{7, UINT64_C(0xab0200f58b01d137)},
		{8, UINT64_C(0x93f5f5799a932462)},
		{15, UINT64_C(0xa129ca6149be45e5)},
		{63, UINT64_C(0x958a324ceb064572)}
	};
	unsigned char bytes[64];

	for (int i = 0; i < 64; i++)
		bytes[i] = (unsigned char) i;
	for (size_t i = 0; i < sizeof(vector) / sizeof(vector[0]); i++)
		CHECK(SipHash(SipKeyFromBytes(bytes), bytes, vector[i].len) ==
			  vector[i].hash, "for %d bytes", vector[i].len);
}

/*
 * RFC 8439, 2.3.2 and 2.4.2.
 */
static void
CheckChaCha(void)
{
	static const unsigned char block_nonce[] = {0, 0, 0, 9, 0, 0, 0, 0x4a, 0, 0, 0, 0};
	static const unsigned char text_nonce[] = {0, 0, 0, 0, 0, 0, 0, 0x4a, 0, 0, 0, 0};
	static const char stream[] =
		"10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4e"
		"d2826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e";
	static const char plain[] =
		"Ladies and Gentlemen of the class of '99: If I could offer you only "
		"one tip for the future, sunscreen would be it.";
	static const char cipher[] =
		"6e2e359a2568f98041ba0728dd0d6981e97e7aec1d4360c20a27afccfd9fae0b"
		"f91b65c5524733ab8f593dabcd62b3571639d624e65152ab8f530c359f0861d8"
		"07ca0dbf500d6a6156a38e088a22b65e52bc514d16ccf806818ce91ab7793736"
		"5af90bbf74a35be6b40b8eedf2785e42874d";
	unsigned char key[CHACHA_KEY_SIZE];
	unsigned char data[sizeof(plain)] = {0};
	char		digits[2 * sizeof(plain)];

	for (int i = 0; i < CHACHA_KEY_SIZE; i++)
		key[i] = (unsigned char) i;
	ChaChaXor(key, block_nonce, 1, data, CHACHA_BLOCK_SIZE);
	HexWrite(data, CHACHA_BLOCK_SIZE, digits);
	CHECK(memcmp(digits, stream, sizeof(stream) - 1) == 0);

	memcpy(data, plain, sizeof(plain));
	ChaChaXor(key, text_nonce, 1, data, sizeof(plain) - 1);
	HexWrite(data, sizeof(plain) - 1, digits);
	CHECK(memcmp(digits, cipher, sizeof(cipher) - 1) == 0);
	ChaChaXor(key, text_nonce, 1, data, sizeof(plain) - 1);
	CHECK(memcmp(data, plain, sizeof(plain)) == 0);
}

/* what a call like this one left below its own frame */
static unsigned char __attribute__((noinline, noclone))
EncryptBelow(const unsigned char *key, unsigned char *data, size_t len)
{
	static const unsigned char nonce[CHACHA_NONCE_SIZE] = {0};

	ChaChaXor(key, nonce, 0, data, len);
	return data[0];
}

static bool __attribute__((noinline, noclone, no_sanitize("address", "undefined")))
IsBelow(const unsigned char *wanted, size_t len)
{
	volatile unsigned char area[4096];
	bool		found = false;

	/* no array of ours: read what stands there, whatever it is */
	__asm__ volatile("" : "=m" (area));
	for (size_t i = 0; i + len <= sizeof(area) && !found; i++)
	{
		size_t		same = 0;

		while (same < len && area[i + same] == wanted[same])
			same++;
		found = same == len;
	}
	return found;
}

/*
 * Neither the key nor the stream stays behind.
 */
static void
CheckNothingLeft(void)
{
	unsigned char key[CHACHA_KEY_SIZE];
	unsigned char data[4 * CHACHA_BLOCK_SIZE] = {0};

	for (int i = 0; i < CHACHA_KEY_SIZE; i++)
		key[i] = (unsigned char) (7 * i + 3);
	(void) EncryptBelow(key, data, sizeof(data));
	CHECK(!IsBelow(key, 12));
	for (int i = 0; i < 4; i++)
		CHECK(!IsBelow(data + i * CHACHA_BLOCK_SIZE, 12), "for block %d", i);
}

static void
CheckHex(void)
{
	unsigned char bytes[256];
	unsigned char back[256];
	char		digits[512];

	for (int i = 0; i < 256; i++)
		bytes[i] = (unsigned char) i;
	HexWrite(bytes, 256, digits);
	CHECK(HexRead(digits, back, 256) && memcmp(bytes, back, 256) == 0);
	for (int c = 0; c < 256; c++)
	{
		char		pair[2] = {'0', (char) c};
		bool		digit = strchr("0123456789abcdefABCDEF", c) != NULL && c != 0;

		CHECK(HexRead(pair, back, 1) == digit, "for %d", c);
	}
}

int
main(void)
{
	CheckSipHash();
	CheckChaCha();
	CheckNothingLeft();
	CheckHex();
	return ChecksDone();
}
