/*
 * redact.h
 *		Identifiers of people in free text.
 *
 * Found by scanners written by hand, over symbols that do not know accents,
 * width or kinds of dashes (base/text_symbol.h).  What looks like an identifier
 * but may be a folio, an amount or a code is judged by its shape, its check
 * digit, and the nearest word that says what the number is.
 *
 * Sources of the grammars: RENAPO's instructive for the CURP, SAT's for the
 * RFC, IMSS (NSS, employer registration), INE (voter key), Banxico (CLABE),
 * ISO/IEC 7812 (cards), Canada Revenue Agency (SIN, BN), US Social Security
 * Administration (SSN), IRS (ITIN, EIN), ITU-T E.164 and the national plans
 * (telephones).
 *
 * Names of people are not found: they need a word list of the user's.
 */
#ifndef REDACT_REDACT_H
#define REDACT_REDACT_H

#include "base/compat.h"

typedef enum PiiKind
{
	PII_CURP,					/* personal key, Mexico */
	PII_RFC,					/* taxpayer, Mexico */
	PII_NSS,					/* social security, Mexico */
	PII_REGISTRO_PATRONAL,		/* employer at IMSS */
	PII_CLAVE_ELECTOR,			/* voter, Mexico */
	PII_CLABE,					/* bank account, Mexico */
	PII_CARD,					/* payment card */
	PII_SIN,					/* social insurance, Canada */
	PII_BN,						/* business number, Canada */
	PII_SSN,					/* social security, United States */
	PII_ITIN,					/* taxpayer, United States */
	PII_EIN,					/* employer, United States */
	PII_PHONE,
	PII_EMAIL,
	PII_URL,
	PII_IP,
	PII_DATE,					/* with the day */
	PII_KINDS					/* their number, and no kind at all */
} PiiKind;

/* bytes of the text that was scanned */
typedef struct PiiMatch
{
	PiiKind		kind;
	int			start;
	int			len;
} PiiMatch;

/*
 * The matches in len bytes in the server encoding, of the kinds whose bit
 * (1 << kind) is set, in order and without overlap, palloc'd in the current
 * context; their number in *n.
 */
extern PiiMatch *FindPii(const char *text, int len, uint32 kinds, int *n);

/*
 * The name in SQL.
 */
extern const char *PiiKindName(PiiKind kind);

#endif							/* REDACT_REDACT_H */
