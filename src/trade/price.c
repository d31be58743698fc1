/*
 * price.c
 *		Indices of prices and quantities between two periods, and what they
 *		explain of a change in value.
 *
 * A row is a product with price and quantity in the base and in the new period.
 * It matches where all four are known and above 0; only such rows make an
 * index.  A period of a row is absent where price and quantity are NULL, and
 * unknown where one of them is: then nobody knows its value, and whatever
 * speaks of all products, matched or not, is NULL.
 *
 * Products p q are kept with their rounding errors and summed exactly, so that
 * each sum is rounded once whatever the plan, and Fisher's price and quantity
 * index multiply to the ratio of values within the rounding of the last steps.
 *
 * Sources: I. Fisher, The Making of Index Numbers, 1922; L. Tornqvist, Bank of
 * Finland Monthly Bulletin 10 (1936), 1-8; T. L. Bennet, "The theory of
 * measurement of changes in cost of living", Journal of the Royal Statistical
 * Society 83 (1920), 455-462; Producer Price Index Manual, IMF 2004, chapter 15.
 */
#include "trade/gathered_sums.h"

#include "base/agg.h"
#include "base/number.h"
#include "base/terms.h"

PG_FUNCTION_INFO_V1(price_add);
PG_FUNCTION_INFO_V1(laspeyres_final);
PG_FUNCTION_INFO_V1(laspeyres_quantity_final);
PG_FUNCTION_INFO_V1(paasche_final);
PG_FUNCTION_INFO_V1(paasche_quantity_final);
PG_FUNCTION_INFO_V1(fisher_final);
PG_FUNCTION_INFO_V1(fisher_quantity_final);
PG_FUNCTION_INFO_V1(matched_share_final);
PG_FUNCTION_INFO_V1(bennet_final);
PG_FUNCTION_INFO_V1(tornqvist_add);
PG_FUNCTION_INFO_V1(tornqvist_quantity_add);
PG_FUNCTION_INFO_V1(tornqvist_final);
PG_FUNCTION_INFO_V1(unit_value_add);
PG_FUNCTION_INFO_V1(unit_value_final);
PG_FUNCTION_INFO_V1(quantity_coverage_final);

/* p0 q0, p1 q0, p0 q1, p1 q1 of what matches, and the values of what does not */
enum
{
	P0Q0, P1Q0, P0Q1, P1Q1, EXIT, ENTRY
};

/* values of what matches, and values times logarithms of ratios */
enum
{
	BASE_VALUE, NEW_VALUE, BASE_LOGS, NEW_LOGS
};

/* of rows with a quantity; the value of those without */
enum
{
	MEASURED_VALUE, QUANTITY, UNMEASURED_VALUE
};

/* price and quantity of a product in one period */
typedef enum SideKind
{
	SIDE_ABSENT,
	SIDE_UNKNOWN,
	SIDE_KNOWN
} SideKind;

typedef struct Side
{
	SideKind	kind;
	double		p;
	double		q;
} Side;

static Side
GetSide(FunctionCallInfo fcinfo, int first)
{
	bool		p_is_null = PG_ARGISNULL(first);
	bool		q_is_null = PG_ARGISNULL(first + 1);
	Side		side = {SIDE_KNOWN, 0, 0};

	if (p_is_null || q_is_null)
		side.kind = p_is_null && q_is_null ? SIDE_ABSENT : SIDE_UNKNOWN;
	if (!p_is_null)
		side.p = CheckAmount(PG_GETARG_FLOAT8(first), "a price index");
	if (!q_is_null)
		side.q = CheckAmount(PG_GETARG_FLOAT8(first + 1), "a price index");
	return side;
}

static bool
SidesMatch(const Side *base, const Side *new)
{
	return base->kind == SIDE_KNOWN && new->kind == SIDE_KNOWN &&
		base->p > 0 && base->q > 0 && new->p > 0 && new->q > 0;
}

static GatheredSums *
AddProduct(GatheredSums *sums, int i, double p, double q)
{
	double		error;
	double		product = CheckExact(TwoProduct(p, q, &error), "a price index");

	return SumsAdd(SumsAdd(sums, i, product), i, error);
}

