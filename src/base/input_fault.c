/*
 * input_fault.c
 *		What is wrong with a text as a value of a type: the input function is
 *		asked, and its error is the answer.
 *
 * Where the server has soft errors nothing is thrown.  Before 16 the function
 * raises, and a subtransaction cleans up after it, as an EXCEPTION block of
 * PL/pgSQL would.
 */
#include "base/compat.h"

#include "base/attempt.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

PG_FUNCTION_INFO_V1(input_fault);

/* the input function of the type asked about last */
typedef struct TypeReader
{
	Oid			type;
	Oid			param;
	FmgrInfo	input;
} TypeReader;

static TypeReader *
GetTypeReader(FmgrInfo *flinfo, Oid type)
{
	TypeReader *reader = flinfo->fn_extra;
	Oid			input;

	if (reader != NULL && reader->type == type)
		return reader;
	if (!SearchSysCacheExists1(TYPEOID, ObjectIdGetDatum(type)))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("type with OID %u does not exist", type)));
	if (reader == NULL)
		reader = MemoryContextAllocZero(flinfo->fn_mcxt, sizeof(TypeReader));
	getTypeInputInfo(type, &input, &reader->param);
	fmgr_info_cxt(input, &reader->input, flinfo->fn_mcxt);
	reader->type = type;
	flinfo->fn_extra = reader;
	return reader;
}

#if HAVE_SOFT_ERRORS

static ErrorData *
FaultOf(TypeReader *reader, char *text)
{
	ErrorSaveContext escontext = {T_ErrorSaveContext, .details_wanted = true};
	Datum		value;

	if (InputFunctionCallSafe(&reader->input, text, reader->param, -1,
							  (Node *) &escontext, &value))
		return NULL;
	return escontext.error_data;
}

#else

/* a text on its way into a value */
typedef struct Input
{
	TypeReader *reader;
	char	   *text;
} Input;

static void
ReadText(void *arg)
{
	Input	   *input = arg;

	InputFunctionCall(&input->reader->input, input->text, input->reader->param, -1);
}

static ErrorData *
FaultOf(TypeReader *reader, char *text)
{
	Input		input = {reader, text};
	ErrorData  *fault = Attempt(ReadText, &input);

	/* only what is said about the value, by its type or its domain */
	if (fault != NULL &&
		ERRCODE_TO_CATEGORY(fault->sqlerrcode) != ERRCODE_DATA_EXCEPTION &&
		fault->sqlerrcode != ERRCODE_CHECK_VIOLATION)
		ReThrowError(fault);
	return fault;
}

#endif

/*
 * (reason, hint), both NULL where the text can be read.
 */
Datum
input_fault(PG_FUNCTION_ARGS)
{
	TypeReader *reader = GetTypeReader(fcinfo->flinfo, PG_GETARG_OID(0));
	ErrorData  *fault = FaultOf(reader, text_to_cstring(PG_GETARG_TEXT_PP(1)));
	TupleDesc	desc;
	Datum		values[2] = {0};
	bool		nulls[2] = {true, true};

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	if (fault != NULL)
	{
		const char *reason = fault->detail ? fault->detail : fault->message;

		nulls[0] = false;
		values[0] = CStringGetTextDatum(reason);
		nulls[1] = fault->hint == NULL;
		if (fault->hint)
			values[1] = CStringGetTextDatum(fault->hint);
	}
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls));
}
