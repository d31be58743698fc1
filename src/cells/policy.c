/*
 * policy.c
 *		Reads the policy of a release.
 *
 * Every member is optional and every default is the safe choice.  A member
 * that is not known is an error, because a misspelt rule would protect nobody.
 */
#include "base/compat.h"

#include "cells/policy.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

/*
 * Fewer contributors than this no policy may ask for: below three, either of
 * two people knows the other.
 */
#define POLICY_MIN_K 3

/* of reports, and of sums */
#define POLICY_DEFAULT_P_PERCENT 20

/* of a member that depends on another */
#define POLICY_NOT_SAID (-1)

const BucketRuleKind bucket_rules[NUM_BUCKET_RULES] = {
	[BUCKET_RULE_NONE] = {"none", TOGETHER_NOTHING},
	[BUCKET_RULE_CONTRIBUTORS] = {"distinct contributors", TOGETHER_LEAST},
	[BUCKET_RULE_ESTABLISHMENTS] = {"distinct establishments", TOGETHER_LEAST},
	[BUCKET_RULE_DOMINANCE] = {"p %", TOGETHER_FREQUENT},
	[BUCKET_RULE_SATURATION] = {"saturation", TOGETHER_POPULATION},
	[BUCKET_RULE_DIVERSITY] = {"l-diversity", TOGETHER_LEAST},
	[BUCKET_RULE_CHILDREN] = {"children of a rest", TOGETHER_NOTHING},
	[BUCKET_RULE_LARGEST] = {"n, k", TOGETHER_AMOUNTS}
};

int
PolicyLeast(const BucketPolicy *policy, BucketRule rule, const char **column)
{
	*column = NULL;
	switch (rule)
	{
		case BUCKET_RULE_CONTRIBUTORS:
			return policy->k + policy->coalition;
		case BUCKET_RULE_ESTABLISHMENTS:
			*column = policy->establishment_column;
			return policy->min_establishments;
		case BUCKET_RULE_DIVERSITY:
			*column = policy->sensitive_column;
			return policy->min_values;
		default:
			elog(ERROR, "rule %d has no least number", (int) rule);
	}
}

/*
 * A member of a policy.  A number has its limits and what it is where nothing
 * is said; the field is where it goes, the column that of a rule over one.
 */
typedef struct PolicyMember
{
	const char *name;
	const char *form;			/* for hints, where it is no plain value */
	void		(*read) (Jsonb *json, const struct PolicyMember *member, BucketPolicy *policy);
	size_t		field;
	size_t		column;
	int			least;
	int			most;
	int			otherwise;
} PolicyMember;

static void ReadIntegerMember(Jsonb *json, const PolicyMember *member, BucketPolicy *policy);
static void ReadShareMember(Jsonb *json, const PolicyMember *member, BucketPolicy *policy);
static void ReadColumnRule(Jsonb *json, const PolicyMember *member, BucketPolicy *policy);
static void ReadAnonymous(Jsonb *json, const PolicyMember *member, BucketPolicy *policy);
static void ReadLanguage(Jsonb *json, const PolicyMember *member, BucketPolicy *policy);
static void ReadRestLabel(Jsonb *json, const PolicyMember *member, BucketPolicy *policy);
static void ReadMethod(Jsonb *json, const PolicyMember *member, BucketPolicy *policy);
static void ReadMargins(Jsonb *json, const PolicyMember *member, BucketPolicy *policy);
static void ReadSums(Jsonb *json, const PolicyMember *member, BucketPolicy *policy);

#define FIELD(name) offsetof(BucketPolicy, name)

