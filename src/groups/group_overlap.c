/*
 * group_overlap.c
 *		Do two partners count some trade twice?
 */
#include "groups/group.h"

#include "base/text_locale.h"
#include "codes/partner.h"
#include "miscadmin.h"

#define CENSUS_GROUP(code) (PARTNER_CENSUS_BASE + (code))

/*
 * Schedule C begins with the continent as the Bureau draws it; Mexico counts
 * to the first.
 */
static bool
IsInContinent(PartnerCode country, PartnerCode group, bool *known)
{
	static const struct
	{
		int			number;
		const char *digits;
	}			continents[] = {
		{CENSUS_GROUP(9), "23"}, {CENSUS_GROUP(12), "4"}, {CENSUS_GROUP(13), "7"},
		{CENSUS_GROUP(16), "5"}, {CENSUS_GROUP(18), "6"}, {2041, "1"}, {2042, "2"}, {2043, "3"}
	};
	int			code = PartnerToCensus(country);

	for (int i = 0; i < (int) lengthof(continents); i++)
		if (continents[i].number == PartnerNumber(group))
		{
			*known = true;
			return code > 0 &&
				strchr(continents[i].digits, code == 2010 ? '1' : '0' + code / 1000) != NULL;
		}
	*known = false;
	return false;
}

/*
 * A group of unknown members may hold any country.
 */
static bool
CountryOverlaps(PartnerCode country, PartnerCode group, int day)
{
	bool		known;
	bool		is_in = IsInContinent(country, group, &known);

	if (known)
		return is_in;
	if (!GroupHasDays(group) && PartnerRegion(group) == NULL)
		return true;
	return IsInGroupOn(country, group, day);
}

static bool
GroupOverlaps(PartnerCode group, PartnerCode other, int day)
{
	PartnerCode *members;
	int			nmembers = GroupMembersOn(group, day, &members);
	bool		found = false;

	for (int i = 0; i < nmembers && !found; i++)
		found = CountryOverlaps(members[i], other, day);
	pfree(members);
	return found;
}

/* two regions, and whether a country was seen in both */
typedef struct RegionPair
{
	PartnerCode one;
	PartnerCode other;
	bool		share;
} RegionPair;

static void
SeeCountry(PartnerCode partner, const char *region, void *arg)
{
	RegionPair *pair = arg;

	(void) region;
	if (!PartnerIsAggregate(partner) && !pair->share)
		pair->share = RegionHolds(pair->one, partner) && RegionHolds(pair->other, partner);
}

/*
 * Groupings such as Latin America lie across the tree of regions.
 */
static bool
RegionsShareCountry(PartnerCode one, PartnerCode other)
{
	RegionPair	pair = {one, other, false};

	EachPartnerRegion(SeeCountry, &pair);
	return pair.share;
}

bool
PartnersOverlap(PartnerCode a, PartnerCode b, int day)
{
	if (a == b || a == PARTNER_WORLD || b == PARTNER_WORLD)
		return true;
	if (!PartnerIsAggregate(a))
		return PartnerIsAggregate(b) && CountryOverlaps(a, b, day);
	if (!PartnerIsAggregate(b))
		return CountryOverlaps(b, a, day);
	if (GroupHasDays(a) && !GroupIsRest(a))
		return GroupOverlaps(a, b, day);
	if (GroupHasDays(b) && !GroupIsRest(b))
		return GroupOverlaps(b, a, day);
	if (PartnerRegion(a) != NULL && PartnerRegion(b) != NULL)
		return RegionsShareCountry(a, b);
	/* the Bureau's groups are its own matter; of all else nothing is known */
	return !(PartnerNumber(a) > PARTNER_CENSUS_BASE && PartnerNumber(b) > PARTNER_CENSUS_BASE);
}

bool
FindOverlap(const PartnerCode *partners, int n, PartnerCode pair[2])
{
	for (int i = 0; i < n; i++)
		for (int j = 0; PartnerIsAggregate(partners[i]) && j < n; j++)
		{
			CHECK_FOR_INTERRUPTS();
			if (i == j || !PartnersOverlap(partners[i], partners[j], LATEST_DAY))
				continue;
			pair[0] = partners[i];
			pair[1] = partners[j];
			return true;
		}
	return false;
}
