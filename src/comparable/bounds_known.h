/*
 * bounds_known.h
 *		A correlation table with its values, and what follows where some of the
 *		new codes are known too.
 */
#ifndef COMPARABLE_BOUNDS_KNOWN_H
#define COMPARABLE_BOUNDS_KNOWN_H

#include "comparable/codes.h"

/* what a new code gets from old codes that known codes bring together */
typedef struct CodeInterval
{
	double		lower;
	double		upper;
	bool		open;			/* there is no upper one */
	bool		none;			/* nothing fits what is known */
} CodeInterval;

/* a row of the table; codes by their numbers, -1 where there is none */
typedef struct Correlation
{
	int			has;
	int			old;
	int			new;
	bool		repeated;		/* says what another row says */
	bool		shared;			/* goes the old value to other codes as well? */
	bool		coupled;		/* the interval says what the new code gets, not this row */
	double		value;
	double		weight;
	double		known;
	double		share;			/* of it, by the weights; -1: none */
	CodeInterval *interval;		/* of the first row of several that are coupled */
} Correlation;

typedef struct Correlations
{
	int			nrows;
	Correlation *rows;
	CodeIndex	old;
	CodeIndex	new;
} Correlations;

/* the rows of code i are at[first[i]] to at[first[i + 1] - 1] */
typedef struct RowsByCode
{
	int		   *first;
	int		   *at;
} RowsByCode;

/*
 * Finds the rows that known codes bring together, and what each new code gets
 * from them.  Repeated rows are marked as such.  Values are taken as the
 * decimals that they print as; raises 22003 where those of codes that hang
 * together need more than 18 digits.
 */
extern void CoupleRows(Correlations *table, const RowsByCode *by_old);

#endif							/* COMPARABLE_BOUNDS_KNOWN_H */
