/*
 * redact_letter.c
 *		Identifiers that begin with a letter, as the rows of redact_shape.c
 *		describe them.
 */
#include "redact/redact_scan.h"

#include "redact/redact_shape.h"

#define LONGEST_ID 18
#define MOST_LETTERS 6
#define MOST_ROWS 16

/* digits that must be digits, and not letters that look like them */
#define LEAST_DIGITS 3

/* an identifier that was read, and how it was separated */
typedef struct IdText
{
	char		symbol[LONGEST_ID + 1]; /* without separators */
	int			len;
	int			ndigits;		/* where the shape wants them, and they are */
	bool		by_blank;		/* a blank stands in it */
	bool		by_mark;
	int			end;			/* in the scan */
} IdText;

/*
 * At most two blanks, one mark and two blanks.
 */
static int
SkipSeparator(const PiiScan *scan, int i, IdText *id)
{
	int			next = SkipBlanks(scan, i, 2);

	if (IsOneOf(SymbolAtOrEnd(scan, next), "-./_*~") ||
		SymbolAtOrEnd(scan, next) == SYMBOL_OTHER)
	{
		next++;
		id->by_mark = true;
	}
	else if (next > i)
		id->by_blank = true;
	return SkipBlanks(scan, next, 2);
}

/*
 * The symbol that stands here for one of the class; 0 for none.  People write
 * the letters O, I and L for the digits 0 and 1.
 */
static char
ReadClass(uint8 symbol, char class)
{
	bool		fits = false;

	switch (class)
	{
		case 'A':				/* a letter */
			fits = SymbolIsLatin(symbol);
			break;
		case '&':				/* a letter of a company's name */
			fits = SymbolIsLatin(symbol) || symbol == '&';
			break;
		case 'D':				/* a digit */
			if (symbol == 'O' || symbol == 'I' || symbol == 'L')
				return symbol == 'O' ? '0' : '1';
			fits = SymbolIsDigit(symbol);
			break;
		case 'X':				/* either */
			fits = SymbolIsDigit(symbol) || (symbol >= 'A' && symbol <= 'Z');
			break;
		case 'S':				/* a sex */
			fits = symbol == 'H' || symbol == 'M' || symbol == 'X';
			break;
		case 'E':				/* a check digit modulo 11 */
			fits = SymbolIsDigit(symbol) || symbol == 'A';
			break;
	}
	if (!fits)
		return 0;
	return symbol == SYMBOL_ENYE ? '#' : (char) symbol;
}

/*
 * Reads a shape.  False where the text has another one or goes on as a word,
 * which only the longest may, since nothing else looks like them.
 */
static bool
ReadShape(const PiiScan *scan, int i, const char *shape, IdText *id)
{
	memset(id, 0, sizeof(*id));
	for (; *shape != '\0'; shape++)
	{
		char		read;

		if (*shape == '_')
		{
			if (SkipLineBreak(scan, i) == i)
				i = SkipSeparator(scan, i, id);
			continue;
		}
		if (id->len > 0 && !WordAtOrEnd(scan, i))
			i = SkipLineBreak(scan, i);
		read = ReadClass(SymbolAtOrEnd(scan, i), *shape);
		if (read == 0)
			return false;
		id->ndigits += *shape == 'D' && DigitAtOrEnd(scan, i);
		id->symbol[id->len++] = read;
		i++;
	}
	id->end = i;
	return id->ndigits >= LEAST_DIGITS &&
		(!WordAtOrEnd(scan, i) || (id->len == LONGEST_ID && LetterAtOrEnd(scan, i)));
}

/* the shapes that begin with so many letters; filled at the first use */
typedef struct LetterForms
{
	const PiiShape *row[MOST_ROWS];
	PiiWord		word[MOST_ROWS];	/* of its kind */
	int			n;
} LetterForms;

static LetterForms form_list[MOST_LETTERS + 1];
static bool filled = false;

