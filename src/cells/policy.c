/*
 * policy.c
 *		Reads the policy of a release.
 *
 * Every member is optional and every default is the safe choice.  A member
 * that is not known is an error, because a misspelt rule would protect nobody.
 */
#include "base/compat.h"

#include "cells/policy.h"

#include "utils/builtins.h"
#include "utils/numeric.h"

/*
 * Fewer contributors than this no policy may ask for: below three, either of
 * two people knows the other.
 */
#define POLICY_MIN_K 3

#define POLICY_DEFAULT_K 10
#define POLICY_DEFAULT_ESTABLISHMENTS 3
#define POLICY_DEFAULT_P_PERCENT 20
#define POLICY_DEFAULT_VALUES 2
#define POLICY_DEFAULT_CHILDREN 2
#define POLICY_DEFAULT_SATURATION_PPM 500000

static const char *const known_members[] = {
	"k", "coalition", "establishments", "p_percent", "saturation",
	"l_diversity", "min_children", "anonymous", "language", "rest_label",
	"method", "sums"
};
static const char *const known_sum_members[] = {"column", "p_percent", "n", "k"};
static const char *const known_column_members[] = {"column", "min"};

const char *
BucketRuleName(BucketRule rule)
{
	switch (rule)
	{
		case BUCKET_RULE_NONE:
			return "none";
		case BUCKET_RULE_CONTRIBUTORS:
			return "distinct contributors";
		case BUCKET_RULE_ESTABLISHMENTS:
			return "distinct establishments";
		case BUCKET_RULE_DOMINANCE:
			return "p %";
		case BUCKET_RULE_SATURATION:
			return "saturation";
		case BUCKET_RULE_DIVERSITY:
			return "l-diversity";
		case BUCKET_RULE_CHILDREN:
			return "children of a rest";
		case BUCKET_RULE_LARGEST:
			return "n, k";
	}
	elog(ERROR, "unknown bucket rule %d", (int) rule);
}

static void
RaiseBadMember(const char *name, const char *expected)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid value for policy member \"%s\"", name),
			 errhint("Expected is %s.", expected)));
}

/* raises for a member of the object that is not in the list */
static void
CheckMembers(Jsonb *json, const char *const *known, int nknown)
{
	JsonbIterator *it = JsonbIteratorInit(&json->root);
	JsonbValue	value;
	JsonbIteratorToken token;

	while ((token = JsonbIteratorNext(&it, &value, true)) != WJB_DONE)
	{
		bool		found = false;

		if (token != WJB_KEY)
			continue;
		for (int i = 0; i < nknown && !found; i++)
			found = strlen(known[i]) == (size_t) value.val.string.len &&
				memcmp(known[i], value.val.string.val, value.val.string.len) == 0;
		if (!found)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("unknown policy member \"%s\"",
							pnstrdup(value.val.string.val, value.val.string.len)),
					 errhint("Members are k, coalition, establishments {column, min}, p_percent, saturation, l_diversity {column, min}, min_children, anonymous, language, rest_label, method and sums [{column, p_percent, n, k}].")));
	}
}

/* the member, or NULL where it is absent or null */
static JsonbValue *
FindMember(Jsonb *json, const char *name)
{
	JsonbValue *value = getKeyJsonValueFromContainer(&json->root, name,
													 strlen(name), NULL);

	return value == NULL || value->type == jbvNull ? NULL : value;
}

static Datum
IntNumeric(int number)
{
	return DirectFunctionCall1(int4_numeric, Int32GetDatum(number));
}

static int
ReadInteger(Jsonb *json, const char *name, int least, int most, int otherwise)
{
	JsonbValue *value = FindMember(json, name);
	char	   *expected = psprintf("an integer from %d to %d", least, most);
	int			result = otherwise;

	if (value != NULL)
	{
		int64		number;
		Datum		as_numeric;

		if (value->type != jbvNumeric)
			RaiseBadMember(name, expected);
		as_numeric = NumericGetDatum(value->val.numeric);
		if (numeric_is_nan(value->val.numeric) ||
			!DatumGetBool(DirectFunctionCall2(numeric_eq, as_numeric,
											  DirectFunctionCall2(numeric_trunc, as_numeric,
																  Int32GetDatum(0)))) ||
			DatumGetBool(DirectFunctionCall2(numeric_gt, as_numeric, IntNumeric(most))) ||
			DatumGetBool(DirectFunctionCall2(numeric_lt, as_numeric, IntNumeric(least))))
			RaiseBadMember(name, expected);
		number = DatumGetInt64(DirectFunctionCall1(numeric_int8, as_numeric));
		result = (int) number;
	}
	pfree(expected);
	return result;
}

