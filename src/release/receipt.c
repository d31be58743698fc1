/*
 * receipt.c
 *		What a steward hands to whoever asks what a release promises.
 *
 * The declaration with its defaults filled in, what each level shows, the
 * figures of the last proof, and a digest of the rows of every vintage, which
 * whoever kept the rows can compute too; with the ledger's head, against which
 * none of it can be changed afterwards.  Nothing in it says more of the reports
 * than the release does.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "record/ledger.h"
#include "record/record.h"
#include "record/revise.h"
#include "release/receipt.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/fmgrprotos.h"
#include "utils/json.h"
#include "utils/lsyscache.h"
#include "utils/timestamp.h"

PG_FUNCTION_INFO_V1(release_receipt);

/* "name": before a value, and the comma that it needs */
static void
PutName(StringInfo json, const char *name)
{
	if (json->data[json->len - 1] != '{')
		appendStringInfoString(json, ", ");
	escape_json(json, name);
	appendStringInfoString(json, ": ");
}

static void
PutInteger(StringInfo json, const char *name, int64 value)
{
	PutName(json, name);
	appendStringInfo(json, INT64_FORMAT, value);
}

/* null where the string is NULL */
static void
PutText(StringInfo json, const char *name, const char *value)
{
	PutName(json, name);
	if (value == NULL)
		appendStringInfoString(json, "null");
	else
		escape_json(json, value);
}

static Jsonb *
ToJsonb(const StringInfoData *json)
{
	return DatumGetJsonbP(DirectFunctionCall1(jsonb_in, CStringGetDatum(json->data)));
}

/* null for a figure that was not counted */
static void
PutFigure(StringInfo json, const char *name, int value)
{
	if (value >= 0)
		PutInteger(json, name, value);
	else
		PutText(json, name, NULL);
}

Jsonb *
ProofToJsonb(const ProofFigures *figures)
{
	StringInfoData json;
	int			shown = 0;

	for (size_t i = 0; i < lengthof(figures->shown); i++)
		shown += figures->shown[i];
	initStringInfo(&json);
	appendStringInfoChar(&json, '{');
	PutInteger(&json, "numbers", figures->numbers);
	PutInteger(&json, "unknowns", figures->unknowns);
	PutInteger(&json, "unsafe", figures->unsafe);
	PutFigure(&json, "rank", figures->rank);
	PutFigure(&json, "remainder", figures->remainder);
	PutInteger(&json, "certificates", shown);
	PutInteger(&json, "given_up", figures->unknown);
	PutInteger(&json, "hidden", figures->hidden);
	PutInteger(&json, "certified_widths", figures->wide);
	PutInteger(&json, "narrow", figures->narrow);
	appendStringInfoChar(&json, '}');
	return ToJsonb(&json);
}

static void
PutDims(StringInfo json, ArrayType *dims)
{
	Datum	   *dim;
	int			n;

	deconstruct_array(dims, TEXTOID, -1, false, TYPALIGN_INT, &dim, NULL, &n);
	PutName(json, "dims");
	appendStringInfoChar(json, '[');
	for (int i = 0; i < n; i++)
	{
		if (i > 0)
			appendStringInfoString(json, ", ");
		escape_json(json, TextDatumGetCString(dim[i]));
	}
	appendStringInfoChar(json, ']');
}

static void
PutColumnRule(StringInfo json, const char *name, const char *column, int least)
{
	if (column == NULL)
		return;
	PutName(json, name);
	appendStringInfoChar(json, '{');
	PutText(json, "column", column);
	PutInteger(json, "min", least);
	appendStringInfoChar(json, '}');
}

/* the sums, and what each must not tell */
static void
PutSumRules(StringInfo json, const BucketPolicy *policy)
{
	PutName(json, "sums");
	appendStringInfoChar(json, '[');
	for (int s = 0; s < policy->nsums; s++)
	{
		appendStringInfoString(json, s > 0 ? ", {" : "{");
		PutText(json, "column", policy->sum[s].column);
		PutInteger(json, "p_percent", policy->sum[s].p_percent);
		if (policy->sum[s].n > 0)
		{
			PutInteger(json, "n", policy->sum[s].n);
			PutInteger(json, "k", policy->sum[s].k_percent);
		}
		appendStringInfoChar(json, '}');
	}
	appendStringInfoChar(json, ']');
}

