/*
 * redact_word.c
 *		What the words around a number say about it, in Spanish, English and
 *		French.
 */
#include "redact/redact_scan.h"

#define LONGEST_WORD 16

typedef struct WordMeaning
{
	const char *word;
	PiiWord		meaning;
} WordMeaning;

/* sorted, in capitals, without accents */
static const WordMeaning word_list[] = {
	{"ABR", WORD_MONTH}, {"ABRIL", WORD_MONTH}, {"ACCT", WORD_REFERENCE},
	{"ACTA", WORD_REFERENCE}, {"ACTIVITY", WORD_REFERENCE},
	{"AFILIACION", WORD_SOCIAL}, {"AGO", WORD_MONTH}, {"AGOSTO", WORD_MONTH},
	{"AOUT", WORD_MONTH}, {"APPELER", WORD_PHONE}, {"APPELEZ", WORD_PHONE},
	{"APR", WORD_MONTH}, {"APRIL", WORD_MONTH},
	{"ARANCELARIA", WORD_REFERENCE}, {"AREA", WORD_REFERENCE},
	{"ART", WORD_REFERENCE},
	{"ARTICLE", WORD_REFERENCE}, {"ARTICULO", WORD_REFERENCE},
	{"AUG", WORD_MONTH}, {"AUGUST", WORD_MONTH}, {"AVRIL", WORD_MONTH},
	{"BN", WORD_BN}, {"CAD", WORD_UNIT}, {"CALL", WORD_PHONE},
	{"CARD", WORD_CARD}, {"CARTE", WORD_CARD}, {"CASE", WORD_REFERENCE},
	{"CASO", WORD_REFERENCE}, {"CEL", WORD_PHONE}, {"CELL", WORD_PHONE},
	{"CELLPHONE", WORD_PHONE}, {"CELULAR", WORD_PHONE},
	{"CLABE", WORD_CLABE}, {"CLASE", WORD_REFERENCE},
	{"CODE", WORD_REFERENCE}, {"CODIGO", WORD_REFERENCE},
	{"COMMANDE", WORD_REFERENCE}, {"COMPLAINT", WORD_REFERENCE},
	{"COMUNICARSE", WORD_PHONE}, {"CONTACT", WORD_PHONE},
	{"CONTACTO", WORD_PHONE}, {"CONTRACT", WORD_REFERENCE},
	{"CONTRAT", WORD_REFERENCE}, {"CONTRATO", WORD_REFERENCE},
	{"CONTRIBUYENTE", WORD_RFC}, {"CONTRIBUYENTES", WORD_RFC},
	{"DE", WORD_OF}, {"DEC", WORD_MONTH}, {"DECEMBER", WORD_MONTH},
	{"DECEMBRE", WORD_MONTH}, {"DEL", WORD_OF}, {"DIC", WORD_MONTH},
	{"DICIEMBRE", WORD_MONTH}, {"DOCKET", WORD_REFERENCE},
	{"DOCUMENTO", WORD_REFERENCE}, {"DOLARES", WORD_UNIT},
	{"DOLLARS", WORD_UNIT}, {"DOSSIER", WORD_REFERENCE}, {"EIN", WORD_EIN},
	{"EMPLEADOS", WORD_UNIT}, {"EMPLOYEES", WORD_UNIT},
	{"EMPLOYES", WORD_UNIT}, {"ENE", WORD_MONTH}, {"ENERO", WORD_MONTH},
	{"ENTREPRISE", WORD_BN}, {"ER", WORD_OF}, {"EUR", WORD_UNIT},
	{"EUROS", WORD_UNIT}, {"EXP", WORD_REFERENCE},
	{"EXPEDIENTE", WORD_REFERENCE}, {"FACTURA", WORD_REFERENCE},
	{"FACTURE", WORD_REFERENCE}, {"FAX", WORD_PHONE}, {"FEB", WORD_MONTH},
	{"FEBRERO", WORD_MONTH}, {"FEBRUARY", WORD_MONTH}, {"FEIN", WORD_EIN},
	{"FEVRIER", WORD_MONTH}, {"FILE", WORD_REFERENCE},
	{"FISCAL", WORD_RFC}, {"FOLIO", WORD_REFERENCE},
	{"FOLIOS", WORD_REFERENCE}, {"FRACCION", WORD_REFERENCE},
	{"HEURES", WORD_UNIT}, {"HOMOCLAVE", WORD_RFC}, {"HORAS", WORD_UNIT},
	{"HOURS", WORD_UNIT}, {"HS", WORD_REFERENCE}, {"HTTP", WORD_URL},
	{"HTTPS", WORD_URL}, {"IMSS", WORD_SOCIAL},
	{"INDUSTRIA", WORD_REFERENCE}, {"INDUSTRY", WORD_REFERENCE},
	{"INSPECCION", WORD_REFERENCE}, {"INSPECTION", WORD_REFERENCE},
	{"INVOICE", WORD_REFERENCE}, {"IP", WORD_IP}, {"ITIN", WORD_ITIN},
	{"JAN", WORD_MONTH}, {"JANUARY", WORD_MONTH}, {"JANVIER", WORD_MONTH},
	{"JOINDRE", WORD_PHONE}, {"JUILLET", WORD_MONTH}, {"JUIN", WORD_MONTH},
	{"JUL", WORD_MONTH}, {"JULIO", WORD_MONTH}, {"JULY", WORD_MONTH},
	{"JUN", WORD_MONTH}, {"JUNE", WORD_MONTH}, {"JUNIO", WORD_MONTH},
	{"KG", WORD_UNIT}, {"KM", WORD_UNIT}, {"LLAMAME", WORD_PHONE},
	{"LLAMAR", WORD_PHONE}, {"LLAMARME", WORD_PHONE},
	{"LLAMEN", WORD_PHONE}, {"LLAMENME", WORD_PHONE},
	{"LOT", WORD_REFERENCE}, {"LOTE", WORD_REFERENCE}, {"MAI", WORD_MONTH},
	{"MAR", WORD_MONTH}, {"MARCAR", WORD_PHONE}, {"MARCH", WORD_MONTH},
	{"MARS", WORD_MONTH}, {"MARZO", WORD_MONTH}, {"MAY", WORD_MONTH},
	{"MAYO", WORD_MONTH}, {"MEXICANOS", WORD_UNIT}, {"MOBILE", WORD_PHONE},
	{"MOVIL", WORD_PHONE}, {"MXN", WORD_UNIT}, {"NAICS", WORD_REFERENCE},
	{"NAS", WORD_SIN}, {"ND", WORD_OF}, {"NOM", WORD_REFERENCE},
	{"NORM", WORD_REFERENCE}, {"NORMA", WORD_REFERENCE},
	{"NORME", WORD_REFERENCE}, {"NOV", WORD_MONTH},
	{"NOVEMBER", WORD_MONTH}, {"NOVEMBRE", WORD_MONTH},
	{"NOVIEMBRE", WORD_MONTH}, {"NSS", WORD_SOCIAL}, {"OCT", WORD_MONTH},
	{"OCTOBER", WORD_MONTH}, {"OCTOBRE", WORD_MONTH},
	{"OCTUBRE", WORD_MONTH}, {"OF", WORD_OF}, {"OFICIO", WORD_REFERENCE},
	{"ORDEN", WORD_REFERENCE}, {"ORDER", WORD_REFERENCE},
	{"PARTIDA", WORD_REFERENCE}, {"PATRONAL", WORD_PATRONAL},
	{"PEDIDO", WORD_REFERENCE}, {"PESOS", WORD_UNIT},
	{"PHONE", WORD_PHONE}, {"PIEZAS", WORD_UNIT},
	{"PLAINTE", WORD_REFERENCE}, {"POLIZA", WORD_REFERENCE},
	{"PORTABLE", WORD_PHONE}, {"QUEJA", WORD_REFERENCE},
	{"RAMA", WORD_REFERENCE}, {"RD", WORD_OF}, {"REACH", WORD_PHONE},
	{"REF", WORD_REFERENCE}, {"REFERENCE", WORD_REFERENCE},
	{"REFERENCIA", WORD_REFERENCE}, {"REPORT", WORD_REFERENCE},
	{"REPORTE", WORD_REFERENCE}, {"RFC", WORD_RFC}, {"SAT", WORD_RFC},
	{"SCIAN", WORD_REFERENCE}, {"SECTOR", WORD_REFERENCE},
	{"SEP", WORD_MONTH}, {"SEPT", WORD_MONTH}, {"SEPTEMBER", WORD_MONTH},
	{"SEPTEMBRE", WORD_MONTH}, {"SEPTIEMBRE", WORD_MONTH},
	{"SERIAL", WORD_REFERENCE}, {"SERIE", WORD_REFERENCE},
	{"SIC", WORD_REFERENCE}, {"SIN", WORD_SIN}, {"SOCIAL", WORD_SOCIAL},
	{"SOCIALE", WORD_SIN}, {"SSN", WORD_SOCIAL}, {"ST", WORD_OF},
	{"TARJETA", WORD_CARD}, {"TEL", WORD_PHONE}, {"TELEFONO", WORD_PHONE},
	{"TELEFONOS", WORD_PHONE}, {"TELEPHONE", WORD_PHONE},
	{"TEXT", WORD_PHONE}, {"TH", WORD_OF}, {"TICKET", WORD_REFERENCE},
	{"TRABAJADORES", WORD_UNIT}, {"TRAVAILLEURS", WORD_UNIT},
	{"UNIDADES", WORD_UNIT}, {"UNITS", WORD_UNIT}, {"USD", WORD_UNIT},
	{"WHATSAPP", WORD_PHONE}, {"WORKERS", WORD_UNIT}, {"WWW", WORD_URL}
};

