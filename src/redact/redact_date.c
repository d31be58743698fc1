/*
 * redact_date.c
 *		Dates with the day, in digits and with the name of the month.
 *
 * The day of a decree is everybody's, and streets are named after days.
 */
#include "redact/redact_scan.h"

#include "redact/redact_math.h"
#include "redact/redact_shape.h"

static PiiWord
DateWord(void)
{
	static PiiWord word = 0;

	if (word == 0)
		word = UINT64CONST(1) << PiiKindNamed("date");
	return word;
}

/*
 * Does a word behind the date say that it is of a decree: "05/11/2023 DOF"?
 */
static bool
IsOfDecree(const PiiScan *scan, int end)
{
	int			start = end;

	if (SaidWithin(scan, WORD_DECREE, 8))
		return true;
	while (IsOneOf(SymbolAtOrEnd(scan, start), " (["))
		start++;
	return EndOfLetters(scan, start) == start + 3 &&
		memcmp(scan->symbol + start, "DOF", 3) == 0;
}

static bool
IsDayAndMonth(int a, int b)
{
	return a >= 1 && b >= 1 && a <= 31 && b <= 31 && (a <= 12 || b <= 12);
}

static bool
IsCentury(const char digits[2])
{
	return TwoDigits(digits) == 19 || TwoDigits(digits) == 20;
}

/*
 * The value of each group, and how many digits it has.
 */
static void
ReadParts(const PiiNumber *number, int value[PII_MOST_GROUPS], int size[PII_MOST_GROUPS])
{
	const char *digit = number->digits;

	for (int i = 0; i < number->ngroups; i++)
	{
		size[i] = (number->sizes >> (4 * (number->ngroups - 1 - i))) & 0xf;
		value[i] = 0;
		for (int n = 0; n < size[i]; n++)
			value[i] = 10 * value[i] + *digit++ - '0';
	}
}

static bool
IsYear(int value, int size)
{
	return size == 2 || (size == 4 && value >= 1900 && value <= 2099);
}

/*
 * Three parts.  A tariff code may look like the year first, and a numeral of a
 * norm like the year last, where dots separate.
 */
static bool
IsDateOfThree(const PiiScan *scan, const int *value, const int *size, char mark, bool amount)
{
	bool		said = SaidWithin(scan, DateWord(), 6);

	if (!IsOneOf((uint8) mark, "-/.*") && !(mark == ' ' && said))
		return false;
	if (size[0] == 4)
		return IsYear(value[0], 4) && size[1] <= 2 && size[2] <= 2 &&
			value[1] >= 1 && value[1] <= 12 && value[2] >= 1 && value[2] <= 31 &&
			!(mark == '.' && SaidWithin(scan, WORD_REFERENCE, 6));
	if (size[0] > 2 || size[1] > 2 || !IsYear(value[2], size[2]) ||
		!IsDayAndMonth(value[0], value[1]))
		return false;
	if (size[2] == 2 && amount)
		return false;
	return size[2] == 4 || mark == '/' || said ||
		(mark == '-' && !SaidWithin(scan, WORD_REFERENCE, 4) &&
		 !(value[0] == value[1] && value[1] == value[2]));
}

/*
 * "12-15/05/2024", "12/05-15/05/2024".
 */
static bool
IsRangeOfDays(const PiiScan *scan, const PiiNumber *number, const int *value, const int *size)
{
	const char *mark = number->mark;
	int			n = number->ngroups;

	if (mark[n - 1] != mark[n - 2] || mark[n - 1] == '-' || mark[n - 3] != '-' ||
		(n == 5 && mark[1] != mark[4]) || size[0] > 2 || size[n - 4] > 2)
		return false;
	return IsDateOfThree(scan, value + n - 3, size + n - 3, mark[n - 1],
						 number->amount) &&
		(n == 4 ? value[0] >= 1 && value[0] <= 31 : IsDayAndMonth(value[0], value[1]));
}

/*
 * Without separators, where a word says so: 19900512, 12051990, 120590.
 */
static bool
IsCompactDate(const PiiScan *scan, const PiiNumber *number)
{
	const char *digits = number->digits;

	if ((number->ndigits != 8 && number->ndigits != 6) || !SaidWithin(scan, DateWord(), 5))
		return false;
	if (number->ndigits == 8 && IsCentury(digits) && IsMonthAndDay(digits + 4))
		return true;
	return IsDayAndMonth(TwoDigits(digits), TwoDigits(digits + 2)) &&
		(number->ndigits == 6 || IsCentury(digits + 4));
}

bool
IsPiiDate(const PiiScan *scan, const PiiNumber *number)
{
	int			value[PII_MOST_GROUPS];
	int			size[PII_MOST_GROUPS];
	bool		found;

	if (number->ndigits > 12 || number->ndigits < 4 || number->ngroups == 2 ||
		number->ngroups > 5)
		return false;
	if (number->ngroups == 1)
		return IsCompactDate(scan, number);
	ReadParts(number, value, size);
	found = number->ngroups == 3 ?
		IsDateOfThree(scan, value, size, number->separator, number->amount) :
		IsRangeOfDays(scan, number, value, size);
	return found && !IsOfDecree(scan, number->end);
}

/*
 * The end of a number of this many digits; i where there is none.
 */
static int
ReadDigits(const PiiScan *scan, int i, int least, int most)
{
	int			end = i;

	while (end - i <= most && DigitAtOrEnd(scan, end))
		end++;
	return end - i >= least && end - i <= most ? end : i;
}

static int
SkipSpace(const PiiScan *scan, int i)
{
	while (i < scan->n && (scan->symbol[i] == ' ' || scan->symbol[i] == '\n'))
		i++;
	return i;
}