static char *
ReadString(Jsonb *json, const char *name)
{
	JsonbValue *value = FindMember(json, name);

	if (value == NULL)
		return NULL;
	if (value->type != jbvString)
		RaiseBadMember(name, "a string");
	return pnstrdup(value->val.string.val, value->val.string.len);
}

/*
 * A share from 0 (no rule) to 1, in millionths, rounded down: the safe side.
 * One that is less than a millionth is not "no rule".
 */
static int
ReadShare(Jsonb *json, const char *name, int otherwise)
{
	JsonbValue *value = FindMember(json, name);
	const char *expected = "0, or a number from 0.000001 to 1";
	Datum		millionths;
	int			result;

	if (value == NULL)
		return otherwise;
	if (value->type != jbvNumeric || numeric_is_nan(value->val.numeric))
		RaiseBadMember(name, expected);
	millionths = DirectFunctionCall2(numeric_mul,
									 NumericGetDatum(value->val.numeric), IntNumeric(1000000));
	if (DatumGetBool(DirectFunctionCall2(numeric_lt, millionths, IntNumeric(0))) ||
		DatumGetBool(DirectFunctionCall2(numeric_gt, millionths, IntNumeric(1000000))))
		RaiseBadMember(name, expected);
	result = DatumGetInt32(DirectFunctionCall1(numeric_int4,
											   DirectFunctionCall1(numeric_floor, millionths)));
	if (result == 0 && DatumGetBool(DirectFunctionCall2(numeric_gt, millionths, IntNumeric(0))))
		RaiseBadMember(name, expected);
	return result;
}

/*
 * A rule over a column of the source: {"column": ..., "min": ...}.  Returns
 * the column, or NULL where the rule is absent.
 */
static char *
ReadColumnRule(Jsonb *json, const char *name, int otherwise, int *minimum)
{
	JsonbValue *value = FindMember(json, name);
	Jsonb	   *rule;
	char	   *column;

	*minimum = 0;
	if (value == NULL)
		return NULL;
	if (value->type != jbvBinary)
		RaiseBadMember(name, "an object with \"column\" and \"min\"");
	rule = JsonbValueToJsonb(value);
	if (!JB_ROOT_IS_OBJECT(rule))
		RaiseBadMember(name, "an object with \"column\" and \"min\"");
	CheckMembers(rule, known_column_members, lengthof(known_column_members));
	column = ReadString(rule, "column");
	if (column == NULL)
		RaiseBadMember(name, "an object with \"column\" and \"min\"");
	*minimum = ReadInteger(rule, "min", 2, 1000000, otherwise);
	return column;
}

static void
ReadSum(const JsonbValue *value, SumRule *sum)
{
	Jsonb	   *json = NULL;

	if (value->type == jbvBinary)
		json = JsonbValueToJsonb(unconstify(JsonbValue *, value));
	if (json == NULL || !JB_ROOT_IS_OBJECT(json))
		RaiseBadMember("sums", "a list of objects with \"column\"");
	CheckMembers(json, known_sum_members, lengthof(known_sum_members));
	sum->column = ReadString(json, "column");
	if (sum->column == NULL)
		RaiseBadMember("sums", "a list of objects with \"column\"");
	sum->p_percent = ReadInteger(json, "p_percent", 1, 100, POLICY_DEFAULT_P_PERCENT);
	sum->n = ReadInteger(json, "n", 1, 100, 0);
	sum->k_percent = ReadInteger(json, "k", 1, 99, 0);
	if ((sum->n > 0) != (sum->k_percent > 0))
		RaiseBadMember("sums", "\"n\" and \"k\", both or neither");
}

