/*
 * redact_shape.c
 *		The table of identifiers: what they look like, and when a number or a
 *		word of that look is one.
 *
 * The first row that holds wins, so what is said by a word stands before what
 * is only likely.
 */
#include "redact/redact_shape.h"

#include "redact/redact_math.h"

static bool
LastThreeHaveLetter(const char *symbols, int n)
{
	return RfcDateHolds(symbols, n) && HasLatin(symbols + n - 3, 3);
}

/*
 * REF240512001 has the shape of an RFC too.
 */
static bool
RfcIsPlausible(const char *symbols, int n)
{
	return RfcDateHolds(symbols, n) &&
		(HasLatin(symbols + n - 3, 3) || RfcHolds(symbols, n) ||
		 strncmp(symbols, "XAXX010101000", 13) == 0 ||
		 strncmp(symbols, "XEXX010101000", 13) == 0);
}

static bool
SsnHolds(const char *digits, int n)
{
	return n == 9 && SsnIsIssuable(digits);
}

static bool
ItinHolds(const char *digits, int n)
{
	return n == 9 && ItinIsIssuable(digits);
}

static bool
EinHolds(const char *digits, int n)
{
	return n == 9 && EinIsIssuable(digits);
}

static bool
SinHolds(const char *digits, int n)
{
	return LuhnHolds(digits, n) && digits[0] != '0' && digits[0] != '8';
}

static bool
ClabeOfAll(const char *digits, int n)
{
	return n == 18 && ClabeHolds(digits);
}

/*
 * No card of a bank begins with another digit.
 */
static bool
BankCardHolds(const char *digits, int n)
{
	return digits[0] >= '3' && digits[0] <= '6' && LuhnHolds(digits, n);
}

static bool
PhoneHolds(const char *digits, int n)
{
	int			prefix = PhonePrefix(digits, n);

	return n == 10 + prefix && digits[prefix] >= '2';
}

