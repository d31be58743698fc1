/*
 * ranking_io.c
 *		The text form of member_ranking.
 *
 * It is JSON, members in the order of their ranks:
 *
 *		{"Mexico": [150.3, -1.4210854715202004e-14], "Canada": 120}
 *
 * A number is the shortest decimal that reads back as the same double.  Where
 * the exact sum is not a double, the array holds what adds up to it: the
 * rounded sum first, then what the rounding left out.  Of how many rows a value
 * is the sum, where that is counted and not one, stands beside it:
 *
 *		{"Mexico": {"rows": 2, "value": 150.3}, "Canada": 120}
 *
 * Input takes members in any order and any spelling of the numbers, but a member
 * only once.
 */
#include "ranking/ranking.h"
#include "base/interrupt.h"

#include <ctype.h>

#include "base/agg.h"
#include "base/reader.h"
#include "common/shortest_dec.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"

PG_FUNCTION_INFO_V1(member_ranking_in);
PG_FUNCTION_INFO_V1(member_ranking_out);

typedef struct RankingReader
{
	const char *text;			/* the whole input, for messages */
	const char *at;
	const char *fault;			/* a sentence, once something is wrong */
	bool		out_of_range;	/* that it is a number too large */
	StringInfoData name;		/* of the member being read */
	MemberRanking *ranking;
} RankingReader;

static bool
Fault(RankingReader *reader, const char *sentence)
{
	reader->fault = sentence;
	return false;
}

static bool
FaultOfRange(RankingReader *reader)
{
	reader->out_of_range = true;
	return Fault(reader, "Magnitudes must be below 2^960, about 9.7e288.");
}

static void
SkipBlanks(RankingReader *reader)
{
	while (*reader->at == ' ' || *reader->at == '\t' ||
		   *reader->at == '\n' || *reader->at == '\r')
		reader->at++;
}

/*
 * Skips blanks and takes the character if it comes next.
 */
static bool
Take(RankingReader *reader, char c)
{
	SkipBlanks(reader);
	if (*reader->at != c)
		return false;
	reader->at++;
	return true;
}

