/*
 * partner_table.h
 *		All partners by number and by code: those that ICU knows, and our own.
 */
#ifndef CODES_PARTNER_TABLE_H
#define CODES_PARTNER_TABLE_H

#include "base/compat.h"
#include "codes/partner_rows.h"

/*
 * Is there such a partner?  False for any integer that no input can give.
 */
extern bool PartnerIsKnown(PartnerCode partner);

/*
 * Writes the code as partner_code prints it, which reads back as the same
 * value, and returns its length.  Any integer is printed.
 */
extern int	PartnerToText(PartnerCode partner, char text[PARTNER_TEXT_SIZE]);

/*
 * Reads a code, len bytes that need no end mark: alpha-2, alpha-3, a number of
 * at most three digits, Comtrade's own.  On a fault reports 22P02 into
 * escontext (raises, where that is NULL) and returns false.
 */
extern bool PartnerFromText(const char *text, int len, PartnerCode *result,
							struct Node *escontext);

/*
 * The same in silence.
 */
extern bool PartnerScan(const char *text, int len, PartnerCode *result);

/*
 * The partner with a number of M49 or Comtrade; false where there is none.
 * Numbers that Comtrade keeps for other extents of the same country (842, 757,
 * 251, ...) give the country.
 */
extern bool PartnerFromNumber(int number, PartnerCode *result);

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
