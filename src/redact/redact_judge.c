/*
 * redact_judge.c
 *		What a number stands for, by how its groups are sized, separated and
 *		introduced, and by its check digit.
 */
#include "redact/redact_scan.h"

#include "redact/redact_math.h"

static int
TwoDigits(const char *digits)
{
	return (digits[0] - '0') * 10 + digits[1] - '0';
}

static bool
IsDayAndMonth(int a, int b)
{
	return a >= 1 && b >= 1 && a <= 31 && b <= 31 && (a <= 12 || b <= 12);
}

/*
 * Day, month and year, or year, month and day.  A tariff code may look like
 * the latter where dots separate.
 */
static bool
IsDate(const PiiScan *scan, const PiiNumber *number)
{
	char		d[8];
	const char *from = number->digits;
	int			year;
	uint32		sizes = number->sizes;

	if (number->ngroups != 3 || number->separator == 0 ||
		strchr("-/.", number->separator) == NULL)
		return false;
	if (sizes == 0x422)
	{
		year = TwoDigits(from);
		return (year == 19 || year == 20) && TwoDigits(from + 4) >= 1 &&
			TwoDigits(from + 4) <= 12 && TwoDigits(from + 6) >= 1 &&
			TwoDigits(from + 6) <= 31 &&
			!(number->separator == '.' && SaidWithin(scan, WORD_REFERENCE, 6));
	}
	for (int group = 0; group < 2; group++)
	{
		int			size = (sizes >> (8 - 4 * group)) & 0xf;

		if (size < 1 || size > 2)
			return false;
		d[2 * group] = size == 2 ? *from++ : '0';
		d[2 * group + 1] = *from++;
	}
	year = TwoDigits(from);
	return IsDayAndMonth(TwoDigits(d), TwoDigits(d + 2)) &&
		(((sizes & 0xf) == 4 && (year == 19 || year == 20)) ||
		 ((sizes & 0xf) == 2 && number->separator == '/'));
}

static bool
IsNss(const PiiScan *scan, const PiiNumber *number)
{
	if (number->ndigits != 11 || number->slash || number->international)
		return false;
	if (SaidWithin(scan, WORD_SOCIAL, 8) || number->sizes == 0x22241)
		return true;
	return LuhnHolds(number->digits, 11) && !number->amount &&
		(number->sizes == 0xb || number->sizes == 0xa1) &&
		!SaidWithin(scan, WORD_REFERENCE, 6) &&
		!SaidWithin(scan, WORD_PHONE, 6) && !SaidWithin(scan, WORD_PATRONAL, 6);
}

/*
 * Numbers of nine digits.  Bare ones are too frequent to be taken without a
 * word that says what they are.
 */
static PiiKind
KindOfNine(const PiiScan *scan, const PiiNumber *number)
{
	const char *digits = number->digits;
	bool		luhn = LuhnHolds(digits, 9);
	bool		bare = number->ngroups == 1;
	bool		reference = SaidWithin(scan, WORD_REFERENCE, bare ? 6 : 2);

	if (number->slash)
		return PII_KINDS;
	if (SaidWithin(scan, WORD_BN, 6) && (bare || number->sizes == 0x54))
		return PII_BN;
	if (SaidWithin(scan, WORD_SIN, 8) && number->sizes != 0x324)
		return PII_SIN;
	if (SaidWithin(scan, WORD_EIN, 6) && (bare || number->sizes == 0x27))
		return PII_EIN;
	if (number->sizes == 0x324 && number->separator != 0)
		return SsnIsIssuable(digits) ? PII_SSN :
			ItinIsIssuable(digits) ? PII_ITIN : PII_KINDS;
	if (bare && (SaidWithin(scan, WORD_SOCIAL, 8) ||
				 SaidWithin(scan, WORD_ITIN, 6)))
		return ItinIsIssuable(digits) ? PII_ITIN :
			SsnIsIssuable(digits) ? PII_SSN : PII_SIN;
	if (reference || number->amount)
		return PII_KINDS;
	if (number->sizes == 0x333 && luhn && digits[0] != '0' &&
		digits[0] != '8' && number->separator != 0 && number->separator != '.')
		return PII_SIN;
	if (number->sizes == 0x54 && luhn)
		return PII_BN;
	if (number->sizes == 0x27 && number->separator == '-' &&
		EinIsIssuable(digits))
		return PII_EIN;
	return PII_KINDS;
}

/*
 * Bank accounts and cards, whose check digits leave one number in ten.
 */
