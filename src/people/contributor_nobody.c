/*
 * contributor_nobody.c
 *		Non-answers: what people write in place of a name.
 *
 * A thousand reports of "anónimo" are not those of one person, and twenty ways
 * to write it are not twenty people.  Whatever stands here is nobody: the
 * report counts and adds no contributor.  Where a person does bear such a name,
 * a bucket is hidden too long, which is the safe side.
 *
 * Forms are normal ones (see contributor_form.h): small letters and digits without
 * accents and leading zeros, so that of all zeros nothing is left.
 */
#include "people/contributor_nobody.h"
#include "base/settings.h"
#include "people/contributor_form.h"

#include "fmgr.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

PG_FUNCTION_INFO_V1(contributor_non_answers);

/* ascending */
static const char *const built_in[] = {
	"123456789",				/* numbers that forms show as examples */
	"1234567890",
	"78051120",					/* an SSN printed on a card sold in shops */
	"anon",
	"anonima",
	"anonimo",
	"anonym",
	"anonyme",
	"anonymous",
	"aucun",
	"confidencial",
	"confidential",
	"confidentiel",
	"desconoce",
	"desconocida",
	"desconocido",
	"inconnu",
	"inconnue",
	"na",
	"nan",
	"nd",
	"ne",
	"ninguna",
	"ninguno",
	"noaplica",
	"nocontesta",
	"nocontesto",
	"nodisponible",
	"noespecificado",
	"noidentificado",
	"noindica",
	"nom",
	"nombre",
	"nondisponible",
	"none",
	"noproporciona",
	"noproporcionado",
	"noproporciono",
	"norefiere",
	"nosabe",
	"notapplicable",
	"notavailable",
	"notiene",
	"notprovided",
	"nsp",
	"null",
	"nulo",
	"pendiente",
	"prueba",
	"reservado",
	"sansnom",
	"sincurp",
	"sindato",
	"sindatos",
	"sinespecificar",
	"sinidentificar",
	"sininformacion",
	"sinnombre",
	"sinnss",
	"sinregistro",
	"sinrfc",
	"sn",
	"tbd",
	"test",
	"undefined",
	"unknown",
	"xaxx010101000",			/* Mexico's generic RFC, the public at large */
	"xexx010101000",			/* and foreigners' */
	"xexx010101hnexxxa4",		/* its generic CURP for them */
	"xexx010101mnexxxa8"
};

/* longer ones are compared without this */
#define MOST_MASKED 31

struct NonAnswers
{
	uint32		lengths[256];	/* by first byte, a bit for each length */
	int			nadded;
	char	  **added;
};

static int
CompareForms(const char *form, size_t len, const char *listed)
{
	size_t		listed_len = strlen(listed);
	int			order = memcmp(form, listed, Min(len, listed_len));

	return order != 0 ? order : (len > listed_len) - (len < listed_len);
}

static void
Note(NonAnswers *list, const char *form)
{
	list->lengths[(unsigned char) form[0]] |= 1U << Min(strlen(form), MOST_MASKED);
}

/*
 * The setting's words, brought to the normal form.
 */
static void
AddSetting(NonAnswers *list)
{
	char	   *rest = pstrdup(SettingNonAnswers != NULL ? SettingNonAnswers : "");
	int			most = 1;

	for (const char *c = rest; *c != '\0'; c++)
		most += *c == ',';
	list->added = palloc(most * sizeof(char *));
	for (char *word = strtok_r(rest, ",", &rest); word != NULL;
		 word = strtok_r(NULL, ",", &rest))
	{
		size_t		len;
		char	   *form = ContributorForm(word, strlen(word), &len);

		if (len == 0)
			continue;
		list->added[list->nadded++] = form;
		Note(list, form);
	}
}

const NonAnswers *
NonAnswersCreate(MemoryContext context)
{
	MemoryContext caller = MemoryContextSwitchTo(context);
	NonAnswers *list = palloc0(sizeof(NonAnswers));

	for (size_t i = 0; i < lengthof(built_in); i++)
		Note(list, built_in[i]);
	AddSetting(list);
	MemoryContextSwitchTo(caller);
	return list;
}

static bool
IsRepetition(const char *form, size_t len)
{
	size_t		least = form[0] >= '0' && form[0] <= '9' ? 7 : 3;

	if (len < least)
		return false;
	for (size_t i = 1; i < len; i++)
		if (form[i] != form[0])
			return false;
	return true;
}

bool
IsNonAnswer(const NonAnswers *list, const char *form, size_t len)
{
	int			low = 0;
	int			high = lengthof(built_in) - 1;

	if (len == 0 || IsRepetition(form, len))
		return true;
	if ((list->lengths[(unsigned char) form[0]] & 1U << Min(len, MOST_MASKED)) == 0)
		return false;
	while (low <= high)
	{
		int			middle = (low + high) / 2;
		int			order = CompareForms(form, len, built_in[middle]);

		if (order == 0)
			return true;
		if (order < 0)
			high = middle - 1;
		else
			low = middle + 1;
	}
	for (int i = 0; i < list->nadded; i++)
		if (CompareForms(form, len, list->added[i]) == 0)
			return true;
	return false;
}

/*
 * contributor_non_answers()
 */
Datum
contributor_non_answers(PG_FUNCTION_ARGS)
{
	const NonAnswers *list = NonAnswersCreate(CurrentMemoryContext);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	int			nbuilt_in = lengthof(built_in);

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	for (int i = 0; i < nbuilt_in + list->nadded; i++)
	{
		Datum		value = CStringGetTextDatum(i < nbuilt_in ? built_in[i] :
												list->added[i - nbuilt_in]);
		bool		isnull = false;

		tuplestore_putvalues(result->setResult, result->setDesc, &value, &isnull);
	}
	return (Datum) 0;
}
