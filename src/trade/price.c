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
 * The formulas and their names are in price_math.h.  Sources of the rest: T. L.
 * Bennet, "The theory of measurement of changes in cost of living", Journal of
 * the Royal Statistical Society 83 (1920), 455-462.
 */
#include "trade/gathered_sums.h"

#include "base/agg.h"
#include "base/number.h"
#include "base/terms.h"
#include "rows/gathered_rows.h"
#include "trade/price_math.h"

PG_FUNCTION_INFO_V1(price_add);
PG_FUNCTION_INFO_V1(matched_share_final);
PG_FUNCTION_INFO_V1(bennet_final);
PG_FUNCTION_INFO_V1(tornqvist_add);
PG_FUNCTION_INFO_V1(tornqvist_quantity_add);
PG_FUNCTION_INFO_V1(walsh_add);
PG_FUNCTION_INFO_V1(walsh_quantity_add);
PG_FUNCTION_INFO_V1(weighted_price_add);
PG_FUNCTION_INFO_V1(elementary_price_add);
PG_FUNCTION_INFO_V1(price_row_add);
PG_FUNCTION_INFO_V1(price_row_quantity_add);
PG_FUNCTION_INFO_V1(unit_value_add);
PG_FUNCTION_INFO_V1(unit_value_final);
PG_FUNCTION_INFO_V1(quantity_coverage_final);

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

/*
 * A product at these prices with this weight, which may be a quantity, a value
 * or a mean of such; its ratio counts with the weight.
 */
static GatheredSums *
AddWeighted(FunctionCallInfo fcinfo, double p0, double p1, double weight)
{
	GatheredSums *sums = SumsForUpdate(fcinfo, SUMS_WEIGHTED_PRICES);

	sums->nrows++;
	sums = SumsAdd(sums, WEIGHT, weight);
	sums = AddProduct(sums, P0_WEIGHT, p0, weight);
	sums = AddProduct(sums, P1_WEIGHT, p1, weight);
	return AddProduct(sums, RATIO_WEIGHT, p1 / p0, weight);
}

static Datum
AddWalsh(FunctionCallInfo fcinfo, bool of_quantities)
{
	Side		base = GetSide(fcinfo, 1);
	Side		new = GetSide(fcinfo, 3);

	if (!SidesMatch(&base, &new))
		return UnchangedState(fcinfo);
	if (of_quantities)
		PG_RETURN_POINTER(AddWeighted(fcinfo, base.q, new.q, GeometricMean(base.p, new.p)));
	PG_RETURN_POINTER(AddWeighted(fcinfo, base.p, new.p, GeometricMean(base.q, new.q)));
}

Datum
walsh_add(PG_FUNCTION_ARGS)
{
	return AddWalsh(fcinfo, false);
}

Datum
walsh_quantity_add(PG_FUNCTION_ARGS)
{
	return AddWalsh(fcinfo, true);
}

/*
 * Reads amounts in arguments 1 and after; true where all of them are known and
 * above 0.
 */
static bool
GetAmounts(FunctionCallInfo fcinfo, double *amount, int n)
{
	bool		match = true;

	for (int i = 0; i < n; i++)
	{
		amount[i] = PG_ARGISNULL(1 + i) ? 0 :
			CheckAmount(PG_GETARG_FLOAT8(1 + i), "a price index");
		match &= amount[i] > 0;
	}
	return match;
}

Datum
weighted_price_add(PG_FUNCTION_ARGS)
{
	double		given[3];

	if (!GetAmounts(fcinfo, given, lengthof(given)))
		return UnchangedState(fcinfo);
	PG_RETURN_POINTER(AddWeighted(fcinfo, given[0], given[1], given[2]));
}

Datum
elementary_price_add(PG_FUNCTION_ARGS)
{
	double		p[2];
	double		ratio;
	GatheredSums *sums;

	if (!GetAmounts(fcinfo, p, lengthof(p)))
		return UnchangedState(fcinfo);
	ratio = CheckExact(p[1] / p[0], "a price index");
	sums = SumsForUpdate(fcinfo, SUMS_ELEMENTARY);
	sums->nrows++;
	sums = SumsAdd(sums, P0, p[0]);
	sums = SumsAdd(sums, P1, p[1]);
	sums = SumsAdd(sums, RATIOS, ratio);
	PG_RETURN_POINTER(SumsAdd(sums, LOGS, log(ratio)));
}

/*
 * For an index that must see all rows; prices and quantities exchanged where it
 * is of quantities.
 */
static Datum
AddPriceRow(FunctionCallInfo fcinfo, bool of_quantities)
{
	RowKind		kind = {PRICE_ROW, false, 0};
	double		given[PRICE_ROW];
	GatheredRow row;

	if (!GetAmounts(fcinfo, given, PRICE_ROW))
		return UnchangedState(fcinfo);
	for (int i = 0; i < PRICE_ROW; i += 2)
	{
		CheckExact(given[i] * given[i + 1], "a price index");
		row.value[i] = given[of_quantities ? i + 1 : i];
		row.value[i + 1] = given[of_quantities ? i : i + 1];
	}
	PG_RETURN_POINTER(AddRow(RowsForUpdate(fcinfo, kind), &row));
}

Datum
price_row_add(PG_FUNCTION_ARGS)
{
	return AddPriceRow(fcinfo, false);
}

Datum
price_row_quantity_add(PG_FUNCTION_ARGS)
{
	return AddPriceRow(fcinfo, true);
}

/*
 * The index of the state in argument 0; NULL where nothing matched.
 */
static Datum
FinishSums(FunctionCallInfo fcinfo, SumsKind kind, IndexOfSums index)
{
	GatheredSums *sums = SumsForRead(fcinfo, kind);
	double		sum[MAX_SUMS];

	if (sums->nrows == 0)
		PG_RETURN_NULL();
	for (int i = 0; i < sums->nsums; i++)
		sum[i] = SumsValue(sums, i);
	/* a state from outside may hold negative sums, which have no mean */
	PG_RETURN_FLOAT8(CheckResult(index(sum, sums->nrows)));
}

static Datum
FinishRows(FunctionCallInfo fcinfo, IndexOfRows index)
{
	RowKind		kind = {PRICE_ROW, false, 0};
	GatheredRows *rows = RowsForRead(fcinfo, kind);

	if (rows->nrows == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(index((const double (*)[PRICE_ROW]) rows->data, rows->nrows)));
}

/* the final functions, one for each row of the tables in price_math.h */
#define FINAL_OF_SUMS(name, kind, index) \
	PG_FUNCTION_INFO_V1(name##_final); \
	Datum name##_final(PG_FUNCTION_ARGS) { return FinishSums(fcinfo, kind, index); }

#define FINAL_OF_ROWS(name, index) \
	PG_FUNCTION_INFO_V1(name##_final); \
	Datum name##_final(PG_FUNCTION_ARGS) { return FinishRows(fcinfo, index); }

INDICES_OF_SUMS(FINAL_OF_SUMS)
INDICES_OF_ROWS(FINAL_OF_ROWS)

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
