/*
 * compat.h
 *		What differs between the server versions that we build on.
 *
 * Every file of ours includes this first, in place of postgres.h and fmgr.h.
 * It is the only place where PG_VERSION_NUM may be asked (test/lint checks).
 */
#ifndef BASE_COMPAT_H
#define BASE_COMPAT_H

#include "postgres.h"

#if PG_VERSION_NUM < 150000
#error "trade_labor needs PostgreSQL 15 or newer"
#endif

#include "fmgr.h"

/* where messages are looked for in the reader's language (po/) */
#undef TEXTDOMAIN
#define TEXTDOMAIN PG_TEXTDOMAIN("trade_labor")

#if PG_VERSION_NUM < 160000

/*
 * The library is built with hidden visibility.  Before 16 the server's macros
 * do not mark SQL-callable functions as exported, so we do.
 */
#undef PGDLLEXPORT
#define PGDLLEXPORT __attribute__((visibility("default")))
#undef PG_FUNCTION_INFO_V1
#define PG_FUNCTION_INFO_V1(funcname) \
	extern PGDLLEXPORT Datum funcname(PG_FUNCTION_ARGS); \
	extern PGDLLEXPORT const Pg_finfo_record *CppConcat(pg_finfo_, funcname)(void); \
	const Pg_finfo_record * \
	CppConcat(pg_finfo_, funcname)(void) \
	{ \
		static const Pg_finfo_record my_finfo = {1}; \
		return &my_finfo; \
	} \
	extern int no_such_variable

/*
 * Soft errors came with 16.  Before, the one source line raises.
 */
#define ereturn(context, dummy_value, ...) \
	do { \
		(void) (context); \
		ereport(ERROR, __VA_ARGS__); \
		return dummy_value; \
	} while (0)
#define SOFT_ERROR_OCCURRED(context) ((void) (context), false)
#define HAVE_SOFT_ERRORS 0

struct Node;

static inline bool
DirectInputFunctionCallSafe(PGFunction function, char *text, Oid typioparam,
							int32 typmod, struct Node *escontext, Datum *result)
{
	(void) escontext;
	*result = DirectFunctionCall3(function, CStringGetDatum(text),
								  ObjectIdGetDatum(typioparam),
								  Int32GetDatum(typmod));
	return true;
}

#else							/* PG_VERSION_NUM >= 160000 */

#include "nodes/miscnodes.h"
#include "varatt.h"

#define HAVE_SOFT_ERRORS 1

#endif

/* which indexes the new version of a row is missing in: before 16, just whether it is */
#if PG_VERSION_NUM < 160000
#define TU_UpdateIndexes bool
#define TU_None false
#define EnterNewVersion(relation, slot, estate, indexes) \
	ExecInsertIndexTuples(relation, slot, estate, true, false, NULL, NIL)
#elif PG_VERSION_NUM < 190000
#define EnterNewVersion(relation, slot, estate, indexes) \
	ExecInsertIndexTuples(relation, slot, estate, true, false, NULL, NIL, \
						  (indexes) == TU_Summarizing)
#else
#define EnterNewVersion(relation, slot, estate, indexes) \
	ExecInsertIndexTuples(relation, estate, EIIT_IS_UPDATE | \
						  ((indexes) == TU_Summarizing ? EIIT_ONLY_SUMMARIZING : 0), \
						  slot, NIL, NULL)
#endif

/* 19 has options */
#if PG_VERSION_NUM < 190000
#define PutNewVersion(relation, tid, slot, command, snapshot, failure, mode, indexes) \
	table_tuple_update(relation, tid, slot, command, snapshot, InvalidSnapshot, true, \
					   failure, mode, indexes)
#define RemoveVersion(relation, tid, command, snapshot, failure) \
	table_tuple_delete(relation, tid, command, snapshot, InvalidSnapshot, true, failure, false)
#else
#define PutNewVersion(relation, tid, slot, command, snapshot, failure, mode, indexes) \
	table_tuple_update(relation, tid, slot, command, 0, snapshot, InvalidSnapshot, true, \
					   failure, mode, indexes)
#define RemoveVersion(relation, tid, command, snapshot, failure) \
	table_tuple_delete(relation, tid, command, 0, snapshot, InvalidSnapshot, true, failure)
#endif

/* 18 counts searches, and 19 has options */
#if PG_VERSION_NUM < 180000
#define BeginIndexScan(heap, index, snapshot, nkeys) \
	index_beginscan(heap, index, snapshot, nkeys, 0)
#elif PG_VERSION_NUM < 190000
#define BeginIndexScan(heap, index, snapshot, nkeys) \
	index_beginscan(heap, index, snapshot, NULL, nkeys, 0)
#else
#define BeginIndexScan(heap, index, snapshot, nkeys) \
	index_beginscan(heap, index, snapshot, NULL, nkeys, 0, 0)
#endif

/* 17 can give a generated column another expression */
#if PG_VERSION_NUM < 170000
#define IsSetExpression(subtype) ((void) (subtype), false)
#else
#define IsSetExpression(subtype) ((subtype) == AT_SetExpression)
#endif

/* 17 may ask for stronger ones as well */
#if PG_VERSION_NUM < 170000
#define HoldsLock(tag, mode) LockHeldByMe(tag, mode)
#else
#define HoldsLock(tag, mode) LockHeldByMe(tag, mode, false)
#endif

/* IGNORE NULLS of window functions (base/window.h), a jsonb in a struct (base/json.h) */
#define HAVE_NULL_TREATMENT (PG_VERSION_NUM >= 190000)
#define HAVE_JSONB_IN_STATE (PG_VERSION_NUM >= 190000)

/* 18 has pg_noreturn, which stands before the declaration, in its place */
#ifndef pg_attribute_noreturn
#define pg_attribute_noreturn() __attribute__((noreturn))
#endif

#endif							/* BASE_COMPAT_H */
