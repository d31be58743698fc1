/*
 * partner_candidates.c
 *		partner_candidates(): partners whose names resemble a given one.
 *
 * For a person who must choose; resolve_partner() never guesses.  Likeness is
 * Dice's coefficient over the pairs of neighbouring bytes of two keys, with
 * the blanks at both ends counted, so that equal keys have 1.
 */
#include "codes/partner_names.h"

#include "base/text.h"
#include "base/text_locale.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

#define MAX_CANDIDATES 10
#define MIN_LIKENESS 0.5

PG_FUNCTION_INFO_V1(partner_candidates);

typedef struct Candidate
{
	PartnerCode partner;
	double		likeness;
} Candidate;

typedef struct Search
{
	PartnerKey	key;
	uint16		pairs[MAX_KEY_SIZE + 1];	/* of the key, sorted */
	int			npairs;
	int			ncandidates;
	Candidate	candidates[MAX_CANDIDATES]; /* best first */
} Search;

static int
CompareUint16(const void *a, const void *b)
{
	return (int) *(const uint16 *) a - (int) *(const uint16 *) b;
}

static int
SortedPairs(const char *key, int len, uint16 *pairs)
{
	unsigned char last = ' ';

	for (int i = 0; i <= len; i++)
	{
		unsigned char next = i < len ? (unsigned char) key[i] : ' ';

		pairs[i] = (uint16) (last << 8 | next);
		last = next;
	}
	qsort(pairs, len + 1, sizeof(uint16), CompareUint16);
	return len + 1;
}

static double
Likeness(const uint16 *a, int na, const uint16 *b, int nb)
{
	int			i = 0;
	int			j = 0;
	int			common = 0;

	while (i < na && j < nb)
	{
		if (a[i] == b[j])
		{
			common++;
			i++;
			j++;
		}
		else if (a[i] < b[j])
			i++;
		else
			j++;
	}
	return 2.0 * common / (na + nb);
}

/* ties go to the smaller number, countries before groups */
static bool
IsBetter(const Candidate *a, const Candidate *b)
{
	if (a->likeness != b->likeness)
		return a->likeness > b->likeness;
	return a->partner < b->partner;
}

/*
 * Keeps the best, each partner once.
 */
static void
OfferCandidate(Search *search, PartnerCode partner, double likeness)
{
	Candidate	offered = {partner, likeness};
	Candidate  *list = search->candidates;
	int			place;

	for (place = 0; place < search->ncandidates; place++)
		if (list[place].partner == partner)
		{
			if (!IsBetter(&offered, &list[place]))
				return;
			memmove(&list[place], &list[place + 1],
					sizeof(Candidate) * (search->ncandidates - place - 1));
			search->ncandidates--;
			break;
		}
	for (place = 0; place < search->ncandidates; place++)
		if (IsBetter(&offered, &list[place]))
			break;
	if (place == MAX_CANDIDATES)
		return;
	if (search->ncandidates < MAX_CANDIDATES)
		search->ncandidates++;
	memmove(&list[place + 1], &list[place],
			sizeof(Candidate) * (search->ncandidates - place - 1));
	list[place] = offered;
}

static void
OfferName(const char *key, int len, PartnerCode partner,
		  const PartnerAlias *ambiguous, void *arg)
{
	Search	   *search = arg;
	uint16		pairs[MAX_KEY_SIZE + 1];
	double		likeness;
	const char *codes = ambiguous ? ambiguous->codes : "";

	likeness = Likeness(search->pairs, search->npairs,
						pairs, SortedPairs(key, len, pairs));
	if (likeness < MIN_LIKENESS)
		return;
	if (ambiguous == NULL)
		OfferCandidate(search, partner, likeness);
	while (*codes)
	{
		size_t		ncode = strcspn(codes, " ");

		PartnerFromText(codes, (int) ncode, &partner, NULL);
		OfferCandidate(search, partner, likeness);
		codes += ncode;
		codes += strspn(codes, " ");
	}
}

static void
SearchNames(Search *search, const text *name)
{
	size_t		len;
	char	   *folded;

	if (VARSIZE_ANY_EXHDR(name) > 4 * MAX_KEY_SIZE)
		return;
	folded = FoldText(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name),
					  TEXT_FOLD_ACCENTS, &len);
	if (!MakePartnerKey(folded, len, false, &search->key))
		return;
	search->npairs = SortedPairs(search->key.text, search->key.len,
								 search->pairs);
	EachPartnerName(OfferName, search);
}

Datum
partner_candidates(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	Search	   *search = palloc0(sizeof(Search));
	LocaleName	locale;

	CheckLocale(PG_GETARG_TEXT_PP(1), &locale);
	InitMaterializedSRF(fcinfo, 0);
	SearchNames(search, PG_GETARG_TEXT_PP(0));
	for (int i = 0; i < search->ncandidates; i++)
	{
		Candidate  *candidate = &search->candidates[i];
		Datum		values[3];
		bool		nulls[3] = {false};

		values[0] = PartnerCodeGetDatum(candidate->partner);
		values[1] = PointerGetDatum(ServerText(PartnerName(candidate->partner,
														   locale.name)));
		values[2] = Float8GetDatum(candidate->likeness);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}