/* how many buckets show each sum */
static void
PutSums(StringInfo json, const BucketPolicy *policy, int nbuckets, const LiveBucket *bucket)
{
	PutName(json, "sums");
	appendStringInfoChar(json, '[');
	for (int s = 0; s < policy->nsums; s++)
	{
		int			shown = 0;

		for (int i = 0; i < nbuckets; i++)
			shown += bucket[i].sum[s] != NULL;
		appendStringInfoString(json, s > 0 ? ", {" : "{");
		PutText(json, "column", policy->sum[s].column);
		PutInteger(json, "shown", shown);
		PutInteger(json, "hidden", nbuckets - shown);
		appendStringInfoChar(json, '}');
	}
	appendStringInfoChar(json, ']');
}

/* those that are listed, or true: all */
static void
PutMargins(StringInfo json, const BucketPolicy *policy)
{
	PutName(json, "margins");
	appendStringInfoString(json, policy->nmargins > 0 ? "[" : "true");
	for (int i = 0; i < policy->nmargins; i++)
	{
		appendStringInfoString(json, i > 0 ? ", [" : "[");
		for (int c = 0; c < policy->margin[i].ncolumns; c++)
		{
			if (c > 0)
				appendStringInfoString(json, ", ");
			escape_json(json, policy->margin[i].column[c]);
		}
		appendStringInfoChar(json, ']');
	}
	if (policy->nmargins > 0)
		appendStringInfoChar(json, ']');
}

/* the policy with its defaults */
static void
PutPolicy(StringInfo json, const BucketPolicy *policy)
{
	PutName(json, "policy");
	appendStringInfoChar(json, '{');
	PutInteger(json, "k", policy->k);
	PutInteger(json, "coalition", policy->coalition);
	PutColumnRule(json, "establishments", policy->establishment_column,
				  policy->min_establishments);
	PutInteger(json, "p_percent", policy->p_percent);
	PutName(json, "saturation");
	appendStringInfo(json, "%d.%06d", policy->saturation_ppm / 1000000,
					 policy->saturation_ppm % 1000000);
	PutColumnRule(json, "l_diversity", policy->sensitive_column, policy->min_values);
	PutInteger(json, "min_children", policy->min_children);
	PutInteger(json, "width", policy->width);
	PutText(json, "anonymous", policy->anonymous == ANONYMOUS_ONE ? "one" : "ignore");
	PutText(json, "rest_label", policy->rest_label);
	PutText(json, "method", policy->cube ? "cube" : "rollup");
	if (policy->cube)
		PutMargins(json, policy);
	if (policy->nsums > 0)
		PutSumRules(json, policy);
	appendStringInfoChar(json, '}');
}

static int
CompareSteps(const void *a, const void *b)
{
	int			sa = ((const LiveBucket *) a)->step;
	int			sb = ((const LiveBucket *) b)->step;

	return (sa > sb) - (sa < sb);
}

/* what each level shows, finest first; sorts the buckets */
static void
PutLevels(StringInfo json, int nbuckets, LiveBucket *bucket)
{
	qsort(bucket, nbuckets, sizeof(LiveBucket), CompareSteps);
	PutName(json, "levels");
	appendStringInfoChar(json, '[');
	for (int i = 0, end; i < nbuckets; i = end)
	{
		int64		reports = 0;
		int			hidden = 0;

		for (end = i; end < nbuckets && bucket[end].step == bucket[i].step; end++)
		{
			if (NumbersShown(&bucket[end]) == 0)
				hidden++;
			else
				reports += bucket[end].reports;
		}
		appendStringInfoString(json, i > 0 ? ", {" : "{");
		PutText(json, "level", bucket[i].name.level);
		PutInteger(json, "buckets", end - i - hidden);
		PutInteger(json, "reports", reports);
		PutInteger(json, "hidden", hidden);
		appendStringInfoChar(json, '}');
	}
	appendStringInfoChar(json, ']');
}

