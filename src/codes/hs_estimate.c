/*
 * hs_estimate.c
 *		How many rows a subtree of HS codes holds, for the planner.
 *
 * Estimates come from the column's most common values and its histogram.  The
 * server's own range estimator cannot look inside a histogram bin of a type
 * that it does not know; a bin holds dozens of codes, a subtree often fewer.
 * We know that a code is a number, and interpolate.
 */
#include "base/compat.h"
#include "codes/hs_planner.h"

#include "access/htup_details.h"
#include "catalog/pg_statistic.h"
#include "catalog/pg_type.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "optimizer/pathnode.h"
#include "utils/lsyscache.h"
#include "utils/selfuncs.h"
#include "utils/syscache.h"

PG_FUNCTION_INFO_V1(hs_within_sel);
PG_FUNCTION_INFO_V1(hs_contains_sel);
PG_FUNCTION_INFO_V1(hs_within_joinsel);
PG_FUNCTION_INFO_V1(hs_contains_joinsel);

/* parents looked at to guess the mean size of a subtree */
#define HS_SAMPLE 200

/* what pg_statistic says about a column of codes */
typedef struct HsStats
{
	AttStatsSlot common;
	HsCode	   *bound;			/* of the histogram */
	int			nbounds;
	double		other_fraction; /* rows that are neither NULL nor common */
	double		floor;			/* the share of one code that is not common */
} HsStats;

/*
 * The bounds of a column's histogram as codes; none when it has none.
 */
static void
GetHistogram(VariableStatData *vardata, HsStats *stats)
{
	AttStatsSlot slot;

	stats->nbounds = 0;
	stats->bound = NULL;
	if (!get_attstatsslot(&slot, vardata->statsTuple, STATISTIC_KIND_HISTOGRAM,
						  InvalidOid, ATTSTATSSLOT_VALUES))
		return;
	stats->nbounds = slot.nvalues;
	stats->bound = palloc(slot.nvalues * sizeof(HsCode));
	for (int i = 0; i < slot.nvalues; i++)
		stats->bound[i] = DatumGetHsCode(slot.values[i]);
	free_attstatsslot(&slot);
}

/*
 * The statistics of a column; false when there are none or the user may not
 * profit by them.  Release with FreeStats().
 */
static bool
GetStats(VariableStatData *vardata, Oid funcid, HsStats *stats)
{
	double		common_fraction = 0;
	double		ndistinct;
	bool		isdefault;
	Form_pg_statistic form;

	if (!HeapTupleIsValid(vardata->statsTuple) ||
		!statistic_proc_security_check(vardata, funcid))
		return false;

	/* left empty, with no values, when there is no such slot */
	get_attstatsslot(&stats->common, vardata->statsTuple, STATISTIC_KIND_MCV,
					 InvalidOid, ATTSTATSSLOT_VALUES | ATTSTATSSLOT_NUMBERS);
	GetHistogram(vardata, stats);

	form = (Form_pg_statistic) GETSTRUCT(vardata->statsTuple);
	for (int i = 0; i < stats->common.nnumbers; i++)
		common_fraction += stats->common.numbers[i];
	stats->other_fraction = Max(1.0 - form->stanullfrac - common_fraction, 0.0);
	ndistinct = get_variable_numdistinct(vardata, &isdefault);
	stats->floor = stats->other_fraction /
		Max(ndistinct - stats->common.nvalues, 1.0);
	return true;
}

static void
FreeStats(HsStats *stats)
{
	free_attstatsslot(&stats->common);
	if (stats->bound != NULL)
		pfree(stats->bound);
}

/*
 * The share of rows within a parent's subtree.  A subtree that somebody asks
 * for is taken to hold one code at least.
 */
static double
SubtreeFraction(const HsStats *stats, HsCode parent)
{
	double		common = 0;
	double		other = 0;

	for (int i = 0; i < stats->common.nvalues; i++)
	{
		if (HsWithin(DatumGetHsCode(stats->common.values[i]), parent))
			common += stats->common.numbers[i];
	}
	if (stats->nbounds >= 2)
		other = stats->other_fraction *
			HsHistogramWithin(stats->bound, stats->nbounds, parent);
	if (common == 0)
		other = Max(other, stats->floor);
	return common + other;
}

/*
 * The mean share over the parents that the other column is known to hold,
 * the common ones by weight; -1 when nothing is known of them.  A sample of
 * both will do, where statistics are kept in great detail.
 */
static double
MeanSubtreeFraction(const HsStats *codes, const HsStats *parents)
{
	double		sum = 0;
	double		weight = 0;
	int			ncommon = Min(parents->common.nvalues, HS_SAMPLE);
	int			nbounds = Min(parents->nbounds, HS_SAMPLE);

	for (int i = 0; i < ncommon; i++)
	{
		sum += parents->common.numbers[i] *
			SubtreeFraction(codes, DatumGetHsCode(parents->common.values[i]));
		weight += parents->common.numbers[i];
	}
	for (int i = 0; i < nbounds; i++)
	{
		HsCode		bound = parents->bound[(int64) i * parents->nbounds / nbounds];

		sum += parents->other_fraction / nbounds * SubtreeFraction(codes, bound);
	}
	if (nbounds > 0)
		weight += parents->other_fraction;
	return weight > 0 ? sum / weight : -1;
}

