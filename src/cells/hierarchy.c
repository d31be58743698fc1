/*
 * hierarchy.c
 *		Declares hierarchies, and reads the dimensions of a release.
 *
 * A hierarchy is a table of the steward's own: one row for each finest label,
 * a column for each level, and perhaps the population at risk.  Only its name
 * and columns are kept; the table is read when a release is computed, with the
 * rights of the role that declared it: what its owner wrote into it can touch
 * nothing that this role cannot.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "calendar/period.h"
#include "base/run_as.h"
#include "base/stored.h"
#include "cells/hierarchy.h"
#include "cells/hierarchy_check.h"
#include "cells/hierarchy_record.h"
#include "cells/reach.h"

#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

PG_FUNCTION_INFO_V1(bucket_hierarchy);

/* levels of the periods of each frequency, the total not counted */
static const int period_nlevels[PERIOD_NFREQS] = {1, 2, 2, 2, 3, 2, 4};

static AttrNumber
RequireColumn(Oid relation, const char *column)
{
	AttrNumber	attnum = get_attnum(relation, column);

	if (attnum <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("column \"%s\" of relation \"%s\" does not exist",
						column, get_rel_name(relation))));
	return attnum;
}

static Oid
ColumnType(Oid relation, const char *column)
{
	return getBaseType(get_atttype(relation, RequireColumn(relation, column)));
}

/* names of the columns for the longer periods: mes, mes_quarter, mes_year */
static void
NamePeriodLevels(Dimension *dimension, PeriodFreq freq)
{
	static const char *const suffix[PERIOD_NFREQS][3] = {
		[PERIOD_S] = {"year"},
		[PERIOD_T] = {"year"},
		[PERIOD_Q] = {"year"},
		[PERIOD_M] = {"quarter", "year"},
		[PERIOD_W] = {"year"},
		[PERIOD_D] = {"month", "quarter", "year"}
	};

	dimension->kind = DIMENSION_PERIOD;
	dimension->freq = freq;
	dimension->nlevels = period_nlevels[freq];
	dimension->level_name = palloc(dimension->nlevels * sizeof(char *));
	dimension->level_name[0] = dimension->column;
	for (int level = 1; level < dimension->nlevels; level++)
		dimension->level_name[level] = psprintf("%s_%s", dimension->column,
												suffix[freq][level - 1]);
}

static char *
QueryText(const char *query, const char *no_row)
{
	char	   *value;

	RunQuery(query, true, 1);
	if (SPI_processed == 0)
		return pstrdup(no_row);
	value = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	return value;
}

/*
 * The frequency of a column of type time_period is the one that most of its
 * periods have, whatever somebody files; one without rows passes for monthly.
 */
static void
DeclarePeriodColumn(Oid source, Oid steward, Dimension *dimension)
{
	MemoryContext caller_context = CurrentMemoryContext;
	RestrictedCall call;
	char	   *letter;
	PeriodFreq	freq;

	BeginAs(&call, steward);
	letter = QueryText(psprintf("SELECT %s.freq(%s) FROM %s WHERE %s IS NOT NULL "
								"GROUP BY 1 ORDER BY pg_catalog.count(*) DESC, 1 LIMIT 1",
								ExtensionSchema(),
								quote_identifier(dimension->column),
								QualifiedRelation(source),
								quote_identifier(dimension->column)),
					   "M");
	freq = PeriodFreqFromText(cstring_to_text(letter));
	EndRestricted(&call);

	MemoryContextSwitchTo(caller_context);
	dimension->expression = psprintf("%s::pg_catalog.text",
									 quote_identifier(dimension->column));
	NamePeriodLevels(dimension, freq);
}

static void
DeclareDateColumn(Oid type, PeriodFreq freq, Dimension *dimension)
{
	if (type != DATEOID && type != TIMESTAMPOID)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("dimension \"%s\" is not a date", dimension->column),
				 errhint("A frequency goes with a column of type date or timestamp.  Where time zones matter, make the date in a view.")));
	/* days that no period has, as infinity, take a label that cannot be placed */
	dimension->expression = psprintf("CASE WHEN %2$s::pg_catalog.date OPERATOR(pg_catalog.<) '0001-01-01'::pg_catalog.date "
									 "OR %2$s::pg_catalog.date OPERATOR(pg_catalog.>) '9999-12-31'::pg_catalog.date THEN '%4$s' "
									 "ELSE %1$s.period(%2$s::pg_catalog.date, '%3$c')::pg_catalog.text END",
									 ExtensionSchema(), quote_identifier(dimension->column),
									 PeriodFreqLetter(freq), LABEL_TOTAL);
	NamePeriodLevels(dimension, freq);
}