static bool
TakeHex(RankingReader *reader, pg_wchar *code)
{
	*code = 0;
	for (int i = 0; i < 4; i++)
	{
		char		c = *reader->at;

		if (!isxdigit((unsigned char) c))
			return Fault(reader, "\"\\u\" must be followed by four hexadecimal digits.");
		*code = *code * 16 + (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
		reader->at++;
	}
	return true;
}

/*
 * The rest of \uXXXX, in the server's encoding.
 */
static bool
TakeUnicode(RankingReader *reader)
{
	unsigned char bytes[MAX_UNICODE_EQUIVALENT_STRING + 1];
	pg_wchar	code;
	pg_wchar	second;

	if (!TakeHex(reader, &code))
		return false;
	if (is_utf16_surrogate_first(code) &&
		reader->at[0] == '\\' && reader->at[1] == 'u')
	{
		reader->at += 2;
		if (!TakeHex(reader, &second))
			return false;
		if (!is_utf16_surrogate_second(second))
			return Fault(reader, "A Unicode surrogate stands alone.");
		code = surrogate_pair_to_codepoint(code, second);
	}
	if (is_utf16_surrogate_first(code) || is_utf16_surrogate_second(code))
		return Fault(reader, "A Unicode surrogate stands alone.");
	if (code == 0)
		return Fault(reader, "\"\\u0000\" cannot be part of a text.");
	pg_unicode_to_server(code, bytes);
	appendStringInfoString(&reader->name, (char *) bytes);
	return true;
}

static bool
TakeEscape(RankingReader *reader)
{
	static const char letters[] = "\"\\/bfnrt";
	static const char meanings[] = "\"\\/\b\f\n\r\t";
	char		c = *reader->at++;
	const char *letter = c == '\0' ? NULL : strchr(letters, c);

	if (c == 'u')
		return TakeUnicode(reader);
	if (letter == NULL)
		return Fault(reader, "A backslash must be followed by one of \"\\/bfnrtu.");
	appendStringInfoChar(&reader->name, meanings[letter - letters]);
	return true;
}

static bool
TakeName(RankingReader *reader)
{
	resetStringInfo(&reader->name);
	if (!Take(reader, '"'))
		return Fault(reader, "A member in double quotes is expected.");
	while (*reader->at != '"')
	{
		if (*reader->at == '\0')
			return Fault(reader, "A closing quote is missing.");
		if (*reader->at != '\\')
			appendStringInfoChar(&reader->name, *reader->at++);
		else
		{
			reader->at++;
			if (!TakeEscape(reader))
				return false;
		}
	}
	reader->at++;
	return true;
}

static bool
TakeNumber(RankingReader *reader, double *value)
{
	const char *at;
	size_t		length;
	NumberReading reading;

	SkipBlanks(reader);
	at = reader->at;
	reading = ReadDecimal(&at, value, &length);
	if (reading == NUMBER_NONE)
		return Fault(reader, "A number is expected after each member.");
	if (reading == NUMBER_OUT_OF_RANGE && *value == 0)
		return Fault(reader, "A number this close to 0 would be read as 0.");
	if (reading == NUMBER_OUT_OF_RANGE || !ExactAccepts(*value))
		return FaultOfRange(reader);
	reader->at = at;
	return true;
}

/*
 * Adds one number, or an array of them, to the member just read.
 */
static bool
TakeSum(RankingReader *reader)
{
	MemberName	name = {reader->name.data, reader->name.len};
	bool		many = Take(reader, '[');
	uint32		entry;
	int			n = 0;

	do
	{
		double		value;

		if (n++ == EXACT_MAX_LANES)
			return Fault(reader, "An array of numbers is too long.");
		if (!TakeNumber(reader, &value))
			return false;
		reader->ranking = RankingAdd(reader->ranking, name, value + 0.0, &entry);
	} while (many && Take(reader, ','));
	if (!ExactAccepts(ExactRound(RankingLanes(reader->ranking, entry), 1,
								 reader->ranking->nlanes)))
		return FaultOfRange(reader);
	if (many && !Take(reader, ']'))
		return Fault(reader, "A closing bracket is missing.");
	return true;
}

static bool
TakeCount(RankingReader *reader, int64 *count)
{
	char	   *end;

	SkipBlanks(reader);
	errno = 0;
	*count = strtoi64(reader->at, &end, 10);
	if (!isdigit((unsigned char) *reader->at) || errno == ERANGE || *count < 1 ||
		*count > MAX_ROW_COUNT)
		return Fault(reader, "A number of rows is out of range.");
	reader->at = end;
	return true;
}

static bool
TakeWord(RankingReader *reader, const char *word)
{
	SkipBlanks(reader);
	if (strncmp(reader->at, word, strlen(word)) != 0)
		return false;
	reader->at += strlen(word);
	return true;
}

/*
 * The rest of {"rows": 2, "value": 150.3}, in either order.
 */
static bool
TakeCounted(RankingReader *reader, int64 *count)
{
	bool		has_rows = false;
	bool		has_value = false;

	do
	{
		bool		rows = TakeWord(reader, "\"rows\"");

		if (!rows && !TakeWord(reader, "\"value\""))
			return Fault(reader, "Beside \"value\" there may be \"rows\", and nothing else.");
		if (rows ? has_rows : has_value)
			return Fault(reader, "\"rows\" or \"value\" occurs twice.");
		if (!Take(reader, ':'))
			return Fault(reader, "A colon is expected after \"rows\" and \"value\".");
		if (rows ? !TakeCount(reader, count) : !TakeSum(reader))
			return false;
		has_rows |= rows;
		has_value |= !rows;
	} while (Take(reader, ','));
	if (!has_value)
		return Fault(reader, "\"value\" is missing.");
	return Take(reader, '}') || Fault(reader, "A closing brace is missing.");
}

/*
 * What follows the member just read.
 */
static bool
TakeValue(RankingReader *reader)
{
	MemberName	name = {reader->name.data, reader->name.len};
	int64		count = 1;

	if (RankingFind(reader->ranking, name) >= 0)
		return Fault(reader, "A member occurs twice.");
	if (Take(reader, '{') ? !TakeCounted(reader, &count) : !TakeSum(reader))
		return false;
	*RankingCount(reader->ranking, RankingFind(reader->ranking, name)) = count;
	return true;
}

static bool
TakeRanking(RankingReader *reader)
{
	if (!Take(reader, '{'))
		return Fault(reader, "A ranking starts with an opening brace.");
	if (!Take(reader, '}'))
	{
		do
		{
			AllowCancel(reader->ranking->nmembers);
			if (!TakeName(reader))
				return false;
			if (!Take(reader, ':'))
				return Fault(reader, "A colon is expected after each member.");
			if (!TakeValue(reader))
				return false;
		} while (Take(reader, ','));
		if (!Take(reader, '}'))
			return Fault(reader, "A ranking ends with a closing brace.");
	}
	SkipBlanks(reader);
	if (*reader->at != '\0')
		return Fault(reader, "Something follows the closing brace.");
	return true;
}

Datum
member_ranking_in(PG_FUNCTION_ARGS)
{
	RankingReader reader = {0};

	reader.text = reader.at = PG_GETARG_CSTRING(0);
	reader.ranking = NewCountedRanking();
	initStringInfo(&reader.name);
	if (!TakeRanking(&reader))
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(reader.out_of_range ?
						 ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE :
						 ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"",
						"member_ranking", reader.text),
				 errdetail_internal("%s", reader.fault)));
	PG_RETURN_POINTER(SettleRanking(reader.ranking));
}

