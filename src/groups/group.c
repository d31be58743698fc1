/*
 * group.c
 *		Who was in which group of countries, by day.
 *
 * A member has the day when it entered and, where it left, its last day.  Where
 * the source knows the year alone, that is the first of January, or the last
 * of December.  Suspension counts as leaving where it took the rights of a
 * member (Venezuela in Mercosur) and not where it was of a government (Paraguay,
 * 2012).
 *
 * Groups of fixed composition (EU28, EA20) are another on a certain day, and
 * their members never change.
 *
 * Sources, one a group: Treaties of Accession and the Withdrawal Agreement
 * (EU); Council decisions on the adoption of the euro; NAFTA art. 2203 and the
 * protocol of the USMCA; Treaty of Asunción and protocols of accession
 * (Mercosur); the depositary, New Zealand (CPTPP); ASEAN Secretariat; OPEC
 * Secretariat; the communiqués of the summits (G7, G20); OECD, ratifications
 * of the Convention; NATO and APEC, member pages; U.S. Census Bureau, Schedule
 * C and the definitions of its country groups (LAFTA, CACM, NICS, the twenty
 * Latin American republics).
 */
#include "groups/group.h"

#include "base/text_locale.h"
#include "codes/partner.h"
#include "funcapi.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/tuplestore.h"

PG_FUNCTION_INFO_V1(partner_groups);
PG_FUNCTION_INFO_V1(partner_in);
PG_FUNCTION_INFO_V1(partner_in_on);

typedef struct Member
{
	int16		number;
	int32		first_day;
	int32		last_day;		/* 0: still a member */
} Member;

static const Member european_union[] = {
	{56, 19580101, 0}, {58, 19580101, 19981231}, {250, 19580101, 0},
	{276, 19901003, 0}, {280, 19580101, 19901002}, {380, 19580101, 0},
	{442, 19580101, 0}, {528, 19580101, 0}, {208, 19730101, 0},
	{372, 19730101, 0}, {826, 19730101, 20200131}, {300, 19810101, 0},
	{620, 19860101, 0}, {724, 19860101, 0}, {40, 19950101, 0},
	{246, 19950101, 0}, {752, 19950101, 0}, {196, 20040501, 0},
	{203, 20040501, 0}, {233, 20040501, 0}, {348, 20040501, 0},
	{428, 20040501, 0}, {440, 20040501, 0}, {470, 20040501, 0},
	{616, 20040501, 0}, {703, 20040501, 0}, {705, 20040501, 0},
	{100, 20070101, 0}, {642, 20070101, 0}, {191, 20130701, 0}
};

static const Member euro_area[] = {
	{40, 19990101, 0}, {56, 19990101, 0}, {246, 19990101, 0},
	{250, 19990101, 0}, {276, 19990101, 0}, {372, 19990101, 0},
	{380, 19990101, 0}, {442, 19990101, 0}, {528, 19990101, 0},
	{620, 19990101, 0}, {724, 19990101, 0}, {300, 20010101, 0},
	{705, 20070101, 0}, {196, 20080101, 0}, {470, 20080101, 0},
	{703, 20090101, 0}, {233, 20110101, 0}, {428, 20140101, 0},
	{440, 20150101, 0}, {191, 20230101, 0}, {100, 20260101, 0}
};

static const Member usmca[] = {
	{124, 20200701, 0}, {484, 20200701, 0}, {840, 20200701, 0}
};

static const Member nafta[] = {
	{124, 19940101, 20200630}, {484, 19940101, 20200630},
	{840, 19940101, 20200630}
};

static const Member mercosur[] = {
	{32, 19911129, 0}, {76, 19911129, 0}, {600, 19911129, 0},
	{858, 19911129, 0}, {862, 20120812, 20161201}, {68, 20240807, 0}
};

static const Member cptpp[] = {
	{36, 20181230, 0}, {124, 20181230, 0}, {392, 20181230, 0},
	{484, 20181230, 0}, {554, 20181230, 0}, {702, 20181230, 0},
	{704, 20190114, 0}, {604, 20210919, 0}, {458, 20221129, 0},
	{152, 20230221, 0}, {96, 20230712, 0}, {826, 20241215, 0}
};

static const Member asean[] = {
	{360, 19670808, 0}, {458, 19670808, 0}, {608, 19670808, 0},
	{702, 19670808, 0}, {764, 19670808, 0}, {96, 19840107, 0},
	{704, 19950728, 0}, {104, 19970723, 0}, {418, 19970723, 0},
	{116, 19990430, 0}, {626, 20251026, 0}
};

