/*
 * text_escape.c
 *		Characters written as something else, by HTML, JSON or a form.
 */
#include "base/text_escape.h"

#define LONGEST_ENTITY 12
#define MOST_NUMBER 0x10FFFF

typedef struct Entity
{
	const char *name;
	pg_wchar	c;
} Entity;

/*
 * Those of HTML that may stand in an identifier or next to one; letters with
 * marks are read by their first letter.
 */
static const Entity entity_list[] = {
	{"nbsp", ' '}, {"ensp", ' '}, {"emsp", ' '}, {"thinsp", ' '}, {"Tab", ' '},
	{"NewLine", '\n'}, {"amp", '&'}, {"commat", '@'}, {"period", '.'},
	{"comma", ','}, {"colon", ':'}, {"semi", ';'}, {"sol", '/'}, {"num", '#'},
	{"lpar", '('}, {"rpar", ')'}, {"lsqb", '['}, {"rsqb", ']'}, {"plus", '+'},
	{"hyphen", '-'}, {"dash", '-'}, {"ndash", '-'}, {"mdash", '-'},
	{"minus", '-'}, {"lowbar", '_'}, {"quot", '"'}, {"apos", '\''},
	{"lt", '<'}, {"gt", '>'}, {"dollar", '$'}, {"percnt", '%'},
	{"equals", '='}, {"ast", '*'}, {"middot", 0xB7}, {"shy", 0xAD},
	{"zwj", 0x200D}, {"zwnj", 0x200C}, {"ZeroWidthSpace", 0x200B}
};

static const char *const mark_list[] = {
	"acute", "grave", "circ", "uml", "tilde", "cedil", "ring"
};

static int
HexValue(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : 16;
}

/*
 * Digits of a base from text on; the number of bytes read.
 */
static int
ReadNumber(const char *text, int len, int base, pg_wchar *c)
{
	int			n = 0;

	*c = 0;
	while (n < len && HexValue(text[n]) < base && *c <= MOST_NUMBER)
		*c = *c * base + HexValue(text[n++]);
	return *c == 0 || *c > MOST_NUMBER ? 0 : n;
}

/*
 * The character of a name between '&' and ';'; 0 for none.  Letters with marks
 * are told by their ends, but for the one that is a letter of its own.
 */
static pg_wchar
CharacterOfName(const char *name, int len)
{
	for (int i = 0; i < (int) lengthof(entity_list); i++)
		if ((int) strlen(entity_list[i].name) == len &&
			strncmp(entity_list[i].name, name, len) == 0)
			return entity_list[i].c;
	if (len == 6 && strncmp(name + 1, "tilde", 5) == 0 && (*name == 'n' || *name == 'N'))
		return *name == 'n' ? 0xF1 : 0xD1;
	for (int i = 0; i < (int) lengthof(mark_list); i++)
		if ((int) strlen(mark_list[i]) == len - 1 &&
			strncmp(mark_list[i], name + 1, len - 1) == 0)
			return (pg_wchar) *name;
	return 0;
}

static int
ReadEntity(const char *text, int len, pg_wchar *c)
{
	int			start = 1;
	int			end;

	/* escaped twice: "&amp;#64;" */
	if (len > 6 && strncmp(text, "&amp;", 5) == 0 && (text[5] == '#' || strncmp(text + 5, "nbsp;", 5) == 0))
		start = 5;
	if (start < len && text[start] == '#')
	{
		bool		hex = start + 1 < len && (text[start + 1] == 'x' || text[start + 1] == 'X');
		int			digits = start + 1 + hex;
		int			n = ReadNumber(text + digits, len - digits, hex ? 16 : 10, c);

		if (n == 0)
			return 0;
		end = digits + n;
		return end < len && text[end] == ';' ? end + 1 : end;
	}
	for (end = start; end < len && end - start < LONGEST_ENTITY + 3 && text[end] != ';';)
		end++;
	if (end == start || end >= len || text[end] != ';')
		return 0;
	*c = CharacterOfName(text + start, end - start);
	return *c == 0 ? 0 : end + 1;
}

/*
 * "\n" and its like, and "\u0040".  A path of Windows may have the former too.
 */
static int
ReadBackslash(const char *text, int len, pg_wchar *c)
{
	if (len < 2)
		return 0;
	if (text[1] == 'n' || text[1] == 'r' || text[1] == 't')
	{
		*c = text[1] == 't' ? ' ' : '\n';
		return 2;
	}
	return text[1] == 'u' && len >= 6 && ReadNumber(text + 2, 4, 16, c) == 4 ? 6 : 0;
}

int
ReadEscape(const char *text, int len, pg_wchar *c)
{
	switch (*text)
	{
		case '&':
			return ReadEntity(text, len, c);
		case '\\':
			return ReadBackslash(text, len, c);
		case '%':
			/* after a number it is a percentage */
			if (len > 3 && (strncmp(text, "%40", 3) == 0 || strncmp(text, "%20", 3) == 0) &&
				!(text[3] >= '0' && text[3] <= '9'))
			{
				*c = text[1] == '4' ? '@' : ' ';
				return 3;
			}
			return 0;
		default:
			return 0;
	}
}
