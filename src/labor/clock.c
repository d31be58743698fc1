/*
 * clock.c
 *		What case_clock(), an SQL function, cannot do itself: raise.
 */
#include "base/compat.h"

#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"

PG_FUNCTION_INFO_V1(case_clock_require);
PG_FUNCTION_INFO_V1(case_clock_milestones);

/*
 * Arguments: a procedure, whether it has stages, and the day that is asked about.
 */
Datum
case_clock_require(PG_FUNCTION_ARGS)
{
	if (!PG_GETARG_BOOL(1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown procedure \"%s\"", text_to_cstring(PG_GETARG_TEXT_PP(0))),
				 errhint("The procedures are those of table case_clock_stages, to which you can add.")));
	if (DATE_NOT_FINITE(PG_GETARG_DATEADT(2)))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("a case has no clock as of an infinite date"),
				 errhint("Give the day up to which its milestones are known.")));
	PG_RETURN_BOOL(true);
}

/* which milestone it is of that the server's own error speaks */
static void
NameMilestone(void *name)
{
	errcontext("milestone \"%s\"", (char *) name);
}

static char *
CopyString(const JsonbValue *string)
{
	return pnstrdup(string->val.string.val, string->val.string.len);
}

static DateADT
ReadDate(char *name, const JsonbValue *value)
{
	ErrorContextCallback naming = {error_context_stack, NameMilestone, name};
	DateADT		day;

	error_context_stack = &naming;
	day = DatumGetDateADT(DirectFunctionCall1(date_in, CStringGetDatum(CopyString(value))));
	error_context_stack = naming.previous;
	return day;
}

/*
 * A number, or a list of one date, would be read as a date as well, and as
 * which one is anybody's guess.
 */
static void
CheckMilestone(const JsonbValue *key, const JsonbValue *value)
{
	char	   *name = CopyString(key);

	if (value->type == jbvNull)
		return;
	if (value->type != jbvString)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("milestone \"%s\" is neither a string nor null", name),
				 errhint("Write dates as strings: {\"petition\": \"2026-10-31\"}.")));
	if (DATE_NOT_FINITE(ReadDate(name, value)))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("milestone \"%s\" is an infinite date", name),
				 errhint("Leave out what is not known, or give null.")));
}

/*
 * The argument, an object of names and dates.
 */
Datum
case_clock_milestones(PG_FUNCTION_ARGS)
{
	Jsonb	   *milestones = PG_GETARG_JSONB_P(0);
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	key = {.type = jbvNull};
	JsonbValue	value;

	if (!JB_ROOT_IS_OBJECT(milestones))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("milestones are not an object"),
				 errhint("Give names and dates: {\"petition\": \"2026-10-31\"}.")));
	iterator = JsonbIteratorInit(&milestones->root);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
			key = value;
		else if (token == WJB_VALUE)
			CheckMilestone(&key, &value);
	}
	PG_RETURN_JSONB_P(milestones);
}
