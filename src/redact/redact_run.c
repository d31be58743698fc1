/*
 * redact_run.c
 *		Groups of digits in a row, and the marks between, as people write them.
 */
#include "redact/redact_run.h"

/* single digits in a row that are one number, spaced out */
#define LEAST_SPACED 7

/*
 * The end of a group of digits, among which people write the letter O for 0,
 * and I or L for 1.
 */
static int
EndOfGroup(const PiiScan *scan, int i)
{
	int			end = i;
	int			ndigits = 0;
	int			nletters = 0;

	for (;; end++)
	{
		uint8		symbol = SymbolAtOrEnd(scan, end);

		if (SymbolIsDigit(symbol))
			ndigits++;
		else if (IsDigitLike(symbol))
			nletters++;
		else
			break;
	}
	if (nletters > 0 && (WordAtOrEnd(scan, end) || ndigits < nletters ||
						 ndigits < (DigitAtOrEnd(scan, i - 2) ? 1 : 2)))
		for (end = i; DigitAtOrEnd(scan, end);)
			end++;
	return end;
}

/*
 * Separators between two groups: a closing bracket, blanks, a mark, the end of
 * a line, an opening bracket.  Returns where the next digit is, i for none.
 */
static int
SkipToGroup(const PiiScan *scan, int i, DigitGroup *group)
{
	int			next = i;
	uint8		symbol;
	char	   *separator = &group->separator;

	*separator = ' ';
	group->loose = false;
	if (SymbolAtOrEnd(scan, next) == ')')
	{
		*separator = ')';
		next++;
	}
	next = SkipBlanks(scan, next, 2);
	symbol = SymbolAtOrEnd(scan, next);
	if (IsOneOf(symbol, "-./,;:|\\_*~") || symbol == SYMBOL_OTHER)
	{
		group->loose = SymbolAtOrEnd(scan, next - 1) == ' ';
		*separator = *separator == ')' ? ')' : IsOneOf(symbol, "-./,;:|\\") ? (char) symbol : '*';
		while (SymbolAtOrEnd(scan, next) == symbol && next < i + 5)
			next++;
		group->loose = group->loose && SymbolAtOrEnd(scan, next) == ' ';
		if (!IsOneOf(symbol, ",;:|\\") || group->loose)
			next = SkipBlanks(scan, next, 2);
	}
	if (next < scan->n && scan->symbol[next] == '\n')
	{
		*separator = *separator == ' ' ? LINE_END :
			*separator == '-' ? DASH_AND_LINE_END : *separator;
		while (next < scan->n &&
			   (scan->symbol[next] == '\n' || scan->symbol[next] == ' '))
			next++;
	}
	if (SymbolAtOrEnd(scan, next) == '(')
		next++;
	return next > i && EndOfGroup(scan, next) > next ? next : i;
}

/*
 * Is there a word just before that says what the number is, or may be glued to
 * it as "al" and "no." are?
 */
static bool
IsLabelBefore(const PiiScan *scan, int i)
{
	int			start;

	if (scan->last_word_end == i && (scan->last_word & WORD_KINDS) != 0)
		return true;
	for (start = i; LetterAtOrEnd(scan, start - 1) && i - start < 10;)
		start--;
	return (MeaningOfWord(scan, start, i) & WORD_BEFORE) != 0;
}

/*
 * Is the run the end of something longer: "NOM-035", "C-1637444", "1,200.50",
 * "08:30", or an amount in money?
 */
static bool
IsTiedBefore(const PiiScan *scan, int i)
{
	uint8		before = SymbolAtOrEnd(scan, i - 1);

	if (before == ' ' && SymbolAtOrEnd(scan, i - 2) == '$')
		return true;
	if (before == '$' || before == '@')
		return true;
	if (i > 0 && SymbolIsWord(before))
		return !IsLabelBefore(scan, i);
	if (!IsOneOf(before, "-/.,:_") || i < 2 || !WordAtOrEnd(scan, i - 2))
		return before == '_';
	if (before == ':')
		return DigitAtOrEnd(scan, i - 2);
	if (scan->nmatches > 0 && scan->match[scan->nmatches - 1].start +
		scan->match[scan->nmatches - 1].len == i - 1)
		return false;			/* what is before the mark was found by itself */
	return !IsLabelBefore(scan, i - 1);
}

static bool
IsTiedAfter(const PiiScan *scan, int i)
{
	uint8		after = SymbolAtOrEnd(scan, i);

	if (i >= scan->n)
		return false;
	if (SymbolIsWord(after) || IsOneOf(after, "_@%$"))
		return true;
	if (after == '-' || after == '/')
		return WordAtOrEnd(scan, i + 1);
	return IsOneOf(after, ".,:") && DigitAtOrEnd(scan, i + 1);
}

/*
 * Makes one group of single digits with blanks between, if there are so many
 * of them that they can be nothing else.
 */
static void
JoinSpaced(DigitRun *run)
{
	bool		alike = true;
	int			n = 1;

	for (int i = 0; i < run->n; i++)
	{
		if (run->group[i].end - run->group[i].start > 1)
			return;
		alike = alike && (i < 2 || run->group[i].separator == run->group[1].separator);
	}
	if (run->n < LEAST_SPACED)
		return;
	for (int i = 1; i < run->n; i++)
	{
		if (alike || run->group[i].separator == ' ')
			run->group[n - 1].end = run->group[i].end;
		else
			run->group[n++] = run->group[i];
	}
	run->n = n;
	run->spaced = true;
}

bool
ReadDigitRun(const PiiScan *scan, int i, DigitRun *run)
{
	run->n = 0;
	run->plus = run->bracket = run->spaced = run->torn = run->cut = false;
	run->sign_start = i;
	run->group[0].separator = 0;
	run->group[0].loose = false;
	for (; i - run->sign_start <= 2 &&
		 (SymbolAtOrEnd(scan, i) == '(' || SymbolAtOrEnd(scan, i) == '+'); i++)
	{
		run->plus = run->plus || scan->symbol[i] == '+';
		run->bracket = run->bracket || scan->symbol[i] == '(';
	}
	if (i - run->sign_start > 2)
		return false;
	run->tied_before = IsTiedBefore(scan, run->sign_start);
	do
	{
		DigitGroup *group = &run->group[run->n++];
		int			next;

		group->start = i;
		group->end = EndOfGroup(scan, i);
		i = group->end;
		if (i == group->start)
			return false;
		run->cut = run->n == MOST_GROUPS;
		if (run->cut || LetterAtOrEnd(scan, i))
			break;
		next = SkipToGroup(scan, i, &run->group[run->n]);
		if (next == i)
			break;
		run->torn = run->torn || IsLineEnd(run->group[run->n].separator);
		i = next;
	} while (true);
	run->tied_after = IsTiedAfter(scan, run->group[run->n - 1].end);
	JoinSpaced(run);
	return true;
}