/* in the order in which they are read: a rest_label goes before a language's */
static const PolicyMember members[] = {
	{"k", "", ReadIntegerMember, FIELD(k), 0, POLICY_MIN_K, 1000000, 10},
	{"coalition", "", ReadIntegerMember, FIELD(coalition), 0, 0, 1000, 0},
	{"establishments", " {column, min}", ReadColumnRule, FIELD(min_establishments),
	FIELD(establishment_column), 2, 1000000, 3},
	{"p_percent", "", ReadIntegerMember, FIELD(p_percent), 0, 0, 100, POLICY_DEFAULT_P_PERCENT},
	{"saturation", "", ReadShareMember, FIELD(saturation_ppm), 0, 0, 1000000, 500000},
	{"l_diversity", " {column, min}", ReadColumnRule, FIELD(min_values),
	FIELD(sensitive_column), 2, 1000000, 2},
	{"min_children", "", ReadIntegerMember, FIELD(min_children), 0, 2, 1000, 2},
	{"width", "", ReadIntegerMember, FIELD(width), 0, 0, 1000000, POLICY_NOT_SAID},
	{.name = "anonymous",.form = "",.read = ReadAnonymous},
	{.name = "language",.form = "",.read = ReadLanguage},
	{.name = "rest_label",.form = "",.read = ReadRestLabel},
	{.name = "method",.form = "",.read = ReadMethod},
	{.name = "margins",.form = "",.read = ReadMargins},
	{.name = "sums",.form = " [{column, p_percent, n, k}]",.read = ReadSums}
};
static const char *const sum_members[] = {"column", "p_percent", "n", "k"};
static const char *const column_members[] = {"column", "min"};

static void
RaiseBadMember(const char *name, const char *expected)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid value for policy member \"%s\"", name),
			 errhint("Expected is %s.", expected)));
}

/* "k, coalition, establishments {column, min} and so on", palloc'd */
static char *
ListMembers(void)
{
	StringInfoData list;

	initStringInfo(&list);
	for (size_t i = 0; i < lengthof(members); i++)
		appendStringInfo(&list, "%s%s%s",
						 i == 0 ? "" : i + 1 < lengthof(members) ? ", " : " and ",
						 members[i].name, members[i].form);
	return list.data;
}

static bool
IsKey(const JsonbValue *key, const char *name)
{
	return strlen(name) == (size_t) key->val.string.len &&
		memcmp(name, key->val.string.val, key->val.string.len) == 0;
}

/* raises for a member of the object that is not in the list; NULL: of a policy */
static void
CheckMembers(Jsonb *json, const char *const *known, int nknown)
{
	JsonbIterator *it = JsonbIteratorInit(&json->root);
	JsonbValue	value;
	JsonbIteratorToken token;

	while ((token = JsonbIteratorNext(&it, &value, true)) != WJB_DONE)
	{
		bool		found = token != WJB_KEY;

		for (int i = 0; i < nknown && !found; i++)
			found = IsKey(&value, known == NULL ? members[i].name : known[i]);
		if (!found)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("unknown policy member \"%s\"",
							pnstrdup(value.val.string.val, value.val.string.len)),
					 errhint("Members are %s.", ListMembers())));
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

static int *
FieldOf(BucketPolicy *policy, const PolicyMember *member)
{
	return (int *) ((char *) policy + member->field);
}

static void
ReadIntegerMember(Jsonb *json, const PolicyMember *member, BucketPolicy *policy)
{
	*FieldOf(policy, member) = ReadInteger(json, member->name, member->least, member->most,
										   member->otherwise);
}

/*
 * A share from 0 (no rule) to 1, in millionths, rounded down: the safe side.
 * One that is less than a millionth is not "no rule".
 */
