/*
 * hs_math.h
 *		Harmonized System codes as numbers: what a code is, and its subtree.
 *
 * A code is its digits, filled up with zeros to ten, and their count, in one
 * 64-bit integer:
 *
 *		(the ten digits as a number) * 16 + (how many of them were given)
 *
 * Comparing codes is comparing integers, and that is the order of their text:
 * a heading stands directly before its subheadings, and a code with all that
 * lies below it is one contiguous range.  Sorting, hashing and indexing are
 * the server's own int8 code.
 *
 * Codes have 2 (chapter), 4 (heading), 6 (subheading), 8 or 10 digits (both
 * national).  Chapter 00 does not exist; where it seems to, two zeros too many
 * stand in front.  All other chapters pass: 77 is reserved for the future, 98
 * and 99 are national, and the UN writes 99, 9999, 999999 for "not specified".
 *
 * Source: World Customs Organization, Harmonized System Convention, and the
 * General Rules for its interpretation.
 *
 * Pure: needs nothing of the server.
 */
#ifndef CODES_HS_MATH_H
#define CODES_HS_MATH_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

typedef int64_t HsCode;

#define HS_MAX_DIGITS 10

/* "8703.23.0190" and its end */
#define HS_TEXT_SIZE 13

/* why a text is not a code */
typedef enum HsFault
{
	HS_OK,
	HS_NO_DIGITS,				/* empty, or blanks only */
	HS_NOT_DIGIT,				/* another character */
	HS_BAD_SEPARATOR,			/* not between two pairs of digits */
	HS_ODD,						/* an odd number of digits */
	HS_TOO_LONG,
	HS_CHAPTER_ZERO
} HsFault;

/* the codes from first to last, both included */
typedef struct HsRange
{
	HsCode		first;
	HsCode		last;
} HsRange;

/* 10^(10 - level): how many ten-digit numbers share the first digits */
static inline int64_t
HsUnit(int level)
{
	static const int64_t unit[HS_MAX_DIGITS + 1] = {
		INT64_C(10000000000), 1000000000, 100000000, 10000000, 1000000, 100000,
		10000, 1000, 100, 10, 1
	};

	return unit[level];
}

static inline bool
HsLevelIsValid(int64_t level)
{
	return level >= 2 && level <= HS_MAX_DIGITS && level % 2 == 0;
}

/* how many digits */
static inline int
HsLevel(HsCode code)
{
	return (int) (code & 15);
}

/* the digits, filled up to ten */
static inline int64_t
HsDigits(HsCode code)
{
	return code >> 4;
}

static inline HsCode
HsMake(int64_t digits, int level)
{
	return digits << 4 | level;
}

/* 1 to 99 */
static inline int
HsChapter(HsCode code)
{
	return (int) (HsDigits(code) / HsUnit(2));
}

/* the code shortened to a level, which must not be below its own */
static inline HsCode
HsUp(HsCode code, int level)
{
	int64_t		digits = HsDigits(code);

	return HsMake(digits - digits % HsUnit(level), level);
}

/* a code and all codes that lie below it */
static inline HsRange
HsSubtree(HsCode code)
{
	HsRange		range;

	range.first = code;
	range.last = HsMake(HsDigits(code) + HsUnit(HsLevel(code)) - 1,
						HS_MAX_DIGITS);
	return range;
}

/* is the code the parent itself, or does it lie below it? */
static inline bool
HsWithin(HsCode code, HsCode parent)
{
	HsRange		range = HsSubtree(parent);

	return code >= range.first && code <= range.last;
}

/*
 * All codes whose digits begin with the len given, an even number or not; false
 * where they are no digits, or begin no code.  Both bounds are codes.
 */
