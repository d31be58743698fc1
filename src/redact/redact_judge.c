/*
 * redact_judge.c
 *		What a number stands for, by how its groups are sized, separated and
 *		introduced, and by its check digit: the rows of redact_shape.c.
 */
#include "redact/redact_scan.h"

#include "redact/redact_shape.h"

#define LEAST_DIGITS 7			/* of what is in the table */
#define MOST_SHAPES 128

/* the shape of a row, read once */
typedef struct NumberForm
{
	const PiiShape *row;
	PiiWord		word;			/* of its kind */
	char		sign;			/* '*', '#', '>', '+', '('; 0 for the sizes */
	int			least;			/* digits */
	int			most;
	uint32		sizes;
} NumberForm;

/* filled at the first use */
static NumberForm form_list[MOST_SHAPES];
static int	nforms = 0;

StaticAssertDecl(PII_MOST_GROUPS < 8, "sizes of groups have four bits each");

static void
ReadNumberForm(const PiiShape *row, NumberForm *form)
{
	const char *shape = row->shape;

	form->row = row;
	form->word = UINT64CONST(1) << PiiKindNamed(row->kind);
	form->sign = 0;
	if (shape[0] != 'D')
	{
		char	   *end;

		form->sign = shape[0];
		form->least = form->most = (int) strtol(shape + 1, &end, 10);
		if (*end == '-')
			form->most = (int) strtol(end + 1, NULL, 10);
		return;
	}
	form->sizes = 0;
	form->least = 0;
	for (; *shape != '\0'; shape++)
	{
		form->least += *shape == 'D';
		form->sizes = *shape == 'D' ? form->sizes + 1 : form->sizes << 4;
	}
	form->most = form->least;
}

static void
ReadForms(void)
{
	for (int i = 0; i < pii_nshapes && nforms < MOST_SHAPES; i++)
	{
		const char *shape = pii_shape[i].shape;

		if (shape != NULL &&
			(IsOneOf((uint8) shape[0], "*#>+(") || (shape[0] == 'D' && strchr(shape, '_') == NULL)))
			ReadNumberForm(&pii_shape[i], &form_list[nforms++]);
	}
}

static bool
FitsForm(const PiiNumber *number, const NumberForm *form)
{
	if (number->ndigits < form->least || number->ndigits > form->most)
		return false;
	switch (form->sign)
	{
		case '#':
			return number->ngroups == 1;
		case '>':
			return number->ngroups > 1 && number->ngroups <= 5;
		case '+':
			return number->international;
		case '(':
			return number->bracket;
		case '*':
			return true;
		default:
			return number->sizes == form->sizes;
	}
}

/*
 * Ten marks of a questionnaire look like a telephone number that is spaced out.
 */
static bool
IsScores(const PiiNumber *number)
{
	for (int i = 0; i < number->ndigits; i++)
		if (number->digits[i] > '5')
			return false;
	return number->spaced && number->ndigits == 10;
}

/*
 * Nothing says that it is a folio or an amount.  Numbers in groups are rarely
 * folios, and short ones may be those of a street.
 */
static bool
IsFree(const PiiScan *scan, const PiiNumber *number)
{
	return !number->amount && !IsScores(number) &&
		!SaidWithin(scan, WORD_REFERENCE, number->ngroups == 1 ? 6 : 2) &&
		!(number->ndigits < 10 && SaidWithin(scan, WORD_PLACE, 6));
}

/*
 * Numbers of locals or sections, in a row.
 */
static bool
IsList(const PiiScan *scan, const PiiNumber *number)
{
	return number->ngroups > 2 && number->mark[1] == ' ' &&
		SaidWithin(scan, WORD_LIST, 12);
}

static bool
RowHolds(const PiiScan *scan, const PiiNumber *number, const NumberForm *form)
{
	const PiiShape *row = form->row;

	if (number->slash && (row->needs & MAY_HAVE_SLASH) == 0 &&
		((row->needs & NEEDS_WORD) == 0 || number->ngroups < 3))
		return false;
	if (number->international && form->sign != '+' && (row->needs & NEEDS_WORD) == 0)
		return false;
	if ((row->needs & NEEDS_WORD) != 0 && !SaidWithin(scan, form->word, row->near))
		return false;
	if ((row->needs & NEEDS_ALIKE) != 0 && number->separator == 0)
		return false;
	if ((row->needs & (NEEDS_FREE | NEEDS_NO_LIST)) != 0 && IsList(scan, number))
		return false;
	if ((row->needs & NEEDS_FREE) != 0 && !IsFree(scan, number))
		return false;
	if ((row->needs & NEEDS_NO_AMOUNT) != 0 && number->amount)
		return false;
	if (row->marks != NULL && !IsOneOf((uint8) number->separator, row->marks))
		return false;
	return row->holds == NULL || row->holds(number->digits, number->ndigits);
}

/*
 * Section numbers have small parts; an address has a large one, or begins as
 * those of a private network do, or is called so.
 */
static bool
IsIpAddress(const PiiScan *scan, const PiiNumber *number)
{
	const char *digits = number->digits;
	bool		large = false;
	int			middling = 0;

	if (number->ngroups != 4 || number->separator != '.')
		return false;
	for (int group = 3; group >= 0; group--)
	{
		int			size = (number->sizes >> (4 * group)) & 0xf;
		int			value = 0;

		if (size > 3)
			return false;
		for (int i = 0; i < size; i++)
			value = value * 10 + *digits++ - '0';
		if (value > 255)
			return false;
		middling += value >= 20;
		large = large || value >= 100 || middling == 2 || (group == 2 && value == 0);
	}
	return large || SaidWithin(scan, UINT64CONST(1) << PiiKindNamed("ip"), 4);
}

const char *
KindOfPiiNumber(const PiiScan *scan, const PiiNumber *number)
{
	if (IsPiiDate(scan, number))
		return "date";
	if (IsIpAddress(scan, number))
		return "ip";
	if (number->ndigits < LEAST_DIGITS)
		return NULL;
	if (nforms == 0)
		ReadForms();
	for (int i = 0; i < nforms; i++)
		if (FitsForm(number, &form_list[i]) && RowHolds(scan, number, &form_list[i]))
			return form_list[i].row->kind;
	return NULL;
}