const PiiShape pii_shape[] = {
	/* Mexico */
	{"curp", "CURP CURPS",
	"AAAA_DD_DD_DD_S_AA_AAA_X_D", NULL, 0, 0, NULL},
	{"clave_elector", "ELECTOR INE IFE",
	"AAAAAA_DDDDDD_DD_S_DDD", NULL, 0, 0, NULL},
	{"rfc", "RFC RFCS SAT HOMOCLAVE CONTRIBUYENTE CONTRIBUYENTES FISCAL",
	"&&&&_DD_DD_DD_XXE", NULL, NEEDS_WORD, 6, RfcDateHolds},
	{"rfc", NULL,
	"&&&_DD_DD_DD_XXE", NULL, NEEDS_WORD, 6, RfcDateHolds},
	{"rfc", NULL,
	"&&&&_DDDDDD_XXE", "", 0, 0, RfcIsPlausible},
	{"rfc", NULL,
	"&&&_DDDDDD_XXE", "", 0, 0, RfcIsPlausible},
	{"rfc", NULL,
	"&&&&_DDDDDD_XXE", NULL, 0, 0, LastThreeHaveLetter},
	{"rfc", NULL,
	"&&&_DDDDDD_XXE", NULL, 0, 0, LastThreeHaveLetter},
	/* a person's without the last three */
	{"rfc", NULL,
	"AAAA_DDDDDD", NULL, NEEDS_WORD, 4, MonthAndDayEnd},
	{"registro_patronal", "PATRONAL",
	"XDD_DDDDD_DD_D", "-", 0, 0, NULL},
	{"registro_patronal", NULL,
	"XDD_DDDDD_DD_D", NULL, NEEDS_WORD, 6, NULL},
	{"registro_patronal", NULL,
	"*11", NULL, NEEDS_WORD, 6, NULL},
	/* United States and Canada; bare ones are too frequent without a word */
	{"bn", "BN ENTREPRISE",
	"#9", NULL, NEEDS_WORD, 6, NULL},
	{"bn", NULL,
	"DDDDD-DDDD", NULL, NEEDS_WORD, 6, NULL},
	{"ein", "EIN FEIN",
	"#9", NULL, NEEDS_WORD, 6, NULL},
	{"ein", NULL,
	"DD-DDDDDDD", NULL, NEEDS_WORD, 6, NULL},
	{"ssn", "SSN SSNS SOCIAL",
	"DDD-DD-DDDD", "-", NEEDS_NO_LIST, 0, SsnHolds},
	{"ssn", NULL,
	"DDD-DD-DDDD", NULL, NEEDS_NO_LIST | NEEDS_ALIKE, 0, SsnHolds},
	{"itin", "ITIN SSN SOCIAL",
	"DDD-DD-DDDD", NULL, NEEDS_NO_LIST | NEEDS_ALIKE, 0, ItinHolds},
	{"itin", NULL,
	"*9", NULL, NEEDS_WORD, 8, ItinHolds},
	{"ssn", NULL,
	"*9", NULL, NEEDS_WORD, 8, SsnHolds},
	{"sin", "SIN NAS SOCIALE SOCIAL SSN",
	"*9", NULL, NEEDS_WORD, 8, NULL},
	{"sin", NULL,
	"DDD-DDD-DDD", "- *", NEEDS_FREE, 0, SinHolds},
	{"bn", NULL,
	"DDDDD-DDDD", " ", NEEDS_FREE, 0, LuhnHolds},
	{"ein", NULL,
	"DD-DDDDDDD", "-", NEEDS_FREE, 0, EinHolds},
	/* accounts, whose check digits leave one number in ten */
	{"clabe", "CLABE CLABES INTERBANCARIA",
	"*18", NULL, NEEDS_WORD, 6, NULL},
	{"clabe", NULL,
	"#18", NULL, NEEDS_FREE, 0, ClabeOfAll},
	{"clabe", NULL,
	"DDD-DDD-DDDDDDDDDDD-D", NULL, NEEDS_FREE, 0, ClabeOfAll},
	{"clabe", NULL,
	"DDDD-DDDD-DDDD-DDDD-DD", NULL, NEEDS_FREE, 0, ClabeOfAll},
	{"clabe", NULL,
	"DDD-DDD-DDDD-DDDD-DDDD", NULL, NEEDS_FREE, 0, ClabeOfAll},
	{"clabe", NULL,
	"DDDDDD-DDDDDD-DDDDDD", NULL, NEEDS_FREE, 0, ClabeOfAll},
	{"card", "TARJETA TARJETAS CARD CARDS CARTE CARTES VISA MASTERCARD AMEX",
	"*13-19", NULL, NEEDS_WORD, 6, LuhnHolds},
	{"card", NULL,
	"DDDD-DDDD-DDDD-DDDD", NULL, NEEDS_NO_LIST, 0, LuhnHolds},
	{"card", NULL,
	"DDDD-DDDDDD-DDDDD", NULL, NEEDS_NO_LIST, 0, LuhnHolds},
	{"card", NULL,
	"#13-19", NULL, NEEDS_FREE, 0, BankCardHolds},
	/* eleven digits: by what is said, and else by the check digit */
	{"nss", "NSS IMSS AFILIACION SOCIAL",
	"*11", NULL, NEEDS_WORD, 8, NULL},
	{"nss", NULL,
	"DD-DD-DD-DDDD-D", NULL, NEEDS_NO_LIST, 0, NULL},
	{"phone", "TEL TELS TELEFONO TELEFONOS TELEFONICO TELEPHONE TELEPHONES PHONE PHONES FAX TFNO TLF PH MOB"
	" CEL CELS CELL CELLPHONE CELULAR CELULARES CELLULAIRE MOBILE MOVIL PORTABLE WHATSAPP WHATSAP WHATS WSP"
	" CALL CALLED CONTACT CONTACTO COMUNICARSE COMUNIQUENSE LLAMAR LLAMAME LLAMARME LLAMEN LLAMENME"
	" MARCAR MARQUEN REACH TEXT APPELER APPELEZ RAPPELER RAPPELEZ JOINDRE",
	"*10-15", NULL, NEEDS_WORD | MAY_HAVE_SLASH, 8, PhoneHolds},
	{"nss", NULL,
	"#11", NULL, NEEDS_FREE, 0, LuhnHolds},
	{"nss", NULL,
	"DDDDDDDDDD-D", NULL, NEEDS_FREE, 0, LuhnHolds},
	/* ten digits, and what Mexico and North America put before them */
	{"phone", NULL,
	"+8-15", NULL, 0, 0, NULL},
	{"phone", NULL,
	"(10-15", NULL, 0, 0, PhoneHolds},
	{"phone", NULL,
	"*7-8", NULL, NEEDS_WORD | NEEDS_NO_AMOUNT | MAY_HAVE_SLASH, 4, NULL},
	{"phone", NULL,
	">11-15", NULL, NEEDS_FREE, 0, PhoneHolds},
	{"phone", NULL,
	"#10", NULL, NEEDS_FREE, 0, PhoneHolds},
	{"phone", NULL,
	"#13-15", NULL, NEEDS_FREE, 0, PhoneHolds},
	{"phone", NULL,
	"DDD-DDD-DDDD", NULL, NEEDS_FREE, 0, PhoneHolds},
	{"phone", NULL,
	"DD-DDDD-DDDD", NULL, NEEDS_FREE, 0, PhoneHolds},
	{"phone", NULL,
	"DD-DDDDDDDD", NULL, NEEDS_FREE, 0, PhoneHolds},
	{"phone", NULL,
	"DDD-DDDDDDD", NULL, NEEDS_FREE, 0, PhoneHolds},
	{"phone", NULL,
	"DDDD-DDDDDD", NULL, NEEDS_FREE, 0, PhoneHolds},
	{"phone", NULL,
	"DDD-DDD-DD-DD", NULL, NEEDS_FREE, 0, PhoneHolds},
	{"phone", NULL,
	"DD-DDDD-DD-DD", NULL, NEEDS_FREE, 0, PhoneHolds},
	{"phone", NULL,
	"DD-DD-DD-DD-DD", NULL, NEEDS_FREE, 0, PhoneHolds},
	{"phone", NULL,
	"DDDD-DD-DD-DD", NULL, NEEDS_FREE, 0, PhoneHolds},
	/* these have scanners of their own */
	{"email", "CORREO CORREOS EMAIL MAIL COURRIEL", NULL, NULL, 0, 0, NULL},
	{"handle", "INSTAGRAM TWITTER TIKTOK TELEGRAM", NULL, NULL, 0, 0, NULL},
	{"url", "SITIO WEBSITE PAGINA", NULL, NULL, 0, 0, NULL},
	{"ip", "IP", NULL, NULL, 0, 0, NULL},
	{"date", "FECHA NACIMIENTO NACI NACIO NACIDO NACIDA BORN BIRTH BIRTHDAY DOB NEE DATE NAISSANCE", NULL, NULL, 0, 0, NULL}
};

const int	pii_nshapes = lengthof(pii_shape);

/* of each kind its first row; filled at the first use */
static const PiiShape *kind_row[lengthof(pii_shape)];
static int	nkinds = 0;

int
PiiKinds(void)
{
	if (nkinds > 0)
		return nkinds;
	for (int row = 0; row < pii_nshapes; row++)
	{
		int			kind = 0;

		while (kind < nkinds &&
			   strcmp(kind_row[kind]->kind, pii_shape[row].kind) != 0)
			kind++;
		if (kind == nkinds)
			kind_row[nkinds++] = &pii_shape[row];
	}
	return nkinds;
}

const char *
PiiKindName(int kind)
{
	return kind_row[kind]->kind;
}

int
PiiKindNamed(const char *name)
{
	for (int kind = 0; kind < PiiKinds(); kind++)
		if (pg_strcasecmp(kind_row[kind]->kind, name) == 0)
			return kind;
	return -1;
}
