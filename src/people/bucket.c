/*
 * bucket.c
 *		The type bucket_state and its aggregates.
 *
 * Their support functions are callable by nobody but the executor on behalf
 * of an aggregate: they refuse any other call, so that no state can be put
 * together, taken apart or moved along one row at a time.
 */
#include "people/bucket_set.h"

#include "base/agg.h"
#include "base/settings.h"
#include "people/contributor.h"
#include "people/hex_math.h"

#include "catalog/pg_type_d.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(bucket_state_in);
PG_FUNCTION_INFO_V1(bucket_state_out);
PG_FUNCTION_INFO_V1(bucket_state_recv);
PG_FUNCTION_INFO_V1(bucket_state_send);
PG_FUNCTION_INFO_V1(bucket_count_add);
PG_FUNCTION_INFO_V1(bucket_count_final);
PG_FUNCTION_INFO_V1(bucket_state_add);
PG_FUNCTION_INFO_V1(bucket_state_add_text);
PG_FUNCTION_INFO_V1(bucket_state_add_name);
PG_FUNCTION_INFO_V1(bucket_state_merge);
PG_FUNCTION_INFO_V1(bucket_state_final);
PG_FUNCTION_INFO_V1(bucket_rows);
PG_FUNCTION_INFO_V1(bucket_contributors);

/*
 * For contributors of the type given or, where that is InvalidOid, of the type
 * that argument 1 has in this query.
 */
static ContributorTagger *
TaggerOfCall(FunctionCallInfo fcinfo, Oid type)
{
	if (fcinfo->flinfo->fn_extra == NULL)
		fcinfo->flinfo->fn_extra =
			ContributorTaggerCreate(fcinfo->flinfo->fn_mcxt, OidIsValid(type) ? type :
									ArgumentType(fcinfo->flinfo, 1));
	return fcinfo->flinfo->fn_extra;
}

static Sealer *
SealerOfCall(FunctionCallInfo fcinfo)
{
	if (fcinfo->flinfo->fn_extra == NULL)
		fcinfo->flinfo->fn_extra = BucketSealerCreate(fcinfo->flinfo->fn_mcxt);
	return fcinfo->flinfo->fn_extra;
}

static inline void
CheckCalledByAggregate(FunctionCallInfo fcinfo)
{
	if (!IsAggregateCall(fcinfo) || IsWindowCall(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("support functions of bucket_state work in aggregates only"),
				 errdetail("They are neither called directly nor over a window.")));
}

/*
 * Argument argno, sealed or not, for reading.  A state in the clear is used
 * where it is.
 */
static BucketState *
StateForRead(FunctionCallInfo fcinfo, int argno)
{
	struct varlena *value = SummaryForRead(fcinfo, argno);
	BucketState *state;

	if (BucketForm(value) == BUCKET_FORM_WORKING)
		return (BucketState *) value;
	state = BucketUnseal(SealerOfCall(fcinfo), value);
	if (state == NULL)
		RaiseSeal();
	return state;
}

/*
 * Argument 0 as the aggregate's own state; NULL before the first row.  Raises
 * where there is no aggregate.
 */
static inline BucketState *
StateForUpdate(FunctionCallInfo fcinfo)
{
	struct varlena *value;

	CheckCalledByAggregate(fcinfo);
	if (PG_ARGISNULL(0))
		return NULL;
	value = SummaryForUpdate(fcinfo);
	if (BucketForm(value) != BUCKET_FORM_WORKING)
		elog(ERROR, "the state of a bucket aggregate is sealed");
	AssertCheckBucket((BucketState *) value);
	return (BucketState *) value;
}

