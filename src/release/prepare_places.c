/*
 * prepare_places.c
 *		Populations by which retracted releases were published.
 *
 * Readers keep the numbers of a release that was retracted, and whoever lives in
 * its places goes on being protected: what is published afterwards is held
 * against the population too.
 */
#include "base/compat.h"

#include "base/extension.h"
#include "base/run_as.h"
#include "base/stored.h"
#include "cells/scan.h"
#include "release/prepare_places.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/resowner.h"

/* what a retracted release declared, and who did */
typedef struct Declaration
{
	char	   *dimension;
	Oid			steward;
} Declaration;

/* dimensions with a name in front of their column, each once */
static Declaration *
RetractedDeclarations(const ReleaseRecord *record, int *n)
{
	RestrictedCall call;
	Oid			type = OIDOID;
	Datum		value = ObjectIdGetDatum(record->source);
	Declaration *declaration;

	BeginAsOwner(&call);
	RunQueryWith(psprintf("SELECT DISTINCT d, l.steward FROM %s.bucket_lines l, pg_catalog.unnest(l.dims) d "
						  "WHERE l.retracted AND l.source::pg_catalog.oid OPERATOR(pg_catalog.=) $1 "
						  "AND pg_catalog.strpos(d, ':') OPERATOR(pg_catalog.>) 0 ORDER BY 1, 2",
						  ExtensionSchema()),
				 1, &type, &value, NULL, false, 0);
	*n = (int) SPI_processed;
	declaration = SPI_palloc(Max(*n, 1) * sizeof(Declaration));
	for (int i = 0; i < *n; i++)
	{
		declaration[i].dimension = StoredText("bucket_lines", i, 1);
		declaration[i].steward = StoredOid("bucket_lines", i, 2);
	}
	EndRestricted(&call);
	return declaration;
}

/* what is wrong with it; NULL where it could be read */
static ErrorData *
FaultOf(const Declaration *declaration, Oid source, Dimension *dimension)
{
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	ErrorData  *volatile fault = NULL;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		DimensionDeclare(declaration->dimension, source, declaration->steward, dimension);
		ReleaseCurrentSubTransaction();
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(context);
		fault = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
	}
	PG_END_TRY();
	MemoryContextSwitchTo(context);
	CurrentResourceOwner = owner;
	if (fault != NULL &&
		(ERRCODE_TO_CATEGORY(fault->sqlerrcode) == ERRCODE_OPERATOR_INTERVENTION ||
		 ERRCODE_TO_CATEGORY(fault->sqlerrcode) == ERRCODE_INSUFFICIENT_RESOURCES ||
		 fault->sqlerrcode == ERRCODE_INTERNAL_ERROR))
		ReThrowError(fault);
	return fault;
}

static bool
HasPlaces(const ScanSpec *scan, const Dimension *dimension)
{
	for (int d = 0; d < scan->ndims; d++)
	{
		if (scan->dimension[d].has_population && scan->dimension[d].table == dimension->table &&
			strcmp(scan->dimension[d].expression, dimension->expression) == 0)
			return true;
	}
	return false;
}

void
AddRetractedPlaces(const ReleaseRecord *record, bool tell, ScanSpec *scan)
{
	int			n;
	Declaration *declaration = RetractedDeclarations(record, &n);

	scan->dimension = repalloc(scan->dimension, (scan->ndims + n + 1) * sizeof(Dimension));
	for (int i = 0; i < n; i++)
	{
		Dimension	dimension;
		ErrorData  *fault = FaultOf(&declaration[i], record->source, &dimension);

		if (fault != NULL && tell)
			ereport(NOTICE,
					(errmsg("dimension \"%s\" of a retracted release cannot be read",
							declaration[i].dimension),
					 errdetail("If it had a population, that is not asked any more: %s.", fault->message),
					 errhint("Declare the hierarchy anew with bucket_hierarchy().")));
		else if (fault == NULL && dimension.has_population && !HasPlaces(scan, &dimension))
			scan->dimension[scan->ndims++] = dimension;
	}
}
