/*
 * codes.h
 *		Rows of a correlation table: gathered as they come, their codes numbered
 *		at the end, and the answer written as an array.
 *
 * The state is a gathered_rows whose labels are the old and the new code, and
 * which keeps equal rows as often as they come.  Its first value says what a
 * row has; what the others are is for the aggregate to know.
 */
#ifndef COMPARABLE_CODES_H
#define COMPARABLE_CODES_H

#include "rows/gathered_rows.h"
#include "ranking/ranking.h"

#include "access/tupdesc.h"

/* what a row has; an absent code is an empty label */
#define HAS_OLD 1
#define HAS_NEW 2
#define HAS_VALUE 4
#define HAS_WEIGHT 8
#define HAS_KNOWN 16

/* of rows of four values: an option that no other aggregate over such has */
#define CODES_OPTION 32

/* a text's bytes with a header of one byte, where they are short enough */
#define MAX_SHORT_CODE 126

typedef struct Code
{
	MemberName	name;
	int			edition;
} Code;

typedef struct CodeSlot
{
	uint32		hash;
	int			number;			/* of the code plus 1; 0 is free */
} CodeSlot;

/* codes by number, from 0, in the order in which they were met */
typedef struct CodeIndex
{
	int			ncodes;
	Code	   *codes;
	uint32		mask;			/* of slots, a power of two less 1 */
	CodeSlot   *slots;
} CodeIndex;

/* an array of rows while it is written */
typedef struct RowArray
{
	TupleDesc	rowtype;
	struct HeapTupleHeaderData *head;	/* of the first row, as the server made it */
	char	   *bytes;
	Size		used;
	Size		size;
	int			nrows;
} RowArray;

/*
 * Adds a row with the codes in arguments 1 and 2, of which one may be NULL,
 * and these values, the first of them filled in here, to the state in argument
 * 0.  Returns what a transition function has to; a row without a code changes
 * nothing.
 */
extern Datum AddCodes(FunctionCallInfo fcinfo, int nvalues, double *value);

/*
 * What a row has, of all that it may have.  Raises 22023 for a number that
 * AddCodes() does not write, since anybody may hand us a state.
 */
extern int	CodesOfRow(const GatheredRow *row, int all);
extern void RaiseNotCodes(void) pg_attribute_noreturn();

/*
 * An index with room for so many codes, in the current context.
 */
extern void InitCodes(CodeIndex *index, int64 most);

/*
 * The number of a label of a row as a code of an edition, a new one where it
 * is not there.
 */
extern int	CodeNumber(CodeIndex *index, const GatheredRow *row, int label, int edition);

/*
 * The numbers of all codes by edition and then by their bytes, palloc'd.
 */
extern int *SortCodes(const CodeIndex *index);

/*
 * The code as a text datum, in buf or palloc'd.
 */
extern Datum CodeDatum(const Code *code, char buf[MAX_SHORT_CODE + 1]);

/*
 * An array of rows of the element type of what the call returns; about so many
 * of them, of fewer than 100 bytes each.
 */
extern void BeginRows(RowArray *rows, FunctionCallInfo fcinfo, int expected);
extern void AppendRow(RowArray *rows, Datum *values, bool *nulls);
extern Datum FinishRows(RowArray *rows);

#endif							/* COMPARABLE_CODES_H */
