/*
 * hs_text.c
 *		HS codes beside text: what an index compares, and LIKE.
 *
 * All codes that begin with the same digits, be there an even number of them or
 * not, are one range.  While the query is simplified, the support function
 * turns
 *
 *		code LIKE '870%'	into	code >= '87' after its digits AND code <= ...
 *
 * where the pattern is a constant and nothing but a prefix; every index then
 * serves, and the row estimate is that of a range.
 */
#include "base/compat.h"
#include "codes/hs.h"

#include "access/stratnum.h"
#include "catalog/pg_am.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "commands/defrem.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "optimizer/clauses.h"
#include "optimizer/optimizer.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

PG_FUNCTION_INFO_V1(try_hs);
PG_FUNCTION_INFO_V1(hs_code_eq_text);
PG_FUNCTION_INFO_V1(text_eq_hs_code);
PG_FUNCTION_INFO_V1(hs_code_ne_text);
PG_FUNCTION_INFO_V1(text_ne_hs_code);
PG_FUNCTION_INFO_V1(hs_code_cmp_text);
PG_FUNCTION_INFO_V1(text_cmp_hs_code);
PG_FUNCTION_INFO_V1(hs_code_cmp_texts);
PG_FUNCTION_INFO_V1(hs_like);
PG_FUNCTION_INFO_V1(hs_like_support);

/*
 * A code in a text argument; raises 22P02.
 */
static HsCode
GetHsText(FunctionCallInfo fcinfo, int argno)
{
	text	   *given = PG_GETARG_TEXT_PP(argno);
	HsCode		code = 0;

	if (HsScan(VARDATA_ANY(given), VARSIZE_ANY_EXHDR(given), &code) != HS_OK)
		HsFromCString(text_to_cstring(given), &code, NULL);
	return code;
}

Datum
try_hs(PG_FUNCTION_ARGS)
{
	text	   *given = PG_GETARG_TEXT_PP(0);
	HsCode		code;

	if (HsScan(VARDATA_ANY(given), VARSIZE_ANY_EXHDR(given), &code) != HS_OK)
		PG_RETURN_NULL();
	PG_RETURN_HSCODE(code);
}

Datum
hs_code_eq_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PG_GETARG_HSCODE(0) == GetHsText(fcinfo, 1));
}

Datum
text_eq_hs_code(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(GetHsText(fcinfo, 0) == PG_GETARG_HSCODE(1));
}

Datum
hs_code_ne_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PG_GETARG_HSCODE(0) != GetHsText(fcinfo, 1));
}

Datum
text_ne_hs_code(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(GetHsText(fcinfo, 0) != PG_GETARG_HSCODE(1));
}

static Datum
CompareCodes(HsCode a, HsCode b)
{
	PG_RETURN_INT32(HsCompare(&a, &b));
}

Datum
hs_code_cmp_text(PG_FUNCTION_ARGS)
{
	return CompareCodes(PG_GETARG_HSCODE(0), GetHsText(fcinfo, 1));
}

Datum
text_cmp_hs_code(PG_FUNCTION_ARGS)
{
	return CompareCodes(GetHsText(fcinfo, 0), PG_GETARG_HSCODE(1));
}

Datum
hs_code_cmp_texts(PG_FUNCTION_ARGS)
{
	return CompareCodes(GetHsText(fcinfo, 0), GetHsText(fcinfo, 1));
}

/*
 * The pattern without what may stand between two pairs of digits, which no
 * code prints and every code reads.
 */
static text *
PatternOfDigits(const text *given)
{
	int			len = VARSIZE_ANY_EXHDR(given);
	text	   *pattern = palloc(VARHDRSZ + len);
	char	   *end = VARDATA(pattern);

	for (int i = 0; i < len; i++)
	{
		char		c = VARDATA_ANY(given)[i];

		if (c != '.' && c != ' ')
			*end++ = c;
	}
	SET_VARSIZE(pattern, end - (char *) pattern);
	return pattern;
}

Datum
hs_like(PG_FUNCTION_ARGS)
{
	char		digits[HS_TEXT_SIZE];
	int			len = HsPrint(PG_GETARG_HSCODE(0), false, digits);

	return DirectFunctionCall2Coll(textlike, C_COLLATION_OID,
								   PointerGetDatum(cstring_to_text_with_len(digits, len)),
								   PointerGetDatum(PatternOfDigits(PG_GETARG_TEXT_PP(1))));
}

/*
 * The codes that a pattern takes; false unless it is digits and then "%".
 */
static bool
RangeOfPattern(const text *given, HsRange *range)
{
	text	   *pattern = PatternOfDigits(given);
	int			len = VARSIZE_ANY_EXHDR(pattern);

	return len > 0 && VARDATA_ANY(pattern)[len - 1] == '%' &&
		HsPrefixRange(VARDATA_ANY(pattern), len - 1, range);
}

static Node *
MakeBound(Node *code, Oid family, int strategy, HsCode bound)
{
	Oid			type = exprType(code);
	Oid			operator = get_opfamily_member(family, type, type, strategy);
	OpExpr	   *clause;

	clause = (OpExpr *) make_opclause(operator, BOOLOID, false,
									  (Expr *) copyObject(code),
									  (Expr *) makeConst(type, -1, InvalidOid,
														 sizeof(HsCode), HsCodeGetDatum(bound),
														 false, FLOAT8PASSBYVAL),
									  InvalidOid, InvalidOid);
	set_opfuncid(clause);
	return (Node *) clause;
}

/*
 * The range in place of a call; NULL to leave it as it is.
 */
static Node *
SimplifyLike(FuncExpr *call)
{
	Node	   *code = linitial(call->args);
	Node	   *pattern = lsecond(call->args);
	HsRange		range;
	Oid			opclass;
	Oid			family;

	if (!IsA(pattern, Const) || ((Const *) pattern)->constisnull ||
		!RangeOfPattern(DatumGetTextPP(((Const *) pattern)->constvalue), &range))
		return NULL;
	if (contain_mutable_functions(code) || contain_subplans(code))
		return NULL;
	opclass = GetDefaultOpClass(exprType(code), BTREE_AM_OID);
	if (!OidIsValid(opclass))
		return NULL;
	family = get_opclass_family(opclass);
	return (Node *) make_andclause(list_make2(MakeBound(code, family, BTGreaterEqualStrategyNumber,
														range.first),
											  MakeBound(code, family, BTLessEqualStrategyNumber,
														range.last)));
}

Datum
hs_like_support(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);

	if (IsA(request, SupportRequestSimplify))
		PG_RETURN_POINTER(SimplifyLike(((SupportRequestSimplify *) request)->fcall));
	PG_RETURN_POINTER(NULL);
}
