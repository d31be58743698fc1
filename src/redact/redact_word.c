/*
 * redact_word.c
 *		What the words around a number say about it, in Spanish, English and
 *		French.
 *
 * Words that introduce a kind stand in its rows (redact_shape.c); here are
 * those that say something else.  A word may mean several things.
 */
#include "redact/redact_scan.h"

#include "redact/redact_shape.h"

#define LONGEST_WORD 16

/* a power of two, some three times the number of words */
#define SLOTS 2048

typedef struct WordMeaning
{
	PiiWord		meaning;
	const char *words;			/* in capitals, without accents */
} WordMeaning;

static const WordMeaning meaning_list[] = {
	{WORD_REFERENCE,
		"ACCT ACTA ACTIVITY ARANCELARIA AREA ART ARTICLE ARTICULO CASE CASO CLASE CODE CODIGO COMMANDE COMPLAINT"
		" CONTRACT CONTRAT CONTRATO DOCKET DOCUMENTO DOSSIER EXP EXPEDIENTE FACTURA FACTURE FILE FOLIO FOLIOS"
		" FRACCION HS INDUSTRIA INDUSTRY INSPECCION INSPECTION INVOICE LOT LOTE NAICS NOM NORM NORMA NORME OFICIO"
		" ORDEN ORDER PARTIDA PEDIDO PLAINTE POLIZA QUEJA RAMA REF REFERENCE REFERENCIA REPORT REPORTE SCIAN"
		" SECTOR SERIAL SERIE SIC TICKET WAC RCW USC CFR CCR ORS NYCRR STATUTE LEY LAW LOI RULE REGULATION REGLAMENTO SKU IMEI"},
	{WORD_LIST,
		"LOCAL LOCALS LOCALES LOCAUX SECCION SECCIONES SECTION SECTIONS LODGE LODGES DELEGACIONES UFCW IBEW SEIU"
		" AFSCME TEAMSTERS CHAPTER CHAPTERS DISTRICTS"},
	{WORD_PLACE,
		"CALLE AV AVE AVENIDA AVENUE BLVD BOULEVARD COLONIA COL CALZADA CARRETERA STREET ROAD RUE PLAZA PRIVADA"
		" FRACCIONAMIENTO BARRIO POSTAL CP ZIP DOMICILIO"
		" ESC ESCUELA PRIM PRIMARIA SECUNDARIA"},
	{WORD_DECREE, "DOF DECRETO DECRETOS DIARIO GACETA GAZETTE DECRET DECREE PUBLICADO PUBLICADA PUBLIE PUBLIEE LEY LOI LAW"},
	{WORD_COMPANY, "INC LLC LTD LTDA CORP CORPORATION COMPANY LLP LP PLC BV GMBH SAB SRL SAPI LIMITED INCORPORATED"},
	{WORD_MINE, "MI MY MON MA SOY"},
	{WORD_UNIT,
		"CAD DOLARES DOLLARS EMPLEADOS EMPLOYEES EMPLOYES EUR EUROS HEURES HORAS HOURS KG KM MEXICANOS MXN PESOS"
		" MESES MONTHS MOIS DIAS DAYS JOURS SEMANAS WEEKS A\001OS YEARS MINUTOS MINUTES PIEZAS TRABAJADORES TRAVAILLEURS UNIDADES UNITS USD WORKERS"},
	{WORD_MONTH,
		"ABR ABRIL AGO AGOSTO AOUT APR APRIL AUG AUGUST AVRIL DEC DECEMBER DECEMBRE DIC DICIEMBRE ENE ENERO FEB"
		" FEBRERO FEBRUARY FEVRIER FEV JAN JANUARY JANV JANVIER JUILLET JUIL JUIN JUL JULIO JULY JUN JUNE JUNIO MAI MAR"
		" MARCH MARS MARZO MAY MAYO NOV NOVEMBER NOVEMBRE NOVIEMBRE OCT OCTOBER OCTOBRE OCTUBRE SEP SEPT"
		" SEPTEMBER SEPTEMBRE SEPTIEMBRE SETIEMBRE"},
	{WORD_URL, "HTTP HTTPS WWW FTP"},
	{WORD_OF, "DE DEL ER ND OF RD ST TH ANO A\001O"},
	{WORD_TO, "AL TO AND ET AU THROUGH HASTA"},
	{WORD_BEFORE, "NO NUM NUMERO NUMBER NRO ES EL AL IS AT MI SU EST AU"},
	{WORD_AT, "AT ARROBA AROBA AROBASE ARROBASE"},
	{WORD_DOT, "DOT PUNTO POINT"},
	{WORD_DOMAIN, "COM ORG NET EDU GOV GOB INFO BIZ IO MX UK FR XYZ GG LY TV"},
	{WORD_DOMAIN_TOO,
		"CA US ES EU CO ME APP DEV ONLINE SITE SHOP STORE BLOG INT COOP JOBS LIVE LINK PAGE QC AC CLOUD AI EXAMPLE BE EE GL CC WS"},
	{WORD_PROVIDER, "GMAIL HOTMAIL OUTLOOK YAHOO ICLOUD PRODIGY PROTONMAIL PROTON AOL MSN LIVE"}
};

