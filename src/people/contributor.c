/*
 * contributor.c
 *		From an identifier to a tag.
 *
 * This runs once a row, so what is common is short: integers and ASCII text
 * are brought to the normal form on the stack.
 *
 * Types are taken whose text does not depend on a setting of the session: a
 * date would be another person under another DateStyle.
 */
#include "people/contributor.h"
#include "people/contributor_form.h"
#include "people/contributor_nobody.h"
#include "people/hex_math.h"
#include "people/key.h"
#include "people/siphash_math.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/numeric.h"

/* a normal form up to this length is made on the stack */
#define SHORT_FORM 64

typedef enum ContributorKind
{
	CONTRIBUTOR_INT2,
	CONTRIBUTOR_INT4,
	CONTRIBUTOR_INT8,
	CONTRIBUTOR_NUMERIC,
	CONTRIBUTOR_TEXT,			/* a varlena whose bytes are the text */
	CONTRIBUTOR_BYTEA,
	CONTRIBUTOR_OTHER			/* through its output function */
} ContributorKind;

struct ContributorTagger
{
	ContributorKind kind;
	SipKey		key;
	const NonAnswers *non_answers;
	FmgrInfo	output;			/* for CONTRIBUTOR_OTHER */
	MemoryContext scratch;
	MemoryContextCallback forget;
};

static ContributorKind
KindOfType(Oid type)
{
	char		category;
	bool		preferred;

	switch (type)
	{
		case INT2OID:
			return CONTRIBUTOR_INT2;
		case INT4OID:
			return CONTRIBUTOR_INT4;
		case INT8OID:
			return CONTRIBUTOR_INT8;
		case NUMERICOID:
			return CONTRIBUTOR_NUMERIC;
		case TEXTOID:
		case VARCHAROID:
		case BPCHAROID:
			return CONTRIBUTOR_TEXT;
		case BYTEAOID:
			return CONTRIBUTOR_BYTEA;
		case UUIDOID:
		case OIDOID:
			return CONTRIBUTOR_OTHER;
		default:
			break;
	}
	get_type_category_preferred(type, &category, &preferred);
	if (category != TYPCATEGORY_STRING && category != TYPCATEGORY_ENUM)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("a contributor cannot be of type %s",
						format_type_be(type)),
				 errhint("Use an integer, numeric, text, uuid or bytea, or cast the contributor to text.")));
	return CONTRIBUTOR_OTHER;
}

static void
ForgetTagKey(void *tagger)
{
	ForgetKey(&((ContributorTagger *) tagger)->key, sizeof(SipKey));
}

ContributorTagger *
ContributorTaggerCreate(MemoryContext context, Oid type)
{
	ContributorTagger *tagger =
		MemoryContextAllocZero(context, sizeof(ContributorTagger));
	Oid			base = getBaseType(type);
	SecretKey	key;

	tagger->kind = KindOfType(base);
	if (tagger->kind == CONTRIBUTOR_OTHER)
	{
		Oid			output;
		bool		is_varlena;

		getTypeOutputInfo(base, &output, &is_varlena);
		fmgr_info_cxt(output, &tagger->output, context);
	}
	tagger->scratch = AllocSetContextCreate(context, "contributor tags",
											ALLOCSET_SMALL_SIZES);
	tagger->forget.func = ForgetTagKey;
	tagger->forget.arg = tagger;
	MemoryContextRegisterResetCallback(context, &tagger->forget);

	tagger->non_answers = NonAnswersCreate(context);
	DeriveKey(KEY_FOR_TAGS, "", &key);
	tagger->key = SipKeyFromBytes(key.byte);
	ForgetKey(&key, sizeof(key));
	return tagger;
}

/*
 * Copies the letters, made small, and digits of ASCII text to form, which has
 * room for len bytes, and returns their number; -1 at a byte that is not ASCII.
 */
