/*
 * reader.h
 *		Reading the text forms of aggregate states, and writing doubles in them.
 *
 * Each Read...() skips blanks.  Those that return false after reporting a
 * fault into escontext (raising, where that is NULL) say so; where the text
 * may go on in more than one way, a reader returns false and reports nothing.
 */
#ifndef BASE_READER_H
#define BASE_READER_H

#include "base/compat.h"

#include "lib/stringinfo.h"
#include "utils/numeric.h"

typedef struct TextReader
{
	const char *typname;		/* for messages */
	const char *whole;			/* likewise */
	const char *at;				/* what is to be read next */
	struct Node *escontext;
} TextReader;

/*
 * Reports that the text is none of the type (22P02), and returns false.
 */
extern bool ReportSyntax(const TextReader *reader);

/*
 * Is this symbol, or word, next?  Steps over it if so; reports nothing.
 */
extern bool ReadSymbol(TextReader *reader, char symbol);
extern bool ReadWord(TextReader *reader, const char *word);

/*
 * Is the end reached?
 */
extern bool ReadEnd(TextReader *reader);

/*
 * Read a number; report a fault and return false.  Doubles are finite, without
 * a negative zero, and no digits may be lost to underflow; numerics are finite
 * and palloc'd.
 */
extern bool ReadInt64(TextReader *reader, int64 *value);
extern bool ReadFloat8(TextReader *reader, double *value);
extern bool ReadNumeric(TextReader *reader, Numeric *value);

/*
 * Appends the fewest digits from which the same double is read back, whatever
 * extra_float_digits says.
 */
extern void AppendFloat8(StringInfo buf, double value);

/*
 * What a decimal number at *at says, which is stepped over: the one place where
 * text becomes doubles.  Finite, without a negative zero; digits lost to
 * underflow are out of range, as is what no double holds.  *len is the length
 * of what was looked at, for messages.  Reports nothing.
 */
typedef enum NumberReading
{
	NUMBER_READ,
	NUMBER_NONE,
	NUMBER_OUT_OF_RANGE
} NumberReading;

extern NumberReading ReadDecimal(const char **at, double *value, size_t *len);

#endif							/* BASE_READER_H */
