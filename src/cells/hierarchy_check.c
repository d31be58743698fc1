/*
 * hierarchy_check.c
 *		Finds the rows that keep a table from being a hierarchy.
 */
#include "base/compat.h"

#include "cells/hierarchy_check.h"

#include "miscadmin.h"
#include "utils/lsyscache.h"

/* what names a row: its finest label that is not NULL */
static const char *
NameRow(SPITupleTable *rows, int row, int nlevels)
{
	char	   *label = NULL;

	for (int level = 0; level < nlevels && label == NULL; level++)
		label = SPI_getvalue(rows->vals[row], rows->tupdesc, level + 1);
	return label ? label : "NULL";
}

static void
CheckLevel(SPITupleTable *rows, const Dimension *dimension, int level)
{
	Examples	beside = {0};

	for (int i = 0; i < dimension->npaths; i++)
	{
		bool		isnull;

		CHECK_FOR_INTERRUPTS();
		(void) SPI_getbinval(rows->vals[i], rows->tupdesc, level + 1, &isnull);
		if (isnull)
			ExampleAdd(&beside, NameRow(rows, i, dimension->nlevels));
	}
	if (beside.n > 0)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a level of the hierarchy is NULL in some rows"),
				 errdetail("Level \"%s\" is, beside %s.", dimension->level_name[level],
						   ExamplesText(&beside)),
				 errhint("Every row must name all its levels.")));
}

static void
CheckUnique(SPITupleTable *rows, const Dimension *dimension)
{
	Examples	twice = {0};
	const char *last = NULL;

	for (int i = 0; i < dimension->npaths; i++)
	{
		const char *label = NameRow(rows, i, 1);

		CHECK_FOR_INTERRUPTS();
		if (last != NULL && strcmp(last, label) == 0)
			ExampleAdd(&twice, label);
		last = label;
	}
	if (twice.n > 0)
		ereport(ERROR,
				(errcode(ERRCODE_CARDINALITY_VIOLATION),
				 errmsg("a label stands twice in the first level of hierarchy table \"%s\"",
						get_rel_name(dimension->table)),
				 errdetail("In column \"%s\": %s.", dimension->level_name[0],
						   ExamplesText(&twice)),
				 errhint("Use codes, or names with their parents, that are unique.")));
}

static void
CheckPopulations(SPITupleTable *rows, const Dimension *dimension)
{
	Examples	negative = {0};

	for (int i = 0; i < dimension->npaths; i++)
	{
		bool		isnull;
		Datum		population = SPI_getbinval(rows->vals[i], rows->tupdesc,
											   dimension->nlevels + 1, &isnull);

		CHECK_FOR_INTERRUPTS();
		if (!isnull && DatumGetInt64(population) < 0)
			ExampleAdd(&negative, NameRow(rows, i, dimension->nlevels));
	}
	if (negative.n > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a population of the hierarchy is negative in some rows"),
				 errdetail("They are those of %s.", ExamplesText(&negative)),
				 errhint("Leave unknown ones NULL; they count as 0.")));
}

void
CheckHierarchyRows(SPITupleTable *rows, const Dimension *dimension)
{
	for (int level = 0; level < dimension->nlevels; level++)
		CheckLevel(rows, dimension, level);
	CheckUnique(rows, dimension);
	if (dimension->has_population)
		CheckPopulations(rows, dimension);
}
