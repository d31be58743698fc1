/*
 * maintained_change.h
 *		Brings the states of a statement to a summary.
 */
#ifndef MAINTAIN_MAINTAINED_CHANGE_H
#define MAINTAIN_MAINTAINED_CHANGE_H

#include "base/compat.h"

#include "maintain/maintained_waiting.h"

/*
 * Both between BeginAs() the owner of the summary and EndRestricted().  Change
 * adds to and takes from the rows of the kept table, in the order of keys, and
 * raises 22023 where rows go that are not there; Enqueue appends to the delta
 * table, in any order.
 */
extern void ChangeKept(const Maintained *m, KeyChanges *changes, ChangePlans *plans);
extern void EnqueueChanges(const Maintained *m, KeyChanges *changes, ChangePlans *plans);

#endif							/* MAINTAIN_MAINTAINED_CHANGE_H */