double
HsEstimateSubtree(PlannerInfo *root, HsSides sides, int varRelid, Oid funcid)
{
	Node	   *parent = estimate_expression_value(root, sides.parent);
	VariableStatData code_data;
	VariableStatData parent_data;
	HsStats		codes;
	HsStats		parents;
	double		result = HS_DEFAULT_SEL;

	if (IsA(parent, Const) && ((Const *) parent)->constisnull)
		return 0;

	examine_variable(root, sides.code, varRelid, &code_data);
	/* also a column of another relation, which is constant to this one */
	examine_variable(root, parent, 0, &parent_data);
	if (GetStats(&code_data, funcid, &codes))
	{
		if (IsA(parent, Const))
			result = SubtreeFraction(&codes,
									 DatumGetHsCode(((Const *) parent)->constvalue));
		else if (GetStats(&parent_data, funcid, &parents))
		{
			double		mean = MeanSubtreeFraction(&codes, &parents);

			if (mean >= 0)
				result = mean;
			FreeStats(&parents);
		}
		FreeStats(&codes);
	}
	ReleaseVariableStats(code_data);
	ReleaseVariableStats(parent_data);
	CLAMP_PROBABILITY(result);
	return result;
}

double
HsEstimateRoots(PlannerInfo *root, Node *code, const HsCode *roots, int nroots,
				int varRelid, Oid funcid)
{
	VariableStatData data;
	HsStats		stats;
	double		result = nroots * HS_DEFAULT_SEL;

	examine_variable(root, code, varRelid, &data);
	if (GetStats(&data, funcid, &stats))
	{
		result = 0;
		for (int i = 0; i < nroots; i++)
			result += SubtreeFraction(&stats, roots[i]);
		FreeStats(&stats);
	}
	ReleaseVariableStats(data);
	CLAMP_PROBABILITY(result);
	return result;
}

/*
 * For a semijoin the planner asks which share of the outer rows finds any
 * match: that is bounded by the expected number of matches.
 */
double
HsEstimateJoin(PlannerInfo *root, HsSides sides, Oid funcid,
			   JoinType jointype, SpecialJoinInfo *sjinfo)
{
	double		pair = HsEstimateSubtree(root, sides, 0, funcid);
	Relids		parent_rels;
	Relids		inner_rels;
	int			inner;

	if ((jointype != JOIN_SEMI && jointype != JOIN_ANTI) || sjinfo == NULL)
		return pair;
	parent_rels = pull_varnos(root, sides.parent);
	inner_rels = bms_overlap(parent_rels, sjinfo->syn_righthand) ?
		parent_rels : pull_varnos(root, sides.code);
	if (bms_get_singleton_member(inner_rels, &inner))
		pair *= find_base_rel(root, inner)->rows;
	CLAMP_PROBABILITY(pair);
	return pair;
}

bool
HsArgsAreCodes(List *args, bool array, Oid self)
{
	Oid			type = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid,
									   CStringGetDatum("hs_code"),
									   ObjectIdGetDatum(get_func_namespace(self)));
	Oid			second;

	if (list_length(args) != 2)
		return false;
	second = exprType(lsecond(args));
	return exprType(linitial(args)) == type &&
		(array ? get_element_type(second) : second) == type;
}

/*
 * The wrappers below are what an operator's RESTRICT and JOIN call.
 */
static Datum
RestrictSelectivity(FunctionCallInfo fcinfo, int code_arg)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	Oid			funcid = get_opcode(PG_GETARG_OID(1));
	List	   *args = (List *) PG_GETARG_POINTER(2);
	int			varRelid = PG_GETARG_INT32(3);

	if (!HsArgsAreCodes(args, false, fcinfo->flinfo->fn_oid))
		PG_RETURN_FLOAT8(HS_DEFAULT_SEL);
	PG_RETURN_FLOAT8(HsEstimateSubtree(root, HsGetSides(args, code_arg),
									   varRelid, funcid));
}

static Datum
JoinSelectivity(FunctionCallInfo fcinfo, int code_arg)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	Oid			funcid = get_opcode(PG_GETARG_OID(1));
	List	   *args = (List *) PG_GETARG_POINTER(2);
	JoinType	jointype = (JoinType) PG_GETARG_INT16(3);
	SpecialJoinInfo *sjinfo = (SpecialJoinInfo *) PG_GETARG_POINTER(4);

	if (!HsArgsAreCodes(args, false, fcinfo->flinfo->fn_oid))
		PG_RETURN_FLOAT8(HS_DEFAULT_SEL);
	PG_RETURN_FLOAT8(HsEstimateJoin(root, HsGetSides(args, code_arg), funcid,
									jointype, sjinfo));
}

Datum
hs_within_sel(PG_FUNCTION_ARGS)
{
	return RestrictSelectivity(fcinfo, 0);
}

Datum
hs_contains_sel(PG_FUNCTION_ARGS)
{
	return RestrictSelectivity(fcinfo, 1);
}

Datum
hs_within_joinsel(PG_FUNCTION_ARGS)
{
	return JoinSelectivity(fcinfo, 0);
}

Datum
hs_contains_joinsel(PG_FUNCTION_ARGS)
{
	return JoinSelectivity(fcinfo, 1);
}
