/*
 * partner_scheme.c
 *		partner_from(code, scheme): a code as one of the lists means it.
 *
 * The same number is another partner elsewhere: 9 is Oceania to the UN and the
 * United States to Statistics Canada, 842 no number of ISO's.  The type reads
 * what is the same in all the lists that it knows; here the list is named, and
 * a code that is not in it is an error.
 *
 * Sources: UN Comtrade, partner areas; UN M49; ISO 3166; CEPII, BACI country
 * codes; Eurostat, GEO; Statistics Canada, CIMT country descriptions; U.S.
 * Census Bureau, Schedule C, and the country groups of its data interface.
 */
#include "codes/partner.h"

#include "codes/partner_table.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(partner_from);

/* a code without blanks around it, in capitals */
typedef struct Code
{
	const char *text;
	int			len;
	int			number;			/* -1 unless it is digits alone */
} Code;

typedef struct Scheme
{
	const char *name;
	bool		(*read) (const Code *code, PartnerCode *result);
	const char *hint;
} Scheme;

static bool
ReadAny(const Code *code, PartnerCode *result)
{
	return PartnerScan(code->text, code->len, result);
}

static bool
ReadIso(const Code *code, PartnerCode *result)
{
	*result = code->number;
	if (code->number >= 0)
		return code->len <= 3 && PartnerRegion(code->number) != NULL;
	return code->len <= 3 && ReadAny(code, result) && !PartnerIsAggregate(*result);
}

static bool
ReadM49(const Code *code, PartnerCode *result)
{
	if (code->number < 0 || code->number >= PARTNER_UN_LIMIT)
		return false;
	if (code->number == 1)
		*result = PARTNER_WORLD;
	else if (PartnerRegion(code->number) != NULL)
		*result = code->number;
	else
		*result = code->number | PARTNER_GROUP_BIT;
	return *result == PARTNER_WORLD || PartnerRegion(*result) != NULL;
}

/*
 * Comtrade has no regions of M49 among its partners, and under Monaco's number
 * what reporters give as the EU's without a country.
 */
static bool
ReadComtrade(const Code *code, PartnerCode *result)
{
	*result = 2051;
	if (code->number == 492)
		return true;
	return code->number < PARTNER_UN_LIMIT && ReadAny(code, result) &&
		(!PartnerIsAggregate(*result) || PartnerRowOf(*result) != NULL);
}

static bool
ReadBaci(const Code *code, PartnerCode *result)
{
	return code->number >= 0 && ReadComtrade(code, result) &&
		*result != PARTNER_WORLD;
}

static bool
ReadEurostat(const Code *code, PartnerCode *result)
{
	return code->number < 0 && ReadAny(code, result);
}

static bool
ReadStatcan(const Code *code, PartnerCode *result)
{
	*result = 899;
	if (code->len == 2 && memcmp(code->text, "ZX", 2) == 0)
		return true;
	return code->len == 2 && ReadIso(code, result) && code->number < 0;
}

static bool
ReadCensus(const Code *code, PartnerCode *result)
{
	return code->number >= 0 && code->len <= 4 &&
		PartnerFromCensus(code->number, result);
}

/*
 * Country groups of the data interface.  What the data file has under another
 * number is one partner with it.
 */
static bool
ReadCensusApi(const Code *code, PartnerCode *result)
{
	static const struct
	{
		const char *code;
		PartnerCode number;
	}			own[] = {
		{"-", 0}, {"0001", 2025}, {"0003", 97}, {"0008", PARTNER_CENSUS_BASE + 8},
		{"0014", PARTNER_CENSUS_BASE + 14}, {"0017", PARTNER_CENSUS_BASE + 17},
		{"0020", PARTNER_CENSUS_BASE + 10}, {"0021", 2033}, {"0022", 2028},
		{"0023", 2029}, {"0024", 2032}, {"0025", PARTNER_EURO_AREA},
		{"0026", 2030}, {"0027", 2024}, {"0028", 2031}, {"1XXX", 2041},
		{"2XXX", 2042}, {"3XXX", 2043}, {"4XXX", PARTNER_CENSUS_BASE + 12},
		{"5XXX", PARTNER_CENSUS_BASE + 16}, {"6XXX", PARTNER_CENSUS_BASE + 18},
		{"7XXX", PARTNER_CENSUS_BASE + 13}
	};

	for (int i = 0; i < (int) lengthof(own); i++)
		if (code->len == (int) strlen(own[i].code) &&
			memcmp(code->text, own[i].code, code->len) == 0)
		{
			*result = own[i].number | PARTNER_GROUP_BIT;
			return true;
		}
	return code->number >= 1000 && ReadCensus(code, result);
}

static const Scheme schemes[] = {
	{"iso", ReadIso, "ISO 3166 has MX, MEX and 484; groups and Comtrade's own codes are none of its."},
	{"m49", ReadM49, "UN M49 has numbers of three digits, such as 484 and 019."},
	{"comtrade", ReadComtrade, "UN Comtrade has 842, W00, S19 and the like; regions of UN M49 are none of its partners."},
	{"baci", ReadBaci, "BACI has UN Comtrade's numbers of countries, such as 842, 251 and 490."},
	{"eurostat", ReadEurostat, "Eurostat has two letters, such as GR or EL, XS, QP, and groups such as EU27_2020."},
	{"statcan", ReadStatcan, "Statistics Canada's files have two letters, such as US and ZX; its numbers are its own (009 is the United States) and are not known here: join its list of countries by number, and take the letters."},
	{"census", ReadCensus, "The files of the Census Bureau have four digits, such as 2010, and 0015; those of its data interface are the scheme census_api."},
	{"census_api", ReadCensusApi, "The data interface of the Census Bureau has four digits, such as 2010, 0003, 4XXX, and - for all countries; the country data file is the scheme census."}
};

static const Scheme *
CheckScheme(const text *name)
{
	char	   *given = text_to_cstring(name);

	for (int i = 0; i < (int) lengthof(schemes); i++)
		if (pg_strcasecmp(given, schemes[i].name) == 0)
			return &schemes[i];
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown scheme of partner codes \"%s\"", given),
			 errhint("Known are iso, m49, comtrade, baci, eurostat, statcan, census and census_api. For any other, Japan's customs among them, join the office's own list and read its names with resolve_partner().")));
}

Datum
partner_from(PG_FUNCTION_ARGS)
{
	char	   *given = text_to_cstring(PG_GETARG_TEXT_PP(0));
	const Scheme *scheme = CheckScheme(PG_GETARG_TEXT_PP(1));
	Code		code;
	char	   *text = given;
	PartnerCode partner = 0;

	text += strspn(text, " \t\r\n");
	code.len = (int) strlen(text);
	while (code.len > 0 && isspace((unsigned char) text[code.len - 1]))
		code.len--;
	code.text = text = pnstrdup(text, code.len);
	for (int i = 0; i < code.len; i++)
		text[i] = pg_ascii_toupper((unsigned char) text[i]);
	code.number = code.len >= 1 && code.len <= 4 &&
		strspn(text, "0123456789") == (size_t) code.len ? atoi(text) : -1;

	if (code.len == 0 || !scheme->read(&code, &partner) || !PartnerIsKnown(partner))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("partner code \"%s\" is not in the scheme \"%s\"",
						given, scheme->name),
				 errhint("%s", scheme->hint)));
	PG_RETURN_PARTNERCODE(partner);
}