/*
 * Over blanks, one mark, and a word such as "de" or "th".
 */
static int
SkipBetweenDateParts(const PiiScan *scan, int i)
{
	for (int part = 0; part < 3; part++)
	{
		int			end;

		i = SkipSpace(scan, i);
		if (IsOneOf(SymbolAtOrEnd(scan, i), ".,-/'*"))
			i++;
		end = EndOfLetters(scan, i);
		if ((MeaningOfWord(scan, i, end) & WORD_OF) != 0 ||
			(end == i + 1 && scan->symbol[i] == 'O' && DigitAtOrEnd(scan, i - 1)))
			i = end;
	}
	return i;
}

/*
 * The end of a year; i where there is none.  Of two digits only where no unit
 * follows, nor a time of day.
 */
static int
ReadYear(const PiiScan *scan, int i, bool two)
{
	int			end = ReadDigits(scan, i, 4, 4);
	int			unit;

	if (end > i)
		return IsCentury((const char *) scan->symbol + i) ? end : i;
	end = ReadDigits(scan, i, 2, 2);
	if (!two || end == i || LetterAtOrEnd(scan, end) ||
		(IsOneOf(SymbolAtOrEnd(scan, end), ":.,-/") && DigitAtOrEnd(scan, end + 1)))
		return i;
	unit = SkipSpace(scan, end);
	return (MeaningOfWord(scan, unit, EndOfLetters(scan, unit)) & WORD_UNIT) != 0 ||
		SymbolAtOrEnd(scan, unit) == '%' ? i : end;
}

/*
 * Is there a day just before, with nothing but blanks, a dash and "de" between?
 */
static bool
IsDayBefore(const PiiScan *scan, int start)
{
	if (scan->day_word_no != scan->nwords)
		return false;
	for (int i = scan->day_at; i < start; i++)
		if (IsOneOf(scan->symbol[i], ",;:"))
			return false;
	return true;
}

/*
 * A word or a dash between two days, which begins at i; its end, i for none.
 */
static int
SkipTo(const PiiScan *scan, int i)
{
	int			start = SkipSpace(scan, i);
	int			end = EndOfLetters(scan, start);

	if (SymbolAtOrEnd(scan, start) == '-')
		return SkipSpace(scan, start + 1);
	if ((MeaningOfWord(scan, start, end) & WORD_TO) != 0 ||
		(end == start + 1 && IsOneOf(scan->symbol[start], "YAE")))
		return SkipSpace(scan, end);
	return i;
}

void
NotePiiDay(PiiScan *scan, int start, int end)
{
	int			day = scan->symbol[start] - '0';
	int			before = scan->day_at;

	if (!DigitAtOrEnd(scan, start))
		return;
	if (end - start == 2)
		day = 10 * day + scan->symbol[start + 1] - '0';
	if (end - start > 2 || day < 1 || day > 31)
		return;

	/* "12 al 15 de", "12-15 de" */
	if (scan->day_word_no < 0 || scan->nwords - scan->day_word_no > 2 ||
		SkipTo(scan, ReadDigits(scan, before, 1, 2)) != start)
		before = start;
	scan->day_at = before;
	scan->day_word_no = scan->nwords;
}

/*
 * The end of the day behind the name of a month, and of another that a range
 * has: "12", "12th", "12-15", "12 to June 15"; i where there is none.
 */
static int
ReadDayBehind(const PiiScan *scan, int i, bool *ordinal)
{
	int			end = ReadDigits(scan, i, 1, 2);
	int			letters = EndOfLetters(scan, end);
	int			next;

	*ordinal = false;
	if (end == i)
		return i;
	if (letters > end && scan->symbol[end] != 'D' &&
		(MeaningOfWord(scan, end, letters) & WORD_OF) != 0)
	{
		*ordinal = true;
		end = letters;
	}
	next = SkipTo(scan, end);
	if (next == end)
		return end;
	letters = EndOfLetters(scan, next);
	if ((MeaningOfWord(scan, next, letters) & WORD_MONTH) != 0)
		next = SkipSpace(scan, letters);
	return ReadDigits(scan, next, 1, 2) > next ? ReadDigits(scan, next, 1, 2) : end;
}

/*
 * "12 de mayo de 2024", "12-may-90", "12 May 2024", "12 de mayo", "May 12,
 * 2024".  Without the year a month before or after a number may be a verb or a
 * name.
 */
int
ScanMonth(PiiScan *scan, int start, int end)
{
	bool		day_before = IsDayBefore(scan, start);
	int			i = SkipBetweenDateParts(scan, end);
	int			year_end = ReadYear(scan, i, day_before);
	int			day_end;
	bool		ordinal;

	if (IsOfDecree(scan, Max(end, year_end)) || (day_before && SaidWithin(scan, WORD_PLACE, 4)))
		return start;
	if (day_before && year_end > i)
	{
		AddPiiMatch(scan, "date", scan->day_at, year_end);
		return year_end;
	}
	if (day_before && end - start > 3 && start >= 3 &&
		(MeaningOfWord(scan, start - 3, start - 1) & WORD_OF) != 0)
	{
		AddPiiMatch(scan, "date", scan->day_at, end);
		return end;
	}
	day_end = ReadDayBehind(scan, i, &ordinal);
	if (!day_before && day_end > i && !WordAtOrEnd(scan, start - 1))
	{
		int			year = SkipBetweenDateParts(scan, day_end);

		year_end = ReadYear(scan, year, SymbolAtOrEnd(scan, year - 1) == '\'');
		if (year_end > year || ordinal)
		{
			day_end = year_end > year ? year_end : day_end;
			AddPiiMatch(scan, "date", start, day_end);
			return day_end;
		}
	}
	return start;
}