static void
FillForms(void)
{
	for (int i = 0; i < pii_nshapes; i++)
	{
		const char *shape = pii_shape[i].shape == NULL ? "" : pii_shape[i].shape;
		int			letters = (int) strspn(shape, "A&");
		LetterForms *forms;

		letters = letters > 0 ? letters : shape[0] == 'X';
		if (letters == 0 || letters > MOST_LETTERS)
			continue;
		forms = &form_list[letters];
		if (forms->n == MOST_ROWS)
			elog(ERROR, "too many shapes begin with %d letters", letters);
		forms->row[forms->n] = &pii_shape[i];
		forms->word[forms->n++] = UINT64CONST(1) << PiiKindNamed(pii_shape[i].kind);
	}
	filled = true;
}

static bool
RowHolds(const PiiShape *row, const IdText *id)
{
	if (row->marks != NULL &&
		(id->by_blank || id->by_mark != (row->marks[0] != '\0')))
		return false;
	return row->holds == NULL || row->holds(id->symbol, id->len);
}

const char *
KindOfPiiWord(const PiiScan *scan, int i, int letters, int *end)
{
	const LetterForms *forms = &form_list[Min(letters, MOST_LETTERS)];
	IdText		id;

	if (!filled)
		FillForms();
	for (int n = 0; n < forms->n && letters <= MOST_LETTERS; n++)
	{
		const PiiShape *row = forms->row[n];

		if ((row->needs & NEEDS_WORD) != 0 && !SaidWithin(scan, forms->word[n], row->near))
			continue;
		if (ReadShape(scan, i, row->shape, &id) && RowHolds(row, &id))
		{
			*end = id.end;
			return row->kind;
		}
	}
	return NULL;
}

/*
 * The letters may be torn apart by the end of a line: how many there are.
 */
static int
TornLetters(const PiiScan *scan, int i)
{
	int			letters = 0;

	while (letters <= MOST_LETTERS)
	{
		int			next = SkipLineBreak(scan, i);

		if (letters > 0 && !WordAtOrEnd(scan, i) && next > i)
			i = next;
		if (ReadClass(SymbolAtOrEnd(scan, i), '&') == 0)
			break;
		i++;
		letters++;
	}
	return letters;
}

static bool
DigitIsNear(const PiiScan *scan, int i)
{
	for (int ahead = 0; ahead < 4; ahead++)
		if (DigitAtOrEnd(scan, i + ahead))
			return true;
	return false;
}

/*
 * Behind a word that is glued to it, such as "CURP": the word must introduce
 * a kind, or what follows be so long that nothing else looks like it.
 */
static const char *
KindBehindLabel(PiiScan *scan, int i, int letters, int *start, int *end)
{
	for (int rest = Min(letters - 1, MOST_LETTERS); rest >= 1; rest--)
	{
		PiiScan		labelled = *scan;
		const char *kind;

		*start = i + letters - rest;
		labelled.last_word = MeaningOfLabel(scan, i, *start);
		labelled.last_word_no = scan->nwords;
		if (labelled.last_word == 0 && rest != 4)
			continue;
		kind = KindOfPiiWord(&labelled, *start, rest, end);
		if (kind != NULL && (labelled.last_word != 0 || *end - *start >= LONGEST_ID))
			return kind;
	}
	return NULL;
}

int
ScanLetterId(PiiScan *scan, int i)
{
	int			letters = 0;
	int			start = i;
	int			end;
	bool		digit_is_near;
	const char *kind = NULL;

	while (letters < LONGEST_ID && (SymbolIsLatin(SymbolAtOrEnd(scan, i + letters)) ||
									SymbolAtOrEnd(scan, i + letters) == '&'))
		letters++;
	if (letters == 0 || WordAtOrEnd(scan, i - 1))
		return i;
	digit_is_near = DigitIsNear(scan, i + letters);
	if (letters <= MOST_LETTERS && digit_is_near)
		kind = KindOfPiiWord(scan, i, letters, &end);
	if (kind == NULL && letters > 1 && digit_is_near)
		kind = KindBehindLabel(scan, i, letters, &start, &end);
	if (kind == NULL && letters <= MOST_LETTERS && SkipLineBreak(scan, i + letters) > i + letters)
	{
		start = i;
		kind = KindOfPiiWord(scan, i, TornLetters(scan, i), &end);
	}
	if (kind == NULL)
		return i;
	AddPiiMatch(scan, kind, start, end);
	return end;
}
