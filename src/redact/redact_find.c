/*
 * redact_find.c
 *		One pass over the text, from word to number to word.
 */
#include "redact/redact_scan.h"

#include "miscadmin.h"

/* symbols between two looks at whether the query was cancelled */
#define SYMBOLS_PER_CHECK 0xffff

/* no abbreviation is longer */
#define LONG_WORD 6

/* letters and digits that stand alone, in a row */
#define LEAST_SPACED 9
#define MOST_SPACED 100
#define SPACED_OVERLAP 40

/*
 * The letters of an abbreviation with dots, as in "C.U.R.P." or "S.S.N.".
 * Returns its end; i for none.
 */
static int
ReadAbbreviation(const PiiScan *scan, int i, PiiWord *meaning)
{
	uint8		letter[8];
	PiiScan		spelled = *scan;
	int			n = 0;
	int			end = i;

	while (n < (int) lengthof(letter) && LetterAtOrEnd(scan, end) &&
		   SymbolAtOrEnd(scan, end + 1) == '.')
	{
		letter[n++] = scan->symbol[end];
		end += 2;
	}
	if (n < (int) lengthof(letter) && LetterAtOrEnd(scan, end) && !WordAtOrEnd(scan, end + 1))
		letter[n++] = scan->symbol[end++];
	if (n < 3)
		return i;
	spelled.symbol = letter;
	spelled.text = (const char *) letter;
	spelled.at = NULL;
	*meaning = MeaningOfWord(&spelled, 0, n);
	return *meaning != 0 ? end : i;
}

/*
 * May a number be glued to what ends here?
 */
static bool
IsGlued(const PiiScan *scan, int end)
{
	return DigitAtOrEnd(scan, end) ||
		(IsOneOf(SymbolAtOrEnd(scan, end), ".:-_/=") && DigitAtOrEnd(scan, end + 1));
}

/*
 * "12-V-1990"
 */
static bool
IsRomanMonth(const PiiScan *scan, int i, int end)
{
	uint8		mark = SymbolAtOrEnd(scan, i - 1);

	if (scan->day_word_no != scan->nwords || end - i > 4 || !IsOneOf(mark, "-/.") ||
		SymbolAtOrEnd(scan, end) != mark || !DigitAtOrEnd(scan, end + 1))
		return false;
	for (; i < end; i++)
		if (!IsOneOf(scan->symbol[i], "IVX"))
			return false;
	return true;
}

static void
NoteWord(PiiScan *scan, PiiWord word, int end)
{
	if ((word & WORD_OF) != 0 && scan->day_word_no == scan->nwords)
		scan->day_word_no++;
	else if ((word & WORD_TELLING) != 0)
	{
		scan->last_word = word;
		scan->last_word_no = scan->nwords + 1;
		scan->last_word_end = end;
		scan->answered = (word & WORD_DECREE) != 0 && scan->last_number_no == scan->nwords;
	}
	else if ((word & WORD_MINE) != 0 && (scan->last_word & WORD_KINDS) == 0)
		scan->last_word = 0;
}

/*
 * A run of letters, and whatever begins with one.
 */
static int
ScanWord(PiiScan *scan, int i)
{
	int			end;
	int			next = ScanLetterId(scan, i);
	uint8		symbol = SymbolAtOrEnd(scan, i);
	PiiWord		word = 0;

	if (next > i)
	{
		scan->nwords++;
		return next;
	}
	end = EndOfLetters(scan, i);
	if (end == i + 1 && SymbolAtOrEnd(scan, end) == '.')
		end = Max(end, ReadAbbreviation(scan, i, &word));
	else
		word = MeaningOfWord(scan, i, end);
	if (end == i + 1 && symbol == 'O' && DigitAtOrEnd(scan, i - 1))
		word = WORD_OF;			/* an ordinal, as in "1o de mayo" */
	if (word == 0 && IsGlued(scan, end))
		word = MeaningOfLabel(scan, i, end);
	if ((word & WORD_URL) != 0)
		next = ScanUrl(scan, i);
	else if ((word & WORD_MONTH) != 0 || IsRomanMonth(scan, i, end))
		next = ScanMonth(scan, i, end);
	else if ((word & WORD_AT) != 0)
		next = ScanAtSign(scan, i);
	if (next == i && SymbolAtOrEnd(scan, end) > ' ' &&
		IsOneOf(SymbolAtOrEnd(scan, end), ".-0123456789"))
		next = ScanSite(scan, i, end);
	NoteWord(scan, word, end);
	scan->nwords++;
	return next > i ? next : end;
}

