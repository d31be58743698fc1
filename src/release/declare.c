/*
 * declare.c
 *		The declaration of a release.
 */
#include "base/compat.h"

#include "release/declare.h"

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

ReleaseSpec *
ReleaseSpecFromArguments(Oid source, ArrayType *dims, const char *contributor,
						 Jsonb *policy)
{
	ReleaseSpec *spec = palloc0(sizeof(ReleaseSpec));
	AclResult	acl = pg_class_aclcheck(source, GetUserId(), ACL_SELECT);
	Datum	   *dim;
	bool	   *isnull;

	if (acl != ACLCHECK_OK)
		aclcheck_error(acl, get_relkind_objtype(get_rel_relkind(source)),
					   get_rel_name(source));
	spec->source = source;
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
		DimensionDeclare(TextDatumGetCString(dim[d]), source, &spec->dimension[d]);
		CheckDimension(spec, d);
	}
	return spec;
}
