/*
 * publish_columns.c
 *		The columns of a release's view.
 *
 * First the labels of each level, coarsest first, and beside that of a period
 * its first day, so that a chart needs no cast; then what every release has.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "base/run_as.h"
#include "cells/labels.h"
#include "release/publish_columns.h"

#include "commands/defrem.h"
#include "utils/builtins.h"

/* columns of every release behind its labels; sums stand behind the first */
static const struct
{
	const char *name;
	const char *comment;
}			fixed_columns[] = {
	{"n", "reports in the bucket (a count); NULL: hidden beside other releases of the source"},
	{"contributors_at_least", "so many different people filed them, or more; NULL: hidden"},
	{"level", "the labels that the bucket shows in full, or _T: none"},
	{"opened", "the vintage that opened the bucket; 1 is the first"}
};

/* one more of a cube */
#define STATUS_COLUMN "status"

/* the text of a period, and of nothing that could stand in its place */
#define PERIOD_LABEL "^[0-9]{4}(-[0-9]{2}|-[0-9]{2}-[0-9]{2}|-[A-Z][0-9]{1,2})?$"

/* the name of the column with the first day; NULL where the label is no period */
static char *
StartColumnName(const Rollup *rollup, int column)
{
	return LabelColumnIsPeriod(rollup, column) ?
		psprintf("%s_start", LabelColumnName(rollup, column)) : NULL;
}

char *
SumColumnName(const BucketPolicy *policy, int s)
{
	return makeObjectName("sum", policy->sum[s].column, NULL);
}

/* names of all columns of the view in their order */
static List *
ColumnNames(const Rollup *rollup)
{
	List	   *names = NIL;

	for (int i = 0; i < LabelColumns(rollup); i++)
	{
		char	   *start = StartColumnName(rollup, i);

		names = lappend(names, unconstify(char *, LabelColumnName(rollup, i)));
		if (start != NULL)
			names = lappend(names, start);
	}
	for (size_t i = 0; i < lengthof(fixed_columns); i++)
	{
		names = lappend(names, unconstify(char *, fixed_columns[i].name));
		for (int s = 0; i == 0 && s < rollup->policy->nsums; s++)
			names = lappend(names, SumColumnName(rollup->policy, s));
	}
	if (rollup->policy->cube)
		names = lappend(names, STATUS_COLUMN);
	return names;
}

void
CheckColumnNames(const Rollup *rollup)
{
	List	   *names = ColumnNames(rollup);

	for (int i = 0; i < list_length(names); i++)
	{
		const char *name = list_nth(names, i);

		for (int j = 0; j < i; j++)
		{
			if (strcmp(name, list_nth(names, j)) == 0)
				ereport(ERROR,
						(errcode(ERRCODE_DUPLICATE_COLUMN),
						 errmsg("column \"%s\" would stand in the release twice", name),
						 errhint("Rename the column in a view of the source or of the hierarchy.")));
		}
	}
}

char *
SelectList(const Rollup *rollup)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < LabelColumns(rollup); i++)
	{
		char	   *start = StartColumnName(rollup, i);

		appendStringInfo(&list, "labels[%d] AS %s, ", i + 1,
						 quote_identifier(LabelColumnName(rollup, i)));
		if (start != NULL)
			appendStringInfo(&list, "CASE WHEN labels[%1$d] OPERATOR(pg_catalog.~) '" PERIOD_LABEL "' "
							 "THEN %2$s.period_start(labels[%1$d]::%2$s.time_period) END AS %3$s, ",
							 i + 1, ExtensionSchema(), quote_identifier(start));
	}
	for (size_t i = 0; i < lengthof(fixed_columns); i++)
	{
		appendStringInfo(&list, "%s%s", i > 0 ? ", " : "", fixed_columns[i].name);
		for (int s = 0; i == 0 && s < rollup->policy->nsums; s++)
			appendStringInfo(&list, ", sums[%d] AS %s", s + 1,
							 quote_identifier(SumColumnName(rollup->policy, s)));
	}
	if (rollup->policy->cube)
		appendStringInfoString(&list, ", CASE WHEN n IS NULL THEN 'hidden'::text ELSE 'shown'::text END AS " STATUS_COLUMN);
	return list.data;
}

static void
CommentColumn(const char *view, const char *column, const char *comment)
{
	RunStatement(psprintf("COMMENT ON COLUMN %s.%s IS %s", view, quote_identifier(column),
						  quote_literal_cstr(comment)));
}

void
CommentColumns(const Rollup *rollup, const char *view)
{
	bool		cube = rollup->policy->cube;

	RunStatement(psprintf("COMMENT ON VIEW %s IS %s", view, quote_literal_cstr(cube ?
						  "protected counts of reports, totals beside their parts: no number that is shown, and nothing that follows from several, is about fewer people than contributors_at_least" :
						  "protected counts of reports: each report is in one row, and none is about fewer people than contributors_at_least")));
	for (int i = 0; i < LabelColumns(rollup); i++)
	{
		char	   *start = StartColumnName(rollup, i);

		CommentColumn(view, LabelColumnName(rollup, i),
					  cube ? "the label; _T: all of them, _U: not known" :
					  "the label; _T: all of them, _U: not known; or the rest of what stands before it");
		if (start != NULL)
			CommentColumn(view, start,
						  psprintf("first day of the period in %s; NULL for _T, _U and a rest",
								   LabelColumnName(rollup, i)));
	}
	for (size_t i = 0; i < lengthof(fixed_columns); i++)
		CommentColumn(view, fixed_columns[i].name, fixed_columns[i].comment);
	if (cube)
	{
		CommentColumn(view, "n", "reports with these labels (a count); NULL: hidden, there may be none");
		CommentColumn(view, STATUS_COLUMN, "shown, or hidden: too little is known to tell whether anybody is in it");
	}
	for (int s = 0; s < rollup->policy->nsums; s++)
		CommentColumn(view, SumColumnName(rollup->policy, s),
					  psprintf("exact sum of %s over the reports that n counts, those without one as 0; NULL: hidden, as it would tell too much of one or a few contributors",
							   rollup->policy->sum[s].column));
}
