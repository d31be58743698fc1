/*
 * ranking_json.c
 *		Rankings as jsonb, for programs that read JSON.
 *
 * The object is put together here: the server's parser of JSON answers no
 * cancel, and spends seconds on millions of members.  Nor does its sorting of
 * keys, so they come in its own order, by length and then by bytes, in which it
 * finds nothing to do.
 */
#include "ranking/ranking.h"
#include "base/interrupt.h"
#include "base/json.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/json.h"

PG_FUNCTION_INFO_V1(member_ranking_to_jsonb);
PG_FUNCTION_INFO_V1(member_ranking_from_jsonb);

/* the server's, see lengthCompareJsonbString() */
static int
CompareKeys(const void *left, const void *right, void *ranking)
{
	MemberName	a = RankingMember(ranking, *(const uint32 *) left);
	MemberName	b = RankingMember(ranking, *(const uint32 *) right);

	CHECK_FOR_INTERRUPTS();
	if (a.length != b.length)
		return a.length < b.length ? -1 : 1;
	return memcmp(a.bytes, b.bytes, a.length);
}

static void
PushValue(JsonBuild *build, const MemberRanking *r, uint32 entry)
{
	double	   *lanes = RankingLanes(r, entry);
	uint32		n = RankingUsedLanes(r, entry);

	if (n == 1)
	{
		PushJsonDouble(build, WJB_VALUE, lanes[0]);
		return;
	}
	PushJson(build, WJB_BEGIN_ARRAY, NULL);
	for (uint32 k = 0; k < n; k++)
		PushJsonDouble(build, WJB_ELEM, lanes[k]);
	PushJson(build, WJB_END_ARRAY, NULL);
}

/*
 * A value that is the sum of several rows, as an object; its keys, too, in the
 * server's order.
 */
static void
PushCounted(JsonBuild *build, const MemberRanking *r, uint32 entry)
{
	JsonbValue	rows = {.type = jbvNumeric};

	if (RankingRows(r, entry) == 1)
	{
		PushValue(build, r, entry);
		return;
	}
	rows.val.numeric = int64_to_numeric(RankingRows(r, entry));
	PushJson(build, WJB_BEGIN_OBJECT, NULL);
	PushJsonString(build, WJB_KEY, "rows", strlen("rows"));
	PushJson(build, WJB_VALUE, &rows);
	PushJsonString(build, WJB_KEY, "value", strlen("value"));
	PushValue(build, r, entry);
	PushJson(build, WJB_END_OBJECT, NULL);
}

Datum
member_ranking_to_jsonb(PG_FUNCTION_ARGS)
{
	MemberRanking *r = RankingForRead(fcinfo, 0);
	uint32	   *entry = MemoryContextAllocHuge(CurrentMemoryContext,
											   Max(r->nmembers, 1) * sizeof(uint32));
	JsonBuild	build = {0};

	for (uint32 i = 0; i < r->nmembers; i++)
	{
		AllowCancel(i);
		entry[i] = i;
	}
	qsort_arg(entry, r->nmembers, sizeof(uint32), CompareKeys, r);
	PushJson(&build, WJB_BEGIN_OBJECT, NULL);
	for (uint32 i = 0; i < r->nmembers; i++)
	{
		MemberName	name = RankingMember(r, entry[i]);

		AllowCancel(i);
		PushJsonString(&build, WJB_KEY, name.bytes, name.length);
		PushCounted(&build, r, entry[i]);
	}
	PushJson(&build, WJB_END_OBJECT, NULL);
	PG_RETURN_JSONB_P(JsonbValueToJsonb(build.whole));
}

static void
AppendScalar(StringInfo out, const JsonbValue *value)
{
	switch (value->type)
	{
		case jbvString:
			escape_json(out, pnstrdup(value->val.string.val, value->val.string.len));
			break;
		case jbvNumeric:
			appendStringInfoString(out, DatumGetCString(DirectFunctionCall1(numeric_out,
																			NumericGetDatum(value->val.numeric))));
			break;
		case jbvBool:
			appendStringInfoString(out, value->val.boolean ? "true" : "false");
			break;
		default:
			appendStringInfoString(out, "null");
			break;
	}
}

/*
 * One step of the text of a jsonb; comma says whether an element went before.
 */
static void
AppendPart(StringInfo out, JsonbIteratorToken part, const JsonbValue *value, bool *comma)
{
	bool		closes = part == WJB_END_OBJECT || part == WJB_END_ARRAY;

	if (*comma && !closes)
		appendStringInfoString(out, ", ");
	*comma = closes || part == WJB_VALUE || part == WJB_ELEM;
	switch (part)
	{
		case WJB_BEGIN_OBJECT:
			appendStringInfoChar(out, '{');
			break;
		case WJB_END_OBJECT:
			appendStringInfoChar(out, '}');
			break;
		case WJB_BEGIN_ARRAY:
			appendStringInfoChar(out, '[');
			break;
		case WJB_END_ARRAY:
			appendStringInfoChar(out, ']');
			break;
		default:
			AppendScalar(out, value);
			if (part == WJB_KEY)
				appendStringInfoString(out, ": ");
			break;
	}
}

/*
 * Through the text, which says what is wrong with it; the server's own way to
 * the text answers no cancel either.
 */
Datum
member_ranking_from_jsonb(PG_FUNCTION_ARGS)
{
	JsonbContainer *root = &PG_GETARG_JSONB_P(0)->root;
	JsonbIterator *iterator = JsonbIteratorInit(root);
	JsonbIteratorToken part;
	JsonbValue	value;
	StringInfoData out;
	bool		comma = false;
	uint64		parts = 0;

	initStringInfo(&out);
	while ((part = JsonbIteratorNext(&iterator, &value, false)) != WJB_DONE)
	{
		AllowCancel(parts++);
		/* a lone scalar stands in an array that is not shown */
		if (!JsonContainerIsScalar(root) || part == WJB_ELEM)
			AppendPart(&out, part, &value, &comma);
	}
	return DirectFunctionCall1(member_ranking_in, CStringGetDatum(out.data));
}
