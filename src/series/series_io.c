/*
 * series_io.c
 *		Text and binary forms of time series.  Both carry every bit.
 *
 * Text:	2024-01 {1.5,NULL,4,0.30000000000000004|-2.7755575615628914e-17}
 *
 * The first period, which also tells the frequency, then a value for each
 * period, NULL where there is none.  What a rounded sum leaves over follows
 * it, split off by "|".  Doubles are written with as many digits as it takes
 * to read the same back, whatever extra_float_digits says.  A series without
 * values has its frequency only:	M {}
 * Of how many rows a value is the sum, where it is counted and not one, follows
 * behind "#":	2024-01 {1.5#2,NULL,4}
 *
 * Text is written by people too, so what is read need not be canonical: it is
 * added up and trimmed.  The binary form is written by machines, and one that
 * FinishSeries() would not have made is damaged and refused.
 */
#include "base/compat.h"
#include "base/interrupt.h"

#include "base/agg.h"
#include "base/reader.h"
#include "calendar/period_text_math.h"
#include "series/series.h"

#include <ctype.h>

#include "common/hashfn.h"
#include "common/shortest_dec.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/fmgrprotos.h"

PG_FUNCTION_INFO_V1(time_series_in);
PG_FUNCTION_INFO_V1(time_series_out);
PG_FUNCTION_INFO_V1(time_series_recv);
PG_FUNCTION_INFO_V1(time_series_send);
PG_FUNCTION_INFO_V1(time_series_eq);
PG_FUNCTION_INFO_V1(time_series_ne);
PG_FUNCTION_INFO_V1(time_series_hash);
PG_FUNCTION_INFO_V1(time_series_hash_extended);

/* of the binary form: SERIES_VERSION, and SERIES_COUNTED */
#define WIRE_VERSION 2

extern Datum time_series_from_jsonb(PG_FUNCTION_ARGS);

/* where the reader of a text form stands */
typedef struct SeriesReader
{
	const char *whole;			/* for messages */
	const char *at;
	TimeSeries *series;			/* what was read so far */
	Node	   *escontext;
} SeriesReader;

static void
AppendDouble(StringInfo buf, double value)
{
	enlargeStringInfo(buf, DOUBLE_SHORTEST_DECIMAL_LEN);
	buf->len += double_to_shortest_decimal_bufn(value, buf->data + buf->len);
	buf->data[buf->len] = '\0';
}

Datum
time_series_out(PG_FUNCTION_ARGS)
{
	const TimeSeries *s = PG_GETARG_SERIES(0);
	char		first[PERIOD_TEXT_SIZE] = {PeriodFreqLetter(SeriesFreq(s)), '\0'};
	StringInfoData buf;

	if (s->nslots > 0)
		PeriodToText(SeriesPeriod(s, 0), first);
	initStringInfo(&buf);
	appendStringInfo(&buf, "%s {", first);
	for (int slot = 0; slot < s->nslots; slot++)
	{
		if (slot > 0)
			appendStringInfoChar(&buf, ',');
		if (IsAbsent(s->lane[slot]))
			appendStringInfoString(&buf, "NULL");
		else
			AppendDouble(&buf, s->lane[slot]);
		for (int k = 1; k < s->nlanes; k++)
		{
			double		residual = s->lane[(size_t) k * s->nslots + slot];

			if (residual == 0)
				break;
			appendStringInfoChar(&buf, '|');
			AppendDouble(&buf, residual);
		}
		if (SeriesIsCounted(s) && SeriesCountAt(s, slot) > 1)
			appendStringInfo(&buf, "#%lld", (long long) SeriesCountAt(s, slot));
		if (slot % 65536 == 65535)
			CHECK_FOR_INTERRUPTS();
	}
	appendStringInfoChar(&buf, '}');
	PG_RETURN_CSTRING(buf.data);
}

static bool
SyntaxError(const SeriesReader *reader)
{
	ereturn(reader->escontext, false,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type time_series: \"%s\"",
					reader->whole),
			 errhint("Write the first period and a value or NULL for each one from there on, such as \"2024-01 {1.5,NULL,4}\", or \"M {}\" for monthly without values.")));
}

static void
SkipBlanks(SeriesReader *reader)
{
	while (isspace((unsigned char) *reader->at))
		reader->at++;
}

static bool
TakeSymbol(SeriesReader *reader, char symbol)
{
	SkipBlanks(reader);
	if (*reader->at != symbol)
		return false;
	reader->at++;
	return true;
}

