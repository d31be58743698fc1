/*
 * settings.c
 *		The library's settings.
 */
#include "base/settings.h"

#include "utils/guc.h"

char	   *SettingKeyFile = NULL;
int			SettingMinContributors = 3;
char	   *SettingNonAnswers = NULL;

/*
 * A relative path would be one inside the data directory, and the key would go
 * into every base backup.
 */
static bool
CheckKeyFile(char **newval, void **extra, GucSource source)
{
	(void) extra;
	(void) source;
	if (**newval != '\0' && !is_absolute_path(*newval))
	{
		GUC_check_errdetail("The path of the key file must be absolute.");
		return false;
	}
	return true;
}

void
DefineSettings(void)
{
	/*
	 * PGC_SIGHUP, so that no SET, ALTER ROLE or ALTER DATABASE of anybody can
	 * put another key in place of the right one.
	 */
	DefineCustomStringVariable("trade_labor.key_file",
							   "File that holds the root key of contributor tags, sealed states and pseudonyms.",
							   "Empty: the key in the extension's own table.",
							   &SettingKeyFile, "", PGC_SIGHUP,
							   GUC_SUPERUSER_ONLY,
							   CheckKeyFile, NULL, NULL);
	DefineCustomIntVariable("trade_labor.min_contributors",
							"Lowest threshold of distinct contributors that is accepted.",
							NULL,
							&SettingMinContributors, 3, 2, 1000000,
							PGC_SUSET, 0, NULL, NULL, NULL);
	DefineCustomStringVariable("trade_labor.non_answers",
							   "More words that stand for no contributor, separated by commas.",
							   "Those that are known are listed by contributor_non_answers().",
							   &SettingNonAnswers, "", PGC_SUSET, 0,
							   NULL, NULL, NULL);
	MarkGUCPrefixReserved("trade_labor");
}
