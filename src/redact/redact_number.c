/*
 * redact_number.c
 *		Numbers as people write them: groups of digits, and the marks between.
 *
 * What a number stands for is judged in redact_judge.c.
 */
#include "redact/redact_scan.h"

#define MOST_GROUPS 10

/* separators that may also stand in the middle of a group */
#define LINE_END '\n'
#define DASH_AND_LINE_END '\r'

typedef struct DigitGroup
{
	int			start;			/* symbols */
	int			end;
	char		separator;		/* before it; 0 for the first */
} DigitGroup;

/* groups in a row, as far as separators join them */
typedef struct DigitRun
{
	DigitGroup	group[MOST_GROUPS];
	int			n;
	bool		plus;			/* a plus sign stands before it */
	bool		bracket;		/* the first group is in brackets */
	int			sign_start;		/* where those begin */
	bool		tied_before;	/* part of something longer, or an amount */
	bool		tied_after;
} DigitRun;

/*
 * Separators between two groups: a closing bracket, blanks, a mark, the end of
 * a line, an opening bracket.  Returns where the next digit is, i for none.
 */
static int
SkipToGroup(const PiiScan *scan, int i, char *separator)
{
	int			next = i;
	uint8		symbol;

	*separator = ' ';
	if (SymbolAtOrEnd(scan, next) == ')')
	{
		*separator = ')';
		next++;
	}
	for (int blanks = 0; blanks < 2 && SymbolAtOrEnd(scan, next) == ' '; blanks++)
		next++;
	symbol = SymbolAtOrEnd(scan, next);
	if (symbol == '-' || symbol == '.' || symbol == '/')
	{
		*separator = *separator == ')' ? ')' : (char) symbol;
		next++;
		if (SymbolAtOrEnd(scan, next) == ' ')
			next++;
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
	return next > i && DigitAtOrEnd(scan, next) ? next : i;
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
	if (i > 0 && SymbolIsWord(before))
		return true;
	if (before == '$' || before == '_' || before == '@' || before == '#')
		return before != '#';
	return (before == '-' || before == '/' || before == '.' || before == ',' ||
			before == ':') && i > 1 && WordAtOrEnd(scan, i - 2) &&
		(before != ':' || DigitAtOrEnd(scan, i - 2));
}

static bool
IsTiedAfter(const PiiScan *scan, int i)
{
	uint8		after = SymbolAtOrEnd(scan, i);

	if (i >= scan->n)
		return false;
	if (SymbolIsWord(after) || after == '_' || after == '@' || after == '%' ||
		after == '$')
		return true;
	if (after == '-' || after == '/')
		return WordAtOrEnd(scan, i + 1);
	return (after == '.' || after == ',' || after == ':') &&
		DigitAtOrEnd(scan, i + 1);
}

/*
 * i is at a digit, a plus sign or an opening bracket.  False where no digit
 * follows.
 */
static bool
ReadRun(const PiiScan *scan, int i, DigitRun *run)
{
	int			next;

	memset(run, 0, sizeof(*run));
	run->sign_start = i;
	for (; SymbolAtOrEnd(scan, i) == '(' || SymbolAtOrEnd(scan, i) == '+'; i++)
	{
		run->plus = run->plus || scan->symbol[i] == '+';
		run->bracket = run->bracket || scan->symbol[i] == '(';
	}
	if (i - run->sign_start > 2 || !DigitAtOrEnd(scan, i))
		return false;
	run->tied_before = IsTiedBefore(scan, run->sign_start);
	do
	{
		DigitGroup *group = &run->group[run->n++];

		group->start = i;
		while (DigitAtOrEnd(scan, i))
			i++;
		group->end = i;
		if (run->n == MOST_GROUPS || SymbolIsLetter(SymbolAtOrEnd(scan, i)))
			break;
		next = SkipToGroup(scan, i, &run->group[run->n].separator);
		if (next == i)
			break;
		i = next;
	} while (true);
	run->tied_after = IsTiedAfter(scan, run->group[run->n - 1].end);
	return true;
}

/*
 * A unit of money, time, people or weight.
 */
static bool
IsFollowedByUnit(const PiiScan *scan, int i)
{
	int			end;

	while (SymbolAtOrEnd(scan, i) == ' ')
		i++;
	if (SymbolAtOrEnd(scan, i) == '$' || SymbolAtOrEnd(scan, i) == '%')
		return true;
	for (end = i; SymbolIsLetter(SymbolAtOrEnd(scan, end));)
		end++;
	return MeaningOfWord(scan, i, end) == WORD_UNIT;
}

static bool
IsLineEnd(char separator)
{
	return separator == LINE_END || separator == DASH_AND_LINE_END;
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
		int			len = group->end - group->start;
		bool		joins = joined && i > first && IsLineEnd(group->separator);

		if (number->ndigits + len > PII_MOST_DIGITS)
			return false;
		if (!joins)
		{
			size = 0;
			number->ngroups++;
			number->sizes <<= 4;
		}
		if (i > first && !joins)
		{
			char		separator = group->separator == LINE_END ? ' ' :
				group->separator == DASH_AND_LINE_END ? '-' : group->separator;

			number->separator = number->ngroups == 2 ||
				number->separator == separator ? separator : 0;
			number->slash = number->slash || separator == '/';
		}
		size += len;
		number->sizes = (number->sizes & ~(uint32) 0xf) | Min(size, 15);
		memcpy(number->digits + number->ndigits, scan->symbol + group->start,
			   len);
		number->ndigits += len;
	}
	number->international = first == 0 && run->plus;
	number->bracket = first == 0 && run->bracket;
	number->amount = IsFollowedByUnit(scan, run->group[last - 1].end);
	return number->ngroups <= 7;
}