BucketState *
BucketStateOpen(Datum value)
{
	struct varlena *plain = pg_detoast_datum_copy((struct varlena *) DatumGetPointer(value));
	BucketState *state = (BucketState *) plain;

	if (BucketForm(plain) != BUCKET_FORM_WORKING)
	{
		Sealer *sealer = BucketSealerCreate(CurrentMemoryContext);

		state = BucketUnseal(sealer, plain);
		ForgetKey(&sealer->key, sizeof(sealer->key));
		pfree(plain);
		if (state == NULL)
			RaiseSeal();
	}
	AssertCheckBucket(state);
	BucketStateSettle(state);
	return state;
}

struct varlena *
BucketStateSeal(BucketState *state)
{
	Sealer *sealer = BucketSealerCreate(CurrentMemoryContext);
	struct varlena *sealed = BucketSeal(sealer, state);

	ForgetKey(&sealer->key, sizeof(sealer->key));
	return sealed;
}

/*
 * The sealed form of argument 0, whichever it has.
 */
static struct varlena *
SealedArgument(FunctionCallInfo fcinfo)
{
	struct varlena *value = SummaryForRead(fcinfo, 0);

	if (BucketForm(value) == BUCKET_FORM_WORKING)
		value = BucketSeal(SealerOfCall(fcinfo), (BucketState *) value);
	return value;
}

/*
 * One report; type as in TaggerOfCall().  State and contributor may be NULL.
 */
static BucketState *
AddReport(FunctionCallInfo fcinfo, Oid type, BucketState *state)
{
	uint64		tag;

	if (!PG_ARGISNULL(1) &&
		ContributorTag(TaggerOfCall(fcinfo, type), PG_GETARG_DATUM(1), &tag))
		return BucketStateAdd(state, tag);
	BucketStateAddNameless(state, 1);
	return state;
}

/*
 * The threshold of a call whose argument 2 is k, or has no such argument.
 */
static int
ThresholdOfCall(FunctionCallInfo fcinfo, int argno)
{
	int			k;

	if (PG_NARGS() <= argno)
		return Max(BUCKET_DEFAULT_K, SettingMinContributors);
	if (PG_ARGISNULL(argno))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("threshold k must not be NULL")));
	k = PG_GETARG_INT32(argno);
	CheckThreshold(k);
	return k;
}

Datum
bucket_count_add(PG_FUNCTION_ARGS)
{
	BucketState *state = StateForUpdate(fcinfo);

	if (state == NULL)
		state = BucketThresholdCreate(ThresholdOfCall(fcinfo, 2));
	else if (PG_NARGS() > 2 &&
			 (PG_ARGISNULL(2) || PG_GETARG_INT32(2) != state->cap))
		RaiseParameterDiffers("threshold k");

	if (state->full)
		state->reports++;
	else
		state = AddReport(fcinfo, InvalidOid, state);
	PG_RETURN_POINTER(state);
}

/*
 * Reports, or NULL below the threshold.
 */
Datum
bucket_count_final(PG_FUNCTION_ARGS)
{
	BucketState *state = StateForUpdate(fcinfo);

	if (state == NULL || BucketStateContributors(state) < state->cap)
		PG_RETURN_NULL();
	PG_RETURN_INT64(state->reports);
}

Datum
bucket_state_add(PG_FUNCTION_ARGS)
{
	BucketState *state = StateForUpdate(fcinfo);

	if (state == NULL)
		state = BucketStateCreate(PG_NARGS() <= 2 ? BUCKET_DEFAULT_CAP :
								  PG_ARGISNULL(2) ? 0 : PG_GETARG_INT32(2));
	else if (PG_NARGS() > 2 &&
			 (PG_ARGISNULL(2) || PG_GETARG_INT32(2) != state->cap))
		RaiseParameterDiffers("cap");
	PG_RETURN_POINTER(AddReport(fcinfo, InvalidOid, state));
}

/*
 * The same over one type, with the default cap.  Citus calls a transition
 * function without the expression that tells what an anyelement is.
 */
static BucketState *
AddTyped(FunctionCallInfo fcinfo, Oid type)
{
	BucketState *state = StateForUpdate(fcinfo);

	if (state == NULL)
		state = BucketStateCreate(BUCKET_DEFAULT_CAP);
	return AddReport(fcinfo, type, state);
}

