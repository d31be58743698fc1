/*
 * maintained_keeper.h
 *		Brings rows that come and go to a summary.
 */
#ifndef MAINTAIN_MAINTAINED_KEEPER_H
#define MAINTAIN_MAINTAINED_KEEPER_H

#include "base/compat.h"

#include "executor/spi.h"
#include "maintain/maintained.h"

/*
 * Between BeginAs() the owner of the summary and EndRestricted(): runs a plan,
 * or a query, of ApplyQuery() or FoldQuery(), and deletes the keys that no row is
 * left of.  Raises 22023 where rows go that are not there.  ApplyText raises 55000
 * where the index of keys is lost; for ApplyPlan that is the caller's to check.
 */
extern void ApplyPlan(const Maintained *m, SPIPlanPtr plan);
extern void ApplyText(const Maintained *m, const char *query);

/*
 * As the owner of the summary: adds or takes back all rows that are in a
 * relation and not in its children.  Raises 25001 in a transaction that may not
 * see all of them.
 */
extern void ApplyRelation(const Maintained *m, Oid relation, bool added);

/*
 * Raises 25001 for an isolation level at which a new query does not see what
 * others have committed.
 */
extern void CheckSeesAll(const Maintained *m);

/*
 * The role whose rights the summary has.  Raises 42501 where its table and the
 * source have come to different owners.
 */
extern Oid	KeepingRole(const Maintained *m);

/*
 * Raise 55000 where a column that the expressions use is gone, has another type
 * or, as the caller knows of the one, other values.  CheckMeaning, with
 * search_path pinned, does so too where their text has come to mean another
 * function.
 */
extern void CheckColumnStays(const Maintained *m, int column, bool replaced);
extern void CheckColumnsStay(const Maintained *m);
extern void CheckMeaning(const Maintained *m, Oid role);

#endif							/* MAINTAIN_MAINTAINED_KEEPER_H */