static int
SkipBlanksAndDashes(const PiiScan *scan, int i)
{
	while (i < scan->n && (scan->symbol[i] == ' ' || scan->symbol[i] == '-' ||
						   scan->symbol[i] == '\n'))
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
	if (SymbolAtOrEnd(scan, next) < 'A' ||
		strchr("CMPTDERZ", SymbolAtOrEnd(scan, next)) == NULL)
		return i;
	next = SkipBlanksAndDashes(scan, next + 1);
	for (end = next; DigitAtOrEnd(scan, end);)
		end++;
	return end - next == 4 && !WordAtOrEnd(scan, end) ? end : i;
}

static bool
IsSeparated(const DigitRun *run, int group)
{
	return run->group[group].separator == ' ' ||
		run->group[group].separator == LINE_END;
}

/*
 * Tries the groups from first on, as many as possible first, then those split
 * by a line end as one.  Returns the end of what was found; -1 for nothing.
 */
static int
ScanFrom(PiiScan *scan, const DigitRun *run, int first)
{
	int			start = first == 0 ? run->sign_start : run->group[first].start;
	PiiNumber		number;

	if (first == 0 ? run->tied_before : !IsSeparated(run, first))
		return -1;
	for (int last = run->n; last > first; last--)
	{
		int			end = run->group[last - 1].end;
		int			account = SkipProgramAccount(scan, end);
		bool		tied = last == run->n ? run->tied_after :
			!IsSeparated(run, last);

		if (tied && account == end)
			continue;
		for (int joined = 0; joined < 2; joined++)
		{
			PiiKind		kind = PII_KINDS;

			if (TakeNumber(scan, run, first, last, joined, &number))
				kind = account > end && number.ndigits == 9 ? PII_BN :
					KindOfPiiNumber(scan, &number);
			if (kind != PII_KINDS)
			{
				end = kind == PII_BN ? account : end;
				AddPiiMatch(scan, kind, start, end);
				if (scan->last_word == WORD_PHONE)
					scan->last_word = WORD_NONE;
				return end;
			}
		}
	}
	return -1;
}

/*
 * A lone number that may be the day before the name of a month.
 */
static void
NoteDay(PiiScan *scan, const DigitGroup *group)
{
	int			len = group->end - group->start;
	int			day = scan->symbol[group->start] - '0';

	if (len == 2)
		day = 10 * day + scan->symbol[group->start + 1] - '0';
	if (len > 2 || day < 1 || day > 31)
		return;
	scan->day_at = group->start;
	scan->day_word_no = scan->nwords;
}

int
ScanNumber(PiiScan *scan, int i)
{
	DigitRun	run;

	if (!ReadRun(scan, i, &run))
		return i;
	for (int first = 0; first < run.n; first++)
	{
		int			end = ScanFrom(scan, &run, first);

		scan->nwords++;
		if (end > 0)
			return end;
	}
	NoteDay(scan, &run.group[run.n - 1]);
	return run.group[run.n - 1].end;
}
