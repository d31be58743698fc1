/*
 * period_text_math_test.c
 *		The grammar of periods: every period reads back what it prints, every
 *		spelling means what SDMX says it does, and faults are told apart.
 */
#include "calendar/period_text_math.h"

#include "check.h"

/* reads a copy that ends where the text ends, so that no byte more is read */
static PeriodFault
Scan(const char *text, size_t len, TimePeriod *result)
{
	char	   *copy = malloc(len > 0 ? len : 1);
	PeriodFault fault;

	memcpy(copy, text, len);
	fault = PeriodScanText(copy, len, result);
	free(copy);
	return fault;
}

static void
CheckRoundTrip(void)
{
	for (int i = 0; i < PERIOD_NFREQS; i++)
	{
		PeriodFreq	freq = (PeriodFreq) i;
		int			last = DayToOrdinal(freq, PERIOD_MAX_DAY);

		for (int o = DayToOrdinal(freq, PERIOD_MIN_DAY); o <= last; o++)
		{
			TimePeriod	p = PeriodFromOrdinal(freq, o);
			TimePeriod	back;
			char		text[PERIOD_TEXT_SIZE];
			int			len = PeriodToText(p, text);

			CHECK(len == (int) strlen(text) && len < PERIOD_TEXT_SIZE);
			CHECK(PeriodScanText(text, len, &back) == PERIOD_TEXT_GOOD && back == p, "%s", text);
		}
	}
}

/* one period each, and all of its spellings */
static const char *const spellings[][24] = {
	{"2025", "2025-A1", "2025A1", "2025A", "2025-a", "2025Z", "2025+14:00", "2025-05:00",
		"2025-A1-05:00", "2025-01-01/P1Y", "2025-01-01/P12M", "2025-01-01/P0Y12M0D",
	" \t2025\r\n"},
	{"2025-S1", "2025S1", "2025-s1", "2025-H1", "2025h1", "2025-S1Z", "2025-01-01/P6M"},
	{"2025-T2", "2025T2", "2025-T2+00:00", "2025-05-01/P4M", "2025-05-01T00:00:00/P4M"},
	{"2025-Q3", "2025Q3", "2025q3", "2025-07-01/P3M", "2025-07-01Z/P3M"},
	{"2025-07", "202507", "2025M07", "2025M7", "2025m7", "2025-M07", "2025-M7", "2025-07Z",
		"2025-07-05:00", "2025-07-01/P1M", "2025-07-01T00:00:00.000Z/P1M",
	"2025-07-01/P1MZ", "2025-07-01/p1m"},
	{"2025-W05", "2025W05", "2025-W5", "2025w5", "2025-W05-14:00", "2025-01-27/P7D"},
	{"2020-W53", "2020W53"},
	{"2025-07-31", "2025-D212", "2025D212", "2025-07-31Z", "2025-07-31-05:00",
		"2025-07-31T23:59:59", "2025-07-31T23:59:59.999999999", "2025-07-31t00:00:00z",
	"2025-07-31T12:00:00-06:00", "2025-07-31 12:00:00.5", "2025-07-31 12:00", "2025-07-31T12:00Z",
	"2025-07-31 12:00:00-06", "2025-07-31 +02", "2025-07-31 -06:00", "2025-07-31/P1D"},
	{"2025-07", "2025/07", "2025MM07", "2025mm07"},
	{"2011-12", "2011/12"},
	{"2025-Q3", "2025KW03"},
	{"2025", "2025JJ00"},
	{"2025-01-10", "2025-D010", "2025-D10", "2025D10"},
	{"2024-12-31", "2024-D366"},
	{"2000-02-29", "2000-D060"},
	{"0001", "0001-A1"},
	{"9999-12-31", "9999-D365"},
	{"9999-W52"}
};

static void
CheckSpellings(void)
{
	for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++)
		for (int k = 0; spellings[i][k]; k++)
		{
			const char *given = spellings[i][k];
			TimePeriod	p;
			char		text[PERIOD_TEXT_SIZE];

			CHECK(Scan(given, strlen(given), &p) == PERIOD_TEXT_GOOD, "%s", given);
			PeriodToText(p, text);
			CHECK(strcmp(text, spellings[i][0]) == 0, "%s: %s", given, text);
		}
}