static char *
TimestampText(TimestampTz at)
{
	char		text[MAXDATELEN + 1];

	JsonEncodeDateTime(text, TimestampTzGetDatum(at), TIMESTAMPTZOID, NULL);
	return pstrdup(text);
}

/* each vintage's digests of policy and rows, with its entry in the ledger */
static void
PutVintages(StringInfo json, int id)
{
	int			n;
	LedgerVintage *vintage = LedgerVintages(id, &n);

	PutName(json, "vintages");
	appendStringInfoChar(json, '[');
	for (int i = 0; i < n; i++)
	{
		appendStringInfoString(json, i > 0 ? ", {" : "{");
		PutInteger(json, "vintage", i + 1);
		PutInteger(json, "entry", vintage[i].seq);
		PutText(json, "at", TimestampText(vintage[i].at));
		PutText(json, "policy_sha256", DigestHex(vintage[i].policy));
		PutText(json, "rows_sha256", DigestHex(vintage[i].cells));
		appendStringInfoChar(json, '}');
	}
	appendStringInfoChar(json, ']');
}

static char *
SourceName(Oid source)
{
	char	   *name = get_rel_name(source);

	return name == NULL ? NULL :
		quote_qualified_identifier(get_namespace_name(get_rel_namespace(source)), name);
}

/*
 * Of the proof of a cube what its rows show already: how many unknowns there are,
 * and how many of its numbers were hidden for others, would say something of which
 * hidden rows have nobody in them.
 */
static void
PutProofOfCube(StringInfo json, const ReleaseRecord *record, int nbuckets,
			   const LiveBucket *bucket)
{
	JsonbValue *numbers = getKeyJsonValueFromContainer(&record->proof->root, "numbers",
													   strlen("numbers"), NULL);
	int			hidden = 0;

	for (int i = 0; i < nbuckets; i++)
		hidden += NumbersShown(&bucket[i]) == 0;
	appendStringInfoChar(json, '{');
	PutInteger(json, "numbers", numbers == NULL ? 0 :
			   DatumGetInt64(DirectFunctionCall1(numeric_int8,
												 NumericGetDatum(numbers->val.numeric))));
	PutInteger(json, "hidden", hidden);
	appendStringInfoChar(json, '}');
}

/*
 * release_receipt(name)
 */
Datum
release_receipt(PG_FUNCTION_ARGS)
{
	ReleaseRecord record;
	int			nbuckets;
	LiveBucket *bucket;
	StringInfoData json;
	BucketPolicy *policy;

	RecordLoadOrRaise(PG_GETARG_TEXT_PP(0), &record);
	bucket = RecordBuckets(&record, &nbuckets);
	policy = BucketPolicyFromJsonb(record.policy);
	initStringInfo(&json);
	appendStringInfoChar(&json, '{');
	PutText(&json, "release", record.name);
	PutText(&json, "source", SourceName(record.source));
	PutText(&json, "contributor", record.contributor);
	PutDims(&json, record.dims);
	PutPolicy(&json, policy);
	PutInteger(&json, "vintage", record.vintage);
	PutLevels(&json, nbuckets, bucket);
	if (policy->nsums > 0)
		PutSums(&json, policy, nbuckets, bucket);
	PutName(&json, "proof");
	if (policy->cube)
		PutProofOfCube(&json, &record, nbuckets, bucket);
	else
		appendStringInfoString(&json, JsonbToCString(NULL, &record.proof->root,
													 VARSIZE(record.proof)));
	PutVintages(&json, record.id);
	PutText(&json, "ledger_head", LedgerHead());
	appendStringInfoChar(&json, '}');
	PG_RETURN_JSONB_P(ToJsonb(&json));
}
