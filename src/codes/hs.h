/*
 * hs.h
 *		Harmonized System codes in the server: Datums and text.
 */
#ifndef CODES_HS_H
#define CODES_HS_H

#include "base/compat.h"
#include "codes/hs_fault.h"
#include "codes/hs_math.h"

#define DatumGetHsCode(X) ((HsCode) DatumGetInt64(X))
#define HsCodeGetDatum(X) Int64GetDatum(X)
#define PG_GETARG_HSCODE(n) DatumGetHsCode(PG_GETARG_DATUM(n))
#define PG_RETURN_HSCODE(x) return HsCodeGetDatum(x)

/*
 * The digits in palloc'd memory.
 */
extern char *HsToCString(HsCode code);

/*
 * Reads any accepted spelling.  On a fault reports 22P02 into escontext
 * (raises, where that is NULL) and returns false.
 */
extern bool HsFromCString(const char *text, HsCode *result,
						  struct Node *escontext);

#endif							/* CODES_HS_H */
