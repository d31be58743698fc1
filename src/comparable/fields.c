/*
 * fields.c
 *		Rows gathered under several keys: see fields.h.
 */
#include "comparable/fields.h"

#include "base/agg.h"
#include "common/shortest_dec.h"
#include "utils/builtins.h"

FieldCache *
BeginFields(FunctionCallInfo fcinfo)
{
	FieldCache *cache = (FieldCache *) fcinfo->flinfo->fn_extra;

	if (unlikely(cache == NULL))
	{
		MemoryContext old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);

		cache = palloc0(sizeof(FieldCache));
		cache->member = *fcinfo->flinfo;
		initStringInfo(&cache->fields);
		fcinfo->flinfo->fn_extra = cache;
		MemoryContextSwitchTo(old);
	}
	resetStringInfo(&cache->fields);
	return cache;
}

void
AppendField(StringInfo buf, const char *bytes, int length)
{
	char		digits[MEMBER_DIGITS_SIZE];

	appendBinaryStringInfo(buf, digits, pg_ltoa(length, digits));
	appendStringInfoChar(buf, ':');
	appendBinaryStringInfo(buf, bytes, length);
}

void
AppendMemberArg(FunctionCallInfo fcinfo, FieldCache *cache, int argno)
{
	char		digits[MEMBER_DIGITS_SIZE];
	MemberName	name = MemberFromDatum(&cache->member, argno, PG_GETARG_DATUM(argno), digits);

	AppendField(&cache->fields, name.bytes, name.length);
}

void
AppendDouble(StringInfo buf, double value)
{
	char		digits[DOUBLE_SHORTEST_DECIMAL_LEN];

	AppendField(buf, digits, double_to_shortest_decimal_buf(value, digits));
}

void
AppendInt(StringInfo buf, int32 value)
{
	char		digits[MEMBER_DIGITS_SIZE];

	AppendField(buf, digits, pg_ltoa(value, digits));
}

void
RaiseNotFields(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("this ranking is not the state of such an aggregate"),
			 errhint("Call the aggregate, not its support functions.")));
}

MemberName
TakeField(MemberName *rest)
{
	MemberName	field = {NULL, 0};
	int			at = 0;

	while (at < rest->length && at < 9 && rest->bytes[at] >= '0' && rest->bytes[at] <= '9')
		field.length = field.length * 10 + (rest->bytes[at++] - '0');
	if (at == 0 || at >= rest->length || rest->bytes[at] != ':' ||
		field.length > rest->length - at - 1)
		RaiseNotFields();
	field.bytes = rest->bytes + at + 1;
	rest->bytes = field.bytes + field.length;
	rest->length -= at + 1 + field.length;
	return field;
}

double
TakeDouble(MemberName *rest)
{
	MemberName	field = TakeField(rest);
	char	   *text = pnstrdup(field.bytes, field.length);
	char	   *end;
	double		value = strtod(text, &end);

	if (end == text || *end != '\0' || isnan(value))
		RaiseNotFields();
	pfree(text);
	return value;
}

int32
TakeInt(MemberName *rest)
{
	MemberName	field = TakeField(rest);
	bool		negative = field.length > 0 && field.bytes[0] == '-';
	int64		value = 0;

	if (field.length <= negative || field.length > 11)
		RaiseNotFields();
	for (int i = negative; i < field.length; i++)
	{
		if (field.bytes[i] < '0' || field.bytes[i] > '9')
			RaiseNotFields();
		value = value * 10 + (field.bytes[i] - '0');
	}
	value = negative ? -value : value;
	if (value < PG_INT32_MIN || value > PG_INT32_MAX)
		RaiseNotFields();
	return (int32) value;
}

MemberRanking *
StateForUpdate(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		return NewRanking();
	return OpenRanking((MemberRanking *) SummaryForUpdate(fcinfo));
}

MemberRanking *
AddFields(MemberRanking *r, StringInfo fields, double value)
{
	MemberName	name = {fields->data, fields->len};

	return RankingAdd(r, name, value, NULL);
}

Datum
ReturnFieldState(FunctionCallInfo fcinfo, MemberRanking *r)
{
	if (!IsAggregateCall(fcinfo))
		r = SettleRanking(r);
	return PointerGetDatum(r);
}
