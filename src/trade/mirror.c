/*
 * mirror.c
 *		Two reports of one flow, and what may have passed through a hub.
 */
#include "trade/gathered_sums.h"

#include "base/agg.h"
#include "base/number.h"
#include "base/terms.h"

PG_FUNCTION_INFO_V1(mirror_gap_add);
PG_FUNCTION_INFO_V1(mirror_gap_final);
PG_FUNCTION_INFO_V1(reroute_add);
PG_FUNCTION_INFO_V1(reroute_bound_final);
PG_FUNCTION_INFO_V1(reroute_bound_share_final);

/* of rows with both reports, and of rows with one */
enum
{
	MIRROR_IMPORTS, MIRROR_EXPORTS, IMPORTS_ONLY, EXPORTS_ONLY
};

enum
{
	REROUTE_BOUND, REROUTE_EXPORTS
};

Datum
mirror_gap_add(PG_FUNCTION_ARGS)
{
	bool		has_imports = !PG_ARGISNULL(1);
	bool		has_exports = !PG_ARGISNULL(2);
	GatheredSums *sums;

	if (!has_imports && !has_exports)
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	sums = SumsForUpdate(fcinfo, SUMS_MIRROR_GAP);
	if (has_imports)
		sums = SumsAdd(sums, has_exports ? MIRROR_IMPORTS : IMPORTS_ONLY,
					   CheckAmount(PG_GETARG_FLOAT8(1), "a mirror gap"));
	if (has_exports)
		sums = SumsAdd(sums, has_imports ? MIRROR_EXPORTS : EXPORTS_ONLY,
					   CheckAmount(PG_GETARG_FLOAT8(2), "a mirror gap"));
	if (has_imports && has_exports)
		sums->nrows++;
	PG_RETURN_POINTER(sums);
}

/*
 * Imports, exports, gap, ratio, symmetric gap, log gap, imports only, exports
 * only.  The first six are NULL where no row has both reports.
 */
Datum
mirror_gap_final(PG_FUNCTION_ARGS)
{
	GatheredSums *sums = SumsForRead(fcinfo, SUMS_MIRROR_GAP);
	double		imports = SumsValue(sums, MIRROR_IMPORTS);
	double		exports = SumsValue(sums, MIRROR_EXPORTS);
	double		term[8];

	for (int i = 0; i < 6; i++)
		term[i] = NAN;
	if (sums->nrows > 0)
	{
		term[0] = imports;
		term[1] = exports;
		term[2] = imports - exports;
		if (exports > 0)
			term[3] = imports / exports;
		if (imports + exports > 0)
			term[4] = 2 * ((imports - exports) / (imports + exports));
		if (imports > 0 && exports > 0)
			term[5] = log(imports / exports);
	}
	term[6] = SumsValue(sums, IMPORTS_ONLY);
	term[7] = SumsValue(sums, EXPORTS_ONLY);
	return TermsGetDatum(fcinfo, term, lengthof(term));
}

/*
 * What the hub did not report cannot be bounded, so that a row with one flow
 * makes the answer NULL.
 */
Datum
reroute_add(PG_FUNCTION_ARGS)
{
	GatheredSums *sums;

	if (SumsForRow(fcinfo, SUMS_REROUTE_BOUND, &sums))
	{
		double		imports = CheckAmount(PG_GETARG_FLOAT8(1), "a bound of rerouting");
		double		exports = CheckAmount(PG_GETARG_FLOAT8(2), "a bound of rerouting");

		sums = SumsAdd(sums, REROUTE_BOUND, Min(imports, exports));
		sums = SumsAdd(sums, REROUTE_EXPORTS, exports);
	}
	if (sums == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(sums);
}

Datum
reroute_bound_final(PG_FUNCTION_ARGS)
{
	GatheredSums *sums = SumsForRead(fcinfo, SUMS_REROUTE_BOUND);

	if (sums->npartial > 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(SumsValue(sums, REROUTE_BOUND)));
}

Datum
reroute_bound_share_final(PG_FUNCTION_ARGS)
{
	GatheredSums *sums = SumsForRead(fcinfo, SUMS_REROUTE_BOUND);

	if (sums->npartial > 0 || SumsValue(sums, REROUTE_EXPORTS) == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(SumsValue(sums, REROUTE_BOUND) /
								 SumsValue(sums, REROUTE_EXPORTS)));
}
