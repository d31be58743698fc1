/*
 * hs_fault.c
 *		Why a text is no HS code, and what to do about it.
 *
 * What files carry in place of codes has few shapes: numbers that lost a zero
 * in front or behind, national codes of other lengths, totals, and what an
 * office writes for trade that it does not break down.  Each has its own
 * remedy, which works when followed.
 *
 * Nine digits are not read as such, though Japan's lines have as many: they are
 * also what is left of ten when the zero of chapters 01 to 09 is lost, and
 * 401202100 would pass from dairy products to rubber without a word.
 *
 * Sources: UN Comtrade, commodity lists (TOTAL, AG2, 9999AA); Eurostat, Comext
 * user guide (SSSSSS for confidential trade, XXXXXX for what is not broken
 * down); Japan Customs, statistical codes of nine digits.
 */
#include "codes/hs_fault.h"

const char *
HsFaultDetail(HsFault fault)
{
	switch (fault)
	{
		case HS_TOO_LONG:
			return "An HS code has at most 10 digits.";
		case HS_ODD:
			return "An HS code has an even number of digits, from 2 to 10.";
		case HS_CHAPTER_ZERO:
			return "There is no chapter 00.";
		default:
			return "An HS code is digits in pairs, with at most a dot or a blank between two pairs.";
	}
}

/* the shape of a text: its digits, and where its first dot stands */
typedef struct HsShape
{
	int			len;			/* blanks around it left out */
	const char *start;
	int			ndigits;
	int			whole;			/* digits before the first separator */
	int			last;			/* digits after the last one */
	bool		has_separator;
	bool		has_letter;
} HsShape;

static HsShape
ShapeOf(const char *text)
{
	HsShape		shape = {0};
	int			len = (int) strlen(text);

	while (len > 0 && HsIsBlank(text[len - 1]))
		len--;
	while (len > 0 && HsIsBlank(*text))
	{
		text++;
		len--;
	}
	shape.start = text;
	shape.len = len;
	for (int i = 0; i < len; i++)
	{
		if (text[i] >= '0' && text[i] <= '9')
		{
			shape.ndigits++;
			shape.last++;
			shape.whole += !shape.has_separator;
		}
		else if (text[i] == '.' || text[i] == ' ')
		{
			shape.has_separator = true;
			shape.last = 0;
		}
		else if (isalpha((unsigned char) text[i]))
			shape.has_letter = true;
	}
	return shape;
}

static bool
EndsWith(const HsShape *shape, const char *end)
{
	int			len = (int) strlen(end);

	return shape->len >= len &&
		pg_strncasecmp(shape->start + shape->len - len, end, len) == 0;
}

static bool
IsWord(const HsShape *shape, const char *word)
{
	return shape->len == (int) strlen(word) && EndsWith(shape, word);
}

/*
 * "8.70323E+05": a spreadsheet's number.
 */
static bool
IsScientific(const HsShape *shape)
{
	const char *mark = strpbrk(shape->start, "eE");

	return mark && isdigit((unsigned char) shape->start[0]) &&
		strpbrk(shape->start, ".+-") &&
		strspn(shape->start, "0123456789.") == (size_t) (mark - shape->start) &&
		mark[1 + strspn(mark + 1, "+-0123456789")] == '\0';
}

static const char *
HintForLetters(const HsShape *shape)
{
	if (IsScientific(shape))
		return "This is a number in scientific notation, whose last digits may be lost: format the column as text and export it again.";
	if (IsWord(shape, "TOTAL") || IsWord(shape, "ALL") || IsWord(shape, "AG2") ||
		IsWord(shape, "AG4") || IsWord(shape, "AG6"))
		return "This is the sum of all codes, or a level of them, and no code: leave such rows out, or keep the column as text.";
	if (EndsWith(shape, "AA") && shape->ndigits == 4)
		return psprintf("This is UN Comtrade's code for commodities not specified by kind; the code \"%.4s\" stands for them here.",
						shape->start);
	if (shape->ndigits >= 2 && (EndsWith(shape, "SS") || EndsWith(shape, "XX")))
		return psprintf("This is Eurostat's code for trade that it keeps confidential or does not break down; left(code, %d) gives the code \"%.*s\" that it is a part of.",
						shape->ndigits - shape->ndigits % 2,
						shape->ndigits - shape->ndigits % 2, shape->start);
	return "Keep totals (\"TOTAL\") and national codes with letters in a text column.";
}

/*
 * A zero was lost in front or behind, or one too many was printed.
 */
static const char *
HintForZero(const HsShape *shape)
{
	const char *text = shape->start;

	if (shape->has_separator && shape->last == 1 && text[shape->len - 1] == '0' &&
		shape->whole == shape->ndigits - 1 && shape->whole > 4)
		return psprintf("This is a number with decimals, \".0\" being none of the code: \"%s%.*s\".",
						shape->whole % 2 ? "0" : "", shape->whole, text);
	if (shape->ndigits == 9 && !shape->has_separator)
		return "If a leading zero was lost, put it back, or use hs_from_int(number, 10). Of national codes of nine digits, such as Japan's, take the first six: left(code, 6).";
	if (shape->ndigits == 9 && shape->last == 3 && shape->whole % 2 == 0)
		return "Of national codes of nine digits, such as Japan's, take the first six alone.";
	if (shape->has_separator && shape->whole % 2 == 0)
		return psprintf("If a trailing zero was lost, put it back: \"%.*s0\".",
						shape->len, text);
	if (shape->has_separator)
		return psprintf("If a leading zero was lost, put it back: \"0%.*s\".",
						shape->len, text);
	return psprintf("If a leading zero was lost, put it back: \"0%.*s\", or use hs_from_int(number, %d).",
					shape->len, text, shape->ndigits + 1);
}

const char *
HsFaultHint(HsFault fault, const char *text)
{
	HsShape		shape = ShapeOf(text);

	if (fault == HS_NO_DIGITS)
		return "For an absent code use NULL.";
	if (text[0] == '{')
		return "An array of codes needs its type: '{0401,0402}'::hs_code[].";
	if (EndsWith(&shape, "*") || EndsWith(&shape, "%"))
		return "Leave the pattern sign out: \"<@\" takes a code for all that lies below it.";
	if (shape.has_letter)
		return HintForLetters(&shape);
	if (fault == HS_TOO_LONG)
		return shape.ndigits % 2 ?
			"National codes of more digits begin with the HS code: put back the leading zero where it was lost, and cut them, left(code, 10), or left(code, 6) for what all countries share." :
			"National codes of more digits begin with the HS code: cut them, left(code, 10), or left(code, 6) for what all countries share.";
	if ((fault == HS_ODD || fault == HS_BAD_SEPARATOR) &&
		(shape.ndigits % 2 || shape.whole % 2) && shape.ndigits <= HS_MAX_DIGITS)
		return HintForZero(&shape);
	return NULL;
}
