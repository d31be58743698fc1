/*
 * redact_letter.c
 *		Identifiers that begin with a letter, and addresses.
 */
#include "redact/redact_scan.h"

#include "redact/redact_math.h"

#define LONGEST_ID 18

/* no longer ones are looked for, so that no text takes quadratic time */
#define LONGEST_LOCAL_PART 64	/* RFC 5321 */
#define LONGEST_DOMAIN 255
#define LONGEST_URL 2048

/* an identifier that was read, and how it was separated */
typedef struct IdText
{
	char		symbol[LONGEST_ID + 1]; /* without separators */
	int			len;
	bool		by_blank;		/* a blank stands in it */
	bool		by_dash;
	int			end;			/* in the scan */
} IdText;

/*
 * A line may end anywhere in an identifier, with or without a dash.
 */
static int
SkipLineBreak(const PiiScan *scan, int i)
{
	int			next = i;

	if (SymbolAtOrEnd(scan, next) == '-')
		next++;
	while (SymbolAtOrEnd(scan, next) == ' ')
		next++;
	if (next >= scan->n || scan->symbol[next] != '\n')
		return i;
	while (next < scan->n &&
		   (scan->symbol[next] == '\n' || scan->symbol[next] == ' '))
		next++;
	return next;
}

/*
 * At most one blank, one mark and another blank.
 */
static int
SkipSeparator(const PiiScan *scan, int i, IdText *id)
{
	int			next = i;

	if (SymbolAtOrEnd(scan, next) == ' ')
		next++;
	if (SymbolAtOrEnd(scan, next) == '-' || SymbolAtOrEnd(scan, next) == '.' ||
		SymbolAtOrEnd(scan, next) == '/')
	{
		next++;
		id->by_dash = true;
	}
	else if (next > i)
		id->by_blank = true;
	if (SymbolAtOrEnd(scan, next) == ' ')
		next++;
	return next;
}

static bool
FitsClass(uint8 symbol, char class)
{
	switch (class)
	{
		case 'A':				/* a letter */
			return SymbolIsLatin(symbol);
		case '&':				/* a letter of a company's name */
			return SymbolIsLatin(symbol) || symbol == '&';
		case 'D':				/* a digit */
			return SymbolIsDigit(symbol);
		case 'X':				/* either */
			return SymbolIsDigit(symbol) || (symbol >= 'A' && symbol <= 'Z');
		case 'S':				/* a sex */
			return symbol == 'H' || symbol == 'M' || symbol == 'X';
		case 'E':				/* a check digit modulo 11 */
			return SymbolIsDigit(symbol) || symbol == 'A';
		default:
			return false;
	}
}

/*
 * Reads a shape of the classes above, in which '_' is a place for a separator.
 * False where the text has another shape or goes on as a word.
 */
static bool
ReadShape(const PiiScan *scan, int i, const char *shape, IdText *id)
{
	memset(id, 0, sizeof(*id));
	for (; *shape != '\0'; shape++)
	{
		if (*shape == '_')
		{
			if (SkipLineBreak(scan, i) == i)
				i = SkipSeparator(scan, i, id);
			continue;
		}
		if (id->len > 0 && !WordAtOrEnd(scan, i))
			i = SkipLineBreak(scan, i);
		if (!FitsClass(SymbolAtOrEnd(scan, i), *shape))
			return false;
		id->symbol[id->len++] = SymbolAtOrEnd(scan, i) == SYMBOL_ENYE ? '#' :
			(char) SymbolAtOrEnd(scan, i);
		i++;
	}
	id->end = i;
	return !WordAtOrEnd(scan, i);
}

