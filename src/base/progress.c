/*
 * progress.c
 *		Phases of a long call in pg_stat_activity.
 */
#include "base/compat.h"

#include "base/progress.h"

#include "tcop/tcopprot.h"
#include "utils/backend_status.h"

void
ReportPhase(const char *phase)
{
	const char *statement = debug_query_string != NULL ? debug_query_string : "";
	uint64		id = pgstat_get_my_query_id();
	char	   *said;

	if (phase == NULL)
		said = psprintf("%.*s", pgstat_track_activity_query_size, statement);
	else
		said = psprintf("/* trade_labor: %s */ %.*s", phase, pgstat_track_activity_query_size,
						statement);
	pgstat_report_activity(STATE_RUNNING, said);
	/* the report took it away */
	pgstat_report_query_id(id, true);
	pfree(said);
}
