/*
 * redact_number.c
 *		Which groups of a run of digits are a number that stands for somebody.
 *
 * How digits are grouped is read in redact_run.c, and what a number stands for
 * is judged in redact_judge.c.
 */
#include "redact/redact_run.h"

#include "redact/redact_shape.h"

/*
 * A unit of money, time, people or weight.
 */
static bool
IsFollowedByUnit(const PiiScan *scan, int i)
{
	i = SkipBlanks(scan, i, scan->n);
	if (SymbolAtOrEnd(scan, i) == '$' || SymbolAtOrEnd(scan, i) == '%')
		return true;
	return (MeaningOfWord(scan, i, EndOfLetters(scan, i)) & WORD_UNIT) != 0;
}

static char
DigitOfSymbol(uint8 symbol)
{
	return symbol == 'O' ? '0' : symbol == 'I' || symbol == 'L' ? '1' : (char) symbol;
}

/*
 * Appends the digits of a group; false where there are too many.
 */
static bool
TakeDigits(const PiiScan *scan, const DigitGroup *group, PiiNumber *number)
{
	for (int i = group->start; i < group->end; i++)
	{
		char		digit = DigitOfSymbol(scan->symbol[i]);

		if (!SymbolIsDigit((uint8) digit))
			continue;
		if (number->ndigits == PII_MOST_DIGITS)
			return false;
		number->digits[number->ndigits++] = digit;
	}
	return true;
}

/*
 * The groups from first to last - 1.  Where joined is set, those on either
 * side of a line end are one.  False for more digits than any number has.
 */
static bool
TakeNumber(const PiiScan *scan, const DigitRun *run, int first, int last,
		   bool joined, PiiNumber *number)
{
	int			size = 0;

	memset(number, 0, sizeof(*number));
	for (int i = first; i < last; i++)
	{
		const DigitGroup *group = &run->group[i];
		bool		joins = joined && i > first && IsLineEnd(group->separator);
		int			before = number->ndigits;

		if (i > first && IsOneOf((uint8) group->separator, ",;:|\\"))
			return false;
		if (!joins)
		{
			if (number->ngroups == PII_MOST_GROUPS)
				return false;
			size = 0;
			number->mark[number->ngroups++] = group->separator == LINE_END ? ' ' :
				group->separator == DASH_AND_LINE_END ? '-' : group->separator;
			number->sizes <<= 4;
		}
		if (i > first && !joins)
		{
			char		separator = number->mark[number->ngroups - 1];

			number->separator = number->ngroups == 2 ||
				number->separator == separator ? separator : 0;
			number->slash = number->slash || separator == '/';
		}
		if (!TakeDigits(scan, group, number))
			return false;
		size += number->ndigits - before;
		number->sizes = (number->sizes & ~(uint32) 0xf) | Min(size, 15);
	}
	number->international = first == 0 && run->plus;
	number->bracket = first == 0 && run->bracket;
	number->spaced = run->spaced;
	number->start = run->group[first].start;
	number->end = run->group[last - 1].end;
	number->amount = IsFollowedByUnit(scan, number->end);
	return true;
}

static int
SkipBlanksAndDashes(const PiiScan *scan, int i)
{
	while (i < scan->n && IsOneOf(scan->symbol[i], " -\n"))
		i++;
	return i;
}

/*
 * The end of the program account that may follow a business number: "RC 0001";
 * i where there is none.
 */
static int
SkipProgramAccount(const PiiScan *scan, int i)
{
	int			next = SkipBlanksAndDashes(scan, i);
	int			end;

	if (SymbolAtOrEnd(scan, next) != 'R')
		return i;
	next = SkipBlanksAndDashes(scan, next + 1);
	if (!IsOneOf(SymbolAtOrEnd(scan, next), "CMPTDERZ"))
		return i;
	next = SkipBlanksAndDashes(scan, next + 1);
	for (end = next; DigitAtOrEnd(scan, end);)
		end++;
	return end - next == 4 && !WordAtOrEnd(scan, end) ? end : i;
}

/*
 * Does nothing tie the group to the one before?
 */
static bool
IsSeparated(const DigitRun *run, int group)
{
	return run->group[group].separator == ' ' || run->group[group].loose ||
		IsLineEnd(run->group[group].separator);
}

/*
 * Does a word stand here, and not the rest of a code or a hash?
 */
static bool
IsGluedWord(const PiiScan *scan, int i)
{
	int			start = i + (SymbolAtOrEnd(scan, i) == '_');
	int			end = EndOfLetters(scan, start);

	return end - start >= 3 && !DigitAtOrEnd(scan, end);
}

/*
 * May an identifier of this kind end here, though something is tied to it?
 * What follows may be an identifier too ("5512345678/5587654321"), but a year
 * makes it the number of a case; a port or a time belongs to what is found.
 */