static void
AppendMember(StringInfo out, MemberName name)
{
	appendStringInfoChar(out, '"');
	for (int i = 0; i < name.length; i++)
	{
		char		c = name.bytes[i];

		if (c == '"' || c == '\\')
			appendStringInfoChar(out, '\\');
		if ((unsigned char) c >= ' ')
			appendStringInfoChar(out, c);
		else if (c == '\n')
			appendStringInfoString(out, "\\n");
		else if (c == '\t')
			appendStringInfoString(out, "\\t");
		else
			appendStringInfo(out, "\\u%04x", c);
	}
	appendStringInfoChar(out, '"');
}

static void
AppendDouble(StringInfo out, double value)
{
	enlargeStringInfo(out, DOUBLE_SHORTEST_DECIMAL_LEN);
	out->len += double_to_shortest_decimal_buf(value, out->data + out->len);
}

Datum
member_ranking_out(PG_FUNCTION_ARGS)
{
	MemberRanking *r = RankingForRead(fcinfo, 0);
	StringInfoData out;

	initStringInfo(&out);
	appendStringInfoChar(&out, '{');
	for (uint32 i = 0; i < r->nmembers; i++)
	{
		double	   *lanes = RankingLanes(r, i);
		uint32		n = RankingUsedLanes(r, i);
		int64		rows = RankingRows(r, i);

		AllowCancel(i);
		if (i > 0)
			appendStringInfoString(&out, ", ");
		AppendMember(&out, RankingMember(r, i));
		appendStringInfoString(&out, ": ");
		if (rows != 1)
			appendStringInfo(&out, "{\"rows\": %lld, \"value\": ", (long long) rows);
		if (n > 1)
			appendStringInfoChar(&out, '[');
		for (uint32 k = 0; k < n; k++)
		{
			if (k > 0)
				appendStringInfoString(&out, ", ");
			AppendDouble(&out, lanes[k]);
		}
		if (n > 1)
			appendStringInfoChar(&out, ']');
		if (rows != 1)
			appendStringInfoChar(&out, '}');
	}
	appendStringInfoChar(&out, '}');
	PG_RETURN_CSTRING(out.data);
}