typedef struct WordSlot
{
	const char *word;			/* not ended by a zero; NULL for none */
	int			len;
	PiiWord		meaning;
} WordSlot;

/* filled at the first use */
static WordSlot slot[SLOTS];

/* by the first two letters, a bit for each length that a word has; most words of
 * a text go no further */
static uint32 lengths[26][26];
static bool filled = false;

/*
 * Where the word is, or would be.
 */
static WordSlot *
SlotOfWord(const char *word, int len)
{
	uint32		hash = 2166136261u; /* FNV-1a */

	for (int i = 0; i < len; i++)
		hash = (hash ^ (uint8) word[i]) * 16777619u;
	for (hash ^= hash >> 15;; hash++)
	{
		WordSlot   *found = &slot[hash & (SLOTS - 1)];

		if (found->word == NULL ||
			(found->len == len && memcmp(found->word, word, len) == 0))
			return found;
	}
}

static inline bool
IsPlainCapital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/*
 * False for what is no word of the list.
 */
static inline bool
MayBeListed(const char *word, int len)
{
	if (!IsPlainCapital(word[0]) || !IsPlainCapital(word[1]))
		return true;
	return (lengths[word[0] - 'A'][word[1] - 'A'] & (1u << len)) != 0;
}

static void
AddWords(const char *words, PiiWord meaning)
{
	while (words != NULL && *words != '\0')
	{
		int			len = (int) strcspn(words, " ");
		WordSlot   *found = SlotOfWord(words, len);

		found->word = words;
		found->len = len;
		found->meaning |= meaning;
		if (IsPlainCapital(words[0]) && IsPlainCapital(words[1]))
			lengths[words[0] - 'A'][words[1] - 'A'] |= 1u << len;
		words += len + (words[len] == ' ');
	}
}

static void
FillSlots(void)
{
	for (int i = 0; i < (int) lengthof(meaning_list); i++)
		AddWords(meaning_list[i].words, meaning_list[i].meaning);
	for (int row = 0; row < pii_nshapes; row++)
		AddWords(pii_shape[row].words, UINT64CONST(1) << PiiKindNamed(pii_shape[row].kind));
	filled = true;
}

/*
 * Spanish for "without" is a frequent word; the Canadian number is written in
 * capitals.
 */
static bool
IsCapital(const PiiScan *scan, int i)
{
	char		c = scan->text[scan->at == NULL ? i : scan->at[i]];

	return IsPlainCapital(c);
}

PiiWord
MeaningOfWord(const PiiScan *scan, int start, int end)
{
	const char *word = (const char *) scan->symbol + start;
	int			len = end - start;

	if (len < 2 || len > LONGEST_WORD)
		return 0;
	if (!filled)
		FillSlots();
	if (len == 3 && memcmp(word, "SIN", 3) == 0 && !IsCapital(scan, start + 1))
		return 0;
	return MayBeListed(word, len) ? SlotOfWord(word, len)->meaning : 0;
}

PiiWord
MeaningOfLabel(const PiiScan *scan, int start, int end)
{
	for (int from = Max(start, end - LONGEST_WORD); from <= end - 3; from++)
	{
		PiiWord		meaning = MeaningOfWord(scan, from, end) & WORD_KINDS;

		if (meaning != 0)
			return meaning;
	}
	return 0;
}
