/*
 * redact_address.c
 *		Addresses in networks: mail, sites, names after an at sign, IPv6.
 *
 * People who fear for their mail write "maria (at) example punto org", and
 * sites without what stands before them.
 */
#include "redact/redact_scan.h"

#include "redact/redact_shape.h"

/* no longer ones are looked for, so that no text takes quadratic time */
#define LONGEST_LOCAL_PART 64	/* RFC 5321 */
#define LONGEST_DOMAIN 255
#define LONGEST_LABEL 63
#define LONGEST_URL 2048
#define LONGEST_IPV6 45

/* how sure it is that something is an at sign */
typedef enum AtSign
{
	AT_NONE,
	AT_SAID,					/* "at", which is also a word */
	AT_NAMED,					/* "arroba", "(at)" */
	AT_SIGN						/* '@' */
} AtSign;

static PiiWord
MeaningAt(const PiiScan *scan, int i, int *end)
{
	*end = EndOfLetters(scan, i);
	return MeaningOfWord(scan, i, *end);
}

/*
 * A word in brackets or between dashes, such as "(at)", of which *i is the
 * beginning; moves *i to its end.
 */
static bool
SkipBracketed(const PiiScan *scan, int *i, PiiWord meaning, uint8 sign)
{
	static const char open[] = "([{<-_*";
	static const char close[] = ")]}>-_*";
	uint8		symbol = SymbolAtOrEnd(scan, *i);
	const char *bracket = symbol == '\0' ? NULL : strchr(open, symbol);
	int			start = SkipBlanks(scan, *i + 1, 1);
	int			end;

	if (bracket == NULL || SYMBOL_ENYE == symbol)
		return false;
	if (SymbolAtOrEnd(scan, start) == sign)
		end = start + 1;
	else if ((MeaningAt(scan, start, &end) & meaning) == 0 &&
			 !(meaning == WORD_AT && end == start + 1 && scan->symbol[start] == 'A'))
		return false;
	end = SkipBlanks(scan, end, 1);
	if (SymbolAtOrEnd(scan, end) != (uint8) close[bracket - open])
		return false;
	*i = end + 1;
	return true;
}

/*
 * The at sign that begins at *i, however it is written; moves *i to its end.
 */
static AtSign
ReadAtSign(const PiiScan *scan, int *i)
{
	int			end;

	if (SymbolAtOrEnd(scan, *i) == '@')
	{
		(*i)++;
		return AT_SIGN;
	}
	if (SkipBracketed(scan, i, WORD_AT, '@'))
		return AT_NAMED;
	if (!LetterAtOrEnd(scan, *i) || (MeaningAt(scan, *i, &end) & WORD_AT) == 0)
		return AT_NONE;
	if (end - *i > 2)
	{
		*i = end;
		return AT_NAMED;
	}
	*i = end;
	return AT_SAID;
}

/*
 * The dot in a domain, where *i is, however it is written; moves *i to what
 * follows.  *plain says that nothing but a dot was needed.
 */
static bool
SkipDot(const PiiScan *scan, int *i, bool *plain)
{
	int			next = *i;
	int			end;

	*plain = false;
	if (SymbolAtOrEnd(scan, next) == '.' && WordAtOrEnd(scan, next + 1))
	{
		*plain = true;
		*i = next + 1;
		return true;
	}
	next = SkipBlanks(scan, next, 2);
	if (SymbolAtOrEnd(scan, next) == '.' || (SymbolAtOrEnd(scan, next) == ',' && next == *i))
		end = next + 1;
	else if (SkipBracketed(scan, &next, WORD_DOT, '.'))
		end = next;
	else if (next == *i || (MeaningAt(scan, next, &end) & WORD_DOT) == 0)
		return false;
	end = SkipBlanks(scan, end, 2);
	if (!LetterAtOrEnd(scan, end))
		return false;
	*i = end;
	return true;
}

/*
 * The end of a part of a domain.
 */
