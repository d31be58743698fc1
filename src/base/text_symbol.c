/*
 * text_symbol.c
 *		Characters as plain symbols, by the properties that ICU knows.
 *
 * What ICU said of a character is kept for the life of the backend, 256
 * characters a page; nearly all text needs one or two pages.
 */
#include "base/text_symbol.h"

#include "base/text_escape.h"
#include "utils/memutils.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#define PAGES 256
#define PAGE_SIZE 256

/* a symbol that was not asked for yet */
#define SYMBOL_UNKNOWN 0xff

static uint8 *page_of_bmp[PAGES];

/* of each ASCII character; filled at the first use */
static uint8 symbol_of_ascii[0x80];
static bool filled = false;

static uint8
ComputeSymbolOfAscii(uint8 c)
{
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 'A';
	if (c == '\n' || c == '\v' || c == '\f' || c == '\r')
		return '\n';
	if (c == '\t' || c == ' ')
		return ' ';
	return c < ' ' || c == 0x7f ? SYMBOL_OTHER : c;
}

static void
FillSymbolsOfAscii(void)
{
	for (int c = 0; c < 0x80; c++)
		symbol_of_ascii[c] = ComputeSymbolOfAscii((uint8) c);
	filled = true;
}

static inline uint8
SymbolOfAscii(uint8 c)
{
	return symbol_of_ascii[c];
}

/*
 * Capital and small letters of Greek and Cyrillic, and others, that nobody can
 * tell from Latin ones, each before what it looks like (Unicode Technical
 * Standard 39, confusables).
 */
static const struct
{
	uint16		c;
	uint8		plain;
}			look_alike[] = {
	{0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'}, {0x0396, 'Z'}, {0x0397, 'H'},
	{0x0399, 'I'}, {0x039A, 'K'}, {0x039C, 'M'}, {0x039D, 'N'}, {0x039F, 'O'},
	{0x03A1, 'P'}, {0x03A4, 'T'}, {0x03A5, 'Y'}, {0x03A7, 'X'}, {0x03B1, 'A'},
	{0x03B5, 'E'}, {0x03B9, 'I'}, {0x03BA, 'K'}, {0x03BD, 'V'}, {0x03BF, 'O'},
	{0x03C1, 'P'}, {0x03C4, 'T'}, {0x03C5, 'U'}, {0x03C7, 'X'}, {0x03F2, 'C'},
	{0x03F9, 'C'}, {0x0405, 'S'}, {0x0406, 'I'}, {0x0408, 'J'}, {0x0410, 'A'},
	{0x0412, 'B'}, {0x0415, 'E'}, {0x0417, '3'}, {0x041A, 'K'}, {0x041C, 'M'},
	{0x041D, 'H'}, {0x041E, 'O'}, {0x0420, 'P'}, {0x0421, 'C'}, {0x0422, 'T'},
	{0x0423, 'Y'}, {0x0425, 'X'}, {0x0430, 'A'}, {0x0432, 'B'}, {0x0435, 'E'},
	{0x043A, 'K'}, {0x043C, 'M'}, {0x043D, 'H'}, {0x043E, 'O'}, {0x0440, 'P'},
	{0x0441, 'C'}, {0x0442, 'T'}, {0x0443, 'Y'}, {0x0445, 'X'}, {0x0455, 'S'},
	{0x0456, 'I'}, {0x0458, 'J'}, {0x04AE, 'Y'}, {0x04AF, 'Y'}, {0x04BA, 'H'},
	{0x04BB, 'H'}, {0x04CF, 'L'}, {0x04C0, 'I'}, {0x0501, 'D'}, {0x051A, 'Q'},
	{0x051B, 'Q'}, {0x051C, 'W'}, {0x051D, 'W'}, {0x0131, 'I'}, {0x0237, 'J'},
	{0x0141, 'L'}, {0x0142, 'L'}, {0x00D8, 'O'}, {0x00F8, 'O'}, {0x0110, 'D'},
	{0x0111, 'D'}, {0x0261, 'G'}, {0x0269, 'I'}, {0x01C0, 'L'}, {0x2223, 'L'},
	{0x1D00, 'A'}, {0x1D04, 'C'}, {0x1D05, 'D'}, {0x1D07, 'E'}, {0x1D0A, 'J'},
	{0x1D0B, 'K'}, {0x1D0D, 'M'}, {0x1D0F, 'O'}, {0x1D18, 'P'}, {0x1D1B, 'T'},
	{0x1D1C, 'U'}, {0x1D20, 'V'}, {0x1D21, 'W'}, {0x1D22, 'Z'}, {0x0262, 'G'},
	{0x026A, 'I'}, {0x0274, 'N'}, {0x0280, 'R'}, {0x028F, 'Y'}, {0x0299, 'B'},
	{0x029C, 'H'}, {0x029F, 'L'}, {0x2024, '.'}, {0x3002, '.'},
	{0x2044, '/'}, {0x2215, '/'}, {0x2236, ':'}, {0xA789, ':'}, {0x02D0, ':'}
};

static uint8
LookAlike(UChar32 c)
{
	for (int i = 0; i < (int) lengthof(look_alike); i++)
		if (look_alike[i].c == c)
			return look_alike[i].plain;
	return 0;
}

/*
 * The one ASCII character that a character stands for, without its marks;
 * 0 for none or several.
 */
static uint8
PlainCharacter(UChar32 c)
{
	UErrorCode	status = U_ZERO_ERROR;
	const UNormalizer2 *decompose = unorm2_getNFKDInstance(&status);
	UChar		units[32];
	int32_t		len;
	uint8		plain = 0;

	if (U_FAILURE(status))
		elog(ERROR, "loading of the normalizer failed: %s",
			 u_errorName(status));
	len = unorm2_getDecomposition(decompose, c, units, lengthof(units),
								  &status);
	if (U_FAILURE(status) || len < 0)
		return 0;
	for (int32_t i = 0; i < len; i++)
	{
		if (U_GET_GC_MASK(units[i]) & U_GC_M_MASK)
			continue;
		if (plain != 0 || units[i] >= 0x80)
			return 0;
		plain = (uint8) units[i];
	}
	return plain;
}

static uint8
ComputeSymbol(UChar32 c)
{
	int32_t		digit = u_charDigitValue(c);
	uint8		plain;

	if (digit >= 0)
		return (uint8) ('0' + digit);
	if (c == 0x00D1 || c == 0x00F1)
		return SYMBOL_ENYE;
	if (c == 0x0085 || c == 0x2028 || c == 0x2029)
		return '\n';
	if (u_isUWhiteSpace(c))
		return ' ';
	if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
		(U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK)))
		return SYMBOL_IGNORED;
	if (u_hasBinaryProperty(c, UCHAR_DASH))
		return '-';
	if (u_charType(c) == U_CURRENCY_SYMBOL)
		return '$';
	plain = LookAlike(c);
	if (plain == 0)
		plain = PlainCharacter(c);
	if (plain != 0)
		return SymbolOfAscii(plain);
	return u_isalpha(c) ? SYMBOL_LETTER : SYMBOL_OTHER;
}

