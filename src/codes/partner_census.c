/*
 * partner_census.c
 *		The U.S. Census Bureau's country numbers, Schedule C.
 *
 * Codes below 1000 are totals of others.  Two of them equal a group that
 * others count too, the world and the European Union; the rest keep the
 * Bureau's number, because its continents are not those of M49 (Turkey is in
 * Europe) and the USMCA rows are a part of Canada's and Mexico's.
 *
 * The Bureau's data interface numbers groups of its own from 1 and means others
 * by 21 and 22 (partner_scheme.c); those of the data file are meant here.
 *
 * Source: U.S. Census Bureau, Schedule C, Classification of Country and
 * Territory Designations, and the codes and names of its country data file of
 * March 2023.  The Gaza Strip and the West Bank are both Palestine's, and both
 * codes of Israel, Serbia and Ethiopia those of their own time.
 */
#include "codes/partner_census.h"

#include "codes/partner_table.h"

typedef struct CensusCode
{
	int16		code;
	int16		number;
} CensusCode;

/* ascending */
static const CensusCode census_codes[] = {
	{1000, 840}, {1010, 304}, {1220, 124}, {1610, 666}, {2010, 484},
	{2050, 320}, {2080, 84}, {2110, 222}, {2150, 340}, {2190, 558},
	{2230, 188}, {2250, 591}, {2320, 60}, {2360, 44}, {2390, 192},
	{2410, 388}, {2430, 796}, {2440, 136}, {2450, 332}, {2470, 214},
	{2481, 660}, {2482, 92}, {2483, 659}, {2484, 28}, {2485, 500},
	{2486, 212}, {2487, 662}, {2488, 670}, {2489, 308}, {2720, 52},
	{2740, 780}, {2771, 530}, {2774, 534}, {2777, 531}, {2779, 533},
	{2831, 312}, {2839, 474}, {3010, 170}, {3070, 862}, {3120, 328},
	{3150, 740}, {3170, 254}, {3310, 218}, {3330, 604}, {3350, 68},
	{3370, 152}, {3510, 76}, {3530, 600}, {3550, 858}, {3570, 32},
	{3720, 238}, {4000, 352}, {4010, 752}, {4031, 744}, {4039, 578},
	{4050, 246}, {4091, 234}, {4099, 208}, {4120, 826}, {4190, 372},
	{4210, 528}, {4231, 56}, {4239, 442}, {4271, 20}, {4272, 492},
	{4279, 250}, {4280, 276}, {4330, 40}, {4350, 200}, {4351, 203},
	{4359, 703}, {4370, 348}, {4411, 438}, {4419, 756}, {4470, 233},
	{4490, 428}, {4510, 440}, {4550, 616}, {4610, 810}, {4621, 643},
	{4622, 112}, {4623, 804}, {4631, 51}, {4632, 31}, {4633, 268},
	{4634, 398}, {4635, 417}, {4641, 498}, {4642, 762}, {4643, 795},
	{4644, 860}, {4700, 724}, {4710, 620}, {4720, 292}, {4730, 470},
	{4751, 674}, {4752, 336}, {4759, 380}, {4790, 890}, {4791, 191},
	{4792, 705}, {4793, 70}, {4794, 807}, {4799, 891}, {4801, 688},
	{4802, 688}, {4803, 412}, {4804, 499}, {4810, 8}, {4840, 300},
	{4850, 642}, {4870, 100}, {4890, 792}, {4910, 196}, {5020, 760},
	{5040, 422}, {5050, 368}, {5070, 364}, {5080, 376}, {5081, 376},
	{5082, 275}, {5083, 275}, {5110, 400}, {5130, 414}, {5160, 536},
	{5170, 682}, {5180, 634}, {5200, 784}, {5210, 887}, {5230, 512},
	{5250, 48}, {5310, 4}, {5330, 356}, {5350, 586}, {5360, 524}, {5380, 50},
	{5420, 144}, {5460, 104}, {5490, 764}, {5520, 704}, {5530, 418},
	{5550, 116}, {5570, 458}, {5590, 702}, {5600, 360}, {5601, 626},
	{5610, 96}, {5650, 608}, {5660, 446}, {5682, 64}, {5683, 462},
	{5700, 156}, {5740, 496}, {5790, 408}, {5800, 410}, {5820, 344},
	{5830, 158}, {5880, 392}, {6021, 36}, {6022, 574}, {6023, 166},
	{6024, 162}, {6029, 334}, {6040, 598}, {6141, 554}, {6142, 184},
	{6143, 772}, {6144, 570}, {6150, 882}, {6223, 90}, {6224, 548},
	{6225, 612}, {6226, 296}, {6227, 798}, {6412, 540}, {6413, 876},
	{6414, 258}, {6810, 584}, {6820, 583}, {6830, 585}, {6862, 520},
	{6863, 242}, {6864, 776}, {7140, 504}, {7210, 12}, {7230, 788},
	{7250, 434}, {7290, 818}, {7320, 736}, {7321, 729}, {7323, 728},
	{7370, 732}, {7380, 226}, {7410, 478}, {7420, 120}, {7440, 686},
	{7450, 466}, {7460, 324}, {7470, 694}, {7480, 384}, {7490, 288},
	{7500, 270}, {7510, 562}, {7520, 768}, {7530, 566}, {7540, 140},
	{7550, 266}, {7560, 148}, {7580, 654}, {7600, 854}, {7610, 204},
	{7620, 24}, {7630, 178}, {7642, 624}, {7643, 132}, {7644, 678},
	{7650, 430}, {7660, 180}, {7670, 108}, {7690, 646}, {7700, 706},
	{7740, 230}, {7741, 232}, {7749, 231}, {7770, 262}, {7780, 800},
	{7790, 404}, {7800, 690}, {7810, 86}, {7830, 834}, {7850, 480},
	{7870, 508}, {7880, 450}, {7881, 175}, {7890, 174}, {7904, 638},
	{7905, 260}, {7910, 710}, {7920, 516}, {7930, 72}, {7940, 894},
	{7950, 748}, {7960, 716}, {7970, 454}, {7990, 426}, {8220, 899},
	{8500, 18500}, {9030, 630}, {9110, 850}, {9350, 316}, {9510, 16},
	{9610, 580}, {9800, 581}
};

static int
CompareCensusCodes(const void *a, const void *b)
{
	return ((const CensusCode *) a)->code - ((const CensusCode *) b)->code;
}

bool
PartnerFromCensus(int code, PartnerCode *result)
{
	CensusCode	wanted = {0, 0};
	const CensusCode *found;

	if (code <= 0 || code > 9999)
		return false;
	if (code == 15)
		*result = PARTNER_WORLD;
	else if (code == 3)
		*result = PARTNER_EUROPEAN_UNION;
	else if (code < 1000)
		*result = (PARTNER_CENSUS_BASE + code) | PARTNER_GROUP_BIT;
	else
	{
		wanted.code = (int16) code;
		found = bsearch(&wanted, census_codes, lengthof(census_codes),
						sizeof(CensusCode), CompareCensusCodes);
		if (found == NULL)
			return false;
		*result = found->number;
	}
	return PartnerIsKnown(*result);
}

int
PartnerToCensus(PartnerCode partner)
{
	for (int i = 0; i < (int) lengthof(census_codes); i++)
		if (census_codes[i].number == partner)
			return census_codes[i].code;
	return 0;
}