static int
EndOfLabel(const PiiScan *scan, int i)
{
	int			end = i;

	while (end - i < LONGEST_LABEL &&
		   (WordAtOrEnd(scan, end) ||
			(SymbolAtOrEnd(scan, end) == '-' &&
			 (WordAtOrEnd(scan, end + 1) ||
			  (SymbolAtOrEnd(scan, end + 1) == '-' && WordAtOrEnd(scan, end + 2))))))
		end++;
	return end;
}

/*
 * The end of a domain that begins at i; i where there is none.  *ndots and
 * *last say how many dots it has and where its last part begins.
 */
static int
ReadDomain(const PiiScan *scan, int i, int *ndots, int *last, bool *spoken)
{
	int			end = EndOfLabel(scan, i);

	*ndots = 0;
	*last = i;
	*spoken = false;
	while (end > *last && end - i < LONGEST_DOMAIN)
	{
		int			next = end;
		bool		plain;
		int			label;
		int			after;

		if (!SkipDot(scan, &next, &plain))
			break;
		label = EndOfLabel(scan, next);
		after = label;

		/* what is only said to be a dot must be followed by a known end */
		if (!plain && !SkipDot(scan, &after, &plain) &&
			(MeaningOfWord(scan, next, label) & (WORD_DOMAIN | WORD_DOMAIN_TOO)) == 0)
			break;

		/* one that ends a sentence by nothing else */
		if (SymbolAtOrEnd(scan, end) == '.' && SymbolAtOrEnd(scan, end + 1) == ' ' &&
			(*ndots > 0 || (MeaningOfWord(scan, next, label) & WORD_DOMAIN) == 0))
			break;
		*spoken = *spoken || SymbolAtOrEnd(scan, next - 1) == ' ';
		*last = next;
		(*ndots)++;
		end = label;
	}
	return end;
}

static bool
IsLocalPart(uint8 symbol)
{
	return SymbolIsWord(symbol) || IsOneOf(symbol, "._%+-'");
}

/*
 * Where the local part begins that ends before i; i where there is none.
 */
static int
StartOfLocal(const PiiScan *scan, int i)
{
	int			start = i;

	while (start > 0 && i - start < LONGEST_LOCAL_PART &&
		   IsLocalPart(scan->symbol[start - 1]))
		start--;
	while (start < i && !SymbolIsWord(scan->symbol[start]))
		start++;
	return start;
}

/*
 * Further parts before it, with a dot that has blanks around it or is said.
 */
static int
StartOfSpokenLocal(const PiiScan *scan, int start)
{
	for (int parts = 0; parts < 3; parts++)
	{
		int			dot = start;
		int			word;
		int			before;

		if (SymbolAtOrEnd(scan, dot - 1) != ' ')
			break;
		while (SymbolAtOrEnd(scan, dot - 1) == ' ')
			dot--;
		for (word = dot; LetterAtOrEnd(scan, word - 1) && dot - word < 8;)
			word--;
		if (SymbolAtOrEnd(scan, dot - 1) == '.' && SymbolAtOrEnd(scan, dot - 2) == ' ')
			word = dot - 1;
		else if ((MeaningOfWord(scan, word, dot) & WORD_DOT) == 0)
			break;
		while (SymbolAtOrEnd(scan, word - 1) == ' ')
			word--;
		before = StartOfLocal(scan, word);
		if (before == word)
			break;
		start = before;
	}
	return start;
}

/*
 * Is what was read around an at sign an address?
 */
static bool
IsMail(const PiiScan *scan, AtSign sign, bool blanks, bool spoken, int local, int domain,
	   int last, int ndots, int end)
{
	PiiWord		meaning = MeaningOfWord(scan, last, end);
	bool		known = (meaning & (WORD_DOMAIN | WORD_DOMAIN_TOO)) != 0;
	bool		provider = (MeaningOfWord(scan, domain, EndOfLetters(scan, domain)) &
							WORD_PROVIDER) != 0;

	if (end == domain || DigitAtOrEnd(scan, last))
		return false;
	if (ndots == 0)
		return provider ||
			(sign == AT_SIGN && !blanks && local >= 2 && end - domain >= 3);
	if (end - last < 2)
		return false;
	if (sign == AT_SAID)
		return provider || (spoken && known);
	return !blanks || sign == AT_NAMED || known;
}