static bool
ReadDouble(SeriesReader *reader, double *value)
{
	const char *at;
	size_t		len;
	NumberReading reading;

	SkipBlanks(reader);
	at = reader->at;
	reading = ReadDecimal(&at, value, &len);
	if (reading == NUMBER_NONE)
		return SyntaxError(reader);
	if (reading == NUMBER_OUT_OF_RANGE || !ExactAccepts(*value))
		ereturn(reader->escontext, false,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("\"%.*s\" is out of range for type time_series",
						(int) len, reader->at)));
	reader->at = at;
	return true;
}

/*
 * The number of rows behind "#".
 */
static bool
ReadCount(SeriesReader *reader, int64 *count)
{
	char	   *end;

	SkipBlanks(reader);
	if (!isdigit((unsigned char) *reader->at))
		return SyntaxError(reader);
	errno = 0;
	*count = strtoi64(reader->at, &end, 10);
	if (errno == ERANGE || *count > MAX_ROW_COUNT)
		ereturn(reader->escontext, false,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("number of rows out of range")));
	if (*count == 0)
		return SyntaxError(reader);
	reader->at = end;
	return true;
}

/*
 * NULL, or a value with its residuals and its number of rows.
 */
static bool
ReadSlot(SeriesReader *reader, int ordinal)
{
	double		value;
	int64		count = 1;

	SkipBlanks(reader);
	if (pg_strncasecmp(reader->at, "NULL", 4) == 0)
	{
		reader->at += 4;
		return true;
	}
	do
	{
		if (!ReadDouble(reader, &value))
			return false;
		reader->series = AddToSeries(reader->series, ordinal, value);
	} while (TakeSymbol(reader, '|'));
	if (TakeSymbol(reader, '#') && !ReadCount(reader, &count))
		return false;
	reader->series = SetSeriesCount(reader->series, ordinal, count);
	return true;
}

/*
 * The values and the closing brace.
 */
static bool
ReadSlots(SeriesReader *reader, PeriodFreq freq, int ordinal)
{
	int64		next = ordinal;

	reader->series = MakeSeries(freq, ordinal, 0, 1);
	do
	{
		if (!PeriodOrdinalInRange(freq, next))
			ereturn(reader->escontext, false,
					(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
					 errmsg("time series goes beyond the year %d",
							PERIOD_MAX_YEAR)));
		if (!ReadSlot(reader, (int) next++))
			return false;
		CHECK_FOR_INTERRUPTS();
	} while (TakeSymbol(reader, ','));
	return TakeSymbol(reader, '}') || SyntaxError(reader);
}

/*
 * The frequency of a series without values; only the letter, as it is written.
 */
static bool
ReadLetter(SeriesReader *reader, const char *letter, int len)
{
	for (int freq = 0; freq < PERIOD_NFREQS && len == 1; freq++)
	{
		if (pg_toupper((unsigned char) *letter) == PeriodFreqLetter((PeriodFreq) freq))
		{
			reader->series = MakeSeries((PeriodFreq) freq, 0, 0, 1);
			return true;
		}
	}
	return SyntaxError(reader);
}

static bool
ReadSeries(SeriesReader *reader)
{
	const char *head;
	const char *end;

	SkipBlanks(reader);
	head = reader->at;
	end = strchr(head, '{');
	if (end == NULL)
		return SyntaxError(reader);
	reader->at = end + 1;
	while (end > head && isspace((unsigned char) end[-1]))
		end--;

	if (TakeSymbol(reader, '}'))
	{
		if (!ReadLetter(reader, head, end - head))
			return false;
	}
	else
	{
		TimePeriod	first;

		/* a field out of range is better named by the period itself */
		if (PeriodFaultIsForm(PeriodScanText(head, end - head, &first)))
			return SyntaxError(reader);
		if (!PeriodFromText(head, end - head, &first, reader->escontext) ||
			!ReadSlots(reader, PeriodGetFreq(first), PeriodOrdinal(first)))
			return false;
	}
	SkipBlanks(reader);
	return *reader->at == '\0' || SyntaxError(reader);
}

static bool
LooksLikeJson(const char *text)
{
	text += strspn(text, " \t\r\n");
	return text[0] == '{' && text[1 + strspn(text + 1, " \t\r\n")] == '"';
}

Datum
time_series_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	SeriesReader reader = {0};
	Datum		json;

	/* an object, as jsonb_populate_record() finds it in a row of to_jsonb() */
	if (LooksLikeJson(text))
	{
		if (!DirectInputFunctionCallSafe(jsonb_in, text, InvalidOid, -1,
										 fcinfo->context, &json))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(DirectFunctionCall1(time_series_from_jsonb, json));
	}
	reader.whole = reader.at = text;
	reader.escontext = fcinfo->context;
	if (!ReadSeries(&reader))
		PG_RETURN_NULL();
	PG_RETURN_SERIES(FinishSeries(reader.series));
}

/*
 * Version, frequency, lanes, first ordinal, slots, then the lanes one after
 * the other; in version 2 the counts follow.
 */