static void
DeclarePlainColumn(Oid type, Dimension *dimension)
{
	if (type == DATEOID || type == TIMESTAMPOID || type == TIMESTAMPTZOID ||
		type == FLOAT4OID || type == FLOAT8OID)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("dimension \"%s\" is too fine", dimension->column),
				 errhint("Name a frequency for a date, as in \"month:%s\"; put numbers into classes in a view.",
						 dimension->column)));
	dimension->kind = DIMENSION_PLAIN;
	dimension->nlevels = 1;
	dimension->level_name = palloc(sizeof(char *));
	dimension->level_name[0] = dimension->column;
	dimension->expression = psprintf("%s::pg_catalog.text",
									 quote_identifier(dimension->column));
}

/* "a, b, c" of the level columns as text, finest first */
static char *
LevelList(const Dimension *dimension)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int level = 0; level < dimension->nlevels; level++)
		appendStringInfo(&list, "%s%s::pg_catalog.text", level > 0 ? ", " : "",
						 quote_identifier(dimension->level_name[level]));
	return list.data;
}

/*
 * One path out of a row of the hierarchy's table, in the caller's context.
 */
static void
ReadPath(SPITupleTable *rows, uint64 row, int nlevels, bool has_population,
		 LabelPath *path)
{
	bool		isnull = true;
	Datum		population = 0;

	path->label = SPI_palloc(nlevels * sizeof(char *));
	for (int level = 0; level < nlevels; level++)
	{
		char	   *label = SPI_getvalue(rows->vals[row], rows->tupdesc, level + 1);
		char	   *kept = SPI_palloc(strlen(label) + 1);

		strcpy(kept, label);
		path->label[level] = kept;
	}
	if (has_population)
		population = SPI_getbinval(rows->vals[row], rows->tupdesc, nlevels + 1, &isnull);
	path->population = isnull ? -1 : DatumGetInt64(population);
}

/*
 * All rows of the hierarchy's table, read as the role that declared it.  A
 * finest label that stands in two rows would put one report in two places.
 */
static void
ReadHierarchyTable(Oid table, Oid declarer, const char *population, Dimension *dimension)
{
	RestrictedCall call;
	char	   *query;

	CheckReach(declarer, table);
	BeginAs(&call, declarer);
	query = psprintf("SELECT %s%s%s%s FROM %s ORDER BY %s::pg_catalog.text COLLATE pg_catalog.\"C\"",
					 LevelList(dimension),
					 population ? ", " : "",
					 population ? quote_identifier(population) : "",
					 population ? "::pg_catalog.int8" : "",
					 QualifiedRelation(table),
					 quote_identifier(dimension->level_name[0]));
	RunQuery(query, true, 0);
	dimension->table = table;
	dimension->has_population = population != NULL;
	dimension->npaths = (int) SPI_processed;
	dimension->path = SPI_palloc(Max(SPI_processed, 1) * sizeof(LabelPath));
	CheckHierarchyRows(SPI_tuptable, dimension);
	for (int i = 0; i < dimension->npaths; i++)
		ReadPath(SPI_tuptable, i, dimension->nlevels, population != NULL,
				 &dimension->path[i]);
	EndRestricted(&call);
}

/* NULL in names gives NULL, which is an error of its own */
static char **
TextArrayStrings(ArrayType *array, int *n)
{
	Datum	   *element;
	bool	   *isnull;
	char	  **string;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("names must be a one-dimensional array")));
	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &element, &isnull, n);
	string = palloc(Max(*n, 1) * sizeof(char *));
	for (int i = 0; i < *n; i++)
	{
		if (isnull[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("names must not be NULL")));
		string[i] = TextDatumGetCString(element[i]);
	}
	return string;
}

/* a steward publishes with the labels of others where he may read them */
static void
CheckMayRead(Oid relation, Oid role)
{
	AclResult	acl = pg_class_aclcheck(relation, role, ACL_SELECT);

	if (acl != ACLCHECK_OK)
		aclcheck_error(acl, get_relkind_objtype(get_rel_relkind(relation)),
					   get_rel_name(relation));
}

/*
 * A dimension of a declared hierarchy.  Its column is a level of it, and the
 * levels from there on count: "geo:estado" starts at the states.
 */
static void
DeclareTableColumn(const char *name, Oid steward, Dimension *dimension)
{
	Hierarchy	hierarchy;

	if (!HierarchyLoad(name, &hierarchy))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("hierarchy \"%s\" is not declared", name),
				 errhint("Declare it with bucket_hierarchy(), or name a frequency such as \"month\".")));
	if (get_rel_name(hierarchy.table) == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("the table of hierarchy \"%s\" does not exist", name),
				 errhint("Declare the hierarchy anew with bucket_hierarchy().")));
	if (!hierarchy.fits)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("hierarchy \"%s\" does not fit its seal", name),
				 errdetail("It was changed by hand or restored from a dump, or the root key is not the one under which it was declared."),
				 errhint("Declare the hierarchy anew with bucket_hierarchy().")));
	CheckMayRead(hierarchy.table, steward);
	dimension->kind = DIMENSION_TABLE;
	dimension->nlevels = hierarchy.nlevels;
	dimension->level_name = hierarchy.level;
	if (strcmp(dimension->level_name[0], dimension->column) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("column \"%s\" is not the finest level of hierarchy \"%s\"",
						dimension->column, name),
				 errhint("The finest level is \"%s\".", dimension->level_name[0])));
	dimension->expression = psprintf("%s::pg_catalog.text",
									 quote_identifier(dimension->column));
	ReadHierarchyTable(hierarchy.table, hierarchy.steward, hierarchy.population, dimension);
}

