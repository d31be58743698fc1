/*
 * industry.c
 *		NAICS and SCIAN, the industry classification of Canada, Mexico and the
 *		United States: levels, and the sectors that span several numbers.
 *
 * The first two digits are not the sector: manufacturing is 31 to 33, retail
 * trade 44 and 45 (Canada and the United States), transportation and
 * warehousing 48 and 49.  Mexico numbers wholesale and retail trade 43 and 46,
 * and Canada wholesale trade 41, each a sector of its own; no list uses one of
 * the numbers that fold in another sense, so one rule serves all three.
 *
 * Codes are taken as they are written, in force or not: files of complaints
 * mix editions, and 999999 stands for "unclassified".
 *
 * Sources: US Census Bureau, NAICS 2022; Statistics Canada, NAICS Canada 2017;
 * INEGI, SCIAN 2018.
 */
#include "base/compat.h"

#include "utils/builtins.h"

#define NAICS_SECTOR 2
#define NAICS_MAX_DIGITS 6

PG_FUNCTION_INFO_V1(naics_level);
PG_FUNCTION_INFO_V1(naics_trunc);

/* the sectors that span several numbers; first and last are second digits */
typedef struct NaicsSector
{
	char		tens;
	char		first;
	char		last;
	const char *name;
} NaicsSector;

static const NaicsSector folded_sector[] = {
	{'3', '1', '3', "31-33"},
	{'4', '4', '5', "44-45"},
	{'4', '8', '9', "48-49"}
};

/* a code as it stands in the argument, blanks around it left out */
typedef struct NaicsCode
{
	const char *digits;
	int			level;
} NaicsCode;

/*
 * The name of the sector that the first two digits belong to, NULL when that
 * is the two digits themselves.
 */
static const char *
FoldedSector(const char *digits)
{
	for (size_t i = 0; i < lengthof(folded_sector); i++)
	{
		const NaicsSector *sector = &folded_sector[i];

		if (digits[0] == sector->tens &&
			digits[1] >= sector->first && digits[1] <= sector->last)
			return sector->name;
	}
	return NULL;
}

static bool
IsSectorName(const char *text, int len)
{
	for (size_t i = 0; i < lengthof(folded_sector); i++)
	{
		const char *name = folded_sector[i].name;

		if (len == (int) strlen(name) && memcmp(text, name, len) == 0)
			return true;
	}
	return false;
}

/*
 * Points into the argument.  Raises 22023 for what is no code.
 */
static NaicsCode
CheckNaicsCode(const text *argument)
{
	const char *start = VARDATA_ANY(argument);
	int			len = VARSIZE_ANY_EXHDR(argument);
	int			ndigits = 0;
	NaicsCode	code;

	while (len > 0 && start[len - 1] == ' ')
		len--;
	while (len > 0 && *start == ' ')
	{
		start++;
		len--;
	}
	code.digits = start;
	code.level = NAICS_SECTOR;
	if (IsSectorName(start, len))
		return code;

	while (ndigits < len && start[ndigits] >= '0' && start[ndigits] <= '9')
		ndigits++;
	/* "62.0": a column of codes that was read as numbers with decimals */
	if (ndigits >= NAICS_SECTOR && len == ndigits + 2 && memcmp(start + ndigits, ".0", 2) == 0)
		len = ndigits;
	if (ndigits < len || len < NAICS_SECTOR || len > NAICS_MAX_DIGITS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid NAICS code: \"%s\"", text_to_cstring(argument)),
				 errdetail("A NAICS or SCIAN code has 2 to 6 digits, or is one of the sectors 31-33, 44-45 and 48-49."),
				 len == 0 ? errhint("For an absent code use NULL.") : 0));
	code.level = len;
	return code;
}

Datum
naics_level(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(CheckNaicsCode(PG_GETARG_TEXT_PP(0)).level);
}

/*
 * NULL where the code stands above the level: a sector is no single subsector.
 */
Datum
naics_trunc(PG_FUNCTION_ARGS)
{
	NaicsCode	code = CheckNaicsCode(PG_GETARG_TEXT_PP(0));
	int32		digits = PG_GETARG_INT32(1);
	const char *sector = FoldedSector(code.digits);

	if (digits < NAICS_SECTOR || digits > NAICS_MAX_DIGITS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid NAICS level: %d", digits),
				 errdetail("Levels are 2 (sector) to 6 (national industry).")));
	if (digits > code.level)
		PG_RETURN_NULL();
	if (digits == NAICS_SECTOR && sector != NULL)
		PG_RETURN_TEXT_P(cstring_to_text(sector));
	PG_RETURN_TEXT_P(cstring_to_text_with_len(code.digits, digits));
}
