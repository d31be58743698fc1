/*
 * rows.h
 *		Answers that are arrays of rows.
 */
#ifndef BASE_ROWS_H
#define BASE_ROWS_H

#include "base/compat.h"

#include "access/tupdesc.h"

/*
 * An array of ndatums composite values of the element type of what the call
 * returns.
 */
extern Datum RowsToArray(Datum *datums, int ndatums, Oid rowtype);

/*
 * The row type of the elements of the array that the call returns, blessed.
 */
extern TupleDesc ElementRowType(FunctionCallInfo fcinfo);

#endif							/* BASE_ROWS_H */
