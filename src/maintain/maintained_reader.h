/*
 * maintained_reader.h
 *		What is read of a row, and what it is added to.
 */
#ifndef MAINTAIN_MAINTAINED_READER_H
#define MAINTAIN_MAINTAINED_READER_H

#include "base/compat.h"

#include "access/tupdesc.h"
#include "maintain/maintained.h"
#include "nodes/primnodes.h"
#include "utils/typcache.h"

/* the two states of a key */
enum
{
	ROWS_COME,
	ROWS_GO,
	NSTATES
};

typedef struct KeyType
{
	TypeCacheEntry *type;
	Oid			collation;
} KeyType;

typedef struct RowReader
{
	int			nkeys;
	KeyType    *key;
	List	   *targets;		/* of keys and arguments */
	List	   *condition;
	Oid			transition;
	Oid			final;
	Expr	   *call;			/* of the transition function, for its types */
	Oid			collation;
	TupleDesc	changes;		/* columns k1, k2, ..., added, removed */
} RowReader;

/*
 * How the rows of a relation, the source or a part of it, are read: in the
 * memory of the caller, good for as long as the declaration and the relation
 * stay.  NULL where a key has a type that cannot be hashed.  With search_path
 * pinned.
 */
extern RowReader *MakeRowReader(const Maintained *m, Oid relation);

#endif							/* MAINTAIN_MAINTAINED_READER_H */
