/*
 * prepare_places.c
 *		Populations by which retracted releases were published.
 *
 * Readers keep the numbers of a release that was retracted, and whoever lives in
 * its places goes on being protected: what is published afterwards is held
 * against the population too.
 */
#include "base/compat.h"

#include "base/attempt.h"
#include "base/extension.h"
#include "base/run_as.h"
#include "base/stored.h"
#include "cells/scan.h"
#include "release/prepare_places.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/* what a retracted release declared, and who did */
typedef struct Declaration
{
	char	   *dimension;
	Oid			source;
	Oid			steward;
	Dimension	read;
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
		declaration[i].source = record->source;
		declaration[i].steward = StoredOid("bucket_lines", i, 2);
	}
	EndRestricted(&call);
	return declaration;
}

static void
ReadDeclaration(void *arg)
{
	Declaration *declaration = arg;

	DimensionDeclare(declaration->dimension, declaration->source, declaration->steward,
					 &declaration->read);
}

/* what is wrong with it; NULL where it could be read */
static ErrorData *
FaultOf(Declaration *declaration)
{
	ErrorData  *fault = Attempt(ReadDeclaration, declaration);

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
		const Dimension *dimension = &declaration[i].read;
		ErrorData  *fault = FaultOf(&declaration[i]);

		if (fault != NULL && tell)
			ereport(NOTICE,
					(errmsg("dimension \"%s\" of a retracted release cannot be read",
							declaration[i].dimension),
					 errdetail("If it had a population, that is not asked any more: %s.", fault->message),
					 errhint("Declare the hierarchy anew with bucket_hierarchy().")));
		else if (fault == NULL && dimension->has_population && !HasPlaces(scan, dimension))
			scan->dimension[scan->ndims++] = *dimension;
	}
}