/* where the words with each letter begin; filled at the first use */
static int	first_with[27];
static bool indexed = false;

static void
IndexWords(void)
{
	int			word = 0;

	for (int letter = 0; letter < 26; letter++)
	{
		while (word < (int) lengthof(word_list) &&
			   word_list[word].word[0] < 'A' + letter)
			word++;
		first_with[letter] = word;
	}
	first_with[26] = lengthof(word_list);
	indexed = true;
}

/*
 * Spanish for "without" is a frequent word; the Canadian number is written in
 * capitals.
 */
static bool
IsCapital(const PiiScan *scan, int i)
{
	char		c = scan->text[scan->at == NULL ? i : scan->at[i]];

	return c >= 'A' && c <= 'Z';
}

PiiWord
MeaningOfWord(const PiiScan *scan, int start, int end)
{
	char		word[LONGEST_WORD + 1];
	int			len = end - start;

	if (len < 2 || len > LONGEST_WORD || scan->symbol[start] < 'A')
		return WORD_NONE;
	if (!indexed)
		IndexWords();
	memcpy(word, scan->symbol + start, len);
	word[len] = '\0';
	for (int i = first_with[word[0] - 'A']; i < first_with[word[0] - 'A' + 1]; i++)
	{
		/* nearly all differ in the second letter */
		int			order = word_list[i].word[1] - word[1];

		if (order == 0)
			order = strcmp(word_list[i].word, word);
		if (order > 0)
			break;
		if (order == 0)
			return word_list[i].meaning == WORD_SIN && len == 3 &&
				!IsCapital(scan, start + 1) ? WORD_NONE : word_list[i].meaning;
	}
	return WORD_NONE;
}

