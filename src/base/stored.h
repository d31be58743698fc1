/*
 * stored.h
 *		Columns of the extension's own tables, checked like user input.
 *
 * The tables belong to somebody who may change them by hand: columns may have
 * another type, be NULL where they never are, or hold arrays of another shape.
 * Each function reads one column of a row of SPI_tuptable, and raises XX001,
 * naming table, row and column, where it is not what it should be.  Results are
 * in the memory of whoever connected to SPI.
 */
#ifndef BASE_STORED_H
#define BASE_STORED_H

#include "base/compat.h"

#include "datatype/timestamp.h"
#include "utils/array.h"
#include "utils/jsonb.h"

/* table: its name, for messages; row from 0, column from 1 */
extern bool StoredBool(const char *table, uint64 row, int column);
extern int32 StoredInt4(const char *table, uint64 row, int column);
extern int64 StoredInt8(const char *table, uint64 row, int column);
extern TimestampTz StoredTimestampTz(const char *table, uint64 row, int column);
extern Jsonb *StoredJsonb(const char *table, uint64 row, int column);

/* of type oid or one of the types that stand for OIDs */
extern Oid	StoredOid(const char *table, uint64 row, int column);

/* the second one is NULL where the column is */
extern char *StoredText(const char *table, uint64 row, int column);
extern char *StoredTextOrNull(const char *table, uint64 row, int column);

/* of len bytes, or of any number where that is -1 */
extern bytea *StoredBytes(const char *table, uint64 row, int column, int len);

/*
 * An array of this element type with at most one dimension.  The second one
 * gives the strings of a text[], with NULLs where these are allowed.
 */
extern ArrayType *StoredArray(const char *table, uint64 row, int column,
							  Oid element_type, bool may_have_nulls);
extern char **StoredTexts(const char *table, uint64 row, int column,
						  bool may_have_nulls, int *n);

/*
 * Raises XX001 about a column for a reason of the caller's, a sentence.
 */
extern void RaiseStored(const char *table, uint64 row, int column,
						const char *what) pg_attribute_noreturn();

#endif							/* BASE_STORED_H */
