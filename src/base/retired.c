/*
 * retired.c
 *		Names of functions that earlier versions had.
 *
 * A database keeps the functions of the version with which it was made until
 * somebody updates the extension there, and this library may be younger: after
 * packages were upgraded, and while pg_upgrade moves such a database.  The
 * server asks for each name when it makes or calls the function.
 */
#include "base/compat.h"

#include "fmgr.h"

static Datum
RaiseRetired(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("this function belongs to an earlier version of trade_labor than the library"),
			 errhint("Run ALTER EXTENSION trade_labor UPDATE in this database.")));
	return (Datum) 0;
}

/* a name, and nothing else */
#define RETIRED(name) \
	PG_FUNCTION_INFO_V1(name); \
	Datum name(PG_FUNCTION_ARGS) { (void) fcinfo; return RaiseRetired(); } \
	extern Datum name(PG_FUNCTION_ARGS)

/* of 0.1.0 */
RETIRED(case_clock_milestones);
RETIRED(case_clock_require);
RETIRED(concentration_combine);
RETIRED(concentration_state_in);
RETIRED(concentration_state_out);
RETIRED(concentration_state_recv);
RETIRED(concentration_state_send);
RETIRED(resolve_partner_locale);
RETIRED(weighted_gini_final);
RETIRED(weighted_theil_final);
