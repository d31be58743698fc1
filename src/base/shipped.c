/*
 * shipped.c
 *		Rows that ship with a table of the extension stay at home.
 *
 * A subscriber to all tables has such rows of its own, of its own version, and
 * the publisher's would collide with them.  Users' rows in the same table go along.
 */
#include "base/compat.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "utils/rel.h"

PG_FUNCTION_INFO_V1(keep_shipped_rows);

static bool
IsShipped(const TriggerData *trigger)
{
	TupleDesc	desc = RelationGetDescr(trigger->tg_relation);
	int			column = SPI_fnumber(desc, "shipped");
	bool		isnull;
	Datum		shipped;

	if (column <= 0 || SPI_gettypeid(desc, column) != BOOLOID)
		elog(ERROR, "table \"%s\" has no flag of shipped rows", RelationGetRelationName(trigger->tg_relation));
	shipped = heap_getattr(trigger->tg_trigtuple, column, desc, &isnull);
	return !isnull && DatumGetBool(shipped);
}

/*
 * keep_shipped_rows(), before each row, where a publisher's changes are applied
 */
Datum
keep_shipped_rows(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;

	if (!CALLED_AS_TRIGGER(fcinfo) || !TRIGGER_FIRED_FOR_ROW(trigger->tg_event) ||
		!TRIGGER_FIRED_BEFORE(trigger->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("keep_shipped_rows() is a trigger before each row")));
	if (IsShipped(trigger))
		return PointerGetDatum(NULL);
	return PointerGetDatum(TRIGGER_FIRED_BY_UPDATE(trigger->tg_event) ?
						   trigger->tg_newtuple : trigger->tg_trigtuple);
}