Datum
price_add(PG_FUNCTION_ARGS)
{
	Side		base = GetSide(fcinfo, 1);
	Side		new = GetSide(fcinfo, 3);
	GatheredSums *sums;

	if (base.kind == SIDE_ABSENT && new.kind == SIDE_ABSENT)
		return UnchangedState(fcinfo);
	sums = SumsForUpdate(fcinfo, SUMS_PRICE_INDEX);
	if (SidesMatch(&base, &new))
	{
		sums->nrows++;
		sums = AddProduct(sums, P0Q0, base.p, base.q);
		sums = AddProduct(sums, P1Q0, new.p, base.q);
		sums = AddProduct(sums, P0Q1, base.p, new.q);
		sums = AddProduct(sums, P1Q1, new.p, new.q);
		PG_RETURN_POINTER(sums);
	}
	if (base.kind == SIDE_UNKNOWN || new.kind == SIDE_UNKNOWN)
		sums->npartial++;
	if (base.kind == SIDE_KNOWN)
		sums = AddProduct(sums, EXIT, base.p, base.q);
	if (new.kind == SIDE_KNOWN)
		sums = AddProduct(sums, ENTRY, new.p, new.q);
	PG_RETURN_POINTER(sums);
}

/*
 * The ratio of two sums over what matches; NULL where nothing does.
 */
static Datum
RatioOfSums(FunctionCallInfo fcinfo, int above, int below)
{
	GatheredSums *sums = SumsForRead(fcinfo, SUMS_PRICE_INDEX);

	if (sums->nrows == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(SumsValue(sums, above) / SumsValue(sums, below)));
}

static double
GeometricMean(double a, double b)
{
	double		product = a * b;

	return isnormal(product) ? sqrt(product) : sqrt(a) * sqrt(b);
}

static Datum
FisherOfSums(FunctionCallInfo fcinfo, int laspeyres, int paasche)
{
	GatheredSums *sums = SumsForRead(fcinfo, SUMS_PRICE_INDEX);

	if (sums->nrows == 0)
		PG_RETURN_NULL();
	/* a state from outside may hold negative sums, which have no mean */
	PG_RETURN_FLOAT8(CheckResult(GeometricMean(SumsValue(sums, laspeyres) / SumsValue(sums, P0Q0),
											   SumsValue(sums, P1Q1) / SumsValue(sums, paasche))));
}

Datum
laspeyres_final(PG_FUNCTION_ARGS)
{
	return RatioOfSums(fcinfo, P1Q0, P0Q0);
}

Datum
laspeyres_quantity_final(PG_FUNCTION_ARGS)
{
	return RatioOfSums(fcinfo, P0Q1, P0Q0);
}

Datum
paasche_final(PG_FUNCTION_ARGS)
{
	return RatioOfSums(fcinfo, P1Q1, P0Q1);
}

Datum
paasche_quantity_final(PG_FUNCTION_ARGS)
{
	return RatioOfSums(fcinfo, P1Q1, P1Q0);
}

Datum
fisher_final(PG_FUNCTION_ARGS)
{
	return FisherOfSums(fcinfo, P1Q0, P0Q1);
}

Datum
fisher_quantity_final(PG_FUNCTION_ARGS)
{
	return FisherOfSums(fcinfo, P0Q1, P1Q0);
}

Datum
matched_share_final(PG_FUNCTION_ARGS)
{
	GatheredSums *sums = SumsForRead(fcinfo, SUMS_PRICE_INDEX);
	double		matched = SumsValue(sums, P0Q0) + SumsValue(sums, P1Q1);
	double		total = matched + (SumsValue(sums, EXIT) + SumsValue(sums, ENTRY));

	if (sums->npartial > 0 || total == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(matched / total));
}

/*
 * Half of a sum of four: (a + b - c - d) / 2, of the exact sums, rounded once.
 */
static double
HalfDifference(const GatheredSums *sums, int a, int b, int c, int d)
{
	const int	term[] = {a, b, c, d};
	ExactSum	sum;

	sum.nlanes = 0;
	for (int i = 0; i < 4; i++)
	{
		const double *lane = sums->lane + term[i] * sums->room;

		for (int k = 0; k < sums->nlanes[term[i]]; k++)
			ExactSumAdd(&sum, i < 2 ? lane[k] : -lane[k]);
	}
	return ExactSumRound(&sum) / 2;
}

/*
 * sum (q0 + q1) (p1 - p0) / 2 and sum (p0 + p1) (q1 - q0) / 2, multiplied out.
 * The change is the sum of the terms as they are returned, from left to right,
 * so that they add up to the last bit.
 */
