/*
 * reach.h
 *		Whose code runs when a relation is read.
 *
 * A view, a type, a cast or an index expression runs functions, and these run
 * with the rights of whoever reads.  A steward reads what he chose to read; a
 * superuser, who may do anything, must not read what others wrote.
 */
#ifndef CELLS_REACH_H
#define CELLS_REACH_H

#include "base/compat.h"

/*
 * Raises 42501 where the role is a superuser and something that reading the
 * relation runs belongs to a role that is none.  To be called before such a
 * role reads it.
 */
extern void CheckReach(Oid role, Oid relation);

#endif							/* CELLS_REACH_H */
