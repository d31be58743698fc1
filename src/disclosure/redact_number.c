/*
 * redact_number.c
 *		Numbers that stand for people: read as groups of digits, judged by how
 *		the groups are sized, separated and introduced.
 */
#include "disclosure/redact_scan.h"

#include "disclosure/redact_math.h"

#define MOST_GROUPS 10
#define MOST_DIGITS 20

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

/* some groups of a run, taken as one number */
typedef struct Number
{
	char		digits[MOST_DIGITS + 1];
	int			ndigits;
	int			ngroups;
	uint32		sizes;			/* one hexadecimal digit a group: 0x334 */
	char		separator;		/* the one between all groups; 0 for mixed */
	bool		slash;			/* one of them is a slash */
	bool		international;
	bool		bracket;
	bool		amount;			/* a unit follows */
	const char *last_digits;	/* the last group's */
} Number;

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
		   bool joined, Number *number)
{
	int			size = 0;

	memset(number, 0, sizeof(*number));
	for (int i = first; i < last; i++)
	{
		const DigitGroup *group = &run->group[i];
		int			len = group->end - group->start;
		bool		joins = joined && i > first && IsLineEnd(group->separator);

		if (number->ndigits + len > MOST_DIGITS)
			return false;
		if (!joins)
		{
			size = 0;
			number->ngroups++;
			number->sizes <<= 4;
			number->last_digits = number->digits + number->ndigits;
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
TwoDigits(const char *digits)
{
	return (digits[0] - '0') * 10 + digits[1] - '0';
}

static bool
IsDayAndMonth(int a, int b)
{
	return a >= 1 && b >= 1 && a <= 31 && b <= 31 && (a <= 12 || b <= 12);
}

/*
 * Day, month and year, or year, month and day.  A tariff code may look like
 * the latter where dots separate.
 */
static bool
IsDate(const PiiScan *scan, const Number *number)
{
	char		d[8];
	const char *from = number->digits;
	int			year;
	uint32		sizes = number->sizes;

	if (number->ngroups != 3 || number->separator == 0 ||
		strchr("-/.", number->separator) == NULL)
		return false;
	if (sizes == 0x422)
	{
		year = TwoDigits(from);
		return (year == 19 || year == 20) && TwoDigits(from + 4) >= 1 &&
			TwoDigits(from + 4) <= 12 && TwoDigits(from + 6) >= 1 &&
			TwoDigits(from + 6) <= 31 &&
			!(number->separator == '.' && SaidWithin(scan, WORD_REFERENCE, 6));
	}
	for (int group = 0; group < 2; group++)
	{
		int			size = (sizes >> (8 - 4 * group)) & 0xf;

		if (size < 1 || size > 2)
			return false;
		d[2 * group] = size == 2 ? *from++ : '0';
		d[2 * group + 1] = *from++;
	}
	year = TwoDigits(from);
	return IsDayAndMonth(TwoDigits(d), TwoDigits(d + 2)) &&
		(((sizes & 0xf) == 4 && (year == 19 || year == 20)) ||
		 ((sizes & 0xf) == 2 && number->separator == '/'));
}

static bool
IsNss(const PiiScan *scan, const Number *number)
{
	if (number->ndigits != 11 || number->slash || number->international)
		return false;
	if (SaidWithin(scan, WORD_SOCIAL, 8) || number->sizes == 0x22241)
		return true;
	return LuhnHolds(number->digits, 11) && !number->amount &&
		(number->sizes == 0xb || number->sizes == 0xa1) &&
		!SaidWithin(scan, WORD_REFERENCE, 6) &&
		!SaidWithin(scan, WORD_PHONE, 6) && !SaidWithin(scan, WORD_PATRONAL, 6);
}

/*
 * Numbers of nine digits.  Bare ones are too frequent to be taken without a
 * word that says what they are.
 */
static PiiKind
KindOfNine(const PiiScan *scan, const Number *number)
{
	const char *digits = number->digits;
	bool		luhn = LuhnHolds(digits, 9);
	bool		bare = number->ngroups == 1;
	bool		reference = SaidWithin(scan, WORD_REFERENCE, bare ? 6 : 2);

	if (number->slash)
		return PII_KINDS;
	if (SaidWithin(scan, WORD_BN, 6) && (bare || number->sizes == 0x54))
		return PII_BN;
	if (SaidWithin(scan, WORD_SIN, 8) && number->sizes != 0x324)
		return PII_SIN;
	if (SaidWithin(scan, WORD_EIN, 6) && (bare || number->sizes == 0x27))
		return PII_EIN;
	if (number->sizes == 0x324 && number->separator != 0)
		return SsnIsIssuable(digits) ? PII_SSN :
			ItinIsIssuable(digits) ? PII_ITIN : PII_KINDS;
	if (bare && (SaidWithin(scan, WORD_SOCIAL, 8) ||
				 SaidWithin(scan, WORD_ITIN, 6)))
		return ItinIsIssuable(digits) ? PII_ITIN :
			SsnIsIssuable(digits) ? PII_SSN : PII_SIN;
	if (reference || number->amount)
		return PII_KINDS;
	if (number->sizes == 0x333 && luhn && digits[0] != '0' &&
		digits[0] != '8' && number->separator != 0 && number->separator != '.')
		return PII_SIN;
	if (number->sizes == 0x54 && luhn)
		return PII_BN;
	if (number->sizes == 0x27 && number->separator == '-' &&
		EinIsIssuable(digits))
		return PII_EIN;
	return PII_KINDS;
}

/*
 * Bank accounts and cards, whose check digits leave one number in ten.
 */
static PiiKind
KindOfLong(const PiiScan *scan, const Number *number)
{
	bool		reference = SaidWithin(scan, WORD_REFERENCE, 6);

	if (number->slash || number->international)
		return PII_KINDS;
	if (number->ndigits == 18 && (number->ngroups == 1 || number->ngroups == 4) &&
		(ClabeHolds(number->digits) || SaidWithin(scan, WORD_CLABE, 6)))
		return reference ? PII_KINDS : PII_CLABE;
	if (number->ndigits < 13 || number->ndigits > 19 ||
		!LuhnHolds(number->digits, number->ndigits))
		return PII_KINDS;
	if (number->sizes == 0x4444 || number->sizes == 0x465 ||
		SaidWithin(scan, WORD_CARD, 6))
		return PII_CARD;
	return number->ngroups == 1 && !reference && !number->amount &&
		number->digits[0] >= '3' && number->digits[0] <= '6' ?
		PII_CARD : PII_KINDS;
}

/*
 * How many of the first digits are a trunk prefix or a country code: those of
 * Mexico, old and new, and of North America.
 */
static int
PhonePrefix(const Number *number)
{
	static const char *const prefix[] = {
		"521", "52", "044", "045", "0152", "001", "01", "1"
	};

	for (int i = 0; i < (int) lengthof(prefix); i++)
	{
		int			len = (int) strlen(prefix[i]);

		if (number->ndigits == 10 + len &&
			strncmp(number->digits, prefix[i], len) == 0)
			return len;
	}
	return 0;
}

/*
 * Ten digits as they are written in groups in Mexico, the United States and
 * Canada.
 */
static bool
IsPhoneShape(uint32 sizes)
{
	switch (sizes)
	{
		case 0x334:
		case 0x244:
		case 0x28:
		case 0x37:
		case 0x46:
		case 0x3322:
		case 0x2422:
		case 0x22222:
			return true;
		default:
			return false;
	}
}

static bool
IsPhone(const PiiScan *scan, const Number *number)
{
	bool		said = SaidWithin(scan, WORD_PHONE, 8);
	bool		bare = number->ngroups == 1;
	bool		reference = SaidWithin(scan, WORD_REFERENCE, bare ? 6 : 2);
	int			prefix = PhonePrefix(number);

	if (number->slash)
		return false;
	if (number->international)
		return number->ndigits >= 8 && number->ndigits <= 15;
	if (number->ndigits != 10 + prefix)
		return said && SaidWithin(scan, WORD_PHONE, 4) && !number->amount &&
			number->ndigits >= 7 && number->ndigits <= 8;
	if (number->digits[prefix] < '2')
		return false;
	if (said || number->bracket)
		return true;
	if (reference || number->amount || SaidWithin(scan, WORD_SOCIAL, 6))
		return false;
	if (prefix > 0)
		return !bare && number->ngroups <= 5;
	return bare || IsPhoneShape(number->sizes);
}

/*
 * Section numbers have small parts; an address has a large one or is called so.
 */
static bool
IsIpAddress(const PiiScan *scan, const Number *number)
{
	const char *digits = number->digits;
	bool		large = false;

	if (number->ngroups != 4 || number->separator != '.')
		return false;
	for (int group = 3; group >= 0; group--)
	{
		int			size = (number->sizes >> (4 * group)) & 0xf;
		int			value = 0;

		if (size > 3)
			return false;
		for (int i = 0; i < size; i++)
			value = value * 10 + *digits++ - '0';
		if (value > 255)
			return false;
		large = large || value >= 100;
	}
	return large || SaidWithin(scan, WORD_IP, 4);
}

static PiiKind
KindOfNumber(const PiiScan *scan, const Number *number)
{
	PiiKind		kind = PII_KINDS;

	if (IsDate(scan, number))
		return PII_DATE;
	if (IsIpAddress(scan, number))
		return PII_IP;
	if (number->ndigits == 9 && !number->international)
		kind = KindOfNine(scan, number);
	else if (number->ndigits == 11 && SaidWithin(scan, WORD_PATRONAL, 6))
		kind = PII_REGISTRO_PATRONAL;
	else if (number->ndigits >= 13)
		kind = KindOfLong(scan, number);
	if (kind == PII_KINDS && IsNss(scan, number))
		kind = PII_NSS;
	if (kind == PII_KINDS && IsPhone(scan, number))
		kind = PII_PHONE;
	return kind;
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
	Number		number;

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
					KindOfNumber(scan, &number);
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
		day = TwoDigits((const char *) scan->symbol + group->start);
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
