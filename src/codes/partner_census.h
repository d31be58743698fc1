/*
 * partner_census.h
 *		The U.S. Census Bureau's country numbers, Schedule C.
 */
#ifndef CODES_PARTNER_CENSUS_H
#define CODES_PARTNER_CENSUS_H

#include "base/compat.h"
#include "codes/partner_number.h"

/*
 * The partner with a number of Schedule C; false where there is none.
 */
extern bool PartnerFromCensus(int code, PartnerCode *result);

/*
 * The number of Schedule C of a country; 0 where it has none, the smaller one
 * where it has had two.
 */
extern int	PartnerToCensus(PartnerCode partner);

#endif							/* CODES_PARTNER_CENSUS_H */