static inline int
AsciiForm(const char *text, int len, char *form)
{
	int			kept = 0;

	for (int i = 0; i < len; i++)
	{
		unsigned char c = (unsigned char) text[i];
		unsigned char small = c | 0x20;

		if (c >= 0x80)
			return -1;
		if (c >= '0' && c <= '9')
			form[kept++] = (char) c;
		else if (small >= 'a' && small <= 'z')
			form[kept++] = (char) small;
	}
	return kept;
}

/*
 * The tag of a normal form but for zeros in front; false where it is nobody's.
 */
static inline bool
TagOfForm(ContributorTagger *tagger, const char *form, size_t len, uint64 *tag)
{
	size_t		zeros = LeadingZeros(form, len);

	if (IsNonAnswer(tagger->non_answers, form + zeros, len - zeros))
		return false;
	*tag = SipHash(tagger->key, form + zeros, len - zeros);
	return true;
}

static bool
TagOfText(ContributorTagger *tagger, const char *text, int len, uint64 *tag)
{
	char		short_form[SHORT_FORM];
	int			short_len = len <= SHORT_FORM ?
		AsciiForm(text, WithoutZeroFraction(text, len), short_form) : -1;
	size_t		form_len;
	char	   *form;
	bool		found;

	if (short_len >= 0)
		return TagOfForm(tagger, short_form, short_len, tag);
	form = ContributorForm(text, len, &form_len);
	found = TagOfForm(tagger, form, form_len, tag);
	pfree(form);
	return found;
}

/*
 * A minus sign is a dash like any other.
 */
static bool
TagOfInteger(ContributorTagger *tagger, int64 value, uint64 *tag)
{
	uint64		rest = value < 0 ? -(uint64) value : (uint64) value;
	char		digits[20];
	int			start = sizeof(digits);

	do
	{
		digits[--start] = (char) ('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	return TagOfForm(tagger, digits + start, sizeof(digits) - start, tag);
}

/*
 * bytea in its hexadecimal form, whatever bytea_output says.
 */
static char *
HexOfBytes(bytea *bytes)
{
	Size		len = VARSIZE_ANY_EXHDR(bytes);
	char	   *hex = palloc(len * 2 + 1);

	HexWrite((const unsigned char *) VARDATA_ANY(bytes), len, hex);
	hex[2 * len] = '\0';
	return hex;
}

/*
 * The kinds that need memory, all of which is given back.
 */
static bool
TagOfOther(ContributorTagger *tagger, Datum value, uint64 *tag)
{
	MemoryContext caller = MemoryContextSwitchTo(tagger->scratch);
	char	   *text;
	bool		found;

	if (tagger->kind == CONTRIBUTOR_NUMERIC)
		text = numeric_normalize(DatumGetNumeric(value));
	else if (tagger->kind == CONTRIBUTOR_BYTEA)
		text = HexOfBytes(DatumGetByteaPP(value));
	else
		text = OutputFunctionCall(&tagger->output, value);
	found = TagOfText(tagger, text, strlen(text), tag);
	MemoryContextSwitchTo(caller);
	MemoryContextReset(tagger->scratch);
	return found;
}

bool
ContributorTag(ContributorTagger *tagger, Datum value, uint64 *tag)
{
	switch (tagger->kind)
	{
		case CONTRIBUTOR_INT2:
			return TagOfInteger(tagger, DatumGetInt16(value), tag);
		case CONTRIBUTOR_INT4:
			return TagOfInteger(tagger, DatumGetInt32(value), tag);
		case CONTRIBUTOR_INT8:
			return TagOfInteger(tagger, DatumGetInt64(value), tag);
		case CONTRIBUTOR_TEXT:
			{
				text	   *packed = DatumGetTextPP(value);
				bool		found = TagOfText(tagger, VARDATA_ANY(packed),
											  VARSIZE_ANY_EXHDR(packed), tag);

				if ((Pointer) packed != DatumGetPointer(value))
					pfree(packed);
				return found;
			}
		case CONTRIBUTOR_NUMERIC:
		case CONTRIBUTOR_BYTEA:
		case CONTRIBUTOR_OTHER:
			break;
	}
	return TagOfOther(tagger, value, tag);
}
