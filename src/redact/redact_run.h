/*
 * redact_run.h
 *		Groups of digits in a row, for redact_number.c only.
 */
#ifndef REDACT_REDACT_RUN_H
#define REDACT_REDACT_RUN_H

#include "redact/redact_scan.h"

/* a longer row of groups is read in parts */
#define MOST_GROUPS 24

/* separators that may also stand in the middle of a group */
#define LINE_END '\n'
#define DASH_AND_LINE_END '\r'

typedef struct DigitGroup
{
	int			start;			/* symbols */
	int			end;
	char		separator;		/* before it; 0 for the first */
	bool		loose;			/* which has blanks on both sides */
} DigitGroup;

/* groups in a row, as far as separators join them */
typedef struct DigitRun
{
	DigitGroup	group[MOST_GROUPS];
	int			n;
	bool		plus;			/* a plus sign stands before it */
	bool		bracket;		/* the first group is in brackets */
	bool		spaced;			/* digit by digit */
	bool		torn;			/* a line ends in it */
	bool		cut;			/* it goes on */
	int			sign_start;		/* where those begin */
	bool		tied_before;	/* part of something longer, or an amount */
	bool		tied_after;
	const char *kind[MOST_GROUPS];	/* of what begins with each group */
	int			last[MOST_GROUPS];	/* and the group behind it */
	int			end[MOST_GROUPS];	/* and the symbol */
} DigitRun;

static inline bool
IsLineEnd(char separator)
{
	return separator == LINE_END || separator == DASH_AND_LINE_END;
}

/*
 * Reads the groups that begin at symbol i, which is a digit, a letter that
 * stands for one, a plus sign or an opening bracket.  False where there are none.
 */
extern bool ReadDigitRun(const PiiScan *scan, int i, DigitRun *run);

#endif							/* REDACT_REDACT_RUN_H */