/*
 * A name after an at sign: "@maria_perez".
 */
static int
ScanHandle(PiiScan *scan, int i)
{
	int			end = i + 1;

	if (i > 0 && (WordAtOrEnd(scan, i - 1) || IsOneOf(SymbolAtOrEnd(scan, i - 1), "._-/")))
		return i;
	if (!LetterAtOrEnd(scan, end) && SymbolAtOrEnd(scan, end) != '_')
		return i;
	while (WordAtOrEnd(scan, end) || SymbolAtOrEnd(scan, end) == '_' ||
		   (IsOneOf(SymbolAtOrEnd(scan, end), ".-") && WordAtOrEnd(scan, end + 1)))
		end++;
	if (end - i < 4)
		return i;
	AddPiiMatch(scan, "handle", i, end);
	return end;
}

int
ScanAtSign(PiiScan *scan, int i)
{
	int			sign_end = i;
	AtSign		sign = ReadAtSign(scan, &sign_end);
	int			local_end = i;
	int			domain;
	int			start;
	int			ndots;
	int			last;
	int			end;
	bool		spoken;

	if (sign == AT_NONE)
		return i;
	while (SymbolAtOrEnd(scan, local_end - 1) == ' ' && i - local_end < 2)
		local_end--;
	if (sign == AT_SIGN && SymbolAtOrEnd(scan, local_end - 1) == '"')
		local_end--;
	start = StartOfLocal(scan, local_end);
	domain = SkipLineBreak(scan, sign_end);
	domain = SkipBlanks(scan, domain, 2);
	if (SymbolAtOrEnd(scan, domain) == '[')
		domain++;
	end = ReadDomain(scan, domain, &ndots, &last, &spoken);
	if (start < local_end &&
		IsMail(scan, sign, local_end < i || domain > SkipLineBreak(scan, sign_end) || spoken,
			   spoken, local_end - start, domain, last, ndots, end))
	{
		start = StartOfSpokenLocal(scan, start);
		AddPiiMatch(scan, "email", start, end);
		return end;
	}
	return sign == AT_SIGN ? ScanHandle(scan, i) : i;
}

/*
 * The end of an address of a site, without the marks that end a sentence.
 */
static int
EndOfUrl(const PiiScan *scan, int i)
{
	int			end = i;

	while (end < scan->n && end - i < LONGEST_URL && scan->symbol[end] > ' ' &&
		   strchr("<>\"{}|^`", scan->symbol[end]) == NULL)
		end++;
	while (end > i && IsOneOf(scan->symbol[end - 1], ".,;:!?)]'"))
		end--;
	return end;
}

/*
 * i is at "http", "https", "ftp" or "www".
 */
int
ScanUrl(PiiScan *scan, int i)
{
	int			end = EndOfUrl(scan, i);

	for (int dot = i; dot + 1 < end; dot++)
	{
		if (scan->symbol[dot] == '.' && WordAtOrEnd(scan, dot + 1))
		{
			AddPiiMatch(scan, "url", i, end);
			return end;
		}
	}
	return i;
}

/*
 * Is what ends here the name of a company, with a form of law soon behind it:
 * "AMAZON.COM SERVICES LLC"?
 */
static bool
IsCompany(const PiiScan *scan, int i)
{
	for (int word = 0; word < 3; word++)
	{
		int			end;

		while (IsOneOf(SymbolAtOrEnd(scan, i), " ,"))
			i++;
		if ((MeaningAt(scan, i, &end) & WORD_COMPANY) != 0)
			return true;
		if (end == i)
			return false;
		i = end;
	}
	return false;
}

