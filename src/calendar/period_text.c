/*
 * period_text.c
 *		Time periods and frequencies as text: the wording of what is wrong with
 *		it, and the input, output and wire functions of the type.
 *
 * The grammar is in period_text_math.h.
 */
#include "calendar/period_text.h"

#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "base/agg.h"

/* of the binary form; see time_period_send() */
#define PERIOD_WIRE_VERSION 1

/* how much of a faulty text a message repeats, in bytes */
#define MAX_QUOTED_BYTES 64

PG_FUNCTION_INFO_V1(time_period_in);
PG_FUNCTION_INFO_V1(time_period_out);
PG_FUNCTION_INFO_V1(time_period_recv);
PG_FUNCTION_INFO_V1(time_period_send);
PG_FUNCTION_INFO_V1(time_period_eq_text);
PG_FUNCTION_INFO_V1(text_eq_time_period);
PG_FUNCTION_INFO_V1(time_period_ne_text);
PG_FUNCTION_INFO_V1(text_ne_time_period);
PG_FUNCTION_INFO_V1(time_period_cmp_text);
PG_FUNCTION_INFO_V1(text_cmp_time_period);
PG_FUNCTION_INFO_V1(time_period_cmp_texts);
PG_FUNCTION_INFO_V1(try_period);
PG_FUNCTION_INFO_V1(period_fault);

static const char *const fault_hint[PERIOD_NFAULTS] = {
	[PERIOD_BAD_FORM] = "Accepted are, for example, 2025, 2025-S1, 2025-T2, 2025-Q3, 2025-07, 2025-W05, 2025-07-31, 202507 and 2025M07.",
	[PERIOD_BAD_EIGHT_DIGITS] = "Eight digits could be a slip of YYYYMM: write a day as YYYY-MM-DD, a month as YYYY-MM or YYYYMM.",
	[PERIOD_BAD_DURATION] = "A range must be as long as a period: P1Y, P6M, P4M, P3M, P1M, P7D or P1D.",
	[PERIOD_BAD_SPLIT_YEAR] = "This looks like a split year, such as a fiscal, crop or school year: make its label of a day, fiscal_period(day, 'A', start_month, 'start').",
	[PERIOD_BAD_SLASHES] = "Of three numbers with slashes the last may be a day or a fortnight: write a day as YYYY-MM-DD, a month as YYYY-MM or YYYY/MM.",
	[PERIOD_BAD_RANGE_START] = "A range must start at midnight on the first day of a period of its length, weeks on a Monday.",
	[PERIOD_BAD_YEAR] = "Years run from 0001 to 9999.",
	[PERIOD_BAD_MONTH] = "Months run from 01 to 12.",
	[PERIOD_BAD_DAY] = "The month does not have that day.",
	[PERIOD_BAD_PART] = "A year has A1, half-years S1 and S2, four-month periods T1 to T3, and quarters Q1 to Q4.",
	[PERIOD_BAD_WEEK] = "ISO weeks run from W01 to W52, and to W53 only in years that have one.",
	[PERIOD_BAD_DAY_OF_YEAR] = "Days of the year run from D001 to D365, and to D366 only in leap years.",
	[PERIOD_BAD_TIME] = "Times of day run from 00:00:00 to 23:59:59.",
	[PERIOD_BAD_OFFSET] = "Offsets from UTC run from -14:00 to +14:00."
};

static const struct
{
	char		letter;
	const char *name;
	const char *adjective;
}			frequency[PERIOD_NFREQS] = {
	{'A', "year", "annual"},
	{'S', "half-year", "semiannual"},
	{'T', "four-month", "four-monthly"},
	{'Q', "quarter", "quarterly"},
	{'M', "month", "monthly"},
	{'W', "week", "weekly"},
	{'D', "day", "daily"}
};

/*
 * A copy of some text of the user's that is short enough to be repeated.
 */
static char *
ClippedText(const char *text, int len)
{
	int			kept = pg_mbcliplen(text, len, MAX_QUOTED_BYTES);

	return psprintf("%.*s%s", kept, text, kept < len ? "..." : "");
}

bool
PeriodFromText(const char *text, int len, TimePeriod *result,
			   struct Node *escontext)
{
	PeriodFault fault = PeriodScanText(text, len, result);

	if (likely(fault == PERIOD_TEXT_GOOD))
		return true;
	if (PeriodFaultIsForm(fault))
		ereturn(escontext, false,
				(errcode(ERRCODE_INVALID_DATETIME_FORMAT),
				 errmsg("invalid input syntax for type %s: \"%s\"",
						"time_period", ClippedText(text, len)),
				 errhint("%s", fault_hint[fault])));
	ereturn(escontext, false,
			(errcode(ERRCODE_DATETIME_FIELD_OVERFLOW),
			 errmsg("field of a time period out of range: \"%s\"",
					ClippedText(text, len)),
			 errhint("%s", fault_hint[fault])));
}