Datum
bucket_state_add_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(AddTyped(fcinfo, TEXTOID));
}

Datum
bucket_state_add_name(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(AddTyped(fcinfo, NAMEOID));
}

/*
 * Transition function of bucket_union, whose second argument is sealed, and
 * combine function of all, whose second argument is not.
 */
Datum
bucket_state_merge(PG_FUNCTION_ARGS)
{
	BucketState *state = StateForUpdate(fcinfo);

	if (!PG_ARGISNULL(1))
	{
		BucketState *other = StateForRead(fcinfo, 1);

		if (state == NULL && other->threshold)
			state = BucketThresholdCreate(other->cap);
		else if (state == NULL)
			state = BucketStateCreate(other->cap);
		state = BucketStateMerge(state, other);
	}
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

Datum
bucket_state_final(PG_FUNCTION_ARGS)
{
	BucketState *state = StateForUpdate(fcinfo);

	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(BucketSeal(SealerOfCall(fcinfo), state));
}

/*
 * Reports of a state, or NULL below the threshold.
 */
Datum
bucket_rows(PG_FUNCTION_ARGS)
{
	BucketState *state = StateForRead(fcinfo, 0);
	int			k = ThresholdOfCall(fcinfo, 1);

	if (k > state->cap)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a state that keeps %d contributors cannot tell whether there are %d",
						state->cap, k),
				 errhint("Build it with bucket_state(contributor, cap) and a larger cap.")));
	if (BucketStateContributors(state) < k)
		PG_RETURN_NULL();
	PG_RETURN_INT64(state->reports);
}

/*
 * Distinct contributors of a state; NULL where it cannot tell exactly.
 */
Datum
bucket_contributors(PG_FUNCTION_ARGS)
{
	BucketState *state = StateForRead(fcinfo, 0);

	if (!BucketStateIsExact(state))
		PG_RETURN_NULL();
	PG_RETURN_INT64(BucketStateContributors(state));
}

/*
 * The text form is the sealed bytes in hexadecimal digits.
 */
Datum
bucket_state_in(PG_FUNCTION_ARGS)
{
	char	   *digits = PG_GETARG_CSTRING(0);
	Size		size = strlen(digits) / 2;
	struct varlena *value = palloc(VARHDRSZ + size);

	SET_VARSIZE(value, VARHDRSZ + size);
	if (strlen(digits) % 2 != 0 ||
		!HexRead(digits, (unsigned char *) VARDATA(value), size) ||
		!BucketSealIsCredible(SealerOfCall(fcinfo), value))
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input for type bucket_state"),
				 errhint("To gather contributors that are kept in a text-like type, cast them: bucket_state(x::text).")));
	PG_RETURN_POINTER(value);
}

Datum
bucket_state_out(PG_FUNCTION_ARGS)
{
	struct varlena *value = SealedArgument(fcinfo);
	Size		size = VARSIZE_ANY_EXHDR(value);
	char	   *digits = palloc_extended(2 * size + 1, MCXT_ALLOC_HUGE);

	HexWrite((unsigned char *) VARDATA_ANY(value), size, digits);
	digits[2 * size] = '\0';
	PG_RETURN_CSTRING(digits);
}

Datum
bucket_state_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			size = buf->len - buf->cursor;
	struct varlena *value = palloc(VARHDRSZ + size);

	SET_VARSIZE(value, VARHDRSZ + size);
	pq_copymsgbytes(buf, VARDATA(value), size);
	if (!BucketSealIsCredible(SealerOfCall(fcinfo), value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid input for type bucket_state")));
	PG_RETURN_POINTER(value);
}

Datum
bucket_state_send(PG_FUNCTION_ARGS)
{
	struct varlena *value = SealedArgument(fcinfo);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbytes(&buf, VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}