static bool
MayEnd(const PiiScan *scan, const DigitRun *run, int last, const PiiNumber *number,
	   const char *kind)
{
	bool		said = SaidWithin(scan, UINT64CONST(1) << PiiKindNamed(kind), 3) && !number->amount;
	uint8		after = SymbolAtOrEnd(scan, number->end);

	if (last < run->n)
	{
		if (IsSeparated(run, last) || run->kind[last] != NULL)
			return true;
		if (strcmp(kind, "ip") == 0)
			return run->group[last].separator == ':' || run->group[last].separator == '/';
		if (strcmp(kind, "date") == 0)
			return IsOneOf((uint8) run->group[last].separator, ",;:|") ||
				(last + 1 < run->n && run->group[last + 1].separator == ':');
		return said && number->ndigits > 6;
	}
	if (!run->tied_after)
		return true;
	if (after == '@' || after == '%' || after == '$')
		return false;
	if (strcmp(kind, "date") == 0)
		return after == 'T' || after == 'Z' || after == '_';
	if (after == '/' || after == '-')
		return said || (LetterAtOrEnd(scan, number->end + 1) && number->ndigits > 9);
	return said || (number->ndigits > 9 && IsGluedWord(scan, number->end));
}

/*
 * Finds what begins with the group: as many groups as possible first, then
 * those split by a line end as one.  Later groups were asked before.
 */
static void
IdentifyFrom(const PiiScan *scan, DigitRun *run, int first)
{
	PiiNumber	number;

	run->kind[first] = NULL;
	for (int last = Min(run->n, first + 2 * PII_MOST_GROUPS); last > first; last--)
	{
		int			account = SkipProgramAccount(scan, run->group[last - 1].end);

		for (int joined = 0; joined <= run->torn; joined++)
		{
			const char *kind = NULL;

			if (!TakeNumber(scan, run, first, last, joined, &number))
				continue;
			if (account > number.end && number.ndigits == 9)
				kind = "bn";
			else
			{
				kind = KindOfPiiNumber(scan, &number);
				account = number.end;
				if (kind != NULL && !MayEnd(scan, run, last, &number, kind))
					kind = NULL;
			}
			if (kind == NULL)
				continue;
			run->kind[first] = kind;
			run->last[first] = last;
			run->end[first] = account;
			return;
		}
	}
}

/*
 * "BANK/032180000118359719".
 */
static bool
IsBehindBank(const PiiScan *scan, const DigitRun *run)
{
	int			start = run->sign_start;

	return SymbolAtOrEnd(scan, start - 1) == '/' && LetterAtOrEnd(scan, start - 2) &&
		run->kind[0] != NULL && run->end[0] - start >= 15;
}

/*
 * Does a bracket that opens here close before the end?  True where none opens.
 */
static bool
ClosesBracket(const PiiScan *scan, int start, int end)
{
	return scan->symbol[start] != '(' || memchr(scan->symbol + start, ')', end - start) != NULL;
}

/*
 * Does another number follow, after "o", "and" or the like?
 */
static bool
GoesOn(const PiiScan *scan, int i)
{
	int			end;

	while (IsOneOf(SymbolAtOrEnd(scan, i), " ,/"))
		i++;
	end = EndOfLetters(scan, i);
	if ((end == i + 1 && IsOneOf(scan->symbol[i], "OYEU")) ||
		(end == i + 2 && (memcmp(scan->symbol + i, "OR", 2) == 0 ||
						  memcmp(scan->symbol + i, "OU", 2) == 0 || memcmp(scan->symbol + i, "ET", 2) == 0)) ||
		(end == i + 3 && memcmp(scan->symbol + i, "AND", 3) == 0))
		i = SkipBlanks(scan, end, 2);
	return DigitAtOrEnd(scan, i) || IsOneOf(SymbolAtOrEnd(scan, i), "(+");
}

/*
 * Notes what the groups stand for, and returns where to go on.
 */
static int
NoteIdentifiers(PiiScan *scan, DigitRun *run)
{
	int			end = run->group[run->n - 1].end;
	bool		found = false;	/* right before the group */
	bool		called = false;

	for (int first = 0; first < run->n;)
	{
		bool		begins = first == 0 ? !run->tied_before || IsBehindBank(scan, run) :
			IsSeparated(run, first) || found;
		int			start;

		/* what begins late may go on where the run was cut */
		if (run->cut && first > run->n - PII_MOST_GROUPS && first > 0)
			return run->group[first].start;

		scan->nwords++;
		found = begins && run->kind[first] != NULL;
		if (!found)
		{
			first++;
			continue;
		}
		start = first == 0 ? run->sign_start : run->group[first].start;
		if (first > 0 && SymbolAtOrEnd(scan, start - 1) == '(')
			start--;
		if (!ClosesBracket(scan, start, run->end[first]))
			start++;
		AddPiiMatch(scan, run->kind[first], start, run->end[first]);
		called = called || strcmp(run->kind[first], "phone") == 0;
		scan->found_no = scan->nwords;
		end = Max(end, run->end[first]);
		first = run->last[first];
	}
	scan->answered = true;
	scan->last_number_no = scan->nwords;
	if (called && !GoesOn(scan, end))
		scan->last_word = 0;
	if (found || WordAtOrEnd(scan, run->sign_start - 1))
		return end;
	for (int i = Max(0, run->n - 2); i < run->n; i++)
		NotePiiDay(scan, run->group[i].start, run->group[i].end);
	return end;
}

int
ScanNumber(PiiScan *scan, int i)
{
	DigitRun	run;

	if (!ReadDigitRun(scan, i, &run))
		return i;
	for (int first = run.n - 1; first >= 0; first--)
		IdentifyFrom(scan, &run, first);
	return NoteIdentifiers(scan, &run);
}
