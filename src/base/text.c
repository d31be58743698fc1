/*
 * text.c
 *		Folding of human text into comparison keys.
 *
 * Text that is all ASCII, which most is, never meets ICU.  The rest is brought
 * to UTF-16 in buffers of our own; the normalizers are ICU's singletons, which
 * are neither opened nor closed, so an error in between leaks nothing.
 *
 * Sources: Unicode Standard Annex 15 (NFKC_Casefold), Unicode 3.13 (default
 * caseless matching), CLDR's Latin-ASCII transform for letters such as ø.
 */
#include "base/text.h"

#include "base/text_icu.h"
#include "mb/pg_wchar.h"
#include "utils/memutils.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* UTF-16 text that starts on the stack and moves to the heap when it grows */
typedef struct Wide
{
	UChar	   *units;
	int32_t		len;
	int32_t		size;
	UChar		room[256];
} Wide;

static void
WideInit(Wide *wide)
{
	wide->units = wide->room;
	wide->len = 0;
	wide->size = lengthof(wide->room);
}

static void
WideFree(Wide *wide)
{
	if (wide->units != wide->room)
		pfree(wide->units);
	WideInit(wide);
}

/*
 * Room for size units; what was there is lost.
 */
static void
WideReserve(Wide *wide, int32_t size)
{
	if (size <= wide->size)
		return;
	WideFree(wide);
	wide->units = palloc_extended(sizeof(UChar) * (Size) size, MCXT_ALLOC_HUGE);
	wide->size = size;
}

static inline bool
IsApostrophe(UChar c)
{
	return c == '`' || c == 0x00B4 || (c >= 0x02B9 && c <= 0x02BD) ||
		(c >= 0x2018 && c <= 0x201B) || c == 0x2032 || c == 0x2035;
}

static inline bool
IsDash(UChar c)
{
	return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 ||
		c == 0xFE63 || c == 0xFF0D;
}

static inline bool
IsQuote(UChar c)
{
	return c == 0x00AB || c == 0x00BB || (c >= 0x201C && c <= 0x201F) ||
		c == 0x2033;
}

/*
 * Marks that NFKC would turn into a blank and an accent (U+00B4) or leave as
 * variants of each other.
 */
static void
UnifyMarks(UChar *units, int32_t len)
{
	for (int32_t i = 0; i < len; i++)
	{
		if (IsApostrophe(units[i]))
			units[i] = '\'';
		else if (IsDash(units[i]))
			units[i] = '-';
		else if (IsQuote(units[i]))
			units[i] = '"';
	}
}

/*
 * Runs a normalizer, twice where the first guess of the room was too small.
 */
static void
Normalize(const UNormalizer2 *normalizer, const Wide *from, Wide *to)
{
	UErrorCode	status = U_ZERO_ERROR;

	WideReserve(to, from->len + from->len / 2 + 16);
	to->len = unorm2_normalize(normalizer, from->units, from->len,
							   to->units, to->size, &status);
	if (status == U_BUFFER_OVERFLOW_ERROR)
	{
		status = U_ZERO_ERROR;
		WideReserve(to, to->len);
		to->len = unorm2_normalize(normalizer, from->units, from->len,
								   to->units, to->size, &status);
	}
	CheckIcu(status, "normalization");
}

/*
 * Letters without a separable mark, spelt in plain ones.  NULL for all others.
 * Only lower case can come, after the case folding.
 */
static const char *
PlainSpelling(UChar c)
{
	switch (c)
	{
		case 0x00E6:
			return "ae";
		case 0x00F0:
		case 0x0111:
			return "d";
		case 0x00F8:
			return "o";
		case 0x00FE:
			return "th";
		case 0x0127:
			return "h";
		case 0x0142:
			return "l";
		case 0x0153:
			return "oe";
		case 0x0167:
			return "t";
		case 0x0259:
			return "a";
		default:
			return NULL;
	}
}

/*
 * Takes the combining marks off a decomposed text.  The block U+0300-U+036F is
 * that of the Latin, Greek and Cyrillic scripts; those of others lie elsewhere.
 */
static void
StripAccents(const Wide *from, Wide *to)
{
	WideReserve(to, from->len * 2 + 1);
	to->len = 0;
	for (int32_t i = 0; i < from->len; i++)
	{
		UChar		c = from->units[i];
		const char *plain;

		if (c >= 0x0300 && c <= 0x036F)
			continue;
		plain = c < 0x80 ? NULL : PlainSpelling(c);
		if (plain == NULL)
			to->units[to->len++] = c;
		else
			while (*plain)
				to->units[to->len++] = *plain++;
	}
}

/*
 * Both Turkish letters become i: the dotted capital folds to i and a dot
 * above, the dotless small one folds to itself.
 */
static void
UnifyTurkish(Wide *wide)
{
	int32_t		kept = 0;

	for (int32_t i = 0; i < wide->len; i++)
	{
		UChar		c = wide->units[i];

		if (c == 0x0131)
			c = 'i';
		if (c == 0x0307 && kept > 0 && wide->units[kept - 1] == 'i')
			continue;
		wide->units[kept++] = c;
	}
	wide->len = kept;
}

/*
 * In place: what is written is never longer than what was read.
 */
