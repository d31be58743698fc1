/*
 * balance_agg.c
 *		Aggregates over (flow, value): the sums of both legs, and what is made
 *		of them.
 *
 * An answer needs both legs: a missing one is not zero.  Flows that are part
 * of another are refused unless the caller says what to do with them.
 */
#include "base/agg.h"
#include "base/number.h"
#include "codes/partner.h"
#include "trade/balance.h"

#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(trade_legs_add_float8);
PG_FUNCTION_INFO_V1(trade_legs_add_numeric);
PG_FUNCTION_INFO_V1(trade_legs_add_partner_float8);
PG_FUNCTION_INFO_V1(trade_legs_add_partner_numeric);
PG_FUNCTION_INFO_V1(trade_legs_combine);
PG_FUNCTION_INFO_V1(trade_legs_balance_float8);
PG_FUNCTION_INFO_V1(trade_legs_balance_numeric);
PG_FUNCTION_INFO_V1(trade_legs_total_float8);
PG_FUNCTION_INFO_V1(trade_legs_total_numeric);
PG_FUNCTION_INFO_V1(trade_legs_coverage_float8);
PG_FUNCTION_INFO_V1(trade_legs_coverage_numeric);
PG_FUNCTION_INFO_V1(trade_legs_normalized_float8);
PG_FUNCTION_INFO_V1(trade_legs_normalized_numeric);

/*
 * An aggregate's own state is of its kind; one that was called by hand, or that
 * a user has made of our functions, can bring another.
 */
static void
CheckSameKind(LegsKind given, LegsKind wanted)
{
	if (given != wanted)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("trade legs of double precision and of numeric do not mix"),
				 errhint("Give the values of all rows one type.")));
}

static void
AddToLeg(LegsKind kind, LegSum *sum, Datum value)
{
	if (kind == LEGS_FLOAT8)
		ExactSumAdd(&sum->exact, DatumGetFloat8(value));
	else
		sum->numeric = sum->empty ? DatumGetNumeric(value) :
			NumericPlus(sum->numeric, DatumGetNumeric(value));
	sum->empty = false;
}

static void
MergeLeg(LegsKind kind, LegSum *sum, const LegSum *other)
{
	sum->present |= other->present;
	if (other->empty)
		return;
	if (kind == LEGS_NUMERIC)
		AddToLeg(kind, sum, NumericGetDatum(other->numeric));
	else
	{
		for (int k = 0; k < other->exact.nlanes; k++)
			AddToLeg(kind, sum, Float8GetDatum(other->exact.lane[k]));
		if (fabs(ExactSumRound(&sum->exact)) >= LEG_LIMIT)
			float_overflow_error();
	}
}

static void
RaisePartialFlow(const TradeFlow *flow, text *given)
{
	bool		exports = flow->leg == LEG_EXPORTS;

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("trade flow \"%s\" is a part of \"%s\" and would be counted twice",
					text_to_cstring(given), exports ? "X" : "M"),
			 errdetail(exports ?
					   "Exports (X) include re-exports (RX), domestic exports (DX) and goods before and after processing (XIP, XOP)." :
					   "Imports (M) include re-imports (RM), foreign imports (FM) and goods before and after processing (MIP, MOP)."),
			 flow->role == ROLE_RETRADE ?
			 errhint("Leave such rows out, or give a third argument: 'ignore', or 'subtract' to take RX out of X and RM out of M.") :
			 errhint("Leave such rows out, or give a third argument: 'ignore'.")));
}

/*
 * Offices that number their flows do not agree: 1 is imports to Comtrade and
 * Eurostat, and exports to Japan's customs.
 */
static void
RaiseUnknownFlow(const text *given)
{
	char	   *flow = text_to_cstring(given);
	bool		is_number = flow[0] != '\0' && strspn(flow, "0123456789 ") == strlen(flow);

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown trade flow \"%s\"", flow),
			 is_number ?
			 errhint("Numbers of flows differ: 1 is imports to UN Comtrade and Eurostat, and exports to Japan's customs. Say whose they are with flow_from(number, 'comtrade').") :
			 errhint("Use X, export or exports, and M, import or imports, in any case.")));
}

static PartialFlows
CheckPartialFlows(text *name)
{
	PartialFlows partial;

	if (!FindPartialFlows(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name), &partial))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown treatment of partial flows \"%s\"",
						text_to_cstring(name)),
				 errhint("Use 'refuse', 'ignore' or 'subtract'. A third argument that is text is this treatment; a partner must be of its type, partner::partner_code.")));
	return partial;
}