char *
PeriodToCString(TimePeriod p)
{
	char	   *text = palloc(PERIOD_TEXT_SIZE);

	PeriodToText(p, text);
	return text;
}

char
PeriodFreqLetter(PeriodFreq freq)
{
	return frequency[freq].letter;
}

const char *
PeriodFreqName(PeriodFreq freq)
{
	return frequency[freq].name;
}

PeriodFreq
PeriodFreqFromText(const text *name)
{
	const char *given = VARDATA_ANY(name);
	int			len = VARSIZE_ANY_EXHDR(name);

	for (int i = 0; i < PERIOD_NFREQS; i++)
	{
		const char *word = frequency[i].name;
		const char *adjective = frequency[i].adjective;

		if (len == 1 && pg_ascii_toupper((unsigned char) *given) == frequency[i].letter)
			return (PeriodFreq) i;
		if (len == (int) strlen(word) && pg_strncasecmp(given, word, len) == 0)
			return (PeriodFreq) i;
		if (len == (int) strlen(adjective) && pg_strncasecmp(given, adjective, len) == 0)
			return (PeriodFreq) i;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown frequency \"%s\"", ClippedText(given, len)),
			 errhint("Frequencies are A (year), S (half-year), T (four-month), Q (quarter), M (month), W (week) and D (day).")));
}

void
RaiseMixedFrequencies(PeriodFreq a, PeriodFreq b)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("periods of different frequencies: %s (%c) and %s (%c)",
					frequency[a].name, frequency[a].letter,
					frequency[b].name, frequency[b].letter),
			 errhint("Select one frequency, or bring the periods to one with to_freq().")));
}

Datum
time_period_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	TimePeriod	result;

	if (!PeriodFromText(text, strlen(text), &result, fcinfo->context))
		PG_RETURN_NULL();
	PG_RETURN_TIMEPERIOD(result);
}

Datum
time_period_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(PeriodToCString(PG_GETARG_TIMEPERIOD(0)));
}

Datum
time_period_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	TimePeriod	result;

	CheckWireVersion(buf, PERIOD_WIRE_VERSION, "time_period");
	result = (TimePeriod) pq_getmsgint(buf, 4);
	if (!PeriodIsValid(result))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of type %s", "time_period"),
				 errdetail("No period has the number %d.", result)));
	pq_getmsgend(buf);
	PG_RETURN_TIMEPERIOD(result);
}

/*
 * A version byte, then the number itself (see period_math.h).
 */
Datum
time_period_send(PG_FUNCTION_ARGS)
{
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, PERIOD_WIRE_VERSION);
	pq_sendint32(&buf, PG_GETARG_TIMEPERIOD(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/*
 * A period in a text argument.
 */
static TimePeriod
GetPeriodText(FunctionCallInfo fcinfo, int argno)
{
	const text *given = PG_GETARG_TEXT_PP(argno);
	TimePeriod	result = 0;

	PeriodFromText(VARDATA_ANY(given), VARSIZE_ANY_EXHDR(given), &result, NULL);
	return result;
}

Datum
time_period_eq_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PG_GETARG_TIMEPERIOD(0) == GetPeriodText(fcinfo, 1));
}

Datum
text_eq_time_period(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(GetPeriodText(fcinfo, 0) == PG_GETARG_TIMEPERIOD(1));
}

Datum
time_period_ne_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PG_GETARG_TIMEPERIOD(0) != GetPeriodText(fcinfo, 1));
}

Datum
text_ne_time_period(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(GetPeriodText(fcinfo, 0) != PG_GETARG_TIMEPERIOD(1));
}

Datum
time_period_cmp_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(PeriodCompare(PG_GETARG_TIMEPERIOD(0), GetPeriodText(fcinfo, 1)));
}

Datum
text_cmp_time_period(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(PeriodCompare(GetPeriodText(fcinfo, 0), PG_GETARG_TIMEPERIOD(1)));
}

Datum
time_period_cmp_texts(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(PeriodCompare(GetPeriodText(fcinfo, 0), GetPeriodText(fcinfo, 1)));
}

Datum
try_period(PG_FUNCTION_ARGS)
{
	const text *given = PG_GETARG_TEXT_PP(0);
	TimePeriod	result = 0;

	if (PeriodScanText(VARDATA_ANY(given), VARSIZE_ANY_EXHDR(given), &result) != PERIOD_TEXT_GOOD)
		PG_RETURN_NULL();
	PG_RETURN_TIMEPERIOD(result);
}

Datum
period_fault(PG_FUNCTION_ARGS)
{
	const text *given = PG_GETARG_TEXT_PP(0);
	TimePeriod	result = 0;
	PeriodFault fault = PeriodScanText(VARDATA_ANY(given), VARSIZE_ANY_EXHDR(given), &result);

	if (fault == PERIOD_TEXT_GOOD)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(fault_hint[fault]));
}
