/*
 * hs_math_test.c
 *		HS codes against their text: order, subtrees, levels, numbers; arrays of
 *		parents against a plain loop; estimates within their bounds.
 */
#include "codes/hs_math.h"

#include "check.h"

/* reads a copy that ends where the text ends, so that no byte more is read */
static HsFault
Scan(const char *text, HsCode *result)
{
	int			len = (int) strlen(text);
	char	   *copy = malloc(len > 0 ? (size_t) len : 1);
	HsFault		fault;

	memcpy(copy, text, (size_t) len);
	fault = HsScan(copy, len, result);
	free(copy);
	return fault;
}

/* a code of a few chapters, so that many lie within one another */
static HsCode
RandomCode(uint64_t *state)
{
	int			level = 2 + 2 * (int) (Random(state) % 5);
	int64_t		digits = (int64_t) (Random(state) % 3 + 86) * HsUnit(2);

	digits += (int64_t) (Random(state) % 3) * HsUnit(4);
	digits += (int64_t) (Random(state) % 4) * HsUnit(6);
	digits += (int64_t) (Random(state) % 100) * HsUnit(8);
	digits += (int64_t) (Random(state) % 100);
	return HsMake(digits - digits % HsUnit(level), level);
}

/* every text of 0 to 7 digits, and every chapter and heading at every level */
static void
CheckTexts(void)
{
	char		text[32];
	char		printed[HS_TEXT_SIZE];
	HsCode		code = 0;

	CHECK(Scan("", &code) == HS_NO_DIGITS);
	for (int level = 1; level <= 7; level++)
	{
		for (int64_t n = 0; n < HsUnit(HS_MAX_DIGITS - level); n += level < 6 ? 1 : 37)
		{
			HsFault		fault;

			snprintf(text, sizeof(text), "%0*lld", level, (long long) n);
			fault = Scan(text, &code);
			if (level % 2 != 0)
				CHECK(fault == HS_ODD, "%s", text);
			else if (text[0] == '0' && text[1] == '0')
				CHECK(fault == HS_CHAPTER_ZERO, "%s", text);
			else
			{
				HsCode		from_number = 0;

				CHECK(fault == HS_OK && HsIsValid(code) && HsLevel(code) == level, "%s", text);
				CHECK(HsPrint(code, false, printed) == level && strcmp(printed, text) == 0, "%s", text);
				CHECK(HsFromNumber(n, level, &from_number) && from_number == code, "%s", text);
				HsPrint(code, true, printed);
				CHECK(Scan(printed, &from_number) == HS_OK && from_number == code, "%s", printed);
			}
		}
	}
	CHECK(Scan("87032301901", &code) == HS_TOO_LONG);
	CHECK(Scan("8703.23.0190", &code) == HS_OK && HsDigits(code) == INT64_C(8703230190));
}

static void
CheckNumbers(void)
{
	HsCode		code;

	for (int level = 2; level <= HS_MAX_DIGITS; level += 2)
	{
		int64_t		first = HsUnit(HS_MAX_DIGITS - level + 2);
		int64_t		end = HsUnit(HS_MAX_DIGITS - level);

		CHECK(!HsFromNumber(first - 1, level, &code));
		CHECK(HsFromNumber(first, level, &code) && HsChapter(code) == 1);
		CHECK(HsFromNumber(end - 1, level, &code) && HsChapter(code) == 99);
		CHECK(!HsFromNumber(end, level, &code));
		CHECK(!HsFromNumber(INT64_MAX, level, &code) && !HsFromNumber(INT64_MIN, level, &code));
	}
}

/* any integer: valid exactly when it is what its own printed text says */
static void
CheckValidity(void)
{
	uint64_t	state = 1;

	for (int i = 0; i < 2000000; i++)
	{
		int64_t		value = i % 2 == 0 ? (int64_t) Random(&state) :
			RandomCode(&state) ^ (int64_t) (UINT64_C(1) << Random(&state) % 64);

		if (HsIsValid(value))
		{
			char		text[HS_TEXT_SIZE];
			HsCode		back;

			HsPrint(value, false, text);
			CHECK(Scan(text, &back) == HS_OK && back == value);
		}
		else
			CHECK(value < HsUnit(2) * 16 || value >= HsUnit(0) * 16 ||
				  !HsLevelIsValid(value & 15) || HsDigits(value) % HsUnit(HsLevel(value)) != 0);
	}
}

