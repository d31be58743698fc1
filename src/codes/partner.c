/*
 * partner.c
 *		Type partner_code and what can be asked of a partner.
 */
#include "codes/partner.h"

#include "base/agg.h"
#include "base/text_locale.h"
#include "codes/partner_table.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"

/* of the binary form: this byte, and the code as an int4 */
#define PARTNER_WIRE_VERSION 1

PG_FUNCTION_INFO_V1(partner_code_in);
PG_FUNCTION_INFO_V1(partner_code_out);
PG_FUNCTION_INFO_V1(partner_code_recv);
PG_FUNCTION_INFO_V1(partner_code_send);
PG_FUNCTION_INFO_V1(partner_from_number);
PG_FUNCTION_INFO_V1(partner_from_census_text);
PG_FUNCTION_INFO_V1(partner_from_census_int);
PG_FUNCTION_INFO_V1(partner_number);
PG_FUNCTION_INFO_V1(partner_is_aggregate);
PG_FUNCTION_INFO_V1(partner_valid);
PG_FUNCTION_INFO_V1(partner_name);

Datum
partner_code_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	PartnerCode partner = 0;

	if (!PartnerFromText(text, (int) strlen(text), &partner, fcinfo->context))
		PG_RETURN_NULL();
	PG_RETURN_PARTNERCODE(partner);
}

Datum
partner_code_out(PG_FUNCTION_ARGS)
{
	char	   *text = palloc(PARTNER_TEXT_SIZE);

	PartnerToText(PG_GETARG_PARTNERCODE(0), text);
	PG_RETURN_CSTRING(text);
}

Datum
partner_code_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	PartnerCode partner;

	CheckWireVersion(buf, PARTNER_WIRE_VERSION, "partner_code");
	partner = (PartnerCode) pq_getmsgint(buf, 4);
	if (!PartnerIsKnown(partner))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of type %s", "partner_code"),
				 errdetail("No partner has the number %d.", partner)));
	pq_getmsgend(buf);
	PG_RETURN_PARTNERCODE(partner);
}

Datum
partner_code_send(PG_FUNCTION_ARGS)
{
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, PARTNER_WIRE_VERSION);
	pq_sendint32(&buf, PG_GETARG_PARTNERCODE(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
partner_from_number(PG_FUNCTION_ARGS)
{
	int32		number = PG_GETARG_INT32(0);
	PartnerCode partner = 0;

	if (!PartnerFromNumber(number, &partner))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no partner has the number %d", number),
				 errhint("Numbers are those of UN M49 (ISO 3166 numeric) and UN Comtrade. The Census Bureau's are read by partner_from_census().")));
	PG_RETURN_PARTNERCODE(partner);
}

static PartnerCode
CheckCensus(int code, const char *given)
{
	PartnerCode partner = 0;

	if (!PartnerFromCensus(code, &partner))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("country code \"%s\" is not in Schedule C", given),
				 errhint("Codes have four digits, such as 2010 for Mexico; those of totals start with 00.")));
	return partner;
}

Datum
partner_from_census_text(PG_FUNCTION_ARGS)
{
	char	   *given = text_to_cstring(PG_GETARG_TEXT_PP(0));
	size_t		len = strlen(given);
	bool		is_code = len >= 1 && len <= 4 &&
		strspn(given, "0123456789") == len;

	PG_RETURN_PARTNERCODE(CheckCensus(is_code ? atoi(given) : 0, given));
}

Datum
partner_from_census_int(PG_FUNCTION_ARGS)
{
	int32		code = PG_GETARG_INT32(0);

	PG_RETURN_PARTNERCODE(CheckCensus(code, psprintf("%d", code)));
}

/*
 * NULL for partners that neither list has.
 */
Datum
partner_number(PG_FUNCTION_ARGS)
{
	int			number = PartnerNumber(PG_GETARG_PARTNERCODE(0));

	if (number >= PARTNER_UN_LIMIT)
		PG_RETURN_NULL();
	PG_RETURN_INT32(number);
}

Datum
partner_is_aggregate(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PartnerIsAggregate(PG_GETARG_PARTNERCODE(0)));
}

int
GetPartnerDay(FunctionCallInfo fcinfo, int argno)
{
	DateADT		date = PG_GETARG_DATEADT(argno);
	int			year;
	int			month;
	int			day;

	if (DATE_NOT_FINITE(date))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("date must be finite")));
	j2date(date + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	return year < 0 ? 0 : Min(year, 9998) * 10000 + month * 100 + day;
}

static bool
IsValidOn(PartnerCode partner, int day)
{
	const PartnerRow *row = PartnerRowOf(partner);

	if (row)
		return day >= row->first_day &&
			(row->last_day == 0 || day <= row->last_day);
	for (int i = 0; i < num_partner_starts; i++)
		if (partner_starts[i].number == partner)
			return day >= partner_starts[i].first_day;
	return true;
}

Datum
partner_valid(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(IsValidOn(PG_GETARG_PARTNERCODE(0), GetPartnerDay(fcinfo, 1)));
}

/*
 * Which of our labels the locale calls for; -1 for none.
 */
static int
LabelOfLocale(const char *locale)
{
	static const char *const languages[] = {"en", "es", "fr"};

	for (int i = 0; i < (int) lengthof(languages); i++)
		if (strncmp(locale, languages[i], 2) == 0 &&
			!isalpha((unsigned char) locale[2]))
			return i;
	return -1;
}

char *
PartnerName(PartnerCode partner, const char *locale)
{
	const char *region = PartnerRegion(partner);
	const PartnerRow *row = PartnerRowOf(partner);
	int			label = LabelOfLocale(locale);
	char	   *name = NULL;

	/* ours first: CLDR writes "world" and "mundo", as within a sentence */
	if (row && label >= 0)
		return pstrdup(row->label[label]);
	if (region)
		name = RegionName(region, locale, false);
	if (name == NULL && row)
		name = pstrdup(row->label[0]);
	if (name == NULL && region)
		name = RegionName(region, "en", false);
	return name;
}

Datum
partner_name(PG_FUNCTION_ARGS)
{
	LocaleName	locale;
	char	   *name;

	CheckLocale(PG_GETARG_TEXT_PP(1), &locale);
	name = PartnerName(PG_GETARG_PARTNERCODE(0), locale.name);
	if (name == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(ServerText(name));
}
