/*
 * declare.h
 *		What a steward declares, read from SQL arguments.
 */
#ifndef RECORD_DECLARE_H
#define RECORD_DECLARE_H

#include "base/compat.h"
#include "cells/scan.h"

#include "utils/array.h"

/*
 * Checks and reads the declaration, in the current memory context.  Raises
 * 42501 where the steward may not read the source, 42703 for columns that it
 * does not have, 22023 for dimensions that cannot be.
 */
extern ReleaseSpec *ReleaseSpecFromArguments(Oid source, Oid steward,
											 ArrayType *dims,
											 const char *contributor,
											 Jsonb *policy);

/*
 * What has to be read for this release alone, and which of that is what.  More
 * can be added to the arrays.
 */
extern void ReleaseScan(const ReleaseSpec *spec, ScanSpec *scan, ScanView *view);

#endif							/* RECORD_DECLARE_H */