static bool
IsFrequencyName(const char *name, PeriodFreq *freq)
{
	for (int f = 0; f < PERIOD_NFREQS; f++)
	{
		char		letter[2] = {PeriodFreqLetter((PeriodFreq) f), '\0'};

		if (pg_strcasecmp(name, letter) == 0 ||
			pg_strcasecmp(name, PeriodFreqName((PeriodFreq) f)) == 0)
		{
			*freq = (PeriodFreq) f;
			return true;
		}
	}
	return false;
}

void
DimensionDeclare(const char *declaration, Oid source, Oid steward, Dimension *dimension)
{
	const char *colon = strchr(declaration, ':');
	Oid			period_type = ExtensionType("time_period");
	PeriodFreq	freq;
	Oid			type;

	memset(dimension, 0, sizeof(Dimension));
	dimension->column = pstrdup(colon ? colon + 1 : declaration);
	type = ColumnType(source, dimension->column);
	if (colon != NULL)
	{
		char	   *hierarchy = pnstrdup(declaration, colon - declaration);

		if (IsFrequencyName(hierarchy, &freq))
			DeclareDateColumn(type, freq, dimension);
		else
			DeclareTableColumn(hierarchy, steward, dimension);
	}
	else if (type == period_type)
		DeclarePeriodColumn(source, steward, dimension);
	else
		DeclarePlainColumn(type, dimension);
}

/*
 * Nobody puts another table under the releases of others.  The declarer is
 * known by OID: who takes the name of a role does not take what it declared.
 */
static void
CheckMayDeclare(const char *name)
{
	Hierarchy	there;
	bool		exists;

	if (!HierarchyLoad(name, &there))
		return;
	exists = SearchSysCacheExists1(AUTHOID, ObjectIdGetDatum(there.steward));
	if (!exists ? !superuser() : !has_privs_of_role(GetUserId(), there.steward))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied for hierarchy \"%s\"", name),
				 exists ?
				 errhint("It was declared by \"%s\".", GetUserNameFromId(there.steward, false)) :
				 errhint("It was declared by a role that does not exist any more; a superuser may declare it anew.")));
}

/* what is gone at the end of the session is no ground for what stays */
static void
CheckPermanent(Oid table)
{
	if (get_rel_persistence(table) == RELPERSISTENCE_TEMP)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TABLE_DEFINITION),
				 errmsg("\"%s\" is temporary", get_rel_name(table)),
				 errhint("Hierarchies and the sources of releases are permanent.")));
}

/*
 * bucket_hierarchy(name, source, levels, population)
 *
 * Declares a hierarchy, or declares it anew.  Reads the table once, so that a
 * fault shows now and not on the day of publication.
 */
Datum
bucket_hierarchy(PG_FUNCTION_ARGS)
{
	char	   *name;
	Oid			table;
	char	   *population = PG_ARGISNULL(3) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(3));
	Dimension	dimension = {.kind = DIMENSION_TABLE};
	PeriodFreq	freq;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("name, table and levels of a hierarchy must not be NULL")));
	name = text_to_cstring(PG_GETARG_TEXT_PP(0));
	table = PG_GETARG_OID(1);
	dimension.level_name = TextArrayStrings(PG_GETARG_ARRAYTYPE_P(2), &dimension.nlevels);
	if (dimension.nlevels == 0 || name[0] == '\0' || strchr(name, ':') ||
		IsFrequencyName(name, &freq))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid declaration of hierarchy \"%s\"", name),
				 errhint("A hierarchy has a name that is no frequency and has no colon, and at least one level.")));
	for (int level = 0; level < dimension.nlevels; level++)
		RequireColumn(table, dimension.level_name[level]);
	if (population != NULL)
		RequireColumn(table, population);
	CheckPermanent(table);
	CheckMayDeclare(name);
	ReadHierarchyTable(table, GetUserId(), population, &dimension);

	HierarchyStore(name, &(Hierarchy) {
		.table = table,
		.nlevels = dimension.nlevels,
		.level = dimension.level_name,
		.population = population,
		.steward = GetUserId()
	});
	PG_RETURN_VOID();
}