static void
ReadShareMember(Jsonb *json, const PolicyMember *member, BucketPolicy *policy)
{
	JsonbValue *value = FindMember(json, member->name);
	const char *expected = "0, or a number from 0.000001 to 1";
	Datum		millionths;
	int			result;

	*FieldOf(policy, member) = member->otherwise;
	if (value == NULL)
		return;
	if (value->type != jbvNumeric || numeric_is_nan(value->val.numeric))
		RaiseBadMember(member->name, expected);
	millionths = DirectFunctionCall2(numeric_mul,
									 NumericGetDatum(value->val.numeric), IntNumeric(1000000));
	if (DatumGetBool(DirectFunctionCall2(numeric_lt, millionths, IntNumeric(member->least))) ||
		DatumGetBool(DirectFunctionCall2(numeric_gt, millionths, IntNumeric(member->most))))
		RaiseBadMember(member->name, expected);
	result = DatumGetInt32(DirectFunctionCall1(numeric_int4,
											   DirectFunctionCall1(numeric_floor, millionths)));
	if (result == 0 && DatumGetBool(DirectFunctionCall2(numeric_gt, millionths, IntNumeric(0))))
		RaiseBadMember(member->name, expected);
	*FieldOf(policy, member) = result;
}

/*
 * A rule over a column of the source: {"column": ..., "min": ...}.
 */
static void
ReadColumnRule(Jsonb *json, const PolicyMember *member, BucketPolicy *policy)
{
	const char *expected = "an object with \"column\" and \"min\"";
	JsonbValue *value = FindMember(json, member->name);
	Jsonb	   *rule = NULL;
	char	   *column;

	if (value == NULL)
		return;
	if (value->type == jbvBinary)
		rule = JsonbValueToJsonb(value);
	if (rule == NULL || !JB_ROOT_IS_OBJECT(rule))
		RaiseBadMember(member->name, expected);
	CheckMembers(rule, column_members, lengthof(column_members));
	column = ReadString(rule, "column");
	if (column == NULL)
		RaiseBadMember(member->name, expected);
	*(char **) ((char *) policy + member->column) = column;
	*FieldOf(policy, member) = ReadInteger(rule, "min", member->least, member->most,
										   member->otherwise);
}

