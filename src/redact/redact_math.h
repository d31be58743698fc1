/*
 * redact_math.h
 *		Check digits.
 *
 * Digits and letters are ASCII, capital, without separators.
 *
 * Pure: needs nothing of the server.
 */
#ifndef REDACT_REDACT_MATH_H
#define REDACT_REDACT_MATH_H

#include <stdbool.h>
#include <string.h>

/*
 * ISO/IEC 7812-1, annex B: cards, NSS, SIN, BN.
 */
static inline bool
LuhnHolds(const char *digits, int n)
{
	int			sum = 0;

	for (int i = 0; i < n; i++)
	{
		int			digit = digits[n - 1 - i] - '0';

		if (i % 2 == 1)
			digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
		sum += digit;
	}
	return sum % 10 == 0;
}

/*
 * CLABE: weights 3, 7, 1 over 17 digits, modulo 10.
 */
static inline bool
ClabeHolds(const char digits[18])
{
	int			sum = 0;

	for (int i = 0; i < 17; i++)
		sum += (digits[i] - '0') * (i % 3 == 0 ? 3 : i % 3 == 1 ? 7 : 1) % 10;
	return (10 - sum % 10) % 10 == digits[17] - '0';
}

/*
 * RFC of 12 or 13 characters, the letter between N and O given as '#': weights
 * 13 to 2 over the first 12, padded with a blank before, modulo 11.
 */
static inline bool
RfcHolds(const char *rfc, int n)
{
	static const char alphabet[] = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ #";
	int			sum = n == 12 ? 37 * 13 : 0;
	int			rest;

	for (int i = 0; i < n - 1; i++)
	{
		const char *found = strchr(alphabet, rfc[i]);

		if (found == NULL || rfc[i] == '\0')
			return false;
		sum += (int) (found - alphabet) * (13 - i - (n == 12));
	}
	rest = (11 - sum % 11) % 11;
	return rfc[n - 1] == (rest == 10 ? 'A' : (char) ('0' + rest));
}

/*
 * US social security number: areas 000, 666 and 900 to 999, group 00 and serial
 * 0000 are not issued.
 */
static inline bool
SsnIsIssuable(const char digits[9])
{
	return digits[0] != '9' && memcmp(digits, "000", 3) != 0 &&
		memcmp(digits, "666", 3) != 0 && memcmp(digits + 3, "00", 2) != 0 &&
		memcmp(digits + 5, "0000", 4) != 0;
}

/*
 * US individual taxpayer number: 9, and a group from 50 on but 66 to 69, 89 and
 * 93 (IRS Publication 1915 and later extensions).
 */
static inline bool
ItinIsIssuable(const char digits[9])
{
	int			group = (digits[3] - '0') * 10 + digits[4] - '0';

	return digits[0] == '9' && group >= 50 && !(group >= 66 && group <= 69) &&
		group != 89 && group != 93;
}

/*
 * Prefixes that the IRS assigns to employer numbers.
 */
static inline bool
EinIsIssuable(const char digits[9])
{
	int			prefix = (digits[0] - '0') * 10 + digits[1] - '0';

	return (prefix >= 1 && prefix <= 6) || (prefix >= 10 && prefix <= 16) ||
		(prefix >= 20 && prefix <= 27) || (prefix >= 30 && prefix <= 48) ||
		(prefix >= 50 && prefix <= 68) || (prefix >= 71 && prefix <= 77) ||
		(prefix >= 80 && prefix <= 88) || (prefix >= 90 && prefix <= 95) ||
		prefix >= 98;
}

/*
 * How many of the first digits are a trunk prefix or a country code: those of
 * Mexico, old and new, and of North America.
 */
static inline int
PhonePrefix(const char *digits, int n)
{
	static const char *const prefix[] = {
		"521", "52", "044", "045", "0152", "001", "01", "1", "0052", "00521",
		"01152", "011521", "0111"
	};

	for (int i = 0; i < (int) (sizeof(prefix) / sizeof(prefix[0])); i++)
	{
		int			len = (int) strlen(prefix[i]);

		if (n == 10 + len && strncmp(digits, prefix[i], len) == 0)
			return len;
	}
	return 0;
}

static inline int
TwoDigits(const char *digits)
{
	return (digits[0] - '0') * 10 + digits[1] - '0';
}

static inline bool
IsMonthAndDay(const char digits[4])
{
	int			month = TwoDigits(digits);
	int			day = TwoDigits(digits + 2);

	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/*
 * Of symbols that end with the month and the day.
 */
static inline bool
MonthAndDayEnd(const char *symbols, int n)
{
	return IsMonthAndDay(symbols + n - 4);
}

/*
 * An RFC's date, behind three or four letters, before three symbols.
 */
static inline bool
RfcDateHolds(const char *symbols, int n)
{
	return IsMonthAndDay(symbols + n - 7);
}

static inline bool
HasLatin(const char *symbols, int n)
{
	for (int i = 0; i < n; i++)
		if (symbols[i] >= 'A' && symbols[i] <= 'Z')
			return true;
	return false;
}

#endif							/* REDACT_REDACT_MATH_H */
