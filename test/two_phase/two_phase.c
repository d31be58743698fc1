/*
 * two_phase.c
 *		Aggregates in two phases, as one does that sends parts of them to other
 *		machines: the first makes the text form of a state, the second reads and
 *		combines them.  The functions of the aggregate are called without the
 *		expressions of a query, so that they have only what they are declared with.
 *
 * For tests: nobody is asked for a privilege.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_aggregate.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(first_phase_add);
PG_FUNCTION_INFO_V1(first_phase_final);
PG_FUNCTION_INFO_V1(second_phase_add);
PG_FUNCTION_INFO_V1(second_phase_final);

typedef struct Phase
{
	FormData_pg_aggregate aggregate;
	int16		length;
	bool		by_value;
	bool		is_null;
	Datum		state;
} Phase;

/* argument 0, made in the first call for the aggregate that argument 1 names */
static Phase *
OpenPhase(FunctionCallInfo fcinfo, MemoryContext *context)
{
	Phase	   *phase;
	HeapTuple	tuple;

	if (!AggCheckCallContext(fcinfo, context))
		elog(ERROR, "called outside of an aggregate");
	if (!PG_ARGISNULL(0))
		return (Phase *) PG_GETARG_POINTER(0);
	phase = MemoryContextAllocZero(*context, sizeof(Phase));
	tuple = SearchSysCache1(AGGFNOID, ObjectIdGetDatum(PG_GETARG_OID(1)));
	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "there is no such aggregate");
	memcpy(&phase->aggregate, GETSTRUCT(tuple), sizeof(FormData_pg_aggregate));
	ReleaseSysCache(tuple);
	get_typlenbyval(phase->aggregate.aggtranstype, &phase->length, &phase->by_value);
	phase->is_null = true;
	return phase;
}

/* keeps a state that is not there yet, or is another one */
static void
Keep(Phase *phase, MemoryContext context, Datum state, bool is_null)
{
	MemoryContext before = MemoryContextSwitchTo(context);

	if (!is_null && (phase->is_null || phase->by_value || state != phase->state))
		phase->state = datumCopy(state, phase->by_value, phase->length);
	phase->is_null = is_null;
	MemoryContextSwitchTo(before);
}

/* the state, and what goes in, through a transition or combine function */
static void
Advance(FunctionCallInfo fcinfo, MemoryContext context, Phase *phase, Oid function,
		int nargs, NullableDatum *given)
{
	LOCAL_FCINFO(call, FUNC_MAX_ARGS);
	FmgrInfo	bare;
	Datum		state;

	fmgr_info(function, &bare);
	InitFunctionCallInfoData(*call, &bare, nargs + 1, PG_GET_COLLATION(), fcinfo->context, NULL);
	call->args[0].value = phase->state;
	call->args[0].isnull = phase->is_null;
	memcpy(&call->args[1], given, nargs * sizeof(NullableDatum));
	if (bare.fn_strict)
	{
		for (int i = 0; i < nargs; i++)
			if (given[i].isnull)
				return;
		if (phase->is_null)
		{
			Keep(phase, context, given[0].value, false);
			return;
		}
	}
	state = FunctionCallInvoke(call);
	Keep(phase, context, state, call->isnull);
}

/*
 * first_phase_add(internal, regprocedure, variadic "any")
 */
Datum
first_phase_add(PG_FUNCTION_ARGS)
{
	MemoryContext context;
	Phase	   *phase = OpenPhase(fcinfo, &context);

	Advance(fcinfo, context, phase, phase->aggregate.aggtransfn, PG_NARGS() - 2, &fcinfo->args[2]);
	PG_RETURN_POINTER(phase);
}

Datum
first_phase_final(PG_FUNCTION_ARGS)
{
	Phase	   *phase = (Phase *) PG_GETARG_POINTER(0);
	Oid			output;
	bool		is_varlena;

	if (phase->is_null)
		PG_RETURN_NULL();
	getTypeOutputInfo(phase->aggregate.aggtranstype, &output, &is_varlena);
	PG_RETURN_TEXT_P(cstring_to_text(OidOutputFunctionCall(output, phase->state)));
}

/*
 * second_phase_add(internal, regprocedure, text)
 */
Datum
second_phase_add(PG_FUNCTION_ARGS)
{
	MemoryContext context;
	Phase	   *phase = OpenPhase(fcinfo, &context);
	NullableDatum given = {0, true};
	Oid			input;
	Oid			io_param;

	if (!PG_ARGISNULL(2))
	{
		getTypeInputInfo(phase->aggregate.aggtranstype, &input, &io_param);
		given.value = OidInputFunctionCall(input, text_to_cstring(PG_GETARG_TEXT_PP(2)), io_param, -1);
		given.isnull = false;
	}
	Advance(fcinfo, context, phase, phase->aggregate.aggcombinefn, 1, &given);
	PG_RETURN_POINTER(phase);
}

Datum
second_phase_final(PG_FUNCTION_ARGS)
{
	Phase	   *phase = (Phase *) PG_GETARG_POINTER(0);
	Oid			final = phase->aggregate.aggfinalfn;
	Oid			type = phase->aggregate.aggtranstype;
	LOCAL_FCINFO(call, 1);
	FmgrInfo	bare;
	Oid			output;
	bool		is_varlena;
	Datum		result = phase->state;

	if (OidIsValid(final))
	{
		fmgr_info(final, &bare);
		if (bare.fn_strict && phase->is_null)
			PG_RETURN_NULL();
		InitFunctionCallInfoData(*call, &bare, 1, PG_GET_COLLATION(), fcinfo->context, NULL);
		call->args[0].value = phase->state;
		call->args[0].isnull = phase->is_null;
		result = FunctionCallInvoke(call);
		if (call->isnull)
			PG_RETURN_NULL();
		type = get_func_rettype(final);
	}
	else if (phase->is_null)
		PG_RETURN_NULL();
	getTypeOutputInfo(type, &output, &is_varlena);
	PG_RETURN_TEXT_P(cstring_to_text(OidOutputFunctionCall(output, result)));
}
