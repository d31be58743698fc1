/*
 * partner_group.h
 *		Groups of countries whose members are known by day.
 */
#ifndef CODES_PARTNER_GROUP_H
#define CODES_PARTNER_GROUP_H

#include "base/compat.h"
#include "codes/partner_number.h"

/* later than any change: members of today, as far as this library knows */
#define LATEST_DAY 99991231

/*
 * Is this a group of ours, whose members are listed by day?
 */
extern bool GroupHasDays(PartnerCode group);

/*
 * Was the partner, a country or another such group, in the group on the day
 * (YYYYMMDD)?  A group is in another when all that it had that day were.
 */
extern bool IsInGroupOn(PartnerCode partner, PartnerCode group, int day);

/*
 * Do the two count some trade twice, by the members of the day?  A group of
 * unknown members may hold anybody.
 */
extern bool PartnersOverlap(PartnerCode a, PartnerCode b, int day);

/*
 * Two of the partners, all different, that overlap by the latest members, the
 * aggregate first; false where no two do.
 */
extern bool FindOverlap(const PartnerCode *partners, int n, PartnerCode pair[2]);

#endif							/* CODES_PARTNER_GROUP_H */
