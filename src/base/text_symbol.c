/*
 * text_symbol.c
 *		Characters as plain symbols, by the properties that ICU knows.
 *
 * What ICU said of a character is kept for the life of the backend, 256
 * characters a page; nearly all text needs one or two pages.
 */
#include "base/text_symbol.h"

#include "utils/memutils.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#define PAGES 256
#define PAGE_SIZE 256

/* a symbol that was not asked for yet */
#define SYMBOL_UNKNOWN 0xff

static uint8 *page_of_bmp[PAGES];

static uint8
SymbolOfAscii(uint8 c)
{
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 'A';
	if (c == '\n' || c == '\v' || c == '\f' || c == '\r')
		return '\n';
	if (c == '\t' || c == ' ')
		return ' ';
	return c < ' ' || c == 0x7f ? SYMBOL_OTHER : c;
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
	plain = PlainCharacter(c);
	if (plain != 0)
		return SymbolOfAscii(plain);
	return u_isalpha(c) ? SYMBOL_LETTER : SYMBOL_OTHER;
}

uint8
SymbolOfCharacter(pg_wchar c)
{
	uint8	   *page;

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

uint8 *
SymbolsOfText(const char *text, int len, int *n, int **at)
{
	uint8	   *symbols = palloc_extended((Size) len + 1, MCXT_ALLOC_HUGE);
	int			ascii = 0;
	int			kept = 0;

	while (ascii < len && !IS_HIGHBIT_SET(text[ascii]))
	{
		symbols[ascii] = SymbolOfAscii((uint8) text[ascii]);
		ascii++;
	}
	*at = NULL;
	*n = ascii;
	if (ascii == len)
		return symbols;

	*at = palloc_extended(sizeof(int) * ((Size) len + 1), MCXT_ALLOC_HUGE);
	for (; kept < ascii; kept++)
		(*at)[kept] = kept;
	for (int i = ascii; i < len;)
	{
		int			charlen = !IS_HIGHBIT_SET(text[i]) ? 1 :
			Min(pg_mblen(text + i), len - i);
		uint8		symbol = SymbolAt(text + i, charlen);

		if (symbol != SYMBOL_IGNORED)
		{
			symbols[kept] = symbol;
			(*at)[kept++] = i;
		}
		i += charlen;
	}
	*n = kept;
	return symbols;
}
