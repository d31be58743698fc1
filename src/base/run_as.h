/*
 * run_as.h
 *		Queries of ours, run with somebody's rights and nobody's settings.
 *
 * A source or a hierarchy is read with the rights of the role that declared it,
 * whoever calls; the tables of the extension are read and written with their
 * owner's.  Both happen in a security-restricted context with search_path
 * pinned, because what is read may be a view, a column default or an operator
 * that someone else wrote; row policies that would hide rows are an error, and
 * the styles in which values are written are ours.
 *
 * Every name in such a query is schema-qualified and quoted, every value is a
 * parameter.
 */
#ifndef BASE_RUN_AS_H
#define BASE_RUN_AS_H

#include "base/compat.h"

#include "executor/spi.h"

typedef struct RestrictedCall
{
	Oid			saved_user;
	int			saved_context;
	int			nest_level;		/* of settings */
} RestrictedCall;

/*
 * Begin connects to SPI and restricts; End does the reverse.  An error in
 * between needs no End: the transaction's abort restores all.  As the owner
 * means as the owner of the extension's tables.  Raises 42704 where the role is
 * gone.
 */
extern void CheckRoleExists(Oid role);
extern void BeginAs(RestrictedCall *call, Oid role);
extern void BeginAsOwner(RestrictedCall *call);
extern void EndRestricted(RestrictedCall *call);

/*
 * Statements of ours, between Begin and End, which are right or raise.  The rows
 * are in SPI_tuptable, at most so many (0: all), and how many in SPI_processed.
 * What is not read-only sees the changes of this transaction's commands.
 */
extern void RunStatement(const char *query);
extern void RunQuery(const char *query, bool read_only, long limit);
extern void RunQueryWith(const char *query, int nargs, Oid *types, Datum *values,
						 const char *nulls, bool read_only, long limit);
extern void RunPlan(SPIPlanPtr plan, Datum *values, const char *nulls);

/*
 * The quoted, qualified name of a relation that is there, palloc'd.
 */
extern char *QualifiedRelation(Oid relation);

#endif							/* BASE_RUN_AS_H */