static const Member opec[] = {
	{364, 19600914, 0}, {368, 19600914, 0}, {414, 19600914, 0},
	{682, 19600914, 0}, {862, 19600914, 0}, {634, 19610101, 20181231},
	{360, 19620101, 20081231}, {360, 20160101, 20161130}, {434, 19620101, 0},
	{784, 19670101, 0}, {12, 19690101, 0}, {566, 19710101, 0},
	{218, 19730101, 19921231}, {218, 20071001, 20191231},
	{266, 19750101, 19941231}, {266, 20160701, 0}, {24, 20070101, 20231231},
	{226, 20170525, 0}, {178, 20180622, 0}
};

static const Member g7[] = {
	{250, 19751115, 0}, {276, 19901003, 0}, {280, 19751115, 19901002},
	{380, 19751115, 0}, {392, 19751115, 0}, {826, 19751115, 0},
	{840, 19751115, 0}, {124, 19760627, 0}
};

/* the European Union and the African Union are members beside these */
static const Member g20[] = {
	{32, 19990926, 0}, {36, 19990926, 0}, {76, 19990926, 0},
	{124, 19990926, 0}, {156, 19990926, 0}, {250, 19990926, 0},
	{276, 19990926, 0}, {356, 19990926, 0}, {360, 19990926, 0},
	{380, 19990926, 0}, {392, 19990926, 0}, {410, 19990926, 0},
	{484, 19990926, 0}, {643, 19990926, 0}, {682, 19990926, 0},
	{710, 19990926, 0}, {792, 19990926, 0}, {826, 19990926, 0},
	{840, 19990926, 0}
};

static const Member oecd[] = {
	{40, 19610929, 0}, {56, 19610913, 0}, {124, 19610410, 0},
	{208, 19610530, 0}, {250, 19610807, 0}, {276, 19901003, 0},
	{280, 19610927, 19901002}, {300, 19610927, 0}, {352, 19610605, 0},
	{372, 19610817, 0}, {380, 19620329, 0}, {442, 19611207, 0},
	{528, 19611113, 0}, {578, 19610704, 0}, {620, 19610804, 0},
	{724, 19610803, 0}, {752, 19610928, 0}, {756, 19610928, 0},
	{792, 19610802, 0}, {826, 19610502, 0}, {840, 19610412, 0},
	{392, 19640428, 0}, {246, 19690128, 0}, {36, 19710607, 0},
	{554, 19730529, 0}, {484, 19940518, 0}, {203, 19951221, 0},
	{348, 19960507, 0}, {616, 19961122, 0}, {410, 19961212, 0},
	{703, 20001214, 0}, {152, 20100507, 0}, {705, 20100721, 0},
	{376, 20100907, 0}, {233, 20101209, 0}, {428, 20160701, 0},
	{440, 20180705, 0}, {170, 20200428, 0}, {188, 20210525, 0}
};

static const Member nato[] = {
	{56, 19490824, 0}, {124, 19490824, 0}, {208, 19490824, 0},
	{250, 19490824, 0}, {352, 19490824, 0}, {380, 19490824, 0},
	{442, 19490824, 0}, {528, 19490824, 0}, {578, 19490824, 0},
	{620, 19490824, 0}, {826, 19490824, 0}, {840, 19490824, 0},
	{300, 19520218, 0}, {792, 19520218, 0}, {276, 19901003, 0},
	{280, 19550506, 19901002}, {724, 19820530, 0}, {203, 19990312, 0},
	{348, 19990312, 0}, {616, 19990312, 0}, {100, 20040329, 0},
	{233, 20040329, 0}, {428, 20040329, 0}, {440, 20040329, 0},
	{642, 20040329, 0}, {703, 20040329, 0}, {705, 20040329, 0},
	{8, 20090401, 0}, {191, 20090401, 0}, {499, 20170605, 0},
	{807, 20200327, 0}, {246, 20230404, 0}, {752, 20240307, 0}
};

static const Member apec[] = {
	{36, 19891106, 0}, {96, 19891106, 0}, {124, 19891106, 0},
	{360, 19891106, 0}, {392, 19891106, 0}, {410, 19891106, 0},
	{458, 19891106, 0}, {554, 19891106, 0}, {608, 19891106, 0},
	{702, 19891106, 0}, {764, 19891106, 0}, {840, 19891106, 0},
	{156, 19911112, 0}, {158, 19911112, 0}, {344, 19911112, 0},
	{484, 19931118, 0}, {598, 19931118, 0}, {152, 19941111, 0},
	{604, 19981114, 0}, {643, 19981114, 0}, {704, 19981114, 0}
};

