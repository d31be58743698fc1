/*
 * module.c
 *		The library's magic block, its start and its version.
 */
#include "base/compat.h"
#include "base/settings.h"

#include "miscadmin.h"
#include "utils/builtins.h"

#ifdef PG_MODULE_MAGIC_EXT
PG_MODULE_MAGIC_EXT(.name = "trade_labor", .version = TRADE_LABOR_VERSION);
#else
PG_MODULE_MAGIC;
#endif

extern PGDLLEXPORT void _PG_init(void);

PG_FUNCTION_INFO_V1(trade_labor_version);

void
_PG_init(void)
{
	pg_bindtextdomain(TEXTDOMAIN);
	DefineSettings();
}

/*
 * The version of the loaded library, which can differ from the version of the
 * extension's SQL objects between an upgrade of the package and ALTER
 * EXTENSION UPDATE.
 */
Datum
trade_labor_version(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(TRADE_LABOR_VERSION));
}