uint8
SymbolOfCharacter(pg_wchar c)
{
	uint8	   *page;

	if (!filled)
		FillSymbolsOfAscii();
	if (c < 0x80)
		return SymbolOfAscii((uint8) c);
	if (c >= PAGES * PAGE_SIZE)
		return ComputeSymbol((UChar32) c);
	page = page_of_bmp[c / PAGE_SIZE];
	if (page == NULL)
	{
		page = MemoryContextAlloc(TopMemoryContext, PAGE_SIZE);
		memset(page, SYMBOL_UNKNOWN, PAGE_SIZE);
		page_of_bmp[c / PAGE_SIZE] = page;
	}
	if (page[c % PAGE_SIZE] == SYMBOL_UNKNOWN)
		page[c % PAGE_SIZE] = ComputeSymbol((UChar32) c);
	return page[c % PAGE_SIZE];
}

/*
 * Encodings other than UTF-8 and Latin 1 are looked at byte by byte where it is
 * ASCII; a character beyond is a letter, which at least bounds a word.
 */
static uint8
SymbolAt(const char *text, int charlen)
{
	if (!IS_HIGHBIT_SET(*text))
		return SymbolOfAscii((uint8) *text);
	if (GetDatabaseEncoding() == PG_UTF8)
		return SymbolOfCharacter(utf8_to_unicode((const unsigned char *) text));
	if (GetDatabaseEncoding() == PG_LATIN1 && charlen == 1)
		return SymbolOfCharacter((uint8) *text);
	return SYMBOL_LETTER;
}

/*
 * The symbol at some byte, and where the next character begins.
 */
static int
ReadSymbol(const char *text, int len, int i, uint8 *symbol)
{
	pg_wchar	escaped;
	int			charlen = MayBeEscape(text[i]) ? ReadEscape(text + i, len - i, &escaped) : 0;

	if (charlen > 0)
		*symbol = SymbolOfCharacter(escaped);
	else
	{
		charlen = !IS_HIGHBIT_SET(text[i]) ? 1 : Min(pg_mblen(text + i), len - i);
		*symbol = SymbolAt(text + i, charlen);
	}
	return i + charlen;
}

uint8 *
SymbolsOfText(const char *text, int len, int *n, int **at)
{
	uint8	   *symbols = palloc_extended((Size) len + 1, MCXT_ALLOC_HUGE);
	int			plain = 0;
	int			kept;
	pg_wchar	escaped;

	if (!filled)
		FillSymbolsOfAscii();
	while (plain < len && !IS_HIGHBIT_SET(text[plain]) &&
		   !(MayBeEscape(text[plain]) && ReadEscape(text + plain, len - plain, &escaped) > 0))
	{
		symbols[plain] = SymbolOfAscii((uint8) text[plain]);
		plain++;
	}
	*at = NULL;
	*n = plain;
	if (plain == len)
		return symbols;

	*at = palloc_extended(sizeof(int) * ((Size) len + 1), MCXT_ALLOC_HUGE);
	for (kept = 0; kept < plain; kept++)
		(*at)[kept] = kept;
	for (int i = plain; i < len;)
	{
		(*at)[kept] = i;
		i = ReadSymbol(text, len, i, &symbols[kept]);
		if (symbols[kept] != SYMBOL_IGNORED)
			kept++;
	}
	*n = kept;
	return symbols;
}