static void
ReadSum(const JsonbValue *value, SumRule *sum)
{
	Jsonb	   *json = NULL;

	if (value->type == jbvBinary)
		json = JsonbValueToJsonb(unconstify(JsonbValue *, value));
	if (json == NULL || !JB_ROOT_IS_OBJECT(json))
		RaiseBadMember("sums", "a list of objects with \"column\"");
	CheckMembers(json, sum_members, lengthof(sum_members));
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
ReadSums(Jsonb *json, const PolicyMember *member, BucketPolicy *policy)
{
	JsonbValue *value = FindMember(json, member->name);
	Jsonb	   *list;

	if (value == NULL)
		return;
	list = value->type == jbvBinary ? JsonbValueToJsonb(value) : NULL;
	if (list == NULL || !JB_ROOT_IS_ARRAY(list))
		RaiseBadMember("sums", "a list of objects with \"column\"");
	policy->nsums = (int) JB_ROOT_COUNT(list);
	if (policy->nsums > POLICY_MOST_SUMS)
		RaiseBadMember("sums", psprintf("a list of at most %d objects", POLICY_MOST_SUMS));
	for (int i = 0; i < policy->nsums; i++)
	{
		ReadSum(getIthJsonbValueFromContainer(&list->root, i), &policy->sum[i]);
		for (int other = 0; other < i; other++)
		{
			if (strcmp(policy->sum[other].column, policy->sum[i].column) == 0)
				RaiseBadMember("sums", "each column once");
		}
	}
}

static void
ReadAnonymous(Jsonb *json, const PolicyMember *member, BucketPolicy *policy)
{
	char	   *rule = ReadString(json, member->name);

	policy->anonymous = ANONYMOUS_IGNORE;
	if (rule == NULL || strcmp(rule, "ignore") == 0)
		return;
	if (strcmp(rule, "one") != 0)
		RaiseBadMember(member->name, "\"ignore\" or \"one\"");
	policy->anonymous = ANONYMOUS_ONE;
}

static void
ReadMethod(Jsonb *json, const PolicyMember *member, BucketPolicy *policy)
{
	char	   *method = ReadString(json, member->name);

	policy->cube = method != NULL && strcmp(method, "cube") == 0;
	if (method != NULL && !policy->cube && strcmp(method, "rollup") != 0)
		RaiseBadMember(member->name, "\"rollup\" or \"cube\"");
}

#define MARGINS_EXPECTED "true, or a list of lists of columns of the release, with method \"cube\""

/* the list, which has as many elements as said; raises for anything else */
static Jsonb *
MarginList(const JsonbValue *value, int *n)
{
	Jsonb	   *list = value->type == jbvBinary ?
		JsonbValueToJsonb(unconstify(JsonbValue *, value)) : NULL;

	if (list == NULL || !JB_ROOT_IS_ARRAY(list))
		RaiseBadMember("margins", MARGINS_EXPECTED);
	*n = (int) JB_ROOT_COUNT(list);
	return list;
}

static void
ReadMargin(const JsonbValue *value, PolicyMargin *margin)
{
	Jsonb	   *list = MarginList(value, &margin->ncolumns);

	margin->column = palloc(Max(margin->ncolumns, 1) * sizeof(char *));
	for (int i = 0; i < margin->ncolumns; i++)
	{
		JsonbValue *column = getIthJsonbValueFromContainer(&list->root, i);

		if (column->type != jbvString)
			RaiseBadMember("margins", MARGINS_EXPECTED);
		margin->column[i] = pnstrdup(column->val.string.val, column->val.string.len);
	}
}

/* which totals a cube shows: all, or those of a list, each the columns that it shows */
static void
ReadMargins(Jsonb *json, const PolicyMember *member, BucketPolicy *policy)
{
	JsonbValue *value = FindMember(json, member->name);
	Jsonb	   *list;

	if (value == NULL || (policy->cube && value->type == jbvBool && value->val.boolean))
		return;
	list = policy->cube ? MarginList(value, &policy->nmargins) : NULL;
	if (policy->nmargins == 0)
		RaiseBadMember(member->name, MARGINS_EXPECTED);
	policy->margin = palloc(policy->nmargins * sizeof(PolicyMargin));
	for (int i = 0; i < policy->nmargins; i++)
		ReadMargin(getIthJsonbValueFromContainer(&list->root, i), &policy->margin[i]);
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

static void
ReadLanguage(Jsonb *json, const PolicyMember *member, BucketPolicy *policy)
{
	char	   *language = ReadString(json, member->name);

	for (size_t i = 0; i < lengthof(rest_labels) && policy->rest_label == NULL; i++)
	{
		if (language == NULL || strcmp(language, rest_labels[i].language) == 0)
			policy->rest_label = pstrdup(rest_labels[i].rest_label);
	}
	if (policy->rest_label == NULL)
		RaiseBadMember(member->name, "\"es\", \"en\", \"fr\" or \"pt\"; in others, give a \"rest_label\"");
}

/* the label of a rest has the place of its parent's label in it, once */
static void
ReadRestLabel(Jsonb *json, const PolicyMember *member, BucketPolicy *policy)
{
	char	   *label = ReadString(json, member->name);
	char	   *place;

	if (label == NULL)
		return;
	place = strchr(label, '%');
	if (place == NULL || place[1] != 's' || strchr(place + 1, '%') != NULL)
		RaiseBadMember(member->name, "a text with one %s in it");
	policy->rest_label = label;
}

BucketPolicy *
BucketPolicyFromJsonb(Jsonb *json)
{
	BucketPolicy *policy = palloc0(sizeof(BucketPolicy));

	if (!JB_ROOT_IS_OBJECT(json))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a policy must be a JSON object")));
	CheckMembers(json, NULL, lengthof(members));
	for (size_t i = 0; i < lengthof(members); i++)
		members[i].read(json, &members[i], policy);
	if (policy->width == POLICY_NOT_SAID)
		policy->width = policy->cube ? 0 : policy->k - 1;
	return policy;
}

char *
RestLabel(const BucketPolicy *policy, const char *parent)
{
	const char *form = policy->rest_label;
	const char *place = strstr(form, "%s");

	return psprintf("%.*s%s%s", (int) (place - form), form, parent, place + 2);
}