static inline bool
HsPrefixRange(const char *prefix, int len, HsRange *range)
{
	int64_t		digits = 0;
	int64_t		last;

	if (len < 1 || len > HS_MAX_DIGITS)
		return false;
	for (int i = 0; i < len; i++)
	{
		if (prefix[i] < '0' || prefix[i] > '9')
			return false;
		digits += (prefix[i] - '0') * HsUnit(i + 1);
	}
	last = digits + HsUnit(len) - 1;
	if (last < HsUnit(2))
		return false;
	range->first = digits < HsUnit(2) ? HsMake(HsUnit(2), 2) :
		HsMake(digits, len + len % 2);
	range->last = HsMake(last, HS_MAX_DIGITS);
	return true;
}

/*
 * Is every bit of this integer that of a code?  For values from outside.
 */
static inline bool
HsIsValid(int64_t value)
{
	int			level = HsLevel(value);

	return HsLevelIsValid(level) &&
		HsDigits(value) >= HsUnit(2) && HsDigits(value) < HsUnit(0) &&
		HsDigits(value) % HsUnit(level) == 0;
}

/*
 * The code of a number that stands for its digits, leading zeros lost.  False
 * when it has more digits than the level, or so few that the chapter would be
 * 00.
 */
static inline bool
HsFromNumber(int64_t number, int level, HsCode *result)
{
	if (number <= 0 || number >= HsUnit(HS_MAX_DIGITS - level))
		return false;
	*result = HsMake(number * HsUnit(level), level);
	return HsChapter(*result) > 0;
}

static inline bool
HsIsBlank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/*
 * Reads digits in pairs, with at most one dot or blank between two pairs
 * ("870323", "8703.23", "87.03", "8703 23 01") and blanks around it all.
 */
static inline HsFault
HsScan(const char *text, int len, HsCode *result)
{
	int64_t		digits = 0;
	int			level = 0;
	bool		separated = false;

	while (len > 0 && HsIsBlank(text[len - 1]))
		len--;
	while (len > 0 && HsIsBlank(*text))
	{
		text++;
		len--;
	}

	for (int i = 0; i < len; i++)
	{
		if (text[i] >= '0' && text[i] <= '9')
		{
			if (level < HS_MAX_DIGITS)
				digits += (text[i] - '0') * HsUnit(level + 1);
			level++;
			separated = false;
		}
		else if (text[i] != '.' && text[i] != ' ')
			return HS_NOT_DIGIT;
		else if (separated || level == 0 || level % 2 != 0)
			return HS_BAD_SEPARATOR;
		else
			separated = true;
	}

	if (level == 0)
		return HS_NO_DIGITS;
	if (separated)
		return HS_BAD_SEPARATOR;
	if (level > HS_MAX_DIGITS)
		return HS_TOO_LONG;
	if (level % 2 != 0)
		return HS_ODD;
	if (digits < HsUnit(2))
		return HS_CHAPTER_ZERO;
	*result = HsMake(digits, level);
	return HS_OK;
}

/*
 * Writes the digits, with dots after the fourth and the sixth when asked, as
 * tariff schedules print them ("8703.23.0190").  Returns the length.
 */
static inline int
HsPrint(HsCode code, bool dotted, char text[HS_TEXT_SIZE])
{
	int64_t		digits = HsDigits(code);
	int			len = 0;

	for (int i = 0; i < HsLevel(code); i++)
	{
		if (dotted && (i == 4 || i == 6))
			text[len++] = '.';
		text[len++] = (char) ('0' + digits / HsUnit(i + 1) % 10);
	}
	text[len] = '\0';
	return len;
}

/* for qsort() */
static inline int
HsCompare(const void *a, const void *b)
{
	HsCode		left = *(const HsCode *) a;
	HsCode		right = *(const HsCode *) b;

	return (left > right) - (left < right);
}

/*
 * Sorts the codes and drops those that lie within another.  Returns how many
 * are left; their subtrees are disjoint and together as large as before.
 */
static inline int
HsRoots(HsCode *codes, int n)
{
	int			nroots = 0;

	if (n > 1)
		qsort(codes, (size_t) n, sizeof(HsCode), HsCompare);
	for (int i = 0; i < n; i++)
	{
		/* a parent sorts before all that lies below it, which follows it */
		if (nroots == 0 || !HsWithin(codes[i], codes[nroots - 1]))
			codes[nroots++] = codes[i];
	}
	return nroots;
}

