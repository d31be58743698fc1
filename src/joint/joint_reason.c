/*
 * joint_reason.c
 *		Why a number is hidden, for its steward.
 *
 * Words without a number: whoever may read them may read the reports too, but
 * what is read out in a meeting should do no harm.
 */
#include "base/compat.h"

#include "joint/joint_reason.h"

#include "lib/stringinfo.h"

void
NoteRules(const JointSystem *system, const bool *hidden, BucketRule rule, BucketRule *broken)
{
	for (int row = 0; row < system->proof.nrows; row++)
	{
		int			measure = system->proof.reason[row].measure;

		if (!hidden[row] || broken[row] != BUCKET_RULE_NONE)
			continue;
		broken[row] = rule;
		if (rule == BUCKET_RULE_NONE)
			broken[row] = system->measure_rule[Max(measure, 0)];
	}
}

/* the other releases whose numbers the betrayal is made of; or NULL */
static char *
NamesBeside(const JointVintage *vintage, uint64 beside)
{
	const History *history = vintage->history;
	StringInfoData names;

	initStringInfo(&names);
	for (int r = 0; r < history->nreleases; r++)
	{
		if (r != vintage->release && (beside & OriginBit(r)) != 0)
			appendStringInfo(&names, "%s%s", names.len > 0 ? ", " : "", history->release[r].name);
	}
	return names.len > 0 ? names.data : NULL;
}

/* where it is no measure that broke; else NULL */
static const char *
ReasonBesideMeasures(const ProofReason *reason)
{
	if (reason->measure == PROOF_TOO_MUCH_WORK)
		return "not proved within the bound of work";
	if (reason->measure == PROOF_OF_THE_KNOWN)
		return "would add to what older numbers betray";
	if (reason->measure == PROOF_OF_A_PLACE)
		return "broken with all that is known of a place: saturation";
	if (reason->measure == PROOF_OF_A_WIDTH)
		return "keeps another hidden number uncertain";
	return NULL;
}

char *
ReasonText(const JointVintage *vintage, const JointSystem *system, int row, BucketRule broken)
{
	const ProofReason *reason = &system->proof.reason[row];
	const char *text = ReasonBesideMeasures(reason);
	char	   *names;

	if (text != NULL)
		return pstrdup(text);
	names = NamesBeside(vintage, reason->beside);
	return psprintf("broken with %s: %s", names ? names : "other numbers of the release",
					bucket_rules[broken].name);
}

const char *
ReasonOfSum(const JointSystem *system, int row, BucketRule broken)
{
	const ProofReason *reason = &system->proof.reason[row];
	const char *text = ReasonBesideMeasures(reason);

	if (text != NULL)
		return text;
	return bucket_rules[broken != BUCKET_RULE_NONE ? broken :
						system->measure_rule[reason->measure]].name;
}
