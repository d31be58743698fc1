/*
 * hs_array.c
 *		code <@ array: does a code lie within any of several?
 *
 * The answer is that of "code <@ ANY (array)", except that a NULL code has none
 * even where the array is empty.  The server asks no support
 * function about that form, which is therefore always a filter; so here is an
 * operator that takes the array as a whole.  An index condition cannot be an
 * OR, but a clause can.  A constant array is therefore turned, while the query
 * is simplified, into
 *
 *		code <@ a OR code <@ b OR ...
 *
 * of which each arm finds its index (a bitmap OR).  Nothing here may change an
 * answer: what cannot be shown to be equivalent is left alone.
 */
#include "base/compat.h"
#include "codes/hs_planner.h"

#include "catalog/pg_operator.h"
#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/clauses.h"
#include "optimizer/optimizer.h"
#include "utils/array.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

/*
 * Every arm of the OR costs an index scan, or a function call for every row
 * where there is no index.  Above, the sorted array is searched row by row
 * between its first code and its last.
 */
#define HS_MAX_ARMS 32

PG_FUNCTION_INFO_V1(hs_within_array);
PG_FUNCTION_INFO_V1(hs_within_array_support);
PG_FUNCTION_INFO_V1(hs_within_array_sel);

/* the roots of the array that hs_within_array() saw last */
typedef struct HsRootCache
{
	ArrayType  *array;			/* a copy of it */
	int			nroots;
	bool		has_null;
	HsCode		root[FLEXIBLE_ARRAY_MEMBER];
} HsRootCache;

/*
 * Reads an array's codes and prunes them to roots, in the given context.
 */
static HsRootCache *
MakeRootCache(ArrayType *array, MemoryContext context)
{
	int			nitems = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	HsRootCache *cache = MemoryContextAlloc(context,
											offsetof(HsRootCache, root) +
											nitems * sizeof(HsCode));
	ArrayIterator iterator = array_create_iterator(array, 0, NULL);
	Datum		element;
	bool		isnull;

	cache->nroots = 0;
	cache->has_null = false;
	while (array_iterate(iterator, &element, &isnull))
	{
		if (isnull)
			cache->has_null = true;
		else
			cache->root[cache->nroots++] = DatumGetHsCode(element);
	}
	array_free_iterator(iterator);
	cache->nroots = HsRoots(cache->root, cache->nroots);
	cache->array = MemoryContextAlloc(context, VARSIZE(array));
	memcpy(cache->array, array, VARSIZE(array));
	return cache;
}

/*
 * The roots of the array, taken from the call before where that had the very
 * same array.  Compared by content: a call's expression does not tell, as
 * PL/pgSQL evaluates one expression with a variable that changes.
 */
static HsRootCache *
GetRoots(FmgrInfo *flinfo, ArrayType *array)
{
	HsRootCache *cache = flinfo->fn_extra;

	if (cache != NULL && VARSIZE(cache->array) == VARSIZE(array) &&
		memcmp(cache->array, array, VARSIZE(array)) == 0)
		return cache;
	flinfo->fn_extra = NULL;
	if (cache != NULL)
	{
		pfree(cache->array);
		pfree(cache);
	}
	cache = MakeRootCache(array, flinfo->fn_mcxt);
	flinfo->fn_extra = cache;
	return cache;
}

/*
 * True, or else NULL when an element is NULL, or else false.
 */
Datum
hs_within_array(PG_FUNCTION_ARGS)
{
	HsCode		code = PG_GETARG_HSCODE(0);
	HsRootCache *cache = GetRoots(fcinfo->flinfo, PG_GETARG_ARRAYTYPE_P(1));

	if (HsWithinRoots(code, cache->root, cache->nroots))
		PG_RETURN_BOOL(true);
	if (cache->has_null)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(false);
}

/*
 * The roots of an array that is constant and not NULL, or else NULL.
 */
static HsRootCache *
ConstantRoots(Node *array)
{
	if (!IsA(array, Const) || ((Const *) array)->constisnull)
		return NULL;
	return MakeRootCache(DatumGetArrayTypeP(((Const *) array)->constvalue),
						 CurrentMemoryContext);
}

static Expr *
MakeHsConst(HsCode code, Oid type)
{
	return (Expr *) makeConst(type, -1, InvalidOid, sizeof(HsCode),
							  HsCodeGetDatum(code), false, FLOAT8PASSBYVAL);
}

