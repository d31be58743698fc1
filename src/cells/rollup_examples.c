/*
 * rollup_examples.c
 *		Up to three labels of a kind.
 */
#include "base/compat.h"

#include "cells/rollup_examples.h"

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"

/* bytes of a label that a message shows */
#define MAX_EXAMPLE_LENGTH 60

void
ExampleAdd(Examples *examples, const char *label)
{
	int			place = 0;

	while (place < examples->n && strcmp(examples->label[place], label) < 0)
		place++;
	if (place < examples->n && strcmp(examples->label[place], label) == 0)
		return;
	if (examples->n == MAX_EXAMPLES)
		examples->more = true;
	if (place == MAX_EXAMPLES)
		return;
	if (examples->n < MAX_EXAMPLES)
		examples->n++;
	for (int i = examples->n - 1; i > place; i--)
		examples->label[i] = examples->label[i - 1];
	examples->label[place] = label;
}

char *
ExamplesText(const Examples *examples)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; i < examples->n; i++)
	{
		const char *label = examples->label[i];
		int			length = strlen(label);
		int			shown = pg_mbcliplen(label, length, MAX_EXAMPLE_LENGTH);

		appendStringInfo(&text, "%s\"%.*s%s\"", i > 0 ? ", " : "", shown, label,
						 shown < length ? "..." : "");
	}
	if (examples->more)
		appendStringInfoString(&text, " and others");
	return text.data;
}
