/*
 * run_as.c
 *		Changes of user and settings around queries of ours.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "base/run_as.h"

#include "catalog/namespace.h"
#include "access/htup_details.h"
#include "catalog/pg_class.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

/*
 * What a query of ours reads and writes must not depend on the session.  Row
 * policies would hide reports from one steward and not from another, whose
 * releases would then differ by a few people: with row_security off such a
 * query is an error.  Labels are the text of values, which the styles change;
 * DateStyle keeps its order, by which a view may read dates.
 */
static const char *const pinned_settings[][2] = {
	{"search_path", "pg_catalog, pg_temp"},
	{"row_security", "off"},
	{"DateStyle", "ISO"},
	{"IntervalStyle", "postgres"},
	{"bytea_output", "hex"},
	{"extra_float_digits", "1"},
	{"quote_all_identifiers", "off"},
	/* compiling our short queries takes longer than running them */
	{"jit", "off"}
};

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
	for (size_t i = 0; i < lengthof(pinned_settings); i++)
		(void) set_config_option(pinned_settings[i][0], pinned_settings[i][1],
								 PGC_USERSET, PGC_S_SESSION,
								 GUC_ACTION_SAVE, true, 0, false);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
}

void
CheckRoleExists(Oid role)
{
	if (!SearchSysCacheExists1(AUTHOID, ObjectIdGetDatum(role)))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("the role whose rights are needed does not exist any more"),
				 errhint("Retract the releases and declare the hierarchies of that role anew.")));
}

void
BeginAs(RestrictedCall *call, Oid role)
{
	CheckRoleExists(role);
	BeginRestricted(call, role);
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
		elog(ERROR, "relation with OID %u does not exist", relation);
	return quote_qualified_identifier(get_namespace_name(get_rel_namespace(relation)), name);
}

/* SPI raises what the server finds wrong, and returns what is wrong with a call */
static void
CheckRan(int result)
{
	if (result < 0)
		elog(ERROR, "a query of the extension failed: %s", SPI_result_code_string(result));
}

void
RunStatement(const char *query)
{
	RunQuery(query, false, 0);
}

void
RunQuery(const char *query, bool read_only, long limit)
{
	CheckRan(SPI_execute(query, read_only, limit));
}

void
RunQueryWith(const char *query, int nargs, Oid *types, Datum *values,
			 const char *nulls, bool read_only, long limit)
{
	CheckRan(SPI_execute_with_args(query, nargs, types, values, nulls, read_only, limit));
}

void
RunPlan(SPIPlanPtr plan, Datum *values, const char *nulls)
{
	CheckRan(SPI_execute_plan(plan, values, nulls, false, 0));
}