Datum
bennet_final(PG_FUNCTION_ARGS)
{
	GatheredSums *sums = SumsForRead(fcinfo, SUMS_PRICE_INDEX);
	double		term[5];

	if (sums->npartial > 0)
		PG_RETURN_NULL();
	term[0] = HalfDifference(sums, P1Q0, P1Q1, P0Q0, P0Q1);
	term[1] = HalfDifference(sums, P0Q1, P1Q1, P0Q0, P1Q0);
	term[2] = SumsValue(sums, ENTRY);
	term[3] = SumsValue(sums, EXIT);
	term[4] = term[0] + term[1] + term[2] - term[3];
	return TermsGetDatum(fcinfo, term, lengthof(term));
}

/*
 * With V0 = sum v0 and V1 = sum v1, the sum of (v0 / V0 + v1 / V1) / 2 times
 * ln(ratio) is half of sum v0 ln / V0 + sum v1 ln / V1: one pass does.
 */
static Datum
AddTornqvist(FunctionCallInfo fcinfo, bool of_quantities)
{
	Side		base = GetSide(fcinfo, 1);
	Side		new = GetSide(fcinfo, 3);
	GatheredSums *sums;
	double		log_ratio;

	if (!SidesMatch(&base, &new))
		return UnchangedState(fcinfo);
	log_ratio = log(of_quantities ? new.q / base.q : new.p / base.p);
	sums = SumsForUpdate(fcinfo, SUMS_TORNQVIST);
	sums->nrows++;
	sums = AddProduct(sums, BASE_VALUE, base.p, base.q);
	sums = AddProduct(sums, NEW_VALUE, new.p, new.q);
	sums = AddProduct(sums, BASE_LOGS, base.p * base.q, log_ratio);
	sums = AddProduct(sums, NEW_LOGS, new.p * new.q, log_ratio);
	PG_RETURN_POINTER(sums);
}

Datum
tornqvist_add(PG_FUNCTION_ARGS)
{
	return AddTornqvist(fcinfo, false);
}

Datum
tornqvist_quantity_add(PG_FUNCTION_ARGS)
{
	return AddTornqvist(fcinfo, true);
}

Datum
tornqvist_final(PG_FUNCTION_ARGS)
{
	GatheredSums *sums = SumsForRead(fcinfo, SUMS_TORNQVIST);
	double		base;
	double		new;

	if (sums->nrows == 0)
		PG_RETURN_NULL();
	base = SumsValue(sums, BASE_LOGS) / SumsValue(sums, BASE_VALUE);
	new = SumsValue(sums, NEW_LOGS) / SumsValue(sums, NEW_VALUE);
	PG_RETURN_FLOAT8(CheckResult(exp((base + new) / 2)));
}

/*
 * A value without a quantity has no part in the unit value; how much of it
 * there is can be asked.
 */
Datum
unit_value_add(PG_FUNCTION_ARGS)
{
	double		value = 0;
	double		quantity = 0;
	GatheredSums *sums;

	if (PG_ARGISNULL(1) && PG_ARGISNULL(2))
		return UnchangedState(fcinfo);
	if (!PG_ARGISNULL(1))
		value = CheckAmount(PG_GETARG_FLOAT8(1), "a unit value");
	if (!PG_ARGISNULL(2))
		quantity = CheckAmount(PG_GETARG_FLOAT8(2), "a unit value");
	sums = SumsForUpdate(fcinfo, SUMS_UNIT_VALUE);
	if (PG_ARGISNULL(1))
		sums->npartial++;
	else if (quantity == 0)
		sums = SumsAdd(sums, UNMEASURED_VALUE, value);
	else
	{
		sums->nrows++;
		sums = SumsAdd(sums, MEASURED_VALUE, value);
		sums = SumsAdd(sums, QUANTITY, quantity);
	}
	PG_RETURN_POINTER(sums);
}

Datum
unit_value_final(PG_FUNCTION_ARGS)
{
	GatheredSums *sums = SumsForRead(fcinfo, SUMS_UNIT_VALUE);

	if (sums->nrows == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(SumsValue(sums, MEASURED_VALUE) / SumsValue(sums, QUANTITY)));
}

Datum
quantity_coverage_final(PG_FUNCTION_ARGS)
{
	GatheredSums *sums = SumsForRead(fcinfo, SUMS_UNIT_VALUE);
	double		total = SumsValue(sums, MEASURED_VALUE) + SumsValue(sums, UNMEASURED_VALUE);

	if (sums->npartial > 0 || total == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(SumsValue(sums, MEASURED_VALUE) / total));
}
