/*
 * hs_fault.h
 *		Why a text is no HS code, and what to do about it.
 */
#ifndef CODES_HS_FAULT_H
#define CODES_HS_FAULT_H

#include "base/compat.h"
#include "codes/hs_math.h"

/*
 * A sentence on why a text was refused; and what to do about this one, in
 * palloc'd or constant memory, NULL where nothing helps.
 */
extern const char *HsFaultDetail(HsFault fault);
extern const char *HsFaultHint(HsFault fault, const char *text);

#endif							/* CODES_HS_FAULT_H */