static int
SkipBlanks(const PiiScan *scan, int i)
{
	while (SymbolAtOrEnd(scan, i) == ' ' ||
		   (i < scan->n && scan->symbol[i] == '\n'))
		i++;
	return i;
}

/*
 * Over blanks, one mark, and a word such as "de" or "th".
 */
static int
SkipBetweenDateParts(const PiiScan *scan, int i)
{
	int			end;

	for (int part = 0; part < 3; part++)
	{
		i = SkipBlanks(scan, i);
		if (SymbolAtOrEnd(scan, i) != '\0' &&
			strchr(".,-/", SymbolAtOrEnd(scan, i)) != NULL)
			i++;
		for (end = i; SymbolIsLetter(SymbolAtOrEnd(scan, end));)
			end++;
		if (MeaningOfWord(scan, i, end) == WORD_OF)
			i = end;
	}
	return i;
}

/*
 * The end of a number of this many digits; i where there is none.
 */
static int
ReadDigits(const PiiScan *scan, int i, int least, int most)
{
	int			end = i;

	while (end - i <= most && DigitAtOrEnd(scan, end))
		end++;
	return end - i >= least && end - i <= most ? end : i;
}

static int
ReadYear(const PiiScan *scan, int i)
{
	int			end = ReadDigits(scan, i, 4, 4);
	bool		recent = end > i &&
		((scan->symbol[i] == '1' && scan->symbol[i + 1] == '9') ||
		 (scan->symbol[i] == '2' && scan->symbol[i + 1] == '0'));

	return recent ? end : i;
}

/*
 * Is there a day just before, with nothing but blanks, a dash and "de" between?
 */
static bool
IsDayBefore(const PiiScan *scan, int start)
{
	if (scan->day_word_no != scan->nwords)
		return false;
	for (int i = scan->day_at; i < start; i++)
		if (scan->symbol[i] == ',' || scan->symbol[i] == ';' ||
			scan->symbol[i] == ':')
			return false;
	return true;
}

/*
 * "12 de mayo de 2024", "12 May 2024", "12 de mayo", "May 12, 2024".  Without
 * the year a month before or after a number may be a verb or a name.
 */
int
ScanMonth(PiiScan *scan, int start, int end)
{
	bool		day_before = IsDayBefore(scan, start);
	int			i = SkipBetweenDateParts(scan, end);
	int			year_end = ReadYear(scan, i);

	if (day_before && year_end > i)
	{
		AddPiiMatch(scan, PII_DATE, scan->day_at, year_end);
		return year_end;
	}
	if (day_before && end - start > 3 && start >= 3 &&
		MeaningOfWord(scan, start - 3, start - 1) == WORD_OF)
	{
		AddPiiMatch(scan, PII_DATE, scan->day_at, end);
		return end;
	}
	if (!day_before && ReadDigits(scan, i, 1, 2) > i)
	{
		int			year = SkipBetweenDateParts(scan, ReadDigits(scan, i, 1, 2));

		year_end = ReadYear(scan, year);
		if (year_end > year)
		{
			AddPiiMatch(scan, PII_DATE, start, year_end);
			return year_end;
		}
	}
	return start;
}
