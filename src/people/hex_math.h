/*
 * hex_math.h
 *		Bytes as hexadecimal digits, without a word about wrong ones.
 *
 * The server's decoder quotes what it does not understand, which may be part
 * of a secret.
 *
 * Pure: needs nothing of the server.
 */
#ifndef PEOPLE_HEX_MATH_H
#define PEOPLE_HEX_MATH_H

#include <stdbool.h>
#include <stddef.h>

static inline int
HexValue(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/*
 * Reads len bytes from 2 * len digits.  False at the first that is none.
 */
static inline bool
HexRead(const char *digits, unsigned char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
	{
		int			high = HexValue(digits[2 * i]);
		int			low = HexValue(digits[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		bytes[i] = (unsigned char) (high << 4 | low);
	}
	return true;
}

/*
 * Writes 2 * len digits and no end mark.
 */
static inline void
HexWrite(const unsigned char *bytes, size_t len, char *digits)
{
	for (size_t i = 0; i < len; i++)
	{
		digits[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
		digits[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
	}
}

#endif							/* PEOPLE_HEX_MATH_H */