/*
 * A total must not be added to its parts, and a partner that nobody knows may
 * be a total.
 */
static void
CheckPartner(FunctionCallInfo fcinfo)
{
	char		code[PARTNER_TEXT_SIZE];

	if (PG_ARGISNULL(3))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("partner of a trade flow must not be null"),
				 errhint("It may be a total of others: leave such rows out, or give the partner that they are of.")));
	if (!PartnerIsAggregate(PG_GETARG_PARTNERCODE(3)))
		return;
	PartnerToText(PG_GETARG_PARTNERCODE(3), code);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("partner \"%s\" is an aggregate and would be counted twice",
					code),
			 errhint("Leave such rows out: WHERE NOT partner_is_aggregate(partner).")));
}

/*
 * Where argument 1 belongs by argument 3, if there is one.  False for a flow
 * to be passed over.
 */
static bool
GetFlow(FunctionCallInfo fcinfo, bool has_partner, TradeLeg *leg, int *sign)
{
	text	   *given = PG_GETARG_TEXT_PP(1);
	const TradeFlow *flow = FindTradeFlow(VARDATA_ANY(given), VARSIZE_ANY_EXHDR(given));
	PartialFlows partial = PARTIAL_REFUSE;

	if (has_partner)
		CheckPartner(fcinfo);
	else if (PG_NARGS() > 3 && !PG_ARGISNULL(3))
		partial = CheckPartialFlows(PG_GETARG_TEXT_PP(3));
	if (flow == NULL)
		RaiseUnknownFlow(given);
	if (!FlowSign(flow, partial, sign))
		RaisePartialFlow(flow, given);
	*leg = flow->leg;
	return *sign != 0;
}

/*
 * Adds to a float8 state in place, or, in the rare case that its lanes do not
 * suffice, returns a new one.
 */
static TradeLegs *
AddFloat8(TradeLegs *legs, TradeLeg leg, double value)
{
	double	   *lanes = LegLanes(legs, leg);
	double		rest = ExactAdd(lanes, 1, legs->num_parts[leg], value);
	LegSums		sums;

	if (rest == 0 && legs->num_parts[leg] > 0)
		return legs;
	if (legs->num_parts[leg] < legs->room)
	{
		lanes[legs->num_parts[leg]++] = rest;
		return legs;
	}
	UnpackTradeLegs(legs, &sums);
	sums.leg[leg].exact.nlanes = ExactSettle(lanes, 1, legs->num_parts[leg], rest,
											 sums.leg[leg].exact.lane);
	return PackTradeLegs(&sums);
}

static Datum
AddFloat8Row(FunctionCallInfo fcinfo, bool has_partner)
{
	TradeLegs  *legs;
	TradeLeg	leg;
	int			sign;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || !GetFlow(fcinfo, has_partner, &leg, &sign))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	legs = PG_ARGISNULL(0) ? NewFloat8Legs(LEGS_FIRST_ROOM) :
		(TradeLegs *) SummaryForUpdate(fcinfo);
	AssertCheckLegs(legs);
	CheckSameKind((LegsKind) legs->kind, LEGS_FLOAT8);
	legs->present[leg] |= sign > 0;
	PG_RETURN_POINTER(AddFloat8(legs, leg,
								sign * CheckExact(PG_GETARG_FLOAT8(2), "a trade balance") + 0.0));
}

Datum
trade_legs_add_float8(PG_FUNCTION_ARGS)
{
	return AddFloat8Row(fcinfo, false);
}

Datum
trade_legs_add_partner_float8(PG_FUNCTION_ARGS)
{
	return AddFloat8Row(fcinfo, true);
}

static Datum
AddNumericRow(FunctionCallInfo fcinfo, bool has_partner)
{
	Numeric		value;
	LegSums		sums;
	TradeLeg	leg;
	int			sign;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || !GetFlow(fcinfo, has_partner, &leg, &sign))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	value = CheckFiniteNumeric(PG_GETARG_NUMERIC(2), "a trade balance");
	if (sign < 0)
		value = NumericMinus(int64_to_numeric(0), value);
	if (PG_ARGISNULL(0))
	{
		memset(&sums, 0, sizeof(sums));
		sums.kind = LEGS_NUMERIC;
		sums.leg[LEG_EXPORTS].empty = sums.leg[LEG_IMPORTS].empty = true;
	}
	else
		UnpackTradeLegs(PG_GETARG_TRADE_LEGS(0), &sums);
	CheckSameKind(sums.kind, LEGS_NUMERIC);
	sums.leg[leg].present |= sign > 0;
	AddToLeg(LEGS_NUMERIC, &sums.leg[leg], NumericGetDatum(value));
	PG_RETURN_POINTER(PackTradeLegs(&sums));
}