/*
 * The end of what a redaction left, such as "[PHONE]", whose word is not about
 * the next number; i where there is none.  This makes redaction idempotent.
 */
static int
SkipRedacted(PiiScan *scan, int i)
{
	int			end = i + 1;

	while (LetterAtOrEnd(scan, end) || SymbolAtOrEnd(scan, end) == ' ')
		end++;
	if (SymbolAtOrEnd(scan, end) != ']')
		return i;
	scan->nwords++;
	scan->last_word = 0;
	return end + 1;
}

/*
 * The end of a number of software, such as the UUID of an invoice, in which
 * anything may seem to stand; i where there is none.
 */
static int
SkipUuid(const PiiScan *scan, int i)
{
	static const int dash[] = {8, 13, 18, 23};

	for (int n = 0; n < (int) lengthof(dash); n++)
		if (SymbolAtOrEnd(scan, i + dash[n]) != '-')
			return i;
	if (WordAtOrEnd(scan, i - 1) || WordAtOrEnd(scan, i + 36))
		return i;
	for (int n = 0; n < 36; n++)
	{
		uint8		symbol = SymbolAtOrEnd(scan, i + n);

		if (!SymbolIsDigit(symbol) && !(symbol >= 'A' && symbol <= 'F') && symbol != '-')
			return i;
	}
	return i + 36;
}

static void ScanText(PiiScan *scan);

/*
 * Letters and digits that all stand alone, with one separator between: what
 * they say is scanned without it.  Returns their end; i for nothing found.
 */
static int
ScanSpaced(PiiScan *scan, int i)
{
	uint8		symbol[MOST_SPACED];
	int			at[MOST_SPACED];
	PiiScan		close = *scan;
	uint8		separator = SymbolAtOrEnd(scan, i + 1);
	int			n = 0;
	int			next = i;

	if (i < scan->spaced_until || !IsOneOf(separator, " -._*") || SymbolAtOrEnd(scan, i + 3) != separator)
		return i;
	do
	{
		symbol[n] = SymbolAtOrEnd(scan, next);
		at[n++] = next;
		next += 2;
	} while (n < MOST_SPACED && SymbolAtOrEnd(scan, next - 1) == separator &&
			 SymbolAtOrEnd(scan, next) > ' ' && SymbolAtOrEnd(scan, next) != separator &&
			 (!WordAtOrEnd(scan, next) || !WordAtOrEnd(scan, next + 1)));
	if (n < LEAST_SPACED)
		return i;
	scan->spaced_until = n < MOST_SPACED ? next : at[MOST_SPACED - SPACED_OVERLAP];
	close.symbol = symbol;
	close.text = (const char *) symbol;
	close.at = NULL;
	close.n = close.len = n;
	close.match = NULL;
	close.nmatches = close.room = 0;
	close.day_word_no = -1;
	close.spaced_until = 0;
	ScanText(&close);
	for (int m = 0; m < close.nmatches; m++)
		AddPiiMatch(scan, close.match[m].kind, at[close.match[m].start],
					at[close.match[m].start + close.match[m].len - 1] + 1);
	return close.nmatches > 0 ? next - 1 : i;
}

/*
 * What begins with a letter, or with one that stands for a digit.
 */
static int
ScanLetters(PiiScan *scan, int i)
{
	int			next = i;

	if (!WordAtOrEnd(scan, i + 1))
		next = ScanSpaced(scan, i);
	if (next == i && IsDigitLike(SymbolAtOrEnd(scan, i)) &&
		!WordAtOrEnd(scan, i - 1) && ScanLetterId(scan, i) == i)
		next = ScanNumber(scan, i);
	return next > i ? next : ScanWord(scan, i);
}

