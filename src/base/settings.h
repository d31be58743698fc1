/*
 * settings.h
 *		The library's settings.
 *
 * None has to be set: the defaults are the safe ones.  No secret is ever the
 * value of a setting, since those are shown, logged and kept in catalogs.
 */
#ifndef BASE_SETTINGS_H
#define BASE_SETTINGS_H

#include "base/compat.h"

/*
 * trade_labor.key_file: absolute path of the file with the root key, "" for
 * the extension's own table.  Set in the server's configuration only.
 */
extern char *SettingKeyFile;

/*
 * trade_labor.min_contributors: no threshold below it is accepted.  Set by
 * superusers.
 */
extern int	SettingMinContributors;

/*
 * trade_labor.non_answers: words, separated by commas, that are nobody's name
 * besides those of the built-in list.  Set by superusers.
 */
extern char *SettingNonAnswers;

/*
 * Makes the settings known to the server.  Called once, when the library is
 * loaded.
 */
extern void DefineSettings(void);

#endif							/* BASE_SETTINGS_H */
