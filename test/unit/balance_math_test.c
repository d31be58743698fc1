/*
 * balance_math_test.c
 *		Which flow is which, and what becomes of flows that are part of others.
 */
#include "trade/balance_math.h"
#include "check.h"

#include <math.h>

static void
TestFlows(void)
{
	static const char *const exports[] = {"X", "x", "Export", "EXPORTS", "RX", "dx", "XIP", "xop"};
	static const char *const imports[] = {"M", "m", "import", "Imports", "RM", "fm", "MIP", "mop"};
	static const char *const none[] = {"", "E", "I", "XX", "exporters", "impor", "x x", "R", "MX", "1", " ", "--",
		"imports for consumption", "a word that is longer than any flow can be"};
	static const char *const spelled[] = {"Re-Export", " re export ", "r\xC3\xA9""exportations", "R\xC3\x89""EXPORTATION",
		"reexportaci\xC3\xB3n", "Foreign Exports"};

	for (int i = 0; i < 8; i++)
	{
		const TradeFlow *x = FindTradeFlow(exports[i], strlen(exports[i]));
		const TradeFlow *m = FindTradeFlow(imports[i], strlen(imports[i]));

		CHECK(x != NULL && x->leg == LEG_EXPORTS && (x->role == ROLE_TOTAL) == (i < 4));
		CHECK(m != NULL && m->leg == LEG_IMPORTS && (m->role == ROLE_TOTAL) == (i < 4));
		CHECK((x->role == ROLE_RETRADE) == (i == 4) && (m->role == ROLE_RETRADE) == (i == 4));
	}
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		CHECK(FindTradeFlow(none[i], strlen(none[i])) == NULL, "%s", none[i]);
	for (size_t i = 0; i < sizeof(spelled) / sizeof(spelled[0]); i++)
	{
		const TradeFlow *flow = FindTradeFlow(spelled[i], strlen(spelled[i]));

		CHECK(flow != NULL && flow->leg == LEG_EXPORTS && flow->role == ROLE_RETRADE, "%s", spelled[i]);
	}
	CHECK(FindTradeFlow("X\0", 2) == NULL);
}

/* by role, then by treatment: added, passed over, subtracted, refused */
static void
TestSigns(void)
{
	static const int expected[3][3] = {{1, 1, 1}, {9, 0, -1}, {9, 0, 9}};

	for (int role = ROLE_TOTAL; role <= ROLE_PART; role++)
	{
		for (int partial = PARTIAL_REFUSE; partial <= PARTIAL_SUBTRACT; partial++)
		{
			TradeFlow	flow = {"", LEG_EXPORTS, (FlowRole) role};
			int			sign;
			bool		accepted = FlowSign(&flow, (PartialFlows) partial, &sign);

			CHECK((accepted ? sign : 9) == expected[role][partial], "role %d, treatment %d", role, partial);
		}
	}
}

static void
TestTreatments(void)
{
	PartialFlows partial;

	CHECK(FindPartialFlows("refuse", 6, &partial) && partial == PARTIAL_REFUSE);
	CHECK(FindPartialFlows("Ignore", 6, &partial) && partial == PARTIAL_IGNORE);
	CHECK(FindPartialFlows("SUBTRACT", 8, &partial) && partial == PARTIAL_SUBTRACT);
	CHECK(!FindPartialFlows("", 0, &partial) && !FindPartialFlows("subtrac", 7, &partial));
}

static void
TestNormalized(void)
{
	double		r;

	CHECK(!NormalizedBalance(0, 0, &r) && !NormalizedBalance(5, -5, &r));
	CHECK(NormalizedBalance(5, 0, &r) && r == 1);
	CHECK(NormalizedBalance(0, 5, &r) && r == -1);
	CHECK(NormalizedBalance(5, 5, &r) && r == 0);
	CHECK(NormalizedBalance(1.7e308, 1.7e308, &r) && r == 0);
	CHECK(NormalizedBalance(1.7e308, 0.85e308, &r) && fabs(r - 1.0 / 3) < 1e-15);
	CHECK(NormalizedBalance(5e-324, 0, &r) && r == 1);
	CHECK(NormalizedBalance(5e-324, 5e-324, &r) && r == 0);
	CHECK(NormalizedBalance(324377.863297, 454929.951197, &r) && fabs(r + 0.167523) < 5e-7);
}

int
main(void)
{
	TestFlows();
	TestSigns();
	TestTreatments();
	TestNormalized();
	return ChecksDone();
}
