/*
 * hs_planner.h
 *		Between the files that tell the planner about hs_code: how many rows a
 *		subtree holds, and which index condition it is.
 */
#ifndef CODES_HS_PLANNER_H
#define CODES_HS_PLANNER_H

#include "base/compat.h"
#include "codes/hs.h"

#include "nodes/pathnodes.h"
#include "nodes/supportnodes.h"

/*
 * For a parent that is not known, between a heading's share (1/1200) and a
 * chapter's (1/96).
 */
#define HS_DEFAULT_SEL 0.005

/* the arguments of a call, whichever way round they were written */
typedef struct HsSides
{
	Node	   *code;
	Node	   *parent;
} HsSides;

/*
 * The arguments by their roles; code_arg is the place (0 or 1) of the code.
 */
static inline HsSides
HsGetSides(List *args, int code_arg)
{
	HsSides		sides;

	sides.code = (Node *) list_nth(args, code_arg);
	sides.parent = (Node *) list_nth(args, 1 - code_arg);
	return sides;
}

/*
 * Are these two codes, or (array) a code and an array of codes?  An estimator is
 * told nothing about the operator that it was attached to, and anybody may
 * attach it to one of other types.  self is the estimator, beside which the
 * type lives.
 */
extern bool HsArgsAreCodes(List *args, bool array, Oid self);

/*
 * The share of rows (or, with varRelid 0, of pairs of rows) for which
 * code <@ parent holds.  funcid is the function that would be called, for the
 * check that the user may see the statistics.
 */
extern double HsEstimateSubtree(PlannerInfo *root, HsSides sides, int varRelid,
								Oid funcid);

/*
 * The same for a join clause.
 */
extern double HsEstimateJoin(PlannerInfo *root, HsSides sides, Oid funcid,
							 JoinType jointype, SpecialJoinInfo *sjinfo);

/*
 * The share of rows that lie within any of these disjoint subtrees.
 */
extern double HsEstimateRoots(PlannerInfo *root, Node *code,
							  const HsCode *roots, int nroots,
							  int varRelid, Oid funcid);

/*
 * "code >= first AND code <= last" in the operators of the index that the
 * planner asks about; NIL where the index has none.  first and last must be
 * constant to the index.
 */
extern List *HsMakeRangeCondition(SupportRequestIndexCondition *request,
								  Node *code, Expr *first, Expr *last);

#endif							/* CODES_HS_PLANNER_H */
