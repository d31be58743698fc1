/*
 * redact_scan.h
 *		The scan of one text, for redact*.c only.
 */
#ifndef REDACT_REDACT_SCAN_H
#define REDACT_REDACT_SCAN_H

#include "base/compat.h"
#include "base/text_symbol.h"
#include "redact/redact.h"

/*
 * What a word says about the number after it (or, of units, before it): a bit
 * for each kind that it introduces (PiiKindNamed()), and these.
 */
typedef uint64 PiiWord;

#define WORD_KINDS ((UINT64CONST(1) << 40) - 1)
#define WORD_REFERENCE (UINT64CONST(1) << 40)	/* folio, case, norm, code: nobody's */
#define WORD_LIST (UINT64CONST(1) << 41)	/* numbered bodies follow: locals, sections */
#define WORD_PLACE (UINT64CONST(1) << 42)	/* a street, a postal code */
#define WORD_DECREE (UINT64CONST(1) << 43)	/* its dates are everybody's */
#define WORD_MINE (UINT64CONST(1) << 44)	/* what follows is somebody's */
#define WORD_TELLING (WORD_KINDS | WORD_REFERENCE | WORD_LIST | WORD_PLACE | WORD_DECREE)
#define WORD_UNIT (UINT64CONST(1) << 45)	/* pesos, hours, workers: an amount */
#define WORD_MONTH (UINT64CONST(1) << 46)
#define WORD_URL (UINT64CONST(1) << 47)
#define WORD_OF (UINT64CONST(1) << 48)	/* between day, month and year */
#define WORD_TO (UINT64CONST(1) << 49)	/* between two days */
#define WORD_BEFORE (UINT64CONST(1) << 50)	/* may be glued to a number: no., es, al */
#define WORD_AT (UINT64CONST(1) << 51)	/* the sign in an address, said */
#define WORD_DOT (UINT64CONST(1) << 52)
#define WORD_DOMAIN (UINT64CONST(1) << 53)	/* the end of an address */
#define WORD_DOMAIN_TOO (UINT64CONST(1) << 54)	/* the same, but a word as well */
#define WORD_PROVIDER (UINT64CONST(1) << 55)	/* of mail: no end needs to follow */
#define WORD_COMPANY (UINT64CONST(1) << 56)	/* a form of law, behind a name */

typedef struct PiiScan
{
	const char *text;
	int			len;
	uint8	   *symbol;
	int		   *at;				/* see SymbolsOfText() */
	int			n;
	const bool *wanted;			/* by kind; NULL for all */

	int			nwords;			/* read so far, numbers included */
	PiiWord		last_word;		/* the last that says anything */
	int			last_word_no;
	int			last_word_end;	/* symbol */
	bool		answered;		/* a number came behind it */
	int			last_number_no;
	int			found_no;		/* words read when a number was found to be one */
	int			day_at;			/* symbol where a day stands, just before */
	int			day_word_no;
	int			spaced_until;	/* what is spaced out was looked at up to here */

	PiiMatch   *match;			/* in symbols while scanning */
	int			nmatches;
	int			room;
} PiiScan;

/* no identifier has more */
#define PII_MOST_DIGITS 20
#define PII_MOST_GROUPS 7

/* some groups of a run, taken as one number */
typedef struct PiiNumber
{
	char		digits[PII_MOST_DIGITS + 1];
	int			ndigits;
	int			ngroups;
	uint32		sizes;			/* one hexadecimal digit a group: 0x334 */
	char		mark[PII_MOST_GROUPS];	/* before each group */
	char		separator;		/* the one between all groups; 0 for mixed */
	bool		slash;			/* one of them is a slash */
	bool		international;
	bool		bracket;
	bool		spaced;			/* digit by digit */
	bool		amount;			/* a unit follows */
	int			start;			/* symbols */
	int			end;
} PiiNumber;