Datum
time_series_send(PG_FUNCTION_ARGS)
{
	const TimeSeries *s = PG_GETARG_SERIES(0);
	size_t		n = (size_t) s->nslots * s->nlanes;
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, s->version);
	pq_sendbyte(&buf, s->freq);
	pq_sendbyte(&buf, s->nlanes);
	pq_sendint32(&buf, s->first);
	pq_sendint32(&buf, s->nslots);
	for (size_t i = 0; i < n; i++)
		pq_sendfloat8(&buf, s->lane[i]);
	for (int slot = 0; slot < s->nslots && SeriesIsCounted(s); slot++)
	{
		AllowCancel(slot);
		pq_sendint64(&buf, SeriesCounts(s)[slot]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/*
 * A double that may stand in a lane.
 */
static double
ReceiveDouble(StringInfo buf, bool may_be_absent)
{
	double		value = pq_getmsgfloat8(buf);

	if (IsAbsent(value) ? !(may_be_absent && IsAbsentExactly(value)) :
		!ExactAccepts(value) || (value == 0 && signbit(value)))
		RaiseDamaged("time_series", "A value is out of range.");
	return value;
}

/*
 * The counts of a series whose values are there.
 */
static TimeSeries *
ReceiveCounts(StringInfo buf, TimeSeries *s)
{
	s = CountSeries(s);
	for (int slot = 0; slot < s->nslots; slot++)
	{
		int64		count = pq_getmsgint64(buf);

		AllowCancel(slot);
		if (!IsRowCount(count) || (count == 0) != IsAbsent(s->lane[slot]))
			RaiseDamaged("time_series", "A number of rows is out of range.");
		SeriesCounts(s)[slot] = count;
	}
	return s;
}

Datum
time_series_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			version;
	int			freq;
	int			nlanes;
	int			first;
	int			nslots;
	TimeSeries *s;
	TimeSeries *finished;

	version = TakeWireVersion(buf, WIRE_VERSION, "time_series");
	freq = pq_getmsgbyte(buf);
	nlanes = pq_getmsgbyte(buf);
	first = (int) pq_getmsgint(buf, 4);
	nslots = (int) pq_getmsgint(buf, 4);
	if (freq >= PERIOD_NFREQS || nlanes < 1 || nlanes > EXACT_MAX_LANES ||
		nslots < 0 ||
		(int64) nslots * (nlanes + (version == SERIES_COUNTED)) * (int64) sizeof(double) !=
		buf->len - buf->cursor)
		RaiseDamaged("time_series", "The header does not agree with the length.");
	if (nslots > 0 &&
		(!PeriodOrdinalInRange((PeriodFreq) freq, first) ||
		 !PeriodOrdinalInRange((PeriodFreq) freq, (int64) first + nslots - 1)))
		RaiseDamaged("time_series", "A period is out of range.");

	s = MakeSeries((PeriodFreq) freq, first, nslots, nlanes);
	for (size_t i = 0; i < (size_t) nslots * nlanes; i++)
	{
		AllowCancel(i);
		s->lane[i] = ReceiveDouble(buf, i < (size_t) nslots);
	}
	if (version == SERIES_COUNTED)
		s = ReceiveCounts(buf, s);
	pq_getmsgend(buf);

	finished = FinishSeries(s);
	s->is_final = true;
	if (VARSIZE(s) != VARSIZE(finished) || memcmp(s, finished, VARSIZE(s)) != 0)
		RaiseDamaged("time_series", "It is not in canonical form.");
	PG_RETURN_SERIES(finished);
}

/*
 * Equal values are equal bytes.  Counts do not tell series apart: who reads the
 * values sees none.
 */
static bool
SeriesEqual(FunctionCallInfo fcinfo)
{
	const TimeSeries *a = UncountedSeries(PG_GETARG_SERIES(0));
	const TimeSeries *b = UncountedSeries(PG_GETARG_SERIES(1));

	return VARSIZE(a) == VARSIZE(b) && memcmp(a, b, VARSIZE(a)) == 0;
}

Datum
time_series_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(SeriesEqual(fcinfo));
}

Datum
time_series_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!SeriesEqual(fcinfo));
}

Datum
time_series_hash(PG_FUNCTION_ARGS)
{
	const TimeSeries *s = UncountedSeries(PG_GETARG_SERIES(0));

	return hash_any((const unsigned char *) s, VARSIZE(s));
}

Datum
time_series_hash_extended(PG_FUNCTION_ARGS)
{
	const TimeSeries *s = UncountedSeries(PG_GETARG_SERIES(0));

	return hash_any_extended((const unsigned char *) s, VARSIZE(s),
							 PG_GETARG_INT64(1));
}
