/*
 * beside_text.c
 *		"value = text" becomes "value = value" while a query is simplified.
 *
 * A function of SQL would be put in place of its call by the server itself, and
 * most of the operators beside text are such.  Equality is not: "= ANY (array)"
 * calls the function for each row and element, and that must be cheap.
 */
#include "base/compat.h"

#include "access/stratnum.h"
#include "catalog/pg_am.h"
#include "catalog/pg_type.h"
#include "commands/defrem.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"
#include "utils/lsyscache.h"

PG_FUNCTION_INFO_V1(eq_text_support);
PG_FUNCTION_INFO_V1(ne_text_support);

/*
 * "=" or "<>" of two values of the type; InvalidOid where it has no order.
 */
static Oid
EqualityOf(Oid type, bool negated)
{
	Oid			opclass = GetDefaultOpClass(type, BTREE_AM_OID);
	Oid			equals = InvalidOid;

	if (OidIsValid(opclass))
		equals = get_opfamily_member(get_opclass_family(opclass), type, type,
									 BTEqualStrategyNumber);
	return negated && OidIsValid(equals) ? get_negator(equals) : equals;
}

/*
 * The argument itself, or the value that its text is read as.
 */
static Expr *
ReadAs(PlannerInfo *root, Node *argument, Oid type)
{
	CoerceViaIO *read = makeNode(CoerceViaIO);

	if (exprType(argument) == type)
		return (Expr *) argument;
	read->arg = (Expr *) argument;
	read->resulttype = type;
	read->coerceformat = COERCE_EXPLICIT_CAST;
	read->location = -1;
	return (Expr *) eval_const_expressions(root, (Node *) read);
}

/*
 * The call with its text read as a value of the other argument's type; NULL
 * where neither argument is text, or both are.
 */
static Node *
EqualityBesideText(PlannerInfo *root, FuncExpr *call, bool negated)
{
	Node	   *left = linitial(call->args);
	Node	   *right = lsecond(call->args);
	bool		left_is_text = exprType(left) == TEXTOID;
	Oid			type = exprType(left_is_text ? right : left);
	Oid			operator;
	OpExpr	   *clause;

	if (left_is_text == (exprType(right) == TEXTOID))
		return NULL;
	operator = EqualityOf(type, negated);
	if (!OidIsValid(operator))
		return NULL;
	clause = (OpExpr *) make_opclause(operator, BOOLOID, false,
									  ReadAs(root, left, type),
									  ReadAs(root, right, type),
									  InvalidOid, InvalidOid);
	set_opfuncid(clause);
	return (Node *) clause;
}

static Datum
AnswerPlanner(Node *request, bool negated)
{
	SupportRequestSimplify *simplify = (SupportRequestSimplify *) request;

	if (!IsA(request, SupportRequestSimplify))
		PG_RETURN_POINTER(NULL);
	PG_RETURN_POINTER(EqualityBesideText(simplify->root, simplify->fcall, negated));
}

Datum
eq_text_support(PG_FUNCTION_ARGS)
{
	return AnswerPlanner((Node *) PG_GETARG_POINTER(0), false);
}

Datum
ne_text_support(PG_FUNCTION_ARGS)
{
	return AnswerPlanner((Node *) PG_GETARG_POINTER(0), true);
}