/* beyond the end is the end of a line */
static inline uint8
SymbolAtOrEnd(const PiiScan *scan, int i)
{
	return (uint32) i < (uint32) scan->n ? scan->symbol[i] : '\n';
}

static inline bool
WordAtOrEnd(const PiiScan *scan, int i)
{
	return SymbolIsWord(SymbolAtOrEnd(scan, i));
}

static inline bool
LetterAtOrEnd(const PiiScan *scan, int i)
{
	return SymbolIsLetter(SymbolAtOrEnd(scan, i));
}

static inline bool
DigitAtOrEnd(const PiiScan *scan, int i)
{
	return SymbolIsDigit(SymbolAtOrEnd(scan, i));
}

static inline bool
IsOneOf(uint8 symbol, const char *symbols)
{
	return symbol != '\0' && strchr(symbols, symbol) != NULL;
}

/*
 * A letter that people write for a digit: O for 0, I and L for 1.
 */
static inline bool
IsDigitLike(uint8 symbol)
{
	return symbol == 'O' || symbol == 'I' || symbol == 'L';
}

/*
 * Where so many blanks at most have been skipped.
 */
static inline int
SkipBlanks(const PiiScan *scan, int i, int most)
{
	while (most-- > 0 && SymbolAtOrEnd(scan, i) == ' ')
		i++;
	return i;
}

static inline int
EndOfLetters(const PiiScan *scan, int i)
{
	while (LetterAtOrEnd(scan, i))
		i++;
	return i;
}

/*
 * Does the last telling word say any of this, at most so many words ago?  A
 * word speaks of one identifier, and of those that follow at once.
 */
static inline bool
SaidWithin(const PiiScan *scan, PiiWord word, int words)
{
	return (scan->last_word & word) != 0 &&
		scan->nwords - scan->last_word_no < words &&
		(scan->found_no < scan->last_word_no || scan->nwords - scan->found_no <= 2);
}

/*
 * A line may end anywhere in an identifier, with or without a dash: where it
 * goes on; i where no line ends.
 */
extern int	SkipLineBreak(const PiiScan *scan, int i);

/*
 * Notes a match of symbols start to end - 1, if its kind is wanted.  A longer
 * one that begins earlier replaces those it covers.
 */
extern void AddPiiMatch(PiiScan *scan, const char *kind, int start, int end);

/*
 * The meaning of a word of capital letters; 0 for none.
 */
extern PiiWord MeaningOfWord(const PiiScan *scan, int start, int end);

/*
 * The meaning of the word that is glued to the front of symbol end, which may
 * itself be the end of a word; 0 where none introduces a kind.
 */
extern PiiWord MeaningOfLabel(const PiiScan *scan, int start, int end);

/*
 * Each tries to read something that begins at symbol i, or has its sign there,
 * notes what it found and returns where to go on; i for nothing.
 */
extern int	ScanLetterId(PiiScan *scan, int i);
extern int	ScanUrl(PiiScan *scan, int i);
extern int	ScanSite(PiiScan *scan, int i, int end);
extern int	ScanAtSign(PiiScan *scan, int i);
extern int	ScanIpv6(PiiScan *scan, int i);
extern int	ScanMonth(PiiScan *scan, int start, int end);
extern int	ScanNumber(PiiScan *scan, int i);

/*
 * Notes that a day of a month, or a range of them, may stand there.
 */
extern void NotePiiDay(PiiScan *scan, int start, int end);

/*
 * Is it a date: day, month and year, or year, month and day?
 */
extern bool IsPiiDate(const PiiScan *scan, const PiiNumber *number);

/*
 * What the number stands for; NULL for nobody.
 */
extern const char *KindOfPiiNumber(const PiiScan *scan, const PiiNumber *number);

/*
 * What the letters and digits stand for that begin with a word at symbol i,
 * and where they end; NULL for nobody.
 */
extern const char *KindOfPiiWord(const PiiScan *scan, int i, int letters, int *end);

#endif							/* REDACT_REDACT_SCAN_H */
