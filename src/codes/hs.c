/*
 * hs.c
 *		The type hs_code: its text and binary forms, and walking up the tree.
 *
 * Comparison, hashing and indexing are not here: the type is an int8 to the
 * server, and hs.sql says so.  What makes "code <@ '8703'" an index scan is in
 * hs_support.c.
 */
#include "base/compat.h"
#include "base/agg.h"
#include "codes/hs.h"

#include "utils/builtins.h"

#define HS_WIRE_VERSION 1

PG_FUNCTION_INFO_V1(hs_code_in);
PG_FUNCTION_INFO_V1(hs_code_out);
PG_FUNCTION_INFO_V1(hs_code_recv);
PG_FUNCTION_INFO_V1(hs_code_send);
PG_FUNCTION_INFO_V1(hs_dotted);
PG_FUNCTION_INFO_V1(hs_from_int);
PG_FUNCTION_INFO_V1(hs_level);
PG_FUNCTION_INFO_V1(hs_up);
PG_FUNCTION_INFO_V1(hs_section);
PG_FUNCTION_INFO_V1(hs_subtree_max);
PG_FUNCTION_INFO_V1(hs_within);
PG_FUNCTION_INFO_V1(hs_contains);

bool
HsFromCString(const char *text, HsCode *result, struct Node *escontext)
{
	HsFault		fault = HsScan(text, (int) strlen(text), result);
	const char *hint;

	if (fault == HS_OK)
		return true;
	hint = HsFaultHint(fault, text);
	ereturn(escontext, false,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s: \"%s\"", "hs_code", text),
			 errdetail_internal("%s", HsFaultDetail(fault)),
			 hint ? errhint("%s", hint) : 0));
}

char *
HsToCString(HsCode code)
{
	char	   *text = palloc(HS_TEXT_SIZE);

	HsPrint(code, false, text);
	return text;
}

Datum
hs_code_in(PG_FUNCTION_ARGS)
{
	HsCode		code;

	if (!HsFromCString(PG_GETARG_CSTRING(0), &code, fcinfo->context))
		PG_RETURN_NULL();
	PG_RETURN_HSCODE(code);
}

Datum
hs_code_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(HsToCString(PG_GETARG_HSCODE(0)));
}

Datum
hs_code_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	HsCode		code;

	CheckWireVersion(buf, HS_WIRE_VERSION, "hs_code");
	code = pq_getmsgint64(buf);
	if (!HsIsValid(code))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of type %s", "hs_code")));
	PG_RETURN_HSCODE(code);
}

Datum
hs_code_send(PG_FUNCTION_ARGS)
{
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, HS_WIRE_VERSION);
	pq_sendint64(&buf, PG_GETARG_HSCODE(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
hs_dotted(PG_FUNCTION_ARGS)
{
	char		text[HS_TEXT_SIZE];
	int			len = HsPrint(PG_GETARG_HSCODE(0), true, text);

	PG_RETURN_TEXT_P(cstring_to_text_with_len(text, len));
}

static int
CheckHsLevel(int32 level)
{
	if (!HsLevelIsValid(level))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid HS level: %d", level),
				 errdetail("Levels are 2 (chapter), 4 (heading), 6 (subheading), 8 and 10 digits.")));
	return level;
}

Datum
hs_from_int(PG_FUNCTION_ARGS)
{
	int64		number = PG_GETARG_INT64(0);
	int			level = CheckHsLevel(PG_GETARG_INT32(1));
	HsCode		code;

	if (!HsFromNumber(number, level, &code))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%lld is not an HS code of %d digits",
						(long long) number, level),
				 errdetail("It must have %d or %d digits, the leading zero of chapters 01 to 09 being lost.",
						   level - 1, level)));
	PG_RETURN_HSCODE(code);
}

Datum
hs_level(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(HsLevel(PG_GETARG_HSCODE(0)));
}

/*
 * NULL where the code stands above the level: a heading belongs to no single
 * subheading, and its value must not be added to theirs.
 */
Datum
hs_up(PG_FUNCTION_ARGS)
{
	HsCode		code = PG_GETARG_HSCODE(0);
	int			level = CheckHsLevel(PG_GETARG_INT32(1));

	if (level > HsLevel(code))
		PG_RETURN_NULL();
	PG_RETURN_HSCODE(HsUp(code, level));
}

/*
 * The roman number of a chapter's section, or NULL for a chapter that belongs
 * to none (77, 98, 99).
 */
static const char *
HsSection(int chapter)
{
	static const struct
	{
		int			last_chapter;
		const char *name;
	}			section[] = {
		{5, "I"}, {14, "II"}, {15, "III"}, {24, "IV"}, {27, "V"}, {38, "VI"},
		{40, "VII"}, {43, "VIII"}, {46, "IX"}, {49, "X"}, {63, "XI"},
		{67, "XII"}, {70, "XIII"}, {71, "XIV"}, {76, "XV"}, {77, NULL},
		{83, "XV"}, {85, "XVI"}, {89, "XVII"}, {92, "XVIII"}, {93, "XIX"},
		{96, "XX"}, {97, "XXI"}
	};

	for (size_t i = 0; i < lengthof(section); i++)
	{
		if (chapter <= section[i].last_chapter)
			return section[i].name;
	}
	return NULL;
}

Datum
hs_section(PG_FUNCTION_ARGS)
{
	const char *name = HsSection(HsChapter(PG_GETARG_HSCODE(0)));

	if (name == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(name));
}

Datum
hs_subtree_max(PG_FUNCTION_ARGS)
{
	PG_RETURN_HSCODE(HsSubtree(PG_GETARG_HSCODE(0)).last);
}

Datum
hs_within(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(HsWithin(PG_GETARG_HSCODE(0), PG_GETARG_HSCODE(1)));
}

Datum
hs_contains(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(HsWithin(PG_GETARG_HSCODE(1), PG_GETARG_HSCODE(0)));
}
