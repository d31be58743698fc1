/*
 * fields.h
 *		Rows gathered under several keys: a member_ranking whose members are
 *		texts of fields.
 *
 * An aggregate that must know which (period, member) or which (old code, new
 * code) it has seen keeps them as the members of a ranking, and so has its
 * exact sums, its hash table, its merging in any order and its form on the wire
 * from there.  A member is its fields one after another, each with its length
 * in bytes before it: "2:CN", or "5:70131" of a period.
 *
 * Such a state is of a public type, so that anybody may hand us another one:
 * whoever reads fields checks them.
 */
#ifndef COMPARABLE_FIELDS_H
#define COMPARABLE_FIELDS_H

#include "ranking/ranking.h"

#include "lib/stringinfo.h"

/*
 * What a transition function keeps from row to row, in flinfo->fn_extra.
 */
typedef struct FieldCache
{
	FmgrInfo	member;			/* for MemberFromDatum() */
	StringInfoData fields;
	void	   *extra;			/* the caller's own, NULL at first */
} FieldCache;

/*
 * The cache of the call, its fields empty.
 */
extern FieldCache *BeginFields(FunctionCallInfo fcinfo);

/*
 * Appends a field: some bytes, a number, or argument argno as a member, which
 * is not NULL.
 */
extern void AppendField(StringInfo buf, const char *bytes, int length);
extern void AppendDouble(StringInfo buf, double value);
extern void AppendInt(StringInfo buf, int32 value);
extern void AppendMemberArg(FunctionCallInfo fcinfo, FieldCache *cache, int argno);

/*
 * Takes the next field off the front of *rest.  Raises 22023 where there is
 * none.
 */
extern MemberName TakeField(MemberName *rest);
extern double TakeDouble(MemberName *rest);
extern int32 TakeInt(MemberName *rest);

/*
 * Raises 22023: the ranking is not the state of an aggregate of this room.
 */
extern void RaiseNotFields(void) pg_attribute_noreturn();

/*
 * The state in argument 0, opened or begun, with value added to the member that
 * the fields make; to be returned by a transition function.
 */
extern MemberRanking *StateForUpdate(FunctionCallInfo fcinfo);
extern MemberRanking *AddFields(MemberRanking *r, StringInfo fields, double value);

/*
 * What a transition function returns: as an aggregate keeps it, or in canonical
 * form for anybody else.
 */
extern Datum ReturnFieldState(FunctionCallInfo fcinfo, MemberRanking *r);

#endif							/* COMPARABLE_FIELDS_H */