/* order and subtrees are those of the text */
static void
CheckPairs(void)
{
	uint64_t	state = 2;

	for (int i = 0; i < 1000000; i++)
	{
		HsCode		a = RandomCode(&state);
		HsCode		b = RandomCode(&state);
		char		a_text[HS_TEXT_SIZE];
		char		b_text[HS_TEXT_SIZE];
		int			order;

		HsPrint(a, false, a_text);
		HsPrint(b, false, b_text);
		order = strcmp(a_text, b_text);
		CHECK((a > b) - (a < b) == (order > 0) - (order < 0), "%s %s", a_text, b_text);
		CHECK(HsWithin(a, b) == (strncmp(a_text, b_text, strlen(b_text)) == 0), "%s %s", a_text, b_text);
		CHECK(HsIsValid(HsSubtree(a).last) && HsLevel(HsSubtree(a).last) == HS_MAX_DIGITS);
		if (HsLevel(b) <= HsLevel(a))
			CHECK((HsUp(a, HsLevel(b)) == b) == HsWithin(a, b), "%s %s", a_text, b_text);
	}
}

static void
CheckRoots(void)
{
	uint64_t	state = 3;

	for (int i = 0; i < 20000; i++)
	{
		HsCode		given[40];
		HsCode		roots[40];
		int			n = (int) (Random(&state) % 40);
		int			nroots;

		for (int j = 0; j < n; j++)
			given[j] = roots[j] = RandomCode(&state);
		nroots = HsRoots(roots, n);
		CHECK(nroots <= n && (nroots > 0) == (n > 0));
		for (int j = 1; j < nroots; j++)
			CHECK(HsSubtree(roots[j - 1]).last < roots[j]);
		for (int k = 0; k < 20; k++)
		{
			HsCode		code = RandomCode(&state);
			bool		within = false;

			for (int j = 0; j < n; j++)
				within |= HsWithin(code, given[j]);
			CHECK(HsWithinRoots(code, roots, nroots) == within);
		}
	}
}

/* shares grow with the code, from 0 to 1, and those of all chapters add up */
static void
CheckHistograms(void)
{
	uint64_t	state = 4;

	for (int i = 0; i < 500; i++)
	{
		HsCode		bounds[50];
		int			n = 2 + (int) (Random(&state) % 49);
		double		previous = 0;
		double		sum = 0;

		for (int j = 0; j < n; j++)
			bounds[j] = i % 2 == 0 ? RandomCode(&state) :
				HsMake((int64_t) (Random(&state) % 99 + 1) * HsUnit(2) +
					   (int64_t) (Random(&state) % 10000) * HsUnit(6), 6);
		qsort(bounds, (size_t) n, sizeof(HsCode), HsCompare);
		for (int chapter = 1; chapter <= 99; chapter++)
		{
			HsCode		code = HsMake(chapter * HsUnit(2), 2);
			double		below = HsHistogramBelow(bounds, n, code);

			CHECK(below >= previous && below <= 1);
			previous = below;
			sum += HsHistogramWithin(bounds, n, code);
		}
		CHECK(sum > 0.9 && sum < 1.0001, "%g", sum);
		for (int k = 0; k < 100; k++)
		{
			HsCode		code = RandomCode(&state);
			double		within = HsHistogramWithin(bounds, n, code);

			CHECK(within >= 0 && within <= 1, "%g", within);
		}
	}
}

int
main(void)
{
	CheckTexts();
	CheckNumbers();
	CheckValidity();
	CheckPairs();
	CheckRoots();
	CheckHistograms();
	return ChecksDone();
}
