/*
 * redact.h
 *		Identifiers of people in free text.
 *
 * Found by scanners written by hand, over symbols that do not know accents,
 * width, scripts that look alike or kinds of dashes (base/text_symbol.h).  What
 * looks like an identifier but may be a folio, an amount or a code is judged by
 * its shape, its check digit, and the nearest word that says what the number
 * is.  What is looked for is a table, redact_shape.c.
 *
 * Sources of the grammars: RENAPO's instructive for the CURP, SAT's for the
 * RFC, IMSS (NSS, employer registration), INE (voter key), Banxico (CLABE),
 * ISO/IEC 7812 (cards), Canada Revenue Agency (SIN, BN), US Social Security
 * Administration (SSN), IRS (ITIN, EIN), ITU-T E.164 and the national plans
 * (telephones), RFC 5321 (mail), RFC 4291 (IPv6).
 *
 * Names of people are not found: they need a word list of the user's.
 */
#ifndef REDACT_REDACT_H
#define REDACT_REDACT_H

#include "base/compat.h"

/* bytes of the text that was scanned */
typedef struct PiiMatch
{
	const char *kind;			/* as in SQL */
	int			start;
	int			len;
} PiiMatch;

/*
 * The matches in len bytes in the server encoding, of the kinds that are
 * wanted (by their numbers, see PiiKindNamed(); NULL for all), in order and
 * without overlap, palloc'd in the current context; their number in *n.
 */
extern PiiMatch *FindPii(const char *text, int len, const bool *wanted, int *n);

#endif							/* REDACT_REDACT_H */
