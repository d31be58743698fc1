/*
 * privileges.c
 *		Rights of readers on sources.
 */
#include "base/compat.h"

#include "disclosure/privileges.h"

#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

static void
CheckReader(Oid source, const char *name)
{
	Oid			role = get_role_oid(name, false);

	if (superuser_arg(role))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("role \"%s\" cannot be a reader", name),
				 errdetail("It is a superuser and reads every table."),
				 errhint("Let readers log in as a role without special rights.")));
	if (pg_class_aclcheck(source, role, ACL_SELECT) == ACLCHECK_OK ||
		pg_attribute_aclcheck_all(source, role, ACL_SELECT, ACLMASK_ANY) == ACLCHECK_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("role \"%s\" cannot be a reader", name),
				 errdetail("It may read the source."),
				 errhint("Take that right away, for example with: REVOKE SELECT ON %s FROM %s, and from the roles that it is a member of.",
						 quote_qualified_identifier(get_namespace_name(get_rel_namespace(source)),
													get_rel_name(source)),
						 quote_identifier(name))));
}

void
CheckReaders(Oid source, ArrayType *readers)
{
	Datum	   *reader;
	bool	   *isnull;
	int			n;

	deconstruct_array(readers, TEXTOID, -1, false, TYPALIGN_INT, &reader, &isnull, &n);
	for (int i = 0; i < n; i++)
		CheckReader(source, TextDatumGetCString(reader[i]));
}