/* groups that the Census Bureau adds up, the same in every year of its files */
static const Member cacm[] = {
	{188, 1, 0}, {222, 1, 0}, {320, 1, 0}, {340, 1, 0}, {558, 1, 0}
};
static const Member cafta[] = {
	{188, 1, 0}, {214, 1, 0}, {222, 1, 0}, {320, 1, 0}, {340, 1, 0},
	{558, 1, 0}
};
static const Member nics[] = {
	{158, 1, 0}, {344, 1, 0}, {410, 1, 0}, {702, 1, 0}
};
static const Member canada_mexico[] = {
	{124, 1, 0}, {484, 1, 0}
};
static const Member lafta[] = {
	{32, 1, 0}, {68, 1, 0}, {76, 1, 0}, {152, 1, 0}, {170, 1, 0}, {218, 1, 0},
	{484, 1, 0}, {600, 1, 0}, {604, 1, 0}, {858, 1, 0}, {862, 1, 0}
};
static const Member latin_republics[] = {
	{32, 1, 0}, {68, 1, 0}, {76, 1, 0}, {152, 1, 0}, {170, 1, 0}, {188, 1, 0},
	{192, 1, 0}, {214, 1, 0}, {218, 1, 0}, {222, 1, 0}, {320, 1, 0},
	{332, 1, 0}, {340, 1, 0}, {484, 1, 0}, {558, 1, 0}, {591, 1, 0},
	{600, 1, 0}, {604, 1, 0}, {858, 1, 0}, {862, 1, 0}
};

typedef struct MemberGroup
{
	int16		number;			/* without the bit of groups */
	bool		is_rest;		/* all that are not members */
	int32		day;			/* composition of this day; 0: it changes */
	const Member *members;
	int			nmembers;
} MemberGroup;

#define MEMBERS(list) list, lengthof(list)
#define CENSUS(code) (PARTNER_CENSUS_BASE + (code))

static const MemberGroup groups[] = {
	{97, false, 0, MEMBERS(european_union)},
	{PARTNER_EURO_AREA, false, 0, MEMBERS(euro_area)},
	{2001, false, 20200201, MEMBERS(european_union)},
	{2002, false, 20130701, MEMBERS(european_union)},
	{2003, false, 20070101, MEMBERS(european_union)},
	{2004, false, 20040501, MEMBERS(european_union)},
	{2005, false, 19950101, MEMBERS(european_union)},
	{2006, true, 20200201, MEMBERS(european_union)},
	{2007, false, 20200201, MEMBERS(european_union)},
	{2008, true, 20130701, MEMBERS(european_union)},
	{2009, false, 20130701, MEMBERS(european_union)},
	{2010, false, 20150101, MEMBERS(euro_area)},
	{2011, false, 20230101, MEMBERS(euro_area)},
	{2012, false, 20260101, MEMBERS(euro_area)},
	{2020, false, 0, MEMBERS(usmca)},
	{2021, false, 0, MEMBERS(nafta)},
	{2022, false, 0, MEMBERS(mercosur)},
	{2023, false, 0, MEMBERS(cptpp)},
	{2024, false, 0, MEMBERS(asean)},
	{2025, false, 0, MEMBERS(opec)},
	{2026, false, 0, MEMBERS(g7)},
	{2027, false, 0, MEMBERS(g20)},
	{2028, false, 0, MEMBERS(oecd)},
	{2029, false, 0, MEMBERS(nato)},
	{2030, false, 0, MEMBERS(apec)},
	{2031, false, 0, MEMBERS(cacm)},
	{2032, false, 0, MEMBERS(lafta)},
	{2033, false, 0, MEMBERS(latin_republics)},
	{CENSUS(8), false, 0, MEMBERS(nics)},
	{CENSUS(10), false, 0, MEMBERS(canada_mexico)},
	{CENSUS(17), false, 0, MEMBERS(cafta)}
};

static const MemberGroup *
FindGroup(PartnerCode partner)
{
	if (PartnerIsAggregate(partner))
		for (int i = 0; i < (int) lengthof(groups); i++)
			if (groups[i].number == PartnerNumber(partner))
				return &groups[i];
	return NULL;
}

bool
GroupHasDays(PartnerCode group)
{
	return FindGroup(group) != NULL;
}

bool
GroupIsRest(PartnerCode group)
{
	const MemberGroup *found = FindGroup(group);

	return found != NULL && found->is_rest;
}

static bool
IsMemberOn(const Member *member, int day)
{
	return day >= member->first_day &&
		(member->last_day == 0 || day <= member->last_day);
}

/*
 * The day whose members count.  The latest of a group that is no more are those
 * of its last day.
 */
static int
DayOf(const MemberGroup *group, int day)
{
	int			last = 0;

	if (group->day != 0 || day != LATEST_DAY)
		return group->day != 0 ? group->day : day;
	for (int i = 0; i < group->nmembers; i++)
	{
		if (group->members[i].last_day == 0)
			return day;
		last = Max(last, group->members[i].last_day);
	}
	return last;
}

