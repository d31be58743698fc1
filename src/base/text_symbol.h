/*
 * text_symbol.h
 *		Human text as a row of plain symbols, for scanners of identifiers.
 *
 * A scanner should not meet the ways in which an A, a 7 or a dash can be
 * written.  Each character becomes one byte: a capital letter without accents,
 * a digit, a punctuation mark of ASCII, or one of the classes below.  Unlike a
 * fold (text.h) this keeps one symbol a character, so positions stay known.
 */
#ifndef BASE_TEXT_SYMBOL_H
#define BASE_TEXT_SYMBOL_H

#include "base/compat.h"

#include "mb/pg_wchar.h"

/*
 * Besides these: A to Z, 0 to 9 (the decimal digits of all scripts), ' ' (all
 * blanks), '\n' (all line ends), '-' (all dashes), '$' (all currencies) and
 * the other characters of ASCII.
 */
#define SYMBOL_IGNORED 0		/* invisible ones and combining marks */
#define SYMBOL_ENYE 1			/* the letter between N and O */
#define SYMBOL_LETTER 2			/* a letter that is none of A to Z */
#define SYMBOL_OTHER 3			/* anything else */

/*
 * The symbol of a Unicode character.
 */
extern uint8 SymbolOfCharacter(pg_wchar c);

static inline bool
SymbolIsDigit(uint8 symbol)
{
	return symbol >= '0' && symbol <= '9';
}

static inline bool
SymbolIsLatin(uint8 symbol)
{
	return (symbol >= 'A' && symbol <= 'Z') || symbol == SYMBOL_ENYE;
}

static inline bool
SymbolIsLetter(uint8 symbol)
{
	return SymbolIsLatin(symbol) || symbol == SYMBOL_LETTER;
}

static inline bool
SymbolIsWord(uint8 symbol)
{
	return SymbolIsDigit(symbol) || SymbolIsLetter(symbol);
}

/*
 * The symbols of len bytes in the server encoding, without the ignored ones,
 * palloc'd in the current context, and their number in *n.
 *
 * *at gets the byte at which each begins, palloc'd too; NULL where symbol i is
 * just byte i.
 */
extern uint8 *SymbolsOfText(const char *text, int len, int *n, int **at);

#endif							/* BASE_TEXT_SYMBOL_H */