Datum
trade_legs_add_numeric(PG_FUNCTION_ARGS)
{
	return AddNumericRow(fcinfo, false);
}

Datum
trade_legs_add_partner_numeric(PG_FUNCTION_ARGS)
{
	return AddNumericRow(fcinfo, true);
}

Datum
trade_legs_combine(PG_FUNCTION_ARGS)
{
	LegSums		sums;
	LegSums		others;

	if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_DATUM(PG_GETARG_DATUM(PG_ARGISNULL(0) ? 1 : 0));
	UnpackTradeLegs(PG_GETARG_TRADE_LEGS(0), &sums);
	UnpackTradeLegs(PG_GETARG_TRADE_LEGS(1), &others);
	CheckSameKind(others.kind, sums.kind);
	for (int leg = 0; leg < NUM_LEGS; leg++)
		MergeLeg(sums.kind, &sums.leg[leg], &others.leg[leg]);
	PG_RETURN_POINTER(PackTradeLegs(&sums));
}

/*
 * Reads the state; false where a leg is missing.
 */
static bool
GetSums(FunctionCallInfo fcinfo, LegsKind kind, LegSums *sums)
{
	UnpackTradeLegs(PG_GETARG_TRADE_LEGS(0), sums);
	CheckSameKind(sums->kind, kind);
	return sums->leg[LEG_EXPORTS].present && sums->leg[LEG_IMPORTS].present;
}

/*
 * Exports plus sign times imports, rounded once.
 */
static double
SignedTotal(const LegSums *sums, int sign)
{
	const ExactSum *imports = &sums->leg[LEG_IMPORTS].exact;
	ExactSum	total = sums->leg[LEG_EXPORTS].exact;

	for (int k = 0; k < imports->nlanes; k++)
		ExactSumAdd(&total, sign * imports->lane[k]);
	return CheckResult(ExactSumRound(&total));
}

static double
LegValue(const LegSums *sums, TradeLeg leg)
{
	return CheckResult(ExactSumRound(&sums->leg[leg].exact));
}

Datum
trade_legs_balance_float8(PG_FUNCTION_ARGS)
{
	LegSums		sums;

	if (!GetSums(fcinfo, LEGS_FLOAT8, &sums))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(SignedTotal(&sums, -1));
}

Datum
trade_legs_total_float8(PG_FUNCTION_ARGS)
{
	LegSums		sums;

	if (!GetSums(fcinfo, LEGS_FLOAT8, &sums))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(SignedTotal(&sums, 1));
}

Datum
trade_legs_coverage_float8(PG_FUNCTION_ARGS)
{
	LegSums		sums;

	if (!GetSums(fcinfo, LEGS_FLOAT8, &sums) || LegValue(&sums, LEG_IMPORTS) == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(LegValue(&sums, LEG_EXPORTS) / LegValue(&sums, LEG_IMPORTS)));
}

Datum
trade_legs_normalized_float8(PG_FUNCTION_ARGS)
{
	LegSums		sums;

	if (!GetSums(fcinfo, LEGS_FLOAT8, &sums) || SignedTotal(&sums, 1) == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(SignedTotal(&sums, -1) / SignedTotal(&sums, 1)));
}

static Datum
NumericAnswer(FunctionCallInfo fcinfo, NumericLegsFunction function)
{
	LegSums		sums;
	Numeric		result;

	if (!GetSums(fcinfo, LEGS_NUMERIC, &sums) ||
		!function(sums.leg[LEG_EXPORTS].numeric, sums.leg[LEG_IMPORTS].numeric,
				  &result))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(result);
}

Datum
trade_legs_balance_numeric(PG_FUNCTION_ARGS)
{
	return NumericAnswer(fcinfo, NumericTradeBalance);
}

Datum
trade_legs_total_numeric(PG_FUNCTION_ARGS)
{
	return NumericAnswer(fcinfo, NumericTradeTotal);
}

Datum
trade_legs_coverage_numeric(PG_FUNCTION_ARGS)
{
	return NumericAnswer(fcinfo, NumericCoverageRatio);
}

Datum
trade_legs_normalized_numeric(PG_FUNCTION_ARGS)
{
	return NumericAnswer(fcinfo, NumericNormalizedBalance);
}