/*
 * The colon behind a digit and at most three more symbols; i for none.
 */
static int
ColonAhead(const PiiScan *scan, int i)
{
	if (!DigitAtOrEnd(scan, i))
		return i;
	for (int ahead = 1; ahead <= 4; ahead++)
		if (!WordAtOrEnd(scan, i + ahead))
			return SymbolAtOrEnd(scan, i + ahead) == ':' ? i + ahead : i;
	return i;
}

static bool
EndsSentence(const PiiScan *scan, int i)
{
	uint8		symbol = SymbolAtOrEnd(scan, i);

	return symbol == '\n' ||
		((symbol == '.' || symbol == '!' || symbol == '?') &&
		 (SymbolAtOrEnd(scan, i + 1) == ' ' || SymbolAtOrEnd(scan, i + 1) == '\n'));
}

/*
 * Does what the last word says end with the sentence?  Once a number has come
 * behind it; and of what is nobody's also before, unless it is short for
 * something, as in "Exp. 123".
 */
static bool
IsSpent(const PiiScan *scan, int end)
{
	int			start = end;

	if (scan->answered || scan->last_word_end != end)
		return scan->answered || (scan->last_word & WORD_KINDS) == 0;
	while (LetterAtOrEnd(scan, start - 1))
		start--;
	return (scan->last_word & WORD_KINDS) == 0 && end - start >= LONG_WORD;
}

static void
ScanText(PiiScan *scan)
{
	int			i = 0;

	for (int step = 1; i < scan->n; step++)
	{
		uint8		symbol = scan->symbol[i];
		int			next = i;

		if ((step & SYMBOLS_PER_CHECK) == 0)
			CHECK_FOR_INTERRUPTS();
		if (EndsSentence(scan, i) && IsSpent(scan, i))
			scan->last_word = 0;
		if (symbol == ' ' || symbol == '\n')
		{
			i++;
			continue;
		}
		if (SymbolIsWord(symbol) && SymbolAtOrEnd(scan, i + 8) == '-')
			next = SkipUuid(scan, i);
		if (next > i)
		{
			scan->nwords++;
			scan->answered = true;
		}
		else if (SymbolIsLetter(symbol))
			next = ScanLetters(scan, i);
		else if (IsOneOf(symbol, "@([{<-_*"))
			next = ScanAtSign(scan, i);
		else if (symbol == ':' || ColonAhead(scan, i) > i)
			next = ScanIpv6(scan, ColonAhead(scan, i));
		if (next == i && (SymbolIsDigit(symbol) || symbol == '+' || symbol == '('))
			next = ScanNumber(scan, i);
		else if (next == i && symbol == '[')
			next = SkipRedacted(scan, i);
		i = Max(next, i + 1);
	}
}

/*
 * From symbols to bytes.  What is invisible goes with what it follows.
 */
static void
LocateMatches(PiiScan *scan)
{
	if (scan->at == NULL)
		return;
	for (int i = 0; i < scan->nmatches; i++)
	{
		PiiMatch   *match = &scan->match[i];
		int			behind = match->start + match->len;

		match->start = scan->at[match->start];
		match->len = (behind < scan->n ? scan->at[behind] : scan->len) - match->start;
	}
}

PiiMatch *
FindPii(const char *text, int len, const bool *wanted, int *n)
{
	PiiScan		scan = {.text = text, .len = len, .wanted = wanted};

	scan.symbol = SymbolsOfText(text, len, &scan.n, &scan.at);
	scan.day_word_no = scan.last_word_end = scan.found_no = scan.last_number_no = -1;
	ScanText(&scan);
	LocateMatches(&scan);
	pfree(scan.symbol);
	if (scan.at != NULL)
		pfree(scan.at);
	*n = scan.nmatches;
	return scan.match;
}
