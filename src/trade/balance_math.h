/*
 * balance_math.h
 *		Exports, imports, what they include, and what is made of the two.
 *
 * Flow codes are those of UN Comtrade and SDMX.  X, exports, include RX,
 * re-exports, and everything else that leaves; M, imports, include RM.  Who
 * adds RX to X counts it twice.
 *
 * Pure: needs nothing of the server.
 */
#ifndef TRADE_BALANCE_MATH_H
#define TRADE_BALANCE_MATH_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef enum TradeLeg
{
	LEG_EXPORTS,
	LEG_IMPORTS
} TradeLeg;

#define NUM_LEGS 2

/* what to do with the flows that X and M include */
typedef enum PartialFlows
{
	PARTIAL_REFUSE,
	PARTIAL_IGNORE,				/* they are in X and M already */
	PARTIAL_SUBTRACT			/* take RX out of X, and RM out of M */
} PartialFlows;

typedef enum FlowRole
{
	ROLE_TOTAL,					/* the leg itself */
	ROLE_RETRADE,				/* goods that come back, or go on, unchanged */
	ROLE_PART					/* another part of it */
} FlowRole;

typedef struct TradeFlow
{
	const char *code;			/* lower case */
	TradeLeg	leg;
	FlowRole	role;
} TradeFlow;

/*
 * Comtrade's list: domestic exports, foreign imports, inward and outward
 * processing; and the words of Comtrade, the Census Bureau, Statistics Canada
 * and others for the same, in lower case, without blanks and hyphens.
 */
static const TradeFlow trade_flows[] = {
	{"x", LEG_EXPORTS, ROLE_TOTAL},
	{"m", LEG_IMPORTS, ROLE_TOTAL},
	{"export", LEG_EXPORTS, ROLE_TOTAL},
	{"import", LEG_IMPORTS, ROLE_TOTAL},
	{"exports", LEG_EXPORTS, ROLE_TOTAL},
	{"imports", LEG_IMPORTS, ROLE_TOTAL},
	{"rx", LEG_EXPORTS, ROLE_RETRADE},
	{"rm", LEG_IMPORTS, ROLE_RETRADE},
	{"dx", LEG_EXPORTS, ROLE_PART},
	{"fm", LEG_IMPORTS, ROLE_PART},
	{"xip", LEG_EXPORTS, ROLE_PART},
	{"mip", LEG_IMPORTS, ROLE_PART},
	{"xop", LEG_EXPORTS, ROLE_PART},
	{"mop", LEG_IMPORTS, ROLE_PART},
	{"totalexports", LEG_EXPORTS, ROLE_TOTAL},
	{"totalimports", LEG_IMPORTS, ROLE_TOTAL},
	{"generalimports", LEG_IMPORTS, ROLE_TOTAL},
	{"reexport", LEG_EXPORTS, ROLE_RETRADE},
	{"reexports", LEG_EXPORTS, ROLE_RETRADE},
	{"foreignexports", LEG_EXPORTS, ROLE_RETRADE},
	{"reimport", LEG_IMPORTS, ROLE_RETRADE},
	{"reimports", LEG_IMPORTS, ROLE_RETRADE},
	{"domesticexport", LEG_EXPORTS, ROLE_PART},
	{"domesticexports", LEG_EXPORTS, ROLE_PART},
	{"foreignimport", LEG_IMPORTS, ROLE_PART},
	{"foreignimports", LEG_IMPORTS, ROLE_PART},
	{"exportacion", LEG_EXPORTS, ROLE_TOTAL},
	{"exportaciones", LEG_EXPORTS, ROLE_TOTAL},
	{"importacion", LEG_IMPORTS, ROLE_TOTAL},
	{"importaciones", LEG_IMPORTS, ROLE_TOTAL},
	{"reexportacion", LEG_EXPORTS, ROLE_RETRADE},
	{"reexportaciones", LEG_EXPORTS, ROLE_RETRADE},
	{"reimportacion", LEG_IMPORTS, ROLE_RETRADE},
	{"reimportaciones", LEG_IMPORTS, ROLE_RETRADE},
	{"exportation", LEG_EXPORTS, ROLE_TOTAL},
	{"exportations", LEG_EXPORTS, ROLE_TOTAL},
	{"importation", LEG_IMPORTS, ROLE_TOTAL},
	{"importations", LEG_IMPORTS, ROLE_TOTAL},
	{"reexportation", LEG_EXPORTS, ROLE_RETRADE},
	{"reexportations", LEG_EXPORTS, ROLE_RETRADE},
	{"reimportation", LEG_IMPORTS, ROLE_RETRADE},
	{"reimportations", LEG_IMPORTS, ROLE_RETRADE},
};

