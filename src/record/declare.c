/*
 * declare.c
 *		The declaration of a release.
 */
#include "base/compat.h"

#include "base/run_as.h"
#include "cells/amount.h"
#include "cells/reach.h"
#include "record/declare.h"

#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

/* 2^63 leaves are not the danger, dimensions nobody can read are */
#define MAX_DIMENSIONS 16

static void
CheckDimension(const ReleaseSpec *spec, int d)
{
	const char *column = spec->dimension[d].column;

	if (strcmp(column, spec->contributor) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("dimension \"%s\" is the contributor", column),
				 errhint("A release counts contributors; it never shows them.")));
	for (int other = 0; other < d; other++)
	{
		if (strcmp(column, spec->dimension[other].column) == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("dimension \"%s\" is declared twice", column)));
	}
}

/*
 * The steward may read it, it stays, and where he is a superuser all that it
 * runs is superusers' own.
 */
static void
CheckSource(Oid source, Oid steward)
{
	AclResult	acl;

	if (get_rel_name(source) == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("the source of the release does not exist"),
				 errhint("Retract the release, or restore the source and publish it under a new name.")));
	CheckRoleExists(steward);
	acl = pg_class_aclcheck(source, steward, ACL_SELECT);
	if (acl != ACLCHECK_OK)
		aclcheck_error(acl, get_relkind_objtype(get_rel_relkind(source)),
					   get_rel_name(source));
	if (get_rel_persistence(source) == RELPERSISTENCE_TEMP)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TABLE_DEFINITION),
				 errmsg("\"%s\" is temporary", get_rel_name(source)),
				 errhint("Hierarchies and the sources of releases are permanent.")));
	CheckReach(steward, source);
}

/* the column of a sum has amounts, and names nobody */
static void
CheckSum(const ReleaseSpec *spec, const char *column)
{
	AttrNumber	attnum = get_attnum(spec->source, column);

	if (attnum <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("column \"%s\" of relation \"%s\" does not exist",
						column, get_rel_name(spec->source))));
	if (!TypeHasAmounts(get_atttype(spec->source, attnum)))
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("column \"%s\" has no amounts that add up exactly", column),
				 errhint("Sums are of integers and numeric: cast it in a view of the source.")));
	if (strcmp(column, spec->contributor) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the sum of \"%s\" would be one of contributors", column)));
}

ReleaseSpec *
ReleaseSpecFromArguments(Oid source, Oid steward, ArrayType *dims,
						 const char *contributor, Jsonb *policy)
{
	ReleaseSpec *spec = palloc0(sizeof(ReleaseSpec));
	Datum	   *dim;
	bool	   *isnull;

	CheckSource(source, steward);
	spec->source = source;
	spec->steward = steward;
	spec->contributor = pstrdup(contributor);
	spec->policy = BucketPolicyFromJsonb(policy);
	deconstruct_array(dims, TEXTOID, -1, false, TYPALIGN_INT, &dim, &isnull, &spec->ndims);
	if (ARR_NDIM(dims) != 1 || spec->ndims > MAX_DIMENSIONS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a release needs a list of 1 to %d dimensions", MAX_DIMENSIONS)));
	spec->dimension = palloc(spec->ndims * sizeof(Dimension));
	for (int d = 0; d < spec->ndims; d++)
	{
		if (isnull[d])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("a dimension must not be NULL")));
		DimensionDeclare(TextDatumGetCString(dim[d]), source, steward, &spec->dimension[d]);
		CheckDimension(spec, d);
		if (spec->dimension[d].kind == DIMENSION_TABLE)
			CheckReach(steward, spec->dimension[d].table);
	}
	for (int i = 0; i < spec->policy->nsums; i++)
		CheckSum(spec, spec->policy->sum[i].column);
	return spec;
}

/* the number of the column among those to be read; -1 for none */
static int
ReadColumn(ScanSpec *scan, char *column)
{
	if (column == NULL)
		return -1;
	for (int i = 0; i < scan->ncolumns; i++)
	{
		if (strcmp(scan->column[i], column) == 0)
			return i;
	}
	scan->column[scan->ncolumns] = column;
	return scan->ncolumns++;
}

void
ReleaseScan(const ReleaseSpec *spec, ScanSpec *scan, ScanView *view)
{
	scan->source = spec->source;
	scan->steward = spec->steward;
	scan->policy = spec->policy;
	scan->ndims = view->ndims = spec->ndims;
	scan->nown = spec->known ? 0 : spec->ndims;
	scan->dimension = palloc(spec->ndims * sizeof(Dimension));
	view->dim = palloc(spec->ndims * sizeof(int));
	for (int d = 0; d < spec->ndims; d++)
	{
		scan->dimension[d] = spec->dimension[d];
		view->dim[d] = d;
	}
	scan->ncolumns = 0;
	scan->column = palloc(3 * sizeof(char *));
	scan->namounts = spec->policy->nsums;
	scan->amount = palloc(Max(scan->namounts, 1) * sizeof(char *));
	for (int i = 0; i < scan->namounts; i++)
		scan->amount[i] = spec->policy->sum[i].column;
	view->contributor = ReadColumn(scan, spec->contributor);
	view->establishment = ReadColumn(scan, spec->policy->establishment_column);
	view->sensitive = ReadColumn(scan, spec->policy->sensitive_column);
}