/*
 * "example.org", "facebook.com/maria".  Where a sentence ends without a blank,
 * the next may begin with a word that is also the end of a domain: such an end
 * needs a path, a word that says so, or a number or dash before.
 */
int
ScanSite(PiiScan *scan, int i, int end)
{
	int			last = i;
	int			ndots = 0;
	int			label = EndOfLabel(scan, i);
	bool		odd = label > end;
	PiiWord		meaning;
	bool		path;

	if (SymbolAtOrEnd(scan, label) != '.' || !LetterAtOrEnd(scan, label + 1))
		return i;
	if (WordAtOrEnd(scan, i - 1) || IsOneOf(SymbolAtOrEnd(scan, i - 1), "@./_-"))
		return i;
	while (SymbolAtOrEnd(scan, label) == '.' && WordAtOrEnd(scan, label + 1) &&
		   label - i < LONGEST_DOMAIN)
	{
		last = label + 1;
		label = EndOfLabel(scan, last);
		ndots++;
	}
	meaning = MeaningOfWord(scan, last, label);
	path = (SymbolAtOrEnd(scan, label) == '/' &&
			(WordAtOrEnd(scan, label + 1) || IsOneOf(SymbolAtOrEnd(scan, label + 1), "@~?#_"))) ||
		(SymbolAtOrEnd(scan, label) == ':' && DigitAtOrEnd(scan, label + 1));
	if ((meaning & (WORD_DOMAIN | WORD_DOMAIN_TOO)) == 0 || SymbolAtOrEnd(scan, label) == '@')
		return i;
	if ((meaning & WORD_DOMAIN) == 0 && !path && !odd && ndots < 2 &&
		!SaidWithin(scan, UINT64CONST(1) << PiiKindNamed("url"), 4))
		return i;
	if (!path && (last - i < 3 || IsCompany(scan, label)))
		return i;
	label = path ? EndOfUrl(scan, i) : label;
	AddPiiMatch(scan, "url", i, label);
	return label;
}

static bool
IsHex(uint8 symbol)
{
	return SymbolIsDigit(symbol) || (symbol >= 'A' && symbol <= 'F');
}

/*
 * i is at a colon.  Eight groups, or fewer with two colons that stand for those
 * left out; a time of day has neither.
 */
int
ScanIpv6(PiiScan *scan, int i)
{
	int			start = i;
	int			end = i;
	int			ncolons = 0;
	int			ndigits = 0;
	int			group = 0;
	bool		left_out = false;

	if (SymbolAtOrEnd(scan, i + 1) != ':' && !IsHex(SymbolAtOrEnd(scan, i + 1)))
		return i;
	while (start > 0 && i - start < 4 && IsHex(scan->symbol[start - 1]))
		start--;
	if (WordAtOrEnd(scan, start - 1))
		return i;
	for (end = start; end - start < LONGEST_IPV6; end++)
	{
		uint8		symbol = SymbolAtOrEnd(scan, end);

		if (symbol == ':' && ncolons == 7 && !left_out)
			break;				/* eight groups, and perhaps a port */
		if (symbol == ':')
		{
			left_out = left_out || SymbolAtOrEnd(scan, end + 1) == ':';
			ncolons++;
			group = 0;
		}
		else if (IsHex(symbol) || (symbol == '.' && DigitAtOrEnd(scan, end + 1)))
		{
			ndigits += SymbolIsDigit(symbol);
			if (symbol == '.')
				group = 0;
			else if (++group > 4)
				return i;
		}
		else
			break;
	}
	while (end > start && scan->symbol[end - 1] == ':' && scan->symbol[end - 2] != ':')
		end--;
	if (WordAtOrEnd(scan, end) || ndigits == 0 || end - start < 4 ||
		!(left_out ? ncolons >= 2 && ncolons <= 8 : ncolons == 7))
		return i;
	AddPiiMatch(scan, "ip", start, end);
	return end;
}
