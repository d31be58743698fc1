/*
 * redact.c
 *		find_pii and redact_pii.
 */
#include "redact/redact.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "redact/redact_shape.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

PG_FUNCTION_INFO_V1(find_pii);
PG_FUNCTION_INFO_V1(redact_pii);

static int
ReadKind(Datum given)
{
	char	   *name = TextDatumGetCString(given);
	int			kind = PiiKindNamed(name);
	StringInfoData kinds;

	if (kind >= 0)
		return kind;
	initStringInfo(&kinds);
	for (int i = 0; i < PiiKinds(); i++)
		appendStringInfo(&kinds, "%s%s", i == 0 ? "" : i + 1 < PiiKinds() ? ", " : " and ",
						 PiiKindName(i));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("kind of identifier \"%s\" is unknown", name),
			 errhint("Kinds are %s.", kinds.data)));
}

/*
 * The kinds in argument 1; NULL for all of them where it is.
 */
static const bool *
KindsOfCall(FunctionCallInfo fcinfo)
{
	bool	   *wanted;
	Datum	   *names;
	bool	   *nulls;
	int			n;

	if (PG_ARGISNULL(1))
		return NULL;
	wanted = palloc0(sizeof(bool) * PiiKinds());
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(1), TEXTOID, -1, false,
					  TYPALIGN_INT, &names, &nulls, &n);
	for (int i = 0; i < n; i++)
		if (!nulls[i])
			wanted[ReadKind(names[i])] = true;
	return wanted;
}

/*
 * Positions and lengths in characters, as substr() takes them.
 */
Datum
find_pii(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	text	   *given;
	const char *bytes;
	PiiMatch   *match;
	int			n;
	int			done = 0;		/* bytes, and the characters in them */
	int			chars = 0;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	given = PG_GETARG_TEXT_PP(0);
	bytes = VARDATA_ANY(given);
	match = FindPii(bytes, VARSIZE_ANY_EXHDR(given), KindsOfCall(fcinfo), &n);
	for (int i = 0; i < n; i++)
	{
		Datum		values[3];
		bool		nulls[3] = {false, false, false};
		int			len = pg_mbstrlen_with_len(bytes + match[i].start,
											   match[i].len);

		chars += pg_mbstrlen_with_len(bytes + done, match[i].start - done);
		values[0] = CStringGetTextDatum(match[i].kind);
		values[1] = Int32GetDatum(chars + 1);
		values[2] = Int32GetDatum(len);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
		chars += len;
		done = match[i].start + match[i].len;
	}
	return (Datum) 0;
}

/*
 * "[CURP]" in the place of each.
 */
Datum
redact_pii(PG_FUNCTION_ARGS)
{
	text	   *given;
	const char *bytes;
	int			len;
	PiiMatch   *match;
	int			n;
	int			done = 0;
	StringInfoData redacted;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	given = PG_GETARG_TEXT_PP(0);
	bytes = VARDATA_ANY(given);
	len = VARSIZE_ANY_EXHDR(given);
	match = FindPii(bytes, len, KindsOfCall(fcinfo), &n);
	if (n == 0)
		PG_RETURN_TEXT_P(given);

	initStringInfo(&redacted);
	for (int i = 0; i < n; i++)
	{
		appendBinaryStringInfo(&redacted, bytes + done, match[i].start - done);
		appendStringInfoChar(&redacted, '[');
		for (const char *c = match[i].kind; *c != '\0'; c++)
			appendStringInfoChar(&redacted, *c == '_' ? ' ' :
								 (char) pg_ascii_toupper((unsigned char) *c));
		appendStringInfoChar(&redacted, ']');
		done = match[i].start + match[i].len;
	}
	appendBinaryStringInfo(&redacted, bytes + done, len - done);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(redacted.data, redacted.len));
}
