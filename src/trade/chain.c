/*
 * chain.c
 *		product(): links of a chain multiplied without drift.
 *
 * Of numerics the product is exact, as long as a numeric can hold it.  Of
 * doubles it is the exact product rounded once: the state keeps the factors,
 * since their product has no fewer digits than they have together, and the
 * final function multiplies no further than the rounding needs.
 *
 * A chain with an unknown link has no end: a NULL makes the product NULL.
 */
#include "rows/gathered_rows.h"

#include "base/agg.h"
#include "base/number.h"
#include "miscadmin.h"
#include "trade/chain_math.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(product_add_float8);
PG_FUNCTION_INFO_V1(product_final_float8);
PG_FUNCTION_INFO_V1(product_add_numeric);
PG_FUNCTION_INFO_V1(product_combine_numeric);
PG_FUNCTION_INFO_V1(product_final_numeric);

/* decimals that a numeric can hold */
#define MAX_NUMERIC_SCALE 16383

static const RowKind factors = {1, false, 0};

Datum
product_add_float8(PG_FUNCTION_ARGS)
{
	GatheredRows *rows = RowsForUpdate(fcinfo, factors);
	GatheredRow row;

	if (PG_ARGISNULL(1))
	{
		rows->npartial++;
		PG_RETURN_POINTER(rows);
	}
	row.value[0] = CheckExact(CheckFinite(PG_GETARG_FLOAT8(1), "product"), "a product");
	PG_RETURN_POINTER(AddRow(rows, &row));
}

/*
 * With as many words as are needed, which are hardly ever more than the first
 * ones; all factors together have no more than one word each.
 */
Datum
product_final_float8(PG_FUNCTION_ARGS)
{
	GatheredRows *rows = RowsForRead(fcinfo, factors);
	const double *factor = (const double *) rows->data;
	int64		nwords = FIRST_PRODUCT_WORDS;
	double		result;

	if (rows->npartial > 0 || rows->nrows == 0)
		PG_RETURN_NULL();
	for (;; nwords *= 2)
	{
		LongProduct product;

		StartProduct(&product, (uint32 *)
					 MemoryContextAllocHuge(CurrentMemoryContext,
											(nwords + SPARE_PRODUCT_WORDS) * sizeof(uint32)),
					 nwords);
		for (int32 i = 0; i < rows->nrows; i++)
		{
			CHECK_FOR_INTERRUPTS();
			MultiplyBy(&product, factor[i]);
		}
		if (RoundProduct(&product, &result))
			break;
		pfree(product.word);
	}
	PG_RETURN_FLOAT8(CheckResult(result));
}

/*
 * numeric rounds without a word what has more decimals than it can hold.
 */
static Numeric
MultiplyExactly(Numeric a, Numeric b)
{
	int			scale = DatumGetInt32(DirectFunctionCall1(numeric_scale, NumericGetDatum(a))) +
		DatumGetInt32(DirectFunctionCall1(numeric_scale, NumericGetDatum(b)));

	if (scale > MAX_NUMERIC_SCALE)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a product has more decimals than numeric can hold"),
				 errdetail("It has %d.", scale),
				 errhint("Round the factors, or multiply them as double precision, which rounds once.")));
	return DatumGetNumeric(DirectFunctionCall2(numeric_mul, NumericGetDatum(a),
											   NumericGetDatum(b)));
}

/* NaN, which no factor may be, says that one was NULL */
static Datum
MultiplyStates(Numeric a, Numeric b)
{
	if (numeric_is_nan(a))
		PG_RETURN_NUMERIC(a);
	if (numeric_is_nan(b))
		PG_RETURN_NUMERIC(b);
	PG_RETURN_NUMERIC(MultiplyExactly(CheckFiniteNumeric(a, "product"),
									  CheckFiniteNumeric(b, "product")));
}

Datum
product_add_numeric(PG_FUNCTION_ARGS)
{
	Numeric		factor;

	if (PG_ARGISNULL(1))
		return DirectFunctionCall3(numeric_in, CStringGetDatum("NaN"),
								   ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
	factor = CheckFiniteNumeric(PG_GETARG_NUMERIC(1), "product");
	if (PG_ARGISNULL(0))
		PG_RETURN_NUMERIC(factor);
	return MultiplyStates(PG_GETARG_NUMERIC(0), factor);
}

Datum
product_combine_numeric(PG_FUNCTION_ARGS)
{
	return MultiplyStates(PG_GETARG_NUMERIC(0), PG_GETARG_NUMERIC(1));
}

Datum
product_final_numeric(PG_FUNCTION_ARGS)
{
	Numeric		product = PG_GETARG_NUMERIC(0);

	if (numeric_is_nan(product))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(product);
}
