/*
 * partner_rows.h
 *		The partners that ICU does not know.
 */
#ifndef CODES_PARTNER_ROWS_H
#define CODES_PARTNER_ROWS_H

#include "base/compat.h"
#include "codes/partner_number.h"

/*
 * A partner of our own table.  Labels are UTF-8, days are YYYYMMDD.
 */
typedef struct PartnerRow
{
	PartnerCode partner;
	const char *code;			/* as printed; NULL: the number */
	const char *other_codes;	/* also read; separated by blanks */
	int			within;			/* M49 region that holds it, 0: none */
	int			first_day;		/* 0: not stated */
	int			last_day;		/* 0: still in use */
	const char *label[3];		/* English, Spanish, French */
	const char *source;			/* of the number and the dates */
} PartnerRow;

extern const PartnerRow partner_rows[];
extern const int num_partner_rows;

/* a code that reads as another's: Comtrade's extents, withdrawn alphas */
typedef struct PartnerSynonym
{
	const char *code;
	int			number;
} PartnerSynonym;

extern const PartnerSynonym partner_synonyms[];
extern const int num_partner_synonyms;

/* countries of today that began at a known day */
typedef struct PartnerStart
{
	int			number;
	int			first_day;
} PartnerStart;

extern const PartnerStart partner_starts[];
extern const int num_partner_starts;

#endif							/* CODES_PARTNER_ROWS_H */
