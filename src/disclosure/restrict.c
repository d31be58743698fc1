/*
 * restrict.c
 *		Changes of user and settings around queries of ours.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "disclosure/restrict.h"

#include "catalog/namespace.h"
#include "access/htup_details.h"
#include "catalog/pg_class.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

static void
BeginRestricted(RestrictedCall *call, Oid user)
{
	int			context;

	GetUserIdAndSecContext(&call->saved_user, &call->saved_context);
	context = call->saved_context | SECURITY_RESTRICTED_OPERATION;
	if (user != call->saved_user)
		context |= SECURITY_LOCAL_USERID_CHANGE;
	SetUserIdAndSecContext(user, context);
	call->nest_level = NewGUCNestLevel();
	(void) set_config_option("search_path", "pg_catalog, pg_temp",
							 PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
	/* compiling our short queries takes longer than running them */
	(void) set_config_option("jit", "off", PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
}

void
BeginAsCaller(RestrictedCall *call)
{
	BeginRestricted(call, GetUserId());
}

/*
 * The tables were made by the install script, so their owner is whoever owns
 * the objects of that script, which need not be the extension's owner: a
 * trusted extension is installed by the bootstrap superuser.
 */
void
BeginAsOwner(RestrictedCall *call)
{
	HeapTuple	tuple;
	Oid			owner;

	tuple = SearchSysCache1(RELOID,
							ObjectIdGetDatum(ExtensionTable("bucket_ledger_entries")));
	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for the ledger");
	owner = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
	ReleaseSysCache(tuple);
	BeginRestricted(call, owner);
}

void
EndRestricted(RestrictedCall *call)
{
	SPI_finish();
	AtEOXact_GUC(false, call->nest_level);
	SetUserIdAndSecContext(call->saved_user, call->saved_context);
}

char *
QualifiedRelation(Oid relation)
{
	char	   *name = get_rel_name(relation);

	if (name == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation with OID %u does not exist", relation)));
	return quote_qualified_identifier(get_namespace_name(get_rel_namespace(relation)), name);
}
