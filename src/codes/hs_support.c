/*
 * hs_support.c
 *		How "code <@ parent" becomes an index scan.
 *
 * A plain btree or BRIN index on hs_code knows <, <=, =, >=, > only.  While the
 * planner looks for index conditions, the support functions here translate
 *
 *		code <@ parent		into	code >= parent AND code <= hs_subtree_max(parent)
 *
 * The parent may be a constant, a parameter, a sub-select, or a column of
 * another table in a nested loop.  The clause itself stays as it was written,
 * so that its row estimate is ours (hs_estimate.c).
 */
#include "base/compat.h"
#include "codes/hs_planner.h"

#include "access/stratnum.h"
#include "catalog/pg_am.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

PG_FUNCTION_INFO_V1(hs_within_support);
PG_FUNCTION_INFO_V1(hs_contains_support);

/*
 * The arguments of an operator's or a function's call.
 */
static List *
CallArgs(Node *call)
{
	if (IsA(call, OpExpr))
		return ((OpExpr *) call)->args;
	if (IsA(call, FuncExpr))
		return ((FuncExpr *) call)->args;
	return NIL;
}

/*
 * The upper end of the parent's subtree as an expression, NULL when it cannot
 * be made.  The function is looked for where the extension lives, which is
 * where the function being planned is.
 */
static Expr *
MakeSubtreeMax(Node *parent, Oid funcid)
{
	Oid			type = exprType(parent);
	oidvector  *argtypes;
	Oid			max_func;

	if (IsA(parent, Const))
	{
		Const	   *last = copyObject((Const *) parent);

		if (!last->constisnull)
			last->constvalue = HsCodeGetDatum(HsSubtree(DatumGetHsCode(last->constvalue)).last);
		return (Expr *) last;
	}
	argtypes = buildoidvector(&type, 1);
	max_func = GetSysCacheOid3(PROCNAMEARGSNSP, Anum_pg_proc_oid,
							   CStringGetDatum("hs_subtree_max"),
							   PointerGetDatum(argtypes),
							   ObjectIdGetDatum(get_func_namespace(funcid)));
	if (!OidIsValid(max_func))
		return NULL;
	return (Expr *) makeFuncExpr(max_func, type, list_make1(copyObject(parent)),
								 InvalidOid, InvalidOid, COERCE_EXPLICIT_CALL);
}

List *
HsMakeRangeCondition(SupportRequestIndexCondition *request, Node *code,
					 Expr *first, Expr *last)
{
	Oid			am = request->index->relam;
	Oid			type = exprType((Node *) first);
	Oid			ge;
	Oid			le;

	/* minmax classes of BRIN number their strategies like btree */
	if (am != BTREE_AM_OID && am != BRIN_AM_OID)
		return NIL;
	ge = get_opfamily_member(request->opfamily, type, type,
							 BTGreaterEqualStrategyNumber);
	le = get_opfamily_member(request->opfamily, type, type,
							 BTLessEqualStrategyNumber);
	if (!OidIsValid(ge) || !OidIsValid(le))
		return NIL;
	return list_make2(make_opclause(ge, BOOLOID, false, (Expr *) code, first,
									InvalidOid, InvalidOid),
					  make_opclause(le, BOOLOID, false, (Expr *) code, last,
									InvalidOid, InvalidOid));
}

/*
 * The exact index condition of code <@ parent; NIL when there is none.
 */
static List *
MakeSubtreeCondition(SupportRequestIndexCondition *request, int code_arg)
{
	List	   *args = CallArgs(request->node);
	HsSides		sides;
	Expr	   *last;

	if (list_length(args) != 2 || request->indexarg != code_arg)
		return NIL;
	sides = HsGetSides(args, code_arg);
	if (!is_pseudo_constant_for_index(request->root, sides.parent, request->index))
		return NIL;
	last = MakeSubtreeMax(sides.parent, request->funcid);
	if (last == NULL)
		return NIL;
	request->lossy = false;
	return HsMakeRangeCondition(request, sides.code, (Expr *) sides.parent, last);
}

/*
 * Answers the planner about a call whose code is at one place and whose parent
 * at the other.
 */
static Node *
AnswerPlanner(Node *request, int code_arg)
{
	if (IsA(request, SupportRequestIndexCondition))
		return (Node *) MakeSubtreeCondition((SupportRequestIndexCondition *) request,
											 code_arg);
	if (IsA(request, SupportRequestSelectivity))
	{
		SupportRequestSelectivity *estimate = (SupportRequestSelectivity *) request;
		HsSides		sides = HsGetSides(estimate->args, code_arg);

		if (estimate->is_join)
			estimate->selectivity = HsEstimateJoin(estimate->root, sides, estimate->funcid,
												   estimate->jointype, estimate->sjinfo);
		else
			estimate->selectivity = HsEstimateSubtree(estimate->root, sides,
													  estimate->varRelid, estimate->funcid);
		return request;
	}
	return NULL;
}

Datum
hs_within_support(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(AnswerPlanner((Node *) PG_GETARG_POINTER(0), 0));
}

Datum
hs_contains_support(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(AnswerPlanner((Node *) PG_GETARG_POINTER(0), 1));
}
