/*
 * vintage_type.h
 *		What a vintage may be: a date, a timestamp, a period, a running number.
 */
#ifndef VINTAGE_VINTAGE_TYPE_H
#define VINTAGE_VINTAGE_TYPE_H

#include "base/compat.h"

/* types whose order is that of the integers that they are made of */
typedef enum VintageKind
{
	VINTAGE_INTEGER,
	VINTAGE_DATE,
	VINTAGE_TIMESTAMP,
	VINTAGE_TIMESTAMPTZ,
	VINTAGE_PERIOD
} VintageKind;

#define NUM_VINTAGE_KINDS 5

/* as the text forms of states have them */
extern const char *const vintage_kind_names[NUM_VINTAGE_KINDS];

/* how to read vintages of a type */
typedef struct VintageType
{
	Oid			type;
	VintageKind kind;
} VintageType;

/*
 * The type of argument argno; looked up once a query and kept in fn_extra.
 * Raises 42804 for a type that no vintage has.
 */
extern const VintageType *GetVintageType(FunctionCallInfo fcinfo, int argno);

extern int64 VintageFromDatum(Datum datum, const VintageType *type);

/*
 * As its type's output function has it.
 */
extern char *VintageToCString(int64 vintage, VintageKind kind);

/*
 * Could this number, from outside, be a vintage?
 */
extern bool IsVintage(VintageKind kind, int64 vintage);

#endif							/* VINTAGE_VINTAGE_TYPE_H */
