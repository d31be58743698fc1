/*
 * redact_math_test.c
 *		Check digits against published examples, and that they catch errors.
 */
#include "check.h"

#include "redact/redact_math.h"

static void
CheckLuhn(void)
{
	char		digits[17];
	uint64_t	seed = 1;

	CHECK(LuhnHolds("12345678903", 11));
	CHECK(LuhnHolds("123456782", 9));
	CHECK(LuhnHolds("4111111111111111", 16));
	CHECK(!LuhnHolds("4111111111111112", 16));

	/* of the ten last digits one holds, and no single wrong digit does */
	for (int round = 0; round < 1000; round++)
	{
		int			held = 0;

		for (int i = 0; i < 16; i++)
			digits[i] = (char) ('0' + Random(&seed) % 10);
		for (char last = '0'; last <= '9'; last++)
		{
			digits[15] = last;
			held += LuhnHolds(digits, 16);
		}
		CHECK(held == 1);
	}
}

static void
CheckRfc(void)
{
	/* SAT's own example, Emma Gomez Diaz, and a company's */
	CHECK(RfcHolds("GODE561231GR8", 13));
	CHECK(RfcHolds("MAB9307148T4", 12));
	CHECK(RfcHolds("XEXX010101000", 13));
	CHECK(!RfcHolds("XAXX010101000", 13));
	CHECK(!RfcHolds("GODE561231GR9", 13));
	CHECK(!RfcHolds("GODE56123!GR8", 13));
}

static void
CheckIssuable(void)
{
	CHECK(ClabeHolds("032180000118359719"));
	CHECK(!ClabeHolds("032180000118359718"));

	CHECK(SsnIsIssuable("536904399"));
	CHECK(!SsnIsIssuable("000123456"));
	CHECK(!SsnIsIssuable("666123456"));
	CHECK(!SsnIsIssuable("900123456"));
	CHECK(!SsnIsIssuable("123004567"));
	CHECK(!SsnIsIssuable("123450000"));

	CHECK(ItinIsIssuable("912903456"));
	CHECK(ItinIsIssuable("900500000"));
	CHECK(!ItinIsIssuable("912493456"));
	CHECK(!ItinIsIssuable("912663456"));
	CHECK(!ItinIsIssuable("912893456"));
	CHECK(!ItinIsIssuable("912933456"));
	CHECK(!ItinIsIssuable("812903456"));

	CHECK(EinIsIssuable("911144442"));
	CHECK(!EinIsIssuable("001144442"));
	CHECK(!EinIsIssuable("701144442"));
	CHECK(!EinIsIssuable("961144442"));
}

int
main(void)
{
	CheckLuhn();
	CheckRfc();
	CheckIssuable();
	return ChecksDone();
}
