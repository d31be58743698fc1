/*
 * redact_scan.h
 *		The scan of one text, for redact*.c only.
 */
#ifndef REDACT_REDACT_SCAN_H
#define REDACT_REDACT_SCAN_H

#include "base/compat.h"
#include "base/text_symbol.h"
#include "redact/redact.h"

/* what a word says about the number after it (or, of units, before it) */
typedef enum PiiWord
{
	WORD_NONE,
	WORD_SOCIAL,				/* social security of any country */
	WORD_SIN,					/* Canada's, which Spanish also has for "without" */
	WORD_PHONE,
	WORD_RFC,
	WORD_PATRONAL,
	WORD_ITIN,
	WORD_EIN,
	WORD_BN,
	WORD_CLABE,
	WORD_CARD,
	WORD_IP,
	WORD_REFERENCE,				/* folio, case, norm, code: nobody's number */
	WORD_UNIT,					/* pesos, hours, workers: an amount */
	WORD_MONTH,
	WORD_URL,
	WORD_OF						/* between day, month and year */
} PiiWord;

typedef struct PiiScan
{
	const char *text;
	int			len;
	uint8	   *symbol;
	int		   *at;				/* see SymbolsOfText() */
	int			n;
	uint32		kinds;

	int			nwords;			/* read so far, numbers included */
	PiiWord		last_word;		/* the last that says anything */
	int			last_word_no;
	int			day_at;			/* symbol where a day stands, just before */
	int			day_word_no;

	PiiMatch   *match;			/* in symbols while scanning */
	int			nmatches;
	int			room;
} PiiScan;

/* no identifier has more */
#define PII_MOST_DIGITS 20

/* some groups of a run, taken as one number */
typedef struct PiiNumber
{
	char		digits[PII_MOST_DIGITS + 1];
	int			ndigits;
	int			ngroups;
	uint32		sizes;			/* one hexadecimal digit a group: 0x334 */
	char		separator;		/* the one between all groups; 0 for mixed */
	bool		slash;			/* one of them is a slash */
	bool		international;
	bool		bracket;
	bool		amount;			/* a unit follows */
} PiiNumber;

/* beyond the end is the end of a line */
static inline uint8
SymbolAtOrEnd(const PiiScan *scan, int i)
{
	return i >= 0 && i < scan->n ? scan->symbol[i] : '\n';
}

static inline bool
WordAtOrEnd(const PiiScan *scan, int i)
{
	return SymbolIsWord(SymbolAtOrEnd(scan, i));
}

static inline bool
DigitAtOrEnd(const PiiScan *scan, int i)
{
	return SymbolIsDigit(SymbolAtOrEnd(scan, i));
}

/*
 * Is the last telling word this one, at most so many words ago?
 */
static inline bool
SaidWithin(const PiiScan *scan, PiiWord word, int words)
{
	return scan->last_word == word &&
		scan->nwords - scan->last_word_no < words;
}

/*
 * Notes a match of symbols start to end - 1, if its kind is wanted.  A longer
 * one that begins earlier replaces those it covers.
 */
extern void AddPiiMatch(PiiScan *scan, PiiKind kind, int start, int end);

/*
 * The meaning of a word of capital letters.
 */
extern PiiWord MeaningOfWord(const PiiScan *scan, int start, int end);

/*
 * Each tries to read something that begins at symbol i, or has its sign there,
 * notes what it found and returns where to go on; i for nothing.
 */
extern int	ScanLetterId(PiiScan *scan, int i);
extern int	ScanUrl(PiiScan *scan, int i);
extern int	ScanEmail(PiiScan *scan, int i);
extern int	ScanMonth(PiiScan *scan, int start, int end);
extern int	ScanNumber(PiiScan *scan, int i);

/*
 * What the number stands for; PII_KINDS for nobody.
 */
extern PiiKind KindOfPiiNumber(const PiiScan *scan, const PiiNumber *number);

#endif							/* REDACT_REDACT_SCAN_H */