static const struct
{
	PeriodFault fault;
	const char *text[24];
}			faults[] = {
	{PERIOD_BAD_FORM, {
			"", " ", "2", "20", "202", "20250", "2025070", "202507311", "-2025", "+2025",
			"2025-", "2025-7", "2025-077", "2025--07", "2025-07-", "2025-07-1", "2025-07-311",
			"2025/7", "2025.07", "07-2025", "2025 07", "July 2025"}},
	{PERIOD_BAD_FORM, {
			"2025-Q", "2025Q", "2025-Q03", "2025-X1", "2025-Z1", "2025-M007", "2025-W005",
			"2025-D0001", "2025-Q3x", "2025-Q3-", "Q3-2025", "2025-Q-3", "2025-Q+3", "2025Q3Q3",
			"2025-A1-A1", "2025-A01", "\xEF\xBC\x92" "025", "2025-07\xC2\xA0", "2025-S 1"}},
	{PERIOD_BAD_FORM, {
			"2025-07-31T", "2025-07-31T12", "2025-07-31T12:", "2025-07-31  12:00:00",
			"2025-07-31T12:00:00.", "2025-07-31T1:00:00", "2025-07-31T12:00:00ZZ", "2025ZZ",
			"2025+5:00", "2025+05", "2025+05:0", "2025-05:000", "2025-07-31/", "2025-07-31/P",
			"2025-07-31/P1", "2025-07-31/PM", "2025-07-31/1M", "2025-07-31/P1M1",
			"2025-07-31/P1MX", "2025/P1Y", "2025-07-01/P1D1M"}},
	{PERIOD_BAD_FORM, {
			"2025MM7", "2025KW3", "2025JJ", "2025J1", "2025K1", "2025MM", "2025MM07Z", "2025/07Z",
			"2025-07-31 -6", "2025-07-31 x", "2025-07-31 12", "2025-07-31 -0x", "2025-07 12:00"}},
	{PERIOD_BAD_SPLIT_YEAR, {"2024-25", "2024/25", "2024-2025", "2024/2025"}},
	{PERIOD_BAD_SLASHES, {"2025/07/01", "2025/07/"}},
	{PERIOD_BAD_EIGHT_DIGITS, {"20250731", "20251301", "00000000", " 20250731 "}},
	{PERIOD_BAD_DURATION, {
			"2025-07-01/P2M", "2025-01-01/P2Y", "2025-01-01/P1Y1D", "2025-01-01/P1Y1M",
			"2025-07-01/P30D", "2025-07-01/P0D", "2025-07-01/PT24H", "2025-07-01/P1DT0H",
			"2025-07-01/P999999999999M", "2025-07-01/P4294967297M", "2025-07-01/P5M",
			"2025-07-01/P4294967303D"}},
	{PERIOD_BAD_RANGE_START, {
			"2025-07-02/P1M", "2025-02-01/P3M", "2025-02-01/P1Y", "2025-07-29/P7D",
			"2025-07-01T00:00:01/P1M", "2025-07-01T00:00:00.5/P1M"}},
	{PERIOD_BAD_YEAR, {"0000", "0000-07", "0000-A1", "000007", "0000-01-01"}},
	{PERIOD_BAD_MONTH, {"2025-00", "2025-13", "202500", "202513", "2025-M00", "2025M13",
			"2025-13-01", "2025-M99", "2025M123"}},
	{PERIOD_BAD_DAY, {"2025-02-29", "2025-02-30", "1900-02-29", "2025-04-31", "2025-07-00",
			"2025-07-32", "2025-02-29/P1D"}},
	{PERIOD_BAD_PART, {"2025-Q0", "2025-Q5", "2025-S0", "2025-S3", "2025-H3", "2025-T4",
			"2025-A2", "2025-A0", "2025-Q12", "2025Q99999999999999999999"}},
	{PERIOD_BAD_WEEK, {"2025-W00", "2025-W53", "2025-W54", "2021W53"}},
	{PERIOD_BAD_DAY_OF_YEAR, {"2025-D000", "2025-D366", "2024-D367", "1900-D366"}},
	{PERIOD_BAD_TIME, {"2025-07-31T24:00:00", "2025-07-31T23:60:00", "2025-07-31T23:59:60"}},
	{PERIOD_BAD_OFFSET, {"2025+14:01", "2025-15:00", "2025-07+05:60", "2025-Q3+99:99"}}
};

static void
CheckFaults(void)
{
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
		for (int k = 0; faults[i].text[k]; k++)
		{
			const char *given = faults[i].text[k];
			TimePeriod	p;
			PeriodFault fault = Scan(given, strlen(given), &p);

			CHECK(fault == faults[i].fault, "%s: fault %d", given, fault);
		}
	CHECK(PeriodFaultIsForm(PERIOD_BAD_FORM) && PeriodFaultIsForm(PERIOD_BAD_RANGE_START));
	CHECK(!PeriodFaultIsForm(PERIOD_TEXT_GOOD) && !PeriodFaultIsForm(PERIOD_BAD_YEAR));
}

/* text cut short anywhere, a zero byte within, and a megabyte of one digit */
static void
CheckHostile(void)
{
	static const char longest[] = "2025-07-01T00:00:00.000000+00:00/P0Y1M0D+00:00";
	char		bytes[sizeof(longest)];
	size_t		huge = 1 << 20;
	char	   *digits = malloc(huge);
	TimePeriod	p;

	CHECK(Scan(longest, strlen(longest), &p) == PERIOD_TEXT_GOOD);
	for (size_t len = 0; len < strlen(longest); len++)
	{
		Scan(longest, len, &p);
		memcpy(bytes, longest, sizeof(longest));
		for (int c = 0; c < 256; c++)
		{
			bytes[len] = (char) c;
			if (Scan(bytes, strlen(longest), &p) == PERIOD_TEXT_GOOD)
				CHECK(PeriodIsValid(p));
		}
		bytes[len] = '\0';
		CHECK(Scan(bytes, strlen(longest), &p) != PERIOD_TEXT_GOOD);
	}
	memset(digits, '9', huge);
	CHECK(Scan(digits, huge, &p) == PERIOD_BAD_FORM);
	memcpy(digits, "2025-Q", 6);
	CHECK(Scan(digits, huge, &p) == PERIOD_BAD_PART);
	memcpy(digits, "2025-07-01/P", 12);
	CHECK(Scan(digits, huge, &p) == PERIOD_BAD_FORM);
	memset(digits, ' ', huge);
	CHECK(Scan(digits, huge, &p) == PERIOD_BAD_FORM);
	free(digits);
}

int
main(void)
{
	CheckSpellings();
	CheckFaults();
	CheckHostile();
	CheckRoundTrip();
	return ChecksDone();
}