static PiiKind
KindOfLong(const PiiScan *scan, const PiiNumber *number)
{
	bool		reference = SaidWithin(scan, WORD_REFERENCE, 6);

	if (number->slash || number->international)
		return PII_KINDS;
	if (number->ndigits == 18 && (number->ngroups == 1 || number->ngroups == 4) &&
		(ClabeHolds(number->digits) || SaidWithin(scan, WORD_CLABE, 6)))
		return reference ? PII_KINDS : PII_CLABE;
	if (number->ndigits < 13 || number->ndigits > 19 ||
		!LuhnHolds(number->digits, number->ndigits))
		return PII_KINDS;
	if (number->sizes == 0x4444 || number->sizes == 0x465 ||
		SaidWithin(scan, WORD_CARD, 6))
		return PII_CARD;
	return number->ngroups == 1 && !reference && !number->amount &&
		number->digits[0] >= '3' && number->digits[0] <= '6' ?
		PII_CARD : PII_KINDS;
}

/*
 * How many of the first digits are a trunk prefix or a country code: those of
 * Mexico, old and new, and of North America.
 */
static int
PhonePrefix(const PiiNumber *number)
{
	static const char *const prefix[] = {
		"521", "52", "044", "045", "0152", "001", "01", "1"
	};

	for (int i = 0; i < (int) lengthof(prefix); i++)
	{
		int			len = (int) strlen(prefix[i]);

		if (number->ndigits == 10 + len &&
			strncmp(number->digits, prefix[i], len) == 0)
			return len;
	}
	return 0;
}

/*
 * Ten digits as they are written in groups in Mexico, the United States and
 * Canada.
 */
static bool
IsPhoneShape(uint32 sizes)
{
	switch (sizes)
	{
		case 0x334:
		case 0x244:
		case 0x28:
		case 0x37:
		case 0x46:
		case 0x3322:
		case 0x2422:
		case 0x22222:
			return true;
		default:
			return false;
	}
}

static bool
IsPhone(const PiiScan *scan, const PiiNumber *number)
{
	bool		said = SaidWithin(scan, WORD_PHONE, 8);
	bool		bare = number->ngroups == 1;
	bool		reference = SaidWithin(scan, WORD_REFERENCE, bare ? 6 : 2);
	int			prefix = PhonePrefix(number);

	if (number->slash)
		return false;
	if (number->international)
		return number->ndigits >= 8 && number->ndigits <= 15;
	if (number->ndigits != 10 + prefix)
		return said && SaidWithin(scan, WORD_PHONE, 4) && !number->amount &&
			number->ndigits >= 7 && number->ndigits <= 8;
	if (number->digits[prefix] < '2')
		return false;
	if (said || number->bracket)
		return true;
	if (reference || number->amount || SaidWithin(scan, WORD_SOCIAL, 6))
		return false;
	if (prefix > 0)
		return !bare && number->ngroups <= 5;
	return bare || IsPhoneShape(number->sizes);
}

/*
 * Section numbers have small parts; an address has a large one or is called so.
 */
static bool
IsIpAddress(const PiiScan *scan, const PiiNumber *number)
{
	const char *digits = number->digits;
	bool		large = false;

	if (number->ngroups != 4 || number->separator != '.')
		return false;
	for (int group = 3; group >= 0; group--)
	{
		int			size = (number->sizes >> (4 * group)) & 0xf;
		int			value = 0;

		if (size > 3)
			return false;
		for (int i = 0; i < size; i++)
			value = value * 10 + *digits++ - '0';
		if (value > 255)
			return false;
		large = large || value >= 100;
	}
	return large || SaidWithin(scan, WORD_IP, 4);
}

PiiKind
KindOfPiiNumber(const PiiScan *scan, const PiiNumber *number)
{
	PiiKind		kind = PII_KINDS;

	if (IsDate(scan, number))
		return PII_DATE;
	if (IsIpAddress(scan, number))
		return PII_IP;
	if (number->ndigits == 9 && !number->international)
		kind = KindOfNine(scan, number);
	else if (number->ndigits == 11 && SaidWithin(scan, WORD_PATRONAL, 6))
		kind = PII_REGISTRO_PATRONAL;
	else if (number->ndigits >= 13)
		kind = KindOfLong(scan, number);
	if (kind == PII_KINDS && IsNss(scan, number))
		kind = PII_NSS;
	if (kind == PII_KINDS && IsPhone(scan, number))
		kind = PII_PHONE;
	return kind;
}
