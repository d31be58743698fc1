/*
 * redact_scan.c
 *		One pass over the text, from word to number to word.
 */
#include "redact/redact_scan.h"

#include "miscadmin.h"

/* symbols between two looks at whether the query was cancelled */
#define SYMBOLS_PER_CHECK 0xffff

/*
 * A run of letters, and whatever begins with one.
 */
static int
ScanWord(PiiScan *scan, int i)
{
	int			end = i;
	int			next = ScanLetterId(scan, i);
	PiiWord		word;

	if (next == i)
	{
		while (SymbolIsLetter(SymbolAtOrEnd(scan, end)))
			end++;
		word = MeaningOfWord(scan, i, end);
		next = word == WORD_URL ? ScanUrl(scan, i) :
			word == WORD_MONTH ? ScanMonth(scan, i, end) : i;
		if (word == WORD_OF && scan->day_word_no == scan->nwords)
			scan->day_word_no++;
		else if (word != WORD_NONE && word < WORD_UNIT)
		{
			scan->last_word = word;
			scan->last_word_no = scan->nwords + 1;
		}
	}
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

	while (SymbolIsLetter(SymbolAtOrEnd(scan, end)) ||
		   SymbolAtOrEnd(scan, end) == ' ')
		end++;
	if (SymbolAtOrEnd(scan, end) != ']')
		return i;
	scan->nwords++;
	scan->last_word = WORD_NONE;
	return end + 1;
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
		if (SymbolIsLetter(symbol))
			next = ScanWord(scan, i);
		else if (SymbolIsDigit(symbol) || symbol == '+' || symbol == '(')
			next = ScanNumber(scan, i);
		else if (symbol == '@')
			next = ScanEmail(scan, i);
		else if (symbol == '[')
			next = SkipRedacted(scan, i);
		i = Max(next, i + 1);
	}
}

/*
 * From symbols to bytes.
 */
static void
LocateMatches(PiiScan *scan)
{
	if (scan->at == NULL)
		return;
	for (int i = 0; i < scan->nmatches; i++)
	{
		PiiMatch   *match = &scan->match[i];
		int			last = scan->at[match->start + match->len - 1];

		match->start = scan->at[match->start];
		match->len = Min(last + pg_mblen(scan->text + last), scan->len) -
			match->start;
	}
}

PiiMatch *
FindPii(const char *text, int len, uint32 kinds, int *n)
{
	PiiScan		scan = {.text = text, .len = len, .kinds = kinds};

	scan.symbol = SymbolsOfText(text, len, &scan.n, &scan.at);
	scan.day_word_no = -1;
	ScanText(&scan);
	LocateMatches(&scan);
	pfree(scan.symbol);
	if (scan.at != NULL)
		pfree(scan.at);
	*n = scan.nmatches;
	return scan.match;
}
