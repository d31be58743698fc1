/*
 * maintained_places.h
 *		What the tables of a summary keep while statements alter them.
 */
#ifndef MAINTAIN_MAINTAINED_PLACES_H
#define MAINTAIN_MAINTAINED_PLACES_H

#include "base/compat.h"

#include "maintain/maintained.h"

/*
 * After a statement that altered the tables in a list: raises 55000 where one of the
 * summary's is not any more what is written to.
 */
extern void CheckPlaces(const Maintained *m, const List *altered, const Node *statement);

/*
 * After one that dropped something: raises 2BP01 where it took the index of keys, and
 * 55000 where it took a key with it.
 */
extern void CheckIndexStays(const Maintained *m);

#endif							/* MAINTAIN_MAINTAINED_PLACES_H */
