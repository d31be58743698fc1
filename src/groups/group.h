/*
 * group.h
 *		Groups of countries whose members are known by day.
 */
#ifndef GROUPS_GROUP_H
#define GROUPS_GROUP_H

#include "base/compat.h"
#include "codes/partner_number.h"

/* later than any change: members of today, as far as this library knows */
#define LATEST_DAY 99991231

/*
 * Is this a group of ours, whose members are listed by day?
 */
extern bool GroupHasDays(PartnerCode group);

/*
 * Does it hold all that are not its members?  False for what is no such group.
 */
extern bool GroupIsRest(PartnerCode group);

/*
 * The members of a group that has days, or of its contrary, on the day; a
 * palloc'd array.
 */
extern int	GroupMembersOn(PartnerCode group, int day, PartnerCode **members);

/*
 * Does a region of UN M49 hold the partner?  Residues have theirs in their
 * rows.
 */
extern bool RegionHolds(PartnerCode region, PartnerCode partner);

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

#endif							/* GROUPS_GROUP_H */
