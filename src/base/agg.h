/*
 * agg.h
 *		Aggregate states that are values of SQL types of our own.
 *
 * Every aggregate's STYPE is its summary's type, a flat varlena, never
 * "internal".  Parallel workers, Citus and stored columns then carry the same
 * bytes, and nothing needs to be serialized.  The price is a rule:
 *
 *		A transition or combine function may write into its first argument
 *		only when the executor calls it as such, and the first argument is
 *		then the aggregate's own copy.  In any other call the value belongs
 *		to somebody else (a row, a constant, a cursor).
 *
 * The executor keeps a by-reference state where it is when the function
 * returns the pointer it was given, and copies the whole varlena into the
 * aggregate's context (and frees the old one) when it returns another.  So a
 * state that must grow is built with palloc() in the current context, spare
 * room included in VARSIZE, and returned.
 */
#ifndef BASE_AGG_H
#define BASE_AGG_H

#include "base/compat.h"

#include "libpq/pqformat.h"
#include "nodes/nodes.h"

/*
 * AggCheckCallContext(fcinfo, NULL), without a call of its own for each row.
 */
static inline bool
IsAggregateCall(FunctionCallInfo fcinfo)
{
	return fcinfo->context != NULL &&
		(IsA(fcinfo->context, AggState) || IsA(fcinfo->context, WindowAggState));
}

/*
 * Is this a call for a window?  Where its frame moves, the server takes no NULL
 * from a transition function, not even before the first row that counts.
 */
static inline bool
IsWindowCall(FunctionCallInfo fcinfo)
{
	return fcinfo->context != NULL && IsA(fcinfo->context, WindowAggState);
}

/*
 * Argument 0 as a summary that may be written to.  Plain (neither toasted nor
 * with a short header) in any case; the aggregate's own state when called as a
 * transition or combine function, a private copy otherwise.
 *
 * Argument 0 must not be NULL.
 */
static inline struct varlena *
SummaryForUpdate(FunctionCallInfo fcinfo)
{
	struct varlena *given = (struct varlena *) PG_GETARG_POINTER(0);

	if (likely(IsAggregateCall(fcinfo)))
		return unlikely(VARATT_IS_EXTENDED(given)) ? pg_detoast_datum(given) : given;
	return pg_detoast_datum_copy(given);
}

/*
 * Argument argno as a plain summary for reading only.
 */
static inline struct varlena *
SummaryForRead(FunctionCallInfo fcinfo, int argno)
{
	return pg_detoast_datum((struct varlena *) PG_GETARG_POINTER(argno));
}

/*
 * What a transition function returns for a row that changes nothing: the state
 * as it was, NULL where there is none yet.
 */
static inline Datum
UnchangedState(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

/*
 * The type of an argument: as the query has it or, where a function is called
 * without the expression of its call, as it is declared.  Citus calls the transition
 * functions of its workers so.  InvalidOid where it is declared as any type.
 */
extern Oid	ArgumentType(FmgrInfo *flinfo, int argno);

/*
 * A state that was read or merged counts no more rows than this, so that
 * counting on from there, row by row, cannot overflow.
 */
#define MAX_ROW_COUNT (PG_INT64_MAX / 2)

static inline bool
IsRowCount(int64 count)
{
	return count >= 0 && count <= MAX_ROW_COUNT;
}

/*
 * The rows of two states.  Raises 22003 for more than there can be.
 */
static inline int64
MergeRowCounts(int64 a, int64 b)
{
	if (a > MAX_ROW_COUNT - b)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("number of rows out of range")));
	return a + b;
}

/*
 * Binary forms start with a version byte.  Raises when it is not the one that
 * this library writes.
 */
static inline void
CheckWireVersion(StringInfo buf, int expected, const char *typname)
{
	int			version = pq_getmsgbyte(buf);

	if (version != expected)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("unsupported version %d of the binary form of type %s",
						version, typname),
				 errhint("Version %d is understood; the value may come from another release of trade_labor or be damaged.",
						 expected)));
}

/*
 * The same where this library writes all versions from 1 to the newest; returns
 * the one it is.
 */
static inline int
TakeWireVersion(StringInfo buf, int newest, const char *typname)
{
	int			version = pq_getmsgbyte(buf);

	if (version < 1 || version > newest)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("unsupported version %d of the binary form of type %s",
						version, typname),
				 errhint("Versions 1 to %d are understood; the value may come from another release of trade_labor or be damaged.",
						 newest)));
	return version;
}

/*
 * Raises 22P03 for a binary form that this library does not write.  The
 * sentence, which may be NULL, says what is wrong with it.
 */
extern void RaiseDamaged(const char *typname, const char *sentence) pg_attribute_noreturn();

/*
 * Raises 22023 about a parameter of an aggregate, such as "fraction", which is
 * the same for all rows that go into one state.
 */
extern void RaiseParameterDiffers(const char *parameter) pg_attribute_noreturn();
extern void CheckSameParameter(const char *parameter, double one, double other);

#endif							/* BASE_AGG_H */
