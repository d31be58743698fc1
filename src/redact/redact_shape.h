/*
 * redact_shape.h
 *		The identifiers that are known, one row a way of writing them.
 *
 * To add an identifier, add a row to redact_shape.c: its kind, the words that
 * introduce it, its shape, and what must hold besides.  Kinds, the hint that
 * lists them and what the words mean follow from the rows.
 */
#ifndef REDACT_REDACT_SHAPE_H
#define REDACT_REDACT_SHAPE_H

#include "base/compat.h"

/* what a text around a shape must say, or not, for a row to hold */
#define NEEDS_WORD 0x01			/* a word of the kind stands before */
#define NEEDS_FREE 0x02			/* no folio, case, list or amount */
#define NEEDS_NO_AMOUNT 0x04	/* no unit follows */
#define NEEDS_NO_LIST 0x08		/* no list of numbered bodies, such as locals */
#define NEEDS_ALIKE 0x10		/* all separators are the same */
#define MAY_HAVE_SLASH 0x20		/* a slash between two groups is no fraction */

typedef struct PiiShape
{
	const char *kind;

	/* in capitals, without accents; those of all rows of a kind add up */
	const char *words;

	/*
	 * With letters: one class a character, '_' where a separator may stand
	 * (FitsClass() in redact_letter.c).  Digits: "DDD-DD-DDDD" is these groups;
	 * "*9-11" so many digits in any groups, "#9-11" in one, ">9-11" in several; "+" with a plus
	 * sign, "(" with a bracket around the first group.  NULL for what
	 * has a scanner of its own.
	 */
	const char *shape;

	/* the separators there may be, '*' for all; NULL for any, mixed or not */
	const char *marks;
	int			needs;
	int			near;			/* words back that count, with NEEDS_WORD */

	/* of the symbols without separators, 'Ñ' given as '#'; NULL for none */
	bool		(*holds) (const char *symbols, int n);
} PiiShape;

extern const PiiShape pii_shape[];
extern const int pii_nshapes;

/*
 * Kinds, numbered in the order of their first rows.  PiiKindNamed() is -1 for
 * none, whatever the case of the name.
 */
extern int	PiiKinds(void);
extern const char *PiiKindName(int kind);
extern int	PiiKindNamed(const char *name);

#endif							/* REDACT_REDACT_SHAPE_H */
