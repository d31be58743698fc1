/*
 * redact_letter.c
 *		Identifiers that begin with a letter, and addresses.
 */
#include "disclosure/redact_scan.h"

#include "disclosure/redact_math.h"

/* the longest identifier, and how it was separated */
#define LONGEST_ID 18

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

int
ScanLetterId(PiiScan *scan, int i)
{
	int			letters = 0;
	int			next;
	IdText		id;
	PiiKind		kind = PII_KINDS;

	if (WordAtOrEnd(scan, i - 1))
		return i;
	while (letters < 7 && FitsClass(SymbolAtOrEnd(scan, i + letters), '&'))
		letters++;
	next = i + letters;
	if (!DigitAtOrEnd(scan, next) && !DigitAtOrEnd(scan, next + 1) &&
		SkipLineBreak(scan, next) == next && !DigitAtOrEnd(scan, next + 2))
		return i;

	if (letters == 1 && ReadPatronal(scan, i, &id))
		kind = PII_REGISTRO_PATRONAL;
	else if (letters == 4 && ReadShape(scan, i, "AAAA_DDDDDD_SAA_AAA_X_D", &id))
		kind = PII_CURP;
	else if (letters <= 4 && ReadShape(scan, i, "AAAADDDDDDSAAAAAXD", &id))
		kind = PII_CURP;
	else if (letters == 6 && ReadShape(scan, i, "AAAAAA_DDDDDDDD_SDDD", &id))
		kind = PII_CLAVE_ELECTOR;
	else if ((letters == 3 || letters == 4) && ReadRfc(scan, i, letters, &id))
		kind = PII_RFC;
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

	while (start > 0 && IsLocalPart(scan->symbol[start - 1]))
		start--;
	while (start < i && !SymbolIsWord(scan->symbol[start]))
		start++;
	while (WordAtOrEnd(scan, end) ||
		   ((SymbolAtOrEnd(scan, end) == '.' || SymbolAtOrEnd(scan, end) == '-') &&
			WordAtOrEnd(scan, end + 1)))
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

	while (end < scan->n && scan->symbol[end] > ' ' &&
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
