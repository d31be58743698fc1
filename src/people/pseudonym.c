/*
 * pseudonym.c
 *		Identifiers replaced by keyed digests.
 *
 * A plain or salted hash of an identifier is no protection: there are few
 * enough of them to try all.  With a key there is no way but to ask whoever
 * holds it, so nobody but the role that takes complaints in may call this.
 *
 * Must never: be granted to a reader; who may call it can look people up.
 */
#include "base/compat.h"

#include "people/contributor_form.h"
#include "people/contributor_nobody.h"
#include "people/hex_math.h"
#include "people/key.h"

#include "utils/builtins.h"
#include "utils/memutils.h"

/* 128 bits: two of 2^40 people share one with probability 2^-49 */
#define PSEUDONYM_SIZE 16

PG_FUNCTION_INFO_V1(pseudonym);

/* what a query keeps: nearly always one domain and epoch for all rows */
typedef struct Pseudonymizer
{
	const SecretKey *root;
	const NonAnswers *non_answers;
	SecretKey	key;			/* of the domain and epoch */
	char	   *domain;			/* NULL until the first row */
	char	   *epoch;
	MemoryContextCallback forget;
} Pseudonymizer;

static void
ForgetPseudonymizer(void *arg)
{
	ForgetKey(&((Pseudonymizer *) arg)->key, sizeof(SecretKey));
}

static Pseudonymizer *
PseudonymizerOfCall(FunctionCallInfo fcinfo)
{
	MemoryContext context = fcinfo->flinfo->fn_mcxt;
	Pseudonymizer *state = fcinfo->flinfo->fn_extra;

	if (state == NULL)
	{
		state = MemoryContextAllocZero(context, sizeof(Pseudonymizer));
		state->non_answers = NonAnswersCreate(context);
		state->root = KeepKey(context, KEY_FOR_PSEUDONYMS, "");
		state->forget.func = ForgetPseudonymizer;
		state->forget.arg = state;
		MemoryContextRegisterResetCallback(context, &state->forget);
		fcinfo->flinfo->fn_extra = state;
	}
	return state;
}

/*
 * The key of a domain and epoch; the strings go in with their end marks, so
 * that they cannot run into each other.
 */
static void
ChooseKey(Pseudonymizer *state, MemoryContext context, const char *domain,
		  const char *epoch)
{
	DigestPart	part[] = {
		{domain, strlen(domain) + 1},
		{epoch, strlen(epoch) + 1}
	};

	if (state->domain != NULL && strcmp(state->domain, domain) == 0 &&
		strcmp(state->epoch, epoch) == 0)
		return;
	if (state->domain != NULL)
	{
		pfree(state->domain);
		pfree(state->epoch);
		state->domain = NULL;
	}
	KeyedDigest(state->root, part, lengthof(part), state->key.byte);
	state->epoch = MemoryContextStrdup(context, epoch);
	state->domain = MemoryContextStrdup(context, domain);
}

Datum
pseudonym(PG_FUNCTION_ARGS)
{
	text	   *id = PG_GETARG_TEXT_PP(0);
	char	   *domain = text_to_cstring(PG_GETARG_TEXT_PP(1));
	char	   *epoch = PG_NARGS() > 2 ?
		text_to_cstring(PG_GETARG_TEXT_PP(2)) : pstrdup("");
	Pseudonymizer *state = PseudonymizerOfCall(fcinfo);
	DigestPart	form;
	uint8		digest[KEYED_DIGEST_SIZE];
	char		digits[2 * PSEUDONYM_SIZE];

	if (domain[0] == '\0')
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("domain of a pseudonym must not be empty"),
				 errhint("Name the use, such as 'siqal': pseudonyms of different domains cannot be matched.")));
	ChooseKey(state, fcinfo->flinfo->fn_mcxt, domain, epoch);
	form.data = ContributorForm(VARDATA_ANY(id), VARSIZE_ANY_EXHDR(id),
								&form.len);
	if (IsNonAnswer(state->non_answers, form.data, form.len))
		PG_RETURN_NULL();
	KeyedDigest(&state->key, &form, 1, digest);
	HexWrite(digest, PSEUDONYM_SIZE, digits);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(digits, sizeof(digits)));
}