/*
 * The OR of one arm for each code of a constant array, or NULL where that
 * would not be the same, or not be worth it.
 */
static Node *
SimplifyArrayCall(FuncExpr *call)
{
	Node	   *code = linitial(call->args);
	Node	   *array = lsecond(call->args);
	Oid			type = get_element_type(exprType(array));
	HsRootCache *given = ConstantRoots(array);
	List	   *arms = NIL;
	Oid			within;

	/* a NULL among the codes, or none at all, is for the function to judge */
	if (given == NULL || given->has_null || given->nroots == 0 ||
		given->nroots > HS_MAX_ARMS)
		return NULL;
	if (contain_mutable_functions(code) || contain_subplans(code))
		return NULL;
	/* the operator of one code, in the schema where the extension lives */
	within = GetSysCacheOid4(OPERNAMENSP, Anum_pg_operator_oid,
							 CStringGetDatum("<@"),
							 ObjectIdGetDatum(type), ObjectIdGetDatum(type),
							 ObjectIdGetDatum(get_func_namespace(call->funcid)));
	if (!OidIsValid(within))
		return NULL;

	for (int i = 0; i < given->nroots; i++)
	{
		OpExpr	   *arm = (OpExpr *) make_opclause(within, BOOLOID, false,
												   copyObject((Expr *) code),
												   MakeHsConst(given->root[i], type),
												   InvalidOid, InvalidOid);

		set_opfuncid(arm);
		arms = lappend(arms, arm);
	}
	return list_length(arms) == 1 ? linitial(arms) : (Node *) make_orclause(arms);
}

/*
 * For an array too long for an OR: the range from its first code to its last,
 * within which every row is checked.
 */
static Node *
MakeSpanCondition(SupportRequestIndexCondition *request)
{
	List	   *args = IsA(request->node, OpExpr) ?
		((OpExpr *) request->node)->args : ((FuncExpr *) request->node)->args;
	HsRootCache *given = ConstantRoots(lsecond(args));
	Oid			type = get_element_type(exprType(lsecond(args)));
	HsCode		last;

	if (request->indexarg != 0 || given == NULL || given->nroots == 0)
		return NULL;
	last = HsSubtree(given->root[given->nroots - 1]).last;
	request->lossy = true;
	return (Node *) HsMakeRangeCondition(request, linitial(args),
										 MakeHsConst(given->root[0], type),
										 MakeHsConst(last, type));
}

static double
EstimateArray(PlannerInfo *root, List *args, int varRelid, Oid funcid)
{
	HsRootCache *given = ConstantRoots(estimate_expression_value(root, lsecond(args)));

	/* as the server assumes of arrays that it does not know: ten elements */
	if (given == NULL)
		return 10 * HS_DEFAULT_SEL;
	return HsEstimateRoots(root, linitial(args), given->root, given->nroots,
						   varRelid, funcid);
}

Datum
hs_within_array_support(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);

	if (IsA(request, SupportRequestSimplify))
		PG_RETURN_POINTER(SimplifyArrayCall(((SupportRequestSimplify *) request)->fcall));
	if (IsA(request, SupportRequestIndexCondition))
		PG_RETURN_POINTER(MakeSpanCondition((SupportRequestIndexCondition *) request));
	if (IsA(request, SupportRequestSelectivity))
	{
		SupportRequestSelectivity *estimate = (SupportRequestSelectivity *) request;

		estimate->selectivity = EstimateArray(estimate->root, estimate->args,
											  estimate->is_join ? 0 : estimate->varRelid,
											  estimate->funcid);
		PG_RETURN_POINTER(request);
	}
	PG_RETURN_POINTER(NULL);
}

Datum
hs_within_array_sel(PG_FUNCTION_ARGS)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	Oid			funcid = get_opcode(PG_GETARG_OID(1));
	List	   *args = (List *) PG_GETARG_POINTER(2);

	if (!HsArgsAreCodes(args, true, fcinfo->flinfo->fn_oid))
		PG_RETURN_FLOAT8(HS_DEFAULT_SEL);
	PG_RETURN_FLOAT8(EstimateArray(root, args, PG_GETARG_INT32(3), funcid));
}