/* what is to be added up: a list, each column once */
static void
ReadSums(Jsonb *policy_json, BucketPolicy *policy)
{
	JsonbValue *value = FindMember(policy_json, "sums");
	Jsonb	   *json;

	if (value == NULL)
		return;
	json = value->type == jbvBinary ? JsonbValueToJsonb(value) : NULL;
	if (json == NULL || !JB_ROOT_IS_ARRAY(json))
		RaiseBadMember("sums", "a list of objects with \"column\"");
	policy->nsums = (int) JB_ROOT_COUNT(json);
	if (policy->nsums > POLICY_MOST_SUMS)
		RaiseBadMember("sums", psprintf("a list of at most %d objects", POLICY_MOST_SUMS));
	for (int i = 0; i < policy->nsums; i++)
	{
		ReadSum(getIthJsonbValueFromContainer(&json->root, i), &policy->sum[i]);
		for (int other = 0; other < i; other++)
		{
			if (strcmp(policy->sum[other].column, policy->sum[i].column) == 0)
				RaiseBadMember("sums", "each column once");
		}
	}
}

static AnonymousRule
ReadAnonymous(Jsonb *json)
{
	char	   *rule = ReadString(json, "anonymous");

	if (rule == NULL || strcmp(rule, "ignore") == 0)
		return ANONYMOUS_IGNORE;
	if (strcmp(rule, "one") != 0)
		RaiseBadMember("anonymous", "\"ignore\" or \"one\"");
	return ANONYMOUS_ONE;
}

/* what a rest is called in the language of the data, by its ISO 639-1 code */
static const struct
{
	const char *language;
	const char *rest_label;
}			rest_labels[] = {
	{"es", "resto de %s"},
	{"en", "rest of %s"},
	{"fr", "reste de %s"},
	{"pt", "resto de %s"}
};

static char *
DefaultRestLabel(Jsonb *json)
{
	char	   *language = ReadString(json, "language");

	for (size_t i = 0; i < lengthof(rest_labels); i++)
	{
		if (language == NULL || strcmp(language, rest_labels[i].language) == 0)
			return pstrdup(rest_labels[i].rest_label);
	}
	RaiseBadMember("language", "\"es\", \"en\", \"fr\" or \"pt\"; in others, give a \"rest_label\"");
	return NULL;
}

/* the label of a rest has the place of its parent's label in it, once */
static char *
ReadRestLabel(Jsonb *json)
{
	char	   *otherwise = DefaultRestLabel(json);
	char	   *label = ReadString(json, "rest_label");
	char	   *place;

	if (label == NULL)
		return otherwise;
	place = strchr(label, '%');
	if (place == NULL || place[1] != 's' || strchr(place + 1, '%') != NULL)
		RaiseBadMember("rest_label", "a text with one %s in it");
	return label;
}

BucketPolicy *
BucketPolicyFromJsonb(Jsonb *json)
{
	BucketPolicy *policy = palloc0(sizeof(BucketPolicy));
	char	   *method;

	if (!JB_ROOT_IS_OBJECT(json))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a policy must be a JSON object")));
	CheckMembers(json, known_members, lengthof(known_members));

	method = ReadString(json, "method");
	if (method != NULL && strcmp(method, "rollup") != 0)
		RaiseBadMember("method", "\"rollup\"");
	policy->k = ReadInteger(json, "k", POLICY_MIN_K, 1000000, POLICY_DEFAULT_K);
	policy->coalition = ReadInteger(json, "coalition", 0, 1000, 0);
	policy->establishment_column =
		ReadColumnRule(json, "establishments", POLICY_DEFAULT_ESTABLISHMENTS,
					   &policy->min_establishments);
	policy->p_percent = ReadInteger(json, "p_percent", 0, 100, POLICY_DEFAULT_P_PERCENT);
	policy->saturation_ppm = ReadShare(json, "saturation", POLICY_DEFAULT_SATURATION_PPM);
	policy->sensitive_column =
		ReadColumnRule(json, "l_diversity", POLICY_DEFAULT_VALUES,
					   &policy->min_values);
	policy->min_children = ReadInteger(json, "min_children", 2, 1000, POLICY_DEFAULT_CHILDREN);
	policy->anonymous = ReadAnonymous(json);
	ReadSums(json, policy);
	policy->rest_label = ReadRestLabel(json);
	return policy;
}

char *
RestLabel(const BucketPolicy *policy, const char *parent)
{
	const char *form = policy->rest_label;
	const char *place = strstr(form, "%s");

	return psprintf("%.*s%s%s", (int) (place - form), form, parent, place + 2);
}
