/*
 * period_words.c
 *		Periods in the words of a language: "ene-25", "juil. 2025", "2025年9月".
 *
 * What a month or a quarter is called, CLDR says: whatever it writes for one in
 * a locale, the year and the day taken out, is read as one.  The case, accents
 * and everything but letters and digits count for nothing, and the beginning of
 * a name will do where it begins no other.  What is no such word is read as the
 * type reads it.
 *
 * The words of one locale are kept for the backend, those last asked for.
 */
#include "calendar/period.h"

#include "base/text.h"
#include "base/text_locale.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(period_from_text);

/* the year of which CLDR is asked to write the months; no day or quarter is 2001 */
#define SAMPLE_YEAR "2001"
#define ICU_DAY_OF_SAMPLE_YEAR 11323

#define NUM_SKELETONS 9
#define NUM_WORDS (12 * NUM_SKELETONS)

/* a text of more bytes names no month; keeps folding short */
#define MAX_GIVEN 100

/* shorter beginnings of a name do not stand for it */
#define MIN_PREFIX 3

typedef struct PeriodWord
{
	char	   *folded;
	PeriodFreq	freq;
	int			number;			/* within the year, from 1 */
} PeriodWord;

typedef struct PeriodWords
{
	MemoryContext context;		/* NULL: of no locale yet */
	LocaleName	locale;
	int			nwords;
	PeriodWord	word[NUM_WORDS];
} PeriodWords;

static PeriodWords known;

/*
 * Takes len bytes out of a string.
 */
static void
CutOut(char *from, int len)
{
	memmove(from, from + len, strlen(from + len) + 1);
}

/*
 * Adds what CLDR writes for the period with a skeleton, without the year and
 * without a day, which is the 1st.
 */
static void
AddWord(PeriodWords *words, const char *skeleton, PeriodFreq freq, int number)
{
	int			month = (number - 1) * PeriodMonths(freq);
	int			day = CivilToDay(2001, month + 1, 1) - CivilToDay(2001, 1, 1);
	char	   *written = DateInWords(ICU_DAY_OF_SAMPLE_YEAR + day, words->locale.name, skeleton);
	char	   *year = strstr(written, SAMPLE_YEAR);
	PeriodWord *word = &words->word[words->nwords];
	size_t		len;

	if (year)
		CutOut(year, strlen(SAMPLE_YEAR));
	else if (strchr(skeleton, 'd') && strchr(written, '1'))
		CutOut(strchr(written, '1'), 1);
	word->folded = FoldUtf8(written, strlen(written), TEXT_FOLD_ACCENTS | TEXT_FOLD_BARE, &len);
	word->freq = freq;
	word->number = number;
	if (len > 0)
		words->nwords++;
}

/*
 * The words of the locale, made anew where it is not that of the last call.
 */
static const PeriodWords *
WordsOfLocale(const LocaleName *locale)
{
	static const char *const of_month[] = {"MMMM", "MMM", "yMMMM", "yMMM", "MMMMd"};
	static const char *const of_quarter[] = {"QQQQ", "QQQ", "yQQQQ", "yQQQ"};
	PeriodWords made = {0};
	MemoryContext old;

	StaticAssertStmt(lengthof(of_month) + lengthof(of_quarter) <= NUM_SKELETONS,
					 "room for the words of every skeleton");
	if (known.context && strcmp(known.locale.name, locale->name) == 0)
		return &known;
	made.locale = *locale;
	made.context = AllocSetContextCreate(CurrentMemoryContext, "words of periods",
										 ALLOCSET_SMALL_SIZES);
	old = MemoryContextSwitchTo(made.context);
	for (int i = 0; i < (int) lengthof(of_month); i++)
		for (int month = 1; month <= 12; month++)
			AddWord(&made, of_month[i], PERIOD_M, month);
	for (int i = 0; i < (int) lengthof(of_quarter); i++)
		for (int quarter = 1; quarter <= 4; quarter++)
			AddWord(&made, of_quarter[i], PERIOD_Q, quarter);
	MemoryContextSwitchTo(old);
	MemoryContextSetParent(made.context, TopMemoryContext);
	if (known.context)
		MemoryContextDelete(known.context);
	known = made;
	return &known;
}

