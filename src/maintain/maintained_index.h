/*
 * maintained_index.h
 *		The index of keys, by which a summary finds its rows.
 */
#ifndef MAINTAIN_MAINTAINED_INDEX_H
#define MAINTAIN_MAINTAINED_INDEX_H

#include "base/compat.h"

#include "maintain/maintained.h"

/*
 * Has each combination of so many keys one row by this index, NULL being a key like
 * others?  The keys are the first columns of its table.
 */
extern bool IsKeyIndex(Relation index, int nkeys);

extern bool HasKeyIndex(const Maintained *m);

/*
 * Raises 55000 where the kept table has none any more, and no statement could tell
 * new keys from others.
 */
extern void CheckKeyIndex(const Maintained *m);

/*
 * As the owner of the summary, with SPI.
 */
extern void MakeKeyIndex(const Maintained *m);

#endif							/* MAINTAIN_MAINTAINED_INDEX_H */
