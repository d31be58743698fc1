/*
 * reader.c
 *		Reading the text forms of aggregate states.
 */
#include "base/reader.h"

#include <ctype.h>
#include <math.h>

#include "common/shortest_dec.h"
#include "utils/fmgrprotos.h"

/* the longest text of a numeric that is passed on to the server */
#define MAX_NUMERIC_TEXT 200000

bool
ReportSyntax(const TextReader *reader)
{
	ereturn(reader->escontext, false,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s: \"%s\"",
					reader->typname, reader->whole)));
}

static bool
ReportRange(const TextReader *reader, size_t len)
{
	ereturn(reader->escontext, false,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("\"%.*s\" is out of range for type %s",
					(int) Min(len, 100), reader->at, reader->typname)));
}

static void
SkipBlanks(TextReader *reader)
{
	while (isspace((unsigned char) *reader->at))
		reader->at++;
}

bool
ReadSymbol(TextReader *reader, char symbol)
{
	SkipBlanks(reader);
	if (*reader->at != symbol)
		return false;
	reader->at++;
	return true;
}

bool
ReadWord(TextReader *reader, const char *word)
{
	SkipBlanks(reader);
	if (strncmp(reader->at, word, strlen(word)) != 0)
		return false;
	reader->at += strlen(word);
	return true;
}

bool
ReadEnd(TextReader *reader)
{
	SkipBlanks(reader);
	return *reader->at == '\0';
}

bool
ReadInt64(TextReader *reader, int64 *value)
{
	size_t		len;
	char	   *end;

	SkipBlanks(reader);
	len = strspn(reader->at, "-0123456789");
	errno = 0;
	*value = strtoll(reader->at, &end, 10);
	if (len == 0 || end != reader->at + len)
		return ReportSyntax(reader);
	if (errno == ERANGE)
		return ReportRange(reader, len);
	reader->at = end;
	return true;
}

/* the length of what may be a decimal number; not of NaN, infinity, hex */
static size_t
NumberLength(TextReader *reader)
{
	SkipBlanks(reader);
	return strspn(reader->at, "+-.0123456789eE");
}

NumberReading
ReadDecimal(const char **at, double *value, size_t *len)
{
	char	   *end;

	*len = strspn(*at, "+-.0123456789eE");
	errno = 0;
	*value = strtod(*at, &end);
	if (*len == 0 || end != *at + *len)
		return NUMBER_NONE;
	if (!isfinite(*value) || (*value == 0 && errno == ERANGE))
		return NUMBER_OUT_OF_RANGE;
	*value += 0.0;
	*at = end;
	return NUMBER_READ;
}

bool
ReadFloat8(TextReader *reader, double *value)
{
	size_t		len;

	SkipBlanks(reader);
	switch (ReadDecimal(&reader->at, value, &len))
	{
		case NUMBER_READ:
			return true;
		case NUMBER_NONE:
			return ReportSyntax(reader);
		case NUMBER_OUT_OF_RANGE:
			break;
	}
	return ReportRange(reader, len);
}

bool
ReadNumeric(TextReader *reader, Numeric *value)
{
	size_t		len = NumberLength(reader);
	Datum		datum;

	if (len == 0)
		return ReportSyntax(reader);
	if (len > MAX_NUMERIC_TEXT)
		return ReportRange(reader, len);
	if (!DirectInputFunctionCallSafe(numeric_in, pnstrdup(reader->at, len),
									 InvalidOid, -1, reader->escontext, &datum))
		return false;
	*value = DatumGetNumeric(datum);
	reader->at += len;
	return true;
}

void
AppendFloat8(StringInfo buf, double value)
{
	enlargeStringInfo(buf, DOUBLE_SHORTEST_DECIMAL_LEN);
	buf->len += double_to_shortest_decimal_bufn(value, buf->data + buf->len);
	buf->data[buf->len] = '\0';
}