static void
StripToBare(Wide *wide)
{
	int32_t		kept = 0;

	for (int32_t i = 0; i < wide->len;)
	{
		int32_t		start = i;
		int32_t		digit;
		UChar32		c;

		U16_NEXT(wide->units, i, wide->len, c);
		digit = u_charDigitValue(c);
		if (digit >= 0)
			wide->units[kept++] = (UChar) ('0' + digit);
		else if (u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK))
			while (start < i)
				wide->units[kept++] = wide->units[start++];
	}
	wide->len = kept;
}

/*
 * In place; no white space of Unicode lies outside the first plane.
 */
static void
CollapseBlanks(Wide *wide)
{
	int32_t		kept = 0;

	for (int32_t i = 0; i < wide->len; i++)
	{
		UChar		c = wide->units[i];

		if (c < 0x80 ? (c <= ' ' || c == 0x7F) : u_isUWhiteSpace(c))
		{
			if (kept > 0 && wide->units[kept - 1] != ' ')
				wide->units[kept++] = ' ';
		}
		else
			wide->units[kept++] = c;
	}
	if (kept > 0 && wide->units[kept - 1] == ' ')
		kept--;
	wide->len = kept;
}

static char *
WideToUtf8(const Wide *wide, size_t *len)
{
	UErrorCode	status = U_ZERO_ERROR;
	Size		size = (Size) wide->len * 3 + 1;
	char	   *text = palloc_extended(size, MCXT_ALLOC_HUGE);
	int32_t		written = 0;

	u_strToUTF8(text, (int32_t) Min(size, (Size) PG_INT32_MAX), &written,
				wide->units, wide->len, &status);
	CheckIcu(status, "conversion to UTF-8");
	text[written] = '\0';
	*len = written;
	return text;
}

static void
WideFromUtf8(const char *utf8, size_t len, Wide *wide)
{
	UErrorCode	status = U_ZERO_ERROR;

	WideReserve(wide, (int32_t) len + 1);
	u_strFromUTF8(wide->units, wide->size, &wide->len, utf8, (int32_t) len,
				  &status);
	CheckIcu(status, "conversion from UTF-8");
}

static char *
FoldWide(const char *text, size_t len, int flags, size_t *folded_len)
{
	UErrorCode	status = U_ZERO_ERROR;
	const UNormalizer2 *casefold = unorm2_getNFKCCasefoldInstance(&status);
	const UNormalizer2 *decompose = unorm2_getNFDInstance(&status);
	const UNormalizer2 *compose = unorm2_getNFCInstance(&status);
	Wide		a;
	Wide		b;
	char	   *folded;

	CheckIcu(status, "loading of the normalizers");
	WideInit(&a);
	WideInit(&b);
	WideFromUtf8(text, len, &a);
	UnifyMarks(a.units, a.len);
	Normalize(casefold, &a, &b);
	UnifyTurkish(&b);
	if (flags & TEXT_FOLD_ACCENTS)
	{
		Normalize(decompose, &b, &a);
		StripAccents(&a, &b);
	}
	Normalize(compose, &b, &a);
	if (flags & TEXT_FOLD_BARE)
		StripToBare(&a);
	CollapseBlanks(&a);
	folded = WideToUtf8(&a, folded_len);
	WideFree(&a);
	WideFree(&b);
	return folded;
}

/*
 * Returns NULL at the first byte that is not ASCII.
 */
static char *
FoldAscii(const char *text, size_t len, int flags, size_t *folded_len)
{
	char	   *folded;
	size_t		kept = 0;

	for (size_t i = 0; i < len; i++)
		if (IS_HIGHBIT_SET(text[i]))
			return NULL;

	folded = palloc(len + 1);
	for (size_t i = 0; i < len; i++)
	{
		char		c = text[i];

		if (c >= 'A' && c <= 'Z')
			c += 'a' - 'A';
		else if (c == '`')
			c = '\'';
		if ((flags & TEXT_FOLD_BARE) && !isalnum((unsigned char) c))
			continue;
		if (c > ' ' && c != 0x7F)
			folded[kept++] = c;
		else if (kept > 0 && folded[kept - 1] != ' ')
			folded[kept++] = ' ';
	}
	if (kept > 0 && folded[kept - 1] == ' ')
		kept--;
	folded[kept] = '\0';
	*folded_len = kept;
	return folded;
}

static void
CheckLength(size_t len)
{
	if (len > TEXT_FOLD_LIMIT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("text of %zu bytes is too long to be folded", len),
				 errdetail("At most %d bytes can be.", TEXT_FOLD_LIMIT)));
}

char *
FoldUtf8(const char *text, size_t len, int flags, size_t *folded_len)
{
	char	   *folded;

	CheckLength(len);
	folded = FoldAscii(text, len, flags, folded_len);
	if (folded == NULL)
		folded = FoldWide(text, len, flags, folded_len);
	return folded;
}

/*
 * Convert first, open last: whatever the server may raise, it raises before
 * anything is held.
 */
char *
FoldText(const char *text, size_t len, int flags, size_t *folded_len)
{
	char	   *folded;
	char	   *utf8;

	CheckLength(len);
	folded = FoldAscii(text, len, flags, folded_len);
	if (folded != NULL)
		return folded;
	utf8 = pg_server_to_any(text, (int) len, PG_UTF8);
	if (utf8 != text)
		len = strlen(utf8);
	folded = FoldWide(utf8, len, flags, folded_len);
	if (utf8 != text)
		pfree(utf8);
	return folded;
}
