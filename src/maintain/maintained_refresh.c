/*
 * maintained_refresh.c
 *		Folds in, makes anew, checks and drops summaries.
 */
#include "base/compat.h"

#include "base/run_as.h"
#include "maintain/maintained.h"
#include "maintain/maintained_expression.h"
#include "maintain/maintained_index.h"
#include "maintain/maintained_keeper.h"
#include "maintain/maintained_query.h"
#include "maintain/maintained_triggers.h"

#include "catalog/pg_class.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/tuplestore.h"

PG_FUNCTION_INFO_V1(refresh_maintained);
PG_FUNCTION_INFO_V1(check_maintained);
PG_FUNCTION_INFO_V1(drop_maintained);

/* nobody writes to the source until the transaction ends */
static void
LockParts(const Maintained *m)
{
	for (int i = 0; i < m->nparts; i++)
		LockRelationOid(m->part[i], ShareRowExclusiveLock);
}

/* as the owner */
static void
MakeAnew(const Maintained *m)
{
	RunStatement(psprintf("DELETE FROM %s", QualifiedRelation(m->kept)));
	if (m->deferred)
		RunStatement(psprintf("DELETE FROM %s", QualifiedRelation(m->delta)));
	RunStatement(psprintf("INSERT INTO %s (%s, %s) %s", QualifiedRelation(m->kept), KeyNames(m, ""),
							kind_words[m->kind].kind, AllRowsQuery(m)));
	if (!HasKeyIndex(m))
		MakeKeyIndex(m);
}

/*
 * refresh_maintained(summary, anew)
 */
Datum
refresh_maintained(PG_FUNCTION_ARGS)
{
	Maintained *m = NamedMaintained(PG_GETARG_OID(0));
	bool		anew = PG_GETARG_BOOL(1);
	Oid			role = KeepingRole(m);
	RestrictedCall call;

	if (anew)
	{
		CheckSeesAll(m);
		LockParts(m);
	}
	BeginAs(&call, role);
	CheckMeaning(m, role);
	if (anew)
		MakeAnew(m);
	else if (m->deferred)
		ApplyText(m, FoldQuery(m));
	EndRestricted(&call);
	PG_RETURN_VOID();
}

/*
 * check_maintained(summary)
 *
 * One query sees the source and the summary as of one moment, so nobody need
 * be kept from writing.
 */
Datum
check_maintained(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	Maintained *m = NamedMaintained(PG_GETARG_OID(0));
	Oid			role = KeepingRole(m);
	RestrictedCall call;

	InitMaterializedSRF(fcinfo, 0);
	BeginAs(&call, role);
	CheckMeaning(m, role);
	RunQuery(CheckQuery(m), false, 0);
	for (uint64 i = 0; i < SPI_processed; i++)
		tuplestore_puttuple(result->setResult, SPI_tuptable->vals[i]);
	EndRestricted(&call);
	return (Datum) 0;
}

/*
 * drop_maintained(summary)
 */
Datum
drop_maintained(PG_FUNCTION_ARGS)
{
	Maintained *m = NamedMaintained(PG_GETARG_OID(0));
	RestrictedCall call;

	LockMaintained();
	LockParts(m);
	/* first, or the event triggers would refuse what follows */
	ForgetMaintained(m->id);
	BeginAs(&call, OwnerOfTable(m->source));
	for (int i = 0; i < m->nparts; i++)
		DropTriggers(m, m->part[i]);
	EndRestricted(&call);
	BeginAs(&call, OwnerOfTable(m->summary));
	RunStatement(psprintf("DROP %s %s", m->deferred ? "VIEW" : "TABLE", QualifiedRelation(m->summary)));
	EndRestricted(&call);
	if (m->deferred)
	{
		BeginAs(&call, OwnerOfTable(m->kept));
		RunStatement(psprintf("DROP TABLE %s, %s", QualifiedRelation(m->kept),
								QualifiedRelation(m->delta)));
		EndRestricted(&call);
	}
	PG_RETURN_VOID();
}