/*
 * Does the code lie within one of the roots that HsRoots() left?  Only the
 * last root that does not come after the code can hold it.
 */
static inline bool
HsWithinRoots(HsCode code, const HsCode *roots, int nroots)
{
	int			low = 0;
	int			high = nroots;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (roots[middle] <= code)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 && HsWithin(code, roots[low - 1]);
}

/*
 * Where a code stands among the headings of the tariff, counted from its start
 * and in fractions of one.  Numbers are not spread evenly over the codes: a
 * chapter's headings start at 01 and stop soon.  For estimates only.
 *
 * The table says how many headings a chapter has, by the number of its last
 * one in HS 2022; 98 and 99, which are national, get a middling number.
 */
static inline double
HsPlace(HsCode code)
{
	static const unsigned char headings[] = {
		6, 10, 9, 10, 11, 4, 14, 14, 10, 8,
		9, 14, 2, 4, 22, 5, 4, 6, 5, 9,
		6, 9, 9, 4, 30, 21, 16, 53, 42, 6,
		5, 15, 7, 7, 7, 6, 7, 27, 26, 17,
		15, 6, 4, 21, 4, 2, 7, 23, 11, 7,
		13, 12, 11, 8, 16, 9, 5, 11, 11, 6,
		17, 17, 10, 6, 7, 3, 4, 15, 14, 20,
		18, 29, 26, 19, 8, 16, 0, 6, 7, 7,
		13, 15, 11, 87, 49, 9, 16, 7, 8, 33,
		14, 9, 7, 6, 8, 20, 6, 20, 20
	};
	int			chapter = HsChapter(code);
	int			width = headings[chapter - 1];
	double		within = (double) (HsDigits(code) % HsUnit(2)) / (double) HsUnit(4) - 1;
	double		place = 0;

	for (int i = 0; i < chapter - 1; i++)
		place += headings[i];
	return place + (within < 0 ? 0 : within > width ? width : within);
}

/*
 * The share of a histogram's rows that come before x: whole bins, and of the
 * bin that x falls into the part that its place says.  n bounds, n >= 2.
 */
static inline double
HsHistogramBelow(const HsCode *bounds, int n, HsCode x)
{
	int			low = 0;
	int			high = n - 1;
	double		start;
	double		width;

	if (x <= bounds[0])
		return 0;
	if (x > bounds[n - 1])
		return 1;
	while (high - low > 1)		/* bounds[low] < x <= bounds[high] */
	{
		int			middle = low + (high - low) / 2;

		if (bounds[middle] < x)
			low = middle;
		else
			high = middle;
	}
	start = HsPlace(bounds[low]);
	width = HsPlace(bounds[high]) - start;
	return (low + (width > 0 ? (HsPlace(x) - start) / width : 0.5)) / (n - 1);
}

/*
 * The share of a histogram's rows within a subtree.
 *
 * Below the headings, places mean little: what lies within one bin is told
 * from its heading's share and the usual number of lines in a heading.  There
 * are 5,613 subheadings in 1,229 headings of HS 2022, and about twice as many
 * lines at each national level.
 */
static inline double
HsHistogramWithin(const HsCode *bounds, int n, HsCode parent)
{
	static const double lines[HS_MAX_DIGITS / 2 + 1] = {1, 1, 1, 4.6, 9, 18};
	HsRange		range = HsSubtree(parent);
	double		share = HsHistogramBelow(bounds, n, range.last) -
		HsHistogramBelow(bounds, n, range.first);
	int			level = HsLevel(parent);

	if (level > 4)
	{
		double		usual = HsHistogramWithin(bounds, n, HsUp(parent, 4)) / lines[level / 2];
		double		bin = 1.0 / (n - 1);

		if (usual > bin)
			usual = bin;
		if (share < usual)
			share = usual;
	}
	return share;
}

#endif							/* CODES_HS_MATH_H */
