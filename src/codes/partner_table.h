/*
 * partner_table.h
 *		The partners that ICU does not know, and an index of those it does.
 */
#ifndef CODES_PARTNER_TABLE_H
#define CODES_PARTNER_TABLE_H

#include "codes/partner.h"

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

/*
 * What ICU calls a region that a partner is, "MX" or "419"; NULL for partners
 * of our own table other than the EU, the euro area and Kosovo.
 */
extern const char *PartnerRegion(PartnerCode partner);

/*
 * Our own row for a partner; NULL where there is none.
 */
extern const PartnerRow *PartnerRowOf(PartnerCode partner);

/*
 * Calls visit for each known partner that has a region of ICU's, in the order
 * countries, then groups.
 */
extern void EachPartnerRegion(void (*visit) (PartnerCode partner,
											 const char *region, void *arg),
							  void *arg);

#endif							/* CODES_PARTNER_TABLE_H */
