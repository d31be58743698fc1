/*
 * partner_text.c
 *		Partners beside text: what an index compares.
 */
#include "codes/partner.h"

#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(try_partner);
PG_FUNCTION_INFO_V1(partner_code_eq_text);
PG_FUNCTION_INFO_V1(text_eq_partner_code);
PG_FUNCTION_INFO_V1(partner_code_ne_text);
PG_FUNCTION_INFO_V1(text_ne_partner_code);
PG_FUNCTION_INFO_V1(partner_code_cmp_text);
PG_FUNCTION_INFO_V1(text_cmp_partner_code);
PG_FUNCTION_INFO_V1(partner_code_cmp_texts);

/*
 * A code in a text argument; raises 22P02.
 */
static PartnerCode
GetPartnerText(FunctionCallInfo fcinfo, int argno)
{
	text	   *given = PG_GETARG_TEXT_PP(argno);
	PartnerCode partner = 0;

	PartnerFromText(VARDATA_ANY(given), VARSIZE_ANY_EXHDR(given), &partner, NULL);
	return partner;
}

Datum
try_partner(PG_FUNCTION_ARGS)
{
	text	   *given = PG_GETARG_TEXT_PP(0);
	PartnerCode partner;

	if (!PartnerScan(VARDATA_ANY(given), VARSIZE_ANY_EXHDR(given), &partner))
		PG_RETURN_NULL();
	PG_RETURN_PARTNERCODE(partner);
}

Datum
partner_code_eq_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PG_GETARG_PARTNERCODE(0) == GetPartnerText(fcinfo, 1));
}

Datum
text_eq_partner_code(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(GetPartnerText(fcinfo, 0) == PG_GETARG_PARTNERCODE(1));
}

Datum
partner_code_ne_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PG_GETARG_PARTNERCODE(0) != GetPartnerText(fcinfo, 1));
}

Datum
text_ne_partner_code(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(GetPartnerText(fcinfo, 0) != PG_GETARG_PARTNERCODE(1));
}

static Datum
ComparePartners(PartnerCode a, PartnerCode b)
{
	PG_RETURN_INT32((a > b) - (a < b));
}

Datum
partner_code_cmp_text(PG_FUNCTION_ARGS)
{
	return ComparePartners(PG_GETARG_PARTNERCODE(0), GetPartnerText(fcinfo, 1));
}

Datum
text_cmp_partner_code(PG_FUNCTION_ARGS)
{
	return ComparePartners(GetPartnerText(fcinfo, 0), PG_GETARG_PARTNERCODE(1));
}

Datum
partner_code_cmp_texts(PG_FUNCTION_ARGS)
{
	return ComparePartners(GetPartnerText(fcinfo, 0), GetPartnerText(fcinfo, 1));
}