#define NUM_TRADE_FLOWS (sizeof(trade_flows) / sizeof(trade_flows[0]))

/* is it this lower-case word, in any case? */
static inline bool
IsWord(const char *text, size_t len, const char *word)
{
	if (strlen(word) != len)
		return false;
	for (size_t i = 0; i < len; i++)
	{
		char		c = text[i];

		if (c >= 'A' && c <= 'Z')
			c = (char) (c - 'A' + 'a');
		if (c != word[i])
			return false;
	}
	return true;
}

/* more than the longest word, with blanks and hyphens to spare */
#define MAX_FLOW_SIZE 40

/*
 * Copies a word without blanks and hyphens, and without the accents of é and ó
 * in UTF-8.  Returns its length; 0 for more than any flow has.
 */
static inline size_t
PlainFlow(const char *text, size_t len, char plain[MAX_FLOW_SIZE])
{
	size_t		n = 0;

	if (len > MAX_FLOW_SIZE)
		return 0;
	for (size_t i = 0; i < len; i++)
	{
		unsigned char next = i + 1 < len ? (unsigned char) text[i + 1] : 0;

		if (text[i] == ' ' || text[i] == '-')
			continue;
		if ((unsigned char) text[i] == 0xC3 && (next == 0xA9 || next == 0x89))
			plain[n++] = 'e';
		else if ((unsigned char) text[i] == 0xC3 && (next == 0xB3 || next == 0x93))
			plain[n++] = 'o';
		else
		{
			plain[n++] = text[i];
			continue;
		}
		i++;
	}
	return n;
}

/* NULL for what is no flow */
static inline const TradeFlow *
FindTradeFlow(const char *text, size_t len)
{
	char		plain[MAX_FLOW_SIZE];

	if (len > 1)
	{
		len = PlainFlow(text, len, plain);
		text = plain;
	}
	for (size_t i = 0; i < NUM_TRADE_FLOWS; i++)
	{
		if (IsWord(text, len, trade_flows[i].code))
			return &trade_flows[i];
	}
	return NULL;
}

static inline bool
FindPartialFlows(const char *text, size_t len, PartialFlows *result)
{
	static const char *const name[] = {"refuse", "ignore", "subtract"};

	for (int i = 0; i < 3; i++)
	{
		if (IsWord(text, len, name[i]))
		{
			*result = (PartialFlows) i;
			return true;
		}
	}
	return false;
}

/*
 * How a flow enters its leg: added (1), subtracted (-1), not at all (0).
 * False where it must be refused.
 */
static inline bool
FlowSign(const TradeFlow *flow, PartialFlows partial, int *sign)
{
	*sign = flow->role == ROLE_TOTAL ? 1 : 0;
	if (flow->role == ROLE_TOTAL || partial == PARTIAL_IGNORE)
		return true;
	*sign = -1;
	return flow->role == ROLE_RETRADE && partial == PARTIAL_SUBTRACT;
}

/*
 * The balance relative to total trade, from -1 to 1 where neither is negative.
 * False for a total of 0.
 */
static inline bool
NormalizedBalance(double exports, double imports, double *result)
{
	double		total = exports + imports;
	double		balance = exports - imports;

	if (total == 0)
		return false;
	/* halves only where they are needed: half of the least double is 0 */
	if (isinf(total) || isinf(balance))
		*result = (exports / 2 - imports / 2) / (exports / 2 + imports / 2);
	else
		*result = balance / total;
	return true;
}

#endif							/* TRADE_BALANCE_MATH_H */
