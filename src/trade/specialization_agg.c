/*
 * specialization_agg.c
 *		Aggregates over rows of two flows, one row a product or a partner.
 *
 * A row of which one flow is NULL is not left out, which would overstate what
 * two countries have in common, nor taken for 0: the answer is NULL.  A row of
 * two NULLs is no row.
 */
#include "base/number.h"
#include "rows/gathered_rows.h"

#include "trade/specialization_math.h"
#include "trade/gathered_sums.h"

PG_FUNCTION_INFO_V1(share_pairs_add);
PG_FUNCTION_INFO_V1(shares_in_common_final);
PG_FUNCTION_INFO_V1(share_distance_final);
PG_FUNCTION_INFO_V1(diversification_unctad_final);
PG_FUNCTION_INFO_V1(intra_industry_add);
PG_FUNCTION_INFO_V1(grubel_lloyd_final);
PG_FUNCTION_INFO_V1(grubel_lloyd_adjusted_final);
PG_FUNCTION_INFO_V1(marginal_iit_add);
PG_FUNCTION_INFO_V1(marginal_iit_final);

static const RowKind share_pairs = {2, false, 0};

/* the sums of Grubel and Lloyd */
enum
{
	IIT_EXPORTS, IIT_IMPORTS, IIT_OVERLAP
};

/* and those of the marginal index: of min(|dx|, |dm|) of one sign, and of all */
enum
{
	MIIT_MATCHED, MIIT_ALL
};

Datum
share_pairs_add(PG_FUNCTION_ARGS)
{
	GatheredRows *rows;
	GatheredRow row;

	if (PG_ARGISNULL(1) && PG_ARGISNULL(2))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	rows = RowsForUpdate(fcinfo, share_pairs);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
	{
		rows->npartial++;
		PG_RETURN_POINTER(rows);
	}
	row.value[0] = CheckAmount(PG_GETARG_FLOAT8(1), "an index of shares");
	row.value[1] = CheckAmount(PG_GETARG_FLOAT8(2), "an index of shares");
	PG_RETURN_POINTER(AddRow(rows, &row));
}

/*
 * The shares of the rows gathered, which are pairs of doubles and nothing
 * besides.  False where the answer is NULL.
 */
static bool
GetShares(FunctionCallInfo fcinfo, ShareVectors *shares)
{
	GatheredRows *rows = RowsForRead(fcinfo, share_pairs);

	return rows->npartial == 0 &&
		DescribeShares(shares, (const double *) rows->data, rows->nrows);
}

Datum
shares_in_common_final(PG_FUNCTION_ARGS)
{
	ShareVectors shares;

	if (!GetShares(fcinfo, &shares))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(100 * SharesInCommon(&shares));
}

Datum
share_distance_final(PG_FUNCTION_ARGS)
{
	ShareVectors shares;

	if (!GetShares(fcinfo, &shares))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(ShareDistance(&shares));
}

Datum
diversification_unctad_final(PG_FUNCTION_ARGS)
{
	ShareVectors shares;

	if (!GetShares(fcinfo, &shares))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(ShareDistance(&shares) / 2);
}

/*
 * |x - m| = x + m - 2 min(x, m), so that three sums, which lose nothing, do for
 * both indices.
 */
Datum
intra_industry_add(PG_FUNCTION_ARGS)
{
	GatheredSums *sums;

	if (SumsForRow(fcinfo, SUMS_INTRA_INDUSTRY, &sums))
	{
		double		exports = CheckAmount(PG_GETARG_FLOAT8(1), "an index of intra-industry trade");
		double		imports = CheckAmount(PG_GETARG_FLOAT8(2), "an index of intra-industry trade");

		sums = SumsAdd(sums, IIT_EXPORTS, exports);
		sums = SumsAdd(sums, IIT_IMPORTS, imports);
		sums = SumsAdd(sums, IIT_OVERLAP, Min(exports, imports));
	}
	if (sums == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(sums);
}

/* 1 - sum |x - m| / sum (x + m) */
Datum
grubel_lloyd_final(PG_FUNCTION_ARGS)
{
	GatheredSums *sums = SumsForRead(fcinfo, SUMS_INTRA_INDUSTRY);
	double		total = SumsValue(sums, IIT_EXPORTS) + SumsValue(sums, IIT_IMPORTS);

	if (sums->npartial > 0 || total == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(2 * SumsValue(sums, IIT_OVERLAP) / total));
}

/* [sum (x + m) - sum |x - m|] / [sum (x + m) - |X - M|] */
Datum
grubel_lloyd_adjusted_final(PG_FUNCTION_ARGS)
{
	GatheredSums *sums = SumsForRead(fcinfo, SUMS_INTRA_INDUSTRY);
	double		balanced = Min(SumsValue(sums, IIT_EXPORTS), SumsValue(sums, IIT_IMPORTS));

	if (sums->npartial > 0 || balanced == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(SumsValue(sums, IIT_OVERLAP) / balanced));
}

/*
 * |dx| + |dm| - |dx - dm| is 2 min(|dx|, |dm|) where both changes have one sign,
 * and 0 where they have not.
 */
Datum
marginal_iit_add(PG_FUNCTION_ARGS)
{
	GatheredSums *sums;

	if (SumsForRow(fcinfo, SUMS_MARGINAL_IIT, &sums))
	{
		double		exports = CheckExact(PG_GETARG_FLOAT8(1), "an index of intra-industry trade");
		double		imports = CheckExact(PG_GETARG_FLOAT8(2), "an index of intra-industry trade");

		if ((exports > 0) == (imports > 0))
			sums = SumsAdd(sums, MIIT_MATCHED, Min(fabs(exports), fabs(imports)));
		sums = SumsAdd(sums, MIIT_ALL, fabs(exports));
		sums = SumsAdd(sums, MIIT_ALL, fabs(imports));
	}
	if (sums == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(sums);
}

/* 1 - sum |dx - dm| / sum (|dx| + |dm|) */
Datum
marginal_iit_final(PG_FUNCTION_ARGS)
{
	GatheredSums *sums = SumsForRead(fcinfo, SUMS_MARGINAL_IIT);

	if (sums->npartial > 0 || SumsValue(sums, MIIT_ALL) == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(2 * SumsValue(sums, MIIT_MATCHED) /
								 SumsValue(sums, MIIT_ALL)));
}