static bool
CountryIsIn(PartnerCode country, const MemberGroup *group, int day)
{
	bool		is_member = false;

	day = DayOf(group, day);
	for (int i = 0; i < group->nmembers && !is_member; i++)
		is_member = group->members[i].number == country &&
			IsMemberOn(&group->members[i], day);
	return is_member != group->is_rest;
}

/*
 * Are all members of a group in the other as well?
 */
static bool
GroupIsIn(const MemberGroup *inner, PartnerCode outer, int day)
{
	int			nfound = 0;

	for (int i = 0; i < inner->nmembers; i++)
		if (IsMemberOn(&inner->members[i], DayOf(inner, day)))
		{
			nfound++;
			if (!IsInGroupOn(inner->members[i].number, outer, day))
				return false;
		}
	return nfound > 0;
}

int
GroupMembersOn(PartnerCode group, int day, PartnerCode **members)
{
	const MemberGroup *found = FindGroup(group);
	int			n = 0;

	*members = palloc(found->nmembers * sizeof(PartnerCode));
	for (int i = 0; i < found->nmembers; i++)
		if (IsMemberOn(&found->members[i], DayOf(found, day)))
			(*members)[n++] = found->members[i].number;
	return n;
}

bool
RegionHolds(PartnerCode region, PartnerCode partner)
{
	const char *outer = PartnerRegion(region);
	const char *inner = PartnerRegion(partner);
	const PartnerRow *row = PartnerRowOf(partner);
	char		within[PARTNER_TEXT_SIZE];

	if (outer == NULL)
		return false;
	if (inner && RegionContains(outer, inner))
		return true;
	if (row == NULL || row->within == 0)
		return false;
	snprintf(within, sizeof(within), "%03d", row->within);
	return row->within == PartnerNumber(region) || RegionContains(outer, within);
}

bool
IsInGroupOn(PartnerCode partner, PartnerCode group, int day)
{
	const MemberGroup *outer = FindGroup(group);
	const MemberGroup *inner = FindGroup(partner);

	if (partner == group || group == PARTNER_WORLD)
		return true;
	if (outer == NULL && RegionHolds(group, partner))
		return true;
	if (inner != NULL && !inner->is_rest)
		return GroupIsIn(inner, group, day);
	return outer != NULL && !PartnerIsAggregate(partner) &&
		CountryIsIn(partner, outer, day);
}

static Datum
DayDatum(int day, bool *isnull)
{
	*isnull = day <= 1;
	if (*isnull)
		return (Datum) 0;
	return DateADTGetDatum(date2j(day / 10000, day / 100 % 100, day % 100) -
						   POSTGRES_EPOCH_JDATE);
}

Datum
partner_groups(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < (int) lengthof(groups); i++)
		for (int j = 0; groups[i].day == 0 && j < groups[i].nmembers; j++)
		{
			const Member *member = &groups[i].members[j];
			Datum		values[4];
			bool		nulls[4] = {false};

			values[0] = PartnerCodeGetDatum(groups[i].number | PARTNER_GROUP_BIT);
			values[1] = PartnerCodeGetDatum(member->number);
			values[2] = DayDatum(member->first_day, &nulls[2]);
			values[3] = DayDatum(member->last_day, &nulls[3]);
			tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
		}
	return (Datum) 0;
}

/*
 * A group whose members are known; raises 22023 otherwise.
 */
static PartnerCode
GetGroup(FunctionCallInfo fcinfo, int argno)
{
	PartnerCode group = PG_GETARG_PARTNERCODE(argno);
	char		text[PARTNER_TEXT_SIZE];

	if (PartnerIsAggregate(group) && (PartnerRegion(group) || GroupHasDays(group)))
		return group;
	PartnerToText(group, text);
	if (PartnerIsAggregate(group))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the members of \"%s\" are not known", text),
				 errhint("Known are the regions of UN M49, such as 019 and 150, W00, EU, EZ, USMCA and other groups that partner_groups() lists.")));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("\"%s\" is not a group of partners", text),
			 errhint("Groups are, for example, EU, USMCA, 019 for the Americas, 150 for Europe and W00 for the world.")));
}

Datum
partner_in(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(IsInGroupOn(PG_GETARG_PARTNERCODE(0), GetGroup(fcinfo, 1),
							   LATEST_DAY));
}

Datum
partner_in_on(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(IsInGroupOn(PG_GETARG_PARTNERCODE(0), GetGroup(fcinfo, 1),
							   GetPartnerDay(fcinfo, 2)));
}
