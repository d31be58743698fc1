/*
 * reach.c
 *		Keeps superusers from running what others wrote.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "base/run_as.h"
#include "base/stored.h"
#include "cells/reach.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/lsyscache.h"

void
CheckReach(Oid role, Oid relation)
{
	RestrictedCall call;
	Oid			type = REGCLASSOID;
	Datum		value = ObjectIdGetDatum(relation);
	char	   *object = NULL;
	char	   *owner = NULL;

	if (!superuser_arg(role))
		return;
	BeginAsOwner(&call);
	RunQueryWith(psprintf("SELECT pg_catalog.pg_describe_object(r.classid, r.objid, 0), o.rolname::pg_catalog.text "
						  "FROM %s.bucket_reach($1) r JOIN pg_catalog.pg_roles o ON o.oid OPERATOR(pg_catalog.=) r.owner "
						  "WHERE NOT o.rolsuper ORDER BY 1", ExtensionSchema()),
				 1, &type, &value, NULL, true, 1);
	if (SPI_processed > 0)
	{
		object = StoredText("bucket_reach", 0, 1);
		owner = StoredText("bucket_reach", 0, 2);
	}
	EndRestricted(&call);
	if (object != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("what reading \"%s\" runs is not all superusers' own", get_rel_name(relation)),
				 errdetail("The owner of %s is \"%s\".", object, owner),
				 errhint("Declare and publish it under the role of a steward, who is no superuser and may read it.")));
}