/*
 * Finds the year in folded text and takes it out: the one number of four
 * digits, or without one the one number of two, which is of the years 1970 to
 * 2069, as in to_date().  False where there is none, or more than one.
 */
static bool
TakeYear(char *folded, int *year)
{
	for (int width = 4; width >= 2; width -= 2)
	{
		char	   *found = NULL;
		int			nfound = 0;

		for (char *at = folded; *at;)
		{
			int			len = strspn(at, "0123456789");

			if (len == width)
			{
				found = at;
				nfound++;
			}
			at += Max(len, 1);
		}
		if (nfound > 1)
			return false;
		if (nfound == 1)
		{
			*year = 0;
			for (int i = 0; i < width; i++)
				*year = *year * 10 + found[i] - '0';
			if (width == 2)
				*year += *year < 70 ? 2000 : 1900;
			/* two words must not become one number */
			memset(found, ' ', width);
			return true;
		}
	}
	return false;
}

/*
 * The period that is called so; false where none is, or several are.
 */
static bool
FindWord(const PeriodWords *words, const char *folded, size_t len,
		 const PeriodWord **found)
{
	bool		ambiguous = false;

	*found = NULL;
	for (int i = 0; i < words->nwords; i++)
	{
		const PeriodWord *word = &words->word[i];

		if (strcmp(word->folded, folded) == 0)
		{
			*found = word;
			return true;
		}
		if (len < MIN_PREFIX || strncmp(word->folded, folded, len) != 0)
			continue;
		if (*found && ((*found)->freq != word->freq || (*found)->number != word->number))
			ambiguous = true;
		*found = word;
	}
	return *found != NULL && !ambiguous;
}

/*
 * Reads a month or a quarter with its year.
 */
static bool
PeriodFromWords(const text *given, const LocaleName *locale, TimePeriod *result)
{
	int			len = VARSIZE_ANY_EXHDR(given);
	const PeriodWord *word;
	char	   *folded;
	size_t		folded_len;
	int			year;

	if (len > MAX_GIVEN)
		return false;
	folded = FoldText(VARDATA_ANY(given), len, TEXT_FOLD_ACCENTS, &folded_len);
	if (!TakeYear(folded, &year) || year < PERIOD_MIN_YEAR)
		return false;
	folded = FoldUtf8(folded, folded_len, TEXT_FOLD_ACCENTS | TEXT_FOLD_BARE, &folded_len);
	if (folded_len == 0 || !FindWord(WordsOfLocale(locale), folded, folded_len, &word))
		return false;
	*result = PeriodFromNumber(word->freq, year, word->number);
	return true;
}

Datum
period_from_text(PG_FUNCTION_ARGS)
{
	const text *given = PG_GETARG_TEXT_PP(0);
	const char *bytes = VARDATA_ANY(given);
	int			len = VARSIZE_ANY_EXHDR(given);
	LocaleName	locale;
	TimePeriod	result = 0;

	CheckLocale(PG_GETARG_TEXT_PP(1), &locale);
	if (!PeriodFromWords(given, &locale, &result) &&
		PeriodScanText(bytes, len, &result) != PERIOD_TEXT_GOOD)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_DATETIME_FORMAT),
				 errmsg("no period in the words of locale \"%s\": \"%.*s\"", locale.name,
						pg_mbcliplen(bytes, len, 64), bytes),
				 errhint("Write a month or a quarter and a year of four digits or two, such as %s.",
						 text_to_cstring(ServerText(DateInWords(ICU_DAY_OF_SAMPLE_YEAR, locale.name,
																"yMMM"))))));
	PG_RETURN_TIMEPERIOD(result);
}