static bool
IsMonthAndDay(const char digits[4])
{
	int			month = (digits[0] - '0') * 10 + digits[1] - '0';
	int			day = (digits[2] - '0') * 10 + digits[3] - '0';

	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static bool
HasLetter(const char *symbols, int n)
{
	for (int i = 0; i < n; i++)
		if (symbols[i] >= 'A' && symbols[i] <= 'Z')
			return true;
	return false;
}

/*
 * REF240512001 has the shape of an RFC too.  What has no letter in its last
 * three is one if the text says so, if its check digit holds, or if it is one
 * of the two generic ones; what is torn apart by blanks must have one and be
 * called an RFC or be in capitals.
 */
static bool
IsPlausibleRfc(const PiiScan *scan, const IdText *id, int letters)
{
	bool		said = SaidWithin(scan, WORD_RFC, 6);
	bool		lettered = HasLetter(id->symbol + letters + 6, 3);

	if (!IsMonthAndDay(id->symbol + letters + 2))
		return false;
	if (said)
		return true;
	if (id->by_blank || id->by_dash)
		return lettered;
	return lettered || RfcHolds(id->symbol, id->len) ||
		memcmp(id->symbol, "XAXX010101000", 13) == 0 ||
		memcmp(id->symbol, "XEXX010101000", 13) == 0;
}

static bool
ReadRfc(const PiiScan *scan, int i, int letters, IdText *id)
{
	if (ReadShape(scan, i, letters == 4 ? "&&&&_DDDDDD_XXE" : "&&&_DDDDDD_XXE",
				  id) && IsPlausibleRfc(scan, id, letters))
		return true;

	/* a person's without the last three, where the text says so */
	return letters == 4 && SaidWithin(scan, WORD_RFC, 4) &&
		ReadShape(scan, i, "AAAA_DDDDDD", id) &&
		IsMonthAndDay(id->symbol + 6);
}

/*
 * The dashes make the shape; without them only the word does.
 */
static bool
ReadPatronal(const PiiScan *scan, int i, IdText *id)
{
	return ReadShape(scan, i, "XDD_DDDDD_DD_D", id) &&
		((id->by_dash && !id->by_blank) ||
		 SaidWithin(scan, WORD_PATRONAL, 6));
}

/*
 * Torn apart by the end of a line among its letters.
 */
static PiiKind
ReadTorn(const PiiScan *scan, int i, IdText *id)
{
	if (ReadShape(scan, i, "AAAADDDDDDSAAAAAXD", id))
		return PII_CURP;
	if (ReadShape(scan, i, "AAAAAADDDDDDDDSDDD", id))
		return PII_CLAVE_ELECTOR;
	if (SaidWithin(scan, WORD_RFC, 4) &&
		((ReadShape(scan, i, "&&&&DDDDDDXXE", id) &&
		  IsMonthAndDay(id->symbol + 6)) ||
		 (ReadShape(scan, i, "&&&DDDDDDXXE", id) &&
		  IsMonthAndDay(id->symbol + 5))))
		return PII_RFC;
	return PII_KINDS;
}

/*
 * As many letters as the shape begins with tell which one it may be.
 */
static PiiKind
ReadLetterId(const PiiScan *scan, int i, int letters, IdText *id)
{
	if (letters == 1 && ReadPatronal(scan, i, id))
		return PII_REGISTRO_PATRONAL;
	if (letters == 4 && ReadShape(scan, i, "AAAA_DDDDDD_SAA_AAA_X_D", id))
		return PII_CURP;
	if (letters == 6 && ReadShape(scan, i, "AAAAAA_DDDDDDDD_SDDD", id))
		return PII_CLAVE_ELECTOR;
	if ((letters == 3 || letters == 4) && ReadRfc(scan, i, letters, id))
		return PII_RFC;
	return PII_KINDS;
}

int
ScanLetterId(PiiScan *scan, int i)
{
	int			letters = 0;
	int			next;
	IdText		id;
	PiiKind		kind = PII_KINDS;

	while (letters < 7 && FitsClass(SymbolAtOrEnd(scan, i + letters), '&'))
		letters++;
	next = i + letters;
	if (letters > 6 || WordAtOrEnd(scan, i - 1))
		return i;
	if (DigitAtOrEnd(scan, next) || DigitAtOrEnd(scan, next + 1) ||
		DigitAtOrEnd(scan, next + 2))
		kind = ReadLetterId(scan, i, letters, &id);
	if (kind == PII_KINDS && SkipLineBreak(scan, next) > next)
		kind = ReadTorn(scan, i, &id);
	if (kind == PII_KINDS)
		return i;
	AddPiiMatch(scan, kind, i, id.end);
	return id.end;
}

static bool
IsLocalPart(uint8 symbol)
{
	return SymbolIsWord(symbol) ||
		(symbol >= ' ' && strchr("._%+-'", symbol) != NULL && symbol != ' ');
}

/*
 * i is at the sign.  A line may end right behind it.
 */
int
ScanEmail(PiiScan *scan, int i)
{
	int			start = i;
	int			end = SkipLineBreak(scan, i + 1);
	int			dot = -1;

	while (start > 0 && i - start < LONGEST_LOCAL_PART &&
		   IsLocalPart(scan->symbol[start - 1]))
		start--;
	while (start < i && !SymbolIsWord(scan->symbol[start]))
		start++;
	while (end - i < LONGEST_DOMAIN &&
		   (WordAtOrEnd(scan, end) ||
			((SymbolAtOrEnd(scan, end) == '.' ||
			  SymbolAtOrEnd(scan, end) == '-') &&
			 WordAtOrEnd(scan, end + 1))))
	{
		if (scan->symbol[end] == '.')
			dot = end;
		end++;
	}
	if (start == i || dot < 0 || end - dot < 3 || DigitAtOrEnd(scan, dot + 1))
		return i;
	AddPiiMatch(scan, PII_EMAIL, start, end);
	return end;
}

/*
 * i is at "http", "https" or "www".
 */
int
ScanUrl(PiiScan *scan, int i)
{
	int			end = i;

	while (end < scan->n && end - i < LONGEST_URL && scan->symbol[end] > ' ' &&
		   strchr("<>\"{}|^`", scan->symbol[end]) == NULL)
		end++;
	while (end > i && strchr(".,;:!?)]'", scan->symbol[end - 1]) != NULL)
		end--;
	for (int dot = i; dot + 1 < end; dot++)
	{
		if (scan->symbol[dot] == '.' && WordAtOrEnd(scan, dot + 1))
		{
			AddPiiMatch(scan, PII_URL, i, end);
			return end;
		}
	}
	return i;
}
