/*
 * text.h
 *		Human text made comparable: one key for all spellings of a word.
 *
 * ICU does the work, and only src/base/text*.c include its headers: callers
 * see bytes.  The keys are for comparison within one backend or one release
 * of ICU.  Never store one in an index, and declare whatever depends on one
 * STABLE: Unicode's tables change with ICU.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/compat.h"

/*
 * What a fold does in any case: compatibility normalisation and full case
 * folding (NFKC_Casefold: width, ligatures, superscripts and invisible
 * characters go), one apostrophe, one double quote, one dash, dotted and
 * dotless i made one, runs of blanks of any kind made one space, none at
 * either end.
 *
 * TEXT_FOLD_ACCENTS takes the marks off Latin, Greek and Cyrillic letters too,
 * and spells those that carry no separable mark in plain letters: ø o, ł l,
 * æ ae.  Other scripts stay as they are: an Arabic or a Japanese mark makes
 * another letter.
 */
#define TEXT_FOLD_ACCENTS 0x01

/*
 * Leaves letters, their marks and digits only, the decimal digits of any
 * script written 0 to 9: for identifiers, which people dash and space at will.
 */
#define TEXT_FOLD_BARE 0x02

/*
 * Folds len bytes of text in the server encoding.  Returns a NUL-terminated
 * UTF-8 string, whatever the server encoding is, palloc'd in the current
 * context, and its length in *folded_len.  The empty string folds to itself.
 *
 * Raises 54000 for more than TEXT_FOLD_LIMIT bytes, and what the server raises
 * where the bytes cannot be converted to UTF-8 (22021 in SQL_ASCII).
 */
#define TEXT_FOLD_LIMIT (64 * 1024 * 1024)

extern char *FoldText(const char *text, size_t len, int flags,
					  size_t *folded_len);

/*
 * The same for text that is UTF-8 already, whatever the server encoding is.
 */
extern char *FoldUtf8(const char *text, size_t len, int flags,
					  size_t *folded_len);

#endif							/* BASE_TEXT_H */
