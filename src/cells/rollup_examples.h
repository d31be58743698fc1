/*
 * rollup_examples.h
 *		Up to three labels of a kind, for messages to whom they belong.
 */
#ifndef CELLS_ROLLUP_EXAMPLES_H
#define CELLS_ROLLUP_EXAMPLES_H

#include "base/compat.h"

#define MAX_EXAMPLES 3

/* the first in the order of their bytes, each once, whatever the order they came in */
typedef struct Examples
{
	int			n;
	bool		more;			/* than these */
	const char *label[MAX_EXAMPLES];
} Examples;

/*
 * The label is kept as it is, not copied.
 */
extern void ExampleAdd(Examples *examples, const char *label);

/*
 * Them, quoted and joined, long ones cut; it says so where there are
 * more.  In the current memory context.
 */
extern char *ExamplesText(const Examples *examples);

#endif							/* CELLS_ROLLUP_EXAMPLES_H */
