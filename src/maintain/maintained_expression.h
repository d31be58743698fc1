/*
 * maintained_expression.h
 *		Expressions over a row of the source: read once, kept as exact text.
 *
 * A row must add and take back the same whenever it comes and goes, and
 * whoever writes it, so an expression may depend on the row alone, and its text
 * must mean the same to every search_path.  Functions of other schemas can be
 * given an overload that fits better, so what an expression calls is kept
 * beside its text, and compared when it is read again.
 */
#ifndef MAINTAIN_MAINTAINED_EXPRESSION_H
#define MAINTAIN_MAINTAINED_EXPRESSION_H

#include "base/compat.h"

#include "nodes/nodes.h"
#include "nodes/pg_list.h"
#include "nodes/primnodes.h"

typedef struct Expression
{
	Node	   *node;
	char	   *name;			/* that a SELECT would give the column */
} Expression;

/*
 * Reads the text of an expression with the search_path as it is.  "what" names
 * it in messages: "key 1", "the period".  Raises 42601 unless it is one
 * expression, 42P17 unless it depends on the row alone, and what the server
 * raises for names and types.
 */
extern Expression ReadExpression(Oid source, const char *text, const char *what);

/*
 * A condition, as above.
 */
extern Node *ReadCondition(Oid source, const char *text);

/*
 * A call of an aggregate over expressions that were read and checked before.
 */
extern Aggref *ReadAggregate(Oid source, const char *text);

/*
 * The node as one of a type that the argument n (0 or 1) of the kind's aggregate
 * may have.  Raises 42804.  kind: a MaintainedKind.
 */
extern Node *CoerceArgument(Node *node, int kind, int n);

/*
 * The text to keep.  To be called with search_path pinned.
 */
extern char *ExpressionText(Oid source, Node *node);

/*
 * The text to run: the mark in place of the extension's schema replaced.
 */
extern char *RunnableText(const char *kept);

/*
 * The user-defined functions that some expressions call, as texts to keep in
 * order; and the columns of the source that they use.
 */
extern char **FunctionTexts(List *nodes, int *n);
extern char **ColumnNames(Oid source, List *nodes, int *n);
extern char *ColumnType(Oid source, const char *column);

/*
 * Raises 42501 where the role is a superuser and one of the functions is not
 * a superuser's own.
 */
extern void CheckFunctionsReach(List *nodes, Oid role);

#endif							/* MAINTAIN_MAINTAINED_EXPRESSION_H */
