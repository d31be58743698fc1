/*
 * contributor_form.c
 *		Brings identifiers to their normal form.
 */
#include "people/contributor_form.h"
#include "base/text.h"

#include "mb/pg_wchar.h"

int
WithoutZeroFraction(const char *text, int len)
{
	int			end = len;
	int			point;
	int			start;

	while (end > 0 && text[end - 1] == ' ')
		end--;
	for (point = end; point > 0 && text[point - 1] == '0'; point--)
		;
	if (point == end || point < 2 ||
		(text[point - 1] != '.' && text[point - 1] != ','))
		return len;
	for (start = point - 1; start > 0 && text[start - 1] >= '0' && text[start - 1] <= '9'; start--)
		;
	if (start == point - 1 || (end - point == 3 && point - 1 - start <= 3))
		return len;
	for (int i = 0; i < start; i++)
		if (text[i] != ' ' && text[i] != '+' && text[i] != '-')
			return len;
	return point - 1;
}

/*
 * A database of encoding SQL_ASCII holds any bytes.  What is no UTF-8 there is
 * read as Latin 1, so that no report that was filed stops a count, and a name
 * is the same in both.
 */
static const char *
Readable(const char *text, size_t *len)
{
	char	   *converted;

	if (GetDatabaseEncoding() != PG_SQL_ASCII || pg_verify_mbstr(PG_UTF8, text, *len, true))
		return text;
	converted = (char *) pg_do_encoding_conversion((unsigned char *) unconstify(char *, text),
												   *len, PG_LATIN1, PG_UTF8);
	*len = strlen(converted);
	return converted;
}

char *
ContributorForm(const char *text, size_t len, size_t *form_len)
{
	const char *readable = Readable(text, &len);
	char	   *form = FoldText(readable, WithoutZeroFraction(readable, (int) len),
								TEXT_FOLD_ACCENTS | TEXT_FOLD_BARE, form_len);
	size_t		zeros = LeadingZeros(form, *form_len);

	if (readable != text)
		pfree(unconstify(char *, readable));
	*form_len -= zeros;
	memmove(form, form + zeros, *form_len + 1);
	return form;
}
